"""What follows from a record and its neighbours: levels and sums, things denoted, subjects found, time covered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from mapper.graph.forms import FALSE, TRUE, concept
from mapper.graph.money import Amount, additive_flags, level_of
from mapper.graph.municipalities import Municipalities
from mapper.graph.nodes import pairs_of
from mapper.graph.nquads import minted
from mapper.graph.periods import UNBOUNDED, Bounds, date_bounds, fiscal_bounds, period_bounds, span_bounds
from mapper.graph.sections import Section, Sections
from mapper.graph.subjects import ENTRY_KINDS, Subjects
from mapper.graph.things import Things
from mapper.keys import catalog_iri
from mapper.records import (
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    DepartmentPlan,
    FacilityEntry,
    Kind,
    LegalBasis,
    MetricStatement,
    Milestone,
    OrganizationEntry,
    OrganizationKind,
    PartnerRole,
    Project,
    Record,
    Ref,
    StaffingStatement,
)
from mapper.vocabulary import WP

IN_CUBE: Final = "<http://purl.org/linked-data/cube#dataSet> "
CUBES: Final[Mapping[type[Any], str]] = {BudgetStatement: "budgets", StaffingStatement: "staffing"}
"""The cube that a statement is an observation of, by its key in `catalog_iri`."""

EXTENTS: Final[Mapping[type[Any], Callable[[Any], Bounds]]] = {
    AssetStatement: lambda record: date_bounds(f"{record.year:04}") if record.year else UNBOUNDED,
    BudgetStatement: lambda record: fiscal_bounds(record.fiscal_year),
    Component: lambda record: span_bounds(record.start, record.end),
    DepartmentPlan: lambda record: date_bounds(record.issued or record.occasion_start),
    MetricStatement: lambda record: period_bounds(record.period),
    Milestone: lambda record: span_bounds(record.start, record.end),
    Project: lambda record: span_bounds(record.start, record.end),
    StaffingStatement: lambda record: date_bounds(record.as_of),
}
"""The days that a record can cover; a plan's own date is its day of issue, else the first of its occasion."""

SUBJECT_KINDS: Final = {kind: pair for kind in Kind for pair in pairs_of(WP.subjectKind, concept(WP.SubjectKind, kind))}
"""What says the kind of an entry."""

TIMED: Final = (AssetStatement, Component, MetricStatement, Milestone, Project)
"""Classes whose time is a node of its own; budgets and staffing have it as a dimension of their cube."""


def extent_of(record: Record) -> Bounds:
    """The days that a record can cover."""
    find = EXTENTS.get(type(record))
    return find(record) if find else UNBOUNDED


class Derived:
    """The pairs that a document's records get from each other; `of` gives those of one record."""

    def __init__(
        self,
        base: str,
        named: Iterable[tuple[Record, str]],
        things: Things,
        sections: Sections,
        subjects: Subjects,
        municipalities: Municipalities,
    ) -> None:
        self._things, self._subjects, self._named = things, subjects, municipalities
        self._bodies: dict[str, tuple[OrganizationKind, str]] = {}
        """Kind and thing of each body that has an entry, by the token of the entry."""
        records = []
        for record, record_iri in named:
            records.append(record)
            if isinstance(record, OrganizationEntry):
                self._bodies[minted(record_iri)] = record.kind, self._thing(record, sections.at(record.span.first))
        self._groups = subjects.register_assets(r for r in records if isinstance(r, AssetStatement))
        self._cubes = {
            record_class: IN_CUBE + minted(catalog_iri(base, "cube", name)) for record_class, name in CUBES.items()
        }
        self._money = self._weigh([record for record in records if isinstance(record, BudgetStatement)])
        self._methods: dict[type[Any], Callable[[Any, Section], list[str]]] = {
            AssetStatement: lambda record, _: pairs_of(WP.assetGroup, self._groups[record]),
            BudgetStatement: self._of_budget,
            CommitteeEntry: self._of_committee,
            DepartmentPlan: lambda _, section: pairs_of(WP.denotes, section.department),
            FacilityEntry: self._of_facility,
            LegalBasis: self._of_legal_basis,
            OrganizationEntry: self._of_organization,
            PartnerRole: lambda r, _: pairs_of(WP.partner, subjects.find_body(r.org, r.span.first)),
            StaffingStatement: lambda record, section: self._of_observation(record, record.org, section),
        }

    def of(self, record: Record, section: Section, bounds: Bounds) -> list[str]:
        """What a record gets beside its own fields."""
        pairs = []
        if (kind := ENTRY_KINDS.get(type(record))) is not None:
            pairs.append(SUBJECT_KINDS[kind])
        if any(bounds) and isinstance(record, TIMED):
            pairs += pairs_of(WP.time, self._things.period(bounds))
        if (method := self._methods.get(type(record))) is not None:
            pairs += method(record, section)
        return pairs

    def denoted(self, ref: Ref, section: Section) -> list[str]:
        """What a mention denotes, where its name is that of the section's department or municipality."""
        if ref.kind is Kind.ORGANIZATION and ref.name == section.department_name:
            return pairs_of(WP.denotes, section.department)
        if ref.kind is Kind.ORGANIZATION and ref.name == section.municipality_name:
            return pairs_of(WP.denotes, section.municipality)
        return []

    def _weigh(self, budgets: list[BudgetStatement]) -> dict[int, list[str]]:
        """Level and additivity of each budget statement, by its identity."""
        amounts = []
        for statement in budgets:
            subject = self._subjects.find(statement.subject)
            kind = self._bodies[subject][0] if subject in self._bodies else None
            amounts.append(Amount(statement, subject, level_of(statement, kind)))
        return {
            id(amount.statement): [
                *pairs_of(WP.level, concept(WP.BudgetLevel, amount.level)),
                *pairs_of(WP.additive, TRUE if additive else FALSE),
            ]
            for amount, additive in zip(amounts, additive_flags(amounts), strict=True)
        }

    def _of_budget(self, record: BudgetStatement, section: Section) -> list[str]:
        """Level and additivity, and what every observation has."""
        return self._money[id(record)] + self._of_observation(record, record.subject, section)

    def _of_observation(self, record: Record, subject: Ref, section: Section) -> list[str]:
        """The cube, and the office whose money or posts they are."""
        body = self._bodies.get(self._subjects.find(subject))
        office = body[1] if body else section.department
        return [self._cubes[type(record)], *pairs_of(WP.organization, office)]

    def _of_organization(self, record: OrganizationEntry, section: Section) -> list[str]:
        """The thing an entry denotes, and the entry of its parent."""
        own = self._subjects.find(Ref(Kind.ORGANIZATION, record.name, record.span.first))
        pairs = pairs_of(WP.denotes, self._thing(record, section))
        if record.parent:
            parent = self._subjects.find(Ref(Kind.ORGANIZATION, record.parent, record.span.first))
            pairs += pairs_of(WP.parent, parent if parent != own else "")
        return pairs

    def _thing(self, record: OrganizationEntry, section: Section) -> str:
        """The thing that an organization entry denotes."""
        if record.kind is OrganizationKind.MUNICIPALITY:
            return self._things.municipality(self._named.find(record.name))
        if record.kind is OrganizationKind.OUTSIDE:
            return self._things.outside_body(record.name)
        parent = record.parent or section.department_name
        return self._things.office(record.kind, section.owner, record.name, parent)

    def _of_committee(self, record: CommitteeEntry, section: Section) -> list[str]:
        """The committee that an entry denotes."""
        return pairs_of(WP.denotes, self._things.committee(section.owner, record.name))

    def _of_facility(self, record: FacilityEntry, section: Section) -> list[str]:
        """The place that an entry denotes."""
        place = self._things.place(section.owner, record.name, record.location)
        return pairs_of(WP.denotes, place)

    def _of_legal_basis(self, record: LegalBasis, section: Section) -> list[str]:
        """The law that a basis names."""
        return pairs_of(WP.legalResource, self._things.law(section.owner, record.basis))
