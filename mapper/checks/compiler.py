"""Reads shapes from Turtle and compiles them: what is not known here is named, and left to pySHACL."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, parse

from mapper.checks.report import SH
from mapper.checks.shape import Graph, PairTest, Shape, ValueTest
from mapper.checks.sparql import Query, compile_query
from mapper.checks.triples import RDF_TYPE, iri_of, read_literal
from mapper.checks.values import (
    class_test,
    compares,
    datatype_test,
    max_length_test,
    min_length_test,
    node_kind_test,
    pattern_test,
    range_test,
)
from mapper.vocabulary import WP

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST, _REST = f"<{_RDF}first>", f"<{_RDF}rest>"
_TESTS: Final[Mapping[str, Callable[[str], ValueTest]]] = {
    "datatype": datatype_test,
    "class": class_test,
    "nodeKind": node_kind_test,
    "minLength": min_length_test,
    "maxLength": max_length_test,
    "pattern": pattern_test,
    "minInclusive": range_test(operator.ge),
    "minExclusive": range_test(operator.gt),
    "maxInclusive": range_test(operator.le),
    "maxExclusive": range_test(operator.lt),
}
_PAIRS: Final[Mapping[str, PairTest]] = {"lessThan": compares(operator.lt), "lessThanOrEquals": compares(operator.le)}
_TARGETS: Final = tuple(
    f"<{SH}{name}>" for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)
_SILENT: Final = frozenset({"name", "description", "message", "order", "group", "severity", "deactivated", "property"})
_HANDLED: Final = _SILENT | {*_TESTS, *_PAIRS, "path", "minCount", "maxCount", "in", "or", "sparql", "targetClass"}


class UnknownShapeError(ValueError):
    """A shape that uses what is not compiled here."""


@dataclass(frozen=True, slots=True)
class Target:
    """A compiled shape with the classes whose instances it judges."""

    shape: Shape
    classes: tuple[str, ...]
    """Terms, in angle brackets."""
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What an audit shape says of its results."""

    kind: str
    """IRI of a concept of `wp:FindingKinds`."""
    severity: str
    messages: Mapping[str, str]
    """By language; `{?expected}` and `{?value}` stand for figures."""


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """A file of shapes, ready to run."""

    path: Path
    targets: tuple[Target, ...]
    uncompiled: tuple[str, ...]
    """IRIs of the shapes that pySHACL has to run."""
    predicates: frozenset[str]
    """Terms of all predicates that the compiled shapes look at."""
    notes: Mapping[str, Notes]
    """By IRI of the shape, for those that name a kind of finding."""


@cache
def compile_shapes(path: Path) -> CompiledShapes:
    """Compile a Turtle file of shapes; done once a process."""
    source = _Source(path)
    targets, uncompiled = [], []
    for node in source.with_targets():
        if source.flag(node, "deactivated"):
            continue
        try:
            targets.append(source.target(node))
        except UnknownShapeError:
            uncompiled.append(iri_of(node))
    predicates = {RDF_TYPE}.union(*(_predicates_of(target.shape) for target in targets))
    predicates.update(iri for target in targets for query in target.queries for iri in query.iris)
    notes = {iri_of(node): found for node in source.with_targets() if (found := source.notes(node))}
    return CompiledShapes(path, tuple(targets), tuple(uncompiled), frozenset(predicates), notes)


def _predicates_of(shape: Shape) -> Iterator[str]:
    """The predicates that a shape and its property shapes look at."""
    if shape.path:
        yield shape.path
    yield from (other for _, other, _ in shape.pairs)
    for property_shape in shape.properties:
        yield from _predicates_of(property_shape)


class _Source:
    """The triples of a shapes file."""

    def __init__(self, path: Path) -> None:
        self._index: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            self._index[str(quad.subject)][str(quad.predicate)].append(str(quad.object))

    def with_targets(self) -> list[str]:
        """Shapes that say what they judge; those without are judged with by others."""
        return [node for node, pairs in self._index.items() if any(name in pairs for name in _TARGETS)]

    def objects(self, node: str, name: str) -> list[str]:
        """The objects of a SHACL property."""
        return self._index[node][f"<{SH}{name}>"]

    def one(self, node: str, name: str, default: str = "") -> str:
        """The object of a SHACL property that has at most one."""
        found = self.objects(node, name)
        if len(found) > 1:
            raise UnknownShapeError(name)
        return found[0] if found else default

    def flag(self, node: str, name: str) -> bool:
        """A boolean that is true."""
        text = read_literal(self.one(node, name))
        return text is not None and text.lexical in {"true", "1"}

    def target(self, node: str) -> Target:
        """A node shape with a class as target; raises UnknownShapeError for any other."""
        if self.objects(node, "path"):
            raise UnknownShapeError("a property shape with a target")
        classes = tuple(self.objects(node, "targetClass"))
        queries = [self._query(constraint, one) for constraint in self.objects(node, "sparql") for one in classes]
        return Target(self.shape(node), classes, tuple(queries))

    def shape(self, node: str) -> Shape:
        """A node or property shape; raises UnknownShapeError where it uses what is not known."""
        used = {p[len(SH) + 1 : -1] for p in self._index[node] if p.startswith(f"<{SH}")}
        if used - _HANDLED or (not self.objects(node, "targetClass") and "sparql" in used):
            raise UnknownShapeError(", ".join(sorted(used - _HANDLED)))
        path = self.one(node, "path")
        if path and not path.startswith("<"):
            raise UnknownShapeError("a path of several steps")
        return Shape(
            iri=iri_of(node),
            severity=iri_of(self.one(node, "severity", f"<{SH}Violation>")),
            path=path,
            min_count=self._count(node, "minCount") or 0,
            max_count=self._count(node, "maxCount"),
            tests=tuple(self._tests(node)),
            pairs=tuple(
                (_component(name), other, test) for name, test in _PAIRS.items() for other in self.objects(node, name)
            ),
            properties=tuple(
                self.shape(inner) for inner in self.objects(node, "property") if not self.flag(inner, "deactivated")
            ),
        )

    def notes(self, node: str) -> Notes | None:
        """What an audit shape says of its results; None for a shape that names no kind of finding."""
        kinds = self._index[node][f"<{WP.findingKind}>"]
        if not kinds:
            return None
        said = (text for query in self.objects(node, "sparql") for text in self.objects(query, "message"))
        messages = {text.language: text.lexical for text in map(read_literal, said) if text}
        return Notes(iri_of(kinds[0]), iri_of(self.one(node, "severity", f"<{SH}Violation>")), messages)

    def _count(self, node: str, name: str) -> int | None:
        """A count of values."""
        text = read_literal(self.one(node, name))
        return int(text.lexical) if text else None

    def _tests(self, node: str) -> Iterator[tuple[str, ValueTest]]:
        """The value tests of a shape."""
        for name, build in _TESTS.items():
            for parameter in self.objects(node, name):
                try:
                    yield _component(name), build(parameter)
                except ValueError as error:
                    raise UnknownShapeError(name) from error
        for head in self.objects(node, "in"):
            yield "In", _in_test(frozenset(self._list(head)))
        for head in self.objects(node, "or"):
            yield "Or", _or_test([self.shape(member) for member in self._list(head)])

    def _query(self, constraint: str, target_class: str) -> Query:
        """A SPARQL constraint, made to judge all instances of a class at once."""
        if self.flag(constraint, "deactivated"):
            raise UnknownShapeError("a constraint that is switched off")
        select = read_literal(self.one(constraint, "select"))
        query = compile_query(select.lexical if select else "", self._prefixes(constraint), target_class)
        if query is None:
            raise UnknownShapeError("sparql")
        return query

    def _prefixes(self, constraint: str) -> dict[str, str]:
        """The namespaces that a constraint may use."""
        declared = [one for graph in self.objects(constraint, "prefixes") for one in self.objects(graph, "declare")]
        texts = [(read_literal(self.one(one, "prefix")), read_literal(self.one(one, "namespace"))) for one in declared]
        return {prefix.lexical: namespace.lexical for prefix, namespace in texts if prefix and namespace}

    def _list(self, head: str) -> Iterator[str]:
        """The members of an RDF list."""
        while head != f"<{_RDF}nil>":
            (member,), (head,) = self._index[head][_FIRST], self._index[head][_REST]
            yield member


def _component(name: str) -> str:
    """The constraint component of a parameter, without namespace and ending."""
    return name[0].upper() + name[1:]


def _in_test(members: frozenset[str]) -> ValueTest:
    """`sh:in`: the value is one of the list."""
    return lambda value, graph: value in members


def _or_test(shapes: Sequence[Shape]) -> ValueTest:
    """`sh:or`: the value conforms to one shape or more."""

    def test(value: str, graph: Graph) -> bool:
        return any(shape.conforms(graph, value) for shape in shapes)

    return test
