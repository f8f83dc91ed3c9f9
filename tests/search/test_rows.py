from __future__ import annotations

from dataclasses import replace

import pytest

from mapper.graph.fields import RECORD_CLASSES
from mapper.records import BudgetStatement, Relation
from mapper.search.rows import NAMES, TABLES, SearchRow, make_rows, read_rows, write_rows
from tests.search.conftest import iris_of, plan, read_of


@pytest.fixture
def rows() -> dict[str, SearchRow]:
    """The rows of a plan by their table."""
    records = plan("가람시 나래구", 2024)
    return {row.table: row for row in make_rows(read_of("a", records), iris_of("a", records))}


def test_every_record_that_is_no_relation_has_a_table() -> None:
    assert set(TABLES) == {entry.table for entry in RECORD_CLASSES if not issubclass(entry, Relation)}
    assert all(name in entry.__dataclass_fields__ for entry, name in NAMES.items())


def test_a_row_has_name_texts_label_place_and_time(rows: dict[str, SearchRow]) -> None:
    project = rows["projects"]
    assert (project.name, project.texts, project.label) == ("공공 와이파이 확대", ["통신팀"], "")
    assert (project.municipality, project.department, project.year) == ("가람시 나래구", "정보과", 2024)
    assert (project.first, project.last, project.iri.rpartition("id/")[2][:9]) == (5, 5, "projects/")
    budget = rows["budgets"]
    assert (budget.name, budget.label, budget.amount_krw) == (
        "공공 와이파이 확대",
        "공공 와이파이 확대 2024 1,234,000원",
        1234000,
    )
    assert budget.concepts == ["stage-planned", "fundingSource-national"]


def test_running_text_stands_whole_and_first(rows: dict[str, SearchRow]) -> None:
    assert (rows["duties"].name, rows["duties"].label) == ("", "")
    assert rows["duties"].texts[0] == "자가통신망과 예산 구조의 관리"
    assert rows["milestones"].texts == ["Wi-Fi 장비 설치", "공공 와이파이 확대"]


def test_the_year_is_that_of_the_figure_and_none_where_it_is_several() -> None:
    records = plan("가람시", 2024)
    by_table = {row.table: row.year for row in make_rows(read_of("a", records), iris_of("a", records))}
    assert (by_table["assets"], by_table["milestones"], by_table["duties"]) == (2022, 2024, 2024)
    budget = next(record for record in records if isinstance(record, BudgetStatement))
    open_ended = replace(budget, fiscal_year="<=2023")
    (row,) = make_rows(read_of("a", [open_ended]), ["x/1"])
    assert (row.year, row.municipality) == (None, "")


def test_rows_survive_being_written() -> None:
    records = plan('"가람"\u2028시', 2024)
    rows = [*make_rows(read_of("a", records), iris_of("a", records))]
    text = write_rows(rows)
    assert text.count("\n") == len(rows)
    assert write_rows(read_rows(text)) == text
    assert [*read_rows("")] == []
