"""What an office does according to its plans, and what two offices have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapper.lexicon import load
from mapper.linking.likeness import Rarity, certainty, is_one_name, joint
from mapper.linking.link import Evidence, EvidenceKind, Place
from mapper.linking.profile import OfficeProfile, PlanProfile
from mapper.records import OrganizationKind
from mapper.values.text import letters

ALIKE_DUTY: Final = 0.8
"""Least likeness of two wordings of one duty."""
DUTIES, TEAMS, PROJECTS = 0.9, 0.6, 0.8
"""Greatest weight of each kind of evidence for a succession."""
COMMON_TEAMS: Final = frozenset(str(load("linking")["common_teams"]).split())


Found = tuple[str, Place]
"""A duty, team or project as printed, and where."""


class Work:
    """What an office does according to some of its plans: duties, teams and projects, each where it stands."""

    def __init__(self, seen: Iterable[tuple[PlanProfile, OfficeProfile]], *, whole: bool = True) -> None:
        self.duties: dict[str, tuple[str, Place]] = {}
        self.teams: dict[str, tuple[str, Place]] = {}
        self.titles: dict[str, tuple[str, Place]] = {}
        for plan, profile in seen:
            own = whole and profile.thing == plan.department
            for office in plan.offices if own else (profile,):
                is_team = office.kind is OrganizationKind.TEAM
                if own and is_team and letters(office.parent) in {letters(profile.name), ""}:
                    self.teams[letters(office.name)] = office.name, Place(doc=plan.doc, line=office.line)
                if office is profile or is_team:
                    for text, line in office.duties:
                        self.duties[letters(text)] = text, Place(doc=plan.doc, line=line)
            for project in plan.projects if own else ():
                if project.title:
                    self.titles[letters(project.title)] = project.title, Place(doc=plan.doc, line=project.line)

    def drop(self, other: Work, keys: frozenset[str]) -> None:
        """Leave out what another has, too, and what `keys` names."""
        for mine, theirs in ((self.duties, other.duties), (self.teams, other.teams), (self.titles, other.titles)):
            for key in mine.keys() & (theirs.keys() | keys):
                del mine[key]


@dataclass(slots=True)
class Shared:
    """What two offices have in common."""

    evidence: list[Evidence]
    score: float
    of_old: float = 0.0
    """Share of the older office's duties or projects that the newer one has, from 0 to 1."""
    duties: tuple[tuple[str, str], ...] = ()
    """The duties in common as both print them, as letters."""


def compare_work(old: Work, new: Work, rarity: Rarity, *, of_old: bool = False) -> Shared:
    """Duties, teams and projects in common, and how far they show that one office took over from the other.

    `of_old`: only the share of the older office's work counts; else the greater one of both shares.
    """
    duties = _pair_alike(old.duties, new.duties, rarity)
    teams = _pair_equal(old.teams, new.teams, COMMON_TEAMS)
    titles = _pair_equal(old.titles, new.titles)
    evidence = []
    for kind, most, pairs, mine, theirs in (
        (EvidenceKind.DUTIES, DUTIES, duties, old.duties, new.duties),
        (EvidenceKind.TEAMS, TEAMS, teams, old.teams, new.teams),
        (EvidenceKind.CONTENT, PROJECTS, titles, old.titles, new.titles),
    ):
        if pairs:
            share = len(pairs) / (len(mine) if of_old else min(len(mine), len(theirs)))
            evidence.append(_evidence(kind, most * share * certainty(len(pairs)), pairs))
    shares = [len(pairs) / len(mine) for pairs, mine in ((duties, old.duties), (titles, old.titles)) if mine]
    worded = tuple((letters(first), letters(second)) for (first, _), (second, _) in duties)
    return Shared(evidence, joint(item.weight for item in evidence), max(shares, default=0.0), worded)


def _pair_equal(
    old: Mapping[str, Found], new: Mapping[str, Found], common: frozenset[str] = frozenset()
) -> list[tuple[Found, Found]]:
    """What both have under one name, then under one that is garbled in either."""
    same = sorted((old.keys() & new.keys()) - common)
    pairs = [(old[name], new[name]) for name in same]
    left = sorted(new.keys() - old.keys() - common)
    for name in sorted(old.keys() - new.keys() - common):
        if found := next((other for other in left if is_one_name(name, other)), None):
            pairs.append((old[name], new[found]))
            left.remove(found)
    return pairs


def _pair_alike(old: Mapping[str, Found], new: Mapping[str, Found], rarity: Rarity) -> list[tuple[Found, Found]]:
    """Duties of both, the equal ones first, then those worded alike; each once."""
    same = [key for key in sorted(old) if key in new]
    pairs = [(old[key], new[key]) for key in same]
    left = [key for key in sorted(new) if key not in old]
    for key in sorted(old):
        if key in new:
            continue
        best = max(left, key=lambda other: (_likeness(key, other, rarity), other), default="")
        if best and _likeness(key, best, rarity) >= ALIKE_DUTY:
            pairs.append((old[key], new[best]))
            left.remove(best)
    return pairs


def _likeness(one: str, other: str, rarity: Rarity) -> float:
    """How alike two duties are; one that recognition garbled is the same."""
    return 1.0 if is_one_name(one, other) else rarity.likeness(one, other)


def _evidence(kind: EvidenceKind, weight: float, pairs: Sequence[tuple[Found, Found]]) -> Evidence:
    """What is in common, with the lines of both sides."""
    texts = [first if letters(first) == letters(second) else f"{first} ~ {second}" for (first, _), (second, _) in pairs]
    places = sorted({place for pair in pairs for _, place in pair})
    return Evidence(kind=kind, weight=round(weight, 2), text="; ".join(texts), places=tuple(places))
