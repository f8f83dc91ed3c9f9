"""Which project carries on one of an earlier plan: the pairs that the evidence supports, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Final

from mapper.linking.likeness import Rarity, joint
from mapper.linking.lines import Lines
from mapper.linking.link import Evidence, EvidenceKind, Link, LinkKind, Rulings
from mapper.linking.offices import when
from mapper.linking.order import keep_order
from mapper.linking.pairing import LEAST, Pair, compare
from mapper.linking.planned import Commonness, PlannedProject
from mapper.linking.profile import PlanProfile
from mapper.linking.scene import Scene
from mapper.records import ProjectStatus

LEAST_AGAIN: Final = 0.75
"""Least score of a link over a plan that does not have the project, or to another department's plan."""
PLANS_BACK: Final = 3
"""How many earlier plans are searched for a project that the last one does not have."""
CONTINUING: Final = 0.4
"""Weight of a printed 계속."""
LIKELY, MARGIN = 0.2, 0.1
"""Least score of the pair that a printed 계속 can mean, and how far it must be ahead of the other pairs of both."""


def link_projects(
    plans: Sequence[PlanProfile], lines: Lines, rulings: Rulings, moved: Iterable[tuple[PlanProfile, PlanProfile]] = ()
) -> Iterator[Link]:
    """Links between the projects of one municipality's plans; those that people confirmed are given elsewhere.

    `moved`: later and earlier plans of departments between which a team went over.
    """
    ordered = sorted(plans, key=when)
    projects = {plan.iri: [PlannedProject(plan, profile) for profile in plan.projects] for plan in ordered}
    everyone = [project for plan in ordered for project in projects[plan.iri]]
    rarity, common = Rarity(project.title for project in everyone), Commonness(everyone)
    for members in projects.values():
        common.note_plan(members)
    continued: set[str] = set()
    linked: set[str] = set()
    for plan, earlier, whole in _turns(ordered, lines, moved):
        news = [project for project in projects[plan.iri] if project.profile.iri not in linked]
        olds = [project for old in earlier for project in projects[old.iri]]
        if not whole:  # another plan has carried on what it could
            olds = [project for project in olds if project.profile.iri not in continued]
        chosen = [*_choose(news, olds, Scene(olds, news, rarity, common), rulings, whole=whole)]
        linked.update(pair.new.profile.iri for pair in chosen)
        continued.update(pair.old.profile.iri for pair in chosen)
        yield from (pair.link() for pair in chosen)


def _turns(
    plans: Sequence[PlanProfile], lines: Lines, moved: Iterable[tuple[PlanProfile, PlanProfile]]
) -> Iterator[tuple[PlanProfile, list[PlanProfile], bool]]:
    """Each plan with the last ones of its line, then with one that a team came from, then with older ones."""
    before = {plan.iri: [*islice(lines.before(plan), PLANS_BACK)] for plan in plans}
    yield from ((plan, before[plan.iri][0], True) for plan in plans if before[plan.iri])
    yield from ((plan, [earlier], False) for plan, earlier in moved)
    yield from ((plan, earlier, False) for plan in plans for earlier in before[plan.iri][1:])


def _choose(
    news: Sequence[PlannedProject], olds: Sequence[PlannedProject], scene: Scene, rulings: Rulings, *, whole: bool
) -> Iterator[Pair]:
    """The pairs that are linked: the best first, a further one of a project only for a share of it.

    `whole`: these are the last plans; what an older or another department's plan has is known by title or money only.
    """
    pairs = [
        compare(old, new, scene)
        for old, new in product(olds, news)
        if not rulings.refuses(LinkKind.CONTINUES, new.profile.iri, old.profile.iri)
    ]
    if not whole:
        pairs = [pair for pair in pairs if pair.is_named and not pair.divided]
    least = LEAST if whole else LEAST_AGAIN
    taken: set[str] = set()
    divided: set[str] = set()
    chosen = []
    for pair in sorted((pair for pair in _read_continuing(pairs) if pair.score >= least), key=lambda pair: pair.rank):
        ends = {pair.old.profile.iri, pair.new.profile.iri}
        if pair.is_vague or (not pair.divided and (ends & taken or (ends & divided and not pair.is_named))):
            continue
        (divided if pair.divided else taken).update(ends)
        chosen.append(pair)
    yield from chosen
    if whole:
        yield from keep_order(pairs, chosen)


def _read_continuing(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, with the status 계속 counted where one earlier project is clearly the nearest: some must be meant."""
    best: dict[str, list[float]] = {}
    for pair in pairs:
        for iri in (pair.old.profile.iri, pair.new.profile.iri):
            best.setdefault(iri, []).append(pair.score)
    for scores in best.values():
        scores.sort(reverse=True)
    found = []
    for pair in pairs:
        ahead = all(
            pair.score >= scores[0] and (len(scores) == 1 or pair.score - scores[1] >= MARGIN)
            for scores in (best[pair.old.profile.iri], best[pair.new.profile.iri])
        )
        if pair.new.profile.status is ProjectStatus.CONTINUING and pair.score >= LIKELY and ahead and not pair.is_vague:
            said = Evidence(kind=EvidenceKind.STATUS, weight=CONTINUING, text="계속", places=(pair.new.place,))
            pair = replace(pair, score=joint((pair.score, CONTINUING)), evidence=(*pair.evidence, said))
        found.append(pair)
    return found
