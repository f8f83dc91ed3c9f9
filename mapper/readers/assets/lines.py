"""Reads what one text (a line, a bullet of a cell) says of things: counts, parts, years, life and deeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from mapper.lexicon import load
from mapper.readers.assets.counts import counted_again, deeds_counted, inherited_counts
from mapper.readers.assets.facts import STANDING, find_bounded, find_elapsed, find_life, find_since, since_before
from mapper.readers.assets.mentions import Mention, SeenText, Setting, plain_number
from mapper.readers.assets.names import Thing
from mapper.readers.assets.parts import MERE_TOTAL, counted_parts, label_parts, part_row, value_parts
from mapper.readers.assets.shares import (
    JOIN,
    join_counts,
    list_names,
    merge_split,
    settle_brackets,
    share_deeds,
    with_last_verb,
    with_lives,
)
from mapper.readers.assets.tail import Deed, Tail, choose_deed, find_verb, last_verb, read_tail, units_of
from mapper.records import AssetClass
from mapper.values.numbers import Quantity
from mapper.values.words import any_of

_WARES = frozenset({"s/w", "h/w", "sw", "hw", "소프트웨어", "하드웨어"})


def find_mentions(text: str, setting: Setting) -> list[Mention]:
    """Every thing of a text with what is said of it, rows and mere mentions, in order."""
    seen = SeenText(text, setting)
    if setting.inventory and not seen.things and (parts := label_parts(text)):
        return parts
    if not seen.things and setting.head is None:
        return []
    inherited = list(inherited_counts(seen)) if setting.head is not None else []
    inherited += deeds_counted(seen)
    tails = [
        read_tail(text, thing.end, thing.asset_class, seen.quantities, seen.periods, seen.limit(index))
        for index, thing in enumerate(seen.things)
    ]
    found: list[Mention] = []
    unit = inherited[0].unit if inherited else ""
    for index, thing in enumerate(seen.things):
        rows = list(_read_thing(seen, index, thing, tails[index], unit))
        unit = next((row.unit for row in rows if row.unit), unit)
        found.extend(rows)
    found = with_lives(seen, found)
    found = share_deeds(text, merge_split(text, found))
    found = join_counts(text, list_names(seen, found, tails))
    found.extend(counted_again(seen, found))
    rows = settle_brackets(seen, sorted([*inherited, *found], key=lambda row: row.start))
    return [with_last_verb(seen, row) for row in rows]


def _read_thing(seen: SeenText, index: int, thing: Thing, tail: Tail, unit: str) -> Iterator[Mention]:
    """One thing: its main row, further counts of it, its parts."""
    text = seen.text
    deed = choose_deed(tail)
    stop = max([tail.end, *(end + 1 for _, end in tail.brackets)])
    around = text[thing.end : max(stop, min(seen.limit(index), thing.end + 60))]
    base = Mention(
        start=thing.start,
        end=thing.end,
        name=_shared_qualifier(seen, index)
        + thing.name
        + (" 등" if tail.also and tail.counts and re.match(r"\s?등\s?(?:총\s?)?\d", text[thing.end :]) else ""),
        noun=thing.noun,
        asset_class=thing.asset_class,
        deed=deed or _named_deed(text, thing),
        since=_since(seen, thing, tail, around),
        life_years=find_life(around),
        elapsed_years=find_elapsed(around),
        bounded=find_bounded(" ".join(text[a:b] for a, b in tail.brackets)),
    )
    counts = list(tail.counts) or _count_in_bracket(seen, thing, tail) or _count_before(seen, thing, index)
    if thing.asset_class is AssetClass.VEHICLE and any(_passing().match(text, entry.end) for entry, _ in counts):
        return
    if not counts and tail.bare is not None and unit:
        counts = [(tail.bare._replace(unit=unit), None)]
    parts = counted_parts(seen, thing, tail, bool(counts))
    if not counts and not parts:
        parts = value_parts(seen, index, thing)
    if not counts:
        if not parts:
            yield base
        yield from (part_row(base, part, offset, parts[0][0].unit or parts[-1][0].unit) for part, offset in parts)
        return
    first, verb = counts[0]
    seen.taken.update(quantity.start for quantity, _ in counts)
    main = replace(
        base,
        quantity=plain_number(first.value),
        unit=first.unit,
        numbers=((first.start, first.end),),
        deed=base.deed or verb,
        whole=any(not _is_standing(part.label) for part, _ in parts),
    )
    yield main
    for quantity, verb in counts[1:]:
        total = re.search(r"(?:총|누적|전체)\s?$", text[: quantity.start]) is not None
        other = Deed("run", "운영", thing.end, thing.end) if total else verb
        yield replace(
            base,
            quantity=plain_number(quantity.value),
            unit=quantity.unit,
            numbers=((quantity.start, quantity.end),),
            deed=other or base.deed,
            purpose=other.verb if other and not total else "",
        )
    yield from (part_row(base, part, offset, first.unit) for part, offset in parts if not _is_standing(part.label))
    for part, offset in parts:
        if _is_standing(part.label):
            standing = Deed("run", "운영", thing.end, thing.end)
            yield replace(part_row(main, part, offset, first.unit), purpose="", deed=standing, part=False, whole=False)


@cache
def _passing() -> re.Pattern[str]:
    """What is done to vehicles that are not one's own (`차량 320대 단속`): their count is a statistic."""
    return re.compile(
        r"\s?(?:를|에\s대한)?\s?" + any_of(str(load("assets")["passing"]["words"]).split(), spaced_from=9)
    )


def _is_standing(label: str) -> bool:
    """Whether a part's label says how many there are by now (`25개소 구축(누적 180개소)`)."""
    return label.replace(" ", "") in STANDING


def _since(seen: SeenText, thing: Thing, tail: Tail, around: str) -> int | None:
    """The year of introduction: in brackets behind a thing, behind ※, before its name, in it, or beside its age."""
    inside = " ".join(seen.text[a:b] for a, b in tail.brackets)
    note = around.partition("※")[2]
    aged = around if find_life(around) is not None or find_elapsed(around) is not None else ""
    return (
        find_since(inside)
        or find_since(note)
        or since_before(seen.text[: thing.start])
        or find_since(thing.name)
        or find_since(aged)
    )


def _shared_qualifier(seen: SeenText, index: int) -> str:
    """The words that a bare 소프트웨어 or 하드웨어 shares with the one before it: `온마루 문서 S/W, H/W`."""
    thing, before = seen.things[index], seen.things[index - 1] if index else None
    if before is None or not thing.is_bare or before.is_bare or not {thing.noun, before.noun} <= _WARES:
        return ""
    return seen.text[before.start : before.noun_start] if JOIN.fullmatch(seen.text[before.end : thing.start]) else ""


def _named_deed(text: str, thing: Thing) -> Deed | None:
    """A verb among the words before the head noun: `추가 설치 CCTV 30대`; it makes no row without a count."""
    words = text[thing.start : thing.noun_start].split()
    for word in reversed(words):
        deed = find_verb(word, 0)
        if (
            deed is not None
            and deed.end == len(word)
            and deed.kind in {"acquire", "replace"}
            and word in {"신규설치", "추가설치", "교체", "설치", "구입", "도입"}
        ):
            return replace(deed, firm=False)
    return None


def _count_in_bracket(seen: SeenText, thing: Thing, tail: Tail) -> list[tuple[Quantity, Deed | None]]:
    """`공공와이파이 확대 설치(30개소)`, `키오스크 추가보유(총2대)`: a bracket that holds nothing but the count."""
    units = units_of(thing.asset_class)
    for start, end in tail.brackets:
        for quantity in seen.quantities:
            if start <= quantity.start and quantity.end <= end and quantity.unit in units:
                rest = seen.text[start : quantity.start] + seen.text[quantity.end : end]
                if not rest.strip(" ,") or MERE_TOTAL.fullmatch(rest.strip(" ,:")):
                    return [(quantity, None)]
    return []


def _count_before(seen: SeenText, thing: Thing, index: int) -> list[tuple[Quantity, Deed | None]]:
    """`23개 홈페이지`, `12대의 서버`, and `140대(본체)`."""
    units = units_of(thing.asset_class)
    text = seen.text
    for quantity in seen.quantities:
        if quantity.end > thing.start or quantity.start in seen.taken or quantity.unit not in units:
            continue
        between = text[quantity.end : thing.start]
        if re.fullmatch(r"\s?의?\s?", between) and quantity.unit not in {"종", "개소", "면"}:
            return [(quantity, None)]
        if re.fullmatch(r"\s?[(（]", between) and re.match(r"\s?[)）]", text[thing.end :]):
            verb = last_verb(text[: quantity.start])
            near = verb if verb and not text[verb.end : quantity.start].strip() else None
            return [(quantity, near)]
    return []
