"""Splits the value of a label of place (장소, 위치) into its places, with what their brackets say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.lexicon import load
from mapper.readers.facilities.place_names import head_noun
from mapper.values.text import split_outside_brackets, squeeze

_BRACKET = re.compile(r"\s?[(（]([^()（）]*)[)）]")
_COUNT = re.compile(
    r"\s?(?:총\s?|약\s?|각\s?|전\s?)?\d[\d,]*\s?(?:개소|개\s?소|곳|개역|개동|개교|개점|개실|개관|군데|개)(?=\s|$|[,(]).*$"
)
_MORE = re.compile(r"\s?(?:등|외)(?:\s?(?:총\s?)?\d+\s?(?:개소|곳|개))?\s?$|등\s?$")
_SIZE = re.compile(r"^(?:총\s?|약\s?|면적\s?|연면적\s?)?\d[\d,.]*\s?(?:면|㎡|m²|m2|평|석|km|m|ha|층|실|대|명|동|㎞)")
_ONLY_COUNT = re.compile(
    r"^(?:총\s?|약\s?|전\s?|각\s?)?\d[\d,]*\s?(?:개소|곳|개|개역|회|일|시|명|군데)?\s*$|별도|예정|가칭|미정|등$"
)
_JOINED = re.compile(r"\s(?:및|와|과|또는)\s|(?<=[가-힣)])\s?[·ㆍ/]\s?(?=[가-힣])|(?<=[가-힣])(?:와|과)\s(?=[가-힣])")
_CLAUSE = re.compile(
    r"(?:에서|으로|하여|하고|통해|위해)\s|(?:다|함|음)\.?$|\d{4}\.|\d{1,2}:\d{2}|\d월|['‘]\d\d\.|%|\d\s?(?:천|만|백만|억)?원$"
)
_AROUND = re.compile(r"(?:\s(?:내|내부|안|앞|옆|뒤|인근|주변|일원|일대|부근)|(?<=[가-힣])(?:일원|일대))$")
"""Where at a place something is; no part of its name."""
_FLOOR = re.compile(r"\s(?:지하\s?|지상\s?)?\d{1,2}층.*$")
LONGEST_ITEM = 45


@dataclass(frozen=True, slots=True)
class Item:
    """One place: its name and what stands in its brackets."""

    name: str
    location: str = ""
    size: str = ""


@cache
def _never() -> tuple[str, ...]:
    """Words that stand under labels of place and are none."""
    return tuple(word.lower() for word in str(load("facilities")["labels"]["never"]).split())


def split_places(value: str) -> list[Item]:
    """The places of a label's value: `행정복지센터 3개소(가동, 나동)` are two, `공영주차장 (10면)` has a size."""
    found: list[Item] = []
    for piece in split_outside_brackets(_MORE.sub("", value.strip(" .")), ",，、"):
        for part in _parts(piece):
            found.extend(_items(part))
    return found


def _parts(piece: str) -> list[str]:
    """A piece at 및, · and / where each side names a place of its own."""
    bounds: list[tuple[int, int]] = []
    for match in _JOINED.finditer(piece):
        if piece[: match.start()].count("(") != piece[: match.start()].count(")"):
            continue
        if head_noun(piece[bounds[-1][1] if bounds else 0 : match.start()]) and _names_place(piece[match.end() :]):
            bounds.append(match.span())
    starts = [0, *(end for _, end in bounds)]
    stops = [*(start for start, _ in bounds), len(piece)]
    return [piece[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]


def _names_place(text: str) -> bool:
    """Whether what follows a joiner names a place, counts and 등 apart."""
    first = re.split(r"[,·ㆍ/]|\s및\s", _BRACKET.sub("", text))[0]
    if any(squeeze(first).lower().startswith(word) for word in _never()):
        return True
    return bool(head_noun(_COUNT.sub("", _MORE.sub("", first)).strip()))


def _items(part: str) -> list[Item]:
    """One part without its counts; several places in brackets after a common noun are as many."""
    brackets = _BRACKET.findall(part)
    name = _MORE.sub("", _COUNT.sub("", _MORE.sub("", _BRACKET.sub("", part)).strip())).strip(" .,:·-※")
    around = _AROUND.search(name)
    name = name[: around.start()] if around and head_noun(name[: around.start()]) else name
    floor = _FLOOR.search(name)
    location, size = (floor.group().strip(), "") if floor and head_noun(name[: floor.start()]) else ("", "")
    name = name[: floor.start()].strip() if floor and location else name
    if not _is_name(name):
        return []
    for inside in brackets:
        pieces = [_MORE.sub("", piece) for piece in split_outside_brackets(inside, ",，、·ㆍ/")]
        if len(pieces) > 1 and all(re.fullmatch(r"[가-힣][가-힣\d]{1,8}", squeeze(piece)) for piece in pieces):
            return [Item(name, piece) for piece in pieces]
        if _SIZE.match(inside.strip()):
            size = size or inside.strip()
        elif not _ONLY_COUNT.search(inside.strip()) and len(inside) > 1:
            location = location or inside.strip()
    return [Item(name, location, size)]


def _is_name(name: str) -> bool:
    """Whether a part can be a place: neither online nor a date, a clause or a number."""
    plain = squeeze(name).lower()
    if not 1 < len(plain) <= LONGEST_ITEM or (not re.search(r"[가-힣]{2}", plain) and not head_noun(name)):
        return False
    if plain.startswith(_never()) or plain.endswith(_never()):
        return False
    return not _CLAUSE.search(name)
