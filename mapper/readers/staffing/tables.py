"""Reads tables of posts: grades or kinds as columns or rows, 정원 and 현원 beside or below each other, `20(21)`.

Headers that OCR damaged are read by what is left of them (the grades) and by the sums.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from mapper.layout import Cell, Table
from mapper.readers.staffing.kinds import is_note, name_kinds, name_measured_kinds, name_proven_kinds
from mapper.readers.staffing.labels import Label, combine, may_tell_posts, read_label, series_pattern
from mapper.records import Measure, Reading, Ref
from mapper.values.text import squeeze

_COUNT = re.compile(
    r"(?P<sign>[△▲▽▼]\s?|[-−]\s?(?=\d))?(?P<one>\d{1,4}|[-–—](?=\s?[(/]))\s?명?(?:\s?[(（/\[]\s?(?P<two>\d{1,4}|[-–—])\s?명?\s?[)）\]]?)?"
)
_SECOND_ONLY = re.compile(r"[(（]\s?(?P<two>\d{1,4})\s?명?\s?[)）]")
_NOTHING = re.compile(r"[-–—_\s.·ı일l|]*")
_NOTE = re.compile(rf"(?P<series>{series_pattern()})\s?[:：]?\s?[(（]?\s?(?P<count>\d{{1,3}})\s?명?\s?[)）]?")
PAIR = (Measure.QUOTA, Measure.ACTUAL)
OUTSIDE_PAIR = (Measure.SUPERNUMERARY_QUOTA, Measure.SUPERNUMERARY_ACTUAL)


@dataclass(frozen=True, slots=True)
class Count:
    """One number of posts."""

    org: Ref
    measure: Measure
    series: str
    grade: str
    count: int
    cell: Cell
    reading: Reading = Reading.PRINTED
    column: int = -1
    """The column it counts."""
    printed_column: int = -1
    """The column that a slipped cell stands under; -1 for a cell in its place."""


@dataclass(slots=True)
class StaffGrid:
    """A table of posts with its columns and rows read."""

    table: Table
    columns: list[Label]
    first_row: int
    """Index of the first row below the header."""
    notes: set[int] = field(default_factory=set)
    """Columns of remarks."""
    offices: list[Ref | None] = field(default_factory=list)
    """The office that a column is about."""


OfficeOf = Callable[[str, int], Ref | None]
"""Gives the office that a cell names."""


def read_grid(table: Table, office_of: OfficeOf, default: tuple[Measure, ...] = ()) -> StaffGrid | None:
    """The table's columns and header, or None where it counts no posts; `default` is what the words over it measure."""
    if len(default) < len(PAIR) and not may_tell_posts([cell.text for row in table.rows for cell in row]):
        return None
    first = _first_data_row(table)
    header = _padded_header(table.rows[:first], table.width)
    columns = [_column_label([row[index] for row in header]) for index in range(table.width)]
    _spread_single_series(header, columns)
    shift = _missing_corner(table, first, columns)
    if shift:
        columns = [Label()] * shift + columns[: len(columns)]
    grid = StaffGrid(table, columns, first)
    heads = [[cell for cell in (row[index] for row in header) if cell] for index in range(table.width)]
    name_kinds(columns, heads, shift)
    name_measured_kinds(columns, heads, shift)
    name_proven_kinds(table.rows[first:], columns, heads, shift)
    if not _counts_posts(grid, default):
        return None
    none: list[Ref | None] = [None] * shift
    grid.offices = none + [_column_office(texts, office_of, table.first) for texts in heads]
    grid.notes = {index + shift for index, texts in enumerate(heads) if is_note(texts)}
    return grid


def _first_data_row(table: Table) -> int:
    """Index of the first row that holds counts below the row of grades, or below the header."""
    graded = -1
    for index, row in enumerate(table.rows[:5]):
        if sum(bool(read_label(cell.text).grade) for cell in row) >= 2:
            graded = index
    for index in range(graded + 1, len(table.rows)):
        counts = sum(_is_count(cell.text) for cell in table.rows[index])
        if counts and (graded >= 0 or index >= table.header_rows or counts >= 2):
            return index
    return len(table.rows)


def _is_count(text: str) -> bool:
    """Whether a cell is a number of posts."""
    return bool(_COUNT.fullmatch(text) or _SECOND_ONLY.fullmatch(text))


def _padded_header(rows: Sequence[Sequence[Cell]], width: int) -> list[list[str]]:
    """Header texts, merged cells spread to the right, a lower row without leading cells put under its merged cell."""
    texts: list[list[str]] = []
    for depth, row in enumerate(rows):
        cells = [cell.text for cell in row]
        above = texts[-1] if texts else []
        if depth and cells and cells[0] and read_label(cells[0]).known and above:
            merged = next((index for index in range(len(above) - 1) if above[index] and not above[index + 1]), 0)
            if merged and len(cells) + merged <= width:
                cells = [""] * merged + cells
        texts.append((cells + [""] * width)[:width])
    for depth, cells in enumerate(texts[:-1]):
        current = ""
        for index in range(width):
            if cells[index]:
                current = cells[index]
            elif (
                any(lower[index] for lower in texts[depth + 1 :])
                and read_label(current).known
                and not read_label(current).total
            ):
                cells[index] = current
    return texts


def _column_label(texts: Sequence[str]) -> Label:
    """What the header cells over a column say together."""
    return combine([read_label(text) for text in texts if text])


def _spread_single_series(header: list[list[str]], columns: list[Label]) -> None:
    """A kind of posts printed in the middle of its merged cell holds for all grades beside it, too."""
    graded = [index for index, label in enumerate(columns) if label.grade]
    series = {columns[index].series for index in graded} - {""}
    if len(series) != 1 or len(header) < 2:
        return
    first = min(index for index in graded if columns[index].series)
    for index in graded:
        named = any(read_label(row[index]).known for row in header[:-1])
        if columns[index].series or (index > first and named) or not columns[index].grade.endswith("급"):
            continue
        columns[index] = Label(columns[index].measures, next(iter(series)), columns[index].grade, columns[index].total)


def _missing_corner(table: Table, first: int, columns: Sequence[Label]) -> int:
    """1 where the header lacks the cell over the rows' labels: its cells stand one too far to the left."""
    if not columns or not columns[0].known or first >= len(table.rows):
        return 0
    headed = max((len([cell for cell in row if cell.text]) for row in table.rows[:first]), default=0)
    rows = table.rows[first:]
    labelled = all(
        row and row[0].text and not _is_count(row[0].text) and not _NOTHING.fullmatch(row[0].text) for row in rows
    )
    return 1 if labelled and all(len(row) > headed for row in rows) else 0


def _column_office(texts: Sequence[str], office_of: OfficeOf, line: int) -> Ref | None:
    """The office that heads a column (정원 and 현원 as rows, teams as columns)."""
    for text in texts:
        if not read_label(text).known and (office := office_of(text, line)) is not None:
            return office
    return None


def _counts_posts(grid: StaffGrid, default: tuple[Measure, ...]) -> bool:
    """Whether columns or rows name grades, kinds of posts or 정원 and 현원, or cells hold both under such a head."""
    rows = grid.table.rows[grid.first_row :]
    if not rows:
        return False
    beside = [combine([read_label(cell.text) for cell in row[:3] if cell.text]) for row in rows]
    labels = [*grid.columns, *beside]
    grades = len({label.grade for label in labels if label.grade})
    measured = any(measure in PAIR for label in labels for measure in label.measures)
    pairs = len(default) == 2 and any(
        (match := _COUNT.fullmatch(cell.text)) and match["two"] for row in rows for cell in row
    )
    return grades >= 2 or measured or pairs or (grades >= 1 and any(label.series for label in labels))


def read_counts(grid: StaffGrid, department: Ref, office_of: OfficeOf, default: tuple[Measure, ...]) -> list[Count]:
    """All numbers of posts of a grid, also of measured rows under no head (they may have slipped).

    `default` is what caption or heading say of cells that no label measures.
    """
    found: list[Count] = []
    held = _Held(department)
    for row in grid.table.rows[grid.first_row :]:
        cells = _aligned(row, grid, held)
        labels, office, labelled = _row_labels(cells, grid, office_of, held)
        if office is None:
            continue
        for index, cell in enumerate(cells):
            if index < labelled or index >= len(grid.columns) or index in grid.notes:
                continue
            column = grid.columns[index]
            slipped = len(labels.measures) == 1
            if not column.known and not (grid.offices[index] and labels.known) and not slipped:
                continue
            label = combine([column, labels] if column.measures and not labels.measures else [labels, column])
            found.extend(_cell_counts(cell, label, grid.offices[index] or office, default, index))
        found.extend(_unlabelled(cells, grid, labels, labelled, office, found, default))
        found.extend(_noted(cells, grid, labels, office, found))
    return _with_series(found)


def _with_series(found: list[Count]) -> list[Count]:
    """Rows of grades below the row of a kind of posts that is their sum are of that kind: 일반직 15, 5급 1, 6급 14."""
    lines: dict[int, list[Count]] = {}
    for item in found:
        lines.setdefault(item.cell.line, []).append(item)
    rows = list(lines.values())
    kinds: dict[int, str] = {}
    for index, row in enumerate(rows):
        if not all(item.series and item.grade == "total" for item in row):
            continue
        below = list(
            takewhile(lambda one: all(item.grade != "total" and not item.series for item in one), rows[index + 1 :])
        )
        sums = [sum(item.count for one in below for item in one if item.measure is total.measure) for total in row]
        if below and sums == [total.count for total in row]:
            kinds.update({item.cell.line: row[0].series for one in below for item in one})
    return [replace(item, series=kinds[item.cell.line]) if item.cell.line in kinds else item for item in found]


@dataclass(slots=True)
class _Held:
    """What merged cells of the rows above still say."""

    department: Ref
    office: Ref | None = None
    series: str = ""
    measure_column: int = -1


def _aligned(row: Sequence[Cell], grid: StaffGrid, held: _Held) -> list[Cell]:
    """The row's cells under their columns: a row that lacks the cell merged from above begins further right."""
    cells = list(row)
    if cells and held.measure_column > 0 and read_label(cells[0].text).measures and len(cells) < len(grid.columns):
        cells = [Cell("", "", cells[0].line)] * held.measure_column + cells
    if held.series and _lacks_first(cells, grid):
        cells.insert(0, Cell("", "", cells[0].line))
    for index, cell in enumerate(cells[:3]):
        if read_label(cell.text).measures and not _is_count(cell.text):
            held.measure_column = index
    return cells


def _lacks_first(cells: Sequence[Cell], grid: StaffGrid) -> bool:
    """Whether a row begins with the label of the second column, its first cell left out under a merged one."""
    two = len(grid.columns) > 2 and not grid.columns[0].known and not grid.columns[1].known
    if not two or not 1 < len(cells) < len(grid.columns):
        return False
    return bool(read_label(cells[0].text).grade) and (not cells[1].text or _is_count(cells[1].text))


def _row_labels(
    cells: Sequence[Cell], grid: StaffGrid, office_of: OfficeOf, held: _Held
) -> tuple[Label, Ref | None, int]:
    """Labels of a row, its office (None where the row is about something else), and how many cells they fill."""
    labels: list[Label] = []
    office: Ref | None = None
    foreign = False
    used = 0
    for index, cell in enumerate(cells):
        column = grid.columns[index] if index < len(grid.columns) else Label()
        if column.known or _is_count(cell.text):
            break
        used = index + 1
        if not cell.text or _NOTHING.fullmatch(cell.text):
            continue
        label = read_label(cell.text)
        if label.known:
            labels.append(label)
        elif (named := office_of(cell.text, cell.line)) is not None:
            office = held.office = named
        elif index == 0:
            foreign = True
    series = next((label.series for label in labels if label.series), "")
    if used and cells[0].text:
        held.series = series
    elif used and held.series and not series:
        labels.insert(0, Label(series=held.series))
    if any(label.total for label in labels) and office is None:
        held.office = None
    if foreign and office is None and not labels:
        return Label(), None, used
    return (
        combine(labels),
        office or (held.office if not any(label.total for label in labels) and used > 1 else None) or held.department,
        used,
    )


def _cell_counts(cell: Cell, label: Label, office: Ref, default: tuple[Measure, ...], column: int) -> Iterator[Count]:
    """The one or two numbers of a cell."""
    match = _COUNT.fullmatch(cell.text)
    second = _SECOND_ONLY.fullmatch(cell.text)
    if match is None and second is None:
        return
    measures = label.measures or default
    numbers: list[str | None] = (
        [match["one"], match["two"]] if match is not None else [None, second["two"] if second else None]
    )
    if match is not None and match["two"] is None:
        if not measures:
            return
        measures, numbers = measures[:1], numbers[:1]
    elif len(measures) < 2:
        measures = OUTSIDE_PAIR if measures and measures[0] in OUTSIDE_PAIR else PAIR
    negative = match is not None and bool(match["sign"])
    for measure, number in zip(measures, numbers, strict=False):
        if number is not None and number.isdecimal():
            value = -int(number) if negative else int(number)
            yield Count(office, measure, label.series, label.grade or "total", value, cell, column=column)


def _unlabelled(
    cells: Sequence[Cell],
    grid: StaffGrid,
    labels: Label,
    labelled: int,
    office: Ref,
    found: Sequence[Count],
    default: tuple[Measure, ...],
) -> Iterator[Count]:
    """The column of totals whose head is damaged: the one before the grades that is their sum."""
    graded = [index for index, column in enumerate(grid.columns) if column.grade]
    if len(graded) < 2 or any(column.total and not column.series for column in grid.columns):
        return
    for index in range(min(graded[0], len(cells))):
        if grid.columns[index].known or not _is_count(cells[index].text):
            continue
        totals = list(_cell_counts(cells[index], combine([labels, Label(total=True)]), office, default, index))
        line = {item.cell.line for item in found if item.column in graded} and cells[index].line
        proven = totals and all(
            total.count
            == sum(
                item.count
                for item in found
                if item.cell.line == line and item.column in graded and item.measure is total.measure
            )
            for total in totals
        )
        if proven:
            yield from (
                Count(item.org, item.measure, "", "total", item.count, item.cell, Reading.MENDED, index)
                for item in totals
            )


def _noted(
    cells: Sequence[Cell], grid: StaffGrid, labels: Label, office: Ref, found: Sequence[Count]
) -> Iterator[Count]:
    """Remarks that break a cell of the row down: `공무직 2`; of a cell with two numbers they are actual."""
    for index in sorted(grid.notes):
        if index >= len(cells):
            continue
        parts = list(_NOTE.finditer(cells[index].text))
        if not parts:
            continue
        total = sum(int(part["count"]) for part in parts)
        row = [item for item in found if item.cell.line == cells[index].line]
        outside = [item for item in row if item.measure in OUTSIDE_PAIR and item.count == total]
        measure = (
            Measure.SUPERNUMERARY_ACTUAL
            if outside or "정원외" in squeeze(cells[index].text)
            else (labels.measures or (Measure.ACTUAL,))[-1]
        )
        for part in parts:
            yield Count(
                office, measure, part["series"].strip(), "total", int(part["count"]), cells[index], column=index
            )
