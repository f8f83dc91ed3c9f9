"""Reads milestones: lines that say when something was or will be done, in sentences, lists of steps and schedules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapper.layout import Node
from mapper.layout.node import Shape
from mapper.lexicon import load
from mapper.readers.context.covers import cover_nodes
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import Tense, find_section, heads_part
from mapper.readers.context.subjects import Subjects
from mapper.readers.projects.schedules import read_steps
from mapper.readers.projects.step_dates import (
    STEP_SECTIONS,
    Step,
    dated_steps,
    is_only_date,
    labelled_period,
    lists_steps,
    period_word,
    step_clauses,
)
from mapper.records import Milestone, MilestoneKind, Reading, Record, Ref, Span
from mapper.values.dates import Period, find_periods, first_day
from mapper.values.text import letters, squeeze

_DONE = re.compile(str(load("milestones")["done_words"]) + r"(?P<after>\s?[가-힣]*)")
_NOT_YET = tuple(str(load("milestones")["not_yet"]).split())
_PAPER = frozenset(str(load("milestones")["paper_labels"]).split())
_NO_STEPS = frozenset(
    {"budget", "staff", "organization", "duties", "contents", "list", "committees", "assets", "indicator"}
)
"""Sections whose dates say for when a figure holds, or what a year's money is."""


def read_milestones(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table milestones, each thing once (definition 7): at a table's line, else at its first."""
    seen: dict[tuple[object, ...], Milestone] = {}
    found: list[Milestone] = []
    covers = cover_nodes(view)
    below = _lines_below_dates(view.nodes)
    alone = _DatesAlone(view)
    for node in view.nodes:
        if id(node) in covers:
            continue
        for milestone in _milestones(view, subjects, node, alone, below.get(id(node)) or node.parent):
            key = (milestone.project, milestone.start, milestone.end, letters(milestone.text))
            if key not in seen:
                seen[key] = milestone
                found.append(milestone)
    yield from found


class _DatesAlone(dict[Node, list[Period]]):
    """The dates of each line that holds nothing else, none of any other; asked of the line above every line."""

    def __init__(self, view: PlanView) -> None:
        super().__init__()
        self._view = view

    def __missing__(self, node: Node) -> list[Period]:
        periods = _periods(self._view, node, node.text) if node.table is None and node.shape is not Shape.ROOT else []
        self[node] = periods = periods if periods and is_only_date(node.text, periods) else []
        return periods


def _milestones(
    view: PlanView, subjects: Subjects, node: Node, alone: _DatesAlone, above: Node | None
) -> Iterator[Milestone]:
    """The milestones of one node: of its text, of its cells, or of the date that stands alone above it (`above`)."""
    scope = view.scope(node)
    if scope.holds_list or node.shape is Shape.CAPTION or scope.section in _NO_STEPS:
        return
    if node.table is not None:
        for step in read_steps(
            node.table, lambda text: _periods(view, node, text), in_plan=bool(set(scope.sections) & STEP_SECTIONS)
        ):
            yield _record(view, subjects, node, step, "schedule-table")
        return
    periods = _periods(view, node, node.text)
    if not periods:
        if above is not None and alone[above] and _tells_step_of_date(view, node):
            for period in alone[above]:
                step = Step(period.start, period.end, node.text, node.span, period.inherited)
                yield replace(_record(view, subjects, node, step, "date-above"), support=(above.span,))
        return
    if _is_head(node) or is_only_date(node.text, periods):
        return
    for step in _line_steps(view, node, periods):
        yield _record(view, subjects, node, step, "dated-line")


FARTHEST_BELOW = 2
"""So many lines below a date alone in its line the first of its steps stands."""
_SESSION = re.compile(r"제\s?\d+\s?회\s?[가-힣\s]{0,14}(?:제\s?\d+\s?차\s?)?(?:정례회|임시회)")
"""A session of the council with its days is the document's occasion."""


def _line_steps(view: PlanView, node: Node, periods: Sequence[Period]) -> Iterator[Step]:
    """Steps of one line; none where its label makes the date a period of a project or the date of a paper."""
    label, value = node.labelled()
    if not label and node.bracket_title and node.text.startswith(("(", "（")):
        label, value = node.bracket_title, node.text[node.text.find(node.bracket_title) + len(node.bracket_title) + 1 :]
    elif not label and (word := period_word(node.text, periods)):
        label, value = word, node.text[len(word) + 1 :]
    offset = len(node.text) - len(value)
    if squeeze(label) in _PAPER or _SESSION.match(node.text):
        return
    in_steps = bool(set(view.scope(node).sections) & STEP_SECTIONS)
    period_line = labelled_period(label, value, periods, offset)
    listing = bool(label) and lists_steps(label)
    clauses = step_clauses(node.text, periods, in_steps=in_steps) if not period_line or listing else []
    for clause, own in clauses:
        text = clause[offset:] if listing and node.text.startswith(clause) else clause
        moved = len(clause) - len(text)
        own = [period._replace(begin=period.begin - moved, stop=period.stop - moved) for period in own]
        for start, end, rest, inherited in dated_steps(text, own, in_steps=in_steps):
            yield Step(start, end, rest, Span(node.first, node.last), inherited)
    if clauses or period_line:
        return
    for start, end, text, inherited in dated_steps(node.text, periods, in_steps=in_steps):
        yield Step(start, end, text, Span(node.first, node.last), inherited)


def _tells_step_of_date(view: PlanView, node: Node) -> bool:
    """Whether a line without a date directly below a date that stands alone in its line tells what happens then.

    On a cover those who wrote the plan stand below its date.
    """
    return node.first > view.scope(node).department.department_line and not node.is_note and not _is_head(node)


def _lines_below_dates(nodes: Sequence[Node]) -> dict[int, Node]:
    """Of each bullet, or line set further in, directly below an unmarked line that holds a date only, that line."""
    below: dict[int, Node] = {}
    date: Node | None = None
    rank = 0
    for node in nodes:
        if node.table is None and not node.marks:
            if date is not None and not rank and node.indent > date.indent:
                below[id(node)] = date
                continue
            date, rank = (node if is_only_date(node.text, find_periods(node.text, 2000)) else None), 0
        elif date is not None and node.table is None:
            if not rank and node.first - date.last > FARTHEST_BELOW:
                date = None
                continue
            rank = rank or node.rank
            if node.rank < rank:
                date = None
            elif node.rank == rank:
                below[id(node)] = date
    return below


def _periods(view: PlanView, node: Node, text: str) -> list[Period]:
    """Dates of a text; a missing year from the step above in the same list, else by definition 6."""
    periods = view.periods(node, text)
    if periods and periods[0].inherited and node.table is None:
        before = _year_of_step_above(view, node, periods[0])
        if before is not None:
            return find_periods(text, before)
    return periods


def _year_of_step_above(view: PlanView, node: Node, period: Period) -> int | None:
    """The year that the nearest step above prints, where this one does not go back before its month."""
    closing = _closes(node.text, period)
    if node.parent is None or (period.begin > 0 and not closing):
        return None
    siblings = node.parent.children
    for above in reversed(siblings[: siblings.index(node)]):
        if above.table is not None or (above.mark and node.mark and above.mark.kind != node.mark.kind):
            return None
        printed = [one for one in find_periods(above.text) if not one.inherited and one.grain != "year"]
        if printed and (_closes(above.text, printed[0]) if closing else printed[0].begin == 0):
            last = printed[0].end or printed[0].start
            goes_on = period.start[5:7] >= last[5:7] or view.scope(node).tense is Tense.RESULT
            return int(last[:4]) if goes_on else None
    return None


def _closes(text: str, period: Period) -> bool:
    """Whether a date stands at the end of a line, behind a colon or in brackets: `대상지 선정 : 9월`."""
    return (
        period.begin > 0 and not text[period.stop :].strip(" .)）]") and text[: period.begin].rstrip()[-1:] in ":：(（["
    )


def _is_head(node: Node) -> bool:
    """Whether the line heads a section or part: its date says for when the lines below hold."""
    if heads_part(node) or (find_section(node.text) and not node.value.strip(" :")) or _heads_section(node):
        return True
    return _heads_table(node)


def _heads_table(node: Node) -> bool:
    """Whether a few words with the day for which it holds stand over a table: `장비 (2025. 6월말)`."""
    if not node.children or node.children[0].table is None:
        return False
    rest = _DATED.sub("", node.text).strip()
    return rest != node.text and len(rest) <= LONGEST_HEAD


_DATED = re.compile(r"\s?[(（][^()（）]*\d[^()（）]*[)）]\s*$")
LONGEST_HEAD = 12
"""Letters of a table's head."""


def _heads_section(node: Node) -> bool:
    """A section's head with a date in brackets or before it and nothing after a colon."""
    return not node.label and bool(find_section(node.text))


def _record(view: PlanView, subjects: Subjects, node: Node, step: Step, rule: str) -> Milestone:
    """The record of one step, its kind by the section's tense or by the line's own words."""
    scope = view.scope(node)
    part: Ref | None = subjects.component_of(node)
    return Milestone(
        span=step.span,
        rule=rule,
        reading=Reading.INHERITED if step.inherited else Reading.PRINTED,
        project=scope.ref,
        part=part,
        kind=_kind(view, node, step),
        start=step.start,
        end=step.end,
        text=step.text,
    )


def _kind(view: PlanView, node: Node, step: Step) -> MilestoneKind:
    """result under results and in a line that says 완료; in a mixed section and under 추진현황 the date decides."""
    scope = view.scope(node)
    done = _DONE.search(step.text)
    if done and not done["after"].strip().startswith(_NOT_YET):
        return MilestoneKind.RESULT
    if {"mixed", "status"} & set(scope.sections[:1]) and scope.tense is not Tense.RESULT:
        return MilestoneKind.RESULT if _is_past(view, node, step) else MilestoneKind.PLAN
    return MilestoneKind.RESULT if scope.tense is Tense.RESULT else MilestoneKind.PLAN


def _is_past(view: PlanView, node: Node, step: Step) -> bool:
    """Whether a step lies before the document's date, else before the planned year."""
    plan = view.scope(node).department.plan
    day = plan.issued or plan.occasion_start
    last = step.end or step.start
    if day and plan.plan_year and day[:4] >= str(plan.plan_year):
        return first_day(last)[:7] <= day[:7] if last[:7] != day[:7] else first_day(last) <= day
    return bool(plan.plan_year) and last[:4] < str(plan.plan_year)
