"""Rates of a table that its own columns prove: most rows show which count is over which, so all ought to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from mapper.records import MetricStatement, Share
from mapper.relations.changes import PERCENT, is_change
from mapper.relations.figures import Figure, share
from mapper.relations.grids import Cell, find_grids, unit_of
from mapper.relations.judging import holds
from mapper.relations.page import Page

_LEAST: Final = 2
"""Rows that must prove what a rate is of what."""


def imply_proven_rates(page: Page) -> Iterator[Share]:
    """The rates of each column of percentages over the two columns of counts or money that give most of them."""
    rated = {metric.span.first for metric in page.of(MetricStatement) if _is_rate(metric)}
    for grid in find_grids(page) if rated else ():
        if rated.isdisjoint(grid.lines):
            continue
        columns = list(zip(*grid.rows, strict=True))
        counts = [column for column in columns if not any(_is_rate(cell.record) for cell in column)]
        for rates in columns:
            if not any(_is_rate(cell.record) for cell in rates):
                continue
            ways = [list(_over(rates, part, base)) for part, base in permutations(counts, 2)]
            best = max(ways, key=lambda found: sum(map(holds, found)), default=[])
            holding = sum(map(holds, best))
            if holding >= _LEAST and 3 * holding >= 2 * len(best):
                yield from best


def _is_rate(record: Figure | None) -> bool:
    """Whether a figure is a percentage of something, not a change."""
    return isinstance(record, MetricStatement) and record.unit in PERCENT and not is_change(record)


def _over(rates: Sequence[Cell], parts: Sequence[Cell], bases: Sequence[Cell]) -> Iterator[Share]:
    """The shares that one column would have in another, row by row."""
    for rate, part, base in zip(rates, parts, bases, strict=True):
        if rate.record is None or part.record is None or base.record is None or not _is_rate(rate.record):
            continue
        if isinstance(rate.record, MetricStatement) and unit_of(part.record) == unit_of(base.record):
            yield from share("rate-in-columns", rate.record, [part.record], [base.record])
