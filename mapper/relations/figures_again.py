"""A figure told again: two digits changed about (1,870 and 1,780), or another value of one day, or of one work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from operator import attrgetter
from typing import Final, NamedTuple

from mapper.records import AssetState, AssetStatement, Kind, MetricStatement, Restatement
from mapper.relations.clauses import TOTAL_WORDS
from mapper.relations.figures import decimal_of, restatement
from mapper.relations.metrics import is_added
from mapper.relations.page import Page, alike
from mapper.relations.restatements import is_specific
from mapper.values.text import letters

_PLAIN_WORDS: Final = frozenset({"실적", "현재", "현황", *TOTAL_WORDS})
"""Values of dimensions that cut nothing off."""
_INEXACT: Final = frozenset({"bound", "at", "per", "of", "base", "통계"})
_FEWEST_DIGITS: Final = 3
"""Of two figures of one name, or of one very day; else one digit more must tell that they are one."""
_APART: Final = 3
"""Lines that must lie between two statements: nearer ones are rather of two things of one list."""
_DAY: Final = len("2024-12-31")
_YEAR: Final = len("2024")
_SIZES: Final = frozenset({"km", "㎞", "m", "㎡", "m2", "㎢", "ha"})
"""Units of what a work measures: a size told in two places is one, where a count may be of a part."""
_NEAR: Final = Decimal("0.05")
"""How far two values of one day may be from each other to be one."""
_NEAR_IN_PLACE: Final = Decimal("0.1")
"""The same of one named place (열람석 of one library)."""


class Told(NamedTuple):
    """A figure with the words that say what it is, its number, and the project that it is of."""

    figure: MetricStatement | AssetStatement
    words: frozenset[str]
    value: Decimal
    period: str
    project: str
    part: frozenset[str] = frozenset()
    """The values of the dimensions that cut it off from others."""


def imply_figures_again(page: Page) -> Iterator[Restatement]:
    """Pairs of figures of one name, unit and time that are one figure but for a slip."""
    metrics = alike(filter(_is_exact, page.of(MetricStatement)), attrgetter("unit", "period"))
    stock: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for thing in _stock(page):
        stock[thing.figure.unit, thing.period].append(thing)
    for same in (*(list(map(_told, group)) for group in metrics), *stock.values()):
        for one, other in combinations(same, 2):
            if one.value == other.value or not _are_apart(page, one, other):
                continue
            is_sure = one.words == other.words or _are_told_of_one_day(one, other)
            digits = _FEWEST_DIGITS if is_sure else _FEWEST_DIGITS + 1
            transposed = _are_transposed(one.value, other.value, digits) and _are_one(one.words, other.words)
            if transposed or _are_of_one_day(one, other) or _are_of_one_year(one, other):
                yield from restatement("figure-again", one.figure, other.figure)


def _are_told_of_one_day(one: Told, other: Told) -> bool:
    """Whether two figures hold on one very day: of a project and of the department, none a part of the other."""
    return len(one.period) == _DAY and one.part == other.part and one.project != other.project


def _is_exact(metric: MetricStatement) -> bool:
    """Whether a figure is exact, and of a named time."""
    if metric.subject.kind not in (Kind.ORGANIZATION, Kind.PROJECT, Kind.FACILITY):
        return False
    return bool(metric.period) and not any(key in _INEXACT for key, _ in metric.dimensions)


def _told(metric: MetricStatement) -> Told:
    """A figure with its words."""
    place = metric.subject.name if metric.subject.kind is Kind.FACILITY else ""
    said = (place + metric.metric, *(value for _, value in metric.dimensions))
    words = frozenset(letters(text) for text in said) - _PLAIN_WORDS
    project = metric.subject.name if metric.subject.kind is Kind.PROJECT else ""
    part = frozenset(letters(value) for _, value in metric.dimensions) - _PLAIN_WORDS
    return Told(metric, words, metric.value, metric.period, project, part)


def _stock(page: Page) -> Iterator[Told]:
    """What there is of things, all of them."""
    for asset in page.of(AssetStatement):
        value = decimal_of(asset.quantity)
        if value is not None and asset.state is AssetState.IN_USE and not asset.purpose:
            year = str(asset.year or "")
            yield Told(asset, frozenset({letters(asset.name)}), value, year, "")


def _are_apart(page: Page, one: Told, other: Told) -> bool:
    """Whether two statements stand in two places, one at least in a running line, of no two projects or departments."""
    first, second = one.figure.span.first, other.figure.span.first
    if page.department(first) != page.department(second):
        return False
    if abs(first - second) <= _APART or (one.project and other.project and one.project != other.project):
        return False
    return not (_is_cell(page, first) and _is_cell(page, second))


def _is_cell(page: Page, line: int) -> bool:
    """Whether a line is a row or a cell of a table."""
    return page.is_row(line) or "<t" in page.text(line)


def _are_transposed(one: Decimal, other: Decimal, digits: int) -> bool:
    """Whether two numbers of so many digits or more are the same but for two neighbours that changed places."""
    first, second = (f"{number:f}" for number in (one, other))
    apart = [at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]]
    if len(first) != len(second) or sum(letter.isdigit() for letter in first) < digits or len(apart) != 2:
        return False
    left, right = apart
    between = first[left + 1 : right]
    return between in ("", ".") and (first[left], first[right]) == (second[right], second[left])


def _are_one(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether every word of one name is in the other."""
    joined, also = "".join(sorted(words)), "".join(sorted(others))
    return bool(words and others) and (all(word in also for word in words) or all(word in joined for word in others))


def _are_of_one_year(one: Told, other: Told) -> bool:
    """Whether the department and a project tell what one work of a year measures, nearly alike: 간선임도 신설 6.4km."""
    if one.words != other.words or bool(one.project) == bool(other.project) or len(one.period) != _YEAR:
        return False
    sizes = all(isinstance(told.figure, MetricStatement) and told.figure.unit in _SIZES for told in (one, other))
    whole = all(map(is_specific, one.words)) and not one.part and not other.part
    return sizes and whole and abs(one.value - other.value) <= _NEAR * max(one.value, other.value)


def _are_of_one_day(one: Told, other: Told) -> bool:
    """Whether two figures of one specific name, of one very day, are nearly alike."""
    if one.words != other.words or len(one.period) != _DAY or not all(map(is_specific, one.words)):
        return False
    if not all(isinstance(told.figure, MetricStatement) and is_added(told.figure) for told in (one, other)):
        return False
    placed = isinstance(one.figure, MetricStatement) and one.figure.subject.kind is Kind.FACILITY
    near = _NEAR_IN_PLACE if placed else _NEAR
    return abs(one.value - other.value) <= near * max(one.value, other.value)
