"""What a cell of a table of figures holds: a number, a year, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mapper.layout import Cell
from mapper.readers.metrics.numbers import DIGIT, mask_numbers
from mapper.values.numbers import find_quantities, is_plain_number

_EMPTY = re.compile(r"[-–—_\s.·xX×ОО]*")
_YEAR_CELL = re.compile(r"\s*(?:['‘’]\d\d|(?:19|20)\d\d)\s?(?:년|년도)?\s*(?:[(（].*[)）])?\s*")
_SOURCE_NOTE = re.compile(r"[(（][가-힣\s]{1,6}[)）]$")
_NOT_FIGURE = re.compile(r"[\s()（）△▲▽▼+\-–,%약총*]")
_QUARTER = re.compile(r"\s*(?:['‘’]?\d\d|(?:19|20)\d\d)?\s?[.년]?\s?[1-4]\s?분기\s*")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a cell is a number: with sign, unit or a second number in brackets at most."""
    if is_plain_number(text):
        return not _BARE_YEAR.fullmatch(text)
    if not text or not DIGIT.search(text) or _YEAR_CELL.fullmatch(text) or _QUARTER.fullmatch(text):
        return False
    text = _SOURCE_NOTE.sub("", text)
    rest = list(mask_numbers(text, []))
    found = find_quantities("".join(rest), bare=True)
    for quantity in found:
        rest[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    return bool(found) and not _NOT_FIGURE.sub("", "".join(rest))


def is_year(text: str) -> bool:
    """Whether a cell holds a year only."""
    return _YEAR_CELL.fullmatch(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell is empty or holds a dash."""
    return bool(_EMPTY.fullmatch(text))


def mostly_figures(row: Sequence[Cell]) -> bool:
    """Whether most cells after the first are figures or empty marks."""
    rest = [cell.text for cell in row[1:] if cell.text] or [cell.text for cell in row if cell.text]
    figures = sum(is_figure(text) for text in rest)
    marks = sum(bool(_EMPTY.fullmatch(text)) for text in rest)
    return figures > 0 and (figures + marks) * 2 >= len(rest)
