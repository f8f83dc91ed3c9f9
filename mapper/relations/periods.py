"""One period printed twice: of a project, in its section and in the table of programmes, and the steps it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from mapper.records import (
    BudgetStatement,
    Component,
    DepartmentPlan,
    Kind,
    Milestone,
    MilestoneKind,
    Placement,
    Project,
    Reading,
    Record,
    Span,
)
from mapper.relations.figures import place_at
from mapper.relations.headings import heading_kind
from mapper.relations.page import Page
from mapper.relations.restatements import find_programme_parts
from mapper.values.dates import Period, find_periods, first_day, last_day
from mapper.values.text import letters, squeeze

_LABEL: Final = re.compile(r"(?P<label>(?:사업|추진|공사|용역|운영)\s?기\s?간)\s?[:：]\s?(?P<value>.+)")
_HEAD: Final = re.compile(r"(?:사업|추진|공사|용역|운영)?기간")
_BEGINS: Final = re.compile(r"착수|착공|계약|개시|시작")
_RANGE: Final = re.compile(r"[~∼～〜]")
_SPECIFIC: Final = 3
_GRAINS: Final = frozenset({"month", "day", "year"})


class Told(NamedTuple):
    """A printed period with the line and the words that tell it."""

    period: Period
    line: int
    text: str


def imply_periods(page: Page) -> Iterator[Placement]:
    """Periods that ought to be the same, and the start of a work that a table of programmes dates."""
    projects = [project for project in page.of(Project) if project.start and project.end]
    programmes = _programme_periods(page)
    for project in projects:
        periods = _told_in_section(page, project)
        if not periods:
            continue
        first = periods[0]
        for other in periods[1:]:
            yield from _again(project, project, first, other)
        for amount, told in programmes:
            if letters(amount.subject.name) == letters(project.title):
                yield from _again(amount, project, told, first)
    yield from _steps_of_programmes(page, {id(amount): told for amount, told in programmes})


def _told_in_section(page: Page, project: Project) -> list[Told]:
    """The project's own period and those of later lines with the same label that are no part's."""
    found: list[Told] = []
    label = ""
    titles = {component.span.first for component in page.of(Component)}
    for span in project.support[:1]:
        for line in range(span.first, span.last + 1):
            match = _LABEL.search(page.plain(line)) if "간" in page.plain(line) and not page.is_row(line) else None
            if match is None or page.plain(line)[: match.start()].strip(" ○-•□ㅇ◦▪·*◯❍") or line in titles:
                continue
            told = _read(match["value"], line)
            is_own = match["value"].strip() == project.period_text.strip()
            if told is None or (not found and not is_own):
                continue
            if not found or (squeeze(match["label"]) == label and _is_under_heading(page, line, titles)):
                found.append(told)
                label = squeeze(match["label"])
    return found


def _is_under_heading(page: Page, line: int, titles: set[int]) -> bool:
    """Whether a heading of a section stands above a line, with no part's title between."""
    for above in range(line - 1, 0, -1):
        if above in titles:
            return False
        if heading_kind(page.plain(above)):
            return True
        if page.mark(above) not in ("", page.mark(line)):
            return False
    return False


def _read(text: str, line: int) -> Told | None:
    """The one period of a text, if its year is printed and it is no half or quarter."""
    periods = find_periods(text)
    if len(periods) != 1 or periods[0].inherited or periods[0].open or periods[0].grain not in _GRAINS:
        return None
    return Told(periods[0], line, text[periods[0].begin : periods[0].stop].strip())


def _programme_periods(page: Page) -> list[tuple[BudgetStatement, Told]]:
    """The programmes of tables with a column of periods (사업기간), each with the period of its row."""
    found = []
    for amount in page.of(BudgetStatement):
        line, head = amount.span.first, amount.block[1:]
        if amount.subject.kind is not Kind.PROGRAMME or amount.block[:1] != "t" or not head.isdigit():
            continue
        first = next((row for row in range(int(head), line) if page.is_row(row)), line)
        heads, cells = page.cells(first), page.cells(line)
        columns = [at for at, text in enumerate(heads) if _HEAD.fullmatch(squeeze(text))]
        if len(columns) == 1 and len(cells) == len(heads) and (told := _read(cells[columns[0]], line)):
            found.append((amount, told))
    return found


def _again(first: Record, second: Record, told: Told, again: Told) -> Iterator[Placement]:
    """Two periods that ought to be one; whichever is not inside the other is judged, to the precision of both."""
    if told.line == again.line:
        return
    inner, outer = (
        (again.period, told.period) if not _is_inside(again.period, told.period) else (told.period, again.period)
    )
    yield Placement(
        **place_at("period-again", (Span(told.line, told.line), Span(again.line, again.line))),
        inner=second,
        outer=first if first is not second else None,
        inner_earliest=last_day(inner.start),
        inner_latest=first_day(inner.end),
        outer_earliest=first_day(outer.start),
        outer_latest=last_day(outer.end),
        expected_text=told.text,
        found_text=again.text,
    )


def _is_inside(inner: Period, outer: Period) -> bool:
    """Whether a period lies in another, to the precision of both."""
    return last_day(inner.start) >= first_day(outer.start) and first_day(inner.end) <= last_day(outer.end)


def _steps_of_programmes(page: Page, told_of: dict[int, Told]) -> Iterator[Placement]:
    """A part's beginning (착수, 계약) is no earlier than the period of the programme that is that part.

    The step must name the part by a word that all parts so named share with a programme, and no other part has.
    """
    pairs = [(told, part) for programme, part in find_programme_parts(page) if (told := told_of.get(id(programme)))]
    plans = {plan.plan_year for plan in page.of(DepartmentPlan)}
    for step in page.of(Milestone) if pairs and plans else ():
        if step.kind is not MilestoneKind.PLAN or not _BEGINS.search(step.text) or step.reading is Reading.INHERITED:
            continue
        parts = [c for c in page.of(Component) if c.project == step.project]
        for told, amount in pairs:
            component = next((c for c in parts if c.title == amount.subject.name), None)
            if component is not None and _names(step.text, component, parts, [part.subject.name for _, part in pairs]):
                yield Placement(
                    **place_at("step-in-programme", (step.span, Span(told.line, told.line))),
                    inner=step,
                    outer=component,
                    inner_earliest=last_day(step.start),
                    outer_earliest=first_day(told.period.start),
                    expected_text=_RANGE.split(told.text)[0].strip(),
                    found_text=_printed(page, step),
                )


def _names(text: str, component: Component, parts: Sequence[Component], dated: Sequence[str]) -> bool:
    """Whether a text has a word of the part's name that no part without a programme has."""
    others = {word for part in parts if part.title not in dated for word in part.title.split()}
    words = [word for word in component.title.split() if len(word) >= _SPECIFIC and word not in others]
    return any(word in text for word in words)


def _printed(page: Page, step: Milestone) -> str:
    """A step's date as its line prints it."""
    text = page.plain(step.span.first)
    for period in find_periods(text):
        if period.start == step.start:
            return text[period.begin : period.stop].strip()
    return step.start
