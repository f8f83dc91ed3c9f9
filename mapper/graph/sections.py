"""Whose lines a record stands among: the department's part of the document, with its office and municipality."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mapper.graph.municipalities import Municipalities, Municipality, unnamed
from mapper.graph.nodes import pairs_of
from mapper.graph.nquads import minted
from mapper.graph.things import Things
from mapper.keys import document_iri, normal_name
from mapper.records import DepartmentPlan, OrganizationKind, Project, Record
from mapper.vocabulary import WP


class Holding(NamedTuple):
    """Whose plan for which year a document holds; IRIs are without the base."""

    municipality_name: str
    """The label of the municipality."""
    municipality: str
    department: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a document that one department plan covers; tokens are those of things."""

    municipality_name: str
    """As printed; the document's own where none is."""
    department_name: str
    owner: Municipality
    municipality: str
    department: str
    year: int | None
    """The year that its plan is for."""
    pairs: tuple[str, ...]
    """What is said of every record of the section: document, plan, municipality, department."""


class Sections:
    """The sections of a document by line: each runs from its plan's line to the next; the first from line 1."""

    def __init__(
        self, base: str, doc: str, plans: Sequence[tuple[DepartmentPlan, str]], things: Things, named: Municipalities
    ) -> None:
        ordered = sorted(plans, key=lambda plan: plan[0].span)
        document = minted(document_iri(base, doc))
        self._base = base
        self._starts = [plan.span.first for plan, _ in ordered[1:]]
        self._sections = [
            _section(document, doc, plan, minted(plan_iri), things, named) for plan, plan_iri in ordered
        ] or [_section(document, doc, None, "", things, named)]

    def of(self, record: Record) -> Section:
        """The section of a record: that of its line, for a project of a list of several departments its own."""
        here = self.at(record.span.first)
        if isinstance(record, Project) and normal_name(record.department) != here.department_name:
            return next((own for own in self._sections if own.department_name == normal_name(record.department)), here)
        return here

    def holdings(self) -> tuple[Holding, ...]:
        """Each section's municipality, department and year, once."""
        held = (
            Holding(own.owner.label, self._path(own.municipality), self._path(own.department), own.year)
            for own in self._sections
        )
        return tuple(dict.fromkeys(held))

    def at(self, line: int) -> Section:
        """The section that holds a line."""
        return self._sections[bisect_right(self._starts, line)]

    def _path(self, token: str) -> str:
        """The IRI of a token without the base."""
        return token[1:-1].removeprefix(self._base)


def _section(
    document: str, doc: str, plan: DepartmentPlan | None, plan_token: str, things: Things, named: Municipalities
) -> Section:
    """A section; what the document does not name gets a node of that document's own."""
    printed = normal_name(plan.municipality if plan else "")
    owner = named.find(printed)
    department_name = normal_name(plan.department if plan else "") or unnamed(doc)
    municipality = things.municipality(owner)
    department = things.office(OrganizationKind.DEPARTMENT, owner, department_name)
    pairs = (
        *pairs_of(WP.document, document),
        *pairs_of(WP.plan, plan_token),
        *pairs_of(WP.municipality, municipality),
        *pairs_of(WP.department, department),
    )
    year = plan.plan_year if plan else None
    return Section(printed or unnamed(doc), department_name, owner, municipality, department, year, pairs)
