"""Covers: tables whose columns only blanks part; a head in two lines, a figure one blank behind its name."""

from __future__ import annotations

import pytest

from mapper.layout import build_outline
from mapper.layout.aligned import find_aligned

HEAD = "   구 분     계      기투자    2025년\n"


def grid(text: str) -> list[list[str]]:
    """The cells of the only table of a text."""
    nodes = build_outline(text.splitlines()).descend()
    (table,) = [node.table for node in nodes if node.table is not None]
    return [[cell.text for cell in row] for row in table.rows]


def test_lines_with_as_many_wide_gaps_are_rows() -> None:
    rows = "   합 계   900    200     700\n   본관    800    100     700\n"
    assert grid(HEAD + rows) == [
        ["구분", "계", "기투자", "2025년"],
        ["합계", "900", "200", "700"],
        ["본관", "800", "100", "700"],
    ]


def test_brackets_below_a_head_belong_to_the_head_above_them() -> None:
    below = "                     (~2024)\n"
    rows = "   합 계   900    200     700\n   본관    800    100     700\n"
    assert grid(HEAD + below + rows)[0] == ["구분", "계", "기투자(~2024)", "2025년"]


@pytest.mark.parametrize("row", ["   별관 동 100    100     -", "   별관 동    100    100     -"])
def test_a_figure_may_stand_one_blank_behind_its_name(row: str) -> None:
    assert grid(f"{HEAD}   합 계   900    200     700\n{row}\n")[-1] == ["별관 동", "100", "100", "-"]


def test_prose_with_wide_gaps_is_no_table() -> None:
    text = "다음과 같이   추진하고자   합니다\n많은 참여를   바라며   기다립니다\n늘 함께   걷는   길\n"
    assert all(node.table is None for node in build_outline(text.splitlines()).descend())


def test_notes_in_brackets_below_the_heads_open_no_item() -> None:
    lines = [
        "    사업명              2025년       2024년       증  감      증감률",
        "                         (안)        예산액                    (%)",
        "    계                   24,860       22,940       1,920         8.4",
        "    망 운영               6,480        6,110         370         6.1",
    ]
    table = find_aligned(lines, 0)
    assert table is not None
    assert table.stop == 4
    assert table.rows[0][1].split("\t") == ["사업명", "2025년(안)", "2024년예산액", "증감", "증감률(%)"]


def test_a_labelled_line_over_a_table_is_none_of_its_heads() -> None:
    lines = [
        "   나. 인   력 : 정원 27명 / 현원 26명                          (2024. 12. 31. 기준)",
        "                                     일     반     직",
        "     구   분        계                                     공무직",
        "                           5급     6급     7급",
        "     정   원        27      1       5       18                3",
        "     현   원        26      1       5       17                3",
    ]
    assert find_aligned(lines, 0) is None
    table = find_aligned(lines, 1)
    assert table is not None
    assert table.rows[-1][1].split("\t") == ["현원", "26", "1", "5", "17", "3"]


def test_cells_of_two_columns_may_go_on_below_their_row() -> None:
    rows = [
        ("시설명", "위치", "면적(㎡)", "용도", "관리팀"),
        ("전산실", "시청 본관 지하1층", "182", "정보시스템 운영", "정보팀"),
        ("교육장", "시청 별관 2층", "96", "시민 정보화교육", "정보팀"),
        ("스마트도시", "가람동 공공청사", "", "", ""),
        ("", "", "412", "관제 및 상황 대응", "영상팀"),
        ("통합관제센터", "3층", "", "", ""),
    ]
    lines = ["    " + "".join(cell.ljust(18) for cell in row).rstrip() for row in rows]
    table = find_aligned(lines, 0)
    assert table is not None
    assert table.rows[-1][1].split("\t") == ["스마트도시 통합관제센터", "가람동 공공청사 3층", *rows[4][2:]]


def test_a_number_under_the_figures_above_it_is_a_cell() -> None:
    lines = [
        "     위  원  회  명              위원수     위원장           주  요  기  능",
        "     지능정보화위원회              12       부시장        기본계획 등 주요사항 심의",
        "     도시사업협의회                15       부시장        도시 사업 조정 및 자문",
        "     영상정보처리기기                       자치행정",
        "                                    9                     설치·운영 타당성 심의",
        "     운영위원회                             국장",
    ]
    table = find_aligned(lines, 0)
    assert table is not None
    assert table.rows[-1][1].split("\t") == [
        "영상정보처리기기 운영위원회",
        "9",
        "자치행정 국장",
        "설치·운영 타당성 심의",
    ]


def test_a_title_with_its_number_and_team_ends_a_list() -> None:
    lines = [
        "     연번     사      업      명                              구분       담당팀       쪽",
        "       1      시민 누구나 누리는 배움                         계속     정보기획팀      4",
        "       2      생활안전 관제 확충 및                           신규     영상정보팀      7",
        "              통합관제센터 운영",
        " 1   시민 누구나 누리는 배움                                 [정보기획팀]",
    ]
    table = find_aligned(lines, 0)
    assert table is not None
    assert table.stop == 4
    assert table.rows[-1][1].split("\t") == ["2", "생활안전 관제 확충 및 통합관제센터 운영", "신규", "영상정보팀", "7"]


def test_lists_of_duties_beside_teams_are_cells_of_two_columns() -> None:
    rows = [("팀  명", "주 요 업 무"), ("기획팀", "· 계획 수립   · 성과 관리"), ("보도팀", "· 보도자료 작성   · 광고")]
    lines = ["      " + name.ljust(12) + duties for name, duties in rows]
    table = find_aligned(lines, 0)
    assert table is not None
    assert [row.split("\t") for _, row in table.rows[1:]] == [
        ["기획팀", "· 계획 수립 · 성과 관리"],
        ["보도팀", "· 보도자료 작성 · 광고"],
    ]
