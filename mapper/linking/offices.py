"""Offices across plans: every plan that names one, and which names are one office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from mapper.linking.clusters import Clusters, group_by, masks_of
from mapper.linking.likeness import may_be_misprint, seems_garbled_twice, seems_misprint
from mapper.linking.link import End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.profile import OfficeProfile, PlanProfile
from mapper.linking.work import COMMON_TEAMS, Work
from mapper.records import OrganizationKind
from mapper.values.text import letters

METHOD: Final = "offices/2"
MUCH_WORK: Final = 4
"""Duties, teams and projects in common, at least, of an office whose name is garbled in two letters."""
SPELLING, MISPRINT = 0.97, 0.85
"""Scores of a link by names that are equal but for signs, and by one garbled letter with something in common."""


@dataclass(slots=True)
class OfficeLife:
    """An office with every plan that presents it, in the order of time."""

    iri: str
    name: str
    kind: OrganizationKind
    municipality: str
    parents: set[str] = field(default_factory=set)
    """Names of the offices above it, as letters."""
    seen: list[tuple[PlanProfile, OfficeProfile]] = field(default_factory=list)

    @property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that name it."""
        return frozenset(plan.doc for plan, _ in self.seen)

    @property
    def plans(self) -> frozenset[str]:
        """IRIs of the plans that name it."""
        return frozenset(plan.iri for plan, _ in self.seen)

    @property
    def own_years(self) -> frozenset[int | None]:
        """Years for which it has a plan of its own."""
        return frozenset(plan.year for plan, profile in self.seen if plan.department == profile.thing)

    @property
    def end(self) -> End:
        """The office as an end of a link, where it is first named."""
        plan, profile = self.seen[0]
        return End(iri=self.iri, label=self.name, place=Place(doc=plan.doc, line=max(profile.line, 1)))


def when(plan: PlanProfile) -> tuple[int, str, str]:
    """Where a plan stands in time: its year, the date it bears, its document."""
    return plan.year or 0, plan.issued, plan.doc


def date_of(plan: PlanProfile) -> str:
    """The date that a plan bears, else its year."""
    return plan.issued or (str(plan.year) if plan.year else "")


def gather_offices(plans: Iterable[PlanProfile]) -> list[OfficeLife]:
    """Every office that the plans of one municipality name, in the order of the IRIs."""
    found: dict[str, OfficeLife] = {}
    for plan in sorted(plans, key=when):
        for profile in plan.offices:
            life = found.setdefault(
                profile.thing, OfficeLife(profile.thing, profile.name, profile.kind, plan.municipality)
            )
            life.seen.append((plan, profile))
            life.parents.add(letters(profile.parent))
    return [found[iri] for iri in sorted(found)]


def link_same_offices(offices: Sequence[OfficeLife], clusters: Clusters) -> Iterator[Link]:
    """Offices whose names are one name spelt or printed differently; a team only below the same department."""
    by_kind = group_by(offices, lambda office: office.kind.value)
    departments: dict[str, str] = {}
    for kind in sorted(by_kind, key=lambda kind: (kind == OrganizationKind.TEAM, kind)):
        if kind != OrganizationKind.TEAM:
            yield from _link_group(by_kind[kind], clusters)
            departments |= {letters(office.name): office.iri for office in by_kind[kind]}
            continue
        below: dict[str, list[OfficeLife]] = {}
        for office in by_kind[kind]:
            for parent in sorted({clusters.find(departments.get(name, name)) for name in office.parents}):
                below.setdefault(parent, []).append(office)
        for parent in sorted(below):
            yield from _link_group(below[parent], clusters)


def _link_group(members: Sequence[OfficeLife], clusters: Clusters) -> Iterator[Link]:
    """Offices of one kind, and teams of one department, that are one."""
    by_letters = group_by(members, lambda office: letters(office.name))
    for namesakes in by_letters.values():
        for one, other in combinations(namesakes, 2):
            if clusters.join(one.iri, other.iri):
                yield _same(one, other, SPELLING, "한 이름의 다른 표기")
    masks: dict[str, list[OfficeLife]] = {}
    for office in members:
        for mask in masks_of(letters(office.name)):
            masks.setdefault(mask, []).append(office)
    for mask in sorted(masks):
        for one, other in combinations(masks[mask], 2):
            if (reason := _misprint(one, other)) and clusters.join(one.iri, other.iri):
                yield _same(one, other, MISPRINT, reason)
    if members[0].kind is not OrganizationKind.TEAM:
        for one, other in combinations(members, 2):
            if _is_garbled_twice(one, other) and clusters.join(one.iri, other.iri):
                yield _same(one, other, MISPRINT, "닮은 글자 둘만 다르고 업무가 같음")


def _is_garbled_twice(one: OfficeLife, other: OfficeLife) -> bool:
    """Whether two names are one that was garbled in each, by two letters that look alike and much of the same work."""
    if not seems_garbled_twice(letters(one.name), letters(other.name)) or _stand_side_by_side(one, other):
        return False
    return len(_shared_work(one, other)) >= MUCH_WORK


def _misprint(one: OfficeLife, other: OfficeLife) -> str:
    """Why two names are one garbled name: the letters look alike, or the work is the same; empty where they are not.

    What one plan names side by side is two offices, and so are two that have plans of their own for one year.
    """
    names = letters(one.name), letters(other.name)
    if _stand_side_by_side(one, other):
        return ""
    if seems_misprint(*names):
        return "닮은 글자 하나만 다름"
    if not may_be_misprint(*names) or one.documents & other.documents:
        return ""
    return "한 글자만 다르고 업무가 같음" if _shared_work(one, other) else ""


def _stand_side_by_side(one: OfficeLife, other: OfficeLife) -> bool:
    """Whether one plan names both, or both have plans of their own for one year."""
    return not one.plans.isdisjoint(other.plans) or not one.own_years.isdisjoint(other.own_years)


def _shared_work(one: OfficeLife, other: OfficeLife) -> set[str]:
    """Duties, teams and projects that both have."""
    mine, theirs = Work(one.seen), Work(other.seen)
    teams = (mine.teams.keys() & theirs.teams.keys()) - COMMON_TEAMS
    return (mine.duties.keys() & theirs.duties.keys()) | teams | (mine.titles.keys() & theirs.titles.keys())


def _same(one: OfficeLife, other: OfficeLife, score: float, reason: str) -> Link:
    """The link of two offices that are one."""
    places = tuple(sorted(place for place in (one.end.place, other.end.place) if place))
    evidence = Evidence(
        kind=EvidenceKind.NAME, weight=score, text=f"{one.name} = {other.name} ({reason})", places=places
    )
    return Link(kind=LinkKind.SAME, start=one.end, end=other.end, score=score, evidence=(evidence,), method=METHOD)
