"""The texts of a document one by one (lines with their continuations, cells of tables), each with what labels it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mapper.layout import Cell, Node, Table
from mapper.layout.node import Shape
from mapper.readers.context.scope import PlanView
from mapper.readers.offices.own_offices import is_office_label
from mapper.records import Span
from mapper.values.many_texts import ManyTexts
from mapper.values.text import squeeze

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_OPENING = frozenset("(（[")
_LEADING_LABEL = re.compile(
    r"^[(\[（]?\s?((?:추진|협조|주관|담당|소관|협업|시행|관련)\s?(?:부서|기관|사항|팀))\s?[)\]）]?\s*[:：]?\s*(?=\S)"
)


class Passage(NamedTuple):
    """One text: that of a node, or of a cell of the table that a node holds."""

    text: str
    node: Node
    cell: Cell | None = None
    label: str = ""
    """What tells the meaning of the text, spaces removed: the line's label, the column's head, the row's first cell."""
    context: str = ""
    """What stands over a cell: the heads of its column."""

    @property
    def names_offices(self) -> bool:
        """Whether the label says that offices stand here."""
        return bool(self.label) and is_office_label(self.label)

    def line_at(self, position: int) -> int:
        """The physical line of a character of the text."""
        return self.cell.line if self.cell is not None else self.node.line_at(position)

    def span(self, start: int, end: int) -> Span:
        """The physical lines of a stretch of the text."""
        return Span(self.line_at(start), self.line_at(max(start, end - 1)))


def read_passages(view: PlanView) -> list[Passage]:
    """All texts of a document in the order of their lines; several readers go through them."""
    if view.passages is None:
        view.passages = list(_passages(view))
    return view.passages


def join_passages(view: PlanView) -> ManyTexts:
    """The same texts as one, for what is looked for in all of them."""
    if view.joined_passages is None:
        view.joined_passages = ManyTexts([passage.text for passage in read_passages(view)])
    return view.joined_passages


def _passages(view: PlanView) -> Iterator[Passage]:
    """All texts, read anew."""
    for node in view.nodes:
        if node.table is not None:
            yield from _cells(node, node.table)
        elif node.shape is not Shape.CAPTION:
            yield Passage(node.text, node, None, line_label(node))


def line_label(node: Node) -> str:
    """The label of a line, spaces and brackets removed; also one that no colon follows (`추진 부서 홍보담당관`)."""
    if node.label:
        return squeeze(node.label if _OPENING.isdisjoint(node.label) else _BRACKETS.sub("", node.label))
    match = _LEADING_LABEL.match(node.text)
    return squeeze(match[1]) if match else ""


def _cells(node: Node, table: Table) -> Iterator[Passage]:
    """The cells of a table; a row that begins with a label of offices gives it to all its cells."""
    heads = [squeeze(_BRACKETS.sub("", path.split(" > ")[-1])) for path in table.columns]
    offices_first = bool(heads) and is_office_label(heads[0])
    for index, row in enumerate(table.rows):
        first = next((squeeze(cell.text) for cell in row if cell.text), "")
        named = offices_first and index >= table.header_rows  # 관리팀 under 팀명
        row_label = first if is_office_label(first) and len(row) > 1 and not named else ""
        for column, cell in enumerate(row):
            if not cell.text:
                continue
            path = table.columns[column] if column < len(heads) else ""
            head = heads[column] if path and index >= table.header_rows else ""
            label = row_label if row_label and squeeze(cell.text) != row_label else head
            yield Passage(cell.text, node, cell, label, path)
