"""Reads sentences that count posts: `정원 11명(5급 1, 6급 2)`, `정원 23명 / 현원 24명`, notes to tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from mapper.lexicon import words
from mapper.readers.offices.own_offices import Office
from mapper.readers.staffing.labels import grade_name, measure_words, series_pattern
from mapper.records import Measure
from mapper.values.text import squeeze

_NUMBER = re.compile(
    r"(?P<sign>[△▲▽▼]\s?|(?<![\w)])[-−](?=\d))?(?P<one>\d{1,4})(?![\d,.]*\d)\s?(?P<unit>명|인)?(?:\s?(?P<mark>[(（/\[])\s?(?P<two>\d{1,4})\s?(?:명|인)?(?P<close>\s?[)）\]])?)?"
)
GRADE = (
    r"(?:(?<!급)(?<!급\s)(?<!\d)\d[·~∼]\d\s?급|(?<!\d)\d{1,2}\s?급)(?:\s?(?:이상|이하|상당))?"
    r"|연구관|연구사|지도관|지도사"
)
"""A grade in a sentence: a number before it may be a count (`6급 2, 7급 4`)."""
_AFTER_NUMBER = re.compile(r"\s?(?:급|팀|개|년|월|일|%|과(?![가-힣])|담당|회|건|시간|세|차|호|기|동|국|층|\.\s?\d)")
_PART_OF = re.compile(rf"(?:(?P<grade>{GRADE})\s?)?(?P<measure>정원|현원)\s?중\s")
_JOINT = re.compile(r"\s*(?:[,，·ㆍ]|및)\s*")
"""What joins the names of a row."""
_DASHES = frozenset("-−")
"""A minus only of a difference: `정원 -5명` is a dash."""
SUMS = frozenset({"계", "합계", "총계", "총"})


@dataclass(frozen=True, slots=True)
class Counted:
    """One number of posts in a sentence; `start` and `end` delimit it there."""

    measure: Measure
    series: str
    grade: str
    count: int
    start: int
    end: int
    office: str = ""
    """The office that the sentence names before it; empty where it names none."""


@cache
def _token() -> re.Pattern[str]:
    """The words and signs of such a sentence, in the order in which they are tried."""
    measures = "|".join(r"\s?".join(map(re.escape, word)) for word in measure_words())
    return re.compile(
        rf"(?P<measure>{measures})(?![가-힣]*(?:관리|조정|증원|반영|확보|배정))|(?P<grade>{GRADE})|(?P<series>{series_pattern()})"
        r"|(?P<number>(?:[△▲▽▼]\s?|(?<![\w)])[-−](?=\d))?\d[\d,]*)|(?P<word>[가-힣A-Za-z]+)|(?P<open>[(（\[])|(?P<close>[)）\]])|(?P<sign>[,，/·:：;])"
    )


@dataclass(slots=True)
class _State:
    """What the number to come counts."""

    measures: tuple[Measure, ...] = ()
    series: str = ""
    grade: str = ""
    fresh: bool = False
    """A label stands between this number and the one before."""
    told: bool = False
    """The series has its own number already: its grades may follow in brackets."""
    depth: int = 0
    """How many brackets are open."""
    lead: tuple[str, str] = ("", "")
    """Series and grade that stand before the measures: `5급 정원 1명, 현원 1명`."""
    office: str = ""
    outer: list[tuple[str, str, int]] = field(default_factory=list)
    """What stands before each bracket that is open: the office, the kind of posts, and how many numbers."""
    head: str = ""
    """The kind of posts that a colon follows: that of all grades behind it."""
    numbers: int = 0
    """How many numbers have been read."""


def read_sentence(text: str, default: tuple[Measure, ...] = (), offices: Sequence[Office] = ()) -> Iterator[Counted]:
    """The numbers of posts in a sentence, in order.

    `default` is the measure of numbers that no word measures, `offices` are those that the sentence names.
    """
    part = _PART_OF.search(text)
    if part is not None:
        yield from _part_of_cell(text, part)
        return
    state = _State(default, fresh=bool(default))
    position = 0
    named = list(reversed(_told_of(text, offices)))
    while (match := _token().search(text, position)) is not None:
        position = match.end()
        if named and match.start() >= named[-1].start:
            office = named.pop()
            state.office, state.series, state.grade, state.lead = office.name, "", "", ("", "")
            state.fresh, state.told, position = bool(state.measures), False, max(position, office.end)
        elif match["number"] is not None:
            number = _NUMBER.match(text, match.start())
            if number is None or (number["unit"] is None and _AFTER_NUMBER.match(text, number.end("one"))):
                state.fresh = False
                continue
            state.numbers += 1
            pair = bool(number["two"]) and len(state.measures) == 2
            if state.fresh and state.measures:
                yield from _counted(number, state, pair)
            position = number.end() if pair else number.end("unit") if number["unit"] else number.end("one")
            state.fresh, state.grade, state.told = False, "", bool(state.series) and not any(state.lead)
        else:
            _advance(state, match)


def _told_of(text: str, offices: Sequence[Office]) -> list[Office]:
    """The offices whose posts may be counted: not those of a row of names (`기획팀, 예산팀, 법무팀으로 구성`)."""
    if len(offices) < 2:
        return list(offices)
    joined = [_JOINT.fullmatch(text, before.end, after.start) is not None for before, after in pairwise(offices)]
    return [
        office
        for office, to_last, to_next in zip(offices, [False, *joined], [*joined, False], strict=True)
        if not (to_last or to_next)
    ]


def _advance(state: _State, match: re.Match[str]) -> None:
    """Take a word or sign that is no number into account."""
    if match["measure"] is not None:
        state.measures = measure_words()[squeeze(match["measure"])]
        if state.fresh and (state.series or state.grade):
            state.lead = (state.series, state.grade)
        (state.series, state.grade), state.fresh = state.lead, True
    elif match["grade"] is not None:
        state.grade, state.fresh = grade_name(match["grade"]), True
        state.lead = state.lead if state.depth else ("", "")
        before = match.string[max(0, match.start() - 3) : match.start()].rstrip()[-1:]
        if state.told and before and before in ",，·/":
            state.series, state.told = state.series if state.depth else state.head, False
    elif match["series"] is not None:
        state.series, state.grade, state.fresh, state.told = match["series"].strip(), "", True, False
        state.head = ""
        state.lead = state.lead if state.depth else ("", "")
    elif match["word"] is not None:
        word = squeeze(match["word"])
        state.fresh = state.fresh and word in words("staffing", "labels", "fillers")
        if word in SUMS:
            state.series, state.grade, state.lead = "", "", ("", "")
    elif match["open"] is not None:
        state.depth += 1
        state.outer.append((state.office, state.series or state.lead[0], state.numbers))
    elif match["close"] is not None:
        state.series, state.told, state.depth = "", False, max(0, state.depth - 1)
        office, series, numbers = state.outer.pop() if state.outer else (state.office, "", -1)
        state.office = office
        if numbers == state.numbers and series:  # 일반직(정원/현원) : 5급 1/1
            state.series, state.fresh = series, True
    elif match["sign"] is not None and match["sign"] in ":：" and state.series and not state.grade and state.fresh:
        state.head = state.series


def _counted(number: re.Match[str], state: _State, pair: bool) -> Iterator[Counted]:
    """One number, or both of a pair."""
    values = [number["one"], number["two"]] if pair else [number["one"]]
    for measure, value in zip(state.measures, values, strict=False):
        minus = number["sign"] and not pair and (measure is Measure.DIFFERENCE or number["sign"] not in _DASHES)
        count = -int(value) if minus else int(value)
        yield Counted(
            measure, state.series, state.grade or "total", count, number.start("one"), number.end(), state.office
        )


def _part_of_cell(text: str, part: re.Match[str]) -> Iterator[Counted]:
    """`5급 현원 중 1명은 시간선택제임기제 1명 포함`: kinds of posts inside one cell."""
    measure = Measure.QUOTA if part["measure"] == "정원" else Measure.ACTUAL
    found = list(
        re.finditer(rf"(?P<series>{series_pattern()})[^\d,]{{0,6}}?(?P<count>\d{{1,3}})\s?명?", text[part.end() :])
    )
    for match in found:
        start = part.end() + match.start("count")
        yield Counted(
            measure,
            match["series"].strip(),
            part["grade"] or "total",
            int(match["count"]),
            start,
            part.end() + match.end(),
        )
    if not found:
        alone = re.search(rf"(?P<count>\d{{1,3}})\s?명(?:은|이)?\s?(?P<series>{series_pattern()})", text[part.end() :])
        if alone:
            start = part.end() + alone.start("count")
            yield Counted(
                measure,
                alone["series"].strip(),
                part["grade"] or "total",
                int(alone["count"]),
                start,
                start + len(alone["count"]),
            )
