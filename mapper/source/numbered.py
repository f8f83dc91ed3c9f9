"""A file of any known format to numbered lines: limits, normalisation, masking of persons."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import SourceError
from mapper.source.blocks import MAX_LINES, write_lines
from mapper.source.detect import Format, detect
from mapper.source.persons import mask_persons
from mapper.source.plain_text import decode_text

MAX_BYTES = 32 * 1024 * 1024
"""A work plan of a whole municipality is under 2 MiB of text; more is no work plan."""
MAX_BYTES_WITH_PICTURES = 256 * 1024 * 1024
"""PDF, DOCX, HWPX and HWP hold photographs too, which are never unpacked."""
MAX_LINE_CHARACTERS = 200_000
_MAY_HOLD_PICTURES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class NumberedText:
    """The text every stage reads: `lines[0]` is line 1, persons and extensions masked."""

    doc: str
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    media_type: str
    lines: tuple[str, ...]
    pages: tuple[int, ...] = ()
    """The page on which each line begins; empty where the format has no pages."""


def read_source(path: Path | str, doc: str = "") -> NumberedText:
    """Read a file as numbered lines, by what it holds and not by its ending; `doc` defaults to the file's name.

    Raises SourceError, with a remedy, for a file that is missing, empty, damaged, encrypted, too large, without
    text, or of a format that is not read.
    """
    path = Path(path)
    content = _read_bytes(path)
    found = detect(content, str(path))
    lines, pages = read_content(content, found, str(path))
    return NumberedText(
        doc=unicodedata.normalize("NFC", doc or path.stem),
        digest=hashlib.sha256(content).hexdigest(),
        media_type=found.media_type,
        lines=lines,
        pages=pages,
    )


def read_content(content: bytes, found: Format, file: str = "") -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The lines of a file of a known format, and the page of each where it has pages."""
    read = found.load()
    if read is None:
        return number_lines(decode_text(content, file), file), ()
    written = list(write_lines(read(content, file), file))
    lines = number_lines("".join(f"{line}\n" for line, _ in written), file)
    pages = tuple(page for _, page in written[: len(lines)])
    return lines, pages if any(pages) else ()


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


def _read_bytes(path: Path) -> bytes:
    """The bytes of a file that is not too large for its kind."""
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
            most = MAX_BYTES_WITH_PICTURES if head.startswith(_MAY_HOLD_PICTURES) else MAX_BYTES
            size = path.stat().st_size
            if size > most:
                raise SourceError(
                    f"the file has {size:,} bytes; at most {most:,} are read.",
                    file=str(path),
                    hint="Split it into one file per department.",
                )
            return head + stream.read(most)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise SourceError(
            f"the file cannot be read: {reason}.", file=str(path), hint="Check the path and its permissions."
        ) from error
