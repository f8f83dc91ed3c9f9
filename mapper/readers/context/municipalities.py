"""Which municipality a text is about: names of the country's municipalities, or names shaped like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from mapper.lexicon import load
from mapper.territories import Level, list_territories
from mapper.values.many_texts import ManyTexts
from mapper.values.text import tidy

_SHAPED = re.compile(
    r"(?<![가-힣])([가-힣]{1,3}(?:시|군|구)|[가-힣]{2,3}특례시|[가-힣]{2,6}(?:특별시|광역시|특별자치시|특별자치도|도))(?=청|의회|장(?:[^가-힣]|$)|민|[\s,.()·「」『』'\"‘’|<]|에서|에|의|은|는|이|가|를|을|와|과|$)"
)
_ENDING = re.compile("[시군구도&](?:(?=[청의장민에은는이가를을와과])|(?![가-힣]))")
"""The end of every name that `_SHAPED` finds in the text once it is tidied (letters stay together); an entity."""
_ENDED = re.compile(
    r"[시군구도](?=청|의회|장(?:[^가-힣]|$)|민|[\s,.()·「」『』'\"‘’|<]|에서|에|의|은|는|이|가|를|을|와|과|$)"
)
"""The end of every name that `_SHAPED` finds; it opens with a set of letters, so that the engine skips to those."""

_BODY = re.compile(r"일\s?반\s?현\s?황|기\s?본\s?현\s?황|조\s?직\s?및|목\s?차|순\s?서|^\s*#*\s*[Ⅰ-Ⅹ]\s?[.．]")
"""Heads with which a plan begins below its cover."""

_FIRST_PLANS = date(2010, 1, 1)
"""Municipalities that ended before that day bear the names of other things as well, and no plan."""


@cache
def known_municipalities() -> frozenset[str]:
    """Names of all municipalities that the country has or has had since plans are files."""
    names = {
        territory.name
        for territory in list_territories()
        if territory.level is not Level.WARD and territory.stands_since(_FIRST_PLANS)
    }
    return frozenset(names | set(str(load("organizations")["further_names"]).split()))


@cache
def _never() -> frozenset[str]:
    """Words shaped like a municipality that are none."""
    return frozenset(str(load("organizations")["never_municipality"]).split())


@cache
def _common_nouns() -> frozenset[str]:
    """Names without 시, 군, 구 that are common nouns as well."""
    return frozenset(str(load("organizations")["common_nouns"]).split())


def find_municipality_names(text: str) -> list[str]:
    """Names of municipalities in a text, in order, known or shaped like one."""
    if _ENDING.search(text) is None:
        return []
    plain = tidy(text)
    if _ENDED.search(plain) is None:
        return []
    return [name for name in _SHAPED.findall(plain) if name not in _never() and len(name) > 1]


def own_municipality(lines: Sequence[str], cover_lines: int = 25) -> tuple[str, int]:
    """The municipality whose plan this is, and the first line that names it; two empty values if none is told.

    A name on the cover counts most, then `X구의 ...`, `X시청`, `X군의회`, `X구 조례`; a name that the lexicon does
    not hold needs more than one mention. Provinces count only where no basic municipality is told, or where the
    cover names nothing smaller.
    """
    weights: Counter[str] = Counter()
    first: dict[str, int] = {}
    body = next((number for number, line in enumerate(lines[:cover_lines], 1) if _BODY.search(line)), cover_lines)
    for place in sorted(ManyTexts(lines).matching(_ENDING)):
        number, line = place + 1, lines[place]
        for name in find_municipality_names(line):
            weight = 10 if number < body and len(line.strip()) < 40 else 1
            weights[name] += weight + (name in known_municipalities())
            first.setdefault(name, number)
    short = _short_names(lines[:body])
    for name, number in short.items():
        if name in weights:
            weights[name] += 8
        first.setdefault(name, number)
    basic = {name: weight for name, weight in weights.items() if not _is_province(name)}
    if not short and not any(first[name] <= cover_lines // 2 for name in basic):
        covered = [name for name in weights if _is_province(name) and first[name] <= cover_lines // 2]
        basic = {} if covered else basic
    covers = {name for name in basic or weights if first[name] < body and weights[name] >= 10}
    ranked = sorted((basic or weights).items(), key=lambda item: (item[0] not in covers, -item[1], first[item[0]]))
    for name, weight in ranked:
        if name in known_municipalities() or (weight >= 3 and (name in covers or not _is_province(name))):
            return _with_province(name, lines[:cover_lines]), first[name]
    return "", 0


def _names(word: str, name: str) -> bool:
    """Whether a word is the name, alone or with its council, office or head: 북구의회, 북구청."""
    return word.startswith(name) and word[len(name) :] in {"", "의회", "청", "장", "의"}


def _with_province(name: str, cover: Sequence[str]) -> str:
    """The name as the cover prints it, with the province before it: `광주광역시 동구`."""
    for line in cover:
        words = tidy(line).split()
        for before, word in pairwise(words):
            if _names(word, name) and _is_province(before) and before in known_municipalities():
                return f"{before} {name}"
    return name


@cache
def _stems() -> dict[str, str]:
    """The names of known municipalities by what stands before 시, 군, 구."""
    return {name[:-1]: name for name in known_municipalities() if len(name) >= 3 and name[-1] in "시군구"}


def _short_names(cover: Sequence[str]) -> dict[str, int]:
    """Known municipalities that the cover names without 시, 군, 구: `미래도시 영등포`."""
    stems = _stems()
    found: dict[str, int] = {}
    for number, line in enumerate(cover, 1):
        for word in re.findall(r"[가-힣]+", line):
            if word in stems and word not in _common_nouns():
                found.setdefault(stems[word], number)
    return found


def _is_province(name: str) -> bool:
    """Whether a name is that of a province or a metropolitan city."""
    return name.endswith(("도", "특별시", "광역시", "특별자치시"))
