"""A plan's text as an office would save it: its tab and pipe tables as real tables, all else as paragraphs.

Covered cells of merged ones are empty in a text; here they are merged again, in the first row to the right and in the
first column downwards, so that every writer has spans to write and every reader spans to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.layout.node import Shape
from mapper.layout.outline import build_outline
from mapper.layout.tables import is_rule_row, split_row

_ITEMS = re.compile(r"\s*(?:<br\s*/?>|</?ul[^>]*>|</?li[^>]*>|<p[^>]*>|</p>)\s*", re.IGNORECASE)


@dataclass
class SavedCell:
    """A cell where it begins, with its paragraphs."""

    row: int
    column: int
    paragraphs: list[str]
    rowspan: int = 1
    colspan: int = 1


@dataclass
class SavedTable:
    """A table with its size and its cells in the order of rows."""

    height: int
    width: int
    header_rows: int = 0
    cells: list[SavedCell] = field(default_factory=list)

    def rows(self) -> list[list[SavedCell]]:
        """The cells that begin in each row."""
        return [[cell for cell in self.cells if cell.row == row] for row in range(self.height)]

    def spans_over(self, row: int, column: int) -> SavedCell | None:
        """The cell that covers an address."""
        return next(
            (
                cell
                for cell in self.cells
                if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan
            ),
            None,
        )


Part = str | SavedTable


def parts_of(text: str) -> list[Part]:
    """Lines and tables of a plan in their order."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    parts: list[Part] = []
    number = 0
    tables = {node.first: node.last for node in build_outline(lines).descend() if node.shape is Shape.TABLE}
    while number < len(lines):
        last = tables.get(number + 1, 0)
        block = lines[number:last]
        if last and all(("\t" in line or "|" in line) and "<t" not in line for line in block) and _is_table(block):
            parts.append(table_of(block))
            number = last
        else:
            parts.append(lines[number] if lines[number].strip() else "")
            number += 1
    return parts


def _is_table(lines: Sequence[str]) -> bool:
    """Whether more than one row has more than one filled cell: no title bar, no box."""
    rows = [[cell for cell in split_row(line, 1) if cell.raw] for line in lines]
    return len([row for row in rows if row]) > 1 and any(len(row) > 1 for row in rows)


def table_of(lines: Sequence[str]) -> SavedTable:
    """Rows of a text as a table."""
    rows = [split_row(line, 1) for line in lines]
    rules = [index for index, row in enumerate(rows) if is_rule_row(row)]
    kept = [row for index, row in enumerate(rows) if index not in rules[:1]]
    width = max(map(len, kept))
    table = SavedTable(len(kept), width, rules[0] if rules else 0)
    for at, row in enumerate(kept):
        texts = [cell.raw for cell in row] + [""] * (width - len(row))
        for column, text in enumerate(texts):
            left = table.spans_over(at, column - 1) if at == 0 and column else None
            above = table.spans_over(at - 1, 0) if at and column == 0 else None
            if not text and left is not None and left.paragraphs:
                left.colspan += 1
            elif not text and above is not None and above.colspan == 1 and above.paragraphs:
                above.rowspan += 1
            else:
                table.cells.append(SavedCell(at, column, [part for part in _ITEMS.split(text) if part]))
    return table
