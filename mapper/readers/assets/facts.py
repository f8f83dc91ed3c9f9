"""Year of introduction, useful life, years in use, and counted parts of a thing, as printed beside its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mapper.values.numbers import PLAIN
from mapper.values.text import split_outside_brackets

_LIFE_WORD = r"(?:내용\s?연[수한]|내구\s?연[수한]|내용\s?년수|내구\s?년한|사용\s?연한|법정\s?내용연수)"
_LIFE = re.compile(
    rf"{_LIFE_WORD}(?:은|는|이|가)?\s?[:：]?\s?[(（]?\s?(\d{{1,2}}(?:\.\d)?)\s?년|[(（](\d{{1,2}})\s?년[)）]\s?{_LIFE_WORD}"
)
_YEAR = r"(?:['‘’`´′](?P<{0}2>\d\d)|(?P<{0}4>(?:19|20)\d\d))"
_SINCE = re.compile(
    _YEAR.format("a") + r"\s?(?:년도|년|\.)?(?:\s?\d{1,2}\s?[월.]{1,2})?(?:에)?\s?(?:최초\s?)?"
    r"(?:도입|구축|구매|구입|설치|취득|제작|년?식|개통|준공|출고|등록|임차)"
    r"|(?:도입|구축|설치|구매|구입|취득|제작|개통)\s?(?:연도|년도|년월|일자|일|시기)?\s?[:：]?\s?" + _YEAR.format("b")
)
_ATTRIBUTIVE = re.compile(
    _YEAR.format("a") + r"\s?(?:년도|년|\.)?(?:\s?\d{1,2}\s?월)?(?:에)?\s?(?:도입|구축|설치|구매|구입|제작|개통)"
    r"(?:한|된|하여\s운영\s?중인|되어\s운영\s?중인)\s$"
)
_BOUNDED = re.compile(
    r"(?:['‘’`´′]\d\d|(?:19|20)\d\d)\s?년?\s?(?:이전|이후|~|∼|～)\s?(?:['‘’`´′]?\d{2,4}\s?년?\s?)?"
    r"(?:에\s?)?(?:도입|구축|구매|구입|설치|취득|제작|개통|출고|등록)"
)
_MODEL = re.compile(r"(?:(?P<a4>(?:19|20)\d\d)|['‘’`]?(?P<a2>\d\d))\s?년식")
_ELAPSED = re.compile(
    rf"(?P<life>{_LIFE_WORD}[^\d]{{0,4}})?(?<!\d)(?P<years>\d{{1,2}})\s?년\s?(?:경과|사용(?!권|가능|기간|연한|료|계약|허가)|째)"
)
_PART = re.compile(
    rf"^(?P<label>.*[가-힣A-Za-z)](?:\d{{1,3}}(?=[가-힣\s]))?[가-힣]*?)\s?[:：]?\s?(?<![\d.,])(?P<number>{PLAIN})\s?(?P<unit>[가-힣㎞㎡㎢a-zA-Z²]{{0,4}})$"
)
_RUNNING = re.compile(
    rf"(?:^|.*[\s년말])(?:총|현재|전체|누적|누계)\s?(?:총\s?)?(?P<number>{PLAIN})\s?(?P<unit>[가-힣]{{1,4}}?)\s?"
    r"(?:를|을|가|이)?\s?(?:운영|보유|가동)(?:\s?중)?$"
)
"""A count of what runs by now: `2024년 말 총 168개소 운영`."""
_RUNNING_ENDS = ("운영", "보유", "가동", "중")
STANDING = frozenset({"누적", "누계", "총누적", "현재누적", "총운영", "운영", "총보유", "보유"})
"""Labels of parts that say how many there are by now (`25개소 구축(누적 180개소)`)."""
_NOTE = re.compile(r"\s?[(（][^()（）]*[)）]$")
_YEAR_LABEL = re.compile(
    r"(?:['‘’`´′](\d\d)|((?:19|20)\d\d))\s?\.?\s?(?:년도?)?\s?(?:도입|구입|구매|취득|설치|등록|제작|출고|교체|보급|임차|년?식)?(?:분|한)?"
)
_NOT_PART = re.compile(r"도입|연수|연한|년식|년$|월$|%|대당|기준|천원|만원|원$|예정|이상")


@dataclass(frozen=True, slots=True)
class Part:
    """One counted part in brackets: label, number and where it stands (offsets in the text given)."""

    label: str
    number: str
    unit: str
    start: int
    end: int
    since: int | None = None
    """Year of introduction in brackets behind the count."""


def find_life(text: str) -> Decimal | None:
    """Useful life in years: `내용연수(6년)`, `내구연한 10년`."""
    match = _LIFE.search(text)
    return Decimal(match[1] or match[2]) if match else None


def find_since(text: str) -> int | None:
    """Year of introduction: `'17년 도입`, `2016년식`, `도입연도 2018`."""
    match = _MODEL.search(text) or _SINCE.search(text)
    return _year(match) if match else None


def find_bounded(text: str) -> str:
    """Words that only bound the year of introduction: `2014년 이전 구입`; empty where none do."""
    match = _BOUNDED.search(text)
    return match.group().strip() if match else ""


def since_before(text: str) -> int | None:
    """Year of introduction printed before a name that begins where the text ends: `'08년 구축한 `."""
    match = _ATTRIBUTIVE.search(text)
    return _year(match) if match else None


def find_elapsed(text: str) -> int | None:
    """Years in use: `13년 경과`; not a life that is over (`내용연수 6년 경과`), and no bound (`10년 이상`)."""
    return next((int(match["years"]) for match in _ELAPSED.finditer(text) if not match["life"]), None)


def _year(match: re.Match[str]) -> int | None:
    """The year of a match, two digits made four."""
    groups = match.groupdict()
    for key in ("a4", "b4"):
        if groups.get(key):
            return int(groups[key])
    short = groups.get("a2") or groups.get("b2")
    return 2000 + int(short) if short else None


def year_label(label: str) -> int | None:
    """The year that a part's label is: `'23년`, `2021년 도입`; None for any other label."""
    match = _YEAR_LABEL.fullmatch(label)
    return None if match is None else int(match[2]) if match[2] else 2000 + int(match[1])


def find_parts(text: str, units: frozenset[str]) -> list[Part]:
    """Counted parts, `방범 30, 교통 20대`; a piece of another shape is no part, and pieces without labels are none."""
    found: list[Part] = []
    position = 0
    for piece in split_outside_brackets(text, ",，/·ㆍ、"):
        start = text.index(piece, position)
        position = start + len(piece)
        bare = _NOTE.sub("", piece)
        running = _RUNNING.match(bare) if bare.endswith(_RUNNING_ENDS) else None
        if running is not None and running["unit"] in units:
            found.append(Part("운영", running["number"].replace(",", ""), running["unit"], start, position))
            continue
        match = _PART.match(bare)
        dated = match is not None and year_label(match["label"].strip(" :：")) is not None
        if match is None or (_NOT_PART.search(piece) and not dated) or (match["unit"] and match["unit"] not in units):
            continue
        label = match["label"].strip(" :：")
        since = find_since(piece[match.end() :])
        found.append(Part(label, match["number"].replace(",", ""), match["unit"], start, position, since))
    return found
