"""Which project carries on one of an earlier plan: by title, by the amounts of shared years, status and content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product, zip_longest
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from mapper.linking.likeness import Rarity, certainty, joint, pairs_of_letters, plain_title
from mapper.linking.link import End, Evidence, EvidenceKind, Link, LinkKind, Place, Rulings
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
NAME, OWN_WORDS, CONTENT, CONTINUING, TEAM, NEAR_AMOUNT = 0.92, 0.45, 0.6, 0.4, 0.08, 0.1
"""Greatest weight of each kind of evidence."""
LIKELY, MARGIN = 0.2, 0.1
"""Least score of the pair that a printed 계속 can mean, and how far it must be ahead of the other pairs of both."""
SAME_TITLE, NO_TITLE = 0.95, 0.35
"""From this likeness on a title is the same; below this it says nothing."""
BY_DIGITS: Final = {1: 0.1, 2: 0.3, 3: 0.55, 4: 0.75}
"""Weight of an equal amount by its significant digits; more digits weigh as the most."""
NEAR: Final = 0.05
"""Share by which an amount may have been revised and still be near."""
NEW, ENDED = 0.45, 0.7
"""What is left of a score where the later plan calls the project new, where the earlier one called it completed."""


Time = tuple[int, str]
"""A plan's year and the date it bears."""


class _Total(NamedTuple):
    """Money of a year and stage over all sources."""

    won: int
    line: int
    statement: str


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
    def pairs(self) -> frozenset[str]:
        """Pairs of letters of the words of its title."""
        return frozenset(pair for word in self.words for pair in pairs_of_letters(word) if len(pair) > 1)

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
    def totals(self) -> Mapping[tuple[int, str], _Total]:
        """Money by year and stage over all sources: the printed total, else the sum of the sources."""
        found: dict[tuple[int, str], _Total] = {}
        for amount in self.profile.amounts:
            if amount.source == "total":
                found.setdefault((amount.year, amount.stage), _Total(amount.won, amount.line, amount.statement))
        stated = frozenset(found)
        for amount in self.profile.amounts:
            key = amount.year, amount.stage
            if amount.additive and amount.source != "total" and key not in stated:
                known = found.get(key, _Total(0, amount.line, amount.statement))
                found[key] = known._replace(won=known.won + amount.won)
        return found

    def of_year(self, year: int) -> Mapping[int, _Total]:
        """The totals of a year by their amount, whatever the stage."""
        return {total.won: total for (at, _), total in sorted(self.totals.items()) if at == year and total.won > 0}

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


def link_projects(plans: Sequence[PlanProfile], lines: Lines, rulings: Rulings) -> Iterator[Link]:
    """Links between the projects of one municipality's plans; those that people confirmed are given elsewhere."""
    projects = {plan.iri: [_Project(plan, profile) for profile in plan.projects] for plan in plans}
    everyone = [project for plan in sorted(plans, key=when) for project in projects[plan.iri]]
    rarity, common = Rarity(project.title for project in everyone), _Commonness(everyone)
    for plan in sorted(plans, key=when):
        left = projects[plan.iri]
        for earlier in islice(lines.before(plan), PLANS_BACK):
            olds = [project for old in earlier for project in projects[old.iri]]
            linked = set()
            for pair in _choose(left, olds, _Scene(olds, left, rarity, common), rulings):
                linked.add(pair.new.profile.iri)
                yield Link(
                    kind=LinkKind.CONTINUES,
                    start=pair.new.end,
                    end=pair.old.end,
                    score=round(pair.score, 2),
                    evidence=pair.evidence,
                    method=METHOD,
                )
            left = [project for project in left if project.profile.iri not in linked]


class Lines:
    """The plans of each office in the order of time, and of those that it comes from."""

    def __init__(self, plans: Iterable[PlanProfile], office_of: Mapping[str, str], successions: Iterable[Link]) -> None:
        self._office_of = office_of
        self._plans: dict[str, dict[Time, list[PlanProfile]]] = {}
        for plan in sorted(plans, key=when, reverse=True):
            self._plans.setdefault(office_of[plan.department], {}).setdefault(when(plan)[:2], []).append(plan)
        self._olds: dict[str, set[str]] = {}
        for link in successions:
            self._olds.setdefault(link.start.iri, set()).add(link.end.iri)

    def before(self, plan: PlanProfile) -> Iterator[list[PlanProfile]]:
        """The plans of the last time before this one, then those of the time before that, and so on."""
        yield from self._back(self._office_of[plan.department], when(plan)[:2], frozenset())

    def _back(self, office: str, time: Time, seen: frozenset[str]) -> Iterator[list[PlanProfile]]:
        """Earlier plans of an office by time, latest first; then those of all offices that it comes from."""
        first = time
        for at, plans in self._plans.get(office, {}).items():
            if at < time:
                first = at
                yield plans
        olds = sorted(self._olds.get(office, set()) - seen)
        for level in zip_longest(*(self._back(old, first, seen | {office}) for old in olds), fillvalue=[]):
            yield [plan for plans in level for plan in plans]


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


def _choose(news: Sequence[_Project], olds: Sequence[_Project], scene: _Scene, rulings: Rulings) -> Iterator[_Pair]:
    """The pairs that are linked: the best first, a further one of a project only where it is sure by itself."""
    pairs = [
        _compare(old, new, scene)
        for old, new in product(olds, news)
        if not rulings.refuses(LinkKind.CONTINUES, new.profile.iri, old.profile.iri)
    ]
    taken: Counter[str] = Counter()
    for pair in sorted((pair for pair in _read_continuing(pairs) if pair.score >= LEAST), key=lambda pair: pair.rank):
        old, new = pair.old.profile.iri, pair.new.profile.iri
        if (taken[old] or taken[new]) and not (pair.score >= LEAST_SECOND and _is_part(pair)):
            continue
        taken[old] += 1
        taken[new] += 1
        yield pair


class _Scene:
    """What the earlier and the later projects have in common as two groups."""

    def __init__(self, olds: Sequence[_Project], news: Sequence[_Project], rarity: Rarity, common: _Commonness) -> None:
        self.rarity, self.common = rarity, common
        self.repeated = Counter(
            (year, won) for old in olds for year, won in {(year, total.won) for (year, _), total in old.totals.items()}
        )
        """How many of the earlier projects have an amount in a year."""
        counts = [Counter(pair for project in group for pair in project.pairs) for group in (olds, news)]
        self.exclusive = frozenset(pair for pair, count in counts[0].items() if count == counts[1][pair] == 1)
        """Pairs of letters that one title of each group has."""


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
        if pair.new.profile.status is ProjectStatus.CONTINUING and pair.score >= LIKELY and ahead:
            said = Evidence(kind=EvidenceKind.STATUS, weight=CONTINUING, text="계속", places=(pair.new.place,))
            pair = replace(pair, score=joint((pair.score, CONTINUING)), evidence=(*pair.evidence, said))
        found.append(pair)
    return found


def _is_part(pair: _Pair) -> bool:
    """Whether a further link rests on two strong reasons."""
    kinds = {item.kind for item in pair.evidence if item.weight >= 0.25}
    return len(kinds & {EvidenceKind.NAME, EvidenceKind.CONTENT, EvidenceKind.AMOUNTS}) > 1


def _compare(old: _Project, new: _Project, scene: _Scene) -> _Pair:
    """All evidence for a pair but a printed 계속, and its score."""
    title = list(_by_title(old, new, scene))
    evidence = [*title, *_by_amounts(old, new, scene), *_by_content(old, new, scene.common)]
    if not evidence:
        return _Pair(old, new, 0.0, ())
    teams = {letters(team) for team in old.profile.teams} & {letters(team) for team in new.profile.teams}
    if teams:
        names = "; ".join(team for team in new.profile.teams if letters(team) in teams)
        evidence.append(Evidence(kind=EvidenceKind.TEAMS, weight=TEAM, text=names, places=(old.place, new.place)))
    score = joint(item.weight for item in evidence)
    same_title = any(item.weight >= NAME * SAME_TITLE for item in title)
    for said, project, factor in (
        ("신규", new if new.profile.status is ProjectStatus.NEW else None, (1 + NEW) / 2 if same_title else NEW),
        ("완료", old if old.profile.status is ProjectStatus.COMPLETED else None, ENDED),
    ):
        if project is not None:
            score *= factor
            text = f"{said}: x {factor:.2f}"
            evidence.append(Evidence(kind=EvidenceKind.STATUS, weight=0.0, text=text, places=(project.place,)))
    return _Pair(old, new, score, tuple(evidence))


def _by_title(old: _Project, new: _Project, scene: _Scene) -> Iterator[Evidence]:
    """How alike the titles are: by rare pairs of letters, letter by letter if garbled, by words of no other title."""
    one, other = letters(old.profile.title), letters(new.profile.title)
    if not one or not other:
        return
    if one == other:
        likeness = 1.0
    else:
        plain = fuzz.ratio(one, other) / 100
        likeness = max(scene.rarity.likeness(old.title, new.title), plain if plain >= 0.8 else 0.0)
    exclusive = sorted(old.pairs & new.pairs & scene.exclusive)
    weight = max(
        NAME * (likeness - NO_TITLE) / (1 - NO_TITLE), OWN_WORDS * certainty(len(exclusive)) if exclusive else 0.0
    )
    if weight > 0:
        text = old.profile.title if one == other else f"{old.profile.title} ~ {new.profile.title}"
        yield Evidence(
            kind=EvidenceKind.NAME,
            weight=round(weight, 2),
            text=f"{text} ({likeness:.2f})",
            places=(old.place, new.place),
        )


def _by_amounts(old: _Project, new: _Project, scene: _Scene) -> Iterator[Evidence]:
    """Equal amounts of a year that both tell of; one that other projects have, too, or a round one, tells little."""
    weights, texts, compared = [], [], []
    for year in sorted({year for year, _ in old.totals} & {year for year, _ in new.totals}):
        mine, theirs = old.of_year(year), new.of_year(year)
        equal = max(mine.keys() & theirs.keys(), default=0)
        near = [(a, b) for a in mine for b in theirs if abs(a - b) <= NEAR * max(a, b)]
        if equal:
            digits = len(str(equal).rstrip("0"))
            weights.append(BY_DIGITS[min(digits, 4)] / max(1, scene.repeated[year, equal]))
            texts.append(f"{year}: {equal:,} = {equal:,}")
            compared += [(old, mine[equal]), (new, theirs[equal])]
        elif near:
            one, other = min(near)
            weights.append(NEAR_AMOUNT)
            texts.append(f"{year}: {one:,} ~ {other:,}")
            compared += [(old, mine[one]), (new, theirs[other])]
    if weights:
        yield Evidence(
            kind=EvidenceKind.AMOUNTS,
            weight=round(joint(weights), 2),
            text="; ".join(texts),
            places=tuple(sorted({Place(doc=project.plan.doc, line=total.line) for project, total in compared})),
            statements=tuple(total.statement for _, total in compared),
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
