"""Reads things from lines: counts, years of introduction, life, and what is done to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mapper.layout import Cell, Node
from mapper.readers.asset_names import Thing, classify, find_things
from mapper.readers.asset_verbs import find_deed, state_of
from mapper.readers.sections import Tense
from mapper.records import AssetClass, AssetState
from mapper.values.dates import find_periods
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import split_outside_brackets, squeeze

COUNTERS = frozenset(["대", "식", "개", "종", "회선", "조", "개소", "면", "개면", "세트", "기", "km", "Km", "㎞", "KM", "m", "도엽", "본", "채널", "포트", "석", "매", "개", "곳", "k㎡", "㎢", "km²", "부", "라이선스", "유저", "카피", "EA", "ea", "건", "점", "copy", "카피", "량", "척"])
_LIFE = re.compile(r"(?:내용|내구)\s?연(?:수|한)\s*[:：]?\s*[(（]?\s*(\d{1,2}(?:\.\d)?)\s?년|사용\s?연한\s*[:：]?\s*(\d{1,2})\s?년")
_SINCE = re.compile(r"(?:['‘’`](\d\d)|((?:19|20)\d\d))\s?(?:년|\.)?(?:\s?\d{1,2}\s?[월.])?\s?(?:도입|구축|구매|구입|설치|취득|제작|년식|식|개통|준공)|(?:도입|구축|설치|구매|구입|취득)\s?(?:연도|년도|년월|일)?\s*[:：]?\s*(?:['‘’`](\d\d)|((?:19|20)\d\d))")
_MADE = re.compile(r"((?:19|20)\d\d)\s?년식|['‘’`](\d\d)\s?년식")
_PART = re.compile(r"^(?P<name>[^\d:：]+?)\s?[:：]?\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[가-힣㎞㎡%a-zA-Z]{0,4})\s?$")
_ELAPSED = re.compile(r"(\d{1,2})\s?년\s?(?:이상\s?)?(?:경과|사용|초과)")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with what its line says of it; `start` and `end` delimit the name and its count in the text."""

    thing: Thing
    start: int
    end: int
    name: str
    asset_class: AssetClass
    quantity: str = ""
    unit: str = ""
    state: AssetState | None = None
    year: int | None = None
    life_years: Decimal | None = None
    purpose: str = ""
    whole: bool = False
    why: str = ""
    """What makes it a row: `count`, `since`, `life`, `deed`, `listed`."""


@dataclass(frozen=True, slots=True)
class LineContext:
    """What the place of a line gives to its things."""

    tense: Tense
    inventory: bool
    year: int | None
    """Year that a state without a date refers to."""


def find_in_line(text: str, context: LineContext) -> list[Found]:
    """Every thing of a line that is a row by the definition `assets`."""
    things = find_things(text)
    quantities = [quantity for quantity in find_quantities(text, bare=True) if not _in_date(text, quantity)]
    found: list[Found] = []
    for index, thing in enumerate(things):
        following = things[index + 1].start if index + 1 < len(things) else len(text)
        found.extend(_read_thing(text, thing, following, quantities, context))
    return _share_counts(text, _share_deeds(text, found, context), context)


def _in_date(text: str, quantity: Quantity) -> bool:
    """Whether a number belongs to a printed date."""
    return any(period.begin <= quantity.start < period.stop for period in find_periods(text, 2000))


def _read_thing(
    text: str, thing: Thing, following: int, quantities: Sequence[Quantity], context: LineContext
) -> Iterator[Found]:
    """One thing with its count, bracket, year, life and deed; its counted parts after it."""
    count = _count_after(text, thing, quantities)
    end = count.end if count else thing.end
    bracket = re.match(r"\s?[(（]([^()（）]*(?:\([^()]*\)[^()（）]*)?)[)）]", text[end:])
    inside = bracket[1] if bracket else ""
    stretch = text[thing.start : max(end + (bracket.end() if bracket else 0), min(following, thing.end + 24))]
    life = _LIFE.search(stretch)
    since = _SINCE.search(stretch)
    deed = find_deed(text, end + (bracket.end() if bracket and count is None and not _parts(inside) else 0))
    if deed is None and bracket:
        deed = find_deed(text, end + bracket.end())
    base = Found(thing, thing.start, end, thing.name, thing.asset_class)
    if count is not None:
        base = replace(base, quantity=_plain(count.value), unit=count.unit, why="count")
    if life is not None:
        base = replace(base, life_years=Decimal(life[1] or life[2]), why=base.why or "life")
    if since is not None:
        base = replace(base, year=_since_year(since), why=base.why or "since")
    if deed is not None and deed.start - end <= 26:
        state = state_of(deed, text, context.tense)
        base = replace(base, state=state, why=base.why or "deed")
    elif since is not None or life is not None or context.inventory:
        base = replace(base, state=AssetState.IN_USE, why=base.why or ("listed" if context.inventory else ""))
    parts = _parts(inside) if count is not None else []
    yield replace(base, whole=bool(parts))
    offset = end + (bracket.start(1) if bracket else 0)
    for label, number, start, stop in parts:
        yield replace(base, start=offset + start, end=offset + stop, quantity=number, purpose=label, whole=False)


def _plain(value: Decimal) -> str:
    """A quantity without exponent or trailing zeros of its own making."""
    return format(value.normalize(), "f") if value == value.to_integral_value() else format(value, "f")


def _count_after(text: str, thing: Thing, quantities: Sequence[Quantity]) -> Quantity | None:
    """The count printed directly after a name: `방화벽 6대`, `전광판 설치 : 1대`, `새올 등 11개`."""
    for quantity in quantities:
        if quantity.start < thing.end:
            continue
        between = text[thing.end : quantity.start]
        if len(between) > 14:
            return None
        if quantity.unit in COUNTERS and re.fullmatch(
            r"\s?[(（]?\s?(?:등|총|약|등\s총)?\s?[:：]?\s?(?:총\s?)?|\s?(?:추가\s?)?(?:설치|구매|구입|보급|교체|도입|구축|교체\s보급|증설|신설|추가보유|보유|운영|확대)\s?[:：(]?\s?(?:총\s?)?",
            between,
        ):
            return quantity
        return None
    return None


def _parts(inside: str) -> list[tuple[str, str, int, int]]:
    """`방범 30, 교통 20` in brackets: label, number and place of each; empty unless every part has this shape."""
    pieces = split_outside_brackets(inside, ",，/·")
    found: list[tuple[str, str, int, int]] = []
    position = 0
    for piece in pieces:
        match = _PART.match(piece)
        if match is None or (match["unit"] and match["unit"] not in COUNTERS) or re.search(r"도입|연수|연한|년식", piece):
            return []
        start = inside.index(piece, position)
        position = start + len(piece)
        found.append((match["name"].strip(), match["number"].replace(",", ""), start, position))
    return found if len(found) >= 2 or (found and len(pieces) == 1 and classify(found[0][0])) else []


def _since_year(match: re.Match[str]) -> int | None:
    """The year of `'17년 도입`."""
    text = match[1] or match[2] or match[3] or match[4]
    return None if text is None else int(text) if len(text) == 4 else 2000 + int(text)


def _share_deeds(text: str, found: list[Found], context: LineContext) -> list[Found]:
    """`A 2대 및 B 83대 구매설치`, `A, B, C 교체`: a verb after the last of joined names is said of all."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        one, other = result[index], result[index + 1]
        if one.state in {None, AssetState.IN_USE} and other.state is not None and _joined(text, one, other) and other.why in {"deed", "count"}:
            result[index] = replace(one, state=other.state, why=one.why or "deed")
    return result


def _joined(text: str, one: Found, other: Found) -> bool:
    """Whether only a comma, 및 or brackets stand between two things."""
    between = text[one.end : other.start]
    return bool(re.fullmatch(r"\s?(?:[(（][^()（）]*[)）])?\s?(?:[,，·/]|및|와|과|,\s?및)?\s?", between)) and len(between) < 40


def _share_counts(text: str, found: list[Found], context: LineContext) -> list[Found]:
    """Nouns joined under one count are one row; its class is `other` where their classes differ (서버, 스토리지 25식)."""
    result: list[Found] = []
    for item in found:
        while (
            result
            and item.quantity
            and not item.purpose
            and not result[-1].quantity
            and result[-1].why in {"listed", "", "deed"}
            and _joined(text, result[-1], item)
            and context.inventory
            and "등" not in text[result[-1].end : item.start]
        ):
            before = result.pop()
            same = before.asset_class is item.asset_class
            item = replace(
                item,
                start=before.start,
                name=text[before.start : item.thing.end].strip(),
                asset_class=item.asset_class if same else AssetClass.OTHER,
            )
        result.append(item)
    return [item for item in result if item.why and item.state is not None]


def names_in_brackets(text: str) -> list[str]:
    """Names listed in brackets or before 등 in an inventory: `시군구 공통시스템(새울행정, 지방재정 등) 50종`."""
    match = re.search(r"[(（]([^()（）]+?)(?:\s?등)?\s?[)）]", text)
    if match and re.search(r"[,，·]", match[1]) and not re.search(r"\d", match[1]):
        return [part for part in split_outside_brackets(match[1], ",，") if 2 <= len(squeeze(part)) <= 20]
    return []


def holder_text(cell: Cell | Node) -> str:
    """Plain text of a cell or node."""
    return cell.text
