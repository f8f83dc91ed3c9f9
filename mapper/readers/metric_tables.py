"""Metrics of tables: each number cell by its row and column, and the figures in cells of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mapper.layout import Cell, Node, Table
from mapper.readers.ledger import Ledger
from mapper.readers.metric_drafts import Draft, title_of
from mapper.readers.metric_grid import (
    Axis,
    Grid,
    Head,
    is_blank,
    is_figure,
    is_year,
    names_nothing,
    read_grid,
    row_unit,
    split_time,
)
from mapper.readers.metric_names import is_generic, words
from mapper.readers.metric_numbers import DIGIT, is_factor, mask_numbers
from mapper.readers.metric_periods import Periods
from mapper.readers.metric_line import Phrase, within_brackets
from mapper.readers.metric_sentences import read_phrases
from mapper.readers.metric_units import Unit, caption_unit_for, without_unit
from mapper.readers.scope import PlanView
from mapper.readers.subjects import Subjects
from mapper.records import Kind, Ref, Span
from mapper.values.numbers import find_quantities
from mapper.values.text import letters, squeeze

_TERM = re.compile(r"민선\s?\d\s?기")
_BULLET = re.compile(r"(?:^|(?<=\s))(?:[•◦▪▫○●·ㆍ∙‧❍▶▷□■◇◆*※]|[-–O](?=\s))\s?(?=\S)")
_COSTS = re.compile("|".join(sorted(map(re.escape, words("cost_words")), key=len, reverse=True)))
_GROWS = re.compile(r"^\s*\+")
_BRACKET = re.compile(r"[(（\[]")
_PRINTED_YEAR = re.compile(r"(?:19|20)\d\d|['‘’]\d\d")
_PERIOD_HEAD = re.compile(r"기간|시기")
_CELL_LABEL = re.compile(r"^([가-힣A-Za-z\s]{1,14}?)\s?[:：]\s")
_NOTE = re.compile(r"\s?[(（].*")


@dataclass(slots=True)
class _Row:
    """What a body row says of all its cells."""

    labels: list[tuple[str, str]] = field(default_factory=list)
    """Header and text of its label cells, merged ones included, outermost first; times and subjects apart."""
    period: str = ""
    subject: Ref | None = None
    total: bool = False
    terms: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The innermost label."""
        return self.labels[-1][1] if self.labels else ""


def read_table(view: PlanView, ledger: Ledger, subjects: Subjects, periods: Periods, node: Node) -> Iterator[Draft]:
    """The metrics of one table node."""
    assert node.table is not None
    if view.scope(node).section == "staff" or not _has_unsaid(ledger, node.table):
        return
    grid = read_grid(node.table, lambda text: view.periods(node, text))
    if grid is None:
        return
    reader = _TableReader(view, ledger, subjects, periods, node, grid)
    yield from reader.read()


def _has_unsaid(ledger: Ledger, table: Table) -> bool:
    """Whether a cell holds a number that no record says yet; years and cells said in part apart."""
    return any(
        DIGIT.search(cell.text)
        and not is_year(cell.text)
        and not (is_figure(cell.text) and ledger.is_claimed(cell, 0, len(cell.text)))
        for row in table.rows
        for cell in row
    )


class _TableReader:
    """Reads one grid."""

    def __init__(
        self, view: PlanView, ledger: Ledger, subjects: Subjects, periods: Periods, node: Node, grid: Grid
    ) -> None:
        self.view, self.ledger, self.subjects, self.node, self.grid = view, ledger, subjects, node, grid
        self.title = title_of(node.parent)
        self.subject = subjects.marked_part_of(node) or view.scope(node).ref
        self.period, self.support = self._table_period(periods)
        self.merged: dict[int, str] = {}
        self.common = self._common_unit()

    def read(self) -> Iterator[Draft]:
        """Every draft, header cells first."""
        for depth, cells in enumerate(self.grid.header):
            for index, cell in enumerate(cells):
                above = (
                    self.grid.header[depth - 1][index].text
                    if depth and index < len(self.grid.header[depth - 1])
                    else ""
                )
                yield from self._words(cell, _Row(), None, above)
        for cells in self.grid.body:
            shift = self._shift(cells)
            row = self._row(cells, shift)
            for position, cell in enumerate(cells):
                index = position - shift if position >= shift + min(self.grid.figures, default=0) else position
                head = self.grid.heads[index] if index < len(self.grid.heads) else None
                if (
                    not cell.text
                    or (head and squeeze(head.printed) in words("number_columns"))
                    or index == self.grid.unit_column
                ):
                    continue
                if index in self.grid.figures and is_figure(cell.text):
                    yield from self._figures(cell, row, head, index, cells)
                elif DIGIT.search(cell.text):
                    yield from self._words(cell, row, head, named=index in self.grid.labels)

    def _table_period(self, periods: Periods) -> tuple[str, tuple[Span, ...]]:
        """The caption's date, else that of the headings above."""
        caption = self.grid.table.caption
        dates = self.view.periods(self.node, caption) if caption else []
        return periods.of(self.node, dates)

    def _common_unit(self) -> str:
        """The one unit that cells print, else that of the total in the line above; empty where there are several."""
        units = set().union(*(self.grid.column_units.get(index, set()) for index in self.grid.figures))
        units.discard("%")
        if len(units) == 1:
            return str(next(iter(units)))
        if not units and self.node.parent is not None and self.node.parent.table is None:
            found = find_quantities(mask_numbers(self.node.parent.text, self.view.periods(self.node.parent)))
            if len(found) == 1 and "총" in self.node.parent.text:
                return found[0].unit
        return ""

    def _shift(self, cells: Sequence[Cell]) -> int:
        """How many cells a row is longer than its header, its first cell being divided in two (definition 9)."""
        last_head = max((index for index, head in enumerate(self.grid.heads) if head.printed), default=-1)
        last = max((index for index, cell in enumerate(cells) if cell.text), default=-1)
        shift = last - last_head
        first = next((index for index, cell in enumerate(cells) if is_figure(cell.text)), -1)
        return shift if shift > 0 and last_head >= 0 and first == min(self.grid.figures, default=0) + shift else 0

    def _row(self, cells: Sequence[Cell], shift: int) -> _Row:
        """Labels, time, subject of a row; a blank label cell takes the value above where a later one is filled."""
        row = _Row()
        columns = (
            sorted({*self.grid.labels, *range(min(self.grid.figures, default=0) + shift)})
            if shift
            else self.grid.labels
        )
        filled = [index for index in columns if index < len(cells) and not is_blank(cells[index].text)]
        inherited: set[int] = set()
        for index in columns:
            text = cells[index].text if index in filled else ""
            if text:
                self.merged = {other: value for other, value in self.merged.items() if other < index}
                self.merged[index] = text
            elif not filled or (filled and index < filled[-1]):
                inherited.add(index)
        for index in columns:
            text = self.merged.get(index, "")
            if not text:
                continue
            self._label(row, index, text, own=index not in inherited)
        line = cells[0].line
        row.subject = self.subjects.programme_at(line) or row.subject
        if row.subject is not None and row.subject.kind is Kind.PROGRAMME:
            row.labels = [pair for pair in row.labels if squeeze(pair[1]) != squeeze(row.subject.name)]
        if row.subject is None and not self.grid.figures:
            row.subject = next(
                (found for cell in cells if cell.text.endswith("팀") and (found := self.subjects.named(cell.text))),
                None,
            )
            if row.subject is not None:
                row.labels.clear()
        if (
            row.total
            and row.subject is None
            and any(self.subjects.programme_at(line[0].line) for line in self.grid.body)
        ):
            row.labels.clear()
        row.period = row.period or self._row_period(cells)
        return row

    def _label(self, row: _Row, index: int, text: str, *, own: bool) -> None:
        """Sort a label cell: time, term of office, subject, total or dimension."""
        head = self.grid.heads[index].name if index < len(self.grid.heads) else ""
        name, stamp = split_time(without_unit(text), lambda value: self.view.periods(self.node, value))
        if name and not _BRACKET.search(text) and not text.startswith(name):
            name = text  # a date inside a label belongs to its name: 상반기 특별감찰
            stamp = stamp if _PRINTED_YEAR.search(text) else ""
        row.period = stamp or row.period
        term = _TERM.match(name)
        if term:
            row.terms.append(("term", squeeze(term.group())))
            name = name[term.end() :].strip()
        if not name or len(name) > 40:
            return
        subject = self._named(name) if own else None
        if subject is not None and subject != self.view.scope(self.node).department_ref:
            row.subject = subject
            row.labels.clear()
            return
        row.total = squeeze(name) in words("totals")
        key = "구분" if names_nothing(head) else head
        if subject is None and (key, name) not in row.labels:
            row.labels.append((key, name))

    def _named(self, name: str) -> Ref | None:
        """The facility, office or component of the project that a row is about."""
        part = self.subjects.part_named(self.view.scope(self.node).ref, name)
        same = part is not None and letters(part.title) == letters(name)
        return self.subjects.named(name) or (
            Ref(Kind.COMPONENT, part.title, part.span.first) if part and same else None
        )

    def _row_period(self, cells: Sequence[Cell]) -> str:
        """The year of the row's own 사업기간 cell."""
        for index, head in enumerate(self.grid.heads):
            if index < len(cells) and _PERIOD_HEAD.search(head.printed):
                years = {period.start[:4] for period in self.view.periods(self.node, cells[index].text)}
                if len(years) == 1:
                    return years.pop()
        return ""

    def _figures(self, cell: Cell, row: _Row, head: Head | None, index: int, cells: Sequence[Cell]) -> Iterator[Draft]:
        """The numbers of a number cell."""
        if self.ledger.is_claimed(cell, 0, len(cell.text)) and "(" not in cell.text:
            return
        metric, dimensions = self._measure(row, head, index)
        grows = any(_GROWS.match(other.text) for other in cells)
        for quantity in find_quantities(mask_numbers(cell.text, []), bare=True):
            if self.ledger.is_claimed(cell, quantity.start, quantity.end):
                continue
            unit = self._unit(quantity.unit, metric, row, head, index, cells)
            if unit.text == "원" and (
                _COSTS.search(metric + self.title) or self.view.scope(self.node).section == "budget"
            ):
                continue
            value = abs(quantity.value) if grows and quantity.sign in {"△", "▲"} else quantity.value
            bound = (("bound", quantity.bound),) if quantity.bound else ()
            yield self._draft(
                cell,
                row,
                head,
                metric,
                (*dimensions, *bound),
                value * unit.factor,
                unit.text,
                quantity.printed,
                quantity.quantum * unit.factor,
            )

    def _unit(self, own: str, metric: str, row: _Row, head: Head | None, index: int, cells: Sequence[Cell]) -> Unit:
        """The unit of a number cell: its own, its header's, its row's, the caption's, its neighbours'."""
        if own:
            return Unit(own)
        found = (head.unit if head else None) or row_unit(self.grid, cells)
        others = [one.name for one in self.grid.heads]
        name = (
            row.name
            if self.grid.axis is Axis.ROW
            else " ".join(head.parts[:1])
            if head and len(head.parts) > 1
            else metric
        )
        found = found or caption_unit_for(self.grid.table.caption, name, others)
        if found is not None:
            return found
        if self.grid.axis is not Axis.ROW:
            units = self.grid.column_units.get(index, set()) - {"%"}
            if len(units) == 1:
                return Unit(next(iter(units)))
        return Unit("" if metric.endswith(("률", "율")) else self.common)

    def _measure(self, row: _Row, head: Head | None, index: int) -> tuple[str, list[tuple[str, str]]]:
        """The measured thing of a cell and what divides it, by the table's axis."""
        labels = [*row.terms, *row.labels]
        parts = head.parts if head else []
        if self.grid.axis in {Axis.ROW, Axis.INDICATOR}:
            metric = row.name or self.title
            column = self._column_dimension(parts)
            return metric, [pair for pair in labels if pair[1] != metric] + column
        if self.grid.axis is Axis.TITLE and self.title:
            return self.title, [*self._column_dimension(parts), *labels]
        metric, divided = self._column_measure(parts, index)
        if not metric:
            metric = row.name or self.title
            labels = [pair for pair in labels if pair[1] != metric]
        return metric, [*labels, *divided]

    def _column_dimension(self, parts: Sequence[str]) -> list[tuple[str, str]]:
        """A column's path as one dimension, its key the corner's word."""
        if not parts or len(parts[-1]) > 24:
            return []
        corner = self.grid.heads[self.grid.labels[0]].printed if self.grid.labels else ""
        key = "구분" if self.grid.axis is Axis.INDICATOR or names_nothing(corner) else corner
        return [(key, " ".join(parts))]

    def _column_measure(self, parts: Sequence[str], index: int) -> tuple[str, list[tuple[str, str]]]:
        """The metric of a column: its only part; of two levels the upper one, the lower one if that is what is measured."""
        if len(parts) < 2:
            if parts and squeeze(parts[0]) in words("totals") and index + 1 < len(self.grid.heads):
                beside = self.grid.heads[index + 1].parts
                if len(beside) > 1:
                    return beside[0], [("구분", parts[0])]
            return (parts[0] if parts else ""), []
        upper, leaf = " ".join(parts[:-1]), parts[-1]
        if squeeze(upper) in words("comparisons"):
            before = next(
                (
                    self.grid.heads[other].parts
                    for other in range(index - 1, -1, -1)
                    if self.grid.heads[other].parts[:1] != list(parts[:1])
                ),
                [],
            )
            if before and index - 1 not in self.grid.labels:
                return before[0], [(upper, leaf)]
        again = sum(head.parts[-1:] == [leaf] for head in self.grid.heads) > 1
        if again or (squeeze(leaf).endswith(tuple(words("count_endings"))) and squeeze(leaf) not in words("totals")):
            return leaf, [("구분", upper)]
        return upper, [("구분" if squeeze(leaf) in words("totals") else upper, leaf)]

    def _words(
        self, cell: Cell, row: _Row, head: Head | None, above: str = "", *, named: bool = False
    ) -> Iterator[Draft]:
        """The figures in a cell of words, bullet by bullet.

        `above` is the header cell over a header cell; `named` tells that the cell itself names the row.
        """
        fallback, dimensions = ("", []) if named else self._fallback(row, head)
        head = None if named else head
        fallback = above or fallback
        starts = [match.end() for match in _BULLET.finditer(cell.text)]
        bounds = [0, *starts, len(cell.text)] if starts else [0, len(cell.text)]
        for start, stop in zip(bounds, bounds[1:], strict=False):
            text = cell.text[start:stop]
            if not DIGIT.search(text):
                continue
            dates = self.view.periods(self.node, text)
            label = _CELL_LABEL.match(text)
            beside = label[1] if label else fallback if head is not None else ""
            for phrase in read_phrases(text, dates, beside, fallback):
                figure = phrase.figure
                if is_factor(text, figure):
                    continue
                if self.ledger.is_claimed(cell, start + figure.start, start + figure.end):
                    continue
                if head is None and not named and not within_brackets(text, figure.start):
                    continue  # a header's own number is part of its name: 65세 이상
                if figure.money and (
                    _COSTS.search(phrase.metric + fallback + (head.printed if head else ""))
                    or phrase.metric == fallback == ""
                ):
                    continue
                if phrase.unit == "%" and figure.value == 100:
                    continue
                yield self._phrase_draft(cell, row, head, phrase, fallback, dimensions)

    def _fallback(self, row: _Row, head: Head | None) -> tuple[str, list[tuple[str, str]]]:
        """What a figure without a name of its own measures in this cell, and its dimensions."""
        if head is None:
            return self.title, []
        by_rows = self.grid.axis is Axis.ROW or (
            not self.grid.figures and len(self.grid.labels) == 1 and self._rows_differ()
        )
        if by_rows and not row.total:
            return row.name, [*row.terms, *row.labels, *self._column_dimension(head.parts)]
        if squeeze(head.name) in words("totals") and row.name:
            return row.name, [*row.terms, ("구분", head.name)]
        name = _NOTE.sub("", head.name)
        name = name if 0 < len(name) <= 20 else row.name or self.title
        return name, [*row.terms, *row.labels]

    def _rows_differ(self) -> bool:
        """Whether the cells of words print other units in each row."""
        units = [next(iter(found)) for found in self.grid.row_units.values() if len(found) == 1]
        return len(set(units)) > 1 and len(set(units)) * 2 >= len(units)

    def _phrase_draft(
        self, cell: Cell, row: _Row, head: Head | None, phrase: Phrase, fallback: str, dimensions: list[tuple[str, str]]
    ) -> Draft:
        """The draft of a figure in a cell of words."""
        own = phrase.own and phrase.metric != fallback
        kept = [pair for pair in dimensions if not (own and is_generic(pair[1])) and pair[1] != phrase.metric]
        if (
            own
            and head is not None
            and head.name
            and len(cell.text) <= 25
            and not is_generic(head.name)
            and len(head.name) <= 12
        ):
            named = [pair[1] for pair in kept] + [phrase.metric]
            if not any(squeeze(head.name) in squeeze(text) for text in named) and not names_nothing(head.name):
                kept = [*kept, ("구분", head.name)]
        figure = phrase.figure
        all_dimensions = tuple(dict.fromkeys([*kept, *phrase.dimensions]))
        return self._draft(
            cell,
            row,
            head,
            phrase.metric or fallback,
            all_dimensions,
            figure.value,
            phrase.unit,
            figure.printed,
            figure.quantum,
        )

    def _draft(
        self,
        cell: Cell,
        row: _Row,
        head: Head | None,
        metric: str,
        dimensions: Sequence[tuple[str, str]],
        value: Decimal,
        unit: str,
        printed: str,
        quantum: Decimal,
    ) -> Draft:
        """A draft at a cell."""
        named = bool(head and head.name) and row.subject is None and not self.grid.figures
        column = self.subjects.named(without_unit(head.name)) if head and named else None
        subject = row.subject or column or self.subject
        own = (head.time if head else "") or row.period
        return Draft(
            node=self.node,
            span=Span(cell.line, cell.line),
            subject=subject,
            metric=metric,
            dimensions=tuple(pair for pair in dimensions if pair[1] and pair[1] != subject.name),
            period=own or self.period,
            value=value,
            unit=unit,
            printed=printed,
            quantum=quantum,
            rule="table-metric",
            in_table=True,
            support=() if own else self.support,
            block=f"t{self.node.first}",
        )
