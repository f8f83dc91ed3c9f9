"""What things of one text share: a verb behind the last of them, a count, a life, the deed before their bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mapper.readers.assets.facts import find_life
from mapper.readers.assets.mentions import Mention, SeenText
from mapper.readers.assets.parts import HEADING
from mapper.readers.assets.tail import STRONG, Tail, last_verb
from mapper.records import AssetClass

_LIST_END = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?(?:[,，·ㆍ/)）]|등(?![가-힣])|및\s|$)")
JOIN = re.compile(r"\s?(?:[,，·ㆍ/&]|및|와|과)\s?")
_FEW_YEARS = re.compile(r"\s?[(（]?\s?(\d{1,2})\s?년(?!\s?(?:이상|경과|차|초과|간|도|째|사용))")
_LIFE_WORD = re.compile(r"내용\s?연[수한]|내구\s?연[수한]|사용\s?연한|내구\s?년한|내용\s?년수")


def with_lives(seen: SeenText, found: list[Mention]) -> list[Mention]:
    """`내구연한: 컴퓨터·모니터 5년`, `내용연수 초과 장비(컴퓨터(5년))`, and a life printed before the names."""
    word = _LIFE_WORD.search(seen.text)
    if word is None:
        return found
    result = list(found)
    for index in range(len(result) - 1, -1, -1):
        row = result[index]
        if row.life_years is not None:
            continue
        few = _FEW_YEARS.match(seen.text, row.end) if row.end > word.end() else None
        following = result[index + 1] if index + 1 < len(result) else None
        if few:
            result[index] = replace(row, life_years=Decimal(few[1]))
        elif (
            following is not None
            and following.life_years is not None
            and JOIN.fullmatch(seen.text[row.end : following.start])
        ):
            result[index] = replace(row, life_years=following.life_years)
        elif word.start() < result[0].start and (life := find_life(seen.text[: result[0].start])) is not None:
            result[index] = replace(row, life_years=life)
    bare = [row for row in result if HEADING.match(seen.text, row.end) and not row.quantity and len(result) > 1]
    own = {id(row) for row in result if row.life_years is not None and _FEW_YEARS.match(seen.text, row.end)}
    return [
        row
        for row in result
        if row not in bare and (not own or id(row) in own or row.quantity or row.life_years is not None)
    ]


def merge_split(text: str, found: list[Mention]) -> list[Mention]:
    """A count inside a name: `도로시설물 12.4km GIS DB 구축` is one thing."""
    result: list[Mention] = []
    for row in found:
        last = result[-1] if result else None
        if (
            last is not None
            and last.quantity
            and last.deed is None
            and not row.quantity
            and row.deed is not None
            and last.numbers
            and last.numbers[0][1] <= row.start
            and not text[last.numbers[0][1] : row.start].strip()
            and last.asset_class is row.asset_class
        ):
            result[-1] = replace(last, end=row.end, name=f"{last.name} {row.name}", noun=row.noun, deed=row.deed)
        else:
            result.append(row)
    return result


def share_deeds(text: str, found: list[Mention]) -> list[Mention]:
    """`A 2대 및 B 83대 구매설치`, `A, B, C 교체`: a verb behind the last of joined names is said of all."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        one = result[index]
        other = next((row for row in result[index + 1 :] if row.start != one.start), None)
        if one.deed is not None or other is None or other.deed is None:
            continue
        first = next(row for row in result if row.start == one.start)
        if _joins(text, first, other):
            result[index] = replace(one, deed=other.deed)
    return result


def settle_brackets(seen: SeenText, rows: list[Mention]) -> list[Mention]:
    """Things in a bracket share the deed of what stands before it; its count is theirs, or theirs is its own.

    `구매 60대(노트북 25, 프린터 35)`; `통합서버 구매(서버 2식, SW 등)`; a part that is a row already is no second one,
    and a kind without a count is none beside its counted members (`영상장비(프로젝터 2대, 스크린 2식) 구입`).
    """
    said = [stretch for row in rows if row.purpose for stretch in row.numbers]
    result: list[Mention] = []
    for row in rows:
        if row.numbers and not row.purpose and any(a < row.numbers[0][1] and row.numbers[0][0] < b for a, b in said):
            continue
        opened = _opening(seen, row)
        if opened < 0 or row.deed is not None:
            result.append(row)
            continue
        owner = next(
            (
                entry
                for entry in reversed(result)
                if entry.end <= opened and not seen.depths[entry.end - 1] and not entry.purpose
            ),
            None,
        )
        if owner is None or any(mark in seen.flat[owner.end : opened] for mark in ",/※"):
            verb = last_verb(seen.text[:opened])
            near = verb is not None and not seen.text[verb.end : opened].strip()
            result.append(replace(row, deed=verb) if near and row.quantity else row)
            continue
        if (
            row.quantity
            and not owner.quantity
            and owner.deed
            and row.asset_class is owner.asset_class
            and row.name.lower() == row.noun
        ):
            result[result.index(owner)] = replace(owner, quantity=row.quantity, unit=row.unit, numbers=row.numbers)
            continue
        outer = any(not seen.depths[start] for start, _ in owner.numbers)
        shares = bool(row.quantity) or (
            owner.deed is not None and owner.deed.kind in STRONG and bool(owner.numbers) and not outer
        )
        kind = row.asset_class is owner.asset_class or owner.noun.endswith(("장비", "기기", "설비", "시설"))
        if row.quantity and not owner.quantity and owner.deed is not None and kind:
            result[result.index(owner)] = replace(owner, deed=replace(owner.deed, firm=False))
        result.append(replace(row, deed=owner.deed) if shares else row)
    return result


def _opening(seen: SeenText, row: Mention) -> int:
    """Where the bracket opens that a row's name stands in; -1 where it stands in none."""
    if not row.end or not seen.depths[min(row.end, len(seen.text)) - 1]:
        return -1
    return max(seen.text.rfind("(", 0, row.start + 1), seen.text.rfind("（", 0, row.start + 1))


def _joins(text: str, one: Mention, other: Mention) -> bool:
    """Whether only a count, a bracket and a comma, 및 or · stand between two things."""
    behind = max([one.end, *(end for _, end in one.numbers)])
    between = re.sub(r"^\s?(?:등)?\s?(?:[(（][^()（）]*[)）])?", "", text[behind : other.start])
    return bool(JOIN.fullmatch(between)) or (bool(one.quantity) and not between.strip())


def list_names(seen: SeenText, found: list[Mention], tails: Sequence[Tail]) -> list[Mention]:
    """In an inventory a name that stands alone between commas is a row, a name that heads its list is none."""
    if not seen.setting.inventory:
        return found
    empty = {
        thing.end
        for thing, tail in zip(seen.things, tails, strict=True)
        if not tail.deeds and not tail.counts and not tail.brackets
    }
    return [
        replace(row, listed=True)
        if row.end in empty
        and not row.quantity
        and not seen.depths[row.end - 1]
        and _LIST_END.match(seen.text, row.end)
        and not HEADING.match(seen.text, row.end)
        else row
        for row in found
    ]


def join_counts(text: str, found: list[Mention]) -> list[Mention]:
    """Nouns joined under one count are one row, of class `other` where their classes differ (서버, 스토리지 18식)."""
    result: list[Mention] = []
    for row in found:
        while result and row.quantity and not row.purpose and _heads_count(text, result[-1], row):
            before = result.pop()
            same = before.asset_class is row.asset_class
            row = replace(
                row,
                start=before.start,
                name=text[before.start : row.end].strip(),
                joined=True,
                asset_class=row.asset_class if same else AssetClass.OTHER,
            )
        result.append(row)
    return result


def _heads_count(text: str, before: Mention, row: Mention) -> bool:
    """Whether a name without a count stands joined before a counted one."""
    alone = not before.quantity and before.since is None and before.life_years is None and before.end <= row.start
    return alone and bool(JOIN.fullmatch(text[before.end : row.start])) and "/" not in text[before.end : row.start]


def with_last_verb(seen: SeenText, row: Mention) -> Mention:
    """A count without a verb of its own shares the one that ends its line: `정산기 6대 및 ○○ 12대 설치`."""
    if row.deed is not None or not row.quantity or row.listed or seen.setting.inventory:
        return row
    text = seen.flat
    last = last_verb(text)
    if (
        last is None
        or last.start < row.end
        or last.kind not in STRONG
        or text[last.end :].strip(" .)") not in {"", "완료", "예정", "추진"}
    ):
        return row
    between = text[row.end : last.start]
    return (
        row
        if re.search(r"[※;:]|→|\.\s|(?:하여|하고|으로)\s", between)
        else replace(row, deed=replace(last, firm=False))
    )
