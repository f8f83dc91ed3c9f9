"""Whose money an amount is: the project's, a part's, a programme's, an office's, or the price of a thing."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from mapper.readers.budgets.figures import Figure
from mapper.readers.context.labels import without_action
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.records import Kind, Ref, Stage
from mapper.values.text import letters, squeeze

_TEAM = re.compile(r"^[가-힣A-Za-z0-9·]{1,14}(?:팀|담당)$")
SAME_TITLE = 90
"""Least likeness (0 to 100) of a cost's name to the project's own title."""


def part_name(view: PlanView, figure: Figure, subjects: Subjects) -> str:
    """The part of a project that a cost names; empty for the project's own money, offices and prices."""
    project = view.scope(figure.node).project
    if project is None or not figure.name or figure.words.stage is Stage.UNIT_PRICE:
        return ""
    if office_of(view, figure, subjects) is not None or is_title(figure.name, project.title):
        return ""
    return figure.name


def is_title(name: str, title: str) -> bool:
    """Whether a cost's name is its project's title."""
    return bool(title) and fuzz.ratio(letters(name), letters(title)) >= SAME_TITLE


def office_of(view: PlanView, figure: Figure, subjects: Subjects) -> Ref | None:
    """The department or team that a row names."""
    scope = view.scope(figure.node)
    name = squeeze(figure.name)
    department = squeeze(scope.department.name)
    if not name:
        return None
    if department and name in {
        department,
        f"{department}의",
        f"{department}계",
        f"{department}합계",
        f"{department}소계",
    }:
        return scope.department_ref
    known = subjects.named(figure.name)
    if known is not None and known.kind is Kind.ORGANIZATION and figure.in_table:
        return known
    if _TEAM.match(name) and figure.in_table:
        return Ref(Kind.ORGANIZATION, figure.name, figure.name_span.first)
    return None


def _listed(view: PlanView, figure: Figure) -> Ref | None:
    """The project whose line of the list prints its cost."""
    first, last = figure.name_span.first, max(figure.name_span.first, figure.span.first)  # a row may have many lines
    found = next((section for section in view.projects if first <= section.line <= last), None)
    return Ref(Kind.PROJECT, found.title, found.line) if found is not None else None


def _enclosing(figure: Figure, subjects: Subjects) -> Ref | None:
    """The part in whose lines a figure stands; a part that only the same line's cost names holds no other money."""
    found = subjects.component_of(figure.node)
    node = figure.node
    if found is None or figure.in_table or found.line != node.first or subjects.marked_part_of(node) == found:
        return found
    return subjects.component_of(node.parent) if node.parent is not None else None


_TIMES = re.compile(r"\s?(?:[천만백십억]*\s?원)?\s?[×xX✕*＊]\s?@?[\d,.]+\s?(?P<unit>[가-힣]{1,3})")
_WORK_UNITS = frozenset(
    [
        "회",
        "명",
        "인",
        "건",
        "편",
        "개월",
        "월",
        "주",
        "일",
        "시간",
        "차시",
        "강",
        "과정",
        "개사",
        "호",
        "부",
        "매",
        "분기",
        "년",
    ]
)
"""Counters of what is done, printed or paid by the month: no thing is counted in them."""
_WORK = re.compile(r"(?:공사|용역|대행|수당|[가-힣]료)$")


def _prices_work(figure: Figure) -> bool:
    """Whether a price of one is that of a work and not of a thing: `7,950천원×12개월`, `내부 공사 : 95,000천원×1식`."""
    text, begin = (figure.claims[0][0].text, figure.claims[0][1]) if figure.claims else ("", 0)
    start = text.find(figure.printed, begin)
    times = _TIMES.match(text, start + len(figure.printed)) if start >= 0 else None
    return times is not None and (times["unit"] in _WORK_UNITS or _WORK.search(figure.name) is not None)


def subject_of(view: PlanView, figure: Figure, subjects: Subjects, names: dict[str, Ref]) -> Ref:
    """What an amount is about; `names` keeps the first line of every programme and thing."""
    scope = view.scope(figure.node)
    if scope.holds_list and figure.name and (listed := _listed(view, figure)) is not None:
        return listed
    enclosing = _enclosing(figure, subjects) if scope.project is not None else None
    if figure.words.stage is Stage.UNIT_PRICE and not _prices_work(figure):
        whole = (
            enclosing.name
            if enclosing is not None
            else scope.project.title
            if scope.project is not None
            else scope.department.name
        )
        name = figure.name if figure.in_table and figure.name else without_action(figure.name or whole)
        return names.setdefault(f"asset {letters(name)}", Ref(Kind.ASSET, name, figure.span.first))
    if figure.name:
        office = office_of(view, figure, subjects)
        if office is not None:
            return office
        if scope.project is None:
            key = f"{scope.department.first} {letters(figure.name)}"
            return names.setdefault(key, Ref(Kind.PROGRAMME, figure.name, figure.name_span.first))
        if is_title(figure.name, scope.project.title):
            return scope.ref
        found = subjects.part_named(scope.ref, figure.name, figure.name_span.first)
        own = subjects.marked_part_of(figure.node)
        if found is not None:
            return Ref(Kind.COMPONENT, found.title, found.span.first)
        if own is not None and figure.name.startswith(f"({own.name})"):
            return own  # `(장비 보강) 카메라 구입 : 21,500천원`: the part's title in brackets, what it does behind
        return Ref(Kind.COMPONENT, figure.name, figure.name_span.first)
    above = subjects.part_named(scope.ref, figure.above, figure.name_span.first) if figure.above else None
    if above is not None and (enclosing is None or above.span.first > enclosing.line):
        return Ref(Kind.COMPONENT, above.title, above.span.first)
    return enclosing or scope.ref
