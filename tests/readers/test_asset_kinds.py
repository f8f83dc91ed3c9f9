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


def states(table: str, title: str) -> list[tuple[str, str, str, int | None]]:
    """Purpose, quantity, state and year of each row."""
    found = rows(AssetStatement, f"{COVER}□ {title}\n{table}", read_assets)
    return [(row.purpose, row.quantity, row.state.value, row.year) for row in found]


def test_columns_of_what_stands_and_what_comes() -> None:
    table = (
        "| 유형 | 2024년 말 누계 | 2025년 신설 |\n|---|---|---|\n| 공원 | 46개소 | 8개소 |\n"
        "| 전통시장 | 9개소 | 2개소 |\n"
    )
    assert states(table, "공공와이파이 설치 현황 및 계획") == [
        ("공원", "46", "in_use", None),
        ("공원", "8", "planned", 2025),
        ("전통시장", "9", "in_use", None),
        ("전통시장", "2", "planned", 2025),
    ]


def test_columns_of_years_to_come_beside_what_stands() -> None:
    table = "구분\t총계\t기구축('24년까지)\t2025년\t2026년 이후\n공원\t20대\t12대\t5대\t3대\n"
    assert states(table, "안심비상벨 구축현황 및 확대계획") == [
        ("공원", "20", "planned", None),
        ("공원, 기구축('24년까지)", "12", "in_use", None),
        ("공원", "5", "planned", 2025),
        ("공원, 2026년이후", "3", "planned", None),
    ]


def test_numbered_rows_of_places_where_the_thing_of_the_title_comes() -> None:
    table = "연번\t설치장소\t주소\t수 량\n계\t\t\t5대\n1\t역 광장\t가람동\t2대\n2\t들샘시장 앞\t들샘동\t3대\n"
    found = states(table, "<미디어 전광판 설치 대상지>")
    assert [(purpose, count) for purpose, count, _, _ in found] == [("", "5"), ("역 광장", "2"), ("들샘시장 앞", "3")]


def test_the_year_of_setting_up_in_a_column_of_its_own() -> None:
    table = "| 설치장소 | 수량 | 설치연도 |\n|---|---|---|\n| 청사 앞 | 2대 | 2021 |\n| 중앙로 | 3대 | 2022 |\n"
    assert states(table, "스마트폴 설치현황") == [("청사 앞", "2", "in_use", 2021), ("중앙로", "3", "in_use", 2022)]


def test_people_by_year_are_no_things_whatever_the_rows_name() -> None:
    head = "<tr><th rowspan='2'>과정</th><th colspan='2'>수료인원(명)</th></tr><tr><th>2023년</th><th>2024년</th></tr>"
    table = f"<table>{head}<tr><td>키오스크 체험</td><td>220</td><td>364</td></tr></table>\n"
    assert states(table, "교육 수료현황") == []
    assert states("| 체험기기 | 2023년 이용자 | 2024년 이용자 |\n|---|---|---|\n| 드론 | 12 | 14 |\n", "이용현황") == []


def test_the_unit_of_the_head_over_years() -> None:
    head = "<tr><th rowspan='2'>품목</th><th colspan='2'>보급수량(대)</th></tr><tr><th>2023년</th><th>2024년</th></tr>"
    table = f"<table>{head}<tr><td>노트북</td><td>15</td><td>18</td></tr></table>\n"
    assert states(table, "장비 보급") == [("", "15", "in_use", 2023), ("", "18", "in_use", 2024)]
