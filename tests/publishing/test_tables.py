"""Tables of a site: what their metadata says of them holds, by the validator of the package `csvw`."""

from __future__ import annotations

import csv
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet
import pytest
from csvw import TableGroup

from mapper.export.tables import list_tables
from mapper.publishing.description.tables import find_type
from mapper.store.answer import Value
from tests.publishing.conftest import LONG


def read_tables(site: Path) -> dict[str, list[dict[str, object]]]:
    """All tables, read by what the metadata says; strictly."""
    group = TableGroup.from_file(site / "tables" / "csv-metadata.json")
    return {str(table.url): list(table.iterdicts(strict=True)) for table in group.tables}


def test_every_table_is_there_and_is_what_its_metadata_says(site: Path) -> None:
    tables = read_tables(site)
    assert {*tables} == {f"{name}.csv" for name in list_tables()}
    assert [row["amount_krw"] for row in tables["budgets.csv"]] == [120_000_000, 120_000_000]
    for name, rows in tables.items():
        with (site / "tables" / name).open(encoding="utf-8", newline="") as stream:
            assert len(list(csv.DictReader(stream))) == len(rows)


def test_the_validator_finds_a_cell_of_another_type_and_a_strange_column(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "tables", tmp_path / "tables")
    path = tmp_path / "tables" / "budgets.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("120000000", "much"), encoding="utf-8")
    with pytest.raises(ValueError, match="much"):
        read_tables(tmp_path)
    path.write_text(text.replace("amount_krw", "amount"), encoding="utf-8")
    with pytest.raises(UserWarning, match="amount"):
        read_tables(tmp_path)


def test_words_are_cut_in_tables_unless_the_licence_permits(site: Path) -> None:
    duties = {(row["doc"], row["duty"]) for row in read_tables(site)["duties.csv"]}
    assert ("open", LONG) in duties
    assert max(len(str(duty)) for doc, duty in duties if doc == "closed") <= 41


def test_parquet_holds_what_csv_holds(site: Path) -> None:
    tables = read_tables(site)
    for name, rows in tables.items():
        table = pyarrow.parquet.read_table(site / "tables" / name.replace(".csv", ".parquet"))
        assert table.num_rows == len(rows)
    budgets = pyarrow.parquet.read_table(site / "tables" / "budgets.parquet")
    assert budgets.column("amount_krw").to_pylist() == [120_000_000, 120_000_000]


def test_tables_have_titles_in_both_languages(site: Path) -> None:
    group = json.loads((site / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in group["tables"]:
        assert [title["@language"] for title in table["dc:title"]] == ["ko", "en"]


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("integer", [1, None]),
        ("decimal", [1, Decimal("1.5")]),
        ("string", [1, "a"]),
        ("string", [None]),
        ("string", [True]),
    ],
)
def test_the_type_of_a_column_is_that_of_all_its_cells(kind: str, cells: list[Value]) -> None:
    assert find_type(cells) == kind
