"""Profiles of invented plans of 가온시, one a document, for tests of linking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mapper.keys import DEFAULT_BASE, thing_iri
from mapper.linking.documents import Links
from mapper.linking.link import LinkKind
from mapper.linking.profile import (
    Amount,
    DocumentProfile,
    OfficeProfile,
    PlanProfile,
    ProjectProfile,
    ThingKind,
    ThingProfile,
)
from mapper.records import OrganizationKind, ProjectStatus

CITY = "가온시"


def project(
    title: str,
    money: Mapping[int, int] | None = None,
    *,
    status: ProjectStatus | None = None,
    parts: Sequence[str] = (),
    steps: Sequence[str] = (),
) -> ProjectProfile:
    """A project; `money` in thousands of won by year; `plan` gives it its IRI."""
    amounts = tuple(
        Amount(year=year, stage="planned", source="total", won=value * 1000, line=1, statement=f"{title}/{year}")
        for year, value in sorted((money or {}).items())
    )
    return ProjectProfile(
        iri="", title=title, line=1, status=status, amounts=amounts, parts=tuple(parts), steps=tuple(steps)
    )


def thing(kind: ThingKind, name: str, detail: str = "") -> ThingProfile:
    """A thing that a plan names; `plan` gives it its IRI."""
    return ThingProfile(thing="", kind=kind, name=name, line=1, detail=detail)


def plan(
    year: int,
    department: str,
    *,
    teams: Mapping[str, Sequence[str]] | None = None,
    projects: Sequence[ProjectProfile] = (),
    things: Sequence[ThingProfile] = (),
    city: str = CITY,
) -> DocumentProfile:
    """One department's plan for a year: teams with their duties, projects and things."""
    doc = f"{city}-{department}-{year}"
    office = thing_iri(DEFAULT_BASE, "department", city, department)
    offices = [OfficeProfile(thing=office, entry="", name=department, kind=OrganizationKind.DEPARTMENT, line=1)]
    for line, (name, duties) in enumerate((teams or {}).items(), 2):
        offices.append(
            OfficeProfile(
                thing=thing_iri(DEFAULT_BASE, "team", city, f"{name}/{department}"),
                entry="",
                name=name,
                kind=OrganizationKind.TEAM,
                parent=department,
                line=line,
                duties=tuple((duty, line) for duty in duties),
            )
        )
    one = PlanProfile(
        doc=doc,
        iri=f"{doc}#plan",
        line=1,
        municipality=thing_iri(DEFAULT_BASE, "municipality", "", city),
        municipality_name=city,
        department=office,
        department_name=department,
        year=year,
        offices=tuple(offices),
        projects=tuple(_named(item, f"{doc}#{item.title}", line) for line, item in enumerate(projects, 10)),
        things=tuple(_placed(item, doc, city, line) for line, item in enumerate(things, 50)),
    )
    return DocumentProfile(doc=doc, plans=(one,))


def linked(links: Links, kind: LinkKind) -> set[tuple[str, str]]:
    """The labels of the ends of all links of a kind."""
    return {(link.start.label, link.end.label) for link in links.links if link.kind is kind}


def _named(item: ProjectProfile, iri: str, line: int) -> ProjectProfile:
    return ProjectProfile(
        iri=iri,
        title=item.title,
        line=line,
        status=item.status,
        amounts=item.amounts,
        parts=item.parts,
        steps=item.steps,
    )


def _placed(item: ThingProfile, doc: str, city: str, line: int) -> ThingProfile:
    """A thing with the IRI that the graph would give it; a system is its document's own."""
    home = {ThingKind.SYSTEM: doc, ThingKind.OUTSIDE: ""}.get(item.kind, city)
    key = f"{item.name}/{item.detail}" if item.detail else item.name
    iri = thing_iri(DEFAULT_BASE, item.kind.value, home, key)
    return ThingProfile(thing=iri, kind=item.kind, name=item.name, line=line, detail=item.detail)
