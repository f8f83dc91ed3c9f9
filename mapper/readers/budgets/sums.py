"""Which amounts may be added up: of one kind of subject, year and stage no won twice (model, principle 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mapper.layout import Node
from mapper.readers.budgets.figures import Figure
from mapper.records import BudgetStatement, Kind, Ref, Stage
from mapper.records.filling import altered

_Pair = tuple[BudgetStatement, Figure]
_NAMED = frozenset({Kind.PROGRAMME, Kind.COMPONENT})


def mark_additive(pairs: Sequence[_Pair]) -> Iterator[BudgetStatement]:
    """The records with `additive` false for totals over sources, years and parts, differences, prices, restatements."""
    grouped: dict[tuple[Ref, str, Stage, str], list[_Pair]] = defaultdict(list)
    years: dict[Ref, set[str]] = defaultdict(set)
    for record, figure in pairs:
        grouped[record.subject, record.fiscal_year, record.stage, record.category].append((record, figure))
        years[record.subject].add(record.fiscal_year)
    kept: list[_Pair] = []
    for (subject, year, stage, _), group in grouped.items():
        if stage in {Stage.CHANGE, Stage.UNIT_PRICE} or (year == "all" and len(years[subject]) > 1):
            continue
        kept.extend(pair for pair in _addends(group) if not (pair[1].outer_total and subject.kind in _NAMED))
    additive = {id(record) for record, _ in kept} - _wholes_and_parts(kept)
    for record, _ in pairs:
        yield record if id(record) in additive else altered(record, {"additive": False})


def _addends(group: Sequence[_Pair]) -> list[_Pair]:
    """One amount per source; the total only where no source is told."""
    sources: dict[str, _Pair] = {}
    for pair in group:
        sources.setdefault(pair[0].source, pair)
    return [pair for source, pair in sources.items() if source != "total" or len(sources) == 1]


def _wholes_and_parts(pairs: Iterable[_Pair]) -> set[int]:
    """Of named costs one below the other: the upper one where the lower ones add up to it, else the lower ones."""
    named = [(record, figure.node) for record, figure in pairs if record.subject.kind in _NAMED]
    holders: dict[tuple[int, str, Stage], list[BudgetStatement]] = defaultdict(list)
    for record, node in named:
        holders[id(node), record.fiscal_year, record.stage].append(record)
    below: dict[tuple[int, str, Stage], list[BudgetStatement]] = defaultdict(list)
    for record, node in named:
        for key in _above(node, record, holders):
            below[key].append(record)
    left_out: set[int] = set()
    for key, parts in below.items():
        wholes = [whole for whole in holders[key] if whole.subject not in {part.subject for part in parts}]
        if not wholes:
            continue
        equal = sum(whole.amount_krw for whole in wholes) == sum(part.amount_krw for part in parts)
        left_out.update(map(id, wholes if equal else parts))
    return left_out


def _above(
    node: Node, record: BudgetStatement, holders: dict[tuple[int, str, Stage], list[BudgetStatement]]
) -> Iterator[tuple[int, str, Stage]]:
    """The nearest line above that prints a named cost of the same year and stage."""
    for above in node.ancestors():
        key = id(above), record.fiscal_year, record.stage
        if key in holders:
            yield key
            return
