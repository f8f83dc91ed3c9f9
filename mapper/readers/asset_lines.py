"""Reads what one text (a line, a cell's bullet) says of things: counts, parts, years, life, and what is done to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from mapper.lexicon import load
from mapper.readers.asset_facts import Part, find_elapsed, find_life, find_parts, find_since, since_before
from mapper.readers.asset_names import Thing, find_things
from mapper.readers.asset_tail import STRONG, Deed, Tail, find_verb, last_verb, read_tail, units_of
from mapper.records import AssetClass
from mapper.values.dates import Period, find_periods
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import squeeze

_HEADING = re.compile(r"\s?(?:\([^()]*\))?\s?[:：]")
_LIST_END = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?(?:[,，·ㆍ/)）]|등(?![가-힣])|및\s|$)")
_JOIN = re.compile(r"\s?(?:[,，·ㆍ/&]|및|와|과)\s?")
_FEW_YEARS = re.compile(r"\s?[(（]?\s?(\d{1,2})\s?년(?!\s?(?:이상|경과|차|초과|간|도|째|사용))")
_LIFE_WORD = re.compile(r"내용\s?연[수한]|내구\s?연[수한]|사용\s?연한|내구\s?년한|내용\s?년수")
_PLACE_END = re.compile(r"(?:실|장|관|동|센터|역|과|소|교|원|층|점|곳|청|면|읍|리|로|길|구역|내|앞|기관|부서|시|군|구|전역|일대|일원)$")
_ORDINAL = re.compile(r"\d+\s?차|[('‘’`]*\d{1,2}[.월년]*[)]*|\(\s*\)|[(（][^()（）]*[)）]|※|총|약|각|,|은|는|을|를|등")
_WARES = frozenset({"s/w", "h/w", "sw", "hw", "소프트웨어", "하드웨어"})
_MERE_TOTAL = re.compile(r"(?:총|약|각|계|합계|전체|현재|기존|신규|추가)")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the place of a text gives to its things."""

    year: int | None = None
    """Year of a date without one."""
    inventory: bool = False
    """The text lists what there is."""
    head: Thing | None = None
    """The one thing of the line above, which a count without a noun counts."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing with what its text says of it; `start` and `end` delimit its name there."""

    start: int
    end: int
    name: str
    noun: str
    asset_class: AssetClass
    quantity: str = ""
    unit: str = ""
    numbers: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that are said by this row."""
    deed: Deed | None = None
    since: int | None = None
    life_years: Decimal | None = None
    elapsed_years: int | None = None
    purpose: str = ""
    whole: bool = False
    listed: bool = False
    joined: bool = False
    """Several nouns under one count."""

    @property
    def is_row(self) -> bool:
        """Whether the text says enough for a row of its own."""
        dated = self.since is not None or self.life_years is not None
        done = self.deed is not None and self.deed.firm and self.deed.kind in STRONG
        mapped = self.deed is not None and self.deed.firm and self.deed.kind == "update"
        return bool(self.quantity) or dated or done or mapped or self.listed


class _Text:
    """A text with its things, numbers and dates, found once."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text, self.setting = text, setting
        self.things = find_things(text)
        self.taken: set[int] = set()

    @cached_property
    def periods(self) -> list[Period]:
        return find_periods(self.text, self.setting.year or 2000)

    @cached_property
    def quantities(self) -> list[Quantity]:
        dated = [(period.begin, period.stop) for period in self.periods]
        found = find_quantities(self.text, bare=True)
        return [entry for entry in found if not any(begin <= entry.start < stop for begin, stop in dated)]

    @cached_property
    def flat(self) -> str:
        """The text with blanks for what stands in brackets."""
        return "".join(" " if depth or letter in "()（）" else letter for letter, depth in zip(self.text, self.depths, strict=False))

    @cached_property
    def depths(self) -> list[int]:
        """How many brackets are open at each character."""
        depth, found = 0, []
        for letter in self.text:
            depth -= letter in ")）" and depth > 0
            found.append(depth)
            depth += letter in "(（"
        return [*found, 0]

    def limit(self, index: int) -> int:
        """Where the next thing begins that does not stand in a bracket behind this one."""
        depth = self.depths[self.things[index].noun_start]
        later = (thing.start for thing in self.things[index + 1 :] if self.depths[thing.noun_start] <= depth)
        return next(later, len(self.text))


def find_mentions(text: str, setting: Setting) -> list[Mention]:
    """Every thing of a text with what is said of it, rows and mere mentions, in order."""
    seen = _Text(text, setting)
    if not seen.things and setting.head is None:
        return []
    inherited = list(_inherited(seen)) if setting.head is not None else []
    tails = [read_tail(text, thing.end, thing.asset_class, seen.quantities, seen.periods, seen.limit(index)) for index, thing in enumerate(seen.things)]
    found: list[Mention] = []
    unit = inherited[0].unit if inherited else ""
    for index, thing in enumerate(seen.things):
        rows = list(_read_thing(seen, index, thing, tails[index], unit))
        unit = next((row.unit for row in rows if row.unit), unit)
        found.extend(rows)
    found = _with_lives(seen, found)
    found = _share_deeds(text, _merge_split(text, found))
    found = _join_counts(text, _list_names(seen, found, tails))
    rows = sorted([*inherited, *found], key=lambda row: row.start)
    return _settle_brackets(seen, rows)


def _plain(value: Decimal) -> str:
    """A quantity as text, without exponent."""
    return format(value.normalize(), "f") if value == value.to_integral_value() else format(value, "f")


def _read_thing(seen: _Text, index: int, thing: Thing, tail: Tail, unit: str) -> Iterator[Mention]:
    """One thing: its main row, further counts of it, its parts."""
    text = seen.text
    deed = _choose(tail)
    stop = max([tail.end, *(end + 1 for _, end in tail.brackets)])
    around = text[thing.end : max(stop, min(seen.limit(index), thing.end + 60))]
    base = Mention(
        start=thing.start,
        end=thing.end,
        name=_shared_qualifier(seen, index) + thing.name + (" 등" if tail.also and tail.counts and re.match(r"\s?등\s?(?:총\s?)?\d", text[thing.end :]) else ""),
        noun=thing.noun,
        asset_class=thing.asset_class,
        deed=deed or _named_deed(text, thing),
        since=find_since(" ".join(text[a:b] for a, b in tail.brackets)) or since_before(text[: thing.start]) or find_since(thing.name),
        life_years=find_life(around),
        elapsed_years=find_elapsed(around),
    )
    counts = list(tail.counts) or _count_in_bracket(seen, thing, tail) or _count_before(seen, thing, index)
    if not counts and tail.bare is not None and unit:
        counts = [(replace(tail.bare, unit=unit), None)]
    parts = _parts(seen, thing, tail, bool(counts))
    if not counts:
        if not parts:
            yield base
        yield from (_part(base, part, offset, parts[0][0].unit or parts[-1][0].unit) for part, offset in parts)
        return
    first, verb = counts[0]
    seen.taken.update(quantity.start for quantity, _ in counts)
    main = replace(base, quantity=_plain(first.value), unit=first.unit, numbers=((first.start, first.end),), whole=bool(parts))
    yield main
    for quantity, other in counts[1:]:
        yield replace(
            base, quantity=_plain(quantity.value), unit=quantity.unit, numbers=((quantity.start, quantity.end),),
            deed=other or base.deed, purpose=other.verb if other else "",
        )  # fmt: skip
    yield from (_part(base, part, offset, first.unit) for part, offset in parts)


def _shared_qualifier(seen: _Text, index: int) -> str:
    """The words that a bare 소프트웨어 or 하드웨어 shares with the one before it: `온-나라 문서2.0 S/W, H/W`."""
    thing, before = seen.things[index], seen.things[index - 1] if index else None
    if before is None or not thing.is_bare or before.is_bare or not {thing.noun, before.noun} <= _WARES:
        return ""
    return seen.text[before.start : before.noun_start] if _JOIN.fullmatch(seen.text[before.end : thing.start]) else ""


def _choose(tail: Tail) -> Deed | None:
    """The deed that decides: the first; where the thing is run and, without a count, also upgraded, the upgrade."""
    if not tail.deeds:
        return None
    first = tail.deeds[0]
    if not tail.deeds[-1].firm and not tail.counts:
        return replace(first, firm=False)
    if first.kind == "run" and not tail.counts:
        return next((deed for deed in tail.deeds if deed.kind in STRONG and deed.firm), first)
    return first


def _named_deed(text: str, thing: Thing) -> Deed | None:
    """A verb among the words before the head noun: `추가 설치 CCTV 30대`; it makes no row without a count."""
    words = text[thing.start : thing.noun_start].split()
    for word in reversed(words):
        deed = find_verb(word, 0)
        if deed is not None and deed.end == len(word) and deed.kind in {"acquire", "replace"} and word in {"신규설치", "추가설치", "교체", "설치", "구입", "도입"}:
            return replace(deed, firm=False)
    return None


def _count_in_bracket(seen: _Text, thing: Thing, tail: Tail) -> list[tuple[Quantity, Deed | None]]:
    """`공공와이파이 확대 설치(30개소)`, `키오스크 추가보유(총2대)`: a bracket that holds nothing but the count."""
    units = units_of(thing.asset_class)
    for start, end in tail.brackets:
        for quantity in seen.quantities:
            if start <= quantity.start and quantity.end <= end and quantity.unit in units:
                rest = seen.text[start : quantity.start] + seen.text[quantity.end : end]
                if not rest.strip(" ,") or _MERE_TOTAL.fullmatch(rest.strip(" ,:")):
                    return [(quantity, None)]
    return []


def _count_before(seen: _Text, thing: Thing, index: int) -> list[tuple[Quantity, Deed | None]]:
    """`23개 홈페이지`, `12대의 서버`, and `192대(본체)`."""
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


def _parts(seen: _Text, thing: Thing, tail: Tail, counted: bool) -> list[tuple[Part, int]]:
    """Counted parts in the brackets behind a thing, with the brackets' offsets; things of another class are none."""
    units = units_of(thing.asset_class)
    found: list[tuple[Part, int]] = []
    for start, end in tail.brackets:
        inside = seen.text[start:end]
        own = [other for other in seen.things if start <= other.start < end]
        if any(other.asset_class is not thing.asset_class for other in own):
            continue
        found.extend((part, start) for part in find_parts(inside, units) if not _MERE_TOTAL.fullmatch(squeeze(part.label)))
    return found if counted or len(found) > 1 else []


def _part(base: Mention, part: Part, offset: int, unit: str) -> Mention:
    """A row for a part that is only qualified: the whole's noun, the qualifier in purpose."""
    return replace(
        base, quantity=part.number, unit=part.unit or unit, purpose=part.label, whole=False,
        numbers=((offset + part.start, offset + part.end),),
    )  # fmt: skip


def _with_lives(seen: _Text, found: list[Mention]) -> list[Mention]:
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
        elif following is not None and following.life_years is not None and _JOIN.fullmatch(seen.text[row.end : following.start]):
            result[index] = replace(row, life_years=following.life_years)
        elif word.start() < result[0].start and (life := find_life(seen.text[: result[0].start])) is not None:
            result[index] = replace(row, life_years=life)
    bare = [row for row in result if _HEADING.match(seen.text, row.end) and not row.quantity and len(result) > 1]
    own = {id(row) for row in result if row.life_years is not None and _FEW_YEARS.match(seen.text, row.end)}
    return [row for row in result if row not in bare and (not own or id(row) in own or row.quantity or row.life_years is not None)]


def _merge_split(text: str, found: list[Mention]) -> list[Mention]:
    """A count inside a name: `도로시설물 24.085km GIS DB 구축` is one thing."""
    result: list[Mention] = []
    for row in found:
        last = result[-1] if result else None
        if (
            last is not None and last.quantity and last.deed is None and not row.quantity and row.deed is not None
            and last.numbers and last.numbers[0][1] <= row.start and not text[last.numbers[0][1] : row.start].strip()
            and last.asset_class is row.asset_class
        ):  # fmt: skip
            result[-1] = replace(last, end=row.end, name=f"{last.name} {row.name}", noun=row.noun, deed=row.deed)
        else:
            result.append(row)
    return result


def _share_deeds(text: str, found: list[Mention]) -> list[Mention]:
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


def _settle_brackets(seen: _Text, rows: list[Mention]) -> list[Mention]:
    """Things in a bracket share the deed of what stands before it; its count is theirs, or theirs is its own.

    `구매 70대(노트북 20, 프린터 50)`; `통합서버 구매(서버 2식, SW 등)`; a part that is a row already is no second one.
    """
    said = [stretch for row in rows if row.purpose for stretch in row.numbers]
    result: list[Mention] = []
    for row in rows:
        if row.numbers and not row.purpose and any(a < row.numbers[0][1] and row.numbers[0][0] < b for a, b in said):
            continue
        depth = seen.depths[min(row.end, len(seen.text)) - 1] if row.end else 0
        owner = next((entry for entry in reversed(result) if entry.end <= row.start and not seen.depths[entry.end - 1] and not entry.purpose), None)
        if not depth or owner is None or row.deed is not None or not _within_bracket_of(seen, owner, row):
            result.append(row)
            continue
        if row.quantity and not owner.quantity and owner.deed and row.asset_class is owner.asset_class and row.name.lower() == row.noun:
            result[result.index(owner)] = replace(owner, quantity=row.quantity, unit=row.unit, numbers=row.numbers)
            continue
        outer = any(not seen.depths[start] for start, _ in owner.numbers)
        shares = bool(row.quantity) or (owner.deed is not None and owner.deed.kind in STRONG and bool(owner.numbers) and not outer)
        result.append(replace(row, deed=owner.deed) if shares else row)
    return result


def _within_bracket_of(seen: _Text, owner: Mention, row: Mention) -> bool:
    """Whether the bracket that holds `row` is the first one behind `owner` (or behind its count or verb)."""
    opened = max(seen.text.rfind("(", 0, row.start + 1), seen.text.rfind("（", 0, row.start + 1))
    return opened >= owner.end and not any(mark in seen.flat[owner.end : opened] for mark in ",/※")


def _joins(text: str, one: Mention, other: Mention) -> bool:
    """Whether only a count, a bracket and a comma, 및 or · stand between two things."""
    behind = max([one.end, *(end for _, end in one.numbers)])
    between = re.sub(r"^\s?(?:등)?\s?(?:[(（][^()（）]*[)）])?", "", text[behind : other.start])
    return bool(_JOIN.fullmatch(between)) or (bool(one.quantity) and not between.strip())


def _list_names(seen: _Text, found: list[Mention], tails: Sequence[Tail]) -> list[Mention]:
    """In an inventory a name that stands alone between commas is a row, a name that heads its list is none."""
    if not seen.setting.inventory:
        return found
    empty = {thing.end for thing, tail in zip(seen.things, tails, strict=True) if not tail.deeds and not tail.counts and not tail.brackets}
    return [
        replace(row, listed=True)
        if row.end in empty and not row.quantity and not seen.depths[row.end - 1] and _LIST_END.match(seen.text, row.end) and not _HEADING.match(seen.text, row.end)
        else row
        for row in found
    ]


def _join_counts(text: str, found: list[Mention]) -> list[Mention]:
    """Nouns joined under one count are one row, of class `other` where their classes differ (서버, 스토리지 25식)."""
    result: list[Mention] = []
    for row in found:
        while result and row.quantity and not row.purpose and _heads_count(text, result[-1], row):
            before = result.pop()
            same = before.asset_class is row.asset_class
            row = replace(
                row, start=before.start, name=text[before.start : row.end].strip(), joined=True,
                asset_class=row.asset_class if same else AssetClass.OTHER,
            )  # fmt: skip
        result.append(row)
    return result


def _heads_count(text: str, before: Mention, row: Mention) -> bool:
    """Whether a name without a count stands joined before a counted one."""
    alone = not before.quantity and before.since is None and before.life_years is None and before.end <= row.start
    return alone and bool(_JOIN.fullmatch(text[before.end : row.start])) and "/" not in text[before.end : row.start]


def _inherited(seen: _Text) -> Iterator[Mention]:
    """Counts without a noun: of the thing of the line above (`1차(1월): 구매 572대`, `총 33대 운영 중`)."""
    head = seen.setting.head
    if head is None:
        return
    units = units_of(head.asset_class)
    text = seen.text
    first = min((thing.start for thing in seen.things if seen.depths[thing.noun_start] == 0), default=len(text))
    for quantity in seen.quantities:
        if quantity.start >= first or quantity.unit not in units or seen.depths[quantity.start] or quantity.start in seen.taken:
            continue
        verb = _verb_before(seen.flat, quantity.start)
        if not _is_lone(seen.flat, quantity, verb):
            continue
        tail = read_tail(text, quantity.end, head.asset_class, seen.quantities, seen.periods, first)
        inside = [thing for thing in seen.things if any(a <= thing.start < b for a, b in tail.brackets[:1])]
        if len(inside) == 1 and text[slice(*tail.brackets[0])].strip() == inside[0].name:
            continue
        seen.taken.add(quantity.start)
        whole = _parts(seen, head, tail, True) if not inside else []
        deed = verb or _choose(tail)
        base = Mention(
            start=quantity.start, end=quantity.end, name=head.name, noun=head.noun, asset_class=head.asset_class,
            quantity=_plain(quantity.value), unit=quantity.unit, numbers=((quantity.start, quantity.end),),
            deed=deed, since=find_since(" ".join(text[a:b] for a, b in tail.brackets)), whole=bool(whole or inside),
        )  # fmt: skip
        yield base
        yield from (_part(base, part, offset, quantity.unit) for part, offset in whole)


def _verb_before(text: str, position: int) -> Deed | None:
    """The verb directly before a count: `보급 703대`."""
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
    """Whether a label lets a bare count speak of the thing above; a label of another noun does not (`주차면 : 30대`)."""
    plain = re.sub(r"[(（][^()（）]*[)）]", "", squeeze(label))
    plain = re.sub(r"\d+(?:차|월|년|\.)*", "", plain)
    if not plain:
        return True
    labels = set(str(load("assets")["count_labels"]["labels"]).split())
    return plain in labels or plain.endswith(("수량", "대수", "물량")) or bool(_PLACE_END.search(plain))
