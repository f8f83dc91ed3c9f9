"""The records of a document beside its numbered lines: what stands on a line, and whether a row was read whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from mapper.records import (
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    MetricStatement,
    OrganizationEntry,
    OrganizationKind,
    Project,
    Record,
    StaffingStatement,
)
from mapper.relations.figures import decimal_of
from mapper.values.dates import find_periods
from mapper.values.numbers import PLAIN
from mapper.values.text import clean, letters

AnyRecord = TypeVar("AnyRecord", bound=Record)

_CELL_TAG = re.compile(r"</t[dh]>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = "-–—―−‐ㅡ_~"
_FIGURES_ONLY = re.compile(r"[\d,.\s()/△▲%+\-−]*\d[\d,.\s()/△▲%+\-−]*")
_GARBLED = re.compile(r"[^\W\d_가-힣ㅡ]{1,2}|[|¦!]{1,2}")
_NUMBER = re.compile(PLAIN)
_OFFICES = re.compile(r"\([^()]*\)\s*$")
_COUNTER = re.compile(r"^\W*(?:\d{1,2}\W+)?")
"""What stands about a title: the number before it, the teams behind it."""
_RULER = re.compile(r"[|:\-=+ ]*")
_UNITS_KRW = tuple(Decimal(10) ** power for power in (0, 3, 4, 6, 8))
_MARK = re.compile(r"^[\s>#]*(?P<mark>[^\w\s(\[「『<\"'‘’“”`△▲]|\d{1,2}[.)]|[가-하][.)]|[①-⑳])?")


class Page:
    """A document's records by line, with the numbered text; `lines[0]` is line 1."""

    def __init__(self, records: Sequence[Record], lines: Sequence[str]) -> None:
        self.records = records
        self._lines = lines
        self._of: dict[type[Record], list[Any]] = {}
        self._cells: dict[int, list[str]] = {}
        self._plain: dict[int, str] = {}
        self._dashes: dict[int, int] = {}
        self._whole: dict[int, bool] = {}

    @cached_property
    def at(self) -> dict[int, list[Record]]:
        """Records by each line of their span, in the order of the document."""
        found: defaultdict[int, list[Record]] = defaultdict(list)
        for record in self.records:
            for line in range(record.span.first, record.span.last + 1):
                found[line].append(record)
        return found

    @cached_property
    def teams(self) -> frozenset[str]:
        """Names of the teams that the document names."""
        return frozenset(record.name for record in self.of(OrganizationEntry) if record.kind is OrganizationKind.TEAM)

    @property
    def last(self) -> int:
        """Number of the last line."""
        return len(self._lines)

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """All records of a class, in the order of the document."""
        known: list[AnyRecord] | None = self._of.get(kind)
        if known is None:
            classes = {found for found in self._classes if issubclass(found, kind)}
            known = self._of[kind] = [record for record in self.records if type(record) in classes]
        return known

    @cached_property
    def _classes(self) -> frozenset[type[Record]]:
        """The classes of the document's records."""
        return frozenset(map(type, self.records))

    def on(self, line: int, kind: type[AnyRecord]) -> list[AnyRecord]:
        """The records of a class on a line."""
        return [record for record in self.at.get(line, ()) if isinstance(record, kind)]

    def text(self, line: int) -> str:
        """A line as printed; empty beyond the ends."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def plain(self, line: int) -> str:
        """A line without tags and Markdown marks."""
        known = self._plain.get(line)
        if known is None:
            known = self._plain[line] = clean(self.text(line))
        return known

    def mark(self, line: int) -> str:
        """The bullet or number that opens a line; empty if none does."""
        match = _MARK.match(self.plain(line))
        return match["mark"] or "" if match else ""

    def cells(self, line: int) -> list[str]:
        """The cells of a table's row; a line that is none has fewer than two."""
        known = self._cells.get(line)
        if known is None:
            text = self.text(line)
            cells = _split(text, *self._edges.get(line, (False, False)))
            known = self._cells[line] = [clean(cell) for cell in cells]
        return known

    @cached_property
    def _edges(self) -> dict[int, tuple[bool, bool]]:
        """Of each line with pipes whether its table has one before all its rows, and one behind them."""
        found: dict[int, tuple[bool, bool]] = {}
        run: list[int] = []
        for line in range(1, self.last + 2):
            if "|" in self.text(line):
                run.append(line)
            elif run:
                texts = {row: self.text(row).strip() for row in run}
                rows = [text for text in texts.values() if not _RULER.fullmatch(text)]
                edges = all(text[0] == "|" for text in rows), all(text[-1] == "|" for text in rows)
                found.update({row: (True, True) if _RULER.fullmatch(text) else edges for row, text in texts.items()})
                run = []
        return found

    def is_row(self, line: int) -> bool:
        """Whether a line is a row of a table."""
        return len(self.cells(line)) > 1

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles of all projects."""
        return frozenset(letters(project.title) for project in self.of(Project) if project.title)

    def is_title_of_other(self, line: int, title: str) -> bool:
        """Whether a line prints nothing but the title, number and teams of another project than this one."""
        return self._title_at(line) not in ("", letters(title))

    def is_below_other(self, line: int, first: int, title: str) -> bool:
        """Whether the nearest project's title between a line and one further up is that of another project."""
        near = next((found for above in range(line - 1, first, -1) if (found := self._title_at(above))), "")
        return near not in ("", letters(title))

    def _title_at(self, line: int) -> str:
        """The letters of the project's title that a line prints alone; else empty."""
        found = letters(_COUNTER.sub("", _OFFICES.sub("", self.plain(line))))
        return found if found in self._titles else ""

    def rows_above(self, line: int) -> list[int]:
        """The rows of figures directly above a row of its table, the head left out, from the top."""
        return self._rows_beside(line, -1)[::-1]

    def rows_below(self, line: int) -> list[int]:
        """The rows of figures directly below a row of its table."""
        return self._rows_beside(line, 1)

    def _rows_beside(self, line: int, step: int) -> list[int]:
        lines = []
        while self.is_row(line := line + step) and self.figures(line):
            lines.append(line)
        return lines

    def figures(self, line: int) -> list[str]:
        """The cells of a row, but for its first, that hold a number and nothing else."""
        return [cell for cell in self.cells(line)[1:] if _FIGURES_ONLY.fullmatch(cell)]

    def dashes(self, lines: Iterable[int]) -> int:
        """How many cells of the rows say by a dash that there is nothing."""
        for line in (distinct := set(lines)):
            if line not in self._dashes:
                self._dashes[line] = sum(map(_is_dash, self.cells(line)))
        return sum(self._dashes[line] for line in distinct)

    def is_whole(self, records: Iterable[Record]) -> bool:
        """Whether the rows of the records were read to the last figure: no cell is garbled, no number left over."""
        return all(map(self._is_whole_row, {record.span.first for record in records}))

    def is_whole_between(self, records: Iterable[Record]) -> bool:
        """The same of all rows from one before the first record to one after the last."""
        lines = [record.span.first for record in records]
        return all(map(self._is_whole_row, range(min(lines) - 1, max(lines) + 2)))

    def _is_whole_row(self, line: int) -> bool:
        known = self._whole.get(line)
        if known is None:
            said = {number for record in self.at.get(line, ()) for number in said_by(record)}
            cells = self.cells(line)[1:]
            first = next((at for at, cell in enumerate(cells) if _holds_figure(cell)), len(cells))
            known = self._whole[line] = not any(_is_unread(cell, said) for cell in cells[first:])
        return known


def group(records: Iterable[AnyRecord], key: Callable[[AnyRecord], Hashable]) -> dict[Hashable, list[AnyRecord]]:
    """Records by a key, in their order."""
    found: defaultdict[Hashable, list[AnyRecord]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def _holds_figure(cell: str) -> bool:
    """Whether a cell belongs to a column of figures: it is one, or a dash."""
    return bool(_FIGURES_ONLY.fullmatch(cell)) or _is_dash(cell)


def _is_dash(cell: str) -> bool:
    """Whether a cell holds dashes only."""
    return bool(cell) and not cell.strip(_DASHES)


def _split(text: str, is_opened: bool, is_closed: bool) -> list[str]:
    """The cells of a row between tabs, HTML or Markdown pipes; the whole line where it has none.

    The pipe before the first cell, and that behind the last, part nothing where all rows of the table have them.
    """
    if "\t" in text:
        return text.split("\t")
    if "<" in text and _CELL_TAG.search(text):
        cells = _CELL_TAG.split(text)
        return cells if clean(cells[-1]) else cells[:-1]
    if "|" in text and _PIPE.search(text):
        text = text.strip()
        return _PIPE.split(text[is_opened and text[0] == "|" : -1 if is_closed and text[-1] == "|" else None])
    return [text]


def _is_unread(cell: str, said: set[Decimal]) -> bool:
    """Whether a cell holds a number that no record of its row says, or letters where a number should be."""
    if not _FIGURES_ONLY.fullmatch(cell):
        return bool(_GARBLED.fullmatch(cell))
    unsaid = any(Decimal(number.replace(",", "")) not in said for number in _NUMBER.findall(cell))
    return unsaid and not find_periods(cell)


def said_by(record: Record) -> Iterator[Decimal]:
    """The numbers, as they may be printed, that a record stands for."""
    if isinstance(record, BudgetStatement):
        amount = Decimal(abs(record.amount_krw))
        yield from [amount / unit for unit in _UNITS_KRW]
    elif isinstance(record, MetricStatement):
        yield abs(record.value)
        yield from (abs(record.value) / unit for unit in _UNITS_KRW[1:])
    elif isinstance(record, StaffingStatement):
        yield abs(Decimal(record.count))
    elif isinstance(record, AssetStatement | Component):
        numbers = [decimal_of(record.quantity)]
        if isinstance(record, AssetStatement):
            numbers += [Decimal(n) for n in (record.year, record.life_years, record.elapsed_years) if n is not None]
        yield from (number for number in numbers if number is not None)
    elif isinstance(record, CommitteeEntry) and record.members:
        yield Decimal(record.members)
