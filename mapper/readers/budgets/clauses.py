"""Amounts in a line or a cell with the words beside them, and what brackets behind them say of sources and prices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mapper.readers.budgets.words import (
    NOTHING,
    OTHER_SOURCES,
    SHORT_SOURCES,
    Words,
    after_pattern,
    read_words,
    source_pattern,
    vocabulary,
)
from mapper.records import Stage
from mapper.records.filling import filled_at_once
from mapper.values.money import UNITS, Money, find_money
from mapper.values.numbers import PLAIN, quantum_of
from mapper.values.text import squeeze

_SEPARATOR = re.compile(
    r"(?<!\d)[,，]|[,，](?!\d)|[;；|→⇒=＝]|\s/|/\s|(?<=[가-힣])\.\s"
    r"|(?<=예산[은는])\s(?=(?:['‘’]\d\d|20\d\d)년)"
    r"|(?<=[였았었했됐겠]음)\s|(?:필요|예정|계획|완료|증가|감소)[함임됨]\s"
)
_PART = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[;；/·ㆍ+＋→⇒]")
_SHORT = re.compile(r"(?<![가-힣])(?P<source>[국도시군구])\s?(?=[\d,.]+(?!\s?[%％\d,.]))")
_NEXT_SOURCE = re.compile(rf"(?<=[\d원%])\s(?=\s?{source_pattern().pattern})")
_TIMES = re.compile(rf"\s?[×xX✕*＊]\s?({PLAIN})\s?([가-힣㎡A-Za-z]*)")
_TIMES_BEFORE = re.compile(rf"({PLAIN})\s?[가-힣㎡]*\s?[×xX✕*＊]\s?$")
_BARE = re.compile(rf"(?P<sign>[△▲]\s?|[-−](?=\d))?(?P<body>{PLAIN})")
_CLOSING = re.compile(rf"(?<![\d.,'‘’`])(?P<sign>[△▲]\s?|[-−](?=\d))?(?P<body>{PLAIN})\s*$")
_CELL = re.compile(rf"(?P<lead>[^\d△▲]*?)(?P<sign>[△▲]\s?|[-−](?=\d))?(?P<body>{PLAIN})(?=\s?(?:$|[(（\[]))")
_SPENT = re.compile(r"\s?(?:을|를)?\s?(?:기\s?)?(?:집행|지출|결산)(?!\s?(?:계획|예정|잔액|률|율))")
_INVESTED = re.compile(r"\s?(?:원)?(?:을|를|이)?\s?(?:투자|투입|소요|편성|추가\s?편성)(?!\s?(?:유치|협약|기업|자))")
_OF_WHICH = re.compile(r"\s?(?:\([^()]*\)\s?)?중\s[^.]*(?:집행|지출)")
_RATE_BETWEEN = r"\s?(?:[(（][^()（）]{0,16}[)）]\s?|[,，]\s?[\d.]+\s?[%％]\s?)?(?:이|가|을|를)?\s?"
_LESS = re.compile(rf"{_RATE_BETWEEN}(?:감액|감소|삭감|축소|줄어|줄었|줄인|감(?![가-힣])|↓)")
_MORE = re.compile(rf"{_RATE_BETWEEN}(?:증액|증가|늘어|늘었|늘린|증(?![가-힣])|↑)")
_BASE = re.compile(r"(?:보다|대비|에\s?비해|에\s?비하여)\s?(?:총|약)?\s?$")
"""What stands behind the year that an amount is compared with."""
_GREW = re.compile(r"\s*(?:순|[^()]{1,24}(?:대비|보다)\s?)?(?:(?P<less>감(?:액|소)?)|증(?:액|가)?)\s?[:：]?\s*")
"""The word before a difference: `증 300백만원`."""
_OPEN, _CLOSE = "([（［", ")]）］"
_BRACKET = re.compile(r"[(\[（［]")


@filled_at_once
@dataclass(frozen=True, slots=True)
class Clause:
    """One amount; `claims` are the stretches of the text that it says."""

    money: Money
    words: Words
    claims: tuple[tuple[int, int], ...]
    outer: bool = True
    """False where it only explains another amount, in the brackets behind that."""
    enclosed: bool = False
    """It stands in brackets behind words that it prices: `서버 교체(30,000천원)`."""
    before: str = ""
    """The words it stands behind: in front of the amount, or of its brackets."""
    change: bool = False
    """Words behind it say that something grew or shrank by so much; of a budget only if the line speaks of one."""
    times: Decimal | None = None
    """How often a price is paid: 10 in `3,000천원 × 10면`."""


def read_clauses(text: str, start: int = 0, unit: int | None = None) -> list[Clause]:
    """Every amount from `start` on, in order; `unit` is the won that a bare number is worth (under a caption)."""
    found = [money for money in find_money(text) if money.start >= start]
    if not found and unit is not None:
        found = _bare_cell(text, start, unit)
    return list(_clauses(text, start, found)) if found else []


def _bare_cell(text: str, start: int, unit: int) -> list[Money]:
    """The number a cell begins with: `1,395,044(구비)`, `(시비) 266`."""
    match = _CELL.match(text, start)
    if match is None:
        return []
    return [_money(match, match.start("sign") if match["sign"] else match.start("body"), unit)]


def _money(match: re.Match[str], start: int, unit: int) -> Money:
    """A bare number in `unit` won."""
    value = Decimal(match["body"].replace(",", "")) * unit
    quantum = max(1, int(quantum_of(match["body"]) * unit))
    sign = match.groupdict().get("sign")
    return Money(start, match.end("body"), -int(value) if sign else int(value), match["body"], quantum, "")


def _brackets(text: str, start: int) -> list[tuple[int, int]]:
    """Outermost brackets from `start` on as (position of the opening, position after the closing)."""
    found: list[tuple[int, int]] = []
    if _BRACKET.search(text, start) is None:
        return found
    depth, opened = 0, 0
    for position in range(start, len(text)):
        if text[position] in _OPEN:
            opened = position if depth == 0 else opened
            depth += 1
        elif text[position] in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, position + 1))
    if depth:
        found.append((opened, len(text)))
    return found


def _clauses(text: str, start: int, amounts: list[Money]) -> Iterator[Clause]:
    """Outer amounts with their brackets; amounts in brackets that explain none."""
    if len(amounts) == 1 and amounts[0].start == start == 0 and amounts[0].end == len(text):
        yield Clause(amounts[0], read_words(""), ((0, len(text)),))  # nothing stands beside the number
        return
    brackets = _brackets(text, start)
    boundary = start
    taken = -1
    for money in amounts:
        if money.start < taken:
            continue
        holder = next((pair for pair in brackets if pair[0] < money.start < pair[1]), None)
        if holder is None or text[holder[1] :].strip()[:1].isdigit():
            lead = _last_piece(text[boundary : money.start])
            behind = next(
                (pair for pair in brackets if not text[money.end : pair[0]].strip() and pair[0] >= money.end), None
            )
            yield from _with_bracket(text, money, lead, behind)
            boundary = taken = behind[1] if behind else money.end
        else:
            before = text[boundary : holder[0]]
            inner = _last_piece(text[max(boundary, holder[0] + 1) : money.start])
            yield from _enclosed(text, money, before, inner, boundary < holder[0])
            boundary = money.end


def _last_piece(text: str) -> str:
    """What stands behind the last separator."""
    return _SEPARATOR.split(text)[-1]


def _enclosed(text: str, money: Money, before: str, inner: str, first: bool) -> Iterator[Clause]:
    """An amount in the brackets behind words: `한국지역정보개발원(241,490천원)`, `설치(대당 66,000천원)`."""
    words = read_words(inner)
    times = _TIMES.match(text, money.end)
    if times:
        words = words._replace(stage=Stage.UNIT_PRICE, cost=True)
    yield Clause(
        money=_signed(money, text, words),
        words=_with_change(words, text, money),
        claims=((money.start, money.end),),
        enclosed=True,
        before=before if first else "",
        times=_factor(text, money.end) if times else None,
    )


def _with_bracket(text: str, money: Money, lead: str, behind: tuple[int, int] | None) -> Iterator[Clause]:
    """An outer amount, and what the brackets directly behind it say."""
    words = _with_change(read_words(lead), text, money)
    grew = _GREW.fullmatch(lead)
    if grew:
        words, money = words._replace(name="", refused=False), _lessened(money, grew)
    claims = [(money.start, money.end)]
    further: list[Clause] = []
    if behind is not None:
        source, further, claimed = _inside(text, money, behind)
        if source and not words.source:
            words = words._replace(source=source)
        claims += claimed
    times = _TIMES.match(text, money.end)
    counted = _TIMES_BEFORE.search(text, 0, money.start)
    if times or counted:
        words = words._replace(stage=Stage.UNIT_PRICE, cost=True)
    factor = _factor(text, money.end) if times else Decimal(counted[1].replace(",", "")) if counted else None
    yield Clause(
        _signed(money, text, words),
        words,
        tuple(claims),
        before=lead,
        change=bool(grew or _LESS.match(text, money.end) or _MORE.match(text, money.end)),
        times=factor,
    )
    yield from further


def _lessened(money: Money, grew: re.Match[str]) -> Money:
    """A difference as a negative amount where the word before it says so: `감 300백만원`."""
    return money._replace(amount_krw=-abs(money.amount_krw)) if grew["less"] else money


def as_change(clause: Clause, text: str) -> Clause:
    """The clause as a difference of budgets: `전년도 예산액 50억 원보다 2억 원 감소`."""
    year = "" if _BASE.search(text, 0, clause.money.start) else clause.words.year
    words = clause.words._replace(stage=Stage.CHANGE, cost=True, year=year)
    return replace(clause, money=_signed(clause.money, text, words), words=words)


def _factor(text: str, position: int) -> Decimal:
    """Product of all factors behind a price: 60 for `× 5명 × 12월`."""
    factor = Decimal(1)
    while (match := _TIMES.match(text, position)) is not None:
        factor *= Decimal(match[1].replace(",", ""))
        position = match.end()
    return factor


def _with_change(words: Words, text: str, money: Money) -> Words:
    """집행 behind an amount gives its stage, 감 or 증 makes it a change; 이상, 절감 and the like make it no sum."""
    if money.end == len(text):
        return words
    if _SPENT.match(text, money.end):
        return words._replace(stage=Stage.EXECUTED, cost=True)
    if _INVESTED.match(text, money.end):
        words = words._replace(cost=True)
    if words.cost and words.stage is None and _OF_WHICH.match(text, money.end):
        return words._replace(stage=Stage.APPROPRIATED)
    if (_LESS.match(text, money.end) or _MORE.match(text, money.end)) and words.is_budget:
        year = "" if _BASE.search(text, 0, money.start) else words.year
        return words._replace(stage=Stage.CHANGE, year=year)
    if after_pattern().match(text, money.end):
        return words._replace(refused=True)
    return words


def _signed(money: Money, text: str, words: Words) -> Money:
    """A decrease (`50백만원 감`) as a negative amount."""
    if words.stage is Stage.CHANGE and money.amount_krw > 0 and _LESS.match(text, money.end):
        return money._replace(amount_krw=-money.amount_krw)
    return money


def _inside(text: str, main: Money, bracket: tuple[int, int]) -> tuple[str, list[Clause], list[tuple[int, int]]]:
    """Source of the main amount, further clauses, and what of the brackets the main amount claims."""
    unit = UNITS.get(squeeze(main.unit)) or max(1, main.quantum_krw)
    moneys = [money for money in find_money(text[: bracket[1]]) if money.start > bracket[0]]
    clauses: list[Clause] = []
    named: list[Clause] = []
    sources: list[tuple[str, tuple[int, int]]] = []
    closed = bracket[0] >= 0 and text[bracket[0]] in _OPEN and text[bracket[1] - 1] in _CLOSE
    for first, last in _parts(text, bracket[0] + 1, bracket[1] - closed):
        price = _price(text, first, last, main, unit, moneys)
        if price is not None:
            clauses.append(price)
            continue
        own = next((money for money in moneys if first <= money.start < last), None)
        source = source_pattern().search(text, first, last) or _SHORT.search(text, first, last)
        number = _number_behind(text, source.end() if source else first, last, unit) if own is None else None
        if source and (amount := own or number):
            words = read_words(text[first : source.start()])._replace(
                source=SHORT_SOURCES.get(source["source"], source["source"]), name=""
            )
            clauses.append(Clause(amount, words, ((amount.start, amount.end),), outer=False))
        elif own:
            words = _with_change(read_words(text[first : own.start]), text, own)
            if grew := _GREW.fullmatch(text, first, own.start):
                words = NOTHING._replace(stage=Stage.CHANGE, cost=True)
                own = _lessened(own, grew)
            clauses.append(
                Clause(
                    _signed(own, text, words),
                    words,
                    ((own.start, own.end),),
                    outer=False,
                    before=text[first : own.start],
                )
            )
            clauses.extend(_difference(text, moneys, own.end, last))
        elif whole := whole_source(text[first:last]):
            sources.append((whole, (first, last)))
        elif last_number := _number_closing(text, first, last, unit):
            name = text[first : last_number.start].strip(" :：")
            claimed = ((last_number.start, last_number.end),)
            named.append(Clause(last_number, read_words(name), claimed, outer=False, before=name))
    if sum(bool(clause.words.source) for clause in clauses) > 1:
        clauses = [_as_other_source(clause) for clause in clauses]
        named = [_as_other_source(clause) for clause in named]
    if named and (_adds_up([*clauses, *named], main) or _adds_up(named, main)):
        clauses.extend(named)
    if len(sources) == 1 and not any(clause.words.source for clause in clauses):
        return sources[0][0], clauses, [sources[0][1]]
    return "", clauses, []


def _difference(text: str, moneys: Sequence[Money], first: int, last: int) -> Iterator[Clause]:
    """By how much a budget grew or shrank against the one before it: `(전년도 예산 5억 원 대비 2억 원 증)`."""
    for money in moneys:
        if first <= money.start < last and (_LESS.match(text, money.end) or _MORE.match(text, money.end)):
            words = NOTHING._replace(stage=Stage.CHANGE, cost=True)
            yield Clause(_signed(money, text, words), words, ((money.start, money.end),), outer=False)


def _as_other_source(clause: Clause) -> Clause:
    """`기타 50` beside shares of two sources is a share, too."""
    name = squeeze(clause.words.name)
    if name not in OTHER_SOURCES or clause.words.source:
        return clause
    return replace(clause, words=clause.words._replace(source=name, name=""))


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Parts of a bracket between its separators."""
    cuts = [match.span() for match in _PART.finditer(text, start, stop)]
    cuts += [(match.start(), match.start()) for match in _NEXT_SOURCE.finditer(text, start, stop)]
    first = start
    for cut, after in sorted(cuts):
        if text[first:cut].strip():
            yield first, cut
        first = after
    yield first, stop


def _number_behind(text: str, start: int, stop: int, unit: int) -> Money | None:
    """A bare number of a bracket, in the main amount's unit; None for a percentage or a count."""
    match = _BARE.search(text, start, stop)
    if match is None or re.match(r"\s?[%％가-힣A-Za-z㎡]", text[match.end() : stop]):
        return None
    return _money(match, match.start("sign") if match["sign"] else match.start("body"), unit)


def read_shares(text: str, start: int, main: Money) -> list[Clause]:
    """Numbers with years, sources or names from `start` on, in the unit of an amount that another line or cell prints.

    None unless they add up to it.
    """
    shares = _inside(text, main._replace(start=0, end=0), (start - 1, len(text)))[1]
    return shares if sum(clause.money.amount_krw for clause in shares) == main.amount_krw else []


def _number_closing(text: str, start: int, stop: int, unit: int) -> Money | None:
    """The bare number that closes a part behind its name, in the main amount's unit: `'24년 200`, `대상 1`."""
    match = _CLOSING.search(text, start, stop)
    if match is None or not text[start : match.start("body")].strip(" :："):
        return None
    return _money(match, match.start("sign") if match["sign"] else match.start("body"), unit)


def _adds_up(parts: list[Clause], main: Money) -> bool:
    """Whether bare numbers in brackets are shares of the amount before them: they sum up to it, or are its years."""
    total = sum(clause.money.amount_krw for clause in parts)
    return total == main.amount_krw or (
        total < main.amount_krw and all(clause.words.year and not clause.words.name for clause in parts)
    )


def whole_source(part: str) -> str:
    """The source that pays all: `전액구비`, `시비 100%`, `구비`; empty for anything else."""
    plain = squeeze(part)
    for word in vocabulary("sources", "whole"):
        plain = plain.replace(word, "")
    plain = plain.strip("()[]:： %재원")
    match = source_pattern().fullmatch(plain)
    return match["source"] if match else ""


def _price(text: str, first: int, last: int, main: Money, unit: int, moneys: list[Money]) -> Clause | None:
    """`3,000천원 × 10면` as the price of one; a bare number only where the product is the main amount."""
    sign = re.search(r"[×xX✕*＊]", text[first:last])
    if sign is None:
        return None
    money = next((item for item in moneys if first <= item.start < last), None)
    if money is None:
        bare = _BARE.search(text, first, first + sign.start())
        money = _money(bare, bare.start("body"), unit) if bare else None
        if money is None or _factor(text, first + sign.start()) * money.amount_krw != main.amount_krw:
            return None
        times = _factor(text, first + sign.start())
    elif money.start < first + sign.start():
        times = _factor(text, money.end)
    else:
        counted = _TIMES_BEFORE.search(text, first, money.start)
        times = Decimal(counted[1].replace(",", "")) if counted else Decimal(1)
    words = NOTHING._replace(stage=Stage.UNIT_PRICE, cost=True)
    lead = text[first : money.start]
    return Clause(money, words, ((money.start, money.end),), outer=False, before=lead, times=times)
