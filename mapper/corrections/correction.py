"""One entry of a corrections file, checked, and what can be said of it in a sentence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from mapper.records import CorrectionKind, Outcome, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says that a document states; equal entries are equal wherever they stand in a file."""

    document: str
    """SHA-256 of the document's file, hexadecimal: a changed file voids the correction."""
    kind: CorrectionKind
    table: str
    span: Span
    """The lines of the record; of an existing record given by one line, the first is enough."""
    where: tuple[tuple[str, object], ...] = ()
    """Values that the reader gave the record, to tell it from others of its table and line."""
    nth: int | None = None
    """Which of the records that fit, from 1, where nothing else tells them apart."""
    values: tuple[tuple[str, object], ...] = ()
    """The fields it gives, with their values."""
    who: str
    """A role or a handle, no natural person's name."""
    when: date
    why: str
    doc: str = field(default="", compare=False)
    """Id that the document had for the person, only to be told."""
    file: str = field(default="", compare=False)
    file_line: int = field(default=0, compare=False)
    """Where the entry begins in its file."""

    @property
    def key(self) -> str:
        """Names the entry by what it says, apart from its place in a file."""
        parts = (
            self.document,
            self.kind.value,
            self.table,
            str(self.span),
            repr(self.where),
            repr(self.nth),
            repr(self.values),
            self.who,
            self.when.isoformat(),
            self.why,
        )
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def describe(correction: Correction, outcome: Outcome) -> str:
    """What became of a correction, as a sentence with its remedy."""
    row = f"a row of {correction.table} at line {correction.span} ({correction.who}, {correction.when})"
    name = f"`{correction.doc}` " if correction.doc else ""
    return {
        Outcome.APPLIED: f"The correction of {row} is applied.",
        Outcome.SUPERFLUOUS: f"The correction of {row} is superfluous: the reader reads it so itself. Take it out.",
        Outcome.NOT_FOUND: (
            f"The correction of {row} finds no such row, or a subject that it names. Compare it with what "
            "`workplan explain ID` shows."
        ),
        Outcome.AMBIGUOUS: f"The correction of {row} fits several rows. Tell which by `where` or `nth`.",
        Outcome.CONFLICT: f"Two corrections of {row} contradict each other; none of them is applied. Keep one.",
        Outcome.NO_DOCUMENT: (
            f"The correction of {row} is of no document here: {name}changed since, or is not among the documents. "
            "Look whether it still holds, and give the digest that `workplan explain ID --correct` shows."
        ),
        Outcome.NOT_READ: f"The correction of {row} waits: its document could not be read.",
    }[outcome]
