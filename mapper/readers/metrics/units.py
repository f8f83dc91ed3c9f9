"""Units of table cells: from the cell, its header, the unit column, the caption; magnitudes multiplied out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from mapper.lexicon import load
from mapper.readers.metrics.names import words
from mapper.values.money import UNITS, caption_units
from mapper.values.numbers import MULTIPLIERS, find_quantities
from mapper.values.text import squeeze

_IN_BRACKETS = re.compile(r"[(（\[]\s*(?:단위\s*[:：]?\s*)?([^()（）\[\]\d]{1,8})\s*[)）\]]")
_PER = frozenset({"일", "월", "년", "시간", "인", "명", "회", "주", "초", "분", "h", "day"})
_MAGNITUDE = re.compile(r"^(천만|백만|십만|억|만|천|백)(.+)$")
_COUNT_NOTE = re.compile(r"[(（\[]\s*(?:총\s?)?\d[\d,.]*\s?[가-힣%㎡]{0,4}\s*[)）\]]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a row shows it, and what one printed unit is worth in it."""

    text: str
    factor: Decimal = Decimal(1)


def parse_unit(text: str) -> Unit | None:
    """`명`, `천명` (1000 명), `백만원` (1000000 원), `%`, `㎡`; None for anything that is no unit."""
    plain = squeeze(text).strip("()[]·.,:")
    if not plain or len(plain) > 6:
        return None
    if plain in UNITS:
        return Unit("원", Decimal(UNITS[plain]))
    if _is_unit(plain):
        return Unit(plain)
    large = _MAGNITUDE.match(plain)
    if large and _is_unit(large[2]):
        return Unit(large[2], Decimal(MULTIPLIERS[large[1]]))
    return None


def _is_unit(text: str) -> bool:
    """Whether a text may follow a number as its unit."""
    measure, slash, per = text.partition("/")
    if slash and per in _PER:
        text = measure
    found = find_quantities(f"1{text}")
    return len(found) == 1 and found[0].unit == text


def header_unit(text: str) -> Unit | None:
    """The unit in the brackets of a header: `연면적(㎡)`, `집행률(%) (8.31.기준)`."""
    for match in _IN_BRACKETS.finditer(text):
        unit = parse_unit(match[1])
        if unit is not None:
            return unit
    return None


_FORMULA = re.compile(r"\s?[(（][A-Z](?:\s?[-–+/÷=×*]\s?(?:[A-Z]|100))*[)）]")
"""How a column is calculated from others: `증감(B-A)`, `집행률(C/B)`."""


def without_unit(text: str) -> str:
    """A header without the brackets that hold its unit, a date only, a count, or how it is calculated (`(C/B)`)."""
    kept = _IN_BRACKETS.sub(lambda match: "" if parse_unit(match[1]) else match.group(), text)
    kept = _FORMULA.sub("", _COUNT_NOTE.sub("", kept))
    return " ".join(kept.split())


@cache
def _counted_by(counter: str) -> tuple[str, ...]:
    """The ends of column heads that a counter belongs to: 인원 to 명."""
    return tuple(str(load("metrics")["counters"].get(counter, "")).split())


def caption_unit_for(caption: str, name: str, others: list[str]) -> Unit | None:
    """The caption's unit for a column or row of this name; of several units the one that its ending fits."""
    units = [unit for text in caption_units(caption) if (unit := parse_unit(text))]
    if len(units) <= 1:
        return units[0] if units and not (name.endswith(("률", "율")) and units[0].text != "%") else None
    plain = squeeze(without_unit(name))
    money = next((unit for unit in units if unit.text == "원"), None)
    shares = next((unit for unit in units if unit.text in {"%", "％"}), None)
    counts = [unit for unit in units if unit not in (money, shares)]
    if shares and plain.endswith(tuple(words("share_endings"))):
        return shares
    if plain.endswith(("률", "율")):
        return None
    for unit in counts:
        if plain.endswith((unit.text, *_counted_by(unit.text))):
            return unit
    if counts and plain.endswith(tuple(words("count_endings"))):
        return counts[0]
    if money and plain.endswith(tuple(words("money_endings"))):
        return money
    named = any(squeeze(other).endswith(tuple(words("count_endings"))) for other in others)
    if money and (not counts or named):
        return money
    return counts[0] if counts else None
