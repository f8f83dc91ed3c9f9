"""Counted parts of a thing: in brackets behind it, or behind the colon of a line that it heads."""

from __future__ import annotations

import re
from dataclasses import replace

from mapper.readers.assets.facts import Part, find_parts, year_label
from mapper.readers.assets.mentions import Mention, SeenText
from mapper.readers.assets.names import Thing, thing_within
from mapper.readers.assets.tail import Tail, find_verb, last_verb, units_of
from mapper.records import AssetClass
from mapper.values.text import squeeze

HEADING = re.compile(r"\s?(?:\([^()]*\))?\s?[:：]")
_LINES = frozenset({AssetClass.LEASED_LINE, AssetClass.FIBRE_CABLE, AssetClass.LAN_PORT})
"""Classes whose parts are told by what they connect, also by a network."""
MERE_TOTAL = re.compile(r"(?:총|약|각|계|합계|전체|현재|기존|신규|추가)")


def counted_parts(seen: SeenText, thing: Thing, tail: Tail, counted: bool) -> list[tuple[Part, int]]:
    """Counted parts in the brackets behind a thing, with the brackets' offsets; things of another class are none."""
    units = units_of(thing.asset_class)
    found: list[tuple[Part, int]] = []
    for start, end in tail.brackets:
        inside = seen.text[start:end]
        own = [other for other in seen.things if start <= other.start < end]
        parts = find_parts(inside, units)
        if own and not (thing.asset_class in _LINES and len(parts) > 1):
            named = {other.start - start for other in own if other.noun != thing.noun}
            if parts and all(part.start in named and not _qualifies(part.label, own) for part in parts):
                continue
            if any(other.asset_class is not thing.asset_class or _same_kind(other.noun, thing.noun) for other in own):
                continue
        found.extend((part, start) for part in parts if not MERE_TOTAL.fullmatch(squeeze(part.label)))
    return found if counted or len(found) > 1 else []


def value_parts(seen: SeenText, index: int, thing: Thing) -> list[tuple[Part, int]]:
    """Counted parts behind a thing that heads its line: `방범 CCTV : 도로 120대`, `차량 교체 : 승용 2대, 화물 1대`."""
    deed = find_verb(seen.text, thing.end + (seen.text[thing.end : thing.end + 1] == " "))
    heading = HEADING.match(seen.text, deed.end if deed is not None else thing.end)
    if heading is None:
        return []
    value = seen.text[heading.end() : seen.limit(index)]
    parts = [
        part
        for part in find_parts(value, units_of(thing.asset_class))
        if part.unit and last_verb(part.label) is None and not MERE_TOTAL.fullmatch(squeeze(part.label))
    ]
    return [(part, heading.end()) for part in parts] if len(parts) > 1 else []


def label_parts(text: str) -> list[Mention]:
    """Counted parts of the thing that a label's first word names: `CCTV통합관제센터 : 방범용 120대, 재난용 64대`."""
    label, colon, value = text.partition(":")
    thing = thing_within(label.strip()) if colon else None
    if thing is None:
        return []
    base = Mention(thing.start, thing.end, thing.name, thing.noun, thing.asset_class)
    offset = len(label) + 1
    return [
        part_row(base, part, offset, part.unit) for part in find_parts(value, units_of(thing.asset_class)) if part.unit
    ]


def _qualifies(label: str, own: list[Thing]) -> bool:
    """Whether a part's label is more than the name of a thing."""
    return not any(squeeze(thing.name) == squeeze(label) for thing in own)


def _same_kind(one: str, other: str) -> bool:
    """Whether two different nouns end alike, so that each names a thing of its own (저상버스, 시내버스)."""
    return one != other and one[-2:] == other[-2:]


def part_row(base: Mention, part: Part, offset: int, unit: str) -> Mention:
    """A row for a part that is only qualified: the whole's noun, the qualifier in purpose; a year is that of coming."""
    since = year_label(part.label)
    return replace(
        base,
        quantity=part.number,
        unit=part.unit or unit,
        purpose=part.label if since is None else "",
        since=since or part.since or base.since,
        whole=False,
        part=True,
        numbers=((offset + part.start, offset + part.end),),
    )
