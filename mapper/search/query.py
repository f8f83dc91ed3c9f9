"""What somebody looks for, and the expressions of FTS5 that find it: from the best hits to the widest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from mapper.errors import UsageError
from mapper.search.grams import (
    INITIAL,
    NAME,
    NUMBER,
    fold,
    squeeze,
    start_mark,
    to_phrase,
    whole_mark,
)

_TERM = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES: Final = str.maketrans("“”„", '"""')
MOST_TERMS: Final = 24


class Tier(IntEnum):
    """How well a row fits: the first tier is the best."""

    NAME = 0
    """Its name is what was asked for, letter by letter."""
    NAME_START = 1
    """Its name begins with that."""
    IN_NAME = 2
    """All terms stand in its name."""
    ANYWHERE = 3
    """All terms stand in its name or its other texts."""
    MEANING = 4
    """Some terms stand for what it is: a kind, a concept, a municipality, a department, a year."""


class Term(NamedTuple):
    """A word or phrase, as letters and digits alone."""

    letters: str
    joined: tuple[str, ...] = ()
    """For a lone letter: what it makes together with the word before it, and with the word behind it."""


class Meanings(NamedTuple):
    """What a word stands for besides itself."""

    marks: Sequence[str]
    texts: Sequence[str]


LookUp = Callable[[str], Meanings]


@dataclass(frozen=True)
class Query:
    """What is looked for: all terms, and none of those that are excluded."""

    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]

    @cached_property
    def joined(self) -> str:
        """All that is looked for in one."""
        return "".join(term.letters for term in self.terms)

    def to_match(self, tier: Tier, filters: Iterable[str], look_up: LookUp) -> str:
        """The expression of a tier with further tokens that must be there; empty where the tier can hold no hit.

        It may find rows of a worse tier as well: see `find_tier`.
        """
        wanted = self._to_expression(tier, look_up)
        if not wanted:
            return ""
        must = " AND ".join((f"({wanted})", *map(quote, filters)))
        never = " OR ".join(_anywhere(term, look_up) for term in self.excluded)
        return f"({must}) NOT ({never})" if never else must

    def find_tier(self, name: str, tier: Tier) -> Tier:
        """The tier of a row with that name, squeezed, which was found by the expression of `tier`."""
        if name == self.joined:
            return Tier.NAME
        if name.startswith(self.joined):
            return Tier.NAME_START
        in_name = all(any(letters in name for letters in (term.letters, *term.joined)) for term in self.terms)
        return Tier.IN_NAME if in_name else max(tier, Tier.ANYWHERE)

    def _to_expression(self, tier: Tier, look_up: LookUp) -> str:
        """What finds the terms."""
        if tier is Tier.NAME:
            return quote(whole_mark(self.joined))
        if tier is Tier.NAME_START:
            return (
                f"{quote(start_mark(self.joined))} AND {to_phrase(self.joined, NAME)}" if len(self.joined) > 1 else ""
            )
        if tier is Tier.IN_NAME:
            phrases = list(map(_in_name, self.terms))
            return " AND ".join(phrases) if all(phrases) else ""
        if tier is Tier.MEANING and not any(any(look_up(term.letters)) for term in self.terms):
            return ""
        return " AND ".join(_anywhere(term, look_up if tier is Tier.MEANING else None) for term in self.terms)


def parse_query(text: str) -> Query:
    """Read what somebody typed: words, `"phrases"`, `-excluded`; raises UsageError where nothing is asked for.

    Letters in a row that are parted by blanks are one word (`예 산`).
    """
    found: list[tuple[bool, bool, str]] = []
    for match in _TERM.finditer(fold(text).translate(_QUOTES)):
        letters = squeeze(match["word"] or match["phrase"] or "")
        if letters:
            found.append((bool(match["minus"]), match["phrase"] is not None, letters))
    if len(found) > MOST_TERMS:
        raise UsageError(f"more than {MOST_TERMS} words at once.", hint="Leave some out.")
    terms = _join_letters([(fixed, letters) for minus, fixed, letters in found if not minus])
    excluded = tuple(Term(letters) for minus, _, letters in found if minus)
    if not terms:
        hint = "Add a word without a minus." if excluded else "Give a word with a letter or a digit."
        raise UsageError("there is nothing to look for.", hint=hint)
    return Query(tuple(terms), excluded)


def quote(token: str) -> str:
    """A token as a string of FTS5; ours hold no quotation mark."""
    return f'"{token}"'


def _join_letters(found: list[tuple[bool, str]]) -> list[Term]:
    """Terms, single letters of words beside each other made one; to a letter that stays alone, its neighbours."""
    words: list[tuple[bool, str]] = []
    letter_before = False
    for fixed, letters in found:
        letter = not fixed and len(letters) == 1 and letters.isalpha()
        if letter and letter_before:
            words[-1] = (False, words[-1][1] + letters)
        else:
            words.append((fixed, letters))
        letter_before = letter
    terms = []
    for place, (fixed, letters) in enumerate(words):
        beside: list[str] = []
        if len(letters) == 1 and not fixed and letters.isalpha():
            beside += [words[place - 1][1] + letters] if place else []
            beside += [letters + words[place + 1][1]] if place + 1 < len(words) else []
        terms.append(Term(letters, tuple(beside)))
    return terms


def _in_name(term: Term) -> str:
    """A term as a phrase of a name; empty for a lone letter with nothing beside it."""
    phrases = [to_phrase(letters, NAME) for letters in (term.letters, *term.joined) if len(letters) > 1]
    return f"({' OR '.join(phrases)})" if phrases else ""


def _anywhere(term: Term, look_up: LookUp | None) -> str:
    """A term in any text: numbers whole, a lone letter where a word begins with it, else in any part."""
    letters = term.letters
    found: list[str] = []
    if letters.isdecimal():
        found.append(quote(NUMBER + letters))
    elif len(letters) == 1:
        found.append(quote(INITIAL + letters))
    texts = [letters, *term.joined] if not found else list(term.joined)
    if look_up is not None:
        meanings = look_up(letters)
        found += map(quote, meanings.marks)
        texts += meanings.texts
    found += [to_phrase(text, before) for text in texts if len(text) > 1 for before in (NAME, "")]
    return f"({' OR '.join(found)})"


def measure_fit(query: Query, words: Sequence[str]) -> int:
    """How well the terms fit the words of a text: 2 for each that is a whole word or words, 1 for a beginning."""
    letters = "".join(words)
    starts = set(accumulate(map(len, words), initial=0))
    return sum(_measure_term(term.letters, letters, starts) for term in query.terms)


def _measure_term(term: str, letters: str, starts: set[int]) -> int:
    """The best fit of one term."""
    best, place = 0, letters.find(term)
    while place >= 0 and best < 2:
        if place in starts:
            best = 2 if place + len(term) in starts else max(best, 1)
        place = letters.find(term, place + 1)
    return best
