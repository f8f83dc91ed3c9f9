"""How alike two names or texts are, whatever is common to all of them: rare pairs of letters weigh most."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from mapper.keys import normal_name
from mapper.lexicon import load
from mapper.values.text import letters

_LEGAL: Final = sorted(str(load("outside")["legal_forms"]).split(), key=len, reverse=True)
_SIGNS: Final = tuple(normal_name(form) for form in _LEGAL if not form.isalpha() or len(form) == 1)
_FORMS: Final = tuple(form for form in _LEGAL if form.isalpha() and len(form) > 1)
_COMMON: Final = frozenset(str(load("linking")["common"]).split())
_TELLING: Final = tuple(frozenset(line.split()) for line in str(load("linking")["telling"]).splitlines() if line)
_HEADS: Final = frozenset(str(load("linking")["heads"]).split())
_YEAR: Final = re.compile(r"(?:['‘’`]\d{2}|(?:19|20)\d{2})(?:년도?|\.)?")
_STAGE: Final = re.compile(r"제?(\d+)(단계|권역|구역|지구|공구|차|호선|호|분기|동|리|가)")
_VILLAGE: Final = "읍면동"
LONGEST_VILLAGES: Final = 11
"""Letters of two names of villages together; longer words with these endings are others."""
_WORD: Final = re.compile(r"[0-9A-Za-z가-힣]+")
ACRONYM: Final = re.compile(r"(?<=[가-힣\s])\(([A-Za-z][A-Za-z-]+)\)")
"""Latin letters in brackets after a Korean name, which they stand for: `한국지역정보개발원(KLID)`."""
SHORTEST_MISPRINT: Final = 4
"""Letters of the shortest name of which one may be a misprint."""
SHORTEST_GARBLED_TWICE: Final = 5
"""Letters of the shortest name of which two may be misprints."""
SHORTEST_ALIKE: Final = 3
"""The same where the two letters look alike."""


@lru_cache(maxsize=4096)
def plain_body(name: str) -> str:
    """A body's name without its legal form, blanks and signs: `(재)가온문화재단` is 가온문화재단."""
    text = ACRONYM.sub(" ", normal_name(name)) or name
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    found = letters(text)
    for form in _FORMS:
        bare = cut_ending(found.removeprefix(form), form)
        found = bare or found
    return found


def cut_ending(name: str, ending: str) -> str:
    """A name without an ending, which may be garbled: 시소템 for 시스템."""
    tail = name[-len(ending) :]
    return name[: -len(ending)] if is_one_name(tail, ending) else name


@lru_cache(maxsize=4096)
def plain_title(title: str, own: str = "") -> tuple[str, ...]:
    """The words of a title that tell what it is about, without years, common words and the municipality's own name."""
    words = [letters(word) for word in _WORD.findall(_YEAR.sub(" ", normal_name(title)))]
    stem = own[:-1] if len(own) > 2 else own
    kept = [word for word in words if word and word not in _COMMON and word not in {own, stem}]
    return tuple(kept or words)


def says_nothing(title: str, own: str = "") -> bool:
    """Whether a title, or what one joins, has only common words: `개선` of `정비 및 개선`."""
    return all(word in _COMMON or word == own for word in map(letters, _WORD.findall(normal_name(title))))


def pairs_of_letters(text: str) -> Counter[str]:
    """Each pair of neighbouring letters with how often it stands there; a single letter stands for itself."""
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter([text] if text else [])


class Rarity:
    """How much each pair of letters tells among the texts of one municipality."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(pairs_of_letters(text).keys())
            total += 1
        self._weights: Mapping[str, float] = {
            pair: math.log((1 + total) / count) for pair, count in counts.items() if count <= total
        }
        self._most = math.log(1 + total) or 1.0
        self._known: dict[str, tuple[Mapping[str, int], float]] = {}

    def likeness(self, one: str, other: str) -> float:
        """Weighted Dice coefficient of the pairs of letters, 0 to 1."""
        if one == other:
            return 1.0 if one else 0.0
        (first, mine), (second, theirs) = self._weigh_text(one), self._weigh_text(other)
        shared = sorted(first.keys() & second.keys())
        if not shared:
            return 0.0
        common = sum(self._weigh(pair) * min(first[pair], second[pair]) for pair in shared)
        return 2 * common / (mine + theirs)

    def _weigh_text(self, text: str) -> tuple[Mapping[str, int], float]:
        """The pairs of letters of a text, and what all of them tell."""
        if text not in self._known:
            pairs = pairs_of_letters(text)
            self._known[text] = pairs, sum(self._weigh(pair) * count for pair, count in pairs.items())
        return self._known[text]

    def _weigh(self, pair: str) -> float:
        """What a pair tells; a little even where every text has it."""
        return self._weights.get(pair, self._most) + 0.2


def looks_alike(one: str, other: str) -> bool:
    """Whether two syllables differ in one of their three letters (자모): 올 and 울, 직 and 작, 맑 and 막."""
    first, second = (unicodedata.normalize("NFD", letter) for letter in (one, other))
    if not ("가" <= one <= "힣" and "가" <= other <= "힣"):
        return False
    return bool(sum(a != b for a, b in zip_longest(first, second)) == 1)


def may_be_misprint(one: str, other: str) -> bool:
    """Whether two names of letters differ in one letter that recognition may have garbled."""
    garbled = _garbled(one, other)
    return garbled is not None and len(one) >= SHORTEST_MISPRINT and not set(garbled) <= _HEADS


def seems_misprint(one: str, other: str) -> bool:
    """Whether they differ in one syllable that looks like the other: seen so, a misprint needs no further proof."""
    garbled = _garbled(one, other)
    return garbled is not None and len(one) >= SHORTEST_ALIKE and looks_alike(*garbled)


def seems_garbled_twice(one: str, other: str) -> bool:
    """Whether two names of some length differ in two syllables that both look like the other's."""
    if len(one) != len(other) or len(one) < SHORTEST_GARBLED_TWICE or not _may_differ(one, other, 2):
        return False
    return all(looks_alike(a, b) for a, b in zip(one, other, strict=True) if a != b)


def _may_differ(one: str, other: str, number: int) -> bool:
    """Whether so many letters differ, and none of them as letters that tell things apart do."""
    differing = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == number and not any(pair <= series for pair in differing for series in _TELLING)


@lru_cache(maxsize=65536)
def are_told_apart(one: str, other: str) -> bool:
    """Whether two words of titles name different shares of a work: 1단계 and 2단계, 동부권 and 서부권, two villages.

    The number of an event that is held each year (제12회) tells nothing.
    """
    first, second = _STAGE.fullmatch(one), _STAGE.fullmatch(other)
    if first and second:
        return first[2] == second[2] and first[1] != second[1]
    villages = one[-1] == other[-1] and one[-1] in _VILLAGE and min(len(one), len(other)) > 2
    if villages and len(one + other) < LONGEST_VILLAGES:
        return one != other and not seems_misprint(one, other)
    return differ_in_series(one, other)


def differ_in_series(one: str, other: str) -> bool:
    """Whether two texts of letters differ in one letter only, and that is one of a series: 상반기, 하반기."""
    if len(one) != len(other):
        return False
    differing = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    numbers = any(letter.isdigit() for pair in differing for letter in pair)
    return len(differing) == 1 and not numbers and any(differing[0] <= series for series in _TELLING)


def is_one_name(one: str, other: str) -> bool:
    """Whether two names of letters are equal, or one is the other with a garbled syllable."""
    return one == other or seems_misprint(one, other)


def _garbled(one: str, other: str) -> tuple[str, str] | None:
    """The only letter in which two names of one length differ, unless the difference tells them apart."""
    if len(one) != len(other):
        return None
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1 or any(letter.isdigit() for letter in differing[0]):
        return None
    if any(set(differing[0]) <= series for series in _TELLING):
        return None
    return differing[0]


def joint(weights: Iterable[float]) -> float:
    """The score of independent reasons together: one less the chance that all of them mislead."""
    left = 1.0
    for weight in weights:
        left *= 1 - weight
    return 1 - left


def certainty(count: int) -> float:
    """How far so many things in common can be trusted: 0.6 for one, 0.84 for two, 0.94 for three."""
    return 1 - 0.4**count
