"""The projects of two times side by side: what only one of each group has tells more, and which word parts which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple

from mapper.linking.likeness import Rarity, is_one_name
from mapper.linking.planned import SHORTEST_PIECE, Commonness, PlannedProject

LONG_WORD: Final = 3
"""Letters of the shortest word of a title that tells by itself."""
SHORTEST_PART: Final = 4
"""Letters of the shortest title that is known among the parts of another project."""
MOST_OF: Final = 0.5
"""Share of a title or of a part's name that both must have."""
BEYOND: Final = 1.25
"""A part never has so many times the money that the whole has for the year."""


class Share(NamedTuple):
    """How one project is known as a part of another."""

    name: str
    """Its name among the parts or in the joined title of the other, as letters."""
    is_whole_name: bool
    """Whether that is its very title, or what its title joins, and not only the end of it or alike."""


class Scene:
    """Earlier and later projects as two groups."""

    def __init__(
        self,
        olds: Sequence[PlannedProject],
        news: Sequence[PlannedProject],
        rarity: Rarity,
        common: Commonness,
    ) -> None:
        self.rarity, self.common = rarity, common
        self._groups = (olds, news)
        amounts = [
            Counter((year, won) for project in group for year, found in project.by_year.items() for won in found)
            for group in (olds, news)
        ]
        self.repeated = amounts[0] | amounts[1]
        """How many of the projects of a group, at most, have an amount in a year."""
        counts = [Counter(pair for project in group for pair in project.pairs) for group in (olds, news)]
        self._exclusive = frozenset(
            pair for pair, count in counts[0].items() if count == counts[1][pair] == 1 and not common.is_worn(pair)
        )
        self._weights: dict[str, float] = {}
        self._sums: dict[str, float] = {}
        self._holders = [Counter(word for project in group for word in project.content) for group in (olds, news)]
        self._bearers = [Counter(word for project in group for word in set(project.words)) for group in (olds, news)]
        self._lines = [Counter(line for project in group for line in project.lines) for group in (olds, news)]
        self.sums = {**_sums(olds, news), **{(b, a): text for (a, b), text in _sums(news, olds).items()}}
        """By the IRIs of an earlier and a later project: amounts of several of one side that make one of the other."""
        self._shares = self._find_shares()

    def own_pairs(self, old: PlannedProject, new: PlannedProject) -> frozenset[str]:
        """Pairs of letters that these two titles have and no other title of either group; one alone begins a word."""
        pairs = self._exclusive & old.pairs & new.pairs
        begins = {word[:2] for word in old.words} & {word[:2] for word in new.words}
        return pairs if len(pairs) > 1 or pairs & begins else frozenset()

    def weigh(self, word: str) -> float:
        """What a word tells: less the more projects hold it, in the municipality and in either group."""
        if word not in self._weights:
            self._weights[word] = self.common.weigh(word) / max(1, *(held[word] for held in self._holders))
        return self._weights[word]

    def weigh_content(self, project: PlannedProject) -> float:
        """What all words of a project tell together."""
        iri = project.profile.iri
        if iri not in self._sums:
            self._sums[iri] = sum(map(self.weigh, sorted(project.content)))
        return self._sums[iri]

    def share(self, old: PlannedProject, new: PlannedProject) -> Share | None:
        """How one of the two is known as a part of the other; None where it is not."""
        return self._shares.get((old.profile.iri, new.profile.iri))

    def _find_shares(self) -> dict[tuple[str, str], Share]:
        """Pairs of which one is named as a part of the other and of no other project, and goes on under no title."""
        found: dict[tuple[str, str], Share] = {}
        for side, (wholes, parts) in enumerate((self._groups, self._groups[::-1])):
            for part in parts:
                named = [(whole, share) for whole in wholes if (share := _share(whole, part))]
                named = [item for item in named if item[1].is_whole_name] or named
                if len(named) != 1:
                    continue
                whole, share = named[0]
                pair = (whole, part) if side == 0 else (part, whole)
                if not _goes_on(part, share, wholes, whole) and not _is_greater(part, whole):
                    found[pair[0].profile.iri, pair[1].profile.iri] = share
        return found

    def shared_lines(self, old: PlannedProject, new: PlannedProject) -> list[str]:
        """Lines that the two and no other project have."""
        shared = old.lines & new.lines
        if not shared:
            return []
        own = (line for line in shared if all(counts[line] == 1 for counts in self._lines))
        return sorted(line for line in own if not self.common.is_standing(line))

    def foretold(self, old: PlannedProject, new: PlannedProject) -> list[str]:
        """Words of the earlier title that the later one's content still has, or the reverse, and no other project."""
        found = {word for word in old.words if word in new.content and self._is_own(word, 0, 1)}
        found |= {word for word in new.words if word in old.content and self._is_own(word, 1, 0)}
        return sorted(word for word in found if len(word) >= LONG_WORD)

    def _is_own(self, word: str, titles: int, contents: int) -> bool:
        """Whether one title of a group has a word, and one project's content of the other group."""
        return self._bearers[titles][word] == 1 and self._holders[contents][word] == 1


def _share(whole: PlannedProject, part: PlannedProject) -> Share | None:
    """How a project is named among the parts of another, or in a title that joins several and often cuts it short."""
    title = part.title
    for piece in whole.pieces:
        most = max(SHORTEST_PIECE, len(title) * MOST_OF, len(piece) * MOST_OF)
        if min(len(title), len(piece)) >= most and (piece in title or title in piece):
            return Share(piece, is_whole_name=True)
        if len(piece) >= LONG_WORD and any(is_one_name(piece, word) for word in part.words):
            return Share(piece, is_whole_name=True)
    if len(title) < SHORTEST_PART:
        return None
    alike = None
    for plain, printed in whole.parts.items():
        if plain == title and printed in part.whole_title:
            return Share(plain, is_whole_name=True)
        if is_one_name(plain, title) or (len(plain) >= SHORTEST_PART and printed in part.whole_title):
            alike = Share(plain, is_whole_name=False)
    return alike


def _goes_on(part: PlannedProject, share: Share, group: Sequence[PlannedProject], whole: PlannedProject) -> bool:
    """Whether the other group has a project of the part's own name beside the whole: then that carries it on."""
    return whole.title == part.title or any(
        other is not whole and (share.name in other.title or other.title in {part.title, share.name}) for other in group
    )


def _is_greater(part: PlannedProject, whole: PlannedProject) -> bool:
    """Whether both tell of a year for which the part has more money than the whole."""
    return any(
        min(part.by_year[year]) > BEYOND * max(whole.by_year[year])
        for year in part.by_year.keys() & whole.by_year.keys()
        if part.by_year[year] and whole.by_year[year]
    )


def _sums(wholes: Sequence[PlannedProject], parts: Sequence[PlannedProject]) -> dict[tuple[str, str], str]:
    """Pairs of a whole and a part, where two parts' amounts of a year make the whole's: a split or a merger."""
    found: dict[tuple[str, str], str] = {}
    for year in sorted({year for whole in wholes for year in whole.by_year}):
        mine = [(part, won) for part in parts for won in part.by_year.get(year, ())]
        sums: dict[int, list[tuple[PlannedProject, PlannedProject, int, int]]] = {}
        for (one, a), (other, b) in combinations(mine, 2):
            if one is not other:
                sums.setdefault(a + b, []).append((one, other, a, b))
        for whole in wholes:
            for won in whole.by_year.get(year, ()):
                made = sums.get(won, [])
                if len(made) == 1 and len(str(won).rstrip("0")) > 2:
                    one, other, a, b = made[0]
                    text = f"{year}: {won:,} = {a:,} + {b:,}"
                    found[whole.profile.iri, one.profile.iri] = found[whole.profile.iri, other.profile.iri] = text
    return found
