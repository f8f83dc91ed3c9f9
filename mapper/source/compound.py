"""Compound files (OLE2): HWP 5, and what else is kept in one; streams within limits."""

from __future__ import annotations

import io
from typing import Any, Final

import olefile

from mapper.errors import SourceError

MAX_STREAM_BYTES: Final = 64 * 1024 * 1024
"""One stream as stored; the text of a plan of 300 pages has 2 MiB."""
_SECTORS: Final = frozenset({512, 4096})
"""Bytes of a sector ([MS-CFB] 2.2: versions 3 and 4)."""
SIGNATURE: Final = b"HWP Document File"
_UNLOCK: Final = "Open it with its password and save it without."
_CONVERT: Final = "Open it in its program and save the plan as HWPX, DOCX, PDF or HTML."
_OTHERS: Final = (
    ("EncryptedPackage", "an encrypted office document", _UNLOCK),
    ("WordDocument", "an old Word document (DOC)", "Open it in Word or LibreOffice and save it as DOCX."),
    ("Workbook", "an old Excel workbook", _CONVERT),
    ("Book", "an old Excel workbook", _CONVERT),
    ("PowerPoint Document", "an old PowerPoint presentation", _CONVERT),
    ("__properties_version1.0", "an Outlook message", _CONVERT),
)
"""Streams by which other programs' files are known."""
_DAMAGE: Final = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
"""What olefile raises for damaged files, beside its own OleFileError (an OSError)."""


class Compound:
    """A compound file in memory."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(content))
            self.names = ["/".join(path) for path in self._ole.listdir(streams=True, storages=False)]
        except _DAMAGE as error:
            raise self.damaged() from error
        self._stored = len(content)
        # A chain of sectors may run in a circle: what says to be longer than its file would be read until memory ends.
        opened: Any = self._ole  # its stubs leave these two out
        if opened.sectorsize not in _SECTORS or opened.root.size > self._stored:
            raise self.damaged()

    def damaged(self) -> SourceError:
        """The error for a file that breaks its own format."""
        return SourceError(
            "the file is damaged or was not saved completely.",
            file=self.file,
            hint="Open it in its program and save it again.",
        )

    def read(self, name: str) -> bytes:
        """The bytes of a stream; empty where there is none."""
        if name not in self.names:
            return b""
        try:
            size = self._ole.get_size(name)
            if size > self._stored:
                raise self.damaged()
            if size > MAX_STREAM_BYTES:
                reason = f"`{name}` has more than {MAX_STREAM_BYTES:,} bytes."
                raise SourceError(reason, file=self.file, hint="Save the plan in parts.")
            content: bytes = self._ole.openstream(name).read(MAX_STREAM_BYTES)
        except _DAMAGE as error:
            raise self.damaged() from error
        return content


def name_compound(content: bytes, file: str) -> tuple[str, str]:
    """What a compound file is, and what to do where it is not read."""
    compound = Compound(content, file)
    if compound.read("FileHeader").startswith(SIGNATURE):
        return "HWP 5", ""
    for stream, name, remedy in _OTHERS:
        if stream in compound.names:
            return name, remedy
    return "a compound file of an unknown program", ""
