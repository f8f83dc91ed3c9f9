"""Which numbers of a text are figures: counts with a unit, percentages, money; ranges, bounds, arrows among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.records.filling import filled_at_once
from mapper.values.dates import Period
from mapper.values.money import find_money
from mapper.values.numbers import PLAIN, Quantity, find_quantities
from mapper.values.words import NEVER_SPACED, any_of

_RANGE_BEFORE = re.compile(rf"(?<![\d.,])({PLAIN}(?:만|천|백)?)\s?[~∼～-]\s?$")
_BOUND_BEFORE = re.compile(r"(?<![가-힣])(최대|최소|약)\s?$")
_ARROW_BEFORE = re.compile(rf"(?<![\d.,])({PLAIN}(?:만|천|백)?)\s?(?:→|⇒|➡|➔|->)\s?$")
_ARROW = re.compile(r"(?:→|⇒|➡|➔|⇨|▶|->|=>)")
_FROM = re.compile(r"에서\s")
_TO = re.compile(r"(?:으로|로|까지)\s?[가-힣]")
_LAWS = re.compile(r"[「『][^」』]*[」』](?:\s?제?\d+조(?:의\s?\d+)?(?:\s?제?\d+항)?(?:\s?제?\d+호)?)?")
_BRACKETED_NUMBER = re.compile(r"\((\d{1,3})\)(?=[가-힣])")
_PER_ONE = re.compile(
    r"1(?<![\d,.]1)\s?(?:인\s?1\s?일|(?:인|일|회|주|월|년|가구|개소|대|건|명|세대|마리|개월|개)(?=당|\s평균|\s?\d|\s?기준\s))"
)
_CLOCK = re.compile(
    r"\d{1,2}\s?[:：]\s?\d{2}|(?:오전|오후)?\s?\d{1,2}시(?!간|민|군|설|정|범|행|작|스|장|의|내|도|청|비|립|군구|즌)(?:\s?\d{1,2}분)?"
)
_CLOCK_HINT = re.compile(r"\d(?:시|\s?[:：]\s?\d)")
"""What every time of the clock holds."""
_ORDINAL = re.compile(r"제(?<![가-힣]제)\s?\d[\d,]*(?:[-‧·]\d+)?\s?(?:[가-힣]{1,3})?")
_RATIO = re.compile(r"\d+\s?:\s?\d+")
_TERM = re.compile(r"민선\s?\d\s?기")
_STEP = re.compile(r"\[?\d\s?단계\]?")
_GRADES = re.compile(r"^\d{1,2}\s?급(?=\s+\d)|\d{1,2}(?:\s?[~∼·,]\s?\d{1,2})?\s?급(?!\s?\d)(?!여|식|수|행)")


_STRETCH = re.compile(r"(?<![\d,.~∼])\d구간(?=\s(?:\d|[가-힣]))")
"""The number of a stretch before its length or its work: `2구간 4.2km`; 3개 구간 counts."""
_MASKS = (
    ("「", _LAWS),
    ("『", _LAWS),
    ("민선", _TERM),
    ("제", _ORDINAL),
    ("시", _CLOCK),
    (":", _CLOCK),
    ("단계", _STEP),
    ("구간", _STRETCH),
    ("급", _GRADES),
    ("1", _PER_ONE),
    (":", _RATIO),
)
"""What is no figure, each with a sign without which it does not occur."""
DIGIT = re.compile(r"\d")
_MONEY_BOUND = re.compile(r"\s?(이상|이하|이내|내외|미만|초과)")
_TIMES_PRICE = re.compile(r"\s?[×xX*]\s?@?\d[\d,.]*\s?(?:천|만|백만|억)?\s?원")
_NOUN_BEFORE = re.compile(r"[가-힣)\]A-Za-z]\s$")
_NEAR_SIDE = re.compile(rf"{PLAIN}\s?[가-힣]{{0,2}}\s?(?:→|⇒|➡|➔|->|[~∼～-])\s?$")
"""The lower end of a range or the side before an arrow, directly before a number."""
_NEAR_SIGNS = frozenset("→⇒➡➔>~∼～-")
_BOUND_WORDS = ("약", "최대", "최소")
_SIZE_LABEL = re.compile(r"(?:규모|대상|물량|사업량|수량)\s?[:：]\s?$")
_COUNTED_AFTER = re.compile(
    r"\s?(?:[,，)/·\d→⇒➡➔~∼～]|$|신축|개축|증축|개보수|리모델링|정비|철거|설치|조성|건립|운영|도입|구매|보수|구입|편성|보급|규모|교체|발간|이상|이내|내외|[(（])"
)
_COUNT_BESIDE = re.compile(r"\s?[:：]?\s?\d")
"""`1등급 96`: a grade whose count follows is a part's name."""
_ACT_WORD = re.compile(r"\s([가-힣]{2,4})")
_MONTHLY = ("매월", "매달", "격월", "당월", "익월", "매 월")
_GLUED_LIST = re.compile(r"[가-힣]\d{1,2}[,·]\s?$")
_TILDE = re.compile(r"\s?[~∼～-]\s?")
_GROUP = re.compile(r"[(（][^()（）]*[)）]")
_STATE_BEFORE = re.compile(r"[\s가-힣%]{0,6}")
_STATE_AFTER = re.compile(r"\s*(?:[가-힣]{1,2}\s*)?")


@filled_at_once
@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text that is a metric; `start` and `end` delimit it there."""

    start: int
    end: int
    value: Decimal
    unit: str
    printed: str
    quantum: Decimal
    bound: str = ""
    """이상, 이내, 여 ..., `min` or `max`."""
    at: str = ""
    """`before` or `after` an arrow."""
    joined: str = ""
    """The noun that the counter 개 counts, where it follows: `5개 과정`."""
    money: bool = False


@cache
def _words(key: str) -> frozenset[str]:
    """A list of the lexicon."""
    return frozenset(str(load("metrics")[key]).split())


@cache
def _set_words() -> re.Pattern[str]:
    """Set words that begin with a number."""
    words = str(load("metrics")["set_words"]).split("|")
    great = "|".join(_words("great_nouns"))
    return re.compile(
        rf"(?<!\d){any_of(words, spaced_from=NEVER_SPACED)}|(?<![\d,.])\d{{1,2}}대\s?(?:{great})(?![가-힣]*\d)"
    )


@cache
def _set_hint() -> re.Pattern[str]:
    """The same words in a pattern that the engine can skip with; those of 대 apart."""
    words = str(load("metrics")["set_words"]).split("|")
    return re.compile(any_of(words, spaced_from=NEVER_SPACED, not_after=r"\d"))


@cache
def _counted() -> re.Pattern[str]:
    """A noun that joins the counter 개: `개 과정`."""
    nouns = {word[1:] for word in str(load("units")["counters"]).split() if word.startswith("개") and len(word) > 1}
    nouns |= _words("counted_nouns")
    nouns -= {"월", "소", "년", "면", "식", "소대", "소식"}
    longest = sorted(nouns, key=len, reverse=True)
    return re.compile(
        rf"\s?({'|'.join(map(re.escape, longest))})(?=$|[\s,，)(/·.:→⇒➡➔]|에|을|를|이|의|로|와|과|은|는|별)"
    )


def mask_numbers(text: str, periods: Sequence[Period]) -> str:
    """The text with dates, law titles, ordinals, clock times and set words blanked, of the same length."""
    return _mask(text, tuple(periods))


@lru_cache(maxsize=1024)
def _mask(text: str, periods: tuple[Period, ...]) -> str:
    """The mask behind `mask_numbers`."""
    masked = text
    if periods:
        characters = list(text)
        for period in periods:
            characters[period.begin : period.stop] = " " * (period.stop - period.begin)
        masked = "".join(characters)
    if "(" in masked:
        masked = _BRACKETED_NUMBER.sub(lambda match: f" {match[1]} ", masked)
    for sign, pattern in _MASKS:
        if sign in masked and (pattern is not _CLOCK or _CLOCK_HINT.search(masked)):
            masked = pattern.sub(_spaces, masked)
    return _set_words().sub(_spaces, masked) if "대" in masked or _set_hint().search(masked) else masked


def _spaces(match: re.Match[str]) -> str:
    """As many blanks as the match is long."""
    return " " * (match.end() - match.start())


def find_figures(text: str, periods: Sequence[Period]) -> list[Figure]:
    """Every figure of the text in order, ranges as min and max, arrows as before and after."""
    if not DIGIT.search(text):
        return []
    masked = mask_numbers(text, periods)
    found = sorted(_numbers(masked), key=lambda figure: figure.start)
    return _arrows(masked, _ranges(masked, found))


def _numbers(masked: str) -> Iterator[Figure]:
    """Money and counts, each place once."""
    taken: list[tuple[int, int]] = []
    for money in find_money(masked):
        taken.append((money.start, money.end))
        bound = _MONEY_BOUND.match(masked[money.end :])
        yield Figure(
            money.start,
            money.end + (bound.end() if bound else 0),
            Decimal(money.amount_krw),
            "원",
            money.printed,
            Decimal(money.quantum_krw),
            bound=bound[1] if bound else _bound_before(masked, money.start),
            money=True,
        )
    for quantity in find_quantities(masked):
        if any(quantity.start < end and start < quantity.end for start, end in taken):
            continue
        if _is_count(masked, quantity):
            yield _figure(masked, quantity)


def _bound_before(masked: str, position: int) -> str:
    """The word of a bound directly before a number; empty for none."""
    before = masked[:position]
    match = _BOUND_BEFORE.search(before) if before.rstrip().endswith(_BOUND_WORDS) else None
    return match[1] if match else ""


def _is_count(masked: str, quantity: Quantity) -> bool:
    """Whether a number with a unit counts something: not an ordinal, a place, a floor, a part of a name."""
    unit = quantity.unit
    before = masked[: quantity.start]
    if before.rstrip()[-1:] in _NEAR_SIGNS:
        before = _NEAR_SIDE.sub("", before)
    glued = before[-1:].isalpha() and "가" <= before[-1] <= "힣"
    if unit == "등급" and _COUNT_BESIDE.match(masked, quantity.end):
        return False
    if unit in _words("never_units"):
        if unit == "호":
            sized = _SIZE_LABEL.search(before) is not None or _house_label().search(before) is not None
            sized = sized and _is_counted_after(masked[quantity.end :])
            return not glued and (sized or before.rstrip().endswith(tuple(_words("house_nouns"))))
        named = _NOUN_BEFORE.search(before) or (
            unit == "동" and (not before.strip() or before.rstrip()[-1] in ":：,，(")
        )
        if unit not in _words("counting_after_noun") or glued or not named:
            return unit == "등급" and not glued
        return _is_counted_after(masked[quantity.end :])
    if unit in {"과", "팀", "동", "국", "반"} and _GLUED_LIST.search(before):
        return False
    if glued and unit in {
        "과",
        "팀",
        "국",
        "교",
        "지구",
        "구간",
        "지역",
        "권역",
        "노선",
        "공원",
        "구",
        "개통",
        "센터",
        "터미널",
        "반",
        "역",
    }:
        return False
    if unit == "일" and before.rstrip().endswith(_MONTHLY):
        return False  # `매월 25일`: a day of the month
    return not (unit in {"년", "일"} and glued and before.endswith(("제", "매")))


@cache
def _house_label() -> re.Pattern[str]:
    """A label about houses, directly before a number: `빈집 실태조사 완료 : 412호`."""
    return re.compile(
        rf"(?:^|\s)(?:{'|'.join(_words('house_nouns'))})(?:\s[가-힣]+){{0,3}}\s*(?:[(（][^()（）]*[)）])?\s?[:：]\s?$"
    )


def _is_counted_after(after: str) -> bool:
    """Whether what follows a number with 동, 기, 호 ... lets it count: the clause's end, a further number, an act."""
    act = _ACT_WORD.match(after)
    return _COUNTED_AFTER.match(after) is not None or (act is not None and act[1] in _words("acts"))


def _figure(masked: str, quantity: Quantity) -> Figure:
    """A quantity as a figure, the noun after the counter 개 joined to it."""
    unit, end, joined, bound = quantity.unit, quantity.end, "", quantity.bound
    if unit == "개" and (noun := _counted().match(masked, end)):
        joined, end = noun[1], noun.end()
    if not bound:
        bound = _bound_before(masked, quantity.start)
    return Figure(
        quantity.start, end, quantity.value, unit, quantity.printed, quantity.quantum, bound=bound, joined=joined
    )


def is_factor(text: str, figure: Figure) -> bool:
    """Whether a number multiplies a price: `3,000천원 × 10면`, `10면 × 3,000천원`."""
    before = text[: figure.start].rstrip()
    if before.endswith(("×", "x", "X", "*")) and (figure.money or "원" in before):
        return True
    return _TIMES_PRICE.match(text, figure.end) is not None


def _ranges(masked: str, found: list[Figure]) -> list[Figure]:
    """`3~4개` and `3개 ~ 4개` as two figures with the bounds min and max."""
    figures: list[Figure] = []
    for figure in found:
        between = masked[figures[-1].end : figure.start] if figures else ""
        if figures and figures[-1].unit == figure.unit and _TILDE.fullmatch(between):
            figures[-1] = replace(figures[-1], bound="min")
            figures.append(replace(figure, bound="max"))
            continue
        before = masked[: figure.start]
        open_range = _RANGE_BEFORE.search(before) if before.rstrip()[-1:] in _NEAR_SIGNS else None
        if open_range:
            low = _low(open_range[1], figure)
            if low is not None:
                figures.append(
                    replace(
                        figure,
                        start=open_range.start(1),
                        end=open_range.end(1),
                        value=low,
                        printed=open_range[1],
                        bound="min",
                    )
                )
                figures.append(replace(figure, bound="max"))
                continue
        figures.append(figure)
    return figures


def _low(printed: str, figure: Figure) -> Decimal | None:
    """The lower end of a range whose unit stands at the upper end only; None where it is not lower."""
    found = find_quantities(printed + (figure.unit if not figure.money else "원"), bare=True)
    if not found:
        return None
    value = found[0].value
    if figure.money:
        value *= figure.quantum
    return value if value < figure.value else None


def _arrows(masked: str, found: list[Figure]) -> list[Figure]:
    """`320명 → 1,210명` as before and after; brackets and words of state may stand between."""
    if not ("에서" in masked or _ARROW.search(masked)):
        return found
    figures = list(found)
    for index, figure in enumerate(figures):
        start = _ARROW_BEFORE.search(masked[: figure.start])
        if start and not any(other.start <= start.start(1) < other.end for other in figures):
            value = _low(start[1], replace(figure, value=Decimal("Infinity")))
            if value is not None:
                early = replace(
                    figure, start=start.start(1), end=start.end(1), value=value, printed=start[1], at="before", bound=""
                )
                figures[index] = replace(figure, at="after")
                return _arrows_done([*figures[:index], early, *figures[index:]])
    for index, figure in enumerate(figures):
        for later in range(index + 1, len(figures)):
            between = _GROUP.sub("", masked[figure.end : figures[later].start])
            grown = _FROM.fullmatch(between) and _TO.match(masked, figures[later].end)
            arrow = _ARROW.search(between) or (_FROM.search(between) if grown else None)
            if arrow is None or figures[later].unit != figure.unit or figure.at == "after":
                continue
            if _depth(masked, figure.start) != _depth(masked, figures[later].start):
                continue
            if _STATE_BEFORE.fullmatch(between[: arrow.start()]) and _STATE_AFTER.fullmatch(between[arrow.end() :]):
                figures[index] = replace(figures[index], at="before")
                figures[later] = replace(figures[later], at="after")
                break
    return _arrows_done(figures)


def _arrows_done(figures: list[Figure]) -> list[Figure]:
    """Figures in brackets after a side of an arrow stand on that side: `5명(월별 3명) → 12명(월별 6명)`."""
    side, unit = "", ""
    done: list[Figure] = []
    for figure in figures:
        if figure.at:
            side, unit = figure.at, figure.unit
        done.append(replace(figure, at=side) if figure.unit == unit else figure)
    return done


def _depth(text: str, position: int) -> int:
    """How many brackets are open at a position."""
    return sum((character in "(（") - (character in ")）") for character in text[:position])
