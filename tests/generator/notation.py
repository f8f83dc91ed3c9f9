"""Ways of writing money, dates and numbers."""

from __future__ import annotations

from datetime import date

from .model import Metric, Period
from .writer import Writer

SPELLINGS = {
    1: ("원",),
    1000: ("천원", "천 원"),
    10_000: ("만 원", "만원"),
    1_000_000: ("백만원", "백만 원"),
    100_000_000: ("억 원", "억원"),
}
UNITS = {word: size for size, words in SPELLINGS.items() for word in words}
TAGS = {
    1: "money.won",
    1000: "money.thousand",
    10_000: "money.man",
    1_000_000: "money.million",
    100_000_000: "money.eok",
}
WEEKDAYS = "월화수목금토일"


def number(value: int, unit: str) -> str:
    """An amount in a unit, with thousands separators."""
    size = UNITS[unit]
    if value % size == 0:
        return f"{value // size:,}"
    for digits in range(1, 6):
        if value * 10**digits % size == 0:
            return f"{value / size:,.{digits}f}"
    raise ValueError(f"{value} does not fit {unit}")


def coarseness(amount: int, unit: str) -> int:
    """What one step of the last digit is worth that a unit, or words of 억 and 만, print of an amount."""
    size = UNITS.get(unit, 100_000_000)
    step = next(10**power for power in range(8, -1, -1) if amount % 10**power == 0)
    return min(size, step)


def beyond_rounding(true: int, step: int, others: list[int], unit: str = "") -> int:
    """The amount, raised by whole steps until rounding or cutting off explains it no more.

    What two or more printed figures leave open is no contradiction: a restatement rounded or cut off in its last
    printed unit is none, and of a sum only what its printed digits prove.
    """
    shown = true + step
    while shown - true <= sum(coarseness(a, unit) for a in others) + coarseness(shown, unit):
        shown += step
    return shown


def exact_units(amounts: list[int], table: bool) -> list[int]:
    """Sizes of the units in which all amounts are exact."""
    found = []
    for size in SPELLINGS:
        step = size // 10 if size == 1_000_000 and table else size
        if size == 100_000_000:
            step = size // 100
        if size == 10_000 and (table or max(abs(a) for a in amounts) >= 10**9):
            continue
        if size == 100_000_000 and max(abs(a) for a in amounts) < size // 10:
            continue
        if all(a % step == 0 for a in amounts):
            found.append(size)
    return found


def mixed(amount: int) -> str:
    """An amount such as 7억 4천2백만 원."""
    eok, man = divmod(amount // 10_000, 10_000)
    words = [f"{eok:,}억"] if eok else []
    if man:
        if man % 100 or not man // 100:
            words.append(f"{man:,}만")
        else:
            thousands, hundreds = divmod(man // 100, 10)
            words.append((f"{thousands}천" if thousands else "") + (f"{hundreds}백" if hundreds else "") + "만")
    return " ".join(words) + " 원"


def money_unit(w: Writer, amounts: list[int], table: bool = False) -> str:
    """Chooses how money is written in a text or table: a unit or 'mixed'."""
    fit = exact_units([a for a in amounts if a] or [0], table)
    tags = [TAGS[u] for u in fit]
    if not table and all(a % 1_000_000 == 0 and a > 0 for a in amounts) and max(amounts) >= 10**8:
        tags += ["money.mixed", "money.mixed"]
    if not table and len(tags) > 1 and "money.won" in tags and w.rng.random() < 0.5:
        tags.remove("money.won")
    tag = w.pick(tags)
    if tag == "money.mixed":
        return "mixed_tight" if w.maybe("money.mixed_tight", 0.3) else "mixed"
    return w.rng.choice(SPELLINGS[next(size for size, t in TAGS.items() if t == tag)])


def money(amount: int, unit: str, bare: bool = False) -> str:
    """An amount with its unit (bare: without, where the unit stands before)."""
    if unit.startswith("mixed"):
        text = mixed(amount) if amount else "0원"
        return text.replace(" ", "") if unit == "mixed_tight" else text
    return number(amount, unit) + ("" if bare else unit)


def minus(w: Writer, text: str) -> str:
    """A negative number in one of the usual signs."""
    sign = w.pick(["minus.triangle", "minus.black", "minus.dash"])
    return {"minus.triangle": "△", "minus.black": "▲", "minus.dash": "-"}[sign] + text


def _short(year: int, style: str) -> str:
    return (
        f"'{year % 100:02d}"
        if style == "date.quote_short"
        else (f"{year % 100:02d}" if style == "date.compact" else str(year))
    )


def _month(w: Writer, style: str, year: int, month: int, with_year: bool) -> str:
    if not with_year:
        return f"{month}월"
    if style == "date.hangul":
        return f"{year}년 {month}월"
    if style == "date.compact":
        return f"{_short(year, style)}.{month}."
    return f"{_short(year, style)}. {month}."


STYLES = ("date.quote_short", "date.full", "date.hangul", "date.compact")


def _day(w: Writer, style: str, p: Period, with_year: bool) -> str:
    if not with_year:
        return f"{p.m1}월 {p.d1}일"
    if style == "date.hangul":
        return f"{p.y1}년 {p.m1}월 {p.d1}일"
    gap = "" if style == "date.compact" else " "
    text = f"{_short(p.y1, style)}.{gap}{p.m1}.{gap}{p.d1}."
    if style == "date.full" and w.maybe("date.weekday", 0.5):
        text += f"({WEEKDAYS[date(p.y1, p.m1, p.d1).weekday()]})"
    return text


def _span(w: Writer, style: str, p: Period, with_year: bool) -> str:
    tilde = w.rng.choice((" ~ ", "~", " ∼ "))
    first = _month(w, style, p.y1, p.m1, with_year)
    if p.kind == "open":
        w.tag("date.open")
        return first + tilde.rstrip() + w.rng.choice(("", " 계속"))
    if p.y1 == p.y2:
        last = f"{p.m2}월" if style == "date.hangul" or not with_year else f"{p.m2}."
        if with_year and style != "date.hangul" and w.rng.random() < 0.25:
            last = _month(w, style, p.y2, p.m2, True)
        return first + tilde + last
    w.tag("date.cross_year")
    return first + tilde + _month(w, style, p.y2, p.m2, True)


def period_text(w: Writer, p: Period, with_year: bool = True) -> str:
    """A period or date in one of the usual notations."""
    year = f"{p.y1}년 " if w.rng.random() < 0.7 else f"'{p.y1 % 100:02d}년 "
    prefix = year if with_year else ""
    if p.kind == "annual":
        if with_year and w.rng.random() < 0.4:
            return _span(w, w.pick(STYLES), p, True)
        w.tag("date.annual")
        return prefix + "연중"
    if p.kind == "half":
        w.tag("date.half")
        return prefix + ("상반기" if p.m1 == 1 else "하반기")
    if p.kind == "quarter":
        w.tag("date.quarter")
        return f"{prefix}{(p.m1 + 2) // 3}" + w.rng.choice(("/4분기", "분기"))
    if p.kind == "years":
        w.tag("date.year_range")
        form = w.rng.choice(("{a}~{b}", "{a}년 ~ {b}년", "{a} ~ {b}", "{a}. ~ {b}."))
        return form.format(a=p.y1, b=p.y2)
    style = w.pick(STYLES)
    if p.kind == "day":
        return _day(w, style, p, with_year)
    if p.kind == "month":
        if style == "date.hangul" and w.maybe("date.month_part", 0.4):
            return _month(w, style, p.y1, p.m1, with_year) + w.rng.choice((" 중", "초", "말"))
        return _month(w, style, p.y1, p.m1, with_year)
    return _span(w, style, p, with_year)


def plain_number(w: Writer, value: str) -> str:
    """A count as it is printed."""
    if "." in value or not value.isdigit():
        return value
    if int(value) >= 10_000 and int(value) % 1000 == 0 and w.maybe("number.man_cheon", 0.5):
        man, rest = divmod(int(value), 10_000)
        return f"{man}만" + (f"{rest // 1000}천" if rest else "")
    return f"{int(value):,}"


def metric_text(w: Writer, m: Metric, subject: str, line: int, when: str | None = None) -> str:
    """Text of a counted thing; adds its gold rows at the line that will hold it."""

    def put(value: str, dims: str = "") -> None:
        w.metric(line, subject, m.noun, value, m.unit, dims, when)

    first = plain_number(w, m.value)
    verb = f" {m.verb}" if m.verb else ""
    if m.shape == "arrow":
        w.tag("number.arrow")
        put(m.value, "at=before")
        put(m.value2, "at=after")
        return f"{m.noun} {first}{m.unit} → {plain_number(w, m.value2)}{m.unit}{verb}"
    if m.shape == "range":
        w.tag("number.range")
        put(m.value, "bound=min")
        put(m.value2, "bound=max")
        return f"{m.noun} {first}~{m.value2}{m.unit}{verb}"
    if m.shape == "bound":
        w.tag("number.bound")
        put(m.value, f"bound={m.value2}")
        return f"{m.noun} {first}{m.unit} {m.value2}{verb}"
    if m.shape == "per" and m.unit == "회":
        w.tag("number.per")
        put(m.value, "per=연")
        return f"{m.noun} 연 {first}{m.unit}{verb}"
    w.tag("number.percent" if m.unit == "%" else "number.plain")
    put(m.value)
    return f"{m.noun} {first}{m.unit}{verb}"
