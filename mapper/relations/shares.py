"""What percentages imply: execution rates, growth, achievement, and shares of a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from mapper.records import BudgetStatement, MetricStatement, Partition, Share, Stage, Summation
from mapper.relations.budgets import ALL_SOURCES, newer_and_older
from mapper.relations.changes import CHANGE_WORDS, PERCENT, is_change
from mapper.relations.clauses import TOTAL_WORDS
from mapper.relations.figures import Figure, add_up, place_at, share, summation, value_of
from mapper.relations.page import Page, group
from mapper.values.dates import blank_dates
from mapper.values.numbers import PLAIN
from mapper.values.text import letters, squeeze

_EXECUTION: Final = re.compile(r"집행[률율]|집행비율")
_GROWTH: Final = re.compile(r"증감[률율]|증가[률율]|신장[률율]|증[·/]?감비")
_GROWS: Final = re.compile(r"\s?%?\s?(?:이상\s?)?(?:증가|상승|신장|감소|하락|절감|축소|확대|성장|↑|↓|증)")
_REACHED: Final = ("달성률", "달성율", "달성도")
_BASES: Final = (Stage.APPROPRIATED, Stage.INITIAL, Stage.PLANNED)
_SOURCE: Final = re.compile(
    rf"([가-힣]{{1,4}}비|[가-힣]{{0,4}}기금|자부담|민간|민자|특별교부세|특교세)\s?({PLAIN})\s?[%％]"
)
_SOURCE_LIST: Final = re.compile(rf"[(（]\s?{_SOURCE.pattern}(?:\s?[,，·/+]\s?{_SOURCE.pattern})+\s?[)）]")
_NOT_A_SHARE: Final = re.compile(r"증가|감소|상승|하락|대비|달성|↑|↓|△|▲|\+")


def imply_shares(page: Page) -> Iterator[Share | Summation | Partition]:
    """Relations of all percentages that name what they are a percentage of."""
    for rate in page.of(MetricStatement):
        if rate.unit not in PERCENT:
            continue
        if _EXECUTION.search(squeeze(rate.metric)):
            yield from _execution(page, rate)
        elif _GROWTH.search(squeeze(rate.metric)):
            yield from _budget_growth(page, rate)
        yield from _source_share(page, rate)
        yield from _growth_in_sentence(page, rate)
    yield from _achievements(page)
    yield from _yearly_growth(page)
    yield from _bracketed_shares(page)
    yield from _shares_of_sources(page)


def _shares_of_sources(page: Page) -> Iterator[Partition]:
    """`3억 원(국비 70%, 시비 30%)`: a bracket of nothing but sources with their shares, which make up a hundred."""
    for line, metrics in page.lines_with(MetricStatement):
        rates = [metric for metric in metrics if metric.unit in PERCENT]
        if len(rates) < 2:
            continue
        totals = [amount for amount in page.on(line, BudgetStatement) if amount.source == ALL_SOURCES]
        if len(totals) != 1:
            continue
        for match in _SOURCE_LIST.finditer(page.plain(line)):
            said = [(item[1], Decimal(item[2])) for item in _SOURCE.finditer(match[0])]
            found = [next((r for r in rates if (r.metric, r.value) == one), None) for one in said]
            shares = tuple(rate for rate in found if rate is not None)
            if len(shares) == len(said) == len({name for name, _ in said}):
                yield Partition(
                    **place_at("shares-make-whole", [totals[0].span]),
                    total=totals[0],
                    shares=shares,
                    tolerance=sum(
                        (rate.quantum for rate in shares if rate.value != rate.value.to_integral()), Decimal(0)
                    ),
                    expected_text="100",
                    found_text=f"{sum((rate.value for rate in shares), Decimal(0)).normalize():f}",
                )


def _execution(page: Page, rate: MetricStatement) -> Iterator[Share]:
    """An execution rate is what was executed over what was appropriated, of the same subject in the same row."""
    row = [a for a in page.on(rate.span.first, BudgetStatement) if a.subject.name == rate.subject.name]
    if rate.span.last > rate.span.first and rate.printed not in page.plain(rate.span.first):
        return  # of two lines read as one, the rate stands on the other
    executed = [amount for amount in row if amount.stage is Stage.EXECUTED]
    for stage in _BASES:
        budgets = [amount for amount in row if amount.stage is stage]
        if budgets:
            break
    if len(executed) == len(budgets) == 1 and executed[0].source == budgets[0].source:
        yield from share("execution-rate", rate, executed, budgets)


def _budget_growth(page: Page, rate: MetricStatement) -> Iterator[Share]:
    """A growth rate (증감률) in a row of amounts compares its newer amount with its older."""
    row = [a for a in page.on(rate.span.first, BudgetStatement) if a.subject.name == rate.subject.name]
    pair = newer_and_older(row) if len({(amount.category, amount.source) for amount in row}) == 1 else None
    if pair:
        changes = [amount for amount in row if amount.stage is Stage.CHANGE]
        yield from share("growth-rate", rate, pair[:1], pair[1:], growth=True, step=_proven_step(*pair, changes))


def _proven_step(newer: BudgetStatement, older: BudgetStatement, changes: Sequence[BudgetStatement]) -> Decimal:
    """The last digit to which two amounts are exact: that of their difference, which follows from them to the digit.

    `388.1`, `20`, `368.1`: the second leaves out its zero.
    """
    proven = len(changes) == 1 and newer.amount_krw - older.amount_krw == changes[0].amount_krw
    return Decimal(changes[0].quantum_krw) if proven else Decimal("Infinity")


def _source_share(page: Page, rate: MetricStatement) -> Iterator[Share]:
    """`국비 135백만원(30%)`: the share of a source in the total of the same clause."""
    row = [a for a in page.on(rate.span.first, BudgetStatement) if a.subject.name == rate.subject.name]
    parts = [amount for amount in row if amount.source == rate.metric]
    totals = [amount for amount in row if amount.source == ALL_SOURCES]
    if len(parts) == len(totals) == 1 and parts[0].fiscal_year == totals[0].fiscal_year:
        yield from share("share-of-source", rate, parts, totals)


def _growth_in_sentence(page: Page, rate: MetricStatement) -> Iterator[Share]:
    """`1,100건(작년 1,000건 대비 10% 증가)`: the rate compares the line's other figure with that before 대비.

    Also `400명 → 500명(25% 증가)`. The line has no third figure of the kind.
    """
    line = rate.span.first
    text = page.plain(line)
    metrics = page.on(line, MetricStatement)
    others = [metric for metric in metrics if metric.unit not in PERCENT]
    pair = others if len(others) == 2 else [m for m in others if m.metric in rate.metric or rate.metric in m.metric]
    if page.is_row(line) or len(metrics) - len(others) != 1 or len(pair) != 2:
        return
    if (pair[0].metric, pair[0].unit) != (pair[1].metric, pair[1].unit):
        return
    base = next((metric for metric in pair if _is_base(metric, rate, text)), None)
    if base is not None:
        new = pair[1] if base is pair[0] else pair[0]
        yield from share("growth-in-sentence", rate, [new], [base], growth=True)


def _is_base(metric: MetricStatement, rate: MetricStatement, text: str) -> bool:
    """Whether the rate is said to be against this figure: `N건 대비 R% 증가`, or it is the left of an arrow."""
    if ("at", "before") in metric.dimensions:
        return any(_GROWS.match(text, match.end()) for match in _find(text, rate))
    between = re.compile(rf"\s?{re.escape(metric.unit)}\s?(?:에\s?)?(?:대비|보다)\s?(?:약\s?)?")
    for number in _find(text, metric):
        gap = between.match(text, number.end())
        for printed in _find(text, rate):
            if gap and gap.end() == printed.start() and _GROWS.match(text, printed.end()):
                return True
    return False


def _find(text: str, metric: MetricStatement) -> Iterator[re.Match[str]]:
    """Where a text prints a figure."""
    printed = metric.printed or f"{metric.value:f}"
    for match in re.finditer(PLAIN, text):
        if match[0].replace(",", "") == printed.replace(",", ""):
            yield match


def _achievements(page: Page) -> Iterator[Share]:
    """A rate of achievement (달성률) is the result over the target of the same indicator and period.

    Where less is better the rate turns round, and some plans stop at 100: neither is judged.
    """
    if not _with_value(page.of(MetricStatement), ("목표",)):
        return  # most plans
    metrics = [metric for metric in page.of(MetricStatement) if metric.block]
    groups = [
        *group(metrics, lambda metric: (metric.block, metric.subject, metric.metric, metric.period)).values(),
        *(same for line, same in page.lines_with(MetricStatement) if not page.is_row(line)),
    ]
    for same in groups:
        aims = _with_value(same, ("목표",))
        if len(aims) != 1:
            continue
        found = [_with_value(same, _REACHED), _with_value(same, ("실적", "결과")), aims]
        if not found[0] and len(same) == 3:
            found[0] = [metric for metric in same if squeeze(metric.metric).startswith(_REACHED)]
        if any(len(one) != 1 for one in found):
            continue
        (rate,), (result,), (target,) = found
        capped = rate.value == 100 and result.value > target.value
        turned = result.value > 0 and abs(100 * target.value / result.value - rate.value) <= rate.quantum
        if rate.unit in PERCENT and result.unit == target.unit and not capped and not turned:
            yield from share("achievement", rate, [result], [target])


def _with_value(metrics: Sequence[MetricStatement], words: tuple[str, ...]) -> list[MetricStatement]:
    """The figures with a dimension that says one of the words, and no other dimension that is not shared."""
    return [m for m in metrics if any(squeeze(value).startswith(words) for _, value in m.dimensions)]


def _yearly_growth(page: Page) -> Iterator[Share | Summation]:
    """A row or column `전년대비` beside a yearly series: differences and rates against the year before.

    Which series it compares is proven by the figures: at least half of them must hold.
    """
    for table in page.metric_blocks:
        changes = [metric for metric in table if metric.period.isdigit() and is_change(metric)]
        found: list[tuple[Share | Summation, bool]] = []
        for change in changes:
            pair = _years_compared(change, table)
            if pair:
                found.extend(_yearly_change(change, *pair))
        if found and 2 * sum(agrees for _, agrees in found) >= len(found) and any(agrees for _, agrees in found):
            yield from (relation for relation, _ in found)


def _years_compared(
    change: MetricStatement, table: Sequence[MetricStatement]
) -> tuple[MetricStatement, MetricStatement] | None:
    """The figures of the change's year and of the year before, in the series that the change belongs to."""
    name = letters(CHANGE_WORDS.sub("", change.metric))
    plain = tuple(pair for pair in change.dimensions if not any(map(CHANGE_WORDS.search, pair)))
    series = [m for m in table if not is_change(m) and m.dimensions == plain and m.unit not in PERCENT]
    if name:
        series = [metric for metric in series if letters(metric.metric) == name]
    else:
        above = [metric.span.first for metric in series if metric.span.first < change.span.first]
        series = [metric for metric in series if above and metric.span.first == max(above)]
    years = group(series, lambda metric: metric.period)
    now, before = (years.get(str(year), []) for year in (int(change.period), int(change.period) - 1))
    return (now[0], before[0]) if len(now) == len(before) == 1 else None


def _yearly_change(
    change: MetricStatement, now: MetricStatement, before: MetricStatement
) -> Iterator[tuple[Share | Summation, bool]]:
    """The relation of a change and the two years, and whether it holds."""
    if change.unit in PERCENT:
        for relation in share("growth-over-years", change, [now], [before], growth=True):
            rate = 100 * now.value / before.value - 100
            yield relation, abs(abs(rate) - abs(change.value)) <= relation.tolerance
    elif (change.value < 0) == (now.value < before.value):
        for difference in summation("change-over-years", change, [now], [before]):
            yield difference, now.value - before.value == change.value


def _bracketed_shares(page: Page) -> Iterator[Share]:
    """`남 400명(40%), 여 600명(60%)`: shares of the total that the parts of the same line make up."""
    for line, metrics in page.lines_with(MetricStatement):
        rates = [metric for metric in metrics if metric.unit in PERCENT]
        if len(rates) < 2:
            continue
        totals = [m for m in metrics if any(value in TOTAL_WORDS for _, value in m.dimensions)]
        if len(totals) != 1:
            continue
        pairs = list(_pairs_in_brackets(page, line, metrics, rates))
        if len(pairs) > 1 and add_up([part for part, _ in pairs]) == totals[0].value:
            for part, rate in pairs:
                yield from share("share-of-total", rate, [part], totals)


def _pairs_in_brackets(
    page: Page, line: int, metrics: Sequence[MetricStatement], rates: Sequence[MetricStatement]
) -> Iterator[tuple[Figure, MetricStatement]]:
    """Each figure of a line that has a percentage in the bracket behind it."""
    text = blank_dates(page.plain(line))
    for match in re.finditer(rf"(?P<part>{PLAIN})\s?[가-힣]*\s?[(（]\s?(?P<rate>{PLAIN})\s?[%％]\s?[)）]", text):
        if _NOT_A_SHARE.search(match[0]):
            continue
        value, percent = (Decimal(match[name].replace(",", "")) for name in ("part", "rate"))
        part = next((m for m in metrics if m not in rates and value_of(m) == value), None)
        rate = next((metric for metric in rates if metric.value == percent), None)
        if part and rate:
            yield part, rate
