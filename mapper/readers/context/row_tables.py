"""Tables as records: one label per column, one row per record, also where the table is printed turned by a quarter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from mapper.layout import Cell, Table
from mapper.values.text import squeeze

LONGEST_SHORT_LABEL = 3
"""Labels of so few letters are compared whole only."""
_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_OPENING = frozenset("(（[")
_TOTAL = re.compile(r"(?:총\s?)?(?:합계|소계|총계|계)")
_FIGURE = re.compile(r"[△▲-]?\d")
_BLANK = frozenset({"", "-", "–", "—", "_"})
_UNIT = re.compile(r"단\s?위\s?[:：]?\s?([^)）\],]+)")


@dataclass(slots=True)
class Grid:
    """Records of a table: `rows` hold the cells of each, under `labels` (spaces and brackets removed)."""

    labels: list[str]
    paths: list[str]
    units: list[str]
    """Unit that a column's head names in brackets, else empty."""
    rows: list[list[Cell]]
    turned: bool = False
    moved: frozenset[int] = frozenset()
    """Rows that had left their first cells out."""

    def find(self, labels: Collection[str]) -> int:
        """Index of the first column under one of the labels; -1 if none."""
        return next(iter(self.find_all(labels)), -1)

    def find_all(self, labels: Collection[str]) -> list[int]:
        """Indexes of all columns under one of the labels: equal ones, else those that end in one (최초도입연도)."""
        equal = [index for index, label in enumerate(self.labels) if label in labels]
        if equal:
            return equal
        ends = _ends(labels) if isinstance(labels, frozenset) else _long_labels(labels)
        return [index for index, label in enumerate(self.labels) if ends and label.endswith(ends)]


def _long_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels that a longer head may end in."""
    return tuple(label for label in labels if len(label) > LONGEST_SHORT_LABEL)


@cache
def _ends(labels: frozenset[str]) -> tuple[str, ...]:
    """The same of a list of the lexicon, kept."""
    return _long_labels(labels)


def cell_at(row: list[Cell], index: int) -> Cell | None:
    """The filled cell of a row at an index; None for an empty or missing one."""
    return row[index] if 0 <= index < len(row) and row[index].text else None


def is_total(text: str) -> bool:
    """Whether a row's name says that it holds totals."""
    return bool(_TOTAL.fullmatch(squeeze(_BRACKET.sub("", text))))


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """A head without spaces and brackets: `수량 (대)` is 수량."""
    plain = text if _OPENING.isdisjoint(text) else _BRACKET.sub("", text)
    return squeeze(plain) or squeeze(text)


def caption_unit(caption: str) -> str:
    """The unit that a caption names: `(단위 : 대, 2020.10. 기준)` is 대; empty where it names none."""
    match = _UNIT.search(caption)
    return squeeze(match[1]) if match else ""


def read_grid(table: Table, known: Collection[str]) -> Grid:
    """The table's records; turned where its first column, not its first row, holds the known labels."""
    if _is_turned(table, known):
        return _turn(table)
    leaves = [path.split(" > ")[-1] for path in table.columns]
    labels, paths = [plain_label(leaf) for leaf in leaves], list(table.columns)
    units = [_unit_of_path(path) for path in paths]
    rows = _filled_out(table.body, len(labels))
    moved = frozenset(
        index for index, (row, printed) in enumerate(zip(rows, table.body, strict=True)) if row is not printed
    )
    return Grid(labels, paths, units, rows, moved=moved)


def _filled_out(rows: list[list[Cell]], width: int) -> list[list[Cell]]:
    """Rows that left their first cells out under merged ones, moved to the columns where such words or figures stand.

    A row that only lacks cells at its end fits as it is.
    """
    full = [row for row in rows if len(row) == width]
    if len(full) == len(rows):
        return full
    figures = [sum(_is_figure(row[index]) for row in full) * 2 > len(full) for index in range(width)]
    return [_moved(row, figures) if full and 0 < len(row) < width else row for row in rows]


def _moved(row: list[Cell], figures: list[bool]) -> list[Cell]:
    """A short row behind as many left-out cells as let most of its own stand where their like stand."""
    most = len(figures) - len(row)
    places = max((0, *range(most, 0, -1)), key=lambda left: _fit(row, figures[left:]))
    return [*(Cell("", "", row[0].line) for _ in range(places)), *row] if places else row


def _is_figure(cell: Cell) -> bool:
    """Whether a cell begins with a number."""
    return bool(_FIGURE.match(cell.text))


def _fit(row: list[Cell], figures: list[bool]) -> int:
    """How many filled cells are figures where figures stand, words where words stand."""
    return sum(
        _is_figure(cell) is figure for cell, figure in zip(row, figures, strict=False) if cell.text not in _BLANK
    )


def _unit_of_path(path: str) -> str:
    """The unit of a column: of its head, else of a head above it (`설치 수량(대) > 실외`)."""
    return next((unit for part in reversed(path.split(" > ")) if (unit := _unit(part))), "")


def _unit(text: str) -> str:
    """The unit in a head's brackets."""
    match = None if _OPENING.isdisjoint(text) else _BRACKET.search(text)
    return squeeze(match[1]).removeprefix("단위").lstrip(":：") if match else ""


def _is_turned(table: Table, known: Collection[str]) -> bool:
    """Whether labels stand in the first column: two at least, and none but the first in the first row.

    That of a row of totals tells nothing.
    """
    rows = [row for row in table.rows if row and row[0].text]
    if len(rows) < 2 or len(rows) < len(table.rows) - 1:
        return False
    firsts = [plain_label(row[0].text) for row in rows]
    hits = sum(label in known and not is_total(label) for label in firsts)
    others = sum(plain_label(cell.text) in known for cell in table.rows[0][1:] if cell.text)
    return hits >= 2 and hits * 3 >= len(firsts) and not others


def _turn(table: Table) -> Grid:
    """Rows and columns exchanged."""
    labels = [row[0].text if row else "" for row in table.rows]
    rows = []
    for column in range(1, table.width):
        row = [
            line[column] if column < len(line) else Cell("", "", line[0].line if line else table.first)
            for line in table.rows
        ]
        if any(cell.text for cell in row):
            rows.append(row)
    return Grid([plain_label(label) for label in labels], labels, [_unit(label) for label in labels], rows, turned=True)
