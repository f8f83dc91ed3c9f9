"""What format a file has, told by its content: which reader takes it, or why none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from mapper.errors import SourceError
from mapper.source.blocks import Block

BlockReader = Callable[[bytes, str], Iterator[Block]]
"""Bytes and the file's name, for errors, to blocks; raises SourceError."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    """Endings by which folders are searched; a file named alone may have any."""
    reader: str = ""
    """Module and function of its reader, loaded when it is needed; empty for plain text, which is its own lines."""

    def load(self) -> BlockReader | None:
        """The reader's function; None for plain text."""
        if not self.reader:
            return None
        module, _, function = self.reader.partition(":")
        read: BlockReader = getattr(import_module(module), function)
        return read


TEXT: Final = Format("text", "text/plain", (".txt", ".md"))
HTML: Final = Format("HTML", "text/html", (".html", ".htm"), "mapper.source.html:read_html")
DOCX: Final = Format(
    "DOCX",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx",),
    "mapper.source.docx:read_docx",
)
HWPX: Final = Format("HWPX", "application/vnd.hancom.hwpx", (".hwpx",), "mapper.source.hwpx:read_hwpx")
HWP5: Final = Format("HWP 5", "application/vnd.hancom.hwp", (".hwp",), "mapper.source.hwp5:read_hwp5")
PDF: Final = Format("PDF", "application/pdf", (".pdf",), "mapper.source.pdf:read_pdf")
FORMATS: Final = (TEXT, HTML, DOCX, HWPX, HWP5, PDF)
SUFFIXES: Final = frozenset(suffix for entry in FORMATS for suffix in entry.suffixes)

_CONVERT: Final = "Save the plan as HWPX, HWP, DOCX, PDF or HTML."
_OPEN_HERE: Final = "Open it in its program and save the plan as HWPX, HWP 5, DOCX, PDF or HTML."
_RECOGNISE: Final = "Recognise its text (OCR) first, and give the text."
_UNLOCK: Final = "Open it with the password or the right to read it, and save it without protection."
_UNREAD: Final = (
    (rb"HWP Document File V[123]\.", "a file of Hangul 3 or older", _OPEN_HERE),
    (rb"<\?xml[^>]*>\s*(?:<!DOCTYPE[^>]*>\s*)?<HWPML", "an HWPML file", _OPEN_HERE),
    (rb".{0,4}DRMONE|.{0,64}(?:encrypted and protected by|Fasoo)|SCDSA0", "a file under DRM", _UNLOCK),
    (rb"\{\\rtf", "an RTF file", _OPEN_HERE),
    (rb"MIME-Version:|From: <Saved by", "a web archive (MHT)", _OPEN_HERE),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\x00{4}|II\*\x00|MM\x00\*|RIFF.{4}WEBP", "an image", _RECOGNISE),
    (rb".{4}ftyp(?:heic|heix|mif1|avif)", "an image", _RECOGNISE),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh\d|\xfd7zXZ|PK\x05\x06", "an archive", "Unpack it and give the files."),
    (rb"%!PS", "a PostScript file", "Save the plan as PDF."),
    (rb"<\?xml[^>]*>\s*(?:<\?mso-app[^>]*>\s*)?<(?:w|pkg|ss|office):", "an XML file of an office program", _OPEN_HERE),
)
"""How files begin that are no plan's text, what they are, and what to do."""
_HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT_START: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:table|div|p|h[1-6]|section|article|main|style)\b", re.IGNORECASE | re.DOTALL
)
_HEAD: Final = 4096
"""Bytes at the beginning in which the marks of a format stand."""


def detect(content: bytes, file: str = "") -> Format:
    """The format of a file; raises SourceError, naming format and remedy, for one that is not read."""
    head = content[:_HEAD]
    if b"%PDF-" in content[:1024]:  # as readers of PDF do: some writers put a few bytes before it
        return PDF
    if head.startswith(b"PK\x03\x04"):
        from mapper.source.archive import name_package

        return _known({"DOCX": DOCX, "HWPX": HWPX}, *name_package(content, file), file)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from mapper.source.compound import name_compound

        return _known({"HWP 5": HWP5}, *name_compound(content, file), file)
    for pattern, name, remedy in _UNREAD:
        if re.match(pattern, head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \r\n\t"), re.DOTALL | re.IGNORECASE):
            raise SourceError(f"this is {name}, which is not read.", file=file, hint=remedy)
    return HTML if _is_html(content) else TEXT


def _known(formats: dict[str, Format], name: str, remedy: str, file: str) -> Format:
    """The format of that name; raises SourceError for another."""
    if name in formats:
        return formats[name]
    raise SourceError(f"this is {name}, which is not read.", file=file, hint=remedy or _CONVERT)


def _is_html(content: bytes) -> bool:
    """Whether a file is a page of HTML, or a piece of one; tables inside a plain text make none."""
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML_START.match(head):
        return True
    if _FRAGMENT_START.match(head) and content[-64:].rstrip(b"\x00 \r\n\t").endswith(b">"):
        from mapper.source.html_page import is_fragment

        return is_fragment(content)
    return False
