"""What a row is about: the nearest component above a line, an office or facility by name, else the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from mapper.layout import Node, Table
from mapper.readers.budgets.figures import Figure, Slip
from mapper.readers.context.labels import share_action, without_action
from mapper.readers.context.scope import PlanView
from mapper.records import BudgetStatement, Component, FacilityEntry, Kind, OrganizationEntry, Project, Record, Ref
from mapper.values.text import letters

_KEPT = frozenset({Component, Project, FacilityEntry, OrganizationEntry, BudgetStatement})
COST_RULE = "component-cost"
"""The rule of components that only a budget names: kind (b) of the definition, no scope of other statements (8)."""
ALIKE = 92
"""Least likeness (rapidfuzz ratio, 0 to 100) of two names of one part."""


class Subjects:
    """The entries that have rows of their own, found by the line they stand on or by name (definition 8).

    Readers run in the order organizations, projects, components and budgets, facilities, then the rest;
    each adds its records here before the next one asks.
    """

    def __init__(self, view: PlanView) -> None:
        self.view = view
        self.figures: tuple[list[Figure], list[Slip]] | None = None
        """The money that the document prints, once it is found."""
        self._component_at: dict[int, Component] = {}
        self._held: dict[int, Component] = {}
        self._parts: dict[int, list[Component]] = {}
        self._periods: dict[tuple[Kind, str, int], tuple[str, str]] = {}
        self._named: dict[str, Ref] = {}
        self._programme_at: dict[int, Ref] = {}
        self._programmes: dict[str, list[tuple[int, Ref]]] = {}

    def add(self, records: Iterable[Record]) -> None:
        """Make entries known: components, facilities, offices."""
        for record in records:
            if type(record) not in _KEPT:
                continue
            if isinstance(record, Component):
                self._parts.setdefault(record.project.line, []).append(record)
                self._periods[Kind.COMPONENT, record.title, record.span.first] = record.start, record.end
                for line in range(record.span.first, record.span.last + 1):
                    self._component_at.setdefault(line, record)
            elif isinstance(record, Project):
                self._periods[Kind.PROJECT, record.title, record.span.first] = record.start, record.end
            elif isinstance(record, FacilityEntry):
                self._named.setdefault(letters(record.name), Ref(Kind.FACILITY, record.name, record.span.first))
            elif isinstance(record, OrganizationEntry):
                self._named.setdefault(letters(record.name), Ref(Kind.ORGANIZATION, record.name, record.span.first))
            elif isinstance(record, BudgetStatement) and record.subject.kind is Kind.PROGRAMME:
                self._programme_at.setdefault(record.span.first, record.subject)
                self._programmes.setdefault(letters(record.subject.name), []).append(
                    (record.span.first, record.subject)
                )

    def hold(self, component: Component, lines: Iterable[int]) -> None:
        """Give a component lines that stand beside its title, or where it is treated again, not below it."""
        for line in lines:
            self._held.setdefault(line, component)

    def part_named(self, project: Ref, name: str, line: int = 0) -> Component | None:
        """The part of a project that a name means: of the same line, else of the same name, else alike."""
        parts = self._parts.get(project.line, [])
        plain = letters(without_action(name)) or letters(name)
        same = [part for part in parts if letters(part.title) == letters(name)]
        same = same or [
            part
            for part in parts
            if (letters(without_action(part.title)) or letters(part.title)) == plain and share_action(part.title, name)
        ]
        same = same or [part for part in parts if fuzz.ratio(letters(part.title), letters(name)) >= ALIKE]
        return next((part for part in same if part.span.first <= line <= part.span.last), same[0] if same else None)

    def period_of(self, subject: Ref) -> tuple[str, str]:
        """Start and end that a component or project prints of itself; empty where it does not."""
        return self._periods.get((subject.kind, subject.name, subject.line), ("", ""))

    def programme_at(self, line: int) -> Ref | None:
        """The programme whose money a line prints."""
        return self._programme_at.get(line)

    def programme_in(self, table: Table, name: str) -> Ref | None:
        """The programme of this name whose money a table prints: the head of a column, where rows are years."""
        found = self._programmes.get(letters(name), ())
        return next((ref for line, ref in found if table.first <= line <= table.last), None)

    def named(self, name: str) -> Ref | None:
        """The office or facility of this name, spaces and punctuation apart."""
        return self._named.get(letters(name))

    def entries(self, kind: Kind) -> Iterator[Ref]:
        """The offices, or the facilities, that are known so far."""
        return (ref for ref in self._named.values() if ref.kind is kind)

    def component_of(self, node: Node) -> Ref | None:
        """The component in whose lines the node stands (its own title line included)."""
        if not self._component_at and not self._held:
            return None
        above: Node | None = node
        while above is not None:
            if above.table is None and above.pieces:
                line = above.pieces[0][0]
                found = self._component_at.get(line) or self._held.get(line)
                if found is not None and self._is_of_project(found, node):
                    return Ref(Kind.COMPONENT, found.title, found.span.first)
            above = above.parent
        return None

    def marked_part_of(self, node: Node) -> Ref | None:
        """The component by marks or labels, (a) or (c), in whose lines the node stands; none that only a cost names."""
        if not self._component_at and not self._held:
            return None
        for above in (node, *node.ancestors()):
            line = above.first
            held = None if node.is_note else self._held.get(line)
            found = (self._component_at.get(line) if above.table is None else None) or held
            if found is not None and found.rule != COST_RULE and self._is_of_project(found, node):
                return Ref(Kind.COMPONENT, found.title, found.span.first)
        return None

    def _is_of_project(self, part: Component, node: Node) -> bool:
        """Whether a line stands in the project of a part: a section without a head of its own may hang below it."""
        project = self.view.scope(node).project
        return project is None or project.line == part.project.line

    def of(self, node: Node) -> Ref:
        """The nearest subject of a line: component, else project, else department."""
        return self.component_of(node) or self.view.scope(node).ref
