"""What follows when people correct a record: the printed figure, its last digit, its block, and who refers to it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

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
    StaffingStatement,
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
_VALUES: Final[Mapping[type[Record], tuple[str, str]]] = {
    BudgetStatement: ("amount_krw", "quantum_krw"),
    MetricStatement: ("value", "quantum"),
    StaffingStatement: ("count", ""),
}
"""Records that keep a figure as printed: the field of its value, and of what its last digit is worth."""
_PRINTED: Final = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>\D*)")
_MOST_PLACES: Final = 6


def reference_to(record: Record) -> Ref | None:
    """How others refer to a record; None for one that nobody refers to."""
    if type(record) not in NAME_FIELDS:
        return None
    kind, name = NAME_FIELDS[type(record)]
    return Ref(kind, getattr(record, name), record.span.first)


def follow_figure(before: Record, after: Record, given: Mapping[str, object]) -> Record:
    """A record whose value changed, with the printed figure and its last digit as they follow, where not given."""
    if type(after) not in _VALUES:
        return after
    value, quantum = _VALUES[type(after)]
    old, new = Decimal(getattr(before, value)), Decimal(getattr(after, value))
    if old == new:
        return after
    assert isinstance(before, BudgetStatement | MetricStatement | StaffingStatement)
    number_before, number_after = _PRINTED.fullmatch(before.printed), None
    changes: dict[str, Any] = {}
    if "printed" not in given:
        changes["printed"] = _reprint(number_before, old, new)
        number_after = _PRINTED.fullmatch(changes["printed"])
    if quantum and quantum not in given:
        step = Decimal(getattr(before, quantum))
        if number_before and number_after:
            step = step.scaleb(_places(number_before["number"]) - _places(number_after["number"]))
        changes[quantum] = _divide(new, step, type(getattr(before, quantum)))
    return dataclasses.replace(after, **changes)


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


def follow_block(added: Record, records: Sequence[Record], given: Mapping[str, object]) -> Record:
    """An added figure in the block of its line, or of the figures around it, its digits worth what theirs are."""
    if not isinstance(added, BudgetStatement | MetricStatement) or "block" in given:
        return added
    alike = [record for record in records if isinstance(record, type(added))]
    same = [record for record in alike if record.span.first == added.span.first and record.block]
    before = [record for record in alike if record.span.first < added.span.first][-1:]
    after = [record for record in alike if record.span.first > added.span.first][:1]
    around = [*before, *after]
    if not same and len(around) == 2 and around[0].block == around[1].block:
        same = [record for record in around if record.block]
    if len({record.block for record in same}) != 1:
        return added
    changes: dict[str, Any] = {"block": same[0].block}
    quantum = _VALUES[type(added)][1]
    if quantum not in given and isinstance(added, BudgetStatement):
        changes[quantum] = _divide(Decimal(added.amount_krw), Decimal(getattr(same[0], quantum)), int)
    return dataclasses.replace(added, **changes)


def _reprint(number: re.Match[str] | None, old: Decimal, new: Decimal) -> str:
    """Another value in the notation of a printed figure; empty where the notation does not show."""
    if number is None or not old:
        return ""
    printed = Decimal(number["number"].replace(",", ""))
    if not printed:
        return ""
    scaled = abs(new) * printed / abs(old)
    places = max(_places(number["number"]), -int(scaled.normalize().as_tuple().exponent))
    if places > _MOST_PLACES:
        return ""
    grouped = "," in number["number"] or printed < 1000
    return f"{scaled:{',' if grouped else ''}.{max(places, 0)}f}{number['rest']}"


def _places(number: str) -> int:
    """How many decimals a number is printed with."""
    return len(number.partition(".")[2])


def _divide(value: Decimal, step: Decimal, number: type[Any]) -> Any:
    """What the last digit can be worth at most: a tenth, a hundredth ... of the step where the value needs it."""
    least = Decimal(1) if number is int else step.scaleb(-_MOST_PLACES)
    while step > least and value % step:
        step = step.scaleb(-1)
    return number(max(step, least))
