"""Tables that a page break cuts in two: the rows of the second half go on with the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout.tables import Cell, Table
from mapper.values.text import squeeze

_FIGURE = re.compile(r"[△▲+-]?\d[\d,.]*")


def join_over_page(table: Table, following: Table) -> bool:
    """Hang the rows of a table behind those of the one on the page before; False where they are two tables.

    They are one where the header is printed again, or where the second half has none: no Markdown rule below its
    first row although the first half has one, or a figure in a column that has figures.
    """
    if _repeats_header(table, following):
        rows = following.rows[table.header_rows :]
    elif following.ruled or following.width > table.width or _is_title(following, table):
        return False
    elif table.ruled or _begins_with_figures(table, following):
        rows = following.rows
    else:
        return False
    table.rows.extend(rows)
    table.last = following.last
    table.forget_width()
    return True


def _is_title(following: Table, table: Table) -> bool:
    """Whether one row of a number and a title, or of a title alone, stands on the new page."""
    filled = _texts(following.rows[0])
    return len(following.rows) == 1 and len(filled) < min(3, table.width)


def _texts(row: Sequence[Cell]) -> list[str]:
    """The filled cells of a row, spaces removed."""
    return [squeeze(cell.text) for cell in row if cell.text]


def _repeats_header(table: Table, following: Table) -> bool:
    """Whether a table begins with the header rows of another."""
    count = table.header_rows
    if not count or len(following.rows) <= count:
        return False
    return all(_texts(one) == _texts(two) for one, two in zip(table.rows[:count], following.rows[:count], strict=True))


def _begins_with_figures(table: Table, following: Table) -> bool:
    """Whether the first row has figures, and only in columns where the other table has them below its header."""
    if not table.header_rows:
        return False
    figured = {index for row in table.body for index, cell in enumerate(row) if _FIGURE.match(cell.text)}
    first = {index for index, cell in enumerate(following.rows[0]) if _FIGURE.match(cell.text)}
    return bool(first) and first <= figured
