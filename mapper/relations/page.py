"""The records of a document beside its numbered lines: what stands on a line, and whether a row was read whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from decimal import Decimal
from functools import cached_property, partial
from typing import Any, TypeVar

from mapper.records import (
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    DepartmentPlan,
    MetricStatement,
    OrganizationEntry,
    OrganizationKind,
    Project,
    Record,
    StaffingStatement,
)
from mapper.relations.figures import decimal_of
from mapper.relations.printed import ByLine, holds_figures_only, printed_lines
from mapper.values.dates import find_periods
from mapper.values.numbers import PLAIN
from mapper.values.text import ORDINALS, letters

AnyRecord = TypeVar("AnyRecord", bound=Record)

_DASHES = "-–—―−‐ㅡ_~"
_GARBLED = re.compile(r"[^\W\d_가-힣ㅡ]{1,2}|[|¦!]{1,2}")
_NUMBER = re.compile(PLAIN)
_OFFICES = re.compile(r"\([^()]*\)\s*$")
_COUNTER = re.compile(r"^\W*(?:\d{1,2}\W+)?")
"""What stands about a title: the number before it, the teams behind it."""
_STEPS_KRW = tuple(Decimal(10) ** -power for power in (0, 3, 4, 6, 8))
"""What turns a number into one of units, thousands, ten thousands, millions and hundred millions."""
_MARK = re.compile(r"^[\s>#]*(?P<mark>[^\w\s(\[「『<\"'‘’“”`△▲]|\d{1,2}[.)]|[" + ORDINALS + r"][.)]|[①-⑳])?")


def _find_mark(plain: Callable[[int], str], line: int) -> str:
    """The bullet or number that opens a line; empty if none does."""
    match = _MARK.match(plain(line))
    return match["mark"] or "" if match else ""


class Page:
    """A document's records by line, with the numbered text; `lines[0]` is line 1."""

    def __init__(self, records: Sequence[Record], lines: Sequence[str]) -> None:
        self.records = records
        self.printed = printed_lines(tuple(lines))
        self.text, self.plain, self.cells = self.printed.text, self.printed.plain, self.printed.cells
        self.is_row, self.figures = self.printed.is_row, self.printed.figures
        self.last = len(lines)
        """Number of the last line."""
        self._of: dict[type[Record], list[Any]] = {}
        self._on: dict[type[Record], dict[int, list[Any]]] = {}
        self._lines_with: dict[type[Record], list[tuple[int, list[Any]]]] = {}
        self._dashes: dict[int, int] = {}
        self._whole: dict[int, bool] = {}
        self._said: dict[int, frozenset[Decimal]] = {}
        self.mark: Callable[[int], str] = ByLine(partial(_find_mark, self.plain)).__getitem__
        """The bullet or number that opens a line; empty if none does."""

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

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """All records of a class, in the order of the document."""
        known: list[AnyRecord] | None = self._of.get(kind)
        if known is None:
            classes = [found for found in self._by_class if issubclass(found, kind)]
            if len(classes) == 1:
                known = self._by_class[classes[0]]
            else:
                found: list[Any] = [record for record in self.records if type(record) in classes] if classes else []
                known = found
            self._of[kind] = known
        return known

    @cached_property
    def _by_class(self) -> dict[type[Record], list[Any]]:
        """The records of each class, in the order of the document."""
        found: defaultdict[type[Record], list[Any]] = defaultdict(list)
        for record in self.records:
            found[type(record)].append(record)
        return found

    def on(self, line: int, kind: type[AnyRecord]) -> list[AnyRecord]:
        """The records of a class on a line."""
        known = self._on.get(kind)
        if known is None:
            known = self._on[kind] = defaultdict(list)
            for record in self.of(kind):
                for number in range(record.span.first, record.span.last + 1):
                    known[number].append(record)
        return known.get(line, [])

    def lines_with(self, kind: type[AnyRecord]) -> list[tuple[int, list[AnyRecord]]]:
        """The lines that records of a class stand on, with those records, in the order of `at`."""
        known: list[tuple[int, list[AnyRecord]]] | None = self._lines_with.get(kind)
        if known is None:
            self.on(0, kind)
            found = self._on[kind]
            known = self._lines_with[kind] = [(line, found[line]) for line in self.at if line in found]
        return known

    @cached_property
    def metric_blocks(self) -> list[list[MetricStatement]]:
        """The metrics of each table or line that prints several."""
        return list(group([metric for metric in self.of(MetricStatement) if metric.block], _block_of).values())

    def department(self, line: int) -> int:
        """How many departments of the document begin above a line: two lines of one number tell of one department."""
        return bisect_right(self._departments, line) if len(self._departments) > 1 else 0

    @cached_property
    def _departments(self) -> list[int]:
        """The lines at which the departments begin."""
        return sorted(plan.span.first for plan in self.of(DepartmentPlan))

    def said(self, record: Record) -> frozenset[Decimal]:
        """The numbers, as they may be printed, that a record of the page stands for."""
        known = self._said.get(id(record))
        if known is None:
            known = self._said[id(record)] = frozenset(said_by(record))
        return known

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles of all projects."""
        return frozenset(letters(project.title) for project in self.of(Project) if project.title)

    @cached_property
    def _first_letters(self) -> frozenset[str]:
        """The letters with which the titles begin."""
        return frozenset(title[:1] for title in self._titles)

    def is_title_of_other(self, line: int, title: str) -> bool:
        """Whether a line prints nothing but the title, number and teams of another project than this one."""
        found = self.title_at(line)
        return found != "" and found != letters(title)

    def title_at(self, line: int) -> str:
        """The letters of the project's title that a line prints alone; else empty."""
        text = self.plain(line)
        counter = _COUNTER.match(text)
        begin = counter.end() if counter else 0
        first = text[begin : begin + 1]
        if "가" <= first <= "힣" and first not in self._first_letters:
            return ""  # most lines
        found = letters(_COUNTER.sub("", _OFFICES.sub("", text)))
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

    def is_tabular(self, line: int) -> bool:
        """Whether a line is a row of a table, its columns parted by marks or by blanks alone."""
        return len(self.printed.columns(line)) > 1

    def dashes(self, lines: Iterable[int]) -> int:
        """How many cells of the rows say by a dash that there is nothing."""
        for line in (distinct := set(lines)):
            if line not in self._dashes:
                self._dashes[line] = sum(map(_is_dash, self.printed.columns(line)))
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
            said = frozenset[Decimal]().union(*map(self.said, self.at.get(line, ())))
            cells = self.printed.columns(line)[1:]
            first = next((at for at, cell in enumerate(cells) if _holds_figure(cell)), len(cells))
            known = self._whole[line] = not any(_is_unread(cell, said) for cell in cells[first:])
        return known


def _block_of(metric: MetricStatement) -> Hashable:
    """What printed a metric."""
    return metric.block


def group(records: Iterable[AnyRecord], key: Callable[[AnyRecord], Hashable]) -> dict[Hashable, list[AnyRecord]]:
    """Records by a key, in their order."""
    found: defaultdict[Hashable, list[AnyRecord]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def alike(records: Iterable[AnyRecord], key: Callable[[AnyRecord], Hashable]) -> list[list[AnyRecord]]:
    """The records that share a key with others, by that key."""
    return [same for same in group(records, key).values() if len(same) > 1]


def _holds_figure(cell: str) -> bool:
    """Whether a cell belongs to a column of figures: it is one, or a dash."""
    return holds_figures_only(cell) or _is_dash(cell)


def _is_dash(cell: str) -> bool:
    """Whether a cell holds dashes only."""
    return bool(cell) and not cell.strip(_DASHES)


def _is_unread(cell: str, said: Collection[Decimal]) -> bool:
    """Whether a cell holds a number that no record of its row says, or letters where a number should be."""
    if not holds_figures_only(cell):
        return bool(_GARBLED.fullmatch(cell))
    unsaid = any(Decimal(number.replace(",", "")) not in said for number in _NUMBER.findall(cell))
    return unsaid and not find_periods(cell)


def said_by(record: Record) -> list[Decimal]:
    """The numbers, as they may be printed, that a record stands for."""
    if isinstance(record, BudgetStatement):
        amount = Decimal(abs(record.amount_krw))
        return [amount * step for step in _STEPS_KRW]
    if isinstance(record, MetricStatement):
        value = abs(record.value)
        return [value * step for step in _STEPS_KRW]
    if isinstance(record, StaffingStatement):
        return [abs(Decimal(record.count))]
    if isinstance(record, AssetStatement | Component):
        number = decimal_of(record.quantity)
        numbers = [] if number is None else [number]
        if isinstance(record, AssetStatement):
            numbers += [Decimal(n) for n in (record.year, record.life_years, record.elapsed_years) if n is not None]
        return numbers
    if isinstance(record, CommitteeEntry) and record.members:
        return [Decimal(record.members)]
    return []
