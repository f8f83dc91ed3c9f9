"""What linking needs to know of one document: names, years, amounts and duties, each with its IRI and line.

A profile is made while a document is read and kept beside its graph, so that linking never opens a graph, and a
document that has not changed is not looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mapper.records import OrganizationKind, ProjectStatus


class ThingKind(StrEnum):
    """Kinds of things, besides offices, that several documents can name."""

    PLACE = "place"
    SYSTEM = "system"
    COMMITTEE = "committee"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money that a plan gives a project for a year."""

    year: int
    stage: str
    """Notation of the budget stage: planned, revised, executed ..."""
    source: str
    """Notation of the funding source; `total` for all sources."""
    won: int
    line: int
    statement: str
    """IRI of the budget statement."""
    additive: bool = True
    """False for a total over sources and for what is said again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectProfile:
    """A project as one plan presents it."""

    iri: str
    title: str
    line: int
    number: str = ""
    status: ProjectStatus | None = None
    teams: tuple[str, ...] = ()
    start: str = ""
    """As printed and normalised by the reader: `2024`, `2024-03`, `2024-03-14`."""
    end: str = ""
    amounts: tuple[Amount, ...] = ()
    """Of single years, in the order of year, stage, source, line."""
    parts: tuple[str, ...] = ()
    """Titles of components."""
    steps: tuple[str, ...] = ()
    """Texts of milestones."""
    names: tuple[str, ...] = ()
    """Places, assets, partners and laws that its lines name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeProfile:
    """An office as one plan presents it."""

    thing: str
    """IRI of the thing: the same in all documents that print the name."""
    entry: str
    """IRI of the document's own entry; empty where it only names the office."""
    name: str
    kind: OrganizationKind
    parent: str = ""
    line: int = 0
    duties: tuple[tuple[str, int], ...] = ()
    """Each duty with its line, of an office with its teams' duties where they have no rows of their own."""
    posts: int | None = None
    """Quota in total, where it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingProfile:
    """A place, system, committee or outside body that a plan names."""

    thing: str
    """IRI of the thing, or of the document's group of assets for a system."""
    kind: ThingKind
    name: str
    line: int
    detail: str = ""
    """What tells namesakes apart: a place's location, a system's class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeProfile:
    """A line of a department's budget, or another named cost, once in a plan."""

    iri: str
    name: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProfile:
    """One department's plan in a document."""

    doc: str
    iri: str
    """IRI of the department plan."""
    line: int
    municipality: str
    """IRI of the municipality."""
    municipality_name: str
    department: str
    """IRI of the department."""
    department_name: str
    year: int | None
    """The year planned for, else the year reported."""
    issued: str = ""
    """Its date, or the first day of the session it was laid before: `2024-01`, `2024-01-23`; empty if not printed."""
    offices: tuple[OfficeProfile, ...] = ()
    projects: tuple[ProjectProfile, ...] = ()
    things: tuple[ThingProfile, ...] = ()
    programmes: tuple[ProgrammeProfile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProfile:
    """A document's plans in the order of their lines."""

    doc: str
    plans: tuple[PlanProfile, ...]
