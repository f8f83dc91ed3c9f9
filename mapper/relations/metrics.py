"""Totals among the figures of one table: a row or column 계, 합계 is the sum of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Final

from mapper.records import MetricStatement, Summation
from mapper.relations.clauses import TOTAL_WORDS, find_clauses
from mapper.relations.figures import choose_parts, summation
from mapper.relations.page import Page, group
from mapper.values.numbers import PLAIN
from mapper.values.text import ORDINALS, split_outside_brackets

Metrics = Sequence[MetricStatement]

_NOT_ADDED_UNITS: Final = frozenset({"%", "％", "%p", "등급", "등", "위", "배", "세", "년", "개년", "℃", "원/명"})
_NOT_ADDED: Final = re.compile(r"평균|최고|최대|최저|최소|비율|비중|[률율](?![가-힣])|누계|누적|증감|순위|대비")
_INEXACT_KEYS: Final = frozenset({"bound", "통계"})
_QUALIFIERS: Final = frozenset({"per", "at", "of", "base"})
"""Keys of dimensions that cut nothing: `월` of `per=월` is no part of a total."""
_CALLED_TOTAL: Final = re.compile(rf"(?:총|합계|전체|모두)\s?(?P<number>{PLAIN})\s?[가-힣]{{1,3}}\s?$")
_HIGHER: Final = re.compile(r"[□■❏▣◆◇◈○●◯❍]|\d{1,2}[.)]|[" + ORDINALS + r"][.)]|#+")
"""Marks that open a new thought, whatever stands above."""
_ITEM: Final = re.compile(rf"\s*[^\w\s]\s?(?P<name>[^\d:：]+?)\s?[:：]?\s?{PLAIN}\s?[가-힣]{{1,3}}")
_PARTIAL: Final = re.compile(r"주요|대표|우수|등(?![가-힣])|중(?![가-힣])|외(?![가-힣])|포함|약\s*$")
_SIZE: Final = re.compile(
    rf"\W*(?:사업)?(?:규모|물량|사업량|수량)\s?[:：]\s?(?:총\s?)?(?P<number>{PLAIN})\s?(?P<unit>[가-힣A-Za-z㎡㎞]{{1,3}})(?=\s|$|[(（])"
)
_LISTED: Final = re.compile(rf"\W*[가-힣][^\d:：]*?\s?{PLAIN}\s?(?P<unit>[가-힣A-Za-z㎡㎞]{{1,3}})\s*")
_MOSTLY: Final = 10
"""A list is near a size where it differs by a tenth of it at most."""
_NEAR: Final = 4
"""Lines between figures of one list."""


def imply_metric_sums(page: Page) -> Iterator[Summation]:
    """Sums among neighbouring figures that share subject, metric and unit."""
    added = [metric for metric in page.of(MetricStatement) if is_added(metric)]
    for metrics in group(added, attrgetter("subject", "metric", "unit")).values():
        for table in _tables(metrics):
            for total in table if len(table) > 1 else ():
                for parts in _part_lists(total, table):
                    if _is_full(page, total, parts) and not _has_own_total(parts, total, table):
                        yield from summation("total-among-parts", total, choose_parts(total, [], parts))


def _has_own_total(parts: Metrics, total: MetricStatement, metrics: Metrics) -> bool:
    """Whether the table of the parts prints their total itself: a figure of another line only restates that one."""
    called = (one for one in metrics if total_axes(one) and not _open_axes(one))
    if not total.dimensions and any(one.value == sum(part.value for part in parts) for one in called):
        return True  # `98일` of another year, where the parts make up `100일(45일, 55일)`
    blocks = {part.block for part in parts}
    if len(blocks) != 1 or not any(blocks) or total.block in blocks:
        return False
    said = without_totals(total)
    return any(one.block in blocks and total_axes(one) and without_totals(one) == said for one in metrics)


def without_totals(metric: MetricStatement) -> tuple[tuple[str, str], ...]:
    """The dimensions of a figure but for those in which it is a total."""
    return tuple(pair for pair in metric.dimensions if pair[1] not in TOTAL_WORDS)


def imply_totals_above(page: Page) -> Iterator[Summation]:
    """`점검 : 총 64건` over bullets that say nothing but a name and a count each: `- 정기 : 48건`."""
    for total in page.of(MetricStatement):
        line = total.span.first
        if page.is_row(line) or not page.mark(line):
            continue
        opening = _CALLED_TOTAL.search(page.plain(line))
        if opening is None or opening["number"] != total.printed:
            continue
        bullets = _bullets_below(page, line)
        counts = [[m for m in page.on(below, MetricStatement) if m.unit == total.unit] for below in bullets]
        items = [_ITEM.fullmatch(page.plain(below)) for below in bullets]
        if len(bullets) < 2 or any(len(found) != 1 for found in counts) or not is_added(total):
            continue
        if all(item and not _PARTIAL.search(item["name"]) for item in items):
            yield from summation("total-over-bullets", total, [found[0] for found in counts])


def imply_sizes_above(page: Page) -> Iterator[Summation]:
    """`규모 : 8,500톤` over one line that says nothing but names with counts: `- 소금 5,200톤, 염화칼슘 3,300톤`.

    Only where they make up most of it: a list that is far from it tells of something else.
    """
    for total in page.of(MetricStatement):
        line = total.span.first
        sized = _SIZE.match(page.plain(line)) if not page.is_row(line) and page.mark(line) else None
        if sized is None or sized["number"] != total.printed or sized["unit"] != total.unit or not is_added(total):
            continue
        below = _bullets_below(page, line)[:1]
        counts = list(page.on(below[0], MetricStatement)) if below else []
        items = split_outside_brackets(page.plain(below[0]), ",，、") if below else []
        listed = all((item := _LISTED.fullmatch(text)) and item["unit"] == total.unit for text in items)
        if len(items) < 2 or len(counts) != len(items) or not listed or any(m.unit != total.unit for m in counts):
            continue
        if abs(sum(count.value for count in counts) - total.value) * _MOSTLY <= total.value:
            yield from summation("size-over-list", total, counts)


def _bullets_below(page: Page, line: int) -> list[int]:
    """The lines of the next deeper level below a bullet; what is deeper still is left out."""
    found: list[int] = []
    for below in range(line + 1, page.last + 1):
        mark = page.mark(below)
        if not page.plain(below):
            continue
        if mark in ("", page.mark(line)) or _HIGHER.fullmatch(mark):
            break
        if not found or mark == page.mark(found[0]):
            found.append(below)
    return found


def _tables(metrics: Metrics) -> Iterator[Metrics]:
    """Runs of figures that one block prints, or that stand within a few lines of each other."""
    begin = 0
    for index in range(1, len(metrics) + 1):
        if index < len(metrics):
            before, after = metrics[index - 1], metrics[index]
            if before.block == after.block != "" or after.span.first - before.span.last <= _NEAR:
                continue
        yield metrics[begin:index]
        begin = index


def is_added(metric: MetricStatement) -> bool:
    """Whether figures of this kind can be added: counts can, rates, ranks, averages and bounds cannot."""
    if metric.unit in _NOT_ADDED_UNITS and not (metric.unit in {"%", "％"} and metric.value == Decimal(100)):
        return False
    if _says_rate(metric.metric):
        return False
    return not any(key in _INEXACT_KEYS or _says_rate(value) for key, value in metric.dimensions)


@lru_cache(maxsize=4096)
def _says_rate(name: str) -> bool:
    """Whether a name or a dimension says that no total adds the figure up."""
    return _NOT_ADDED.search(name) is not None


def total_axes(metric: MetricStatement) -> tuple[int, ...]:
    """The places among the dimensions in which the figure is a total."""
    return tuple(axis for axis, (_, value) in enumerate(metric.dimensions) if value in TOTAL_WORDS)


def _open_axes(metric: MetricStatement) -> tuple[int, ...]:
    """The places among the dimensions in which the figure is no total."""
    return tuple(axis for axis, (_, value) in enumerate(metric.dimensions) if value not in TOTAL_WORDS)


def _part_lists(total: MetricStatement, metrics: Metrics) -> Iterator[list[MetricStatement]]:
    """The parts of a total along each dimension in which it is one; along the others they agree with it.

    A total over everything (구분=계) of a table with several dimensions is the sum of each margin, or of all
    cells where no margin is printed.
    """
    for axis in total_axes(total):
        along = [part for part in metrics if _is_part_along(part, total, axis)]
        if along:
            yield along
    if not _open_axes(total):
        yield from _margins(total, metrics)
    yield from _years(total, metrics)


def _is_part_along(part: MetricStatement, total: MetricStatement, axis: int) -> bool:
    """Whether a figure is a part of the total along one dimension; in one table its key may be another."""
    own, whole = part.dimensions, total.dimensions
    if len(own) != len(whole) or not _is_within(part, total):
        return False
    key, value = own[axis]
    if value in TOTAL_WORDS or key in _QUALIFIERS or (key != whole[axis][0] and part.block != total.block):
        return False
    return all(own[other][1] == whole[other][1] for other in range(len(own)) if other != axis)


def _margins(total: MetricStatement, metrics: Metrics) -> Iterator[list[MetricStatement]]:
    """The parts of a total over everything, of figures that have more or fewer dimensions than it."""
    others = [m for m in metrics if len(m.dimensions) != len(total.dimensions) and _is_within(m, total)]
    margins = [m for m in others if total_axes(m) and len(_open_axes(m)) == 1]
    cells = [m for m in others if m.dimensions and not total_axes(m)]
    yield from group(margins, _open_axes).values()
    if not margins and len({len(cell.dimensions) for cell in cells}) == 1:
        yield cells


def _years(total: MetricStatement, metrics: Metrics) -> Iterator[list[MetricStatement]]:
    """The years of a total (계) of one row of a table, which has one dimension more than they."""
    axes = total_axes(total)
    rest = tuple(pair for axis, pair in enumerate(total.dimensions) if axis not in axes)
    row = [m for m in metrics if m is not total and m.block == total.block and m.span.first == total.span.first]
    years = [metric for metric in row if metric.dimensions == rest and metric.period.isdigit()]
    if len(axes) == 1 and len(years) == len(row) and len({year.period for year in years}) == len(years):
        yield years


def _is_within(part: MetricStatement, total: MetricStatement) -> bool:
    """Whether the total's period holds the part's: the same one, or the total names none."""
    return part is not total and (not total.period or part.period == total.period)


def _is_full(page: Page, total: MetricStatement, parts: Metrics) -> bool:
    """Whether no part can have been lost: two or more, no cell twice, and every row about them read whole."""
    cells = {(part.dimensions, part.period) for part in parts}
    if len(parts) < 2 or len(cells) < len(parts) or len({_open_axes(part) for part in parts}) > 1:
        return False
    if _leaves_out(page, total, parts):
        return False
    return page.is_whole([total, *parts]) and page.is_whole_between([total, *parts])


def _leaves_out(page: Page, total: MetricStatement, parts: Metrics) -> bool:
    """Whether a running line lists more parts of a total than records hold: what was said before is said once."""
    line = total.span.first
    if page.is_row(line) or any(part.span.first != line for part in parts):
        return False
    return any(
        clause.total.value == total.value and len(clause.parts) > len(parts)
        for clause in find_clauses(page.plain(line))
    )
