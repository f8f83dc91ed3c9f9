"""Printed numbers with their units: thousands separators, 만 and 천, signs, bounds, ranges and arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from mapper.lexicon import load
from mapper.values.words import NEVER_SPACED, any_of

MULTIPLIERS = {
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "십만": 10**5,
    "백만": 10**6,
    "천만": 10**7,
    "억": 10**8,
    "조": 10**12,
}
PLAIN = r"\d(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?"
"""It opens with one set of signs, so that the engine skips to digits."""
_ASCII_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SIGN = r"[△▲▽▼]\s?|(?<![\w)\]}.~∼～%])[-−–](?=\d)|\+\s?"
_BODY = re.compile(rf"{PLAIN}(?:(?:천만|백만|십만|억|만|천|백)(?:\s?(?:{PLAIN})(?:천만|백만|십만|만|천|백)?){{0,3}})?")
_NUMBER = re.compile(rf"(?P<sign>{_SIGN})?(?P<body>{_BODY.pattern})")
_SIGN_BEFORE = re.compile(rf"(?:{_SIGN})(?=\d)")
_IN_BRACKETS = re.compile(rf"\({PLAIN}\)")
_WORD = re.compile(r"\s?([가-힣]+)")
_DIGIT = re.compile(r"\d")
_MINUS = frozenset("△▲▽▼-−–")
_SIGNS = _MINUS | {"+"}
_ONE = Decimal(1)
_GROUP = re.compile(rf"({PLAIN})\s?(천만|백만|십만|억|만|천|백)?")
_SMALL = frozenset({"천", "백"})
_MYRIADS = (Decimal(10**12), Decimal(10**8), Decimal(10**4))
_BOUND_BEFORE = re.compile(r"(?<![가-힣])(약|최대|최소)\s?$")
_BOUND_AFTER = re.compile(r"\s?(이상|이하|이내|내외|미만|초과|가량|안팎|상회|하회)")
_BOUND_SIGNS = frozenset({*"이내미초가안상하", *filter(str.isspace, map(chr, range(0x3001)))})
"""With one of these a bound opens."""


class Quantity(NamedTuple):
    """A number in a text with its unit; `start` and `end` delimit it there, sign and unit included."""

    start: int
    end: int
    value: Decimal
    printed: str
    """The figure as printed, without sign and unit."""
    unit: str
    """As printed, without spaces; empty where none follows."""
    quantum: Decimal
    """What one step of the last printed digit is worth."""
    sign: str = ""
    """As printed: `△`, `-`, `+` or empty."""
    bound: str = ""
    """이상, 이내, 내외, 여 ... beside the number."""


def is_plain_number(text: str) -> bool:
    """Whether a text is a number of ASCII digits and nothing else, as most cells of tables are (cheap)."""
    return _ASCII_NUMBER.fullmatch(text) is not None


def parse_number(text: str) -> Decimal | None:
    """A whole cell as a number: `1,234`, `△15`, `(1,000)` as minus, `2만5천`; None for anything else."""
    plain = text.strip().replace(" ", "")
    if is_plain_number(plain):
        return _value(plain)[0]
    if _IN_BRACKETS.fullmatch(plain):
        return -_value(plain[1:-1])[0]
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    value = _value(match["body"])[0]
    return -value if (match["sign"] or "").strip() in _MINUS else value


def quantum_of(printed: str) -> Decimal:
    """What one step of the last printed digit is worth: `8.5` 0.1, `2만5천` 1000, `1,234` 1."""
    return _value(printed)[1]


@lru_cache(maxsize=4096)
def _value(body: str) -> tuple[Decimal, Decimal]:
    """Value and worth of the last digit of a number with or without 만, 천, 억."""
    if body.isascii():
        digits = body.replace(",", "")
        places = len(digits.partition(".")[2])
        return +Decimal(digits), Decimal(1).scaleb(-places) if places else _ONE
    total = below = Decimal(0)
    quantum = Decimal(1)
    for match in _GROUP.finditer(body):
        digits = match[1].replace(",", "")
        factor = Decimal(MULTIPLIERS.get(match[2] or "", 1))
        places = len(digits.partition(".")[2])
        quantum = factor * Decimal(1).scaleb(-places)
        if match[2] in _SMALL:
            below += Decimal(digits) * factor
            continue
        myriads = next((step for step in _MYRIADS if factor >= step), _ONE)
        total += Decimal(digits) * factor + below * myriads  # 4천2백만: thousands and hundreds of 만
        below = Decimal(0)
    return total + below, quantum


@cache
def _unit_pattern() -> re.Pattern[str]:
    """Units that may follow a number, longest first; a Hangul counter must end there or before a particle."""
    lexicon = load("units")
    counters = any_of(str(lexicon["counters"]).split(), spaced_from=NEVER_SPACED)
    symbols = any_of(str(lexicon["symbols"]).split(), spaced_from=NEVER_SPACED)
    tail = (
        r"(?![가-힣])"
        r"|(?=(?:이상|이하|이내|내외|미만|초과|가량|안팎|정도|씩|당|여|간|의|을|를|이|가|은|는|에|에서|으로|로|와|과|도|만|까지|부터|및|등|중|별|대상|규모|이며|이고|임|임차|모두|전체)(?![가-힣]|$)|(?:이상|이하|이내|내외|미만|초과|까지|부터|대상)|$)"
    )
    return re.compile(
        rf"\s?(?P<unit>{symbols}(?![A-Za-z0-9²])"
        rf"|{counters}(?:/(?:월|년|일|회|주|인|명|개소|대|시간|건))?(?:{tail}))"
    )


@cache
def _unit_openings() -> frozenset[str]:
    """The letters and signs with which units begin."""
    lexicon = load("units")
    return frozenset(unit[0] for key in ("counters", "symbols") for unit in str(lexicon[key]).split()) | {"개", "여"}


@cache
def _open_counter() -> re.Pattern[str]:
    """`3개 + noun`: a counter that no list holds."""
    return re.compile(r"\s?(?P<unit>여?\s?개\s?[가-힣]{1,5})(?![가-힣])")


@cache
def _never_unit() -> frozenset[str]:
    """Words after a number that are no unit."""
    return frozenset(str(load("units")["never"]).split())


def find_quantities(text: str, *, bare: bool = False) -> list[Quantity]:
    """Every number of the text with its unit, in order; numbers without a unit only with `bare`.

    Dates are not told apart here: mask them first (`mapper.values.dates.blank_dates`).
    """
    found = _cached_quantities(text)
    return list(found) if bare else [quantity for quantity in found if quantity.unit]


@lru_cache(maxsize=4096)
def _cached_quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of a text, with a unit or without; readers ask for those of one line many times."""
    return tuple(_quantities(text)) if _DIGIT.search(text) else ()


def _quantities(text: str) -> Iterator[Quantity]:
    """Generator behind `find_quantities`."""
    bounded = "약" in text or "최" in text
    for match in _BODY.finditer(text):
        begin, end = match.span()
        before = text[begin - 1] if begin else ""
        if before.isalpha() and before.isascii():
            continue  # a model or code: LED3, G4
        unit, unit_end, several = _unit_at(text, end) if end < len(text) else ("", end, "")
        value, quantum = _value(match[0])
        start, sign = begin, ""
        if before in _SIGNS or before.isspace():
            start = sign_start(text, begin, _SIGN_BEFORE)
            sign = text[start:begin].rstrip()
        bound = several
        after = _BOUND_AFTER.match(text, unit_end) if unit and text[unit_end : unit_end + 1] in _BOUND_SIGNS else None
        if after:
            bound, unit_end = after[1], after.end()
        elif bounded and not bound and (before_it := _BOUND_BEFORE.search(text, 0, start)):
            bound = before_it[1]
        if sign in _MINUS:
            value = -value
        yield Quantity(start, unit_end, value, match[0], unit, quantum, sign, bound)


def sign_start(text: str, begin: int, signs: re.Pattern[str]) -> int:
    """Where the sign of a number begins, which itself begins at `begin`; there, too, where it has none.

    Looked for behind the number is found: a pattern with a sign that may lack in front is tried at every place.
    """
    if not begin:
        return begin
    at = begin - 2 if text[begin - 1].isspace() and begin > 1 else begin - 1
    sign = signs.match(text, at) if text[at] in _SIGNS else None
    return at if sign is not None and sign.end() == begin else begin


def _unit_at(text: str, position: int) -> tuple[str, int, str]:
    """The unit that begins at `position`, where it ends, and 여 if it stands between number and unit."""
    several = ""
    if text.startswith("여", position) and not text.startswith(("여성", "여행", "여건"), position):
        several, position = "여", position + 1
    begin = position + 1 if text[position : position + 1].isspace() else position
    if text[begin : begin + 1] not in _unit_openings():
        return "", position, ""
    rest = text[position : position + 14]
    match = _unit_pattern().match(rest)
    if match is None and "개" in rest:
        match = _open_counter().match(rest)
    if match is None:
        return "", position, ""
    unit = match["unit"].replace(" ", "")
    if unit.startswith("여개"):
        several, unit = "여", unit[1:]
    if (word := _WORD.match(rest)) and word[1] in _never_unit():
        return "", position, several
    return unit, position + match.end(), several
