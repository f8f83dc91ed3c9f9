"""Which dates of a line hold for which of its figures: by clauses and brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.readers.metrics.numbers import Figure
from mapper.values.dates import Period
from mapper.values.money import find_money
from mapper.values.numbers import find_quantities

_COUNTED_END = re.compile(r"\d\s?(?:[가-힣]{1,3}|[%㎡㎞]|km|㎢)\s?$")
_COUNTED = re.compile(r"(?:총\s?|약\s?)?\d")
"""A clause that begins with its count has no thing of its own: `2회, 1,214명 참여(4월)`."""
_SEPARATED = re.compile(r"[,/]\s")
_NOUN_END = re.compile(r"[가-힣]{2}\s?$")
_OPENING, _CLOSING = "([（〔［", ")]）〕］"
_COARSE = frozenset({"half", "quarter", "all_year", "year"})


def dates_for(text: str, periods: Sequence[Period], figure: Figure) -> list[Period]:
    """The dates that hold for a figure: one directly before it, else those of its clause, else those of the line."""
    if len(periods) < 2:
        return [period for period in periods if _reaches(text, period, figure)]
    before = [period for period in periods if period.stop <= figure.start]
    if before and not text[before[-1].stop : figure.start].strip(" :("):
        return before[-1:]
    begin, stop = _clause(text, figure)
    within = [period for period in periods if begin <= period.begin and period.stop <= stop]
    return _finest([period for period in within or periods if _reaches(text, period, figure)])


def _finest(periods: Sequence[Period]) -> list[Period]:
    """The dates without the half or year that one of them divides: `상반기(4~6월)`."""
    fine = [period for period in periods if period.grain not in _COARSE]
    return [
        period for period in periods if period.grain not in _COARSE or not any(_holds(period, other) for other in fine)
    ]


def _holds(period: Period, other: Period) -> bool:
    """Whether a period holds another."""
    return period.start <= other.start[: len(period.start)] and (other.end or "9999")[: len(period.end)] <= period.end


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    """Where the figure's clause begins and ends: commas and slashes outside brackets divide clauses."""
    depth, begin, stop = 0, 0, len(text)
    for index, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth <= 0 and _SEPARATED.match(text, index):
            if index < figure.start:
                begin = index + 1
            elif index >= figure.end:
                stop = index
                break
    return begin, stop


def _reaches(text: str, period: Period, figure: Figure) -> bool:
    """Whether a date holds for a figure: one in brackets for those before or in them, unless others stand there."""
    opened = max(text.rfind("(", 0, period.begin), text.rfind("（", 0, period.begin))
    closed = text.find(")", period.stop)
    if opened < 0 or closed < 0 or ")" in text[opened : period.begin]:
        return True
    if opened < figure.start < closed:
        clause = _SEPARATED.split(text[period.stop : closed], maxsplit=1)[0]
        if not find_quantities(clause) and not find_money(clause) and figure.start > period.stop:
            return True  # `(6. 19. 대회의실, 참석자 230명)`: the date stands for the whole brackets
        return not _SEPARATED.search(text[min(period.stop, figure.end) : max(period.begin, figure.start)])
    if figure.start > closed and _COUNTED_END.search(text[:opened]):
        return False
    between = _SEPARATED.split(text[figure.end : opened]) if figure.end <= opened else []
    if len(between) > 1 and _NOUN_END.search(text[:opened]) and not _COUNTED.match(between[-1]):
        return _COUNTED_END.search(text[:opened]) is not None  # `58개 활동, 공유회 개최(11. 7.)`: of the other clause
    inside = text[opened : period.begin] + text[period.stop : closed]
    return not find_quantities(inside) and not find_money(inside)
