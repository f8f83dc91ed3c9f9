"""Metrics before they are records: totals over child lines, what tells neighbours apart, and each thing once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from mapper.layout import Node
from mapper.readers.budgets.words import is_source
from mapper.readers.context.sections import find_section
from mapper.readers.metrics.names import clean_phrase
from mapper.records import Kind, MetricStatement, Reading, Ref, Span, further_spans
from mapper.values.text import letters

ALIKE = 0.72
"""Least share of letter pairs (Dice) at which two names of one number are the same thing said again."""
_GROUP = re.compile(r"[(（][^()（）]*[)）]")
_WORD = re.compile(r"[가-힣A-Za-z]{2}")
_DATE_PART = re.compile(r"\d+\s?[년월일]")
_DIGIT = re.compile(r"\d")
_COLON = re.compile(r"[:：]")
_BRACKETS = re.compile(r"[(（\[<〈][^()\[\]<>〈〉]*[)）\]>〉]")
_YEAR_LEAD = re.compile(r"^\s*(?:['‘’]\d\d|(?:19|20)\d\d)(?:년도?|\.)?\s+(?=[가-힣A-Za-z])")
_COUNT_TAIL = re.compile(r"\s(?:총\s)?\d[\d,.]*\s?[가-힣%]{1,3}(?:\s.*)?$")


@dataclass(slots=True)
class Draft:
    """A metric with the node that prints it."""

    node: Node
    span: Span
    subject: Ref
    metric: str
    dimensions: tuple[tuple[str, str], ...]
    period: str
    value: Decimal
    unit: str
    printed: str
    quantum: Decimal
    rule: str
    in_table: bool = False
    own: bool = True
    support: tuple[Span, ...] = ()
    repeats: tuple[Span, ...] = ()
    block: str = ""
    label: str = ""
    """What its line is labelled with, which tells it from neighbours of the same name."""

    def record(self) -> MetricStatement:
        """The record of this draft; what has no name of its own measures its subject."""
        return MetricStatement(
            span=self.span,
            rule=self.rule,
            reading=Reading.INHERITED if self.support else Reading.PRINTED,
            support=self.support,
            repeats=further_spans(self.span, self.repeats),
            subject=self.subject,
            metric=self.metric or self.subject.name,
            dimensions=self.dimensions,
            period=self.period,
            value=self.value,
            unit=self.unit,
            printed=self.printed,
            quantum=self.quantum,
            block=self.block,
        )


def title_of(node: Node | None, limit: int = 40) -> str:
    """What a line is about, in its own words: its label, else its text up to brackets and figures."""
    if node is None or node.table is not None:
        return ""
    return _title(node.text, *node.labelled(), node.bracket_title)[:limit].strip()


_DIVISION = re.compile(r"([가-힣A-Za-z ·]{2,12})별(?:\s?현황)?")
_FRAMED = re.compile(r"[<〈《\[【〔＜≪]\s*([^<>〈〉《》\[\]【】〔〕＜＞≪≫]+?)\s*[>〉》\]】〕＞≫]")
"""A title in brackets, the unit behind it: `〈 영상 제공 실적 〉 (단위 : 건)`."""


@lru_cache(maxsize=4096)
def _title(text: str, label: str, value: str, bracketed: str) -> str:
    """What `title_of` gives, of any length; the lines below one line all ask for it."""
    label = label if label.count("(") == label.count(")") else ""
    framed = _FRAMED.fullmatch(_GROUP.sub("", text).strip())
    bracketed = bracketed or (framed[1] if framed else "")
    label = label or bracketed or _GROUP.sub(" ", text)
    if not _WORD.search(_DATE_PART.sub("", label)):
        label = value  # a date labels the line
    label = _COLON.split(label)[0]
    label = _BRACKETS.sub(" ", label) if not bracketed else label
    label = _YEAR_LEAD.sub("", label)
    if _DIGIT.search(label):
        label = _COUNT_TAIL.sub("", f" {label}")
    return clean_phrase(" ".join(label.split()))[0]


def mark_totals(drafts: Sequence[Draft]) -> list[Draft]:
    """A count is a total (구분=계) where a table below it measures the same, or its child lines add up to it."""
    _mark_table_totals(drafts)
    by_node: dict[int, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        by_node[id(draft.node)].append(index)
    marked = list(drafts)
    for index, draft in enumerate(drafts):
        if draft.in_table or dict(draft.dimensions).keys() & {"bound", "at"}:
            continue
        below = [
            child
            for line in draft.node.children
            for child in by_node.get(id(line), ())
            if drafts[child].unit == draft.unit and not drafts[child].in_table
        ]
        if len(below) < 2 or sum(drafts[child].value for child in below) != draft.value or draft.unit == "%":
            continue
        if ("구분", "계") not in draft.dimensions:
            marked[index] = replace(marked[index], dimensions=(("구분", "계"), *draft.dimensions))
        for child in below:
            part = marked[child]
            if part.metric != draft.metric and part.own and part.subject == draft.subject:
                key = divided_by(part.node.label) or "구분"
                marked[child] = replace(part, metric=draft.metric, dimensions=((key, part.metric), *part.dimensions))
    return marked


def divided_by(label: str) -> str:
    """By what the figures behind a label are divided: `선정기관별` by 선정기관; empty where it says no such thing."""
    match = _DIVISION.fullmatch(label.strip())
    return match[1] if match else ""


def _mark_table_totals(drafts: Sequence[Draft]) -> None:
    """A count in the line above a table that measures the same is the total of its cells."""
    titles = {(id(draft.node.parent), letters(draft.metric), draft.unit) for draft in drafts if draft.in_table}
    for draft in drafts:
        said = (id(draft.node), letters(draft.metric), draft.unit)
        if not draft.in_table and not draft.dimensions and said in titles:
            draft.dimensions = (("구분", "계"),)


def tell_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Neighbours with one name and different values get the label of their line as a dimension, else the line above."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if not draft.in_table:
            groups[draft.subject, letters(draft.metric), draft.dimensions, draft.unit, draft.period].append(index)
    told = list(drafts)
    divided: set[int] = set()
    for members in groups.values():
        parents = {id(drafts[index].node.parent) for index in members}
        values = {drafts[index].value for index in members}
        if len(values) > 1 and len({drafts[index].label for index in members}) == len(members):
            for index in members:
                if drafts[index].label:
                    pair = ("구분", drafts[index].label)
                    told[index] = replace(drafts[index], dimensions=(pair, *drafts[index].dimensions))
            continue
        if len(parents) < 2 or len(values) < 2:
            continue
        divided.update(id(drafts[index].node) for index in members)
    for index, draft in enumerate(drafts):
        title = title_of(draft.node.parent) if id(draft.node) in divided and not draft.in_table else ""
        if title and title not in {draft.subject.name, draft.metric} and not find_section(title):
            told[index] = replace(draft, dimensions=(("구분", title), *draft.dimensions))
    return told


def each_once(drafts: Sequence[Draft]) -> list[Draft]:
    """The same number of the same thing said again is one row, at the line of a table, else at its first line."""
    by_value: dict[tuple[Decimal, str], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        by_value[draft.value, draft.unit].append(index)
    dropped: set[int] = set()
    again: dict[int, list[Span]] = defaultdict(list)
    for members in by_value.values():
        for position, first in enumerate(members):
            for second in members[position + 1 :]:
                if first in dropped or second in dropped or not _same(drafts[first], drafts[second]):
                    continue
                kept, lost = first, second
                if drafts[second].in_table and not drafts[first].in_table:
                    kept, lost = second, first
                dropped.add(lost)
                again[kept] += [drafts[lost].span, *again.pop(lost, ())]
    return [
        replace(draft, repeats=tuple(again[index])) if index in again else draft
        for index, draft in enumerate(drafts)
        if index not in dropped
    ]


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one value and unit say the same thing."""
    if one.node is other.node:
        same_cells = (
            one.in_table and (one.metric, one.period) == (other.metric, other.period) and one.subject == other.subject
        )
        return same_cells and _both_totals(one, other)
    if one.period and other.period and not (one.period.startswith(other.period) or other.period.startswith(one.period)):
        return False
    if one.in_table and other.in_table and one.value < 10:
        return False
    if Kind.PROGRAMME in {one.subject.kind, other.subject.kind} and one.subject != other.subject:
        return False
    if {dict(one.dimensions).get("at", ""), dict(other.dimensions).get("at", "")} == {"before", "after"}:
        return False
    keys = {"bound", "term", "per"}
    if {pair for pair in one.dimensions if pair[0] in keys} != {pair for pair in other.dimensions if pair[0] in keys}:
        return False
    if _of_two_departments(one, other):
        return False
    if one.subject != other.subject and is_source(one.metric):
        return False  # 군비 70% of another cost
    small = one.value < 10 and one.subject != other.subject
    least = 0.95 if small else ALIKE
    plain, others = _plain_name(one), _plain_name(other)
    if _share(plain, others) >= least:
        return True
    if one.subject == other.subject and one.in_table == other.in_table:
        return False
    return any(_share(a, others) >= least for a in _fuller_names(one)) or any(
        _share(plain, b) >= least for b in _fuller_names(other)
    )


def _of_two_departments(one: Draft, other: Draft) -> bool:
    """Whether two departments of one document say it, each of itself: `조직 : 3팀`; a team is a part of one."""
    subjects = {one.subject, other.subject}
    departments = all(ref.kind is Kind.ORGANIZATION and not ref.name.endswith(("팀", "담당")) for ref in subjects)
    return len(subjects) == 2 and departments


def _both_totals(one: Draft, other: Draft) -> bool:
    """Rows of one table headed 합계 and 계 say one total, unless something else divides them."""
    totals = {"계", "합계", "총계", "총합계"}
    told = [{pair for pair in draft.dimensions if pair[1] not in totals} for draft in (one, other)]
    return told[0] == told[1] and all(len(told[0]) < len(draft.dimensions) for draft in (one, other))


def _told(draft: Draft) -> str:
    """The dimensions that divide what is measured."""
    return "".join(
        value
        for key, value in draft.dimensions
        if key not in {"at", "bound", "per"} and value not in {"계", "합계", "총계"}
    )


def _plain_name(draft: Draft) -> set[str]:
    """Letter pairs of the metric with what divides it."""
    return _pairs(draft.metric + _told(draft))


def _fuller_names(draft: Draft) -> Iterable[set[str]]:
    """The same with the subject or the line above the table, as a sentence elsewhere may say it."""
    told = _told(draft)
    if draft.in_table:
        yield _pairs(title_of(draft.node.parent) + draft.metric + told)
        if draft.dimensions and (draft.value >= 100 or draft.value != int(draft.value)):
            yield _pairs(draft.dimensions[-1][1])
    if draft.subject.kind not in {Kind.PROJECT, Kind.ORGANIZATION}:
        yield _pairs(draft.subject.name + draft.metric + told)


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring letters."""
    plain = letters(text)
    return {plain[index : index + 2] for index in range(len(plain) - 1)} or {plain}


def _share(one: set[str], other: set[str]) -> float:
    """Dice's share."""
    return 2 * len(one & other) / (len(one) + len(other))
