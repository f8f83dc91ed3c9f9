"""What a row is about: the nearest component above a line, an office or facility by name, else the project."""

from __future__ import annotations

from collections.abc import Iterable

from mapper.layout import Node
from mapper.readers.scope import PlanView
from mapper.records import Component, FacilityEntry, Kind, OrganizationEntry, Record, Ref
from mapper.values.text import letters


class Subjects:
    """The entries that have rows of their own, found by the line they stand on or by name (definition 8).

    Readers run in the order organizations, projects, components and budgets, facilities, then the rest;
    each adds its records here before the next one asks.
    """

    def __init__(self, view: PlanView) -> None:
        self.view = view
        self._component_at: dict[int, Component] = {}
        self._named: dict[str, Ref] = {}

    def add(self, records: Iterable[Record]) -> None:
        """Make entries known: components, facilities, offices."""
        for record in records:
            if isinstance(record, Component):
                for line in range(record.span.first, record.span.last + 1):
                    self._component_at.setdefault(line, record)
            elif isinstance(record, FacilityEntry):
                self._named.setdefault(letters(record.name), Ref(Kind.FACILITY, record.name, record.span.first))
            elif isinstance(record, OrganizationEntry):
                self._named.setdefault(letters(record.name), Ref(Kind.ORGANIZATION, record.name, record.span.first))

    def named(self, name: str) -> Ref | None:
        """The office or facility of this name, spaces and punctuation apart."""
        return self._named.get(letters(name))

    def component_of(self, node: Node) -> Ref | None:
        """The component in whose lines the node stands (its own title line included)."""
        for above in (node, *node.ancestors()):
            if above.table is not None:
                continue
            for line, _ in above.pieces[:1]:
                found = self._component_at.get(line)
                if found is not None:
                    return Ref(Kind.COMPONENT, found.title, found.span.first)
        return None

    def of(self, node: Node) -> Ref:
        """The nearest subject of a line: component, else project, else department."""
        return self.component_of(node) or self.view.scope(node).ref
