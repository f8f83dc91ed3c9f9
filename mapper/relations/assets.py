"""What counts of things imply: steps (1차, 2차) that make up a total, and what is left of what was bought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from mapper.records import AssetState, AssetStatement, MetricStatement, Restatement, Summation
from mapper.relations.figures import decimal_of, restatement, summation
from mapper.relations.metrics import total_axes
from mapper.relations.page import Page
from mapper.values.dates import blank_dates
from mapper.values.numbers import find_quantities
from mapper.values.text import letters

_BOUGHT: Final = ("구매", "구입", "도입", "확보", "취득", "임차", "제작", "입고")
_GIVEN: Final = ("보급", "배부", "지급", "배포", "설치", "교체", "대여", "출고", "배치")
_VERB: Final = re.compile("|".join((*_BOUGHT, *_GIVEN)))
_LEFT: Final = re.compile(r"잔여|잔량|재고|남은")
_STEP: Final = re.compile(r"(?P<number>[1-9])\s?(?:차(?![가-힣년])|단계|회차)")
_TOTAL: Final = re.compile(r"\s*(?:총|합|소)?\s*계\s*$|\s*전체\s*$")
_UNTIL: Final = re.compile(r"((?:19|20)\d\d)년까지")
_REACH: Final = 8
_SPECIFIC: Final = 4
"""Letters of a name that is no mere kind."""


class Count(NamedTuple):
    """A counted thing with the verb that governs its number; empty where none does."""

    asset: AssetStatement
    quantity: Decimal
    verb: str
    is_whole: bool


def imply_asset_counts(page: Page) -> Iterator[Summation | Restatement]:
    """Relations between the counts of neighbouring lines."""
    lines = sorted(line for line, _ in page.lines_with(AssetStatement) if not page.is_row(line))
    for line in lines:
        below = [other for other in lines if line < other <= line + _REACH]
        if len(below) > 1:
            yield from _over_steps(page, _counts_on(page, line), below)
        if _LEFT.search(page.plain(line)):
            above = [other for other in lines if line - _REACH <= other < line]
            counts = _counts_on(page, line)
            yield from _remainders(counts, [count for other in above for count in _counts_on(page, other)])
    yield from _within_cumulative(page)
    yield from _totals_of_tables(page)
    yield from _totals_of_things(page)


def _totals_of_tables(page: Page) -> Iterator[Summation]:
    """A total (계) of a table of things, which is a figure of its own: over the rows, or over the cells of its row."""
    totals = [m for m in page.of(MetricStatement) if m.block and len(m.dimensions) == 1 and total_axes(m)]
    for total in totals:
        row = total.span.first
        if not page.is_row(row) or sum(other.block == total.block for other in totals) != 1:
            continue
        counted = [asset for asset in page.on(row, AssetStatement) if asset.unit == total.unit]
        if not counted:
            lines = page.rows_above(row) or page.rows_below(row)
            cells = [[a for a in page.on(line, AssetStatement) if a.unit == total.unit] for line in lines]
            counted = [cell[0] for cell in cells if len(cell) == 1] if all(len(cell) == 1 for cell in cells) else []
        elif len(counted) != len(page.figures(row)) - 1:
            continue
        if len(counted) > 1 and all(map(is_plain_count, counted)) and page.is_whole([total, *counted]):
            yield from summation("total-of-things", total, counted)


def _totals_of_things(page: Page) -> Iterator[Summation]:
    """A total (합계) of the rows above it that count the same thing, one in each row."""
    for total in page.of(AssetStatement):
        row = total.span.first
        if not total.whole or not page.is_row(row) or not _TOTAL.match(page.cells(row)[0]):
            continue
        rows = [[a for a in page.on(line, AssetStatement) if _is_like(a, total)] for line in page.rows_above(row)]
        counted = [found[0] for found in rows if len(found) == 1]
        if len(counted) == len(rows) > 1 and all(map(is_plain_count, counted)) and page.is_whole([total, *counted]):
            yield from summation("total-of-things", total, counted)


def _is_like(one: AssetStatement, other: AssetStatement) -> bool:
    """Whether two rows of a table count one thing."""
    return (one.name, one.unit, one.state) == (other.name, other.unit, other.state)


def is_plain_count(asset: AssetStatement) -> bool:
    """Whether a statement counts something and is no total itself."""
    return not asset.whole and decimal_of(asset.quantity) is not None


def _counts_on(page: Page, line: int) -> list[Count]:
    """The counted things of a line in the order of their numbers, each with the last verb before its number."""
    text = blank_dates(page.plain(line))
    left = [asset for asset in page.on(line, AssetStatement) if asset.span.first == line]
    found = []
    for quantity in find_quantities(text, bare=True):
        asset = next((asset for asset in left if decimal_of(asset.quantity) == quantity.value), None)
        if asset is None:
            continue
        left.remove(asset)
        verbs = _VERB.findall(text, 0, quantity.start)
        opens_list = bool(re.match(r"\s?[(（:：][^)）]*\d", text[quantity.end :]))
        found.append(Count(asset, quantity.value, verbs[-1] if verbs else "", asset.whole or opens_list))
    return found


def _over_steps(page: Page, totals: Sequence[Count], below: Sequence[int]) -> Iterator[Summation]:
    """`구매 90대` is the sum of `1차: 구매 60대` and `2차: 구매 30대` in the lines below."""
    steps: list[list[Count]] = []
    for line in below:
        step = _STEP.search(page.plain(line)[:12])
        if step and int(step["number"]) == len(steps) + 1:
            steps.append(_counts_on(page, line))
        elif step or _LEFT.search(page.plain(line)):
            break
        elif steps:
            steps[-1] += _counts_on(page, line)
    for total in totals:
        shares = [share for step in steps if (share := _share_of(total, step))]
        if total.verb and len(steps) > 1 and len(shares) == len(steps):
            yield from summation("total-over-steps", total.asset, [share.asset for share in shares])


def _share_of(total: Count, step: Sequence[Count]) -> Count | None:
    """A step's part of the total: the one count of its verb and unit, or the first where the others are its parts."""
    same = [count for count in step if count.verb == total.verb and count.asset.unit == total.asset.unit]
    return same[0] if len(same) == 1 or (same and same[0].is_whole) else None


def _remainders(left_over: Sequence[Count], above: Sequence[Count]) -> Iterator[Summation]:
    """What is left (잔여) of a thing is what was bought of it less what was given out."""
    for rest in left_over:
        same = [count for count in above if letters(count.asset.name) == letters(rest.asset.name)]
        if rest.is_whole or any(count.is_whole or not count.verb for count in same):
            continue
        bought = [count.asset for count in same if count.verb in _BOUGHT]
        given = [count.asset for count in same if count.verb in _GIVEN]
        if bought and given:
            yield from summation("bought-less-given", rest.asset, bought, given)


def _within_cumulative(page: Page) -> Iterator[Restatement]:
    """A year's count restates part of the count up to that year, and cannot be larger.

    The vocabulary has no `at most`; the relation is made where the year's count is the larger, for then both
    cannot state what stood at the end of the year.
    """
    counted = [
        (asset, number) for asset in page.of(AssetStatement) if (number := decimal_of(asset.quantity)) is not None
    ]
    for until, most in counted:
        match = _UNTIL.search(until.purpose)
        if match is None:
            continue
        for one, number in counted:
            came = one.state is AssetState.ACQUIRED and one.year is not None and one.year <= int(match[1])
            if came and number > most and _is_same_thing(one, until):
                yield from restatement("count-within-cumulative", one, until)


def _is_same_thing(one: AssetStatement, other: AssetStatement) -> bool:
    """Whether two statements count one kind of thing in one unit; one name may say more before it."""
    names = sorted((letters(one.name), letters(other.name)), key=len)
    same = names[0] == names[1] or (len(names[0]) >= _SPECIFIC and names[1].endswith(names[0]))
    return one is not other and same and (one.asset_class, one.unit) == (other.asset_class, other.unit)
