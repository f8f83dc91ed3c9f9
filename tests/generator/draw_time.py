"""Draws periods and dated steps that fit into one another."""

from __future__ import annotations

from random import Random

from .model import Period, Step

LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def low(period: Period) -> int:
    """Number of the first month of a period."""
    return period.y1 * 12 + (0 if period.kind == "years" else period.m1 - 1)


def high(period: Period) -> int:
    """Number of the last month of a period (open ranges end far away)."""
    if period.kind == "open":
        return 10**6
    if period.kind == "years":
        return period.y2 * 12 + 11
    if period.kind in ("day", "month"):
        return low(period)
    return period.y2 * 12 + period.m2 - 1


def months(first: int, last: int) -> Period:
    """A span of months from month numbers."""
    return Period("months", first // 12, first % 12 + 1, 0, last // 12, last % 12 + 1)


def month(number: int) -> Period:
    """One month from its number."""
    return Period("month", number // 12, number % 12 + 1)


def project_period(rng: Random, year: int, running: bool) -> Period:
    """The period of a project around its plan year."""
    shape = rng.choice(("year", "year", "year", "annual", "half", "quarter", "multi", "multi", "years", "open"))
    if running and shape in ("half", "quarter"):
        shape = "annual"
    if shape == "year":
        first = 1 if running else rng.randint(1, 4)
        return months(year * 12 + first - 1, year * 12 + rng.randint(9, 12) - 1)
    if shape == "annual":
        return Period("annual", year, 1, 0, year, 12)
    if shape == "half":
        first = rng.choice((1, 7))
        return Period("half", year, first, 0, year, first + 5)
    if shape == "quarter":
        first = rng.choice((4, 7, 10))
        return Period("quarter", year, first, 0, year, first + 2)
    if shape == "years":
        return Period("years", year - rng.randint(1, 2), 1, 0, year + rng.randint(1, 2), 12)
    first = (year - rng.randint(1, 2)) * 12 + rng.randint(0, 5)
    if shape == "open":
        return Period("open", first // 12, first % 12 + 1)
    return months(first, (year + rng.randint(0, 2)) * 12 + 11)


def _candidate(rng: Random, number: int) -> Period:
    """A dated point or span that begins at or holds the month."""
    year, zero = divmod(number, 12)
    shape = rng.choice(("month", "month", "month", "month", "day", "range", "half", "quarter", "annual"))
    if shape == "month":
        return month(number)
    if shape == "day":
        return Period("day", year, zero + 1, rng.randint(1, LAST[zero]))
    if shape == "range":
        return months(number, number + rng.randint(1, 4))
    if shape == "half":
        first = 1 if zero < 6 else 7
        return Period("half", year, first, 0, year, first + 5)
    if shape == "quarter":
        first = zero // 3 * 3 + 1
        return Period("quarter", year, first, 0, year, first + 2)
    return Period("annual", year, 1, 0, year, 12)


def steps(rng: Random, texts: list[str], first: int, last: int, count: int) -> list[Step]:
    """Dated steps inside the month numbers, in order of time."""
    found: list[Step] = []
    if last < first:
        return found
    numbers = sorted(rng.randint(first, last) for _ in range(count))
    floor = first
    for number in numbers:
        period = _candidate(rng, number)
        if low(period) < floor or high(period) > last:
            period = month(number)
        floor = max(floor, low(period))
        if texts:
            found.append(Step(period, texts.pop()))
    return found
