"""Pages of a PDF to blocks: lines and tables in reading order, without running heads and page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from mapper.source.blocks import Block, PageStart, Paragraph
from mapper.source.pdf_columns import split_columns
from mapper.source.pdf_content import PageContent, UnreadablePdfError
from mapper.source.pdf_grids import GridArea, find_grids
from mapper.source.pdf_lines import TextLine, build_lines
from mapper.source.pdf_paragraphs import Joined, LineBreaks, add_line, goes_on, opens_paragraph
from mapper.source.pdf_running import drop_running_lines
from mapper.source.pdf_tables import RuledTable, TableRows, fill_grids, is_frame

_TALL_FRAME: Final = 0.45
"""Share of the page's height from which a single box is a frame around text, no cell."""
_BOTTOM, _TOP = 0.6, 0.3
"""Shares of the page's height below and above which a table may go on from page to page."""
_BLANK_LINE: Final = 1.45
"""Times the usual distance of lines from which a blank line stands between."""
_NEAR: Final = 4.0
"""Points within which lines begin or end at one edge."""
_MOST_INDENT: Final = 24
_UNREADABLE_SHARE: Final = 0.2
"""Share of characters without Unicode from which a file is not read: its text would be full of holes."""
_SCANNED_PICTURE: Final = 0.5
_SCANNED_TEXT: Final = 40
"""A page under a picture with fewer characters (a stamp, a page number) is a scan."""


@dataclass(slots=True)
class PageLayout:
    """A page's lines and tables, in reading order."""

    number: int
    width: float
    height: float
    items: list[TextLine | RuledTable] = field(default_factory=list)

    def lines(self) -> list[TextLine]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, TextLine)]


def lay_out(pages: Iterable[PageContent]) -> Iterator[Block]:
    """The blocks of a document; raises UnreadablePdfError where it has no text that can be read."""
    layouts, shown, unreadable, scanned = [], 0, 0, 0
    for page in pages:
        letters = sum(not glyph.text.isspace() for glyph in page.glyphs)
        shown += letters
        unreadable += page.unreadable
        scanned += letters < _SCANNED_TEXT and page.pictured > _SCANNED_PICTURE
        layouts.append(arrange_page(page))
    if not shown or 2 * scanned > len(layouts):
        raise UnreadablePdfError("no text")
    if unreadable > _UNREADABLE_SHARE * shown:
        raise UnreadablePdfError("fonts")
    drop_running_lines([(layout.number, layout.height, layout.items) for layout in layouts])
    yield from _Writer(layouts).write()


def arrange_page(page: PageContent) -> PageLayout:
    """Lines and tables of a page from top to bottom."""
    areas = _without_frames(find_grids(page), page)
    tables, rest = fill_grids(areas, page.glyphs)
    keyed: list[tuple[float, int, TextLine | RuledTable]] = [(table.top, 0, table) for table in tables]
    for place, column in enumerate(split_columns(rest, page.width)):
        lines = build_lines(column.glyphs)
        for line in lines:
            line.edges = column.edges
            # the lines of a column come together, where its first stands
            keyed.append((lines[0].top if column.edges else line.top, place, line))
    keyed.sort(key=lambda entry: (entry[0], entry[1]))
    return PageLayout(page.number, page.width, page.height, [item for _, _, item in keyed])


def _without_frames(areas: list[GridArea], page: PageContent) -> list[GridArea]:
    """The grids that are tables: a single box around other grids, or around half a page, only frames its text."""
    kept = []
    for area in areas:
        left, top, right, bottom = area.box
        if is_frame(area.cells) and (
            bottom - top > _TALL_FRAME * page.height
            or any(
                other is not area
                and left <= other.xs[0] + 1
                and top <= other.ys[0] + 1
                and other.xs[-1] <= right + 1
                and other.ys[-1] <= bottom + 1
                for other in areas
            )
        ):
            continue
        kept.append(area)
    return kept


class _Writer:
    """Turns the pages' items to blocks; a paragraph or table stays open while it may go on, also over a page's end."""

    def __init__(self, layouts: list[PageLayout]) -> None:
        self.layouts = layouts
        self.edges = _text_edges(layouts)
        self.breaks = LineBreaks.learn(
            [(run, right) for layout in layouts for run, right in self._runs(layout)]
            + [
                column
                for layout in layouts
                for item in layout.items
                if isinstance(item, RuledTable)
                for column in item.columns_of_text()
            ]
        )
        self.pitch = _pitch(layouts)
        self.paragraph: Joined | None = None
        self.home: PageLayout = layouts[0]
        """The page on which the open paragraph or table begins."""
        self.table: TableRows | None = None
        self.pages_due: list[int] = []

    def _edges(self, layout: PageLayout) -> tuple[float, float]:
        return self.edges.get(round(layout.width), (0.0, layout.width))

    def _runs(self, layout: PageLayout) -> Iterator[tuple[list[TextLine], float]]:
        """The lines of a page outside tables, column by column, each with its right edge."""
        for edges, run in groupby(layout.lines(), key=lambda line: line.edges):
            yield list(run), (edges or self._edges(layout))[1]

    def write(self) -> Iterator[Block]:
        """All blocks."""
        for layout in self.layouts:
            self.pages_due.append(layout.number)
            if not layout.items:
                continue
            for place, item in enumerate(layout.items):
                if isinstance(item, RuledTable):
                    yield from self._add_table(layout, item, place == 0)
                else:
                    yield from self._add_line(layout, item, place == 0)
            if self.table is not None and not self._reaches_end(layout):
                yield from self._close()
        yield from self._close()
        yield from self._pages()

    def _reaches_end(self, layout: PageLayout) -> bool:
        """Whether the last table of a page stands so low that it may go on overleaf."""
        last = layout.items[-1]
        return isinstance(last, RuledTable) and last.area.ys[-1] > _BOTTOM * layout.height

    def _add_line(self, layout: PageLayout, line: TextLine, first: bool) -> Iterator[Block]:
        left, right = line.edges or self._edges(layout)
        if self.paragraph is not None and goes_on(self.paragraph, line, right, self.breaks, turns=first):
            add_line(self.paragraph, line, left, right, self.breaks)
            return
        apart = self.paragraph is not None and self._stands_apart(self.paragraph.lines[-1], line, first)
        yield from self._close()
        yield from self._pages()
        if apart:
            yield Paragraph("")
        self.paragraph, self.home = Joined(line.text, [line]), layout

    def _add_table(self, layout: PageLayout, table: RuledTable, first: bool) -> Iterator[Block]:
        rows = TableRows.of(table, self.breaks)
        if self.table is not None and first and table.top < _TOP * layout.height and self.table.take(rows):
            return
        between = self.table is not None
        yield from self._close()
        yield from self._pages()
        if between:
            yield Paragraph("")  # or the two would be one table of the text
        self.table, self.home = rows, layout

    def _stands_apart(self, before: TextLine, line: TextLine, turns: bool) -> bool:
        """Whether a blank line belongs between two paragraphs: by the gap, the page, or the size of type."""
        if turns and not opens_paragraph(line.text):
            return True
        if not turns and line.base - before.base > _BLANK_LINE * self.pitch * max(line.em, before.em):
            return True
        return abs(line.em - before.em) > 0.15 * before.em and not opens_paragraph(line.text)

    def _close(self) -> Iterator[Block]:
        """Give out what is open."""
        if self.paragraph is not None:
            yield Paragraph(self._indent() + self.paragraph.text)
        if self.table is not None:
            yield self.table.grid()
        self.paragraph = self.table = None

    def _pages(self) -> Iterator[Block]:
        """Give out the beginnings of pages that came while something was open."""
        for number in self.pages_due:
            yield PageStart(number)
        self.pages_due.clear()

    def _indent(self) -> str:
        """Blanks for the indentation of the open paragraph; none for a title in the middle or a unit at the margin."""
        assert self.paragraph is not None
        line = self.paragraph.lines[0]
        left, right = line.edges or self._edges(self.home)
        blanks = round((line.x0 - left) / (max(0.25, self.breaks.space) * line.em))
        if not opens_paragraph(line.text):
            centred = abs((line.x0 - left) - (right - line.x1)) < 2 * line.em
            if centred or blanks > 8:
                return ""
        return " " * max(0, min(_MOST_INDENT, blanks))


def _text_edges(layouts: list[PageLayout]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text for each width of page: where several lines begin and end."""
    edges: dict[int, tuple[float, float]] = {}
    for width in {round(layout.width) for layout in layouts}:
        lines = [line for layout in layouts if round(layout.width) == width for line in layout.lines()]
        if not lines:
            continue
        left = _shared([line.x0 for line in lines])
        edges[width] = left, _right_edge(lines, left, width)
    return edges


def _shared(places: list[float]) -> float:
    """The smallest place that has another one near; the smallest of all where none has."""
    ordered = sorted(places)
    return next((low for low, high in pairwise(ordered) if high - low <= _NEAR), ordered[0])


def _right_edge(lines: list[TextLine], left: float, width: float) -> float:
    """Where lines end that are full: an edge that many share, else as far from the paper's edge as on the left.

    An edge set too far in would join lines that only happen to stand one below the other.
    """
    ends = sorted((line.x1 for line in lines), reverse=True)
    em = median(line.em for line in lines)
    even = width - left
    many = next((end for end, fifth in zip(ends, ends[4:], strict=False) if end - fifth <= _NEAR), 0.0)
    if many >= max(ends[0] - 2 * em, 0.55 * width):
        return many
    reach = ends[min(1, len(ends) - 1)]
    return reach if reach > even + 0.5 * em else even


def _pitch(layouts: list[PageLayout]) -> float:
    """Ems from line to line inside of paragraphs and lists, which stand closer than others."""
    pitches = sorted(
        (after.base - before.base) / after.em
        for layout in layouts
        for before, after in pairwise(layout.lines())
        if after.base > before.base
    )
    return pitches[len(pitches) // 4] if pitches else 1.7
