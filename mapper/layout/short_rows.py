"""Rows with a cell left out under a merged one: the gap goes where every other cell then fits its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.values.text import squeeze

_NUMBER = re.compile(r"[△▲▽▼+-]?\s?\d[\d,.]*")
_YEAR = re.compile(r"['‘’]?\d{2,4}\s?(?:년도?|\.)(?:\s?\d{1,2}\s?(?:월|\.)?)?")
_FIRST_YEAR = re.compile(r"['‘’]?(?:(?:19|20)\d\d|\d\d(?=년))(?:년도?|\.)?(?:\s?(?:까지|이후|이전))?$")
_COUNTED = re.compile(
    r"(?:약|총)?\s?[△▲-]?\d[\d,.]*\s?(?:만\s?(?:\d[\d,]*\s?천?)?)?(?:[가-힣]{1,3}|[A-Za-z㎡㎢㎞㎥²%]{1,3})"
)
EMPTY = frozenset({"", "-", "–", "―", "·"})
"""Cells that say nothing of what their column holds."""
_NAMES = re.compile(r"(?!팀|부서|과명|기관|담당|소속|분야).*(?:명|명칭|이름)|시설|장비|품목|사업|과제")
"""Heads of columns that name what the row is about: no cell of theirs is merged, as those of teams are."""
_KINDS = re.compile(r"구분|종류|유형|분류|세부.*|용도|규격|기종")
"""Heads of columns that divide what the column before them names: below a merged name."""
_GROUPS = re.compile(r"구분|분류|유형|종류|분야|부문|권역|구역|대분류")
"""Heads of first columns whose cells are merged over the rows of a group."""
_NOTES = re.compile(r"비고|기타|참고|메모|적요")
"""Heads of last columns that may be left empty."""
_SURE_HEAD = re.compile(
    r"['‘’]?(?:20)?\d\d년?도?(?:\s?(?:까지|이후|\(.{1,6}\)))?|\d{1,2}급|[국도시군구]비"
    r"|(?:20\d\d|['‘’]\d\d)\s?[년.]\s?(?:\d{1,2}\s?[월.]\s?)?[말초]?\s?(?:기준|현재|누계|목표|실적|계획|예정|예산액?|결산액?)?"
)
"""A year, a grade or a source: no cell of a body holds nothing else in a row of its like."""
_HEAD = re.compile(rf"{_SURE_HEAD.pattern}|[가-힣]{{1,6}}")
"""What heads in a second row: one of these, or one word."""
FEWEST = 2
"""So many whole rows have to agree on what stands in a column."""


def find_gaps(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Row and place of each cell that was left out; `rows` are the texts of the body's rows.

    Only rows that lack one cell and fit with a gap: those that do not fit their columns as they are printed, and those
    below a first column that groups rows, unless the last one holds notes and may be empty.
    """
    width = len(columns)
    if width < 3 or not any(len(row) == width - 1 for row in rows):
        return
    kinds = _column_kinds([row for row in rows if len(row) == width], width)
    if sum(map(bool, kinds)) < FEWEST:
        return
    merged = _GROUPS.fullmatch(squeeze(columns[0])) is not None and _NOTES.fullmatch(squeeze(columns[-1])) is None
    for index, row in enumerate(rows):
        if len(row) != width - 1:
            continue
        grouped = merged and not _names_year(row, rows)
        place = _gap(row, kinds, columns) if _misfits(row, kinds, len(row)) else 0 if grouped else -1
        if place >= 0 and not _misfits(row, kinds, place):
            yield index, place


def _names_year(row: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row's first cell is a year, as that of another row is: no label is merged over it."""
    years = [other[0] for other in rows if other and _FIRST_YEAR.match(other[0])]
    return len(years) > 1 and row[0] in years


def _column_kinds(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """What the whole rows hold in each column, where all of them agree; else empty."""
    kinds: list[str] = []
    for index in range(width):
        found = [kind_of(row[index]) for row in rows if row[index] not in EMPTY]
        kinds.append(found[0] if len(found) >= FEWEST and len(set(found)) == 1 else "")
    return kinds


def kind_of(text: str) -> str:
    """A bare number, a year, a number with its unit, or words."""
    for kind, pattern in (("number", _NUMBER), ("year", _YEAR), ("counted", _COUNTED)):
        if pattern.fullmatch(text.strip()):
            return kind
    return "words"


def _misfits(row: Sequence[str], kinds: Sequence[str], gap: int) -> int:
    """How many cells of a row are of another kind than their column, with one left out at a place."""
    placed = [*row[:gap], None, *row[gap:]]
    return sum(
        cell is not None and bool(kind) and cell not in EMPTY and kind_of(cell) != kind
        for cell, kind in zip(placed, kinds, strict=False)
    )


def _gap(row: Sequence[str], kinds: Sequence[str], columns: Sequence[str]) -> int:
    """Where the cell was left out: the first place that fits, behind a column of names; -1 where none does."""
    fitting = [place for place in range(len(row)) if not _misfits(row, kinds, place)]
    if not fitting:
        return -1
    first, *others = fitting
    labels = [squeeze(path.split(" > ")[-1]) for path in columns]
    named = _NAMES.fullmatch(labels[first]) is not None and _KINDS.fullmatch(labels[first + 1]) is None
    return others[0] if named and others else first


def place_of_divided(header: Sequence[str], row: Sequence[str]) -> int:
    """Where the heads of a second row begin that print only what divides one merged head; -1 where they are none.

    `| 구분 | 합계 | 연차별 투자액 | | |` over `| 2026년 | 2027년 | 2028년 |`.
    """
    if not 1 < len(row) < len(header) or not all(_HEAD.fullmatch(text) for text in row):
        return -1
    if not any(_SURE_HEAD.fullmatch(text) for text in row):
        return -1  # words alone are rather a row with its last cell left out
    starts = [index for index, text in enumerate(header) if text]
    spans = [(start, stop - start) for start, stop in pairwise([*starts, len(header)])]
    fitting = [start for start, length in spans if length == len(row)]
    return fitting[0] if len(fitting) == 1 else -1
