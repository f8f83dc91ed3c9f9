"""Sheets: tables whose rows are a label (사업기간, 장소, 대상) and its value, read as labelled lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapper.layout import Cell, Node, Table
from mapper.layout.node import Shape
from mapper.readers.context.labels import is_plain_label
from mapper.values.text import squeeze

if TYPE_CHECKING:
    from mapper.readers.context.scope import PlanView

_YEAR = re.compile(r"^(?:(?:19|20)\d\d|['‘’]\d\d)년?도?")
"""A year before a label: 2026년 사업비."""
LONGEST_LABEL = 12
"""Most letters of a sheet's label."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A label and one item of its value as a line of the outline; `start` is where the cell's text begins in it."""

    node: Node
    cell: Cell
    start: int


def sheet_lines(view: PlanView, node: Node) -> list[SheetLine]:
    """The lines of a sheet, with the scope of the table that they stand in; empty for any other table."""
    assert node.table is not None
    lines = []
    for label, cell in label_rows(node.table):
        head = f"{label.text} : "
        items = cell.items if all(item in cell.text for item in cell.items) else (cell.text,)
        for item in items:
            line = Node(Shape.ITEM, cell.line, cell.line, rank=node.rank, pieces=[(cell.line, head + item)])
            line.parent = node.parent
            view.scopes[line] = view.scope(node)
            lines.append(SheetLine(line, cell, len(head) - cell.text.index(item)))
    view.sheets.extend(line.node for line in lines)
    return lines


def label_rows(table: Table) -> list[tuple[Cell, Cell]]:
    """Labels and values of a sheet, one or two a row; empty where the table is none.

    Most labels have to be plain ones (사업기간, 추진부서), two at least, and no two of them equal.
    """
    pairs: list[tuple[Cell, Cell]] = []
    for row in table.rows:
        filled = [cell for cell in row if cell.text]
        if len(filled) not in {2, 4} or not row[0].text:
            return []
        pairs.extend(zip(filled[::2], filled[1::2], strict=True))
    names = [_YEAR.sub("", squeeze(label.text)) for label, _ in pairs]
    known = sum(is_plain_label(name) for name in names)
    if known < 2 or known * 2 <= len(names) or len(set(names)) < len(names):
        return []
    return pairs if all(len(name) <= LONGEST_LABEL and not any(map(str.isdigit, name)) for name in names) else []
