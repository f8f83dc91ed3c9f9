"""The period of a figure: dates of its line, else of the nearest heading above that carries one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Node
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import heads_part
from mapper.records import Span
from mapper.values.dates import Period

_BASE = re.compile(
    r"(?:\s[가-힣\s]{1,12}?\d[\d,.\s만천백억]{0,20}(?:[가-힣%]{1,3}))?\s?(?:대비|에\s?비해|보다|에\s?비하여)"
)
_MADE = re.compile(
    r"\s?(?:에\s)?(?:도입|구입|구매|취득|제작|구축|설치|개관|준공|조성|설립|신설|건립|출고|년식)(?:된|한|되어|하여|$|[\s,)])"
)
_NOUN_AFTER = re.compile(r"\s[가-힣]")


class Periods:
    """Dates of headings, found once for each node."""

    def __init__(self, view: PlanView) -> None:
        self.view = view
        self._dates: dict[int, list[Period]] = {}
        self._part_heads = self._find_part_heads()

    def of(self, node: Node, own: Sequence[Period] = ()) -> tuple[str, tuple[Span, ...]]:
        """The period for a line with these dates, and the heading it was taken from where it has none itself."""
        if own:
            return join_periods(own), ()
        for above in self._above(node):
            dates = self.dates(above)
            if dates:
                return join_periods(dates), (above.span,)
        return "", ()

    def dates(self, node: Node) -> list[Period]:
        """Dates of a node's text that are no base of a comparison."""
        if id(node) not in self._dates:
            found = self.view.periods(node) if node.table is None else []
            self._dates[id(node)] = [
                period for period in telling_dates(node.text, found) if not _counts_by_year(node.text, period, found)
            ]
        return self._dates[id(node)]

    def _above(self, node: Node) -> list[Node]:
        """The lines above a node in the outline, and the head of its part; the document's title is none of them."""
        title = self.view.scope(node).department.plan.span.first
        above = [one for one in node.ancestors() if one.table is None and one.first != title]
        head = self._part_heads.get(id(node))
        if head is not None and head not in above and head is not node and head.first != title:
            above.append(head)
        return above

    def _find_part_heads(self) -> dict[int, Node]:
        """The head of the large part in which each node stands."""
        heads: dict[int, Node] = {}
        for department in self.view.departments:
            head: Node | None = None
            for node in department.nodes:
                if node.table is None and heads_part(node):
                    head = node
                if head is not None:
                    heads[id(node)] = head
        return heads


def _counts_by_year(text: str, period: Period, periods: Sequence[Period]) -> bool:
    """Whether a date divides a count in its brackets and says nothing of other lines: `4대('23년 2, '24년 2)`."""
    opened, closed = text.rfind("(", 0, period.begin), text.find(")", period.stop)
    if opened < 0 or closed < 0 or ")" in text[opened : period.begin]:
        return False
    inside = list(text[:closed])
    for one in periods:
        inside[one.begin : one.stop] = " " * (one.stop - one.begin)
    return any(sign.isdigit() for sign in inside[opened:])


def telling_dates(text: str, periods: Sequence[Period]) -> list[Period]:
    """Dates without those that a comparison starts from (`22년 말 대비`), years of making, and words: `상반기 감찰`."""
    return [period for period in periods if _tells(text, period)]


def _tells(text: str, period: Period) -> bool:
    """Whether a date says for when the figures of its line hold."""
    if _BASE.match(text, period.stop) or (period.grain == "year" and _MADE.match(text, period.stop)):
        return False
    if not period.inherited or period.grain not in {"half", "quarter", "all_year"}:
        return True
    if period.grain == "all_year":
        return False
    before = text[: period.begin].rstrip()
    leads = not before or before[-1] in "(（[:：~]）)"
    return leads or not _NOUN_AFTER.match(text[period.stop :])


def join_periods(periods: Sequence[Period]) -> str:
    """`2022-01/2022-08`, several joined by `;`, each once."""
    texts = [f"{one.start}/{one.end}" if one.end != one.start else one.start for one in periods]
    return ";".join(dict.fromkeys(texts))
