"""Who stands below whom, and what is a table."""
# ruff: noqa: E501 (a table stands in one line)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.layout import Node, build_outline
from mapper.layout.marks import read_mark
from mapper.layout.node import Shape
from mapper.layout.tables import cell_items
from mapper.readers.context.sections import is_known_head


def drawn(text: str) -> list[str]:
    """The outline as lines: two blanks for each level, the text's first word."""
    found: list[str] = []

    def walk(node: Node, depth: int) -> None:
        for child in node.children:
            found.append("  " * depth + ("TABLE" if child.table else child.text.split()[0]))
            walk(child, depth + 1)

    walk(build_outline(text.split("\n"), is_known_head), 0)
    return found


def test_marks_give_depth_in_the_order_in_which_they_come() -> None:
    assert drawn("Ⅰ. 일반\n1. 조직\n□ 기구\n ○ 팀\n  - 홍보\n□ 인력\n2. 예산\nⅡ. 성과") == [
        "일반", "  조직", "    기구", "      팀", "        홍보", "    인력", "  예산", "성과",
    ]  # fmt: skip


def test_numbers_below_squares_stand_deeper_than_the_squares() -> None:
    assert drawn("□ 추진계획\n1. 개발\n○ 기간\n2. 확산\n□ 예산") == [
        "추진계획",
        "  개발",
        "    기간",
        "  확산",
        "예산",
    ]


def test_a_bullet_after_numbered_parts_stands_where_it_stands_below_other_heads() -> None:
    first = "◆ 추진실적\n▸ 조사\n▸ 정비\n"
    parts = "◆ 추진계획\n① 확장\n· 위치\n② 신설\n· 규모\n▸ 착수\n▸ 시행"
    assert drawn(first + parts) == [
        "추진실적", "  조사", "  정비",
        "추진계획", "  확장", "    위치", "  신설", "    규모", "  착수", "  시행",
    ]  # fmt: skip


def test_the_same_dash_further_in_is_a_child() -> None:
    assert drawn("- 사업내용\n - 하나\n - 둘\n- 대상") == ["사업내용", "  하나", "  둘", "대상"]


def test_an_unmarked_line_goes_on_with_the_bullet_above_it_and_knows_its_own_line() -> None:
    node = build_outline(["- 게시판과 표지판 등", "모두 12대 교체"]).children[0]
    assert (node.first, node.last, node.text) == (1, 2, "게시판과 표지판 등 모두 12대 교체")
    assert [node.line_at(node.text.index(word)) for word in ("표지판", "12대")] == [1, 2]


def test_a_short_line_was_not_broken_so_that_the_next_one_is_a_line_of_its_own() -> None:
    assert drawn("◎ 향후계획\n7월 탐사용역 발주\n9월 착수") == ["향후계획", "  7월", "  9월"]


def test_a_label_before_a_bar_opens_a_line_of_its_own() -> None:
    lines = ["추진배경 │ 오래된 관이 많아 새는 물이 늘고 시민의 불편이 여러 해 이어져 온 곳이 많음", "사업량 │ 12km"]
    nodes = build_outline(lines).children
    assert [node.labelled()[0] for node in nodes] == ["추진배경", "사업량"]
    assert nodes[1].value == "12km"


def test_a_head_between_rows_of_one_sign_is_a_head() -> None:
    assert drawn("::::: 예산 :::::\n- 하나\n~~~ 인력 ~~~\n- 둘") == ["예산", "  하나", "인력", "  둘"]


def test_a_number_alone_in_its_line_is_that_of_the_title_below_it() -> None:
    node = build_outline(["====[ 과제 B ]====", "하수관 정비"]).children[0]
    assert (node.first, node.text, node.marks[-1].kind, node.marks[-1].sign) == (2, "하수관 정비", "number", "2")


def test_an_unmarked_section_head_ends_the_section_above() -> None:
    assert drawn("□ 추진계획\n- 하나\n\n기대효과\n- 둘") == ["추진계획", "  하나", "기대효과", "  둘"]


def test_a_label_and_its_value_are_told_apart() -> None:
    node = build_outline(["- 소 요 예 산 : 81,000천원(군비)"]).children[0]
    assert node.labelled() == ("소요예산", "81,000천원(군비)")


def test_a_time_of_day_is_no_label() -> None:
    assert build_outline(["- 개장 10:30 이후"]).children[0].label == ""


def test_page_numbers_and_rules_are_shapes_of_their_own() -> None:
    shapes = [node.shape for node in build_outline(["- 12 -", "-----", "글"]).children]
    assert shapes == [Shape.PAGE, Shape.RULE, Shape.TEXT]


def test_two_header_rows_give_a_path_for_each_column() -> None:
    table = build_outline(["재원\t합계\t연차별\t\t", "\t\t2031년\t2032년\t2033년", "계\t6\t1\t2\t3"]).children[0].table
    assert table is not None
    assert table.header_rows == 2
    assert table.columns == ["재원", "합계", "연차별 > 2031년", "연차별 > 2032년", "연차별 > 2033년"]


def test_pipe_tables_lose_their_rule_even_when_it_is_too_short() -> None:
    table = build_outline(["| 구 분 | 계 |", "|---|", "| 정 원 | 23 |"]).children[0].table
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [["구분", "계"], ["정원", "23"]]


def test_pipes_without_outer_pipes_are_a_table() -> None:
    table = build_outline(["구분 | 계 | 5급", "--|--|--", "정원 | 3 | 1"]).children[0].table
    assert table is not None
    assert table.columns == ["구분", "계", "5급"]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["구분|정원", "|---|---|", "계|23"], [["구분", "정원"], ["계", "23"]]),
        (["|팀|업무|", "|---|", "|홍보팀|보도|", "||광고|"], [["팀", "업무"], ["홍보팀", "보도"], ["", "광고"]]),
        (["팀 | 현원 | ", "|---|---|---|", " | 계 | 6급", "홍보팀 | 3 | 1"], [["팀", "현원", ""], ["", "계", "6급"], ["홍보팀", "3", "1"]]),
    ],
)  # fmt: skip
def test_rows_with_few_pipes_and_empty_first_cells_belong_to_their_table(
    lines: list[str], rows: list[list[str]]
) -> None:
    table = build_outline(lines).children[0].table
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == rows


def test_a_page_number_between_long_dashes_is_no_bullet() -> None:
    nodes = build_outline(["□ 인력", "― 7 ―", "- 정원"]).children
    assert [node.shape for node in nodes[0].children] == [Shape.PAGE, Shape.ITEM]


def test_a_bullet_that_usually_stands_higher_opens_the_list_below_a_head() -> None:
    assert drawn("Ⅰ. 일반현황\n▶ 담당업무\n○ 홍보\n - 보도\n▶ 인력현황\n○ 정원") == [
        "일반현황", "  담당업무", "    홍보", "      보도", "  인력현황", "    정원",
    ]  # fmt: skip


def test_columns_parted_by_blanks_are_a_table() -> None:
    lines = ["   직 급        정원    현원", "   5 급           1       1", "   계            20      -", "끝"]
    table = build_outline(lines).children[0].table
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["직급", "정원", "현원"],
        ["5 급", "1", "1"],
        ["계", "20", "-"],
    ]


def test_prose_with_wide_gaps_is_no_table() -> None:
    lines = ["위      치 : 군청   앞 마당", "대      상 : 군민   누구나", "기      간 : 한 달   동안"]
    assert all(node.table is None for node in build_outline(lines).children)


def test_html_tables_keep_spans_and_lines() -> None:
    lines = [
        "<table><tr><th rowspan='2'>구분</th><th colspan='2'>2031년</th></tr>",
        "<tr><td>목표</td><td>실적</td></tr>",
        "<tr><td>건수</td><td>5</td><td>7</td></tr></table>",
    ]
    table = build_outline(lines).children[0].table
    assert table is not None
    assert table.columns == ["구분", "2031년 > 목표", "2031년 > 실적"]
    assert [(cell.text, cell.line) for cell in table.body[0]] == [("건수", 3), ("5", 3), ("7", 3)]


def test_the_caption_above_a_table_is_its_unit() -> None:
    table = build_outline(["(단위 : 천원)", "", "구분\t계", "정책\t5"]).children[-1].table
    assert table is not None
    assert (table.caption, table.caption_line) == ("(단위 : 천원)", 1)


@pytest.mark.parametrize(
    ("caption", "line", "printed"),
    [
        ("(단위 : 건)", 1, ["<table><caption>(단위 : 건)</caption><tr><th>구분</th></tr><tr><td>5</td></tr></table>"]),
        (
            "분야별 실적 (단위: 천명)",
            2,
            ["<table>", '<caption class="u">분야별 실적 <b>(단위: 천명)</b></caption>', "<tr><td>5</td></tr></table>"],
        ),
        ("(단위 : 원)", 1, ["(단위 : 원)", "<table><caption>실적</caption><tr><td>5</td></tr></table>"]),
    ],
)
def test_a_caption_inside_an_html_table_tells_its_unit(caption: str, line: int, printed: list[str]) -> None:
    row = "<table><tr><td>구분</td><td>계</td></tr><tr><td>건수</td><td>5</td></tr></table>"
    table = (
        build_outline([*(text.replace("<tr><td>5</td></tr></table>", row[7:]) for text in printed)]).children[-1].table
    )
    assert table is not None
    assert (table.caption, table.caption_line) == (caption, line)


def test_bullets_and_list_items_inside_a_cell() -> None:
    assert cell_items("<ul><li>하나</li><li>둘 - 셋</li></ul>") == ("하나", "둘", "셋")
    for sign in "•▸‣":
        assert cell_items(f"{sign} 하나 {sign} 둘") == ("하나", "둘")


@given(st.lists(st.text(alphabet="□○-·1.가)( |\t#*※ⅠⅡ①<>table/ 사업개요:", max_size=30), max_size=30))
def test_every_line_of_any_text_stands_in_at_most_one_node(lines: list[str]) -> None:
    seen: list[int] = []
    for node in build_outline(lines, is_known_head).descend():
        seen.extend(range(node.first, node.last + 1))
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(range(1, len(lines) + 1))


@pytest.mark.parametrize(
    "line", ["❏ 장비 현황\t\t(2024. 10. 31. 현재)", "3. 장비 현황\t(단위 : 대)", "○ 매체 현황\t\t['24. 9월말 기준]"]
)
def test_a_head_with_its_date_at_the_right_margin_is_no_row_of_the_table_below(line: str) -> None:
    root = build_outline([line, "구분\t수량", "서버\t3"])
    assert [len(node.table.rows) for node in root.descend() if node.table is not None] == [2]


def test_a_lone_unit_head_is_a_row_of_its_table() -> None:
    root = build_outline(["구 분\t보유\t\t연도", "\t수량\t단위\t", "서버\t3\t대\t2019"])
    tables = [node.table for node in root.descend() if node.table is not None]
    assert [table.columns for table in tables] == [["구분", "보유 > 수량", "보유 > 단위", "연도"]]


def test_prose_below_a_title_that_ends_with_its_team_in_brackets_is_no_part_of_it() -> None:
    text = "1. 숲길 조성사업 [산림정책팀]\n걷기 좋은 길을 마련하여 건강을 돕고자 함\n□ 사업개요\n"
    assert [line.strip() for line in drawn(text)][:2] == ["숲길", "걷기"]


def test_a_line_with_a_unit_at_its_end_heads_its_table_and_continues_no_bullet() -> None:
    root = build_outline(["□ 운영현황", "CCTV 설치 현황 (단위 : 대)", "구분\t계", "대수\t3"])
    assert [node.text for node in root.descend() if node.table is None] == ["운영현황", "CCTV 설치 현황 (단위 : 대)"]


@pytest.mark.parametrize(("kinds", "line"), [(["bullet"], "□ **"), ([], "**"), (["head"], "## __")])
def test_a_line_that_ends_in_empty_emphasis_has_no_further_mark(kinds: list[str], line: str) -> None:
    assert [mark.kind for mark in read_mark(line)] == kinds


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["숲길", "  개요", "  추진내용", "    정비", "    [산책로]", "    [쉼터]", "  예산"],
            "□ 숲길\n가. 개요\n나. 추진내용\n ❍ 정비\n[산책로]\n[쉼터]\n다. 예산",
        ),
        (
            ["개요", "추진내용", "  정비", "  산책로", "  쉼터", "예산"],
            "▶ 개요\n▶ 추진내용\n▫ 정비\n1) 산책로\n2) 쉼터\n▶ 예산",
        ),
        (["추진계획", "  협의", "  착공", "소요예산"], "▷ 추진계획\n❍ 협의\n❍ 착공\n▷ 소요예산"),
        (
            ["추진내용", "  정비", "    산책로", "      규모", "    쉼터", "      규모"],
            "□ 추진내용\n · 정비\n   1) 산책로\n  - 규모 : 4개소\n   2) 쉼터\n  - 규모 : 2개소",
        ),
    ],
)
def test_parts_stand_in_their_section_and_close_with_it_whatever_their_marks(expected: list[str], text: str) -> None:
    assert drawn(text) == expected


def test_a_merged_heading_that_is_repeated_is_divided_by_the_row_below_it() -> None:
    lines = ["|사업|예산액|예산액|예산액|", "|---|---|", "||국비|도비|시비|", "|숲길|10|20|30|"]
    table = build_outline(lines).children[0].table
    assert table is not None
    assert table.columns == ["사업", "예산액 > 국비", "예산액 > 도비", "예산액 > 시비"]


def test_rows_without_outer_pipes_keep_their_empty_first_cell_where_the_heading_ends_in_empty_ones() -> None:
    lines = [
        "구분 | 합계 | 연도별 |  | ",
        "|---|---|---|---|---|",
        " |  | 기투자 | 2025년 | 향후",
        "국비 | 6 | 1 | 2 | 3",
    ]
    table = build_outline(lines).children[0].table
    assert table is not None
    assert table.columns == ["구분", "합계", "연도별 > 기투자", "연도별 > 2025년", "연도별 > 향후"]


def test_a_rare_square_among_small_squares_is_a_head_and_no_damage() -> None:
    assert drawn("□ 내용\n▫ 정비\n▫ 보수\n▫ 점검\n▫ 관리\n□ 예산\n▫ 시비") == [
        "내용", "  정비", "  보수", "  점검", "  관리", "예산", "  시비",
    ]  # fmt: skip


def test_nodes_below_come_in_the_order_of_their_lines() -> None:
    root = build_outline(["□ 하나", " ○ 둘", "  - 셋", " ○ 넷", "□ 다섯"])
    assert [node.text for node in root.descend()] == ["하나", "둘", "셋", "넷", "다섯"]


def test_an_outline_taken_apart_holds_nothing() -> None:
    root = build_outline(["□ 하나", " ○ 둘"])
    nodes = list(root.descend())
    root.take_apart()
    assert not root.children
    assert all(node.parent is None and not node.children for node in nodes)


def test_a_number_before_a_bullet_is_the_last_number_of_its_level() -> None:
    text = "1. 홍보\n2. □ 추진\n3. 소식지"
    assert [line.strip() for line in drawn(text)] == ["홍보", "추진", "소식지"]


def test_forms_of_full_width_are_read_as_plain_ones() -> None:
    nodes = build_outline(["１） 숲길 조성（산림팀）", "  ㆍ 사업비 ： ３억 원（국비 ５０％）"]).children
    assert nodes[0].marks[0].kind == "number)"
    assert nodes[0].text == "숲길 조성(산림팀)"
    assert nodes[0].children[0].labelled() == ("사업비", "3억 원(국비 50%)")


def test_lettered_parts_stand_in_the_section_with_a_circled_letter_above_them() -> None:
    is_head = {"내용", "일정"}.__contains__
    lines = ["1) 숲길", "㉮ 내용", "▪ 쉼터 정비", "가) 쉼터", " ❍ 위치: 솔밭", "나) 화장실", "㉯ 일정", "▪ 4월: 착공"]
    assert [(len(list(node.ancestors())), node.text) for node in build_outline(lines, is_head).descend()] == [
        (0, "숲길"), (1, "내용"), (2, "쉼터 정비"), (2, "쉼터"), (3, "위치: 솔밭"), (2, "화장실"), (1, "일정"),
        (2, "4월: 착공"),
    ]  # fmt: skip


def test_a_numbered_box_over_a_sheet_with_tabs_is_no_row_of_it() -> None:
    root = build_outline(["| 2 | 숲길 조성 |", "추진시기\t2025. 6. ~ 계속", "대상\t군민"])
    assert [[[cell.text for cell in row] for row in node.table.rows] for node in root.descend() if node.table] == [
        [["2", "숲길 조성"]],
        [["추진시기", "2025. 6. ~ 계속"], ["대상", "군민"]],
    ]


def test_numbers_set_in_below_a_lettered_section_stand_in_it() -> None:
    is_head = {"개요", "내용", "일정"}.__contains__
    lines = [" 가) 개요", "  ▫ 대상", " 나) 내용", "  ▫ 쉼터 정비", "    1. 쉼터", "    ○ 위치: 솔밭", " 다) 일정"]
    assert [(len(list(node.ancestors())), node.text) for node in build_outline(lines, is_head).descend()] == [
        (0, "개요"), (1, "대상"), (0, "내용"), (1, "쉼터 정비"), (1, "쉼터"), (2, "위치: 솔밭"), (0, "일정"),
    ]  # fmt: skip


def test_rows_that_an_empty_cell_opens_or_ends_are_rows_of_their_own() -> None:
    lines = [
        "팀명 | 현원 | 현원 | 현원",
        "|---|---|---|",
        " | 합계 | 6급 | 7급",
        "숲길팀 | 3 | 3 | ",
        "하천팀 | 2 | 1 | 1",
    ]
    (table,) = [node.table for node in build_outline(lines).descend() if node.table]
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["", "합계", "6급", "7급"], ["숲길팀", "3", "3", ""], ["하천팀", "2", "1", "1"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "tables"),
    [
        # names in fewer columns than any row above, over rows that end in figures: another table
        (
            [
                "사업\t예산\t내용",
                "계\t90\t",
                "보수\t30\t정비",
                "신설\t60\t공사",
                "단계\t일정",
                "공고\t3월",
                "착공\t5월",
            ],
            2,
        ),
        # a row of names is one of this table where rows above have its columns, or no figures follow
        (["사업\t예산\t내용", "계\t90", "보수\t30", "신설\t60\t공사", "단계\t일정", "공고\t3월", "착공\t5월"], 1),
        (
            [
                "사업\t예산\t내용",
                "계\t90\t-",
                "보수\t30\t-",
                "신설\t60\t공사",
                "단계\t담당",
                "공고\t총무",
                "착공\t건설",
            ],
            1,
        ),
    ],
)
def test_names_in_other_columns_over_figures_head_another_table(rows: list[str], tables: int) -> None:
    found = [node for node in build_outline(["1. 현황", *rows]).descend() if node.table is not None]
    assert len(found) == tables
