"""Which amounts may be added up: of one subject, year and stage no won twice (model, principle 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapper.records import BudgetStatement, Kind, Ref, Stage

_Key = tuple[Ref, str, Stage, str]


def mark_additive(records: Sequence[BudgetStatement]) -> Iterator[BudgetStatement]:
    """The records with `additive` false for totals over sources or years, differences, prices and restatements."""
    grouped: dict[_Key, list[BudgetStatement]] = defaultdict(list)
    years: dict[Ref, set[str]] = defaultdict(set)
    for record in records:
        grouped[record.subject, record.fiscal_year, record.stage, record.category].append(record)
        years[record.subject].add(record.fiscal_year)
    kept: set[int] = set()
    for (subject, year, stage, _), group in grouped.items():
        if stage in {Stage.CHANGE, Stage.UNIT_PRICE} or (year == "all" and len(years[subject]) > 1):
            continue
        kept.update(map(id, _addends(group)))
    for record in records:
        yield record if id(record) in kept else replace(record, additive=False)


def _addends(group: Sequence[BudgetStatement]) -> list[BudgetStatement]:
    """One amount per source; the total only where no source is told."""
    sources: dict[str, BudgetStatement] = {}
    for record in group:
        sources.setdefault(record.source, record)
    return [record for source, record in sources.items() if source != "total" or len(sources) == 1]
