"""The lines above a table that say what it holds and of what time: its title, the sentence that announces it."""

from __future__ import annotations

import re
from collections.abc import Callable

from mapper.layout import Node
from mapper.layout.node import Shape
from mapper.readers.context.scope import PlanView
from mapper.values.dates import Period, may_hold_dates, read_periods

_AS_OF = re.compile(r"[(（\[][^()（）\[\]]*\d[^()（）\[\]]*(?:기준|현재|말)\s?[)）\]]\s*$")
_SENTENCE = re.compile(r"[다음함됨임]\.?$|[.:：,]$")
_UNIT_BEHIND = re.compile(r"\s?[(（\[]\s?단\s?위[^()（）\[\]]*[)）\]]\s*$")
_FRAMED = re.compile(r"[<〈＜《≪][^<>〈〉＜＞《》≪≫:]{2,30}[>〉＞》≫]\s?(?:[(（][^()（）]*[)）])?")
FARTHEST_TITLE = 3
LONGEST_TITLE = 30
"""Letters of an unmarked line that may be a table's title, and the lines from it to the table."""


def dates_of(view: PlanView, node: Node) -> Callable[[str], list[Period]]:
    """Reads the dates of heads and labels; one without its year is of the year in the table's own title."""
    above = line_above(node)
    years = {period.start[:4] for period in view.periods(above)} if above is not None else set()
    if len(years) != 1:
        return lambda text: view.periods(node, text)
    year = int(years.pop())
    return lambda text: read_periods(text, year) if may_hold_dates(text) else []


def _directly_above(node: Node) -> Node | None:
    """The line directly above a table, its caption apart."""
    beside = node.parent.children if node.parent is not None else []
    place = next((index for index, item in enumerate(beside) if item is node), 0)
    above = next((item for item in reversed(beside[:place]) if item.shape is not Shape.CAPTION), None)
    return above if above is not None and node.first - above.last <= FARTHEST_TITLE else None


def line_above(node: Node) -> Node | None:
    """The short unmarked line directly above a table, a title of its own: `소통채널 구독자 (단위 : 명)`."""
    above = _directly_above(node)
    if above is None:
        return None
    words = _UNIT_BEHIND.sub("", above.text)
    if not above.marks and not above.children and _FRAMED.fullmatch(words):
        return above
    if above.shape is not Shape.TEXT:
        return None
    return above if len(words) <= LONGEST_TITLE and ":" not in words and not _SENTENCE.search(words) else None


def dating_sentence(node: Node) -> Node | None:
    """The sentence that announces a table and ends in the date of its figures: `... 다음과 같음(2025. 6. 30. 기준)`."""
    above = _directly_above(node)
    return above if above is not None and above.shape is Shape.TEXT and _AS_OF.search(above.text) else None
