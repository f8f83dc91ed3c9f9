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
