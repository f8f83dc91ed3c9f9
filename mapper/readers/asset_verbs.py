"""What a clause says is done to a thing: bought, built, upgraded, replaced, moved; and the state that follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.lexicon import load
from mapper.readers.sections import Tense
from mapper.records import AssetState

_BREAK = re.compile(r"[;→⇒※]|\s[-–]\s|(?<=[다함음임됨])\.|(?:하여|하고|으로써|함으로써|해서|하며)\s")
_OTHER_OBJECT = re.compile(r"[가-힣](?:을|를)\s")
_DONE = re.compile(r"완료|완공|준공|했음|하였음|됨|완|설치됨")
_PLANNED = re.compile(r"예정|계획|추진\s?중|할\s|검토|필요")
REACH = 34
"""How many characters after its name a verb may stand that still speaks of the thing."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb of the lexicon: its kind (`acquire`, `upgrade`, `replace`, `retire`, `move`) and place in the text."""

    kind: str
    start: int
    end: int


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all verbs, longest first, and the kind of each."""
    kinds: dict[str, str] = {}
    for kind, text in load("assets")["verbs"].items():
        for verb in str(text).split():
            kinds.setdefault(verb, kind)
    ordered = sorted(kinds, key=len, reverse=True)
    tail = r"(?=$|[\s,.·ㆍ/()\[\]:;~→'\"」』]|하|되|된|될|한|할|함|및|후|중|완료|예정|추진|시|을|를|에|의|등|와|과|로|비|사업|공사|계획|보급|운영|설치|구축|구매|교체|도입)"
    return re.compile("(?:" + "|".join("\\s?".join(verb) if len(verb) == 4 else verb for verb in ordered) + ")" + tail), kinds


def find_deed(text: str, position: int) -> Deed | None:
    """The first verb after `position` in the same clause that can speak of what stands before it; None if none does.

    Another object in between (`홈페이지 시스템 부분기능을 개선`) takes the verb for itself.
    """
    pattern, kinds = _verbs()
    window = text[position : position + REACH]
    stop = _BREAK.search(window)
    limit = stop.start() + 3 if stop else len(window)
    match = pattern.search(window)
    if match is None or match.start() > limit:
        return None
    between = window[: match.start()]
    if _OTHER_OBJECT.search(between[2:]):
        return None
    verb = re.sub(r"\s", "", match.group())
    return Deed(kinds[verb], position + match.start(), position + match.end())


def state_of(deed: Deed, text: str, tense: Tense) -> AssetState:
    """State that a deed leaves a thing in, by the tense of its section or of the line itself (완료, 예정)."""
    after = text[deed.end : deed.end + 12]
    past = tense is Tense.RESULT
    if _DONE.search(after):
        past = True
    elif _PLANNED.search(after):
        past = False
    if deed.kind == "move":
        return AssetState.IN_USE
    if deed.kind in {"replace", "retire"}:
        return AssetState.REPLACED if past else AssetState.PLANNED
    return AssetState.ACQUIRED if past else AssetState.PLANNED
