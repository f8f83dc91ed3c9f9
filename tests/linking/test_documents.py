"""Linking as a whole: no order of input changes it, people's rulings win, and fresh chains score over the marks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from mapper.linking.clusters import Clusters
from mapper.linking.documents import link_documents
from mapper.linking.link import Decision, Evidence, EvidenceKind, Link, LinkKind, Rulings
from tests.chains.draw import draw_chain
from tests.chains.score import score_links
from tests.linking.plans import linked, plan, project

PLANS = [
    plan(2023, "정보화과", projects=[project("누리집 개편"), project("공공와이파이 구축")]),
    plan(2024, "정보화과", projects=[project("누리집 개편"), project("무선망 넓히기")]),
]
OLD, NEW = (item.plans[0].projects for item in PLANS)


def test_no_order_of_documents_changes_a_link() -> None:
    profiles = draw_chain(7, municipalities=4).profiles
    shuffled = list(profiles)
    Random(1).shuffle(shuffled)
    assert link_documents(shuffled) == link_documents(profiles)


def test_a_refused_link_is_not_made_again() -> None:
    refused = frozenset({(LinkKind.CONTINUES, NEW[0].iri, OLD[0].iri)})
    assert ("누리집 개편", "누리집 개편") in linked(link_documents(PLANS), LinkKind.CONTINUES)
    assert linked(link_documents(PLANS, Rulings(refused=refused)), LinkKind.CONTINUES) == set()


def test_a_confirmed_link_is_given_once_as_people_gave_it() -> None:
    ends = [
        next(link.start for link in link_documents(PLANS).links if link.start.iri == NEW[0].iri),
        next(link.end for link in link_documents(PLANS).links if link.end.iri == OLD[0].iri),
    ]
    given = Link(
        kind=LinkKind.CONTINUES,
        start=ends[0],
        end=ends[1],
        score=1.0,
        evidence=(Evidence(kind=EvidenceKind.PERSON, weight=1.0, text="확인"),),
        method="person",
        decision=Decision.CONFIRMED,
    )
    links = link_documents(PLANS, Rulings(confirmed=(given,))).links
    assert [link for link in links if link.start.iri == NEW[0].iri and link.kind is not LinkKind.TOPIC] == [given]


def test_a_chain_is_drawn_the_same_from_the_same_seed() -> None:
    assert draw_chain(3).profiles == draw_chain(3).profiles
    assert draw_chain(3).profiles != draw_chain(4).profiles


@pytest.mark.parametrize(("noise", "recall"), [(0, 0.95), (1, 0.94)])
def test_links_of_a_fresh_chain_are_true_and_nearly_all_found(noise: int, recall: float) -> None:
    chain = draw_chain(20_261, municipalities=12, noise=noise)
    score = score_links(link_documents(chain.profiles), chain.truth)
    assert sum(score.found.values()) > 1500
    assert score.precision() >= 0.99
    assert score.recall() >= recall


ALIASES = [
    plan(2023, "산림 휴양과", teams={"숲길팀": ["숲길 정비", "임도 관리"], "공원팀": ["보호수 관리", "도시숲 조성"]}),
    plan(2024, "산림휴양과", teams={"숲길팀": ["숲길 정비", "임도 관리"], "공원팀": ["보호수 관리", "도시숲 조성"]}),
    plan(2025, "녹지과", teams={"숲길팀": ["숲길 정비", "임도 관리"], "공원팀": ["보호수 관리", "도시숲 조성"]}),
]
OFFICES = [item.plans[0].department for item in ALIASES]


@pytest.mark.parametrize("spelling", [0, 1])
def test_a_succession_refused_by_any_spelling_of_an_office_is_not_made(spelling: int) -> None:
    assert len({link_documents(ALIASES).canonical[office] for office in OFFICES}) == 2
    assert ("녹지과", "산림휴양과") in linked(link_documents(ALIASES), LinkKind.SUCCEEDS)
    refused = frozenset({(LinkKind.SUCCEEDS, OFFICES[2], OFFICES[spelling])})
    kept = linked(link_documents(ALIASES, Rulings(refused=refused)), LinkKind.SUCCEEDS)
    assert not [pair for pair in kept if "녹지과" in pair]


@pytest.mark.parametrize("spelling", [0, 1])
def test_a_succession_confirmed_by_any_spelling_stands_once_between_those_that_stand_for_all(spelling: int) -> None:
    found = link_documents(ALIASES)
    made = next(link for link in found.links if link.kind is LinkKind.SUCCEEDS and link.start.label == "녹지과")
    given = replace(
        made, end=replace(made.end, iri=OFFICES[spelling]), score=1.0, method="person", decision=Decision.CONFIRMED
    )
    links = link_documents(ALIASES, Rulings(confirmed=(given,))).links
    (link,) = [one for one in links if one.kind is LinkKind.SUCCEEDS and one.start.label == "녹지과"]
    assert (link.end.iri, link.decision) == (made.end.iri, Decision.CONFIRMED)


def test_what_must_stay_apart_stays_apart_whatever_joins_either_side() -> None:
    clusters = Clusters("abcdef", [("a", "f")])
    assert clusters.join("f", "e")
    assert clusters.join("e", "d")
    assert clusters.join("a", "b")
    assert not clusters.join("b", "d")
    assert not clusters.join("e", "a")
    assert clusters.join("b", "c")
    assert not clusters.join("c", "f")
