"""Fiscal year and stage of an amount that does not print its own: from headings, the subject's dates, the tense."""

from __future__ import annotations

import re
from functools import lru_cache

from mapper.layout import Node
from mapper.readers.budgets.figures import Figure
from mapper.readers.context.labels import find_label
from mapper.readers.context.scope import PlanView, Scope
from mapper.readers.context.sections import Tense
from mapper.readers.context.subjects import Subjects
from mapper.records import Ref, Stage
from mapper.values.dates import find_periods

_FACT = re.compile(r"도입|구축|설치|제작|년식|준공|개관|개청|제정|수립|기준|현재|대비")


def tells_results(scope: Scope) -> bool:
    """Whether a line stands under a heading of results: its section's, else its part's."""
    return scope.tense is Tense.RESULT


def stage_of(view: PlanView, figure: Figure) -> Stage:
    """The printed stage; else executed under a heading of results, planned anywhere else."""
    if figure.words.stage is not None:
        return figure.words.stage
    return Stage.EXECUTED if tells_results(view.scope(figure.node)) else Stage.PLANNED


def fiscal_year(view: PlanView, figure: Figure, subject: Ref, subjects: Subjects) -> tuple[str, bool]:
    """The year, and whether it had to be inherited."""
    if figure.words.year:
        return figure.words.year, False
    scope = view.scope(figure.node)
    if figure.details.period and (year := _single_year(figure.details.period)):
        return year, False
    year = _heading_year(view, figure, subject) or _own_year(subjects.period_of(subject))
    if year:
        return year, True
    plan = scope.department.plan
    known = (plan.report_year or plan.plan_year) if tells_results(scope) else (plan.plan_year or plan.report_year)
    if known is None and (day := plan.issued or plan.occasion_start):
        known = int(day[:4])
    return str(known) if known else "", True


def _heading_year(view: PlanView, figure: Figure, subject: Ref) -> str:
    """The one year that the line's label, or a head above it (not above its subject's steps), prints."""
    node = figure.node
    project = view.scope(node).project
    if node.table is None:
        year = _single_year(find_label(node).printed or _before_colon(node.text)) or _opening_year(view, node)
        if year:
            return year
    passed = False
    for above in node.ancestors():
        if above.table is not None or above.is_note or (project is not None and above.first < project.first):
            continue
        if not passed and subject.line and subject.line < above.first and _is_step(above, subject, view):
            continue
        passed = True
        year = _single_year(above.text)
        if year:
            return year
    return ""


def _before_colon(text: str) -> str:
    """The date that opens a line: `2025. 4. : 설계 완료(35백만원)`."""
    head, colon, _ = text.partition(":")
    return head if colon and len(head) <= 24 else ""


def _opening_year(view: PlanView, node: Node) -> str:
    """The year of the date that a line begins with: `'25. 5. 설계용역 계약(120백만원)`."""
    period = next(iter(view.periods(node, bare_years=False)), None)
    if period is None or period.begin > 0 or period.start[:4] != (period.end or period.start)[:4]:
        return ""
    return period.start[:4]


def _is_step(node: Node, subject: Ref, view: PlanView) -> bool:
    """Whether a head stands below the line of the subject itself, as the steps of a part do."""
    return any(above.first == subject.line for above in node.ancestors())


@lru_cache(maxsize=2048)
def _single_year(text: str) -> str:
    """The only year a head prints with its dates; empty where there is none, several, or one of another fact."""
    if not any(character.isdigit() for character in text):
        return ""
    years: set[str] = set()
    for period in find_periods(text):
        if period.inherited or _FACT.match(text[period.stop :].lstrip(" .)년월일")):
            continue
        years.update((period.start[:4], period.end[:4] or period.start[:4]))
    return years.pop() if len(years) == 1 else ""


def _own_year(period: tuple[str, str]) -> str:
    """The year of a period within one year."""
    start, end = period
    return start[:4] if start and end and start[:4] == end[:4] else ""
