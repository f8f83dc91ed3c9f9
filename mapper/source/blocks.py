"""What a formatted file is made of, whatever its format: paragraphs, tables and pages; and their lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its numbering mark or bullet spelled out in front; line breaks inside stay."""

    text: str
    heading: int = 0
    """Level of a heading, 1 the highest; 0 for body text."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table where it begins; paragraphs of the cell are divided by line breaks."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row; each row holds the cells that begin in it, in the order of their columns."""

    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageStart:
    """From here on the text stands on this page, counted from 1."""

    number: int


Block = Paragraph | Grid | PageStart
Blocks = Iterable[Block]
