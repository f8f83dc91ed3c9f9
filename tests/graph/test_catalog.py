"""The catalogue: the dataset, the build, the cubes and their integrity constraints."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from pyoxigraph import Store

from mapper.checks import check_structure
from mapper.graph import DocumentGraph, catalog_quads
from mapper.graph.catalog import TABLE_CLASSES, place_documents
from mapper.graph.nodes import Nodes
from mapper.graph.sections import Holding
from mapper.keys import document_graph_iri
from tests.graph.sample import BASE, BUDGETS, release_of

PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX wp: <https://w3id.org/workplan/ns#>
"""

# Integrity constraints of the RDF Data Cube vocabulary (W3C 2014, section 11.1): each asks for a breach.
CONSTRAINTS = {
    "IC-1 one data set": "?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d }",
    "IC-2 one structure": "?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure/a qb:DataStructureDefinition }",
    "IC-3 a measure": "?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }",
    "IC-4 dimensions have ranges": "?d a qb:DimensionProperty FILTER NOT EXISTS { ?d rdfs:range ?r }",
    "IC-5 coded dimensions have lists": "?d a qb:DimensionProperty ; rdfs:range/rdfs:subClassOf* skos:Concept "
    "FILTER NOT EXISTS { ?d qb:codeList ?l }",
    "IC-6 only attributes are optional": "?s qb:component ?c . ?c qb:componentRequired false ; qb:dimension ?d",
    "IC-11 all dimensions": "?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d FILTER NOT EXISTS { ?o ?d ?v }",
    "IC-14 all measures": "?o qb:dataSet/qb:structure/qb:component/qb:measure ?m FILTER NOT EXISTS { ?o ?m ?v }",
    "IC-19 codes from the list": "?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d . "
    "?d qb:codeList ?l . ?o ?d ?v FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l }",
}


class Placed(NamedTuple):
    """A document of the catalogue."""

    doc: str
    holdings: tuple[Holding, ...]


def ask(store: Store, pattern: str) -> bool:
    """Whether the union of all graphs holds a pattern."""
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=True))


@pytest.mark.parametrize("pattern", CONSTRAINTS.values(), ids=CONSTRAINTS)
def test_the_cubes_are_well_formed(store: Store, pattern: str) -> None:
    assert ask(store, "?o a qb:Observation ; qb:dataSet/qb:structure/qb:component/qb:dimension ?d")
    assert not ask(store, pattern)


def test_no_two_observations_of_a_cube_agree_in_all_dimensions(store: Store) -> None:
    rows = store.query(
        PREFIXES + "SELECT ?o ?d ?v WHERE { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d . ?o ?d ?v }",
        use_default_graph_as_union=True,
    )
    cells: dict[str, list[tuple[str, str]]] = {}
    for row in rows:  # type: ignore[union-attr]
        cells.setdefault(str(row["o"]), []).append((str(row["d"]), str(row["v"])))
    keys = [tuple(sorted(cell)) for cell in cells.values()]
    assert len(keys) == len(set(keys)) > len(BUDGETS)


def test_the_dataset_counts_its_records_by_class(store: Store) -> None:
    assert ask(store, "?d a dcat:Dataset ; void:classPartition [ void:class wp:BudgetStatement ; void:entities 12 ]")
    assert ask(store, "?g void:classPartition [ void:class wp:Relation ; void:entities 9 ]")
    rows = store.query(
        PREFIXES + "SELECT (COUNT(*) AS ?n) WHERE { ?d a wp:BudgetStatement }", use_default_graph_as_union=True
    )
    assert next(iter(rows))["n"].value == "12"  # type: ignore[union-attr,arg-type]


def test_a_build_says_what_it_used_and_who_made_it(store: Store) -> None:
    assert ask(
        store,
        "?d a dcat:Dataset ; prov:wasGeneratedBy ?b . ?b a prov:Activity ; wp:programVersion '0.1.0' ; "
        "prov:used/wp:documentId 'hanbit-2023' ; prov:wasAssociatedWith/rdfs:label ?name",
    )


def test_the_account_of_lines_stands_on_the_document(store: Store) -> None:
    assert ask(store, "?d wp:documentId 'hanbit-2023' ; wp:proseLines 80 ; wp:unreadLines 0")


def test_every_table_has_a_class() -> None:
    assert len(TABLE_CLASSES) == 14


def test_the_same_release_gives_the_same_lines(sample_graph: DocumentGraph) -> None:
    first, second = (catalog_quads(release_of(sample_graph)) for _ in range(2))
    assert first == second
    assert list(first) == sorted(set(first))
    assert not [line for line in first if "dateTime" in line]
    assert all(line.endswith(f"<{BASE}graph/catalog> .") for line in first)


def test_the_catalogue_says_which_graph_holds_which_document_of_whom_for_which_year(store: Store) -> None:
    graph = f"<{document_graph_iri(BASE, 'hanbit-2023')}>"
    assert ask(store, f"{graph} a wp:DocumentGraph ; wp:holds/wp:documentId 'hanbit-2023' ; wp:documentNumber 1")
    assert ask(store, f"{graph} wp:holdsMunicipality/rdfs:label ?name ; wp:holdsYear ?year")
    assert ask(store, f"GRAPH {graph} {{ ?plan a wp:DepartmentPlan ; wp:department ?office }}")
    assert not ask(
        store,
        f"GRAPH {graph} {{ ?plan a wp:DepartmentPlan ; wp:department ?office }} "
        f"FILTER NOT EXISTS {{ {graph} wp:holdsDepartment ?office }}",
    )


def test_documents_are_numbered_by_municipality_and_id_and_those_of_two_municipalities_by_the_first() -> None:
    def held(*names: str) -> tuple[Holding, ...]:
        return tuple(Holding(name, f"id/municipality/{name}", f"id/department/{name}", None) for name in names)

    entries = {"b": held("나"), "c": held("가"), "a": held("나"), "d": held("다", "가")}
    nodes = Nodes()
    place_documents(nodes, BASE, [Placed(doc, holdings) for doc, holdings in entries.items()])
    numbers = {
        doc: next(pair for pair in nodes[f"<{document_graph_iri(BASE, doc)}>"] if "documentNumber" in pair)
        for doc in entries
    }
    assert sorted(entries, key=numbers.__getitem__) == ["c", "d", "a", "b"]


def test_what_the_catalogue_says_of_graphs_keeps_to_its_shapes(sample_graph: DocumentGraph) -> None:
    quads = catalog_quads(release_of(sample_graph))
    assert check_structure(quads, sample_graph.things).conforms
    broken = [line for line in quads if "holdsMunicipality" not in line]
    assert len(broken) < len(quads)
    assert not check_structure(broken, sample_graph.things).conforms
