"""Titles of parts: what a number, a letter, a step or brackets open, and what only looks like a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mapper.layout import Cell, Node
from mapper.layout.marks import angle_title, square_title
from mapper.layout.node import Shape
from mapper.readers.context.labels import find_label, is_plain_label, listed
from mapper.readers.context.projects import ProjectSection
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_part, find_section
from mapper.values.dates import find_periods
from mapper.values.money import find_money
from mapper.values.numbers import find_quantities
from mapper.values.text import clean, squeeze

_NUMBERED = frozenset(
    {
        "number",
        "number)",
        "letter",
        "letter)",
        "(number)",
        "(letter)",
        "circled",
        "circled-letter",
        "step",
        "hyphenated",
    }
)
_BULLET = frozenset({"bullet"})
_LINES = frozenset({Shape.ITEM, Shape.TEXT})
_BRACKETS = frozenset("[［〔【(（")
_STEP = re.compile(r"^[\[(（【]?\s?\d{1,2}\s?단계\s?[\])）】]?\s?[:：.)]?\s*")
_DATED_STEP = re.compile(r"^\d{1,2}\s?단계\s?[(（\[][^()（）\[\]]*[)）\]]\s?[:：]?\s*(?=\S)")
_ROUND = re.compile(r"^[(（]\s*([^()（）]{2,30}?(?:\([^()]*\)[^()（）]{0,20})?)\s*[)）]\s*")
_WORDS = re.compile(r"\s*[가-힣A-Za-z]{2,}")
_TRAILING = re.compile(r"\s*[(（\[〔]([^()（）\[\]〔〕]*)[)）\]〕]\s*$")
_SENTENCE = re.compile(
    r"[가-힣](?:을|를|이|가|에게|하고|하여|으로|위해)\s.*(?:함|음|마련|제고|도모|구현|조성|기여|강화|향상|해소|실현)\.?$"
)
"""A clause with particles that ends in a noun of purpose."""
_CIRCLED = re.compile(r"[①-⑳❶-❿➊-➓㉠-㉻]")
_CELL_MARK = re.compile(r"^(?:[\[［【](?P<square>[^\[\]［］【】]{2,40})[\]］】]|(?P<step>\d{1,2}\s?단계)\s?[:：.)]?\s)")
_FIGURE_LED = re.compile(r"^\s*(?:약|총)?\s?[\d,.]+\s?[가-힣%]{0,3}(?=[\s,.)]|$)")
_NO_TITLE = re.compile(r"^['‘’\d]|단위|기준")
_PURPOSE_MARKS = frozenset("❖◈◇◆☞▣★☆➤➔⇒→▷▶")
_OPENING = re.compile(r"^[\[［〔【(（]\s*([^\[\]()［］（）]{2,20})[\])］）〕】]")
_TOLD = re.compile(r"\s?[:：]\s")
"""What parts the title of a step from what is told of it."""
MOST_BESIDE = 16
LONGEST = 70


def mark_title(node: Node) -> str:
    """The title of an item with a number, a letter, a step or brackets (definition components, a); empty if none."""
    text = node.text
    opening = text[:1]
    kinds = {mark.kind for mark in node.marks}
    if kinds <= _BULLET and opening not in _BRACKETS and not opening.isdecimal():
        return ""  # most lines
    if node.table is not None or node.is_note or node.shape not in _LINES:
        return ""
    if opening in _BRACKETS and _labels_beside(node):
        return ""
    if opening in "[［〔【" and (square := square_title(text)):
        return _square(node, text, square)
    if "angle" in kinds and (angle := angle_title(text)):
        return angle if _has_items(node) and _is_title(angle) else ""
    if (step := _DATED_STEP.match(text)) and _is_title(title := _plain(text[step.end() :])):
        return title
    opened = _ROUND.match(text)
    if opened and (text[opened.end() :] or _has_items(node)):
        return _round(opened[1], text[opened.end() :])
    if not kinds & _NUMBERED or len(_CIRCLED.findall(text)) > 0:
        return ""
    title = _STEP.sub("", _title_part(node))
    if _SENTENCE.search(title) and len(title) > 20:
        return ""
    return title if _is_title(title) else ""


def head_title(node: Node) -> str:
    """The title of a line that labelled lines may follow (c): without its value, date and cost; empty for a label."""
    if node.is_note or node.shape not in _LINES or (node.shape is Shape.TEXT and len(node.text) > 40):
        return ""
    title = mark_title(node) or _title_part(node)
    return title if _is_title(title) else ""


def heads_table(node: Node) -> bool:
    """Whether an unnumbered line is the head of the table directly below it: `❏ 권역별 설치계획`."""
    if not node.children or node.children[0].table is None or {mark.kind for mark in node.marks} & _NUMBERED:
        return False
    return _last_word(node.text).endswith((*listed("captions"), *listed("sections")))


def is_purpose(node: Node, project: ProjectSection) -> bool:
    """Whether a line tells the project's purpose: it stands directly below its title, unmarked or with ❖, ◈."""
    first = next((item for item in project.nodes if item.first > project.title_line), None)
    if node is first and len(node.text) > 24 and _SENTENCE.search(node.text):
        return True
    if node.shape is Shape.TEXT or (node.marks and node.marks[-1].sign in _PURPOSE_MARKS):
        opening = [item for item in project.nodes if item.first > max(project.title_line, project.first - 1)][:4]
        for item in opening:
            if item is node:
                return True
            if item.table is not None or not (
                item.shape is Shape.TEXT or (item.marks and item.marks[-1].sign in _PURPOSE_MARKS)
            ):
                return False
    return False


def step_title(cell: Cell) -> str:
    """The title of a step that opens a table's row: `[1단계] 의견 수렴 (1.~4.)`; empty for any other cell."""
    match = _CELL_MARK.match(cell.text)
    if match is None:
        return ""
    step = not match["square"] or _STEP.match(match["square"])
    title = _plain(cell.text[match.end() :] if step else match["square"])
    return title if len(title) <= 40 and _is_title(title) else ""


def _labels_beside(node: Node) -> bool:
    """Whether brackets hold the labels of lines here: `(기간) ...`, `(장소) ...` and so `(참여기관) ...`, too."""
    beside = node.parent.children[:MOST_BESIDE] if node.parent is not None else []
    opened = [match[1] for item in beside if item.table is None and (match := _OPENING.match(item.text))]
    labels = sum(is_plain_label(words) for words in opened)
    return len(opened) > 2 and labels * 2 > len(opened)


def _square(node: Node, text: str, square: str) -> str:
    """`[사전준비] : 2022. 9.` and `[1단계] 의견 수렴`; nothing for `[사업기간] 2023. 1.` and captions."""
    rest = re.sub(r"^[\s\])］〕】]+", "", text[text.find(square) + len(square) + 1 :])
    if _STEP.fullmatch(square):
        title = _plain(_TOLD.split(rest.lstrip(" :："), maxsplit=1)[0])
        return title if _is_title(title) else ""
    if is_plain_label(square) or not (rest.strip(" :：") or _has_items(node) or _is_one_of_several(node)):
        return ""
    title = _plain(square)
    return title if _is_title(title) else ""


def _is_one_of_several(node: Node) -> bool:
    """Whether lines that are nothing but words in square brackets follow each other: a list of parts, no captions."""
    beside = node.parent.children if node.parent is not None else []
    near = [item for item in beside if abs(item.first - node.first) == 1 and item.table is None]
    return any(item.mark is not None and item.mark.kind == "square" for item in near)


def _round(words: str, rest: str) -> str:
    """`(채널 운영) 공식 채널 ...`; nothing for `(사업기간) 2023. 1.`, `('22) ...`, `(국내) 10회`."""
    step = _STEP.match(words)
    if step and not words[step.end() :]:
        words = _plain(rest)
    elif is_plain_label(words) or _NO_TITLE.search(words) or find_money(rest[:20]):
        return ""
    elif _FIGURE_LED.match(rest):
        periods = find_periods(rest, 2000)
        told = rest[periods[0].stop :] if periods and not rest[: periods[0].begin].strip() else ""
        if not _WORDS.match(told):
            return ""
    return words if _is_title(words, bracketed=True) else ""


def _title_part(node: Node) -> str:
    """A line's text before its colon, without dates, costs and counts in brackets at its end."""
    label = find_label(node)
    return _plain(label.printed if label.name else node.text)


def _plain(text: str) -> str:
    """A title without brackets at its end that hold a date, a unit, a cost or a status."""
    text = clean(text).strip(" :：")
    while (match := _TRAILING.search(text)) is not None:
        inner = match[1]
        dated = find_periods(inner, 2000)
        if not (
            dated
            or squeeze(inner).startswith("단위")
            or find_money(inner)
            or squeeze(inner) in {"신규", "계속", "완료", "비예산", "예산비수반", "연중", "수시"}
        ):
            break
        if dated and len(inner) - sum(period.stop - period.begin for period in dated) > 8:
            break
        text = text[: match.start()].rstrip(" :：")
    return text


def _has_items(node: Node) -> bool:
    """Whether bullets stand directly below, not notes, prose or a table."""
    first = next((child for child in node.children if not child.is_note), None)
    return first is not None and first.shape is Shape.ITEM


@lru_cache(maxsize=2048)
def _is_title(title: str, *, bracketed: bool = False) -> bool:
    """Whether words can name a part: no section, label, caption, date, count or sentence.

    In brackets before other words a caption is one only as a whole word: `(정류소 정보안내) 단말기 24대` is a part.
    """
    plain = squeeze(title)
    if len(re.findall(r"[가-힣A-Za-z]", plain)) < 2 or len(title) > LONGEST:
        return False
    if find_section(title) or find_part(title) or is_plain_label(title):
        return False
    last = _last_word(title)
    captioned = last in listed("captions") and last != "안내" if bracketed else last.endswith(tuple(listed("captions")))
    if captioned or (last.endswith(tuple(listed("sections"))) and len(title.split()) < 3):
        return False
    periods = find_periods(title, 2000)
    if (periods and periods[0].begin == 0) or re.match(r"^['‘’]?\d+\s?[.~년월]", plain):
        return False
    if ("원" in title or "억" in title) and find_money(title):
        return False
    counted = find_quantities(title)
    return not (len(counted) == 1 and counted[0].end >= len(title.rstrip(" )")) and counted[0].start <= 1)


def _last_word(title: str) -> str:
    """The last word before brackets at the end."""
    words = re.sub(r"[(（][^()（）]*[)）]\s*$", "", title).split()
    return squeeze(words[-1]) if words else ""


def below_bracket(view: PlanView, node: Node) -> Iterator[Node]:
    """Labelled bullets that follow an unmarked line with a title in brackets: of one make, which none above it has.

    Another such title with its own bullets may stand above it.
    """
    index = view.nodes.index(node)
    found: list[Node] = []
    for item in view.nodes[index + 1 :]:
        if not _is_labelled(item) or item.rank != (found or [item])[0].rank or not view.shares_project(node, item):
            break
        found.append(item)
    if not found:
        return
    above = index - 1
    while above and view.nodes[above].rank == found[0].rank and _is_labelled(view.nodes[above]):
        above -= 1
    before = view.nodes[above]
    is_other = not before.marks and bool(before.bracket_title)
    if found[0].rank != node.rank and (is_other or _make_of(view.nodes[index - 1]) != _make_of(found[0])):
        yield from found


def _make_of(node: Node) -> tuple[int, str, int]:
    """What the bullets of one level share: how deep they stand, their sign, how far they are set in."""
    return node.rank, node.mark.sign if node.mark is not None else "", node.indent


def _is_labelled(node: Node) -> bool:
    """Whether a bullet has a label and is no part's title."""
    return node.table is None and bool(node.marks) and bool(find_label(node).name) and not mark_title(node)
