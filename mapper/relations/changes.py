"""Differences that a page prints: in a sentence, over an arrow, and in a row or column 증감 beside two years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from mapper.records import MetricStatement, Share, Summation
from mapper.relations.figures import share, summation
from mapper.relations.metrics import is_added
from mapper.relations.page import Page
from mapper.values.text import letters

PERCENT: Final = frozenset({"%", "％"})
CHANGE_WORDS: Final = re.compile(
    r"(?:전년|전기|전년도)?\s?대비\s?|(?:증감|증가|감소|상승|하락)(?:률|율|폭|량|액|수|분)?"
)
_GREW: Final = re.compile(r"증가|상승|확대|신장|↑")
_SHRANK: Final = re.compile(r"감소|하락|축소|절감|↓")
_LATER: Final = frozenset({"금년", "올해", "당해", "금회", "변경", "변경후", "경정", "현재", "후"})
_EARLIER: Final = frozenset({"전년", "작년", "전년도", "지난해", "전회", "당초", "변경전", "기정", "기존", "전"})


def imply_changes(page: Page) -> Iterator[Share | Summation]:
    """Every printed difference with the two figures that it compares."""
    yield from _in_sentences(page)
    for table in page.metric_blocks:
        if page.is_row(table[0].span.first):
            yield from _in_table(page, table)


def _in_sentences(page: Page) -> Iterator[Summation]:
    """`1,100건(전년 1,000건 대비 100건 증가)`, `400명 → 500명(100명 증가)`: a line with these three figures only."""
    for line, metrics in page.lines_with(MetricStatement):
        counts = [metric for metric in metrics if metric.unit not in PERCENT]
        if len(counts) != 3 or page.is_row(line) or len({metric.unit for metric in counts}) > 1:
            continue
        changes = [metric for metric in counts if _direction(metric)]
        others = [metric for metric in counts if not _direction(metric)]
        if len(changes) != 1 or others[0].metric != others[1].metric:
            continue
        base = _base(page.plain(line), others, changes[0])
        if base is not None:
            new = others[1] if base is others[0] else others[0]
            above, below = (new, base) if _direction(changes[0]) > 0 else (base, new)
            yield from summation("difference-in-sentence", changes[0], [above], [below])


def _direction(metric: MetricStatement) -> int:
    """1 for a figure that says how much another grew, -1 how much it shrank, 0 for any other."""
    said = " ".join((metric.metric, *(value for _, value in metric.dimensions)))
    return bool(_GREW.search(said)) - bool(_SHRANK.search(said))


def _base(text: str, pair: Sequence[MetricStatement], change: MetricStatement) -> MetricStatement | None:
    """Which of two figures the change is said to be against: the left of an arrow, or that before 대비."""
    befores = [metric for metric in pair if ("at", "before") in metric.dimensions]
    if befores:
        return befores[0] if len(befores) == 1 else None
    for metric in pair:
        first, second = (re.escape(figure.printed) for figure in (metric, change))
        unit = re.escape(metric.unit)
        if re.search(rf"(?<![\d,.]){first}\s?{unit}\s?(?:에\s?)?(?:대비|보다)\s?(?:약\s?)?{second}\s?{unit}", text):
            return metric
    return None


def _in_table(page: Page, table: Sequence[MetricStatement]) -> Iterator[Share | Summation]:
    """A row or column 증감, 증감률 beside exactly two years, or beside 전년 and 금년, 당초 and 변경."""
    changes = [metric for metric in table if is_change(metric)]
    if not changes:
        return
    figures = [metric for metric in table if not is_change(metric) and metric.unit not in PERCENT and is_added(metric)]
    for change in changes:
        name = identity(change)
        alike = [figure for figure in figures if name <= identity(figure)]
        beside = [figure for figure in alike if figure.span.first == change.span.first]
        pair = _newer_and_older(beside or alike)
        if pair is None or not page.is_whole((change, *pair)):
            continue
        newer, older = pair
        if change.unit in PERCENT:
            yield from share("growth-in-row", change, [newer], [older], growth=True)
        elif change.unit == newer.unit and newer.value - older.value != -change.value:
            # with the sign turned round the page counts what it lost, which is no contradiction
            yield from summation("change-in-row", change, [newer], [older])


def is_change(metric: MetricStatement) -> bool:
    """Whether a figure says how another has changed."""
    return _says_change(metric.metric) or any(_says_change(text) for pair in metric.dimensions for text in pair)


@lru_cache(maxsize=4096)
def _says_change(text: str) -> bool:
    """Whether a name, or an axis or its value, says that a figure compares; few different ones stand in a document."""
    return CHANGE_WORDS.search(text) is not None


def identity(metric: MetricStatement) -> frozenset[str]:
    """The words of a figure's name and dimensions that say what it counts, not that it compares or when it holds."""
    words = (letters(CHANGE_WORDS.sub("", text)) for text in _said(metric))
    return frozenset(word for word in words if word and word not in _LATER and word not in _EARLIER)


def _said(metric: MetricStatement) -> tuple[str, ...]:
    """The name and the values of the dimensions."""
    return (metric.metric, *(value for _, value in metric.dimensions))


def _newer_and_older(figures: Sequence[MetricStatement]) -> tuple[MetricStatement, MetricStatement] | None:
    """Two figures of one unit that stand for two years, or for before and after; None for any others."""
    if len(figures) != 2 or figures[0].unit != figures[1].unit or identity(figures[0]) != identity(figures[1]):
        return None
    older, newer = sorted(figures, key=_time)
    return (newer, older) if _time(older) < _time(newer) and _time(older)[0] == _time(newer)[0] else None


def _time(metric: MetricStatement) -> tuple[str, str]:
    """The year of a figure, or whether it is said to be the earlier or the later; of one kind with another's only."""
    said = {letters(text) for text in _said(metric)}
    if said & _EARLIER:
        return "said", "0"
    if said & _LATER:
        return "said", "1"
    return ("year", metric.period) if metric.period.isdigit() else ("", "")
