"""Amounts of money: `3억 2천만 원`, `81,000천원`, `7억 4천2백만 원`, `△410,253` under a unit of 천원."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mapper.values.numbers import PLAIN, parse_number, quantum_of, sign_start

UNITS = {
    "원": 1,
    "십원": 10,
    "백원": 100,
    "천원": 1000,
    "만원": 10**4,
    "십만원": 10**5,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "억": 10**8,
    "조원": 10**12,
}
"""Won that one printed unit is worth."""
_MAGNITUDES = r"천만|백만|십만|조|억|만|천|백"
_AMOUNT = re.compile(
    rf"(?P<body>{PLAIN}\s?(?:(?:조|억|만|천|백)\s?(?:{PLAIN}\s?(?:천|백|십)?)*)*)"
    rf"\s?(?P<unit>(?:{_MAGNITUDES})?\s?원)(?!\s?(?:도심|주시|안|본|형|탁|천동))"
)
_SIGN_BEFORE = re.compile(r"(?:[△▲]\s?|(?<![\w)\].~∼～])[-−]|\+)(?=\d)")
_BARE_EOK = re.compile(rf"(?P<body>{PLAIN})\s?(?P<unit>억)(?!\s?(?:원|\d|천|백))")
_UNIT_CAPTION = re.compile(r"(?:단\s*위\s*[:：]?|(?<=[(（\[])\s?(?:단\s?가|금\s?액)\s?[:：])\s*([^)）\]]*)")
_UNIT_SEPARATOR = re.compile(r"[,·]|/(?!\s?(?:일|월|년|시간|인|명|회)\s*(?:$|[,·)\]]))")
"""Between the units of a caption; the slash of `톤/일` belongs to a unit."""
_SINGLE = re.compile(rf"({PLAIN})\s?(천만|백만|십만|억|만|천|백)")
_PART = re.compile(rf"({PLAIN})?\s?(천|백|십)?(조|억|만)?")
_MINUS = frozenset("△▲-−")
_SMALL = {"천": 1000, "백": 100, "십": 10}


class Money(NamedTuple):
    """An amount in a text; `start` and `end` delimit it there, sign and unit included."""

    start: int
    end: int
    amount_krw: int
    printed: str
    """The figure as printed, without unit."""
    quantum_krw: int
    """Won that one step of the last printed digit is worth."""
    unit: str


def find_money(text: str) -> list[Money]:
    """Every amount that is printed with its unit (원, 천원, 만 원, 백만원, 억 원 and mixtures), in order."""
    return list(_cached_money(text)) if "원" in text or "억" in text else []


@lru_cache(maxsize=4096)
def _cached_money(text: str) -> tuple[Money, ...]:
    """The amounts of a text; readers ask for those of one line many times."""
    return tuple(sorted(_amounts(text), key=lambda money: money.start))


def _amounts(text: str) -> Iterator[Money]:
    """Generator behind `find_money`."""
    taken: list[tuple[int, int]] = []
    for match in _AMOUNT.finditer(text) if "원" in text else ():
        unit = match["unit"].replace(" ", "")
        won, quantum = _won(match["body"], UNITS.get(unit, 1))
        start = sign_start(text, match.start(), _SIGN_BEFORE)
        if text[start] in _MINUS:
            won = -won
        taken.append((start, match.end()))
        printed = match["body"].strip()
        single = None if printed.isascii() else _SINGLE.fullmatch(printed)
        if single:  # the magnitude belongs to the unit: 81,000천 + 원 is 81,000 천원
            printed, unit = single[1], single[2] + unit
        yield Money(start, match.end(), won, printed, quantum, unit)
    for match in _BARE_EOK.finditer(text) if "억" in text else ():
        if not any(start <= match.start() < end for start, end in taken):
            won, quantum = _won(match["body"], 10**8)
            yield Money(match.start(), match.end(), won, match["body"], quantum, "억")


def _won(body: str, unit: int) -> tuple[int, int]:
    """Won and worth of the last digit of `7억 4천2백` times the unit (만 원)."""
    if body.isascii():
        digits = body.replace(",", "")
        if "." not in digits:  # most amounts
            return int(digits) * unit, unit
        step = Decimal(unit).scaleb(-len(digits.strip().partition(".")[2]))
        return int(Decimal(digits) * unit), max(1, int(step))
    total = Decimal(0)
    quantum = Decimal(unit)
    section = Decimal(0)
    for number, small, large in _PART.findall(body):
        if not (number or small or large):
            continue
        value = Decimal(number.replace(",", "")) if number else Decimal(1 if small else 0)
        places = len(number.partition(".")[2]) if number else 0
        factor = Decimal(_SMALL.get(small, 1))
        section += value * factor
        if large:
            scale = {"조": 10**12, "억": 10**8, "만": 10**4}[large]
            total += section * scale
            quantum = Decimal(scale) * factor * Decimal(1).scaleb(-places)
            section = Decimal(0)
        else:
            quantum = Decimal(unit) * factor * Decimal(1).scaleb(-places)
    total += section * unit
    return int(total), max(1, int(quantum))


def parse_amount(text: str, unit: int) -> Money | None:
    """A whole cell as money: with its own unit (`30,000천원`), else a bare number in `unit` won; None if neither."""
    plain = text.strip()
    found = find_money(plain)
    if len(found) == 1 and not re.sub(r"[\s()]", "", plain[: found[0].start] + plain[found[0].end :]):
        return found[0]
    number = parse_number(plain)
    if number is None:
        return None
    digits = re.sub(r"[^\d.,]", "", plain)
    return Money(0, len(text), int(number * unit), digits, max(1, int(quantum_of(digits) * unit)), "")


def caption_unit(text: str) -> int | None:
    """Won that one unit of a caption is worth: `(단위 : 천원)` 1000; None where it names no unit of money."""
    match = _UNIT_CAPTION.search(text)
    for part in re.split(r"[,/·]", match[1]) if match else ():
        unit = part.replace(" ", "").strip("().:")
        if unit in UNITS:
            return UNITS[unit]
    return None


def caption_units(text: str) -> list[str]:
    """All units that a caption names: `(단위 : 건, 백만원)` 건 and 백만원; `2020.10. 기준` is none."""
    match = _UNIT_CAPTION.search(text)
    if match is None:
        return []
    parts = [part.replace(" ", "").strip("().:") for part in _UNIT_SEPARATOR.split(match[1])]
    return [part for part in parts if part and not any(c.isdigit() for c in part) and len(part) <= 6]
