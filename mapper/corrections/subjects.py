"""Which subject of a document a name in a corrections file means."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from mapper.corrections.correction import Correction
from mapper.corrections.entailed import NAME_FIELDS, reference_to
from mapper.corrections.values import RECORD_CLASSES, SubjectName
from mapper.records import CorrectionKind, Kind, Record, Ref
from mapper.records.cells import to_cell


class UnknownSubjectError(Exception):
    """A name that no subject of the document has, or several of different kinds."""


class KnownSubjects:
    """The subjects that a document's records name, and those that its corrections name anew."""

    def __init__(self, records: Sequence[Record], corrections: Iterable[Correction]) -> None:
        self._lines: dict[str, dict[Kind, int]] = {}
        self._new_names: set[tuple[Kind, int, str]] = set()
        entries = [ref for record in records if (ref := reference_to(record))]
        mentions = [
            value
            for record in records
            for field in dataclasses.fields(record)
            if isinstance(value := getattr(record, field.name), Ref)
        ]
        for ref in (*entries, *self._named_anew(corrections), *mentions):
            self._lines.setdefault(ref.name, {}).setdefault(ref.kind, ref.line)

    def _named_anew(self, corrections: Iterable[Correction]) -> Iterable[Ref]:
        """The entries to which corrections give a name."""
        for correction in corrections:
            record_class = RECORD_CLASSES[correction.table]
            if record_class not in NAME_FIELDS or correction.kind is CorrectionKind.REMOVED:
                continue
            kind, field = NAME_FIELDS[record_class]
            name = dict(correction.values).get(field)
            if isinstance(name, str):
                self._new_names.add((kind, correction.span.first, name))
                yield Ref(kind, name, correction.span.first)

    def means(self, wanted: SubjectName, ref: Ref | None, *, renamed: bool = False) -> bool:
        """Whether a name means this reference; `renamed`: by a name that a correction gives its entry."""
        if ref is None or wanted.kind not in (None, ref.kind) or wanted.line not in (None, ref.line):
            return False
        if renamed:
            return (ref.kind, ref.line, wanted.name) in self._new_names
        return wanted.name in (ref.name, to_cell(ref))

    def resolve(self, value: object, current: object, line: int) -> object:
        """The reference that a name means, any other value as it is; raises UnknownSubjectError.

        A name without a kind means the kind that the record refers to now, if there is such a subject, else the
        only one of that name. With a kind it may be a subject that nothing else names.
        """
        if not isinstance(value, SubjectName):
            return value
        if isinstance(current, Ref) and self.means(value, current):
            return current
        known = self._lines.get(value.name, {})
        kind = value.kind
        if kind is None and isinstance(current, Ref) and current.kind in known:
            kind = current.kind
        if kind is None and len(known) == 1:
            (kind,) = known
        if kind is None:
            raise UnknownSubjectError(value.name)
        return Ref(kind, value.name, value.line or known.get(kind, line))
