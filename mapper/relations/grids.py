"""Totals of a table that its own figures prove to be totals: most rows (or columns) add up, so all ought to.

The other rules go by what records say they are; this one goes by the grid, whatever kind of record each cell became.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from mapper.records import BudgetStatement, MetricStatement, Record, Summation
from mapper.relations.figures import Figure, summation, tolerance_of, value_of
from mapper.relations.metrics import is_added
from mapper.relations.page import Page
from mapper.values.numbers import parse_number
from mapper.values.text import letters

_TOTAL: Final = re.compile(r"(?:총|합|소)?계|총합계?|전체|합산")
_NOT_ADDED: Final = re.compile(
    r"평균|최고|최대|최저|최소|비율|비중|[률율]$|누계|누적|증감|순위|대비|당(?:$|[가-힣]{2}$)|단가|점수|만족도|등급|연령|잔여|잔액"
)
"""Heads and labels of what no total adds up."""
_DASH: Final = re.compile(r"[-–—―−‐ㅡ_~]*")
_LEAST: Final = 2
"""Rows (or columns) that must add up before another one is said to be wrong."""


class Cell(NamedTuple):
    """A cell of a row of figures: its record and value; no record for a dash, no value for what is no number."""

    record: Figure | None
    value: Decimal | None


class Grid:
    """A table's rows of figures, all of one width: labels, heads and cells without the label's column."""

    def __init__(self, page: Page, head: int, lines: Sequence[int]) -> None:
        self._page = page
        self.lines = lines
        self.heads = list(map(letters, page.cells(head)[1:]))
        self.labels = [letters(page.cells(line)[0]) for line in lines]

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """The cells; most tables tell by their words that no rule needs them."""
        return [_cells(self._page, line) for line in self.lines]


class _Series(NamedTuple):
    """A row by its columns, or a column by its rows; `whole` where it is itself called a total."""

    cells: list[Cell]
    whole: bool

    @classmethod
    def of(cls, cells: Sequence[list[Cell]], names: Sequence[str]) -> list[_Series]:
        """Those of a grid that can be added up."""
        named = zip(cells, names, strict=True)
        return [cls(one, _TOTAL.fullmatch(name) is not None) for one, name in named if is_summed(name)]


def imply_grid_sums(page: Page) -> Iterator[Summation]:
    """The totals of every table of figures, by rows and by columns."""
    for grid in find_grids(page):
        if not any(map(_TOTAL.fullmatch, (*grid.heads, *grid.labels))):
            continue
        across = [list(row) for row in grid.rows]
        down = [list(column) for column in zip(*grid.rows, strict=True)]
        yield from _proven(grid.heads, _Series.of(across, grid.labels))
        yield from _proven(grid.labels, _Series.of(down, grid.heads))


@lru_cache(maxsize=1)
def find_grids(page: Page) -> tuple[Grid, ...]:
    """Every table with a head and rows of figures, all of one width; of the page that is looked at now found once."""
    return tuple(grid for lines in _tables(page) if (grid := _grid(page, lines)) is not None)


def is_summed(name: str) -> bool:
    """Whether what a row or column is called can be added up."""
    return not _NOT_ADDED.search(name)


def _tables(page: Page) -> Iterator[list[int]]:
    """Runs of lines that are rows of one width."""
    run: list[int] = []
    width = 0
    for line in range(1, page.last + 2):
        cells = len(page.cells(line)) if page.is_row(line) else 0
        if run and cells != width:
            if len(run) > _LEAST:
                yield run
            run = []
        if cells:
            width = cells
            run.append(line)


def _grid(page: Page, lines: Sequence[int]) -> Grid | None:
    """The figures below the last head; None without a head or where rows of words stand between those of figures."""
    first = next((at for at, line in enumerate(lines) if page.figures(line)), 0)
    if first == 0 or any(not page.figures(line) for line in lines[first:]):
        return None
    above = [line for line in lines[:first] if any(map(letters, page.cells(line)))]
    if not above or len(page.cells(above[-1])) != len(page.cells(lines[first])):
        return None
    return Grid(page, above[-1], lines[first:])


def _cells(page: Page, line: int) -> list[Cell]:
    """The cells of a row with the records that hold their figures, each record once."""
    left = [record for record in page.at.get(line, ()) if isinstance(record, Figure)]
    found = []
    for text in page.cells(line)[1:]:
        number = parse_number(text)
        record = next((one for one in left if number is not None and abs(number) in page.said(one)), None)
        if record is not None:
            left.remove(record)
            found.append(Cell(record, value_of(record)))
        else:
            found.append(Cell(None, Decimal(0) if number is None and _DASH.fullmatch(text) else None))
    return found


def _proven(names: Sequence[str], series: Sequence[_Series]) -> Iterator[Summation]:
    """The sums of each series along which a total is named.

    Where one series is not divided (공무직 4 | - | -), the total of them all is more than its own parts.
    """
    totals = [at for at, name in enumerate(names) if _TOTAL.fullmatch(name)]
    for total in totals:
        sums: list[tuple[list[Summation], int]] = []
        for parts in _ways(total, totals, len(names)):
            undivided = any(_is_undivided(one.cells, total, parts) for one in series)
            relations = [
                relation
                for one in series
                if not (one.whole and undivided)
                for relation in _sum(one.cells, total, parts)
            ]
            sums.append((relations, sum(map(_holds, relations))))
        best = max(sums, key=lambda found: found[1], default=([], 0))
        if best[1] >= _LEAST and 3 * best[1] >= 2 * len(best[0]):
            yield from best[0]


def _ways(total: int, totals: Sequence[int], width: int) -> Iterator[list[int]]:
    """What a total may be over: all that is no total, the other totals, or what follows or precedes it up to one."""
    after = next((other for other in totals if other > total), width)
    before = next((other for other in reversed(totals) if other < total), -1)
    found = [
        [at for at in range(width) if at not in totals],
        [at for at in totals if at != total],
        list(range(total + 1, after)),
        list(range(before + 1, total)),
    ]
    seen: list[list[int]] = []
    for parts in found:
        if len(parts) > 1 and parts not in seen:
            seen.append(parts)
            yield parts


def _is_undivided(series: Sequence[Cell], total: int, parts: Sequence[int]) -> bool:
    """Whether a total stands where dashes stand in place of all its parts."""
    return bool(series[total].value) and all(series[at].record is None and series[at].value == 0 for at in parts)


def _sum(series: Sequence[Cell], total: int, parts: Sequence[int]) -> Iterator[Summation]:
    """One sum, if every cell of it is a figure of one unit or a dash, and two parts or more are something."""
    whole, cells = series[total].record, [series[at] for at in parts]
    records = [cell.record for cell in cells if cell.record is not None]
    if whole is None or any(cell.value is None for cell in cells) or sum(bool(cell.value) for cell in cells) < 2:
        return
    if any(isinstance(record, MetricStatement) and not is_added(record) for record in (whole, *records)):
        return
    if len({unit_of(record) for record in (whole, *records)}) == 1:
        yield from summation("total-in-grid", whole, records)


def unit_of(record: Record) -> str:
    """What a figure counts in; of money whatever it was printed in."""
    return "원" if isinstance(record, BudgetStatement) else str(getattr(record, "unit", "명"))


def _holds(relation: Summation) -> bool:
    """Whether a sum adds up."""
    figures = [record for record in relation.addends if isinstance(record, Figure)]
    total = relation.total
    if not isinstance(total, Figure):
        return False
    given = sum((value_of(figure) or Decimal(0) for figure in figures), Decimal(0))
    return abs(given - (value_of(total) or Decimal(0))) <= tolerance_of(total, figures)
