"""What the page leaves doubtful: a relation that fails beside a garbled, lost or slipped cell proves nothing.

A relation that holds is kept whatever stands around it. One that fails is kept only if nothing but a contradiction of
the document explains it; else it is withdrawn, and a remark says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Final

from mapper.records import (
    AssetStatement,
    BudgetStatement,
    Placement,
    Project,
    Record,
    Relation,
    Share,
    Span,
    Summation,
)
from mapper.records.issues import Issue
from mapper.relations.blanks import Blanks
from mapper.relations.cells import cells_of
from mapper.relations.folded_page import folded_page
from mapper.relations.folding import Folding
from mapper.relations.garbled import (
    LOOKALIKE,
    has_odd_suffix,
    is_counted,
    is_figure,
    is_garbled,
    is_garbled_date,
    is_garbled_figure,
    is_number,
    leave_out_labels,
    run_of_figures,
)
from mapper.relations.grids import is_summed
from mapper.relations.judging import fits_in_other_unit, holds, proven_parts, strangers
from mapper.relations.page import Page
from mapper.values.dates import blank_dates, find_periods
from mapper.values.money import find_money

_REMARKS: Final = re.compile(r"비\s*고|참\s*고|기\s*타")
_GARBLED_HEAD: Final = re.compile(
    r"[^\W\d_가-나다-힣]급|[|?!¦그]\s?급|[|?!¦]|[A-Za-z]\s?급|[OolI|?]\d{2,3}년?|\d{1,3}[OolI|?]\d?년?"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LOST_COUNT: Final = re.compile(r"(?:^|[\s(])[?|]\s?[명건개회대원점]")
_NAME: Final = re.compile(r"[가-힣]{2}")
_RULER: Final = re.compile(r":?[-=]+:?")
_BETWEEN: Final = re.compile(r"\W*\d{0,3}\W*|\(?단위.*")
_BREAK: Final = 8
"""Most lines that a page break puts between two halves of a table."""
_WIDEST: Final = 40
_SHORT: Final = 12
"""Letters of a line that may be the label of a row."""


def clear_ages(records: Sequence[Record], lines: Sequence[str]) -> list[Record]:
    """The records, without the years in use of rows whose cells slipped or are garbled: no sum could prove them."""
    if not any(isinstance(record, AssetStatement) and record.elapsed_years is not None for record in records):
        return list(records)
    folding = Folding(records, lines)
    doubts = _Doubts(Page(folding.records, folding.lines))
    return [
        replace(record, elapsed_years=None)
        if isinstance(record, AssetStatement) and record.elapsed_years is not None and doubts.is_odd(folded.span.first)
        else record
        for record, folded in zip(records, folding.records, strict=True)
    ]


def settle(
    relations: Sequence[Relation], records: Sequence[Record], lines: Sequence[str]
) -> tuple[tuple[Relation, ...], tuple[Issue, ...]]:
    """The relations that nothing on the page makes doubtful, and a remark for each doubt."""
    folding, page = folded_page(records, lines)
    doubts = _Doubts(page, lambda: [folding.fold(relation) for relation in relations], folding.breaks)
    kept: list[Relation] = []
    issues = [folding.unfold_issue(issue) for issue in (*doubts.garbled_cells(), *doubts.odd_rows())]
    failing = {id(relation) for relation in relations if not holds(relation)}
    proven = proven_parts(one for one in relations if id(one) not in failing) if failing else {}
    outside = strangers(relations, failing) if failing else set()
    for relation in relations:
        fails = id(relation) in failing
        issue = _of_other_reading(relation, proven) if fails else None
        if issue is None and fails and (doubt := doubts.of(folding.fold(relation))):
            issue = folding.unfold_issue(doubt)
        if issue is None and id(relation) in outside:
            message = f"What ought to hold ({relation.rule}) does not, but most steps below lie outside that period."
            issue = Issue(relation.span, "unsure-other-reading", message)
        if issue is None:
            kept.append(relation)
        else:
            issues.append(issue)
    return tuple(kept), tuple(dict.fromkeys(issues))


def _of_other_reading(relation: Relation, proven: dict[int, list[frozenset[int]]]) -> Issue | None:
    """The doubt about a sum whose total adds up from fewer, or more, of the same parts (a level of subtotals)."""
    if not isinstance(relation, Summation) or relation.subtrahends:
        return None
    parts = frozenset(map(id, relation.addends))
    if any(parts < other or other < parts for other in proven.get(id(relation.total), ())):
        message = f"What ought to hold ({relation.rule}) does not, but the total adds up from other rows of its table."
        return Issue(relation.span, "unsure-other-reading", message)
    return None


class _Doubts:
    """The tables of a page, and what is wrong with them."""

    def __init__(
        self, page: Page, relations: Callable[[], Sequence[Relation]] = tuple, breaks: Sequence[int] = ()
    ) -> None:
        self.page = page
        self._breaks = breaks
        self.cells = cells_of(page)
        self._heads: dict[int, int] = {}
        self._relations = relations

    @cached_property
    def _blanks(self) -> Blanks:
        """What the sums of the page prove of its empty cells."""
        return Blanks(self._relations(), self.cells)

    @cached_property
    def tables(self) -> dict[int, list[int]]:
        """Of each line that is a row the lines of its table, rulers left out."""
        found: dict[int, list[int]] = {}
        run: list[int] = []
        for line in range(1, self.page.last + 2):
            if self.page.is_row(line):
                if not all(_RULER.fullmatch(cell) or not cell for cell in self.page.cells(line)):
                    run.append(line)
                    found[line] = run
            else:
                run = []
        return found

    def garbled_cells(self) -> Iterator[Issue]:
        """Every cell of a column of figures that is none, though it has digits."""
        cells = self.page.cells
        garbled = set(filter(is_garbled_figure, {cell for line in self.tables for cell in cells(line)[1:]}))
        for line, table in self.tables.items() if garbled else ():  # most documents have none
            for at, cell in enumerate(cells(line) if line > self._head(table) else ()):
                if at and cell in garbled and self._is_figure_column(table, line, at):
                    message = f"The cell `{cell[:_WIDEST]}` is no number; nothing is reckoned with it."
                    yield Issue(Span(line, line), "unsure-garbled-cell", message)

    def odd_rows(self) -> Iterator[Issue]:
        """Every row of figures that alone has more or fewer cells than its head and all other rows."""
        for table in {id(table): table for table in self.tables.values()}.values():
            head = self._head(table)
            if not head or any(_has_spans(self.page.text(row)) for row in table):
                continue
            below = table[table.index(head) :]
            widths = {row: len(self.page.cells(row)) for row in below}
            for row in below[1:]:
                others = {width for other, width in widths.items() if other != row}
                if len(below) > 2 and len(others) == 1 and widths[row] not in others:
                    message = f"The row has {widths[row]} cells, its head and all other rows have {others.pop()}."
                    yield Issue(Span(row, row), "unsure-row-width", message)

    def is_odd(self, line: int) -> bool:
        """Whether a row has another width than its head, or a garbled cell."""
        table = self.tables.get(line)
        head = self._head(table) if table else 0
        cells = self.page.cells(line)
        if not head or not table or _has_spans(self.page.text(head) + self.page.text(line)):
            return False
        garbled = (is_garbled(cell) and self._is_figure_column(table, line, at) for at, cell in enumerate(cells))
        return len(cells) != len(self.page.cells(head)) or any(garbled)

    def of(self, relation: Relation) -> Issue | None:
        """Why a relation that fails proves nothing; None if nothing explains it."""
        lines = sorted({line for span in relation.support for line in range(span.first, span.last + 1)})
        if isinstance(relation, Placement) and isinstance(relation.outer, Project) and len(lines) > 2:
            listed = relation.outer.span.first
            lines = [line for line in lines if line != listed]  # its title; another line prints its period
        failed = f"What ought to hold ({relation.rule}) does not"
        if self._is_garbled(relation, lines):
            return Issue(relation.span, "unsure-garbled-cell", f"{failed}, but a figure beside it is garbled.")
        if self._is_unread(relation, lines):
            return Issue(relation.span, "unsure-unread-cell", f"{failed}, but a figure of its rows is in no record.")
        if self._is_slipped(relation, lines):
            return Issue(relation.span, "unsure-row-width", f"{failed}, but a row has more or fewer cells than others.")
        if self._is_blank(relation, lines):
            return Issue(relation.span, "unsure-empty-cell", f"{failed}, but a cell is empty and no dash stands in it.")
        if self._is_cut(relation, lines):
            return Issue(relation.span, "unsure-cut-table", f"{failed}, but the table goes on beyond a page break.")
        if isinstance(relation, Summation) and self.cells.is_misread(relation):
            return Issue(relation.span, "unsure-unread-cell", f"{failed}, but its figures stand askew in their table.")
        if fits_in_other_unit(relation):
            return Issue(relation.span, "unsure-unit", f"{failed}, but it would in another unit.")
        return None

    def _is_garbled(self, relation: Relation, lines: list[int]) -> bool:
        """Whether a figure of the relation's tables, or of its running lines, is garbled."""
        for line in lines:
            table = self.tables.get(line)
            if table is None:
                if LOOKALIKE.search(blank_dates(self.page.plain(line))):
                    return True
                continue
            head = self._head(table)
            if head and any(
                _GARBLED_HEAD.fullmatch(cell) for row in table[: table.index(head) + 1] for cell in self.page.cells(row)
            ):
                return True
            for row in self._rows(relation, line, table):
                cells = self.page.cells(row)
                if any(is_garbled(cell) and self._is_figure_column(table, row, at) for at, cell in enumerate(cells)):
                    return True
                if has_odd_suffix(cells) or any(LOOKALIKE.search(c) or _LOST_COUNT.search(c) for c in cells[1:]):
                    return True
                if isinstance(relation, Placement) and any(is_garbled_date(cell) for cell in cells):
                    return True
        return False

    def _rows(self, relation: Relation, line: int, table: list[int]) -> list[int]:
        """The rows that a relation rests on: its own, and all where it adds up rows (a part may have been lost)."""
        own = {span.first for span in relation.support}
        return table if isinstance(relation, Summation) and len(own & set(table)) > 1 else [line]

    def _is_figure_column(self, table: list[int], line: int, at: int) -> bool:
        """Whether most other cells of a column are figures or dashes; in a single row, whether those beside it are."""
        head = self._head(table)
        if head and at < len(self.page.cells(head)) and _REMARKS.fullmatch(self.page.cells(head)[at]):
            return False
        below = table[table.index(head) + 1 :] if head else table
        rows = [self.page.cells(row) for row in below if row != line]
        column = [cells[at] for cells in rows if at < len(cells)]
        if column:
            return sum(map(is_figure, column)) * 2 >= len(column)
        cells = self.page.cells(line)
        beside = [cell for index, cell in enumerate(cells) if index != at and (index or is_figure(cell))]
        return len(beside) > 1 and 3 * sum(map(is_figure, beside)) >= 2 * len(beside)

    def _head(self, table: list[int]) -> int:
        """The last row above the first row of figures; 0 if there is none."""
        known = self._heads.get(table[0])
        if known is None:
            known = self._heads[table[0]] = self._find_head(table)
        return known

    def _find_head(self, table: list[int]) -> int:
        """The same, looked for."""
        for before, line in pairwise(table):
            if self._has_figures(line):
                return 0 if self._has_figures(before) else before
        return 0

    def _has_figures(self, line: int) -> bool:
        """Whether a row has numbers other than years, which may be heads."""
        return any(is_counted(cell) and not _YEAR.fullmatch(cell) for cell in self.page.cells(line)[1:])

    def _has_headless_figure(self, table: list[int], line: int) -> bool:
        """Whether a figure of a row stands in a column of which no row of the head says anything."""
        head = self._head(table) if table else 0
        rows = [self.page.cells(row) for row in table[: table.index(head) + 1]] if head else []
        cells = list(enumerate(self.page.cells(line)))[1:]
        return bool(rows) and any(
            is_number(cell) and all(at < len(row) and not row[at] for row in rows) for at, cell in cells
        )

    def _is_unread(self, relation: Relation, lines: list[int]) -> bool:
        """Whether a row has more figures than records to hold them: a column whose head says nothing, or is lost."""
        if isinstance(relation, Summation) and self._skips_amount(relation, lines):
            return True
        return isinstance(relation, Summation | Share) and any(
            not self._is_read_whole(row)
            for line in lines
            if line in self.tables
            for row in self._rows(relation, line, self.tables[line])
        )

    def _skips_amount(self, relation: Summation, lines: list[int]) -> bool:
        """Whether a line beside those of a sum of money, with the mark of one of them, tells an amount not read so."""
        if not isinstance(relation.total, BudgetStatement) or any(line in self.tables for line in lines):
            return False
        marks = {self.page.mark(line) for line in lines[1:]}
        between = (line for line in range(lines[0], lines[-1]) if self.page.mark(line) in marks)
        return any(find_money(self.page.plain(line)) and not self.page.on(line, BudgetStatement) for line in between)

    def _is_read_whole(self, line: int) -> bool:
        """Whether every figure of a row stands in a record, each in one of its own."""
        left = [self.page.said(record) for record in self.page.at.get(line, ())]
        for cell in self.page.cells(line)[1:]:
            if not is_counted(cell) or find_periods(cell):
                continue
            for part in re.findall(r"\d[\d,]*(?:\.\d+)?", cell):
                own = next((said for said in left if Decimal(part.replace(",", "")) in said), None)
                if own is None:
                    return False
                left.remove(own)
        return True

    def _is_slipped(self, relation: Relation, lines: list[int]) -> bool:
        """Whether a row of the relation has another number of cells than the rows around it; spans are counted."""
        for line in lines:
            table = self.tables.get(line)
            if table is None or any(_has_spans(self.page.text(row)) for row in table):
                continue
            widths = {row: len(self.page.cells(row)) for row in table}
            head = self._head(table)
            if (head and widths[head] != widths[line]) or self._is_torn(table):
                return True
            if self._are_alike(table) or leave_out_labels([self.page.cells(row) for row in table if row >= head > 0]):
                continue
            for row in self._rows(relation, line, table):
                if row > head and self._has_word_among_figures(table, row):
                    return True
                others = [width for other, width in widths.items() if other != row]
                if others and widths[row] != max(set(others), key=lambda width: (others.count(width), width)):
                    return True
        return False

    def _are_alike(self, table: list[int]) -> bool:
        """Whether all rows below the head end with as many figures, so that they differ in their labels only."""
        head = self._head(table)
        runs = [run_of_figures(self.page.cells(row)) for row in table if row > head]
        return len(runs) > 1 and len(set(runs)) == 1

    def _has_word_among_figures(self, table: list[int], line: int) -> bool:
        """Whether a name stands in a column of figures: the row has a label more than its head."""
        cells = self.page.cells(line)
        return any(_NAME.match(cell) and self._is_figure_column(table, line, at) for at, cell in enumerate(cells) if at)

    def _is_torn(self, table: list[int]) -> bool:
        """Whether a short word without a mark stands directly above or below a table: a row that lost its figures."""
        for line in (table[0] - 1, table[-1] + 1):
            text = self.page.plain(line)
            if text and len(text) <= _SHORT and not self.page.mark(line) and not re.search(r"[\d:：]", text):
                return line > table[0]
        return False

    def _is_blank(self, relation: Relation, lines: list[int]) -> bool:
        """Whether a cell among the figures of the relation's rows is empty."""
        for line in lines:
            table = self.tables.get(line, [])
            if self._has_headless_figure(table, line):
                return True
            if not isinstance(relation, Summation) or self._blanks.mean_nothing(relation):
                continue
            for row in (row for row in self._rows(relation, line, table) if table and row > self._head(table)):
                cells = self.page.cells(row)
                labels = len(cells) - run_of_figures(cells) if self._are_alike(table) else 0
                is_total = row == relation.total.span.first
                blank = (at for at, cell in enumerate(cells) if not cell and at >= labels)
                if any(self._lacks(table, row, at, is_total=is_total) for at in blank):
                    return True
        return False

    def _lacks(self, table: list[int], line: int, at: int, *, is_total: bool) -> bool:
        """Whether a cell should not be empty: it stands among figures, or all its column is filled (not of a total)."""
        head = self._head(table)
        if is_total and not all(map(is_summed, self.page.cells(head)[at : at + 1] if head else ())):
            return False  # no total of prices and shares
        rows = [row for row in table if row != line and row != head]
        column = [cells[at] for row in rows if at < len(cells := self.page.cells(row))]
        return self._is_figure_column(table, line, at) or (not is_total and len(column) > 1 and all(column))

    def _is_cut(self, relation: Relation, lines: list[int]) -> bool:
        """Whether a table of the relation meets another over a break of the page: its other half may hold parts."""
        if not isinstance(relation, Summation) or (len(lines) < 2 and relation.total.span.first == lines[0]):
            return False
        tables = [self.tables[line] for line in lines if line in self.tables]
        for table in tables:
            halves = {sum(row >= first for first in self._breaks) for row in table if row in lines}
            if len(halves) <= sum(table[0] < first <= table[-1] for first in self._breaks):
                return True
        return any(self._meets_table(table[-1], 1, lines) or self._meets_table(table[0], -1, lines) for table in tables)

    def _meets_table(self, line: int, step: int, known: Sequence[int]) -> bool:
        """Whether nothing but blanks, page numbers and units stands between a row and the next, unknown, table."""
        for other in range(line + step, line + step * (_BREAK + 1), step):
            if other in self.tables:
                widths = {len(self.page.cells(other)), len(self.page.cells(line))}
                return len(widths) == 1 and any(
                    row not in known and self._has_figures(row) for row in self.tables[other]
                )
            if not 0 < other <= self.page.last or not _BETWEEN.fullmatch(self.page.plain(other)):
                return False
        return False


def _has_spans(text: str) -> bool:
    """Whether a row of HTML joins cells, so that rows of other widths are no slip."""
    return "span=" in text
