"""Plans as HWP 5: a minimal writer of our own, by the published description of the format, no copy of a file.

It writes only what readers look at: header, lists, paragraph shapes, text, tables. Hangul itself was not at hand to
open the samples; two readers from the registry (syhwp, hwp-hwpx-parser) read them with equal text, which a test proves.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from tests.source.compound_writer import write_compound
from tests.source.plan_parts import Part, SavedTable

TAG = 0x10
PARAGRAPH_END = "\r"


def write_hwp5(
    parts: Sequence[Part], lists: Sequence[bytes] = (), shapes: Sequence[bytes] = (), *, flags: int = 1
) -> bytes:
    """A document; `lists` are records of numberings and bullets, `shapes` further paragraph shapes."""
    section = b"".join(_table(part, 0) if isinstance(part, SavedTable) else paragraph(part, 0) for part in parts)
    return document(section, lists, shapes, flags=flags)


def document(
    section: bytes,
    lists: Sequence[bytes] = (),
    shapes: Sequence[bytes] = (),
    *,
    flags: int = 1,
    version: int = 0x05010000,
) -> bytes:
    """The streams of a document; bit 0 of the flags says that they are compressed."""
    properties = record(TAG, 0, struct.pack("<7H3I", 1, 1, 1, 1, 1, 1, 1, 0, 0, 0))
    info = properties + record(TAG + 1, 0, struct.pack("<18i", *([0] * 18)))
    info += b"".join(lists) + b"".join([shape(), *shapes])
    streams = {"DocInfo": info, "BodyText/Section0": section}
    if flags & 1:
        streams = {name: _deflate(content) for name, content in streams.items()}
    header = struct.pack("<32sII", b"HWP Document File", version, flags).ljust(256, b"\0")
    return write_compound({"FileHeader": header, **streams})


def record(tag: int, level: int, data: bytes) -> bytes:
    """One record with its header."""
    size = min(len(data), 0xFFF)
    head = struct.pack("<I", tag | level << 10 | size << 20)
    return head + (struct.pack("<I", len(data)) if size == 0xFFF else b"") + data


def numbering(*levels: tuple[str, int], starts: Sequence[int] = (1,) * 7) -> bytes:
    """A list: text and number format of each level."""
    data = b""
    for text, style in [*levels, *[("", 0)] * (7 - len(levels))]:
        letters = text.encode("utf-16-le")
        data += struct.pack("<IHHIH", style << 5, 0, 50, 0xFFFFFFFF, len(letters) // 2) + letters
    return record(TAG + 7, 1, data + struct.pack("<H7I", 0, *starts))


def bullet(sign: str) -> bytes:
    """A list of bullets."""
    return record(TAG + 8, 1, struct.pack("<IHHI", 0, 0, 50, 0xFFFFFFFF) + sign.encode("utf-16-le") + bytes(10))


def shape(kind: int = 0, list_id: int = 0, level: int = 0, left: int = 0) -> bytes:
    """A paragraph shape: kind of its head (0 none, 1 outline, 2 number, 3 bullet)."""
    settings = kind << 23 | level << 25
    return record(TAG + 9, 1, struct.pack("<I6iHHH", settings, left, 0, 0, 0, 0, 160, 0, list_id, 0).ljust(54, b"\0"))


def paragraph(text: str, level: int, shape_id: int = 0, controls: bytes = b"") -> bytes:
    """A paragraph; a tab takes the place of eight letters, as the format has it."""
    letters = b"".join(_letter(sign) for sign in text + PARAGRAPH_END)
    count = len(letters) // 2
    head = struct.pack("<IIHBBHHHI", count | 0x80000000, 0, shape_id, 0, 0, 1, 0, 0, 0)
    body = record(TAG + 51, level + 1, letters) if text else b""
    return record(TAG + 50, level, head) + body + controls


def control(name: bytes, data: bytes, level: int) -> bytes:
    """The head of a control; its name is stored backwards."""
    return record(TAG + 55, level, name[::-1] + data)


def table_control(table: SavedTable, level: int) -> bytes:
    """A table as a control of a paragraph on the level above."""
    rows = [len(row) for row in table.rows()]
    data = struct.pack(f"<IHHH8x{len(rows)}HHH", 4, table.height, table.width, 0, *rows, 1, 0)
    parts = [control(b"tbl ", bytes(42), level), record(TAG + 61, level + 1, data)]
    for cell in table.cells:
        flags = (cell.row < table.header_rows) << 18
        texts = cell.paragraphs or [""]
        address = struct.pack("<4H", cell.column, cell.row, cell.colspan, cell.rowspan)
        parts.append(record(TAG + 56, level + 1, struct.pack("<II", len(texts), flags) + address + bytes(18)))
        parts.extend(paragraph(text, level + 1) for text in texts)
    return b"".join(parts)


def _table(table: SavedTable, level: int) -> bytes:
    return paragraph("\x0b", level, controls=table_control(table, level + 1))


def _letter(sign: str) -> bytes:
    """A sign as stored; controls are their code, what they stand for, and their code again."""
    if sign == "\t":
        return struct.pack("<H12xH", 9, 9)
    if sign == "\x0b":
        return struct.pack("<H4s8xH", 11, b" lbt", 11)
    if sign == "\x11":
        return struct.pack("<H4s8xH", 17, b"  nf", 17)
    return sign.encode("utf-16-le", "surrogatepass")


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
