"""Amounts of one table or clause imply sums; what may be incomplete implies nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.records import BudgetStatement, Kind, Record, Ref, Stage, Summation
from tests.relations.made import DEPARTMENT, broken, budget, imply, programme, rules, team

YEARS = ("2023", "2024", "2025")


def yearly_row(line: int, total: int, *amounts: int | None, source: str = "total", unit: int = 1000) -> list[Record]:
    """A row of a yearly table; None is a dash."""
    cells = zip(YEARS, amounts, strict=True)
    found: list[Record] = [budget(line, total, year="all", source=source, unit=unit)]
    return found + [budget(line, cell, year=year, source=source, unit=unit) for year, cell in cells if cell is not None]


def text_of(label: str, *cells: int | str | None) -> str:
    """The row as the page prints it."""
    return "\t".join(
        [label, *("-" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)]
    )


def test_the_total_of_a_row_is_the_sum_of_its_years() -> None:
    found = imply(yearly_row(5, 600, 100, 200, 300), {5: text_of("계", 600, 100, 200, 300)})
    assert rules(found) == ["total-over-years"]
    assert not broken(found)


def test_a_dash_is_a_year_without_money() -> None:
    records = [*yearly_row(5, 600, 100, 200, 300), *yearly_row(6, 300, None, None, 300, source="시비")]
    found = imply(records, {5: text_of("계", 600, 100, 200, 300), 6: text_of("시비", 300, None, None, 300)})
    assert rules(found).count("total-over-years") == 2


def test_a_year_that_is_not_printed_leaves_nothing_to_add() -> None:
    records = [*yearly_row(5, 600, 100, 200, 300), *yearly_row(6, 500, 100, 200, None, source="시비")]
    found = imply(records, {5: text_of("계", 600, 100, 200, 300), 6: text_of("시비", 500, 100, 200)})
    assert [relation.span.first for relation in found if relation.rule == "total-over-years"] == [5]


@pytest.mark.parametrize("cell", ["I", "П", "|", "9"], ids=["letter", "foreign letter", "bar", "unread number"])
def test_a_row_that_was_not_read_whole_implies_nothing(cell: str) -> None:
    row = text_of("계", 600, 100, 200) + f"\t{cell}"
    assert not imply(yearly_row(5, 600, 100, 200, None), {5: row})


def test_a_total_project_cost_may_reach_beyond_the_years_of_its_table() -> None:
    head = "구분\t총사업비\t2023년\t2024년\t2025년"
    row = {4: head, 5: text_of("별빛길", 900, 100, 200, 300)}
    assert "total-over-years" not in rules(imply(yearly_row(5, 900, 100, 200, 300), row))
    summed = {4: "구분\t합계\t2023년\t2024년\t2025년", 5: row[5]}
    assert len(broken(imply(yearly_row(5, 900, 100, 200, 300), summed))) == 1


def test_the_total_of_a_column_is_the_sum_of_its_sources() -> None:
    records = [
        *yearly_row(5, 600, 100, 200, 300),
        *yearly_row(6, 200, 40, 60, 100, source="국비"),
        *yearly_row(7, 400, 60, 140, 200, source="구비"),
    ]
    texts = {
        5: text_of("계", 600, 100, 200, 300),
        6: text_of("국비", 200, 40, 60, 100),
        7: text_of("구비", 400, 60, 140, 200),
    }
    found = imply(records, texts)
    assert rules(found).count("total-over-sources") == 4
    assert not broken(found)


def test_a_source_that_holds_others_is_not_added_to_them() -> None:
    records = [
        budget(5, 600),
        budget(6, 200, source="국비"),
        budget(7, 400, source="지방비"),
        budget(8, 400, source="시비"),
    ]
    texts = {5: "계\t600", 6: "국비\t200", 7: "지방비\t400", 8: "시비\t400"}
    assert not imply(records, texts)


@pytest.mark.parametrize(
    ("clause", "implied"),
    [
        ("예산액: 600천원(국비 200천원, 시비 400천원)", True),
        ("예산액: 600천원(국비 200천원)", False),
        ("예산액: 600천원(국비 200천원, 시비 300천원 등)", False),
        ("예산액: 600천원(국비 200천원, 시비 300천원 포함)", False),
    ],
)
def test_a_clause_lists_its_sources_in_full_or_implies_nothing(clause: str, implied: bool) -> None:
    records: list[Record] = [budget(5, 600, block="l5")]
    records += [
        budget(5, amount, source=source, block="l5")
        for source, amount in (("국비", 200), ("시비", 300))
        if source in clause
    ]
    assert bool(broken(imply(records, {5: clause}))) == implied


def test_programmes_and_categories_make_up_the_department() -> None:
    rows = {5: "합계\t900", 6: "가\t400", 7: "나\t500"}
    records = [
        budget(5, 900, subject=DEPARTMENT),
        budget(6, 400, subject=programme("가")),
        budget(7, 500, subject=programme("나")),
    ]
    assert rules(imply(records, rows)) == ["total-over-parts"]
    parts = [
        budget(line, amount, subject=DEPARTMENT, category=name)
        for line, amount, name in ((6, 400, "정책"), (7, 500, "운영"))
    ]
    assert rules(imply([records[0], *parts], rows)) == ["total-over-categories"]


def test_teams_make_up_the_department_too() -> None:
    teams = [Ref(Kind.ORGANIZATION, name, line) for line, name in ((6, "기획팀"), (7, "운영팀"))]
    records: list[Record] = [team(6, "기획팀"), team(7, "운영팀"), budget(5, 900, subject=DEPARTMENT)]
    records += [budget(6, 400, subject=teams[0]), budget(7, 510, subject=teams[1])]
    found = imply(records, {5: "합계\t900", 6: "기획팀\t400", 7: "운영팀\t510"})
    assert rules(found) == ["total-over-parts"]
    assert len(broken(found)) == 1


def test_of_amounts_that_restate_others_the_fitting_reading_is_taken() -> None:
    rows = {5: "합계\t900", 6: "가\t900", 7: "가-1\t400", 8: "가-2\t500"}
    records = [
        budget(5, 900, subject=DEPARTMENT),
        budget(6, 900, subject=programme("가"), additive=False),
        budget(7, 400, subject=programme("가-1")),
        budget(8, 500, subject=programme("가-2")),
    ]
    (found,) = imply(records, rows)
    assert not broken((found,))


def test_a_change_is_the_newer_amount_less_the_older() -> None:
    records = [
        budget(5, 900, subject=DEPARTMENT),
        budget(5, 1000, subject=DEPARTMENT, year="2023", stage=Stage.INITIAL),
        budget(5, -100, subject=DEPARTMENT, stage=Stage.CHANGE),
    ]
    (found,) = imply(records, {5: "합계\t900\t1,000\t△100"})
    assert found.rule == "change"
    assert not broken((found,))


def test_a_change_beside_an_execution_is_not_judged() -> None:
    records = [
        budget(5, 900, stage=Stage.APPROPRIATED),
        budget(5, 800, stage=Stage.EXECUTED),
        budget(5, 100, stage=Stage.CHANGE),
    ]
    assert not imply(records, {5: "합계\t900\t800\t100"})


def test_millions_may_be_rounded_and_thousands_of_a_budget_may_not() -> None:
    row = {5: text_of("계", 601, 100, 200, 300)}
    assert not broken(imply(yearly_row(5, 601, 100, 200, 300, unit=1_000_000), row))
    assert len(broken(imply(yearly_row(5, 601, 100, 200, 300, unit=1000), row))) == 1


amounts = st.integers(min_value=0, max_value=9_999_999)
tables = st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=1, max_size=4)


def table_records(table: list[list[int]], unit: int = 1000) -> tuple[list[Record], dict[int, str]]:
    """A yearly table by source with its margins."""
    sources = ("국비", "도비", "시비", "기금")
    rows = [("total", [sum(column) for column in zip(*table, strict=True)]), *zip(sources, table, strict=False)]
    records: list[Record] = []
    texts = {}
    for line, (source, cells) in enumerate(rows, 5):
        records += yearly_row(line, sum(cells), *cells, source=source, unit=unit)
        texts[line] = text_of(source, sum(cells), *cells)
    return records, texts


@given(tables)
def test_a_table_that_adds_up_breaks_no_relation(table: list[list[int]]) -> None:
    found = imply(*table_records(table))
    assert len(found) == len(table) + 1 + 4
    assert not broken(found)


@given(tables, st.data())
def test_one_wrong_figure_breaks_every_sum_that_it_stands_in(table: list[list[int]], data: st.DataObject) -> None:
    records, texts = table_records(table)
    at = data.draw(st.integers(0, len(records) - 1))
    wrong = records[at]
    assert isinstance(wrong, BudgetStatement)
    records[at] = replace(wrong, amount_krw=wrong.amount_krw + 1000 * data.draw(st.integers(1, 1000)))
    line = wrong.span.first
    cells = [
        record.amount_krw // 1000
        for record in records
        if isinstance(record, BudgetStatement) and record.span.first == line
    ]
    texts[line] = text_of(wrong.source, *cells)
    assert len(broken(imply(records, texts))) == 2


def test_the_records_of_a_relation_are_those_given() -> None:
    records = yearly_row(5, 600, 100, 200, 300)
    (found,) = imply(records, {5: text_of("계", 600, 100, 200, 300)})
    assert isinstance(found, Summation)
    assert any(found.total is record for record in records)
