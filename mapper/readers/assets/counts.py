"""Counts without a noun of their own: of the thing of the line above, or of the thing before them in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mapper.lexicon import load
from mapper.readers.assets.facts import find_since
from mapper.readers.assets.mentions import Mention, SeenText, plain_number
from mapper.readers.assets.names import Thing
from mapper.readers.assets.parts import counted_parts, part_row
from mapper.readers.assets.tail import (
    SITES,
    Deed,
    choose_deed,
    counts_places,
    find_verb,
    last_verb,
    read_tail,
    units_of,
)
from mapper.values.numbers import Quantity
from mapper.values.text import squeeze

_PLACE_END = re.compile(
    r"(?:실|장|관|동|센터|역|과|소|교|원|층|점|곳|청|면|읍|리|로|길|구역|내|앞|기관|부서|시|군|구|전역|일대|일원)$"
)
_SITE_LABEL = re.compile(r"[가-힣\s]{0,8}(?:지\s?점|장\s?소|위\s?치|대\s?상\s?지|지\s?역|구\s?역|구\s?간)\s?[:：]")
"""A label of places: the count behind it is that of places."""
_ORDINAL = re.compile(r"\d+\s?차|[('‘’`]*\d{1,2}[.월년]*[)]*|\(\s*\)|[(（][^()（）]*[)）]|※|총|약|각|,|은|는|을|를|등")
_DEED_LIST = re.compile(
    r"(?P<label>[^:：,]{3,30}?)\s?[:：]\s?(?:(?:신규|추가|노후)?\s?[가-힣]{2,4}\s?\d[\d,]*\s?[가-힣A-Za-z]{1,3}(?:\s?[,，/]\s?|$)){2,}"
)
"""A label and what was done how often, nothing else."""
_NOUN_BEHIND = re.compile(r"\s[가-힣]{2}")
_LONGEST_DEED = 6
_AGAIN = re.compile(r"[,，※/]\s?(?:총|현재|전체|누적)\s?(?=\d)")


def inherited_counts(seen: SeenText) -> Iterator[Mention]:
    """Counts without a noun: of the thing of the line above (`1차(2월): 구매 300대`, `총 40대 운영 중`)."""
    head = seen.setting.head
    if head is None:
        return
    units = units_of(head.asset_class)
    text = seen.text
    first = min((thing.start for thing in seen.things if seen.depths[thing.noun_start] == 0), default=len(text))
    for quantity in seen.quantities:
        if (
            quantity.start >= first
            or quantity.unit not in units
            or seen.depths[quantity.start]
            or quantity.start in seen.taken
        ):
            continue
        if any(counts_places(text, quantity, other) for other in seen.quantities if other.start > quantity.start):
            continue
        if _counts_others(text, quantity):
            continue
        if quantity.unit in SITES and (seen.setting.counted or _SITE_LABEL.match(text)):
            continue
        verb = _verb_before(seen.flat, quantity.start)
        if not _is_lone(seen.flat, quantity, verb):
            continue
        tail = read_tail(text, quantity.end, head.asset_class, seen.quantities, seen.periods, first)
        inside = [thing for thing in seen.things if any(a <= thing.start < b for a, b in tail.brackets[:1])]
        if len(inside) == 1 and text[slice(*tail.brackets[0])].strip() == inside[0].name:
            continue
        seen.taken.add(quantity.start)
        whole = counted_parts(seen, head, tail, True) if not inside else []
        deed = verb or choose_deed(tail)
        base = replace(
            _count_of(head, quantity, deed),
            since=find_since(" ".join(text[a:b] for a, b in tail.brackets)),
            whole=bool(whole or inside),
        )
        yield base
        yield from (part_row(base, part, offset, quantity.unit) for part, offset in whole)


def _counts_others(text: str, quantity: Quantity) -> bool:
    """Whether a noun of its own stands behind a count: `42개 마을에 설치`."""
    noun = quantity.unit == "개" and _NOUN_BEHIND.match(text, quantity.end) is not None
    return noun and find_verb(text, quantity.end + 1) is None


def counted_again(seen: SeenText, found: list[Mention]) -> Iterator[Mention]:
    """A further count of the thing before it: `저상버스 5대 증차('24. 5.), 총 41대 운영`."""
    for match in _AGAIN.finditer(seen.flat):
        quantity = next(
            (entry for entry in seen.quantities if match.end() == entry.start and entry.start not in seen.taken), None
        )
        before = [row for row in found if row.quantity and row.end < match.start() and not row.purpose]
        if (
            quantity is None
            or not before
            or quantity.unit != before[-1].unit
            or any(row.start > match.start() and row.start < quantity.start for row in found)
        ):
            continue
        verb = find_verb(
            seen.text, quantity.end + len(seen.text[quantity.end :]) - len(seen.text[quantity.end :].lstrip())
        )
        if verb is None or any(a < quantity.end and quantity.start < b for row in found for a, b in row.numbers):
            continue
        yield replace(
            before[-1],
            start=quantity.start,
            end=quantity.end,
            quantity=plain_number(quantity.value),
            numbers=((quantity.start, quantity.end),),
            deed=verb,
            whole=False,
        )


def deeds_counted(seen: SeenText) -> Iterator[Mention]:
    """Counts that a label's thing has by what is done: `관광안내판 정비 : 신규 설치 21개소, 철거 8개소`."""
    match = _DEED_LIST.fullmatch(seen.text.strip())
    if match is None or len(seen.things) != 1 or (seen.quantities and seen.quantities[0].start < match.end("label")):
        return
    thing = seen.things[0]
    label = match["label"]
    if thing.end > len(label) or len(label[thing.end :].strip()) > _LONGEST_DEED:
        return
    units = units_of(thing.asset_class)
    for quantity in seen.quantities:
        verb = _verb_before(seen.flat, quantity.start)
        if verb is None or quantity.unit not in units or quantity.start in seen.taken:
            continue
        seen.taken.add(quantity.start)
        yield _count_of(thing, quantity, verb)


def _count_of(thing: Thing, quantity: Quantity, deed: Deed | None) -> Mention:
    """A count that stands apart from the name of what it counts."""
    return Mention(
        start=quantity.start,
        end=quantity.end,
        name=thing.name,
        noun=thing.noun,
        asset_class=thing.asset_class,
        quantity=plain_number(quantity.value),
        unit=quantity.unit,
        numbers=((quantity.start, quantity.end),),
        deed=deed,
    )


def _verb_before(text: str, position: int) -> Deed | None:
    """The verb directly before a count: `보급 590대`."""
    clause = re.split(r"[,/※]|[:：](?=.*[가-힣])", text[:position])[-1].rstrip(" 총약:：")
    verb = last_verb(clause)
    return None if verb is None or clause[verb.end :].strip() else verb


def _is_lone(text: str, quantity: Quantity, verb: Deed | None) -> bool:
    """Whether no noun of its own stands before a count: only labels, dates, verbs, ordinals or places."""
    begin = max((match.end() for match in re.finditer(r"\d\s?[가-힣]{1,3}\s", text[: quantity.start])), default=0)
    clause = re.split(r"[:：/※]|,\s", text[begin : quantity.start])[-1]
    if verb is not None:
        clause = clause[: clause.rfind(verb.verb)] if verb.verb in clause else clause
    rest = _ORDINAL.sub(" ", clause).strip(" ()")
    if not rest:
        label = re.split(r"[:：]", text)[0] if re.search(r"[:：]", text[: quantity.start]) else ""
        return _fits_label(label)
    if squeeze(rest).endswith(("물량", "수량", "대수", "규모")):
        return True
    return quantity.unit not in {"개소", "곳", "개", "종"} and bool(_PLACE_END.search(rest))


def _fits_label(label: str) -> bool:
    """Whether a label lets a bare count speak of the thing above; one of another noun does not (`주차면 : 30대`)."""
    plain = re.sub(r"[(（][^()（）]*[)）]", "", squeeze(label))
    plain = re.sub(r"\d+(?:차|월|년|\.)*|신규|추가|['‘’]", "", plain)
    verb = last_verb(plain)
    if not plain or (verb is not None and verb.start == 0 and verb.end == len(plain)):
        return True
    labels = set(str(load("assets")["count_labels"]["labels"]).split())
    return (
        plain in labels
        or plain.endswith(("수량", "대수", "물량"))
        or bool(_PLACE_END.search(plain) and not plain.endswith(("주차면", "면수", "좌석")))
    )
