"""Projects: the list, titles printed over sections, in boxes, in the list only, or nowhere."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.context.scope import PlanView, view_plan
from mapper.readers.context.sections import find_section
from mapper.readers.projects.project_records import read_project_records
from mapper.records import Project
from mapper.source import NumberedText, number_lines
from tests.readers.plans import COVER as PLAN_COVER
from tests.readers.plans import rows


def view(text: str) -> PlanView:
    """The outline of an invented plan."""
    return view_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(text)))


def projects(text: str) -> list[tuple[str, str, int, int]]:
    """Number, title, first and last line of each project."""
    return [(item.number, item.title, item.first, item.last) for item in view(text).projects]


COVER = "2031년 주요업무계획\n솔빛군\n관광과\nⅠ. 일반현황\n"  # lines 1 to 4
LIST = "주요사업 목록\n연번\t사업명\t구분\t쪽\n1\t숲길 조성\t신규\t3\n2\t야시장 운영\t계속\t5\n"  # lines 5 to 8


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        # titles were pictures: each repeated 사업개요 begins the list's next project
        (
            [("1", "숲길 조성", 9, 11), ("2", "야시장 운영", 12, 13)],
            "□ 사업개요\n- 사업기간 : 2031. 1. ~ 5.\n□ 기대효과\n□ 사업개요\n- 사업기간 : 2031. 6.\n",
        ),
        # titles printed over the sections, in another order and slightly otherwise
        (
            [("1", "숲길 조성", 12, 14), ("2", "야시장 운영", 9, 11)],
            "2. 야시장 운영(계속)\n□ 사업개요\n- 대상 : 군민\n1. 숲길조성\n□ 사업개요\n- 대상 : 군민\n",
        ),
        # a title in a box
        (
            [("1", "숲길 조성", 10, 12), ("2", "야시장 운영", 13, 14)],
            "\n1\t숲길 조성\n□ 사업개요\n- 대상 : 군민\n2\t야시장 운영\n□ 사업개요\n",
        ),
        # purpose in prose before the first head belongs to the section
        (
            [("1", "숲길 조성", 9, 10), ("2", "야시장 운영", 12, 14)],
            "□ 사업개요\n- 대상 : 군민\n\n주민이 함께 걷는 길을 만들어 건강과 여가를 돕고자 함\n□ 사업개요\n- 끝\n",
        ),
    ],
)  # fmt: skip
def test_sections_are_paired_with_the_list(expected: list[tuple[str, str, int, int]], body: str) -> None:
    assert projects(COVER + LIST + body) == expected


def test_a_numbered_title_that_no_list_holds_is_a_project_of_its_own_at_its_title() -> None:
    found = projects(COVER + "Ⅱ. 주요업무 추진계획\n1. 숲길 조성\n□ 사업개요\n- 대상 : 군민\n2. 야시장\n□ 사업개요\n")
    assert found == [("1", "숲길 조성", 6, 8), ("2", "야시장", 9, 10)]


def test_a_section_without_any_title_has_an_empty_one_at_its_first_line() -> None:
    first = "Ⅱ. 신규사업 추진실적\n1. 숲길 조성\n□ 사업개요\n□ 예산현황\n\n"
    text = f"{COVER}{first}어르신의 건강을 살피는 장비를 들이고자 함\n□ 사업개요\n"
    assert [(item.title, item.line) for item in view(text).projects] == [("숲길 조성", 6), ("", 10)]


def test_numbers_inside_a_section_are_parts_and_no_projects() -> None:
    text = (
        COVER
        + LIST
        + "□ 사업개요\n□ 추진계획\n1. 조사\n○ 사업기간 : 2031. 2.\n2. 공사\n○ 사업기간 : 2031. 5.\n□ 사업개요\n"
    )
    assert [item.title for item in view(text).projects] == ["숲길 조성", "야시장 운영"]


def test_a_list_in_lines_gives_status_and_team() -> None:
    text = (
        COVER
        + "Ⅱ. 2031년 중점 추진과제\n① 숲길 조성(신규, 산림팀)\n② 야시장 운영(계속, 관광팀)\n\n■ 사업개요\n■ 사업개요\n"
    )
    found = [(item.number, item.title, item.status and item.status.value, item.teams) for item in view(text).projects]
    assert found == [("1", "숲길 조성", "new", ("산림팀",)), ("2", "야시장 운영", "continuing", ("관광팀",))]


def test_a_table_of_money_by_programme_is_no_list_of_projects() -> None:
    text = COVER + "□ 예산현황\n(단위 : 천원)\n연번\t사업명\t예산액\n1\t숲길 조성\t5,000\n2\t야시장\t7,000\n"
    assert projects(text) == []


def test_a_table_of_contents_is_no_list_of_projects() -> None:
    assert projects("2031년 주요업무\n솔빛군 관광과\n보고순서\n1. 일반현황\n2. 주요성과\n3. 추진계획\n") == []


def test_departments_of_one_file_are_told_apart() -> None:
    part = "# 1. 조직\n□ 기구 : 2팀\n"
    found = view(f"솔빛군\n# 관광과\n# │. 일반현황\n{part}# 산 림 과\n# │. 일반현황\n{part}").departments
    assert [(item.name, item.first, item.last, item.plan.municipality) for item in found] == [
        ("관광과", 1, 5, "솔빛군"),
        ("산림과", 6, 9, "솔빛군"),
    ]


@pytest.mark.parametrize(
    ("expected", "cover"),
    [
        ((2030, 2031, "2030-11"), "2030. 주요업무 추진실적 및 2031. 주요업무계획\n2030. 11.\n솔빛군\n관광과\n"),
        ((2031, 2031, ""), "2031년도 주요업무보고\n솔빛군 관광과\n"),
        ((2030, 2031, ""), "솔빛군\n관광과\nⅠ. 일반현황\nⅡ. 2030년 주요성과\nⅢ. 2031년 주요업무 추진계획\n"),
    ],
)
def test_the_cover_gives_the_years_and_the_day_of_issue(expected: tuple[int, int, str], cover: str) -> None:
    plan = view(cover + "Ⅰ. 일반현황\n1. 조직\n").departments[0].plan
    assert (plan.report_year, plan.plan_year, plan.issued) == expected


def test_a_council_session_is_the_occasion_and_its_first_day_the_date() -> None:
    plan = (
        view("제12회 임시회\n\n2031. 7. 14. ~ 7. 23.\n2031년 주요업무 보고\n솔빛군 관광과\n1. 조직\n")
        .departments[0]
        .plan
    )
    assert (plan.occasion, plan.occasion_start) == ("제12회 임시회 2031. 7. 14. ~ 7. 23.", "2031-07-14")


def test_results_and_plans_give_the_tense_and_the_year_of_a_line() -> None:
    text = "2030. 주요업무 추진실적 및 2031. 주요업무계획\n솔빛군\n관광과\nⅠ. 일반현황\n" + LIST
    seen = view(text + "□ 사업개요\n□ 추진실적\n- 3월 개장\n□ 향후계획\n- 5월 개장\n")
    years = {node.text: (seen.scope(node).tense.value, seen.year(node)) for node in seen.nodes if "개장" in node.text}
    assert years == {"3월 개장": ("result", 2030), "5월 개장": ("plan", 2031)}


PARTS = COVER + "Ⅱ. 2031년 주요업무계획\n"  # line 5
SHEET = " - 사업기간 : 2031. 3. ~ 12.\n - 사업비 : 30백만원\n"


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("1-1. 숲길 조성\n", "1-2. 야시장 운영\n", ["1-1", "1-2"]),
        ("과제 1. 숲길 조성\n", "과제 2. 야시장 운영\n", ["1", "2"]),
        ("[중점과제 1] 숲길 조성\n", "[중점과제 2] 야시장 운영\n", ["1", "2"]),
        ("❚ 숲길 조성\n", "❚ 야시장 운영\n", ["", ""]),
        ("1  숲길 조성\n", "2  야시장 운영\n", ["1", "2"]),
    ],
)
def test_a_title_may_be_printed_with_many_marks(first: str, second: str, numbers: list[str]) -> None:
    found = projects(f"{PARTS}{first}○ 사업개요\n{SHEET}{second}○ 사업개요\n{SHEET}")
    assert [(number, title) for number, title, *_ in found] == [
        (numbers[0], "숲길 조성"),
        (numbers[1], "야시장 운영"),
    ]


def test_items_below_the_head_of_projects_that_open_with_a_sheet_are_projects() -> None:
    text = (
        f"{COVER.replace('Ⅰ', '1')}2. 2031년 추진계획\n 가. 기본방향\n   - 함께하는 고을\n 나. 주요업무\n"
        f"   1) 숲길 조성\n{SHEET.replace(' -', '     -')}   2) 야시장 운영\n{SHEET.replace(' -', '     -')}"
    )
    assert [(number, title) for number, title, *_ in projects(text)] == [("1", "숲길 조성"), ("2", "야시장 운영")]


def test_a_sheet_in_a_table_directly_below_a_title_opens_a_project() -> None:
    sheet = "| 구분 | 내용 |\n|---|---|\n| 사업기간 | 2031. 1. ~ 12. |\n| 소요예산 | 30백만원 |\n"
    found = projects(f"{PARTS}### 1. 숲길 조성\n{sheet}### 2. 야시장 운영\n{sheet}")
    assert [title for _, title, *_ in found] == ["숲길 조성", "야시장 운영"]


@pytest.mark.parametrize(
    ("listing", "statuses"),
    [
        (" ○ 신규사업\n  1. 숲길 조성\n ○ 계속사업\n  1. 야시장 운영\n", ["new", "continuing"]),
        ("◈ 주요업무 목록\n 1  숲길 조성 ········· 3\n 2  야시장 운영 ········· 5\n", [None, None]),
        ("주요사업\n 1. 숲길 조성(30백만원, 신규, 숲팀)\n 2. 야시장 운영(비예산, 계속)\n", ["new", "continuing"]),
    ],
)
def test_lists_in_lines_of_many_kinds_are_told_from_the_sections(listing: str, statuses: list[str | None]) -> None:
    body = f"\n1. 숲길 조성\n□ 사업개요\n{SHEET}2. 야시장 운영\n□ 사업개요\n{SHEET}"
    found = view(PARTS + listing + body).projects
    assert [(item.title, item.status, item.first > item.line) for item in found] == [
        ("숲길 조성", statuses[0], True),
        ("야시장 운영", statuses[1], True),
    ]


def test_the_status_may_stand_behind_the_title_of_a_section() -> None:
    (found,) = view(f"{PARTS}1. 숲길 조성 (계속사업)\n□ 사업개요\n{SHEET}").projects
    assert (found.title, found.status) == ("숲길 조성", "continuing")


def test_parts_may_be_counted_by_plain_numbers() -> None:
    text = "2031년 주요업무계획\n솔빛군 관광과\n1. 일반현황\n■ 조직\n2. 2030년 추진성과\n■ 관광\n○ 방문객 30명\n"
    plan = view(text)
    assert (plan.scope(plan.nodes[-1]).part, plan.scope(plan.nodes[-1]).tense) == ("results", "result")


def test_a_markdown_head_below_a_numbered_title_is_a_section_and_no_part() -> None:
    text = f"{COVER}# Ⅱ. 2031년 주요업무계획\n## 1. 숲길 조성\n### 추진방향\n- 함께\n### 추진내용\n{SHEET}"
    (found,) = view(text).projects
    assert (found.title, found.last) == ("숲길 조성", 11)


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        ("1. 쉼터 조성\n - 앞산\n2. 계단 보수\n - 뒷산\n", ["숲길 조성"]),  # the list inside goes on
        ("1. 쉼터 조성\n - 앞산\n2. 야시장 운영\n□ 사업개요\n - 대상 : 군민\n", ["숲길 조성", "야시장 운영"]),
        ("1. 쉼터 조성\n - 앞산\n\n2. 야시장 운영\n - 대상 : 군민\n", ["숲길 조성", "야시장 운영"]),
    ],
)
def test_a_number_that_two_lists_wait_for_is_a_title_if_sections_follow_or_a_blank_line_stands_before(
    lines: str, titles: list[str]
) -> None:
    found = projects(f"{PARTS}1. 숲길 조성\n□ 사업개요\n{SHEET}□ 추진계획\n{lines}")
    assert [title for _, title, *_ in found] == titles


def test_a_title_told_otherwise_is_that_of_the_list_with_its_number() -> None:
    listed = "주요사업 목록\n연번\t사업명\t구분\t쪽\n1\t솔빛 안심거리 조성\t신규\t3\n2\t야시장 운영\t계속\t5\n"
    body = "1. 솔빛 안심거리 만들기\n□ 사업개요\n- 대상 : 군민\n2. 야시장 운영\n□ 사업개요\n- 대상 : 군민\n"
    assert [row[:2] for row in projects(COVER + listed + body)] == [("1", "솔빛 안심거리 조성"), ("2", "야시장 운영")]


def test_what_is_urgent_holds_projects_too() -> None:
    text = "Ⅱ. 주요업무 추진계획\n1 숲길 조성\n□ 사업개요\n- 사업기간 : 2031. 1. ~ 5.\nⅢ. 현안업무\n1 악취 저감\n□ 사업개요\n- 사업기간 : 2031. 6. ~ 8.\n"
    assert [row[:2] for row in projects(COVER + text)] == [("1", "숲길 조성"), ("1", "악취 저감")]


def test_pages_behind_titles_are_no_part_of_them() -> None:
    listed = "주요사업 목록\n1. 숲길 조성 (신규) 3쪽\n2. 야시장 운영 (계속) 5쪽\n"
    found = view(COVER + listed + "1. 숲길 조성\n□ 사업개요\n- 대상 : 군민\n").projects
    assert [(item.title, item.page) for item in found] == [("숲길 조성", "3"), ("야시장 운영", "5")]


def test_a_contents_list_with_bullets_ends_where_its_first_head_comes_again() -> None:
    text = (
        "2031년 주요업무 추진상황 보고\n솔빛군\n관광과\n\n보고 순서\n■ 일반현황 ‥‥ 1\n■ 주요업무 추진상황 ‥‥ 2\n"
        "1. 숲길 조성 ‥‥ 2\n2. 야시장 운영 ‥‥ 4\n\n■ 일반현황\n◇ 조직 : 2팀\n■ 주요업무 추진상황\n1. 숲길 조성\n◇ 사업개요\n"
        "ㅇ 사업비 : 3억 원\n2. 야시장 운영\n◇ 과제개요\nㅇ 사업비 : 2억 원\n"
    )
    assert projects(text) == [("1", "숲길 조성", 14, 16), ("2", "야시장 운영", 17, 19)]
    assert [(item.line, item.page) for item in view(text).projects] == [(8, "2"), (9, "4")]


def test_a_team_merged_over_rows_of_the_list_is_that_of_each() -> None:
    table = (
        "<table>\n<tr><td>연번</td><td>과 제 명</td><td>소관팀</td><td>쪽</td></tr>\n"
        '<tr><td>1</td><td>숲길 조성</td><td rowspan="2">산림팀</td><td>3</td></tr>\n'
        "<tr><td>2</td><td>야시장 운영</td><td>5</td></tr>\n</table>\n"
    )
    plan = view(f"{COVER}Ⅱ. 주요업무 추진계획\n{table}1. 숲길 조성\n□ 사업개요\n2. 야시장 운영\n□ 사업개요\n")
    assert [item.teams for item in plan.projects] == [("산림팀",), ("산림팀",)]


def test_a_task_s_number_needs_no_dot() -> None:
    text = f"{COVER}Ⅱ. 중점 추진과제\n과제\t과 제 명\t담당팀\n1\t숲길 조성\t산림팀\n2\t야시장 운영\t관광팀\n과제 1   숲길 조성\n\n▣ 사업 개요\n과제 2   야시장 운영\n\n▣ 사업 개요\n"
    assert projects(text) == [("1", "숲길 조성", 9, 11), ("2", "야시장 운영", 12, 14)]


def test_numbers_that_count_a_project_s_own_sections_open_none() -> None:
    text = (
        f"{COVER}{LIST}1. 사업개요\n○ 사업기간 : 2031. 1. ~ 5.\n2. 우선 정비대상\n○ 별빛길\n3. 연도별 조성계획\n○ 2031년 : 숲길 2km 조성\n"
        "1. 사업개요\n○ 사업기간 : 2031. 3. ~ 9.\n2. 운영 방식\n"
    )
    assert projects(text) == [("1", "숲길 조성", 9, 14), ("2", "야시장 운영", 15, 17)]


def test_a_list_of_one_column_goes_on_below_its_head_on_the_next_page() -> None:
    text = f"{COVER}1. 주요사업 목록\n과제명\n숲길 조성\n\n- 4 -\n\n과제명\n야시장 운영\n\n2. 과제별 추진계획\n□ 사업개요\n○ 사업비 : 1억 원\n□ 사업개요\n○ 사업비 : 2억 원\n"
    assert [(item.title, item.line) for item in view(text).projects] == [("숲길 조성", 7), ("야시장 운영", 12)]


@pytest.mark.parametrize("mark", ["- ", "○ ", "① ", "가. ", ""])
def test_a_list_whose_lines_all_tell_their_team_is_read_whatever_opens_them(mark: str) -> None:
    titles = [("숲길 조성", "산림팀, 신규"), ("야시장 운영", "상권팀, 계속"), ("쉼터 정비", "공원팀·녹지팀, 계속")]
    signs = {"① ": "①②③", "가. ": "가나다"}.get(mark, "")
    lines = [f"{mark.replace(mark[:1], signs[at]) if signs else mark}{title} ({told})" for at, (title, told) in enumerate(titles)]  # fmt: skip
    text = f"{COVER}Ⅱ. 주요업무 추진계획\n{lines[0]}\n- 1 -\n" + "\n".join(lines[1:])
    text += "".join(f"\n\n□ 사업개요\n  ◦ 사업기간 : 2031. {month}.\n□ 기대효과" for month in (1, 2, 3))
    found = view(text).projects if mark else view(text.replace("- 1 -\n", "")).projects
    assert [item.title for item in found] == ["숲길 조성", "야시장 운영", "쉼터 정비"]
    assert all(item.first for item in found)
    assert found[2].teams == ("공원팀", "녹지팀")


def test_the_last_line_of_a_list_may_have_the_first_title_below_it() -> None:
    text = (
        COVER
        + "□ 주요업무 목록\n - 숲길 조성 (신규)\n - 야시장 운영 (계속)\n\n1\t숲길 조성\n○ 사업기간 : 2031. 1.\n2\t야시장 운영\n○ 사업기간 : 2031. 6.\n"
    )
    assert [(item.title, item.line, item.first) for item in view(text).projects] == [
        ("숲길 조성", 6, 9),
        ("야시장 운영", 7, 11),
    ]


def test_status_and_team_behind_strokes_are_no_part_of_a_listed_title() -> None:
    text = COVER + "## 사업 차례\n숲길 조성 / 신규 / 산림팀\n야시장 운영 / 계속 / 상권팀\n\n□ 사업개요\n□ 사업개요\n"
    found = view(text).projects
    assert [(item.title, item.status, item.teams) for item in found] == [
        ("숲길 조성", "new", ("산림팀",)),
        ("야시장 운영", "continuing", ("상권팀",)),
    ]


def test_titles_without_any_mark_stand_over_the_sheets_of_their_projects() -> None:
    text = (
        COVER
        + "Ⅲ. 추진계획\n\n숲길 조성 (계속)\n\n ◎ 추진개요\n  ▸ 사업기간 : 2031. 1.\n ◎ 향후계획\n\n야시장 운영\n\n ◎ 추진개요\n  ▸ 사업기간 : 2031. 6.\n"
    )
    assert projects(text) == [("", "숲길 조성", 7, 11), ("", "야시장 운영", 13, 16)]


def test_prose_and_offices_above_the_sections_of_listed_projects_are_no_titles() -> None:
    text = (
        COVER
        + LIST
        + "누구나 걷기 좋은 숲길을 마련하여\n 건강을 돕고자 함\n\n□ 사업개요\n- 대상 : 군민\n□ 기대효과\n상권팀\n□ 사업개요\n- 대상 : 군민\n"
    )
    assert [item.title for item in view(text).projects] == ["숲길 조성", "야시장 운영"]


def test_letters_count_titles_as_numbers_do() -> None:
    text = (
        COVER
        + "Ⅱ. 주요업무\n가. 숲길 조성\n나. 야시장 운영\n\n가. 숲길 조성\n○ 사업개요\n나. 야시장 운영\n○ 사업개요\n"
    )
    assert projects(text) == [("", "숲길 조성", 9, 10), ("", "야시장 운영", 11, 12)]


def test_a_title_in_brackets_closes_a_labelled_cost_above_it() -> None:
    text = (
        COVER
        + LIST
        + "< 숲길 조성 >\n\n2031년 추진계획\n\n◇ 1구간\n   - 사 업 비 : 3억 원(군비)\n\n< 야시장 운영 >\n\n| 사업기간 | 2031. 6. |\n|---|---|\n| 사업비 | 1억 원 |\n"
    )
    assert projects(text) == [("1", "숲길 조성", 9, 14), ("2", "야시장 운영", 16, 20)]


def test_a_head_after_the_overview_of_a_project_opens_no_part_of_the_plan() -> None:
    text = (
        COVER
        + "# Ⅱ. 2031년 추진계획\n"
        + LIST.replace("\t", " | ")
        + "\n【숲길 조성】\n\n### 사업개요\n- 사업기간 : 2031. 1.\n\n### 추진계획\n1. 나무 심기 행사 개최 (3월)\n2. 안내판 설치 및 길 다듬기 (5월)\n\n【야시장 운영】\n\n### 사업개요\n- 사업기간 : 2031. 6.\n"
    )
    assert projects(text) == [("1", "숲길 조성", 11, 18), ("2", "야시장 운영", 20, 23)]


def test_a_task_with_an_ordinal_is_numbered_by_it() -> None:
    text = COVER + "Ⅱ. 주요업무\n제1과제. 숲길 조성\n1. 사업개요\n○ 대상 : 군민\n제2과제 야시장 운영\n1. 사업개요\n"
    assert projects(text) == [("1", "숲길 조성", 6, 8), ("2", "야시장 운영", 9, 10)]


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("result", "그간의 추진 경위"),
        ("result", "추진현황 및 성과"),
        ("plan", "향후 로드맵"),
        ("mixed", "추진 경위 및 향후 로드맵"),
        ("need", "추진 취지 및 배경"),
        ("budget", "예산 확보 계획"),
        ("overview", "사업 개황"),
        ("direction", "운용 원칙"),
        ("list", "핵심과제 일람표"),
        ("", "축제 성과"),
        ("", "추진 방안"),
    ],
)
def test_heads_are_put_together_from_words_of_heads(kind: str, head: str) -> None:
    assert find_section(head) == kind


def test_a_sheet_of_plain_labels_below_a_counted_title_opens_a_project() -> None:
    text = (
        f"{COVER}Ⅱ. 주요업무 추진계획\n1) 숲길 조성\n㉮ 사업개요\n· 사업기간 : 2031. 1. ~ 5.\n\n"
        "2) 야시장 운영\n| 추진시기 | 2031년 연중 |\n|---|---|\n| 장소 | 솔밭 |\n| 추진부서 | 관광과 |\n\n㉮ 추진일정\n· 8월 : 개장\n"
    )
    assert [title for _, title, *_ in projects(text)] == ["숲길 조성", "야시장 운영"]


def test_titles_with_teams_over_sections_of_the_same_depth_are_no_list() -> None:
    sections = "◈ 개요\n▪ 대상 : 군민\n◈ 주요내용\n▪ 정비\n"
    text = (
        f"{COVER}Ⅱ. 주요업무 추진계획\n1. 주요업무\n1) 숲길 조성(신규) ···· 3\n2) 야시장 운영(계속) ···· 5\n\n2. 세부 추진계획\n"
        f"◇ 숲길 조성 (산림팀)\n{sections}\n◇ 야시장 운영 (관광팀)\n{sections}"
    )
    assert [title for _, title, *_ in projects(text)] == ["숲길 조성", "야시장 운영"]


def test_a_title_with_its_status_opens_a_project_after_one_without_a_title() -> None:
    text = (
        f"{COVER}Ⅱ. 주요업무 추진계획\n◈ 개요\n▫ 운영기간 : 2031. 1. ~ 6.\n◈ 추진일정\n▫ 3월 : 공모\n\n"
        "◇ 야시장 운영(계속)\n▫ 기간 : 2030. 6. ~ 계속\n▫ 사업대상 : 군민\n◈ 추진일정\n▫ 9월 : 개장\n"
    )
    assert [title for _, title, *_ in projects(text)] == ["", "야시장 운영"]
    sections = "#### ■ 주요내용\n▫ 공모\n#### ■ 추진일정\n▫ 3월 : 개장\n"
    text = (
        f"# 2031년 주요업무계획\n솔빛군\n관광과\n# Ⅰ. 일반현황\n# Ⅱ. 추진계획\n#### ■ 개요\n▫ 운영기간 : 2031. 4. ~ 6.\n{sections}"
        f"### ❏ 야시장 운영\n▫ 추진시기 : 2031년 상반기\n▫ 사업비 : 3억 원\n{sections}"
    )
    assert [title for _, title, *_ in projects(text)] == ["", "야시장 운영"]


def test_titles_of_one_bullet_open_projects_where_some_of_them_are_known() -> None:
    sections = " ◆ 주요내용\n  ▪ 공모\n ◆ 추진일정\n  ▪ 3월 : 개장\n"
    text = (
        f"{COVER}Ⅱ. 추진계획\n◈ 숲길 조성\n ◆ 사업개요\n  ▪ 운영기간 : 2031. 4. ~ 6.\n{sections}"
        f"◈ 꽃길 조성\n ◆ 사업개요\n  ▪ 운영기간 : 2031. 2. ~ 5.\n{sections}"
        f"◈ 야시장 운영\n  ▪ 추진시기 : 2030. 5. ~ 2032. 12.\n  ▪ 계약방법 : 수의계약\n{sections}"
    )
    assert [title for _, title, *_ in projects(text)] == ["숲길 조성", "꽃길 조성", "야시장 운영"]


def test_numbered_parts_between_titles_that_count_on_are_no_titles() -> None:
    text = f"{COVER}Ⅱ. 추진계획\n"
    for number, title in enumerate(("숲길 조성", "꽃길 조성", "야시장 운영"), 1):
        text += (
            f"┌──────┐\n│ {number}. {title} │\n└──────┘\n▶ 사업개요\n▫ 추진시기 : 2031. 1. ~ 9.\n▶ 주요내용\n▫ 정비\n"
            "1. 쉼터 설치\n - 운영기간 : 2031. 3. ~ 5.\n2. 화단 설치\n - 기간 : 2031. 5. ~ 8.\n▶ 추진일정\n▫ 4월 : 착공\n\n"
        )
    assert [title for _, title, *_ in projects(text)] == ["숲길 조성", "꽃길 조성", "야시장 운영"]


def test_a_labelled_line_of_an_overview_opens_no_project() -> None:
    body = "1. 숲길 조성\n가. 개요\n ◇ 시행기간 : 2031. 2. ~ 5.\n ◇ 조성개요 : 솔숲길 2km\n나. 추진계획\n - 설계\n2. 야시장 운영\n가. 개요\n"
    assert projects(COVER + LIST + body) == [("1", "숲길 조성", 9, 14), ("2", "야시장 운영", 15, 16)]


def test_a_section_ends_before_the_next_number_of_the_plans_own_parts() -> None:
    text = (
        "솔빛군\n2031년 주요업무계획\nⅠ. 문화국 관광과\n1. 일반현황\n ■ 조직 : 2팀\n2. 주요업무 추진계획\n연번\t사업명\t구분\t쪽\n1\t숲길 조성\t신규\t3\n"
        "2\t야시장 운영\t계속\t5\n2-1. 숲길 조성\n 가. 개요\n  ◇ 사업기간 : 2031. 3.\n2-2. 야시장 운영\n 가. 개요\n"
        "  ◇ 사업기간 : 2031. 6.\n3. 행정사무감사 지적사항 처리결과\n  ▸ 지적사항 7건\n"
    )
    found = view(text)
    assert [(item.title, item.first, item.last) for item in found.projects] == [
        ("숲길 조성", 10, 12),
        ("야시장 운영", 13, 15),
    ]
    assert {found.scope(node).tense.value for node in found.nodes if node.first > 15} == {"result"}


def test_a_lone_line_of_purpose_over_a_section_is_no_title_beside_a_list() -> None:
    body = (
        "과제 1. 숲길 조성\n■ 사업개요\n ㅇ 사업기간 : 2031. 2.\n■ 추진계획\n ㅇ 설계\n\n"
        "◇ 밤에도 머무는 거리를 만들어 상권을 살리고 관광객 체류를 유도\n■ 사업개요\n ㅇ 사업기간 : 2031. 5.\n"
    )
    assert projects(COVER + LIST + body) == [("1", "숲길 조성", 9, 13), ("2", "야시장 운영", 15, 17)]


_INNER = "1. 쉼터 설치\n - 기간 : 2031. 3. ~ 5.\n2. 화단 설치\n - 기간 : 2031. 5. ~ 8.\n"
_LISTED = "Ⅱ. 추진계획\n● 내실화\n\n가. 주요업무\n1. 숲길 조성 ·· 7\n2. 꽃길 조성 ·· 8\n3. 야시장 운영 ·· 9\n\n나. 사업별 추진계획\n\n"


@pytest.mark.parametrize(
    "opening", ["Ⅱ. 추진계획\n", _LISTED, "Ⅱ. 추진계획\n1. 추진방향\n● 내실화\n2. 세부 추진계획\n\n"]
)
@pytest.mark.parametrize(
    "title", ["┌───┐\n│ {}. {} │\n└───┘\n", "{}. {}\n", "### {}. {}\n\n", "| {} | {} |\n|---|---|\n"]
)
@pytest.mark.parametrize("parts", [_INNER, f"{_INNER}3. 안내판 정비\n", f"\n{_INNER}"])
def test_numbered_parts_of_a_section_are_no_titles_whatever_stands_above(opening: str, title: str, parts: str) -> None:
    text = f"{COVER}{opening}"
    for number, name in enumerate(("숲길 조성", "꽃길 조성", "야시장 운영"), 1):
        text += f"{title.format(number, name)}▶ 사업개요\n● 추진시기 : 2031. 1. ~ 9.\n▶ 주요내용\n● 정비\n"
        text += f"{parts if number == 2 else ''}▶ 추진일정\n● 4월 : 착공\n\n"
    assert [name for _, name, *_ in projects(text)] == ["숲길 조성", "꽃길 조성", "야시장 운영"]


@pytest.mark.parametrize("head", ["역점과제", "2031년 중점과제", "주요과제(2건)"])
def test_a_table_below_a_part_with_a_bare_number_lists_the_projects(head: str) -> None:
    rows = "<tr><td>1</td><td>숲길 조성</td><td>계속</td></tr>\n<tr><td>2</td><td>야시장 운영</td><td>신규</td></tr>"
    text = f"2031년 주요업무계획\n솔빛군\n관광과\n1  기본현황\n가. 조직 : 5팀\n2  2030년 성과\n ○ 방문객 3만 명\n3  {head}\n"
    text += f"<table><tr><td>순번</td><td>과 제</td><td>비 고</td></tr>\n{rows}</table>\n\n"
    text += f"3-1  숲길 조성 [관광팀]\n□ 사업개요\n{SHEET}3-2  야시장 운영 [관광팀]\n□ 사업개요\n{SHEET}"
    found = view(text).projects
    assert [(item.number, item.title, item.status) for item in found] == [
        ("1", "숲길 조성", "continuing"),
        ("2", "야시장 운영", "new"),
    ]


@pytest.mark.parametrize("head", ["▫ 주요사업 2건\n과제명\n", "▫ 주요사업 2건\n", "과제명\n"])
def test_neither_the_number_of_projects_nor_the_head_of_their_column_is_a_title(head: str) -> None:
    text = f"{COVER}1. 주요업무 목록\n{head}숲길 조성\n야시장 운영\n\n1. 숲길 조성\n□ 사업개요\n○ 위치 : 솔동\n2. 야시장 운영\n□ 사업개요\n"
    assert [title for _, title, _, _ in projects(text)] == ["숲길 조성", "야시장 운영"]


def test_a_row_of_pipes_that_says_a_row_of_the_list_again_heads_its_section() -> None:
    text = f"{COVER}Ⅱ. 주요업무 추진계획\n|연번|업무명|구분|쪽|\n|1|숲길 조성|계속|3|\n|2|야시장 운영|신규|5|\n|1|숲길 조성|\n○ 사업기간 : 2025. 2. ~ 3.\n|2|야시장 운영|\n○ 사업기간 : 2025. 5. ~ 6.\n"
    assert [(number, title) for number, title, _, _ in projects(text)] == [("1", "숲길 조성"), ("2", "야시장 운영")]


BOXES = (
    "Ⅱ. 2026년 과제\n| 중점과제 | 번호 | 단위과제 | 담당팀 |\n| 디지털 기반 | 1-1 | 숲길 조성 | 조경팀 |\n|  | 1-2 | 야시장 운영 | 상권팀 |\n"
    "| 데이터 시정 | 2-1 | 물길 정비 | 하천팀 |\n\nⅢ. 2026년 과제별 계획\n"
)


def test_boxes_with_a_number_a_title_and_a_team_head_sections_and_heads_of_groups_none() -> None:
    sections = [
        ("1. 디지털 기반", "| 1-1 | 숲길 조성 | 조경팀 |", "2026. 2. ~ 3."),
        ("", "| 1-2 | 야시장 운영 | 상권팀 |", "2026. 4. ~ 5."),
        ("2. 데이터 시정", "| 2-1 | 물길 정비 | 하천팀 |", "2026. 6. ~ 7."),
    ]
    body = "".join(
        (f"■ 중점과제 {group}\n" if group else "")
        + f"{box}\n1) 추진내용\n  ❍ 사업기간 : {period}\n2) 협조부서 : 총무과\n"
        for group, box, period in sections
    )
    found = rows(Project, PLAN_COVER + BOXES + body, read_project_records)
    assert [(row.number, row.title, row.start) for row in found] == [
        ("1-1", "숲길 조성", "2026-02"),
        ("1-2", "야시장 운영", "2026-04"),
        ("2-1", "물길 정비", "2026-06"),
    ]


def test_a_list_of_several_departments_and_titles_below_their_numbers() -> None:
    listed = '3. 중점과제 목록\n<table><tr><th>연번</th><th>과제명</th><th>소관</th></tr>\n<tr><td>1</td><td>숲길 조성</td><td rowspan="1">조경과</td></tr>\n<tr><td>2</td><td>야시장 운영</td><td rowspan="2">상권과</td></tr>\n<tr><td>3</td><td>물길 정비</td></tr></table>\n\n'
    first = "# Ⅱ. 조경과\n1. 일반현황\n□ 팀별 주요업무\n2. 추진계획\n## 과제 1 숲길 조성\n□ 사업개요\n○ 사업기간 : 2026. 1. ~ 2.\n\n"
    second = "# Ⅲ. 상권과\n1. 일반현황\n□ 팀별 주요업무\n2. 추진계획\n## 과제 2\n야시장 운영\n□ 사업개요\n○ 사업기간 : 2026. 3. ~ 4.\n\n## 과제 3 물길 정비\n□ 사업개요\n○ 사업기간 : 2026. 5. ~ 6.\n"
    text = f"2026년 주요업무 추진계획\n2026. 1. 22.\n동령도 혁신국\n\n# Ⅰ. 혁신국 일반현황\n1. 기구 및 인력\n○ 기구 : 2과\n{listed}{first}{second}"
    found = [(row.number, row.title, row.department, row.start) for row in rows(Project, text, read_project_records)]
    assert found == [
        ("1", "숲길 조성", "조경과", "2026-01"),
        ("2", "야시장 운영", "상권과", "2026-03"),
        ("3", "물길 정비", "상권과", "2026-05"),
    ]


def test_a_title_in_a_box_closes_what_stands_above_it() -> None:
    text = f"{COVER}Ⅱ. 주요업무 추진계획\n□ 추진일정 : 2025. 2. 조사\n|8|찾아가는 배움교실|\n○ 교육대상 : 65세 이상\n"
    nodes = {
        node.text: node for node in view_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(text))).nodes
    }
    assert nodes["교육대상 : 65세 이상"].parent is nodes["주요업무 추진계획"]


def test_a_list_may_tell_status_team_and_page_behind_strokes() -> None:
    lines = "가. 업무 목록\n (1) 숲길 조성 〈신규〉 / 산림팀 / 7쪽\n (2) 야시장 운영 〈계속〉 / 상권팀 / 9쪽\n나. 세부 추진계획\n"
    sections = "(1) 숲길 조성\n ㅇ 사업기간 : 2031. 1.\n(2) 야시장 운영\n ㅇ 사업기간 : 2031. 5.\n"
    found = [
        (item.title, item.status and item.status.value, item.teams)
        for item in view(f"{COVER}Ⅱ. 추진계획\n{lines}{sections}").projects
    ]
    assert found == [("숲길 조성", "new", ("산림팀",)), ("야시장 운영", "continuing", ("상권팀",))]


def test_a_list_with_costs_in_the_unit_of_its_caption_is_one_below_its_head() -> None:
    rows_of_list = "1\t숲길 조성\t2024 ~ 2026\t4,200\t계속\n2\t야시장 운영\t2025\t380\t신규\n"
    text = f"{COVER}Ⅱ. 추진계획\n□ 주요사업 목록\n(단위 : 백만원)\n연번\t사업명\t사업기간\t2025년 사업비\t비고\n{rows_of_list}"
    sections = "1\n숲길 조성\n□ 사업개요\n○ 사업기간 : 2024. 3.\n\n2\n야시장 운영\n□ 사업개요\n○ 사업기간 : 2025. 4.\n"
    found = [(item.number, item.title, item.status and item.status.value) for item in view(text + sections).projects]
    assert found == [("1", "숲길 조성", "continuing"), ("2", "야시장 운영", "new")]


def test_a_list_without_numbers_takes_those_of_the_titles() -> None:
    listed = "《 주요사업 》\n • 숲길 조성 (계속)\n • 야시장 운영 (신규)\n\n"
    sections = "① 숲길 조성      (산림팀)\n▶ 사업개요\n • 사업기간 : 2025. 3.\n② 야시장 운영      (상권팀)\n▶ 사업개요\n • 사업기간 : 2025. 4.\n"
    assert [row[:2] for row in projects(f"{COVER}【 2025년 주요업무 추진계획 】\n{listed}{sections}")] == [
        ("1", "숲길 조성"),
        ("2", "야시장 운영"),
    ]


def test_teams_behind_a_tab_belong_to_the_title() -> None:
    text = (
        f"{COVER}Ⅱ. 추진계획\n1  숲길 조성\t산림팀, 녹지팀\n□ 현황\n- 숲길 3개소\n□ 사업개요\n- 사업기간 : 2025. 3.\n"
    )
    assert [(item.number, item.title, item.teams) for item in view(text).projects] == [
        ("1", "숲길 조성", ("산림팀", "녹지팀"))
    ]


def test_a_head_in_a_frame_goes_on_with_the_project_whose_overview_stands_in_one() -> None:
    sections = "【개요】\n○ 사업기간 : 2025. 1.\n【추진실적】\n○ 조사 : 2025. 2.\n【향후계획】\n○ 착공 : 2025. 8.\n"
    text = f"{COVER}Ⅱ. 주요업무 추진상황 및 계획\n## □ 1. 숲길 조성\n{sections}## □ 2. 야시장 운영\n{sections}"
    assert projects(text) == [("1", "숲길 조성", 6, 12), ("2", "야시장 운영", 13, 19)]


def test_numbers_that_go_on_with_those_of_groups_list_what_is_treated_later() -> None:
    listed = "1. 살피는 산림\n 1-1. 숲길 조성\n 1-2. 야시장 운영\n2. 흐르는 물\n 2-1. 물길 정비\n"
    sections = "1-1 숲길 조성 【계속】\n□ 사업개요\n ○ 사업기간 : 2025. 1.\n1-2 야시장 운영 【신규】\n□ 사업개요\n ○ 사업기간 : 2025. 2.\n2-1 물길 정비 【신규】\n□ 사업개요\n ○ 사업기간 : 2025. 3.\n"
    assert projects(f"{COVER}Ⅳ. 2025년 주요업무 추진계획\n{listed}{sections}") == [
        ("1-1", "숲길 조성", 11, 13),
        ("1-2", "야시장 운영", 14, 16),
        ("2-1", "물길 정비", 17, 19),
    ]


def test_a_sheet_of_tabs_below_a_title_with_its_team_tells_the_status() -> None:
    sheet = "사업구분\t{}\n사업기간\t2025. 2. ~ 10.\n사업비\t380,000천원(시비)\n"
    text = f"{COVER}Ⅲ. 2025년 추진계획\n❶ 한별도서관 새단장\t분관팀\n{sheet.format('신규')}\n❷ 제2차 도서관 계획 수립\t정책팀\n{sheet.format('계속')}"
    found = [
        (row.number, row.title, row.status and row.status.value, row.teams)
        for row in rows(Project, text, read_project_records)
    ]
    assert found == [
        ("1", "한별도서관 새단장", "new", ("분관팀",)),
        ("2", "제2차 도서관 계획 수립", "continuing", ("정책팀",)),
    ]
