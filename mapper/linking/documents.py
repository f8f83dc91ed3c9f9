"""All links between documents: offices first, then the projects of their plans, then the other things."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from mapper.linking.clusters import Clusters, group_by, pick_canonical
from mapper.linking.governments import Governments
from mapper.linking.likeness import Rarity
from mapper.linking.lines import Lines
from mapper.linking.link import Change, End, Link, LinkKind, Rulings
from mapper.linking.offices import OfficeLife, gather_offices, link_same_offices, when
from mapper.linking.profile import DocumentProfile, PlanProfile
from mapper.linking.projects import link_projects
from mapper.linking.successions import Succession, find_changes, find_successions
from mapper.linking.teams import find_team_successions
from mapper.linking.things import NamedThing, gather_things, link_things
from mapper.linking.topics import topic_links
from mapper.values.text import letters


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found; equal profiles give equal links whatever their order."""

    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    canonical: Mapping[str, str]
    """Every thing of a kind that is linked, by IRI, with the thing that stands for it; itself where it is alone."""


def link_documents(profiles: Iterable[DocumentProfile], rulings: Rulings | None = None) -> Links:
    """Link the plans of each municipality, and the outside bodies of all; what people decided wins."""
    rulings = rulings or Rulings()
    plans = sorted(chain.from_iterable(profile.plans for profile in profiles), key=lambda plan: (plan.doc, plan.line))
    links: list[Link] = []
    changes: list[Change] = []
    canonical: dict[str, str] = {}
    departments: dict[str, str] = {}
    by_municipality = group_by(plans, lambda plan: plan.municipality)
    for municipality in sorted(by_municipality):
        found = _link_offices(municipality, by_municipality[municipality], rulings)
        links += found.links
        changes += found.changes
        canonical |= found.canonical
        departments |= found.canonical
    things = gather_things(plans)
    governments = Governments(plans)
    ends = {**governments.ends, **{thing.iri: thing.end for thing in things}}
    clusters = Clusters((thing.iri for thing in things), _apart(rulings))
    found_links = [*_confirm(rulings, clusters, set(ends))]
    found_links += link_things(things, clusters, lambda iri: departments.get(iri, iri), governments)
    chosen = _choose_things(things, clusters, governments.ends)
    canonical |= chosen
    links += _towards(found_links, chosen, ends)
    links += chain.from_iterable(topic_links(plan, rulings) for plan in plans)
    return Links(tuple(sorted(links, key=_order)), tuple(changes), dict(sorted(canonical.items())))


def _apart(rulings: Rulings) -> list[tuple[str, str]]:
    """Pairs of things that people said are not one."""
    return [(start, end) for kind, start, end in rulings.refused if kind is LinkKind.SAME]


def _confirm(rulings: Rulings, clusters: Clusters, members: set[str]) -> Iterator[Link]:
    """The confirmed links between some things, joined before the program's own."""
    for link in rulings.of(LinkKind.SAME):
        if {link.start.iri, link.end.iri} <= members and clusters.join(link.start.iri, link.end.iri):
            yield link


def _link_offices(municipality: str, plans: Sequence[PlanProfile], rulings: Rulings) -> Links:
    """Offices of one municipality, their successions, and the projects of their plans."""
    offices = gather_offices(plans)
    clusters = Clusters((office.iri for office in offices), _apart(rulings))
    same = [*_confirm(rulings, clusters, {office.iri for office in offices})]
    same += link_same_offices(offices, clusters)
    standing = _choose_offices(offices, clusters)
    rarity = Rarity(letters(text) for plan in plans for office in plan.offices for text, _ in office.duties)
    canonical = {office.iri: standing[clusters.find(office.iri)].iri for office in offices}
    known = set(canonical)
    own_rulings = [link for link in rulings.of(LinkKind.SUCCEEDS) if {link.start.iri, link.end.iri} <= known]
    given = _give(own_rulings, canonical)
    ruled = {(link.start.iri, link.end.iri) for link in given} | _refused_successions(rulings, canonical)
    found = find_successions(offices, clusters, rarity, standing)
    successions = [*(Succession(link, 1.0) for link in given), *_leave_out(found, ruled)]
    teams = [*_leave_out(find_team_successions(plans, offices, clusters, rarity, standing, successions), ruled)]
    taken_over = [item.link for item in successions]
    lasting = _lasting(successions, plans, canonical)
    changes = [*find_changes(municipality, successions, lasting), *find_changes(municipality, teams, frozenset())]
    ends = {office.iri: office.end for office in offices}
    lines = Lines(plans, canonical, taken_over)
    projects = [*link_projects(plans, lines, rulings, _moved(teams, plans, canonical))]
    own = {project.iri for plan in plans for project in plan.projects}
    projects += [link for link in rulings.of(LinkKind.CONTINUES) if {link.start.iri, link.end.iri} <= own]
    links = [*_towards(same, canonical, ends), *taken_over, *(item.link for item in teams), *projects]
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


def _choose_things(things: Sequence[NamedThing], clusters: Clusters, municipalities: Container[str]) -> dict[str, str]:
    """The thing that stands for each, itself where it is alone; a municipality stands for the bodies that are it."""
    by_iri = {thing.iri: thing for thing in things}
    chosen = {}
    for members in clusters.sets():
        known = [iri for iri in members if iri in municipalities] or members
        best = pick_canonical(
            known, lambda iri: (len(by_iri[iri].documents), len(by_iri[iri].name)) if iri in by_iri else (0, 0)
        )
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
    successions: Iterable[Succession], plans: Iterable[PlanProfile], canonical: Mapping[str, str]
) -> frozenset[str]:
    """Offices that still have a plan for the year in which another took over from them, or later."""
    last: dict[str, int] = {}
    years: dict[str, int] = {}
    for plan in plans:
        office = canonical[plan.department]
        years[plan.doc] = plan.year or 0
        last[office] = max(plan.year or 0, last.get(office, 0))
    links = [item.link for item in successions]
    begun = {(link.start.iri, link.end.iri): years[link.start.place.doc] for link in links if link.start.place}
    return frozenset(old for (_, old), year in begun.items() if last.get(old, 0) >= year)


def _give(links: Iterable[Link], canonical: Mapping[str, str]) -> list[Link]:
    """Successions as people confirmed them, between the offices that stand for those they named; each once."""
    found: dict[tuple[str, str], Link] = {}
    for link in links:
        start, end = (replace(one, iri=canonical[one.iri]) for one in (link.start, link.end))
        if start.iri != end.iri:
            found.setdefault((start.iri, end.iri), replace(link, start=start, end=end))
    return list(found.values())


def _refused_successions(rulings: Rulings, canonical: Mapping[str, str]) -> set[tuple[str, str]]:
    """The successions that people refused, whichever spelling of an office they named."""
    refused = ((start, end) for kind, start, end in rulings.refused if kind is LinkKind.SUCCEEDS)
    return {(canonical.get(start, start), canonical.get(end, end)) for start, end in refused}


def _leave_out(found: Iterable[Succession], ruled: Container[tuple[str, str]]) -> Iterator[Succession]:
    """The successions that the program found and that people did not decide."""
    return (item for item in found if (item.link.start.iri, item.link.end.iri) not in ruled)


def _moved(
    teams: Iterable[Succession], plans: Sequence[PlanProfile], canonical: Mapping[str, str]
) -> list[tuple[PlanProfile, PlanProfile]]:
    """The later and the earlier plan of departments between which a team went over, in the order of time."""
    by_doc = {(plan.doc, canonical[plan.department]): plan for plan in plans}
    home = {(canonical[o.thing], plan.doc): canonical[plan.department] for plan in plans for o in plan.offices}
    found = {}
    for item in teams:
        new, old = (
            by_doc.get((end.place.doc, home[canonical[end.iri], end.place.doc])) if end.place else None
            for end in (item.link.start, item.link.end)
        )
        if new and old and canonical[new.department] != canonical[old.department]:
            found[when(new), when(old), new.iri, old.iri] = (new, old)
    return [found[key] for key in sorted(found)]


def _order(link: Link) -> tuple[str, str, str]:
    """Links by kind and ends."""
    return link.kind.value, link.start.iri, link.end.iri
