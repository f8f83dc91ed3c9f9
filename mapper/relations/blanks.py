"""Empty cells: whether a table leaves them empty for nothing, as other tables write a dash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mapper.records import Relation, StaffingStatement, Summation
from mapper.relations.cells import Cells, Place
from mapper.relations.judging import holds, relation_figures

_LEAST: Final = 2
"""Parts that a sum must have to prove anything of the empty cells beside them."""


class Blanks:
    """The tables of posts in which a sum holds beside an empty cell of its row or column: there empty is nothing."""

    def __init__(self, relations: Iterable[Relation], cells: Cells) -> None:
        self._cells = cells
        sums = [one for one in relations if isinstance(one, Summation) and not one.subtrahends and holds(one)]
        self._proven = {table for one in sums if len(one.addends) >= _LEAST for table in self._beside(one)}

    def mean_nothing(self, relation: Summation) -> bool:
        """Whether the table of a sum of posts is proven to leave cells empty for nothing."""
        figures = relation_figures(relation)
        tables = {place.table for figure in figures for place in self._cells.places_of(figure)}
        return bool(tables) and tables <= self._proven and all(isinstance(one, StaffingStatement) for one in figures)

    def _beside(self, relation: Summation) -> set[int]:
        """The table of a sum that has an empty cell in the one row or column of all its figures."""
        places = [self._cells.places_of(figure) for figure in relation_figures(relation)]
        if not all(places) or len(tables := {place.table for found in places for place in found}) > 1:
            return set()
        rows, columns = (set.intersection(*({place[at] for place in found} for found in places)) for at in (1, 2))
        first = min(place.row for found in places for place in found)
        empty = [place for place in self._cells.empty if place.table in tables and place.row >= first]
        return tables if any(_is_in(place, rows, columns) for place in empty) else set()


def _is_in(place: Place, rows: set[int], columns: set[int]) -> bool:
    """Whether a cell, none of the labels, stands in one of some rows or columns."""
    return place.column > 0 and (place.row in rows or place.column in columns)
