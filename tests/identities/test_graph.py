from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mapper.checks import check_structure
from mapper.graph.identities import identity_graph, things_of_identities
from mapper.graph.territories import territory_quads, territory_token
from mapper.graph.things import Things
from mapper.identities import Identity, Relation, SubjectKind, Verdict, list_identities

BASE = "https://example.org/x/"
GRAPH = "<https://example.org/x/graph/identities> ."
PROVINCE = Identity(
    verdict=Verdict.CONFIRMED,
    kind=SubjectKind.TERRITORY,
    key="경기도",
    relation=Relation.SAME_AS,
    outside="https://x.example/1",
    outside_name="Gyeonggi",
    evidence="the name and the level",
    source="Places, score 100",
    who="records-desk",
    when=date(2026, 11, 22),
)
BODY = replace(PROVINCE, kind=SubjectKind.BODY, key="한빛공사", outside="https://x.example/2")


def test_a_confirmed_identity_is_stated_and_leads_to_who_confirmed_it_by_what() -> None:
    written = identity_graph([PROVINCE], BASE, ())
    text = "\n".join(written.quads)
    start = territory_token(BASE, "경기도")
    assert f"{start} <http://www.w3.org/2002/07/owl#sameAs> <https://x.example/1> {GRAPH}" in written.quads
    assert f'<https://x.example/1> <http://www.w3.org/2000/01/rdf-schema#label> "Gyeonggi" {GRAPH}' in written.quads
    for said in ('"owl:sameAs: the name and the level"', '"Places, score 100"', '"2026-11-22"'):
        assert said in text
    assert "ns#IdentityLink>" in text
    assert any('"records-desk"' in line for line in written.things)
    assert list(written.quads) == sorted(written.quads)


@pytest.mark.parametrize(
    ("relation", "predicate"),
    [
        (Relation.EXACT_MATCH, "http://www.w3.org/2004/02/skos/core#exactMatch"),
        (Relation.SEE_ALSO, "http://www.w3.org/2000/01/rdf-schema#seeAlso"),
    ],
)
def test_what_is_stated_is_what_the_person_chose(relation: Relation, predicate: str) -> None:
    quads = identity_graph([replace(PROVINCE, relation=relation)], BASE, ()).quads
    assert sum(f"<{predicate}> <https://x.example/1>" in line for line in quads) == 1
    assert not [line for line in quads if "owl#sameAs" in line]


def test_a_refused_identity_leaves_no_trace() -> None:
    refused = replace(PROVINCE, verdict=Verdict.REFUSED, relation=None)
    assert identity_graph([refused], BASE, ()).quads == ()


def test_a_body_that_no_document_names_waits() -> None:
    things = Things(BASE)
    token = things.outside_body("한빛공사")
    assert identity_graph([BODY], BASE, ()).waiting == (BODY,)
    written = identity_graph([BODY], BASE, {token})
    assert written.waiting == ()
    assert any(line.startswith(f"{token} <http://www.w3.org/2002/07/owl#sameAs>") for line in written.quads)


def test_equal_lists_give_equal_graphs_whatever_their_order() -> None:
    entries = list_identities()
    assert identity_graph(entries, BASE, ()).quads == identity_graph(entries[::-1], BASE, ()).quads


def judged(quads: tuple[str, ...], things: tuple[str, ...]) -> list[str]:
    """The shapes that fail."""
    beside = things_of_identities(quads, (*things, *territory_quads(BASE)), BASE)
    return sorted(str(result).partition(":")[0] for result in check_structure(quads, beside).results)


def test_the_shapes_hold_of_what_is_written() -> None:
    written = identity_graph(list_identities(), BASE, ())
    assert judged(written.quads, written.things) == []


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ("ns#linkDecision-confirmed", "ns#linkDecision-program", "IdentityLink-decision"),
        ("ns#linkKind-identity", "ns#linkKind-same", "IdentityLink-linkKind"),
        (
            "22-rdf-syntax-ns#predicate> <http://www.w3.org/2002/07/owl#sameAs",
            "22-rdf-syntax-ns#predicate> <https://w3id.org/workplan/ns#sameAs",
            "IdentityLink-rdf-predicate",
        ),
        ("ns#reviewedBy>", "ns#x>", "IdentityEvidence-reviewedBy"),
        ("ns#reviewedOn>", "ns#x>", "IdentityEvidence-reviewedOn"),
        ("ns#reason>", "ns#x>", "IdentityEvidence-reason"),
        ("ns#linkTo> <https://x.example/1>", "ns#linkTo> <urn:x:1>", "IdentityLink-linkTo"),
        ("ns#linkFrom> <https://example.org/x/id/territory/", "ns#linkFrom> <urn:y:", "IdentityLink-linkFrom"),
    ],
)
def test_the_shapes_fail_where_a_link_outside_lacks_what_it_must_have(old: str, new: str, shape: str) -> None:
    written = identity_graph([PROVINCE], BASE, ())
    broken = tuple(line.replace(old, new) for line in written.quads)
    assert broken != written.quads
    assert shape in judged(broken, written.things)
