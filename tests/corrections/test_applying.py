from __future__ import annotations

import dataclasses
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from mapper.records import (
    AppliedCorrection,
    BudgetStatement,
    CorrectionKind,
    Kind,
    MetricStatement,
    Outcome,
    Reading,
    Record,
    Ref,
    Span,
    StaffingStatement,
)
from tests.corrections.entries import OTHER_DIGEST, RECORDS, at_line, correct, entry
from tests.graph.sample import PROJECT, UNNAMED, budget

HALL = 'line = 12\ntable = "budgets"\nset = { amount_krw = 2_500_000 }'


def test_a_corrected_amount_keeps_line_rule_and_neighbours_and_its_printed_figure_follows(tmp_path: Path) -> None:
    corrected = correct(tmp_path, HALL)
    (before,) = at_line(RECORDS, "budgets", 12)
    (after,) = at_line(corrected.records, "budgets", 12)
    assert isinstance(before, BudgetStatement)
    assert after == dataclasses.replace(
        before, amount_krw=2_500_000, printed="2,500,000", reading=Reading.CORRECTED, quantum_krw=1000
    )
    assert [record for record in corrected.records if record is not after] == [
        record for record in RECORDS if record is not before
    ]
    (applied,) = corrected.applied
    assert applied.record is after
    assert (applied.kind, applied.field, applied.before, applied.after) == (
        CorrectionKind.CHANGED,
        "amount_krw",
        "2000000",
        "2500000",
    )
    assert set(corrected.outcomes.values()) == {Outcome.APPLIED}
    assert corrected.issues == ()


@pytest.mark.parametrize(
    ("printed", "quantum", "old", "new", "expected"),
    [
        ("1,053", 1000, 1_053_000, 1_058_000, ("1,058", 1000)),
        ("1,053", 1000, 1_053_000, 1_058_500, ("1,058.5", 100)),
        ("1053", 1000, 1_053_000, 1_058_000, ("1058", 1000)),
        ("1.5", 10_000_000, 150_000_000, 155_000_000, ("1.55", 1_000_000)),
        ("999", 1000, 999_000, 1_001_000, ("1,001", 1000)),
        ("1억 5천", 10_000_000, 150_000_000, 155_000_000, ("", 1_000_000)),
        ("3", 1000, 3_000, 1, ("0.001", 1)),
        ("", 1, 5, 7, ("", 1)),
        ("0", 1000, 0, 7_000, ("", 1000)),
    ],
)
def test_the_printed_figure_and_its_last_digit_follow_the_amount(
    tmp_path: Path, printed: str, quantum: int, old: int, new: int, expected: tuple[str, int]
) -> None:
    record = budget(1, PROJECT, "2023", old, printed=printed, quantum_krw=quantum)
    body = f'line = 1\ntable = "budgets"\nset = {{ amount_krw = {new} }}'
    (after,) = correct(tmp_path, body, records=[record]).records
    assert isinstance(after, BudgetStatement)
    assert (after.printed, after.quantum_krw) == expected


def test_a_printed_figure_that_is_given_stands(tmp_path: Path) -> None:
    corrected = correct(tmp_path, HALL.replace(" }", ', printed = "25억", quantum_krw = 7 }'))
    (after,) = at_line(corrected.records, "budgets", 12)
    assert isinstance(after, BudgetStatement)
    assert (after.printed, after.quantum_krw) == ("25억", 7)


def test_a_metric_and_a_number_of_posts_follow_in_the_same_way(tmp_path: Path) -> None:
    corrected = correct(
        tmp_path,
        'line = 50\ntable = "metrics"\nset = { value = 88.25 }',
        'line = 8\ntable = "staffing"\nwhere = { measure = "quota" }\nset = { count = 21 }',
    )
    (metric,) = at_line(corrected.records, "metrics", 50)
    staff, _ = at_line(corrected.records, "staffing", 8)
    assert isinstance(metric, MetricStatement)
    assert isinstance(staff, StaffingStatement)
    assert (metric.printed, metric.quantum) == ("88.25", Decimal("0.01"))
    assert staff.printed == "21"


def test_the_reviewed_line_shows_the_figure_that_the_person_read_and_blanks_what_is_not_there(tmp_path: Path) -> None:
    lines = ["가", "| 합계 | 1,053 | 1,053 | 77 |", "다"]
    records: list[Record] = [
        budget(2, PROJECT, "2023", 1_053_000, printed="1,053", quantum_krw=1000),
        budget(2, PROJECT, "2022", 77_000, printed="77", quantum_krw=1000),
    ]
    corrected = correct(
        tmp_path,
        'line = 2\ntable = "budgets"\nwhere = { fiscal_year = "2023" }\nset = { amount_krw = 1058000 }',
        'line = 2\ntable = "budgets"\nwhere = { fiscal_year = "2022" }\nremove = true',
        records=records,
        lines=lines,
    )
    assert corrected.reviewed == {2: "| 합계 | 1,058 | 1,053 |   |"}
    assert corrected.removed == {2}


def test_one_of_several_rows_of_a_line_is_told_by_its_values_or_its_number(tmp_path: Path) -> None:
    body = 'line = 22\ntable = "budgets"\n{}\nset = {{ stage = "executed" }}'
    for place in (
        'where = { fiscal_year = "2023", amount_krw = 400_000 }',
        'where = { source = "구비" }',
        'where = { subject = { name = "공공와이파이 확대", kind = "project", line = 20 } }\nnth = 3',
        "nth = 3",
    ):
        corrected = correct(tmp_path, body.format(place))
        changed = [r for r in corrected.records if r.reading is Reading.CORRECTED and r.span.first == 22]
        assert [getattr(record, "source", "") for record in changed] == ["구비"], place


@pytest.mark.parametrize(
    ("body", "outcome", "code"),
    [
        ('line = 22\ntable = "budgets"\nremove = true', Outcome.AMBIGUOUS, "correction-ambiguous"),
        ('line = 13\ntable = "duties"\nremove = true', Outcome.NOT_FOUND, "correction-not-found"),
        ('line = 900\ntable = "duties"\nremove = true', Outcome.NOT_FOUND, "correction-not-found"),
        ('line = "12-13"\ntable = "budgets"\nremove = true', Outcome.NOT_FOUND, "correction-not-found"),
        ('line = 22\ntable = "budgets"\nnth = 9\nremove = true', Outcome.NOT_FOUND, "correction-not-found"),
        (
            'line = 12\ntable = "budgets"\nwhere = { amount_krw = 1 }\nset = { source = "국비" }',
            Outcome.NOT_FOUND,
            "correction-not-found",
        ),
        (
            'line = 12\ntable = "budgets"\nset = { subject = "없는 사업" }',
            Outcome.NOT_FOUND,
            "correction-not-found",
        ),
        (
            'line = 79\ntable = "duties"\nadd = { org = "없는 팀", duty = "가" }',
            Outcome.NOT_FOUND,
            "correction-not-found",
        ),
        (
            'line = 81\ntable = "duties"\nadd = { org = "통신팀", duty = "가" }',
            Outcome.NOT_FOUND,
            "correction-not-found",
        ),
        (HALL.replace("2_500_000", "2_000_000"), Outcome.SUPERFLUOUS, "correction-superfluous"),
        (  # the reader has learnt to read what the person read
            'line = 12\ntable = "budgets"\nwhere = { amount_krw = 1 }\nset = { amount_krw = 2000000 }',
            Outcome.SUPERFLUOUS,
            "correction-superfluous",
        ),
        (
            'line = 6\ntable = "duties"\nadd = { org = "통신팀", duty = "정보통신망 운영" }',
            Outcome.SUPERFLUOUS,
            "correction-superfluous",
        ),
    ],
)
def test_a_correction_that_does_not_apply_changes_nothing_and_is_reported(
    tmp_path: Path, body: str, outcome: Outcome, code: str
) -> None:
    corrected = correct(tmp_path, body)
    assert all(now is before for now, before in zip(corrected.records, RECORDS, strict=True))
    assert list(corrected.outcomes.values()) == [outcome]
    (issue,) = corrected.issues
    assert issue.code == code
    assert 1 <= issue.span.first <= issue.span.last <= 80
    assert corrected.applied == ()


def test_corrections_of_another_document_are_passed_over(tmp_path: Path) -> None:
    corrected = correct(tmp_path, entry(HALL, document=OTHER_DIGEST))
    assert corrected.outcomes == {}
    assert corrected.records == RECORDS


def test_a_removed_row_is_gone_and_told_with_all_its_fields(tmp_path: Path) -> None:
    corrected = correct(tmp_path, 'line = 54\ntable = "legal"\nremove = true')
    assert at_line(corrected.records, "legal", 54) == []
    assert len(corrected.records) == len(RECORDS) - 1
    (applied,) = corrected.applied
    assert (applied.kind, applied.record) == (CorrectionKind.REMOVED, None)
    assert applied.before == "project=공공와이파이 확대; basis=「한빛구 지능정보화 조례」제13조"


def test_an_added_row_stands_at_its_line_in_the_order_of_the_document(tmp_path: Path) -> None:
    corrected = correct(
        tmp_path,
        'line = "12-13"\ntable = "budgets"\n'
        'add = { subject = "정보통신과", fiscal_year = "2023", stage = "planned", amount_krw = 7_500 }',
    )
    (added,) = [record for record in corrected.records if record.rule == "correction"]
    assert isinstance(added, BudgetStatement)
    assert (added.span, added.reading) == (Span(12, 13), Reading.CORRECTED)
    assert added.subject == Ref(Kind.ORGANIZATION, "정보통신과", 3)
    assert (added.block, added.quantum_krw) == ("t11", 100)
    spans = [record.span for record in corrected.records]
    assert spans == sorted(spans)
    assert corrected.applied[0].record is added


def test_an_added_figure_between_those_of_two_blocks_has_none(tmp_path: Path) -> None:
    corrected = correct(
        tmp_path,
        'line = 14\ntable = "budgets"\n'
        'add = { subject = "정보통신과", fiscal_year = "2023", stage = "planned", amount_krw = 7_500 }',
    )
    (added,) = [record for record in corrected.records if record.rule == "correction"]
    assert isinstance(added, BudgetStatement)
    assert (added.block, added.quantum_krw) == ("", 1)


def test_a_renamed_entry_keeps_what_refers_to_it(tmp_path: Path) -> None:
    corrected = correct(
        tmp_path,
        'line = 20\ntable = "projects"\nset = { title = "공공와이파이 확충" }',
        'line = 60\ntable = "projects"\nset = { title = "제목 없던 사업" }',
        'line = 3\ntable = "organizations"\nset = { name = "정보통신담당관" }',
    )
    references = {
        ref
        for record in corrected.records
        for field in dataclasses.fields(record)
        if isinstance(ref := getattr(record, field.name), Ref)
    }
    assert Ref(Kind.PROJECT, "공공와이파이 확충", 20) in references
    assert Ref(Kind.PROJECT, "제목 없던 사업", 60) in references
    assert not {PROJECT, UNNAMED} & references
    (team,) = at_line(corrected.records, "organizations", 5)
    assert getattr(team, "parent", "") == "정보통신담당관"
    assert len(corrected.applied) == 3
    assert {record.span.first for record in corrected.records if record.reading is Reading.CORRECTED} == {3, 20, 60}


def test_a_statement_is_found_by_the_old_and_by_the_new_name_of_its_subject(tmp_path: Path) -> None:
    rename = 'line = 20\ntable = "projects"\nset = { title = "공공와이파이 확충" }'
    for name in ("공공와이파이 확대", "공공와이파이 확충"):
        body = f'line = 54\ntable = "legal"\nwhere = {{ project = "{name}" }}\nset = {{ basis = "「전파법」" }}'
        corrected = correct(tmp_path, rename, body)
        (legal,) = at_line(corrected.records, "legal", 54)
        assert getattr(legal, "project", None) == Ref(Kind.PROJECT, "공공와이파이 확충", 20)
        assert set(corrected.outcomes.values()) == {Outcome.APPLIED}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"정보통신과"', Ref(Kind.ORGANIZATION, "정보통신과", 3)),
        ('"공공와이파이 확대"', Ref(Kind.PROJECT, "공공와이파이 확대", 20)),
        ('{ kind = "programme", name = "새 단위사업" }', Ref(Kind.PROGRAMME, "새 단위사업", 54)),
        ('{ kind = "project", name = "", line = 60 }', Ref(Kind.PROJECT, "", 60)),
        ('{ name = "정보통신과", line = 9 }', Ref(Kind.ORGANIZATION, "정보통신과", 9)),
    ],
)
def test_a_subject_is_named_by_its_name_or_with_kind_and_line(tmp_path: Path, value: str, expected: Ref) -> None:
    corrected = correct(tmp_path, f'line = 54\ntable = "legal"\nset = {{ project = {value}, basis = "「전파법」" }}')
    (legal,) = at_line(corrected.records, "legal", 54)
    assert getattr(legal, "project", None) == expected


def test_corrections_that_contradict_each_other_do_nothing_but_are_reported(tmp_path: Path) -> None:
    for other in (HALL.replace("2_5", "2_6"), 'line = 12\ntable = "budgets"\nremove = true'):
        corrected = correct(tmp_path, HALL.replace(" }", ', source = "국비" }'), entry(other, who="감사팀"))
        assert corrected.records == RECORDS
        assert set(corrected.outcomes.values()) == {Outcome.CONFLICT}
        assert [issue.code for issue in corrected.issues] == ["correction-conflict"] * 2


def test_of_two_that_say_the_same_the_earlier_review_counts(tmp_path: Path) -> None:
    corrected = correct(tmp_path, HALL, entry(HALL, who="감사팀", when="2026-11-19"))
    assert sorted(corrected.outcomes.values()) == [Outcome.APPLIED, Outcome.SUPERFLUOUS]
    assert [applied.who for applied in corrected.applied] == ["감사팀"]


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    bodies = [
        HALL,
        'line = 20\ntable = "projects"\nset = { title = "공공와이파이 확충" }',
        'line = 54\ntable = "legal"\nset = { project = "공공와이파이 확충", basis = "「전파법」" }',
        'line = 12\ntable = "budgets"\nset = { category = "행정운영경비" }',
        'line = 22\ntable = "budgets"\nnth = 1\nremove = true',
    ]
    results = [correct(tmp_path, *order) for order in permutations(bodies)]
    assert all(result == results[0] for result in results)
    assert set(results[0].outcomes.values()) == {Outcome.APPLIED}


def test_every_applied_correction_points_at_a_record_of_the_document(tmp_path: Path) -> None:
    corrected = correct(
        tmp_path,
        HALL,
        'line = 20\ntable = "projects"\nset = { title = "공공와이파이 확충" }',
        'line = 31\ntable = "components"\nset = { title = "1차 구축", unit = "곳" }',
    )
    held = {id(record) for record in corrected.records}
    assert len(corrected.applied) == 4
    assert all(isinstance(one, AppliedCorrection) and id(one.record) in held for one in corrected.applied)
