"""What a reader of the graph should know about how a document was read: remarks, sorted by line."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import NamedTuple

from mapper.readers.context.scope import PlanView
from mapper.records import HeaderMismatch, Reading, Record, Relation, Span
from mapper.records.document import Fate, LineFate
from mapper.records.issues import Issue, Severity


def is_complete(record: Record) -> bool:
    """Whether a record has all that a row of its table must have: a text without a default is not empty."""
    return "" not in _REQUIRED[type(record)].values(record)


class _Fields(NamedTuple):
    """The fields of a record class that have no default (span and rule among them), and how to get their values."""

    names: tuple[str, ...]
    values: Callable[[Record], tuple[object, ...]]


class _Required(dict[type[Record], _Fields]):
    """Of each record class the fields without a default."""

    def __missing__(self, record_class: type[Record]) -> _Fields:
        names = tuple(item.name for item in fields(record_class) if item.default is MISSING)
        self[record_class] = _Fields(names, attrgetter(*names))
        return self[record_class]


_REQUIRED = _Required()


def remark(
    view: PlanView,
    records: Sequence[Record],
    relations: Sequence[Relation],
    account: Sequence[LineFate],
    lacking: Sequence[Record] = (),
    municipalities: Container[str] = (),
) -> tuple[Issue, ...]:
    """All remarks about one document; `lacking` are the records left out because they were not complete.

    `municipalities` are the printed names that are identified; the empty one, where a person gave the municipality.
    """
    found = [
        *_about_cover(view, municipalities),
        *_about_projects(view),
        *_about_cells(records, relations),
        *_about_lines(account),
    ]
    for record in lacking:
        names = ", ".join(name for name in _REQUIRED[type(record)].names if getattr(record, name) == "")
        found.append(Issue(record.span, "incomplete-row", f"A row of {record.table} has no {names} and was left out."))
    return tuple(sorted(found))


def _about_cover(view: PlanView, municipalities: Container[str]) -> Iterator[Issue]:
    """What the cover leaves open."""
    for department in view.departments:
        span, plan = department.plan.span, department.plan
        if not plan.municipality and "" not in municipalities:
            yield Issue(span, "no-municipality", "No municipality is named; its graph stands alone.")
        if not plan.department:
            yield Issue(span, "no-department", "No department is named; rows outside projects have no holder.")
        if plan.plan_year is None and plan.report_year is None:
            yield Issue(span, "no-year", "No year is told; dates without a year are left out.")


def _about_projects(view: PlanView) -> Iterator[Issue]:
    """Projects that only the list names, and sections without a title."""
    for project in view.projects:
        if not project.first:
            message = f"The list names {project.title}, no section treats it."
            yield Issue(Span(project.line, project.line), "project-without-section", message, Severity.INFO)
        elif not project.title:
            message = "A project section has no title anywhere; its rows have an empty project."
            yield Issue(Span(project.first, project.first), "section-without-title", message)


def _about_cells(records: Sequence[Record], relations: Sequence[Relation]) -> Iterator[Issue]:
    """Cells that slipped, and the values that the printed sums gave them."""
    mended = {record.span for record in records if record.reading is Reading.MENDED}
    for span in sorted(mended):
        yield Issue(span, "mended-cell", "A slipped cell has the meaning that the printed sums prove.")
    for relation in relations:
        if isinstance(relation, HeaderMismatch):
            expected, found = relation.expected_text, relation.found_text
            message = "Cells stand under another header than their sums prove."
            yield Issue(relation.span, "slipped-cells", message, Severity.WARNING, expected, found)


def _about_lines(account: Sequence[LineFate]) -> Iterator[Issue]:
    """Lines that say something no record holds."""
    for fate in account:
        if fate.fate is Fate.UNREAD:
            message = "The line holds a figure, a date or a unit that no record and no rule takes."
            yield Issue(Span(fate.line, fate.line), "unread-line", message)
