"""Counts of one thing in a table that its title names: kinds beside the rows and over the columns."""

from __future__ import annotations

from mapper.readers.assets.reader import read_assets
from mapper.records import AssetStatement
from tests.readers.plans import COVER, rows


def counted(table: str, title: str) -> list[tuple[str, str, int | None, bool]]:
    """Purpose, quantity, year and whether it is the whole, of each row."""
    found = rows(AssetStatement, f"{COVER}□ {title}\n(단위 : 대)\n{table}", read_assets)
    return [(row.purpose, row.quantity, row.year, row.whole) for row in found]


def test_kinds_beside_the_rows_and_years_over_the_columns() -> None:
    table = (
        "| 용도 | 합계 | 2022년 이전 | 2023년 |\n|---|---|---|---|\n| 계 | 95 | 72 | 23 |\n"
        "| 방범용 | 61 | 50 | 11 |\n| 교통용 | 34 | 22 | 12 |\n"
    )
    assert counted(table, "CCTV 설치현황") == [
        ("", "95", None, True),
        ("2022년 이전", "72", None, False),
        ("", "23", 2023, True),
        ("방범용", "61", None, False),
        ("방범용, 2022년 이전", "50", None, False),
        ("방범용", "11", 2023, False),
        ("교통용", "34", None, False),
        ("교통용, 2022년 이전", "22", None, False),
        ("교통용", "12", 2023, False),
    ]


def test_sums_that_do_not_hold_prove_no_kinds() -> None:
    table = "| 용도 | 합계 | 실내 | 실외 |\n|---|---|---|---|\n| 계 | 90 | 70 | 20 |\n| 방범용 | 50 | 10 | 80 |\n"
    assert ("방범용, 실내", "10", None, False) not in counted(table, "CCTV 설치현황")
