"""Dates as records hold them (`2022`, `2022-09`, `2022-09-30`): datatype, and the days they can cover."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from mapper.graph.nquads import XSD

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_FISCAL_YEAR = re.compile(r"(<=|>)?(\d{4})", re.ASCII)
_DATATYPES = {4: XSD + "gYear", 7: XSD + "gYearMonth", 10: XSD + "date"}


class Bounds(NamedTuple):
    """First and last day of a stretch of time, `YYYY-MM-DD`; an open or unknown end is empty."""

    earliest: str = ""
    latest: str = ""

    @property
    def year(self) -> str:
        """The calendar year, if both ends lie in one."""
        return self.earliest[:4] if self.earliest and self.earliest[:4] == self.latest[:4] else ""

    @property
    def label(self) -> str:
        """A year, month or day where it is just that; else an interval of ISO 8601-2 (`../2023-12-31`)."""
        day = self.earliest
        if day and day == self.latest:
            return day
        for text in (day[:7], day[:4]):
            if day and date_bounds(text) == self:
                return text
        return f"{day or '..'}/{self.latest or '..'}"


UNBOUNDED = Bounds()


@lru_cache(maxsize=4096)
def date_bounds(text: str) -> Bounds:
    """The days that a year, a month or a day covers; unbounded for any other text."""
    match = _PARTIAL_DATE.fullmatch(text)
    if not match:
        return UNBOUNDED
    year, month, day = match.groups()
    if year == "0000":
        return UNBOUNDED
    if not month:
        return Bounds(f"{year}-01-01", f"{year}-12-31")
    last = monthrange(int(year), int(month))[1]
    if not day:
        return Bounds(f"{year}-{month}-01", f"{year}-{month}-{last}")
    return Bounds(text, text) if int(day) <= last else UNBOUNDED


def date_datatype(text: str) -> str:
    """The datatype that says how precise a date is, or an empty text for what is no date."""
    return _DATATYPES[len(text)] if date_bounds(text) is not UNBOUNDED else ""


def span_bounds(start: str, end: str) -> Bounds:
    """From the first day of `start` to the last day of `end`; an empty end is open."""
    return Bounds(date_bounds(start).earliest, date_bounds(end).latest)


@lru_cache(maxsize=4096)
def fiscal_bounds(fiscal_year: str) -> Bounds:
    """The days of `2023`, `<=2023`, `>2026` or `all`; a fiscal year is a calendar year (지방재정법 §6)."""
    match = _FISCAL_YEAR.fullmatch(fiscal_year)
    if not match:
        return UNBOUNDED
    year = date_bounds(match[2])
    if match[1] == "<=":
        return Bounds("", year.latest)
    if match[1] == ">":
        return Bounds(date_bounds(f"{int(match[2]) + 1:04}").earliest, "")
    return year


@lru_cache(maxsize=4096)
def period_bounds(period: str) -> Bounds:
    """The days of a date, of a range `2022-01/2022-08`, or from the first to the last of several (`;`)."""
    parts = [span_bounds(start, end or start) for start, _, end in (p.partition("/") for p in period.split(";"))]
    if not all(part.earliest and part.latest for part in parts):
        return UNBOUNDED
    return Bounds(min(part.earliest for part in parts), max(part.latest for part in parts))
