"""Under which kind of a project's section a line stands: plans, results, the state of things."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from mapper.lexicon import load
from mapper.relations.page import Page
from mapper.values.text import ORDINALS, letters

AHEAD: Final = frozenset({"plan", "content"})
"""Sections that say what is to come."""
BEHIND: Final = frozenset({"result", "mixed", "status", "need", "problem", "effect"})
"""Sections that say what has been, or tell of others (a `현황` of other cities)."""

_NEUTRAL: Final = ("overview", "direction", "budget")
_VALUE: Final = re.compile(r"[:：]\s*\S")
_BRACKETS: Final = re.compile(r"[(（\[〈<].*?[)）\]〉>]")
_WHOLE_BRACKETS: Final = re.compile(r"\s*[\[〈<【]\s*([^\[\]〈〉<>【】]+?)\s*[\]〉>】]\s*")
_OPENING: Final = frozenset("(（[〈<【")
_NUMBER_OR_YEAR: Final = re.compile(r"^(?:\d{4}년?도?|\d{1,2})+")
_LETTERED: Final = re.compile(rf"^\W*[{ORDINALS}]\s?[.)]\s?")
_LONGEST: Final = 16
_NUMBERING: Final = re.compile(r".*?(?:DIGIT|NUMBER|NUMERAL|HANGUL)")
"""Of the name of a character that numbers what it says but for the number."""
_SECTION_MARKS: Final = frozenset("□■❏▣◆◇◈")


class Headings:
    """The headings of a document's lines, found once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: list[tuple[int, str]] = []
        self._above: dict[int, str] = {}
        """Of each line that was asked for the kind of the heading above: several rules ask for that of a step."""
        plain, last_letters = page.plain, _last_letters()
        for line in range(1, page.last + 1):
            text = plain(line)
            if ":" not in text and _ends_no_label(text, last_letters):
                continue  # most lines
            if kind := heading_kind(text):
                self._found.append((line, kind))
        self._lines = [line for line, _ in self._found]
        self.is_head: Callable[[int], bool] = frozenset(self._lines).__contains__
        """Whether a line heads a section; asked thousands of times, so it is the set's own look-up."""

    def is_overview(self, line: int) -> bool:
        """Whether a line is the head of a project's overview, without a value of its own."""
        text = self._page.plain(line)
        return self.is_head(line) and not _VALUE.search(text) and heading_kind(text) == "overview"

    def above(self, line: int) -> str:
        """The kind of the nearest heading above a line; empty before the first.

        A labelled value that says nothing of time (`사업비 : 3억 원`) heads nothing.
        """
        known = self._above.get(line)
        if known is None:
            known = self._above[line] = self._find_above(line)
        return known

    def _find_above(self, line: int) -> str:
        """The same, looked for."""
        for place in range(bisect_left(self._lines, line) - 1, -1, -1):
            head, kind = self._found[place]
            if kind not in _NEUTRAL or not _VALUE.search(self._page.plain(head)):
                return kind
        return ""

    def is_broken(self, first: int, last: int) -> bool:
        """Whether a heading of a whole section, or one of past things, stands on one of the lines."""
        between = [(line, kind) for line, kind in self._found if first <= line <= last]
        return any(kind in BEHIND or self._page.mark(line) in _SECTION_MARKS for line, kind in between)

    def is_left(self, first: int, part: int, last: int) -> bool:
        """Whether a heading below a part's title ends the part: its mark opened a heading above the part already.

        `first` is where the section begins that holds the part.
        """
        above = {self._level(line) for line, _ in self._found if first <= line < part}
        return any(self._level(line) in above for line, _ in self._found if part < line <= last)

    def _level(self, line: int) -> str:
        """What the headings of one level share: their mark, of numbers and letters only the kind."""
        mark = self._page.mark(line) or self._page.plain(line)[:1]
        kinds = ((_NUMBERING.match(unicodedata.name(letter, "")), letter) for letter in mark)
        return "".join(dict.fromkeys(match[0] if match else letter for match, letter in kinds))


@cache
def _labels() -> dict[str, str]:
    """Labels of sections to their kind."""
    sections = load("sections")["sections"]
    kinds = (*sorted(AHEAD), *sorted(BEHIND), *_NEUTRAL)
    return {label: kind for kind in reversed(kinds) for label in str(sections[kind]).split()}


@cache
def _last_letters() -> frozenset[str]:
    """The letters in which the labels end."""
    return frozenset(label[-1] for label in (*_labels(), "개요"))


def _ends_no_label(text: str, last_letters: frozenset[str]) -> bool:
    """Whether a text ends in a letter or digit in which no label ends, the edge of a row apart (cheap)."""
    last = text.rstrip(" |.")[-1:]
    return ("가" <= last <= "힣" or (last.isascii() and last.isalnum())) and last not in last_letters


@lru_cache(maxsize=2048)
def heading_kind(text: str) -> str:
    """The kind of section that a line heads; empty if it heads none. Its value after a colon does not count."""
    head = text.split(":", 1)[0].rstrip()
    if _ends_no_label(head, _last_letters()):
        return ""
    if "." in head or ")" in head:
        head = _LETTERED.sub("", head)
    if len(head) > 3 * _LONGEST:
        return ""
    whole = _WHOLE_BRACKETS.fullmatch(head) if head.lstrip()[:1] in _OPENING else None
    label = letters(whole[1] if whole else head if _OPENING.isdisjoint(head) else _BRACKETS.sub("", head))
    if label[:1].isdecimal():
        label = _NUMBER_OR_YEAR.sub("", label)
    if not label or len(label) > _LONGEST:
        return ""
    known = _labels().get(label)
    if known is None and whole is not None and label.endswith("현황"):
        return "status"
    if known is None and label.endswith("개요"):
        return "overview"
    return known or ""
