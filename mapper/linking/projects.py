"""Which project carries on one of an earlier plan: by title, by the amounts of shared years, status and content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from rapidfuzz import fuzz

from mapper.linking.likeness import Rarity, certainty, joint, plain_title
from mapper.linking.link import End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.offices import when
from mapper.linking.profile import PlanProfile, ProjectProfile
from mapper.records import ProjectStatus
from mapper.values.text import letters

METHOD: Final = "projects/1"
LEAST: Final = 0.55
"""Least score of a link."""
LEAST_SECOND: Final = 0.75
"""Least score of a further link of a project that has a better one: a split or a merger."""
PLANS_BACK: Final = 3
"""How many earlier plans are searched for a project that the last one does not have."""
NAME, CONTENT, CONTINUING, TEAM, NEAR_AMOUNT = 0.92, 0.6, 0.12, 0.08, 0.1
"""Greatest weight of each kind of evidence."""
SAME_TITLE, NO_TITLE = 0.95, 0.35
"""From this likeness on a title is the same; below this it says nothing."""
BY_DIGITS: Final = {1: 0.1, 2: 0.3, 3: 0.55, 4: 0.75}
"""Weight of an equal amount by its significant digits; more digits weigh as the most."""
NEAR: Final = 0.05
"""Share by which an amount may have been revised and still be near."""
NEW, ENDED, GIVEN_ALREADY = 0.45, 0.7, 0.5
"""What is left of a score where the later plan calls the project new, where the earlier one called it completed."""


@dataclass(frozen=True)
class _Project:
    """A project with what comparing needs of it."""

    plan: PlanProfile
    profile: ProjectProfile

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What its title tells."""
        own = self.plan.municipality_name.split()
        return plain_title(self.profile.title, letters(own[-1]) if own else "")

    @cached_property
    def title(self) -> str:
        """Its title as letters, common words left out."""
        return "".join(self.words)

    @cached_property
    def content(self) -> Counter[str]:
        """Words of its parts, steps and names."""
        profile = self.profile
        own = self.plan.municipality_name.split()
        name = letters(own[-1]) if own else ""
        return Counter(
            word
            for text in {*profile.parts, *profile.steps, *profile.names}
            for word in plain_title(text, name)
            if len(word) > 1 and not word.isdigit()
        )

    @cached_property
    def totals(self) -> Mapping[tuple[int, str], tuple[int, int, str]]:
        """Money of each year and stage over all sources: won, line, statement."""
        found: dict[tuple[int, str], tuple[int, int, str]] = {}
        for amount in self.profile.amounts:
            if amount.source == "total":
                found.setdefault((amount.year, amount.stage), (amount.won, amount.line, amount.statement))
        stated = frozenset(found)
        for amount in self.profile.amounts:
            key = amount.year, amount.stage
            if amount.additive and amount.source != "total" and key not in stated:
                won, line, statement = found.get(key, (0, amount.line, amount.statement))
                found[key] = won + amount.won, line, statement
        return found

    @property
    def end(self) -> End:
        """The project as an end of a link."""
        return End(iri=self.profile.iri, label=self.profile.title or "(제목 없음)", place=self.place)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(doc=self.plan.doc, line=self.profile.line)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier and a later project, and how far the later carries on the earlier."""

    old: _Project
    new: _Project
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def rank(self) -> tuple[float, str, str]:
        """Better pairs first."""
        return -self.score, self.old.profile.iri, self.new.profile.iri


def link_projects(plans: Sequence[PlanProfile], before: Mapping[str, Sequence[str]]) -> Iterator[Link]:
    """Links between the projects of one municipality's plans.

    `before` gives for each department's IRI the IRIs under which its own earlier plans and those of the offices
    that it succeeds stand, itself among them.
    """
    ordered = sorted(plans, key=when)
    rarity = Rarity("".join(_Project(plan, project).words) for plan in ordered for project in plan.projects)
    common = _Commonness(_Project(plan, project) for plan in ordered for project in plan.projects)
    for plan in ordered:
        news = [_Project(plan, project) for project in plan.projects]
        linked: set[str] = set()
        for earlier in _earlier_plans(plan, ordered, before):
            left = [project for project in news if project.profile.iri not in linked]
            olds = [_Project(old, project) for old in earlier for project in old.projects]
            for pair in _choose(left, olds, rarity, common):
                linked.add(pair.new.profile.iri)
                yield Link(
                    kind=LinkKind.CONTINUES,
                    start=pair.new.end,
                    end=pair.old.end,
                    score=round(pair.score, 2),
                    evidence=pair.evidence,
                    method=METHOD,
                )


def _earlier_plans(
    plan: PlanProfile, ordered: Sequence[PlanProfile], before: Mapping[str, Sequence[str]]
) -> Iterator[list[PlanProfile]]:
    """The plans of the last time before this one, then of the time before that, of the office and those before it."""
    offices = set(before.get(plan.department, (plan.department,)))
    times: dict[tuple[int, str], list[PlanProfile]] = {}
    for other in ordered:
        if other.department in offices and when(other)[:2] < when(plan)[:2] and other.doc != plan.doc:
            times.setdefault(when(other)[:2], []).append(other)
    latest: dict[str, list[tuple[int, str]]] = {}
    for time in sorted(times, reverse=True):
        for other in times[time]:
            latest.setdefault(other.department, []).append(time)
    for back in range(PLANS_BACK):
        found = [
            other
            for times_of in latest.values()
            if back < len(times_of)
            for other in times[times_of[back]]
            if latest[other.department] is times_of
        ]
        if found:
            yield found


class _Commonness:
    """How many projects of the municipality use a word."""

    def __init__(self, projects: Iterable[_Project]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        for project in projects:
            self._counts.update(project.content.keys())
            self._total += 1

    def weigh(self, word: str) -> float:
        """1 for a word of one or two projects, towards 0 for one that all have."""
        return max(0.0, 1 - (self._counts[word] - 2) / max(self._total - 2, 4)) if self._counts[word] > 2 else 1.0


def _choose(
    news: Sequence[_Project], olds: Sequence[_Project], rarity: Rarity, common: _Commonness
) -> Iterator[_Pair]:
    """The pairs that are linked: the best first, a further one of a project only where it is sure by itself."""
    repeated = Counter(
        (year, won) for old in olds for (year, _), won in {(key, value[0]) for key, value in old.totals.items()}
    )
    pairs = [_compare(old, new, rarity, common, repeated) for old, new in product(olds, news)]
    taken: Counter[str] = Counter()
    for pair in sorted((pair for pair in pairs if pair.score >= LEAST), key=lambda pair: pair.rank):
        old, new = pair.old.profile.iri, pair.new.profile.iri
        if (taken[old] or taken[new]) and not (pair.score >= LEAST_SECOND and _is_part(pair)):
            continue
        taken[old] += 1
        taken[new] += 1
        yield pair


def _is_part(pair: _Pair) -> bool:
    """Whether a further link rests on more than a likeness: content in common and a title that names the other's part."""
    kinds = {item.kind for item in pair.evidence if item.weight >= 0.25}
    return len(kinds & {EvidenceKind.NAME, EvidenceKind.CONTENT, EvidenceKind.AMOUNTS}) > 1


def _compare(
    old: _Project, new: _Project, rarity: Rarity, common: _Commonness, repeated: Counter[tuple[int, int]]
) -> _Pair:
    """All evidence for a pair, and its score."""
    evidence = [
        *_by_title(old, new, rarity),
        *_by_amounts(old, new, repeated),
        *_by_content(old, new, common),
    ]
    if not evidence:
        return _Pair(old, new, 0.0, ())
    same_title = evidence[0].kind is EvidenceKind.NAME and evidence[0].weight >= NAME * SAME_TITLE
    status = new.profile.status
    places = (old.place, new.place)
    factor = 1.0
    if status is ProjectStatus.CONTINUING:
        evidence.append(Evidence(kind=EvidenceKind.STATUS, weight=CONTINUING, text="계속", places=(new.place,)))
    elif status is ProjectStatus.NEW:
        factor *= NEW if not same_title else (1 + NEW) / 2
    if old.profile.status is ProjectStatus.COMPLETED:
        factor *= ENDED
    teams = {letters(team) for team in old.profile.teams} & {letters(team) for team in new.profile.teams}
    if teams:
        names = [team for team in new.profile.teams if letters(team) in teams]
        evidence.append(Evidence(kind=EvidenceKind.TEAMS, weight=TEAM, text="; ".join(names), places=places))
    score = joint(item.weight for item in evidence) * factor
    if factor < 1:
        said = "신규" if status is ProjectStatus.NEW else "완료"
        evidence.append(Evidence(kind=EvidenceKind.STATUS, weight=0.0, text=f"{said} (감점)", places=(new.place,)))
    return _Pair(old, new, score, tuple(evidence))


def _by_title(old: _Project, new: _Project, rarity: Rarity) -> Iterator[Evidence]:
    """How alike the titles are, by rare pairs of letters or, for garbled ones, letter by letter."""
    one, other = letters(old.profile.title), letters(new.profile.title)
    if not one or not other:
        return
    if one == other:
        likeness = 1.0
    else:
        plain = fuzz.ratio(one, other) / 100
        likeness = max(rarity.likeness(old.title, new.title), plain if plain >= 0.8 else 0.0)
    weight = NAME * (likeness - NO_TITLE) / (1 - NO_TITLE)
    if weight > 0:
        text = old.profile.title if one == other else f"{old.profile.title} ~ {new.profile.title}"
        yield Evidence(
            kind=EvidenceKind.NAME, weight=round(weight, 2), text=f"{text} ({likeness:.2f})", places=(old.place, new.place)
        )


def _by_amounts(old: _Project, new: _Project, repeated: Counter[tuple[int, int]]) -> Iterator[Evidence]:
    """Equal amounts of a year that both tell of; one that other projects have, too, or a round one, tells little."""
    weights, texts, places, statements = [], [], set(), []
    for year in sorted({year for year, _ in old.totals} & {year for year, _ in new.totals}):
        mine = {won: rest for (at, _), (won, *rest) in sorted(old.totals.items()) if at == year and won > 0}
        theirs = {won: rest for (at, _), (won, *rest) in sorted(new.totals.items()) if at == year and won > 0}
        equal = sorted(mine.keys() & theirs.keys())
        if equal:
            won = equal[-1]
            digits = len(str(won).rstrip("0"))
            weights.append(BY_DIGITS[min(digits, 4)] / max(1, repeated[year, won]))
            texts.append(f"{year}: {won:,} = {won:,}")
        else:
            near = [(a, b) for a in mine for b in theirs if abs(a - b) <= NEAR * max(a, b)]
            if not near:
                continue
            won, other = min(near)
            weights.append(NEAR_AMOUNT)
            texts.append(f"{year}: {won:,} ~ {other:,}")
        for project, rest in ((old, mine[won]), (new, theirs[won if equal else other])):
            places.add(Place(doc=project.plan.doc, line=rest[0]))
            statements.append(rest[1])
    if weights:
        yield Evidence(
            kind=EvidenceKind.AMOUNTS,
            weight=round(joint(weights), 2),
            text="; ".join(texts),
            places=tuple(sorted(places)),
            statements=tuple(statements),
        )


def _by_content(old: _Project, new: _Project, common: _Commonness) -> Iterator[Evidence]:
    """Rare words that the parts, steps and names of both hold."""
    shared = {word: common.weigh(word) for word in sorted(old.content.keys() & new.content.keys())}
    shared = {word: weight for word, weight in shared.items() if weight > 0}
    if not shared:
        return
    least = min(sum(map(common.weigh, side)) for side in (old.content, new.content))
    share = sum(shared.values()) / least if least else 0.0
    weight = CONTENT * min(1.0, share * 2) * certainty(len(shared) // 2)
    if weight >= 0.05:
        best = sorted(shared, key=lambda word: (-shared[word], -len(word), word))[:8]
        yield Evidence(
            kind=EvidenceKind.CONTENT, weight=round(weight, 2), text=", ".join(best), places=(old.place, new.place)
        )
