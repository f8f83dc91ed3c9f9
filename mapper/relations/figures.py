"""Figures of records as numbers, how precise they are printed, and relations built from them with their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations
from operator import attrgetter
from typing import TypedDict

from mapper.records import (
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    MetricStatement,
    Product,
    Record,
    Restatement,
    Share,
    Span,
    StaffingStatement,
    Stage,
    Summation,
)

Figure = BudgetStatement | MetricStatement | StaffingStatement | AssetStatement | CommitteeEntry
"""A record that holds one number."""

_COARSE_KRW = 10_000
"""Budgets are settled in thousands of won (천원); anything printed more coarsely has been rounded or cut off."""
_MOST_OPTIONAL = 8
_NOTHING = Decimal(0)
_LAST: Callable[[Span], int] = attrgetter("last")


def value_of(figure: Figure) -> Decimal | None:
    """The number that a record holds, in won for money; None where it holds none."""
    if isinstance(figure, BudgetStatement):
        return Decimal(figure.amount_krw)
    if isinstance(figure, StaffingStatement):
        return Decimal(figure.count)
    if isinstance(figure, MetricStatement):
        return figure.value
    if isinstance(figure, CommitteeEntry):
        return None if figure.members is None else Decimal(figure.members)
    return decimal_of(figure.quantity)


def decimal_of(text: str) -> Decimal | None:
    """A quantity as a number; None for an empty text or one that is no number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def quantum_of(figure: Figure) -> Decimal:
    """What one step of the last printed digit is worth."""
    if isinstance(figure, BudgetStatement):
        return Decimal(figure.quantum_krw)
    if isinstance(figure, MetricStatement):
        return figure.quantum
    if isinstance(figure, AssetStatement) and "." in figure.quantity:
        return Decimal(1).scaleb(-len(figure.quantity.partition(".")[2]))
    return Decimal(1)


def slack_of(figure: Figure) -> Decimal:
    """What rounding or cutting off can have changed: nothing in counts and in sums settled to the last digit."""
    if isinstance(figure, BudgetStatement):
        settled = 1 if figure.stage is Stage.EXECUTED else _COARSE_KRW - 1
        return _NOTHING if figure.quantum_krw <= settled else Decimal(figure.quantum_krw)
    quantum = quantum_of(figure)
    return _NOTHING if quantum == 1 else quantum


def tolerance_of(total: Figure, parts: Iterable[Figure]) -> Decimal:
    """Largest difference between a total and its parts that rounding, or cutting off, explains.

    Cut-off parts miss less than one step each, a cut-off total less than one of its own; rounding stays below.
    """
    figures = [total, *parts]
    own, *others = map(slack_of, figures)
    if not own and not any(others):
        return _NOTHING
    return max(max(own, sum(others, _NOTHING)) - min(map(quantum_of, figures)), _NOTHING)


def restated_tolerance(first: Figure, second: Figure) -> Decimal:
    """Largest difference that rounding one figure and cutting off the other explains."""
    slack = max(slack_of(first), slack_of(second))
    if quantum_of(first) == quantum_of(second):
        return slack
    return max(slack - min(quantum_of(first), quantum_of(second)), Decimal(0))


def add_up(figures: Iterable[Figure]) -> Decimal:
    """The sum of the figures; what has no number counts nothing."""
    return sum(filter(None, map(value_of, figures)), _NOTHING)


def summation(
    rule: str, total: Figure, addends: Sequence[Figure], subtrahends: Sequence[Figure] = ()
) -> Iterator[Summation]:
    """The relation, unless a figure has no number or stands in it twice."""
    figures = (total, *addends, *subtrahends)
    if not addends or not _are_distinct(figures) or any(value_of(figure) is None for figure in figures):
        return
    yield Summation(
        **_place(rule, figures),
        total=total,
        addends=tuple(addends),
        subtrahends=tuple(subtrahends),
        tolerance=tolerance_of(total, figures[1:]),
    )


def product(rule: str, total: Figure, price: Figure, times: Decimal, line: int) -> Iterator[Product]:
    """The relation of a total and a price; `line` prints the factor."""
    if total is not price:
        place = _place(rule, (total, price), Span(line, line))
        yield Product(
            **place, total=total, price=price, times=times, tolerance=max(slack_of(total), times * slack_of(price))
        )


def share(
    rule: str,
    percentage: MetricStatement,
    numerators: Sequence[Figure],
    denominators: Sequence[Figure],
    *,
    growth: bool = False,
    step: Decimal = Decimal("Infinity"),
) -> Iterator[Share]:
    """The relation, unless its base is nothing; one step of the last digit is forgiven, and what the base lacks.

    `step` is the finest last digit to which the figures are proven exact, whatever zeros they leave out.
    """
    figures = (percentage, *numerators, *denominators)
    base, part = add_up(denominators), add_up(numerators)
    if base <= 0 or not _are_distinct(figures) or any(value_of(figure) is None for figure in figures):
        return
    above, below = (sum((min(slack_of(one), step) for one in side), Decimal(0)) for side in (numerators, denominators))
    lack = above + part / base * below
    tolerance = percentage.quantum + 100 * lack / base
    yield Share(
        **_place(rule, figures),
        percentage=percentage,
        numerators=tuple(numerators),
        denominators=tuple(denominators),
        growth=growth,
        tolerance=tolerance.quantize(Decimal("0.0001")),
    )


def restatement(rule: str, first: Figure, second: Figure) -> Iterator[Restatement]:
    """The relation of two figures that state one quantity."""
    if first is not second and value_of(first) is not None and value_of(second) is not None:
        yield Restatement(
            **_place(rule, (first, second)),
            first=first,
            second=second,
            tolerance=restated_tolerance(first, second),
        )


def choose_parts(total: Figure, certain: Sequence[Figure], optional: Sequence[Figure]) -> list[Figure]:
    """The certain parts with those of the optional that make up the total; with all of them if none do.

    A list may hold what its total leaves out (posts outside the quota, `of which` notes). If it adds up in any
    reading, it adds up.
    """
    wanted = value_of(total)
    tolerance = tolerance_of(total, [*certain, *optional])
    if len(optional) <= _MOST_OPTIONAL and wanted is not None:
        for size in range(len(optional), -1, -1):
            for some in combinations(optional, size):
                if len(certain) + size and abs(add_up([*certain, *some]) - wanted) <= tolerance:
                    return [*certain, *some]
    return [*certain, *optional]


class Place(TypedDict):
    """The fields that say where a relation stands and which rule made it."""

    span: Span
    rule: str
    support: tuple[Span, ...]


def place_at(rule: str, spans: Iterable[Span]) -> Place:
    """The lines that a relation covers, and every one that it rests on."""
    support = tuple(sorted(set(spans)))
    last = support[0].last if len(support) == 1 else max(map(_LAST, support))
    return {"span": Span(support[0].first, last), "rule": rule, "support": support}


def _place(rule: str, figures: Iterable[Record], *more: Span) -> Place:
    """Where a relation between records stands."""
    return place_at(rule, (*(figure.span for figure in figures), *more))


def _are_distinct(figures: Sequence[Figure]) -> bool:
    """Whether no record stands twice among the figures."""
    return len({id(figure) for figure in figures}) == len(figures)
