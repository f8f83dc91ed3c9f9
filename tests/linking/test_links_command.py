"""The command `links`: every link with its ends and evidence, in each format."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest

from mapper.catalog import link_rows
from mapper.cli import run
from mapper.linking.decision_file import load_decisions
from tests.stages import Stages, stages

__all__ = ["stages"]

Capture = pytest.CaptureFixture[str]
LABEL = "누리집 개편"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Plans of two years of one department."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for year, other in ((2023, "무선망 확충"), (2024, "행정전화 교체")):
        text = f"title\nyear {year}\nproject {LABEL}\nproject {other}\n"
        (folder / f"y{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def release(stages: Stages, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of them."""
    root = tmp_path / "release"
    monkeypatch.setenv("WORKPLAN_RELEASE", str(root))
    assert run(["build", str(plans), "--quiet"]) == 0
    return root


def links(capsys: Capture, *arguments: str) -> str:
    """What the command prints."""
    capsys.readouterr()
    assert run(["links", *arguments]) == 0
    return capsys.readouterr().out


def test_a_link_is_shown_with_ends_places_score_and_evidence(release: Path, capsys: Capture) -> None:
    text = links(capsys, "--kind", "continues")
    head, start, end, *evidence = text.splitlines()
    assert head.startswith("continues (사업 계속)  ")
    assert "가나구" in head
    assert head.endswith(", program")
    assert start.startswith(f"  from {LABEL}  y2024:3  https://")
    assert end.startswith(f"  to   {LABEL}  y2023:3  https://")
    assert [line for line in evidence if line.startswith("    name ") and line.endswith("y2023:3 y2024:3")]
    assert text.endswith("\n1 link\n")


def test_json_has_ends_score_evidence_and_lines(release: Path, capsys: Capture) -> None:
    (link,) = json.loads(links(capsys, "--kind", "continues", "--format", "json"))
    assert (link["kind"], link["municipality"], link["decision"]) == ("continues", "가나구", "program")
    assert (link["from"]["label"], link["from"]["doc"], link["from"]["line"]) == (LABEL, "y2024", 3)
    assert (link["to"]["label"], link["to"]["doc"], link["to"]["line"]) == (LABEL, "y2023", 3)
    assert 0 < link["score"] <= 1
    assert link["link"].startswith("https://")
    name = next(item for item in link["evidence"] if item["kind"] == "name")
    assert name["lines"] == ["y2023:3", "y2024:3"]
    assert 0 < name["weight"] <= 1


def test_csv_is_one_row_a_link(release: Path, capsys: Capture) -> None:
    (row,) = csv.DictReader(io.StringIO(links(capsys, "--kind", "continues", "--format", "csv")))
    assert (row["kind"], row["from"], row["from_doc"], row["from_line"]) == ("continues", LABEL, "y2024", "3")
    assert row["evidence"].startswith("name ")
    assert row["from_iri"].startswith("https://")
    assert row["lines"] == "y2023:3;y2024:3"


def test_csv_is_what_the_saved_question_answers(release: Path, capsys: Capture) -> None:
    printed = links(capsys, "--format", "csv")
    capsys.readouterr()
    assert run(["ask", "provenance/links", "--param", "limit=1000", "--format", "csv"]) == 0
    assert capsys.readouterr().out == printed
    assert printed.count("\r\n") == 5


def test_what_is_read_some_at_a_time_is_the_same(
    release: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [links(capsys, "--format", form) for form in ("json", "csv", "toml", "table")]
    monkeypatch.setattr(link_rows, "AT_ONCE", 1)
    assert [links(capsys, "--format", form) for form in ("json", "csv", "toml", "table")] == whole


def test_a_limit_gives_the_first_links(release: Path, capsys: Capture) -> None:
    everything = json.loads(links(capsys, "--format", "json"))
    assert json.loads(links(capsys, "--format", "json", "--limit", "3")) == everything[:3]
    assert links(capsys, "--limit", "3").endswith("3 links\n")


def test_no_links_are_an_empty_list_in_every_format(release: Path, capsys: Capture) -> None:
    nothing = ("--kind", "succeeds")
    assert json.loads(links(capsys, "--format", "json", *nothing)) == []
    assert list(csv.DictReader(io.StringIO(links(capsys, "--format", "csv", *nothing)))) == []
    assert tomllib.loads(links(capsys, "--format", "toml", *nothing)) == {}
    assert links(capsys, *nothing) == "0 links\n"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [((), 4), (("--doc", "y2023"), 2), (("--municipality", "다라구"), 0), (("--kind", "succeeds"), 0)],
)
def test_kind_municipality_and_document_narrow_the_list(
    release: Path, capsys: Capture, arguments: tuple[str, ...], count: int
) -> None:
    assert len(json.loads(links(capsys, "--format", "json", *arguments))) == count


def test_an_unknown_document_is_named_with_the_nearest(release: Path, capsys: Capture) -> None:
    assert run(["links", "--doc", "y2032"]) == 2
    assert "no document `y2032`" in capsys.readouterr().err


def test_entries_of_a_file_of_decisions_are_written_edited_and_win(
    release: Path, plans: Path, tmp_path: Path, capsys: Capture
) -> None:
    text = links(capsys, "--kind", "continues", "--format", "toml")
    assert len(tomllib.loads(text)["confirmed"]) == 1
    file = tmp_path / "links.toml"
    filled = text.replace("[[confirmed]]\n", "[[refused]]\n").replace('""', '"확인"')
    file.write_text(filled, encoding="utf-8")
    assert len(load_decisions(file)) == 1
    assert run(["build", str(plans), "--links", str(file)]) == 0
    out = capsys.readouterr().out
    assert "Decisions about links: 1 applied, 0 not" in out
    assert json.loads(links(capsys, "--kind", "continues", "--format", "json")) == []
    file.write_text(filled.replace("[[refused]]\n", "[[confirmed]]\n"), encoding="utf-8")
    assert run(["build", str(plans), "--links", str(file), "--quiet"]) == 0
    (link,) = json.loads(links(capsys, "--kind", "continues", "--format", "json"))
    assert (link["decision"], link["score"]) == ("confirmed", 1)
    assert (link["evidence"][0]["who"], link["evidence"][0]["why"]) == ("확인", "확인")


def test_a_build_tells_links_by_kind_and_decisions_without_effect(
    release: Path, plans: Path, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "links.toml"
    ends = f'from = {{ doc = "y2024", name = "{LABEL}" }}\nto = {{ doc = "y2020", name = "{LABEL}" }}\n'
    entry = f'[[refused]]\nkind = "continues"\n{ends}who = "a"\nwhen = 2026-11-21\nwhy = "b"\n'
    file.write_text(entry, encoding="utf-8")
    assert run(["build", str(plans), "--links", str(file)]) == 0
    out = capsys.readouterr().out
    assert "Links: 1 continues, " in out
    assert f"{file}:1: no-document: The link continues: `{LABEL}` of y2024 → `{LABEL}` of y2020" in out
    assert run(["build", str(plans), "--links", str(file), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["links"]["continues"] == 1
    assert [one["outcome"] for one in report["decisions"]] == ["no-document"]


def test_explain_names_what_is_linked_to_a_line(release: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(["explain", "y2023", "--lines", "3"]) == 0
    assert f"link  continues ← {LABEL} y2024:3 (" in capsys.readouterr().out
    assert run(["explain", "y2024", "--lines", "3-4"]) == 0
    out = capsys.readouterr().out
    assert f"link  continues → {LABEL} y2023:3 (" in out
    assert out.count("link  continues") == 1
    assert "link  topic → 누리집 y2024:3 (" in out
