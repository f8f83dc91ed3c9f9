"""Covers: rows of money whose cells slipped; what the printed sums prove, and what they leave as it stands."""

from __future__ import annotations

import pytest

from mapper.readers.budgets.reader import read_budgets
from mapper.readers.projects.components import read_components
from mapper.readers.projects.project_records import read_project_records
from mapper.records import BudgetStatement, HeaderMismatch, Reading
from tests.readers.plans import COVER, rows

READERS = (read_project_records, read_components, read_budgets)
PLAIN = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 2. ~ 11.\n"
PROJECT = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 연차별 소요재원 (단위: 백만원)\n"
YEARS = "재원\t계\t2024년까지\t2025년\t2026년\n계\t900\t200\t300\t400\n국비\t450\t100\t150\t200\n"
HEAD = "| 사업명 | 예산액 | 집행액 | 집행률 |\n|---|---|---|---|\n| 합계 | 300 | 250 | 83% |\n"


def told(text: str, source: str) -> list[tuple[str, int]]:
    """Year and millions of won of one source."""
    found = rows(BudgetStatement, text, *READERS)
    return [(row.fiscal_year, row.amount_krw // 10**6) for row in found if row.source == source]


@pytest.mark.parametrize(
    ("row", "expected", "printed"),
    [
        ("시비\t\t450\t100\t150\t200", ("계 450", "2024년까지 450"), "blank cell before the total"),
        ("시비\t450\t\t100\t150\t200", ("2024년까지 100", "2025년 100"), "blank cell mid-row"),
        ("시비\t450\t-\t100\t150\t200", ("2024년까지 100", "2025년 100"), "dash mid-row"),
        ("시비\t450\t100\t150\t\t200", ("2026년 200", "200"), "blank cell before the last"),
        ("시비\t100\t150\t200", ("2024년까지 100", "계 100"), "total left out"),
    ],
)
def test_one_cell_too_many_or_too_few_is_mended_and_told(row: str, expected: tuple[str, str], printed: str) -> None:
    text = f"{PROJECT}{YEARS}{row}\n"
    years = [("<=2024", 100), ("2025", 150), ("2026", 200)]
    assert told(text, "시비") == ([] if printed == "total left out" else [("all", 450)]) + years
    (slip,) = rows(HeaderMismatch, text, *READERS)
    assert (slip.expected_text, slip.found_text) == expected
    assert slip.reading is Reading.MENDED


def test_only_the_slipped_row_is_marked_as_mended() -> None:
    found = rows(BudgetStatement, f"{PROJECT}{YEARS}시비\t\t450\t100\t150\t200\n", *READERS)
    assert {row.source for row in found if row.reading is Reading.MENDED} == {"시비"}


@pytest.mark.parametrize(
    "row",
    [
        "시비\t450\t100\t150\t200",  # nothing slipped
        "시비\t\t455\t100\t150\t200",  # no reading makes the sums hold
        "시비\t450\t-\t150\t300",  # a year without money, a total that is wrong
    ],
)
def test_what_no_sum_proves_stays_as_printed(row: str) -> None:
    text = f"{PROJECT}{YEARS}{row}\n"
    assert rows(HeaderMismatch, text, *READERS) == []
    assert Reading.MENDED not in {found.reading for found in rows(BudgetStatement, text, *READERS)}


def test_a_total_row_may_slip_itself() -> None:
    table = "재원\t계\t2025년\t2026년\n계\t\t900\t400\t500\n국비\t450\t200\t250\n시비\t450\t200\t250\n"
    assert told(PROJECT + table, "total") == [("all", 900), ("2025", 400), ("2026", 500)]


def test_a_slip_before_a_rate_moves_only_what_stands_behind_it() -> None:
    text = (
        f"{COVER}□ 예산현황 (단위: 백만원)\n{HEAD}| 숲 조성 | 200 | - | 170 | 85% |\n| 하천 정비 | 100 | 80 | 80% |\n"
    )
    found = [row for row in rows(BudgetStatement, text, *READERS) if row.subject.name == "숲 조성"]
    assert [(row.stage.value, row.amount_krw // 10**6) for row in found] == [("appropriated", 200), ("executed", 170)]


def test_a_change_proves_a_slip_as_a_total_does() -> None:
    heads = "구분\t2025년 예산(A)\t2024년 예산(B)\t증감(A-B)\n"
    table = heads + "계\t30\t24\t6\n정책사업비\t\t20\t15\t5\n행정운영경비\t10\t9\t1\n"
    found = rows(BudgetStatement, f"{COVER}□ 예산현황 (단위: 천원)\n{table}", *READERS)
    assert [row.amount_krw // 1000 for row in found] == [30, 24, 6, 20, 15, 5, 10, 9, 1]


SLIPPED = """□ 소요예산
(단위 : 천원)
재원별	합계	연차별 소요재원
		2025년	2026년	2027년
계	900	300	300	300
구비	묘목 구입	600	200	200
	인부 고용	300	100	100
"""


def test_a_label_too_many_in_several_rows_is_mended() -> None:
    found = [row for row in rows(BudgetStatement, PLAIN + SLIPPED, *READERS) if row.subject.kind == "component"]
    assert [(row.subject.name, row.fiscal_year, row.source, row.amount_krw // 1000) for row in found] == [
        ("묘목 구입", "all", "구비", 600), ("묘목 구입", "2025", "구비", 200), ("묘목 구입", "2026", "구비", 200),
        ("인부 고용", "all", "구비", 300), ("인부 고용", "2025", "구비", 100), ("인부 고용", "2026", "구비", 100),
    ]  # fmt: skip
    assert {row.reading for row in found} == {Reading.MENDED}


def test_slipped_cells_are_told_to_the_audit_with_their_lines() -> None:
    (slip,) = rows(HeaderMismatch, PLAIN + SLIPPED, *READERS)
    assert (slip.expected_text, slip.found_text) == ("합계 600; 합계 300", "2025년 600; 2025년 300")
    assert [span.first - slip.span.first for span in slip.support] == [0, 1, 2, 3, 4]


def test_slipped_cells_that_no_sum_proves_stay_under_their_columns() -> None:
    text = PLAIN + SLIPPED.replace("계\t900\t300", "계\t950\t350")
    assert rows(HeaderMismatch, text, *READERS) == []
    assert {row.reading for row in rows(BudgetStatement, text, *READERS)} <= {Reading.PRINTED, Reading.INHERITED}


TRAILING = """□ 소요예산
(단위 : 천원)
<table>
<tr><td>구분</td><td>합계</td><td>국비</td><td>시비</td><td>기금</td></tr>
<tr><td>합계</td><td>4,700</td><td>1,900</td><td>1,100</td><td>1,700</td></tr>
<tr><td>2024</td><td>1,700</td><td>1,150</td><td>250</td><td>300</td></tr>
<tr><td>2025</td><td>1,550</td><td>750</td><td>800</td></tr>
<tr><td>2026</td><td>1,450</td><td>-</td><td>850</td><td>600</td></tr>
</table>
"""


def test_a_row_that_left_out_a_cell_and_was_filled_up_at_its_end_is_put_back() -> None:
    (slip,) = rows(HeaderMismatch, PLAIN + TRAILING, *READERS)
    assert (slip.expected_text, slip.found_text) == ("기금 800", "시비 800")
