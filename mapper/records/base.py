"""What every record shares: the lines it stands on, the rule that read it, and how sure that reading is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple


class Span(NamedTuple):
    """Physical lines of the numbered text, 1-based, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def further_spans(own: Span, others: Iterable[Span]) -> tuple[Span, ...]:
    """Each of some spans once, in the order of their lines, without the one that a record stands on."""
    return tuple(sorted(set(others) - {own}))


class Reading(StrEnum):
    """How a value came from the page: the notation of a concept in the scheme `wp:Readings`."""

    PRINTED = "printed"
    """Stands as such in the cited lines."""
    INHERITED = "inherited"
    """A year or a scope taken from the heading, the section or the document (definitions 6 and 8)."""
    MENDED = "mended"
    """A slipped or garbled cell that the printed sums prove (definition 9)."""
    CORRECTED = "corrected"
    """Given by a person in a corrections file."""


class Kind(StrEnum):
    """Kinds of entries that a statement can be about: the notation of a concept in `wp:SubjectKinds`."""

    ORGANIZATION = "organization"
    PROJECT = "project"
    PROGRAMME = "programme"
    COMPONENT = "component"
    FACILITY = "facility"
    COMMITTEE = "committee"
    ASSET = "asset"


class Ref(NamedTuple):
    """Points at an entry of the same document by its kind, its printed name and the line it stands on.

    `name` is empty for a section that has no title anywhere; the line then tells which one is meant.
    A body named without a row of its own (a group such as 전 부서) has the line where it is named.
    """

    kind: Kind
    name: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that a document states, with the lines it rests on."""

    table: ClassVar[str]
    """Name of the tidy table that shows these records; also the path segment of their IRIs."""

    span: Span
    """The lines the value stands on; the first is the table's `line`."""
    rule: str
    """Stable name of the reading rule, kebab-case: `budget-table`, `sentence-metric`, ..."""
    reading: Reading = Reading.PRINTED
    support: tuple[Span, ...] = ()
    """Further lines that were needed: heads, captions, the heading a year was taken from."""
    repeats: tuple[Span, ...] = ()
    """Lines that say the same again, in another section or in other words (definition 7)."""
