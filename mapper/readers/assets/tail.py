"""What follows a thing's name and still speaks of it: counts, verbs, brackets; and what the verb does to the thing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from mapper.lexicon import load
from mapper.records import AssetClass
from mapper.values.dates import Period
from mapper.values.numbers import Quantity
from mapper.values.words import any_of

STRONG = frozenset({"acquire", "upgrade", "replace", "retire", "move"})
"""Kinds of deeds that make a thing a row without a count."""
SITES = frozenset({"개소", "곳", "군데"})
"""Units of places: several of them are not all at the one place that a line names."""
_BRACKET = re.compile(r"[(（〔\[]([^()（）\[\]〔〕]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）〕\]]")
_PARTICLE = re.compile(r"(?:을|를|의|은|는|이|가|도|용)(?=[\s(])")
_JOINER = re.compile(r"및|·|ㆍ|/|,|와\s|과\s|→|➝|&")
_UMBRELLA = re.compile(r"등\s?(?:의\s)?[가-힣A-Za-z]{1,10}(?:을|를)?\s")
_OTHER_NOUN = re.compile(r"[가-힣A-Za-z]{1,8}\s")
_MOVED_TO = re.compile(r"[가-힣A-Za-z ]{1,16}?으?로\s")
_COUNTED_NOUN = re.compile(r"\s([가-힣]{2,6})\s?")
_SITED = re.compile(
    r"(?:[가-힣A-Za-z·]{1,12}\s){0,2}\d[\d,]*\s?(?:개소|곳|개\s?[가-힣]{1,6}?)(?:에|,)?\s(?:총\s)?(?=\d)"
)
"""Places and how many they are, before the count of what they get: `취약지 42개소에 126대`."""
_PRICED = re.compile(r"@?\d[\d,.]*\s?(?:천|백만|만)?\s?원\s?[×xX✕*]\s?(?=\d)")
"""The price of one before how many are bought."""
_COLON = re.compile(r"[:：]")
_COUNT_LEAD = re.compile(
    r"\d\s?(?:단계|차)(?=[\s(])|(?:총|약|등|각|각각|신규|추가|규모|수량|대수|물량|기존|현재)(?=[\s(:]|\d)"
)
_DATED = re.compile(r"^(?:['‘’`]?\d{2,4}년?도?\.?|신규|추가|주요|올해|금년)+")
_KIND_NOUN = re.compile(
    r"(?:대상|예정|완료)?(?:장비|기기|품목|물품|차량|시스템|설비|기종|매체|자산|시설|기자재|품명|내역)(?:및수량)?"
)
_QUALIFYING = frozenset({"하는", "되는", "된", "될", "한", "할"})
_ENDING = re.compile(
    r"(?:하여|하고|하며|하는|하였음|했음|하도록|토록|하겠음|되어|되는|된|될|됨|한|할|함|해|하|되|중|을|를|으로|로|에|의|와|과|도)(?=\s|[,.)]|$|[가-힣])"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb of the lexicon: its kind (`acquire`, `upgrade`, `replace`, `move`, `run` ...) and place in the text."""

    kind: str
    verb: str
    start: int
    end: int
    firm: bool = True
    """False where another noun follows that the verb only qualifies (`구축 방안`)."""


@dataclass(slots=True)
class Tail:
    """The stretch behind a name."""

    counts: list[tuple[Quantity, Deed | None]] = field(default_factory=list)
    """Counts, each with the verb directly before it (`구매 640대 및 보급 590대`)."""
    deeds: list[Deed] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    """Bounds of what stands inside the brackets."""
    bare: Quantity | None = None
    """A number without a unit directly behind the name (`본체 120`)."""
    end: int = 0
    """Where the stretch ends."""
    also: bool = False
    """등 stands between the name and its count."""


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of all verbs and the kind of each."""
    kinds: dict[str, str] = {}
    for kind, text in load("assets")["verbs"].items():
        for verb in str(text).split():
            kinds.setdefault(verb, kind)
    return re.compile(any_of(kinds)), kinds


@cache
def _words(*keys: str) -> re.Pattern[str]:
    """Pattern of a word list of the lexicon, whole words only (a particle may follow)."""
    value = load("assets")
    for key in keys:
        value = value[key]
    return re.compile(any_of(str(value).split(), spaced_from=99) + r"(?:으로|로|인|적으로|에)?(?=[\s(/·]|$)")


@cache
def _after() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may follow a verb, and what undoes it."""
    after = load("assets")["after"]
    return (
        re.compile(r"\s*(?:$|[^가-힣A-Za-z0-9\s]|" + any_of(str(after["words"]).split(), spaced_from=99) + r"|\d)"),
        re.compile(any_of(str(after["undone"]).split(), spaced_from=2)),
    )


@cache
def units_of(asset_class: AssetClass) -> frozenset[str]:
    """Units in which things of a class are counted."""
    units = load("assets")["units"]
    return frozenset((str(units["any"]) + " " + str(units.get(asset_class.value, ""))).split())


def find_verb(text: str, position: int) -> Deed | None:
    """The verb that begins at `position`; None where none does, or where what follows undoes it (교체하는 대신)."""
    pattern, kinds = _verbs()
    match = pattern.match(text, position)
    if match is None:
        return None
    verb = re.sub(r"\s", "", match.group())
    allowed, undone = _after()
    ending = _ENDING.match(text, match.end())
    end = ending.end() if ending else match.end()
    if undone.match(text[end : end + 12].lstrip()) or (
        ending and undone.match(ending.group() + text[end : end + 8].replace(" ", ""))
    ):
        return None
    if (
        not ending
        and re.match(r"[가-힣A-Za-z]", text[end : end + 1])
        and not allowed.match(text, end)
        and not pattern.match(text, end)
    ):
        return None
    following = pattern.match(text, end + 1) if text[end : end + 1] == " " else None
    if ending and ending.group() in _QUALIFYING and re.match(r"\s[가-힣A-Za-z]", text[end : end + 2]):
        return Deed(kinds[verb], verb, match.start(), match.end(), False)
    firm = bool(ending) or bool(allowed.match(text, end)) or following is not None or bool(pattern.match(text, end))
    return Deed(
        kinds[verb],
        verb,
        match.start(),
        end if ending and ending.group() not in {"중", "와", "과"} else match.end(),
        firm,
    )


def last_verb(text: str) -> Deed | None:
    """The last verb of a head or label that stands as a whole word: `노후 모니터 교체 완료`, `적기 교체`."""
    pattern, kinds = _verbs()
    found = None
    for match in pattern.finditer(text):
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        after = text[match.end() : match.end() + 1]
        if (
            after
            and re.match(r"[가-힣A-Za-z]", after)
            and not re.match(
                r"하|되|된|한|할|함|됨|및|을|를|완료|예정|사업|공사|추진|내용|규모|대상|수량|중|시", text[match.end() :]
            )
        ):
            continue
        verb = re.sub(r"\s", "", match.group())
        found = Deed(kinds[verb], verb, match.start(), match.end())
    return found


_TOLD = re.compile(r"\s?(?:실적|계획|내역|물량)\s*$")
"""What a label tells of a deed: 보급실적, 도입계획."""


def label_deed(label: str) -> Deed | None:
    """The verb of a label: its last word (`교체 대상`), or the first before a word for equipment (`도입장비`)."""
    last = last_verb(label) or last_verb(_TOLD.sub("", label))
    if last is not None:
        return last
    plain = _DATED.sub("", re.sub(r"\s", "", label))
    first = next((deed for width in range(4, 1, -1) if (deed := _whole_verb(plain[:width]))), None)
    if first is None or first.kind not in STRONG or not _KIND_NOUN.fullmatch(plain, first.end):
        return None
    return replace(first, start=0, end=len(label))


def _whole_verb(word: str) -> Deed | None:
    """A word that is a verb of the lexicon."""
    kinds = _verbs()[1]
    return Deed(kinds[word], word, 0, len(word)) if word in kinds else None


def read_tail(
    text: str,
    position: int,
    asset_class: AssetClass,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    limit: int,
) -> Tail:
    """Read on behind a name that ends at `position`, at most to `limit` (the next thing's name)."""
    reader = _TailReader(text, asset_class, {entry.start: entry for entry in quantities}, limit, Tail(end=position))
    dates = {period.begin: period.stop for period in periods}
    while 0 <= position < len(text):
        if text[position].isspace():
            position += 1
        elif position in dates:
            position = dates[position]
        else:
            position = reader.over(position)
    return reader.tail


class _TailReader:
    """Walks over what stands behind a name, token by token."""

    def __init__(
        self, text: str, asset_class: AssetClass, quantities: Mapping[int, Quantity], limit: int, tail: Tail
    ) -> None:
        self.text, self.asset_class, self.quantities, self.limit, self.tail = text, asset_class, quantities, limit, tail
        self.verb: Deed | None = None
        self.part = False

    def over(self, position: int) -> int:
        """The position behind the token at `position`; -1 where the stretch ends."""
        tail, text = self.tail, self.text
        moved = _MOVED_TO.match(text, position) if tail.counts or position >= self.limit else None
        if moved and (deed := find_verb(text, moved.end())) and deed.kind == "move":
            tail.deeds.append(deed)
            return -1
        if position >= self.limit:
            return -1
        if priced := _PRICED.match(text, position):
            return priced.end()  # 4,500천원 × 6대
        sited = self._behind_sites(position)
        if position in self.quantities and not sited:
            return self._count(self.quantities[position])
        if sited:
            return sited
        bracket = _BRACKET.match(text, position)
        if bracket:
            tail.brackets.append(bracket.span(1))
            return bracket.end()
        deed = find_verb(text, position)
        if deed is not None and not _misfits(deed, self.part, self.asset_class, bool(tail.counts)):
            tail.deeds.append(deed)
            tail.end, self.verb = max(tail.end, deed.end), deed
            return deed.end if deed.firm else -1
        step = _step(text, position, self.limit, tail)
        if step is None:
            return -1
        self.part = self.part or step[1]
        return step[0]

    def _behind_sites(self, position: int) -> int:
        """Where behind a colon the count of pieces begins that follows that of their places; 0 if none does."""
        if (
            not self.text[:position].rstrip().endswith((":", "："))
            or (match := _SITED.match(self.text, position)) is None
        ):
            return 0
        pieces = self.quantities.get(match.end())
        return match.end() if pieces is not None and pieces.unit in units_of(self.asset_class) - SITES else 0

    def _count(self, quantity: Quantity) -> int:
        """Over a number: a count of the thing, a count of another noun before one of it, or the end."""
        tail, units = self.tail, units_of(self.asset_class)
        skipped = _other_count(self.text, quantity, self.quantities)
        if skipped > 0 and self.quantities[skipped].unit in units:
            return skipped
        if quantity.unit in units and not skipped:
            if tail.counts and counts_places(self.text, tail.counts[-1][0], quantity):
                self.verb = self.verb or tail.counts.pop()[1]
            tail.counts.append((quantity, self.verb))
        elif not quantity.unit and tail.bare is None and not tail.counts and self.verb is None:
            tail.bare = quantity
        else:
            return -1
        self.verb, tail.end = None, quantity.end
        return quantity.end


def counts_places(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether of two counts side by side the first is that of the places (`35개소 102대`)."""
    return (
        first.unit in SITES
        and second.unit in {"대", "기", "식", "면", "EA"}
        and not text[first.end : second.start].strip(" /,")
    )


def _other_count(text: str, quantity: Quantity, by_start: Mapping[int, Quantity]) -> int:
    """Where the next count begins if this one counts another noun (`38개 노선 412대`); -1 if none follows."""
    noun = _COUNTED_NOUN.match(text, quantity.end) if quantity.unit == "개" else None
    if (
        noun is None
        or find_verb(text, noun.start(1)) is not None
        or _words("between", "adverbs").match(text, noun.start(1))
    ):
        return 0
    return noun.end() if noun.end() in by_start else -1


def choose_deed(tail: Tail) -> Deed | None:
    """The deed that decides: the first; where the thing is run and, without a count, also upgraded, the upgrade."""
    if not tail.deeds:
        return None
    first = tail.deeds[0]
    if not tail.deeds[-1].firm and not tail.counts:
        return replace(first, firm=False)
    if first.kind == "run" and not tail.counts:
        return next((deed for deed in tail.deeds if deed.kind in STRONG and deed.firm), first)
    return first


def _misfits(deed: Deed, part: bool, asset_class: AssetClass, counted: bool) -> bool:
    """A part of a thing is upgraded, not bought (`홈페이지 기능 개발`); only maps, layers and licences are updated."""
    if part and deed.kind != "upgrade":
        return True
    mapped = asset_class in {AssetClass.GIS_LAYER, AssetClass.MAP_SHEET, AssetClass.SOFTWARE_LICENCE}
    return deed.kind == "update" and not mapped and not counted


def _step(text: str, position: int, limit: int, tail: Tail) -> tuple[int, bool] | None:
    """Over a word that may stand between a thing and its verb or count: next position, and whether it was a part."""
    umbrella = _UMBRELLA.match(text, position)
    if (
        umbrella
        and not _words("between", "upgraded_parts").search(umbrella.group())
        and (deed := find_verb(text, umbrella.end()))
        and deed.kind in STRONG
        and deed.firm
    ):
        return umbrella.end(), False
    for pattern in (_COLON, _PARTICLE, _words("between", "adverbs"), _COUNT_LEAD, _words("between", "any_parts")):
        match = pattern.match(text, position)
        if match:
            tail.also = tail.also or (match.group() == "등" and not tail.deeds)
            return match.end(), False
    parts = _words("between", "upgraded_parts").match(text, position)
    if parts:
        return parts.end(), True
    joiner = _JOINER.match(text, position)
    if joiner and position + len(joiner.group()) < limit:
        after = joiner.end() + len(text[joiner.end() :]) - len(text[joiner.end() :].lstrip())
        adverb = _words("between", "adverbs").match(text, after)
        after = adverb.end() + 1 if adverb else after
        part = _words("between", "upgraded_parts").match(text, after)
        if find_verb(text, after) is not None or part:
            return after, False
        other = _OTHER_NOUN.match(text, after)
        if other and joiner.group().strip() in {"및", "와", "과"}:
            deed = find_verb(text, other.end())
            if deed and deed.kind in STRONG and deed.firm and other.end() < limit:
                return other.end(), False
    return None
