"""What HWPX and HWP 5 share: automatic marks of paragraphs, cells by address, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mapper.source.blocks import MAX_COLUMNS, Block, Content, Paragraph, make_table
from mapper.source.numbering import LEVELS, Counter, print_number
from mapper.source.symbols import print_symbols

MAX_DEPTH: Final = 24
"""Tables in text boxes in tables; documents have four levels."""
MAX_INDENT: Final = 40
UNITS_PER_EM: Final = 1000
"""HWPUNIT of an em of ten points: two blanks of indent."""
_PLACEHOLDER: Final = re.compile(r"\^(10|[1-9nN])")
_NO_NOTE_MARK: Final = re.compile(r"\s*(?:※|\*|주\s?\d?\s?[):])")


@dataclass(frozen=True, slots=True)
class HeadLevel:
    """How one level of numbered paragraphs is marked: `^2)` prints the number of level 2 and a bracket."""

    text: str
    style: str = "digit"
    start: int = 1


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """What a paragraph's shape says of its head: kind (`outline`, `number`, `bullet` or empty), list, level from 0."""

    kind: str = ""
    list_id: int = 0
    level: int = 0
    blanks: int = 0
    """Blanks before the first line, by its margins."""


@dataclass(slots=True)
class ParagraphHeads:
    """The lists of a document and where they have counted to."""

    numberings: Mapping[int, Sequence[HeadLevel]] = field(default_factory=dict)
    bullets: Mapping[int, str] = field(default_factory=dict)
    outline_id: int = 0
    """The list that numbers the outline of the present section."""
    _counters: dict[tuple[str, int], Counter] = field(default_factory=dict)

    def before(self, shape: ParagraphShape) -> tuple[str, str]:
        """Indent and mark of a paragraph with text; a numbered list counts on."""
        level = min(max(shape.level, 0), LEVELS - 1)
        if not shape.kind:
            return " " * shape.blanks, ""
        mark = self._bullet(shape.list_id) if shape.kind == "bullet" else self._number(shape, level)
        return " " * max(2 * level if mark else 0, shape.blanks), mark

    def _bullet(self, list_id: int) -> str:
        """The sign of a bullet list; none where it is a picture."""
        sign = print_symbols(self.bullets.get(list_id, ""))
        return sign if sign.isprintable() and sign.strip() else ""

    def _number(self, shape: ParagraphShape, level: int) -> str:
        """The number of a paragraph; without a definition Hangul prints the path of levels: `2.1.`."""
        list_id = self.outline_id if shape.kind == "outline" else shape.list_id
        levels = self.numberings.get(list_id)
        if levels is None and shape.kind != "outline":
            return ""
        key = (shape.kind, list_id)
        counter = self._counters.get(key)
        if counter is None:
            counter = self._counters[key] = Counter([entry.start for entry in levels or ()])
        counter.step(level)
        if levels is None or level >= len(levels):
            return _path(counter, level) + "."

        def spell(match: re.Match[str]) -> str:
            if match[1] in "nN":
                return _path(counter, level) + ("." if match[1] == "N" else "")
            at = int(match[1]) - 1
            return print_number(counter.at(at), levels[at].style if at < len(levels) else "digit")

        return _PLACEHOLDER.sub(spell, levels[level].text)


def _path(counter: Counter, level: int) -> str:
    """The numbers of all levels down to this one, in digits."""
    return ".".join(str(counter.at(at)) for at in range(level + 1))


def indent_of(left: int, first: int, em: int = UNITS_PER_EM) -> int:
    """Blanks before a first line: in Hangul a negative indent moves the other lines in, not the first one out."""
    return max(0, min(round((left + max(first, 0)) / em) * 2, MAX_INDENT))


@dataclass(frozen=True, slots=True)
class AddressedCell:
    """A cell with the address where it begins."""

    row: int
    column: int
    rowspan: int
    colspan: int
    blocks: tuple[Block, ...]
    is_head: bool = False


def table_of_cells(cells: Iterable[AddressedCell], above: str = "", below: str = "") -> Iterator[Block]:
    """The blocks of a table from its cells in any order; a gap between addresses is an empty cell."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    starts = sorted({cell.row for cell in ordered})
    place = {row: index for index, row in enumerate(starts)}
    rows: list[list[Content]] = [[] for _ in starts]
    heads = [True] * len(starts)
    covered: dict[int, int] = {}
    at, column = -1, 0
    for cell in ordered:
        index = place[cell.row]
        if index != at:
            at, column = index, 0
        wanted = min(cell.column, MAX_COLUMNS)
        while column < wanted:
            if covered.get(column, 0) <= index:
                rows[index].append(Content(()))
            column += 1
        last = cell.row + max(1, cell.rowspan)
        rowspan = sum(1 for row in starts[index : index + max(1, min(cell.rowspan, len(starts)))] if row < last)
        width = max(1, min(cell.colspan, MAX_COLUMNS))
        rows[index].append(Content(cell.blocks, rowspan, width))
        heads[index] = heads[index] and cell.is_head
        for taken in range(column, column + width):
            covered[taken] = index + rowspan
        column += width
    marked = next((index for index, head in enumerate(heads) if not head), len(heads))
    yield from make_table(rows, above, marked)
    if below:
        yield Paragraph(below)


def note_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """A footnote behind the paragraph it belongs to, marked as one; its number would run into figures."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
        elif text := block.text.strip():
            yield Paragraph(text if _NO_NOTE_MARK.match(text) else f"※ {text}")


def without_blanks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a cell or box; empty paragraphs are only distance there."""
    return tuple(block for block in blocks if not isinstance(block, Paragraph) or block.text.strip())


class Line:
    """Gathers the text of one paragraph around the tables that stand in it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.hung: list[Block] = []
        """What hangs on the paragraph: text boxes, notes."""
        self._pieces: list[str] = []
        self._before: tuple[str, str] | None = None

    def add(self, text: str) -> None:
        """Text in the order of the paragraph."""
        self._pieces.append(text)

    def break_for(self, blocks: Iterable[Block], heads: ParagraphHeads, shape: ParagraphShape) -> None:
        """Tables: the text before them is a paragraph of its own."""
        self._flush(heads, shape)
        self.blocks.extend(blocks)

    def end(self, heads: ParagraphHeads, shape: ParagraphShape) -> Iterator[Block]:
        """All blocks of the paragraph; one without anything is an empty line."""
        self._flush(heads, shape)
        if not self.blocks and not self.hung:
            yield Paragraph("")
        yield from self.blocks
        yield from self.hung

    def _flush(self, heads: ParagraphHeads, shape: ParagraphShape) -> None:
        """What was gathered is a paragraph, if it is any text."""
        text, self._pieces = "".join(self._pieces).rstrip(), []
        if not text.strip():
            return
        first = self._before is None
        if self._before is None:
            self._before = heads.before(shape)
        indent, mark = self._before
        text = text.strip("\n")
        if mark and first:
            text = f"{indent}{mark} {text.lstrip()}"
        elif first:
            text = indent + text
        self.blocks.append(Paragraph(text))
