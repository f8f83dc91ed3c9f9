"""Covers: amounts in lines of other wordings: years listed, sentences, several labels, shares below a cost, lists."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.budgets.reader import read_budgets
from mapper.readers.projects.components import read_components
from mapper.readers.projects.project_records import read_project_records
from mapper.records import BudgetStatement, Component, Kind
from tests.checks.snippets import read
from tests.readers.plans import COVER, rows

READERS = (read_project_records, read_components, read_budgets)
PROJECT = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2024. 2. ~ 2027. 11.\n"
Row = tuple[str, str, str, str, int]


def said(text: str) -> list[Row]:
    """Subject, year, stage, source and millions of won, in the order of the lines."""
    return [
        (row.subject.name, row.fiscal_year, row.stage.value, row.source, row.amount_krw // 10**6)
        for row in rows(BudgetStatement, text, *READERS)
    ]


def own(*parts: tuple[str, str, int], stage: str = "planned") -> list[Row]:
    """Rows of the project itself: year, source, millions."""
    return [("숲길 정비", year, stage, source, amount) for year, source, amount in parts]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "○ 총사업비 : 38억 원\n  · ’24년 4억 원, ’25년 10억 원, ’26년 18억 원, ’27년 이후 6억 원",
            own(("all", "total", 3800), ("2024", "total", 400), ("2025", "total", 1000), ("2026", "total", 1800),
                (">2026", "total", 600)),
        ),
        (
            "○ 총사업비 : 300백만원\n  - 2024년까지 100백만원(국비 50, 시비 50), 2025년 200백만원(국비 100, 시비 100)",
            own(("all", "total", 300), ("<=2024", "total", 100), ("<=2024", "국비", 50), ("<=2024", "시비", 50),
                ("2025", "total", 200), ("2025", "국비", 100), ("2025", "시비", 100)),
        ),
        (
            "○ 총사업비 : 30억 원\n  - 2023년까지 : 2억 5천만 원\n  - 2024 : 7.5억 원\n  - '25년 : 12억5천만원\n"
            "  - 2026년 이후 : 750백만원",
            own(("all", "total", 3000), ("<=2023", "total", 250), ("2024", "total", 750), ("2025", "total", 1250),
                (">2025", "total", 750)),
        ),
        (
            "○ 총사업비 : 30억 원\n  - 기투자 : 10억 원\n  - 2025년 : 12억5천만원\n  - 향후 : 7.5억 원",
            own(("all", "total", 3000), ("<=2024", "total", 1000), ("2025", "total", 1250), (">2025", "total", 750)),
        ),
        (
            "○ 총사업비 : 500백만원(’24년 200, ’25년 300)",
            own(("all", "total", 500), ("2024", "total", 200), ("2025", "total", 300)),
        ),
        (
            "○ 총사업비 : 9,000백만원\n  - 연차별 투자 : 2025년 2,000 / 2026년 3,000 / 2027년 4,000",
            own(("all", "total", 9000), ("2025", "total", 2000), ("2026", "total", 3000), ("2027", "total", 4000)),
        ),
        (
            "○ 총사업비 : 15,000백만원\n     (국비 7,500 / 도비 2,500 / 군비 5,000)",
            own(("all", "total", 15000), ("all", "국비", 7500), ("all", "도비", 2500), ("all", "군비", 5000)),
        ),
        (
            "○ 사 업 비 : 128억원\n  - 2024년까지 74억원, 2025년 32억원, 2026년 22억원",
            own(("all", "total", 12800), ("<=2024", "total", 7400), ("2025", "total", 3200), ("2026", "total", 2200)),
        ),
        (
            "○ 투자현황\n  - 기투자 : 300백만원\n  - 2026년 : 500백만원\n  - 향  후 : 700백만원",
            own(("<=2025", "total", 300), ("2026", "total", 500), (">2026", "total", 700)),
        ),
    ],
)  # fmt: skip
def test_years_listed_beside_or_below_a_cost_are_its_years(lines: str, expected: list[Row]) -> None:
    assert said(f"{PROJECT} {lines}\n") == expected


def test_listed_years_share_the_block_of_their_total_only_if_they_are_all_its_years() -> None:
    def blocks(years: str) -> int:
        text = f"{PROJECT} ○ 총사업비 : 38억 원\n  · {years}\n"
        return len({row.block for row in rows(BudgetStatement, text, *READERS)})

    assert blocks("2025년 20억 원, 2026년 이후 17억 원") == 1  # a sum that the audit shall see fail
    assert blocks("2024년 20억 원, 2025년 18억 원") == 1
    assert blocks("2024년 20억 원, 2025년 10억 원") == 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2025년 예산액은 21억 원으로 전년도 예산액 20억 원보다 1억 원 증가",
            [("2025", "appropriated", 2100), ("2024", "appropriated", 2000), ("2025", "change", 100)],
        ),
        (
            "2025년 예산액은 19억 원으로, 2024년 예산액 20억 원 대비 1억 원(5.0%) 감소",
            [("2025", "appropriated", 1900), ("2024", "appropriated", 2000), ("2025", "change", -100)],
        ),
        (
            "2024년에는 당초예산 79억 원을 편성, 추경을 거쳐 81억 원으로 마무리하고 이 중 78억 원을 집행(97%)",
            [("2024", "initial", 7900), ("2024", "appropriated", 8100), ("2024", "executed", 7800)],
        ),
        (
            "2024년 예산액 50억 원 중 48억 원을 집행하고 2억 원을 이월",
            [("2024", "appropriated", 5000), ("2024", "executed", 4800)],
        ),
        ("’25년 예산 : 45백만원(전년 대비 △3백만원)", [("2025", "planned", 45), ("2025", "change", -3)]),
    ],
)
def test_a_sentence_tells_budgets_of_the_department(sentence: str, expected: list[tuple[str, str, int]]) -> None:
    found = said(f"{COVER}□ 예산\n ○ {sentence}\n")
    assert [(year, stage, amount) for _, year, stage, _, amount in found] == expected
    assert {name for name, *_ in found} == {"환경과"}


@pytest.mark.parametrize(
    "line", ["예산액/집행액(집행률) : 120백만원 / 118백만원(98.3%)", "예산액(집행액) : 120백만원(118백만원)"]
)
def test_two_labels_before_one_colon_tell_an_amount_each(line: str) -> None:
    assert said(f"{PROJECT} ○ {line}\n") == [
        *own(("2025", "total", 120), stage="appropriated"),
        *own(("2025", "total", 118), stage="executed"),
    ]


@pytest.mark.parametrize("line", ["설계비 5백만원, 공사비 40백만원, 기타 5백만원", "설계 5, 공사 40, 기타 5"])
def test_parts_listed_below_a_cost_are_told_even_if_they_cost_the_same(line: str) -> None:
    found = said(f"{PROJECT} ○ 소요예산 : 50백만원\n   - {line}\n")
    assert [amount for *_, amount in found] == [50, 5, 40, 5]


def test_a_dated_line_gives_the_year_of_its_cost() -> None:
    text = f"{PROJECT}□ 추진실적\n - '24. 5. 설계용역 계약(120백만원)\n"
    assert said(text) == [("설계용역 계약", "2024", "executed", "total", 120)]


def test_a_total_behind_a_price_is_no_price() -> None:
    text = f"{PROJECT} ○ 지원내용 : 블랙박스 교체 대당 2백만원(총 30대 60백만원)\n"
    assert said(text) == [
        ("블랙박스", "2025", "unit_price", "total", 2),
        ("블랙박스 교체", "2025", "planned", "total", 60),
    ]


LISTED = COVER + "\nⅡ. 2025년 주요업무 추진계획\n"
SECTIONS = "\n1. 숲길 정비\n□ 사업개요\n - 기간 : 연중\n2. 하천 정화\n□ 사업개요\n - 예산 : 12백만원\n"


@pytest.mark.parametrize(
    "listing",
    [
        "연번\t사업명\t사업비(백만원)\t담당팀\n1\t숲길 정비\t50\t숲길팀\n2\t하천 정화\t12\t하천팀\n합계\t\t62\t\n",
        "연번\t사업명\t구 분\t\t사업비(백만원)\t쪽\n\t\t신규\t계속\t\t\n1\t숲길 정비\t○\t\t50\t3\n"
        "2\t하천 정화\t\t○\t12\t5\n계\t\t\t\t62\t\n",
    ],
)
def test_the_list_of_projects_may_tell_their_costs_and_the_total_is_the_department_s(listing: str) -> None:
    assert said(LISTED + listing + SECTIONS) == [
        ("숲길 정비", "2025", "planned", "total", 50),
        ("하천 정화", "2025", "planned", "total", 12),
        ("환경과", "2025", "planned", "total", 62),
    ]


def test_a_list_in_lines_may_tell_them_in_brackets() -> None:
    listing = "□ 주요사업\n 1. 숲길 정비(50백만원, 신규, 숲길팀)\n 2. 하천 정화(12백만원, 계속, 하천팀)\n"
    assert [row[0] for row in said(LISTED + listing + SECTIONS)] == ["숲길 정비", "하천 정화"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # sources beside 당초예산 are of its stage where they add up to it
            "사업명\t당초예산\t국비\t시비\n합계\t30\t10\t20\n",
            [("initial", "total", 30), ("initial", "국비", 10), ("initial", "시비", 20)],
        ),
        (  # the letters that name columns are no part of their names
            "구분\t2025년 예산액(A)\t2024년 예산액(B)\t증△감(A-B)\n계\t30\t28\t2\n",
            [("appropriated", "total", 30), ("appropriated", "total", 28), ("change", "total", 2)],
        ),
        (  # income is no budget
            "구분\t세입예산\t세출예산\n계\t5\t30\n",
            [("planned", "total", 30)],
        ),
    ],
)
def test_columns_of_a_department_s_budget(table: str, expected: list[tuple[str, str, int]]) -> None:
    found = said(f"{COVER}□ 예산현황 (단위 : 백만원)\n{table}")
    assert [(stage, source, amount) for _, _, stage, source, amount in found] == expected


def test_one_unit_in_the_heads_or_in_the_total_s_label_holds_for_the_table() -> None:
    heads = "구분\t2025예산(백만원)\t2024예산(백만원)\t증감\n합계\t15\t12\t3\n"
    label = "재원\t합계\t2025년\t2026년\n계(백만원)\t30\t10\t20\n도비\t30\t10\t20\n"
    assert [amount for *_, amount in said(f"{COVER}□ 예산\n{heads}")] == [15, 12, 3]
    assert [amount for *_, amount in said(f"{PROJECT} ○ 총사업비 : 3천만 원\n{label}")] == [30, 10, 20] * 2


def test_a_table_without_a_unit_has_that_of_the_amount_above_it_that_it_prints() -> None:
    table = "구분\t계\t2024년까지\t2025년\n계\t6,000\t2,500\t3,500\n"
    assert said(f"{PROJECT} ○ 사 업 비 : 6,000백만원\n  - 연도별 투자계획\n{table}") == own(
        ("all", "total", 6000), ("<=2024", "total", 2500), ("2025", "total", 3500)
    )


def test_a_column_of_sources_beside_named_rows_tells_who_pays() -> None:
    table = "사업명\t사업비(백만원)\t재원\n나무 심기\t600\t시비\n꽃밭 조성\t400\t도비 100, 시비 300\n"
    assert said(f"{PROJECT}□ 세부사업\n{table}") == [
        ("나무 심기", "2025", "planned", "시비", 600),
        ("꽃밭 조성", "2025", "planned", "total", 400),
        ("꽃밭 조성", "2025", "planned", "도비", 100),
        ("꽃밭 조성", "2025", "planned", "시비", 300),
    ]


def test_rows_named_under_a_head_of_contents_are_parts() -> None:
    table = "사업내용\t물량\t예산(백만원)\t시기\n신축\t2개소\t30\t3월\n보수\t3개소\t12\t5월\n합계\t5개소\t42\t\n"
    assert [row[0] for row in said(f"{PROJECT}□ 추진계획\n{table}")] == ["신축", "보수", "숲길 정비"]


def test_a_row_is_refused_by_a_whole_word_not_by_its_last_syllables() -> None:
    table = "구분\t2025년\n폐열회수\t40\n과태료 수입\t5\n집행잔액\t3\n집행률\t90\n"
    assert [row[0] for row in said(f"{PROJECT}□ 사업비 (단위 : 백만원)\n{table}")] == ["폐열회수"]


def test_two_labelled_bullets_of_one_line_are_both_read() -> None:
    text = f"{PROJECT}□ 추진계획\n① 회선 증속\n  - 기간 : 3월 ~ 5월\t- 비용 : 96백만원\n"
    (part,) = rows(Component, text, *READERS)
    assert (part.start, part.end) == ("2025-03", "2025-05")
    assert said(text) == [("회선 증속", "2025", "planned", "total", 96)]


def test_an_unmarked_line_that_leads_in_a_list_tells_its_stage_and_names_stand_before_their_particle() -> None:
    text = (
        "Ⅰ. 2025년 예산\n\n환경과의 2025년 예산액은 모두 30억 원이다.\n\n주요 단위사업별 예산현액은 다음과 같다.\n\n"
        "- 숲길 관리에 20억 원\n- 하천 정화에 10억 원\n"
    )
    assert said(COVER.replace("Ⅰ. 일반현황\n", "") + text) == [
        ("환경과", "2025", "appropriated", "total", 3000),
        ("숲길 관리", "2025", "appropriated", "total", 2000),
        ("하천 정화", "2025", "appropriated", "total", 1000),
    ]


def test_each_price_in_the_brackets_behind_a_cost_is_of_the_thing_it_stands_behind() -> None:
    line = " ○ 사업비 : 18,000천원(측정기 3,000천원 × 2대, 안내 화면 4,000천원 × 3대)\n"
    assert said(PROJECT + line) == [
        ("숲길 정비", "2025", "planned", "total", 18),
        ("측정기", "2025", "unit_price", "total", 3),
        ("안내 화면", "2025", "unit_price", "total", 4),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # the only cost below a head, by the kind of work that it pays
        ("○ 용 역 비 : 3억 원(전액 구비)", own(("2025", "구비", 300))),
        # two of them are two parts
        (
            "○ 설계비 : 1억 원\n ○ 공사비 : 3억 원",
            [("설계비", "2025", "planned", "total", 100), ("공사비", "2025", "planned", "total", 300)],
        ),
        # years that add up to the cost of their line share its source
        (
            "○ 용 역 비 : 3억 원(전액 구비) / 2025년 1억 원, 2026년 2억 원",
            own(("all", "구비", 300), ("2025", "구비", 100), ("2026", "구비", 200)),
        ),
    ],
)  # fmt: skip
def test_a_cost_named_by_its_kind_of_work_is_that_of_the_project(lines: str, expected: list[Row]) -> None:
    assert said(f"{PROJECT} {lines}\n") == expected


def test_a_sentence_that_ends_does_not_name_the_next_one_s_money() -> None:
    text = (
        f"{COVER}□ 예산\n 2025년 예산은 총 12억 원으로 전년보다 2억 원 증가하였음\n 재원은 국비 4억 원, 시비 8억 원임\n"
    )
    assert [(row[0], row[3], row[4]) for row in said(text) if row[3] != "total"] == [
        ("환경과", "국비", 400),
        ("환경과", "시비", 800),
    ]


def test_brackets_tell_by_how_much_a_budget_grew() -> None:
    text = f"{COVER}□ 예산현황\n ○ 2025년 예산안 : 180백만원(2024년 당초예산 170백만원 대비 10백만원 증)\n"
    assert ("환경과", "2025", "change", "total", 10) in said(text)


def test_a_price_below_a_counted_thing_is_the_price_of_that_thing() -> None:
    text = f"{PROJECT}□ 추진계획\n ○ 무전기 40대 구매 : 2025. 3.\n  - 단가 : 2백만원\n"
    assert said(text) == [("무전기", "2025", "unit_price", "total", 2)]
    assert rows(Component, text, *READERS) == []


def test_money_behind_a_slash_and_a_count_is_what_the_part_costs() -> None:
    text = f"{PROJECT}□ 추진계획\n ① 가로등 설치\n  - 규    모 : 가로등 22개소 / 88백만원\n"
    assert said(text) == [("가로등 설치", "2025", "planned", "total", 88)]


def test_a_programme_may_end_in_a_word_of_spending() -> None:
    table = "| 단위사업 | 예산액 |\n|---|---|\n| 하천 정비 | 90 |\n| 내부거래지출 | 12 |\n"
    text = f"{COVER}□ 예산현황(단위 : 백만원)\n{table}"
    assert ("내부거래지출", "2025", "appropriated", "total", 12) in said(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2025년 예산은 2024년 당초예산 170백만원보다 10백만원 증가",
            [("환경과", "2024", "initial", "total", 170), ("환경과", "2025", "change", "total", 10)],
        ),
        (
            "2024년 당초예산 170백만원 대비 10백만원 증액",
            [("환경과", "2024", "initial", "total", 170), ("환경과", "2025", "change", "total", 10)],
        ),
    ],
)
def test_a_change_is_of_the_year_that_is_compared_with_the_one_before(sentence: str, expected: list[Row]) -> None:
    assert said(f"{COVER}□ 예산현황\n ○ {sentence}\n") == expected


def test_a_work_with_its_sources_is_a_programme_among_results() -> None:
    text = f"{COVER}\nⅡ. 2024년 주요성과\n ○ 방범등 40대 설치\n  - 방범등 설치사업 : 4억 원(도비 30%, 시비 70%)\n"
    assert said(text) == [("방범등 설치사업", "2024", "executed", "total", 400)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025년 예산(안) : 167백만원(2024년 당초예산 150백만원, 증 17백만원)", [150, 167, 17]),
        ("2025년 예산(안)은 총 1억 6,700만 원으로 2024년 당초예산보다 1,700만 원 증가", [167, 17]),
        ("2025년도 예산(안) 167백만원(2024년 당초예산 대비 증 17백만원)", [167, 17]),
        ("2025년 예산안 : 133백만원(전년 당초예산 150백만원, 감 17백만원)", [150, 133, -17]),
        ("2025년 예산은 133백만 원으로 전년도 당초예산 대비 17백만 원 감소", [133, -17]),
    ],
)
def test_by_how_much_a_budget_grew_is_a_change_of_the_newer_year(line: str, expected: list[int]) -> None:
    found = said(COVER + "□ 예산현황\n ○ " + line)
    assert sorted(row[4] for row in found) == sorted(expected)
    assert [(row[0], row[1], row[4]) for row in found if row[2] == "change"] == [("환경과", "2025", expected[-1])]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            " ※ 통합유지관리 용역(별도) : 3억 2,400만원, 계약업체 ㈜온빛",
            [("통합유지관리 용역", "2025", "planned", "total", 324)],
        ),
        (" ※ 전년도 낙찰가 : 3억 2,400만원", []),
        (" ○ 편집용 컴퓨터 3대 교체 : ’25. 3.(대당 400만원)", [("편집용 컴퓨터", "2025", "unit_price", "total", 4)]),
    ],
)
def test_works_in_notes_and_prices_behind_dates_have_the_names_of_their_labels(line: str, expected: list[Row]) -> None:
    assert said(f"{PROJECT}□ 추진계획\n{line}\n") == expected


def test_outside_projects_a_cost_pays_for_what_its_line_counts() -> None:
    text = COVER + "\nⅡ. 2024년 주요 성과\n ▸ 마을 나눔 사업 31건 추진, 집행액 8억원\n ▸ 예산 절감 12건, 집행액 2억원\n"
    assert said(text)[0] == ("마을 나눔 사업", "2024", "executed", "total", 800)


def test_the_part_that_a_cost_names_takes_the_dates_of_its_line() -> None:
    text = f"{PROJECT}□ 추진계획\n ○ 기록관 누리집 고도화 : ’25. 5. ~ 9.(3천만원)\n"
    assert [(part.title, part.start, part.end) for part in rows(Component, text, *READERS)] == [
        ("기록관 누리집 고도화", "2025-05", "2025-09")
    ]


def test_amounts_of_a_list_by_programme_have_names_of_their_own() -> None:
    lines = "□ 2025년 예산\n ◦ 단위사업별 예산액 : 읍면 행정 지원 1,214백만원, 인사관리 572백만원\n - 성질별 예산액 : 정책사업비 1,544백만원, 행정운영경비 242백만원\n"
    found = [
        (row.subject.name, row.category, row.amount_krw // 1_000_000)
        for row in rows(BudgetStatement, COVER + lines, read_budgets)
    ]
    assert found == [
        ("읍면 행정 지원", "", 1214),
        ("인사관리", "", 572),
        ("환경과", "정책사업비", 1544),
        ("환경과", "행정운영경비", 242),
    ]


def test_a_difference_from_a_budget_is_a_change() -> None:
    lines = "□ 2025년 예산\n ◦ 당초예산 대비 증감 : 326백만원(증감률 6.8%)\n"
    assert [row.stage.value for row in rows(BudgetStatement, COVER + lines, read_budgets)] == ["change"]


def test_a_price_before_the_colon_of_its_date_is_a_price() -> None:
    lines = "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 추진계획\n ○ 편집용 노트북 3대 구매(대당 2,450천원) : 2025. 9.\n"
    found = rows(BudgetStatement, COVER + lines, read_budgets)
    assert [(row.subject.name, row.stage.value, row.amount_krw) for row in found] == [
        ("편집용 노트북", "unit_price", 2_450_000)
    ]


def test_the_part_in_brackets_before_what_is_bought_has_the_cost() -> None:
    line = "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n ○ 사업기간 : 2025. 1. ~ 12.\n ○ (장비 보강) 방송용 카메라 구입 : 21,500천원\n"
    found = [row for row in read(COVER + line).records if isinstance(row, BudgetStatement)]
    assert [(row.subject.kind, row.subject.name, row.amount_krw) for row in found] == [
        (Kind.COMPONENT, "장비 보강", 21_500_000)
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(헬기 임차) 헬기 1대 임차, 임차기간 150일, 임차비용 420백만원", "헬기 임차"),
        ("(정류소 정보안내) 버스정보안내단말기 24대, 사업비 420백만원", "정류소 정보안내"),
    ],
)
def test_the_only_cost_of_a_part_in_brackets_is_that_part_s(line: str, name: str) -> None:
    text = f"{PROJECT} ○ 사업내용\n  - {line}\n  - (숲 해설) 사업비 40백만원\n"
    assert said(text)[0] == (name, "2025", "planned", "total", 420)
    assert [row.title for row in rows(Component, text, *READERS)] == [name, "숲 해설"]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("※ 2024년 예산액 129억 원 대비 3억 원 증가(증가율 2.3%)", ("2025", 300)),
        ("※ 2024년 예산액 129억 원보다 3억 원 감소", ("2025", -300)),
        ("※ 2025년 예산액 132억 원으로 전년 대비 3억 원 증가", ("2025", 300)),
    ],
)
def test_a_difference_behind_a_budget_is_that_of_the_year_that_is_compared(line: str, change: tuple[str, int]) -> None:
    found = said(f"{COVER}\nⅠ. 일반현황\n□ 예산현황\n{line}\n")
    assert (found[1][1], found[1][4]) == change
    assert found[1][2] == "change"


def test_costs_of_a_project_with_plans_are_no_results_whatever_part_it_stands_in() -> None:
    head = f"{COVER}\nⅡ. 주요업무 추진상황\n1. 숲길 정비\n□ 추진개요\n ○ 사업기간 : 2024. 2. ~ 2025. 11.\n"
    table = "□ 대상지 현황\n대상지\t총사업비(백만원)\n가람숲\t918\n나래숲\t364\n"
    assert [row[2] for row in said(f"{head}{table}□ 앞으로의 계획\n ○ 9월 : 착공\n")] == ["planned", "planned"]
    assert [row[2] for row in said(f"{head}{table}□ 추진실적\n ○ 9월 : 착공\n")] == ["executed", "executed"]


def test_a_cost_below_what_was_done_outside_projects_is_that_of_a_programme() -> None:
    text = f"{COVER}\nⅡ. 2024년 추진실적\n□ 문화유산\n ○ 향교 담장 보수 완료(9월)\n  - 사업비 : 1억 2천만 원(도비 6천만 원, 시비 6천만 원)\n"
    assert {row[0] for row in said(text)} == {"향교 담장 보수"}


def test_a_cost_behind_a_title_in_brackets_and_a_long_label_is_that_of_the_part() -> None:
    line = " ○ (쉼터 환경 개선) 숲길 쉼터 이용객 편의용 등의자 15대 교체 : 24백만원"
    assert said(f"{PROJECT}□ 주요내용\n{line}") == [("쉼터 환경 개선", "2025", "planned", "total", 24)]


def test_words_of_a_stage_tell_budgets_of_what_is_called_as_pay() -> None:
    text = f"{COVER}\nⅡ. 2024년 추진실적\n□ 연금 급여 : 예산현액 93억 원, 집행액 91억 원(집행률 97.8%)\n□ 직원 급여 : 9억 원\n"
    assert [(name, stage, amount) for name, _, stage, _, amount in said(text)] == [
        ("연금 급여", "appropriated", 9300),
        ("연금 급여", "executed", 9100),
    ]


def test_a_head_with_its_unit_leaves_the_parts_before_it() -> None:
    table = "재원별\t합계\t2025년\t2026년\n계\t90\t40\t50\n시비\t90\t40\t50\n"
    stages = "□ 추진계획\n[1단계] 설계(’25. 3. ~ 5.)\n[2단계] 공사(’25. 6. ~ 10.)\n"
    found = said(f"{PROJECT}{stages}2025년 소요예산 : 40백만원\t(단위 : 백만원)\n{table}")
    assert {name for name, *_ in found} == {"숲길 정비"}
    assert sorted(amount for *_, amount in found) == [40, 40, 50, 50, 90, 90]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("조기폐차 보조금 집행 : 420건, 630백만원", [("조기폐차 보조금", "2024", "executed", "total", 630)]),
        (
            "시내버스 재정지원 집행액 2023년 38억 원 → 2024년 44억 원",
            [
                ("시내버스 재정지원", "2023", "executed", "total", 3800),
                ("시내버스 재정지원", "2024", "executed", "total", 4400),
            ],
        ),
    ],
)
def test_what_was_paid_is_named_in_full_on_both_sides_of_an_arrow(line: str, expected: list[Row]) -> None:
    assert said(f"{COVER}\nⅡ. 2024년 추진실적\n ○ {line}\n") == expected


def test_a_part_in_brackets_is_priced_by_the_cost_behind_its_sentence() -> None:
    text = PROJECT + "□ 추진내용\n ○ (서버 통합) 통합서버 4대를 도입하여 업무서버 14대 이관(소요예산 475백만원)\n"
    assert said(text) == [("서버 통합", "2025", "planned", "total", 475)]


def test_the_price_in_brackets_is_that_of_the_thing_before_them() -> None:
    text = PROJECT + "□ 추진내용\n ○ (안내 정비) 안내판 9개소 교체, 무인안내기 4대(대당 18백만원) 설치\n"
    assert said(text) == [("무인안내기", "2025", "unit_price", "total", 18)]
