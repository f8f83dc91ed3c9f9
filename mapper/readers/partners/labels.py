"""Labels that tell who takes which part (협조부서, 시공사, 공유 협약기관 4개소), and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mapper.layout import Node
from mapper.layout.node import OPENING
from mapper.lexicon import load
from mapper.records import PartnerRoleKind
from mapper.values.text import squeeze
from mapper.values.words import NEVER_SPACED, any_of

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_OPENING = frozenset("(（[")
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"(?:총)?\d{1,3}개?(?:소|기관|사|곳|개소|개사|단체|업체|학교|대학|부서|개기관)?$")
_STROKE = re.compile(r"[/／·ㆍ,]")
_BETWEEN_STROKES = re.compile(r"[^/／]+")
_TOPIC = re.compile(
    r"(?<![가-힣])(?P<label>(?:추진|주관|담당|협조|협업|협력)\s?(?:부서|기관))(?:은|는)\s"
    r"(?P<value>[^:：.]{2,60}?)(?=이며|이고|이다|임(?:$|[.,\s])|[.;]|$)"
)
"""A label that is the topic of a sentence: `협조부서는 문화과와 청년과이며`."""
_OPEN_LABEL = re.compile(r"(?:(?<![가-힣])(?:추진|주관|담당|소관|시행)\s?부\s?서|(?:협조|협업)\s?부\s?서)(?![은는]\s)")

_LATER_LABEL = re.compile(r"(?<=[,，;/]\s)(?:협조|협업)\s?부\s?서\s(?=[가-힣])")
"""One that opens a later clause: `A(위탁), 협조부서 B`."""


@dataclass(frozen=True, slots=True)
class LabelRole:
    """The part that a label tells of what stands after it."""

    role: PartnerRoleKind
    named: bool = False
    """Only what is a body by its name counts: the label names an activity (관제용역)."""
    company: bool = False
    """Only a company does (공사, 구매)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A label inside a text and where its value begins and ends."""

    told: LabelRole
    start: int
    stop: int
    begin: int = 0
    """Where the label itself begins."""


@cache
def _roles() -> dict[str, LabelRole]:
    """Labels, spaces removed, with what they tell."""
    labels = load("partners")["labels"]
    activities = frozenset(str(labels["activities"]).split())
    return {
        word: LabelRole(PartnerRoleKind(key), word in activities)
        for key, text in labels.items()
        if key != "activities"
        for word in str(text).split()
    }


@cache
def _endings() -> dict[str, list[tuple[str, LabelRole]]]:
    """What longer labels end with by the last letter, longest first."""
    found = {
        word: told
        for word, told in _roles().items()
        if len(word) >= 3 and not told.named and (told.role is not PartnerRoleKind.LEAD or word.endswith("부서"))
    }
    for key, text in load("partners")["endings"].items():
        told = LabelRole(PartnerRoleKind.CONTRACTOR, named=True, company=True)
        if key != "companies":
            told = LabelRole(PartnerRoleKind(key), named=True)
        for word in str(text).split():
            found.setdefault(word, told)
    by_last: dict[str, list[tuple[str, LabelRole]]] = {}
    for word, told in sorted(found.items(), key=lambda item: -len(item[0])):
        by_last.setdefault(word[-1], []).append((word, told))
    return by_last


@lru_cache(maxsize=4096)
def label_role(label: str) -> LabelRole | None:
    """The part that a label tells, brackets and counts apart; None for labels of other things."""
    plain = squeeze(label if _OPENING.isdisjoint(label) else _BRACKETS.sub("", label))
    if _DIGIT.search(plain):
        plain = _COUNT.sub("", plain)
    if plain in _roles():
        return _roles()[plain]
    if len(plain) > 24:
        return None
    return next((told for ending, told in _endings().get(plain[-1:], ()) if plain.endswith(ending)), None)


@cache
def _inner_label() -> re.Pattern[str]:
    """A label inside a text, before a colon."""
    words = any_of((word for word in _roles() if len(word) >= 2), spaced_from=NEVER_SPACED, not_after="[가-힣]")
    return re.compile(rf"{words}(?:\([^()]{{1,8}}\))?\s?[:：]\s?")


def line_label(node: Node) -> tuple[LabelRole | None, int]:
    """What the label that opens a line tells, and where its value begins."""
    if node.label:
        return label_role(node.label), len(node.text) - len(node.value)
    title = node.bracket_title
    return (label_role(title), node.text.find(title) + len(title) + 1) if title else (None, 0)


def inner_segments(text: str) -> Iterator[Segment]:
    """Each label of `착공(시공사 : A, 감리 : B)` or `추진부서 A 협조부서 B` with its value, up to the next one."""
    colon, office = ":" in text or "：" in text, "부서" in text or "부 서" in text
    if not (colon or office):
        return
    marks = list(_inner_label().finditer(text)) if colon else []
    for topic in _TOPIC.finditer(text) if office or "기관" in text else ():
        if (told := label_role(topic["label"])) is not None:
            yield Segment(told, topic.start("value"), topic.end("value"), topic.start())
    if office:
        opened = list(_OPEN_LABEL.finditer(text)) if _OPEN_LABEL.match(text) else list(_LATER_LABEL.finditer(text))
        begun = {mark.start() for mark in opened}
        marks = sorted([*opened, *(mark for mark in marks if mark.start() not in begun)], key=re.Match.start)
    for index, mark in enumerate(marks):
        told = label_role(mark.group().rstrip(" :："))
        stop = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        if told is not None:
            yield Segment(told, mark.end(), mark.end() + _own_length(text[mark.end() : stop]), mark.start())


def is_topic(text: str) -> bool:
    """Whether a label is the topic of a sentence, which may tell of others behind it."""
    return _TOPIC.search(text) is not None


def may_hold_labels(node: Node) -> bool:
    """Whether a label opens a line or stands inside it at all (cheap)."""
    text = node.text
    return bool(node.label) or text[:1] in OPENING or ":" in text or "부서" in text or "：" in text or "부 서" in text


def shared_segments(node: Node) -> list[Segment]:
    """The values of several labels before one colon, as many parted by strokes: `주관/협조 : A / B`; else empty."""
    if _STROKE.search(node.label) is None:
        return []
    labels = [label_role(label) for label in _STROKE.split(node.label)]
    values = list(_BETWEEN_STROKES.finditer(node.value))
    if len(labels) < 2 or len(labels) != len(values) or squeeze(node.label) in _roles():
        return []
    shift = len(node.text) - len(node.value)
    return [
        Segment(told, value.start() + shift, value.end() + shift)
        for told, value in zip(labels, values, strict=True)
        if told is not None
    ]


def _own_length(value: str) -> int:
    """How far a value goes: up to a bracket that it did not open, or a sign that ends it."""
    depth = 0
    for position, character in enumerate(value):
        if character in "(（[":
            depth += 1
        elif character in ")）]":
            depth -= 1
            if depth < 0:
                return position
        elif depth == 0 and character in ";":
            return position
    return len(value.rstrip(" /／,，"))
