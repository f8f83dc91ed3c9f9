"""What the words beside an amount say of it: year, stage, source, category, and whether it is a budget at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from mapper.lexicon import load
from mapper.records import Stage
from mapper.values.money import UNITS
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze
from mapper.values.words import NEVER_SPACED, any_of

YEAR = r"(?:(?:19|20)\d\d(?!\d|,\d)|['‘’`´′]\s?\d\d(?!\d))"
_CLOSING_SIGNS = re.compile(r"[』」》’”\"')）\]]+")
_UP_TO = re.compile(
    rf"(?:[~∼～]\s?({YEAR})\s?(?:년도?|\.)?(?!\s?[~∼～])|({YEAR})\s?(?:년도?|\.)?\s?(?:까지|이전|말까지|이하))"
)
_FROM = re.compile(rf"({YEAR})\s?(?:년도?|\.)?\s?(?:이후|부터|[~∼～](?!\s?['‘’`\d]))")
_SPAN = re.compile(rf"{YEAR}\s?(?:년도?|\.)?\s?[~∼～-]\s?{YEAR}\s?(?:년도?|\.)?|{YEAR}\s?[~∼～-]\s?\d\d(?!\d)\s?년?")
_YEAR = re.compile(rf"({YEAR})\s?(?:회계연도|년도|년|\.(?!\s?\d))?")
_UNIT = re.compile(r"[(（\[]?\s*(?:단\s*위\s*[:：]?\s*)?((?:천만|백만|십만|십억|조|억|만|천|백)? ?원)\s*[)）\]]")
_NOTE = re.compile(r"[(（\[][^()（）\[\]]*(?:단\s*위|기준|현재)[^()（）\[\]]*[)）\]]?")
_DRAFT = re.compile(rf"(?:{YEAR}\s?(?:년도?)?|예산액?|편성액?)\s?(?P<sign>[(（]\s?안\s?[)）])")
"""What is not decided yet: 2026년(안), 예산(안)."""
_FORMULA = re.compile(
    r"[(（\[]\s*[A-Za-z①-⑩㉠-㉣㉮-㉱]\s?(?:[-−–+=/÷×*~]\s?[A-Za-z①-⑩㉠-㉣㉮-㉱]\s?)*(?:[×*]\s?100\s?)?[)）\]]"
)
"""The letter that a heading gives its column, or how it follows from others: `(A)`, `(A-B)`, `(B/A×100)`."""
_YEAR_PARTICLE = re.compile(r"\s?(?:도에는|에는|에도|도에|까지는|에|엔|의|은|는|도)(?=\s|$)")
_TOKEN = re.compile(r"[가-힣A-Za-z㐀-鿿0-9]+(?:[·ㆍ\-/&+]+[가-힣A-Za-z0-9]+)*|[%％]")
_RATE = re.compile(r"(?:률|(?<![효자조운선])율|비율|비중|구성비|점유비|퍼센트)$|^[%％]$")
_EACH = re.compile(
    r"(?:^|\s|\()(?:\d+\s?)?(?:대|개|식|면|개소|곳|건|회|본|부|권|조|점|종|편|㎡|m|km|세트|기|동|호|장|매)당(?:\s?(?:연|약|평균))?$|@$"
)

_TWO_DIGITS = re.compile(r"\d\d")
_OPENING = frozenset("(（[")
_COUNTER = re.compile(r"[(（]\s?([가-힣]{1,3}|㎡|㎞|k?m)\s?[)）]\s*$")
_NO_COUNTS = frozenset({"원", "%", "년", "월"})
_IN_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_PUNCTUATION = re.compile(r"[()（）\[\]:：,]")
_PARTICLE = re.compile(r"(?<=.)(?:[에의은는을를로이가도]|보다|대비)$")


class Words(NamedTuple):
    """What is said beside an amount; empty where nothing is."""

    year: str = ""
    """`2024`, `<=2023`, `>2026`, `all`; or `before`, `after`, `this`, `last` where the year has to be found."""
    stage: Stage | None = None
    source: str = ""
    category: str = ""
    name: str = ""
    """What is left: the name of a programme, a part or an office."""
    cost: bool = False
    """Some word says budget, cost, plan or execution."""
    refused: bool = False
    """Some word says that the money is no budget, or the number no money."""
    total: bool = False
    whole: bool = False
    """총사업비: over all years."""
    unit: int | None = None

    @property
    def is_budget(self) -> bool:
        """Whether the words by themselves say budget."""
        return not self.refused and (self.cost or self.stage is not None or bool(self.source))

    def under(self, head: Words) -> Words:
        """These words under a head's: what they leave open the head decides; names are not taken over."""
        if head == NOTHING:
            return self  # as most heads
        if self == NOTHING and not head.name and not head.total:
            return head
        return Words(
            self.year or head.year,
            self.stage or head.stage,
            self.source or head.source,
            self.category or head.category,
            self.name,
            self.cost or head.cost,
            self.refused or head.refused,
            self.total,
            self.whole or head.whole,
            self.unit or head.unit,
        )


NOTHING = Words()


@cache
def vocabulary(group: str, key: str) -> frozenset[str]:
    """The words of one list of the lexicon."""
    return frozenset(str(load("budgets")[group][key]).split())


@cache
def endings(group: str, key: str) -> tuple[str, ...]:
    """The words of one list of the lexicon, for `str.endswith`."""
    return tuple(vocabulary(group, key))


@cache
def _refusal() -> re.Pattern[str]:
    """What a label ends in that names money that is no budget."""
    words, tails, people = (
        any_of(vocabulary("refused", key), spaced_from=NEVER_SPACED) for key in ("endings", "tails", "people")
    )
    words = rf"(?:{words}|재정상\s?조치|신분상\s?조치)"
    return re.compile(rf"{words}\s?(?:{tails})?\s?(?:총|약|계|연|연간|월|예상|추정)?\s?$|{people}[가-힣\s]{{0,12}}$")


@cache
def _raised() -> re.Pattern[str]:
    """What follows a rate that is the aim of a work, not a figure: 유수율 제고."""
    return re.compile(rf"\s?(?:{'|'.join(vocabulary('refused', 'raised'))})")


_SUBSIDY = "보조금"
"""A source, and behind other words what is paid."""
_ALLOWANCE = re.compile(
    r"(?:^|\s)(?:월|매월|월별)\s?(?:평균\s?)?(?:지급|지원|수령|급여|보수|활동|수당)(?:액|금액|금|비|수당)?$"
)
"""What one person gets a month."""


@lru_cache(maxsize=2048)
def is_refused(text: str) -> bool:
    """Whether a label, or the words before an amount, name money that is no budget: 보상한도, 시상규모, 회선료 절감."""
    bracketed = not _OPENING.isdisjoint(text)
    plain = _NOTE.sub("", text) if bracketed else text
    if squeeze(plain).rstrip(":：(（").endswith(endings("stages", "change")):
        return False
    plain = (_IN_BRACKETS.sub("", plain) if bracketed else plain).strip(" :：(（[·-/")
    return bool(_refusal().search(plain) or _ALLOWANCE.search(plain))


@lru_cache(maxsize=2048)
def is_refused_name(text: str) -> bool:
    """Whether the name of a row, not only its last syllables, says so: 과태료 수입; not 폐열회수."""
    words = re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", "", text).split()
    last = words[-1] if words else ""
    refused = vocabulary("refused", "endings")
    return squeeze(text) in refused or any(
        last == word or (last.endswith(word) and (len(word) > 2 or word in vocabulary("refused", "surest")))
        for word in refused
    )


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Each word of one meaning: (field, value)."""
    found: dict[str, tuple[str, str]] = {}
    for stage in ("initial", "appropriated", "executed", "change", "unit_price"):
        found.update((word, ("stage", stage)) for word in vocabulary("stages", stage))
    for year in ("before", "after", "this", "last"):
        for word in vocabulary("years", year):
            found[word] = ("year", year)
    found.update((word, ("whole", "")) for word in vocabulary("cost", "whole_period"))
    found.update((word, ("cost", "")) for word in vocabulary("cost", "words"))
    found.update((word, ("total", "")) for word in vocabulary("cost", "totals"))
    found.update((word, ("source", word)) for word in vocabulary("sources", "words"))
    found.update((word, ("category", word)) for word in vocabulary("categories", "main"))
    return found


def year_number(text: str) -> int:
    """`2024`, `'24` as a number."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


@lru_cache(maxsize=4096)
def read_words(text: str) -> Words:
    """Years, stage, source, category and the rest of a label, a heading of a column or the words before an amount."""
    words = Words(refused=is_refused(text))
    unit = _UNIT.search(text) if "원" in text else None
    if unit:
        words = words._replace(unit=UNITS.get(squeeze(unit[1])))
        text = text[: unit.start()] + " " + text[unit.end() :]
    if not _OPENING.isdisjoint(text):
        text = _FORMULA.sub(" ", _NOTE.sub(" ", text))
        draft = _DRAFT.search(text)
        if draft:
            words = words._replace(cost=True)
            text = text[: draft.start("sign")] + " " + text[draft.end() :]
    if ("당" in text or "@" in text) and _EACH.search(text.rstrip(" (:")):
        return words._replace(stage=Stage.UNIT_PRICE, cost=True)
    year, rest = _take_year(text)
    return _read_tokens(words._replace(year=year) if year else words, rest)


def without_each(text: str) -> str:
    """Words before a price without their 대당, 개소당 ..."""
    return _EACH.sub("", text.rstrip(" (:"))


def _take_year(text: str) -> tuple[str, str]:
    """The year a label names, and the label without it."""
    if not _TWO_DIGITS.search(text):
        return "", text
    for pattern, sign in ((_SPAN, "all"), (_UP_TO, "<="), (_FROM, ">"), (_YEAR, "")):
        match = pattern.search(text)
        if match is None:
            continue
        rest = text[: match.start()] + " " + _without_particle(text[match.end() :])
        if sign == "all":
            return "all", rest
        number = year_number(next(group for group in match.groups() if group))
        return f"{sign}{number - (sign == '>')}", rest
    return "", text


def _without_particle(text: str) -> str:
    """What follows a year without the particle that ties it to the sentence: `2025년에는 당초예산`."""
    match = _YEAR_PARTICLE.match(text)
    return text[match.end() :] if match else text


def _read_tokens(words: Words, text: str) -> Words:
    """The words of a label one by one; what has no meaning of money is its name."""
    known = _apply(words, squeeze(text)) or _apply(words, squeeze(_PUNCTUATION.sub(" ", text)))
    if known is not None:
        return known
    kept: list[tuple[int, int]] = []
    open_end = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if _RATE.search(token) and not _raised().match(text, match.end()):
            words = words._replace(refused=True)
            continue
        known = None if token == _SUBSIDY and kept else _apply(words, token)  # 조기폐차 보조금 집행
        if known is None and (tail := _PARTICLE.search(token)) and (known := _apply(words, token[: tail.start()])):
            token = token[: tail.start()]
        if known is not None:
            words = known
            if kept and token not in vocabulary("cost", "closing"):
                open_end = match.end()
        elif token in vocabulary("cost", "generic"):
            if token not in vocabulary("cost", "opening"):
                open_end = match.end()
                if not kept:
                    kept.append((match.start(), match.start()))
        else:
            words, end = _cut_ending(words, token)
            if end:
                kept.append((match.start(), match.start() + end))
                open_end = max(open_end, match.start() + end)
    if not any(first < last for first, last in kept):
        return words
    name = _name(text, kept[0][0], open_end)
    return words._replace(name=name) if name else words


def _name(text: str, first: int, last: int) -> str:
    """The name between two positions, with the quotes and brackets that belong to it."""
    name = text[first:last]
    if first and text[first - 1] in "『「《‘“\"'":
        name = text[first - 1] + name
    if first and text[first - 1] in "(（" and name.count(")") + name.count("）") > name.count("(") + name.count("（"):
        name = text[first - 1] + name  # (장비 보강) 카메라 구입
    if name.count("(") + name.count("（") > name.count(")") + name.count("）"):
        closing = re.match(r"[^()（）]{0,12}[)）]", text[last:])  # 증축 1동(330㎡)
        name += closing.group() if closing else ""
        last += closing.end() if closing else 0
    tail = _CLOSING_SIGNS.match(text[last:])
    if tail and (
        tail.group()[0] not in ")）]" or name.count("(") + name.count("（") > name.count(")") + name.count("）")
    ):
        name += tail.group()
    return " ".join(name.split()).strip(" :：-·,")


def _apply(words: Words, token: str) -> Words | None:
    """The words with the meaning of one token; None where it has none."""
    meaning = _meanings().get(token)
    if meaning is None:
        token_source = token if token.endswith(endings("sources", "endings")) and len(token) <= 12 else ""
        led = _LED.match(token_source)
        if led and token_source[led.end() :] in vocabulary("sources", "words"):
            token_source = token_source[led.end() :]  # 5억 원으로 특별교부세 3억 원
        return words._replace(source=words.source or token_source) if token_source else None
    field, value = meaning
    if field == "stage":
        return words._replace(stage=words.stage or Stage(value), cost=True)
    if field == "year":
        return words._replace(year=words.year or value, cost=words.cost or "투자" in token or "사업비" in token)
    if field == "whole":
        return words._replace(whole=True, cost=True)
    if field == "cost":
        return words._replace(cost=True)
    if field == "total":
        return words._replace(total=True)
    if field == "category":
        return words._replace(category=words.category or value, cost=True)
    return words._replace(source=words.source or value)


def _cut_ending(words: Words, token: str) -> tuple[Words, int]:
    """A token's ending of cost: `도비예산` is a source, `홍보매체비` a name, `관제운영예산` a name and an ending."""
    if token in vocabulary("categories", "minor"):
        return words._replace(cost=words.cost or is_cost_name(token)), len(token)  # 내부거래지출, 보전지출
    for length in range(len(token) - 1, 1, -1):
        meaning = _meanings().get(token[-length:])
        head = token[:-length]
        if meaning is None or meaning[0] not in {"stage", "cost", "whole"}:
            continue
        if meaning[0] == "stage" and len(token[-length:]) < 2:
            continue
        words = _apply(words, token[-length:]) or words
        known = _apply(words, head)
        if known is not None or head in vocabulary("cost", "generic"):
            return known or words, 0
        return words, len(head) if token[-length:] in vocabulary("cost", "closing") else len(token)
    if is_cost_name(token):
        words = words._replace(cost=True)
    return words, len(token)


def is_cost_name(token: str) -> bool:
    """Whether a word ends as costs do: 임차료, 홍보매체비; not 정비, 장비, 대비."""
    plain = squeeze(token)
    if plain.endswith("부대비"):
        return True
    if plain.endswith(endings("cost", "no_cost")):
        return False
    return len(plain) > 2 and plain.endswith(endings("cost", "endings"))


SHORT_SOURCES = {"국": "국비", "도": "도비", "시": "시비", "군": "군비", "구": "구비"}
"""How sources are cut short in narrow columns and brackets."""


def read_heading(text: str) -> Words:
    """The words of a heading or a row's label, which may cut a source short: 국, 도, 군."""
    short = SHORT_SOURCES.get(squeeze(text))
    return Words(source=short) if short else read_words(text)


@lru_cache(maxsize=4096)
def names_count(heading: str) -> bool:
    """Whether a heading or a row's label says in brackets in what its figures are counted, and that is no money."""
    match = _COUNTER.search(heading)
    if match is None or match[1] in _NO_COUNTS:
        return False
    return [quantity.unit for quantity in find_quantities(f"1{match[1]}")] == [match[1]]


_LED = re.compile(r"(?:으로|로|은|는|이|가|을|를|와|과|및|중)")
"""A particle that stands glued before a source."""
OTHER_SOURCES = frozenset({"기타", "그외", "기타재원", "기타비용"})
"""What pays the rest, said beside at least two sources."""


def is_source(text: str) -> bool:
    """Whether a label is a source of money and nothing else."""
    words = read_heading(text)
    return bool(words.source) and not words.name


@cache
def source_pattern() -> re.Pattern[str]:
    """A source in running text."""
    names = sorted(
        vocabulary("sources", "words") | {f"[가-힣]{{2,8}}{word}" for word in vocabulary("sources", "endings")},
        key=len,
        reverse=True,
    )
    return re.compile(
        rf"(?<![가-힣])(?P<source>{'|'.join(word if '[' in word else re.escape(word) for word in names)})"
    )


@cache
def after_pattern() -> re.Pattern[str]:
    """Words directly after a number that make it no sum."""
    words = sorted(map(re.escape, vocabulary("refused", "after")), key=len, reverse=True)
    return re.compile(rf"\s?(?:[을를]\s)?(?:{'|'.join(words)})")
