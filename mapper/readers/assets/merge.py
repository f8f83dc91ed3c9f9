"""One thing under a longer and a shorter name, or said several times, is one row."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.readers.assets.finds import Find
from mapper.readers.assets.tail import STRONG
from mapper.records import AssetClass, AssetState
from mapper.values.text import letters

_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_LICENCE = re.compile(r"라이[선센]스|솔루션|사용권|노후(?:화된|된)?|기존|신규|신형|최신")
_AREA_UNITS = {"km²": "㎢", "km2": "㎢", "k㎡": "㎢", "Km": "km", "KM": "km", "㎞": "km"}
_ONE_NAME = frozenset({AssetClass.PC, AssetClass.WEBSITE, AssetClass.WIFI_SITE})
"""Classes whose head nouns mean one kind (PC, 컴퓨터)."""
_SETTLED = {AssetState.PLANNED: 3, AssetState.REPLACED: 2, AssetState.ACQUIRED: 2, AssetState.IN_USE: 1}


@cache
def _words(key: str) -> frozenset[str]:
    """Nouns of a kind: `generic` or `abstract`."""
    return frozenset(str(load("assets")["kinds"][key]).split())


def merge_finds(finds: list[Find]) -> list[Find]:
    """The rows of one department's finds, in the order of their lines."""
    ordered = sorted(finds, key=lambda find: (find.line, find.mention.start))
    counted = _merge_counted([find for find in ordered if find.counted])
    for find in counted:
        _borrow_unit(find, counted)
    bare = [find for find in ordered if not find.counted]
    dated = [find for find in bare if _is_dated(find)]
    plain = [find for find in bare if not _is_dated(find)]
    dated = _merge_dated(dated, counted)
    listed = _merge_listed([find for find in plain if find.mention.listed], [*counted, *dated])
    done = _merge_done([find for find in plain if not find.mention.listed], [*counted, *dated, *listed])
    return sorted([*counted, *dated, *listed, *done], key=lambda find: (find.line, find.mention.start))


def _is_dated(find: Find) -> bool:
    """Whether a find tells a year of introduction, a life or years in use."""
    mention = find.mention
    return mention.since is not None or mention.life_years is not None or mention.elapsed_years is not None


def core(find: Find) -> str:
    """A find's name without brackets, licence words and age, for comparison."""
    return _core(find.mention.name)


@lru_cache(maxsize=4096)
def _core(name: str) -> str:
    """What `core` compares."""
    return letters(_LICENCE.sub("", _BRACKET.sub("", name))) or letters(name)


def kin(one: Find, other: Find) -> bool:
    """Whether two names may mean one thing: equal, one inside the other, the kind's name, or the same last words."""
    a, b = core(one), core(other)
    if (
        one.mention.asset_class in _ONE_NAME
        and one.mention.asset_class is other.mention.asset_class
        and a == letters(one.mention.noun)
        and b == letters(other.mention.noun)
    ):
        return True
    if a in b or b in a:
        return one.mention.asset_class is other.mention.asset_class or a == b or min(len(a), len(b)) > 5
    if one.mention.asset_class is not other.mention.asset_class:
        return False
    if is_generic(one) or is_generic(other):
        return True
    shared = 0
    while shared < min(len(a), len(b)) and a[-shared - 1] == b[-shared - 1]:
        shared += 1
    return shared >= max(len(one.mention.noun), len(other.mention.noun)) + 2


def is_generic(find: Find) -> bool:
    """Whether a name is that of a kind only (장비, 시스템)."""
    kinds = _words("generic")
    return core(find) in kinds or (find.mention.noun in kinds and len(core(find)) <= len(find.mention.noun) + 2)


def _same_place(one: Find, other: Find) -> bool:
    """Whether two finds are of one project, or both outside projects."""
    return one.scope.project is other.scope.project


def _unit(unit: str) -> str:
    """A unit in one spelling."""
    return _AREA_UNITS.get(unit, unit)


def _agrees(one: Find, other: Find) -> bool:
    """Whether two counted finds say the same: quantity, unit, state and year, and names that may mean one thing."""
    a, b = one.mention, other.mention
    if a.quantity != b.quantity or (_unit(a.unit) != _unit(b.unit) and a.unit and b.unit):
        return False
    if one.state is not other.state and (not (one.weak or other.weak) or _told_apart(one, other)):
        return False
    if one.node is other.node and one.in_table and one.named != other.named:
        return False
    if one.line == other.line and core(one) != core(other):
        return False
    if (one.state is AssetState.IN_USE) != (other.state is AssetState.IN_USE) and (_is_dated(one) or _is_dated(other)):
        return False
    if one.state is other.state and one.year != other.year and one.year is not None and other.year is not None:
        return False
    if a.part is not b.part or (
        letters(a.purpose) != letters(b.purpose)
        and a.purpose
        and b.purpose
        and (one.line == other.line or one.in_table == other.in_table)
    ):
        return False
    if one.line == other.line and one.in_table and other.in_table:
        return False
    if a.asset_class is not b.asset_class and core(one) != core(other):
        return False
    large = a.asset_class is b.asset_class and float(a.quantity) >= 20
    return large or kin(one, other)


def _told_apart(one: Find, other: Find) -> bool:
    """Whether of two finds of different projects one only says what there is, or another deed is done to each."""
    kinds = [deed.kind if (deed := find.mention.deed) and deed.kind in STRONG else "" for find in (one, other)]
    return kinds[0] != kinds[1] and not _same_place(one, other)


def _merge_counted(finds: list[Find]) -> list[Find]:
    """Counts said twice: the row of a table, else the first; the surer state, the facts of both."""
    kept: list[Find] = []
    by_quantity: dict[str, list[Find]] = defaultdict(list)
    for find in finds:
        twin = next((other for other in by_quantity[find.mention.quantity] if _agrees(other, find)), None)
        if twin is None:
            kept.append(find)
            by_quantity[find.mention.quantity].append(find)
            continue
        _absorb(twin, find)
    return kept


def _absorb(find: Find, twin: Find) -> None:
    """Give a find what only its twin says."""
    if find.weak and not twin.weak:
        find.state, find.weak = twin.state, False
        find.year = twin.year
    find.repeats += [twin.line, *twin.repeats]
    if twin.in_table and not find.in_table:
        find.repeats.append(find.line)
        find.line, find.in_table, find.rule = twin.line, True, twin.rule
        if len(letters(twin.mention.name)) > 2:
            find.mention = replace(find.mention, name=twin.mention.name)
    one, other = find.mention, twin.mention
    find.mention = replace(
        one,
        unit=one.unit or other.unit,
        since=one.since or other.since,
        life_years=one.life_years or other.life_years,
        elapsed_years=one.elapsed_years or other.elapsed_years,
        purpose=one.purpose or other.purpose,
    )
    find.year = find.year or twin.year
    find.said.extend(twin.said)


def _borrow_unit(find: Find, others: list[Find]) -> None:
    """A count without a unit takes that of the same count of the same thing elsewhere in its project."""
    if find.mention.unit:
        return
    twin = next(
        (
            other
            for other in others
            if other.mention.unit
            and other.mention.quantity == find.mention.quantity
            and _same_place(find, other)
            and (
                kin(find, other)
                or (find.mention.asset_class is other.mention.asset_class and abs(find.line - other.line) <= 6)
            )
        ),
        None,
    )
    if twin is not None:
        find.mention = replace(find.mention, unit=twin.mention.unit)


def _merge_dated(finds: list[Find], counted: list[Find]) -> list[Find]:
    """Rows that tell a year or a life without a count: once, and not where the counted row tells it."""
    kept: list[Find] = []
    for find in finds:
        told = next(
            (
                other
                for other in counted
                if other.line == find.line
                and kin(other, find)
                and (other.mention.life_years == find.mention.life_years and other.mention.since == find.mention.since)
            ),
            None,
        )
        twin = next(
            (
                other
                for other in kept
                if kin(other, find)
                and _compatible(other, find)
                and _same_place(other, find)
                and other.holder == find.holder
                and not (other.in_table and find.in_table)
            ),
            None,
        )
        if told is not None:
            told.repeats.append(find.line)
            continue
        if twin is not None:
            _absorb(twin, find)
            continue
        kept.append(find)
    return kept


def _compatible(one: Find, other: Find) -> bool:
    """Whether two finds give no two values of one fact."""
    pairs = ((one.mention.since, other.mention.since), (one.mention.life_years, other.mention.life_years))
    return all(a is None or b is None or a == b for a, b in pairs)


def _merge_listed(finds: list[Find], known: list[Find]) -> list[Find]:
    """Names of inventories: once for each holder, and not where a count is told in the same place."""
    kept: list[Find] = []
    for find in finds:
        same = [
            other
            for other in kept
            if core(other) == core(find) and other.holder == find.holder and _same_place(other, find)
        ]
        told = [
            other
            for other in known
            if core(other) == core(find) and other.holder == find.holder and _same_place(other, find)
        ]
        if same or told:
            (same or told)[0].repeats.append(find.line)
        else:
            kept.append(find)
    return kept


def _merge_done(finds: list[Find], known: list[Find]) -> list[Find]:
    """What is bought, built or changed, without a count: one row for a thing, where its name is fullest."""
    heads = [find for find in finds if _heads_counted(find, known)]
    rest = [
        find
        for find in finds
        if not is_abstract(find.mention.name)
        and find not in heads
        and not any(_told(other, find) for other in known)
        and not any(core(head) == core(find) and _same_place(head, find) for head in heads)
    ]
    groups: list[list[Find]] = []
    for find in sorted(rest, key=is_generic):
        group = next((group for group in groups if any(_one_thing(other, find) for other in group)), None)
        if group is None:
            groups.append([find])
        else:
            group.append(find)
    return [_fullest(group) for group in groups]


def is_abstract(name: str) -> bool:
    """Whether a name is a noun like 시스템 with no word of its own before it."""
    return _core(name) in _words("abstract")


def _told(other: Find, find: Find) -> bool:
    """Whether a row with a count, a year or in a list already stands for this thing."""
    same_state = other.counted and other.state is find.state
    sited = same_state and find.holder is None and find.scope.project is not None and _same_place(other, find)
    known = None not in (other.holder, find.holder) and other.in_table is not find.in_table
    if other.holder != find.holder and not (sited or known):
        return False
    if (
        other.counted
        and not same_state
        and AssetState.IN_USE not in {other.state, find.state}
        and not (other.weak or find.weak)
        and other.year != find.year
    ):
        return False
    if core(other) == core(find):
        return _same_place(other, find) or same_state
    if not _same_place(other, find):
        bare = core(find) == letters(find.mention.noun) and core(find) in core(other)
        return same_state and bare and other.mention.asset_class is find.mention.asset_class
    if not kin(other, find):
        return False
    if other.mention.listed and not other.counted:
        return False
    return (
        core(find) in core(other)
        or is_generic(find)
        or (same_state and (core(other) in core(find) or abs(other.line - find.line) <= 3))
    )


def _one_thing(one: Find, other: Find) -> bool:
    """Whether two uncounted finds are one thing: the same name anywhere, a kindred name in the same project."""
    if one.holder != other.holder:
        return False
    if core(one) == core(other):
        return True
    same_class = one.mention.asset_class is other.mention.asset_class
    if _same_place(one, other):
        return kin(one, other) or (same_class and _below(one, other) and _same_deed(one, other))
    return same_class and (is_generic(one) or is_generic(other)) and one.mention.asset_class is AssetClass.PC


def _same_deed(one: Find, other: Find) -> bool:
    """Whether the same is done to things whose nouns end alike (관리시스템, 시스템)."""
    a, b = one.mention, other.mention
    alike = a.noun.endswith(b.noun) or b.noun.endswith(a.noun)
    return alike and a.deed is not None and b.deed is not None and a.deed.kind == b.deed.kind


def _below(one: Find, other: Find) -> bool:
    """Whether one line stands below the other in the outline."""
    return any(above is one.node for above in other.node.ancestors()) or any(
        above is other.node for above in one.node.ancestors()
    )


def _fullest(group: list[Find]) -> Find:
    """The find with the fullest name, the first of those; its state is the surest that any of them tells."""
    best = max(group, key=lambda find: (len(core(find)), -find.line))
    sure = [find for find in group if not find.weak]
    if sure and best.weak:
        chosen = max(sure, key=lambda find: _SETTLED[find.state])
        best.state = chosen.state
        best.year = chosen.year if chosen.year is not None or chosen.state is AssetState.REPLACED else best.year
    best.repeats += [find.line for find in group if find is not best]
    return best


def _heads_counted(find: Find, known: list[Find]) -> bool:
    """Whether the name is that of a kind whose members the lines below it count (보안장비 교체: 방화벽 1대)."""
    return any(
        other.counted
        and (
            find.mention.asset_class is other.mention.asset_class
            or find.mention.noun.endswith(("장비", "기기", "매체"))
        )
        and any(above is find.node for above in other.node.ancestors())
        for other in known
    )
