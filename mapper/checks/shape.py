"""A shape as it is run: targets, tests of values, counts, comparisons, property shapes, SPARQL constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapper.checks.report import SH, Result
from mapper.checks.triples import Triples


class Graph:
    """What a validation sees: the triples of a document, and which nodes are of a class, closed lists included."""

    def __init__(self, triples: Triples, codes: dict[str, frozenset[str]]) -> None:
        self.triples = triples
        self._codes = codes
        self._members: dict[str, frozenset[str]] = {}

    def is_instance(self, node: str, rdf_class: str) -> bool:
        """Whether a node of the document, or a concept of the ontology, has the class."""
        members = self._members.get(rdf_class)
        if members is None:
            members = frozenset(self.triples.instances(rdf_class)) | self._codes.get(rdf_class, frozenset())
            self._members[rdf_class] = members
        return node in members


ValueTest = Callable[[str, Graph], bool]
"""Whether a value conforms."""
PairTest = Callable[[str, str], bool]
"""Whether a value and one of another property conform."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (no path) or a property shape of one predicate."""

    iri: str
    severity: str
    path: str
    min_count: int
    max_count: int | None
    tests: tuple[tuple[str, ValueTest], ...]
    """Constraint components with their tests."""
    pairs: tuple[tuple[str, str, PairTest], ...]
    """Constraint components with the other predicate and their tests."""
    properties: tuple[Shape, ...]

    def run(self, graph: Graph, focus: Sequence[str]) -> Iterator[Result]:
        """The results for some focus nodes, all at once."""
        if self.path:
            yield from self._run_counts(graph, focus)
            yield from self._run_pairs(graph, focus)
            objects = graph.triples.of(self.path)
            values: Iterable[str] = {value for node in focus if node in objects for value in objects[node]}
        else:
            values = focus
        failed = {value: found for value in values if (found := self._failed(graph, value))} if self.tests else {}
        if failed:
            yield from self._failures(graph, focus, failed)
        inner = sorted(values) if self.path and self.properties else focus
        for property_shape in self.properties:
            yield from property_shape.run(graph, inner)

    def conforms(self, graph: Graph, node: str) -> bool:
        """Whether one node has no result."""
        return next(self.run(graph, (node,)), None) is None

    def _failed(self, graph: Graph, value: str) -> list[str]:
        """The components that a value fails."""
        return [component for component, test in self.tests if not test(value, graph)]

    def _failures(self, graph: Graph, focus: Sequence[str], failed: dict[str, list[str]]) -> Iterator[Result]:
        """One result for each focus node, failed value and component."""
        for node in focus:
            for value in graph.triples.objects(node, self.path) if self.path else (node,):
                for component in failed.get(value, ()):
                    yield self.result(node, component, value)

    def _run_counts(self, graph: Graph, focus: Sequence[str]) -> Iterator[Result]:
        """Too few or too many values."""
        objects = graph.triples.of(self.path)
        if self.min_count == 1:
            yield from (self.result(node, "MinCount") for node in focus if node not in objects)
        elif self.min_count:
            few = (node for node in focus if len(objects.get(node, ())) < self.min_count)
            yield from (self.result(node, "MinCount") for node in few)
        if self.max_count is not None:
            many = (node for node in focus if node in objects and len(objects[node]) > self.max_count)
            yield from (self.result(node, "MaxCount") for node in many)

    def _run_pairs(self, graph: Graph, focus: Sequence[str]) -> Iterator[Result]:
        """Values that disagree with those of another property."""
        for component, other, test in self.pairs:
            for node in focus:
                against = graph.triples.objects(node, other)
                for value in graph.triples.objects(node, self.path):
                    if not all(test(value, limit) for limit in against):
                        yield self.result(node, component, value)

    def result(self, node: str, component: str, value: str = "", message: str = "") -> Result:
        """A result of this shape."""
        name = f"{SH}{component}ConstraintComponent"
        return Result(self.iri, node, self.path, value, name, self.severity, message)
