"""Covers: where a table whose columns blanks part ends, tables directly below each other, tables of words and lists."""

from __future__ import annotations

import pytest

from mapper.layout import build_outline

COSTS = (
    "      사업명           계       국비      시비\n"
    "      하천 정비        800      400       400\n"
    "      교량 보수        450        -       450\n"
)
BOARDS = (
    "      위 원 회 명      위원수   위원장    기      능\n"
    "      하천위원회         9      부시장    점용 심의\n"
    "      재난위원회        11      시장      대책 협의\n"
)


def grids(text: str) -> list[list[list[str]]]:
    """The cells of each table of a text."""
    nodes = build_outline(text.splitlines()).descend()
    return [[[cell.text for cell in row] for row in node.table.rows] for node in nodes if node.table is not None]


@pytest.mark.parametrize(
    "between",
    [" 4   위원회 현황\n", "      4   위원회 현황\n", "   위원회\n", "                   - 3 -\n", ""],
    ids=["bare number further out", "bare number", "words further out", "number of a page", "nothing"],
)
def test_heads_begin_a_table_of_their_own(between: str) -> None:
    first, second = grids(COSTS + between + BOARDS)
    assert [row[0] for row in first] == ["사업명", "하천 정비", "교량 보수"]
    assert second == [
        ["위원회명", "위원수", "위원장", "기능"],
        ["하천위원회", "9", "부시장", "점용 심의"],
        ["재난위원회", "11", "시장", "대책 협의"],
    ]


def test_a_head_with_a_bare_number_over_a_table_stays_a_head() -> None:
    root = build_outline((" 4   위원회 현황\n" + BOARDS).splitlines())
    assert [node.text for node in root.children if node.mark] == ["위원회 현황"]


def test_a_list_counts_on_and_its_wrapped_titles_are_whole() -> None:
    text = (
        "     연번    과      제      명                   담당팀      구분\n"
        "       1     걷고 싶은 거리                       도로팀      계속\n"
        "       2     찾아가는 건강교실과\n"
        "             돌봄 확대                            보건팀      신규\n"
        "             생애주기별 건강증진\n"
        "       3                                          건강팀      계속\n"
        "             내실화\n"
        "     7   다음 장\n"
    )
    (rows,) = grids(text)
    assert rows == [
        ["연번", "과제명", "담당팀", "구분"],
        ["1", "걷고 싶은 거리", "도로팀", "계속"],
        ["2", "찾아가는 건강교실과 돌봄 확대", "보건팀", "신규"],
        ["3", "생애주기별 건강증진 내실화", "건강팀", "계속"],
    ]


def test_the_running_head_of_the_next_page_is_no_row_of_a_list() -> None:
    text = (
        "     연번    과      제      명          담당팀      쪽\n"
        "       1     걷고 싶은 거리              도로팀       3\n"
        "       2     건강교실                    보건팀       5\n"
        "                         - 2 -\n"
        "너른시 도로과                            추진계획\n"
    )
    assert [row[0] for row in grids(text)[0]] == ["연번", "1", "2"]


def test_rows_of_words_at_the_same_places_below_heads_are_a_table() -> None:
    text = (
        "      시 설 명            위  치               용      도\n"
        "      방송실              본관 2층             영상 녹화\n"
        "      기록관              별관 지하            기록물 보존서고\n"
        "                                               및 열람실\n"
    )
    assert grids(text)[0][1:] == [
        ["방송실", "본관 2층", "영상 녹화"],
        ["기록관", "별관 지하", "기록물 보존서고 및 열람실"],
    ]


def test_words_at_the_same_places_without_wide_gaps_are_prose() -> None:
    assert grids("   의견을  듣고  살펴\n   조사를  하고  고쳐\n   협의를  하고  마쳐\n") == []


def test_cells_go_on_in_the_lines_below_and_around_their_row() -> None:
    text = (
        "   위 원 회 명           위원수    위원장       주요 기능\n"
        "\n"
        "   도시위원회                                   관리계획 결정 및\n"
        "                           25      부시장\n"
        "   (제1분과)                                    변경 심의\n"
        "\n"
        "   건축위원회              30      부시장       건축물 심의,\n"
        "                                                2025 기준 검토\n"
    )
    assert grids(text)[0][1:] == [
        ["도시위원회 (제1분과)", "25", "부시장", "관리계획 결정 및 변경 심의"],
        ["건축위원회", "30", "부시장", "건축물 심의, 2025 기준 검토"],
    ]


def test_words_that_fill_their_column_go_on_below_and_not_above_the_next_row() -> None:
    text = (
        "     시설명      소재지       준공연도    비고\n"
        "     매립장      가온동 1     1998        사용 종료\n"
        "                                          예정\n"
        "     소각장      나루동 22    2006\n"
        "     선별장      다온동 7     2012        증설 중\n"
    )
    assert [row[-1] for row in grids(text)[0][1:]] == ["사용 종료 예정", "", "증설 중"]


def test_years_over_the_gaps_between_pairs_of_columns_head_them() -> None:
    text = (
        "                    2025년                 2026년\n"
        "  구    분                                                  증감\n"
        "               본예산    최종예산     예산안    비율(%)\n"
        "  합      계    1,000      1,100       1,200     100.0       100\n"
        "  일반회계        800        900         950      79.2        50\n"
    )
    assert grids(text)[0][:2] == [
        ["", "2025년", "", "2026년", "", "증감"],
        ["구분", "본예산", "최종예산", "예산안", "비율(%)", "증감"],
    ]


def test_one_row_with_a_figure_that_fills_four_heads_is_a_table() -> None:
    text = "   시  설  명       위  치       연면적     용  도\n   숲속도서관       솔밭로       340㎡      자료실\n"
    assert grids(text)[0][1] == ["숲속도서관", "솔밭로", "340㎡", "자료실"]


@pytest.mark.parametrize(
    "head",
    [
        " 1-1. 걷고 싶은 거리                       [계속]",
        "제1과제 걷고 싶은 거리                     (도로팀)",
        "【1】 걷고 싶은 거리                        [계속]",
        "[1-1] 걷고 싶은 거리                        [계속]",
        "  ① 걷고 싶은 거리",
        "< 걷고 싶은 거리 >                          [계속]",
        "걷고 싶은 거리                              [계속]",
        "  걷고 싶은 거리",
    ],
)
def test_a_title_right_below_a_list_goes_on_with_none_of_its_rows(head: str) -> None:
    text = (
        "     연번    과      제      명                   담당팀      구분\n"
        "       1     걷고 싶은 거리                       도로팀      계속\n"
        "       2     찾아가는 건강교실                    보건팀      신규\n"
        f"{head}\n"
        "  가. 개    요\n"
    )
    assert grids(text)[0][1:] == [
        ["1", "걷고 싶은 거리", "도로팀", "계속"],
        ["2", "찾아가는 건강교실", "보건팀", "신규"],
    ]


def test_rows_that_circled_numbers_open_stay_rows() -> None:
    text = (
        "      사  업  명              사업비\n"
        "      ① 하천 정비              800\n"
        "      ② 교량 보수              450\n"
        "      계                     1,250\n"
    )
    assert [row[0] for row in grids(text)[0]] == ["사업명", "① 하천 정비", "② 교량 보수", "계"]
