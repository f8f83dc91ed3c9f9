"""Tables of DOCX: which cells begin where, how far they reach, which rows are heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mapper.source.archive import attribute, local_name, whole_number
from mapper.source.blocks import MAX_COLUMNS

_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})


@dataclass(slots=True)
class PlacedCell:
    """A cell where it begins; one without element fills a gap of the grid."""

    element: etree._Element | None
    rowspan: int = 1
    colspan: int = 1


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch (`w:tblHeader`) is there and not turned off."""
    return element is not None and attribute(element, "val", "1") not in {"0", "false", "off"}


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return None if element is None else next((child for child in element if local_name(child) == name), None)


def value_of(element: etree._Element | None, name: str) -> str:
    """The value of a child such as `w:gridSpan`; empty where there is none."""
    child = child_of(element, name)
    return "" if child is None else attribute(child, "val")


def place_rows(table: etree._Element) -> tuple[list[list[PlacedCell]], int]:
    """The rows with the cells that begin in them, and the number of leading rows marked as head.

    A cell that goes on with the one above (`w:vMerge`) makes that one taller; columns left out before a row
    (`w:gridBefore`) are empty cells, so that each cell stays in its column.
    """
    rows: list[list[PlacedCell]] = []
    open_cells: dict[int, PlacedCell] = {}
    header_rows, in_head = 0, True
    for row in _children(table, "tr"):
        properties = child_of(row, "trPr")
        if child_of(properties, "del") is not None:
            continue
        placed: list[PlacedCell] = []
        still_open: dict[int, PlacedCell] = {}
        column = _within(value_of(properties, "gridBefore"), 0)
        placed.extend(PlacedCell(None) for _ in range(column))
        for cell in _children(row, "tc"):
            settings = child_of(cell, "tcPr")
            width = _within(value_of(settings, "gridSpan"), 1)
            merge = child_of(settings, "vMerge")
            begun = open_cells.get(column)
            if merge is not None and attribute(merge, "val", "continue") == "continue" and begun is not None:
                begun.rowspan += 1
                still_open[column] = begun
            else:
                placed.append(PlacedCell(cell, 1, width))
                if merge is not None:
                    still_open[column] = placed[-1]
            column = min(column + width, MAX_COLUMNS)
        open_cells = still_open
        rows.append(placed)
        in_head = in_head and is_on(child_of(properties, "tblHeader"))
        header_rows += in_head
    return rows, header_rows


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also those inside content controls and insertions."""
    for child in element:
        found = local_name(child)
        if found == name:
            yield child
        elif found in _WRAPPERS:
            yield from _children(child, name)


def _within(text: str, default: int) -> int:
    """A number of columns within reason."""
    return max(default, min(whole_number(text, default), MAX_COLUMNS))
