"""What follows from the ontology is in the data: one ASK for each axiom, without a reasoner."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from mapper.graph.nquads import RDFS
from mapper.graph.ontology import OWL, SKOS, load_ontology
from mapper.vocabulary import WP, WP_NAMESPACE

ONTOLOGY = load_ontology()
CLASS_AXIOMS = [(low, high) for low in ONTOLOGY.classes() for high in ONTOLOGY.closure(low, RDFS + "subClassOf")[1:]]
PROPERTY_AXIOMS = [
    (low, high) for low in ONTOLOGY.properties() for high in ONTOLOGY.closure(low, RDFS + "subPropertyOf")[1:]
]
IN_FINDINGS = {WP.Finding, WP.about, WP.findingKind, WP.description, WP.mends}
NOT_IN_THE_SAMPLE = {
    "findings are written by mapper.checks": IN_FINDINGS,
    "a class that only groups others": {WP.Code},
    "stands for three datatypes of XSD": {WP.PartialDate},
    "the type of a notation": {WP.legalDistrictCode},
    "classes of closed lists: their concepts are written, typed in the graph of the ontology": {
        term for term in ONTOLOGY.classes() if WP.Code in ONTOLOGY.closure(term, RDFS + "subClassOf")[1:]
    },
}
"""Terms that are declared and not written for the sample plan, with the reason."""


def ask(store: Store, query: str) -> bool:
    """Whether the union of all graphs holds a pattern."""
    return bool(store.query(query, use_default_graph_as_union=True))


def name(term: str) -> str:
    """A short name for the report of the tests."""
    return term.rpartition("#")[2].rpartition("/")[2]


def test_there_are_axioms_to_ask_for() -> None:
    assert len(CLASS_AXIOMS) > 150
    assert len(PROPERTY_AXIOMS) > 50


@pytest.mark.parametrize(("low", "high"), CLASS_AXIOMS, ids=lambda term: name(term))
def test_every_node_of_a_class_has_the_class_above_it(store: Store, low: str, high: str) -> None:
    assert not ask(store, f"ASK {{ ?x a <{low}> FILTER NOT EXISTS {{ ?x a <{high}> }} }}")
    assert low in IN_FINDINGS or ask(store, f"ASK {{ ?x a <{low}>, <{high}> }}"), "no node of this class in the sample"


@pytest.mark.parametrize(("low", "high"), PROPERTY_AXIOMS, ids=lambda term: name(term))
def test_every_value_of_a_property_is_one_of_the_property_above_it(store: Store, low: str, high: str) -> None:
    assert not ask(store, f"ASK {{ ?x <{low}> ?y FILTER NOT EXISTS {{ ?x <{high}> ?y }} }}")
    assert low in IN_FINDINGS or ask(store, f"ASK {{ ?x <{low}> ?y ; <{high}> ?y }}"), "not used in the sample"


def test_every_own_class_has_a_class_of_a_standard_above_it() -> None:
    alone = [
        term
        for term in ONTOLOGY.classes()
        if all(above.startswith(WP_NAMESPACE) for above in ONTOLOGY.closure(term, RDFS + "subClassOf"))
    ]
    assert alone == []


def test_broader_concepts_are_closed_over(store: Store) -> None:
    assert ask(
        store,
        f"ASK {{ <{WP_NAMESPACE}assetClass-server> <{SKOS}broaderTransitive> <{WP_NAMESPACE}assetClass-computing> }}",
    )
    assert not ask(store, f"ASK {{ ?x <{SKOS}broader> ?y FILTER NOT EXISTS {{ ?x <{SKOS}broaderTransitive> ?y }} }}")


@pytest.mark.parametrize(
    "pattern",
    [
        "?x a <http://www.w3.org/ns/org#OrganizationalUnit> . "
        "?x <http://www.w3.org/2000/01/rdf-schema#label> '정보통신과'",
        "?x <http://www.w3.org/ns/org#subOrganizationOf> ?y . ?y <https://schema.org/name> '기획국'",
        "?x <http://purl.org/linked-data/sdmx/2009/measure#obsValue> 20 . "
        "?x a <http://purl.org/linked-data/cube#Observation>",
        "?x <http://data.openbudgets.eu/ontology/dsd/measure/amount> 900000",
        "?x <http://www.w3.org/ns/prov#wasDerivedFrom>/<http://www.w3.org/ns/oa#hasSource> ?text",
        "?x a <http://xmlns.com/foaf/0.1/Project> ; <https://schema.org/name> '공공와이파이 확대'",
        "?x a <http://data.europa.eu/m8g/PublicOrganisation> ; <http://purl.org/dc/terms/spatial> ?territory",
    ],
)
def test_a_query_in_terms_of_standards_alone_finds_the_data(store: Store, pattern: str) -> None:
    assert ask(store, f"ASK {{ {pattern} }}")


def test_no_class_is_above_itself() -> None:
    for term in ONTOLOGY.classes():
        for above in ONTOLOGY.objects(term, RDFS + "subClassOf"):
            assert term not in ONTOLOGY.closure(above, RDFS + "subClassOf")
    assert OWL + "Class" in ONTOLOGY.objects(WP.Record, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def test_every_declared_term_is_written_or_explained(all_lines: list[str]) -> None:
    data = [line for line in all_lines if not line.endswith("graph/ontology> .")]
    written = {part[1:-1] for line in data for part in line.split(" ")[1:3] if part.startswith(f"<{WP_NAMESPACE}")}
    explained = {term for terms in NOT_IN_THE_SAMPLE.values() for term in terms}
    declared = {*ONTOLOGY.classes(), *ONTOLOGY.properties(), *ONTOLOGY.own(RDFS + "Datatype")}
    assert declared - written == explained
    assert {term for term in written if "-" not in term.rpartition("#")[2]} <= declared | {
        WP_NAMESPACE,
        WP.BudgetStructure,
        WP.StaffingStructure,
        WP.FundingSources,
        WP.SeriesList,
        WP.Grades,
    }
