"""HTML files to trees: encodings, limits, damage; and whether a file is a page at all."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from mapper.errors import SourceError
from mapper.source.archive import MAX_TAGS
from mapper.source.plain_text import BYTE_ORDER_MARKS

BREAK: Final = "\x00"
"""A forced line break until a paragraph is whole; white space of the file means nothing."""
TAB: Final = "\x01"
"""A tab that counts, in preformatted text."""
_CHARSET: Final = re.compile(
    rb"""<(?:meta\b[^>]*?charset\s*=\s*|\?xml\b[^>]*?encoding\s*=\s*)["']?\s*([\w.:-]+)""", re.I
)
_KOREAN: Final = re.compile(r"ks_?c|euc-?kr|korean|cp949|windows-949|uhc|ms949|iso-ir-149", re.IGNORECASE)
_REPLACED_SHARE: Final = 1000
"""One letter in so many may be broken in a file that says its encoding."""


def is_fragment(content: bytes) -> bool:
    """Whether all text stands inside elements: a page without its frame, no plain text with a table in it."""
    try:
        root = parse_page("<body>" + decode_page(content, "") + "</body>", "")
    except SourceError:
        return False
    body = root.find("body")
    if body is None:
        return False
    return not any((text or "").strip() for text in (body.text, *(child.tail for child in body)))


def decode_page(content: bytes, file: str) -> str:
    """The page's text by byte order mark, what it says of itself, UTF-8 or CP949."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    said = _CHARSET.search(content[:4096])
    name = said[1].decode("ascii", "replace") if said else ""
    name = "cp949" if _KOREAN.search(name) else name
    for encoding in dict.fromkeys((name, "utf-8", "cp949")):
        try:
            return content.decode(encoding or "utf-8")
        except (UnicodeError, LookupError):
            continue
    for encoding in dict.fromkeys((name, "utf-8", "cp949")):
        try:
            text = content.decode(encoding or "utf-8", "replace")
        except (UnicodeError, LookupError):
            continue
        if text.count("\ufffd") * _REPLACED_SHARE < len(text):
            return text
    raise SourceError(
        "the page's letters are in no encoding that is known (UTF-8, UTF-16, CP949).",
        file=file,
        hint="Save the page in UTF-8.",
    )


def parse_page(text: str, file: str) -> etree._Element:
    """The page as a tree."""
    if text.count("<") > MAX_TAGS:
        raise SourceError("the page has too many elements.", file=file, hint="Save the plan in parts.")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.replace(BREAK, "").replace(TAB, "").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError("the page is damaged.", file=file, hint="Open it in a browser and save it again.") from error
    if root is None:
        raise SourceError("the page holds no text.", file=file, hint="Check that it was saved completely.")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_deep(file)
    return root


def too_deep(file: str) -> SourceError:
    """The error for elements within elements without end."""
    return SourceError(
        "the page's elements are nested too deep, or one text in it has no end.",
        file=file,
        hint="Open it in a browser and save its text or print it as PDF.",
    )
