"""Which rows of a table only name its columns, and what each column is called by them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mapper.values.text import squeeze

if TYPE_CHECKING:
    from mapper.layout.tables import Cell

_DIGIT = re.compile(r"\d")
_VERSION = re.compile(r"[가-힣A-Za-z]{2,}\s?\d{1,2}(?:\.\d{1,2})?")
"""A name that a number tells from others of it: 문서1.0."""
_GROUP = re.compile(r"\([^()]*\)")


def guess_header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Number of leading rows that only name columns: no figure but years and grades, and merged cells below them."""
    count = 0
    for row in rows[:4]:
        if not _is_header_row(row, count, rows):
            break
        count += 1
    if count == len(rows) and count:
        count = 1 if len(rows) > 1 else 0
    return count


_HEADER_FIGURE = re.compile(
    r"(?:19|20)\d\d\s?(?:년|년도|\.\s?\d{1,2}\.?|년\s?\d{1,2}월)?|['‘’`]\d\d\s?\.?\s?년?|\d{1,2}급|\d{1,2}월|[1-4]\s?/\s?4\s?분기|\d{1,2}차|\d{1,2}단계|\d{1,2}년차"
    r"|(?<!\d)1(?:일|인|회|가구|주|월|년|세대)당?\s?(?=[가-힣1])"
)


def _is_header_row(row: Sequence[Cell], index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row names columns."""
    texts = [cell.text for cell in row if cell.text]
    if not texts:
        return index > 0
    named = index == 0 and squeeze(texts[0]) == "구분"
    counted = (text for text in texts if _DIGIT.search(text) and not (named and _VERSION.fullmatch(text)))
    rest = (_HEADER_FIGURE.sub("", text) for text in counted)
    if any(_DIGIT.search(text) and _DIGIT.search(_GROUP.sub("", text)) for text in rest):
        return False
    if any(len(text) > 40 or "<li>" in text for text in texts):
        return False
    if index == 0:
        return True
    # a further header row: the row above has merged cells (blank or repeated) that this one divides, or its first
    # cell is left out
    above = rows[index - 1]
    empty_first = not row[0].text
    below = rows[index + 1] if index + 1 < len(rows) else []
    if empty_first and _ends_heads(row, above) and any(_DIGIT.search(cell.text) for cell in below[1:]):
        return True
    left = (cell.text for cell in above)
    spread = [not one.text or one.text == before for before, one in zip(left, above[1:], strict=False)]
    divides = any(merged and two.text for merged, two in zip(spread, row[1:], strict=False))
    all_short = all(len(squeeze(_GROUP.sub("", text))) <= 12 for text in texts)
    named_years = sum(bool(_HEADER_FIGURE.fullmatch(text)) for text in texts)
    enough = max(1 if empty_first else 2, len(texts) - 1)
    return all_short and ((empty_first and divides) or named_years >= enough or (divides and named_years > 0))


def _ends_heads(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a row only says words under years of the row above, which they end: 당초예산 under 2025년."""
    filled = [at for at, cell in enumerate(row) if cell.text]
    years = all(at < len(above) and _HEADER_FIGURE.match(above[at].text) for at in filled)
    return years and not any(_DIGIT.search(row[at].text) for at in filled)


def column_paths(header: Sequence[Sequence[Cell]], width: int) -> list[str]:
    """Header path per column: merged cells of upper rows spread to the right, lower parts appended."""
    paths: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(header):
        current = ""
        last = depth == len(header) - 1
        for index in range(width):
            text = row[index].text if index < len(row) else ""
            lower = any(index < len(below) and below[index].text for below in header[depth + 1 :])
            if text:
                current = text
            elif last or not lower:
                continue
            if current and (text or not last) and (not paths[index] or paths[index][-1] != current):
                if not text and depth == 0 and index == 0:
                    continue
                paths[index].append(current)
    return [" > ".join(path) for path in paths]
