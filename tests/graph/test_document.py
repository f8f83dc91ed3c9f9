"""The graph of a document: sorted, stable, complete, each statement leading to its line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from mapper.errors import StructureError, UsageError
from mapper.graph import DocumentGraph, catalog_quads, document_graph, ontology_graph_quads
from mapper.graph.forms import decimal
from mapper.graph.things import law_title
from mapper.metadata import DocumentMetadata, Licence
from mapper.records import (
    BudgetStatement,
    DepartmentPlan,
    FacilityEntry,
    Kind,
    MetricStatement,
    Milestone,
    MilestoneKind,
    OrganizationEntry,
    OrganizationKind,
    Project,
    Record,
    Ref,
    Restatement,
    Span,
)
from mapper.vocabulary import WP_NAMESPACE
from tests.graph.sample import (
    BASE,
    BUDGETS,
    DEPARTMENT,
    METADATA,
    METRICS,
    ORGANIZATIONS,
    PLAN,
    PROJECT,
    RECORDS,
    SAMPLE,
    at,
    budget,
    document,
    release_of,
)

PREFIXES = f"""
PREFIX wp: <{WP_NAMESPACE}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def ask(graph_or_store: DocumentGraph | Store, select: str) -> list[tuple[str, ...]]:
    """The rows of a query over a document's graph with its things and the ontology, as texts."""
    store = graph_or_store
    if isinstance(graph_or_store, DocumentGraph):
        store = Store()
        lines = [*graph_or_store.quads, *graph_or_store.things, *ontology_graph_quads(BASE), ""]
        store.bulk_load("\n".join(lines).encode(), format=RdfFormat.N_QUADS)
    assert isinstance(store, Store)
    rows = store.query(PREFIXES + select, use_default_graph_as_union=True)
    return [tuple("" if value is None else value.value for value in row) for row in rows]  # type: ignore[union-attr]


def graph_of(*records: Record, doc: str = "hanbit-2023") -> DocumentGraph:
    """The graph of a plan with these records."""
    return document_graph(document((PLAN, *records), doc=doc), base=BASE)


def test_lines_are_sorted_unique_and_end_with_a_point(sample_graph: DocumentGraph) -> None:
    for lines in (sample_graph.quads, sample_graph.things):
        assert list(lines) == sorted(set(lines))
        assert sorted(lines) == sorted(lines, key=lambda line: line.encode())
        assert all(line.endswith(" .") and "\n" not in line for line in lines)


def test_every_quad_stands_in_the_named_graph_and_none_has_a_blank_node(all_lines: list[str]) -> None:
    graphs = {
        quad.graph_name.value: quad
        for quad in parse("\n".join(all_lines), format=RdfFormat.N_QUADS)
        if "_:" not in str(quad)
    }
    assert len(list(parse("\n".join(all_lines), format=RdfFormat.N_QUADS))) == len(all_lines)
    assert set(graphs) == {
        BASE + "graph/document/555d3723799c",
        BASE + "graph/things",
        BASE + "graph/links",
        BASE + "graph/identities",
        BASE + "graph/territories",
        BASE + "graph/ontology",
        BASE + "graph/catalog",
    }
    assert not [line for line in all_lines if line.startswith("_:") or " _:" in line]


def test_every_iri_of_the_data_is_ascii(sample_graph: DocumentGraph) -> None:
    for quad in parse("\n".join([*sample_graph.quads, *sample_graph.things]), format=RdfFormat.N_QUADS):
        assert str(quad.subject).isascii()
        assert str(quad.predicate).isascii()


def test_a_triple_stands_in_one_graph_only(sample_graph: DocumentGraph) -> None:
    other = document_graph(document((PLAN, *ORGANIZATIONS, BUDGETS[0]), doc="hanbit-2024"), base=BASE)
    things = sorted({*sample_graph.things, *other.things})
    graphs = [
        sample_graph.quads,
        other.quads,
        things,
        ontology_graph_quads(BASE),
        catalog_quads(release_of(sample_graph)),
    ]
    triples = [{line.rpartition(" <")[0] for line in lines} for lines in graphs]
    for one, another in combinations(triples, 2):
        assert not one & another


def test_all_that_documents_say_of_a_thing_is_the_same(sample_graph: DocumentGraph) -> None:
    other = document_graph(replace(SAMPLE, doc="hanbit-2024"), base=BASE, metadata=METADATA)
    assert other.things == sample_graph.things


def test_the_same_records_give_the_same_bytes_whatever_the_hash_seed(sample_graph: DocumentGraph) -> None:
    program = (
        "import hashlib; from mapper.graph import *; from tests.graph.sample import *; "
        "g = document_graph(SAMPLE, base=BASE, metadata=METADATA); "
        "lines = [*g.quads, *g.things, *ontology_graph_quads(BASE), *catalog_quads(release_of(g))]; "
        "print(hashlib.sha256('\\n'.join(lines).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(digests) == 1


def test_counts_and_iris_follow_the_records(sample_graph: DocumentGraph) -> None:
    assert len(sample_graph.record_iris) == len(set(sample_graph.record_iris)) == len(RECORDS)
    assert sample_graph.counts["BudgetStatement"] == len(BUDGETS)
    subjects = {line.partition(" ")[0][1:-1] for line in sample_graph.quads}
    assert {*sample_graph.record_iris, *sample_graph.relation_iris} <= subjects


def iris_of(*records: Record) -> tuple[str, ...]:
    """The IRIs of records in a plan."""
    return graph_of(*records).record_iris[1:]


def test_a_changed_amount_is_the_same_statement() -> None:
    assert iris_of(budget(10, PROJECT, "2023", 5)) == iris_of(budget(10, PROJECT, "2023", 6))
    old = METRICS[0]
    assert iris_of(old) == iris_of(replace(old, value=Decimal(3), printed="3"))


def test_a_moved_line_is_the_same_statement() -> None:
    moved = Ref(Kind.PROJECT, PROJECT.name, 24)
    assert iris_of(budget(10, PROJECT, "2023", 5)) == iris_of(budget(14, moved, "2023", 5, block="t14"))


def test_another_key_is_another_statement() -> None:
    statement = budget(10, PROJECT, "2023", 5)
    others = (
        budget(10, PROJECT, "2024", 5),
        budget(10, PROJECT, "2023", 5, source="구비"),
        budget(10, PROJECT, "2023", 5, category="경상"),
        budget(10, DEPARTMENT, "2023", 5),
    )
    assert len({*iris_of(statement), *(iris_of(other)[0] for other in others)}) == 5


def test_statements_with_one_key_are_told_apart_by_a_running_number() -> None:
    first, second = budget(10, PROJECT, "2023", 5), budget(11, PROJECT, "2023", 6)
    one, two = iris_of(first, second)
    assert one != two
    assert iris_of(first) == (one,)


def test_equal_records_are_two_nodes_with_the_same_running_order() -> None:
    twice = (budget(10, PROJECT, "2023", 5), budget(10, PROJECT, "2023", 5))
    assert len(set(iris_of(*twice))) == 2


def test_a_project_is_known_by_its_number_else_by_its_line() -> None:
    numbered = Project(span=at(20), rule="by-hand", number="1", title="가")
    assert iris_of(numbered) == iris_of(replace(numbered, title="나", span=at(30)))
    unnumbered = Project(span=at(20), rule="by-hand", title="가")
    assert iris_of(unnumbered) == iris_of(replace(unnumbered, title="나"))
    assert iris_of(unnumbered) != iris_of(replace(unnumbered, span=at(30)))


def test_every_record_leads_to_its_lines_in_one_step(store: Store) -> None:
    found = ask(
        store,
        "SELECT ?row ?line ?first ?last ?doc WHERE { ?row a wp:Record ; wp:line ?line ; wp:statedAt ?e . "
        "?e wp:firstLine ?first ; wp:lastLine ?last ; oa:hasSource/prov:wasDerivedFrom/wp:documentId ?doc }",
    )
    rows = {row[0]: row[1:] for row in found}
    graph = document_graph(SAMPLE, base=BASE)
    for iri, record in zip(graph.record_iris, RECORDS, strict=True):
        first, last = record.span
        assert rows[iri] == (str(record.span), str(first), str(last), SAMPLE.doc)
    records = ask(store, "SELECT ?row WHERE { ?row a wp:Record }")
    assert len(records) == len(rows) > len(RECORDS) + len(SAMPLE.relations)


def test_further_lines_are_evidence_too(store: Store) -> None:
    found = ask(
        store,
        "SELECT ?first WHERE { ?row wp:reading wp:reading-mended ; prov:wasDerivedFrom ?e . ?e wp:firstLine ?first } "
        "ORDER BY ?first",
    )
    assert found == [("21",), ("22",), ("23",)]


def test_lines_that_say_the_same_again_are_evidence(store: Store) -> None:
    found = ask(
        store, "SELECT ?first WHERE { ?row wp:repeatedAt ?e ; prov:wasDerivedFrom ?e . ?e wp:firstLine ?first }"
    )
    assert found == [("16",)]


def test_evidence_is_shared_by_what_stands_there(sample_graph: DocumentGraph) -> None:
    spans = {
        span
        for record in (*SAMPLE.records, *SAMPLE.relations)
        for span in (record.span, *record.support, *record.repeats)
    }
    spans |= {correction.span for correction in SAMPLE.corrections}
    made = {Span(ref.line, ref.line) for ref in (Ref(Kind.PROGRAMME, "", 15), Ref(Kind.ORGANIZATION, "", 2))}
    nodes = {line.partition(" ")[0] for line in sample_graph.quads if "/id/evidence/" in line.partition(" ")[0]}
    assert len(nodes) == len(spans | made)


def test_every_node_has_a_label(all_lines: list[str]) -> None:
    label = " <http://www.w3.org/2000/01/rdf-schema#label> "
    nodes = {line.partition(" ")[0] for line in all_lines if line.startswith(f"<{BASE}id/")}
    labelled = {line.partition(" ")[0] for line in all_lines if label in line}
    assert nodes <= labelled


def test_a_label_repeats_at_most_forty_letters_of_the_documents_words() -> None:
    text = "가나다라마바사아자차" * 10
    step = Milestone(span=at(30), rule="by-hand", project=PROJECT, kind=MilestoneKind.PLAN, start="2023-01", text=text)
    labels = [line for line in graph_of(step).quads if "rdf-schema#label" in line]
    assert not [line for line in labels if text[:40] in line]
    assert [line for line in labels if text[:39] in line]


def test_a_reference_without_an_entry_makes_a_mention() -> None:
    found = ask(
        graph_of(budget(10, Ref(Kind.ORGANIZATION, "전 부서", 10), "2023", 5)),
        "SELECT ?name ?kind ?line WHERE { "
        "?e a wp:Mention ; wp:name ?name ; wp:subjectKind/skos:notation ?kind ; wp:line ?line }",
    )
    assert found == [("전 부서", "organization", "10")]


def test_a_programme_is_an_entry_of_its_own_even_if_a_project_has_its_name() -> None:
    project = Project(span=at(20), rule="by-hand", number="1", title="정보통신망 운영")
    statement = budget(15, Ref(Kind.PROGRAMME, "정보통신망 운영", 15), "2023", 5)
    found = ask(graph_of(statement, project), "SELECT ?class WHERE { ?b wp:amount 5 ; wp:subject ?s . ?s a ?class } ")
    assert (WP_NAMESPACE + "Programme",) in found
    assert (WP_NAMESPACE + "Project",) not in found


def test_a_section_without_a_title_is_found_by_its_line() -> None:
    sections = [Project(span=at(line), rule="by-hand") for line in (20, 40)]
    statements = [budget(41, Ref(Kind.PROJECT, "", 40), "2023", 5), budget(21, Ref(Kind.PROJECT, "", 20), "2023", 7)]
    found = ask(
        graph_of(*sections, *statements),
        "SELECT ?amount ?line WHERE { ?b wp:amount ?amount ; wp:subject/wp:line ?line } ORDER BY ?amount",
    )
    assert found == [("5", "40"), ("7", "20")]


def test_namesakes_are_told_apart_by_their_line() -> None:
    entries = [
        OrganizationEntry(span=at(line), rule="by-hand", name="행정팀", kind=OrganizationKind.TEAM, parent=parent)
        for line, parent in ((5, "총무과"), (7, "재무과"))
    ]
    statement = budget(9, Ref(Kind.ORGANIZATION, "행정팀", 7), "2023", 5)
    found = ask(
        graph_of(*entries, statement), "SELECT ?parent WHERE { ?b wp:amount 5 ; wp:subject/wp:parentName ?parent }"
    )
    assert found == [("재무과",)]


def test_teams_of_one_name_in_two_departments_are_two_things() -> None:
    entries = [
        OrganizationEntry(span=at(line), rule="by-hand", name="행정팀", kind=OrganizationKind.TEAM, parent=parent)
        for line, parent in ((5, "총무과"), (7, "재무과"))
    ]
    assert len(ask(graph_of(*entries), "SELECT ?t WHERE { ?t a wp:Office ; rdfs:label '행정팀' }")) == 2


def test_places_of_one_common_name_are_told_apart_by_their_location() -> None:
    places = [
        FacilityEntry(span=at(9), rule="by-hand", name="자치회관", kind="자치회관", location=x)
        for x in ("가동", "나동", "")
    ]
    assert len(ask(graph_of(*places), "SELECT ?t WHERE { ?t a wp:Place ; rdfs:label '자치회관' }")) == 3


def test_an_outside_body_is_the_same_for_all_municipalities() -> None:
    entry = OrganizationEntry(span=at(5), rule="by-hand", name="행정안전부", kind=OrganizationKind.OUTSIDE)
    one = document_graph(document((PLAN, entry)), base=BASE)
    two = document_graph(document((replace(PLAN, municipality="다른시"), entry), doc="other"), base=BASE)
    bodies = [{line for line in graph.things if "/id/outside/" in line.partition(" ")[0]} for graph in (one, two)]
    assert bodies[0] == bodies[1] != set()


def test_the_same_department_name_in_two_municipalities_is_two_things() -> None:
    things = [
        document_graph(document((replace(PLAN, municipality=name),), doc=name), base=BASE).things
        for name in ("가시", "나시")
    ]
    offices = [{line.partition(" ")[0] for line in lines if "/id/department/" in line} for lines in things]
    assert not offices[0] & offices[1]


@pytest.mark.parametrize("plan", [None, replace(PLAN, municipality="", department="")])
def test_what_a_document_does_not_name_is_its_own(plan: DepartmentPlan | None) -> None:
    records = (*((plan,) if plan else ()), budget(10, DEPARTMENT, "2023", 5))
    graphs = [document_graph(document(records, doc=doc), base=BASE) for doc in ("one", "two")]
    owners = [{line.split()[2] for line in graph.quads if "ns#municipality>" in line} for graph in graphs]
    assert [len(owner) for owner in owners] == [1, 1]
    assert owners[0] != owners[1]


def test_records_belong_to_the_department_whose_heading_stands_above_them() -> None:
    plans = [
        DepartmentPlan(span=at(line), rule="by-hand", municipality="한빛시", department=name)
        for line, name in ((30, "나과"), (10, "가과"))
    ]
    statements = [budget(line, PROJECT, "2023", line) for line in (5, 10, 29, 30, 70)]
    graph = document_graph(document((*plans, *statements)), base=BASE)
    found = ask(
        graph, "SELECT ?amount ?name WHERE { ?b wp:amount ?amount ; wp:department/rdfs:label ?name } ORDER BY ?amount"
    )
    assert found == [("5", "가과"), ("10", "가과"), ("29", "가과"), ("30", "나과"), ("70", "나과")]


def test_parents_form_a_tree_up_to_the_municipality(store: Store) -> None:
    found = ask(
        store,
        "SELECT ?name WHERE { ?team wp:organizationKind wp:organizationKind-team ; org:unitOf+/rdfs:label ?name } "
        "ORDER BY ?name",
    )
    assert found == [("기획국",), ("정보통신과",), ("한빛구",)]


def test_an_office_is_not_its_own_parent() -> None:
    entry = OrganizationEntry(
        span=at(5), rule="by-hand", name="감사실", kind=OrganizationKind.DEPARTMENT, parent="감사실"
    )
    assert not [line for line in graph_of(entry).quads if "ns#parent>" in line]


def test_dates_are_typed_as_printed_and_kept_as_text() -> None:
    found = ask(
        document_graph(SAMPLE, base=BASE),
        "SELECT (DATATYPE(?start) AS ?type) ?startText ?year ?earliest ?latest WHERE { "
        "?p a wp:Project ; wp:start ?start ; wp:startText ?startText ; wp:earliest ?earliest ; wp:latest ?latest . "
        "OPTIONAL { ?p wp:year ?year } }",
    )
    assert found == [("http://www.w3.org/2001/XMLSchema#gYear", "2022", "", "2022-01-01", "2023-12-31")]


def test_what_has_no_date_has_no_time() -> None:
    graph = graph_of(
        Project(span=at(20), rule="by-hand", number="1"), Project(span=at(30), rule="by-hand", start="2023")
    )
    assert sum("ns#time>" in line for line in graph.quads) == 1
    assert not [line for line in graph.things if '"../.."' in line]


def test_what_is_no_date_or_number_stays_plain_for_the_shapes_to_find() -> None:
    broken = Project(span=at(20), rule="by-hand", number="1", start="봄")
    assert any('ns#start> "봄" <' in line for line in graph_of(broken).quads)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("8.5", "8.50"),
        ("1589000", "1589000"),
        ("0", "-0.0"),
        ("0", "0E+3"),
        ("100", "1E+2"),
        ("-0.5", "-0.5"),
        ("0.001", "0.001"),
    ],
)
def test_numbers_have_one_form_in_every_store(expected: str, value: str) -> None:
    token = decimal(Decimal(value))
    assert token == f'"{expected}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=5))
def test_a_number_is_not_changed_by_its_form(value: Decimal) -> None:
    assert Decimal(decimal(value).split('"')[1]) == value


def test_several_values_are_also_one_text_in_printed_order(sample_graph: DocumentGraph) -> None:
    assert any('ns#teamsText> "통신팀;정보보호팀" <' in line for line in sample_graph.quads)
    assert any('ns#dimensionsText> "구분=계;시점=상반기" <' in line for line in sample_graph.quads)


def test_a_relation_names_the_very_record_among_equals() -> None:
    first, second = budget(10, PROJECT, "2023", 5), budget(10, PROJECT, "2023", 5)
    relation = Restatement(span=at(10), rule="by-hand", first=first, second=second)
    graph = document_graph(document((PLAN, first, second), (relation,)), base=BASE)
    assert any(f"ns#secondStatement> <{graph.record_iris[2]}>" in line for line in graph.quads)


def test_a_relation_finds_an_equal_record() -> None:
    first, second = budget(10, PROJECT, "2023", 5), budget(11, PROJECT, "2023", 6)
    relation = Restatement(span=at(10), rule="by-hand", first=replace(first), second=replace(second))
    graph = document_graph(document((PLAN, first, second), (relation,)), base=BASE)
    assert any(f"ns#firstStatement> <{graph.record_iris[1]}>" in line for line in graph.quads)


def test_a_relation_to_a_stranger_is_a_fault() -> None:
    relation = Restatement(span=at(10), rule="by-hand", first=BUDGETS[0], second=BUDGETS[1])
    with pytest.raises(StructureError, match="BudgetStatement of line 11"):
        document_graph(document((PLAN,), (relation,)), base=BASE)


def test_metadata_stand_on_the_documents_own_node() -> None:
    metadata = DocumentMetadata(source="https://www.example.go.kr/계획?n=1", licence=Licence.KOGL_1, publisher="한빛구")
    graph = document_graph(document((PLAN,)), base=BASE, metadata=metadata)
    lines = [line for line in graph.quads if line.startswith(f"<{BASE}id/document/")]
    assert any("<https://www.example.go.kr/%EA%B3%84%ED%9A%8D?n=1>" in line for line in lines)
    assert any(f"license> <{WP_NAMESPACE}licence-KOGL-1>" in line for line in lines)
    assert any("/id/agent/" in line for line in lines)


def test_a_document_without_records_is_still_described() -> None:
    graph = document_graph(document(()), base=BASE)
    assert graph.record_iris == ()
    assert any("ns#NumberedText>" in line for line in graph.quads)


def test_a_bad_base_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UsageError):
        document_graph(SAMPLE, base="no base")


@pytest.mark.parametrize(
    ("title", "basis"),
    [
        ("한빛구 지능정보화 조례", "「한빛구 지능정보화 조례」제13조(정보문화의 창달)"),
        ("전기통신사업법", "전기통신사업법 제5조"),
        ("정보화 기본지침", "정보화 기본지침"),
        ("공공데이터법 시행령", "『공공데이터법 시행령』 제3조"),
        ("제 5 조", "제 5 조"),
        ("도로법", "｢도로법｣ 제61조"),
        ("도로법", "·도로법(2023. 1. 1. 시행)"),
        ("도로법", "「도로법(법률 제19345호)」"),
        ("도로법", "도로법[시행 2024.1.1.]"),
        ("도로법", "도로법, 2023.1.1."),
        ("도로법 시행령", "「도로법」 시행령 제3조"),
        ("누리시 주차장 조례", "「누리시 주차장 조례」 2023. 5. 1."),
        ("누리시 주차장 조례(안)", "누리시 주차장 조례(안)"),
        ("4·16세월호참사 피해지원 특별법", "4·16세월호참사 피해지원 특별법"),
        ("1980년 해직공무원의 보상에 관한 특별조치법", "1980년 해직공무원의 보상에 관한 특별조치법"),
    ],
)
def test_a_law_is_known_by_its_title(title: str, basis: str) -> None:
    assert law_title(basis) == title


def test_a_cell_of_text_cannot_break_its_line() -> None:
    name = 'a"b\\c\nd <x> _:y\t'
    entry = OrganizationEntry(span=at(5), rule="by-hand", name=name, kind=OrganizationKind.OUTSIDE)
    graph = graph_of(entry)
    quads = list(parse("\n".join(graph.quads), format=RdfFormat.N_QUADS))
    assert len(quads) == len(graph.quads)
    assert name in {quad.object.value for quad in quads if hasattr(quad.object, "value")}


@given(st.lists(st.sampled_from(RECORDS[1:]), max_size=15, unique_by=id))
def test_any_choice_of_records_gives_a_graph_that_parses(records: list[Record]) -> None:
    graph = document_graph(document((PLAN, *records)), base=BASE)
    assert sum(1 for _ in parse("\n".join(graph.quads), format=RdfFormat.N_QUADS)) == len(graph.quads)
    assert sum(graph.counts.values()) == len(records) + 1


def test_no_fact_of_the_records_is_lost(store: Store) -> None:
    counted = Counter(type(record).__name__ for record in RECORDS)
    for name in (BudgetStatement, MetricStatement):
        (found,) = ask(store, f"SELECT (COUNT(?x) AS ?n) WHERE {{ ?x a wp:{name.__name__} }}")
        assert found == (str(counted[name.__name__]),)
