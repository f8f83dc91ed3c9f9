"""Ruling lines of a page to grids: where rows and columns run, which cells are merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from mapper.source.pdf_content import PageContent, Ruling

_TOUCH: Final = 3.0
"""Points within which two lines meet."""
_SAME_LINE: Final = 4.5
"""Points within which parallel lines are one: double lines, borders of neighbouring cells."""
_SHORTEST: Final = 6.0
_MOST_RULINGS: Final = 3_000
_MOST_UNITS: Final = 20_000
_MOST_FILLS: Final = 2_000
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class CellArea:
    """A cell: its first row and column, how many it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class GridArea:
    """A table's geometry: edges of columns and rows, and the cells between them."""

    xs: list[float]
    ys: list[float]
    cells: list[CellArea]
    owner: list[list[int]]
    """Index into `cells` for each unit of row and column."""
    shaded_rows: set[int] = field(default_factory=set)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """Index of the cell in which a point lies."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.owner[row][column]


def find_grids(page: PageContent) -> list[GridArea]:
    """The grids that the ruling lines of a page draw, inner ones of nested grids too."""
    fills = [box for box in page.fills if _is_cell_like(box, page)][:_MOST_FILLS]
    level, plumb = _merged(page.level), _merged(page.plumb)
    _add_shading(fills, level, plumb)
    level, plumb = _longest(_merged(level)), _longest(_merged(plumb))
    grids = []
    for levels, plumbs in _components(level, plumb):
        grid = _make_grid(levels, plumbs)
        if grid is not None:
            _mark_shading(grid, fills)
            grids.append(grid)
    return grids


def _is_cell_like(box: Box, page: PageContent) -> bool:
    """Whether a filled area may be a shaded cell: no speck, no background of the page."""
    width, height = box[2] - box[0], box[3] - box[1]
    return width >= 10 and height >= 7 and width * height < 0.8 * page.width * page.height


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings on one line that touch, or follow each other as dots and dashes do, as one."""
    rows: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if rows and ruling.at - rows[-1][0].at <= 1.0:
            rows[-1].append(ruling)
        else:
            rows.append([ruling])
    result: list[Ruling] = []
    for row in rows:
        row.sort(key=lambda ruling: ruling.start)
        last: Ruling | None = None
        for ruling in row:
            if last is not None and ruling.start - last.end <= _TOUCH:
                last.end = max(last.end, ruling.end)
            else:
                last = Ruling(ruling.at, ruling.start, ruling.end)
                result.append(last)
    return result


def _longest(rulings: list[Ruling]) -> list[Ruling]:
    """The rulings long enough for an edge of a cell; the longest where there are too many for a table."""
    kept = [ruling for ruling in rulings if ruling.end - ruling.start >= _SHORTEST]
    if len(kept) > _MOST_RULINGS:
        kept.sort(key=lambda ruling: ruling.start - ruling.end)
        del kept[_MOST_RULINGS:]
    return kept


def _add_shading(fills: Sequence[Box], level: list[Ruling], plumb: list[Ruling]) -> None:
    """The edges of shaded cells, where a ruling line runs along one of them; other filled areas are no cells."""
    open_fills = list(fills)
    for _ in range(3):
        index_level, index_plumb = _Along(level), _Along(plumb)
        rest: list[Box] = []
        for box in open_fills:
            left, top, right, bottom = box
            if (
                index_level.runs(top, left, right)
                or index_level.runs(bottom, left, right)
                or index_plumb.runs(left, top, bottom)
                or index_plumb.runs(right, top, bottom)
            ):
                level += [Ruling(top, left, right), Ruling(bottom, left, right)]
                plumb += [Ruling(left, top, bottom), Ruling(right, top, bottom)]
            else:
                rest.append(box)
        if len(rest) == len(open_fills):
            return
        open_fills = rest


class _Along:
    """Finds whether a ruling runs along an edge."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self.rulings = sorted(rulings, key=lambda ruling: ruling.at)
        self.places = [ruling.at for ruling in self.rulings]

    def runs(self, at: float, start: float, end: float) -> bool:
        """Whether seven tenths of the edge have a ruling."""
        first, last = bisect_left(self.places, at - 2.5), bisect_right(self.places, at + 2.5)
        covered = sum(max(0.0, min(end, ruling.end) - max(start, ruling.start)) for ruling in self.rulings[first:last])
        return covered >= 0.7 * (end - start)


def _components(level: list[Ruling], plumb: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of rulings that meet."""
    parents = list(range(len(level) + len(plumb)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    order = sorted(range(len(plumb)), key=lambda index: plumb[index].at)
    places = [plumb[index].at for index in order]
    for number, across in enumerate(level):
        first = bisect_left(places, across.start - _TOUCH)
        last = bisect_right(places, across.end + _TOUCH)
        for index in order[first:last]:
            upright = plumb[index]
            if upright.start - _TOUCH <= across.at <= upright.end + _TOUCH:
                parents[root(number)] = root(len(level) + index)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, ruling in enumerate([*level, *plumb]):
        groups.setdefault(root(number), ([], []))[number >= len(level)].append(ruling)
    return list(groups.values())


def _edges(rulings: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """Where rulings run, near ones taken together; and the ends of the crossing ones where no line closes them."""
    places: list[list[float]] = []
    for at in sorted(ruling.at for ruling in rulings):
        if places and at - places[-1][0] <= _SAME_LINE:
            places[-1].append(at)
        else:
            places.append([at])
    edges = [sum(group) / len(group) for group in places]
    low, high = min(ruling.start for ruling in crossing), max(ruling.end for ruling in crossing)
    if low < edges[0] - 2 * _SAME_LINE:
        edges.insert(0, low)
    if high > edges[-1] + 2 * _SAME_LINE:
        edges.append(high)
    return edges


def _make_grid(level: list[Ruling], plumb: list[Ruling]) -> GridArea | None:
    """A grid of rulings that meet; None where they enclose no cell."""
    if len(level) < 2 or not plumb:
        return None
    xs, ys = _edges(plumb, level), _edges(level, plumb)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_UNITS:
        return None
    walls = _present(plumb, xs, ys)
    floors = _present(level, ys, xs)
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[CellArea] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] < 0:
                cell = _grow(row, column, owner, walls, floors)
                for y in range(cell.row, cell.row + cell.rowspan):
                    owner[y][cell.column : cell.column + cell.colspan] = [len(cells)] * cell.colspan
                cells.append(cell)
    return GridArea(xs, ys, cells, owner)


def _present(rulings: Sequence[Ruling], places: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """For each place and step along it whether a ruling covers more than half of the step."""
    found = [[False] * (len(steps) - 1) for _ in places]
    for ruling in rulings:
        after = bisect_left(places, ruling.at)
        nearest = min(
            (index for index in (after - 1, after) if 0 <= index < len(places)),
            key=lambda index: abs(places[index] - ruling.at),
        )
        first = max(0, bisect_right(steps, ruling.start) - 1)
        for step in range(first, len(steps) - 1):
            if steps[step] >= ruling.end:
                break
            covered = min(ruling.end, steps[step + 1]) - max(ruling.start, steps[step])
            if covered > 0.5 * (steps[step + 1] - steps[step]):
                found[nearest][step] = True
    return found


def _grow(row: int, column: int, owner: list[list[int]], walls: list[list[bool]], floors: list[list[bool]]) -> CellArea:
    """The cell that begins at a unit: as far right and down as no line parts it and no other cell holds it."""
    rows, columns = len(owner), len(owner[0])
    right = column + 1
    while right < columns and not walls[right][row] and owner[row][right] < 0:
        right += 1
    bottom = row + 1
    while bottom < rows and all(
        not floors[bottom][x] and owner[bottom][x] < 0 and (x == column or not walls[x][bottom])
        for x in range(column, right)
    ):
        bottom += 1
    return CellArea(row, column, bottom - row, right - column)


def _mark_shading(grid: GridArea, fills: Sequence[Box]) -> None:
    """Note the rows of which most is shaded: heads of columns."""
    left, top, right, bottom = grid.box
    inside = [box for box in fills if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top]
    for row in range(len(grid.ys) - 1):
        upper, lower = grid.ys[row], grid.ys[row + 1]
        covered = sum(
            max(0.0, min(box[2], right) - max(box[0], left))
            for box in inside
            if min(box[3], lower) - max(box[1], upper) > 0.6 * (lower - upper)
        )
        if covered > 0.6 * (right - left):
            grid.shaded_rows.add(row)
