"""Rows whose cells slipped: put back under the columns that the printed sums prove, if exactly one reading does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from mapper.layout import Cell
from mapper.readers.budgets.clauses import Clause, read_clauses
from mapper.readers.budgets.rows import Column, Row, is_blank
from mapper.records import Stage

MOST_READINGS = 400
"""A table with more ways to read its slipped rows proves nothing."""

Places = tuple[int, ...]
"""For each column of money the place of its cell in the row; -1 where the row leaves it out."""
_Values = tuple[int | None, ...]


def mend_slips(rows: Sequence[Row], columns: Sequence[Column], unit: int | None) -> None:
    """Move the amounts of slipped rows; rows that no sum or more than one reading proves stay as printed."""
    money = [index for index, column in enumerate(columns) if column.role == "money"]
    slips = _Slips(rows, columns, money, unit)
    chosen = slips.proven()
    if not chosen and not any(row.lost for row in rows):
        return
    for row, printed in zip(rows, slips.printed, strict=True):
        places = chosen.get(id(row), printed)
        if places != slips.assumed(row):
            row.amounts = slips.amounts(row, places)
            row.places = dict(zip(money, places, strict=True))
        row.proven = id(row) in chosen


class _Slips:
    """The sums of one table, and the ways to read its rows."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], money: list[int], unit: int | None) -> None:
        self.rows = rows
        self.columns = columns
        self.money = money
        self.unit = unit
        self.printed = [self.assumed(row) if not row.lost else self._under(row, 0) for row in rows]
        words = [columns[index].words for index in money]
        self.wholes = [place for place, word in enumerate(words) if word.total or word.whole]
        self.changes = [place for place, word in enumerate(words) if word.stage is Stage.CHANGE]
        totals = [index for index, row in enumerate(rows) if row.words.total and not row.names]
        self.total = totals[0] if len(totals) == 1 else -1
        self.parts = [index for index, row in enumerate(rows) if not row.words.total]

    def assumed(self, row: Row) -> Places:
        """The places from which the row was read."""
        return self._under(row, row.shift)

    def proven(self) -> dict[int, Places]:
        """The one reading of the slipped rows under which every sum that they take part in holds; by row's identity."""
        printed = [self._values(row, places) for row, places in zip(self.rows, self.printed, strict=True)]
        if self._count(printed, range(len(self.rows)))[1] == 0:
            return {}
        ways = {index: options for index in self._irregular() if len(options := self._ways(index)) > 1}
        suspects = list(ways)
        if not 1 < prod(map(len, ways.values())) <= MOST_READINGS or self._count(printed, suspects)[1] == 0:
            return {}
        found: dict[tuple[_Values, ...], dict[int, Places]] = {}
        for choice in product(*(ways[index] for index in suspects)):
            values = list(printed)
            for index, places in zip(suspects, choice, strict=True):
                values[index] = ways[index][places]
            moved = [index for index, places in zip(suspects, choice, strict=True) if places != self.printed[index]]
            held, failed = self._count(values, suspects)
            if failed == 0 and held > len(moved):
                chosen = zip(suspects, choice, strict=True)
                found[tuple(values)] = {id(self.rows[i]): places for i, places in chosen if i in moved}
        return next(iter(found.values())) if len(found) == 1 else {}

    def amounts(self, row: Row, places: Places) -> dict[int, tuple[Cell, list[Clause]]]:
        """The amounts of a row read from other places."""
        found: dict[int, tuple[Cell, list[Clause]]] = {}
        for index, place in zip(self.money, places, strict=True):
            if not 0 <= place < len(row.cells) or is_blank(row.cells[place].text):
                continue
            unit = self.columns[index].words.unit or row.words.unit or self.unit
            if clauses := read_clauses(row.cells[place].text, unit=unit):
                found[index] = row.cells[place], clauses
        return found

    def _under(self, row: Row, shift: int) -> Places:
        """The places of the columns of money, moved to the right."""
        return tuple(index + shift if index + shift < len(row.cells) else -1 for index in self.money)

    def _irregular(self) -> Iterator[int]:
        """Rows with a blank among their amounts, or with more or fewer cells than most."""
        widths = [len(row.cells) for row in self.rows]
        usual = max(sorted(set(widths)), key=widths.count)
        for index, row in enumerate(self.rows):
            last = max((place for place in range(len(row.cells)) if self._is_amount(row, place)), default=0)
            blank = any(not self._is_amount(row, place) for place in self.money if place < last)
            blank = blank or not row.cells[min(self.money[-1], widths[index] - 1)].text
            if widths[index] != usual or blank or row.lost:
                yield index

    def _ways(self, index: int) -> dict[Places, _Values]:
        """As printed; without one blank cell (or a label too many); with one cell left out."""
        row, first = self.rows[index], self.money[0]
        found = [self.printed[index]]
        if row.shift and not row.lost:
            return {found[0]: self._values(row, found[0])}
        last = max((place for place, cell in enumerate(row.cells) if self._is_amount(row, place)), default=-1)
        for gap in range(first, len(row.cells)):
            if not self._is_amount(row, gap):
                found.append(tuple(place + (place >= gap) for place in self.money))
        for gap in range(first, self.money[-1] + 1):
            found.append(tuple(-1 if place == gap else place - (place > gap) for place in self.money))
        kept = [way for way in found if way == found[0] or self._uses_all(row, way, last)]
        return {way: self._values(row, way) for way in kept}

    def _is_amount(self, row: Row, place: int) -> bool:
        """Whether a cell prints an amount."""
        text = row.cells[place].text
        return not is_blank(text) and bool(read_clauses(text, unit=self.unit or 1))

    def _uses_all(self, row: Row, places: Places, last: int) -> bool:
        """Whether a reading leaves out no printed amount behind the first column of money."""
        left = {place for place in range(self.money[0], last + 1) if self._is_amount(row, place)} - set(places)
        others = {index for index, column in enumerate(self.columns) if column.role != "money" and column.label}
        shift = max((place - index for index, place in zip(self.money, places, strict=True) if place >= 0), default=0)
        return all(place - shift in others for place in left)

    def _values(self, row: Row, places: Places) -> _Values:
        """The amounts at these places; a dash is nothing, None where the row prints no cell."""
        amounts = row.amounts if places == self.assumed(row) else self.amounts(row, places)
        found: list[int | None] = []
        for index, place in zip(self.money, places, strict=True):
            blank = 0 <= place < len(row.cells) and is_blank(row.cells[place].text)
            found.append(amounts[index][1][0].money.amount_krw if index in amounts else 0 if blank else None)
        return tuple(found)

    def _count(self, values: Sequence[_Values], suspects: Sequence[int]) -> tuple[int, int]:
        """How many of the sums that the rows take part in hold, and how many fail."""
        results = [result for index in suspects for result in self._across(values[index])]
        if self.total >= 0 and any(index == self.total or index in self.parts for index in suspects):
            results += self._down(values)
        return results.count(True), results.count(False)

    def _across(self, row: _Values) -> Iterator[bool]:
        """A total over the other columns, a difference of two."""
        filled = [value for value in row if value is not None]
        if len(filled) < len(row):
            return
        if len(self.wholes) == 1 and not self.changes and len(row) > 2:
            whole = filled[self.wholes[0]]
            yield sum(filled) - whole == whole
        elif len(self.changes) == 1 and len(row) == 3:
            one, other = (value for place, value in enumerate(filled) if place != self.changes[0])
            yield abs(one - other) == abs(filled[self.changes[0]])

    def _down(self, values: Sequence[_Values]) -> Iterator[bool]:
        """A total row over its parts, column by column."""
        for place, whole in enumerate(values[self.total]):
            parts = [values[index][place] for index in self.parts]
            known = [part for part in parts if part is not None]
            if whole is not None and len(known) == len(parts) > 1:
                yield sum(known) == whole
