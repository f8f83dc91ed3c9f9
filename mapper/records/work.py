"""Records about what a department does: projects, their parts, steps, places, partners and legal bases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from mapper.records.base import Record, Ref
from mapper.records.filling import filled_at_once
from mapper.vocabulary import WP


class ProjectStatus(StrEnum):
    """Printed status of a project (신규, 계속, 완료)."""

    NEW = "new"
    CONTINUING = "continuing"
    COMPLETED = "completed"


class MilestoneKind(StrEnum):
    """Whether a step was reported or announced."""

    RESULT = "result"
    PLAN = "plan"


class PartnerRoleKind(StrEnum):
    """What a body does in a project (definition `partners`)."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    TRUSTEE = "trustee"
    CONTRACTOR = "contractor"
    PARTNER = "partner"


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A project of the plan's list, or a project section that no list holds (주요사업)."""

    table: ClassVar[str] = "projects"
    rdf_class: ClassVar[str] = WP.Project

    number: Annotated[str, WP.number] = ""
    title: Annotated[str, WP.name] = ""
    status: Annotated[ProjectStatus | None, WP.status] = None
    page: Annotated[str, WP.page] = ""
    department: Annotated[str, WP.departmentName] = ""
    teams: Annotated[tuple[str, ...], WP.teamName] = ()
    start: Annotated[str, WP.start] = ""
    end: Annotated[str, WP.end] = ""
    period_text: Annotated[str, WP.periodText] = ""
    contract_method: Annotated[str, WP.contractMethod] = ""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Record):
    """A named part of a project."""

    table: ClassVar[str] = "components"
    rdf_class: ClassVar[str] = WP.Component

    project: Annotated[Ref, WP.partOf]
    title: Annotated[str, WP.name]
    start: Annotated[str, WP.start] = ""
    end: Annotated[str, WP.end] = ""
    location: Annotated[str, WP.location] = ""
    quantity: Annotated[str, WP.quantity] = ""
    """Decimal number as text, thousands separators removed."""
    unit: Annotated[str, WP.unitText] = ""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A dated step of a project."""

    table: ClassVar[str] = "milestones"
    rdf_class: ClassVar[str] = WP.Milestone

    project: Annotated[Ref, WP.subject]
    """The project; the department outside project sections."""
    part: Annotated[Ref | None, WP.inPart] = None
    """The component whose lines hold the step, where there is one."""
    kind: Annotated[MilestoneKind, WP.milestoneKind]
    start: Annotated[str, WP.start]
    end: Annotated[str, WP.end] = ""
    text: Annotated[str, WP.text]


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityEntry(Record):
    """A place or fixed structure."""

    table: ClassVar[str] = "facilities"
    rdf_class: ClassVar[str] = WP.FacilityEntry

    name: Annotated[str, WP.name]
    kind: Annotated[str, WP.facilityKind]
    location: Annotated[str, WP.location] = ""
    size: Annotated[str, WP.size] = ""
    purpose: Annotated[str, WP.purpose] = ""
    operator: Annotated[str, WP.operatorName] = ""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Record):
    """A law, decree, ordinance or guideline that a project rests on (추진근거)."""

    table: ClassVar[str] = "legal"
    rdf_class: ClassVar[str] = WP.LegalBasis

    project: Annotated[Ref, WP.subject]
    basis: Annotated[str, WP.name]


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRole(Record):
    """A body's part in a project, where the document says which."""

    table: ClassVar[str] = "partners"
    rdf_class: ClassVar[str] = WP.PartnerRole

    project: Annotated[Ref, WP.subject]
    org: Annotated[str, WP.name]
    role: Annotated[PartnerRoleKind, WP.partnerRole]
