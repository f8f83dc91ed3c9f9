"""Puts right a row of 정원, 현원 or 과부족 whose cells slipped, by what the other two rows prove (definition 9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapper.layout import Cell
from mapper.readers.staffing.tables import Count, StaffGrid
from mapper.records import HeaderMismatch, Measure, Reading, Span

_ORDER = (Measure.DIFFERENCE, Measure.QUOTA, Measure.ACTUAL)
"""The rows in the order in which they are suspected where none has more or fewer cells than the header."""


def mend_slips(found: Sequence[Count], grid: StaffGrid) -> list[Count]:
    """The counts, those of a slipped row under the columns that the other rows prove; without cells under no head."""
    rows = {measure: [item for item in found if item.measure is measure] for measure in _ORDER}
    lines = [{item.cell.line for item in row} for row in rows.values()]
    if all(len(one) == 1 for one in lines) and len(set.union(*lines)) == 3:
        for measure in sorted(_ORDER, key=lambda one: not _is_ragged(rows[one][0].cell.line, grid)):
            row = rows[measure]
            moved = _moved(row, _expected(rows, measure), grid)
            if moved:
                return [*(item for item in found if item.measure is not measure and _is_headed(item, grid)), *moved]
    return [item for item in found if _is_headed(item, grid)]


def _is_ragged(line: int, grid: StaffGrid) -> bool:
    """Whether a row has more or fewer cells than the header."""
    header = grid.table.rows[: grid.first_row]
    row = [one for one in grid.table.rows[grid.first_row :] if one and one[0].line == line]
    return bool(header and row) and _width(row) != _width(header)


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    """Number of cells up to the last filled one."""
    return max((index + 1 for row in rows for index, cell in enumerate(row) if cell.text), default=0)


def _is_headed(item: Count, grid: StaffGrid) -> bool:
    """Whether a count stands under a head that says what it counts, or was read without one (remarks, proven sums)."""
    headed = grid.columns[item.column].known or grid.offices[item.column] is not None
    return headed or item.column in grid.notes or item.reading is Reading.MENDED


def _expected(rows: dict[Measure, list[Count]], measure: Measure) -> dict[int, int]:
    """What a row must hold by column, as the two others say; an empty cell counts as none."""
    quota, actual, difference = (
        {item.column: item.count for item in rows[one]} for one in (Measure.QUOTA, Measure.ACTUAL, Measure.DIFFERENCE)
    )
    one, sign, other = {
        Measure.DIFFERENCE: (actual, -1, quota),
        Measure.QUOTA: (actual, -1, difference),
        Measure.ACTUAL: (quota, 1, difference),
    }[measure]
    return {column: one.get(column, 0) + sign * other.get(column, 0) for column in sorted({*one, *other})}


def _moved(row: Sequence[Count], expected: dict[int, int], grid: StaffGrid) -> list[Count]:
    """The row under the columns that hold its figures in this order; empty where it is in place or proves nothing."""
    in_place = {item.column: item.count for item in row if item.count} == {
        column: count for column, count in expected.items() if count
    }
    printed = [item for item in row if item.count]
    columns = [column for column, count in expected.items() if count]
    if in_place or [item.count for item in printed] != [expected[column] for column in columns]:
        return []
    if not all(grid.columns[column].known for column in columns):
        return []
    noughts = [item for item in row if not item.count]
    places = [*zip(columns, printed, strict=True)]
    places += zip((column for column, count in expected.items() if not count), noughts, strict=False)
    return [_placed(item, column, grid) for column, item in sorted(places, key=lambda place: place[0])]


def _placed(item: Count, column: int, grid: StaffGrid) -> Count:
    """A count under its proven column."""
    if column == item.column:
        return item
    label = grid.columns[column]
    return replace(
        item,
        series=label.series,
        grade=label.grade or "total",
        reading=Reading.MENDED,
        column=column,
        printed_column=item.column,
    )


def find_mismatch(counts: Sequence[Count], grid: StaffGrid) -> Iterator[HeaderMismatch]:
    """The finding about a slipped row: its cells with the heads that the other rows prove, and as printed."""
    slipped = [item for item in counts if item.printed_column >= 0 and item.count]
    if not slipped:
        return
    lines = sorted({item.cell.line for item in counts})
    heads = sorted({cell.line for row in grid.table.rows[: grid.first_row] for cell in row} - set(lines))
    yield HeaderMismatch(
        span=Span(lines[0], lines[-1]),
        rule="staffing-table-slip",
        reading=Reading.MENDED,
        support=tuple(Span(line, line) for line in (*heads, *lines)),
        expected_text=", ".join(f"{_column_name(grid, item.column)} {item.cell.text}" for item in slipped),
        found_text=", ".join(f"{_column_name(grid, item.printed_column)} {item.cell.text}".strip() for item in slipped),
        subject_text=f"{slipped[0].org.name} 정·현원 표의 밀린 칸",
    )


def _column_name(grid: StaffGrid, column: int) -> str:
    """Kind and grade that a column counts: `일반직 6급`; empty for one without a head."""
    label = grid.columns[column]
    return " ".join(part for part in (label.series, label.grade) if part) or ("계" if label.total else "")
