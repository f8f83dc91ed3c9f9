"""Applies corrections to the records of one document, before anything is concluded from them.

Every correction is held against what the reader read, never against what another one made of it, so that their
order does not matter.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mapper.corrections.correction import Correction, describe
from mapper.corrections.entailed import NAME_FIELDS, follow_block, follow_names, reference_to
from mapper.corrections.figures import follow_figure, review_lines
from mapper.corrections.matching import find_records, has_value
from mapper.corrections.subjects import KnownSubjects, UnknownSubjectError
from mapper.corrections.values import RECORD_CLASSES, rules_of
from mapper.records import AppliedCorrection, CorrectionKind, Outcome, Reading, Record, Span
from mapper.records.cells import to_cell
from mapper.records.issues import Issue, Severity

RULE: Final = "correction"
"""The reading rule of a record that a person added."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The records of a document after its corrections."""

    records: tuple[Record, ...]
    """In the order of their lines."""
    applied: tuple[AppliedCorrection, ...] = ()
    outcomes: Mapping[str, Outcome] = dataclasses.field(default_factory=dict)
    """What became of each correction, by its key."""
    issues: tuple[Issue, ...] = ()
    removed: frozenset[int] = frozenset()
    """Lines of the records that were removed."""
    reviewed: Mapping[int, str] = dataclasses.field(default_factory=dict)
    """Lines in which people read another figure, by number, with that figure."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the corrections want, by place in the reader's records."""

    changes: dict[int, dict[str, tuple[Any, Correction]]]
    removals: dict[int, Correction]
    additions: list[tuple[Record, Correction]]
    outcomes: dict[str, Outcome]


def apply_corrections(
    records: Sequence[Record], corrections: Iterable[Correction], digest: str, text: Sequence[str]
) -> Corrected:
    """The records with the corrections of this document; those of other documents are passed over.

    `digest` and `text` are the document's; `text[0]` is line 1.
    """
    wanted = sorted((c for c in corrections if c.document == digest), key=lambda c: (c.when, c.key))
    if not wanted:
        return Corrected(tuple(records))
    plan = _plan(records, wanted, len(text))
    renamed: dict[int, Record] = {}
    now: list[Record] = list(records)
    for index, fields in plan.changes.items():
        now[index] = _change(records[index], {name: value for name, (value, _) in fields.items()})
        if reference_to(now[index]) != reference_to(records[index]):
            renamed[index] = now[index]
    if renamed:
        now = _follow(records, now, renamed)
    result = [record for index, record in enumerate(now) if index not in plan.removals]
    added = [(follow_block(record, records, dict(c.values), text), c) for record, c in plan.additions]
    for record, _ in added:
        place = (record.span, record.table)
        after = (index for index, other in enumerate(result) if (other.span, other.table) > place)
        result.insert(next(after, len(result)), record)
    applied = [*_tell_changes(records, now, plan), *_tell_removals(records, plan), *map(_tell_addition, added)]
    applied.sort(key=lambda one: (one.span, one.table, one.kind, one.field, one.before, one.after))
    lines = {line for index in plan.removals for line in range(records[index].span.first, records[index].span.last + 1)}
    return Corrected(
        records=tuple(result),
        applied=tuple(applied),
        outcomes=plan.outcomes,
        issues=tuple(_remark(wanted, plan.outcomes, len(text))),
        removed=frozenset(lines),
        reviewed=review_lines(
            text,
            [
                *((records[index], now[index]) for index in plan.changes),
                *((records[index], None) for index in plan.removals),
            ],
        ),
    )


def _plan(records: Sequence[Record], wanted: Sequence[Correction], line_count: int) -> _Plan:
    """Which correction does what to which record."""
    plan = _Plan({}, {}, [], {})
    subjects = KnownSubjects(records, wanted)
    at_line: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        at_line[record.table, record.span.first].append(index)
    claims: defaultdict[tuple[int, str], list[tuple[object, Correction]]] = defaultdict(list)
    for correction in wanted:
        found = find_records(correction, records, at_line[correction.table, correction.span.first], subjects)
        outcome = Outcome.APPLIED
        if isinstance(found, Outcome):
            outcome = found
        elif correction.span.last > line_count:
            outcome = Outcome.NOT_FOUND
        elif correction.kind is CorrectionKind.REMOVED:
            claims[found[0], ""].append((None, correction))
        else:
            outcome = _want(correction, records, found, subjects, claims, plan)
        plan.outcomes[correction.key] = outcome
    _settle(claims, plan)
    return plan


def _want(
    correction: Correction,
    records: Sequence[Record],
    found: Sequence[int],
    subjects: KnownSubjects,
    claims: Mapping[tuple[int, str], list[tuple[object, Correction]]],
    plan: _Plan,
) -> Outcome:
    """Note what a correction that changes or adds a record wants; gives what becomes of it, others apart."""
    try:
        before = records[found[0]] if found else None
        values: dict[str, Any] = {
            name: subjects.resolve(value, getattr(before, name, None), correction.span.first)
            for name, value in correction.values
        }
    except UnknownSubjectError:
        return Outcome.NOT_FOUND
    if before is None:
        record_class = RECORD_CLASSES[correction.table]
        record = record_class(span=correction.span, rule=RULE, reading=Reading.CORRECTED, **values)
        plan.additions.append((record, correction))
        return Outcome.APPLIED
    differing = {name: value for name, value in values.items() if not has_value(getattr(before, name), value)}
    for name, value in differing.items():
        claims[found[0], name].append((value, correction))
    return Outcome.APPLIED if differing else Outcome.SUPERFLUOUS


def _settle(claims: Mapping[tuple[int, str], list[tuple[object, Correction]]], plan: _Plan) -> None:
    """Give each record what the corrections of it agree on; those that contradict each other do nothing at all."""
    changed = {index for index, name in claims if name}
    removed = {index for index, name in claims if not name}
    conflicts = {
        correction.key
        for (index, _), wishes in claims.items()
        for value, correction in wishes
        if any(other != value for other, _ in wishes) or index in changed & removed
    }
    effective: set[str] = set()
    for (index, name), wishes in claims.items():
        agreed = [(value, correction) for value, correction in wishes if correction.key not in conflicts]
        if not agreed:
            continue
        value, correction = agreed[0]
        effective.add(correction.key)
        if name:
            plan.changes.setdefault(index, {})[name] = value, correction
        else:
            plan.removals[index] = correction
    for wishes in claims.values():
        for _, correction in wishes:
            if correction.key in conflicts:
                plan.outcomes[correction.key] = Outcome.CONFLICT
            elif correction.key not in effective:
                plan.outcomes[correction.key] = Outcome.SUPERFLUOUS


_FIGURES = frozenset({"amount_krw", "count", "value", "quantity", "members"})


def _change(record: Record, values: Mapping[str, Any]) -> Record:
    """A record with other values, and what follows from them: lines that repeat the old figure say it no more."""
    repeats = () if _FIGURES & values.keys() else record.repeats
    changed = dataclasses.replace(record, reading=Reading.CORRECTED, repeats=repeats, **values)
    return follow_figure(record, changed, values)


def _follow(records: Sequence[Record], now: Sequence[Record], renamed: Mapping[int, Record]) -> list[Record]:
    """The changed records, references to renamed entries followed."""
    names_before = [
        dataclasses.replace(
            record, **{NAME_FIELDS[type(record)][1]: getattr(records[index], NAME_FIELDS[type(record)][1])}
        )
        if index in renamed
        else record
        for index, record in enumerate(now)
    ]
    return follow_names(names_before, renamed)


def _tell_changes(records: Sequence[Record], now: Sequence[Record], plan: _Plan) -> Iterator[AppliedCorrection]:
    """What was changed, field by field."""
    for index, fields in plan.changes.items():
        for name, (value, correction) in fields.items():
            yield AppliedCorrection(
                kind=CorrectionKind.CHANGED,
                table=now[index].table,
                span=now[index].span,
                record=now[index],
                field=name,
                before=to_cell(getattr(records[index], name)),
                after=to_cell(value),
                who=correction.who,
                when=correction.when,
                why=correction.why,
            )


def _tell_removals(records: Sequence[Record], plan: _Plan) -> Iterator[AppliedCorrection]:
    """What was removed, with all that the reader had said."""
    for index, correction in plan.removals.items():
        record = records[index]
        cells = ((name, to_cell(getattr(record, name))) for name in rules_of(record.table))
        yield AppliedCorrection(
            kind=CorrectionKind.REMOVED,
            table=record.table,
            span=record.span,
            record=None,
            before="; ".join(f"{name}={cell}" for name, cell in cells if cell),
            who=correction.who,
            when=correction.when,
            why=correction.why,
        )


def _tell_addition(addition: tuple[Record, Correction]) -> AppliedCorrection:
    """What was added."""
    record, correction = addition
    return AppliedCorrection(
        kind=CorrectionKind.ADDED,
        table=record.table,
        span=record.span,
        record=record,
        who=correction.who,
        when=correction.when,
        why=correction.why,
    )


def _remark(wanted: Iterable[Correction], outcomes: Mapping[str, Outcome], line_count: int) -> Iterator[Issue]:
    """A remark about every correction that no longer does what it was written for."""
    for correction in wanted:
        outcome = outcomes[correction.key]
        first = min(correction.span.first, line_count)
        span = Span(first, max(first, min(correction.span.last, line_count)))
        message = describe(correction, outcome)
        if outcome is Outcome.SUPERFLUOUS:
            yield Issue(span, "correction-superfluous", message, Severity.INFO)
        elif outcome is Outcome.NOT_FOUND:
            yield Issue(span, "correction-not-found", message)
        elif outcome is Outcome.AMBIGUOUS:
            yield Issue(span, "correction-ambiguous", message)
        elif outcome is Outcome.CONFLICT:
            yield Issue(span, "correction-conflict", message)
