"""The period of a figure: dates of its line, else of the nearest heading above that carries one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Node
from mapper.readers.scope import PlanView
from mapper.readers.sections import heads_part
from mapper.records import Span
from mapper.values.dates import Period

_BASE = re.compile(r"\s?(?:대비|에\s?비해|보다)")


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
            self._dates[id(node)] = without_bases(node.text, found)
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


def without_bases(text: str, periods: Sequence[Period]) -> list[Period]:
    """Dates without those that only a comparison starts from: `22년 말 대비`."""
    return [period for period in periods if not _BASE.match(text, period.stop)]


def join_periods(periods: Sequence[Period]) -> str:
    """`2022-01/2022-08`, several joined by `;`, each once."""
    texts = [f"{one.start}/{one.end}" if one.end != one.start else one.start for one in periods]
    return ";".join(dict.fromkeys(texts))
