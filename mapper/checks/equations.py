"""The numeric relations of a document as equations: whether they hold, and for which value of a figure they would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from mapper.checks.figures import Figure, order_of, read_figure
from mapper.checks.triples import Triples, read_literal, read_number
from mapper.vocabulary import WP

_TERMS: Final = {
    term: f"<{term}>"
    for term in (
        WP.total, WP.addend, WP.subtrahend, WP.factor, WP.times, WP.percentage, WP.numerator, WP.denominator,
        WP.growth, WP.firstStatement, WP.secondStatement, WP.tolerance,
    )
}  # fmt: skip
PREDICATES: Final = frozenset(_TERMS.values())
CLASSES: Final = tuple(f"<{term}>" for term in (WP.Summation, WP.Product, WP.Share, WP.Restatement))


class Interval(NamedTuple):
    """Values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def meet(self, other: Interval) -> Interval:
        """The values in both; empty if `low` comes after `high`."""
        return Interval(max(self.low, other.low), min(self.high, other.high))

    @property
    def middle(self) -> Decimal:
        """The value halfway."""
        return (self.low + self.high) / 2

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return self.low > self.high

    @classmethod
    def around(cls, one: Decimal, other: Decimal) -> Interval:
        """The values between two ends in whichever order."""
        return cls(min(one, other), max(one, other))


@dataclass(frozen=True, slots=True)
class Equation:
    """`left` ought to be what the parts give, within the tolerance.

    A sum: `above` less `below`. A product: `above` times `factor`. A share: 100 × `above` ÷ `below`, less 100 when
    it is a growth rate, of which only the size counts.
    """

    node: str
    kind: str
    left: Figure
    above: tuple[Figure, ...]
    below: tuple[Figure, ...]
    factor: Decimal
    growth: bool
    tolerance: Decimal

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the equation."""
        return (self.left, *self.above, *self.below)

    @property
    def expected(self) -> Decimal:
        """What the parts give for `left`."""
        above, below = _sum(self.above), _sum(self.below)
        if self.kind != "percent":
            return above * self.factor - below
        rate = 100 * above / below
        if not self.growth:
            return rate
        return abs(rate - 100) if self.left.value >= 0 else -abs(rate - 100)

    def holds(self) -> bool:
        """Whether the printed figures fit."""
        return abs(self.expected - self.left.value) <= self.tolerance

    def solve(self, figure: Figure) -> Interval | None:
        """The values of one figure for which the equation holds, the others being as printed; None if not one range."""
        if figure == self.left:
            return Interval(self.expected - self.tolerance, self.expected + self.tolerance)
        if self.kind == "percent":
            return self._solve_share(figure)
        without = self.expected - (-figure.value if figure in self.below else figure.value * self.factor)
        needed = self.left.value - without
        ends = (needed - self.tolerance, needed + self.tolerance)
        if figure in self.below:
            return Interval.around(-ends[0], -ends[1])
        return Interval.around(*(end / self.factor for end in ends)) if self.factor else None

    def _solve_share(self, figure: Figure) -> Interval | None:
        """The same for a part of a share."""
        above, below = _sum(self.above), _sum(self.below)
        ends = [self.left.value - self.tolerance, self.left.value + self.tolerance]
        if self.growth:
            grows = above >= below and self.left.value >= 0  # a printed minus says so whatever the figures say
            ends = [100 + abs(end) if grows else 100 - abs(end) for end in ends]
        if min(ends) <= 0:
            return None
        if figure in self.above:
            others = above - figure.value
            return Interval.around(*(end * below / 100 - others for end in ends))
        others = below - figure.value
        return Interval.around(*(100 * above / end - others for end in ends))

    def text(self) -> str:
        """The equation that fails, in the figures of the page: `199 + 302 ≠ 511`."""
        above = " + ".join(figure.text() for figure in self.above)
        below = [figure.text() for figure in self.below]
        if self.kind == "percent":
            base = " + ".join(below)
            parts = [f"({part})" if "+" in part else part for part in (above, base)]
            return f"{parts[0]} ÷ {parts[1]}{' - 1' if self.growth else ''} ≠ {self.left.text()} %"
        product = f" × {self.factor.normalize():f}" if self.factor != 1 else ""
        return f"{above}{product}{''.join(f' - {part}' for part in below)} ≠ {self.left.text()}"


def read_equations(triples: Triples) -> list[Equation]:
    """The relations whose figures are all numbers, in the order of the document."""
    found = []
    for rdf_class in CLASSES:
        for node in triples.instances(rdf_class):
            equation = _read_equation(triples, node, rdf_class)
            if equation is not None:
                found.append((order_of(triples, node), node, equation))
    return [equation for _, _, equation in sorted(found, key=lambda entry: entry[:2])]


def _read_equation(triples: Triples, node: str, rdf_class: str) -> Equation | None:
    """One relation; None where a figure has no number or a share has no base."""
    kind, left, above, below = {
        CLASSES[0]: ("sum", WP.total, WP.addend, WP.subtrahend),
        CLASSES[1]: ("sum", WP.total, WP.factor, ""),
        CLASSES[2]: ("percent", WP.percentage, WP.numerator, WP.denominator),
        CLASSES[3]: ("restated", WP.secondStatement, WP.firstStatement, ""),
    }[rdf_class]
    wholes, parts, others = (_figures(triples, node, term) for term in (left, above, below))
    tolerance = read_number(triples.object(node, _TERMS[WP.tolerance]))
    if not wholes or not parts or others is None or tolerance is None:
        return None
    if kind == "percent" and _sum(others) <= 0:
        return None
    times = read_number(triples.object(node, _TERMS[WP.times]))
    growth = read_literal(triples.object(node, _TERMS[WP.growth]))
    return Equation(
        node=node,
        kind=kind,
        left=wholes[0],
        above=tuple(parts),
        below=tuple(others),
        factor=Decimal(1) if times is None else times,
        growth=growth is not None and growth.lexical == "true",
        tolerance=tolerance,
    )


def _figures(triples: Triples, node: str, term: str) -> list[Figure] | None:
    """The figures that a relation names by one property, as they stand; None if one of them has no number."""
    figures = [read_figure(triples, one) for one in triples.objects(node, _TERMS[term])] if term else []
    known = [figure for figure in figures if figure is not None]
    return sorted(known, key=lambda figure: figure.order) if len(known) == len(figures) else None


def _sum(figures: Sequence[Figure]) -> Decimal:
    """The sum of printed values."""
    return sum((figure.value for figure in figures), Decimal(0))
