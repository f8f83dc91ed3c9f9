"""What can be found of a document: a row for each record, written as one JSON array a line."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any, Final, NamedTuple

from mapper.graph.fields import PLANS, Form
from mapper.graph.labels import LABELS, label_of
from mapper.graph.periods import Bounds, date_bounds, fiscal_bounds, period_bounds
from mapper.graph.subjects import ENTRY_KINDS
from mapper.graph.terms import RANGES
from mapper.records import (
    AssetStatement,
    BudgetStatement,
    DepartmentPlan,
    DutyStatement,
    LegalBasis,
    MetricStatement,
    Milestone,
    PartnerRole,
    Record,
    Ref,
    StaffingStatement,
)
from mapper.records.document import ReadDocument
from mapper.vocabulary import CONCEPTS

TABLES: Final = tuple(sorted(record_class.table for record_class in LABELS))
"""The kinds of rows, by the names of the tidy tables."""
ENTRIES: Final = frozenset({DepartmentPlan.table, *(record_class.table for record_class in ENTRY_KINDS)})
"""Kinds that are things, not statements about things: among equally good hits they come first."""
NAMES: Final[Mapping[type[Any], str]] = {
    AssetStatement: "name",
    BudgetStatement: "subject",
    LegalBasis: "basis",
    MetricStatement: "metric",
    PartnerRole: "org",
    StaffingStatement: "org",
    **dict.fromkeys(ENTRY_KINDS, "name"),
    **{record_class: "title" for record_class in LABELS if "title" in record_class.__dataclass_fields__},
}
"""The field by which a row is known; duties and milestones are running text and have none."""
_YEARS: Final[Mapping[type[Any], Callable[[Any], Bounds | None]]] = {
    AssetStatement: lambda r: fiscal_bounds(str(r.year)) if r.year else None,
    BudgetStatement: lambda r: fiscal_bounds(r.fiscal_year),
    MetricStatement: lambda r: period_bounds(r.period) if r.period else None,
    Milestone: lambda r: date_bounds(r.start) if r.start else None,
    StaffingStatement: lambda r: date_bounds(r.as_of) if r.as_of else None,
}
TOTAL: Final = "total"
"""The notation of the code for all of them together."""
_SILENT: Final = frozenset(
    {"as_of", "block", "fiscal_year", "number", "page", "period", "period_text", "printed", "unit"}
)
"""Fields of text that nobody looks for by words."""
_LF: Final = "\n"
_LETTER: Final = re.compile(r"[^\W\d_]")
_TEXTS: Final = frozenset({Form.TEXT, Form.SUBJECT, Form.TEXTS, Form.DIMENSIONS, Form.JOINED})


class SearchRow(NamedTuple):
    """One record as search knows it."""

    iri: str
    table: str
    first: int
    last: int
    name: str
    """What it is known by; empty for running text."""
    texts: Sequence[str]
    """All other words of it."""
    label: str
    """As the graph labels it; empty where that is the name or, cut, the first text."""
    municipality: str
    department: str
    year: int | None
    """The year it speaks of, by default that of its plan; none for what lies in several years or is open."""
    amount_krw: int | None
    concepts: Sequence[str]
    """Local names of the concepts that its codes stand for."""


def make_rows(read: ReadDocument, iris: Sequence[str]) -> Iterator[SearchRow]:
    """The rows of a document; the IRIs are those of its records."""
    plans = sorted((record for record in read.records if isinstance(record, DepartmentPlan)), key=lambda r: r.span)
    starts = [plan.span.first for plan in plans[1:]]
    for record, iri in zip(read.records, iris, strict=True):
        plan = plans[bisect_right(starts, record.span.first)] if plans else None
        yield _make_row(record, iri, read.doc, plan)


def write_rows(rows: Iterable[SearchRow]) -> str:
    """Rows as lines of JSON."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def read_rows(text: str) -> Iterator[SearchRow]:
    """The reverse of `write_rows`; raises ValueError or TypeError for a damaged text."""
    return starmap(SearchRow, json.loads(f"[{','.join(text.split(_LF)[:-1])}]"))


def _make_row(record: Record, iri: str, doc: str, plan: DepartmentPlan | None) -> SearchRow:
    """The row of a record that stands in the part of the document that `plan` covers."""
    name_field, codes, fields = _LAYOUTS[type(record)]
    name = " ".join(_say(getattr(record, name_field))) if name_field else ""
    texts: dict[str, None] = {}
    concepts = []
    for field, known in codes:
        value = getattr(record, field)
        concept = known.get(value)
        if concept:
            concepts.append(concept)
        elif value and value != TOTAL:
            texts.update(dict.fromkeys(_say(value)))
    for field in fields:
        value = getattr(record, field)
        if value:
            texts.update((text, None) for text in _say(value) if _LETTER.search(text))
    label = "" if isinstance(record, DutyStatement | Milestone) else label_of(record, doc)
    return SearchRow(
        iri=iri,
        table=record.table,
        first=record.span.first,
        last=record.span.last,
        name=name,
        texts=list(texts),
        label="" if label == name else label,
        municipality=plan.municipality if plan else "",
        department=plan.department if plan else "",
        year=_find_year(record, plan),
        amount_krw=record.amount_krw if isinstance(record, BudgetStatement) else None,
        concepts=concepts,
    )


class _Layout(NamedTuple):
    """Where the words of a class of records stand."""

    name: str
    """The field of the name."""
    codes: list[tuple[str, dict[Any, str]]]
    """The fields of codes, each with the local names of its concepts."""
    texts: list[str]
    """The fields of texts."""


class _Layouts(dict[type[Any], _Layout]):
    """Layouts by class, each made when it is first asked for."""

    def __missing__(self, record_class: type[Any]) -> _Layout:
        name_field = NAMES.get(record_class, "")
        bound = [field for field in PLANS[record_class].bound if field.name != name_field]
        codes = []
        for field in bound:
            if field.form in (Form.CODE, Form.OPEN_CODE):
                known = {text: iri.rpartition("#")[2] for text, iri in CONCEPTS[RANGES[field.term]].items()}
                codes.append((field.name, {text: name for text, name in known.items() if text not in ("", TOTAL)}))
        texts = [field.name for field in bound if field.form in _TEXTS and field.name not in _SILENT]
        running_text_first = sorted(texts, key=lambda name: name not in ("duty", "text"))
        layout = self[record_class] = _Layout(name_field, codes, running_text_first)
        return layout


_LAYOUTS: Final = _Layouts()


def _find_year(record: Record, plan: DepartmentPlan | None) -> int | None:
    """The year that a record speaks of; None where that is no single one, or unknown."""
    bounds = _YEARS.get(type(record), lambda _: None)(record)
    if bounds is not None:
        return int(bounds.year) if bounds.year else None
    return plan.plan_year or plan.report_year if plan else None


def _say(value: Any) -> list[str]:
    """The texts of a field's value, each on one line."""
    if isinstance(value, Ref):
        value = value.name
    if isinstance(value, tuple):
        return [text for part in value for text in _say(" ".join(part) if isinstance(part, tuple) else part)]
    text = " ".join(str(value).split())
    return [text] if text else []
