"""Two columns of text side by side: found by the gutter between them, read one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapper.source.pdf_content import Glyph
from mapper.source.pdf_lines import group_by_base

_GUTTER: Final = 12.0
"""Points between two columns, at least."""
_LEAST_ROWS: Final = 5
"""Rows with text on both sides before it is two columns and no list with something at its right."""
_LEAST_WIDTH: Final = 0.25
"""Share of the page's width that the text of each column fills in most rows."""
_LEAST_LETTERS: Final = 14
_STEP: Final = 4.0
_CENTRE: Final = (0.35, 0.65)


@dataclass(slots=True)
class Column:
    """Characters that are read together; `edges` of a column's text, None for text as wide as the page."""

    glyphs: list[Glyph]
    edges: tuple[float, float] | None = None


def split_columns(glyphs: Sequence[Glyph], width: float) -> list[Column]:
    """The characters of a page in the order of reading: one column, or bands of two between full lines."""
    rows = group_by_base(glyphs)
    gutter = _find_gutter(rows, width)
    if gutter is None:
        return [Column(list(glyphs))]
    columns: list[Column] = []
    band: list[list[Glyph]] = []
    for row in [*rows, []]:
        if row and not _crosses(row, gutter):
            band.append(row)
            continue
        columns += _columns_of(band, gutter, width)
        band = []
        columns.append(Column(row))
    return [column for column in columns if column.glyphs]


def _crosses(row: Sequence[Glyph], gutter: float) -> bool:
    """Whether a row of characters runs through the gutter."""
    half = _GUTTER / 2 - 1
    return any(glyph.x0 < gutter + half and glyph.x1 > gutter - half and glyph.text != " " for glyph in row)


def _find_gutter(rows: Sequence[Sequence[Glyph]], width: float) -> float | None:
    """The middle of a gap at the same place in many rows, with much text on both sides of it."""
    votes: Counter[int] = Counter()
    low, high = (round(share * width / _STEP) for share in _CENTRE)
    for row in rows:
        if len(row) < _LEAST_LETTERS:
            continue
        free = set(range(low, high + 1))
        for glyph in row:
            if glyph.text != " ":
                free -= set(range(int(glyph.x0 / _STEP), int(glyph.x1 / _STEP) + 1))
        votes.update(free)
    if not votes:
        return None
    most = max(votes.values())
    if most < _LEAST_ROWS:
        return None
    places = sorted(place for place, count in votes.items() if count == most)
    gutter = (places[len(places) // 2] + 0.5) * _STEP
    both = [row for row in rows if _is_double(row, gutter, width)]
    return gutter if len(both) >= _LEAST_ROWS else None


def _is_double(row: Sequence[Glyph], gutter: float, width: float) -> bool:
    """Whether a row has much text on both sides of the gutter and none in it."""
    if _crosses(row, gutter):
        return False
    for side in ([glyph for glyph in row if glyph.x1 < gutter], [glyph for glyph in row if glyph.x0 > gutter]):
        if len(side) < _LEAST_LETTERS:
            return False
        if max(glyph.x1 for glyph in side) - min(glyph.x0 for glyph in side) < _LEAST_WIDTH * width:
            return False
    return True


def _columns_of(band: Sequence[list[Glyph]], gutter: float, width: float) -> list[Column]:
    """A band of rows as two columns, or row by row as it stands where too few have text on both sides."""
    if sum(_is_double(row, gutter, width) for row in band) < _LEAST_ROWS:
        return [Column([glyph for row in band for glyph in row])]
    glyphs = [glyph for row in band for glyph in row]
    columns = []
    for side in ([glyph for glyph in glyphs if glyph.x1 < gutter], [glyph for glyph in glyphs if glyph.x1 >= gutter]):
        shown = [glyph for glyph in side if glyph.text != " "]
        edges = min(glyph.x0 for glyph in shown), max(glyph.x1 for glyph in shown)
        columns.append(Column(side, edges))
    return columns
