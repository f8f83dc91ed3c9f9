"""What a body row says of all its cells: labels with merged ones, its time, its subject, whether it is a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.layout import Cell, Node
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import COST_RULE, Subjects
from mapper.readers.metrics.figure_cells import is_blank, is_figure
from mapper.readers.metrics.grid import Grid, names_nothing, row_unit, split_time
from mapper.readers.metrics.names import words
from mapper.readers.metrics.units import Unit, header_unit, without_unit
from mapper.readers.partners.labels import label_role
from mapper.records import Kind, PartnerRoleKind, Ref
from mapper.values.text import letters, squeeze

_TERM = re.compile(r"민선\s?\d\s?기")
_BRACKET = re.compile(r"[(（\[]")
_PRINTED_YEAR = re.compile(r"(?:19|20)\d\d|['‘’]\d\d")
_PERIOD_HEAD = re.compile(r"기간|시기")
_LONGEST = 40
"""Most letters of a label; longer words are a cell's text."""


@dataclass(slots=True)
class Row:
    """What a body row says of all its cells."""

    labels: list[tuple[str, str]] = field(default_factory=list)
    """Header and text of its label cells, merged ones included, outermost first; times and subjects apart."""
    period: str = ""
    subject: Ref | None = None
    total: bool = False
    terms: list[tuple[str, str]] = field(default_factory=list)
    unit: Unit | None = None
    """What its cell of units says, or the one merged over it, or the brackets of its label."""

    @property
    def name(self) -> str:
        """The innermost label."""
        return self.labels[-1][1] if self.labels else ""


def shift_of(grid: Grid, cells: Sequence[Cell]) -> int:
    """How many cells a row is longer than its header, its first cell being divided in two (definition 9)."""
    last_head = max((index for index, head in enumerate(grid.heads) if head.printed), default=-1)
    last = max((index for index, cell in enumerate(cells) if cell.text), default=-1)
    shift = last - last_head
    first = next((index for index, cell in enumerate(cells) if is_figure(cell.text)), -1)
    return shift if shift > 0 and last_head >= 0 and first == min(grid.figures, default=0) + shift else 0


def _tells_part(head: str) -> bool:
    """Whether a head names bodies by their part (대행업체): they divide the figures, which are the project's."""
    told = label_role(head)
    return told is not None and told.role is not PartnerRoleKind.LEAD


_PLACE_HEAD = re.compile(r"장\s?소$")
"""The head of a column of the places of what the rows name."""


class RowReader:
    """Reads the rows of one table from top to bottom, since merged cells hold for the rows below."""

    def __init__(self, view: PlanView, subjects: Subjects, node: Node, grid: Grid) -> None:
        self.view, self.subjects, self.node, self.grid = view, subjects, node, grid
        self.merged: dict[int, str] = {}
        self.named: dict[int, Ref | None] = {}
        """What the label of a column names, which holds for the rows that it is merged over."""
        heads = [squeeze(head.name) for head in grid.heads]
        self.sized = any(head.endswith(("규모", "내용")) for head in heads)
        """A column labels what the parts are that its rows price."""
        self.unit: Unit | None = None
        """The unit that a row's cell prints, which holds for the rows that it is merged over."""

    def read(self, cells: Sequence[Cell], shift: int) -> Row:
        """Labels, time and subject of a row."""
        row = Row()
        total = self._numbered_total(cells)
        for index, own in self._label_columns(cells, shift) if not total else ():
            self._sort_label(row, index, self.merged[index], cells[0].line, own=own)
        if total:
            row.total = True
            row.labels.append(("구분", total))
        found = (self.subjects.programme_at(cell.line) for cell in cells if cell.text)
        programme = next((ref for ref in found if ref is not None), None)  # a row may run over several lines
        if programme is not None:
            row.subject = programme
            row.labels.clear()  # its own name, and the category that it belongs to
        elif row.subject is None and not self.grid.figures:
            row.subject = self._team(cells) or self._place(cells)
            if row.subject is not None:
                row.labels.clear()
        row.period = row.period or self._own_year(cells)
        row.unit = self._unit(cells) or self._indicator_unit(row)
        return row

    def _numbered_total(self, cells: Sequence[Cell]) -> str:
        """The word for the total in a column that only numbers the rows, beside an empty name; else empty."""
        labels = self.grid.labels
        if not labels or any(index < len(cells) and not is_blank(cells[index].text) for index in labels):
            return ""
        before = (cell.text for cell in cells[: labels[0]])
        return next((text for text in before if squeeze(text) in words("totals")), "")

    def _unit(self, cells: Sequence[Cell]) -> Unit | None:
        """The row's unit; a blank cell takes the one above where the first label is merged, too."""
        unit = row_unit(self.grid, cells)
        column, first = self.grid.unit_column, min(self.grid.labels, default=-1)
        if column < 0:
            return unit
        merged = 0 <= first < len(cells) and is_blank(cells[first].text)
        printed = column < len(cells) and not is_blank(cells[column].text)
        self.unit = unit if printed or not merged else self.unit
        return unit or self.unit

    def _indicator_unit(self, row: Row) -> Unit | None:
        """Of an indicator merged over 목표 and 실적, the unit in its brackets; a share of it is none."""
        told = len(self.merged) > 1 and squeeze(row.name) in words("indicator_columns")
        if not told:
            return None
        unit = next((unit for text in self.merged.values() if (unit := header_unit(text))), None)
        return unit if unit is None or unit.text == "%" or not row.name.endswith(("률", "율")) else None

    def _label_columns(self, cells: Sequence[Cell], shift: int) -> list[tuple[int, bool]]:
        """Columns that label the row and whether it prints them itself.

        A blank cell takes the value above where the row prints a later label, or none at all.
        """
        columns = self.grid.labels
        if shift:
            columns = sorted({*columns, *range(min(self.grid.figures, default=0) + shift)})
        filled = [index for index in columns if index < len(cells) and not is_blank(cells[index].text)]
        own: dict[int, bool] = {}
        for index in columns:
            if index in filled:
                self.merged = {other: value for other, value in self.merged.items() if other < index}
                self.merged[index] = cells[index].text
            own[index] = index in filled or bool(filled and index > filled[-1])
        return [(index, own[index]) for index in columns if self.merged.get(index)]

    def _sort_label(self, row: Row, index: int, text: str, line: int, *, own: bool) -> None:
        """Sort a label: time, term of office, subject, total or dimension."""
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
        if not name or len(name) > _LONGEST:
            return
        if row.labels and _PLACE_HEAD.search(head):
            row.labels.append((head, name))  # where a course was held divides its figures
            return
        if own:
            self.named[index] = None if _tells_part(head) else self._named(name, line)
        subject = self.named.get(index)
        if subject is not None and subject != self.view.scope(self.node).department_ref:
            row.subject = subject
            row.labels.clear()
            return
        row.total = squeeze(name) in words("totals")
        key = "구분" if names_nothing(head) else head
        if subject is None and (key, name) not in row.labels:
            row.labels.append((key, name))

    def _named(self, name: str, line: int) -> Ref | None:
        """The facility, office or component of the project that a row is about."""
        named = self.subjects.named(name)
        if named is not None:
            return named
        part = self.subjects.part_named(self.view.scope(self.node).ref, name, line)
        if part is None or letters(part.title) != letters(name):
            return None
        if part.rule == COST_RULE and not (self.sized and part.span.first <= line <= part.span.last):
            return None  # what only a cost names divides the project's figures
        return Ref(Kind.COMPONENT, part.title, part.span.first)

    def _team(self, cells: Sequence[Cell]) -> Ref | None:
        """The team that one of the cells names."""
        teams = (self.subjects.named(cell.text) for cell in cells if cell.text.endswith("팀"))
        return next((team for team in teams if team is not None), None)

    def _place(self, cells: Sequence[Cell]) -> Ref | None:
        """The facility that one of the first cells names."""
        named = (self.subjects.named(cell.text) for cell in cells[:3] if cell.text)
        return next((ref for ref in named if ref is not None and ref.kind is Kind.FACILITY), None)

    def _own_year(self, cells: Sequence[Cell]) -> str:
        """The year of the row's own 사업기간 cell."""
        for index, head in enumerate(self.grid.heads):
            if index < len(cells) and _PERIOD_HEAD.search(head.printed):
                years = {period.start[:4] for period in self.view.periods(self.node, cells[index].text)}
                if len(years) == 1:
                    return years.pop()
        return ""
