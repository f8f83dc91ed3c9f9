"""Whether a relation holds by plain arithmetic: what the audit shapes judge, asked before the graph is written."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from typing import Final

from mapper.records import (
    Enumeration,
    MetricStatement,
    Partition,
    Placement,
    Product,
    Relation,
    Restatement,
    Share,
    Summation,
)
from mapper.relations.figures import Figure, add_up, value_of

_FEW: Final = 2
"""Fewer steps outside a period say nothing of it."""
_POINT: Final = re.compile(r"\d{1,3}\.\d{3}")
_SLIPS: Final = tuple(Decimal(10) ** power for power in (-8, -6, -5, -4, -3, 3, 4, 5, 6, 8))


def holds(relation: Relation) -> bool:
    """Whether a relation's figures or days fit; what states a contradiction as such (a header) never does."""
    if isinstance(relation, Summation | Product | Share | Restatement):
        return _gap(relation) <= relation.tolerance
    if isinstance(relation, Placement):
        early = (
            relation.inner_earliest and relation.outer_earliest and relation.inner_earliest < relation.outer_earliest
        )
        late = relation.inner_latest and relation.outer_latest and relation.inner_latest > relation.outer_latest
        return not early and not late
    if isinstance(relation, Partition):
        return (
            abs(add_up(one for one in relation.shares if isinstance(one, MetricStatement)) - 100) <= relation.tolerance
        )
    return isinstance(relation, Enumeration) and relation.stated == relation.listed


def relation_figures(relation: Relation) -> list[Figure]:
    """The figures that a relation compares, its total first."""
    records: tuple[object, ...] = ()
    if isinstance(relation, Summation):
        records = (relation.total, *relation.addends, *relation.subtrahends)
    elif isinstance(relation, Product):
        records = (relation.total, relation.price)
    elif isinstance(relation, Share):
        records = (relation.percentage, *relation.numerators, *relation.denominators)
    elif isinstance(relation, Restatement):
        records = (relation.first, relation.second)
    return [record for record in records if isinstance(record, Figure)]


def proven_parts(holding: Iterable[Relation]) -> dict[int, list[frozenset[int]]]:
    """Of each total that adds up what adds up to it, by the relations that hold."""
    found: dict[int, list[frozenset[int]]] = {}
    for relation in holding:
        if isinstance(relation, Summation) and not relation.subtrahends:
            found.setdefault(id(relation.total), []).append(frozenset(map(id, relation.addends)))
    return found


def strangers(relations: Sequence[Relation], failing: Container[int]) -> set[int]:
    """The steps outside a period that holds none, or the fewer, of the steps read as its own: it is not theirs.

    `failing` are the relations that do not hold, by their identity.
    """
    steps: dict[int, list[Placement]] = {}
    for relation in relations:
        if isinstance(relation, Placement) and relation.rule == "step-in-period":
            steps.setdefault(id(relation.outer), []).append(relation)
    return {
        id(step)
        for same in steps.values()
        if len(outside := [step for step in same if id(step) in failing]) >= _FEW and 2 * len(outside) > len(same)
        for step in outside
    }


def _gap(relation: Summation | Product | Share | Restatement) -> Decimal:
    """How far a relation is from holding."""
    left, *parts = relation_figures(relation)
    printed = value_of(left) or Decimal(0)
    if isinstance(relation, Product):
        return abs(add_up(parts) * relation.times - printed)
    if isinstance(relation, Restatement):
        return abs(add_up(parts) - printed)
    if isinstance(relation, Summation):
        return abs(add_up(parts[: len(relation.addends)]) - add_up(parts[len(relation.addends) :]) - printed)
    above, below = (add_up(parts[: len(relation.numerators)]), add_up(parts[len(relation.numerators) :]))
    given = 100 * above / below
    return abs(abs(given - 100) - abs(printed)) if relation.growth else abs(given - printed)


def fits_in_other_unit(relation: Relation) -> bool:
    """Whether one figure, taken for so many thousands or ten thousands, would make all agree."""
    figures = relation_figures(relation)
    if any(_POINT.fullmatch(getattr(figure, "printed", "")) for figure in figures):
        return True
    if isinstance(relation, Restatement):
        one, other = (value_of(figure) or Decimal(0) for figure in figures)
        return bool(one and other) and any(abs(one * slip - other) <= relation.tolerance for slip in _SLIPS)
    if not isinstance(relation, Summation):
        return False
    total, *parts = (value_of(figure) or Decimal(0) for figure in figures)
    signs = [1] * len(relation.addends) + [-1] * len(relation.subtrahends)
    given = sum((sign * part for sign, part in zip(signs, parts, strict=True)), Decimal(0))
    for sign, part in ((-1, total), *zip(signs, parts, strict=True)):
        for slip in _SLIPS:
            if part and abs(given - total + sign * part * (slip - 1)) <= relation.tolerance:
                return True
    return False
