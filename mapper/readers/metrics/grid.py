"""The parts of a table of figures: header paths, label and figure columns, times in heads; and what it measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from mapper.layout import Cell, Table
from mapper.layout.table_heads import column_paths
from mapper.readers.metrics.contents import is_contents
from mapper.readers.metrics.figure_cells import is_figure, mostly_figures
from mapper.readers.metrics.label_columns import counts_rows, find_label_columns, numbers_names
from mapper.readers.metrics.names import is_generic, words
from mapper.readers.metrics.numbers import DIGIT, mask_numbers
from mapper.readers.metrics.periods import join_periods
from mapper.readers.metrics.units import Unit, header_unit, parse_unit, without_unit
from mapper.values.dates import Period
from mapper.values.numbers import find_quantities, is_plain_number
from mapper.values.text import squeeze

Dates = Callable[[str], list[Period]]
_UP_TO = re.compile(r"((?:19|20)\d\d)\s?년?\s?[(（]\s?[~∼～]\s?(\d{1,2})\s?월?말?\s?[)）]")
_TIME_WORDS = re.compile(r"[\s()（）\[\]~∼,.·:]|기준|현재|누계|까지|년도|년|월말|월|말|도|당초|중|상반기|하반기|대비")
_FLOORS = re.compile(r"(?:설치)?(?:위치|장소)|소재지|주소|층")
"""Heads over places: the figures below are floors and house numbers."""
_GRADE = re.compile(r"\d{1,2}급")
_LEADING_YEAR = re.compile(r"^\s*((?:19|20)\d\d)(?=\s+[가-힣]{2})")
_YEAR_AND_MONTH = re.compile(r"^\s*((?:19|20)\d\d)\s?년?\s*[(（]\s*(\d{1,2})\s?월\s?(말)?\s*[)）]")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_NOTE = re.compile(r"[(（\[]\s*(?:기준|현재|말|누계|까지|\s|~)*[)）\]]")
_DATE_EDGE = re.compile(r"^\s*(?:월?말|기준|현재|도)\s|\s(?:기준|현재)\s*$")
_NOTE = re.compile(r"[(（].*?[)）]")
_YEAR_TEXT = re.compile(r"(?:['‘’]\d\d|(?:19|20)\d\d)\s?년?\.?|\d\d\s?년")
_BARE_UNITS = frozenset(
    {"개소", "대", "명", "건", "회", "식", "개", "면", "종", "점", "부", "곳", "가구", "세대", "필지", "㎡", "km"}
)
"""A counter alone below another head is the unit of what that head measures."""
_YEAR_HEAD = re.compile(r"연도|년도|년$|도입|취득|설치일|구입|시기")


class Axis(StrEnum):
    """What names the measured thing."""

    COLUMN = "column"
    ROW = "row"
    TITLE = "title"
    INDICATOR = "indicator"


@dataclass(slots=True)
class Head:
    """A column: its path without time and unit, and the time and unit that it prints."""

    parts: list[str]
    time: str
    unit: Unit | None
    printed: str

    @property
    def name(self) -> str:
        """The innermost part."""
        return self.parts[-1] if self.parts else ""

    @property
    def path(self) -> str:
        """All parts, outermost first."""
        return " ".join(self.parts)


@dataclass(slots=True)
class Grid:
    """A table with its roles told apart."""

    table: Table
    heads: list[Head]
    header: list[list[Cell]]
    body: list[list[Cell]]
    labels: list[int]
    """Label columns, outermost first."""
    figures: list[int]
    """Columns that hold figures."""
    unit_column: int = -1
    axis: Axis = Axis.COLUMN
    totalled: bool = False
    """A row adds up the others."""
    bodies: bool = False
    """It lists committees."""
    row_units: dict[int, set[str]] = field(default_factory=dict)
    column_units: dict[int, set[str]] = field(default_factory=dict)


def split_time(text: str, dates: Dates) -> tuple[str, str]:
    """A head or label without its date, and that date as a period: `2025년 목표`, `구독자수(23.12월말)`."""
    counted = DIGIT.search(text) is not None
    if counted:
        text = _LEADING_YEAR.sub(r"\1년", _YEAR_AND_MONTH.sub(r"\1. \2월\3", text))
    if counted and (until := _UP_TO.search(text)):
        rest = (text[: until.start()] + text[until.end() :]).strip()
        return rest, f"{until[1]}-01/{until[1]}-{int(until[2]):02}"
    found = dates(text)
    if found and all(period.inherited and period.grain in {"half", "quarter", "all_year"} for period in found):
        rest = text[: found[0].begin] + text[found[-1].stop :]
        if squeeze(rest) and not is_generic(rest) and squeeze(rest) not in words("indicator_columns"):
            return text, ""
    if not found:
        bare = counted and _BARE_YEAR.fullmatch(text.strip())
        return ("", text.strip()) if bare else (text, "")
    characters = list(text)
    for period in found:
        characters[period.begin : period.stop] = " " * (period.stop - period.begin)
    rest = "".join(characters)
    if not _TIME_WORDS.sub("", rest):
        return "", join_periods(found)
    rest = _DATE_NOTE.sub(" ", rest)
    rest = _DATE_EDGE.sub(" ", rest)
    return " ".join(rest.split()), join_periods(found)


_SESSIONS = re.compile(r"(?:횟수|회수|건수|개최|실적)(?:[(（\[].*)?$")
"""Heads of a table of committees that count what these did; the rest of it tells of them."""


def read_grid(table: Table, dates: Dates) -> Grid | None:
    """The roles of a table's rows and columns; None for tables of posts, contacts, committees without sessions."""
    count = _header_rows(table)
    header, body = table.rows[:count], table.rows[count:]
    width = table.width
    paths = table.columns if count == table.header_rows else column_paths(header, width)
    heads = [_head(path, dates) for path in paths] or [Head([], "", None, "") for _ in range(width)]
    labels = [squeeze(head.printed) for head in heads]
    if is_contents(table.rows, body, [head.printed for head in heads]):
        return None
    if sum(bool(_GRADE.search(label)) for label in labels) >= 2:
        return None
    bodies = any("위원회명" in label or label == "위원수" for label in labels)
    if table.rows and squeeze(table.rows[0][0].text) in {"추진부서", "협조부서", "담당부서"}:
        return None
    counted = counts_rows(body)
    figures = [
        index
        for index in range(width)
        if labels[index] not in words("number_columns")
        and not (index == 0 and (counted or numbers_names(body)))
        and not _FLOORS.fullmatch(labels[index])
        and not _holds_years(index, labels[index], body)
        and any(index < len(row) and is_figure(row[index].text) for row in body)
        and not (bodies and not _SESSIONS.search(labels[index]))
    ]
    if bodies and not figures:
        return None
    unit_column = next((index for index, label in enumerate(labels) if label in words("unit_columns")), -1)
    first = min(figures, default=width)
    columns = [
        index
        for index in range(first)
        if labels[index] not in words("number_columns")
        and not (index == 0 and counted)
        and index != unit_column
        and any(index < len(row) and row[index].text for row in body)
    ]
    named = find_label_columns(labels, columns, body)
    if not figures or bodies:
        named = named[:1]
    grid = Grid(table, heads, header, body, named, figures, unit_column)
    grid.totalled = any(squeeze(_row_label(grid, row)) in words("totals") for row in body)
    _collect_units(grid, dates)
    grid.axis, grid.bodies = Axis.COLUMN if bodies else _axis(grid, dates), bodies
    return grid


def _head(path: str, dates: Dates) -> Head:
    """One column's head."""
    parts: list[str] = []
    time = ""
    unit = None
    for part in path.split(" > ") if path else []:
        unit = header_unit(part) or unit
        name, stamp = split_time(part, dates)
        name = without_unit(name)
        time = stamp or time
        if name and _is_word(name):
            parts.append(name)
    if len(parts) > 1 and parts[-1] in _BARE_UNITS:
        unit = unit or Unit(parts.pop())
    return Head(parts, time, unit, path.split(" > ")[-1] if path else "")


def _is_word(name: str) -> bool:
    """Whether a head is no debris of a scan: a fourth of its letters are Hangul, or all of them Latin."""
    letters = [character for character in _NOTE.sub("", name) if character.isalpha()]
    hangul = sum("가" <= character <= "힣" for character in letters)
    return (
        not letters
        or hangul * 4 >= len(letters)
        or (all(character.isascii() for character in letters) and not any(c.isdigit() for c in name))
    )


def _header_rows(table: Table) -> int:
    """Header rows, further rows of words included that divide merged heads or stand over a row of figures only."""
    count = table.header_rows
    rows = table.rows
    if count == 0:
        first = next((index for index, row in enumerate(rows) if mostly_figures(row)), 0)
        return first if first <= 3 else 0
    while count < len(rows) - 1 and count < 4 and _divides(rows[count - 1], rows[count], rows[count + 1]):
        count += 1
    return count


def _divides(above: Sequence[Cell], row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row goes on with the header: it fills what the row above leaves out, and figures follow."""
    filled = [cell.text for cell in row if cell.text]
    if not filled or mostly_figures(row) or (row[0].text, below[0].text if below else "") == ("1", "2"):
        return False
    numbered = squeeze(above[0].text) in words("number_columns") if above else False
    alone = bool(below) and not numbered and is_figure(next((cell.text for cell in below if cell.text), ""))
    if not alone and not mostly_figures(below):
        return False
    if sum(is_figure(text) for text in filled) * 2 >= len(filled) or any(len(text) > 20 for text in filled):
        return False
    fills = any(cell.text and index < len(above) and not above[index].text for index, cell in enumerate(row[1:], 1))
    return (
        (fills and (not row[0].text or row[0].text == above[0].text or len(row[0].text) <= 3))
        or not row[0].text
        or alone
    )


def _holds_years(index: int, label: str, body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column prints years: `도입연도`."""
    texts = [row[index].text for row in body if index < len(row) and row[index].text]
    years = sum(bool(_YEAR_TEXT.fullmatch(text)) for text in texts)
    return bool(texts) and years * 2 > len(texts) and bool(_YEAR_HEAD.search(label))


def _collect_units(grid: Grid, dates: Dates) -> None:
    """Units printed in cells, by row and by column."""
    for number, row in enumerate(grid.body):
        for index, cell in enumerate(row):
            if is_plain_number(cell.text) or (index not in grid.figures and not DIGIT.search(cell.text)):
                continue
            for quantity in find_quantities(mask_numbers(cell.text, dates(cell.text)))[:1]:
                grid.row_units.setdefault(number, set()).add(quantity.unit)
                grid.column_units.setdefault(index, set()).add(quantity.unit)


def _axis(grid: Grid, dates: Dates) -> Axis:
    """Whether columns, rows or the line above the table name what is measured."""
    heads = [grid.heads[index] for index in grid.figures if index < len(grid.heads)]
    if not heads:
        return Axis.COLUMN
    leaves = [squeeze(head.name) for head in heads]
    corner = squeeze(grid.heads[grid.labels[0]].printed) if grid.labels else ""
    indicators = sum(leaf in words("indicator_columns") for leaf in leaves)
    measured = any(len(head.parts) > 1 for head in heads)  # 방문객 over 목표 and 실적: the rows only divide it
    if corner in words("indicator_heads") or (indicators >= 2 and indicators == len(leaves) and not measured):
        return Axis.INDICATOR
    rows = [_row_label(grid, row) for row in grid.body]
    totals = words("totals")
    total_row = any(squeeze(label) in totals for label in rows)
    total_column = any(leaf in totals for leaf in leaves)
    timed_rows = bool(grid.labels) and (
        corner in words("time_columns") or all(not split_time(label, dates)[0] or "민선" in label for label in rows)
    )
    if all(not head.parts for head in heads) and grid.labels:
        return Axis.TITLE if total_row or timed_rows else Axis.ROW
    if rows and sum(header_unit(label) is not None for label in rows) * 2 > len(rows):
        return Axis.ROW
    if total_column and (total_row or timed_rows) and _has_units_again(heads):
        return Axis.TITLE  # 계, 노인, 아동, each in 가구 and 명
    if any(head.unit for head in heads) or any(leaf.endswith(("률", "율")) for leaf in leaves):
        return Axis.COLUMN
    return _axis_by_units(grid, heads, rows, total_row=total_row, total_column=total_column, timed_rows=timed_rows)


def _adds_up_first(grid: Grid) -> bool:
    """Whether the first column is the sum of the others in every row, though no head says so: 접수, 적격, 부적격."""
    rows = [[cells[at].text.replace(",", "") for at in grid.figures if at < len(cells)] for cells in grid.body]
    counts = [[int(text) for text in row] for row in rows if all(text.isdecimal() for text in row)]
    full = [row for row in counts if len(row) == len(grid.figures) > 2]
    return len(full) > 1 and len(full) == len(rows) and all(row[0] == sum(row[1:]) for row in full)


def _has_units_again(heads: Sequence[Head]) -> bool:
    """Whether each of several heads stands over the same two units or more, which then do not tell what it measures."""
    units: dict[str, list[str]] = {}
    for head in heads:
        units.setdefault(head.path, []).append(head.unit.text if head.unit else "")
    first = next(iter(units.values()))
    return len(units) > 1 and len(set(first)) > 1 and all(first) and all(own == first for own in units.values())


def _axis_by_units(
    grid: Grid, heads: Sequence[Head], rows: Sequence[str], *, total_row: bool, total_column: bool, timed_rows: bool
) -> Axis:
    """The axis of a table whose heads carry no units: by where units and totals stand."""
    by_row = [units for units in grid.row_units.values() if units]
    different_rows = len({next(iter(units)) for units in by_row if len(units) == 1}) > 1 and all(
        len(units) == 1 for units in by_row
    )
    by_column = [grid.column_units.get(index, set()) for index in grid.figures]
    different_columns = len(set().union(*by_column)) > 1 and all(len(units) <= 1 for units in by_column)
    single = len(heads) == 1 and bool(heads[0].name) and squeeze(heads[0].name) not in words("value_heads")
    if grid.labels and different_rows and not single and not (different_columns and len(by_row) < 2):
        return Axis.ROW
    if different_columns:
        return Axis.COLUMN
    measures = sum(squeeze(head.name).endswith(tuple(words("count_endings"))) for head in heads)
    if total_column and (total_row or timed_rows or not grid.labels):
        return Axis.TITLE
    if total_column:
        return Axis.ROW
    if measures * 2 >= len(heads):
        return Axis.COLUMN
    if total_row and len(heads) > 1:
        return Axis.COLUMN if _adds_up_first(grid) else Axis.TITLE
    divided = any(len(head.parts) > 1 for head in heads)
    row_measures = sum(
        squeeze(label).endswith(tuple(words("count_endings") | words("share_endings"))) for label in rows
    )
    if grid.labels and not divided and row_measures * 2 > len(rows):
        return Axis.ROW
    return Axis.COLUMN


def _row_label(grid: Grid, row: Sequence[Cell]) -> str:
    """The innermost label that a row prints."""
    texts = [row[index].text for index in grid.labels if index < len(row) and row[index].text]
    return texts[-1] if texts else ""


def row_unit(grid: Grid, row: Sequence[Cell]) -> Unit | None:
    """The unit that the row's unit column or its label's brackets print."""
    if 0 <= grid.unit_column < len(row):
        unit = parse_unit(row[grid.unit_column].text)
        if unit is not None:
            return unit
    return header_unit(_row_label(grid, row))


@cache
def _corner_words() -> frozenset[str]:
    """Words of a corner, spaces removed."""
    return frozenset(map(squeeze, words("corner_words")))


def names_nothing(text: str) -> bool:
    """Whether a corner or head is a word like 구분, or says only what kind of words stand below it."""
    return not text or squeeze(text) in _corner_words() or len(text) > 16 or is_generic(text)
