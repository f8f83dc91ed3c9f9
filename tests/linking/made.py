"""Profiles of two invented plans of one invented municipality, for decisions of people."""

from __future__ import annotations

from mapper.linking.profile import (
    DocumentProfile,
    OfficeProfile,
    PlanProfile,
    ProjectProfile,
    ThingKind,
    ThingProfile,
)
from mapper.records import OrganizationKind

BASE = "https://data.example.org/plans/"


def iri(kind: str, name: str) -> str:
    """An IRI that a test can read."""
    return f"{BASE}id/{kind}/{name}"


def profile(
    doc: str,
    department: str,
    projects: dict[int, str],
    places: dict[int, str] | None = None,
    teams: dict[int, str] | None = None,
) -> DocumentProfile:
    """One plan of 가온시 with projects, places and teams by their lines."""
    thing = iri("department", department)
    offices = [
        OfficeProfile(thing=thing, entry="", name=department, kind=OrganizationKind.DEPARTMENT, line=3),
        *(
            OfficeProfile(
                thing=iri("team", f"{department}/{name}"),
                entry="",
                name=name,
                kind=OrganizationKind.TEAM,
                parent=department,
                line=line,
            )
            for line, name in (teams or {}).items()
        ),
    ]
    plan = PlanProfile(
        doc=doc,
        iri=iri("documents", doc),
        line=1,
        municipality=iri("municipality", "gaon"),
        municipality_name="가온시",
        department=thing,
        department_name=department,
        year=int(doc[-4:]),
        offices=tuple(offices),
        projects=tuple(
            ProjectProfile(iri=iri("projects", f"{doc}-{line}"), title=title, line=line)
            for line, title in projects.items()
        ),
        things=tuple(
            ThingProfile(thing=iri("place", name), kind=ThingKind.PLACE, name=name, line=line)
            for line, name in (places or {}).items()
        ),
    )
    return DocumentProfile(doc=doc, plans=(plan,))


EARLIER = profile("gaon-2023", "정보화과", {10: "공공와이파이 확대", 11: "누리집 개편"}, {20: "별빛도서관"})
LATER = profile(
    "gaon-2024",
    "디지털정책과",
    {10: "무선인터넷 접속망 조성", 11: "누리집 개편", 12: "누리집 개편"},
    {20: "별빛 작은도서관", 21: "별빛도서관"},
)
PROFILES = (EARLIER, LATER)
