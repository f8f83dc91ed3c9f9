"""All links between documents: offices first, then the projects of their plans, then the other things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from mapper.linking.clusters import Clusters, group_by, pick_canonical
from mapper.linking.likeness import Rarity
from mapper.linking.link import Change, End, Link, LinkKind
from mapper.linking.offices import (
    OfficeLife,
    find_changes,
    find_successions,
    find_team_successions,
    gather_offices,
    link_same_offices,
    when,
)
from mapper.linking.profile import DocumentProfile, PlanProfile
from mapper.linking.projects import link_projects
from mapper.linking.things import NamedThing, gather_things, link_things
from mapper.values.text import letters


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found; equal profiles give equal links whatever their order."""

    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    canonical: Mapping[str, str]
    """Every thing of a kind that is linked, by IRI, with the thing that stands for it; itself where it is alone."""


def link_documents(profiles: Iterable[DocumentProfile]) -> Links:
    """Link the plans of each municipality, and the outside bodies of all."""
    plans = sorted(chain.from_iterable(profile.plans for profile in profiles), key=lambda plan: (plan.doc, plan.line))
    links: list[Link] = []
    changes: list[Change] = []
    canonical: dict[str, str] = {}
    departments: dict[str, str] = {}
    by_municipality = group_by(plans, lambda plan: plan.municipality)
    for municipality in sorted(by_municipality):
        found = _link_offices(municipality, by_municipality[municipality])
        links += found.links
        changes += found.changes
        canonical |= found.canonical
        departments |= found.canonical
    things = gather_things(plans)
    clusters = Clusters(thing.iri for thing in things)
    found_links = list(link_things(things, clusters, lambda iri: departments.get(iri, iri)))
    chosen = _choose_things(things, clusters)
    canonical |= chosen
    links += _towards(found_links, chosen, {thing.iri: thing.end for thing in things})
    return Links(tuple(sorted(links, key=_order)), tuple(changes), dict(sorted(canonical.items())))


def _link_offices(municipality: str, plans: Sequence[PlanProfile]) -> Links:
    """Offices of one municipality, their successions, and the projects of their plans."""
    offices = gather_offices(plans)
    clusters = Clusters(office.iri for office in offices)
    same = list(link_same_offices(offices, clusters))
    standing = _choose_offices(offices, clusters)
    rarity = Rarity(
        letters(text) for plan in plans for office in plan.offices for text, _ in office.duties
    )
    successions = find_successions(offices, clusters, rarity, standing)
    teams = find_team_successions(offices, clusters, rarity, standing, successions)
    canonical = {office.iri: standing[clusters.find(office.iri)].iri for office in offices}
    lasting = _lasting(successions, plans, canonical)
    changes = [*find_changes(municipality, successions, lasting), *find_changes(municipality, teams, frozenset())]
    ends = {office.iri: office.end for office in offices}
    projects = link_projects(plans, _offices_before(canonical, successions))
    links = [*_towards(same, canonical, ends), *successions, *teams, *projects]
    return Links(tuple(links), tuple(changes), canonical)


def _choose_offices(offices: Sequence[OfficeLife], clusters: Clusters) -> dict[str, OfficeLife]:
    """The office that stands for each set: named by most documents, with the longest name."""
    by_iri = {office.iri: office for office in offices}
    return {
        clusters.find(members[0]): by_iri[
            pick_canonical(members, lambda iri: (len(by_iri[iri].documents), len(by_iri[iri].name)))
        ]
        for members in clusters.sets()
    }


def _choose_things(things: Sequence[NamedThing], clusters: Clusters) -> dict[str, str]:
    """The thing that stands for each, itself where it is alone."""
    by_iri = {thing.iri: thing for thing in things}
    chosen = {}
    for members in clusters.sets():
        best = pick_canonical(members, lambda iri: (len(by_iri[iri].documents), len(by_iri[iri].name)))
        chosen.update(dict.fromkeys(members, best))
    return chosen


def _towards(links: Iterable[Link], canonical: Mapping[str, str], ends: Mapping[str, End]) -> list[Link]:
    """The links of a set as links of each member to the one that stands for all."""
    by_set = group_by(links, lambda link: canonical[link.start.iri])
    found = []
    for best, members in by_set.items():
        own = {link.start.iri: link for link in members} | {link.end.iri: link for link in members}
        for iri in sorted({end.iri for link in members for end in (link.start, link.end)} - {best}):
            found.append(replace(own[iri], start=ends[iri], end=ends[best]))
    return found


def _lasting(
    successions: Iterable[Link], plans: Iterable[PlanProfile], canonical: Mapping[str, str]
) -> frozenset[str]:
    """Offices that were succeeded and still have a plan at that time or later."""
    last: dict[str, tuple[int, str]] = {}
    first: dict[str, tuple[int, str]] = {}
    for plan in sorted(plans, key=when):
        office = canonical[plan.department]
        last[office] = when(plan)[:2]
        first.setdefault(office, when(plan)[:2])
    return frozenset(link.end.iri for link in successions if last[link.end.iri] >= first[link.start.iri])


def _offices_before(canonical: Mapping[str, str], successions: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """For each office the IRIs under which it and those that it comes from have plans."""
    olds: dict[str, set[str]] = {}
    for link in successions:
        olds.setdefault(link.start.iri, set()).add(link.end.iri)
    members: dict[str, list[str]] = {}
    for iri, best in canonical.items():
        members.setdefault(best, []).append(iri)
    found = {}
    for iri, best in canonical.items():
        line, todo = set(), [best]
        while todo:
            office = todo.pop()
            if office not in line:
                line.add(office)
                todo.extend(olds.get(office, ()))
        found[iri] = tuple(sorted(member for office in line for member in members.get(office, ())))
    return found


def _order(link: Link) -> tuple[str, str, str]:
    """Links by kind and ends."""
    return link.kind.value, link.start.iri, link.end.iri


__all__ = ["LinkKind", "Links", "link_documents"]
