"""What people corrected in a document: which value the reader had, who gave another, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mapper.records.base import Record, Span


class CorrectionKind(StrEnum):
    """What a correction does: the notation of a concept in `wp:CorrectionKinds`."""

    CHANGED = "changed"
    """A field of a record has another value than the reader gave it."""
    ADDED = "added"
    """The reader missed the record."""
    REMOVED = "removed"
    """The reader stated what is not there."""


class Outcome(StrEnum):
    """What became of a correction in a document, or in a build."""

    APPLIED = "applied"
    SUPERFLUOUS = "superfluous"
    """The reader states by itself what the correction gives."""
    NOT_FOUND = "not-found"
    """No record fits, or a subject that it names is not known."""
    AMBIGUOUS = "ambiguous"
    """Several records fit."""
    CONFLICT = "conflict"
    """Another correction wants something else of the same record."""
    NO_DOCUMENT = "no-document"
    """No document of the build has its digest."""
    NOT_READ = "not-read"
    """Its document could not be read this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """One change that a person made: of one field, or of a whole record."""

    kind: CorrectionKind
    table: str
    span: Span
    record: Record | None
    """The record as it is now, one of the document's; None for a removed one."""
    field: str = ""
    """Name of the changed field; empty for a whole record."""
    before: str = ""
    """What the reader had, as one cell; of a removed record its fields."""
    after: str = ""
    """What stands there now, as one cell; empty for a whole record."""
    who: str
    when: date
    why: str
