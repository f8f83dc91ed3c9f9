"""What speaks for one project carrying on another: title, amounts of shared years, parts and content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from mapper.linking.likeness import (
    Rarity,
    are_told_apart,
    certainty,
    joint,
    pairs_of_letters,
    plain_title,
    seems_misprint,
)
from mapper.linking.link import End, Evidence, EvidenceKind, Place
from mapper.linking.profile import PlanProfile, ProjectProfile
from mapper.values.text import letters

NAME, OWN_WORDS, CONTENT, LINES, NEAR_AMOUNT, PART, SUM = 0.92, 0.45, 0.6, 0.6, 0.1, 0.7, 0.75
"""Greatest weight of each kind of evidence."""
NO_TITLE: Final = 0.35
"""Below this likeness a title says nothing."""
BY_DIGITS: Final = {1: 0.1, 2: 0.3, 3: 0.55, 4: 0.75}
"""Weight of an equal amount by its significant digits; more digits weigh as the most."""
NEAR: Final = 0.05
"""Share by which an amount may have been revised and still be near."""
MOST_OF: Final = 0.5
"""Share of a title or of a part's name that both must have."""
SHORTEST_PIECE: Final = 2
"""Letters of the shortest title that another joins."""
TITLES_OF_ONE: Final = 3
"""Titles that one project may bear over the years."""
FAR: Final = 4
"""From this factor on, two figures for one year are not one figure revised."""
LONG_WORD: Final = 3
"""Letters of the shortest word of a title that tells by itself."""
SHORTEST_LINE: Final = 6
"""Letters of the shortest line that two projects can have in common."""
SHORTEST_PART: Final = 4
"""Letters of the shortest title that is known among the parts of another project."""
_JOINT: Final = re.compile(r"[·ㆍ,&]| 및 |[가-힣](?:와|과) ")
"""What joins the names of two works in a title."""


class Total(NamedTuple):
    """Money of a year and stage over all sources."""

    won: int
    line: int
    statement: str


@dataclass(frozen=True)
class PlannedProject:
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
    def parts(self) -> frozenset[str]:
        """The titles of its parts as letters, common words left out."""
        return frozenset("".join(plain_title(part, self._own)) for part in self.profile.parts)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The titles that its own title joins, none if it names one work."""
        joined = _JOINT.split(self.profile.title)
        return frozenset("".join(plain_title(part, self._own)) for part in joined if len(joined) > 1)

    @cached_property
    def lines(self) -> frozenset[str]:
        """The texts of its parts and steps as letters, without very short ones."""
        texts = {letters(text) for text in (*self.profile.parts, *self.profile.steps)}
        return frozenset(text for text in texts if len(text) >= SHORTEST_LINE)

    @property
    def _own(self) -> str:
        """The municipality's own name as letters."""
        own = self.plan.municipality_name.split()
        return letters(own[-1]) if own else ""

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
    def totals(self) -> Mapping[tuple[int, str], Total]:
        """Money by year and stage over all sources: the printed total, else the sum of the sources."""
        found: dict[tuple[int, str], Total] = {}
        for amount in self.profile.amounts:
            if amount.source == "total":
                found.setdefault((amount.year, amount.stage), Total(amount.won, amount.line, amount.statement))
        stated = frozenset(found)
        for amount in self.profile.amounts:
            key = amount.year, amount.stage
            if amount.additive and amount.source != "total" and key not in stated:
                known = found.get(key, Total(0, amount.line, amount.statement))
                found[key] = known._replace(won=known.won + amount.won)
        return found

    def of_year(self, year: int) -> Mapping[int, Total]:
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


class Commonness:
    """How many projects of the municipality use a word."""

    def __init__(self, projects: Iterable[PlannedProject]) -> None:
        self._counts: Counter[str] = Counter()
        self._titles: dict[str, set[str]] = {}
        self._total = 0
        for project in projects:
            self._counts.update(project.content.keys())
            self._total += 1
            for line in project.lines:
                self._titles.setdefault(line, set()).add(project.title)

    def is_standing(self, line: str) -> bool:
        """Whether projects of several titles have a line: a phrase of the trade, no mark of one project."""
        return len(self._titles.get(line, ())) > TITLES_OF_ONE

    def weigh(self, word: str) -> float:
        """1 for a word of one or two projects, towards 0 for one that all have."""
        return max(0.0, 1 - (self._counts[word] - 2) / max(self._total - 2, 4)) if self._counts[word] > 2 else 1.0


class Scene:
    """Earlier and later projects as two groups: what only one of each has tells more."""

    def __init__(
        self,
        olds: Sequence[PlannedProject],
        news: Sequence[PlannedProject],
        rarity: Rarity,
        common: Commonness,
    ) -> None:
        self.rarity, self._common = rarity, common
        self.repeated = Counter(
            (year, won) for old in olds for year, won in {(year, total.won) for (year, _), total in old.totals.items()}
        )
        """How many of the earlier projects have an amount in a year."""
        counts = [Counter(pair for project in group for pair in project.pairs) for group in (olds, news)]
        self.exclusive = frozenset(pair for pair, count in counts[0].items() if count == counts[1][pair] == 1)
        """Pairs of letters that one title of each group has."""
        self._weights: dict[str, float] = {}
        self._sums: dict[str, float] = {}
        self._holders = [Counter(word for project in group for word in project.content) for group in (olds, news)]
        self._groups = (olds, news)
        self._lines = [Counter(line for project in group for line in project.lines) for group in (olds, news)]
        self._titles = [Counter(project.title for project in group) for group in (olds, news)]
        self.sums = {**_sums(olds, news), **{(b, a): text for (a, b), text in _sums(news, olds).items()}}
        """By the IRIs of an earlier and a later project: amounts of several of one side that make one of the other."""
        self._frames: dict[tuple[str, ...], set[str]] = {}
        for group in (olds, news):
            for one, other in combinations(group, 2):
                if one.plan is other.plan:
                    self._note_frame(one.words, other.words)

    def _note_frame(self, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        """Two titles of one plan that differ in a word: this word tells one project from another."""
        if frame := _frame(one, other):
            rest, *words = frame
            self._frames.setdefault(rest, set()).update(words)

    def are_told_apart(self, old: PlannedProject, new: PlannedProject) -> bool:
        """Whether a word in which the titles differ is one by which projects of a plan are told apart."""
        frame = _frame(old.words, new.words)
        if frame and {frame[1], frame[2]} <= self._frames.get(frame[0], set()):
            return not seems_misprint(frame[1], frame[2])
        mine, theirs = set(old.words) - set(new.words), set(new.words) - set(old.words)
        return any(are_told_apart(one, other) for one, other in product(mine, theirs))

    def weigh(self, word: str) -> float:
        """What a word tells: less the more projects hold it, in the municipality and in either group."""
        if word not in self._weights:
            self._weights[word] = self._common.weigh(word) / max(1, *(held[word] for held in self._holders))
        return self._weights[word]

    def weigh_content(self, project: PlannedProject) -> float:
        """What all words of a project tell together."""
        iri = project.profile.iri
        if iri not in self._sums:
            self._sums[iri] = sum(map(self.weigh, project.content))
        return self._sums[iri]

    def is_part(self, old: PlannedProject, new: PlannedProject) -> bool:
        """Whether one is named as a part of the other, and of no other project, and goes on under no title."""
        sides = (0, old, new), (1, new, old)
        return any(
            len(part.title) >= SHORTEST_PART
            and _is_among(part.title, whole)
            and not self._titles[side][part.title]
            and sum(_is_among(part.title, other) for other in self._groups[side]) == 1
            for side, whole, part in sides
        )

    def shared_lines(self, old: PlannedProject, new: PlannedProject) -> list[str]:
        """Lines that the two and no other project have."""
        own = (line for line in old.lines & new.lines if all(counts[line] == 1 for counts in self._lines))
        return sorted(line for line in own if not self._common.is_standing(line))

    def foretold(self, old: PlannedProject, new: PlannedProject) -> list[str]:
        """Words of the earlier title that the later one's content still has, or the reverse, and no other project."""
        found = {word for word in old.words if word in new.content and self._is_own(word, 0, 1)}
        found |= {word for word in new.words if word in old.content and self._is_own(word, 1, 0)}
        return sorted(word for word in found if len(word) >= LONG_WORD)

    def _is_own(self, word: str, titles: int, contents: int) -> bool:
        """Whether one title of a group has a word, and one project's content of the other group."""
        held = sum(word in project.words for project in self._groups[titles])
        return held == 1 and self._holders[contents][word] == 1


def _is_among(title: str, whole: PlannedProject) -> bool:
    """Whether a title is that of a part, or one of those that the whole's title joins, which often cut it short."""
    return title in whole.parts or any(
        min(len(title), len(piece)) >= max(SHORTEST_PIECE, len(title) * MOST_OF, len(piece) * MOST_OF)
        and (piece in title or title in piece)
        for piece in whole.pieces
    )


def _frame(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, ...], str, str] | None:
    """What two titles share where they differ in one word, with the two words."""
    if len(one) != len(other) or len(one) < 2:
        return None
    differing = [i for i in range(len(one)) if one[i] != other[i]]
    if len(differing) != 1:
        return None
    at = differing[0]
    return (*one[:at], "", *one[at + 1 :]), one[at], other[at]


def _sums(wholes: Sequence[PlannedProject], parts: Sequence[PlannedProject]) -> dict[tuple[str, str], str]:
    """Pairs of a whole and a part, where two parts' amounts of a year make the whole's: a split or a merger."""
    found: dict[tuple[str, str], str] = {}
    for year in sorted({year for whole in wholes for year, _ in whole.totals}):
        mine = [(part, won) for part in parts for won in part.of_year(year)]
        sums: dict[int, list[tuple[PlannedProject, PlannedProject, int, int]]] = {}
        for (one, a), (other, b) in combinations(mine, 2):
            if one is not other:
                sums.setdefault(a + b, []).append((one, other, a, b))
        for whole in wholes:
            for won in whole.of_year(year):
                made = sums.get(won, [])
                if len(made) == 1 and len(str(won).rstrip("0")) > 2:
                    one, other, a, b = made[0]
                    text = f"{year}: {won:,} = {a:,} + {b:,}"
                    found[whole.profile.iri, one.profile.iri] = found[whole.profile.iri, other.profile.iri] = text
    return found


def by_title(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
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


def by_amounts(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
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


def are_far(old: PlannedProject, new: PlannedProject) -> bool:
    """Whether both tell of the same years, and of none figures that could be one figure revised."""
    years = {year for year, _ in old.totals} & {year for year, _ in new.totals}
    pairs = [(a, b) for year in years for a in old.of_year(year) for b in new.of_year(year)]
    return bool(pairs) and all(max(pair) >= FAR * min(pair) for pair in pairs)


def by_content(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """Rare words that the parts, steps and names of both hold."""
    shared = {word: scene.weigh(word) for word in sorted(old.content.keys() & new.content.keys())}
    shared = {word: weight for word, weight in shared.items() if weight > 0}
    if not shared:
        return
    least = min(scene.weigh_content(old), scene.weigh_content(new))
    share = sum(shared.values()) / least if least else 0.0
    weight = CONTENT * min(1.0, share * 2) * certainty(round(sum(shared.values())) // 2)
    if weight >= 0.05:
        best = sorted(shared, key=lambda word: (-shared[word], -len(word), word))[:8]
        yield Evidence(
            kind=EvidenceKind.CONTENT, weight=round(weight, 2), text=", ".join(best), places=(old.place, new.place)
        )


def by_lines(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """Parts and steps that stand word for word in both and in no other project of the two plans."""
    if lines := scene.shared_lines(old, new):
        texts = {letters(text): text for text in (*new.profile.parts, *new.profile.steps)}
        yield Evidence(
            kind=EvidenceKind.CONTENT,
            weight=round(LINES * certainty(len(lines)), 2),
            text="; ".join(texts[line] for line in lines),
            places=(old.place, new.place),
        )


def by_words(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """Words of one title in the other's content: under another title the work still speaks of itself."""
    if words := scene.foretold(old, new):
        weight = round(OWN_WORDS * certainty(len(words)), 2)
        yield Evidence(kind=EvidenceKind.WORDS, weight=weight, text=", ".join(words), places=(old.place, new.place))


def by_parts(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """A split or a merger: one is named as a part of the other, or amounts of two make that of one."""
    places = (old.place, new.place)
    if scene.is_part(old, new):
        text = f"{old.profile.title} >< {new.profile.title}"
        yield Evidence(kind=EvidenceKind.CONTENT, weight=PART, text=text, places=places)
    if text := scene.sums.get((old.profile.iri, new.profile.iri), ""):
        yield Evidence(kind=EvidenceKind.AMOUNTS, weight=SUM, text=text, places=places)
