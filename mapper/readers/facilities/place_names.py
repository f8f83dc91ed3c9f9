"""Finds places and fixed structures by their head nouns; tells proper names from common nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from mapper.lexicon import load
from mapper.readers.context.noun_phrases import name_start
from mapper.readers.context.subjects import Subjects
from mapper.records import Kind, Ref
from mapper.values.text import squeeze
from mapper.values.words import any_of

_AFTER = re.compile(
    r"(?=$|[^가-힣A-Za-z]|(?:을|를|이|가|은|는|의|에|와|과|등|및|로|으로|별|도|에서|에는|까지|내|일원|일대|부지|인근|주변|앞)(?![가-힣]))"
)
_TYPE = re.compile(r"(?<![가-힣])[가-힣A-Za-z]{1,5}형(?=\s)")
"""A word that only says of what type a place is (쉘터형)."""
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Place:
    """A named place in a text; `start` and `end` delimit its name there."""

    start: int
    end: int
    name: str
    noun: str
    """The head noun, spaces removed."""


def _noun_lists() -> tuple[list[str], list[str]]:
    """Head nouns of places, and those that name a place only under a label."""
    nouns = load("facilities")["nouns"]
    return str(nouns["sites"]).split(), [*str(nouns["loose"]).split(), *str(nouns["offices"]).split()]


@cache
def _nouns() -> tuple[re.Pattern[str], frozenset[str]]:
    """Pattern of all head nouns, and those that are no place in running text."""
    sites, others = _noun_lists()
    return re.compile(any_of([*sites, *others], spaced_from=5)), frozenset(others) - frozenset(sites)


@cache
def _no_places() -> tuple[str, ...]:
    """Words that only end as places do: 용역, 내역."""
    return tuple(str(load("facilities")["nouns"]["no_place"]).split())


@cache
def _common() -> re.Pattern[str]:
    """Pattern of the words that make no proper name."""
    return re.compile(any_of(str(load("facilities")["common"]["parts"]).split(), spaced_from=99))


@lru_cache(maxsize=2048)
def head_noun(name: str) -> str:
    """The head noun that a name ends in (brackets and quotes at its end apart); empty where it ends in none."""
    plain = _BRACKET.sub("", name).strip(" \"'“”‘’·")
    match = _last_noun().search(plain)
    return squeeze(match.group()) if match and not plain.endswith(_no_places()) else ""


@cache
def _last_noun() -> re.Pattern[str]:
    """A head noun at the end."""
    return re.compile(rf"{_nouns()[0].pattern}\Z")


@lru_cache(maxsize=4096)
def find_places(text: str) -> tuple[Place, ...]:
    """Every place of a text by its head noun, qualifying words before it, in order."""
    pattern, _ = _nouns()
    found: list[Place] = []
    position = 0
    while (match := pattern.search(text, position)) is not None:
        position = match.end()
        if not _AFTER.match(text, match.end()) or text[: match.end()].endswith(_no_places()):
            position = match.start() + 1
            continue
        start = name_start(text, match.start(), found[-1].end if found else 0)
        whole = found[-1] if found else None
        if (
            whole is not None
            and text[whole.end : start] == " "
            and is_proper(whole.name)
            and not is_loose(squeeze(match.group()))
            and not is_proper(text[start : match.end()])
        ):  # a place without a name of its own is part of the one directly before it (`솔내역 광장`)
            start = found.pop().start
        found.append(Place(start, match.end(), text[start : match.end()].strip(" ·,"), squeeze(match.group())))
    return tuple(found)


@lru_cache(maxsize=2048)
def is_proper(name: str) -> bool:
    """Whether a place is called by a name of its own, not by common nouns only (`전산교육장`, `어린이공원`)."""
    plain = re.sub(r"[^가-힣A-Za-z0-9]", " ", _TYPE.sub(" ", _BRACKET.sub("", name))).strip()
    noun = head_noun(plain)
    rest = squeeze(plain)
    rest = rest[: len(rest) - len(noun)] if noun else rest
    if not rest:
        return False
    left = _strip_common(rest)
    return len(left) >= 2 and not left.isdigit()


def _strip_common(text: str) -> str:
    """What is left of a compound without the words that make no proper name."""
    pattern = _common()
    left, position = [], 0
    while position < len(text):
        match = pattern.match(text, position)
        if match and len(match.group()) > 1:
            position = match.end()
            continue
        left.append(text[position])
        position += 1
    rest = "".join(left)
    return "" if rest in {"구", "시", "군", "동", "읍", "면", "각", "대", "소", "본", "별", "제", "물", "빗"} else rest


def is_loose(noun: str) -> bool:
    """Whether a head noun names a place only under a label of place (an office, a common word)."""
    return noun in _nouns()[1]


class PlaceIndex:
    """Facilities with rows of their own, found by name in a text."""

    def __init__(self, subjects: Subjects) -> None:
        self.refs = {squeeze(ref.name): ref for ref in subjects.entries(Kind.FACILITY) if len(squeeze(ref.name)) >= 3}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any of the names, blanks allowed between their letters."""
        names: Iterable[str] = sorted(self.refs, key=len, reverse=True)
        return re.compile("|".join(r"\s?".join(map(re.escape, name)) for name in names))

    def before(self, text: str, position: int) -> Ref | None:
        """The last facility named before a position, a word of its own."""
        plain = squeeze(text)
        if not any(name in plain for name in self.refs):
            return None
        found = None
        for match in self._pattern.finditer(text, 0, position):
            if match.end() < position and not text[match.start() - 1 : match.start()].strip(" (,·*※"):
                found = self.refs[squeeze(match.group())]
        return found
