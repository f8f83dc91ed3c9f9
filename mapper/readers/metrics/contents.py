"""Tells tables of contents (차례) from tables of figures: their numbers are pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Cell
from mapper.readers.context.sections import find_section
from mapper.values.text import ORDINALS

_PART_MARK = re.compile(r"[Ⅰ-Ⅻ]\s?[.．]?\s?(?=\S)|(?:[IVX]{1,4}|\d{1,2}|[" + ORDINALS + r"])\s?\.\s?(?=[^\d\s])")
"""The number of a part before its name: `Ⅱ. 주요성과`, `3. 예산`, `나. 현황`."""


def is_contents(rows: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]], heads: Sequence[str]) -> bool:
    """Whether rows without a header, under that of contents, or all of them numbered parts, end in growing pages."""
    named = [head for head in heads if head]
    if not named or find_section(named[0]) == "contents":
        return len(body) > 1 and _ends_in_pages(body)
    marked = all(len(row) > 1 and _PART_MARK.match(row[0].text) for row in rows)
    return len(rows) > 1 and marked and _ends_in_pages(rows)


def _ends_in_pages(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows end in growing numbers."""
    last = [next((cell.text for cell in reversed(row) if cell.text), "") for row in rows]
    pages = [int(text) for text in last if text.isdecimal()]
    return len(pages) == len(rows) and pages == sorted(pages)
