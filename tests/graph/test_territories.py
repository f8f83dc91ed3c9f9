"""Municipalities as things, told apart by the list of territories, and the graph of that list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Store

from mapper.checks import check_structure
from mapper.graph import DocumentGraph, document_graph, territory_quads
from mapper.graph.territories import territory_token
from mapper.keys import shared_graph_iri
from mapper.territories import list_territories, true_to
from tests.graph.sample import BASE, PLAN, document

PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wp: <https://w3id.org/workplan/ns#>
"""
TERRITORIES = f"<{shared_graph_iri(BASE, 'territories')}> ."


def graph_of(doc: str, printed: str, bodies: Mapping[str, str]) -> DocumentGraph:
    """The graph of a plan of a municipality."""
    read = replace(document((replace(PLAN, municipality=printed),), doc=doc), municipalities=bodies)
    return document_graph(read, base=BASE)


def nodes_of(graph: DocumentGraph, kind: str) -> set[str]:
    """The things of a kind that a document names."""
    return {line.partition(" ")[0] for line in graph.things if f"/id/{kind}/" in line.partition(" ")[0]}


def rows_of(lines: tuple[str, ...], select: str) -> list[tuple[str, ...]]:
    """The rows of a query as texts."""
    store = Store()
    store.bulk_load("\n".join([*lines, ""]).encode(), format=RdfFormat.N_QUADS)
    rows = store.query(PREFIXES + select, use_default_graph_as_union=True)
    return [tuple("" if value is None else value.value for value in row) for row in rows]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["municipality", "department"])
def test_namesakes_and_their_offices_are_different_things(kind: str) -> None:
    one = graph_of("a", "동구", {"동구": "부산직할시 동구"})
    two = graph_of("b", "동구", {"동구": "대구직할시 동구"})
    assert not nodes_of(one, kind) & nodes_of(two, kind)


@pytest.mark.parametrize("kind", ["municipality", "department"])
@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        (("김포시", "경기도 김포시"), ("경기도 김포시", "경기도 김포시")),
        (("마루시", "마루시"), (None, None)),
    ],
)
def test_one_municipality_is_one_thing_however_its_name_is_printed(
    kind: str, printed: tuple[str, str], bodies: tuple[str | None, str | None]
) -> None:
    one, two = (
        graph_of(str(number), name, {name: body} if body else {})
        for number, (name, body) in enumerate(zip(printed, bodies, strict=True))
    )
    assert nodes_of(one, kind) == nodes_of(two, kind) != set()


@pytest.mark.parametrize("kind", ["municipality", "department"])
def test_what_may_be_several_is_its_documents_own(kind: str) -> None:
    one, two = graph_of("a", "동구", {"동구": ""}), graph_of("b", "동구", {"동구": ""})
    assert not nodes_of(one, kind) & nodes_of(two, kind)
    labels = "SELECT ?label WHERE { ?x a wp:Municipality ; rdfs:label ?label }"
    assert rows_of(one.things, labels) == rows_of(two.things, labels) == [("동구",)]


def test_the_printed_name_stays_in_the_plan_and_the_label_is_clear() -> None:
    graph = graph_of("a", "동구", {"동구": "부산직할시 동구"})
    found = rows_of(
        (*graph.quads, *graph.things),
        "SELECT ?printed ?label WHERE { ?p a wp:DepartmentPlan ; wp:municipalityName ?printed ; "
        "wp:municipality/rdfs:label ?label }",
    )
    assert found == [("동구", "부산광역시 동구")]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("서울특별시 금천구", "금천구"),
        ("경상남도 창원시 (2010)", "창원시"),
        ("광주직할시 동구", "전남광주통합특별시 동구"),
    ],
)
def test_a_label_has_the_province_only_where_namesakes_are(body: str, label: str) -> None:
    things = graph_of("a", "이름", {"이름": body}).things
    assert rows_of(things, "SELECT ?label WHERE { ?x a wp:Municipality ; rdfs:label ?label }") == [(label,)]


def test_a_municipality_leads_to_its_territories_with_code_level_superior_and_days() -> None:
    graph = graph_of("a", "춘천시", {"춘천시": "강원도 춘천시"})
    found = rows_of(
        graph.things,
        "SELECT ?code ?level ?above ?from ?until WHERE { ?x a wp:Municipality ; dct:spatial ?t . "
        "?t skos:notation ?code ; wp:territoryLevel ?level ; wp:within/rdfs:label ?above . "
        "OPTIONAL { ?t wp:validFrom ?from } OPTIONAL { ?t wp:validUntil ?until } } ORDER BY ?code",
    )
    city = "https://w3id.org/workplan/ns#territoryLevel-city"
    assert found == [
        ("4211000000", city, "강원도", "", "2023-06-10"),
        ("5111000000", city, "강원특별자치도", "2023-06-11", ""),
    ]


def test_a_document_without_a_known_municipality_names_no_territory() -> None:
    things = graph_of("a", "마루시", {}).things
    assert not [line for line in things if line.endswith(TERRITORIES) or "terms/spatial" in line]


def test_what_a_document_names_is_a_part_of_the_whole_list_and_conforms() -> None:
    for body in ("강원도 춘천시", "인천직할시 서구", "경기도 수원시 장안구", "제주도 제주시"):
        graph = graph_of("a", "이름", {"이름": body})
        named = {line for line in graph.things if line.endswith(TERRITORIES)}
        assert named < set(territory_quads(BASE))
        assert check_structure(graph.quads, graph.things).conforms
        without = [line for line in graph.things if not line.endswith(TERRITORIES)]
        assert not check_structure(graph.quads, without).conforms


def test_the_whole_list_conforms_and_every_territory_is_in_it() -> None:
    quads = territory_quads(BASE)
    assert check_structure(quads, ()).results == ()
    assert list(quads) == sorted(set(quads))
    assert all(line.endswith(TERRITORIES) for line in quads)
    subjects = {line.partition(" ")[0] for line in quads}
    assert {territory_token(BASE, territory.key) for territory in list_territories()} <= subjects


def test_the_list_says_to_which_day_it_is_true_and_what_each_row_rests_on() -> None:
    quads = territory_quads(BASE)
    assert rows_of(quads, "SELECT ?day WHERE { ?list dct:valid ?day }") == [(str(true_to()),)]
    unsourced = "SELECT ?t WHERE { ?t a wp:Territory FILTER NOT EXISTS { ?t dct:source/rdfs:label ?title } }"
    assert rows_of(quads, unsourced) == []


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("금천", ["서울특별시 금천구"]),
        ("인천 남구", ["인천광역시 남구", "인천직할시 남구"]),
        ("Gimpo-si", ["경기도 김포시"]),
    ],
)
def test_a_short_or_english_name_finds_a_territory_in_the_graph(name: str, labels: list[str]) -> None:
    select = (
        f"SELECT DISTINCT ?label WHERE {{ ?t skos:altLabel ?name ; rdfs:label ?label FILTER(STR(?name) = '{name}') }}"
    )
    assert sorted(rows_of(territory_quads(BASE), select)) == [(label,) for label in labels]


def test_the_way_from_a_former_territory_to_the_present_ones_is_one_path() -> None:
    found = rows_of(
        territory_quads(BASE),
        "SELECT ?label WHERE { ?old rdfs:label '인천직할시 중구' ; wp:successor+ ?new . ?new rdfs:label ?label "
        "FILTER NOT EXISTS { ?new wp:validUntil ?day } } ORDER BY ?label",
    )
    assert found == [("인천광역시 영종구",), ("인천광역시 제물포구",)]
