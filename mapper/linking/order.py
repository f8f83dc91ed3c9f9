"""Projects that are left over between the same neighbours in the lists of two plans: plans keep their order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from mapper.linking.clusters import group_by
from mapper.linking.likeness import joint
from mapper.linking.link import Evidence, EvidenceKind
from mapper.linking.pairing import LEAST, Pair
from mapper.linking.planned import PlannedProject
from mapper.records import ProjectStatus

ALONE, AMONG_OTHERS = 0.35, 0.2
"""Weight of standing alone between the same projects in both lists, and of standing there with others."""
MARGIN: Final = 0.1
"""How far a pair must be ahead of the others of the same gap."""


def keep_order(pairs: Sequence[Pair], chosen: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs of projects left over that the order of the lists makes likely enough; `chosen` are those linked."""
    old_of = {pair.new.profile.iri: pair.old for pair in chosen if not pair.divided}
    linked = {old.profile.iri for old in old_of.values()}
    stated = {(pair.old.profile.iri, pair.new.profile.iri) for pair in chosen}
    lists = _list_projects(pairs)
    gaps: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        ends = pair.old.profile.iri, pair.new.profile.iri
        if ends[0] in linked or ends[1] in old_of or ends in stated:
            continue
        sides = [_neighbour(lists[pair.old.plan.iri], pair.old, way, linked) for way in (-1, 1)]
        beside = [_neighbour(lists[pair.new.plan.iri], pair.new, way, old_of) for way in (-1, 1)]
        if any(sides) and sides == [old_of[side.profile.iri] if side else None for side in beside]:
            around = (side.profile.iri if side else "" for side in sides)
            gaps.setdefault((pair.old.plan.iri, pair.new.plan.iri, *around), []).append(pair)
    for gap in gaps.values():
        yield from _fill(gap)


def _list_projects(pairs: Sequence[Pair]) -> Mapping[str, list[PlannedProject]]:
    """The projects of each plan in the order of their lines."""
    both = (project for pair in pairs for project in (pair.old, pair.new))
    found = {}
    for plan, projects in group_by(both, lambda project: project.plan.iri).items():
        once = {project.profile.iri: project for project in projects}
        found[plan] = sorted(once.values(), key=lambda project: project.profile.line)
    return found


def _neighbour(
    members: Sequence[PlannedProject], project: PlannedProject, way: int, linked: Container[str]
) -> PlannedProject | None:
    """The nearest linked project before (`way` -1) or after one in its plan's list; None at its ends."""
    at = members.index(project)
    beside = members[at + 1 :] if way > 0 else members[:at][::-1]
    return next((other for other in beside if other.profile.iri in linked), None)


def _fill(gap: Sequence[Pair]) -> Iterator[Pair]:
    """The pair of a gap that stands alone, else the clearly nearest ones; what is printed as new is none of them."""
    weight = ALONE if len(gap) == 1 else AMONG_OTHERS
    for pair in gap:
        others = (one for one in gap if one is not pair and (one.old is pair.old or one.new is pair.new))
        ahead = pair.score - max((one.score for one in others), default=0.0) >= MARGIN
        score = joint((pair.score, weight))
        if ahead and score >= LEAST and pair.new.profile.status is not ProjectStatus.NEW:
            numbers = " → ".join(project.profile.number or "-" for project in (pair.old, pair.new))
            places = pair.old.place, pair.new.place
            said = Evidence(kind=EvidenceKind.ORDER, weight=weight, text=numbers, places=places)
            yield replace(pair, score=score, evidence=(*pair.evidence, said))
