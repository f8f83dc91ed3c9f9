"""Which project carries on one of an earlier plan: the pairs that the evidence supports, the best first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from mapper.linking.clusters import group_by
from mapper.linking.comparing import (
    are_far,
    by_amounts,
    by_content,
    by_lines,
    by_parts,
    by_title,
    by_words,
)
from mapper.linking.likeness import Rarity, is_one_name, joint
from mapper.linking.lines import Lines
from mapper.linking.link import Evidence, EvidenceKind, Link, LinkKind, Rulings
from mapper.linking.offices import when
from mapper.linking.planned import Commonness, PlannedProject
from mapper.linking.profile import PlanProfile
from mapper.linking.scene import Scene
from mapper.records import ProjectStatus
from mapper.values.text import letters

METHOD: Final = "projects/1"
LEAST: Final = 0.55
"""Least score of a link."""
LEAST_AGAIN: Final = 0.75
"""Least score of a link over a plan that does not have the project, or to another department's plan."""
PLANS_BACK: Final = 3
"""How many earlier plans are searched for a project that the last one does not have."""
CONTINUING, TEAM = 0.4, 0.08
"""Weight of a printed 계속 and of a team in common."""
LIKELY, MARGIN = 0.2, 0.1
"""Least score of the pair that a printed 계속 can mean, and how far it must be ahead of the other pairs of both."""
FAR_APART: Final = 0.6
"""What is left of a score where titles differ and no figures of a year can be one."""
NAMED: Final = 0.25
"""Least weight of a title or of money by which a project is known again after a year."""
TELLING: Final = 0.5
"""Least weight of money by which a project that is called new is known all the same."""
ORDER, ORDER_AMONG = 0.35, 0.2
"""Weight of standing alone between the same projects in the lists of both plans, and of standing there with others."""
NEW, ENDED = 0.45, 0.7
"""What is left of a score where the later plan calls the project new, where the earlier one called it completed."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier and a later project, and how far the later carries on the earlier."""

    old: PlannedProject
    new: PlannedProject
    score: float
    evidence: tuple[Evidence, ...]
    divided: bool = False
    """Whether it is known for a share of a split or merged project, so that either may have other links."""
    is_vague: bool = False
    """Whether only words of the trade are in common, which projects of one department share anyway."""

    @property
    def rank(self) -> tuple[float, str, str]:
        """Better pairs first."""
        return -self.score, self.old.profile.iri, self.new.profile.iri

    @property
    def is_named(self) -> bool:
        """Whether its title or its money tells of it."""
        kinds = {item.kind for item in self.evidence if item.weight >= NAMED}
        return bool(kinds & {EvidenceKind.NAME, EvidenceKind.AMOUNTS})

    def link(self) -> Link:
        """The link that the pair makes."""
        return Link(
            kind=LinkKind.CONTINUES,
            start=self.new.end,
            end=self.old.end,
            score=round(self.score, 2),
            evidence=self.evidence,
            method=METHOD,
        )


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
) -> Iterator[_Pair]:
    """The pairs that are linked: the best first, a further one of a project only for a share of it.

    `whole`: these are the last plans; what an older or another department's plan has is known by title or money only.
    """
    pairs = [
        _compare(old, new, scene)
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
        if pair.is_vague or not pair.divided and (ends & taken or (ends & divided and not pair.is_named)):
            continue
        (divided if pair.divided else taken).update(ends)
        chosen.append(pair)
    yield from chosen
    if whole:
        yield from _keep_order(pairs, chosen)


def _read_continuing(pairs: Sequence[_Pair]) -> list[_Pair]:
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


def _compare(old: PlannedProject, new: PlannedProject, scene: Scene) -> _Pair:
    """All evidence for a pair but a printed 계속, and its score."""
    if scene.common.are_told_apart(old, new):
        return _Pair(old, new, 0.0, ())
    title, shares = list(by_title(old, new, scene)), list(by_parts(old, new, scene))
    words = list(by_content(old, new, scene))
    evidence = [
        *title,
        *by_amounts(old, new, scene),
        *words,
        *by_lines(old, new, scene),
        *by_words(old, new, scene),
        *shares,
    ]
    if not evidence:
        return _Pair(old, new, 0.0, ())
    vague = len(evidence) == 1 and bool(words)
    teams = {letters(team) for team in old.profile.teams} & {letters(team) for team in new.profile.teams}
    if teams:
        names = "; ".join(team for team in new.profile.teams if letters(team) in teams)
        evidence.append(Evidence(kind=EvidenceKind.TEAMS, weight=TEAM, text=names, places=(old.place, new.place)))
    score = joint(item.weight for item in evidence)
    same_title = is_one_name(old.whole_title, new.whole_title)
    if not same_title and not shares and are_far(old, new):
        score *= FAR_APART
        text = f"x {FAR_APART:.2f}"
        evidence.append(Evidence(kind=EvidenceKind.AMOUNTS, weight=0.0, text=text, places=(old.place, new.place)))
    known = bool(shares) or same_title
    known = known or any(item.kind is EvidenceKind.AMOUNTS and item.weight >= TELLING for item in evidence)
    for said, project, factor in (
        ("신규", new if new.profile.status is ProjectStatus.NEW else None, (1 + NEW) / 2 if known else NEW),
        ("완료", old if old.profile.status is ProjectStatus.COMPLETED else None, ENDED),
    ):
        if project is not None:
            score *= factor
            text = f"{said}: x {factor:.2f}"
            evidence.append(Evidence(kind=EvidenceKind.STATUS, weight=0.0, text=text, places=(project.place,)))
    return _Pair(old, new, score, tuple(evidence), bool(shares), vague)


def _keep_order(pairs: Sequence[_Pair], chosen: Sequence[_Pair]) -> Iterator[_Pair]:
    """Pairs left over that stand between the same projects in the lists of both plans: plans keep their order."""
    old_of = {pair.new.profile.iri: pair.old for pair in chosen if not pair.divided}
    linked = {old.profile.iri for old in old_of.values()}
    stated = {(pair.old.profile.iri, pair.new.profile.iri) for pair in chosen}
    lists: dict[str, list[PlannedProject]] = {}
    for plan, projects in group_by((end for pair in pairs for end in (pair.old, pair.new)), lambda end: end.plan.iri).items():
        lists[plan] = sorted({project.profile.iri: project for project in projects}.values(), key=lambda p: p.profile.line)
    gaps: dict[tuple[str, str, str, str], list[_Pair]] = {}
    for pair in pairs:
        ends = pair.old.profile.iri, pair.new.profile.iri
        if ends[0] in linked or ends[1] in old_of or ends in stated:
            continue
        before, after = (_neighbour(lists[pair.new.plan.iri], pair.new, way, old_of) for way in (-1, 1))
        sides = [_neighbour(lists[pair.old.plan.iri], pair.old, way, linked) for way in (-1, 1)]
        meant = [old_of[side.profile.iri] if side else None for side in (before, after)]
        if sides == meant and any(sides):
            key = tuple(side.profile.iri if side else "" for side in sides)
            gaps.setdefault((pair.old.plan.iri, pair.new.plan.iri, *key), []).append(pair)
    for gap in gaps.values():
        yield from _fill(gap)


def _fill(gap: Sequence[_Pair]) -> Iterator[_Pair]:
    """The pairs of the projects between two that are linked: one where it stands alone, else the clearly nearest."""
    alone = len(gap) == 1
    for pair in gap:
        rivals = [p.score for p in gap if p is not pair and (p.old is pair.old or p.new is pair.new)]
        weight = ORDER if alone else ORDER_AMONG
        score = joint((pair.score, weight))
        if pair.new.profile.status is ProjectStatus.NEW or score < LEAST or pair.score - max(rivals, default=0.0) < MARGIN:
            continue
        said = Evidence(kind=EvidenceKind.ORDER, weight=weight, text=f"{pair.old.profile.number or '-'} → {pair.new.profile.number or '-'}", places=(pair.old.place, pair.new.place))
        yield replace(pair, score=score, evidence=(*pair.evidence, said))


def _neighbour(members: Sequence[PlannedProject], project: PlannedProject, way: int, linked: Container[str]) -> PlannedProject | None:
    """The nearest linked project before (`way` -1) or after one in its plan's list; None at its ends."""
    at = members.index(project)
    beside = members[at + 1 :] if way > 0 else members[:at][::-1]
    return next((other for other in beside if other.profile.iri in linked), None)
