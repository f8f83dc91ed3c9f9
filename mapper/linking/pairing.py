"""An earlier and a later project side by side: all evidence that one carries on the other, and their score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mapper.linking.comparing import (
    are_far,
    by_amounts,
    by_content,
    by_lines,
    by_parts,
    by_title,
    by_words,
)
from mapper.linking.likeness import is_one_name, joint
from mapper.linking.link import Evidence, EvidenceKind, Link, LinkKind
from mapper.linking.planned import PlannedProject
from mapper.linking.scene import Scene
from mapper.records import ProjectStatus
from mapper.values.text import letters

METHOD: Final = "projects/2"
LEAST: Final = 0.55
"""Least score of a link."""
TEAM: Final = 0.08
"""Weight of a team in common."""
FAR_APART: Final = 0.6
"""What is left of a score where titles differ and no figures of a year can be one."""
NAMED: Final = 0.25
"""Least weight of a title or of money by which a project is known again after a year."""
TELLING: Final = 0.5
"""Least weight of money by which a project that is called new is known all the same."""
NEW, ENDED = 0.45, 0.7
"""What is left of a score where the later plan calls the project new, where the earlier one called it completed."""


@dataclass(frozen=True, slots=True)
class Pair:
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


def compare(old: PlannedProject, new: PlannedProject, scene: Scene) -> Pair:
    """All evidence for a pair but a printed 계속 and the order of the lists, and its score."""
    if scene.common.are_told_apart(old, new):
        return Pair(old, new, 0.0, ())
    lines = scene.shared_lines(old, new)
    shares, words = list(by_parts(old, new, scene)), list(by_content(old, new, scene, lines))
    evidence = [
        *by_title(old, new, scene),
        *by_amounts(old, new, scene),
        *words,
        *by_lines(old, new, lines),
        *by_words(old, new, scene),
        *shares,
    ]
    if not evidence:
        return Pair(old, new, 0.0, ())
    is_vague = evidence == words
    teams = {letters(team) for team in old.profile.teams} & {letters(team) for team in new.profile.teams}
    if teams:
        names = "; ".join(team for team in new.profile.teams if letters(team) in teams)
        evidence.append(Evidence(kind=EvidenceKind.TEAMS, weight=TEAM, text=names, places=(old.place, new.place)))
    doubts = list(_doubts(old, new, evidence, is_share=bool(shares)))
    score = joint(item.weight for item in evidence)
    for factor, _ in doubts:
        score *= factor
    return Pair(old, new, score, (*evidence, *(item for _, item in doubts)), bool(shares), is_vague)


def _doubts(
    old: PlannedProject, new: PlannedProject, evidence: Iterable[Evidence], *, is_share: bool
) -> Iterator[tuple[float, Evidence]]:
    """What speaks against a pair, each with what it leaves of the score: figures far apart, printed 신규 or 완료."""
    same_title = is_one_name(old.whole_title, new.whole_title)
    if not same_title and not is_share and are_far(old, new):
        text = f"x {FAR_APART:.2f}"
        yield (
            FAR_APART,
            Evidence(kind=EvidenceKind.AMOUNTS, weight=0.0, text=text, places=(old.place, new.place)),
        )
    by_money = any(item.kind is EvidenceKind.AMOUNTS and item.weight >= TELLING for item in evidence)
    new_factor = (1 + NEW) / 2 if is_share or same_title or by_money else NEW
    for said, project, status, factor in (
        ("신규", new, ProjectStatus.NEW, new_factor),
        ("완료", old, ProjectStatus.COMPLETED, ENDED),
    ):
        if project.profile.status is status:
            text = f"{said}: x {factor:.2f}"
            yield factor, Evidence(kind=EvidenceKind.STATUS, weight=0.0, text=text, places=(project.place,))
