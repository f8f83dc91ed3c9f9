"""A link between things or projects of different documents: kind, ends, score, and the evidence it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


class LinkKind(StrEnum):
    """What a link says: the notation of a concept in the scheme `wp:LinkKinds`."""

    SAME = "same"
    """Both ends are one thing."""
    CONTINUES = "continues"
    """The project `start` carries on the project `end` of an earlier plan."""
    SUCCEEDS = "succeeds"
    """The office `start` took over from the office `end`: a rename, split or merger."""
    TOPIC = "topic"
    """The project or programme `start` is about the topic `end`."""
    IDENTITY = "identity"
    """`end` is a node of a data set outside; written by mapper.graph.identities from reviewed files alone."""


class EvidenceKind(StrEnum):
    """What a link rests on: the notation of a concept in the scheme `wp:EvidenceKinds`."""

    NAME = "name"
    AMOUNTS = "amounts"
    STATUS = "status"
    CONTENT = "content"
    DUTIES = "duties"
    TEAMS = "teams"
    DATES = "dates"
    WORDS = "words"
    ORDER = "order"
    PERSON = "person"


class Decision(StrEnum):
    """Who decided a link."""

    PROGRAM = "program"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A line of a document."""

    doc: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for a link."""

    kind: EvidenceKind
    weight: float
    """Its share in the score, from 0 to 1."""
    text: str
    """What was compared and found, in figures and names: `2024: 420,000,000 = 420,000,000`."""
    places: tuple[Place, ...] = ()
    """Where it stands."""
    statements: tuple[str, ...] = ()
    """IRIs of the statements that it compares."""
    who: str = ""
    """Of a person's decision: a role or a handle, no natural person's name."""
    when: date | None = None
    """Of a person's decision: its day."""
    why: str = ""
    """Of a person's decision: the reason given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a link."""

    iri: str
    label: str
    place: Place | None = None
    """Where the document names it; None for topics and canonical things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with its score and evidence; equal input gives equal links in equal order."""

    kind: LinkKind
    start: End
    end: End
    score: float
    """From 0 to 1, two decimals."""
    evidence: tuple[Evidence, ...]
    method: str
    """Name and version of the rule, `projects/1`."""
    decision: Decision = Decision.PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A reorganisation: offices that went, offices that came, and between which days."""

    kind: str
    """`rename`, `split`, `merger` or `transfer`."""
    municipality: str
    """IRI."""
    originals: tuple[End, ...]
    results: tuple[End, ...]
    after: str = ""
    """The last date on which the originals are known, `YYYY-MM-DD`, a month or a year."""
    before: str = ""
    """The first date on which the results are known."""
    links: tuple[Link, ...] = ()
    """The SUCCEEDS links that it is made of."""


@dataclass(frozen=True)
class Rulings:
    """What people decided about links, by the IRIs of their ends; it wins over the program."""

    confirmed: tuple[Link, ...] = ()
    """Links that people gave, each with evidence of the kind `person`."""
    refused: frozenset[tuple[LinkKind, str, str]] = frozenset()
    """Kind, start and end of links that are none; for `same` in both directions."""

    @cached_property
    def _decided(self) -> frozenset[tuple[LinkKind, str, str]]:
        """What is refused or confirmed: asked for every pair of projects, so it is looked up and not searched."""
        return self.refused | {(link.kind, link.start.iri, link.end.iri) for link in self.confirmed}

    def refuses(self, kind: LinkKind, start: str, end: str) -> bool:
        """Whether people refused a link, or gave it themselves so that the program need not."""
        return (kind, start, end) in self._decided

    def of(self, kind: LinkKind) -> tuple[Link, ...]:
        """The confirmed links of a kind."""
        return tuple(link for link in self.confirmed if link.kind is kind)
