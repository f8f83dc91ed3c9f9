"""Finds names of things (servers, displays, systems ...) in a text: head nouns from the lexicon, extended to the left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.lexicon import load
from mapper.records import AssetClass
from mapper.values.text import squeeze

_AFTER = re.compile(
    r"(?=$|[\s,.·ㆍ/()\[\]:;~→⇒‘’“”'\"」』〉>〔（]|\d|(?:을|를|이|가|은|는|의|에|와|과|등|및|로|으로|별|용|도|만|에서|에게|에는|까지)(?![가-힣])|(?:설치|구축|교체|도입|구매|구입|증설|고도화|개편|보급|임차|이전|운영|리뉴얼|개선|확대|신설|확충))"
)
_STOP = re.compile(
    r".*(?:[,，:：;~→⇒()（）\[\]〈〉<>/]|·\s|\s[-–]\s|\s및\s|\s등\s|\s또는\s"
    r"|(?<=[가-힣])(?:을|를|에|에서|으로|부터|까지|하여|하고|하는|통한|통해|위한|위해|대한|대해|따른|따라|에게|에는|이며|되는|통하여|위하여|대비|이용한|활용한|등의|등을|관련|대상)\s"
    r"|(?:^|\s)(?:위한|위해|통한|통해|대한|따른|의한|관한|있는|없는)\s"
    r"|\s(?:총|약|신규로|각각|추가로|조기|전면|단계적|매월|연중)\s|\d\s?(?:월|일|년|\.)\s)",
    re.DOTALL,
)
_SUBJECT = re.compile(r".*[가-힣](?:은|는|이|가|와|과|로)\s(?=.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing in a text; `start` and `end` delimit its name there."""

    start: int
    end: int
    name: str
    asset_class: AssetClass
    noun: str
    """The head noun, spaces removed."""


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, AssetClass]]:
    """One pattern of all head nouns (longest first, blanks optional) and the class of each."""
    classes: dict[str, AssetClass] = {}
    for name, text in load("assets")["nouns"].items():
        for noun in str(text).split():
            classes.setdefault(noun.lower(), AssetClass(name))
    spaced = ["\\s?".join(re.escape(letter) for letter in noun) if len(noun) > 3 else re.escape(noun) for noun in sorted(classes, key=len, reverse=True)]
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(spaced)})(?![A-Za-z])", re.IGNORECASE), classes


def classify(name: str) -> AssetClass | None:
    """Class of a name by the longest head noun it ends in (brackets at its end apart); None for no thing."""
    plain = squeeze(re.sub(r"\([^()]*\)$", "", name.strip()))
    for text in (plain, squeeze(name).rstrip(")").rpartition("(")[2]):
        pattern, classes = _nouns()
        best = None
        for match in pattern.finditer(text):
            if match.end() >= len(text) and (best is None or match.start() < best.start()):
                best = match
        if best is not None:
            return classes[squeeze(best.group()).lower()]
    return None


def find_things(text: str) -> list[Thing]:
    """Every named thing of a text, in order; a head noun inside a longer compound noun is none."""
    pattern, classes = _nouns()
    found: list[Thing] = []
    for match in pattern.finditer(text):
        if not _AFTER.match(text, match.end()) or (found and match.start() < found[-1].end):
            continue
        start = _name_start(text, match.start())
        end = match.end()
        noun = squeeze(match.group()).lower()
        bracket = re.match(r"\s?[(（]([A-Za-z가-힣·\s]{1,14})[)）]", text[end:])
        if bracket and (classes.get(squeeze(bracket[1]).lower()) is classes[noun] or re.fullmatch(r"[A-Z]{2,5}|임차|복사기|WIFI", squeeze(bracket[1]))):
            end += bracket.end()
        if found and start < found[-1].end:
            start = found[-1].end if found[-1].end <= match.start() else start
            start += len(text[start : match.start()]) - len(text[start : match.start()].lstrip(" ,·및와과"))
        name = text[start:end].strip(" ,·")
        if len(squeeze(name)) >= 2:
            found.append(Thing(start, end, name, classes[noun], noun))
    return _drop_parts(found, text)


def _drop_parts(things: list[Thing], text: str) -> list[Thing]:
    """Names that only qualify the next one (`서버 스토리지` stays two; `홈페이지 서버` is one) are merged."""
    kept: list[Thing] = []
    for thing in things:
        if kept and not squeeze(text[kept[-1].end : thing.start]) and thing.start - kept[-1].end <= 1 and kept[-1].end <= thing.start:
            last = kept.pop()
            kept.append(Thing(last.start, thing.end, text[last.start : thing.end].strip(), thing.asset_class, thing.noun))
        else:
            kept.append(thing)
    return kept


def _name_start(text: str, noun_start: int) -> int:
    """Where the noun phrase of a head noun begins: after the last delimiter, particle or number before it."""
    before = text[:noun_start]
    stop = _STOP.match(before)
    start = stop.end() if stop else 0
    subject = _SUBJECT.match(before[start:])
    if subject and not before[start:].rstrip().endswith("의"):
        words = before[start : start + subject.end()].split()
        if words and len(words[-1]) > 2:
            start += subject.end()
    counted = re.match(r".*\d\s?(?:대|식|개|개소|종|명|회|건|면|조|회선|km|㎞|기)\s?", before[start:], re.DOTALL)
    if counted:
        start += counted.end()
    words = before[start:].split()
    while len(words) > 5:
        start = before.index(words[0], start) + len(words[0])
        words = words[1:]
    return start + len(before[start:]) - len(before[start:].lstrip())
