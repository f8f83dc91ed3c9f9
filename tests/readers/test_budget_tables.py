"""Covers: units, merged cells, and names of works in tables of money; sheets and yearly tables that say the same."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

from mapper.readers.budgets.reader import read_budgets
from mapper.readers.projects.components import read_components
from mapper.readers.projects.project_records import read_project_records
from mapper.records import BudgetStatement
from tests.readers.plans import COVER, rows

READERS = (read_project_records, read_components, read_budgets)
PROJECT = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 2. ~ 11.\n"


def budgets(text: str) -> list[BudgetStatement]:
    """All budget statements of a text."""
    return rows(BudgetStatement, text, *READERS)


def said(text: str) -> list[tuple[str, str, int]]:
    """Year, source and thousands of won, in the order of the lines."""
    return [(row.fiscal_year, row.source, row.amount_krw // 1000) for row in budgets(text)]


def test_a_unit_in_the_corner_is_that_of_every_cell() -> None:
    table = """□ 소요예산
| 구분(백만 원) | 합계 | 시비 |
|---|---|---|
| 합계 | 30 | 30 |
| 2024년까지 | 10 | 10 |
| '25년 | 20 | 20 |
"""
    years = {"all": 30_000, "<=2024": 10_000, "2025": 20_000}
    assert said(PROJECT + table) == [
        (year, source, thousands) for year, thousands in years.items() for source in ("total", "시비")
    ]


def test_rows_without_their_merged_year_are_those_of_the_year_above() -> None:
    table = """□ 소요예산
(단위: 천원)
|연도|재원|사업비|
|---|---|---|
|2025년|계|30|
|도비|10|
|시비|20|
|2026년|계|9|
|시비|9|
"""
    assert said(PROJECT + table) == [
        ("2025", "total", 30),
        ("2025", "도비", 10),
        ("2025", "시비", 20),
        ("2026", "total", 9),
        ("2026", "시비", 9),
    ]


def test_a_total_in_a_sheet_of_labels_is_said_again_by_the_yearly_table() -> None:
    sheet = """|총사업비|5억원|
|위치|마루숲|

□ 소요예산
(단위: 백만원)
|구분|계|2025년|2026년|
|---|---|---|---|
|계|500|200|300|
"""
    found = [(row.fiscal_year, row.span.first, len(row.repeats)) for row in budgets(PROJECT + sheet)]
    line = (PROJECT + sheet).split("\n").index("|계|500|200|300|") + 1
    assert found == [("all", line, 1), ("2025", line, 0), ("2026", line, 0)]


def test_a_programme_that_raises_a_rate_is_no_rate() -> None:
    table = """1. 2025년 예산현황
(단위: 천원)
|단위사업|예산액|집행률|
|---|---|---|
|유수율 제고|700|52.1|
|관로 정비|300|40.0|
"""
    found = [(row.subject.name, row.amount_krw // 1000) for row in budgets(COVER + table)]
    assert found == [("유수율 제고", 700), ("관로 정비", 300)]


def test_a_dash_below_a_merged_year_does_not_lose_the_year_for_the_rows_that_follow() -> None:
    table = """□ 소요예산
(단위: 천원)
|연도|재원|사업비|
|---|---|---|
|2026년|계|30|
|도비|-|
|시비|30|
"""
    assert said(PROJECT + table) == [("2026", "total", 30), ("2026", "시비", 30)]


def test_a_sheet_that_begins_with_the_period_gives_no_year_to_a_total_over_years() -> None:
    sheet = "|추진시기|2025년 상반기|\n|총사업비|7천만원|\n|위치|마루숲|\n"
    assert said(PROJECT + sheet) == [("all", "total", 70_000)]


def test_a_project_s_cost_in_a_list_of_many_lines_a_row_is_said_again_in_its_section() -> None:
    listed = (
        "\nⅡ. 2025년 주요업무 추진계획\n주요업무 목록\n<table>\n"
        "<tr><th>연번</th><th>사업명</th><th>사업비(백만원)</th></tr>\n"
        "<tr>\n<td>1</td>\n<td>숲길 정비</td>\n<td>90</td>\n</tr>\n"
        "<tr>\n<td>2</td>\n<td>하천 정화</td>\n<td>20</td>\n</tr>\n</table>\n\n"
    )
    section = "1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 연중\n ○ 사업비 : 90백만원\n"
    found = [(row.subject.kind.value, row.subject.name, len(row.repeats)) for row in budgets(COVER + listed + section)]
    assert found == [("project", "숲길 정비", 1), ("project", "하천 정화", 0)]


def test_a_heading_by_medium_says_budget_and_counts_name_no_part() -> None:
    table = """○ 매체별 예산 (단위: 백만원)

| 매체 | 대상 | 2024 | 2025 |
|---|---|---|---|
| 신문 | 14개사 | 23 | 25 |
| 방송 | 4개사 | 19 | 21 |
"""
    assert [(row.subject.name, row.fiscal_year) for row in budgets(PROJECT + table)] == [
        ("신문", "2024"),
        ("신문", "2025"),
        ("방송", "2024"),
        ("방송", "2025"),
    ]


def test_the_rest_beside_two_sources_is_a_source() -> None:
    table = "□ 연도별 투자계획\n(단위: 백만원)\n|재원|계|2025년|2026년|\n|---|---|---|---|\n|계|9|4|5|\n|국비|4|2|2|\n|시비|3|1|2|\n|기타|2|1|1|\n"
    assert [(year, thousands) for year, source, thousands in said(PROJECT + table) if source == "기타"] == [
        ("all", 2000), ("2025", 1000), ("2026", 1000),
    ]  # fmt: skip
    across = "□ 소요예산\n(단위: 백만원)\n|구분|계|국비|시비|기타|\n|---|---|---|---|---|\n|2025년|9|4|3|2|\n"
    assert ("2025", "기타", 2000) in said(PROJECT + across)
    assert ("2025", "기타", 2000) in said(PROJECT + " ○ 사업비 : 9백만원(국비 4, 시비 3, 기타 2)\n")


def test_a_draft_of_next_year_is_that_year_s_budget() -> None:
    table = "□ 예산규모\n(단위: 천원)\n|구분|2026년(안)|2025년|증감액|\n|---|---|---|---|\n|숲 가꾸기|500|400|100|\n"
    assert said(COVER + table) == [("2026", "total", 500), ("2025", "total", 400), ("2026", "total", 100)]


def test_a_work_outside_projects_costs_what_stands_behind_it() -> None:
    text = COVER + "\nⅡ. 2024년 추진실적\n □ 숲길 안전시설 개선 : 37개소, 2,960백만원\n □ 과태료 부과 : 12건, 3백만원\n"
    assert said(text) == [("2024", "total", 2_960_000)]


def test_counts_below_a_head_with_their_unit_are_no_money() -> None:
    table = (
        "□ 제작 목표\n|유형|제작편수(편)| |예산(천원)|\n| |2024년|2025년|2025년|\n|---|---|---|---|\n"
        "|해설 영상|48|60|106,000|\n|짧은 영상|12|18|72,000|\n"
    )
    assert said(PROJECT + table) == [("2025", "total", 106_000), ("2025", "total", 72_000)]


def test_amounts_below_one_merged_name_are_named_by_the_words_beside_it() -> None:
    table = (
        "□ 소요예산 세부내역\n<table><tr><th>구분</th><th>내용</th><th>예산(천원)</th></tr>\n"
        '<tr><td rowspan="2">개발</td><td>지표 관리 기능</td><td>260</td></tr>\n'
        "<tr><td>결재 기능</td><td>90</td></tr></table>\n"
    )
    assert [row.subject.name for row in budgets(PROJECT + table)] == ["지표 관리 기능", "결재 기능"]


def test_the_column_tells_the_stage_of_a_row_whose_name_holds_such_a_word() -> None:
    table = "□ 예산현황 (단위: 천원)\n|단위사업|집행액|당초예산|\n|---|---|---|\n|예산편성 및 재정운영|300|400|\n"
    assert [row.stage.value for row in budgets(COVER + table)] == ["executed", "initial"]


def test_places_behind_the_price_name_no_thing() -> None:
    table = "□ 구입 계획\n|품목|수량|단가(천원)|설치장소|\n|---|---|---|---|\n|통합관리서버|2대|45,000|마루도서관|\n"
    assert [row.subject.name for row in budgets(PROJECT + table)] == ["통합관리서버"]


def test_programmes_may_head_the_columns_and_years_the_rows() -> None:
    table = "구 분\t계\t숲길 정비\t하천 정비\t기본경비\n2024년(제2회 추경)\t60\t30\t20\t10\n2025년(안)\t66\t33\t21\t12\n증 감\t6\t3\t1\t2\n"
    found = {
        (row.subject.name, row.fiscal_year, row.stage.value, row.amount_krw // 10**6)
        for row in rows(BudgetStatement, f"{COVER}□ 예산 규모(단위 : 백만원)\n{table}", *READERS)
    }
    assert {
        ("환경과", "2025", "planned", 66),
        ("숲길 정비", "2024", "appropriated", 30),
        ("기본경비", "2025", "change", 2),
    } <= found
    assert len(found) == 12


def test_rows_under_counts_tell_the_costs_of_the_part_that_is_merged_over_them() -> None:
    table = """구 분\t내역\t총계\t2024년까지\t2025년
숲길 확장\t사업량(km)\t31\t18\t13
\t사업비(백만원)\t1,550\t900\t650
"""
    found = [(row.subject.name, row.fiscal_year, row.amount_krw // 10**6) for row in budgets(PROJECT + table)]
    assert found == [("숲길 확장", "all", 1550), ("숲길 확장", "<=2024", 900), ("숲길 확장", "2025", 650)]


def test_a_row_of_counts_in_a_table_of_money_is_no_cost() -> None:
    table = """□ 연차별 투자계획 (단위 : 백만원)
구 분\t합계\t2024년까지\t2025년
쉼터(개소)\t12\t6\t6
계\t480\t256\t224
마을숲 조성(면)\t80\t56\t24
"""
    names = {row.subject.name for row in budgets(PROJECT + table)}
    assert names == {"숲길 정비", "마을숲 조성(면)"}


def test_a_department_that_says_its_budget_in_a_table_and_in_a_line_says_it_once() -> None:
    text = (
        COVER
        + """□ 예산 (단위 : 백만원)
|구분|2025년(안)|
|---|---|
|환경과|870|
□ 2025년 예산(안) : 8억 7천만 원
"""
    )
    assert len(budgets(text)) == 1


def test_the_only_column_of_costs_may_say_for_what_they_are() -> None:
    table = "□ 유지관리 용역 (단위 : 천원)\n용역명\t용역비\t계약업체\n장비 유지관리\t286,000\t㈜누리\n보안관제\t174,000\t㈜가람\n"
    assert said(f"{COVER}\nⅢ. 재정운용\n{table}") == [("2025", "total", 286_000), ("2025", "total", 174_000)]


def test_a_row_with_a_period_of_its_own_is_of_its_year() -> None:
    table = "□ 구간별 계획 (단위 : 천원)\n구간\t사업기간\t사업비\n가람 구간\t2025. 3. ~ 11.\t730\n누리 구간\t2026. 3. ~ 11.\t510\n"
    assert [year for year, *_ in said(PROJECT + table)] == ["2025", "2026"]


def test_a_unit_of_prices_in_brackets_is_that_of_the_column_of_prices() -> None:
    table = "□ 보급계획 (단가 : 천원)\n|품명|수량|단가|\n|컴퓨터|180대|1,150|\n|모니터|240대|310|\n"
    assert [(row.stage.value, row.amount_krw) for row in budgets(PROJECT + table)] == [
        ("unit_price", 1_150_000),
        ("unit_price", 310_000),
    ]


def test_the_unit_of_the_sections_head_holds_for_a_table_below_its_bullet() -> None:
    text = "Ⅳ. 예산 현황 (단위 : 천원)\n❍ 2025년 당초예산 : 48억 6,234만원\n| 구분 | 단위사업 | 2025년 당초예산 | 2024년 당초예산 |\n| 합계 | | 4,862,340 | 4,517,900 |\n| 정책사업비 | 망 운영 | 4,862,340 | 4,517,900 |\n"
    found = [(row.subject.name, row.fiscal_year, row.amount_krw) for row in budgets(COVER + text)]
    assert ("망 운영", "2024", 4_517_900_000) in found


def test_words_under_years_end_the_heads() -> None:
    table = "□ 예산현황 (단위 : 천원)\n단위사업\t2026년 예산(안)\t2025년\t증감액\n\t\t당초예산\t\n합계\t6,137\t5,827\t310\n망 운영\t6,137\t5,827\t310\n"
    stages = {(row.fiscal_year, row.stage.value) for row in budgets(COVER + table)}
    assert ("2025", "initial") in stages
    assert ("2025", "planned") not in stages


def test_the_source_that_a_caption_says_to_pay_for_all_pays_each_amount() -> None:
    table = (
        "□ 소요예산\n(단위 : 천원, 전액 시비)\n|세부사업|2025년 예산액|\n|---|---|\n|계|{}|\n|의자|300|\n|안내판|600|\n"
    )
    assert said(PROJECT + table.format(900)) == [("2025", "시비", 900), ("2025", "시비", 300), ("2025", "시비", 600)]
    plain = table.format(900).replace(", 전액 시비", "")
    assert {source for _, source, _ in said(PROJECT + plain)} == {"total"}


def test_who_pays_is_merged_over_the_rows_below() -> None:
    table = (
        "| 산출내역 | 재원 | 사업비(천원) |\n|---|---|---|\n| 영상 제작 | 군비 | 96,000 |\n| 채널 운영 | | 84,000 |\n"
    )
    assert [(row.subject.name, row.source) for row in rows(BudgetStatement, PROJECT + table, *READERS)] == [
        ("영상 제작", "군비"),
        ("채널 운영", "군비"),
    ]


def test_formulas_give_prices_of_works_and_of_things() -> None:
    table = "□ 산출내역 (단위 : 천원)\n| 항목 | 산출기초 | 금액 |\n|---|---|---|\n| 소식지 인쇄 | 430원×50,000부×2회 | 43,000 |\n"
    found = budgets(f"{PROJECT}{table}| 카메라 구입 | 6,500천원×3대 | 19,500 |\n| 계 | | 62,500 |\n")
    assert [(row.subject.kind.value, row.subject.name, row.stage.value, row.amount_krw) for row in found] == [
        ("component", "소식지 인쇄", "unit_price", 430),
        ("component", "소식지 인쇄", "planned", 43_000_000),
        ("asset", "카메라 구입", "unit_price", 6_500_000),
        ("component", "카메라 구입", "planned", 19_500_000),
        ("project", "숲길 정비", "planned", 62_500_000),
    ]


def test_a_row_called_after_its_parts_that_adds_them_up_is_the_projects_own() -> None:
    table = """□ 차종별 보급계획 (단위 : 백만원)
| 세부사업 | 계 | 국비 | 군비 |
|---|---|---|---|
| 전기자동차 계 | 420 | 280 | 140 |
| 승용차 보급 | 264 | 176 | 88 |
| 화물차 보급 | 156 | 104 | 52 |
"""
    names = [row.subject.name for row in budgets(PROJECT + table)]
    assert names == ["숲길 정비"] * 3 + ["승용차 보급"] * 3 + ["화물차 보급"] * 3
    parts = table.replace("| 420 | 280 | 140 |", "| 42 | 28 | 14 |")
    assert [row.subject.name for row in budgets(PROJECT + parts)][:3] == ["전기자동차 계"] * 3
