"""Figures of one line or cell with what they measure: names from their clauses, totals and their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mapper.readers.metric_names import (
    Name,
    act_after,
    clause_before,
    clean_phrase,
    is_generic,
    lead_frequency,
    phrase_after,
    split_qualifiers,
    words,
)
from mapper.readers.metric_numbers import Figure, find_figures, mask_numbers
from mapper.values.dates import Period
from mapper.values.numbers import PLAIN
from mapper.values.text import squeeze

_OPEN = "([（〔［"
_CLOSE = ")]）〕］"
_BETWEEN = re.compile(r"\s?[가-힣\s]{0,10}")
_ITEM = re.compile(rf"(?P<name>.*?[가-힣A-Za-z)’'’\]])\s?(?P<number>{PLAIN})\s?(?:[(（][^()（）]*[)）])?\s?")
_COMMA = re.compile(r"[,，/;](?!\d{3}(?!\d))")
_LIST_END = re.compile(r"(?:^|\s)등(?:\s*총)?\s*$")
_STATISTIC = re.compile(r"\s?[(（]\s?(평균|최고|최저|최대|최소|누적|누계)\s?[)）]")
_SHARE_WORD = re.compile(r"([가-힣]*(?:비중|비율|점유율|구성비))(?:\s[가-힣]{2,4})?\s?$")
_GROUP = re.compile(r"[(（][^()（）]*[)）]")
_EMPTY_GROUP = re.compile(r"[(（\[][\s~∼,.]*[)）\]](?=\s?[가-힣A-Za-z]{2}[가-힣A-Za-z\s]*\d)")
_LAST_OF = re.compile(r"^.*\s등\s(?=\S)")
PAIR = re.compile(r"\s?[/·,]\s?|\s및\s")


@dataclass(slots=True)
class Phrase:
    """One figure of a text and what it measures."""

    figure: Figure
    metric: str
    unit: str
    dimensions: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""
    """The line's label, where the figure has a name of its own beside it."""
    total: int = -1
    """Index of the phrase that this one is a part of, or -1."""
    own: bool = True
    aside: bool = False
    """It stands in brackets behind a figure that the line's label names."""


def read_phrases(text: str, periods: Sequence[Period], label: str = "", fallback: str = "") -> list[Phrase]:
    """Every figure of a text, named; `label` stands before its first colon, `fallback` is what stands above it."""
    figures = find_figures(text, list(periods))
    if not figures:
        return []
    masked = mask_numbers(text, list(periods))
    reader = _Reader(text, masked, periods, figures, label, fallback)
    return reader.read()


class _Reader:
    """Names the figures of one text, left to right."""

    def __init__(
        self, text: str, masked: str, periods: Sequence[Period], figures: list[Figure], label: str, fallback: str
    ) -> None:
        self.text, self.masked, self.figures = text, masked, figures
        self.words = _blank(text, periods)
        self.label, self.fallback = label.strip(), fallback
        self.brackets = [_bracket_around(text, figure.start) for figure in figures]
        self.often: list[tuple[str, str]] = []
        """How often the line says its figures hold: `매월 지면 55,000부 / 점자판 120부`."""
        self.outer: set[int] = set()
        """Figures in brackets that took the name of what stands before the brackets."""
        self.phrases: list[Phrase] = []

    def read(self) -> list[Phrase]:
        """All phrases, parts without a unit of their own after their totals."""
        for index in range(len(self.figures)):
            self.phrases.append(self._phrase(index))
        self._share_term()
        self._pair_label()
        self._whole_in_shares()
        self._same_names()
        self._parts()
        return self.phrases

    def _phrase(self, index: int) -> Phrase:
        """The phrase of one figure."""
        figure = self.figures[index]
        if figure.bound == "max" and index and self.figures[index - 1].bound == "min" or figure.at == "after" and self._mate(index) is not None:
            return self._like(self._mate(index) if figure.at == "after" else index - 1, figure)
        name = self._name(index)
        dimensions = list(name.dimensions)
        unit = figure.unit
        if figure.joined:
            if name.metric and squeeze(name.metric) != figure.joined:
                unit += figure.joined
            else:
                name.metric = figure.joined
        holder = self._figure_at(self.brackets[index]) if self.brackets[index] >= 0 else None
        aside = holder is not None and not self.phrases[holder].own
        beside = name.own and self.label and not (figure.unit == "%" and self.brackets[index] >= 0)
        label = self.label if beside and (aside or not name.labelled) and squeeze(self.label) != squeeze(name.metric) else ""
        average = _STATISTIC.match(self.text, figure.end)
        if average:
            dimensions.append(("통계", average[1]))
        return Phrase(figure, name.metric, unit, dimensions + _figure_dimensions(figure), label, own=name.own, aside=aside)

    def _mate(self, index: int) -> int | None:
        """The figure before the arrow that leads to this one."""
        unit, bracket = self.figures[index].unit, self.brackets[index]
        for before in range(index - 1, -1, -1):
            other = self.figures[before]
            same_level = (self.brackets[before] == -1) == (bracket == -1) or self.brackets[before] == bracket
            if other.at == "before" and other.unit == unit and same_level:
                return before
        return None

    def _like(self, index: int | None, figure: Figure) -> Phrase:
        """The same name as another figure's: the upper end of a range, the far side of an arrow."""
        other = self.phrases[index or 0]
        kept = [pair for pair in other.dimensions if pair[0] not in {"bound", "at"}]
        return Phrase(figure, other.metric, other.unit, kept + _figure_dimensions(figure), other.label, own=other.own)

    def _name(self, index: int) -> Name:
        """The noun phrase before the figure, else around its brackets, after it, its label, or a neighbour's."""
        figure, bracket = self.figures[index], self.brackets[index]
        before = next((other for other in range(index - 1, -1, -1) if self.brackets[other] == bracket), None)
        floor = self.figures[before].end if before is not None else max(bracket, 0)
        raw, inner_label, _ = clause_before(self.words, figure.start, floor)
        inner_label = inner_label.strip()
        touching = before is not None and len(raw.strip()) >= len(_GROUP.sub("", self.words[floor : figure.start]).strip())
        phrase, dimensions = split_qualifiers(raw)
        if touching and before is not None:
            phrase = _after_act(phrase)
        phrase, often = lead_frequency(phrase)
        self.often = often or self.often
        dimensions += [pair for pair in self.often if pair[0] not in dict(dimensions)]
        ends_list = bool(_LIST_END.search(raw)) and (raw.rstrip().endswith("총") or self._lists_before(figure.start))
        metric, more = clean_phrase(phrase)
        dimensions += more
        if metric.endswith("대비"):
            dimensions.append(("구분", metric))
            metric = ""
        is_label = bool(inner_label) and squeeze(inner_label).endswith(squeeze(self.label)) and bool(self.label)
        if metric in words("fillers") | words("acts"):
            metric = ""
        if before is not None and raw.strip() in {"×", "x", "X", "*"}:
            return Name(self.phrases[before].metric, list(self.phrases[before].dimensions))
        if touching and raw.strip() == "중":
            return Name(act_after(self.text, figure) or self.phrases[before or 0].metric, dimensions)
        if metric and not (ends_list and (self.label or inner_label or self.brackets[index] >= 0)):
            shared = self._bracket_name(index, metric) or self._share_of(index)
            if shared:
                return Name(shared, [*dimensions, ("구분", metric)])
            if self._counts_times(figure):
                return Name(self.label, [*dimensions, ("대상", metric)], own=False)
            return Name(self._with_change(metric, figure), dimensions)
        if inner_label and not is_label:
            metric, more = clean_phrase(split_qualifiers(_last_clause(inner_label))[0])
            if metric:
                return Name(metric, dimensions + more, labelled=True)
        return self._outer_name(index, before, touching, dimensions)

    def _bracket_name(self, index: int, metric: str) -> str:
        """`영화 교육(4회, 직원 354명)`: beside a figure that took the outer name a short word only divides it."""
        bracket = self.brackets[index]
        if bracket < 0 or not _short(metric):
            return ""
        first = next((other for other in range(index) if self.brackets[other] == bracket), None)
        return self.phrases[first].metric if first is not None and first in self.outer else ""

    def _share_of(self, index: int) -> str:
        """`비중 상향(중앙지 42%, 지방지 37%)`: percentages in brackets are shares where the words before them say so."""
        bracket = self.brackets[index]
        if bracket < 0 or self.figures[index].unit != "%" or self.brackets.count(bracket) < 2:
            return ""
        word = _SHARE_WORD.search(self.words[:bracket])
        return word[1] if word else ""

    def _outer_name(self, index: int, before: int | None, touching: bool, dimensions: list[tuple[str, str]]) -> Name:
        """A name for a figure without a noun phrase of its own."""
        figure, bracket = self.figures[index], self.brackets[index]
        if bracket >= 0:
            holder = self._figure_at(bracket)
            if holder is not None:
                other = self.phrases[holder]
                act = self._act_name(figure)
                kept = [pair for pair in other.dimensions if pair[0] in {"term", "대상"} and pair[0] not in dict(dimensions)]
                return Name(act or self._with_change(other.metric, figure), dimensions + kept, own=other.own)
            floor = max((self._group_end(other) for other in range(index) if self._group_end(other) <= bracket), default=0)
            raw, inner, _ = clause_before(self.words, bracket, floor)
            metric, more = clean_phrase(raw)
            metric = metric or clean_phrase(_last_clause(inner))[0]
            if metric and metric not in words("fillers"):
                self.outer.add(index)
                if self._counts_times(figure):
                    return Name(self.label, [*dimensions, ("대상", metric)], own=False)
                return Name(self._with_change(metric, figure), dimensions + more)
        if figure.joined and (not self.label or is_generic(self.label)):
            return Name(figure.joined, dimensions)
        after = phrase_after(self.text, figure.end)
        counts = figure.unit in {"개", "종", "가지"} and after.split(" ")[0] not in words("acts") and not figure.joined
        if after and counts and (not self.label or is_generic(self.label)) and not self._before_label_end(figure):
            return Name(after, dimensions)
        if after and figure.bound and self.text.startswith("의 ", figure.end):
            return Name(after, dimensions)
        act = act_after(self.text, figure)
        if act and self.label in words("corner_words") | words("value_heads") | {"비고"}:
            return Name(act, dimensions)
        if self.label and not self._before_label_end(figure):
            metric, more = clean_phrase(self.label)
            if figure.unit == "세" and after:
                more = [*more, ("대상", after)]
            return Name(metric or self.fallback, dimensions + more, own=False)
        if before is not None and (touching or not after):
            other = self.phrases[before]
            kept = [pair for pair in other.dimensions if pair[0] not in {"bound", "at", "per", "통계", "구분"}]
            return Name(other.metric, dimensions + kept, own=other.own)
        if after and after.split(" ")[0] not in words("acts"):
            return Name(after, dimensions)
        return Name(self.fallback or after, dimensions, own=False)

    def _counts_times(self, figure: Figure) -> bool:
        """`교육대상: 구민(140회)`: the label is measured, the people are a dimension."""
        return self.label.endswith("대상") and figure.unit in words("times_units")

    def _group_end(self, index: int) -> int:
        """Where a figure ends, or the bracket around it."""
        around = self.brackets[index]
        return self.figures[index].end if around < 0 else _closing(self.text, around) + 1

    def _act_name(self, figure: Figure) -> str:
        """`36,533천원 회수`: money in brackets is called by its act."""
        return act_after(self.text, figure) if figure.money else ""

    def _with_change(self, metric: str, figure: Figure) -> str:
        """`8.5% 증가`: the change that a percentage tells goes on with what is measured."""
        if figure.unit not in {"%", "%p", "％", "배", "p"}:
            return metric
        act = act_after(self.text, figure)
        return f"{metric} {act}" if act in words("changes") and not metric.endswith(act) else metric

    def _lists_before(self, position: int) -> bool:
        """Whether the clause ends a list of names without figures: `가, 나 등 44개`."""
        comma = self.text.rfind(",", 0, position)
        if comma < 0:
            return False
        begin = max(self.text.rfind(sign, 0, comma) for sign in ",:：([;/")
        return not any(begin < figure.end <= comma for figure in self.figures)

    def _figure_at(self, bracket: int) -> int | None:
        """The figure that stands directly before an opening bracket."""
        for index in range(len(self.phrases) - 1, -1, -1):
            figure = self.figures[index]
            if figure.end <= bracket and self.brackets[index] != bracket:
                between = self.text[figure.end : bracket]
                tokens = between.split()
                if not _BETWEEN.fullmatch(between) or len(tokens) > 2 or not all(token in words("acts") for token in tokens):
                    return None
                return index
        return None

    def _before_label_end(self, figure: Figure) -> bool:
        """Whether a figure stands inside the line's label."""
        return bool(self.label) and figure.start < self.text.find(":") and ":" in self.text

    def _share_term(self) -> None:
        """A term of office at the line's beginning holds for all its figures."""
        first = next((pair for pair in self.phrases[0].dimensions if pair[0] == "term"), None)
        for phrase in self.phrases[1:]:
            if first and "term" not in dict(phrase.dimensions):
                phrase.dimensions = [*phrase.dimensions, first]

    def _pair_label(self) -> None:
        """`교육횟수/인원: 79회 / 1,405명`: the parts of a label name the figures in turn."""
        parts = PAIR.split(self.label) if self.label else []
        unnamed = [phrase for index, phrase in enumerate(self.phrases) if not phrase.own and self.brackets[index] == -1]
        joined = "/" not in self.label and not all(part.endswith(tuple(words("count_endings"))) for part in parts)
        if 1 < len(parts) == len(unnamed) == len([b for b in self.brackets if b == -1]) and not joined:
            for phrase, part in zip(unnamed, parts, strict=True):
                phrase.metric = part.strip()

    def _whole_in_shares(self) -> None:
        """`만족도 조사 결과 : 만족 60%, 보통 30%, 불만 10%`: shares that add up to a hundred divide what the label says."""
        shares = [
            phrase
            for phrase, around in zip(self.phrases, self.brackets, strict=True)
            if around == -1 and phrase.unit == "%" and phrase.own and phrase.label and not phrase.figure.at
        ]
        if len(shares) > 1 and abs(sum(phrase.figure.value for phrase in shares) - 100) <= 1:
            for phrase in shares:
                phrase.dimensions = [("구분", phrase.metric), *phrase.dimensions]
                phrase.metric, phrase.label = clean_phrase(self.label)[0] or self.label, ""

    def _same_names(self) -> None:
        """Two figures of one name and unit in one line are told apart by their acts: `1만 명 예상 3만 명 방문`."""
        keys = [(phrase.metric, phrase.unit, tuple(phrase.dimensions)) for phrase in self.phrases]
        for index, phrase in enumerate(self.phrases):
            act = act_after(self.text, self.figures[index]) if keys.count(keys[index]) > 1 else ""
            if act:
                phrase.dimensions = [*phrase.dimensions, ("구분", act)]

    def _parts(self) -> None:
        """Parts of totals: in brackets behind them, or behind a colon."""
        for index in range(len(self.figures)):
            figure = self.figures[index]
            opened = self._bracket_after(figure)
            if opened >= 0:
                closed = _closing(self.text, opened)
                self._plain_parts(index, opened + 1, closed, strict=False)
                self._unit_parts(index, [other for other, around in enumerate(self.brackets) if around == opened])
                continue
            colon = re.match(r"\s?[:：]", self.text[figure.end :])
            if colon:
                stop = _closing(self.text, self.brackets[index]) if self.brackets[index] >= 0 else len(self.text)
                self._plain_parts(index, figure.end + colon.end(), stop, strict=True)
                self._unit_parts(index, [other for other in range(index + 1, len(self.figures)) if self.figures[other].start < stop])

    def _bracket_after(self, figure: Figure) -> int:
        """The bracket that opens directly after a figure, an act between at most; -1 if none."""
        match = re.match(r"(?:\s?([가-힣]{2,6}))?\s?(?=[(（])", self.text[figure.end :])
        if match is None or (match[1] and match[1] not in words("acts")):
            return -1
        return figure.end + match.end()

    def _plain_parts(self, index: int, start: int, stop: int, *, strict: bool) -> None:
        """Parts that have no unit of their own: `23개소(공립 8, 사립 15)`."""
        figure, total = self.figures[index], self.phrases[index]
        if figure.money or figure.unit == "%":
            return
        found: list[Phrase] = []
        position = start
        for piece in _COMMA.split(self.masked[start:stop]):
            match = _ITEM.fullmatch(piece)
            if match:
                begin = position + match.start("number")
                value = Decimal(match["number"].replace(",", ""))
                part = replace(figure, start=begin, end=begin + len(match["number"]), value=value, printed=match["number"], bound="", at="")
                name = _LAST_OF.sub("", self.text[position : position + match.end("name")].strip()).strip(" ·-–")
                metric, _ = clean_phrase(name)
                kept = [pair for pair in total.dimensions if pair[0] not in {"구분", "bound", "at"}]
                found.append(Phrase(part, total.metric, total.unit, [("구분", metric or name), *kept], total.label, index, total.own))
            position += len(piece) + 1
        if not found or any(part.figure.value > figure.value for part in found):
            return
        if strict and (len(found) < 2 or sum(part.figure.value for part in found) != figure.value):
            return
        if len(found) > 1 or sum(part.figure.value for part in found) < figure.value:
            total.dimensions = [("구분", "계"), *total.dimensions]
        self.phrases.extend(found)

    def _unit_parts(self, index: int, members: Sequence[int]) -> None:
        """Parts with the total's unit: `중징계 3명(해임 1명, 정직 2명)`; they are parts of what the total counts."""
        total = self.phrases[index]
        parts = [self.phrases[other] for other in members if self.phrases[other].unit == total.unit and self.phrases[other].metric != total.metric]
        for part in parts:
            part.total = index
        for other in members:
            part = self.phrases[other]
            if total.own and part.unit not in {total.unit, "%"} and _short(part.metric) and part.metric != total.metric:
                part.dimensions = [*part.dimensions, ("of", total.metric)]
        if len(parts) < 2 or total.unit == "%":
            return
        for part in parts:
            part.dimensions = [*part.dimensions, ("of", total.metric)]
            part.label = total.label
        if ("구분", "계") not in total.dimensions:
            total.dimensions = [("구분", "계"), *total.dimensions]


def _blank(text: str, periods: Sequence[Period]) -> str:
    """The text with its dates blanked; the clause begins anew after brackets that held a date only."""
    characters = list(text)
    for period in periods:
        characters[period.begin : period.stop] = " " * (period.stop - period.begin)
    return _EMPTY_GROUP.sub(lambda match: ";" + " " * (len(match.group()) - 1), "".join(characters))


def _short(name: str) -> bool:
    """Whether a name says nothing without the whole it is a part of: 훈계, 공립, 주의·훈계."""
    counted = len(name) > 2 and name.endswith(("율", "률", "수", "액", "점"))
    return not counted and all(len(part) <= 3 for part in re.split(r"[·,\s]", name))


def _figure_dimensions(figure: Figure) -> list[tuple[str, str]]:
    """bound and at."""
    dimensions = [("bound", figure.bound)] if figure.bound else []
    return [*dimensions, ("at", figure.at)] if figure.at else dimensions


def _after_act(phrase: str) -> str:
    """A phrase after another figure without the act that belongs to that one: `예상`, `제작하여`, `운영/`."""
    tokens = phrase.split()
    while tokens and (tokens[0].strip(",/·") in words("acts") | {"대비"} or re.fullmatch(r"[가-힣]{1,4}(?:하여|해|하고|하며|으로|및)", tokens[0])):
        tokens = tokens[1:]
    return " ".join(tokens)


def _last_clause(label: str) -> str:
    """The last clause of a label inside a line: after commas, arrows and colons."""
    return re.split(r"[,，;/>→⇒:：]", label)[-1].strip()


def _bracket_around(text: str, position: int) -> int:
    """Index of the bracket open at a position; -1 at the top level."""
    stack: list[int] = []
    for index, character in enumerate(text[:position]):
        if character in _OPEN:
            stack.append(index)
        elif character in _CLOSE and stack:
            stack.pop()
    return stack[-1] if stack else -1


def within_brackets(text: str, position: int) -> bool:
    """Whether a position stands inside brackets."""
    return _bracket_around(text, position) >= 0


def _closing(text: str, opened: int) -> int:
    """Index of the bracket that closes the one at `opened`; the text's end where none does."""
    depth = 0
    for index in range(opened, len(text)):
        if text[index] in _OPEN:
            depth += 1
        elif text[index] in _CLOSE:
            depth -= 1
            if depth == 0:
                return index
    return len(text)
