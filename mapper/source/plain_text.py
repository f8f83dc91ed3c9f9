"""Bytes of a plain text to a string: byte order marks, UTF-8, UTF-16, CP949."""

from __future__ import annotations

import codecs
import re

from mapper.errors import SourceError

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(content: bytes, file: str) -> str:
    """Bytes to text by byte order mark, else UTF-8, else CP949; raises SourceError for anything else."""
    if not content.strip(b"\x00 \t\r\n"):
        raise SourceError("the file is empty.", file=file, hint="Check that it was saved completely.")
    encodings: tuple[str, ...] = ("utf-8-sig", "cp949")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text
    kind = "a binary file" if b"\x00" in content[:4096] or _CONTROL.search(content[:4096].decode("latin-1")) else ""
    raise SourceError(
        f"this is {kind or 'not a text in UTF-8, UTF-16 or CP949'}.",
        file=file,
        hint="Save the plan as HWPX, HWP, DOCX, PDF or HTML, or as a text file in UTF-8.",
    )
