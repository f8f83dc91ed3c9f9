"""Where on the page a figure stands, as row and column: a total of a table stands in line with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from mapper.records import Measure, MetricStatement, Reading, StaffingStatement, Summation
from mapper.relations.figures import Figure
from mapper.relations.judging import relation_figures
from mapper.relations.page import Page
from mapper.values.numbers import PLAIN
from mapper.values.text import clean

_TAG: Final = re.compile(
    r"<(?P<name>table|tr|t[dh])\b(?P<attributes>[^>]*)>(?:(?P<text>(?:(?!</?t[dhr]\b).)*)</t[dh]>)?", re.IGNORECASE
)
_SPAN: Final = re.compile(r"(?P<way>col|row)span\s?=\s?[\"']?(?P<number>\d+)", re.IGNORECASE)
_NUMBER: Final = re.compile(PLAIN)


class Place(NamedTuple):
    """A cell's table, row and column."""

    table: int
    row: int
    column: int


class Cells:
    """The cells of all tables of a page that hold numbers, by line."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _texts(self) -> dict[int, list[tuple[Place, str]]]:
        """Of each line the places of its cells and what they print."""
        found = dict(self._marked_up)
        table = 0
        for line in range(1, self._page.last + 1):
            if not self._page.is_row(line):
                table = line
            elif "<" not in self._page.text(line):
                found[line] = _ruled(self._page, table, line)
        return found

    @cached_property
    def _marked_up(self) -> dict[int, list[tuple[Place, str]]]:
        """The same of the lines of HTML tables."""
        found: dict[int, list[tuple[Place, str]]] = {}
        for line, place, text in _marked_up(self._page):
            found.setdefault(line, []).append((place, text))
        return found

    def _texts_on(self, line: int) -> list[tuple[Place, str]]:
        """The same of one line; its table begins below the nearest line that is no row."""
        if not self._page.is_row(line) or "<" in self._page.text(line):
            return self._marked_up.get(line, [])
        table = line - 1
        while self._page.is_row(table):
            table -= 1
        return _ruled(self._page, table, line)

    @cached_property
    def empty(self) -> frozenset[Place]:
        """The cells that nothing is printed in."""
        return frozenset(place for cells in self._texts.values() for place, text in cells if not text)

    def places_of(self, figure: Figure) -> set[Place]:
        """Every cell on the figure's line that may hold it."""
        said = self._page.said(figure)
        return {place for place, text in self._texts_on(figure.span.first) if _numbers_in(text) & said}

    def share_table(self, total: Figure, parts: Sequence[Figure]) -> bool:
        """Whether a total stands in the row or column of parts in one table."""
        whole = self.places_of(total)
        return any(
            place.table == other.table and (place.row == other.row or place.column == other.column)
            for part in parts
            for place in self.places_of(part)
            for other in whole
        )

    def is_misread(self, relation: Summation) -> bool:
        """Whether a figure was read with another column, year or sign than the page prints."""
        return (
            self._is_crooked(relation)
            or self._adds_up_as_printed(relation)
            or self._is_of_other_time(relation)
            or self._has_lost_sign(relation)
        )

    def _adds_up_as_printed(self, relation: Summation) -> bool:
        """Whether the total is the sum of all cells between it and its parts, so that one of them was left out."""
        total, *parts = map(self.places_of, relation_figures(relation))
        whole = next(iter(total)) if len(total) == 1 else None
        if whole is None or relation.subtrahends or any(len(places) != 1 for places in parts):
            return False
        own = [next(iter(places)) for places in parts]
        if any(place.table != whole.table for place in own):
            return False
        down = len({place.column for place in own}) == 1 and own[0].column == whole.column
        if not down and {place.row for place in own} != {whole.row}:
            return False
        along = 1 if down else 2
        first, last = (pick(place[along] for place in (whole, *own)) for pick in (min, max))
        line = [
            numbers
            for place, numbers in self._numbers.items()
            if place.table == whole.table and place[3 - along] == whole[3 - along] and first <= place[along] <= last
            if place != whole
        ]
        if len([numbers for numbers in line if numbers]) <= len(parts) or any(len(numbers) > 1 for numbers in line):
            return False
        return {sum((sum(numbers) for numbers in line), Decimal(0))} == self._numbers[whole]

    @cached_property
    def _numbers(self) -> dict[Place, frozenset[Decimal]]:
        """Of each cell the numbers that it holds."""
        return {place: _numbers_in(text) for cells in self._texts.values() for place, text in cells}

    def _has_lost_sign(self, relation: Summation) -> bool:
        """Whether a line of posts prints a number with a minus more often than records of it hold one."""
        posts = [one for one in relation_figures(relation) if isinstance(one, StaffingStatement)]
        for one in posts:
            if one.measure is Measure.DIFFERENCE and one.count > 0:
                line = one.span.first
                printed = re.findall(rf"[△▲－‐‑–—−\-]\s?{one.count}(?!,?\d)", self._page.plain(line))
                held = [post for post in self._page.on(line, StaffingStatement) if post.count == -one.count]
                if len(printed) > len(held):
                    return True
        return False

    def _is_crooked(self, relation: Summation) -> bool:
        """Whether a total stands in no row and no column of its parts, though all are cells of one table."""
        total, *parts = map(self.places_of, relation_figures(relation))
        every = [total, *parts]
        if len(parts) < 2 or not all(every) or len({place.table for places in every for place in places}) > 1:
            return False
        rows = [{place.row for place in places} for places in parts]
        if len(set.union(*rows)) == len(parts) and all(len(row) == 1 for row in rows):
            return not set.intersection(*({place.column for place in places} for places in every))
        return len(set.union(*rows)) == 1 and not set.union(*rows) & {place.row for place in total}

    def _is_of_other_time(self, relation: Summation) -> bool:
        """Whether a total whose year only its surroundings say leaves out figures of other years in its row.

        So does a total with a year of its own over parts of its table that have none.
        """
        total = relation.total
        if not isinstance(total, MetricStatement) or relation.subtrahends:
            return False
        parts = [one for one in relation.addends if isinstance(one, MetricStatement)]
        if total.reading is not Reading.INHERITED:
            return any(one.block == total.block and one.reading is Reading.INHERITED for one in parts)
        if {one.span for one in parts} != {total.span}:
            return False
        row = [one for one in self._page.on(total.span.first, MetricStatement) if one.block == total.block]
        used = {id(total), *map(id, parts)}
        return any(one.period != total.period and one.unit == total.unit and id(one) not in used for one in row)


@lru_cache(maxsize=1)
def cells_of(page: Page) -> Cells:
    """The cells of the page that is looked at now: what implies relations and what judges them share them."""
    return Cells(page)


@lru_cache(maxsize=2048)
def _numbers_in(text: str) -> frozenset[Decimal]:
    """The numbers that a cell prints."""
    return frozenset(Decimal(number.replace(",", "")) for number in _NUMBER.findall(text))


def _ruled(page: Page, table: int, line: int) -> list[tuple[Place, str]]:
    """The cells of a row between tabs or pipes, with their places."""
    return [(Place(table, line, column), cell) for column, cell in enumerate(page.cells(line))]


def _marked_up(page: Page) -> Iterator[tuple[int, Place, str]]:
    """The cells of HTML tables, written in one line or one cell a line: line, place, text; spans are counted."""
    table = row = column = 0
    taken: dict[int, int] = {}
    for line, text in enumerate(page.printed.lines, 1):
        if "<" not in text:
            continue
        for tag in _TAG.finditer(text):
            name = tag["name"].lower()
            if name == "table":
                table, row, taken = -line, 0, {}
            elif name == "tr":
                row, column = row + 1, 0
                taken = {at: left - 1 for at, left in taken.items() if left > 1}
            else:
                spans = {match["way"].lower(): int(match["number"]) for match in _SPAN.finditer(tag["attributes"])}
                while column in taken:
                    column += 1
                yield line, Place(table, row, column), clean(tag["text"] or "")
                for at in range(column, column + spans.get("col", 1)):
                    if spans.get("row", 1) > 1:
                        taken[at] = spans["row"]
                column += spans.get("col", 1)
