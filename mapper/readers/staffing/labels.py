"""What the labels of staffing tables and sentences mean: measure, kind of posts, grade, total."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from mapper.lexicon import load, words
from mapper.records import Measure
from mapper.values.text import squeeze

GRADE = r"\d{1,2}(?:\s?[·,~∼]\s?\d{1,2})?\s?급(?:\s?(?:이상|이하|상당|갑|을))?"
_NAMED_GRADES = "|".join(sorted(str(load("staffing")["kinds"]["grades"]).split(), key=len, reverse=True))
NAMED_GRADES = rf"(?:{_NAMED_GRADES})"
_GRADE = re.compile(rf"{GRADE}|[가-마]급|[가-다]군|{NAMED_GRADES}|[가-힣]{{1,4}}(?:연구사|연구관|지도사|지도관)")
_LETTERED = re.compile(r"[\d가-마](?:급|(?<=[가-다])군)")
_ASIDE = re.compile(r"([^()（）]+?)\s?[(（]([^()（）]+)[)）]")
_GRADE_GAP = re.compile(r"(?<=\d)\s+(?=급)")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_MEASURES: dict[str, tuple[Measure, ...]] = {
    "pair": (Measure.QUOTA, Measure.ACTUAL),
    "pair_turned": (Measure.ACTUAL, Measure.QUOTA),
    "supernumerary_pair": (Measure.SUPERNUMERARY_QUOTA, Measure.SUPERNUMERARY_ACTUAL),
    "supernumerary_quota": (Measure.SUPERNUMERARY_QUOTA,),
    "supernumerary_actual": (Measure.SUPERNUMERARY_ACTUAL,),
    "quota": (Measure.QUOTA,),
    "actual": (Measure.ACTUAL,),
    "difference": (Measure.DIFFERENCE,),
}


class Label(NamedTuple):
    """One label, read; all empty for a label that says nothing about posts."""

    measures: tuple[Measure, ...] = ()
    """Two for cells that hold two numbers, in their order."""
    series: str = ""
    grade: str = ""
    total: bool = False

    @property
    def known(self) -> bool:
        """Whether the label says anything about posts."""
        return bool(self.measures or self.series or self.grade or self.total)


@cache
def measure_words() -> dict[str, tuple[Measure, ...]]:
    """Words for measures, the longest first."""
    found = {word: _MEASURES[key] for key, text in load("staffing")["measures"].items() for word in str(text).split()}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def series_pattern() -> str:
    """A regular expression for kinds of posts, spaces allowed inside the compound ones."""
    ends = sorted(str(load("staffing")["kinds"]["series"]).split(), key=len, reverse=True)
    alternatives = "|".join(ends)
    return (
        rf"(?:시간\s?선택제\s?임기제|[가-힣]{{0,8}}?(?:{alternatives}))(?:\s?(?:[가-마]급|[가-다]군))?(?:\s?[·ㆍ/]\s?[가-힣]{{0,8}}?(?:{alternatives}))*"
        r"(?:\((?:[가-마]급|[가-다]군)\))?"
    )


@cache
def _series() -> re.Pattern[str]:
    """A whole label that is a kind of posts."""
    return re.compile(series_pattern())


@cache
def _series_and_grade() -> re.Pattern[str]:
    """A label that names a kind of posts and a grade of it."""
    return re.compile(rf"({series_pattern()})({GRADE}|연구[관사]|지도[관사])")


def grade_name(text: str) -> str:
    """A grade as printed, its letters together: `5 급` is 5급."""
    return _GRADE_GAP.sub("", text.strip())


@cache
def _telling_words() -> tuple[str, ...]:
    """Words without one of which, or a grade, no label, spaces removed, is a measure or a grade."""
    return (*measure_words(), *_NAMED_GRADES.split("|"), "연구사", "연구관", "지도사", "지도관")


def may_tell_posts(texts: Iterable[str]) -> bool:
    """Whether any of some labels can be a measure or a grade (cheap)."""
    plain = squeeze("\n".join(texts))
    return _may_tell(plain) or _may_tell(_BRACKETS.sub("", plain))


def _may_tell(plain: str) -> bool:
    """The same of labels as one text."""
    graded = ("급" in plain or "군" in plain) and _LETTERED.search(plain) is not None
    return graded or any(word in plain for word in _telling_words())


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """The meaning of one label: `정원(현원)`, `일반직`, `6급`, `소계`."""
    plain = squeeze(text)
    if plain.isascii():
        return Label()  # a number; the words are Korean
    measures = measure_words().get(plain)
    bare = _BRACKETS.sub("", plain) if measures is None else plain
    if measures is None:
        measures = measure_words().get(bare) or measure_words().get(bare.removesuffix("계")) or ()
    if measures:
        return Label(measures=measures)
    if bare in words("staffing", "labels", "total"):
        return Label(total=True)
    joined = _series_and_grade().fullmatch(bare)
    if _GRADE.fullmatch(bare) and not (joined and joined[1].endswith("직")):
        return Label(grade=grade_name(text))
    aside = _ASIDE.fullmatch(text.strip())
    outside = measure_words().get(squeeze(aside[2])) if aside else None
    if aside and outside and _series().fullmatch(squeeze(aside[1])):
        return Label(measures=outside, series=aside[1].strip())  # 공무직(정원외)
    if _series().fullmatch(bare) or (_series().fullmatch(text.strip()) is not None):
        return Label(series=text.strip())
    if joined:
        return Label(series=joined[1], grade=joined[joined.lastindex or 2])
    return Label()


def combine(labels: list[Label]) -> Label:
    """The labels over and beside one cell, taken together; a measure beside 정원외 says which of the two it is."""
    measures: tuple[Measure, ...] = ()
    series = grade = ""
    total = False
    for label in labels:
        series, grade = label.series or series, label.grade or grade
        total = total or label.total
        measures = _joined(measures, label.measures) if label.measures else measures
    return Label(measures, series, grade, total)


def _joined(one: tuple[Measure, ...], other: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """정원외 with 정원 is the supernumerary quota, with 현원 the supernumerary staff."""
    outside = {Measure.SUPERNUMERARY_ACTUAL, Measure.SUPERNUMERARY_QUOTA}
    if one and other and bool(outside & set(one)) != bool(outside & set(other)):
        plain = other if outside & set(one) else one
        return tuple(
            Measure.SUPERNUMERARY_QUOTA if measure is Measure.QUOTA else Measure.SUPERNUMERARY_ACTUAL
            for measure in plain
            if measure is not Measure.DIFFERENCE
        )
    return other
