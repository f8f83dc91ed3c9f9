"""The label of each record: what a reader needs to know it by, in the words and figures of the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mapper.graph.nodes import cut
from mapper.records import (
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    DepartmentPlan,
    DutyStatement,
    FacilityEntry,
    LegalBasis,
    MetricStatement,
    Milestone,
    OrganizationEntry,
    PartnerRole,
    Project,
    Record,
    StaffingStatement,
)


def _named(record: Any) -> str:
    """An entry by its name."""
    return str(record.name)


LABELS: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    AssetStatement: lambda r: f"{r.name} {r.quantity}{r.unit}",
    BudgetStatement: lambda r: f"{r.subject.name} {r.fiscal_year} {r.amount_krw:,}원",
    CommitteeEntry: _named,
    Component: lambda r: r.title,
    DepartmentPlan: lambda r: f"{r.department} {r.title}",
    DutyStatement: lambda r: cut(r.duty),
    FacilityEntry: _named,
    LegalBasis: lambda r: r.basis,
    MetricStatement: lambda r: f"{r.metric} {r.value:f}{r.unit}",
    Milestone: lambda r: f"{r.start} {cut(r.text)}",
    OrganizationEntry: _named,
    PartnerRole: lambda r: r.org,
    Project: lambda r: r.title,
    StaffingStatement: lambda r: f"{r.org.name} {r.series} {r.grade} {r.count}명",
}


def label_of(record: Record, doc: str) -> str:
    """The record's label; of what has no name, and of a relation, its kind and its place."""
    make = LABELS.get(type(record))
    text = " ".join(make(record).split()) if make else ""
    return text or f"{type(record).__name__} {doc}:{record.span}"
