"""Times that have to lie inside others: steps and parts in their project's period, plans after their document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from math import inf
from typing import Final

from mapper.records import (
    Component,
    DepartmentPlan,
    Kind,
    Milestone,
    MilestoneKind,
    Placement,
    Project,
    Reading,
    Ref,
    Span,
)
from mapper.relations.enumerations import order_of
from mapper.relations.figures import place_at
from mapper.relations.headings import AHEAD, BEHIND, Headings
from mapper.relations.page import Page
from mapper.relations.printed_times import PrintedTimes, Timed, find_printed
from mapper.values.dates import find_periods, first_day, last_day
from mapper.values.text import ORDINALS

_VAGUE: Final = re.compile(r"[상하]\s?반기|분기|연\s?중|수시|상시")
_PERIOD_LABEL: Final = re.compile(r"(?:기간|시기|일시)\s?[:：]")
_ANY_PERIOD: Final = re.compile(r"\s*(?:[가-힣]{2}\s?)?(?:기\s{0,4}간|시기)(?:\s*[:：|]|\s)")
_LABEL_REACH: Final = 16
"""Letters of a line among which the label of its period stands, with its mark."""
_STAGE: Final = re.compile(r"[\[(【<]\s?\d{1,2}\s?단계\s?[\])】>]")
_RUNNING: Final = re.compile(
    r"(?:운영|활동|교육|행사|공사|용역|시공|모집|접수|신청|전시|대회|개최|공연|축제|체험|강좌|방송|캠페인|조사|설문|투표|점검|감사|심사|평가|선발)"
    r"\s?(?:기\s?간|시\s?기)"
)
_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[" + ORDINALS + r"])[.)]|[①-⑳]")
_PHASE: Final = re.compile(r"[\[<〈【]|(?:제\s?)?\d\s?단계")


class Placements:
    """Finds the periods of a document that others have to hold."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._headings = Headings(page)
        self._plans = page.of(DepartmentPlan)
        self._components = page.of(Component)
        self._projects = {(project.title, project.span.first): project for project in page.of(Project)}
        self._dating = {line for part in self._components for line in _lines_of(part)}
        self._closes: dict[tuple[str, int], int] = {}
        self._own: dict[int, bool] = {}
        self._times = PrintedTimes(page)

    def imply(self) -> Iterator[Placement]:
        """Every step and part that the document itself says when to hold."""
        for step in self._page.of(Milestone):
            if step.kind is MilestoneKind.PLAN and not self._is_period_line(step):
                yield from self._after_document(step)
                outer = self._part_of(step) or self._project_of(step)
                if outer is not None and self._headings.above(step.span.first) not in BEHIND:
                    yield from self._inside(step, outer, "step-in-period")
        dated: list[Project | Component] = [*self._projects.values(), *self._components]
        for timed in dated:
            if _is_reversed(timed):
                yield from self._in_order(timed)
        for component in self._components:
            whole = self._holder_of(component)
            project = self._projects.get((component.project.name, component.project.line))
            if whole is not None:
                yield from self._inside(component, whole, "phase-in-part")
            elif project and self._headings.above(component.span.first) in AHEAD and self._are_own(project, component):
                yield from self._inside(component, project, "part-in-period")

    def _is_period_line(self, step: Milestone) -> bool:
        """Whether the line is labelled as a period itself (보급시기: ...)."""
        line = step.span.first
        text = self._page.plain(line)
        is_pair = self._page.is_row(line) and len(self._page.cells(line)) == 2
        return bool(_PERIOD_LABEL.search(text[:20]) or (is_pair and _ANY_PERIOD.match(text.lstrip("| "))))

    def _project_of(self, step: Milestone) -> Project | None:
        """The project in whose printed section a step stands."""
        project = self._projects.get((step.project.name, step.project.line))
        section = _section_of(project) if project else None
        if project is None or section is None:
            return project
        spans = (step.span,) if step.reading is Reading.INHERITED else (step.span, *step.support)
        lines = [span.first for span in spans]
        inside = section.first <= min(lines) and max(lines) < self._close(project, section)
        return project if inside and step.span != project.span and self._is_own(project, section) else None

    def _are_own(self, project: Project, part: Component) -> bool:
        """Whether the periods of a project and of its part were read from their own lines, no other title between."""
        section = _section_of(project)
        if section is None:
            return True
        titled = self._page.mark(section.first)
        if order_of(titled) is None and titled and self._page.mark(part.span.first) == titled:
            return False  # under the bullet of the project's title: rather a project that the list lost
        return (
            self._is_own(project, section)
            and self._is_dated(part, section.first)
            and part.span.first < self._close(project, section)
        )

    def _is_own(self, project: Project, section: Span) -> bool:
        """Whether the project's period is the first that its section prints: a later one may be a part's."""
        known = self._own.get(id(project))
        if known is None:
            known = self._own[id(project)] = self._prints_own_first(project, section)
        return known

    def _prints_own_first(self, project: Project, section: Span) -> bool:
        """The same, looked for: all steps of a project ask for it."""
        told = _told_below_title(project)
        for line in range(section.first, section.last + 1):
            if line in told and self._states(project, line):
                return True
            if line in self._period_lines:
                return False
        return True

    @cached_property
    def _period_lines(self) -> frozenset[int]:
        """The lines that the label of a period opens, with the period."""
        plain, mark = self._page.plain, self._page.mark
        return frozenset(
            line
            for line in range(1, self._page.last + 1)
            if "기" in (text := plain(line))[:_LABEL_REACH]
            and _ANY_PERIOD.match(text.removeprefix(mark(line)))
            and find_periods(text)
        )

    def is_beyond(self, subject: Ref, line: int) -> bool:
        """Whether a line of a project's section stands below the head of another project that was not seen."""
        project = self._projects.get((subject.name, subject.line))
        section = _section_of(project) if project else None
        if project is None or section is None or not section.first <= line <= section.last:
            return False
        return line >= self._close(project, section)

    def _close(self, project: Project, section: Span) -> int:
        """The first line below a project's period that tells of another project, whose head was not seen.

        It prints the title of another, or a period that no part has, or with the very mark of the project's own; or it
        is the head of an overview (a project has one), or one that goes on in the numbering above the project's title.
        """
        key = (project.title, project.span.first)
        if key not in self._closes:
            lines = range(section.first, section.last + 1)
            told = _told_below_title(project)
            is_head, title_at, mark = self._headings.is_head, self._page.title_at, self._page.mark
            order = order_of(mark(section.first))
            following = (order[0], order[1] + 1) if order else None
            periods = self._period_lines
            head = next(filter(is_head, lines), section.first)
            opening = head if self._headings.is_overview(head) else section.first
            own = next((line for line in lines if line in told and self._states(project, line)), opening)
            telling = (
                line
                for line in range(own + 1, section.last + 1)
                if is_head(line)
                or line in periods
                or title_at(line)
                or (following is not None and order_of(mark(line)) == following)
            )
            below = (
                line
                for line in telling
                if self._is_of_other(project, own, line)
                or self._goes_on(project.span.first, line)
                or self._counts_on(section.first, line)
            )
            self._closes[key] = next(below, section.last + 1)
        return self._closes[key]

    def _is_of_other(self, project: Project, own: int, line: int) -> bool:
        """Whether a line below the one with a project's own period is a head, or prints the period, of another."""
        if self._page.is_title_of_other(line, project.title) or self._headings.is_overview(line):
            return True
        if line not in self._period_lines:
            return False
        return line not in self._dating or (
            self._page.mark(line) == self._page.mark(own) and not self._is_of_listed(own, line)
        )

    def _is_of_listed(self, own: int, line: int) -> bool:
        """Whether a period is that of a numbered part, counted from the first below the head of contents."""
        title = max((part.span.first for part in self._components if part.span.first <= line), default=0)
        order = order_of(self._page.mark(title)) if title else None
        marks = {self._page.mark(own), self._page.mark(line)}  # those of labelled lines: 소요예산 heads nothing there
        heads = (above for above in range(title - 1, own, -1) if self._headings.is_head(above))
        head = next((above for above in heads if self._page.mark(above) not in marks), 0)
        if order is None or not head or self._headings.above(title) not in {"content", "plan"}:
            return False
        return order[1] == 1 or order in self._orders(head, title)

    def _goes_on(self, first: int, line: int) -> bool:
        """Whether a numbered head follows one above a project's title: the title is rather that of a part."""
        order = order_of(self._page.mark(line)) if self._headings.is_head(line) else None
        return order is not None and order[1] > 1 and order not in self._orders(first, line)

    def _counts_on(self, title: int, line: int) -> bool:
        """Whether a line bears the number after that of a project's title, no list within having counted to it."""
        order, found = order_of(self._page.mark(title)), order_of(self._page.mark(line))
        if order is None or self._headings.is_head(title) or found != (order[0], order[1] + 1):
            return False
        if self._indent(line) > self._indent(title):
            return False
        return found not in self._orders(title + 1, line)

    def _orders(self, first: int, last: int) -> set[tuple[str, int]]:
        """What the numbers that open the lines between two are followed by."""
        marks = (self._page.mark(line) for line in range(first, last))
        return {(order[0], order[1] + 1) for mark in marks if (order := order_of(mark))}

    def _indent(self, line: int) -> float:
        """How far a running line is set in; a blank line and a row of a table are set in without end."""
        text = self._page.text(line)
        is_running = bool(text.strip()) and not self._page.is_row(line) and "<" not in text
        return len(text) - len(text.lstrip()) if is_running else inf

    def _states(self, timed: Timed, line: int) -> bool:
        """Whether a line prints the very start of a period."""
        return bool(find_printed(self._page.plain(line), timed.start, "start"))

    def _part_of(self, step: Milestone) -> Component | None:
        """The component that a step's lines belong to, if its period is printed."""
        part = step.part
        if part is None or part.kind is not Kind.COMPONENT:
            return None
        same = (c for c in self._components if (c.title, c.span.first) == (part.name, part.line) and c.start)
        found = next((component for component in same if component.span != step.span), None)
        project = self._projects.get((step.project.name, step.project.line))
        section = _section_of(project) if project else None
        first = section.first if section else 1
        if found is None or self._headings.is_left(first, found.span.first, step.span.first):
            return None
        if any(self._indent(line) < self._indent(part.line) for line in range(part.line + 1, step.span.first + 1)):
            return None
        beside = self._page.mark(step.span.first) == self._page.mark(part.line) != ""
        if beside and self._indent(step.span.first) == self._indent(part.line):
            return None
        return found if self._is_dated(found, first) else None

    def _is_dated(self, part: Component, first: int) -> bool:
        """Whether what dates a part stands above the heading that ends it; `first` opens the section that holds it."""
        told = [span.first for span in part.support if part.start and self._states(part, span.first)]
        return not told or not self._headings.is_left(first, part.span.first, min(told))

    def _holder_of(self, phase: Component) -> Component | None:
        """The numbered part under which a bracketed phase ([사전준비], 1단계) stands, if both have a period."""
        first, page = phase.span.first, self._page
        if not phase.start or not _PHASE.match(page.plain(first).removeprefix(page.mark(first)).strip()):
            return None
        above = [c for c in self._components if c.project == phase.project and c.span.first < first]
        numbered = [component for component in above if _NUMBERED.fullmatch(page.mark(component.span.first))]
        if not numbered or not numbered[-1].start or self._headings.is_broken(numbered[-1].span.first + 1, first):
            return None
        return numbered[-1]

    def _inside(self, inner: Timed, outer: Project | Component, rule: str) -> Iterator[Placement]:
        """The relation of two periods.

        The inner days are the latest on which it can begin and the earliest on which it can end, so that a month
        is judged as a whole; of a half or a quarter only what lies wholly outside counts.
        """
        if not inner.start or not outer.start or not _is_year_sure(inner, outer) or _is_reversed(outer):
            return
        begins, ends = last_day(inner.start), first_day(inner.end)
        if len(inner.start) < 7 or _VAGUE.search(self._page.plain(inner.span.first)):
            begins, ends = last_day(inner.end or inner.start), first_day(inner.start)
        side = "start" if begins < first_day(outer.start) else "end"
        expected, expected_at = self._times.side(outer, side)
        found, found_at = self._times.side(inner, side)
        yield Placement(
            **place_at(rule, (inner.span, outer.span, *expected_at, *found_at)),
            inner=inner,
            outer=outer,
            inner_earliest="" if isinstance(inner, Milestone) and self._is_prepared(outer) else begins,
            inner_latest=ends,
            outer_earliest=first_day(outer.start),
            outer_latest=last_day(outer.end),
            expected_text=expected,
            found_text=found,
        )

    def _is_prepared(self, outer: Project | Component) -> bool:
        """Whether the period is that of the running thing (운영기간), which earlier steps prepare."""
        spans = (span for span in outer.support if span.last - span.first <= 1)
        return any(
            _RUNNING.search(self._page.plain(line)) for span in spans for line in range(span.first, span.last + 1)
        )

    def _in_order(self, timed: Project | Component) -> Iterator[Placement]:
        """A period that ends before it starts, where another line than the title's prints it."""
        spans = [span for span in timed.support if span.first == span.last and span != timed.span]
        line = next((span for span in spans if self._prints(timed, span.first)), None)
        if line is not None:
            yield Placement(
                **place_at("end-after-start", (line,)),
                inner=timed,
                inner_earliest=last_day(timed.end),
                outer_earliest=first_day(timed.start),
                expected_text=timed.start,
                found_text=timed.end,
            )

    def _prints(self, timed: Project | Component, line: int) -> bool:
        """Whether a line prints both ends of a period."""
        told = find_periods(self._page.plain(line), int(timed.start[:4]))
        return {timed.start, timed.end} <= {stamp for period in told for stamp in (period.start, period.end)}

    def _after_document(self, step: Milestone) -> Iterator[Placement]:
        """A plan is no older than its document: the day of issue, else the council session's first day."""
        plan = next((plan for plan in reversed(self._plans) if plan.span.first <= step.span.first), None)
        dated = plan.issued or plan.occasion_start if plan else ""
        if plan is None or not dated or len(step.start) < 7 or self._headings.above(step.span.first) != "plan":
            return
        if _STAGE.search(self._page.plain(step.span.first)):
            return  # one of several phases, of which the first may be over
        if step.reading is Reading.INHERITED and step.start[:4] != str(plan.plan_year):
            return  # a year from elsewhere, an older period of the project, is hardly that of a plan
        expected, expected_at = self._times.date(plan, dated)
        found, found_at = self._times.side(step, "end")
        yield Placement(
            **place_at("plan-after-document", (step.span, *expected_at, *found_at)),
            inner=step,
            outer=plan,
            inner_earliest=last_day(step.end or step.start),
            outer_earliest=first_day(dated),
            expected_text=expected,
            found_text=found,
        )


@lru_cache(maxsize=1)
def placements_of(page: Page) -> Placements:
    """The periods of the page that is looked at now: two rules ask where the section of a project ends."""
    return Placements(page)


def imply_placements(page: Page) -> Sequence[Placement]:
    """Periods that have to lie inside others, or after the document's date."""
    return tuple(placements_of(page).imply())


def _lines_of(part: Component) -> Iterator[int]:
    """The lines that a part rests on."""
    for span in (part.span, *part.support):
        yield from range(span.first, span.last + 1)


def _section_of(project: Project) -> Span | None:
    """The lines of a project's section, where more than its title is known."""
    return next((span for span in project.support[:1] if span.last > span.first), None)


def _told_below_title(project: Project) -> frozenset[int]:
    """The lines that a project rests on, its section apart: one of them prints its period."""
    return frozenset(line for span in project.support[1:] for line in range(span.first, span.last + 1))


def _is_reversed(timed: Timed) -> bool:
    """Whether a period ends before it starts: it holds nothing then, and is wrong itself."""
    return bool(timed.start and timed.end) and last_day(timed.end) < first_day(timed.start)


def _is_year_sure(inner: Timed, outer: Timed) -> bool:
    """Whether the inner year is printed, or taken from a period that lies in that one year."""
    if inner.reading is not Reading.INHERITED:
        return True
    return inner.start[:4] == outer.start[:4] == outer.end[:4]
