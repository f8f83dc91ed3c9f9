"""HTML tables of plain tags are read by one pattern, all others by the parser: both say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.layout.html_tables import read_html_rows
from mapper.layout.tables import Cell

PIECES = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", '<td rowspan="2">', '<TD colspan="2">', "<th>"),
    *("<br>", "<br/>", "<td/>", "<p>", "</p>", "<b>", "</b>", "하천", "12개", " ", "\n", "&nbsp;", "가 &amp; 나", ">"),
)
OTHER = "<!-- -->"
"""Nothing in the table, but no plain tag: with it the parser reads."""


def cells(rows: list[list[Cell]]) -> list[list[tuple[str, str, int]]]:
    return [[(cell.text, cell.raw, cell.line) for cell in row] for row in rows]


@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_plain_tags_are_read_as_the_parser_reads_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert cells(read_html_rows(text.split("\n"), 3)) == cells(read_html_rows((text + OTHER).split("\n"), 3))


@pytest.mark.parametrize("note", ["", "<!-- 표 -->"])
def test_cells_know_their_lines_and_spans(note: str) -> None:
    lines = ["<table>" + note, '<tr><td rowspan="2">공원</td><td>3</td></tr>', "<tr><td>4&nbsp;개</td></tr></table>"]
    assert cells(read_html_rows(lines, 7)) == [
        [("공원", "공원", 8), ("3", "3", 8)],
        [("", "", 8), ("4 개", "4 개", 9)],
    ]
