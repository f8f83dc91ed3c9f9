"""What a formatted file is made of, whatever its format: paragraphs, tables and pages; and their lines of text.

A reader of a format gives these blocks; `write_lines` is the one place that turns them into the lines which the
layout reads, so that a plan gives the same lines whatever format it was saved in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mapper.errors import SourceError
from mapper.source.symbols import print_symbols
from mapper.values.text import ORDINALS

MAX_COLUMNS: Final = 256
"""A printed table has a few dozen columns; without an end, one span would make lines of any length."""
MAX_CHARACTERS: Final = 32 * 1024 * 1024
"""As much as a plain text may hold: a plan of a whole municipality is under 2 MiB."""
MAX_LINES: Final = 400_000
MAX_CELLS: Final = 500_000
"""A table of ten thousand rows has fewer."""
MAX_HEADING_LETTERS: Final = 60
"""Letters of a heading that is made of cells; longer cells hold sentences."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its numbering mark or bullet spelled out in front; line breaks inside stay."""

    text: str
    heading: int = 0
    """Level of a heading, 1 the highest; 0 for body text."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table where it begins; paragraphs of the cell are divided by line breaks."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row; each row holds the cells that begin in it, in the order of their columns."""

    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""
    header_rows: int = 0
    """Leading rows that the format itself marks as header; 0 where it does not, and the layout guesses."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """From here on the text stands on this page, counted from 1."""

    number: int


Block = Paragraph | Grid | PageStart
Blocks = Iterable[Block]

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\ufeff\ufffe\uffff\ud800-\udfff]")
"""Signs that no text shows: controls, soft hyphens, marks of byte order, halves of a pair."""
_MARKED = re.compile(
    r"\s*(?:[^\w\s'\"‘“(（「『《]|\(?\d{1,2}(?:[-–]\d{1,2})?\s?[.):]|\d{1,2}\s|\(?["
    + ORDINALS
    + r"]\s?[.)]|[IVX]+\s?\.|[Ⅰ-ⅿ①-⓿㈀-㊿❶-➓]"
    r"|제\s?\d+\s?[장절관부편]|[○ㅇㆍ])"
)
"""A heading that carries a mark of its own: the outline reads that, and needs none from us."""
_ONLY_MARK = re.compile(
    r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]{1,4}\.?|\(?\d{1,2}(?:-\d{1,2})?[.)]?|[" + ORDINALS + r"][.)]|[①-⑳❶-❿➊-➓㉠-㉻□■○●◈◆◇▣❏]"
    r"|제\s?\d{1,2}\s?[장절관부편]|(?:과제|사업|중점과제|핵심과제|단위과제|추진과제)\s?\d{1,2}[.)]?"
)
_MARK_AND_TAB = re.compile(
    r"^(\s*(?:[^\w\s|]|[ㅇo]|\(?(?:\d{1,2}|["
    + ORDINALS
    + r"]|[A-Za-z]|[IVX]{1,4})[.)]{1,2}|[Ⅰ-ⅿ①-⓿❶-➓]\.?))[ ]*\t[ \t]*(?=\S)"
)
"""Word processors set a tab behind a mark; it parts no cells."""
_PIPES = re.compile(r"[|│┃￨∣ǀ]")
_HANGUL = re.compile(r"[가-힣]")


def write_lines(blocks: Blocks, file: str = "") -> Iterator[tuple[str, int]]:
    """The lines of the text with the page each stands on, 0 before the first page is named.

    Raises SourceError for a table or a text without end.
    """
    page = characters = count = 0
    for block in blocks:
        if isinstance(block, PageStart):
            page = block.number
            continue
        for line in _grid_lines(block, file) if isinstance(block, Grid) else _paragraph_lines(block):
            characters += len(line) + 1
            count += 1
            if characters > MAX_CHARACTERS or count > MAX_LINES:
                raise SourceError(
                    f"the text has more than {MAX_CHARACTERS:,} characters or {MAX_LINES:,} lines.",
                    file=file,
                    hint="Split it into one file per department.",
                )
            yield line, page


def split_lines(text: str) -> list[str]:
    """The lines of a paragraph, without the signs that no text shows and the tabs that only lay it out."""
    lines = [_UNPRINTED.sub("", line).rstrip() for line in _LINE_END.split(print_symbols(text))]
    return [_without_layout_tabs(line) if "\t" in line else line for line in lines]


def _without_layout_tabs(line: str) -> str:
    """A tab in front is an indent, one behind a mark a blank; any other parts cells."""
    words = line.lstrip(" \t")
    return _MARK_AND_TAB.sub(r"\1 ", line[: len(line) - len(words)].replace("\t", "    ") + words)


def _paragraph_lines(paragraph: Paragraph) -> list[str]:
    """A paragraph's lines; a heading that carries no mark gets one of Markdown."""
    lines = split_lines(paragraph.text)
    if paragraph.heading and lines[0].strip() and not _MARKED.match(lines[0]):
        lines[0] = f"{'#' * min(6, paragraph.heading)} {lines[0].strip()}"
    return lines


def _grid_lines(grid: Grid, file: str) -> Iterator[str]:
    """A table as pipe rows; what is a table only to draw a box or a title bar, as lines."""
    if grid.caption.strip():
        yield from split_lines(grid.caption)
    rows = place_cells(grid.rows, file)
    filled = [row for row in ([cell for cell in row if cell.strip()] for row in rows) if row]
    if not grid.header_rows and all(len(row) < 2 for row in filled):  # a box, perhaps a title set into its border
        yield from (line for row in filled for cell in row for line in split_lines(cell))
        return
    if len(filled) == 1 and not grid.header_rows:
        if line := _title_bar(filled[0]):
            yield line
            return
        if all(_is_prose(cell) for cell in filled[0]):
            yield from (line for cell in filled[0] for line in split_lines(cell))
            return
    for index, row in enumerate(rows):
        yield _pipe_row(row)
        if index + 1 == grid.header_rows:
            yield "|" + "---|" * len(row)


def _title_bar(cells: Sequence[str]) -> str:
    """`Ⅰ` beside `일반현황`: a heading drawn as cells is one line; empty for any other row."""
    texts = [" ".join(" ".join(split_lines(cell)).split()) for cell in cells]
    if not 2 <= len(texts) <= 3 or not _ONLY_MARK.fullmatch(texts[0]):
        return ""
    rest = texts[1:]
    if any(len(text) > MAX_HEADING_LETTERS or not _HANGUL.search(text) for text in rest):
        return ""
    return " ".join(texts)


def _is_prose(cell: str) -> bool:
    """Whether a cell holds running text, more than a table's cell does."""
    lines = [line for line in split_lines(cell) if line.strip()]
    return len(lines) > 2 and len(cell) > 2 * MAX_HEADING_LETTERS


def place_cells(rows: Sequence[Sequence[GridCell]], file: str = "") -> list[list[str]]:
    """The texts of a table column by column; a cell covered by a span is empty. Raises SourceError over MAX_CELLS."""
    covered: dict[int, int] = {}
    placed: list[list[str]] = []
    cells = 0
    for row in rows:
        texts: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            while len(texts) in covered:
                texts.append("")
            column = len(texts)
            width = max(1, min(cell.colspan, MAX_COLUMNS - column))
            texts += [cell.text] + [""] * (width - 1)
            if cell.rowspan > 1:
                below |= {column + right: cell.rowspan for right in range(width)}
        texts += [""] * (max(covered, default=-1) + 1 - len(texts))
        covered = {column: left - 1 for column, left in (covered | below).items() if left > 1}
        placed.append(texts)
        cells += len(texts)
        if cells > MAX_CELLS:
            raise SourceError(
                f"a table of more than {MAX_CELLS:,} cells.", file=file, hint="Save the plan without that table."
            )
    width = max(map(len, placed), default=0)
    return [texts + [""] * (width - len(texts)) for texts in placed]


def _pipe_row(cells: Sequence[str]) -> str:
    """One row as a line; a sign in a cell that would part cells is escaped."""
    texts = []
    for cell in cells:
        lines = [" ".join(line.split("\t")).strip() for line in split_lines(cell)]
        texts.append("<br>".join(line for line in lines if line))
    boxes = sum(len(_PIPES.findall(text)) for text in texts) > 1
    escaped = [_PIPES.sub(r"\\\g<0>", text) if boxes else text.replace("|", r"\|") for text in texts]
    return f"| {' | '.join(escaped)} |"


@dataclass(frozen=True, slots=True)
class Content:
    """A cell as a reader of a format finds it: what stands in it, and how far it reaches."""

    blocks: tuple[Block, ...]
    rowspan: int = 1
    colspan: int = 1


def make_table(rows: Sequence[Sequence[Content]], caption: str = "", header_rows: int = 0) -> Iterator[Block]:
    """The blocks of a table whose cells hold blocks of their own.

    A table of a single cell is a box: its blocks stand for themselves. A table inside a cell follows the outer one
    as a table of its own, so that no row of either is lost; its page starts are of no use there and left out.
    """
    contents = [cell for row in rows for cell in row]
    filled = [cell for cell in contents if cell.blocks]
    if len(contents) == 1 or (len(filled) == 1 and any(isinstance(block, Grid) for block in filled[0].blocks)):
        if caption:
            yield Paragraph(caption)
        yield from (block for cell in filled for block in cell.blocks)
        return
    inner = [block for cell in contents for block in cell.blocks if isinstance(block, Grid)]
    texts = tuple(
        tuple(GridCell(_joined(cell.blocks), max(1, cell.rowspan), max(1, cell.colspan)) for cell in row)
        for row in rows
    )
    if any(cell.text.strip() for row in texts for cell in row):
        yield Grid(texts, caption, header_rows)
    elif caption:
        yield Paragraph(caption)
    yield from inner


def _joined(blocks: Sequence[Block]) -> str:
    """The paragraphs of a cell as one text."""
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
