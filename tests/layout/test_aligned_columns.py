"""Covers: heads over two lines, words spaced out, wrapped names, left-out cells, lists beside names, no tables."""

from __future__ import annotations

import pytest

from mapper.layout.aligned import find_aligned


def grid(text: str) -> list[list[str]]:
    """The cells of the table that begins in the first line; empty where none does."""
    table = find_aligned(text.splitlines(), 0)
    return [] if table is None else [cells.split("\t") for _, cells in table.rows]


def test_words_broken_over_two_lines_of_a_head_are_put_together() -> None:
    text = (
        "                          도입     내구\n"
        "  장비명         수량     연도     연한     용  도\n"
        "  살수차          4대     2020     8년      물청소\n"
        "  청소차         12대     2021     7년      간선도로\n"
    )
    assert grid(text)[0] == ["장비명", "수량", "도입연도", "내구연한", "용도"]


def test_a_word_over_the_columns_of_years_stands_over_the_first_of_them() -> None:
    text = (
        "                                 연  도  별\n"
        "  재원       합  계      2023년      2024년      2025년\n"
        "  국비          600         100         200         300\n"
        "  시비          900         200         300         400\n"
    )
    assert grid(text)[:2] == [
        ["", "", "연도별", "", ""],
        ["재원", "합  계".replace("  ", ""), "2023년", "2024년", "2025년"],
    ]


def test_letters_far_apart_are_one_word_where_the_heads_are_more_than_the_columns() -> None:
    text = (
        "  위 원 회 명            위원수     위 원 장         기       능\n"
        "  마루시 정보화위원회       9명      부시장          정보화 심의\n"
        "  정보공개 심의회           7명      환경국장        공개 심의\n"
    )
    assert [len(row) for row in grid(text)] == [4, 4, 4]
    assert grid(text)[0][-1] == "기능"


def test_a_line_of_words_alone_ends_the_name_above_it() -> None:
    text = (
        "  세부사업명                      예산현액        집행액\n"
        "  가로청소 및 무단투기           1,920,000       864,000\n"
        "  단속\n"
        "  기본경비                         150,000        63,000\n"
    )
    assert [row[0] for row in grid(text)] == ["세부사업명", "가로청소 및 무단투기 단속", "기본경비"]


def test_a_cell_left_out_stays_empty() -> None:
    text = (
        "  구 분         장비명         수량     연도\n"
        "  서버          행정서버        18대     2019\n"
        "                방송서버         2대     2021\n"
    )
    assert grid(text)[-1] == ["", "방송서버", "2대", "2021"]


def test_one_row_below_its_heads_is_a_table_where_it_holds_figures() -> None:
    assert grid("    예산액          집행액         집행률\n  9,840천원       4,100천원         41.7%\n")[1:] == [
        ["9,840천원", "4,100천원", "41.7%"]
    ]


def test_bulleted_lines_beside_names_are_rows_with_what_goes_on_below_them() -> None:
    text = (
        "  기획팀       ○ 청소 계획 수립\n"
        "               ○ 대행업체 관리 및\n"
        "                  평가\n"
        "  시설팀       ○ 차량 관리\n"
    )
    assert grid(text) == [["기획팀", "청소 계획 수립"], ["", "대행업체 관리 및 평가"], ["시설팀", "차량 관리"]]


@pytest.mark.parametrize(
    "text",
    [
        "  2025. 3.      주민설명회 개최\n  2025. 5.      착공\n  2025. 9.      준공\n",
        "  ○ 기간 : 3월      ○ 장소 : 마루공원\n  ○ 대상 : 50명      ○ 비용 : 20만원\n",
        "  1. 일반현황            3\n  2. 주요업무            5\n",
    ],
    ids=["dated steps", "labelled bullets", "contents"],
)
def test_lines_with_wide_gaps_that_are_no_rows_stay_lines(text: str) -> None:
    assert grid(text) == []


def test_heads_over_one_and_over_several_columns_stand_in_one_line() -> None:
    text = (
        "  구  분      합계             사서직                  행정직       공무직\n"
        "                     5급    6급    7급    8급     6급    7급\n"
        "  관리소     17/16    1/1    2/2    4/3    3/3     1/1    2/2      4/4\n"
    )
    assert grid(text)[:2] == [
        ["", "", "사서직", "", "", "", "행정직", "", "공무직"],
        ["구분", "합계", "5급", "6급", "7급", "8급", "6급", "7급", "공무직"],
    ]


@pytest.mark.parametrize(
    ("heads", "text"),
    [
        (
            ["시설명", "위치", "규모", "용도", "관리"],
            "  시  설  명             위      치              규      모        용       도              관  리\n"
            "  마루 차고지            은골읍 역전길 4         면적 5,860㎡      버스 주차 및 정비       마루여객\n"
            "  제설 창고              솔면 산수리             면적 640㎡        제설제 보관             도로팀\n",
        ),
        (
            ["연도", "계", "국비", "도비", "군비"],
            "  연  도             계         국  비        도  비          군  비\n"
            "  2025년        862,500        215,000       107,500         540,000\n"
            "  2026년      1,024,000        256,000       128,000         640,000\n",
        ),
        (
            ["구분", "정원", "현원", "과부족"],
            "  구    분          정   원         현   원       과   부   족\n"
            "  건설팀                 12              11                △1\n"
            "  도로팀                  8               8                  -\n",
        ),
        (
            ["재원", "계", "기투자", "향후"],
            "  재   원           계         기   투   자          향   후\n"
            "  국   비        9,000                3,000             6,000\n"
            "  군   비        4,000                1,000             3,000\n",
        ),
    ],
)
def test_the_columns_tell_which_letters_of_heads_are_one_word(heads: list[str], text: str) -> None:
    assert grid(text)[0] == heads
    assert len(grid(text)) == 3


def test_a_second_label_beside_the_first_and_a_remark_are_columns_though_no_row_has_both() -> None:
    text = (
        "          구      분            정  원      현  원      과부족      비        고\n"
        "          합      계              58          56          △2\n"
        "          일 반 직    5급          1           1           -\n"
        "                      6급          4           4           -\n"
        "          관리운영직               3           3           -\n"
        "          공 무 직                30          28          △2      현원 보수원 21\n"
    )
    assert grid(text) == [
        ["구분", "", "정원", "현원", "과부족", "비고"],
        ["합계", "", "58", "56", "△2", ""],
        ["일 반 직", "5급", "1", "1", "-", ""],
        ["", "6급", "4", "4", "-", ""],
        ["관리운영직", "", "3", "3", "-", ""],
        ["공 무 직", "", "30", "28", "△2", "현원 보수원 21"],
    ]


def test_a_lower_line_divides_the_heads_that_stand_over_its_columns() -> None:
    text = (
        "        차 종                    보유 대수                 내구연한        주요 용도\n"
        "                           계       경유      전기\n"
        "        압착차              9         6         3            8년           수거\n"
        "        청소차              4         2         2            7년           분진 제거\n"
        "        계                 13         8         5\n"
    )
    assert grid(text)[:2] == [
        ["", "보유 대수", "", "", "내구연한", "주요 용도"],
        ["차 종", "계", "경유", "전기", "내구연한", "주요 용도"],
    ]


def test_one_head_over_the_middle_of_the_columns_without_others_heads_them_all() -> None:
    text = (
        "        세부사업                     계                     재원\n"
        "                                                국비         시비         구비\n"
        "        측정기기 확충             212,000      84,800       63,600       63,600\n"
        "        먼지 저감                 274,000     109,600       82,200       82,200\n"
    )
    assert grid(text)[:2] == [["", "", "재원", "", ""], ["세부사업", "계", "국비", "시비", "구비"]]


def test_letters_closer_to_each_other_than_to_the_next_word_are_one_head() -> None:
    text = (
        "   시  설  명            위        치            규        모       운영주체\n"
        "   별빛박물관            별빛읍 향교길 24        연면적 2,480㎡     유산팀\n"
        "   새빛회관              별빛읍 군청로 51        객석 612석         예술팀\n"
        "   한빛센터              한빛면 시장길 17        연면적 3,150㎡     체육팀\n"
    )
    assert grid(text)[0] == ["시설명", "위치", "규모", "운영주체"]


def test_notes_go_on_with_the_head_above_beside_one_that_stands_over_two() -> None:
    text = (
        "   단위사업명                2024년          2023년               증      감\n"
        "                              (안)           (당초)          금 액        비 율\n"
        "   합        계              16,850          15,600          1,250          8.0\n"
        "   문화예술 진흥              3,420           3,180            240          7.5\n"
        "   문화유산 보존             13,430          12,420          1,010          8.1\n"
    )
    above, heads = grid(text)[:2]
    assert heads == ["단위사업명", "2024년(안)", "2023년(당초)", "금 액", "비 율"]
    assert above[3] == "증감"


def test_years_with_a_note_stand_over_the_columns_of_sources() -> None:
    text = (
        "                              2024년(안)                2023년\n"
        "  단 위 사 업       계      국비      도비      군비   당초예산     증감\n"
        "  합      계    10,400     4,940     1,120     4,340      9,780      620\n"
        "  대기 관리      2,310     1,240       310       760      2,100      210\n"
        "  자동차 보급    4,200     2,800       420       980      3,500      700\n"
    )
    above, heads = grid(text)[:2]
    assert heads[:6] == ["단 위 사 업", "계", "국비", "도비", "군비", "당초예산"]
    assert above[1] == "2024년(안)"
    assert above[5] == "2023년"
