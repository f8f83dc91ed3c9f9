"""Metrics of tables: each number cell by its row and column, and the figures in cells of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from mapper.layout import Cell, Node
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.readers.metrics.drafts import Draft, title_of
from mapper.readers.metrics.exclusions import is_cost, is_whole_source
from mapper.readers.metrics.figure_cells import is_figure
from mapper.readers.metrics.grid import Axis, Grid, Head, names_nothing, read_grid
from mapper.readers.metrics.line import Phrase, within_brackets
from mapper.readers.metrics.names import is_generic, words
from mapper.readers.metrics.numbers import DIGIT, is_factor, mask_numbers
from mapper.readers.metrics.periods import Periods, join_periods
from mapper.readers.metrics.rows import Row, RowReader, shift_of
from mapper.readers.metrics.sentences import read_phrases
from mapper.readers.metrics.table_titles import dates_of, dating_sentence, line_above
from mapper.readers.metrics.units import Unit, caption_unit_for, without_unit
from mapper.readers.metrics.unsaid import has_unsaid, pieces_of
from mapper.records import Span
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

_STATE = re.compile(r"\s?현\s?황$")
_GROWS = re.compile(r"^\s*\+")
_CELL_LABEL = re.compile(r"^([가-힣A-Za-z\s]{1,14}?)\s?[:：]\s")
_NOTE = re.compile(r"\s?[(（].*")
_DIVIDED = re.compile(r"^[가-힣·]{1,6}별\s(?=\S{2})")
"""What a title says of the rows: `권역별 관광객 현황`."""


def read_table(view: PlanView, ledger: Ledger, subjects: Subjects, periods: Periods, node: Node) -> Iterator[Draft]:
    """The metrics of one table node."""
    assert node.table is not None
    if view.scope(node).section == "staff" or not has_unsaid(view, ledger, node):
        return
    grid = read_grid(node.table, dates_of(view, node))
    if grid is None:
        return
    reader = _TableReader(view, ledger, subjects, periods, node, grid)
    yield from reader.read()


class _TableReader:
    """Reads one grid."""

    def __init__(
        self, view: PlanView, ledger: Ledger, subjects: Subjects, periods: Periods, node: Node, grid: Grid
    ) -> None:
        self.view, self.ledger, self.subjects, self.node, self.grid = view, ledger, subjects, node, grid
        self.title = title_of(line_above(node)) or title_of(node.parent)
        self.subject = subjects.marked_part_of(node) or view.scope(node).ref
        self.period, self.support = self._table_period(periods)
        if self._divides_title():
            self.grid.axis = Axis.TITLE
        self.rows = RowReader(view, subjects, node, grid)
        self.common = self._common_unit()

    def read(self) -> Iterator[Draft]:
        """Every draft, header cells first."""
        for upper, cells in zip([[], *self.grid.header], self.grid.header, strict=False):
            for index, cell in enumerate(cells):
                above = upper[index].text if index < len(upper) else ""
                yield from self._words(cell, Row(), None, above)
        for cells in self.grid.body:
            shift = shift_of(self.grid, cells)
            row = self.rows.read(cells, shift)
            first = min(self.grid.figures, default=0) + shift
            for position, cell in enumerate(cells):
                index = position - shift if position >= first else position
                yield from self._cell(cell, row, index, cells)

    def _cell(self, cell: Cell, row: Row, index: int, cells: Sequence[Cell]) -> Iterator[Draft]:
        """The figures of a body cell that stands under the head `index`."""
        head = self.grid.heads[index] if index < len(self.grid.heads) else None
        numbering = head is not None and squeeze(head.printed) in words("number_columns")
        numbering = numbering or (index in self.grid.labels and is_figure(cell.text))  # 1권역, 2권역 ...
        if not cell.text or numbering or index == self.grid.unit_column:
            return
        if index in self.grid.figures and is_figure(cell.text):
            yield from self._figures(cell, row, head, index, cells)
        elif DIGIT.search(cell.text) and not self.grid.bodies:
            yield from self._words(cell, row, head, named=index in self.grid.labels)

    def _table_period(self, periods: Periods) -> tuple[str, tuple[Span, ...]]:
        """The caption's date, that of the table's own title, else that of the headings above."""
        caption = self.grid.table.caption
        dates = self.view.periods(self.node, caption) if caption else []
        above = None if dates else line_above(self.node) or dating_sentence(self.node)
        if above is not None and (titled := periods.dates(above)):
            return join_periods(titled), (above.span,)
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

    def _figures(self, cell: Cell, row: Row, head: Head | None, index: int, cells: Sequence[Cell]) -> Iterator[Draft]:
        """The numbers of a number cell."""
        if self.ledger.is_claimed(cell, 0, len(cell.text)) and "(" not in cell.text:
            return
        metric, dimensions = self._measure(row, head, index)
        if row.total and metric.endswith(("률", "율")):  # the other rows are programmes, subjects of their own
            dimensions = [pair for pair in dimensions if not squeeze(pair[0]).endswith(("사업", "사업명"))]
        grows = any(_GROWS.match(other.text) for other in cells)
        for quantity in find_quantities(mask_numbers(cell.text, []), bare=True):
            if self.ledger.is_claimed(cell, quantity.start, quantity.end):
                continue
            unit = self._unit(quantity.unit, metric, row, head, index, cells)
            if unit.text == "원" and (is_cost(metric + self.title) or self.view.scope(self.node).section == "budget"):
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

    def _unit(self, own: str, metric: str, row: Row, head: Head | None, index: int, cells: Sequence[Cell]) -> Unit:
        """The unit of a number cell: its own, its header's, its row's, the caption's, its neighbours'."""
        if own:
            return Unit(own)
        found = (head.unit if head else None) or row.unit
        others = [one.name for one in self.grid.heads]
        name = head.parts[0] if head and len(head.parts) > 1 else metric
        name = head.name if head and head.name.endswith(("률", "율")) else name
        by_row = self.grid.axis is Axis.ROW and not (head and metric == head.name)
        name = row.name if by_row or self._tells_rates(row) else name
        found = found or caption_unit_for(self.grid.table.caption, name, others)
        if found is not None:
            return found
        if self.grid.axis is not Axis.ROW:
            units = self.grid.column_units.get(index, set()) - {"%"}
            if len(units) == 1:
                return Unit(next(iter(units)))
        return Unit("" if metric.endswith(("률", "율")) else self.common)

    def _measure(self, row: Row, head: Head | None, index: int) -> tuple[str, list[tuple[str, str]]]:
        """The measured thing of a cell and what divides it, by the table's axis."""
        labels = [*row.terms, *row.labels]
        parts = head.parts if head else []
        if len(row.labels) > 1 and squeeze(row.name) in words("indicator_columns"):
            kind = [("구분", row.name)]  # of an indicator, 목표 and 실적 are rows
            return row.labels[-2][1], [*labels[:-2], *kind, *self._column_dimension(parts)]
        if self._tells_rates(row):
            return row.name, [*(pair for pair in labels if pair[1] != row.name), *self._column_dimension(parts)]
        if head is not None and squeeze(head.name) in words("amount_heads"):
            return head.name, labels  # 규모 beside columns of money
        if self.grid.axis in {Axis.ROW, Axis.INDICATOR}:
            column = self._column_dimension(parts)
            if self.title and self.grid.axis is Axis.ROW and (row.total or self._divides_a_count(row, column)):
                return _DIVIDED.sub("", self.title), [*labels, *column]
            if self.title and self.grid.axis is Axis.ROW and self._says_only_how(row):
                thing = _STATE.sub("", _DIVIDED.sub("", self.title))
                return f"{thing} {row.name}", [*(pair for pair in labels if pair[1] != row.name), *column]
            metric = row.name or self.title
            return metric, [pair for pair in labels if pair[1] != metric] + column
        if self.grid.axis is Axis.TITLE and self.title:
            named = {key for key, _ in labels}  # the corner names the rows; a column of totals has no name of its own
            column = [("구분" if key in named else key, value) for key, value in self._column_dimension(parts)]
            return _DIVIDED.sub("", self.title), [*column, *labels]
        metric, divided = self._column_measure(parts, index)
        if not metric and self.title and self.grid.totalled:
            return _DIVIDED.sub("", self.title), labels  # columns of years over rows that a total row adds up
        if not metric:
            metric = row.name or self.title
            labels = [pair for pair in labels if pair[1] != metric]
        return metric, [*labels, *divided]

    def _tells_rates(self, row: Row) -> bool:
        """Whether a row holds the rates of the columns above it: 증감률 below the budgets of two years."""
        rates = any(head.name.endswith(("률", "율")) for head in self.grid.heads)
        return self.grid.axis in {Axis.COLUMN, Axis.TITLE} and row.name.endswith(("률", "율")) and not rates

    def _says_only_how(self, row: Row) -> bool:
        """Whether the name of a row does not say what it counts: 수량 below `가로수 현황`."""
        return squeeze(row.name) in words("how_much")

    def _divides_title(self) -> bool:
        """Whether rows and columns divide what the title counts: 계, 내소 and 방문 of each kind below `검진실적`."""
        heads = [squeeze(self.grid.heads[index].name) for index in self.grid.figures if index < len(self.grid.heads)]
        counted = squeeze(self.title).endswith((*words("count_endings"), "실적"))
        totalled = any(head in words("totals") for head in heads)
        return self.grid.axis is Axis.ROW and counted and totalled and len(heads) > 1 and not self.grid.row_units

    def _divides_a_count(self, row: Row, column: Sequence[tuple[str, str]]) -> bool:
        """Whether rows under nothing but years divide what the title counts: 블로그 and 유튜브 below `구독자 수`."""
        endings = tuple(words("count_endings"))
        return not column and squeeze(self.title).endswith(endings) and not squeeze(row.name).endswith(endings)

    def _column_dimension(self, parts: Sequence[str]) -> list[tuple[str, str]]:
        """A column's head as one dimension, with what stands over it unless that groups columns of different heads."""
        if not parts or len(parts[-1]) > 24:
            return []
        corner = self.grid.heads[self.grid.labels[0]].printed if self.grid.labels else ""
        timed = squeeze(corner) in words("time_columns")  # the rows are years, the columns none
        key = "구분" if self.grid.axis is Axis.INDICATOR or timed or names_nothing(corner) else corner
        heads = [self.grid.heads[index].parts for index in self.grid.figures if index < len(self.grid.heads)]
        if len(parts) == 2 and len(heads) > 1 and all(len(other) == 2 and other[0] == parts[0] for other in heads):
            key = parts[0]  # 발행호 over 봄호 | 여름호
        again = sum(head.parts[-1:] == parts[-1:] for head in self.grid.heads) > 1
        group = sum(head.parts[:-1] == parts[:-1] for head in self.grid.heads if head.parts) > 1
        return [(key, parts[-1] if group and not again else " ".join(parts))]

    def _column_measure(self, parts: list[str], index: int) -> tuple[str, list[tuple[str, str]]]:
        """The metric of a column and what divides it: of two levels the upper one, or the lower if that is measured."""
        if len(parts) < 2:
            if parts and squeeze(parts[0]) in words("totals") and index + 1 < len(self.grid.heads):
                beside = self.grid.heads[index + 1].parts
                if len(beside) > 1:
                    return beside[0], [("구분", parts[0])]
            return (parts[0] if parts else ""), []
        upper, leaf = " ".join(parts[:-1]), parts[-1]
        if squeeze(upper) in words("comparisons"):
            left = (head.parts for head in reversed(self.grid.heads[:index]))
            before = next((other for other in left if other[:1] != parts[:1]), [])
            if before and index - 1 not in self.grid.labels:
                return before[0], [(upper, leaf)]
        if squeeze(leaf) in words("totals"):
            under = [head.parts for head in self.grid.heads if head.parts[:-1] == parts[:-1] and head.parts != parts]
            shared = self._is_again(leaf) and (not under or any(self._is_again(other[-1]) for other in under))
            return (leaf, [("구분", upper)]) if shared else (upper, [("구분", leaf)])
        if squeeze(upper) in words("comparisons") and leaf.endswith(("률", "율")):
            return (leaf if squeeze(leaf).startswith(squeeze(upper)) else f"{upper} {leaf}"), []
        if squeeze(leaf) in words("indicator_columns"):
            return upper, [("구분", leaf)]
        own = self.grid.heads[index].unit
        counts = squeeze(leaf).endswith(tuple(words("count_endings"))) and not (own and own.text == "원")
        return (leaf, [("구분", upper)]) if counts or self._is_again(leaf) else (upper, [(upper, leaf)])

    def _is_again(self, leaf: str) -> bool:
        """Whether several columns have one innermost head."""
        return sum(head.parts[-1:] == [leaf] for head in self.grid.heads) > 1

    def _words(
        self, cell: Cell, row: Row, head: Head | None, above: str = "", *, named: bool = False
    ) -> Iterator[Draft]:
        """The figures in a cell of words, bullet by bullet.

        `above` is the header cell over a header cell; `named` tells that the cell itself names the row.
        """
        fallback, dimensions = ("", []) if named else self._fallback(row, head)
        head = None if named else head
        fallback = above or fallback
        for start, text in pieces_of(cell.text):
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
                around = phrase.metric + fallback + (head.printed if head else "")
                if figure.money and (is_cost(around) or not around):
                    continue
                if is_whole_source(phrase):
                    continue
                yield self._phrase_draft(cell, row, head, phrase, fallback, dimensions)

    def _fallback(self, row: Row, head: Head | None) -> tuple[str, list[tuple[str, str]]]:
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
        self, cell: Cell, row: Row, head: Head | None, phrase: Phrase, fallback: str, dimensions: list[tuple[str, str]]
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
        row: Row,
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
        if head and head.name and row.subject is None:
            column = self.subjects.programme_in(self.grid.table, head.name) or column
        subject = row.subject or column or self.subject
        own = (head.time if head else "") or row.period
        return Draft(
            node=self.node,
            span=Span(cell.line, cell.line),
            subject=subject,
            metric=metric,
            dimensions=tuple(dict.fromkeys(pair for pair in dimensions if pair[1] not in {"", subject.name, metric})),
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
