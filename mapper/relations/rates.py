"""Percentages of a table: shares of its total, and rates of one column over the other (처리율 beside 접수 and 처리)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mapper.records import MetricStatement, Share
from mapper.relations.changes import PERCENT, is_change
from mapper.relations.clauses import TOTAL_WORDS
from mapper.relations.figures import add_up, share
from mapper.relations.metrics import is_added
from mapper.relations.page import Page
from mapper.values.text import letters

_SHARE: Final = re.compile(r"비율|구성비율?|비중|점유[율률]|구성[율률]")
_RATE: Final = re.compile(r"(?P<what>[가-힣]{2,6})[율률]")


def imply_rates(page: Page) -> Iterator[Share]:
    """Rates whose columns the figures prove: at least half of a table's rates must hold."""
    for table in page.metric_blocks:
        if not page.is_row(table[0].span.first):
            continue
        rates = [metric for metric in table if metric.unit in PERCENT and not is_change(metric)]
        if not rates or not page.is_whole_between(table):
            continue
        counts = [metric for metric in table if metric.unit not in PERCENT and is_added(metric)]
        for found in (_shares(rates, counts), _rates(rates, counts)):
            relations = list(found)
            holding = sum(_holds(relation) for relation in relations)
            if holding and 2 * holding >= len(relations):
                yield from relations


def _shares(rates: Sequence[MetricStatement], counts: Sequence[MetricStatement]) -> Iterator[Share]:
    """A share (비율, 구성비) of each count in the table's total."""
    for rate in rates:
        name = _name_without(rate, _SHARE)
        if name is None or not name or name & TOTAL_WORDS:
            continue
        parts = [count for count in counts if name <= _words(count) and not _words(count) & TOTAL_WORDS]
        parts = [part for part in parts if len({len(_words(one)) for one in parts}) == 1]
        if len(parts) != 1:
            continue
        totals = [count for count in counts if _is_total_of(count, parts[0])]
        if len(totals) == 1:
            yield from share("share-in-table", rate, parts, totals)


def _is_total_of(total: MetricStatement, part: MetricStatement) -> bool:
    """Whether a count is the total over one dimension of another, and agrees with it in all others."""
    own, whole = part.dimensions, total.dimensions
    if (total.metric, total.unit, total.period) != (part.metric, part.unit, part.period) or len(own) != len(whole):
        return False
    apart = [after[1] for before, after in zip(own, whole, strict=True) if before[1] != after[1]]
    return len(apart) == 1 and apart[0] in TOTAL_WORDS


def _rates(rates: Sequence[MetricStatement], counts: Sequence[MetricStatement]) -> Iterator[Share]:
    """`접수 50, 처리 46, 처리율 92`: the count that the rate is named after over the one other count of its row."""
    for rate in rates:
        names = [match for word in _words(rate) if (match := _RATE.fullmatch(word)) and not _SHARE.fullmatch(word)]
        row = [count for count in counts if count.span.first == rate.span.first]
        if len(names) != 1 or len(row) != 2 or row[0].unit != row[1].unit:
            continue
        what, others = names[0]["what"], _words(rate) - {names[0][0]}
        parts = [count for count in row if what in _words(count) and others <= _words(count)]
        bases = [count for count in row if count not in parts and others <= _words(count)]
        if len(parts) == len(bases) == 1:
            yield from share("rate-in-row", rate, parts, bases)


def _words(metric: MetricStatement) -> frozenset[str]:
    """The letters of a figure's name and of the values of its dimensions."""
    return frozenset(letters(text) for text in (metric.metric, *(value for _, value in metric.dimensions)))


def _name_without(metric: MetricStatement, word: re.Pattern[str]) -> frozenset[str] | None:
    """The words of a figure but for the one that says what it is; None if none does."""
    words = _words(metric)
    left = frozenset(one for one in words if not word.fullmatch(one))
    return left if len(left) < len(words) else None


def _holds(relation: Share) -> bool:
    """Whether the printed percentage is what its figures give."""
    numerators = [record for record in relation.numerators if isinstance(record, MetricStatement)]
    denominators = [record for record in relation.denominators if isinstance(record, MetricStatement)]
    given = 100 * add_up(numerators) / add_up(denominators)
    rate = relation.percentage
    return isinstance(rate, MetricStatement) and abs(given - rate.value) <= relation.tolerance
