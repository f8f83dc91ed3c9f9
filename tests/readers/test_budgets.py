"""Covers: budgets by year, source, stage and subject, in lines and tables of many layouts; what is no budget; sums."""

from __future__ import annotations

import pytest

from mapper.readers.budgets.reader import read_budgets
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.readers.projects.components import read_components
from mapper.readers.projects.project_records import read_project_records
from mapper.records import BudgetStatement, HeaderMismatch, Record
from tests.readers.plans import COVER, rows, viewed

READERS = (read_project_records, read_components, read_budgets)
PROJECT = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 2. ~ 11.\n"
RESULTS = "2024. 주요업무 추진실적 및 2025. 주요업무계획\n\n마루시\n환경과\n\nⅠ. 일반현황\n\nⅡ. 2024년도 주요성과\n"
Row = tuple[str, str, str, str, str, int]


def budgets(text: str) -> list[BudgetStatement]:
    """All budget statements of a text."""
    return rows(BudgetStatement, text, *READERS)


def said(text: str) -> list[Row]:
    """Kind of subject, subject, year, stage, source and thousands of won, in the order of the lines."""
    return [
        (row.subject.kind.value, row.subject.name, row.fiscal_year, row.stage.value, row.source, row.amount_krw // 1000)
        for row in budgets(text)
    ]


def own(*parts: tuple[str, str, str, int]) -> list[Row]:
    """Rows of the project itself."""
    return [("project", "숲길 정비", *part) for part in parts]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("사업비 : 640,000천원", own(("2025", "planned", "total", 640_000))),
        ("소요예산 : 3억 2천만 원(전액구비)", own(("2025", "planned", "구비", 320_000))),
        ("소요예산 : 748백만원(시비 100%)", own(("2025", "planned", "시비", 748_000))),
        ("사 업 비 : 185,000천원(시비)", own(("2025", "planned", "시비", 185_000))),
        ("총사업비 3억원(국비 50%, 시비 50%)", own(("all", "planned", "total", 300_000))),
        (
            "사업비 : 81,000천원(도비 24,300, 군비 56,700)",
            own(
                ("2025", "planned", "total", 81_000),
                ("2025", "planned", "도비", 24_300),
                ("2025", "planned", "군비", 56_700),
            ),
        ),
        (
            "총사업비 : 98억원(국비 49, 도비 14.7, 군비 34.3)",
            own(
                ("all", "planned", "total", 9_800_000),
                ("all", "planned", "국비", 4_900_000),
                ("all", "planned", "도비", 1_470_000),
                ("all", "planned", "군비", 3_430_000),
            ),
        ),
        (
            "예산 : 9백만원(국 5, 군 4)",
            own(
                ("2025", "planned", "total", 9_000),
                ("2025", "planned", "국비", 5_000),
                ("2025", "planned", "군비", 4_000),
            ),
        ),
        (
            "(사업비) 60백만원(특별교부세 40백만원, 시비 20백만원)",
            own(
                ("2025", "planned", "total", 60_000),
                ("2025", "planned", "특별교부세", 40_000),
                ("2025", "planned", "시비", 20_000),
            ),
        ),
        (
            "사업비 : 30백만원(국비 10백만원 시비 20백만원)",
            own(
                ("2025", "planned", "total", 30_000),
                ("2025", "planned", "국비", 10_000),
                ("2025", "planned", "시비", 20_000),
            ),
        ),
        (
            "'24년 실적 : 예산액 100,000천원, 집행액 96,400천원(집행률 96.4%)",
            own(("2024", "appropriated", "total", 100_000), ("2024", "executed", "total", 96_400)),
        ),
        ("'26년 소요예산 : 110백만원", own(("2026", "planned", "total", 110_000))),
        ("2024년 당초예산 : 50백만원", own(("2024", "initial", "total", 50_000))),
        (
            "예산 500백만원 중 480백만원 집행",
            own(("2025", "appropriated", "total", 500_000), ("2025", "executed", "total", 480_000)),
        ),
        ("2026년까지 1,200백만원 투자", own(("<=2026", "planned", "total", 1_200_000))),
        (
            "소요예산(단위 : 백만원) : 500(국비 250, 시비 250)",
            own(
                ("2025", "planned", "total", 500_000),
                ("2025", "planned", "국비", 250_000),
                ("2025", "planned", "시비", 250_000),
            ),
        ),
    ],
)
def test_a_line_of_cost_gives_year_stage_and_source(line: str, expected: list[Row]) -> None:
    assert said(f"{PROJECT} ○ {line}\n") == expected


@pytest.mark.parametrize(
    "line",
    [
        "시상규모 : 총 300만원(대상 1, 우수 2)",
        "보상한도 : 15억원(자기부담금 1백만원)",
        "임차회선료 절감 : 연 38,400천원",
        "직접 경제효과 65억원 창출",
        "과태료 부과 : 12건 / 3,600천원",
        "처분 15건(36,533천원 회수, 278천원 추급)",
        "계약심사 292건(조정액 37억 원)",
        "입장료 : 5,000원",
        "1인당 30만원 지원",
        "10억 원 이상 사업장 13개소",
        "매출액 210백만원",
        "보험금 지급 : 45건 / 312,000천원",
    ],
)
def test_money_that_is_no_budget_is_left_to_the_metrics(line: str) -> None:
    text = f"{PROJECT} ○ {line}\n"
    view = viewed(text)
    ledger = Ledger()
    found: list[Record] = list(read_budgets(view, ledger, Subjects(view)))
    node = next(node for node in view.nodes if node.text == line)
    assert (found, ledger.is_claimed(node, 0, len(line))) == ([], False)


def test_every_amount_and_every_source_that_pays_all_is_claimed() -> None:
    view = viewed(f"{PROJECT} ○ 사업비 : 640,000천원(도비 80,000, 군비 560,000)\n ○ 예산 : 7백만원(시비 100%)\n")
    assert claimed(view) == ["640,000천원", "80,000", "560,000", "7백만원", "시비 100%"]


def claimed(view: PlanView) -> list[str]:
    """What the reader claims of all lines, in order."""
    ledger = Ledger()
    list(read_budgets(view, ledger, Subjects(view)))
    found: list[str] = []
    for node in view.lines():
        marks = "".join("x" if ledger.is_claimed(node, at, at + 1) else "." for at in range(len(node.text)))
        start = 0
        while (start := marks.find("x", start)) >= 0:
            stop = marks.find(".", start) if "." in marks[start:] else len(marks)
            found.append(node.text[start:stop])
            start = stop
    return found


YEARLY = """
□ 연차별 투자계획
(단위 : 백만원)
구분	총사업비	기투자	2025년	2026년	향후
계	60	10	20	20	10
국비	30	5	10	10	5
시비	30	5	10	10	5
"""


def test_a_yearly_table_gives_every_cell_with_totals_and_open_years() -> None:
    expected = [
        (year, source, amount // (1 if source == "total" else 2))
        for source in ("total", "국비", "시비")
        for year, amount in (("all", 60), ("<=2024", 10), ("2025", 20), ("2026", 20), (">2026", 10))
    ]
    assert [(year, source, won // 1000) for _, _, year, _, source, won in said(PROJECT + YEARLY)] == expected


def test_a_cost_said_in_line_and_table_is_one_row_at_the_table() -> None:
    found = budgets(f"{PROJECT} ○ 총사업비 : 60백만원(국비 30, 시비 30)\n ○ 소요예산 : 20백만원\n{YEARLY}")
    assert len(found) == 15
    assert {row.block for row in found} == {"t16"}


def test_a_cost_without_year_that_the_table_prints_as_its_total_is_the_total() -> None:
    found = budgets(f"{PROJECT} ○ 사업비 : 60백만원\n{YEARLY}")
    assert [row.fiscal_year for row in found if row.amount_krw == 60_000_000] == ["all"]


def test_totals_over_sources_and_years_are_not_added_up() -> None:
    found = budgets(PROJECT + YEARLY)
    assert sum(row.amount_krw for row in found if row.additive) == 60_000_000
    assert {row.source for row in found if row.additive} == {"국비", "시비"}


@pytest.mark.parametrize(
    "table",
    [
        "연도\t계\t국비\t시비\n합계\t60\t30\t30\n2025년\t20\t10\t10\n2026년 이후\t40\t20\t20\n",
        "| 연도 | 계 | 국비 | 시비 |\n|--|--|--|--|\n| 합계 | 60 | 30 | 30 |\n"
        "| 2025년 | 20 | 10 | 10 |\n| 2026년 이후 | 40 | 20 | 20 |\n",
        "<table><tr><th>연도</th><th>계</th><th>국비</th><th>시비</th></tr><tr><td>합계</td><td>60</td><td>30</td><td>30</td></tr>"
        "<tr><td>2025년</td><td>20</td><td>10</td><td>10</td></tr>"
        "<tr><td>2026년 이후</td><td>40</td><td>20</td><td>20</td></tr></table>\n",
    ],
)
def test_years_may_run_down_the_rows_in_any_notation_of_tables(table: str) -> None:
    found = said(f"{PROJECT}□ 재원별 투자계획 (단위 : 백만원)\n{table}")
    assert [(year, source, won // 1000) for _, _, year, _, source, won in found] == [
        ("all", "total", 60), ("all", "국비", 30), ("all", "시비", 30),
        ("2025", "total", 20), ("2025", "국비", 10), ("2025", "시비", 10),
        (">2025", "total", 40), (">2025", "국비", 20), (">2025", "시비", 20),
    ]  # fmt: skip


DEPARTMENT = """
2. 예산현황
(단위 : 천원)
"""


def test_a_department_table_tells_categories_programmes_and_changes() -> None:
    table = (
        "구분\t단위사업\t2025년\t2024년(당초예산)\t증감\t증감률(%)\n"
        "합계\t\t30\t40\t△10\t△25\n정책사업비\t소계\t20\t25\t△5\t△20\n"
        "\t숲 가꾸기\t20\t25\t△5\t△20\n행정운영경비\t기본경비\t10\t15\t△5\t△33\n"
    )
    found = budgets(COVER + DEPARTMENT + table)
    assert [
        (row.subject.name, row.category, row.fiscal_year, row.stage.value, row.amount_krw) for row in found[:4]
    ] == [
        ("환경과", "", "2025", "planned", 30_000),
        ("환경과", "", "2024", "initial", 40_000),
        ("환경과", "", "2025", "change", -10_000),
        ("환경과", "정책사업비", "2025", "planned", 20_000),
    ]
    assert [(row.subject.kind.value, row.subject.name, row.category) for row in found if row.stage == "planned"][
        2:
    ] == [
        ("programme", "숲 가꾸기", "정책사업비"),
        ("programme", "기본경비", "행정운영경비"),
    ]


def test_execution_columns_give_stages_and_rates_are_no_money() -> None:
    table = (
        "단위사업 | 예산현액 | 집행액 | 집행률(%)\n--|--|--|--\n"
        "합 계 | 5,000 | 2,500 | 50.0\n숲 조성 | 5,000 | 2,500 | 50.0\n"
    )
    assert said(f"{COVER}\n2. 예산집행 현황(2024. 6. 30. 기준, 단위 : 천원)\n{table}") == [
        ("organization", "환경과", "2024", "appropriated", "total", 5_000),
        ("organization", "환경과", "2024", "executed", "total", 2_500),
        ("programme", "숲 조성", "2024", "appropriated", "total", 5_000),
        ("programme", "숲 조성", "2024", "executed", "total", 2_500),
    ]


def test_a_table_that_goes_on_over_a_page_keeps_unit_category_and_block() -> None:
    head = "구분\t단위사업\t2025년 예산\n"
    found = budgets(
        f"{COVER}{DEPARTMENT}{head}합계\t\t30\n정책사업비\t숲 조성\t10\n- 2 -\n\n{head}정책사업비\t하천 정비\t20\n"
    )
    assert [(row.subject.name, row.amount_krw, row.block) for row in found[1:]] == [
        ("숲 조성", 10_000, "t9"),
        ("하천 정비", 20_000, "t9"),
    ]


def test_a_heading_over_two_columns_that_was_flattened_is_no_slip() -> None:
    table = "구분\t2025년\t2024년\t\n합계\t30\t40\t\n환경과\t계\t30\t40\n\t정책사업비\t30\t40\n"
    assert rows(HeaderMismatch, COVER + DEPARTMENT + table, *READERS) == []
    assert [row.amount_krw for row in budgets(COVER + DEPARTMENT + table)] == [30_000, 40_000, 30_000, 40_000]


def test_a_table_of_parts_names_components_and_a_total_of_the_project() -> None:
    table = "연번\t대상지\t사업내용\t사업비(천원)\n계\t3개소\t\t600\n1\t앞산\t데크 120m\t400\n2\t뒷산\t계단 정비\t200\n"
    assert said(f"{PROJECT}□ 대상지별 사업내용\n{table}") == [
        ("project", "숲길 정비", "2025", "planned", "total", 600),
        ("component", "앞산", "2025", "planned", "total", 400),
        ("component", "뒷산", "2025", "planned", "total", 200),
    ]


def test_a_transposed_table_names_its_parts_in_the_first_row() -> None:
    table = (
        "| 명칭 | 전망대 | 출렁다리 |\n|--|--|--|\n| 위치 | 앞산 | 뒷산 |\n| 소요예산 | ◦ 30,000천원 | ◦ 20,000천원 |\n"
    )
    assert said(f"{PROJECT}□ 추진내용\n{table}") == [
        ("component", "전망대", "2025", "planned", "total", 30_000),
        ("component", "출렁다리", "2025", "planned", "total", 20_000),
    ]


def test_a_name_over_two_rows_is_one_part_with_the_source_its_total_names() -> None:
    table = "사업명\t총계\t2025년\t이후\n공원 숲길\t(총사업량)9개소\t5개소\t4개소\n확대 조성\t(시 비) 90\t50\t_\n"
    assert said(f"{PROJECT}□ 연도별 투자계획\n(단위:백만원)\n{table}") == [
        ("component", "공원 숲길 확대 조성", "all", "planned", "시비", 90_000),
        ("component", "공원 숲길 확대 조성", "2025", "planned", "시비", 50_000),
    ]


def test_a_sheet_of_labels_and_values_is_read_cell_by_cell() -> None:
    table = (
        "| 사업기간 | 2025. 2. ~ 11. | 위치 | 앞산 |\n|--|--|--|--|\n"
        "| 사업량 | 3km | 사업비 | 900백만원(도비 270, 시비 630) |\n"
    )
    assert said(f"{PROJECT}{table}") == own(
        ("2025", "planned", "total", 900_000),
        ("2025", "planned", "도비", 270_000),
        ("2025", "planned", "시비", 630_000),
    )


def test_prices_are_of_things_and_are_not_added_up() -> None:
    found = budgets(
        f"{PROJECT}□ 추진계획\n ○ 안내판 2대 추가 설치(대당 66,000천원)\n ○ 벤치 구입 : 30,000천원(3,000천원 × 10개)\n"
    )
    assert [(row.subject.kind.value, row.subject.name, row.stage.value, row.additive) for row in found] == [
        ("asset", "안내판", "unit_price", False),
        ("component", "벤치 구입", "planned", True),
        ("asset", "벤치", "unit_price", False),
    ]


def test_costs_listed_below_a_total_share_its_block() -> None:
    text = (
        f"{PROJECT} ○ 소요예산 : 50백만원(시비 100%)\n"
        f"   - 홍보매체비 : 30백만원 (2024년 편성액 40백만원, 전년대비 10백만원 감)\n"
        f"   - 기타 : 20백만원\n"
    )
    found = budgets(text)
    assert [(row.subject.name, row.fiscal_year, row.stage.value, row.amount_krw // 10**6) for row in found] == [
        ("숲길 정비", "2025", "planned", 50),
        ("홍보매체비", "2025", "planned", 30),
        ("홍보매체비", "2024", "appropriated", 40),
        ("홍보매체비", "2025", "change", -10),
        ("기타", "2025", "planned", 20),
    ]
    assert {row.block for row in found} == {"l11"}


def test_a_cost_under_results_is_executed_in_the_year_of_its_subject() -> None:
    text = f"{PROJECT}□ 추진실적\n ○ 계단 보수\n  - 사업기간 : 2023. 3월 ~ 9월\n  - 소요예산 : 324,069천원\n"
    assert said(text) == [("component", "계단 보수", "2023", "executed", "total", 324_069)]


def test_named_costs_outside_projects_are_programmes() -> None:
    text = f"{RESULTS}□ 행정광고 집행\n○ 홍보매체비 집행 : 총 71개사 / 499,890천원\n- 중앙지: 25개사 / 207,680천원\n"
    assert said(text) == [
        ("programme", "홍보매체비", "2024", "executed", "total", 499_890),
        ("programme", "중앙지", "2024", "executed", "total", 207_680),
    ]


def test_teams_with_their_budgets_are_offices_and_a_cell_may_name_sources() -> None:
    table = (
        "부서\t주요업무\t2025년 예산\n"
        "숲팀\t• 숲 조성\t90,000천원 (국비 30,000천원, 시비 60,000천원)\n"
        "물팀\t• 하천 정비\t-\n"
    )
    assert said(f"{COVER}\n2. 주요업무\n\n{table}") == [
        ("organization", "숲팀", "2025", "planned", "total", 90_000),
        ("organization", "숲팀", "2025", "planned", "국비", 30_000),
        ("organization", "숲팀", "2025", "planned", "시비", 60_000),
    ]


def test_tables_of_income_and_of_savings_are_no_budgets() -> None:
    table = "시설명\t이용객\t수입액\n야영장\t22,100\t231\n"
    assert budgets(f"{PROJECT}□ 이용실적(단위 : 명, 백만원)\n{table}") == []


def test_the_printed_figure_and_its_last_digit_are_kept() -> None:
    (row,) = budgets(f"{PROJECT} ○ 사업비 : 1,058백만원\n")
    assert (row.printed, row.quantum_krw, row.amount_krw) == ("1,058", 10**6, 1_058_000_000)


def test_a_cost_below_the_last_of_several_steps_is_that_of_the_part_with_the_steps() -> None:
    text = (
        f"{PROJECT}□ 추진계획\n1. 상징물 개발\n○ 사업기간 : 2025. 2. ~ 11.\n○ 사업내용\n"
        f"[준비] : 2025. 2.\n- 자문\n[개발] : 2025. 3. ~ 11.\n- 설계\n"
        f"- 소요예산 : 152백만원\n"
    )
    assert said(text) == [("component", "상징물 개발", "2025", "planned", "total", 152_000)]


def test_the_chapter_of_a_bureau_before_its_departments_tells_its_own_budget() -> None:
    own_pages = "제{}장 {}\n▣ 조직 및 인력\n- 정원 10명\n▣ 예산 규모\n❍ 2025년 예산액 : {}억원\n"
    text = (
        "2025년 주요업무계획\n\n마루시 환경국\n\n제1장 환경국 일반현황\n▣ 예산 규모\n❍ 2025년 예산액 : 30억원\n"
        + own_pages.format(2, "산림과", 12) + own_pages.format(3, "해양과", 18)
    )  # fmt: skip
    found = [(row.subject.name, row.amount_krw // 100_000_000) for row in budgets(text)]
    assert found == [("환경국", 30), ("산림과", 12), ("해양과", 18)]
