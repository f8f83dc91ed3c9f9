"""Which of the reader's records a correction means."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.corrections.correction import Correction
from mapper.corrections.subjects import KnownSubjects
from mapper.corrections.values import SubjectName
from mapper.records import CorrectionKind, Outcome, Record
from mapper.records.cells import to_cell
from mapper.source.persons import mask_persons


def find_records(
    correction: Correction, records: Sequence[Record], candidates: Sequence[int], subjects: KnownSubjects
) -> Outcome | tuple[int, ...]:
    """The place of the one record that a correction means, none for one to be added, or why there is no such record.

    `candidates` are the places of the records of its table that begin on its line.
    """
    span = correction.span
    at_line = [i for i in candidates if span.first == span.last or records[i].span == span]
    if correction.kind is CorrectionKind.ADDED:
        given = dict(correction.values)
        held = any(_fits(records[i], given, subjects) for i in at_line)
        return Outcome.SUPERFLUOUS if held else ()
    where = dict(correction.where)
    fitting = [i for i in at_line if _fits(records[i], where, subjects)]
    if not fitting:
        fitting = [i for i in at_line if _fits(records[i], where, subjects, renamed=True)]
    if not fitting or (correction.nth or 1) > len(fitting):
        given = {**where, **dict(correction.values)}
        held = correction.kind is CorrectionKind.CHANGED and any(_fits(records[i], given, subjects) for i in at_line)
        return Outcome.SUPERFLUOUS if held else Outcome.NOT_FOUND
    if correction.nth:
        return (fitting[correction.nth - 1],)
    return (fitting[0],) if len(fitting) == 1 else Outcome.AMBIGUOUS


def has_value(held: object, given: object) -> bool:
    """Whether a field holds a value; lists are compared as they are shown, texts with persons masked."""
    if isinstance(given, tuple):
        return to_cell(held) == to_cell(given)
    return held == given or (isinstance(held, str) and bool(held) and mask_persons([held])[0] == given)


def _fits(record: Record, values: dict[str, object], subjects: KnownSubjects, *, renamed: bool = False) -> bool:
    """Whether a record has all these values; `renamed`: its subjects by names that corrections give them."""
    for name, given in values.items():
        held = getattr(record, name)
        if isinstance(given, SubjectName):
            fits = subjects.means(given, held) or (renamed and subjects.means(given, held, renamed=True))
        else:
            fits = has_value(held, given)
        if not fits:
            return False
    return True
