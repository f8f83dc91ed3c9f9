"""The graph of links: what it says of each link, and that nothing but the links decides its bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Store

from mapper.checks import check_structure
from mapper.graph import DocumentGraph, document_graph
from mapper.graph.ontology import SKOS, load_ontology
from mapper.linking.documents import Links
from mapper.linking.link import Change, Decision, EvidenceKind, LinkKind
from mapper.linking.profile import DocumentProfile, ThingKind
from mapper.linking.writing import LinksGraph, join_evidence, links_graph, name_systems
from mapper.vocabulary import CONCEPTS, WP
from tests.graph.sample import BASE, SAMPLE
from tests.linking.sample import sample_graph_of_links, sample_links, sample_profile

PREFIXES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX wp: <https://w3id.org/workplan/ns#>
"""
WRITTEN: DocumentGraph = document_graph(SAMPLE, base=BASE)
PROFILE: DocumentProfile = sample_profile(WRITTEN)
LINKS: Links = sample_links(PROFILE)


@pytest.fixture(scope="module")
def store() -> Store:
    """The sample plan with its links."""
    store = Store()
    graph = sample_graph_of_links(WRITTEN)
    lines = [*WRITTEN.quads, *sorted({*WRITTEN.things, *graph.things}), *graph.quads, ""]
    store.bulk_load("\n".join(lines).encode(), format=RdfFormat.N_QUADS)
    return store


def ask(store: Store, pattern: str) -> bool:
    """Whether the union of all graphs holds a pattern."""
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=True))


def write(links: Links, *profiles: DocumentProfile) -> LinksGraph:
    """The graph of links of the sample plan."""
    return links_graph(links, profiles or (PROFILE,), base=BASE)


def test_a_link_leads_from_its_ends_to_every_line_that_decided_it(store: Store) -> None:
    assert ask(
        store,
        "?link a wp:Link, rdf:Statement ; wp:linkKind wp:linkKind-continues ; rdf:predicate wp:continues ; "
        "wp:linkFrom ?new ; wp:linkTo ?old ; wp:score 0.83 ; wp:method 'projects/1' ; wp:municipality ?body ; "
        "wp:decision wp:linkDecision-program ; wp:fromLine/wp:line '20' ; wp:toLine/wp:line '60' ; "
        "wp:linesText 'hanbit-2023:5;hanbit-2023:22;hanbit-2023:61' ; wp:hasEvidence ?evidence . "
        "?evidence wp:evidenceKind wp:evidenceKind-amounts ; wp:order 2 ; wp:weight 0.75 ; wp:citedAt ?line ; "
        "wp:compares ?budget . ?budget a wp:BudgetStatement . ?line wp:line '22' ; wp:firstLine 22 ; "
        "oa:hasSource ?text ; wp:document/wp:documentId 'hanbit-2023' . ?text a wp:NumberedText . "
        "?new wp:continues ?old ; prov:wasRevisionOf ?old . ?body a wp:Municipality",
    )


def test_each_thing_points_to_the_one_that_stands_for_it_and_to_no_other(store: Store) -> None:
    rows = store.query(
        PREFIXES + "SELECT ?thing (COUNT(?same) AS ?n) { ?thing wp:sameAs ?same } GROUP BY ?thing",
        use_default_graph_as_union=True,
    )
    counts = {str(row["thing"].value): row["n"].value for row in rows}  # type: ignore[union-attr]
    assert set(counts) == set(LINKS.canonical)
    assert set(counts.values()) == {"1"}
    assert ask(store, "?one rdfs:label '통신팀' ; wp:sameAs ?same . ?same a wp:Office ; rdfs:label '정보통신과'")
    assert ask(store, "?same rdfs:label '정보통신과' ; wp:sameAs ?same ; prov:alternateOf ?same")


def test_a_group_of_assets_points_to_a_system_and_never_to_a_group(store: Store) -> None:
    assert ask(store, "?group a wp:AssetGroup ; wp:sameAs ?system . ?system a wp:System ; rdfs:label '통합서버'")
    assert not ask(store, "?group wp:sameAs ?other . ?other a wp:AssetGroup")


def test_a_confirmed_link_says_who_when_and_why(store: Store) -> None:
    assert ask(
        store,
        "?link wp:decision wp:linkDecision-confirmed ; wp:hasEvidence ?person . "
        "?person wp:evidenceKind wp:evidenceKind-person ; wp:reason '직제 대조' ; "
        "wp:reviewedBy/rdfs:label '기록관리팀' "
        "FILTER EXISTS { ?person wp:reviewedOn ?day }",
    )


def test_a_reorganisation_has_its_offices_and_the_days_between_which_it_happened(store: Store) -> None:
    assert ask(
        store,
        "?event a wp:Reorganisation, org:ChangeEvent, prov:Activity ; wp:changeKind wp:changeKind-rename ; "
        "org:originalOrganization ?old ; org:resultingOrganization ?new ; wp:hasLink ?link ; wp:municipality ?body . "
        "?new wp:succeeds ?old . ?link wp:linkFrom ?new ; wp:linkTo ?old "
        "FILTER EXISTS { ?event wp:earliest ?first ; wp:latest ?last "
        "FILTER(STR(?first) = '2022-10-01' && STR(?last) = '2023-12-31') }",
    )


def test_nothing_but_the_links_decides_the_bytes() -> None:
    graph = write(LINKS)
    turned = Links(tuple(reversed(LINKS.links)), LINKS.changes, dict(reversed(list(LINKS.canonical.items()))))
    assert write(turned) == graph
    assert list(graph.quads) == sorted(set(graph.quads))
    assert all(line.endswith(f" <{BASE}graph/links> .") for line in graph.quads)
    assert not [line for line in graph.quads if "_:" in line]


def test_an_iri_follows_from_kind_and_ends_and_not_from_the_score() -> None:
    def nodes(links: Links) -> set[str]:
        return {line.split(" ")[0] for line in write(links).quads}

    other = tuple(replace(link, score=0.5, method="projects/9") for link in LINKS.links)
    change = replace(LINKS.changes[0], links=tuple(link for link in other if link.kind is LinkKind.SUCCEEDS))
    assert nodes(Links(other, (change,), LINKS.canonical)) == nodes(LINKS)


def test_of_two_links_of_one_kind_between_two_ends_the_confirmed_one_is_written() -> None:
    first = LINKS.links[0]
    confirmed = replace(first, score=0.1, decision=Decision.CONFIRMED)
    for links in ((first, confirmed), (confirmed, first)):
        graph = write(Links(links, (), {}))
        assert graph.counts == {"continues": 1}
        assert [line for line in graph.quads if f"<{WP.decision}>" in line and "linkDecision-confirmed" in line]
        assert not [line for line in graph.quads if "linkDecision-program" in line]


def test_the_structure_shapes_judge_it() -> None:
    graph = write(LINKS)
    things = [*WRITTEN.things, *graph.things]
    assert check_structure(graph.quads, things).conforms
    without = [line for line in graph.quads if f"<{WP.score}>" not in line]
    assert {result.shape.rpartition("#")[2] for result in check_structure(without, things).results} == {"Link-score"}
    empty = write(Links((replace(LINKS.links[0], evidence=()),), (), {}))
    found = {result.shape.rpartition("#")[2] for result in check_structure(empty.quads, things).results}
    assert found == {"Link-hasEvidence", "Link-evidenceText"}


def test_no_links_make_an_empty_graph() -> None:
    assert write(Links((), (), {})) == LinksGraph((), (), {})


def test_counts_tell_links_by_kind_things_and_reorganisations() -> None:
    things = len(set(LINKS.canonical.values()))
    links = {"continues": 1, "same": 1, "succeeds": 1, "topic": 2}
    assert write(LINKS).counts == {**links, "reorganisations": 1, "things": things}


def test_systems_of_one_name_that_are_not_one_have_iris_of_their_own() -> None:
    groups = dict.fromkeys(("a", "b", "c"), ("누리집", "town")) | {"d": ("행정망", "town")}
    systems = name_systems({"a": "a", "b": "a", "c": "c", "d": "d"}, groups, BASE)
    assert set(systems) == {"a", "c", "d"}
    assert len({system.iri for system in systems.values()}) == 3
    alone = name_systems({"a": "a", "b": "a"}, groups, BASE)
    assert alone["a"].iri == name_systems({"a": "b", "b": "b"}, groups, BASE)["b"].iri
    assert alone["a"].label == "누리집"


def test_evidence_is_joined_the_weightiest_first() -> None:
    assert join_evidence(LINKS.links[0].evidence) == (
        "amounts 0.75: 2023: 400,000 = 400,000 / name 0.30: 한 이름의 다른 표기"
    )


def test_a_body_outside_belongs_to_no_municipality() -> None:
    outside = next(t for t in PROFILE.plans[0].things if t.kind is ThingKind.OUTSIDE)
    same = replace(LINKS.links[1], start=replace(LINKS.links[1].start, iri=outside.thing))
    other = replace(same, end=replace(same.end, iri=outside.thing + "0"))
    assert not [line for line in write(Links((other,), (), {})).quads if f"<{WP.municipality}>" in line]


@pytest.mark.parametrize(
    ("enum", "code"), [(LinkKind, WP.LinkKind), (EvidenceKind, WP.EvidenceKind), (Decision, WP.LinkDecision)]
)
def test_each_member_of_an_enum_of_links_is_one_notation(enum: type, code: str) -> None:
    assert set(CONCEPTS[code]) == {member.value for member in enum}  # type: ignore[attr-defined]


def test_every_kind_of_change_has_a_concept_and_the_command_has_the_names_of_the_ontology() -> None:
    from mapper.cli.linking import NAMES

    assert set(CONCEPTS[WP.ChangeKind]) == {"rename", "split", "merger", "transfer", "reorganisation"}
    ontology = load_ontology()
    labels = {n: ontology.text(iri, SKOS + "prefLabel", "ko") for n, iri in CONCEPTS[WP.LinkKind].items()}
    assert labels == NAMES


def test_a_change_without_dates_has_no_bounds() -> None:
    change: Change = replace(LINKS.changes[0], after="", before="")
    graph = write(Links(LINKS.links, (change,), {}))
    assert not [line for line in graph.quads if f"<{WP.earliest}>" in line or f"<{WP.latest}>" in line]
