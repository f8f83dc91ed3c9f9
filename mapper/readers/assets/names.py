"""Finds names of things (servers, displays, vehicles ...) in a text by their head nouns, qualifying words before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.readers.context.noun_phrases import QUOTED, name_start
from mapper.records import AssetClass
from mapper.values.text import letters, squeeze
from mapper.values.words import any_of

_AFTER = re.compile(
    r"(?=$|[^가-힣A-Za-z]|(?:을|를|이|가|은|는|의|에|와|과|등|및|로|으로|별|도|만|에서|에게|에는|까지|인|이며|에\s?대한|들)(?![가-힣])"
    r"|(?:설치|구축|교체|도입|구매|구입|증설|고도화|개편|보급|임차|이전|운영|리뉴얼|개선|확대|신설|확충)(?![가-힣]|\s?장소))"
)
_BRACKET = re.compile(r"\s?[(（]([A-Za-z가-힣·,\s\d]{1,14})[)）]")
_ABBREVIATION = re.compile(r"[A-Za-z][A-Za-z-]{1,5}|임차|임대|복사기|렌탈")


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing in a text; `start` and `end` delimit its name there, the head noun begins at `noun_start`."""

    start: int
    end: int
    name: str
    asset_class: AssetClass
    noun: str
    """The head noun, spaces removed, lower case."""
    noun_start: int

    @property
    def is_bare(self) -> bool:
        """Whether the name is the head noun alone."""
        return letters(self.name) == letters(self.noun)


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, AssetClass]]:
    """One pattern of all head nouns, misleading words among them, and the class of each noun."""
    classes: dict[str, AssetClass] = {}
    for name, text in load("assets")["nouns"].items():
        for noun in str(text).split():
            classes.setdefault(noun.lower(), AssetClass(name))
    return re.compile(any_of([*classes, *_misleading()])), classes


def _misleading() -> list[str]:
    """Words that only look like nouns of things."""
    return str(load("assets")["misleading"]["nouns"]).split()


def _lower(text: str) -> str:
    """The text in lower case, letter for letter."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@lru_cache(maxsize=4096)
def may_hold_things(text: str) -> bool:
    """Whether any head noun stands in the text at all (cheap)."""
    return _nouns()[0].search(_lower(text)) is not None


@lru_cache(maxsize=4096)
def classify(name: str) -> AssetClass | None:
    """Class of a name by the head noun it ends in (brackets at its end apart); None for no thing."""
    plain = re.sub(r"\s?[(（][^()（）]*[)）]$", "", name.strip()).strip("\"'‘’“”「」『』· ")
    things = find_things(plain)
    if things and things[-1].end == len(plain):
        return things[-1].asset_class
    inside = re.search(r"[(（]([^()（）]*)[)）]$", name.strip())
    return classify(inside[1]) if inside and inside[1] != name and len(inside[1]) > 1 else None


def thing_within(label: str) -> Thing | None:
    """The thing whose noun begins a longer word that heads a line: `CCTV통합관제센터 : 방범용 120대, 재난용 64대`."""
    pattern, classes = _nouns()
    match = pattern.match(_lower(label))
    if match is None or match.end() == len(label):
        return None
    noun = squeeze(match.group()).lower()
    return Thing(0, match.end(), label[: match.end()], classes[noun], noun, 0) if noun in classes else None


@cache
def _settling() -> dict[AssetClass, re.Pattern[str]]:
    """Words in a name that settle its class, by that class."""
    return {
        AssetClass(name): re.compile(any_of(text.lower().split()))
        for name, text in load("assets")["settled_by"].items()
    }


def settled_class(name: str, by_noun: AssetClass) -> AssetClass:
    """The class of a name whose head noun alone misleads: a device for health (`재활 장비`), a camera that films."""
    plain = _lower(name)
    if by_noun is AssetClass.OTHER and _settling()[AssetClass.HEALTH_DEVICE].search(plain):
        return AssetClass.HEALTH_DEVICE
    films = by_noun in {AssetClass.CCTV, AssetClass.COPIER} and "cctv" not in plain
    return AssetClass.OTHER if films and _settling()[AssetClass.OTHER].search(plain) else by_noun


def find_things(text: str) -> list[Thing]:
    """Every named thing of a text, in order; a head noun that only begins a longer word is none."""
    return list(_find_things(text))


@lru_cache(maxsize=4096)
def _find_things(text: str) -> tuple[Thing, ...]:
    """What `find_things` lists."""
    if not may_hold_things(text):
        return ()
    pattern, classes = _nouns()
    found: list[Thing] = []
    for match in pattern.finditer(_lower(text)):
        noun_end = match.end()
        if _is_cut(text, match.start(), noun_end):
            continue
        if not _AFTER.match(text, noun_end) or (found and match.start() < found[-1].end):
            continue
        noun = squeeze(match.group()).lower()
        if noun not in classes or (text[match.start() - 1 : match.start()].isdigit() and not noun[0].isascii()):
            continue
        start = name_start(text, match.start(), _floor(text, match.start(), found))
        while found and found[-1].start >= start:
            found.pop()
        end = _name_end(text, noun_end, start, noun, classes)
        name = text[start:end].strip(" ·")
        found.append(Thing(start, end, name, settled_class(name, classes[noun]), noun, match.start()))
    return tuple(found)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on before or behind a noun that begins or ends with one (`AP` in `API`)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = text[start].isascii() and before.isascii() and before.isalpha()
    return begins or (text[end - 1].isascii() and after.isascii() and after.isalpha())


def _floor(text: str, noun_start: int, found: list[Thing]) -> int:
    """How far to the left a name may reach: over a thing that only qualifies it (`키오스크 관리 시스템`)."""
    if not found:
        return 0
    last = found[-1]
    between = re.sub(r"(?<=[가-힣])\([A-Za-z]{2,6}\)", "", text[last.end : noun_start])
    verbs = _naming_verbs()
    qualifies = not re.search(r"[,·ㆍ/()]|\d", between) and not any(word in verbs for word in between.split())
    if qualifies and name_start(text, noun_start, last.noun_start) <= last.noun_start and not between[:1].isalpha():
        return found[-2].end if len(found) > 1 else 0
    return last.end


@cache
def _naming_verbs() -> frozenset[str]:
    """Verbs that part two things (`서버 교체 모니터`); what names a system (`관리 시스템`) is none."""
    return frozenset(
        word for kind, text in load("assets")["verbs"].items() if kind != "run" for word in str(text).split()
    )


def _name_end(text: str, end: int, start: int, noun: str, classes: dict[str, AssetClass]) -> int:
    """End of a name with what belongs to it: an abbreviation or another name in brackets, a closing quote."""
    bracket = _BRACKET.match(text, end)
    if bracket:
        inside = squeeze(bracket[1])
        if classes.get(inside.lower()) is classes[noun] or _ABBREVIATION.fullmatch(inside):
            end = bracket.end()
    closing = re.match(r"\s?[」』’”'\"》]", text[end:])
    opened = QUOTED.search(text[start:end])
    if closing and opened:
        return end + closing.end()
    quoted = re.match(r"\s?([「『“‘'\"][가-힣A-Za-z][^「」『』“”‘’'\"]{0,11}[」』”’'\"])", text[end:])
    return end + quoted.end() if quoted else end
