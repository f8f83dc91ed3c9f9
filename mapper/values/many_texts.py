"""Many texts looked through at once: which of them hold a word or a match, found in one pass over all of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, count
from operator import add

_WORD = re.compile(r"[가-힣A-Za-z0-9&]+")
_BREAK = "\n"
"""Parts two texts; no text holds it, and no word goes on over it."""


class ManyTexts:
    """The texts of a document as one, so that a quick look costs one search and not one for each text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.joined = _BREAK.join(texts)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each text ends, its break included."""
        return list(map(add, accumulate(map(len, self._texts)), count(1)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every different word of the texts, one of Latin letters joined by & whole and in its parts."""
        words = set(_WORD.findall(self.joined))
        return frozenset(words.union(*(word.split("&") for word in words if "&" in word)) - {""})

    def holding(self, words: Iterable[str]) -> set[int]:
        """Places of the texts that hold any of some words, perhaps inside longer ones."""
        found: set[int] = set()
        for word in words:
            at = self.joined.find(word)
            while at >= 0:
                place = bisect_right(self._ends, at)
                found.add(place)
                at = self.joined.find(word, self._ends[place])
        return found

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """Places of the texts in which a match begins; it may go on over a break, so that this is a quick look only."""
        found: set[int] = set()
        match = pattern.search(self.joined)
        while match is not None:
            place = bisect_right(self._ends, match.start())
            found.add(place)
            match = pattern.search(self.joined, self._ends[place])
        return found
