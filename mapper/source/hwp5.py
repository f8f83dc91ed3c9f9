"""HWP 5 to blocks: sections of records, text with its control characters, tables by cell address, marks spelled out."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from typing import Final

from mapper.errors import SourceError
from mapper.source.blocks import Block, Paragraph
from mapper.source.compound import Compound
from mapper.source.hangul import (
    MAX_DEPTH,
    UNITS_PER_EM,
    AddressedCell,
    HeadLevel,
    Line,
    ParagraphHeads,
    ParagraphShape,
    indent_of,
    note_blocks,
    table_of_cells,
    without_blanks,
)
from mapper.source.hwp5_records import (
    BULLET,
    CTRL_HEADER,
    EQUATION,
    LIST_HEADER,
    NUMBERING,
    PARA_HEADER,
    PARA_SHAPE,
    PARA_TEXT,
    SHAPE_COMPONENT,
    TABLE,
    Record,
    open_document,
    read_records,
)
from mapper.source.numbering import print_number

_CONTROLS: Final = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))
"""Characters that stand for a control with a record of its own."""
_WIDE: Final = _CONTROLS | frozenset((4, 5, 6, 7, 8, 9, 19, 20))
"""Characters that take the place of eight."""
_SIGNS: Final = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_STYLES: Final = (
    "digit", "circled-digit", "roman", "small-roman", "letter", "small-letter", "circled-letter",
    "circled-small-letter", "syllable", "circled-syllable", "jamo", "circled-jamo", "phonetic", "ideograph",
    "circled-ideograph", "stem", "ideographic-stem",
)  # fmt: skip
_KINDS: Final = ("", "outline", "number", "bullet")
_HEAD_BYTES: Final = 12
"""What describes a paragraph's head before its text; the published table sums it up as 8."""
_CELL_BYTES: Final = 16
_IS_HEAD: Final = 1 << 18
_BELOW: Final = 3
_PAGE, _FOOTNOTE, _ENDNOTE = 0, 1, 2
_SECTION: Final = re.compile(r"BodyText/Section(\d{1,5})")


def read_hwp5(content: bytes, file: str) -> Iterator[Block]:
    """The blocks of a document; raises SourceError for one that is locked, damaged or beyond the limits."""
    compound, compressed = open_document(content, file)
    try:
        heads, shapes = _read_lists(read_records(compound, "DocInfo", compressed=compressed))
        reader = _Reader(compound, heads, shapes)
        names = [name for name in compound.names if _SECTION.fullmatch(name)]
        if not names:
            raise compound.damaged()
        for name in sorted(names, key=lambda name: int(name.rpartition("Section")[2])):
            yield from reader.read_list(read_records(compound, name, compressed=compressed), 0)
    except (struct.error, IndexError, UnicodeError) as error:
        raise compound.damaged() from error
    except RecursionError as error:
        raise SourceError(
            "tables and text boxes are nested too deep.", file=file, hint="Save the plan as PDF or text."
        ) from error


def _read_lists(records: Sequence[Record]) -> tuple[ParagraphHeads, list[ParagraphShape]]:
    """The lists and paragraph shapes of the document, in the order of their ids."""
    found: dict[int, list[bytes]] = {NUMBERING: [], BULLET: [], PARA_SHAPE: []}
    waiting = list(reversed(records))
    while waiting:
        record = waiting.pop()
        if record.tag in found:
            found[record.tag].append(record.data)
        waiting.extend(reversed(record.children))
    numberings = {number: _read_levels(data) for number, data in enumerate(found[NUMBERING], 1)}
    bullets = {
        number: data[_HEAD_BYTES : _HEAD_BYTES + 2].decode("utf-16-le", "replace")
        for number, data in enumerate(found[BULLET], 1)
    }
    return ParagraphHeads(numberings, bullets), [_read_shape(data) for data in found[PARA_SHAPE]]


def _read_levels(data: bytes) -> list[HeadLevel]:
    """The seven levels of a list, and their first numbers where the version has them."""
    texts: list[tuple[str, str]] = []
    position = 0
    for _ in range(7):
        if position + _HEAD_BYTES + 2 > len(data):
            break
        settings, length = struct.unpack_from("<I8xH", data, position)
        position += _HEAD_BYTES + 2
        text = data[position : position + 2 * length].decode("utf-16-le", "replace")
        position += 2 * length
        style = settings >> 5 & 0xF
        texts.append((text[:64], _STYLES[style] if style < len(_STYLES) else "digit"))
    position += 2
    starts = [1] * len(texts)
    if position + 4 * len(texts) <= len(data):
        starts = list(struct.unpack_from(f"<{len(texts)}I", data, position))
    return [HeadLevel(text, style, start) for (text, style), start in zip(texts, starts, strict=True)]


def _read_shape(data: bytes) -> ParagraphShape:
    """What a paragraph shape says of mark and indent; its margins count in half units."""
    if len(data) < 32:
        return ParagraphShape()
    settings, left, _, first = struct.unpack_from("<Iiii", data)
    (list_id,) = struct.unpack_from("<H", data, 30)
    kind = _KINDS[settings >> 23 & 3]
    is_centred = settings >> 2 & 7 in {2, 3}
    blanks = 0 if is_centred else indent_of(left, first, 2 * UNITS_PER_EM)
    return ParagraphShape(kind, list_id, settings >> 25 & 7, blanks)


class _Reader:
    """Reads the paragraphs of one document in their order, which is that of its numbers."""

    def __init__(self, compound: Compound, heads: ParagraphHeads, shapes: Sequence[ParagraphShape]) -> None:
        self._compound = compound
        self._heads = heads
        self._shapes = shapes

    def read_list(self, records: Sequence[Record], depth: int) -> Iterator[Block]:
        """The paragraphs among these records."""
        if depth > MAX_DEPTH:
            raise RecursionError
        for record in records:
            if record.tag == PARA_HEADER:
                yield from self._read_paragraph(record, depth)

    def _read_paragraph(self, record: Record, depth: int) -> Iterator[Block]:
        """A paragraph, and what stands in it or hangs on it."""
        shape_id = struct.unpack_from("<H", record.data, 8)[0] if len(record.data) >= 10 else 0
        shape = self._shapes[shape_id] if shape_id < len(self._shapes) else ParagraphShape()
        controls = iter([child for child in record.children if child.tag == CTRL_HEADER])
        line = Line()
        for child in record.children:
            if child.tag == PARA_TEXT:
                self._read_text(child.data, controls, line, shape, depth)
        for control in controls:  # a control whose character is lost still has its text
            self._read_control(control, line, shape, depth)
        yield from line.end(self._heads, shape)

    def _read_text(
        self, data: bytes, controls: Iterator[Record], line: Line, shape: ParagraphShape, depth: int
    ) -> None:
        """The text of a paragraph with its control characters."""
        codes = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
        position = start = 0
        while position < len(codes):
            code = codes[position]
            if code > 31:
                position += 1
                continue
            line.add(data[2 * start : 2 * position].decode("utf-16-le", "replace"))
            line.add(_SIGNS.get(code, ""))
            if code in _CONTROLS and (control := next(controls, None)) is not None:
                self._read_control(control, line, shape, depth)
            position += 8 if code in _WIDE else 1
            start = position
        line.add(data[2 * start : 2 * len(codes)].decode("utf-16-le", "replace"))

    def _read_control(self, control: Record, line: Line, shape: ParagraphShape, depth: int) -> None:
        """What a control puts into the text; heads, feet, fields and comments of authors are no text of the plan."""
        name = control.data[:4][::-1]
        if name == b"tbl ":
            line.break_for(self._read_table(control, depth), self._heads, shape)
        elif name == b"gso ":
            line.hung.extend(without_blanks(self._read_boxes(control, depth)))
        elif name in {b"fn  ", b"en  "}:
            line.hung.extend(note_blocks(self.read_list(control.children, depth + 1)))
        elif name == b"secd" and len(control.data) >= 20:
            (self._heads.outline_id,) = struct.unpack_from("<H", control.data, 18)
        elif name == b"atno" and len(control.data) >= 16:
            line.add(_read_number(control.data))
        elif name == b"eqed":
            line.add("".join(_read_script(child.data) for child in control.children if child.tag == EQUATION))
        elif name in {b"tcps", b"tdut"} and len(control.data) >= 6:
            (length,) = struct.unpack_from("<H", control.data, 4)
            line.add(control.data[6 : 6 + 2 * length].decode("utf-16-le", "replace"))

    def _read_boxes(self, record: Record, depth: int) -> Iterator[Block]:
        """The text in a drawn shape and in those grouped with it."""
        if depth > MAX_DEPTH:
            raise RecursionError
        for child in record.children:
            if child.tag == PARA_HEADER:
                yield from self._read_paragraph(child, depth + 1)
            elif child.tag in {SHAPE_COMPONENT, LIST_HEADER}:
                yield from self._read_boxes(child, depth + 1)

    def _read_table(self, control: Record, depth: int) -> Iterator[Block]:
        """A table: lists of paragraphs, those before the table's own record are its caption."""
        cells: list[AddressedCell] = []
        above = below = ""
        lists: list[tuple[Record, list[Record], bool]] = []
        in_table = False
        for child in control.children:
            if child.tag == TABLE:
                in_table = True
            elif child.tag == LIST_HEADER:
                lists.append((child, list(child.children), in_table))
            elif child.tag == PARA_HEADER and lists:
                lists[-1][1].append(child)
        for header, paragraphs, is_cell in lists:
            blocks = without_blanks(self.read_list(paragraphs, depth + 1))
            if is_cell and len(header.data) >= _CELL_BYTES:
                flags, column, row, colspan, rowspan = struct.unpack_from("<4xI4H", header.data)
                cells.append(AddressedCell(row, column, rowspan, colspan, blocks, bool(flags & _IS_HEAD)))
            else:
                text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
                side = struct.unpack_from("<I", header.data, 8)[0] & 3 if len(header.data) >= 12 else 0
                above, below = (above, text) if side == _BELOW else (text, below)
        yield from table_of_cells(cells, above, below)


def _read_number(data: bytes) -> str:
    """An automatic number of a table or figure; numbers of pages and notes are no text."""
    settings, number = struct.unpack_from("<IH", data, 4)
    if settings & 0xF in {_PAGE, _FOOTNOTE, _ENDNOTE}:
        return ""
    style = settings >> 4 & 0xFF
    around = data[12:16].decode("utf-16-le", "replace").replace("\x00", "") if len(data) >= 16 else ""
    before, after = (around[:1], around[1:]) if len(around) > 1 else ("", around)
    return before + print_number(number, _STYLES[style] if style < len(_STYLES) else "digit") + after


def _read_script(data: bytes) -> str:
    """The script of an equation."""
    if len(data) < 6:
        return ""
    (length,) = struct.unpack_from("<H", data, 4)
    return data[6 : 6 + 2 * length].decode("utf-16-le", "replace")
