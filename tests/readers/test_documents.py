"""Covers: title, municipality, bureau, department, date of issue, years and council session."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.context.sections import Tense
from tests.readers.plans import viewed

GENERAL = "\n\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 10명, 현원 9명\n"
Expected = tuple[str, str, str, str, str, int | None, int | None, str]


def plan(text: str) -> Expected:
    """What the first department's row says."""
    found = viewed(text).departments[0].plan
    return (
        found.title, found.municipality, found.bureau, found.department, found.issued,
        found.report_year, found.plan_year, found.occasion,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ("2025년 주요업무계획\n\n마루시 환경국 환경과\n\n2025. 1. 15.", ("2025년 주요업무계획", "마루시", "환경국", "환경과", "2025-01-15", None, 2025, "")),
        ("2025년도 주요업무보고\n\n마루군\n(환경과)", ("2025년도 주요업무보고", "마루군", "", "환경과", "", 2025, 2025, "")),
        ("2024. 주요업무 추진실적 및\n2025. 주요업무계획\n\n2024. 11.\n\n마루구 환경과", ("2024. 주요업무 추진실적 및 2025. 주요업무계획", "마루구", "", "환경과", "2024-11", 2024, 2025, "")),
        ("마루시의회 제281회 정례회\n2024. 11. 20. ~ 12. 18.\n\n2024년 주요업무 추진상황\n\n환경과", ("2024년 주요업무 추진상황", "마루시", "", "환경과", "", 2024, 2024, "마루시의회 제281회 정례회 2024. 11. 20. ~ 12. 18.")),
        ("제12회 마루구의회 임시회(2025. 2. 3. ~ 2. 12.)\n2025년 주요업무계획\n\n마루구 도서관사업소", ("2025년 주요업무계획", "마루구", "", "도서관사업소", "", None, 2025, "제12회 마루구의회 임시회(2025. 2. 3. ~ 2. 12.)")),
        ("# 2026년 주요업무 추진계획\n\n**마루시 미래전략국 스마트정보과**\n\n2026. 1.", ("2026년 주요업무 추진계획", "마루시", "미래전략국", "스마트정보과", "2026-01", None, 2026, "")),
        ("2024년 주요업무 추진실적 및 향후계획\n마루군 환경과", ("2024년 주요업무 추진실적 및 향후계획", "마루군", "", "환경과", "", 2024, 2024, "")),
        ("2025년도\n주요업무 추진계획\n\n마루군 환 경 과", ("2025년도 주요업무 추진계획", "마루군", "", "환경과", "", None, 2025, "")),
        ("《 2025년 주요업무계획 》\n\n마루시 환경국 환경과", ("2025년 주요업무계획", "마루시", "환경국", "환경과", "", None, 2025, "")),
        ("┌──────┐\n│ 2025년 주요업무계획 │\n└──────┘\n\n마루군 보건소\n건강증진과", ("2025년 주요업무계획", "마루군", "보건소", "건강증진과", "", None, 2025, "")),
        ("2025년 주요업무계획\n\n마 루 군  환 경 과", ("2025년 주요업무계획", "마루군", "", "환경과", "", None, 2025, "")),
        ("제12회 마루시의회 정례회(2024. 11. 25. ~ 12. 13.)\n2025년도 주요업무보고\n- 2024년 추진실적 및 2025년 추진계획 -\n\n마루시 환경과", ("2025년도 주요업무보고", "마루시", "", "환경과", "", 2024, 2025, "제12회 마루시의회 정례회(2024. 11. 25. ~ 12. 13.)")),
        ("2025년 주요업무계획\n2024. 12\n마루구 환경과", ("2025년 주요업무계획", "마루구", "", "환경과", "2024-12", None, 2025, "")),
        ("2025년 면 주요업무계획\n마루군 누리면 행정복지센터", ("2025년 면 주요업무계획", "마루군", "", "누리면 행정복지센터", "", None, 2025, "")),
        ("2025년 주요업무계획\n\n한여울도\n환경과", ("2025년 주요업무계획", "한여울도", "", "환경과", "", None, 2025, "")),
        ("2025년 동 주요업무계획\n마루구 한솔2동", ("2025년 동 주요업무계획", "마루구", "", "한솔2동", "", None, 2025, "")),
    ],
)  # fmt: skip
def test_a_cover_is_read(cover: str, expected: Expected) -> None:
    assert plan(cover + GENERAL) == expected


def test_the_year_reported_stands_in_the_heads_where_the_title_has_only_one_year() -> None:
    text = "2025년 주요업무계획\n마루시 환경과" + GENERAL + "\nⅡ. 2024년 주요성과\n○ 청소 2회\n\nⅢ. 2025년 주요업무\n"
    assert plan(text)[5:7] == (2024, 2025)


def test_the_year_reported_stands_in_the_columns_of_the_budget_where_only_they_tell_the_year_of_the_results() -> None:
    table = "2. 예산현황\n(단위: 천원)\n구분\t2025년\t2024년(당초예산)\t증감\n합계\t1,200\t1,000\t200\n"
    cover = "2025년 주요업무계획\n마루시 환경과" + GENERAL
    assert plan(cover + table + "\n3. 추진실적\n- 청소 2회\n")[5:7] == (2024, 2025)
    assert plan(cover + table)[5:7] == (None, 2025)


def test_a_yearly_table_of_a_project_tells_no_year_reported() -> None:
    table = "2. 사업\n구분\t2024년까지\t2025년\t증감\n예산\t1,000\t1,200\t200\n"
    assert plan("2025년 주요업무계획\n마루시 환경과" + GENERAL + table)[5] is None


def test_a_province_on_the_cover_is_the_municipality_although_a_city_is_named_below() -> None:
    text = "2026년 주요업무계획\n누리도 환경국 환경과" + GENERAL + "\n" * 20 + "- 다온시와 공동 추진\n- 다온시 협조\n"
    assert plan(text)[1:4] == ("누리도", "환경국", "환경과")


def test_each_department_of_one_file_has_a_row_at_its_head() -> None:
    text = "# 환경과\n\n# Ⅰ. 일반현황\n- 정원 5명\n\n# Ⅱ. 주요성과\n- 청소\n\n# 교통과\n\n# Ⅰ. 일반현황\n- 정원 6명\n"
    parts = viewed(text).departments
    assert [(part.plan.department, part.plan.span.first) for part in parts] == [("환경과", 1), ("교통과", 9)]


def test_a_bureau_beside_one_department_is_not_that_of_the_next() -> None:
    text = "2025년 주요업무계획\n\n재정국 세무과\n\nⅠ. 일반현황\n1. 인력현황\n- 정원 5명\n\n{}\n\nⅠ. 일반현황\n1. 인력현황\n- 정원 6명\n"
    for head, bureau in (
        ("교통과", ""),
        ("건설국 교통과", "건설국"),
        ("┌──────┐\n│ 건설국 교통과 │\n└──────┘", "건설국"),
    ):
        parts = viewed(text.format(head)).departments
        assert [(part.plan.bureau, part.name) for part in parts] == [("재정국", "세무과"), (bureau, "교통과")]


def test_a_bureau_alone_on_the_cover_is_that_of_all_departments() -> None:
    part = "\n\n{}\n\nⅠ. 일반현황\n1. 인력현황\n- 정원 5명\n"
    parts = viewed("2025년 주요업무계획\n\n재정국\n" + part.format("세무과") + part.format("회계과")).departments
    assert [(found.plan.bureau, found.name) for found in parts] == [("재정국", "세무과"), ("재정국", "회계과")]


def test_a_bureau_over_the_title_is_read_where_no_general_part_follows() -> None:
    text = "마루시 건설국\n\n2025년도 주요업무보고\n\n도 로 과\n\nⅠ. 주요업무\n\n1) 도로 정비\n"
    assert plan(text)[2:4] == ("건설국", "도로과")


def test_common_nouns_below_the_cover_name_no_municipality() -> None:
    told = "- 2025년 예산\n" + "- 급수 인구 3만명\n- 전기 택시 보급\n- 현장지도 강화\n" * 15
    assert plan("2025년 주요업무계획\n\n환경과" + GENERAL + told)[1] == ""
    assert plan("2025년 주요업무계획\n\n마루시 환경과" + GENERAL + told + "- 다온군 협력\n" * 15)[1] == "마루시"


def test_heads_of_one_make_part_the_departments_that_the_cover_lists() -> None:
    text = "2025년 주요업무계획\n\n마루시\n환경국\n환경과\n공원과\n\n□ 환경과\n1. 일반현황\n가. 인력 : 정원 5명\n2. 주요업무\n□ 공원과\n1. 일반현황\n가. 인력 : 정원 4명\n"
    found = [(part.name, part.first, part.last) for part in viewed(text).departments]
    assert found == [("환경과", 1, 11), ("공원과", 12, 14)]


def test_bullets_over_the_general_parts_part_the_departments() -> None:
    text = "2025년 주요업무계획\n마루시\n\n○ 환경과\n1. 일반현황\n□ 인력 : 9명\n\n○ 산림과\n1. 일반현황\n□ 인력 : 8명\n"
    assert [part.name for part in viewed(text).departments] == ["환경과", "산림과"]


def test_bullets_of_a_list_of_offices_part_nothing() -> None:
    text = "2025년 주요업무계획\n마루시 환경국\n\n□ 조직\n○ 환경과\n- 인력 : 9명\n○ 산림과\n- 인력 : 8명\n"
    assert len(viewed(text).departments) == 1


def test_departments_headed_in_several_ways_are_each_one_part() -> None:
    general = "\n\nⅠ. 일반현황\n□ 정원 5명\n\n"
    text = f"# 2025년 주요업무계획\n\n┌────┐\n│ 환경과 │\n└────┘{general}# 공원과{general}# 건설국 도로과{general}"
    assert [part.name for part in viewed(text).departments] == ["환경과", "공원과", "도로과"]


def test_chapters_named_by_departments_part_them_whatever_stands_below() -> None:
    text = "# 2025년 주요업무계획\n마루시\n\n# Ⅰ. 인력 현황\n- 정원 9명\n# Ⅱ. 환경과\n## 1. 팀별 업무\n- 환경팀\n# Ⅲ. 공원과\n## 1. 2024년 추진실적\n- 공원 3개소 정비\n"
    found = [(part.name, part.first, part.last) for part in viewed(text).departments]
    assert found == [("환경과", 1, 8), ("공원과", 9, 11)]


@pytest.mark.parametrize(
    "listed",
    ["- 환경국 : 환경과, 공원과\n- 시장 직속 : 감사담당관", "- 환경과 (환경국)\n- 공원과 (환경국)\n- 감사담당관"],
)
def test_a_list_on_the_cover_tells_the_bureau_of_each_department(listed: str) -> None:
    general = "\n1. 일반현황\n가. 인력 : 정원 5명\n2. 주요업무\n"
    text = f"2025년 주요업무계획\n\n마루시\n{listed}\n\n□ 환경과{general}□ 공원과{general}□ 감사담당관{general}"
    assert [part.plan.bureau for part in viewed(text).departments] == ["환경국", "환경국", ""]


def test_names_of_departments_in_brackets_of_their_own_part_a_report() -> None:
    text = "2025년 주요업무 보고\n마루구\n\n【환경과】\n1. 부서 현황\n가) 인력 : 5명\n2. 주요업무\n【감사담당관】\n1. 부서 현황\n가) 인력 : 4명\n"
    assert [part.name for part in viewed(text).departments] == ["환경과", "감사담당관"]


def test_a_part_headed_by_a_table_of_one_row_tells_its_tense() -> None:
    text = "2026년 주요업무계획\n마루시 환경과\n\nⅠ. 일반현황\n□ 정원 5명\n\n| Ⅱ | 2025년 추진실적 |\n○ 공원 정비('25. 4.)\n"
    view = viewed(text)
    assert view.scope(view.nodes[-1]).tense is Tense.RESULT


def test_the_bureau_above_a_department_stands_behind_its_municipality() -> None:
    text = "2025년 주요업무계획\n마루광역시 기획조정실\n\n정보담당관" + GENERAL + "\n통신담당관" + GENERAL
    assert [part.plan.bureau for part in viewed(text).departments] == ["기획조정실", "기획조정실"]


def test_lines_of_a_list_of_contents_are_no_paragraph() -> None:
    contents = "행 정 과 ································ 1\n민원과 ································ 15\n"
    general = "Ⅰ. 일 반 현 황\n1. 기구 및 인력\n ◦ 정원 32명\n"
    text = (
        f"2026년도 주요업무계획\n해율군\n자치행정국 (행정과 · 민원과)\n{contents}행 정 과\n{general}\n민원과\n{general}"
    )
    found = [(part.name, part.plan.bureau) for part in viewed(text).departments]
    assert found == [("행정과", "자치행정국"), ("민원과", "자치행정국")]


def test_results_and_plans_may_be_the_whole_title() -> None:
    assert (
        plan("청람시 혁신국\n\n2025년 성과와 2026년 계획\n\n2025. 12.\n도시과" + GENERAL)[0]
        == "2025년 성과와 2026년 계획"
    )
