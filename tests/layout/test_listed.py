"""Covers: lists beside names: a name beside, between, above or amid its bullets; brackets below it; no bullets."""

from __future__ import annotations

import pytest

from mapper.layout.aligned import find_aligned

BESIDE = (
    "   팀   명                  주   요   업   무\n"
    "                  ○ 가로수 관리\n"
    "   녹지팀         ○ 도시숲 조성\n"
    "                  ○ 쌈지공원 유지관리\n"
)


def grid(text: str) -> list[list[str]]:
    """The cells of the table that begins in the first line; empty where none does."""
    table = find_aligned(text.splitlines(), 0)
    return [] if table is None else [cells.split("\t") for _, cells in table.rows]


def names(text: str) -> list[tuple[str, int]]:
    """Each name with the number of entries beside it."""
    found: list[tuple[str, int]] = []
    for name, *_ in grid(text)[1:]:
        if name:
            found.append((name, 0))
        found[-1] = found[-1][0], found[-1][1] + 1
    return found


@pytest.mark.parametrize("gap", ["", "\n"], ids=["line by line", "parted by empty lines"])
def test_a_name_amid_its_bullets_heads_them_all(gap: str) -> None:
    between = "                  ○ 공원 조성\n   공원팀\n                  ○ 놀이터 정비\n"
    beside = "                  ○ 산불 예방\n   산림팀         ○ 등산로 정비\n                  ○ 병해충 방제\n"
    text = BESIDE + gap + between + gap + beside
    assert grid(text)[0] == ["팀명", "주요업무"]
    assert names(text) == [("녹지팀", 3), ("공원팀", 2), ("산림팀", 3)]


def test_a_name_in_the_first_line_heads_what_follows_to_the_next() -> None:
    text = (
        "   팀   명                  주   요   업   무\n"
        "   녹지팀         ○ 가로수 관리\n"
        "                  ○ 도시숲 조성\n"
        "                  ○ 쌈지공원 유지관리\n"
        "   공원팀         ○ 공원 조성\n"
    )
    assert names(text) == [("녹지팀", 3), ("공원팀", 1)]


def test_a_name_may_stand_beside_a_line_that_goes_on_with_a_bullet() -> None:
    text = BESIDE + (
        "\n"
        "                  ○ 등산로와 산책로 정비, 숲길 안내판 설치 및\n"
        "   산림팀           유지관리\n"
        "                  ○ 병해충 방제\n"
    )
    assert grid(text)[4:] == [
        ["산림팀", "등산로와 산책로 정비, 숲길 안내판 설치 및 유지관리"],
        ["", "병해충 방제"],
    ]


def test_brackets_below_a_name_belong_to_it() -> None:
    text = (
        "   팀   명                  담   당   업   무\n"
        "   녹지팀         ○ 가로수 관리\n"
        "   (5명)          ○ 도시숲 조성\n"
        "   공원팀         ○ 공원 조성\n"
        "   (4명)          ○ 놀이터 정비\n"
    )
    assert names(text) == [("녹지팀 (5명)", 2), ("공원팀 (4명)", 2)]


def test_figures_beside_names_keep_their_columns() -> None:
    text = (
        "   팀   명      인원            담   당   업   무\n"
        "\n"
        "                          - 소식지 발간\n"
        "   홍보팀        5명\n"
        "                          - 보도자료 배포\n"
        "\n"
        "   기록팀        3명      - 기록물 보존\n"
    )
    assert grid(text)[1:] == [
        ["홍보팀", "5명", "소식지 발간"],
        ["", "", "보도자료 배포"],
        ["기록팀", "3명", "기록물 보존"],
    ]


def test_a_list_without_its_head_may_begin_above_its_name() -> None:
    text = (
        "              ○ 세입 관리\n"
        "   세정팀     ○ 지방세 통계\n"
        "              ○ 감면 심사\n"
        "              ○ 재산세 부과\n"
        "   부과팀     ○ 주민세 부과\n"
        "              ○ 취득세 부과\n"
    )
    assert grid(text)[::3] == [["세정팀", "세입 관리"], ["부과팀", "재산세 부과"]]


def test_words_without_bullets_go_on_where_the_line_above_fills_its_column() -> None:
    text = (
        "   팀   명                주   요   업   무\n"
        "   총무팀        직원 인사 및 복무 관리, 상훈\n"
        "                 청사 방호\n"
        "   민원팀        제증명 발급 및 여권 접수, 가족관계등록\n"
        "                 사무 처리\n"
    )
    assert grid(text)[1:] == [
        ["총무팀", "직원 인사 및 복무 관리, 상훈"],
        ["", "청사 방호"],
        ["민원팀", "제증명 발급 및 여권 접수, 가족관계등록 사무 처리"],
    ]


def test_a_list_ends_at_a_head_further_out_and_at_the_number_of_the_page() -> None:
    for below in (" 3   예산 현황\n", "                  - 4 -\n", "   □ 예산\n"):
        table = find_aligned((BESIDE + below).splitlines(), 0)
        assert table is not None
        assert table.stop == 4


@pytest.mark.parametrize(
    "text",
    [
        "  기획팀\n      ○ 계획 수립\n      ○ 예산 편성\n  시설팀\n      ○ 차량 관리\n",
        "   시    기          추 진 내 용\n   2025. 1.          평가계획 수립\n   2025. 7.          중간점검\n",
    ],
    ids=["a name over its bullets", "dated steps below heads"],
)
def test_lines_that_stand_below_or_have_dates_stay_lines(text: str) -> None:
    assert grid(text) == []
