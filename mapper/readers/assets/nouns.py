"""Finds nouns that no list holds and that their count tells to be things: `음향믹서 1대 구입`, `누수탐사장비 6종`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapper.lexicon import load
from mapper.readers.assets.columns import SLACK
from mapper.readers.assets.names import Thing, settled_class
from mapper.readers.assets.tail import STRONG, find_verb, label_deed, last_verb
from mapper.readers.context.noun_phrases import name_start
from mapper.readers.facilities.place_names import head_noun
from mapper.records import AssetClass
from mapper.values.numbers import Quantity
from mapper.values.text import squeeze

_GETTING = STRONG | {"give", "run"}
_SEPARATOR = re.compile(r"[,，·ㆍ/;()（）]|\s및\s|:|：|→")
_BEFORE_COUNT = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?(?:[:：]\s?)?(?:(?:총|약|각|등|신규|추가)\s?)*$")
_LOOSER = 3
"""The same where nothing in the bracket can be a thing of its own: one in 3."""
_BEHIND = re.compile(r"\s?[(（][^()（）]*[)）]")
_WORD = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z0-9/-]*$")
_GOES_ON = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?(?:을|를|의)?\s?(?:(?:신규|추가|각각|전량|우선|모두)\s?)*")
_KINDS = frozenset({"종", "개기종", "기종", "개소", "곳"})
"""Counters of kinds or places, before the count of the things themselves."""
LONGEST_LABEL = 14
_COLON = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?[:：]")
_JOINED = re.compile(r"[,，·ㆍ/]|및\s|와\s|과\s|등")


@cache
def _words(key: str) -> frozenset[str]:
    """A word list of `counted_nouns`."""
    return frozenset(str(load("assets")["counted_nouns"][key]).split())


@cache
def _suffixes(key: str) -> tuple[str, ...]:
    """A word list of `counted_nouns` as endings."""
    return tuple(_words(key))


@cache
def _endings() -> tuple[tuple[str, AssetClass], ...]:
    """Endings of names and the class each tells, the longest first."""
    pairs = [
        (ending.lower(), AssetClass(name))
        for name, text in load("assets")["endings"].items()
        for ending in text.split()
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def class_by_ending(name: str) -> AssetClass:
    """Class of a noun that no list holds."""
    plain = squeeze(name).lower()
    if not plain.endswith(_any_ending()):
        return AssetClass.OTHER
    return next((kind for ending, kind in _endings() if plain.endswith(ending)), AssetClass.OTHER)


@cache
def _any_ending() -> tuple[str, ...]:
    """All these endings."""
    return tuple(ending for ending, _ in _endings())


def is_equipment(name: str) -> bool:
    """Whether a name ends as names of equipment do."""
    return squeeze(name).endswith(_suffixes("equipment"))


def is_refused(word: str) -> bool:
    """Whether a noun names no thing, however it is counted: works, papers, people, places, furniture."""
    qualifies = word.endswith(("용", "형", "별", "내", "외", "급"))
    named = word.endswith(_suffixes("refused")) or works_land(word)
    return qualifies or named or bool(head_noun(word)) or find_verb(word, 0) is not None


def works_land(name: str) -> bool:
    """Whether a name ends as that of a machine of farms or forests does."""
    return squeeze(name).endswith(_suffixes("machines"))


def counted_nouns(
    text: str, things: Sequence[Thing], quantities: Sequence[Quantity], *, inventory: bool
) -> list[Thing]:
    """Nouns directly before a count of things; outside inventories a verb of getting or running stands beside it."""
    units = _words("inventory_units" if inventory else "units")
    either = units | _words("equipment_units")
    if not any(quantity.unit in either for quantity in quantities):
        return []
    headed = bool(things) and not things[0].start and _heads_line(text, things[0])
    found: list[Thing] = []
    parts = _parts_of_counts(text, things, quantities)
    for index, quantity in enumerate(quantities):
        if (
            quantity.start in parts
            or quantity.unit not in either
            or quantity.value != quantity.value.to_integral_value()
        ):
            continue
        first = index
        while first and _counts_kinds(text, quantities[first - 1], quantity):
            first -= 1
        thing = _noun_before(text, quantities[first].start, quantities[first - 1].end if first else 0)
        if thing is None or any(_overlaps(thing, other, quantity.start) for other in things):
            continue
        fits = (quantity.unit in units and not headed) or is_equipment(thing.noun)
        if fits and (inventory or _is_got(text, quantity)) and not is_refused(thing.noun):
            found.append(thing)
    return found


def _heads_line(text: str, thing: Thing) -> bool:
    """Whether a colon follows a thing, or what is done to it (`차량 교체 : 승용 2대`): its parts follow."""
    if _COLON.match(text, thing.end):
        return True
    deed = find_verb(text, thing.end + (text[thing.end : thing.end + 1] == " "))
    return deed is not None and _COLON.match(text, deed.end) is not None and not is_equipment(thing.noun)


def _overlaps(thing: Thing, other: Thing, position: int) -> bool:
    """Whether a known thing stands where a counted noun does; one that only qualifies equipment does not."""
    qualifies = thing.start <= other.start and other.end < thing.noun_start
    if qualifies and (thing.asset_class is not AssetClass.OTHER or is_equipment(thing.noun)):
        return False
    return thing.start < other.end and other.start < position


def _parts_of_counts(text: str, things: Sequence[Thing], quantities: Sequence[Quantity]) -> frozenset[int]:
    """Where counts begin that stand in brackets behind a known thing's count and add up to it: they are its parts.

    They may miss it by a little, since one of the figures may be misprinted; by more where they name no equipment.
    """
    parts: set[int] = set()
    for index, whole in enumerate(quantities):
        bracket = _BEHIND.match(text, whole.end)
        if bracket is None or not any(thing.end <= whole.start for thing in things):
            continue
        inside = [item for item in quantities[index + 1 :] if item.end <= bracket.end() and item.unit == whole.unit]
        off = abs(sum(item.value for item in inside) - whole.value)
        if len(inside) > 1 and (
            off * SLACK <= whole.value
            or (off * _LOOSER <= whole.value and _are_mere_qualifiers(text, things, inside, bracket.start()))
        ):
            parts.update(item.start for item in inside)
    return frozenset(parts)


def _are_mere_qualifiers(text: str, things: Sequence[Thing], counts: Sequence[Quantity], opening: int) -> bool:
    """Whether the names before counts in a bracket say of what kind a thing is, and are no equipment themselves."""
    floors = [opening + 1, *(count.end for count in counts)]
    nouns = [_noun_before(text, count.start, floor) for count, floor in zip(counts, floors, strict=False)]
    if any(opening < thing.start < counts[-1].start for thing in things):
        return False
    return all(noun is not None and not is_equipment(noun.noun) for noun in nouns)


def _counts_kinds(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a count before another is one of kinds or places (`농기계 15종 40대`)."""
    return first.unit in _KINDS and not text[first.end : second.start].strip()


def _noun_before(text: str, position: int, floor: int) -> Thing | None:
    """The noun phrase that ends directly before a count."""
    lead = _BEFORE_COUNT.search(text, floor, position)
    end = lead.start() if lead else position
    separators = [match.end() for match in _SEPARATOR.finditer(text, floor, end)]
    floor = separators[-1] if separators else floor
    word = _WORD.search(text, floor, end)
    if word is None or len(word.group()) < 2:
        return None
    start = name_start(text, word.start(), floor)
    name = text[start:end].strip(" ·")
    return Thing(start, end, name, settled_class(name, class_by_ending(name)), word.group().lower(), word.start())


def _is_got(text: str, quantity: Quantity) -> bool:
    """Whether a verb of getting stands behind a count, behind the list that it opens, or in the label before it."""
    step = _GOES_ON.match(text, quantity.end)
    after = step.end() if step else quantity.end
    deed = find_verb(text, after)
    if deed is not None:
        return deed.kind in _GETTING
    if _JOINED.match(text, after):
        last = last_verb(re.split(r"[※;]", text[after:])[0])
        if last is not None:
            return last.kind in STRONG
    label = re.split(r"[:：]|\s[-–]\s", text[: quantity.start])
    led = label_deed(label[0].strip()) if len(label) > 1 and len(label[0]) <= LONGEST_LABEL else None
    return led is not None and led.kind in STRONG
