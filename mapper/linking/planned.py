"""A project as one plan presents it, with what comparing needs of it: words, lines, parts and money by year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple

from mapper.linking.clusters import group_by
from mapper.linking.likeness import (
    are_told_apart,
    differ_in_series,
    pairs_of_letters,
    plain_title,
    says_nothing,
    seems_misprint,
)
from mapper.linking.link import End, Place
from mapper.linking.profile import PlanProfile, ProjectProfile
from mapper.values.text import letters

SHORTEST_LINE: Final = 6
"""Letters of the shortest line that two projects can have in common."""
TITLES_OF_ONE: Final = 3
"""Titles that one project may bear over the years."""
SHORTEST_PIECE: Final = 2
"""Letters of the shortest title that another joins."""
SLOGAN: Final = 5
"""Titles that hold a word, at least, for it to be a slogan or an action of many projects and no mark of one."""
_NONE: Final[Set[str]] = frozenset()
_JOINT: Final = re.compile(r"[·ㆍ,&]| 및 |[가-힣](?:와|과) ")
"""What joins the names of two works in a title."""


class Total(NamedTuple):
    """Money of a year and stage over all sources."""

    won: int
    line: int
    statement: str


@dataclass(frozen=True, eq=False)
class PlannedProject:
    """A project with what comparing needs of it, worked out when it is first asked for."""

    plan: PlanProfile
    profile: ProjectProfile

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What its title tells."""
        return plain_title(self.profile.title, self._own)

    @cached_property
    def title(self) -> str:
        """Its title as letters, common words left out."""
        return "".join(self.words)

    @cached_property
    def whole_title(self) -> str:
        """Its title as letters, with all its words."""
        return letters(self.profile.title)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of letters of the words of its title."""
        return frozenset(pair for word in self.words for pair in pairs_of_letters(word) if len(pair) > 1)

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The titles of its parts as letters, by the same without common words."""
        return {"".join(plain_title(part, self._own)): letters(part) for part in self.profile.parts}

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The titles that its own title joins, none if it names one work."""
        joined = [part for part in _JOINT.split(self.profile.title) if not says_nothing(part, self._own)]
        found = dict.fromkeys("".join(plain_title(part, self._own)) for part in joined if len(joined) > 1)
        pieces = tuple(piece for piece in found if len(piece) >= SHORTEST_PIECE)
        return pieces if len(pieces) > 1 else ()

    @cached_property
    def words_of(self) -> Mapping[str, tuple[str, ...]]:
        """The texts of its parts and steps as letters, without very short ones, each with its words."""
        texts = ((letters(text), text) for text in (*self.profile.parts, *self.profile.steps))
        return {line: plain_title(text, self._own) for line, text in texts if len(line) >= SHORTEST_LINE}

    @property
    def lines(self) -> Set[str]:
        """The texts of its parts and steps as letters, without very short ones."""
        return self.words_of.keys()

    @cached_property
    def content(self) -> frozenset[str]:
        """Words of its parts, steps and names."""
        profile = self.profile
        return frozenset(
            word
            for text in {*profile.parts, *profile.steps, *profile.names}
            for word in plain_title(text, self._own)
            if len(word) > 1 and not word.isdigit()
        )

    @cached_property
    def _own(self) -> str:
        """The municipality's own name as letters."""
        own = self.plan.municipality_name.split()
        return letters(own[-1]) if own else ""

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

    @cached_property
    def by_year(self) -> Mapping[int, Mapping[int, Total]]:
        """For each year with money its totals by their amount, whatever the stage."""
        found: dict[int, dict[int, Total]] = {}
        for (year, _), total in sorted(self.totals.items()):
            amounts = found.setdefault(year, {})
            if total.won > 0:
                amounts[total.won] = total
        return found

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
        self._frames: dict[str, dict[str, set[str]]] = {}
        """Words that part titles of one plan, by one another, with the words that those titles share."""
        titles: set[str] = set()
        self._bearers: Counter[str] = Counter()
        for project in projects:
            self._counts.update(project.content)
            self._total += 1
            for line in project.lines:
                self._titles.setdefault(line, set()).add(project.title)
            if project.title not in titles:
                titles.add(project.title)
                self._bearers.update(project.pairs)

    def note_plan(self, projects: Sequence[PlannedProject]) -> None:
        """Two titles of one plan that differ in a word: this word tells one project from another."""
        by_length = group_by(projects, lambda project: str(len(project.words)))
        for one, other in (pair for members in by_length.values() for pair in combinations(members, 2)):
            differing = [pair for pair in zip(one.words, other.words, strict=True) if pair[0] != pair[1]]
            if len(differing) == 1 < len(one.words) and not seems_misprint(*differing[0]):
                for first, second in (differing[0], differing[0][::-1]):
                    shared = self._frames.setdefault(first, {}).setdefault(second, set())
                    shared.update({*one.words} & {*other.words})

    def are_told_apart(self, one: PlannedProject, other: PlannedProject) -> bool:
        """Whether a word in which two titles differ is one by which projects of a plan are told apart."""
        if one.words == other.words:
            return False
        if differ_in_series(one.title, other.title):  # where a blank is lost, words cannot be compared
            return True
        theirs = [word for word in other.words if word not in one.words]
        for first in (word for word in one.words if word not in other.words):
            frames = self._frames.get(first, {})
            for second in theirs:
                if are_told_apart(first, second) or not frames.get(second, _NONE).isdisjoint(one.words):
                    return True
        return False

    def is_standing(self, line: str) -> bool:
        """Whether projects of several titles have a line: a phrase of the trade, no mark of one project."""
        return len(self._titles.get(line, ())) > TITLES_OF_ONE

    def is_worn(self, pair: str) -> bool:
        """Whether many titles have a pair of letters: a slogan or an action, no mark of one project."""
        return self._bearers[pair] >= SLOGAN

    def weigh(self, word: str) -> float:
        """1 for a word of one or two projects, towards 0 for one that all have."""
        return max(0.0, 1 - (self._counts[word] - 2) / max(self._total - 2, 4)) if self._counts[word] > 2 else 1.0
