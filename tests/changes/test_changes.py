"""Two releases compared: in words of the field, and as exact quads."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.changes import Change, Comparison, Event, compare_releases, write_csv, write_json, write_text
from mapper.changes.quads import ADDED, REMOVED, GraphPair, compare_lines, write_patches
from mapper.cli import run
from mapper.errors import ReleaseError, UsageError
from mapper.pipeline import build
from mapper.store.release import ReleaseFiles

PLAN = """2024년 주요업무계획
가람군 디지털정책과

Ⅰ. 일반현황
□ 업무분장
  ○ {team}
    - 전산 장비 관리
    - 누리집 운영
    - 정보화 교육 운영
  ○ 통계팀
    - 인구 통계 작성
Ⅱ. 2024년 추진계획

1. {title}
  ○ 사업기간: 2024. 1월 ~ 12월
  ○ 사업비: {money}천원(군비)
  ○ 추진계획
    - 2024. 3월: 설치 장소 확정
    - 2024. 9월: 장비 설치
2. 마을방송 정비
  ○ 사업기간: 2024. 2월 ~ 11월
  ○ 사업비: 35,000천원(군비)
  ○ 추진계획
    - 2024. 4월: 대상 마을 조사
"""
FIRST = {
    "team": "정보화팀",
    "title": "공공와이파이 확대 구축",
    "money": "120,000",
}
OTHER = PLAN.replace("디지털정책과", "농업기술과").format(**{**FIRST, "team": "기술팀"})
HEAD, ONE, TWO = PLAN.format(**FIRST).partition("\n1. ")[0], *PLAN.format(**FIRST).split("\n1. ")[1].split("2. 마을")
SWAPPED = f"{HEAD}\n1. 마을{TWO}2. {ONE}"
TWO_SOURCES = "120,000천원(국비 50,000천원, 군비 60,000천원)"
"""A sum that is not that of its parts."""


def make_release(folder: Path, name: str, documents: dict[str, str], base: str | None = None) -> ReleaseFiles:
    """A release of these texts."""
    sources = folder / f"{name}.documents"
    sources.mkdir()
    for doc, text in documents.items():
        (sources / f"{doc}.txt").write_text(text, encoding="utf-8")
    given = {"base": base} if base else {}
    build([sources / f"{doc}.txt" for doc in documents], folder / name, **given)  # type: ignore[arg-type]
    return ReleaseFiles.open(folder / name)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReleaseFiles]:
    """The same plan over and over, each time with one thing changed."""
    folder = tmp_path_factory.mktemp("changes")
    plan = PLAN.format(**FIRST)
    documents = {
        "first": {"plan": plan},
        "amount": {"plan": PLAN.format(**{**FIRST, "money": "135,000"})},
        "team": {"plan": PLAN.format(**{**FIRST, "team": "인공지능팀"})},
        "title": {"plan": PLAN.format(**{**FIRST, "title": "무선인터넷 보급"})},
        "numbers": {"plan": SWAPPED},
        "line": {"plan": plan.replace("\nⅠ.", "\n\nⅠ.")},
        "more": {"plan": plan, "more": OTHER},
        "finding": {"plan": plan.replace("120,000천원(군비)", TWO_SOURCES)},
    }
    return {name: make_release(folder, name, texts) for name, texts in documents.items()}


@pytest.fixture
def compared(releases: dict[str, ReleaseFiles], request: pytest.FixtureRequest) -> Iterator[Comparison]:
    """Two of the releases."""
    old, new = request.param
    with compare_releases(releases[old], releases[new]) as found:
        yield found


def pick(found: Comparison, topic: str) -> list[Change]:
    """The rows of a topic."""
    return list(found.table.list_rows(topic=topic))


def quads_of(release: ReleaseFiles) -> set[str]:
    """All quads of a release."""
    return {line for path in release.graph_files() for line in path.read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("compared", [("first", "amount")], indirect=True)
def test_a_changed_amount_is_one_changed_statement_with_its_iri(compared: Comparison) -> None:
    (change,) = pick(compared, "BudgetStatement")
    assert (change.event, change.property, change.iri_before) == (Event.CHANGED, "amount", "")
    assert [value.split('"')[1] for value in (*change.before, *change.after)] == ["120000000", "135000000"]
    assert (change.about, change.municipality, change.department) == (FIRST["title"], "가람군", "디지털정책과")
    assert change.line_before == change.line_after != ""
    summary = compared.table.sum_up()
    assert summary == {"Document": {"reread": 1}, "BudgetStatement": {"changed": 1}}


@pytest.mark.parametrize("compared", [("first", "team")], indirect=True)
def test_a_renamed_team_is_known_by_its_duties_and_they_are_neither_gone_nor_new(compared: Comparison) -> None:
    (change,) = pick(compared, "OrganizationEntry")
    assert (change.event, change.name) == (Event.RENAMED, "인공지능팀")
    assert (change.before, change.after) == (('"정보화팀"',), ('"인공지능팀"',))
    assert {row.event for row in pick(compared, "DutyStatement")} == {Event.READDRESSED}
    assert all(row.iri_before and row.iri_before != row.iri for row in pick(compared, "DutyStatement"))


@pytest.mark.parametrize("compared", [("first", "title")], indirect=True)
def test_a_retitled_project_keeps_its_address_by_its_number(compared: Comparison) -> None:
    (change,) = pick(compared, "Project")
    assert (change.event, change.iri_before) == (Event.RENAMED, "")
    assert change.after == ('"무선인터넷 보급"',)
    assert {row.event for row in pick(compared, "BudgetStatement")} == {Event.READDRESSED}


@pytest.mark.parametrize("compared", [("first", "numbers")], indirect=True)
def test_projects_that_change_numbers_are_not_told_as_retitled(compared: Comparison) -> None:
    changes = pick(compared, "Project")
    assert {(row.event, row.property) for row in changes} == {(Event.CHANGED, "number")}
    assert len(changes) == 2


@pytest.mark.parametrize("compared", [("first", "line")], indirect=True)
def test_what_only_stands_on_another_line_is_counted_and_not_listed(compared: Comparison) -> None:
    assert {row.topic for row in compared.table} == {"Document"}
    assert {event for topic, events in compared.table.sum_up().items() for event in events if topic != "Document"} == {
        "moved"
    }


@pytest.mark.parametrize("compared", [("first", "more")], indirect=True)
def test_a_new_document_is_told_with_its_projects_and_the_number_of_the_rest(compared: Comparison) -> None:
    assert compared.documents == (1, 2)
    assert {row.name for row in pick(compared, "Project")} == {FIRST["title"], "마을방송 정비"}
    assert {row.event for row in compared.table if row.document} == {Event.NEW}
    assert pick(compared, "BudgetStatement") == []
    assert compared.table.sum_up()["BudgetStatement"] == {"new": 2}


@pytest.mark.parametrize("compared", [("more", "first")], indirect=True)
def test_a_document_that_is_gone_is_told(compared: Comparison) -> None:
    assert [(row.event, row.document) for row in pick(compared, "Document")] == [(Event.GONE, "more")]
    assert {row.name for row in pick(compared, "OrganizationEntry")} >= {"농업기술과", "기술팀"}


@pytest.mark.parametrize("compared", [("finding", "first")], indirect=True)
def test_a_finding_that_is_gone_is_told_in_both_languages(compared: Comparison) -> None:
    gone = pick(compared, "Finding")
    assert gone
    assert {row.event for row in gone} == {Event.GONE}
    for row in gone:
        assert {value[-3:] for value in row.before} == {"@ko", "@en"}


@pytest.mark.parametrize("compared", [("first", "first")], indirect=True)
def test_a_release_does_not_differ_from_itself(compared: Comparison) -> None:
    assert compared.is_same
    assert compared.table.sum_up() == {}
    assert "바뀐 것이 없습니다" in "".join(write_text(compared, "ko", 0))


@pytest.mark.parametrize("old", ["first", "more"])
@pytest.mark.parametrize("new", ["amount", "team", "numbers", "more", "finding"])
def test_old_quads_without_the_removed_and_with_the_added_are_the_new_quads(
    releases: dict[str, ReleaseFiles], tmp_path: Path, old: str, new: str
) -> None:
    files = tmp_path / "added.nq.gz", tmp_path / "removed.nq"
    with compare_releases(releases[old], releases[new], added=files[0], removed=files[1]) as found:
        numbers = found.quads
    added = gzip.decompress(files[0].read_bytes()).decode().splitlines()
    removed = files[1].read_text(encoding="utf-8").splitlines()
    before, after = quads_of(releases[old]), quads_of(releases[new])
    assert (before - {*removed}) | {*added} == after
    assert {*removed} <= before
    assert not {*added} & before
    assert (len(added), len(removed)) == (numbers.added, numbers.removed)


def test_no_graph_has_a_blank_node(releases: dict[str, ReleaseFiles]) -> None:
    for release in releases.values():
        for line in quads_of(release):
            subject, _, rest = line.split(" ", 2)
            assert subject.startswith("<")
            assert rest.startswith(("<", '"'))


def test_releases_of_different_bases_are_refused(releases: dict[str, ReleaseFiles], tmp_path: Path) -> None:
    other = make_release(tmp_path, "other", {"plan": PLAN.format(**FIRST)}, base="https://other.example.org/")
    with pytest.raises(UsageError, match="different bases"), compare_releases(releases["first"], other):
        pass


@pytest.mark.parametrize("compared", [("first", "amount")], indirect=True)
def test_csv_and_json_hold_the_same_rows(compared: Comparison) -> None:
    rows = json.loads("".join(write_json(compared)))["changes"]
    table = list(csv.DictReader(io.StringIO("".join(write_csv(compared)))))
    assert [row["iri"] for row in rows] == [row["iri"] for row in table]
    amounts = [(row["before"], row["after"]) for row in rows if row["property"] == "amount"]
    assert amounts == [("120000000", "135000000")]
    assert rows[-1]["qualifiers"]["fundingSource"] == "county"


def test_the_command_reports_in_korean_and_in_english_and_bounds_its_lists(
    releases: dict[str, ReleaseFiles], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (str(releases[name].folder.parents[1]) for name in ("first", "amount"))
    assert run(["diff", old, new, "--quads", str(tmp_path / "patch")]) == 0
    said = capsys.readouterr().out
    assert "120,000,000원 → 135,000,000원" in said
    assert {path.name for path in (tmp_path / "patch").iterdir()} == {"added.nq", "removed.nq"}
    assert run(["diff", str(releases["first"].folder), new, "--language", "en"]) == 0
    assert "amount 120,000,000 won → 135,000,000 won" in capsys.readouterr().out
    assert run(["diff", old, str(releases["team"].folder), "--limit", "1"]) == 0
    assert "2건 더" in capsys.readouterr().out
    assert run(["diff", old, str(tmp_path / "nothing")]) == 2
    assert "no release" in capsys.readouterr().err


@given(st.sets(st.text(alphabet="ab", max_size=3)), st.sets(st.text(alphabet="ab", max_size=3)))
def test_compared_lines_are_exactly_those_of_one_side(old: set[str], new: set[str]) -> None:
    before, after = (sorted(f"<{text}>" for text in side) for side in (old, new))
    found = list(compare_lines(before, after))
    assert {line for sign, line in found if sign is ADDED} == {*after} - {*before}
    assert {line for sign, line in found if sign is REMOVED} == {*before} - {*after}
    assert [line for _, line in found] == sorted(line for _, line in found)


def test_a_graph_that_is_not_sorted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("<b> <p> <o> <g> .\n<a> <p> <o> <g> .\n")
    pair = GraphPair("things", tmp_path / "a.nq", None)
    with pytest.raises(ReleaseError, match="not sorted"):
        write_patches([pair], None, None)
