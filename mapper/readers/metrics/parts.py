"""What the figures of a line say of each other: totals and parts, pairs of a label, shares, acts between twins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mapper.readers.metrics.line import Line, Phrase
from mapper.readers.metrics.names import act_after, clean_phrase, is_generic, words
from mapper.values.numbers import PLAIN
from mapper.values.text import letters

_ITEM = re.compile(rf"(?P<name>.*?[가-힣A-Za-z)’'’\]])\s?(?P<number>{PLAIN})\s?(?:[(（][^()（）]*[)）])?\s?")
_COMMA = re.compile(r"[,，/;](?!\d{3}(?!\d))")
_COLON = re.compile(r"\s?[:：]")
_PAIR = re.compile(r"\s?[/·,]\s?|\s및\s")
_PIECES = re.compile(r"[·,\s]")
_KIND_COUNTER = re.compile(r"개[가-힣]+(?<!개소)(?<!개월)(?<!개년)")
"""A counter that says itself what is counted: `통신 6개사`."""
_LAST_OF = re.compile(r"^.*\s등\s(?=\S)")
_BEFORE_PART = re.compile(r"[,，(（/·]\s*([가-힣]{2,6})\s?$")
_TOTAL = ("구분", "계")


def relate(line: Line, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases with what relates them, parts without a unit of their own after the others."""
    _share_term(phrases)
    _pair_label(line, phrases)
    _divide_whole(line, phrases)
    _divide_label(line, phrases)
    _tell_acts(line, phrases)
    _find_parts(line, phrases)
    return phrases


def is_short(name: str) -> bool:
    """Whether a name says nothing without the whole it is a part of: 훈계, 공립, 주의·훈계."""
    counted = (len(name) > 2 and name.endswith(("율", "률", "수", "액", "점"))) or name in words("measures")
    return not counted and all(len(part) <= 3 for part in _PIECES.split(name))


def _share_term(phrases: Sequence[Phrase]) -> None:
    """A term of office at the line's beginning holds for all its figures."""
    first = next((pair for pair in phrases[0].dimensions if pair[0] == "term"), None)
    for phrase in phrases[1:]:
        if first and "term" not in dict(phrase.dimensions):
            phrase.dimensions = [*phrase.dimensions, first]


def _pair_label(line: Line, phrases: Sequence[Phrase]) -> None:
    """`교육횟수/인원: 79회 / 1,405명`: the parts of a label name the figures in turn."""
    parts = _PAIR.split(line.label) if line.label else []
    if len(parts) < 2 or line.brackets.count(-1) != len(parts):
        return
    if "/" not in line.label and not all(part.endswith(tuple(words("count_endings"))) for part in parts):
        return
    unnamed = [phrase for phrase, around in zip(phrases, line.brackets, strict=True) if not phrase.own and around == -1]
    if len(unnamed) == len(parts):
        for phrase, part in zip(unnamed, parts, strict=True):
            phrase.metric = part.strip()


def _divide_whole(line: Line, phrases: Sequence[Phrase]) -> None:
    """`만족도 조사 결과 : 만족 60%, 불만 40%`: shares that add up to a hundred divide what the label says."""
    shares = [
        phrase
        for phrase, around in zip(phrases, line.brackets, strict=True)
        if around == -1 and phrase.unit == "%" and phrase.own and phrase.label and not phrase.figure.at
    ]
    if len(shares) > 1 and abs(sum((phrase.figure.value for phrase in shares), Decimal()) - 100) <= 1:
        for phrase in shares:
            phrase.dimensions = [("구분", phrase.metric), *phrase.dimensions]
            phrase.metric, phrase.label = clean_phrase(line.label)[0] or line.label, ""


def _divide_label(line: Line, phrases: Sequence[Phrase]) -> None:
    """`무료상담 이용 : 방문 1,260건, 전화 830건`: words of two letters with one counter divide what the label says.

    Longer ones are things of their own: `공모전 : 응모작 137건, 수상작 12건`.
    """
    parts = [phrase for phrase, around in zip(phrases, line.brackets, strict=True) if around == -1]
    if len(parts) < 2 or len({part.unit for part in parts}) > 1 or parts[0].unit in {"%", "원"}:
        return
    if _KIND_COUNTER.fullmatch(parts[0].unit) or is_generic(line.label):
        return
    named = all(part.own and part.label and not part.figure.at for part in parts)
    short = all(len(letters(part.metric)) < 3 for part in parts) and any(is_short(part.metric) for part in parts)
    if not (named and short):
        return
    for part in parts:
        part.dimensions = [("구분", part.metric), *part.dimensions]
        part.metric, part.label = clean_phrase(line.label)[0] or line.label, ""


def _tell_acts(line: Line, phrases: Sequence[Phrase]) -> None:
    """Two figures of one name and unit in one line are told apart by their acts: `1만 명 예상 3만 명 방문`."""
    keys = [(phrase.metric, phrase.unit, tuple(phrase.dimensions)) for phrase in phrases]
    for key, phrase in zip(keys, phrases, strict=True):
        act = act_after(line.text, phrase.figure) if keys.count(key) > 1 else ""
        if act:
            phrase.dimensions = [*phrase.dimensions, ("구분", act)]


def _find_parts(line: Line, phrases: list[Phrase]) -> None:
    """Parts of totals: in brackets behind them, or behind a colon."""
    for index, figure in enumerate(line.figures):
        opened = line.bracket_after(figure)
        if opened >= 0:
            _add_plain_parts(line, phrases, index, opened + 1, line.closing(opened), strict=False)
            members = [other for other, around in enumerate(line.brackets) if around == opened]
            some = line.text[: line.closing(opened)].rstrip().endswith("포함")
            posts = phrases[index].metric.endswith(("위원", "위원수"))  # the committee's row counts its members
            _name_member_parts(line, phrases, index, members)
            _mark_unit_parts(phrases, index, members, within=not (some or posts))
            continue
        colon = _COLON.match(line.text, figure.end)
        if colon:
            around = line.brackets[index]
            stop = line.closing(around) if around >= 0 else len(line.text)
            _add_plain_parts(line, phrases, index, colon.end(), stop, strict=True)
            later = range(index + 1, len(line.figures))
            _mark_unit_parts(phrases, index, [other for other in later if line.figures[other].start < stop])


def _add_plain_parts(line: Line, phrases: list[Phrase], index: int, start: int, stop: int, *, strict: bool) -> None:
    """Add parts that have no unit of their own: `23개소(공립 8, 사립 15)`; `strict` ones have to add up."""
    figure, total = line.figures[index], phrases[index]
    if figure.money or figure.unit == "%":
        return
    found = _plain_parts(line, total, index, start, stop)
    values = [part.figure.value for part in found]
    if not found or max(values) > figure.value:
        return
    if strict and (len(found) < 2 or sum(values) != figure.value):
        return
    if len(found) > 1 or sum(values) < figure.value:
        total.dimensions = [_TOTAL, *total.dimensions]
    phrases.extend(found)


def _plain_parts(line: Line, total: Phrase, index: int, start: int, stop: int) -> list[Phrase]:
    """`공립 8, 사립 15` between two positions, each with the total's name and unit."""
    found: list[Phrase] = []
    kept = [pair for pair in total.dimensions if pair[0] not in {"구분", "bound", "at"}]
    position = start
    for piece in _COMMA.split(line.masked[start:stop]):
        match = _ITEM.fullmatch(piece)
        if match:
            printed, begin = match["number"], position + match.start("number")
            value = Decimal(printed.replace(",", ""))
            end = begin + len(printed)
            figure = replace(total.figure, start=begin, end=end, value=value, printed=printed, bound="", at="")
            name = _LAST_OF.sub("", line.text[position : position + match.end("name")].strip()).strip(" ·-–")
            told = [("구분", clean_phrase(name)[0] or name), *kept]
            found.append(Phrase(figure, total.metric, total.unit, told, total.label, index, total.own))
        position += len(piece) + 1
    return found


def _name_member_parts(line: Line, phrases: Sequence[Phrase], index: int, members: Sequence[int]) -> None:
    """Parts in brackets whose word says an act elsewhere (개선) are called by it where their neighbours have names."""
    total = phrases[index]
    bare = [other for other in members if phrases[other].metric == total.metric and not phrases[other].dimensions]
    if len(members) < 3 or len(bare) != 1 or phrases[bare[0]].unit != total.unit:
        return
    word = _BEFORE_PART.search(line.text, 0, line.figures[bare[0]].start)
    if word is not None:
        phrases[bare[0]].metric = word[1]


def _mark_unit_parts(phrases: Sequence[Phrase], index: int, members: Sequence[int], *, within: bool = False) -> None:
    """Parts with the total's unit: `언론보도 90건(중앙지 20건, 지방지 70건)`; they are parts of what the total counts.

    Those within brackets count the total's noun, told apart by their own; others have a noun of their own.
    """
    total = phrases[index]
    named = [phrases[other] for other in members if phrases[other].metric != total.metric]
    parts = [part for part in named if part.unit == total.unit]
    for part in parts:
        part.total = index
    for part in named:
        if total.own and part.unit not in {total.unit, "%"} and is_short(part.metric):
            part.dimensions, part.total = [*part.dimensions, ("of", total.metric)], index
    if len(parts) < 2 or total.unit == "%":
        return
    for part in parts:
        if within:
            part.dimensions, part.metric = [("구분", part.metric), *part.dimensions], total.metric
        else:
            part.dimensions = [*part.dimensions, ("of", total.metric)]
        part.label = total.label
    if _TOTAL not in total.dimensions:
        total.dimensions = [_TOTAL, *total.dimensions]
