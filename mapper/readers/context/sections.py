"""Recognises the heads of a plan's parts and sections by the lexicon, and whether they tell results or plans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from mapper.layout import Node
from mapper.layout.marks import Mark
from mapper.lexicon import load
from mapper.readers.offices.duty_labels import heads_duties_by_unit, is_sure_duty_label, label_ends
from mapper.readers.offices.own_offices import is_department
from mapper.values.text import squeeze

_YEAR = re.compile(r"(?:['‘’`]?\d{2}|(?:19|20)\d\d)\s?(?:년도|년|\.)?(?:\s?\d{1,2}월)?|(?:상|하)반기|민선\s?\d기")
_BRACKETS = re.compile(r"[(（\[<〈].*?[)）\]>〉]")
_WHOLE_BRACKETS = re.compile(r"[(（\[<〈【〔「『《]\s*([^()（）\[\]<>〈〉]+?)\s*[)）\]>〉】〕」』》]")
_OPENING = frozenset("(（[<〈【〔「『《")
_CLOSING = frozenset(")）]")
_DIGIT = re.compile(r"\d")
_NOTE_AT_END = re.compile(r"(?<=\S)\s?[(（\[][^()（）\[\]]*[:：][^()（）\[\]]*[)）\]]\s*$")
"""A note with a colon of its own at the end of a head: `예산 현황(단위 : 천원)`."""
_QUALIFYING = ("신규", "중점", "주요", "핵심", "역점", "부서별")
_FRAMED = re.compile(r"[【\[［〔][^【】\[\]［］〔〕]+[】\]］〕]")
"""A head that is set in brackets whole: `【 2024년 이렇게 하겠습니다 】`."""
_ONE_BY_ONE = re.compile(r"(?:주요|세부|단위)?(?:사업|과제|업무|시책)별(?:세부)?추진(?:상황|현황|내용|사항)")
"""A head over all projects, one by one: `사업별 추진상황`."""
_RESULT_ENDS = ("추진실적", "주요성과", "추진성과", "업무성과", "주요실적", "업무실적")
_PLAN_ENDS = ("업무계획", "추진계획")
_PLAIN_PARTS = {"result": "results", "plan": "plans"}
_QUALIFIERS = re.compile(r"^(?:신규|중점|주요|핵심|역점|부서별|신규중점|신규및중점)+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


_SETTLED = re.compile(r"(?:(?:지적|건의|요구|지시)사항(?:처리|조치|이행)|감사처리)(?:결과|상황)$")
"""What became of what a council or an audit found: `2024년 행정사무감사 지적사항 처리결과`."""
LONGEST_SETTLED = 20
LONGEST_HEAD = 200
"""No head is longer; what follows in a longer line is not looked at."""


class Tense(StrEnum):
    """What a section tells: the past, the future, or neither."""

    RESULT = "result"
    PLAN = "plan"
    NONE = ""


SECTIONS_OF_PROJECT = 12
"""So many heads above a section its project's title is looked for."""
HEADS_ABOVE = 200
"""So many lines above a head its title is looked for."""
RESULT_SECTIONS = frozenset({"result"})
PLAN_SECTIONS = frozenset({"plan", "content", "overview", "direction", "budget", "need"})


@dataclass(frozen=True, slots=True)
class Head:
    """A recognised head: its kind in the lexicon and the group (`parts` or `sections`) it belongs to."""

    kind: str
    group: str


@cache
def _labels(group: str) -> dict[str, str]:
    """Label to kind for one group; the first kind that lists a label has it."""
    found: dict[str, str] = {}
    for kind, text in load("sections")[group].items():
        for label in str(text).split():
            found.setdefault(label, kind)
    return found


@cache
def _endings() -> dict[str, list[tuple[str, str]]]:
    """Endings of longer heads and the kind each tells, in the order in which they are tried, by their last letter."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ending, kind in load("sections")["endings"]:
        found[ending[-1]].append((str(ending), str(kind)))
    return dict(found)


@cache
def _section_ends() -> frozenset[str]:
    """The letters in which the heads of sections end; most labels end in another."""
    in_words = [kind[key] for kind in load("sections")["plain_words"].values() for key in ("closing", "alone")]
    heads = (*_labels("sections"), *_endings(), *_cores(), *" ".join(map(str, in_words)).split())
    return frozenset(head[-1] for head in heads) | label_ends()


@cache
def _part_ends() -> frozenset[str]:
    """The letters in which the heads of parts end, those of one by one and of what was settled among them."""
    heads = (*_labels("parts"), *_RESULT_ENDS, *_PLAN_ENDS, "일반현황", "추진내용", "지시사항")
    return frozenset(head[-1] for head in heads)


@lru_cache(maxsize=4096)
def bare_label(text: str) -> str:
    """A head without its year, brackets, value and punctuation: `2023년 소요예산 : 705,517천원` is 소요예산."""
    head = text[:LONGEST_HEAD].strip()
    if ":" in head or "：" in head:
        head = _NOTE_AT_END.sub("", head) if head[-1] in _CLOSING else head
        head = head.partition(":")[0].partition("：")[0].strip()
    if head[:1] in _OPENING and (whole := _WHOLE_BRACKETS.fullmatch(head)):
        head = whole[1]
    head = squeeze(_BRACKETS.sub("", head))
    if "반기" in head or _DIGIT.search(head):
        head = _YEAR.sub("", head)
    head = head.replace("·", "").replace("ㆍ", "")
    return head if head[:1].isalnum() and head[-1:].isalnum() else _EDGES.sub("", head)


@lru_cache(maxsize=2048)
def find_section(text: str) -> str:
    """Kind of the section that the text heads (`overview`, `plan`, `result`, ...); empty if none."""
    label = bare_label(text)
    if not label or len(label) > 16 or label[-1] not in _section_ends():
        return ""
    labels = _labels("sections")
    if label in labels:
        return labels[label]
    if is_sure_duty_label(label) or heads_duties_by_unit(label):
        return "duties"
    for ending, kind in _endings().get(label[-1], ()):
        if label.endswith(ending) and len(label) <= len(ending) + 8 and not is_department(label):
            return kind
    return _plain_kind(label) or _composed_kind(label)


def _composed_kind(label: str) -> str:
    """Kind of a head that words of heads alone make up (추진 취지 및 배경), by the first of them that tells one.

    What was done and what will be is mixed; 현황 tells nothing beside another word.
    """
    whole, core = _composed()
    if not whole.fullmatch(label):
        return ""
    kinds = [_cores()[word] for word in core.findall(label)]
    told = [kind for kind in kinds if kind != "status"]
    if not told:
        return ""
    return "mixed" if set(told) == {"result", "plan"} else told[0]


@cache
def _cores() -> dict[str, str]:
    """The words that tell of what kind a head is that they end."""
    return {word: kind for kind, text in load("sections")["composed"]["cores"].items() for word in str(text).split()}


@cache
def _composed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Heads made up of qualifying words and such that tell a kind; the latter alone."""
    core = "|".join(sorted(_cores(), key=len, reverse=True))
    qualifier = "|".join(sorted(str(load("sections")["composed"]["qualifiers"]).split(), key=len, reverse=True))
    part = rf"(?:{qualifier})*(?:{core})"
    return re.compile(rf"{part}(?:(?:및|과|와)?{part})*"), re.compile(core)


def is_in_plain_words(text: str) -> bool:
    """Whether a head is one in everyday words (지난 걸음), as likely of the whole plan as of a project."""
    return bool(_plain_kind(bare_label(text)))


def _plain_kind(label: str) -> str:
    """`result` or `plan` for a head in everyday words, else empty."""
    match = _told_in_words().fullmatch(label)
    return match.lastgroup or "" if match else ""


@cache
def _told_in_words() -> re.Pattern[str]:
    """Heads that say in plain words that what was done (result), or will be (plan), follows: 지난 걸음, 올해 할 일."""
    return re.compile("|".join(rf"(?P<{kind}>{_in_words(kind)})" for kind in ("result", "plan")))


def _in_words(kind: str) -> str:
    """Pattern of the heads in plain words of one kind."""
    words = load("sections")["plain_words"][kind]
    first, last = ("|".join(str(words[name]).split()) for name in ("opening", "closing"))
    return rf"(?:{first})(?:해|의|에)?(?:{last})|(?:에|의)?(?:{'|'.join(str(words['alone']).split())})"


@lru_cache(maxsize=2048)
def find_part(text: str) -> str:
    """Kind of the large part that the text heads (`general`, `results`, `vision`, `plans`, `issues`); empty if none."""
    label = bare_label(text)
    if label[-1:] not in _part_ends():
        return ""
    labels = _labels("parts")
    if label in labels:
        return labels[label]
    stripped = _QUALIFIERS.sub("", label) if label.startswith(_QUALIFYING) else label
    if stripped in labels:
        return labels[stripped]
    if label.endswith(_RESULT_ENDS) and len(label) <= 14:
        return "results"
    if label.endswith(_PLAN_ENDS) and len(label) <= 14:
        return "plans"
    if _ONE_BY_ONE.fullmatch(label):
        return "plans"
    if len(label) <= LONGEST_SETTLED and _SETTLED.search(label):
        return "results"
    return "general" if label.endswith("일반현황") and len(label) <= 12 else ""


def is_known_head(squeezed: str) -> bool:
    """Whether an unmarked line is a section's head by itself; for `build_outline`."""
    if len(squeezed) > 24 or squeezed.endswith(("다", "음", "함")):
        return False
    return bool(find_section(squeezed)) or find_part(squeezed) in {"general"}


def section_tense(kind: str) -> Tense:
    """Whether a section of this kind tells results or plans."""
    if kind in RESULT_SECTIONS:
        return Tense.RESULT
    return Tense.PLAN if kind in PLAN_SECTIONS else Tense.NONE


def mark_parts(nodes: Sequence[Node]) -> None:
    """Let lines head the document's parts whose marks are those of sections elsewhere: `□ 일반현황`, `□ 주요업무계획`.

    All lines of one make have to name parts, 일반현황 among them, and no part twice before the next 일반현황.
    """
    makes: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.table is None and node.marks:
            makes[_make_of(node.marks)].append(node)
    for members in makes.values():
        kinds: list[str] = []
        for node in members:
            if not (kind := find_part(node.text)):
                break
            kinds.append(kind)
        if len(kinds) == len(members) and "general" in kinds and len(set(kinds)) > 1 and not _repeats(kinds):
            for node in members:
                node.opens_part, node.part = True, None


@lru_cache(maxsize=2048)
def _make_of(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """The kinds of marks, and the signs of bullets and heads among them."""
    return tuple(part for mark in marks for part in (mark.kind, mark.sign if mark.kind in {"bullet", "head"} else ""))


def _repeats(kinds: Sequence[str]) -> bool:
    """Whether a kind comes twice before the parts begin anew with the first."""
    seen: set[str] = set()
    for kind in kinds:
        if kind == kinds[0]:
            seen.clear()
        if kind in seen:
            return True
        seen.add(kind)
    return False


def heads_part(node: Node) -> str:
    """The part that a node opens: it needs a Roman numeral, a Markdown head, its like, or to stand alone.

    Many readers ask it of every line; the answer is kept with the node, once `mark_parts` has seen the document.
    """
    if node.part is None:
        node.part = _find_headed_part(node)
    return node.part


def _find_headed_part(node: Node) -> str:
    """The part that a node opens, looked for."""
    if node.opens_part:
        return find_part(node.text)
    if not node.marks:
        return "general" if find_part(node.text) == "general" else ""
    if len(node.marks) == 1 and node.marks[0].kind == "bullet":
        return ""
    kinds = {mark.kind for mark in node.marks}
    if "roman" in kinds or "part" in kinds:
        return find_part(node.text) or "other"
    if kinds == {"square"} and _FRAMED.fullmatch(node.text) and not _goes_on_in_frames(node):
        return _PLAIN_PARTS.get(_plain_kind(bare_label(node.text)), "")
    if kinds == {"head"}:
        part = find_part(node.text) if len(squeeze(node.text)) <= 14 else ""
        return part if part in {"general", "results", "vision", "plans"} and not _is_section_of_project(node) else ""
    return find_part(node.text) if kinds in ({"number"}, {"bare-number"}) and _counts_parts(node) else ""


def _goes_on_in_frames(node: Node) -> bool:
    """Whether a head in a frame goes on after the overview of a project in one: 【개요】, 【향후계획】."""
    beside = node.parent.children if node.parent is not None else []
    before = beside[: bisect_left(beside, node.first, key=lambda item: item.first)]
    framed = (item for item in before if [mark.kind for mark in item.marks] == ["square"])
    return any(find_section(bare_label(item.text.strip("【】[]〔〕 "))) in {"overview", "need"} for item in framed)


def _is_section_of_project(node: Node) -> bool:
    """Whether a Markdown head names a section (추진계획) below a title: it has no year and a head above it."""
    if not find_section(node.text):
        return False
    if _follows_title(node) or _follows_overview(node):
        return True
    if _YEAR.search(node.text):
        return False
    above = next((item for item in node.ancestors() if item.marks and item.marks[0].kind == "head"), None)
    return (above is not None and not find_part(above.text)) or _is_below_number(node)


def _follows_overview(node: Node) -> bool:
    """Whether a Markdown head goes on after the overview of a project, a head of as many signs."""
    for item in reversed(_heads_before(node)):
        if len(item.marks[0].sign) < len(node.marks[0].sign):
            return False
        if item.marks == node.marks and find_section(item.text) in {"overview", "need"}:
            return True
    return False


def _heads_before(node: Node) -> list[Node]:
    """The Markdown heads among the last lines beside a line."""
    beside = node.parent.children if node.parent is not None else []
    place = bisect_left(beside, node.first, key=lambda item: item.first)
    return [item for item in beside[max(0, place - HEADS_ABOVE) : place] if item.marks and item.marks[0].kind == "head"]


def _follows_title(node: Node) -> bool:
    """Whether a Markdown head is one of those that a numbered title in a frame opened: `║ 4. 농기계 임대 ║`."""
    beside = node.parent.children if node.parent is not None else []
    place = bisect_left(beside, node.first, key=lambda item: item.first)
    for index in range(place, max(0, place - SECTIONS_OF_PROJECT), -1):
        item, before = beside[index], beside[index - 1]
        if item.marks and item.marks[0].kind == "head" and len(item.marks[0].sign) < len(node.marks[0].sign):
            return False
        while before.children:
            before = before.children[-1]
        if before.table is None and item.first - before.last <= 3 and _is_counted_title(before):
            return True
    return False


def _is_counted_title(node: Node) -> bool:
    """Whether a line has the look of a project's title: a number of its own and words that head no section."""
    if node.mark is None or node.mark.kind not in {"number", "bare-number"} or node.label or len(node.text) > 45:
        return False
    return not find_section(node.text) and not find_part(node.text)


def _is_below_number(node: Node) -> bool:
    """Whether the last head above a Markdown head that has fewer signs is a numbered title of no part."""
    for above in reversed(_heads_before(node)):
        if len(above.marks[0].sign) < len(node.marks[0].sign):
            return above.marks[-1].kind in {"number", "number)", "circled", "hyphenated"} and not find_part(above.text)
    return False


def _counts_parts(node: Node) -> bool:
    """Whether a number counts the plan's parts: its row begins with 일반현황, and nothing stands above it.

    The head of a department of several may: `Ⅱ. 복지국 노인과`, `1. 일반현황`.
    """
    above = node.parent
    if above is None or not find_part(node.text):
        return False
    if above.parent is not None and (above.parent.parent is not None or heads_part(above) != "other"):
        return False
    row = [item for item in above.children if item.rank == node.rank and item.first <= node.first and item.mark]
    first = next((item for item in reversed(row) if item.mark is not None and item.mark.sign == "1"), None)
    return first is not None and find_part(first.text) == "general"
