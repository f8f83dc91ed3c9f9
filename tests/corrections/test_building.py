"""Corrections through the whole program: reading, sums, findings, graph, explanation, report."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import mapper
from mapper.cli import run
from mapper.corrections import load_corrections
from mapper.errors import StructureError
from mapper.pipeline import BuildReport, build
from mapper.records import BudgetStatement, Summation
from mapper.records.document import Fate
from mapper.store.release import ReleaseFiles
from tests.corrections.entries import OTHER_DIGEST, entry

PLAN = """2025년 주요업무계획

마루시 환경국 환경과

Ⅰ. 일반현황

□ 예산현황
(단위: 천원)

| 구분 | 2025년 |
|---|---|
| 합계 | 1,053 |
| 정책사업비 | 900 |
| 행정운영경비 | 158 |

□ 예산 설명
 ○ 청소차 3대 운영
"""
TOTAL, ADMINISTRATION = 12, 14
"""Lines of the plan: its total, and the second of the two parts that make it up."""
SUM = 'line = 12\ntable = "budgets"\nset = { amount_krw = 1_058_000 }'
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "maru.txt").write_text(PLAN, encoding="utf-8")
    (folder / "other.txt").write_text(PLAN.replace("환경", "교통"), encoding="utf-8")
    return folder


def corrections(tmp_path: Path, *bodies: str) -> Path:
    """A corrections file for the first plan."""
    path = tmp_path / "corrections.toml"
    digest = hashlib.sha256(PLAN.encode()).hexdigest()
    texts = (body if body.startswith("[[") else entry(body, document=digest) for body in bodies)
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def built(plans: Path, tmp_path: Path, *bodies: str) -> BuildReport:
    """A build with these corrections."""
    return build([plans], tmp_path / "release", corrections=load_corrections(corrections(tmp_path, *bodies)))


def ask(tmp_path: Path, question: str, **values: object) -> list[dict[str, object]]:
    """The answer of the release."""
    return list(mapper.open_release(tmp_path / "release").ask(question, **values))


def stated(tmp_path: Path, number: str) -> dict[str, object]:
    """The one statement of the first plan with that number."""
    (row,) = [row for row in ask(tmp_path, "where-from", doc="maru", number=number) if row["role"] == "stated"]
    return row


def test_a_corrected_figure_flows_into_sums_and_findings(plans: Path, tmp_path: Path) -> None:
    assert [row["doc"] for row in built_findings(plans, tmp_path)] == ["maru", "other"]
    assert [row["doc"] for row in built_findings(plans, tmp_path, SUM)] == ["other"]
    wrong = SUM.replace("1_058_000", "1_063_000")
    (finding, _) = built_findings(plans, tmp_path, wrong)
    assert (finding["expected"], finding["found"]) == ("1,058", "1,063")


def built_findings(plans: Path, tmp_path: Path, *bodies: str) -> list[dict[str, object]]:
    """The contradictions that a build with these corrections finds."""
    built(plans, tmp_path, *bodies)
    return ask(tmp_path, "tables/inconsistencies")


def test_an_added_part_stands_in_the_sum_and_a_removed_one_does_not(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN.replace("| 행정운영경비 | 158 |", "| 행정운영경비 | 〃 |"), encoding="utf-8")
    digest = hashlib.sha256(plan.read_bytes()).hexdigest()
    added = (
        'line = 14\ntable = "budgets"\nadd = { subject = "환경과", fiscal_year = "2025", stage = "planned", '
        'category = "행정운영경비", amount_krw = 153_000 }'
    )
    path = corrections(tmp_path, entry(added, document=digest))
    document = mapper.read(plan, corrections=path)
    (record,) = [record for record in document.records if record.rule == "correction"]
    assert isinstance(record, BudgetStatement)
    assert record.block == next(r.block for r in document.records if isinstance(r, BudgetStatement))
    assert document.account[ADMINISTRATION - 1].fate is Fate.READ
    assert any(record in r.addends for r in document.relations if isinstance(r, Summation))
    removed = 'line = 14\ntable = "budgets"\nremove = true'
    plan.write_text(PLAN, encoding="utf-8")
    document = mapper.read(plan, corrections=corrections(tmp_path, removed))
    fate = document.account[ADMINISTRATION - 1]
    assert (fate.fate, fate.rule) == (Fate.IGNORED, "removed-by-correction")
    assert not any(record.span.first == ADMINISTRATION for record in document.records)


def test_a_corrected_amount_keeps_its_iri_and_every_number_of_the_line_counts_as_read(
    plans: Path, tmp_path: Path
) -> None:
    before = built(plans, tmp_path)
    old = stated(tmp_path, "1053000")
    after = built(plans, tmp_path, SUM)
    new = stated(tmp_path, "1058000")
    assert new["statement"] == old["statement"]
    assert (new["printed"], new["reading"], new["line"]) == ("1,058", "corrected", str(TOTAL))
    assert before.release is not None
    assert after.release is not None
    counts = [(r.documents[0].numbers, r.documents[0].numbers_read) for r in (before.release, after.release)]
    assert counts[0] == counts[1]


def test_the_graph_says_who_corrected_what_when_and_why(plans: Path, tmp_path: Path) -> None:
    built(plans, tmp_path, SUM)
    (row,) = ask(tmp_path, "corrections")
    statement = stated(tmp_path, "1058000")
    assert {name: str(value) for name, value in row.items()} == {
        "kind": "changed",
        "table": "budgets",
        "field": "amount_krw",
        "before": "1053000",
        "after": "1058000",
        "label": "환경과 2025 1,058,000원",
        "who": "기록관리팀",
        "when": "2026-11-20",
        "why": "원본 대조",
        "doc": "maru",
        "line": str(TOTAL),
        "statement": statement["statement"],
    }


def test_only_documents_whose_corrections_changed_are_read_again(plans: Path, tmp_path: Path) -> None:
    assert built(plans, tmp_path).read == ("maru", "other")
    first = built(plans, tmp_path, SUM)
    assert (first.read, first.reused) == (("maru",), ("other",))
    again = built(plans, tmp_path, entry(SUM, document=OTHER_DIGEST), SUM)
    assert again.read == ()
    assert [(one.doc, one.outcome) for one in again.corrections] == [("", "no-document"), ("maru", "applied")]
    reason = built(plans, tmp_path, SUM + "\nnth = 1")
    assert reason.read == ("maru",)
    without = built(plans, tmp_path)
    assert without.read == ("maru",)
    assert ask(tmp_path, "corrections") == []


def test_a_build_with_corrections_gives_the_bytes_of_any_other_with_them(plans: Path, tmp_path: Path) -> None:
    built(plans, tmp_path)
    step = built(plans, tmp_path, SUM)
    whole = build([plans], tmp_path / "whole", corrections=load_corrections(tmp_path / "corrections.toml"))
    assert step.release is not None
    assert whole.release is not None
    assert step.release.folder.name == whole.release.folder.name


def test_a_changed_document_voids_its_corrections_and_the_report_says_so(
    plans: Path, tmp_path: Path, capsys: Capture
) -> None:
    path = corrections(tmp_path, SUM + '\ndoc = "maru"', 'line = 12\ntable = "budgets"\nset = { stage = "planned" }')
    arguments = ["build", str(plans), "--release", str(tmp_path / "release"), "--corrections", str(path)]
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert "Corrections: 1 applied, 1 not" in out
    assert re.search(rf"{re.escape(str(path))}:11: maru: superfluous: The correction of .* Take it out\.", out)
    (plans / "maru.txt").write_text(PLAN + "\n", encoding="utf-8")
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert "Corrections: 0 applied, 2 not" in out
    assert re.search(r"toml:1: no-document: .* `maru` changed since, or is not among the documents\.", out)


def test_the_report_for_machines_tells_every_correction(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    path = corrections(tmp_path, SUM, 'line = 13\ntable = "metrics"\nremove = true')
    arguments = ["build", str(plans), "--release", str(tmp_path / "release"), "--corrections", str(path), "--json"]
    for _ in range(2):  # the second time nothing is read again
        assert run(arguments) == 0
        report = json.loads(capsys.readouterr().out)
        assert [(one["file_line"], one["doc"], one["outcome"]) for one in report["corrections"]] == [
            (1, "maru", "applied"),
            (10, "maru", "not-found"),
        ]
        assert report["documents"][0]["issues"]["correction-not-found"] == 1
        assert "finds no such row" in report["corrections"][1]["message"]


def test_a_correction_waits_for_a_document_that_cannot_be_read(plans: Path, tmp_path: Path) -> None:
    (plans / "maru.txt").write_bytes(b"\x00\x01")
    digest = hashlib.sha256(b"\x00\x01").hexdigest()
    report = built(plans, tmp_path, entry(SUM, document=digest))
    assert [one.outcome for one in report.corrections] == ["not-read"]
    assert "waits" in report.corrections[0].message


def test_a_correction_that_breaks_the_structure_stops_the_build_and_is_named_as_the_likely_cause(
    plans: Path, tmp_path: Path
) -> None:
    built(plans, tmp_path)
    before = (tmp_path / "release" / "current").readlink()
    add = 'line = 3\ntable = "organizations"\nadd = {{ name = "{}", kind = "team", parent = "{}" }}'
    with pytest.raises(StructureError, match="Leave out its corrections to see whether one of them breaks it"):
        built(plans, tmp_path, add.format("가팀", "나팀"), add.format("나팀", "가팀"))
    assert (tmp_path / "release" / "current").readlink() == before


def test_a_wrong_corrections_file_stops_before_anything_is_built(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    path = corrections(tmp_path, SUM.replace("amount_krw", "amount"))
    assert run(["build", str(plans), "--release", str(tmp_path / "release"), "--corrections", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"workplan: {path}:8: budgets has no field `amount`. Did you mean `amount_krw`")
    assert not (tmp_path / "release").exists()


def test_explain_marks_what_people_corrected_in_every_format(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    built(plans, tmp_path, SUM, 'line = 13\ntable = "budgets"\nremove = true')
    arguments = ["explain", "maru", "--release", str(tmp_path / "release"), "--lines", "12-13"]
    run(arguments)
    text = capsys.readouterr().out
    assert "corrected  budgets changed  amount_krw: 1053000 → 1058000  (기록관리팀, 2026-11-20: 원본 대조)" in text
    assert "corrected  budgets removed  subject=환경과; " in text
    run([*arguments, "--format", "json"])
    total, removed = json.loads(capsys.readouterr().out)["lines"]
    (change,) = total["records"][0]["corrections"]
    assert (change["before"], change["after"], change["who"]) == ("1053000", "1058000", "기록관리팀")
    assert [one["kind"] for one in removed["removed"]] == ["removed"]
    run([*arguments, "--format", "html"])
    page = capsys.readouterr().out
    assert '<del><span lang="ko">1053000</span></del> <ins><span lang="ko">1058000</span></ins>' in page
    assert "removed" in page


def test_what_explain_writes_is_edited_and_built_with(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    built(plans, tmp_path)
    arguments = ["explain", "maru", "--release", str(tmp_path / "release"), "--lines", "12", "--correct"]
    assert run(arguments) == 0
    text = capsys.readouterr().out
    text = text.replace('who = ""', 'who = "감사팀"').replace('why = ""', 'why = "원본 대조"')
    path = tmp_path / "edited.toml"
    path.write_text(text.replace("amount_krw = 1053000", "amount_krw = 1058000"), encoding="utf-8")
    assert run(["build", str(plans), "--release", str(tmp_path / "release"), "--corrections", str(path)]) == 0
    assert "Corrections: 1 applied, 0 not" in capsys.readouterr().out
    assert run(arguments) == 0  # written again for the corrected record, it still finds what the reader read
    again = capsys.readouterr().out.replace('who = ""', 'who = "감사팀"').replace('why = ""', 'why = "두 번째 대조"')
    path.write_text(again.replace("amount_krw = 1058000", "amount_krw = 1059000"), encoding="utf-8")
    report = build([plans], tmp_path / "release", corrections=load_corrections(path))
    assert [one.outcome for one in report.corrections] == ["applied"]


def test_explain_writes_corrections_or_another_format_not_both(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    built(plans, tmp_path)
    arguments = ["explain", "maru", "--release", str(tmp_path / "release"), "--correct", "--format", "json"]
    assert run(arguments) == 2
    assert "--correct writes TOML, not json" in capsys.readouterr().err


def test_a_row_that_a_person_added_is_not_offered_for_correction(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    built(plans, tmp_path, 'line = 17\ntable = "duties"\nadd = { org = "환경과", duty = "청소차 운영" }')
    run(["explain", "maru", "--release", str(tmp_path / "release"), "--lines", "17", "--correct"])
    assert 'table = "duties"' not in capsys.readouterr().out
    entries = ReleaseFiles.open(tmp_path / "release").documents
    assert [len(one.corrections) for one in entries] == [1, 0]
