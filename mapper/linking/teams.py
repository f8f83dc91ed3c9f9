"""Which team comes from which: in its department under another name, in the successor, or moved to another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from mapper.linking.clusters import Clusters
from mapper.linking.likeness import Rarity, is_one_name, joint
from mapper.linking.link import Evidence, EvidenceKind, Place
from mapper.linking.offices import OfficeLife, when
from mapper.linking.profile import OfficeProfile, PlanProfile
from mapper.linking.successions import LEAST, Succession, make_succession
from mapper.linking.work import COMMON_TEAMS, Shared, Work, compare_work
from mapper.records import OrganizationKind
from mapper.values.text import letters

NAME: Final = 0.7
"""Weight of a name that a team bears in the department that it came from."""
LIKE_NAME: Final = 0.4
"""Weight of a name that begins another in one department, where duties are in common."""

ONLY_ONES: Final = 0.3
"""Weight of being the only team of a department that went and the only one that came."""


@dataclass(frozen=True, slots=True)
class _Team:
    """A team as one plan presents it."""

    plan: PlanProfile
    profile: OfficeProfile
    iri: str
    """That of the office that it is."""

    described: tuple[PlanProfile, OfficeProfile] | None = None
    """The nearest plan that lists duties of it, where this one does not."""

    @property
    def work(self) -> Work:
        """Its duties."""
        return Work([self.described or (self.plan, self.profile)], whole=False)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier and a later team with what they have in common."""

    old: _Team
    new: _Team
    shared: Shared

    @property
    def rank(self) -> tuple[float, str, str]:
        """Better pairs first."""
        return -self.shared.score, self.old.iri, self.new.iri


def find_team_successions(
    plans: Sequence[PlanProfile],
    offices: Sequence[OfficeLife],
    clusters: Clusters,
    rarity: Rarity,
    canonical: Mapping[str, OfficeLife],
    successions: Iterable[Succession],
) -> list[Succession]:
    """Teams with those they come from."""
    return [*_TeamFinder(plans, offices, clusters, rarity, canonical, successions).find()]


class _TeamFinder:
    """The teams of one municipality's plans."""

    def __init__(
        self,
        plans: Sequence[PlanProfile],
        offices: Sequence[OfficeLife],
        clusters: Clusters,
        rarity: Rarity,
        canonical: Mapping[str, OfficeLife],
        successions: Iterable[Succession],
    ) -> None:
        self._rarity = rarity
        self._standing = {life.iri: life for life in canonical.values()}
        self._office = {office.iri: canonical[clusters.find(office.iri)].iri for office in offices}
        self._olds: dict[str, set[str]] = {}
        for item in successions:
            self._olds.setdefault(item.link.start.iri, set()).add(item.link.end.iri)
        self._plans: dict[str, list[list[_Team]]] = {}
        """Of each department, the teams of each plan that lists some, in the order of time."""
        for plan in sorted(plans, key=when):
            teams = [
                _Team(plan, office, self._office[office.thing])
                for office in plan.offices
                if office.kind is OrganizationKind.TEAM
            ]
            if teams:
                self._plans.setdefault(self._office[plan.department], []).append(teams)

    def find(self) -> Iterator[Succession]:
        """The successions, each pair once."""
        found: dict[tuple[str, str], Succession] = {}
        explained: set[str] = set()
        orphans: list[_Team] = []
        for department in sorted(self._plans):
            for number, teams in enumerate(self._plans[department]):
                pairs = self._of_plan(department, number)
                explained.update(pair.old.iri for pair in pairs)
                came = {pair.new.iri for pair in pairs} | {
                    team.iri for plan in self._plans[department][:number] for team in plan
                }
                orphans += [team for team in teams if team.iri not in came]
                self._note(pairs, found)
        self._note(self._choose(self._moved(orphans, explained)), found)
        yield from (found[key] for key in sorted(found))

    def _note(self, pairs: Iterable[_Pair], found: dict[tuple[str, str], Succession]) -> None:
        for pair in pairs:
            new, old = pair.new, pair.old
            item = make_succession(
                (new.plan, new.profile),
                (old.plan, old.profile),
                self._standing[new.iri],
                self._standing[old.iri],
                pair.shared,
            )
            found.setdefault((new.iri, old.iri), item)

    def _of_plan(self, department: str, number: int) -> list[_Pair]:
        """The teams of a plan with those of the department's last one, and of those it came from since then."""
        news = self._plans[department][number]
        before = self._plans[department][number - 1] if number else []
        olds = list(before)
        since = when(before[0].plan)[0] if before else 0
        for older in sorted(self._olds.get(department, ())):
            earlier = [teams for teams in self._plans.get(older, ()) if since <= _year(teams[0]) < _year(news[0])]
            olds += earlier[-1] if earlier else []
        kept = {team.iri for team in olds} & {team.iri for team in news}
        olds, news = ([team for team in group if team.iri not in kept] for group in (olds, news))
        pairs = [self._compare(old, new, moved=self._home(old) != department) for old, new in product(olds, news)]
        if len(pairs) == 1 and pairs[0].shared.duties:
            _note_only_ones(pairs[0])
        return self._choose(pair for pair in pairs if pair.shared.score >= LEAST and not self._is_namesake(pair))

    def _is_namesake(self, pair: _Pair) -> bool:
        """Whether the older team still stands in its own department, so that a like name proves nothing."""
        still = {
            team.iri for teams in self._plans[self._home(pair.old)] for team in teams if _year(team) >= _year(pair.new)
        }
        return not pair.shared.duties and pair.old.iri in still

    def _home(self, team: _Team) -> str:
        return self._office[team.plan.department]

    def _moved(self, orphans: Iterable[_Team], explained: set[str]) -> Iterator[_Pair]:
        """Teams that came from nowhere with those that went from another department for no reason."""
        gone: dict[str, list[_Team]] = {}
        for plans in self._plans.values():
            last = {team.iri: team for teams in plans for team in teams}
            for team in last.values():
                if team.iri not in explained:
                    for key in {letters(team.profile.name), *(letters(text) for text, _ in team.profile.duties)}:
                        gone.setdefault(key, []).append(team)
        for new in orphans:
            keys = {letters(new.profile.name), *(letters(text) for text, _ in new.profile.duties)}
            olds = {(team.iri, when(team.plan)): team for key in keys for team in gone.get(key, ())}
            for _, old in sorted(olds.items()):
                pair = self._compare(old, new, moved=True)
                if self._home(old) != self._home(new) and _year(old) < _year(new) and _went_over(pair):
                    yield pair

    def _compare(self, old: _Team, new: _Team, *, moved: bool) -> _Pair:
        old, new = self._describe(old, -1), self._describe(new, 1)
        shared = compare_work(old.work, new.work, self._rarity)
        name = letters(old.profile.name)
        if moved and is_one_name(name, letters(new.profile.name)):
            places = (Place(doc=old.plan.doc, line=old.profile.line), Place(doc=new.plan.doc, line=new.profile.line))
            text = f"{old.profile.name} = {new.profile.name}"
            shared.evidence.insert(0, Evidence(kind=EvidenceKind.NAME, weight=NAME, text=text, places=places))
            shared.score = joint(item.weight for item in shared.evidence)
        elif shared.duties and not moved and _are_alike(name, letters(new.profile.name)):
            text = f"{old.profile.name} ~ {new.profile.name}"
            shared.evidence.append(Evidence(kind=EvidenceKind.NAME, weight=LIKE_NAME, text=text))
            shared.score = joint(item.weight for item in shared.evidence)
        return _Pair(old, new, shared)

    def _describe(self, team: _Team, way: int) -> _Team:
        """A team with the duties of the last plan before (`way` -1) or the next one after that lists some."""
        if team.profile.duties:
            return team
        plans = self._plans[self._home(team)]
        at = next(i for i, teams in enumerate(plans) if teams[0].plan is team.plan)
        beside = plans[at + way] if 0 <= at + way < len(plans) else []
        found = next((other for other in beside if other.iri == team.iri and other.profile.duties), None)
        return replace(team, described=(found.plan, found.profile)) if found else team

    def _choose(self, pairs: Iterable[_Pair]) -> list[_Pair]:
        """The best pair of each team; a further one only for duties that no better pair has."""
        taken: set[str] = set()
        used: set[tuple[str, str]] = set()
        chosen = []
        for pair in sorted(pairs, key=lambda pair: pair.rank):
            duties = {(pair.old.iri, one) for one, _ in pair.shared.duties}
            duties |= {(pair.new.iri, other) for _, other in pair.shared.duties}
            if {pair.old.iri, pair.new.iri} & taken and (not duties or duties & used):
                continue
            chosen.append(pair)
            taken |= {pair.old.iri, pair.new.iri}
            used |= duties
        return chosen


def _note_only_ones(pair: _Pair) -> None:
    """The only team of the department that went and the only one that came have a duty in common: one more reason."""
    text = f"{pair.old.profile.name} - + {pair.new.profile.name}"
    pair.shared.evidence.append(Evidence(kind=EvidenceKind.TEAMS, weight=ONLY_ONES, text=text))
    pair.shared.score = joint(item.weight for item in pair.shared.evidence)


def _are_alike(one: str, other: str) -> bool:
    """Whether one team's name begins the other's: 총무팀 and 총무운영팀."""
    first, second = sorted((one.removesuffix("팀"), other.removesuffix("팀")), key=len)
    return len(first) > 1 and second.startswith(first)


def _went_over(pair: _Pair) -> bool:
    """Whether a team that moved is known: by most of its duties, and by its name unless many teams bear it."""
    named = is_one_name(letters(pair.old.profile.name), letters(pair.new.profile.name))
    telling = named and letters(pair.old.profile.name) not in COMMON_TEAMS
    return pair.shared.score >= LEAST and len(pair.shared.duties) >= (1 if telling else 2)


def _year(team: _Team) -> int:
    """The year of the plan that presents a team."""
    return when(team.plan)[0]
