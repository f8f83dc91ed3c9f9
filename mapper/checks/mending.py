"""Which one printed figure, if it were another, would make failing equations hold and break none that holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mapper.checks.equations import Equation, Interval
from mapper.checks.figures import Figure


@dataclass(frozen=True, slots=True)
class Failure:
    """Equations that fail together, and what a finding says of them."""

    equations: tuple[Equation, ...]
    expected: str
    found: str
    mends: Figure | None
    """The one figure that would mend them all; None if several could, or none."""
    about: Figure
    """The figure that the finding speaks of."""


class Mender:
    """Groups failing equations; those that hold protect their figures."""

    def __init__(self, failing: Sequence[Equation], holding: Iterable[Equation]) -> None:
        self._left = list(failing)
        self._holding: defaultdict[str, list[Equation]] = defaultdict(list)
        for equation in holding:
            for figure in equation.figures:
                self._holding[figure.node].append(equation)

    def failures(self) -> Iterator[Failure]:
        """Every failing equation in one failure: first those that one figure mends together."""
        while found := self._largest_group():
            figures, equations = found
            yield self._mended(figures, equations)
            self._left = [equation for equation in self._left if equation not in equations]
        for bracket in self._brackets():
            yield self._single(bracket)

    def _largest_group(self) -> tuple[list[Figure], list[Equation]] | None:
        """The figures that mend the most equations at once, two or more, with those equations."""
        by_figure: defaultdict[str, list[Equation]] = defaultdict(list)
        figures: dict[str, Figure] = {}
        for equation in self._left:
            for figure in equation.figures:
                by_figure[figure.node].append(equation)
                figures[figure.node] = figure
        able = [
            (figures[node], equations)
            for node, equations in sorted(by_figure.items())
            if len(equations) > 1 and self._value(figures[node], equations) is not None
        ]
        if not able:
            return None
        most = max(len(equations) for _, equations in able)
        equations = next(equations for _, equations in able if len(equations) == most)
        return [figure for figure, others in able if others == equations], equations

    def _mended(self, figures: Sequence[Figure], equations: Sequence[Equation]) -> Failure:
        """A failure that one figure, or one of several, mends."""
        figure = min(figures, key=lambda one: (bool(self._holding[one.node]), one.node))
        value = self._value(figure, equations)
        mends = figure if len(figures) == 1 else None
        return Failure(tuple(equations), figure.text(value), figure.text(), mends, figure)

    def _single(self, equations: Sequence[Equation]) -> Failure:
        """A failure of one equation, or of the shares of one bracket.

        The total is named with what its parts give, unless only one part is free to be another: then that part.
        Where the total is confirmed by others and several parts could be wrong, the total is what is expected.
        """
        first = equations[0]
        alone = first.figures if len(equations) == 1 else ()
        free = [figure for figure in alone if self._value(figure, equations) is not None]
        mends = free[0] if len(free) == 1 else None
        if mends is not None and mends != first.left and first.kind != "percent":
            return Failure(tuple(equations), mends.text(self._value(mends, equations)), mends.text(), mends, mends)
        given = _given(first)
        if first.kind == "restated":
            earlier, later = first.above[0], first.left
            if later not in free and earlier in free:
                earlier, later = later, earlier
            return Failure(tuple(equations), earlier.text(), later.text(), mends, later)
        if first.kind == "sum" and first.left not in free and free:
            return Failure(tuple(equations), first.left.text(), given, None, first.left)
        return Failure(tuple(equations), given, first.left.text(), mends, first.left)

    def _value(self, figure: Figure, equations: Collection[Equation]) -> Decimal | None:
        """The value that makes these equations hold and keeps those that hold; None if there is none."""
        needed = [equation.solve(figure) for equation in (*equations, *self._holding[figure.node])]
        common: Interval | None = None
        for interval in needed:
            if interval is None:
                return None
            common = interval if common is None else common.meet(interval)
        if common is None or common.is_empty:
            return None
        exact = [equation.solve(figure) for equation in equations if equation.kind != "percent"]
        middle = next((ends.middle for ends in exact if ends is not None), common.middle)
        return min(max(middle, common.low), common.high)

    def _brackets(self) -> Iterator[list[Equation]]:
        """The equations that are left, one by one; shares of one total in one bracket together."""
        brackets: defaultdict[tuple[str, ...], list[Equation]] = defaultdict(list)
        for equation in self._left:
            is_part = equation.kind == "percent" and not equation.growth
            key = tuple(figure.node for figure in equation.below) if is_part else (equation.node,)
            brackets[key].append(equation)
        yield from brackets.values()


def _given(equation: Equation) -> str:
    """What the parts give for the total, as it would be printed."""
    left = equation.left
    if equation.kind == "percent":
        expected = (equation.expected / left.quantum).quantize(Decimal(1), "ROUND_HALF_UP") * left.quantum
        return f"{expected:f}"
    return left.text(equation.expected)
