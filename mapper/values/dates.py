"""Printed dates and periods: `'22. 9. ~ 12.`, `2024. 2월 ~ 5월`, `상반기`, `1/4분기`, `연중`, `2025. 3. 14.(금)`.

Results follow definition 6: day `YYYY-MM-DD`, month `YYYY-MM`, year `YYYY`; a point in time has start = end, an
open range an empty end. A missing year comes from the date before it in the same text, else from the caller.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

_YEAR = (
    r"(?:(?P<y4>(?:19|20)\d\d)(?!\d|,\d)|['‘’`´′](?P<y2>\d\d)(?!\d)"
    r"|(?<![\d.,'])(?P<y2b>[0-4]\d(?=\s?년)|(?:1[3-9]|[23]\d)(?=\.\s?(?:1[0-2]|0?[1-9])\s?[.월])))"
)
_AFTER_MONTH = re.compile(r"\s?(?:간|째|정액|임차|평균|별)")
_NEXT_YEAR = re.compile(r"(?:익년|다음\s?해|이듬해)\s?(1[0-2]|0?[1-9])\s?(?:월|\.)")
_POINT = re.compile(
    rf"(?:{_YEAR}\s?(?P<ym>년도|년|\.|/|-)?\s{{0,2}})?"
    r"(?:"
    r"(?P<part>연\s?중(?!무휴)|상\s?반기|하\s?반기|상·하반기|상하반기)"
    r"|(?P<q>[1-4])\s?/\s?4\s?분?기?|(?P<q2>[1-4])\s?분기"
    r"|(?P<m>1[0-2]|0?[1-9])(?:\s?(?P<mm>월)|(?P<md>[./-])|(?<=\d{4}-\d\d)(?=[\s,:)\]~]|$))(?!\d{3})"
    r"(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:\s?(?P<dd>일)|\s?\.(?!\d)|(?<=\d{4}-\d\d-\d\d)(?=[\s,:)\]~]|$)|(?=\s?(?:\(\s?[월화수목금토일]\s?\)|[~∼～)\]]|$|,|현재|기준)))(?!\s?(?:개(?![최관통막장학원시소])|(?:대|명|건|회|차)(?![가-힣]))))?"
    r")?"
    r"(?P<weekday>\s?\(\s?[월화수목금토일]\s?\))?(?P<vague>\s?(?:초순|중순|하순|초(?![가-힣])|중(?![가-힣])|말(?![가-힣])|말(?=까지|부터|경|쯤|에\s)|경(?![가-힣])))?"
)
_MARK = re.compile(
    r"[\d'‘’`´′연상하](?:(?<=\d)(?:(?<=1)9\d\d|(?<=2)0\d\d|\d?\s?[월.]|(?<=[1-4])\s?/\s?4\s?분|(?<=[1-4])\s?분기|(?<=[0-4])\d\s?년)"
    r"|(?<=['‘’`´′])\d\d|(?<=연)\s?중|(?<=[상하])\s?반기|(?<=상)·?하반기)"
)
"""Where a date may begin; one set of signs in front, so that the engine skips to those."""
_RANGE = re.compile(r"\s{0,2}(?:[~∼～〜]|부터(?=\s)|(?<=[.월일년\d\s])[-–—](?=\s?['‘’\d(]))\s{0,2}")
_LIST = re.compile(r"\s?(?:[,，/·ㆍ]|및|과|와)\s?")
_END_MONTH = re.compile(
    r"(1[0-2]|0?[1-9])\s?(월|\.)"
    r"(?:\s?(3[01]|[12]\d|0?[1-9])\s?(일|\.(?!\d)|(?=\s?(?:\(\s?[월화수목금토일]|[)\]]|$|,|현재|기준)))|(?!\d))"
    r"(?:\s?\(\s?[월화수목금토일]\s?\))?(?:\s?[초중말](?![가-힣]))?"
)
_SHARED_MONTH = re.compile(
    r"(?<![\d.,])(1[0-2]|0?[1-9])((?:\s?[,·/]\s?(?:1[0-2]|0?[1-9]))+|\s?[~∼～-]\s?(?:1[0-2]|0?[1-9]))\s?월(?![가-힣]*차)"
)
_LIST_BEFORE = 24
"""So far before the first date that is sure may months stand that share its 월: `3, 6, 9, 12월`."""
_JOINED_MONTHS = re.compile(r"\d\s?[,·/~∼～-]\s?\d{1,2}\s?월")
"""Stands in all months that share one 월, and opens with a set of signs."""
_DURATION = re.compile(
    r"\s?(?:간|차|째|이상|이내|이하|초과|미만|경과|사용|주기|동안|마다|임차|거치|보관|보증|이용|연속|평균|만에|넘|여)"
)
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(-\d\d)?)?", re.ASCII)
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Of each month, by its number, in a year that is no leap year."""
_LEADING_YEAR = re.compile(r"(?:((?:19|20)\d\d)|['‘’`]?(\d\d))\s?(?:년|\.)\s?")


class Period(NamedTuple):
    """A date or period in a text; `start`/`end` as definition 6 has them, `begin`/`stop` delimit it in the text."""

    begin: int
    stop: int
    start: str
    end: str
    """Empty for an open range."""
    grain: str
    """Finest precision printed: `year`, `month`, `half`, `quarter`, `all_year` or `day`."""
    inherited: bool
    """The year does not stand in it."""
    open: bool = False


def find_periods(text: str, year: int | None = None, *, bare_years: bool = True) -> list[Period]:
    """Every date or period, in order; several points joined by `/` or `,` are several periods.

    `year` is used for a date without one, where no earlier date of the text gives it; without either the
    date is left out. A bare year is a period of grain `year` (left out with `bare_years=False`).
    """
    return list(_periods_by_year(text, bare_years)[year]) if may_hold_dates(text) else []


def read_periods(text: str, year: int | None = None, *, bare_years: bool = True) -> list[Period]:
    """The same of a text that may hold dates."""
    return list(_periods_by_year(text, bare_years)[year])


class _ByYear(dict[int | None, tuple[Period, ...]]):
    """The periods of a text by the year of a date without one; the same for all where every date has its own."""

    __slots__ = ("_bare_years", "_of_any", "_text")

    def __init__(self, text: str, bare_years: bool) -> None:
        super().__init__()
        self._text, self._bare_years = text, bare_years
        self._of_any: tuple[Period, ...] | None = None

    def __missing__(self, year: int | None) -> tuple[Period, ...]:
        found = self._of_any
        if found is None:
            periods, leans = _read_periods(self._text, year, self._bare_years)
            found = tuple(periods)
            self._of_any = None if leans else found
        self[year] = found
        return found


@lru_cache(maxsize=4096)
def _periods_by_year(text: str, bare_years: bool) -> _ByYear:
    """The periods of a text; readers ask for those of one line many times, and for several years."""
    return _ByYear(text, bare_years)


@lru_cache(maxsize=4096)
def may_hold_dates(text: str) -> bool:
    """Whether a date may begin anywhere in a text, whatever the year (cheap)."""
    return _MARK.search(text) is not None


def _read_periods(text: str, year: int | None, bare_years: bool) -> tuple[list[Period], bool]:
    """All periods, left to right, and whether any of them leans on `year`."""
    found: list[Period] = []
    leans = False
    position = 0
    last_year: int | None = None
    joined = "월" in text and _JOINED_MONTHS.search(text) is not None
    while True:
        mark = _MARK.search(text, position)
        if mark is None:
            return found, leans
        shared = _SHARED_MONTH.search(text, max(position, mark.start() - _LIST_BEFORE)) if joined else None
        led = _LEADING_YEAR.match(text, mark.start()) if joined else None
        if led and (follows := _SHARED_MONTH.match(text, led.end())):
            last_year = int(led[1]) if led[1] else 2000 + int(led[2])
            found.extend(one._replace(begin=mark.start()) for one in _shared_months(follows, last_year, False))
            position = follows.end()
            continue
        if shared and shared.start() <= mark.start() < shared.end() and not found_before(found, shared.start()):
            known = last_year or year
            leans = leans or last_year is None
            if known is not None:
                found.extend(_shared_months(shared, known, last_year is None))
                position = shared.end()
                continue
        match, own = _match_point(text, mark.start())
        known = own or last_year or year
        leans = leans or (match is not None and not (own or last_year))
        point = _point_at(text, match, own, known) if match is not None and known is not None else None
        if point is None:
            position = mark.end()
            continue
        period, last_year = point
        if not (period.grain == "year" and not bare_years):
            found.append(period)
        position = max(period.stop, mark.end())
        position, last_year = _listed(text, position, period, last_year, found)


def found_before(found: list[Period], position: int) -> bool:
    """Whether a found period already covers this position."""
    return bool(found) and found[-1].stop > position


def _listed(text: str, position: int, period: Period, year: int | None, found: list[Period]) -> tuple[int, int | None]:
    """Further points after `/` or `,` that lean on the period before: `'22. 9. / 12.`, `5월, 10월`."""
    while period.grain in {"month", "day"} and year is not None:
        separator = _LIST.match(text, position)
        if separator is None:
            break
        more = _END_MONTH.match(text, separator.end())
        if more is None or _RANGE.match(text, more.end()):
            break
        stamp, grain = _stamp(year, int(more[1]), int(more[3]) if more[3] else None)
        if not stamp:
            break
        found.append(Period(more.start(), more.end(), stamp, stamp, grain, period.inherited))
        position = more.end()
    return position, year


def _shared_months(match: re.Match[str], year: int, inherited: bool) -> list[Period]:
    """`3, 6월` as two points, `9~10월` as one range."""
    rest = match[2]
    if re.match(r"\s?[~∼～-]", rest):
        first, last = int(match[1]), int(re.findall(r"\d+", rest)[0])
        return [
            Period(
                match.start(),
                match.end(),
                f"{year}-{first:02}",
                f"{year + (last < first)}-{last:02}",
                "month",
                inherited,
            )
        ]
    months = [int(match[1]), *map(int, re.findall(r"\d+", rest))]
    return [
        Period(match.start(), match.end(), f"{year}-{month:02}", f"{year}-{month:02}", "month", inherited)
        for month in months
    ]


def _match_point(text: str, position: int) -> tuple[re.Match[str] | None, int | None]:
    """A point in time that begins at `position`, and the year printed in it; None where none begins there."""
    match = _POINT.match(text, position)
    if match is None or match.end() == position:
        return None, None
    if (own := _own_year(match)) is not None:
        return match, own
    inside = position and (text[position - 1].isdigit() or text[position - 1] in ".,")
    return (match if not inside and _stands_alone(match, text) else None), None


def _point_at(text: str, match: re.Match[str], own: int | None, known: int) -> tuple[Period, int] | None:
    """The period that begins with a point and the year it leaves behind; None for a day that does not exist."""
    start, end, grain = _bounds(match, known)
    if not start or (grain == "year" and not _is_year(text, match)):
        return None
    position, stop = match.span()
    inherited = own is None
    if text[stop - 1].isspace() and not match["vague"]:
        stop = position + len(match.group().rstrip())
    range_mark = _RANGE.match(text, stop)
    if range_mark is None or (match["part"] and not _POINT.match(text, range_mark.end())["part"]):  # type: ignore[index]
        if text.startswith("부터", stop) and grain != "year":
            return Period(position, stop + 2, start, "", grain, inherited, open=True), known
        return Period(position, stop, start, end, grain, inherited), known
    return _range_end(text, position, range_mark, (start, end, grain, inherited), known)


def _range_end(
    text: str, position: int, mark: re.Match[str], first: tuple[str, str, str, bool], year: int
) -> tuple[Period, int]:
    """The second half of a range; an open range where nothing dated follows."""
    start, end, grain, inherited = first
    after = mark.end()
    next_year = _NEXT_YEAR.match(text[after:])
    if next_year and grain in {"month", "day"}:
        return Period(
            position, after + next_year.end(), start, f"{year + 1}-{int(next_year[1]):02}", "month", inherited
        ), year + 1
    second = _POINT.match(text, after)
    if second is not None and second.end() > after and (own := _own_year(second)) is not None:
        _, until, last_grain = _bounds(second, own)
        if until and (last_grain != "year" or grain == "year" or _is_year(text, second)):
            stop = after + len(second.group().rstrip())
            return Period(position, stop, start, until, _finer(grain, last_grain), inherited), own
    month = _END_MONTH.match(text, after)
    if month is not None and grain != "year":
        if (
            grain == "day"
            and month[2] == "."
            and not month[3]
            and not re.match(r"\s?\d{1,2}", text[month.end() : month.end() + 3])
        ):
            day = int(month[1])
            same = start[:8] + f"{day:02}"
            if day >= int(start[8:10]) and _valid(same):
                return Period(position, month.end(), start, same, "day", inherited), year
        number = int(month[1])
        end_year = year + (number < int(start[5:7]))
        until, last_grain = _stamp(end_year, number, int(month[3]) if month[3] else None)
        if until:
            return Period(position, month.end(), start, until, _finer(grain, last_grain), inherited), end_year
    if second is not None and second["part"]:
        _, until, last_grain = _bounds(second, year)
        return Period(position, after + len(second.group().rstrip()), start, until, grain, inherited), year
    day_only = re.match(r"(3[01]|[12]\d|0?[1-9])\s?(?:일|\.)", text[after:])
    if day_only and grain == "day" and _valid(start[:8] + f"{int(day_only[1]):02}"):
        return Period(
            position, after + day_only.end(), start, start[:8] + f"{int(day_only[1]):02}", "day", inherited
        ), year
    bare = re.match(r"(1[0-2]|0?[1-9])(?=\s?(?:$|[),]))", text[after:])
    if bare and grain == "month" and int(bare[1]) >= int(start[5:7]):
        return Period(position, after + bare.end(), start, f"{year}-{int(bare[1]):02}", "month", inherited), year
    if "부터" in mark.group() or re.match(r"\s?(?:[:)\]:]|$|현재|계속)", text[after:]):
        return Period(position, after, start, "", grain, inherited, open=True), year
    return Period(position, mark.start(), start, end, grain, inherited), year


def _own_year(match: re.Match[str]) -> int | None:
    """The year printed in the point."""
    whole, short, bare = match.group("y4", "y2", "y2b")
    if whole:
        return int(whole)
    return 2000 + int(short or bare) if short or bare else None


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Whether a point without a year is a date by itself: it needs 월, a day, a part of the year or a quarter."""
    if match["mm"]:
        return not _AFTER_MONTH.match(text, match.end())
    if match["d"] and match["md"] == ".":
        opens = not match.start() or text[match.start() - 1] in " (（[~∼～:："
        whole = match.group().rstrip().endswith((".", ")"))
        return opens and whole and not re.match(r"(?!기준|현재|부터|까지)[가-힣\d]", text[match.end() :])
    return bool(match["part"] or match["q"] or match["q2"])


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A four-digit number is a year with 년, an apostrophe, a full stop, or alone in its cell."""
    if match["y2"]:
        return not re.match(r"\s?(?:명|건|개(?![최관통막장학원시소])|%)", text[match.end() :])
    if match["ym"] in {"년", "년도"}:
        return not (match["y2b"] and (int(match["y2b"]) < 15 or _DURATION.match(text, match.end())))
    around = (text[: match.start()].strip()[-1:], text[match.end() :].strip()[:1])
    return (
        match["ym"] == "."
        or (around[0] in ("", "(", "~", "∼", "～", ",") and around[1] in ("", ")", "~", "∼", "～", ",", ":", "-"))
        or bool(_RANGE.match(text, match.end()))
    )


def _bounds(match: re.Match[str], year: int) -> tuple[str, str, str]:
    """Start, end and grain of one point."""
    month, day, part, quarter, other = match.group("m", "d", "part", "q", "q2")
    if month:
        stamp, grain = _stamp(year, int(month), int(day) if day else None)
        return stamp, stamp, grain
    if part:
        part = part.replace(" ", "")
        if part in {"연중", "상·하반기", "상하반기"}:
            return f"{year}-01", f"{year}-12", "all_year"
        return (f"{year}-01", f"{year}-06", "half") if part == "상반기" else (f"{year}-07", f"{year}-12", "half")
    if quarter := quarter or other:
        last = int(quarter) * 3
        return f"{year}-{last - 2:02}", f"{year}-{last:02}", "quarter"
    return str(year), str(year), "year"


def _stamp(year: int, month: int, day: int | None) -> tuple[str, str]:
    """`YYYY-MM` or `YYYY-MM-DD`; empty for a day that does not exist."""
    if day is None:
        return f"{year}-{month:02}", "month"
    stamp = f"{year}-{month:02}-{day:02}"
    return (stamp, "day") if _valid(stamp) else ("", "")


def _valid(day: str) -> bool:
    """Whether `YYYY-MM-DD` is a day of the calendar."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:])
    return 1 <= month <= 12 and 1 <= number <= _days_of(year, month)


def _days_of(year: int, month: int) -> int:
    """How many days a month has."""
    return _DAYS[month] + (month == 2 and calendar.isleap(year))


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar as records hold them."""
    match = _PARTIAL.fullmatch(text)
    return match is not None and text[:4] != "0000" and (not match[1] or _valid(text))


def _finer(one: str, other: str) -> str:
    """The finer of two grains."""
    order = ["year", "all_year", "half", "quarter", "month", "day"]
    return max(one, other, key=order.index)


def blank_dates(text: str, year: int | None = None) -> str:
    """The text with every date replaced by as many spaces, so that numbers in dates are not taken for figures."""
    periods = find_periods(text, year or 2000)
    if not periods:
        return text
    characters = list(text)
    for period in periods:
        characters[period.begin : period.stop] = " " * (period.stop - period.begin)
    return "".join(characters)


def first_day(stamp: str) -> str:
    """First day of a date of any precision, `YYYY-MM-DD`; empty stays empty."""
    if not stamp:
        return ""
    return stamp + ("-01-01" if len(stamp) == 4 else "-01" if len(stamp) == 7 else "")


def last_day(stamp: str) -> str:
    """Last day of a date of any precision, `YYYY-MM-DD`; empty stays empty."""
    if len(stamp) == 7:
        return f"{stamp}-{_days_of(int(stamp[:4]), int(stamp[5:])):02}"
    return stamp + "-12-31" if len(stamp) == 4 else stamp
