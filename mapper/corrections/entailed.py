"""What follows when people name an entry anew or add a figure: references to the entry, the block of the figure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from mapper.corrections.figures import VALUES, divide_step
from mapper.records import (
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    FacilityEntry,
    Kind,
    MetricStatement,
    OrganizationEntry,
    Project,
    Record,
    Ref,
)

NAME_FIELDS: Final[Mapping[type[Record], tuple[Kind, str]]] = {
    OrganizationEntry: (Kind.ORGANIZATION, "name"),
    CommitteeEntry: (Kind.COMMITTEE, "name"),
    FacilityEntry: (Kind.FACILITY, "name"),
    Project: (Kind.PROJECT, "title"),
    Component: (Kind.COMPONENT, "title"),
    AssetStatement: (Kind.ASSET, "name"),
}
"""Records that others refer to: the kind of the reference, and the field that holds the name."""


def reference_to(record: Record) -> Ref | None:
    """How others refer to a record; None for one that nobody refers to."""
    if type(record) not in NAME_FIELDS:
        return None
    kind, name = NAME_FIELDS[type(record)]
    return Ref(kind, getattr(record, name), record.span.first)


def follow_names(records: Sequence[Record], renamed: Mapping[int, Record]) -> list[Record]:
    """The records with their references to entries that have another name now; `renamed` is by place in `records`."""
    at_line: dict[Ref, int] = {}
    by_name: dict[tuple[Kind, str], int] = {}
    for index, record in enumerate(records):
        if (ref := reference_to(record)) is not None:
            at_line.setdefault(ref, index)
            by_name.setdefault((ref.kind, ref.name), index)
    moved = {index: ref for index, after in renamed.items() if (ref := reference_to(after))}

    def follow(ref: Ref) -> Ref:
        """Where a reference leads now."""
        found = at_line.get(ref, by_name.get((ref.kind, ref.name)) if ref.name else None)
        return ref if found is None else moved.get(found, ref)

    followed = []
    for record in [renamed.get(index, record) for index, record in enumerate(records)]:
        changes: dict[str, Any] = {
            field.name: now
            for field in dataclasses.fields(record)
            if isinstance(ref := getattr(record, field.name), Ref) and (now := follow(ref)) != ref
        }
        if isinstance(record, OrganizationEntry) and record.parent:
            parent = follow(Ref(Kind.ORGANIZATION, record.parent, 0)).name
            changes |= {"parent": parent} if parent != record.parent else {}
        followed.append(dataclasses.replace(record, **changes) if changes else record)
    return followed


def follow_block(added: Record, records: Sequence[Record], given: Mapping[str, object], text: Sequence[str]) -> Record:
    """An added figure in the block of its line, or of the figures around it, its digits worth what theirs are.

    The figures around it are those before and after it where they are of one block, and those of the next row of
    its table; `text[0]` is line 1.
    """
    if not isinstance(added, BudgetStatement | MetricStatement) or "block" in given:
        return added
    first = added.span.first
    alike = [record for record in records if isinstance(record, type(added)) and record.block]
    same = [record for record in alike if record.span.first == first]
    around = [*[r for r in alike if r.span.first < first][-1:], *[r for r in alike if r.span.first > first][:1]]
    if not same and len(around) == 2 and around[0].block == around[1].block:
        same = around
    if not same and _is_row(text, first):
        same = [r for r in around if abs(r.span.first - first) == 1 and _is_row(text, r.span.first)]
    if len({record.block for record in same}) != 1:
        return added
    changes: dict[str, Any] = {"block": same[0].block}
    quantum = VALUES[type(added)][1]
    if quantum not in given and isinstance(added, BudgetStatement):
        changes[quantum] = divide_step(Decimal(added.amount_krw), Decimal(getattr(same[0], quantum)), int)
    return dataclasses.replace(added, **changes)


def _is_row(text: Sequence[str], line: int) -> bool:
    """Whether a line is a row of a table: tabs, HTML or Markdown pipes part its cells."""
    return any(sign in text[line - 1] for sign in ("\t", "</td>", "|"))
