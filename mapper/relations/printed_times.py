"""How a document prints a time that was read: the side of its range, the date of the cover, with the line."""

from __future__ import annotations

import re
from typing import Final

from mapper.records import Component, DepartmentPlan, Milestone, Project, Span
from mapper.relations.page import Page
from mapper.values.dates import find_periods

Timed = Project | Component | Milestone

_RANGE: Final = re.compile(r"[~∼～〜]")
_WEEKDAY: Final = re.compile(r"\s?\(\s?[월화수목금토일]\s?\)\s*$")
_COVER_LINES: Final = 30
_LABEL_LINES: Final = 5
"""Lines below a part's title in which its labelled period may stand."""


class PrintedTimes:
    """Finds the words in which a page prints the times of records; each is looked for once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sides: dict[tuple[int, str], tuple[str, list[Span]]] = {}
        self._dates: dict[tuple[int, str], tuple[str, list[Span]]] = {}

    def side(self, timed: Timed, side: str) -> tuple[str, list[Span]]:
        """A start or end as printed, with its line; all steps of a project ask for that of its period."""
        known = self._sides.get((id(timed), side))
        if known is None:
            known = self._sides[id(timed), side] = self._find_side(timed, side)
        return known

    def _find_side(self, timed: Timed, side: str) -> tuple[str, list[Span]]:
        """The same, looked for; else as the tables write it."""
        stamp = timed.start if side == "start" or not timed.end else timed.end
        lines = [line for span in (timed.span, *timed.support) for line in range(span.first, span.last + 1)]
        if isinstance(timed, Component):
            lines += range(timed.span.last + 1, timed.span.last + _LABEL_LINES + 1)
        for line in lines:
            found = find_printed(self._page.plain(line), stamp, side)
            if found:
                return found, [Span(line, line)]
        if isinstance(timed, Project):
            return find_printed(timed.period_text, stamp, side) or stamp, []
        return stamp, []

    def date(self, plan: DepartmentPlan, dated: str) -> tuple[str, list[Span]]:
        """The document's date as the cover prints it, with its line; all steps of a plan ask for it."""
        known = self._dates.get((id(plan), dated))
        if known is None:
            known = self._dates[id(plan), dated] = self._find_printed_date(plan, dated)
        return known

    def _find_printed_date(self, plan: DepartmentPlan, dated: str) -> tuple[str, list[Span]]:
        """The same, looked for."""
        for line in range(1, min(self._page.last, plan.span.last + _COVER_LINES) + 1):
            found = find_printed(self._page.plain(line), dated, "start")
            if found:
                return found, [Span(line, line)]
        return dated, [plan.span]


def find_printed(text: str, stamp: str, side: str) -> str:
    """The side of the range that a text prints for a date; empty if it prints none, or there is no date."""
    if not stamp:
        return ""
    for period in find_periods(text, int(stamp[:4])) if stamp[2:4] in text or "월" in text or "." in text else ():
        if stamp == (period.start if side == "start" else period.end):
            sides = _RANGE.split(text[period.begin : period.stop])
            printed = (sides[0] if side == "start" else sides[-1]).strip()
            return _WEEKDAY.sub("", printed).strip() if printed.endswith(")") else printed
    return ""
