"""Records about who a plan is by: the plan itself, offices, duties, posts, committees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from mapper.records.base import Record, Ref
from mapper.records.filling import filled_at_once
from mapper.vocabulary import WP


class OrganizationKind(StrEnum):
    """The kinds of bodies (definition `organizations`)."""

    MUNICIPALITY = "municipality"
    BUREAU = "bureau"
    DEPARTMENT = "department"
    TEAM = "team"
    OUTSIDE = "outside"


class Measure(StrEnum):
    """What a number of posts counts (definition `staffing`)."""

    QUOTA = "quota"
    ACTUAL = "actual"
    SUPERNUMERARY_QUOTA = "supernumerary_quota"
    SUPERNUMERARY_ACTUAL = "supernumerary_actual"
    DIFFERENCE = "difference"


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPlan(Record):
    """The part of a document that covers one department (주요업무계획)."""

    table: ClassVar[str] = "documents"
    rdf_class: ClassVar[str] = WP.DepartmentPlan

    title: Annotated[str, WP.title] = ""
    municipality: Annotated[str, WP.municipalityName] = ""
    department: Annotated[str, WP.departmentName] = ""
    bureau: Annotated[str, WP.bureauName] = ""
    issued: Annotated[str, WP.issued] = ""
    report_year: Annotated[int | None, WP.reportYear] = None
    plan_year: Annotated[int | None, WP.planYear] = None
    occasion: Annotated[str, WP.occasion] = ""
    occasion_start: Annotated[str, WP.occasionStart] = ""
    """First day of the council session, `YYYY-MM-DD`; stands for the document's date where none is issued."""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationEntry(Record):
    """An office or outside body as this document names it."""

    table: ClassVar[str] = "organizations"
    rdf_class: ClassVar[str] = WP.OrganizationEntry

    name: Annotated[str, WP.name]
    kind: Annotated[OrganizationKind, WP.organizationKind]
    parent: Annotated[str, WP.parentName] = ""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStatement(Record):
    """One bullet of a team's list of duties (업무분장)."""

    table: ClassVar[str] = "duties"
    rdf_class: ClassVar[str] = WP.DutyStatement

    org: Annotated[Ref, WP.subject]
    duty: Annotated[str, WP.text]


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingStatement(Record):
    """A number of posts (정원) or persons in post (현원)."""

    table: ClassVar[str] = "staffing"
    rdf_class: ClassVar[str] = WP.StaffingStatement

    org: Annotated[Ref, WP.subject]
    as_of: Annotated[str, WP.asOf] = ""
    measure: Annotated[Measure, WP.measure]
    series: Annotated[str, WP.series] = ""
    grade: Annotated[str, WP.grade]
    """`total` or as printed (5급, 연구사)."""
    count: Annotated[int, WP.count]
    printed: Annotated[str, WP.printed] = ""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeEntry(Record):
    """A committee, council or task force of the body's own."""

    table: ClassVar[str] = "committees"
    rdf_class: ClassVar[str] = WP.CommitteeEntry

    name: Annotated[str, WP.name]
    members: Annotated[int | None, WP.members] = None
    chair: Annotated[str, WP.chair] = ""
    role: Annotated[str, WP.role] = ""
