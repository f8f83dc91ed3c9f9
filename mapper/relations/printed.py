"""The numbered lines as relations look at them: cells of rows, plain text, figures; made once for a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import TypeVar

from mapper.layout.single_blanks import find_single_blanks, may_open
from mapper.values.text import clean

_CELL_TAG = re.compile(r"</[tT][dDhH]>")
_PIPE = re.compile(r"(?<!\\)\|")
_FIGURES_ONLY = re.compile(r"[\d,.\s()/△▲%+\-−]*\d[\d,.\s()/△▲%+\-−]*")
_RULER = re.compile(r"[|:\-=+ ]*")
_BLANKS = re.compile(r"\s{2,}")
_BEYOND = [""]


_Found = TypeVar("_Found")


class ByLine(dict[int, _Found]):
    """What is found on a line, looked for when it is asked for first; later questions are a dictionary's look-up.

    `find` holds nothing that holds this: such a circle would stay in memory when its document is read.
    """

    def __init__(self, find: Callable[[int], _Found], known: Iterable[tuple[int, _Found]] = ()) -> None:
        super().__init__(known)
        self._find = find

    def __missing__(self, line: int) -> _Found:
        found = self[line] = self._find(line)
        return found


class PrintedLines:
    """What the lines of a document print; `lines[0]` is line 1, beyond the ends there is nothing."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        edges = _edges_of_tables(lines)
        parted = _parted_by_kinds(lines)
        self._cells: list[list[str]] = []
        plain: list[str] = []
        for index, (text, edge) in enumerate(zip(lines, edges, strict=True)):
            whole = clean(text)
            cells = parted.get(index) or [whole]
            if "|" in text or "</" in text or "\t" in text:
                cells = [clean(cell) for cell in _split(text, *edge)]
            self._cells.append(cells)
            plain.append(cells[0] if len(cells) == 1 else whole)
        self.plain: Callable[[int], str] = ByLine(_nothing, enumerate(plain, 1)).__getitem__
        """A line without tags and Markdown marks."""
        self.figures: Callable[[int], list[str]] = ByLine(partial(_find_figures, self._cells)).__getitem__
        """The cells of a row, but for its first, that hold a number and nothing else."""
        self.cells: Callable[[int], list[str]] = ByLine(_no_cells, enumerate(self._cells, 1)).__getitem__
        """The cells of a table's row; a line that is none has fewer than two."""
        rows = {number for number, cells in enumerate(self._cells, 1) if len(cells) > 1}
        self.is_row: Callable[[int], bool] = rows.__contains__
        """Whether a line is a row of a table; asked thousands of times, so it is the set's own look-up."""
        self.columns: Callable[[int], list[str]] = ByLine(partial(_find_columns, lines, self._cells)).__getitem__
        """The cells of a row, its columns parted by marks or by blanks; another line has fewer than two."""

    def text(self, line: int) -> str:
        """A line as printed."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""


def _nothing(_: int) -> str:
    """What a line beyond the ends says."""
    return ""


def _no_cells(_: int) -> list[str]:
    """The cells of a line beyond the ends."""
    return _BEYOND


def _find_figures(cells: Sequence[list[str]], line: int) -> list[str]:
    """The cells of a row, but for its first, that hold a number and nothing else."""
    return list(filter(holds_figures_only, cells[line - 1][1:])) if 0 < line <= len(cells) else []


def _find_columns(lines: Sequence[str], cells: Sequence[list[str]], line: int) -> list[str]:
    """The cells of a row; where nothing but blanks parts them, it has a name before figures."""
    if not 0 < line <= len(cells):
        return _BEYOND
    marked = cells[line - 1]
    parted = [clean(cell) for cell in _BLANKS.split(lines[line - 1].strip())] if len(marked) == 1 else []
    is_row = len(parted) > 1 and parted[0][:1].isalpha() and any(map(holds_figures_only, parted[1:]))
    return parted if is_row else marked


@lru_cache(maxsize=1)
def printed_lines(lines: tuple[str, ...]) -> PrintedLines:
    """The printed lines of the document that is read now: what implies relations and what judges them share them."""
    return PrintedLines(lines)


def holds_figures_only(cell: str) -> bool:
    """Whether a cell holds a number, or several, and nothing else."""
    return _FIGURES_ONLY.fullmatch(cell) is not None


def _parted_by_kinds(lines: Sequence[str]) -> dict[int, list[str]]:
    """The cells of rows that one blank parts, by index of the line, as the outline reads them."""
    found: dict[int, list[str]] = {}
    for index in range(len(lines)):
        if index not in found and may_open(lines, index):
            rows, _ = find_single_blanks(lines, index)
            found.update((row, text.split("\t")) for row, text in rows)
    return found


def _edges_of_tables(lines: Sequence[str]) -> list[tuple[bool, bool]]:
    """Of each line with pipes whether its table has one before all its rows, and one behind them."""
    found = [(False, False)] * len(lines)
    run: list[int] = []
    for index, line in enumerate((*lines, "")):
        if "|" in line:
            run.append(index)
        elif run:
            texts = {row: lines[row].strip() for row in run}
            rulers = {row for row, text in texts.items() if _RULER.fullmatch(text)}
            rows = [text for row, text in texts.items() if row not in rulers]
            edges = _parts_nothing(rows, 0), _parts_nothing(rows, -1)
            for row in run:
                found[row] = (True, True) if row in rulers else edges
            run = []
    return found


def _parts_nothing(rows: Sequence[str], edge: int) -> bool:
    """Whether the pipe at an edge of rows parts nothing: all have it, or those without it have no cell less."""
    lacking = {text.strip("|").count("|") for text in rows if text[edge] != "|"}
    having = {text.strip("|").count("|") for text in rows if text[edge] == "|"}
    return not lacking or (lacking == having and len(having) == 1)


def _split(text: str, is_opened: bool, is_closed: bool) -> list[str]:
    """The cells of a row between tabs, HTML or Markdown pipes; the whole line where it has none.

    The pipe before the first cell, and that behind the last, part nothing where all rows of the table have them.
    """
    if "\t" in text:
        return text.split("\t")
    if "</" in text and _CELL_TAG.search(text):
        cells = _CELL_TAG.split(text)
        return cells if clean(cells[-1]) else cells[:-1]
    if "|" in text and ("\\" not in text or _PIPE.search(text)):
        row = text.strip()
        row = row[is_opened and row[0] == "|" : -1 if is_closed and row[-1] == "|" else None]
        return _PIPE.split(row) if "\\" in row else row.split("|")
    return [text]
