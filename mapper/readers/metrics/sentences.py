"""Names the figures of one line or cell: by their own clauses, what stands around their brackets, or the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mapper.readers.context.sections import find_section
from mapper.readers.metrics.line import Line, Phrase
from mapper.readers.metrics.names import (
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
from mapper.readers.metrics.numbers import Figure, find_figures
from mapper.readers.metrics.parts import is_short, relate
from mapper.values.dates import Period
from mapper.values.text import squeeze

_LIST_END = re.compile(r"(?:^|\s)등(?:\s*총)?\s*$")
_STATISTIC = re.compile(r"\s?[(（]\s?(평균|최고|최저|최대|최소|누적|누계)\s?[)）]")
_SHARE_WORD = re.compile(r"([가-힣]*(?:비중|비율|점유율|구성비))(?:\s[가-힣]{2,4})?\s?$")
_COMPARED = re.compile(r"(?P<name>.*?)(?P<base>\S+\s?대비)")
_MARKED = re.compile(r"[가-힣](?:을|를|은|는|에|에서|에게)\s*$")
_GROUP = re.compile(r"[(（][^()（）]*[)）]")
_CONNECTIVE = re.compile(r"[가-힣]{1,4}(?:하여|해|하고|하며|으로|및)")
_TIMES_HELD = re.compile(r"\s(?:총\s)?\d[\d,.]*\s?[가-힣%]{1,3}(?:\s.*)?$")
_SUMMED = re.compile(r"[\s,，]*(?:(?:현재|지금|올해|금년)까지\s)?(?:총\s?)?(누계|누적)\s*[:：]?\s*")
"""A count up to now, beside what was done of late: `9개소 조성(누계 17개소)`."""
_HELD = re.compile(r"\s(?:개최|실시)$")
_CLAUSES = re.compile(r"[,，;/>→⇒:：]")
_PARTICLES = frozenset({"에서", "에", "을", "를", "이", "가", "로", "으로", "와", "과", "의", "도", "은", "는", "및"})
_TIMES = frozenset({"×", "x", "X", "*"})
_AIM = "목표"
_BASES = frozenset({"보다", "대비", "에 비해", "에 비하여", "대비해", "대비하여"})
_OFFICE_UNITS = frozenset({"팀", "과", "담당", "계", "국"})
_KINDS = frozenset({"종", "가지"})
"""Counters of kinds, not of pieces: `안전용품 : 장갑 등 5종` counts what the label says."""
_PEOPLE = frozenset({"명", "인"})
_SITES = frozenset({"개소", "곳", "개교"})
_LIMITS = frozenset({"이상", "이하", "이내", "내외", "미만", "초과", "여"})
_SHARES = frozenset({"%", "%p", "％", "배", "p"})


def read_phrases(
    text: str,
    periods: Sequence[Period],
    label: str = "",
    fallback: str = "",
    figures: Sequence[Figure] | None = None,
) -> list[Phrase]:
    """Every figure of a text, named; `label` stands before its first colon, `fallback` is what stands above it."""
    found = find_figures(text, periods) if figures is None else figures
    if not found:
        return []
    line = Line(text, periods, found, label, fallback)
    return relate(line, _Namer(line).name_all())


class _Namer:
    """Names the figures of one line, left to right."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.often: list[tuple[str, str]] = []
        """How often the line says its figures hold: `매월 지면 55,000부 / 점자판 120부`."""
        self.outer: set[int] = set()
        """Figures in brackets that took the name of what stands before the brackets."""
        self.phrases: list[Phrase] = []

    def name_all(self) -> list[Phrase]:
        """One phrase for each figure."""
        for index in range(len(self.line.figures)):
            self.phrases.append(self._phrase(index))
        return self.phrases

    def _phrase(self, index: int) -> Phrase:
        """The phrase of one figure."""
        line, figure = self.line, self.line.figures[index]
        twin = self._twin(index)
        if twin is not None:
            return self._like(twin, figure)
        name = self._name(index)
        dimensions = list(name.dimensions)
        unit = figure.unit
        if figure.joined and name.metric and squeeze(name.metric) != figure.joined:
            unit += figure.joined
        elif figure.joined:
            name.metric = figure.joined
        average = _STATISTIC.match(line.text, figure.end)
        if average:
            dimensions.append(("통계", average[1]))
        label, aside = self._label_beside(index, name)
        dimensions += _figure_dimensions(figure)
        return Phrase(figure, name.metric, unit, dimensions, label, own=name.own, aside=aside)

    def _label_beside(self, index: int, name: Name) -> tuple[str, bool]:
        """The line's label where it says more than the figure's own name, and whether the figure stands aside of it."""
        line, bracket = self.line, self.line.brackets[index]
        holder = line.holder_of(bracket, index) if bracket >= 0 else None
        aside = holder is not None and not self.phrases[holder].own
        share = line.figures[index].unit == "%" and bracket >= 0
        beside = name.own and bool(line.label) and not share and (aside or not name.labelled)
        return (line.label if beside and squeeze(line.label) != squeeze(name.metric) else ""), aside

    def _twin(self, index: int) -> int | None:
        """The figure whose name this one shares: the lower end of its range, the near side of its arrow."""
        line, figure = self.line, self.line.figures[index]
        if figure.bound == "max" and index and line.figures[index - 1].bound == "min":
            return index - 1
        if figure.at != "after":
            return None
        bracket = line.brackets[index]
        for before in range(index - 1, -1, -1):
            other, around = line.figures[before], line.brackets[before]
            if other.at == "before" and other.unit == figure.unit and (around == -1) == (bracket == -1):
                return before
        return None

    def _like(self, index: int, figure: Figure) -> Phrase:
        """The same name as another figure's."""
        other = self.phrases[index]
        kept = [pair for pair in other.dimensions if pair[0] not in {"bound", "at"}]
        return Phrase(figure, other.metric, other.unit, kept + _figure_dimensions(figure), other.label, own=other.own)

    def _name(self, index: int) -> Name:
        """The noun phrase before the figure, else around its brackets, after it, its label, or a neighbour's."""
        line, figure = self.line, self.line.figures[index]
        before = line.before_in_level(index)
        floor = line.figures[before].end if before is not None else max(line.brackets[index], 0)
        raw, inner_label = self._clause(index, floor)
        between = _GROUP.sub("", line.words[floor : figure.start])
        touching = before is not None and len(raw.strip()) >= len(between.strip())
        if before is not None and raw.strip() in _TIMES:
            return Name(self.phrases[before].metric, list(self.phrases[before].dimensions))
        other = line.figures[before] if before is not None else figure
        counted = bool(other.joined) and before is not None and self.phrases[before].metric == other.joined
        if before is not None and not counted and not line.text[floor : figure.start].strip():
            if other.unit in _SITES and figure.unit not in _SITES | _SHARES and _is_told(line.label):
                return Name(line.label, own=False)  # `방문교육 : 경로당 38개소 912명`: no part of the sites
            aged = [("구분", line.text[other.start : other.end].strip())] if _is_age(other) else []
            return self._beside(before, aged)
        phrase, dimensions = split_qualifiers(raw)
        phrase, often = lead_frequency(_after_act(phrase) if touching else phrase)
        self.often = often or self.often
        dimensions += [pair for pair in self.often if pair[0] not in dict(dimensions)]
        metric, more = clean_phrase(phrase)
        dimensions += more
        if figure.joined and _MARKED.search(phrase):
            metric = ""  # `토론회를 11개 시군에서`: what is counted follows
        compared = _COMPARED.fullmatch(metric)
        if compared:
            dimensions.append(("구분", compared["base"]))
            metric = compared["name"].strip()
        if raw.strip() == _AIM and line.label and not figure.at:
            return Name(line.label, [*dimensions, ("구분", _AIM)], own=False)
        if metric in words("years_before") and line.brackets[index] >= 0:
            dimensions.append(("구분", metric))
        summed = _SUMMED.fullmatch(raw)
        if summed:
            metric, dimensions = "", [*dimensions, ("구분", summed[1])]
        if metric in words("fillers") | _BASES or metric == "등":
            metric = ""
        if touching and before is not None and raw.strip() == "중":
            return self._among(before, figure, dimensions)
        listed = bool(_LIST_END.search(raw)) and (
            figure.unit in _KINDS
            or raw.rstrip().endswith("총")
            or line.ends_list(figure.start)
            or "~" in raw
            or "∼" in raw
        )
        if metric and not (listed and (line.label or inner_label or line.brackets[index] >= 0)):
            return self._own_name(index, metric, dimensions)
        if inner_label and not (line.label and _ends_alike(squeeze(inner_label), squeeze(line.label))):
            metric, more = clean_phrase(split_qualifiers(_last_clause(inner_label))[0])
            if metric:
                return Name(metric, dimensions + more, labelled=True)
        return self._outer_name(index, before, touching, dimensions)

    def _among(self, before: int, figure: Figure, dimensions: list[tuple[str, str]]) -> Name:
        """`공약사업 68건 중 41건 완료`: what is done divides what the figure before counts."""
        other = self.phrases[before]
        done = act_after(self.line.text, figure)
        if other.figure.unit != figure.unit or not other.own:
            return Name(done or other.metric, dimensions)
        done = done or phrase_after(self.line.text, figure.end)
        return Name(other.metric, [*dimensions, ("구분", done)] if done else dimensions)

    def _own_name(self, index: int, metric: str, dimensions: list[tuple[str, str]]) -> Name:
        """The name of a figure with a noun phrase of its own."""
        line, figure = self.line, self.line.figures[index]
        if metric.endswith("판") and line.label.endswith(("발행규격", "제작규격", "판형")):
            return Name(line.label, dimensions, own=False)  # 발행규격 : 국배판 32쪽
        if metric.endswith("별") and " " not in metric and line.label:
            return Name(line.label, [("per", metric), *dimensions], own=False)
        shared = self._bracket_name(index, metric) or self._share_word(index)
        if shared:
            return Name(shared, [*dimensions, ("구분", metric)])
        if self._counts_times(figure):
            return Name(line.label, [*dimensions, ("대상", metric)], own=False)
        return Name(self._taking_part(metric, index) or self._with_change(metric, figure), dimensions)

    def _taking_part(self, metric: str, index: int) -> str:
        """`나눔장터 : 참여 320명`, `걷기대회 : 주민 500명 참여`: who takes part says nothing without in what."""
        line, figure = self.line, self.line.figures[index]
        act = act_after(line.text, figure)
        counted = figure.unit in _PEOPLE
        people = counted and metric in words("people") and act in words("part_taken")
        taken = (counted and metric in words("part_taken")) or metric in words("opinions")
        if not (people or taken) or figure.at:
            return ""
        label = _event(line.label)
        if not _is_told(label) or line.in_label(figure) or metric in label:
            return ""
        return f"{label} {metric} {act}" if people else f"{label} {metric}"

    def _clause(self, index: int, floor: int) -> tuple[str, str]:
        """The words before a figure and the label in them; they begin anew after brackets that hold a figure."""
        line, start = self.line, self.line.figures[index].start
        ends = [line.end_with_group(other) for other in range(index) if line.brackets[other] != line.brackets[index]]
        closed = max((end for end in ends if floor < end <= start), default=0)
        if closed:
            raw, label, _ = clause_before(line.words, start, closed)
            metric = clean_phrase(split_qualifiers(_after_act(raw))[0])[0]
            if metric and metric not in words("acts") | words("fillers"):
                return _after_act(raw), label.strip()
        raw, label, _ = clause_before(line.words, start, floor)
        return raw, label.strip()

    def _bracket_name(self, index: int, metric: str) -> str:
        """`영화 교육(4회, 직원 354명)`: beside a figure that took the outer name a short word only divides it."""
        bracket = self.line.brackets[index]
        if bracket < 0 or not is_short(metric):
            return ""
        first = next((other for other in range(index) if self.line.brackets[other] == bracket), None)
        return self.phrases[first].metric if first is not None and first in self.outer else ""

    def _share_word(self, index: int) -> str:
        """`비중 상향(가 42%, 나 37%)`: percentages in brackets are shares where the words before them say so."""
        line, bracket = self.line, self.line.brackets[index]
        if bracket < 0 or line.figures[index].unit != "%" or line.brackets.count(bracket) < 2:
            return ""
        word = _SHARE_WORD.search(line.words[:bracket])
        return word[1] if word else ""

    def _outer_name(self, index: int, before: int | None, touching: bool, dimensions: list[tuple[str, str]]) -> Name:
        """A name for a figure without a noun phrase of its own."""
        line, figure = self.line, self.line.figures[index]
        if line.brackets[index] >= 0:
            around = self._name_around(index, dimensions)
            if around is not None:
                return around
        target = line.label.endswith("대상") and len(line.label) > 2
        generic = not line.label or (is_generic(line.label) and not target)
        if figure.joined and generic:
            return Name(figure.joined, dimensions)
        after = phrase_after(line.text, figure.end)
        acts = after.split(" ")[0] in words("acts")
        counts = figure.unit in {"개", "종", "가지"} and not acts and not figure.joined
        if after and counts and generic and not line.in_label(figure):
            return Name(after, dimensions)
        if after and figure.bound in _LIMITS and figure.unit != "세" and not acts and line.brackets[index] < 0:
            return Name(after, dimensions)
        act = act_after(line.text, figure)
        if act and line.label in words("corner_words") | words("value_heads"):
            return Name(act, dimensions)
        if line.label and not line.in_label(figure):
            metric, more = clean_phrase(line.label)
            people = [("대상", after)] if figure.unit == "세" and after else []
            return Name(metric or line.fallback, dimensions + more + people, own=False)
        if before is not None and (touching or not after):
            return self._beside(before, dimensions)
        if before is not None and act and self._goes_on(before, figure):
            return self._beside(before, dimensions)
        if after and not acts:
            return Name(after, dimensions)
        if act and (not line.fallback or is_generic(line.fallback)):
            return Name(act, dimensions)
        return Name(line.fallback or after, dimensions, own=False)

    def _beside(self, before: int, dimensions: Sequence[tuple[str, str]] = ()) -> Name:
        """The name of the figure before: `소식지 11회 93,500부`."""
        other = self.phrases[before]
        kept = [pair for pair in other.dimensions if pair[0] not in {"bound", "at", "per", "통계", "구분"}]
        return Name(other.metric, [*dimensions, *kept], own=other.own)

    def _goes_on(self, before: int, figure: Figure) -> bool:
        """`공모사업 5건 신청, 3건 선정`: only acts and commas stand between two figures of one unit."""
        other = self.line.figures[before]
        between = re.split(r"[\s,，/·]+", self.line.text[other.end : figure.start].strip(" ,，/·"))
        return other.unit == figure.unit and all(word in words("acts") for word in between)

    def _name_around(self, index: int, dimensions: list[tuple[str, str]]) -> Name | None:
        """The name that stands before the figure's brackets: another figure's, or a noun phrase."""
        line, figure, bracket = self.line, self.line.figures[index], self.line.brackets[index]
        before = line.before_in_level(index)
        if (figure.joined or figure.unit) in _OFFICE_UNITS and find_section(line.label) == "organization":
            return Name(line.label, dimensions, own=False)  # `기구 : 환경국 환경과 (4개 팀)`
        named = before is not None and self.phrases[before].own and before not in self.outer
        if named and before is not None and figure.unit in _SHARES:
            between = line.text[line.figures[before].end : figure.start]
            if not between.strip(" ,，/·"):
                return self._beside(before, dimensions)
        holder = line.holder_of(bracket, index)
        if holder is not None:
            other = self.phrases[holder]
            act = act_after(line.text, figure) if figure.money else ""
            known = dict(dimensions)
            kept = [pair for pair in other.dimensions if pair[0] in {"term", "대상"} and pair[0] not in known]
            return Name(act or self._with_change(other.metric, figure), dimensions + kept, own=other.own)
        ends = (line.end_with_group(other) for other in range(index))
        raw, inner, _ = clause_before(line.words, bracket, max((end for end in ends if end <= bracket), default=0))
        metric, more = clean_phrase(raw)
        metric = metric or clean_phrase(_last_clause(inner))[0]
        if not metric or metric in words("fillers"):
            return None
        self.outer.add(index)
        if self._counts_times(figure):
            return Name(line.label, [*dimensions, ("대상", metric)], own=False)
        return Name(self._with_change(metric, figure), dimensions + more)

    def _counts_times(self, figure: Figure) -> bool:
        """`교육대상: 구민(140회)`: the label is measured, the people are a dimension."""
        return self.line.label.endswith("대상") and figure.unit in words("times_units")

    def _with_change(self, metric: str, figure: Figure) -> str:
        """`8.5% 증가`: the change that a percentage tells goes on with what is measured."""
        act = act_after(self.line.text, figure) if figure.unit in _SHARES else ""
        return f"{metric} {act}" if act in words("changes") and not metric.endswith(act) else metric


@lru_cache(maxsize=4096)
def _event(label: str) -> str:
    """A label without brackets and without how often it took place: `모의훈련 2회(4월, 9월)`."""
    plain = " ".join(_GROUP.sub(" ", label).split())
    return _HELD.sub("", clean_phrase(_TIMES_HELD.sub("", plain))[0])


def _is_told(label: str) -> bool:
    """Whether a label says what is counted behind it."""
    return bool(label) and not is_generic(label)


def _is_age(figure: Figure) -> bool:
    """Whether a figure is a group's age: `65세 이상 41,230명`."""
    return figure.unit == "세" and bool(figure.bound)


def _ends_alike(one: str, other: str) -> bool:
    """Whether one label is the other, or the other with more before it."""
    return one.endswith(other) or other.endswith(one)


def _figure_dimensions(figure: Figure) -> list[tuple[str, str]]:
    """bound and at."""
    dimensions = [("bound", figure.bound)] if figure.bound else []
    return [*dimensions, ("at", figure.at)] if figure.at else dimensions


def _after_act(phrase: str) -> str:
    """A phrase after another figure without the act that belongs to that one: `예상`, `제작하여`, `운영/`."""
    tokens = phrase.split()
    while tokens and tokens[0] in _PARTICLES:
        tokens = tokens[1:]
    while tokens and (tokens[0].strip(",/·") in words("acts") | {"대비"} or _CONNECTIVE.fullmatch(tokens[0])):
        tokens = tokens[1:]
    return " ".join(tokens)


def _last_clause(label: str) -> str:
    """The last clause of a label inside a line: after commas, arrows and colons."""
    return _CLAUSES.split(label)[-1].strip()
