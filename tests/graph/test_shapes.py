"""The structure shapes: they hold for what is written, and each is alive: one planted damage yields just that shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, Literal, URIRef
from rdflib.collection import Collection

from mapper.resources import ontology_file
from mapper.vocabulary import WP
from tests.graph.sample import BASE

Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]
SHAPES = rdflib.Namespace("https://w3id.org/workplan/shapes#")
STRANGE = URIRef("https://elsewhere.example.org/nothing")
FINDING = URIRef(BASE + "id/finding/0123456789ab")
FINDING_TURTLE = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX wp: <{WP.Finding.removesuffix("Finding")}>
<{FINDING}> a wp:Finding, sh:ValidationResult ; rdfs:label "합계" ; wp:document <{BASE}id/document/555d3723799c> ;
    wp:findingKind wp:findingKind-sum ; wp:linesText "11;12-13" ; wp:description "합계가 다르다" ;
    wp:expectedText "4" ; wp:foundText "3" ; sh:sourceShape <{STRANGE}> ; sh:resultSeverity sh:Warning .
"""


WIDER = {SHAPES["IdentityLink-linkFrom"]: {SHAPES["Link-linkFrom"]}}
"""Shapes of the same property that take what a narrower one refuses."""
FURTHER = {SHAPES["Evidence-lastLine"]: {SHAPES["Evidence-firstLine"]}}
"""Shapes that a damage breaks besides: the first line is compared with the last."""


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """The structure shapes."""
    return rdflib.Graph().parse(ontology_file("shapes/structure.ttl"), format="turtle")


@pytest.fixture(scope="module")
def valid(union: rdflib.Graph) -> rdflib.Graph:
    """The sample release with a finding."""
    graph = rdflib.Graph()
    for triple in union:
        graph.add(triple)
    return graph.parse(data=FINDING_TURTLE, format="turtle")


def failures(graph: rdflib.Graph, shapes: rdflib.Graph) -> dict[rdflib.term.Node, set[rdflib.term.Node]]:
    """The shapes that fail, by focus node."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    found: defaultdict[rdflib.term.Node, set[rdflib.term.Node]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        found[report.value(result, SH.focusNode)].add(report.value(result, SH.sourceShape))  # type: ignore[index,arg-type]
    return dict(found)


class Damages:
    """Plants one damage per node, as many at a time as there are nodes for."""

    def __init__(self, valid: rdflib.Graph, shapes: rdflib.Graph) -> None:
        self.valid, self.shapes = valid, shapes
        self.node_shapes = list(shapes.subjects(SH.targetClass, None, unique=True))
        self.property_shapes = list(shapes.subjects(RDF.type, SH.PropertyShape, unique=True))
        self.targets = {
            property_shape: shapes.value(shape, SH.targetClass)
            for shape in self.node_shapes
            for property_shape in shapes.objects(shape, SH.property)
        }

    def nodes_of(self, property_shape: rdflib.term.Node) -> list[rdflib.term.Node]:
        """The focus nodes of a property shape."""
        return sorted(self.valid.subjects(RDF.type, self.targets[property_shape], unique=True))

    def path(self, property_shape: rdflib.term.Node) -> rdflib.term.Node:
        """Its property."""
        path = self.shapes.value(property_shape, SH.path)
        assert path is not None
        return path

    def shapes_at(self, node: rdflib.term.Node, path: rdflib.term.Node) -> set[rdflib.term.Node]:
        """All property shapes that speak of a property of a node."""
        classes = set(self.valid.objects(node, RDF.type))
        return {p for p in self.property_shapes if self.path(p) == path and self.targets[p] in classes}

    def rounds(
        self, todo: list[rdflib.term.Node], *, alone: bool
    ) -> Iterator[dict[rdflib.term.Node, rdflib.term.Node]]:
        """Pairs of a node and the shape to break at it, each node once a round."""
        left = list(todo)
        while left:
            chosen: dict[rdflib.term.Node, rdflib.term.Node] = {}
            for property_shape in left:
                path = self.path(property_shape)
                for node in self.nodes_of(property_shape):
                    if node not in chosen and (not alone or self.shapes_at(node, path) == {property_shape}):
                        chosen[node] = property_shape
                        break
            assert chosen, f"no focus node for {left}"
            yield chosen
            left = [property_shape for property_shape in left if property_shape not in chosen.values()]

    def copy(self) -> rdflib.Graph:
        """The valid graph, to be damaged."""
        graph = rdflib.Graph()
        for triple in self.valid:
            graph.add(triple)
        return graph

    def wrong_value(self, property_shape: rdflib.term.Node) -> rdflib.term.Node | None:
        """A value that the shape forbids; none where it takes any."""
        if self.shapes.value(property_shape, SH["in"]) or self.shapes.value(property_shape, SH["class"]):
            return STRANGE
        if self.shapes.value(property_shape, SH.nodeKind):
            return Literal("text")
        if self.shapes.value(property_shape, SH["or"]):
            return Literal("2022-13")
        datatype = self.shapes.value(property_shape, SH.datatype)
        if datatype is None:
            return None
        return Literal(7) if datatype == rdflib.XSD.string else Literal("7")


@pytest.fixture(scope="module")
def damages(valid: rdflib.Graph, shapes: rdflib.Graph) -> Damages:
    """Something to plant damages with."""
    return Damages(valid, shapes)


def test_what_is_written_conforms(valid: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert failures(valid, shapes) == {}


def test_every_shape_has_focus_nodes(damages: Damages) -> None:
    for shape in damages.node_shapes:
        assert next(damages.valid.subjects(RDF.type, damages.shapes.value(shape, SH.targetClass)), None), shape
    for property_shape in damages.property_shapes:
        path = damages.path(property_shape)
        assert any((node, path, None) in damages.valid for node in damages.nodes_of(property_shape)), property_shape


def test_a_missing_value_breaks_just_the_shape_that_wants_it(damages: Damages) -> None:
    wanted = [p for p in damages.property_shapes if damages.shapes.value(p, SH.minCount)]
    assert len(wanted) > 120
    for chosen in damages.rounds(wanted, alone=False):
        graph = damages.copy()
        for node, property_shape in chosen.items():
            graph.remove((node, damages.path(property_shape), None))
        assert failures(graph, damages.shapes) == {node: {shape} for node, shape in chosen.items()}


def test_a_wrong_value_breaks_just_the_shapes_of_its_property(damages: Damages) -> None:
    typed = [p for p in damages.property_shapes if damages.wrong_value(p) is not None]
    shared = [p for p in typed if all(len(damages.shapes_at(n, damages.path(p))) > 1 for n in damages.nodes_of(p))]
    assert len(typed) > 220
    for todo, alone in (([p for p in typed if p not in shared], True), (shared, False)):
        for chosen in damages.rounds(todo, alone=alone):
            graph, expected = damages.copy(), {}
            for node, property_shape in chosen.items():
                path = damages.path(property_shape)
                graph.set((node, path, damages.wrong_value(property_shape)))
                wider = WIDER.get(property_shape, set())
                expected[node] = damages.shapes_at(node, path) - wider | FURTHER.get(property_shape, set())
            assert failures(graph, damages.shapes) == expected


def test_a_second_value_breaks_the_shapes_that_want_one(damages: Damages) -> None:
    single = [p for p in damages.property_shapes if damages.shapes.value(p, SH.maxCount) == Literal(1)]
    assert len(single) > 200
    for chosen in damages.rounds(single, alone=False):
        graph = damages.copy()
        for node, property_shape in chosen.items():
            path = damages.path(property_shape)
            for value in (*damages.valid.objects(None, path), Literal("one"), Literal("two")):
                if len(set(graph.objects(node, path))) < 2:
                    graph.add((node, path, value))
        found = failures(graph, damages.shapes)
        assert all(shape in found.get(node, ()) for node, shape in chosen.items())
        assert set(found) == set(chosen)


@pytest.mark.parametrize(
    ("shape", "subject", "path", "value"),
    [
        ("OrganizationEntry", WP.OrganizationEntry, WP.parent, None),
        ("BudgetStatement", "unit price", WP.additive, Literal(True)),
        ("Evidence-firstLine", WP.Evidence, WP.firstLine, Literal(1000)),
        ("Evidence-lastLine", WP.Evidence, WP.lastLine, Literal(0)),
        ("Evidence-firstPage", WP.Evidence, WP.firstPage, Literal(0)),
        ("Record-line", WP.DutyStatement, WP.line, Literal("0")),
        ("Record-rule", WP.DutyStatement, WP.rule, Literal("By hand")),
        ("BudgetStatement-fiscalYear", WP.BudgetStatement, WP.fiscalYear, Literal("2023년")),
        ("Document-digest", WP.Document, WP.digest, Literal("abc")),
        ("DutyStatement-text", WP.DutyStatement, WP.text, Literal("")),
        ("CommitteeEntry-members", WP.CommitteeEntry, WP.members, Literal(-1)),
        ("Finding-linesText", WP.Finding, WP.linesText, Literal("11;")),
    ],
)
def test_bounds_patterns_and_rules_across_properties_hold(
    valid: rdflib.Graph, shapes: rdflib.Graph, shape: str, subject: str, path: str, value: Literal | None
) -> None:
    if subject == "unit price":
        nodes = valid.subjects(URIRef(WP.stage), URIRef(WP.stage + "-unit_price"))
    else:
        nodes = valid.subjects(RDF.type, URIRef(subject))
    node = min(nodes)
    graph = rdflib.Graph()
    for triple in valid:
        graph.add(triple)
    graph.set((node, URIRef(path), value if value is not None else node))
    expected = {SHAPES[shape]}
    assert failures(graph, shapes)[node] == expected | set().union(*(FURTHER.get(one, set()) for one in expected))


def test_a_circle_of_offices_is_found_at_each_of_them(valid: rdflib.Graph, shapes: rdflib.Graph) -> None:
    graph = rdflib.Graph()
    for triple in valid:
        graph.add(triple)
    bureau, team = (
        next(
            node
            for node in valid.subjects(URIRef(WP.name), Literal(name))
            if (node, RDF.type, URIRef(WP.OrganizationEntry)) in valid
        )
        for name in ("기획국", "통신팀")
    )
    graph.set((bureau, URIRef(WP.parent), team))
    assert len(failures(graph, shapes)) == 3


def test_a_list_of_codes_is_closed(shapes: rdflib.Graph) -> None:
    lists = [list(Collection(shapes, node)) for node in shapes.objects(None, SH["in"])]
    assert len(lists) > 15
    assert all(len(items) == len(set(items)) for items in lists)
