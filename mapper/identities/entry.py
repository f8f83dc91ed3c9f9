"""An entry of the reviewed list: one of our things, a node outside, and what a person decided of the two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a person decided."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """The two are not linked, and are not offered again."""


class Relation(StrEnum):
    """What a confirmed entry states."""

    SAME_AS = "owl:sameAs"
    """Both are one thing: whatever is said of one holds of the other."""
    EXACT_MATCH = "skos:exactMatch"
    """Either can stand for the other in a search."""
    SEE_ALSO = "rdfs:seeAlso"
    """The node outside tells of it, and of more or less than it."""


class SubjectKind(StrEnum):
    """How an entry names our thing."""

    TERRITORY = "territory"
    """By its key in `ontology/territories.csv`, the official name."""
    BODY = "body"
    """A body outside, by its name."""
    LAW = "law"
    """An act of the state, by its title."""
    THING = "thing"
    """Any other thing of a release, by its IRI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a person decided of one of our things and a node outside."""

    verdict: Verdict
    kind: SubjectKind
    key: str
    relation: Relation | None
    """None for a refused one."""
    outside: str
    """IRI."""
    outside_name: str
    evidence: str
    """What agrees, or why it was refused."""
    source: str
    """What tells of the node outside: a service, a publication."""
    who: str
    """A role or handle, no natural person's name."""
    when: date
    file: str = ""
    file_line: int = 0

    @property
    def pair(self) -> tuple[SubjectKind, str, str]:
        """What the decision is about."""
        return self.kind, self.key, self.outside

    @property
    def place(self) -> str:
        """Where it stands: `identities.csv:12`."""
        return f"{self.file}:{self.file_line}"
