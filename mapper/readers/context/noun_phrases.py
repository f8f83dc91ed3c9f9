"""Where a noun phrase begins: from its head noun to the left, over the words that qualify it."""

from __future__ import annotations

import re
from functools import cache

from mapper.lexicon import load

_DELIMITERS = frozenset(" \t\n\u00a0,，:：;~∼→⇒()（）[]<>〈〉{}|※=+")
_ABBREVIATION = re.compile(r"(?<=[가-힣A-Za-z])[(（][A-Za-z]{2,6}[)）]\s?$")
QUOTED = re.compile(r"[「『‘“'\"《]([^「」『』‘’“”《》\"]*)$")
_COUNT_WORD = re.compile(r"[('‘’`]?\d[\d,.~∼-]*\s?[가-힣㎞㎢㎡a-zA-Z²]{0,4}[을를의로]?")
_STANDARD = re.compile(r"[248]K|[23]D|[345]G|360도")
"""Standards that begin with a figure and qualify a name."""
LONGEST_NAME = 5
"""Words a name may have."""


def name_start(text: str, noun_start: int, floor: int) -> int:
    """Where the noun phrase of a head noun begins: after the last delimiter, particle or number before it."""
    quote = QUOTED.search(text, max(floor, noun_start - 30), noun_start)
    if quote and len(quote[1]) <= 28 and not re.search(r"['\"]\d\d", quote.group()):
        return quote.start()
    start, words = noun_start, 0
    while start > floor and words <= LONGEST_NAME:
        if text[start - 1] in " )）" and (bracket := _ABBREVIATION.search(text, max(floor, start - 10), start)):
            start = bracket.start()
            continue
        end = start
        while end > floor and text[end - 1].isspace():
            end -= 1
        begin = end
        while begin > floor and text[begin - 1] not in _DELIMITERS:
            begin -= 1
        if begin == end:
            break
        word, attached = text[begin:end], end == start
        if attached:
            if _COUNT_WORD.fullmatch(word) and not re.fullmatch(r"\d|[xX]\d+", word):
                break
        elif _stops(word):
            break
        elif len(word) > 1 and word.endswith("의"):
            return begin
        start = begin
        words += 1
    return start + len(text[start:noun_start]) - len(text[start:noun_start].lstrip(" ·ㆍ/-.’”'\"」』"))


@cache
def _list(key: str) -> tuple[str, ...]:
    """A word list of the lexicon."""
    return tuple(str(load("phrases")[key]).split())


def _stops(word: str) -> bool:
    """Whether a word cannot belong to the name after it: a particle, a clause, a number, a place word."""
    if _STANDARD.fullmatch(word):
        return False
    if word in _list("words") or _COUNT_WORD.fullmatch(word):
        return True
    if word.endswith(_list("kept")):
        return False
    bare = word.rstrip("’”'\"」』.")
    if bare != word and len(bare) < 2:
        return True
    if len(bare) > 1 and bare.endswith(_list("endings")):
        return True
    return len(bare) > 2 and bare.endswith(_list("long_endings"))
