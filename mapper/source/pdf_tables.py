"""Tables of a PDF: the text of a grid's cells, and parts of one table on several pages put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapper.source.blocks import Grid, GridCell
from mapper.source.pdf_content import Glyph
from mapper.source.pdf_grids import CellArea, GridArea
from mapper.source.pdf_lines import TextLine, build_lines
from mapper.source.pdf_paragraphs import LineBreaks, join_lines, opens_paragraph, parts_figure

_SAME_COLUMN: Final = 4.0
"""Points by which the columns of a table's parts on two pages may differ."""
_MOST_HEAD_ROWS: Final = 4
_HEAD_LENGTH: Final = 14
_PADDING: Final = 6.0
_DIGIT: Final = re.compile(r"\d")


@dataclass(slots=True)
class RuledTable:
    """A grid with the lines of text of each of its cells."""

    area: GridArea
    lines: list[list[TextLine]]

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.area.ys[0]

    def columns_of_text(self) -> list[tuple[list[TextLine], float]]:
        """The lines of each cell with its right edge."""
        return [(lines, self.inner(index)[1]) for index, lines in enumerate(self.lines) if lines]

    def inner(self, index: int) -> tuple[float, float]:
        """Left and right edge of the text in a cell."""
        cell = self.area.cells[index]
        left, right = self.area.xs[cell.column], self.area.xs[cell.column + cell.colspan]
        lines = self.lines[index]
        padding = min(
            (min(_PADDING, line.x0 - left, right - line.x1) for line in lines),
            default=0.0,
        )
        return left + max(0.0, padding), right - max(0.0, padding)


def fill_grids(areas: list[GridArea], glyphs: Sequence[Glyph]) -> tuple[list[RuledTable], list[Glyph]]:
    """Tables with their text, and the characters that stand in none; of nested grids the inner one takes its text."""
    areas = sorted(areas, key=lambda area: (area.xs[-1] - area.xs[0]) * (area.ys[-1] - area.ys[0]))
    taken: list[list[list[Glyph]]] = [[[] for _ in area.cells] for area in areas]
    rest: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        for area, cells in zip(areas, taken, strict=True):
            index = area.cell_at(x, y)
            if index is not None:
                cells[index].append(glyph)
                break
        else:
            rest.append(glyph)
    tables = []
    for area, cells in zip(areas, taken, strict=True):
        lines = [build_lines(cell) if cell else [] for cell in cells]
        if any(lines):
            tables.append(RuledTable(area, lines))
    tables.sort(key=lambda table: (round(table.top / 5), table.area.xs[0]))
    return tables, rest


Row = list[tuple[int, GridCell]]
Trace = tuple[list[TextLine], float, float]
"""The lines of a cell, and the left and right edge of its text."""


@dataclass(slots=True)
class TableRows:
    """A table whose text is joined; rows of cells with their columns, so that further parts can be added."""

    xs: list[float]
    rows: list[Row]
    traces: list[dict[int, Trace]]
    """For each row the lines of its filled cells by their column."""
    shaded: set[int]
    """Shaded rows of the first page's part."""
    breaks: LineBreaks

    @classmethod
    def of(cls, table: RuledTable, breaks: LineBreaks) -> TableRows:
        """The rows of one page's table; edges at which no cell begins are no rows or columns."""
        cells = table.area.cells
        tops = sorted({cell.row for cell in cells})
        lefts = sorted({cell.column for cell in cells})
        rows: list[Row] = [[] for _ in tops]
        traces: list[dict[int, Trace]] = [{} for _ in tops]
        for index, cell in enumerate(cells):
            row, bottom = bisect_left(tops, cell.row), bisect_left(tops, cell.row + cell.rowspan)
            column, right = bisect_left(lefts, cell.column), bisect_left(lefts, cell.column + cell.colspan)
            lines, (inner_left, inner_right) = table.lines[index], table.inner(index)
            parts = join_lines(lines, inner_left, inner_right, breaks, centred=True)
            text = "\n".join(part.text for part in parts)
            if lines:
                traces[row][column] = (lines, inner_left, inner_right)
            rows[row].append((column, GridCell(text, bottom - row, right - column)))
        for entry in rows:
            entry.sort(key=lambda pair: pair[0])
        xs = [table.area.xs[left] for left in lefts] + [table.area.xs[-1]]
        shaded = {bisect_left(tops, row) for row in table.area.shaded_rows if row in tops}
        return cls(xs, rows, traces, shaded, breaks)

    def grid(self) -> Grid:
        """The table as a block; its first rows are heads where they alone are shaded."""
        shaded = next((index for index in range(len(self.rows)) if index not in self.shaded), 0)
        heads = shaded if shaded <= _MOST_HEAD_ROWS else 0
        return Grid(tuple(tuple(cell for _, cell in row) for row in self.rows), header_rows=heads)

    def take(self, further: TableRows) -> bool:
        """Add the part on the next page if it goes on with this table; whether it does."""
        places = _match_columns(further.xs, self.xs)
        if places is None:
            return False
        head = 0
        while head < min(len(further.rows), len(self.rows), _MOST_HEAD_ROWS) and (
            _texts(further.rows[head]) == _texts(self.rows[head]) and any(_texts(self.rows[head]))
        ):
            head += 1
        if not head and self._begins_anew(further):
            return False
        for index in range(head, len(further.rows)):
            row = [
                (places[column], GridCell(cell.text, cell.rowspan, places[column + cell.colspan] - places[column]))
                for column, cell in further.rows[index]
            ]
            trace = {places[column]: entry for column, entry in further.traces[index].items()}
            if index > head or not self._go_on_with_row(trace):
                self.rows.append(row)
                self.traces.append(trace)
        return True

    def _go_on_with_row(self, trace: dict[int, Trace]) -> bool:
        """Add the rest of a row that the end of the page parted; whether it is one.

        It is where some cell has nothing more to say and each other goes on in the middle of a paragraph or a list.
        """
        above = self.traces[-1]
        if not trace or not set(trace) < set(above):
            return False
        texts: dict[int, str] = {}
        for column, (lines, left, right) in trace.items():
            before, after = above[column][0][-1], lines[0]
            opens = opens_paragraph(after.text, before.text)
            alone = len(trace) == 1 < len(above) - 1
            if not opens and not self._wraps(above[column][0], after, right, alone):
                return False
            space = " " if self.breaks.needs_space(before, after, left, right) else ""
            texts[column] = "\n" if opens else space
        if "\n" in texts.values() and len(set(texts.values())) == 1:
            return False  # a list may go on, or a new row stand under a merged cell
        for place, (column, cell) in enumerate(self.rows[-1]):
            if column in trace:
                lines, left, right = trace[column]
                rest = "\n".join(part.text for part in join_lines(lines, left, right, self.breaks, centred=True))
                text = cell.text + texts[column] + rest
                self.rows[-1][place] = column, GridCell(text, cell.rowspan, cell.colspan)
                above[column] = trace[column]
        return True

    def _wraps(self, lines: list[TextLine], after: TextLine, right: float, alone: bool) -> bool:
        """Whether a cell's text surely goes on: alone of its row, wrapped before, or parted inside a figure."""
        if parts_figure(lines[-1], after):
            return True
        return (alone or len(lines) > 1) and self.breaks.is_full(lines[-1], after, right)

    def _begins_anew(self, further: TableRows) -> bool:
        """Whether the next part has a head of its own: shaded like this one's, or as short names without figures."""
        if 0 in self.shaded or 0 in further.shaded:
            return 0 in further.shaded
        return _names_columns(self.rows[0]) and _names_columns(further.rows[0])


def _match_columns(few: Sequence[float], many: Sequence[float]) -> list[int] | None:
    """For each edge of one part's columns the same edge of the other; None where they are not the same table."""
    places = []
    for x in few:
        nearest = min(range(len(many)), key=lambda index: abs(many[index] - x))
        if abs(many[nearest] - x) > _SAME_COLUMN:
            return None
        places.append(nearest)
    if places[0] != 0 or places[-1] != len(many) - 1 or len(set(places)) != len(places):
        return None
    return places


def _texts(row: Row) -> list[tuple[int, str]]:
    """The filled cells of a row, without spaces."""
    return [(column, "".join(cell.text.split())) for column, cell in row if cell.text]


def _names_columns(row: Row) -> bool:
    """Whether a row looks like the head of a table: every cell a short name without figures."""
    texts = [cell.text for _, cell in row]
    return len(texts) > 1 and all(text and len(text) <= _HEAD_LENGTH and not _DIGIT.search(text) for text in texts)


def is_frame(cells: Sequence[CellArea]) -> bool:
    """Whether a grid is a single box."""
    return len(cells) == 1
