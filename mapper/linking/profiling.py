"""Makes the profile of a document from its records and its graph, and keeps it as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from mapper.graph import DocumentGraph
from mapper.linking.profile import (
    Amount,
    DocumentProfile,
    OfficeProfile,
    PlanProfile,
    ProgrammeProfile,
    ProjectProfile,
    ThingKind,
    ThingProfile,
)
from mapper.records import (
    AssetClass,
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    DepartmentPlan,
    DutyStatement,
    FacilityEntry,
    Kind,
    LegalBasis,
    Measure,
    MetricStatement,
    Milestone,
    OrganizationEntry,
    OrganizationKind,
    PartnerRole,
    Project,
    ProjectStatus,
    Record,
    Ref,
    StaffingStatement,
)
from mapper.records.document import ReadDocument
from mapper.vocabulary import WP

SYSTEMS: Final = frozenset({AssetClass.INFORMATION_SYSTEM, AssetClass.WEBSITE})
"""Classes of assets that have a name of their own and outlive a document."""
_READ: Final = {
    f"<{term}>": term
    for term in (WP.plan, WP.denotes, WP.municipality, WP.department, WP.additive, WP.assetGroup, WP.subject)
}
_TRUE: Final = '"true"^^'


def make_profile(read: ReadDocument, written: DocumentGraph) -> DocumentProfile:
    """What linking needs to know of a document; IRIs are those of its graph."""
    return DocumentProfile(doc=read.doc, plans=tuple(_Profiler(read, written).plans()))


def write_profile(profile: DocumentProfile) -> str:
    """A profile as JSON, one line."""
    return json.dumps(asdict(profile), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_profile(text: str) -> DocumentProfile:
    """The reverse of `write_profile`."""
    values = json.loads(text)
    return DocumentProfile(doc=values["doc"], plans=tuple(map(_read_plan, values["plans"])))


class _Profiler:
    """The records of one document by the plan that they belong to."""

    def __init__(self, read: ReadDocument, written: DocumentGraph) -> None:
        self._doc, self._records = read.doc, read.records
        self._iri = dict(zip(map(id, read.records), written.record_iris, strict=True))
        self._facts = _facts_of(written.quads)
        self._plans = sorted((r for r in read.records if isinstance(r, DepartmentPlan)), key=lambda plan: plan.span)

    def plans(self) -> Iterator[PlanProfile]:
        """The document's plans in the order of their lines."""
        parts: dict[str, list[Record]] = defaultdict(list)
        for record in self._records:
            parts[self._fact(record, WP.plan)].append(record)
        for plan in self._plans:
            yield self._plan(plan, parts[self._iri[id(plan)]])

    def _fact(self, record: Record, term: str) -> str:
        """An object that the graph states of a record; empty where there is none."""
        return self._facts.get((self._iri[id(record)], term), "")

    def _plan(self, plan: DepartmentPlan, records: list[Record]) -> PlanProfile:
        """One department's plan with what stands among its lines."""
        return PlanProfile(
            doc=self._doc,
            iri=self._iri[id(plan)],
            line=plan.span.first,
            municipality=self._fact(plan, WP.municipality),
            municipality_name=plan.municipality,
            department=self._fact(plan, WP.department),
            department_name=plan.department,
            year=plan.plan_year or plan.report_year,
            issued=plan.issued or plan.occasion_start,
            offices=tuple(self._offices(plan, records)),
            projects=tuple(self._projects(records)),
            things=tuple(self._things(records)),
            programmes=tuple(self._programmes(records)),
        )

    def _offices(self, plan: DepartmentPlan, records: list[Record]) -> Iterator[OfficeProfile]:
        """The department, then each bureau, department and team that has an entry."""
        duties: dict[str, list[tuple[str, int]]] = defaultdict(list)
        posts: dict[str, int] = {}
        for record in records:
            if isinstance(record, DutyStatement):
                duties[record.org.name].append((record.duty, record.span.first))
            elif isinstance(record, StaffingStatement) and record.measure is Measure.QUOTA and record.grade == "total":
                posts.setdefault(record.org.name, record.count)
        inside = {OrganizationKind.BUREAU, OrganizationKind.DEPARTMENT, OrganizationKind.TEAM}
        entries = [r for r in records if isinstance(r, OrganizationEntry) and r.kind in inside]
        own = next((e for e in entries if self._fact(e, WP.denotes) == self._fact(plan, WP.department)), None)
        yield OfficeProfile(
            thing=self._fact(plan, WP.department),
            entry=self._iri[id(own)] if own else "",
            name=plan.department,
            kind=OrganizationKind.DEPARTMENT,
            parent=own.parent if own else plan.bureau,
            line=own.span.first if own else plan.span.first,
            duties=tuple(duties.get(plan.department, ())),
            posts=posts.get(plan.department),
        )
        for entry in entries:
            if entry is not own:
                yield OfficeProfile(
                    thing=self._fact(entry, WP.denotes),
                    entry=self._iri[id(entry)],
                    name=entry.name,
                    kind=entry.kind,
                    parent=entry.parent,
                    line=entry.span.first,
                    duties=tuple(duties.get(entry.name, ())),
                    posts=posts.get(entry.name),
                )

    def _projects(self, records: list[Record]) -> Iterator[ProjectProfile]:
        """The projects with what is said of each."""
        parts, steps, names = defaultdict(list), defaultdict(list), defaultdict(list)
        owner = {(r.title, r.span.first): _key(r.project) for r in records if isinstance(r, Component)}
        for record in records:
            if isinstance(record, Component):
                parts[_key(record.project)].append(record.title)
            elif isinstance(record, Milestone):
                steps[_key(record.project)].append(record.text)
            elif isinstance(record, PartnerRole):
                names[_key(record.project)].append(record.org)
            elif isinstance(record, LegalBasis):
                names[_key(record.project)].append(record.basis)
            elif isinstance(record, AssetStatement):
                names[_project_of(record.holder, owner)].append(record.name)
            elif isinstance(record, MetricStatement):
                names[_project_of(record.subject, owner)].append(record.metric)
        amounts = self._amounts(records)
        for record in records:
            if isinstance(record, Project):
                key = (record.title, record.span.first)
                yield ProjectProfile(
                    iri=self._iri[id(record)],
                    title=record.title,
                    line=record.span.first,
                    number=record.number,
                    status=record.status,
                    teams=record.teams,
                    start=record.start,
                    end=record.end,
                    amounts=tuple(amounts.get(key, ())),
                    parts=tuple(parts[key]),
                    steps=tuple(steps[key]),
                    names=tuple(dict.fromkeys(names[key])),
                )

    def _amounts(self, records: list[Record]) -> Mapping[tuple[str, int], list[Amount]]:
        """Money of single years by project, in the order of year, stage, source and line."""
        found: dict[tuple[str, int], list[Amount]] = defaultdict(list)
        for record in records:
            if isinstance(record, BudgetStatement) and record.subject.kind is Kind.PROJECT:
                if not record.fiscal_year.isdigit() or record.category:
                    continue
                found[_key(record.subject)].append(
                    Amount(
                        year=int(record.fiscal_year),
                        stage=record.stage.value,
                        source=record.source,
                        won=record.amount_krw,
                        line=record.span.first,
                        statement=self._iri[id(record)],
                        additive=self._fact(record, WP.additive).startswith(_TRUE),
                    )
                )
        for amounts in found.values():
            amounts.sort(key=lambda amount: (amount.year, amount.stage, amount.source, amount.line))
        return found

    def _things(self, records: list[Record]) -> Iterator[ThingProfile]:
        """Places, committees, outside bodies and systems, each thing once."""
        seen: set[str] = set()
        for record in records:
            thing, kind, name, detail = "", ThingKind.PLACE, "", ""
            if isinstance(record, FacilityEntry):
                name, detail, thing = record.name, record.location, self._fact(record, WP.denotes)
            elif isinstance(record, CommitteeEntry):
                kind, name, thing = ThingKind.COMMITTEE, record.name, self._fact(record, WP.denotes)
            elif isinstance(record, OrganizationEntry) and record.kind is OrganizationKind.OUTSIDE:
                kind, name, thing = ThingKind.OUTSIDE, record.name, self._fact(record, WP.denotes)
            elif isinstance(record, AssetStatement) and record.asset_class in SYSTEMS:
                kind, name, thing = ThingKind.SYSTEM, record.name, self._fact(record, WP.assetGroup)
                detail = record.asset_class.value
            if thing and thing not in seen:
                seen.add(thing)
                yield ThingProfile(thing=thing, kind=kind, name=name, line=record.span.first, detail=detail)

    def _programmes(self, records: list[Record]) -> Iterator[ProgrammeProfile]:
        """The lines of the department's budget, each once, where its amount first stands."""
        seen: set[str] = set()
        for record in records:
            if isinstance(record, BudgetStatement) and record.subject.kind is Kind.PROGRAMME and record.subject.name:
                programme = self._fact(record, WP.subject)
                if programme and programme not in seen:
                    seen.add(programme)
                    yield ProgrammeProfile(iri=programme, name=record.subject.name, line=record.span.first)


def _facts_of(quads: Iterable[str]) -> Mapping[tuple[str, str], str]:
    """Objects by subject and property, for the few properties that a profile needs; IRIs without their brackets."""
    facts: dict[tuple[str, str], str] = {}
    for line in quads:
        subject, predicate, rest = line.split(" ", 2)
        term = _READ.get(predicate)
        if term is not None:
            value = rest.split(" ", 1)[0]
            facts[subject[1:-1], term] = value[1:-1] if value.startswith("<") else value
    return facts


def _key(ref: Ref) -> tuple[str, int]:
    """A project by its name and line."""
    return ref.name, ref.line


def _project_of(ref: Ref, owner: Mapping[tuple[str, int], tuple[str, int]]) -> tuple[str, int]:
    """The project that a statement about it or a part of it belongs to."""
    return owner.get(_key(ref), _key(ref)) if ref.kind is Kind.COMPONENT else _key(ref)


def _read_plan(values: dict[str, Any]) -> PlanProfile:
    """A plan's profile from its JSON."""
    return PlanProfile(
        **{
            **values,
            "offices": tuple(map(_read_office, values["offices"])),
            "projects": tuple(map(_read_project, values["projects"])),
            "things": tuple(ThingProfile(**{**thing, "kind": ThingKind(thing["kind"])}) for thing in values["things"]),
            "programmes": tuple(ProgrammeProfile(**programme) for programme in values["programmes"]),
        }
    )


def _read_office(values: dict[str, Any]) -> OfficeProfile:
    """An office's profile from its JSON."""
    duties = tuple((text, line) for text, line in values["duties"])
    return OfficeProfile(**{**values, "kind": OrganizationKind(values["kind"]), "duties": duties})


def _read_project(values: dict[str, Any]) -> ProjectProfile:
    """A project's profile from its JSON."""
    lists = {name: tuple(values[name]) for name in ("teams", "parts", "steps", "names")}
    status = ProjectStatus(values["status"]) if values["status"] else None
    return ProjectProfile(
        **{**values, **lists, "status": status, "amounts": tuple(Amount(**amount) for amount in values["amounts"])}
    )
