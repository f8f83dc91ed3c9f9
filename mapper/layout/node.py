"""A node of the outline: one bullet with its continuation lines, a paragraph, a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from mapper.layout.marks import NOTE_MARKS, Mark, angle_title, square_title
from mapper.layout.tables import Table
from mapper.records.base import Span
from mapper.values.text import unspace

_LABEL = re.compile(
    r"^(?P<label>(?:[(（][^()（）:：|]{2,20}[)）]\s)?[^:：|]{1,30}?)"
    r"(?:\s?[:：]\s*|\s+[―—│┃]\s+|\s+[│┃]$|\s?[.·‥…․]{3,}\s*(?=\S*[가-힣%㎡㎞]))(?P<value>.*)$"
)
_SEPARATOR = re.compile(r"[:：―—│┃.·‥…․](?:(?<=[:：―—│┃])|(?=[.·‥…․]{2}))")
"""What stands behind every label; it opens with a set of signs."""
OPENING = frozenset("[［〔【(（〈<＜≪《")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_BRACKET_LABEL = re.compile(r"^[(（](?P<label>[^()（）]{2,30})[)）]\s*(?P<value>.+)$")
_STARS = frozenset("*＊")
LOWEST_HEAD_RANK = 30
"""A star below a line that stands no deeper than this is a note to it."""


class Shape(StrEnum):
    """What a line, or a run of lines, looks like."""

    ROOT = "root"
    ITEM = "item"
    TEXT = "text"
    TABLE = "table"
    CAPTION = "caption"
    PAGE = "page"
    RULE = "rule"


@dataclass(slots=True, eq=False)
class Node:
    """A run of lines that belong together: one bullet with its continuation lines, a paragraph, a table."""

    shape: Shape
    first: int
    last: int
    marks: tuple[Mark, ...] = ()
    indent: int = 0
    rank: int = 0
    pieces: list[tuple[int, str]] = field(default_factory=list)
    """Line number and cleaned text of each physical line."""
    text: str = field(init=False)
    """Cleaned text without marks, continuation lines joined by a blank."""
    table: Table | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    opens_part: bool = False
    """The line heads one of the document's large parts, as its company tells (set by the readers)."""
    part: str | None = None
    """The large part that the line heads, empty for none; None until it is asked for (set by the readers)."""
    label: str = field(init=False)
    """What stands before the first colon or bar, spaced-out letters joined; empty where no short label does."""
    value: str = field(init=False)
    """What stands after the label's colon; the whole text where there is no label."""
    mark: Mark | None = field(init=False)
    """The innermost mark."""

    def __post_init__(self) -> None:
        self.text = self.pieces[0][1] if self.pieces else ""
        self.label, self.value = split_label(self.text)
        self.mark = self.marks[-1] if self.marks else None

    @property
    def span(self) -> Span:
        """The node's own lines, without its children's."""
        return Span(self.first, self.last)

    def go_on(self, number: int, text: str) -> None:
        """Add a continuation line."""
        self.pieces.append((number, text))
        self.last = number
        self.text = f"{self.text} {text}"
        self.label, self.value = split_label(self.text)

    @property
    def is_note(self) -> bool:
        """Whether the line is a note (※, *) to what stands above it."""
        for mark in self.marks:
            if mark.sign in NOTE_MARKS and mark.kind == "bullet":
                if mark.sign in _STARS and self.parent is not None and len(self.marks) == 1:
                    return self.parent.rank >= LOWEST_HEAD_RANK  # below a head the star is a bullet like any other
                return True
        return False

    @property
    def numbers(self) -> list[int]:
        """The numbers (`2.`) among the marks; one of them may stand before a bullet."""
        return [int(mark.sign) for mark in self.marks if mark.kind == "number"]

    def labelled(self) -> tuple[str, str]:
        """Label and value of `사업기간 : 2023. 1. ~ 12.`; the label is empty for anything else."""
        return self.label, self.value

    @property
    def bracket_title(self) -> str:
        """The words in brackets that open the line: `(공식 채널 운영) ...`, `[사전준비]`, `〈...〉`; else empty."""
        text = self.text
        if text[:1] not in OPENING:
            return ""
        square = square_title(text)
        if square:
            return square
        round_bracket = _BRACKET_LABEL.match(text)
        if round_bracket:
            return round_bracket["label"].strip()
        return angle_title(text)

    def line_at(self, position: int) -> int:
        """The physical line on which the character `position` of `text` stands."""
        for number, text in self.pieces:
            if position <= len(text):
                return number
            position -= len(text) + 1
        return self.last

    def ancestors(self) -> Iterator[Node]:
        """Parent, grandparent, ... without the root."""
        node = self.parent
        while node is not None and node.shape is not Shape.ROOT:
            yield node
            node = node.parent

    def descend(self) -> Iterator[Node]:
        """All nodes below, in the order of the lines."""
        left = self.children[::-1]
        while left:
            node = left.pop()
            yield node
            if node.children:
                left.extend(reversed(node.children))

    def take_apart(self) -> None:
        """Let go of all nodes below, of which each holds its parent: what is no circle is freed at once."""
        left = [self]
        while left:
            node = left.pop()
            node.parent = None
            if node.children:
                left.extend(node.children)
                node.children = []


@lru_cache(maxsize=4096)
def split_label(text: str) -> tuple[str, str]:
    """Label and value of a line; a label needs letters, and a colon between digits (10:30) makes none."""
    match = _LABEL.match(text) if _SEPARATOR.search(text) else None
    if match is None or (match["label"].rstrip()[-1:].isdigit() and match["value"][:1].isdigit()):
        return "", text
    label = unspace(match["label"].strip())
    if not _LETTER.search(label):
        return "", text
    return label, match["value"].strip()
