"""Plain text files to numbered lines: decoding, limits, normalisation, masking of persons."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import SourceError
from mapper.source.persons import mask_persons

MAX_BYTES = 32 * 1024 * 1024
"""A work plan of a whole municipality is under 2 MiB of text; more is no work plan."""
MAX_LINE_CHARACTERS = 200_000
MAX_LINES = 400_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class NumberedText:
    """The text every stage reads: `lines[0]` is line 1, persons and extensions masked."""

    doc: str
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    media_type: str
    lines: tuple[str, ...]


def read_source(path: Path | str, doc: str = "") -> NumberedText:
    """Read a text file as numbered lines; `doc` defaults to the file name without its ending.

    UTF-8 (with or without a mark), UTF-16 with a mark and CP949 are read. Raises SourceError for a file
    that is missing, empty, binary, in another encoding, over MAX_BYTES, or one endless line.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read.",
                file=str(path),
                hint="Split it into one file per department.",
            )
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise SourceError(
            f"the file cannot be read: {reason}.", file=str(path), hint="Check the path and its permissions."
        ) from error
    text = _decode(content, path)
    return NumberedText(
        doc=unicodedata.normalize("NFC", doc or path.stem),
        digest=hashlib.sha256(content).hexdigest(),
        media_type="text/plain",
        lines=number_lines(text, str(path)),
    )


def number_lines(text: str, file: str = "") -> tuple[str, ...]:
    """Text to normalised (NFC), masked lines; only LF, CR LF and CR end a line, so numbers match an editor's."""
    rows = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if rows and rows[-1] == "":
        rows.pop()
    if len(rows) > MAX_LINES:
        raise SourceError(
            f"the text has {len(rows):,} lines; at most {MAX_LINES:,} are read.",
            file=file,
            hint="Split it into one file per department.",
        )
    for number, row in enumerate(rows, 1):
        if len(row) > MAX_LINE_CHARACTERS:
            raise SourceError(
                f"a line of {len(row):,} characters; at most {MAX_LINE_CHARACTERS:,} are read.",
                file=file,
                line=number,
                hint="Save the text with line breaks.",
            )
    if not any(row.strip() for row in rows):
        raise SourceError("the file holds no text.", file=file, hint="Check that it was saved completely.")
    return mask_persons(rows)


def _decode(content: bytes, path: Path) -> str:
    """Bytes to text by byte order mark, else UTF-8, else CP949; anything else is an error."""
    if not content.strip(b"\x00 \t\r\n"):
        raise SourceError("the file is empty.", file=str(path), hint="Check that it was saved completely.")
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
        file=str(path),
        hint="Save the plan as a text file in UTF-8.",
    )
