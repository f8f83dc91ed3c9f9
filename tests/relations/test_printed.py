"""Lines as relations look at them: cells of rows whatever parts them, plain text, figures."""

from __future__ import annotations

import pytest

from mapper.relations.printed import PrintedLines


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("구분\t계\t", ["구분", "계", ""]),
        ("| 구분 | **계** |", ["구분", "계"]),
        (r"| 가\|나 | 12 |", [r"가\|나", "12"]),
        ("<tr><td>구분</td><TD>1,200</TD></tr>", ["구분", "1,200"]),
        ("<td>구분</td>12", ["구분", "12"]),
        ("○ 사업비 : 3억 원", ["○ 사업비 : 3억 원"]),
        (r"가\|나", [r"가\|나"]),
        ("", [""]),
    ],
)
def test_a_line_is_parted_at_what_parts_its_cells(line: str, cells: list[str]) -> None:
    printed = PrintedLines((line,))
    assert printed.cells(1) == cells
    assert printed.is_row(1) is (len(cells) > 1)


def test_beyond_the_ends_nothing_is_printed() -> None:
    printed = PrintedLines(("| 1 | 2 |",))
    for line in (-1, 0, 2):
        assert (printed.text(line), printed.plain(line), printed.cells(line)) == ("", "", [""])
        assert not printed.is_row(line)


def test_figures_are_the_cells_behind_the_first_that_hold_numbers_only() -> None:
    assert PrintedLines(("2025\t1,200\t△15%\t12명\t-",)).figures(1) == ["1,200", "△15%"]
