"""Cells that OCR or layout has damaged: figures with letters in them, commas in wrong places, two numbers in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mapper.values.dates import blank_dates, find_periods
from mapper.values.numbers import is_plain_number

LOOKALIKE: Final = re.compile(
    r"(?<![A-Za-z가-힣])[OolI|?!](?=[\d,.]*\d)|(?<=\d)[OoI|?](?![A-Za-z])|(?<=\d)l(?=[\d,.)]|$)"
)
_DIGIT: Final = re.compile(r"\d")
_LOST: Final = frozenset("OolI|?!¦")
_INSIDE: Final = re.compile(r"\d\s?[^\W\d_]{1,2}[,.]?\s?\d|\d[.,][^\W\d_]|(?:^|[^\w.])[^\W\d_][,.]?\d{1,3}(?:,\d{3})*$")
_PAIR: Final = re.compile(r"\s?[/()]\s?")
_LETTER: Final = re.compile(r"[△▲+\-−]?\s?[^\W\d_ㅡ]|[△▲+\-−]?\s?[|?!¦]{1,2}")
_COUNTER: Final = re.compile(r"만|천|억|백|제|년|월|일|급|차|단계|회|분기|학년|세|[xX×*~∼∶:+\-/·]")
_WORDS: Final = frozenset(
    {"계", "무", "유", "쪽", "과", "팀", "동", "구", "시", "도", "군", *"명건회개대점원종면권부매식기곳조"}
)
"""Single syllables that are words or units."""
_MEASURES: Final = "㎡|㎥|㎞|km|ha|kg|㎏|kW|㎾|t|m"
_UNIT: Final = re.compile(rf"(?<=\d)\s?(?:(?!급)[가-힣]{{1,3}}|{_MEASURES})?(?:\s?\([가-힣 ]{{1,8}}\))?$")
_COUNTED: Final = re.compile(
    rf"(?<=\d)\s?(?:[가-힣]{{1,2}}\s?원|(?![급년월일차호기]|단계|분기)[가-힣]{{1,3}}|{_MEASURES})$"
)
_DASH: Final = re.compile(r"[-–—―−‐ㅡ_~]+")
_CAPITALS: Final = frozenset("BDOSZ")
"""What OCR makes of 8, 0, 5 and 2."""
_SUFFIX: Final = re.compile(r"[△▲+\-−]?\d[\d,.]*([^\W\d_]{0,3})")
_FIGURE: Final = re.compile(r"[△▲+\-−(]?\s?\d[\d,.]*\s?[%)]?(?:\s?[/(]\s?\d[\d,.]*\s?\)?)?")
_TWO: Final = re.compile(r"\d[\d,.]*\s+\d[\d,.]*")
_COMMAS: Final = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*,(?:\d{1,2}|\d{4,})(?![\d,])|\d{4,},\d{3}(?!\d)|,,|\d[.,]$")


@lru_cache(maxsize=2048)
def is_garbled(cell: str) -> bool:
    """Whether a cell of figures has digits and is no number: `1,2O0`, `12,34`, `480,00`, two numbers in one."""
    if is_plain_number(cell):
        return False
    text = blank_dates(cell) if find_periods(cell) else cell
    halves = [half for half in _PAIR.split(text) if half]
    if any(_LETTER.fullmatch(half) for half in halves) and (len(halves) == 1 or _DIGIT.search(text)):
        return text not in _WORDS
    if _FIGURE.fullmatch(text) or not _DIGIT.search(text):
        return bool(_COMMAS.search(text))
    if LOOKALIKE.search(text) or _COMMAS.search(text) or _TWO.fullmatch(text):
        return True
    match = _INSIDE.search(text)
    return match is not None and not _COUNTER.search(match[0])


def is_garbled_figure(cell: str) -> bool:
    """Whether a cell is garbled and was a figure: it has a digit, or is what is left of one."""
    return (_DIGIT.search(cell) is not None or cell in _LOST) and is_garbled(cell)


def has_odd_suffix(cells: Sequence[str]) -> bool:
    """Whether one figure of a row has letters behind it that no other has: `12`, `1B`, `14`; `64그개` beside `37개`."""
    suffixes = [match[1] for cell in cells[1:] if (match := _SUFFIX.fullmatch(cell)) and match[1] != "급"]
    lettered = [suffix for suffix in suffixes if suffix]
    if len(lettered) == 1 and len(suffixes) > 1:
        return len(lettered[0]) == 1 and lettered[0] not in _WORDS
    if len(lettered) == 1:
        return lettered[0] in _CAPITALS
    return any(one != other and one.endswith(other) for one in lettered for other in lettered)


def is_garbled_date(cell: str) -> bool:
    """Whether a cell of dates has a letter where a digit should be."""
    return bool(find_periods(cell) and re.search(r"[OolI|?](?=\d)|(?<=\d)[OolI|?]|[A-Za-z]\d", cell))


@lru_cache(maxsize=2048)
def is_figure(cell: str) -> bool:
    """Whether a cell is a number or a dash."""
    return is_plain_number(cell) or bool(_FIGURE.fullmatch(_UNIT.sub("", cell)) or _DASH.fullmatch(cell))


def is_number(cell: str) -> bool:
    """Whether a cell is a number."""
    return bool(_FIGURE.fullmatch(cell))


@lru_cache(maxsize=2048)
def is_counted(cell: str) -> bool:
    """Whether a cell is a number, with its unit or without."""
    return is_plain_number(cell) or bool(_FIGURE.fullmatch(_COUNTED.sub("", cell)))


def run_of_figures(cells: Sequence[str]) -> int:
    """How many figures end a row: rows that have as many differ in their labels only, where one is merged over them.

    Cells left empty behind the last figure are counted with them.
    """
    last = next((at for at, cell in enumerate(reversed(cells)) if cell), 0)
    behind = cells[: len(cells) - last]
    run = next((count for count, cell in enumerate(reversed(behind)) if not is_figure(cell)), len(behind))
    return run + last if run else 0


def leave_out_labels(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows below a head that are shorter than it lack labels only: each ends with as many figures as any row.

    A row as wide as the head may have fewer: its cells stand where they belong.
    """
    runs = {len(row): {run_of_figures(other) for other in rows[1:] if len(other) == len(row)} for row in rows}
    most = max((run for found in runs.values() for run in found), default=0)
    short = [found for width, found in runs.items() if width < len(rows[0])] if rows else []
    return bool(short) and max(runs) == len(rows[0]) and all(found == {most} for found in short)
