"""The day for which the figures of a table, line or note hold (기준일, 현재): in its caption or the lines about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from mapper.layout import Node
from mapper.readers.context.scope import PlanView
from mapper.records import Span
from mapper.values.dates import find_periods
from mapper.values.text import squeeze

_AS_OF = re.compile(r"기준\s?일?|현재|말(?![가-힣])|조사")
_NOT_LETTERS = re.compile(r"[^가-힣]")
_DATE_LINE = re.compile(
    r"(?:작성|조사|통계|산정|기산|자료|인력|현황)?기준(?:일자?|시점|년월일)?(?:년월일?말?)?[월화수목금토일]?(?:현재|기준)?"
    r"|년월일?말?[월화수목금토일]?(?:현재|기준)"
)
"""The letters of a line that only gives a date: 기준일, 2024년 6월 30일 현재."""
REACH = 3
"""How many lines above a table may still belong to it."""


class ReferenceDate(NamedTuple):
    """`YYYY-MM-DD` or `YYYY-MM`, empty where none is printed; and the further lines that print it."""

    date: str
    support: tuple[Span, ...] = ()


NO_DATE = ReferenceDate("")


class ReferenceDates:
    """Finds reference dates in one document."""

    def __init__(self, view: PlanView) -> None:
        self.view = view

    @cached_property
    def _position(self) -> dict[int, int]:
        """The place of each node."""
        return {id(node): index for index, node in enumerate(self.view.nodes)}

    def of(self, node: Node) -> ReferenceDate:
        """The reference date of a node."""
        for holder, text in self._texts(node):
            found = self._in_text(text, node)
            if found:
                return _date_at(node, holder, found)
        return NO_DATE

    def of_sentence(self, node: Node) -> ReferenceDate:
        """The reference date of a line, also one printed between it and the table that it sums up."""
        own = self.of(node)
        if own.date:
            return own
        for item in self._after(node, REACH):
            if _opens_section(item, node):
                break
            if item.table is not None:
                return self.of(item)
            if found := self._in_text(item.text, node):
                return _date_at(node, item, found)
        return NO_DATE

    def above(self, node: Node) -> list[Node]:
        """The lines directly above a node, the nearest first, up to the table before."""
        position = self._position[id(node)]
        found: list[Node] = []
        for item in reversed(self.view.nodes[max(0, position - REACH) : position]):
            if item.table is not None or node.first - item.last > 8:
                break
            found.append(item)
        return found

    def _after(self, node: Node, reach: int) -> list[Node]:
        """The nodes that follow."""
        position = self._position[id(node)]
        return self.view.nodes[position + 1 : position + 1 + reach]

    def _texts(self, node: Node) -> Iterator[tuple[Node, str]]:
        """Where the date may stand, the nearest first."""
        yield node, node.table.caption if node.table is not None else node.text
        for item in self.above(node):
            yield item, item.text
        for item in self._after(node, 1):
            beside = item.table is None and item.first - node.last <= 2 and not _opens_section(item, node)
            if beside and (item.is_note or "기준" in squeeze(item.text)):
                yield item, item.text
        for item in node.ancestors():
            yield item, item.text
        yield from self._over_list(node)
        if node.table is None:
            yield from self._over_table_above(node)
        elif (before := self.first_half(node)) is not None:
            yield from self._texts(before)

    def _over_list(self, node: Node) -> Iterator[tuple[Node, str]]:
        """The line that gives nothing but a date for the whole list below its head: `○ 기준일: 2024. 6. 30.`."""
        below = node
        for above in node.ancestors():
            for item in above.children:
                if item.first >= below.first:
                    break
                if item.table is None and _DATE_LINE.fullmatch(_NOT_LETTERS.sub("", item.text)):
                    yield item, item.text
            below = above

    def first_half(self, node: Node) -> Node | None:
        """The table directly before one that repeats its head: both are one table that a page break parts."""
        position = self._position[id(node)]
        before = self.view.nodes[position - 1] if position else None
        if before is None or before.table is None or node.table is None or node.table.caption:
            return None
        return before if before.table.columns == node.table.columns and any(node.table.columns) else None

    def _over_table_above(self, node: Node) -> Iterator[tuple[Node, str]]:
        """The lines over the table that a note stands below."""
        position = self._position[id(node)]
        heads = list(node.ancestors())
        near = reversed(self.view.nodes[max(0, position - REACH) : position])
        table = next((item for item in near if item.table is not None or item in heads), None)
        if table is not None and table.table is not None and node.first - table.last <= 4:
            yield table, table.table.caption
            for item in self.above(table):
                yield item, item.text

    def _in_text(self, text: str, node: Node) -> str:
        """A single day or month beside 기준, 현재 or 말."""
        if not _AS_OF.search(text):
            return ""
        for period in find_periods(text, self.view.year(node), bare_years=False):
            around = text[max(0, period.begin - 8) : period.begin] + " " + text[period.begin : period.stop + 6]
            if _AS_OF.search(around) and period.start == period.end:
                return period.start
        return ""


def _opens_section(item: Node, node: Node) -> bool:
    """Whether a line below a node begins another section: it is a head no lower than the one the node stands under."""
    if item.table is not None or item.mark is None or item.is_note:
        return False
    head = next((above.rank for above in node.ancestors() if above.mark is not None), node.rank - 1)
    return item.rank <= head


def _date_at(node: Node, holder: Node, date: str) -> ReferenceDate:
    """A date with the line that prints it, where that is not the node itself."""
    if holder.table is not None:
        line = holder.table.caption_line
        return ReferenceDate(date, (Span(line, line),) if line else ())
    return ReferenceDate(date, () if holder is node else (holder.span,))
