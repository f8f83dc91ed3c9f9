"""The graph of identities: what data sets outside have for our things, as people confirmed, with the evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mapper.graph.forms import concept, decimal, integer
from mapper.graph.nodes import Nodes, cut, label_pair, pairs_of, types_of
from mapper.graph.nquads import RDF, RDFS, XSD, iri, literal, minted, quote
from mapper.graph.territories import territory_token
from mapper.graph.things import Things
from mapper.identities import Identity, Relation, SubjectKind, Verdict
from mapper.keys import link_evidence_iri, link_iri, shared_graph_iri, thing_iri
from mapper.territories import territories_by_key
from mapper.vocabulary import WP

PREDICATES: Final[Mapping[Relation, str]] = {
    Relation.SAME_AS: "http://www.w3.org/2002/07/owl#sameAs",
    Relation.EXACT_MATCH: "http://www.w3.org/2004/02/skos/core#exactMatch",
    Relation.SEE_ALSO: RDFS + "seeAlso",
}
METHOD: Final = "reviewed/1"
_THING_KINDS: Final = {SubjectKind.BODY: "outside", SubjectKind.LAW: "law"}
_PREDICATE: Final = iri(RDF + "predicate") + " "
_LINK_FROM: Final = iri(WP.linkFrom)


@dataclass(frozen=True, slots=True)
class IdentityGraph:
    """The graph of identities, and what it adds to the graph of things."""

    quads: tuple[str, ...]
    """Sorted lines."""
    things: tuple[str, ...]
    """Sorted lines of the graph of things: the reviewers."""
    waiting: tuple[Identity, ...]
    """Confirmed entries about things that this release does not name."""


def identity_graph(identities: Iterable[Identity], base: str, named: Collection[str]) -> IdentityGraph:
    """Write the confirmed identities of the territories and of the things that are `named` (in angle brackets)."""
    nodes, things = Nodes(), Things(base)
    waiting = []
    for one in identities:
        if one.verdict is not Verdict.CONFIRMED:
            continue
        token = subject_token(one, base)
        if one.kind is not SubjectKind.TERRITORY and token not in named:
            waiting.append(one)
            continue
        _write(nodes, things, one, token, base)
    graph = minted(shared_graph_iri(base, "identities"))
    return IdentityGraph(nodes.lines(graph), things.lines(), tuple(waiting))


def things_of_identities(quads: Iterable[str], things: Iterable[str], base: str) -> list[str]:
    """The lines of the graphs of things and territories by which the shapes can judge the graph of identities."""
    split = (line.split(" ", 3) for line in quads)
    linked = {token for _, predicate, token, _ in split if predicate == _LINK_FROM}
    shared = tuple(f"<{base}id/{kind}/" for kind in ("agent", "municipality", "territory"))
    return [line for line in things if line.partition(" ")[0] in linked or line.startswith(shared)]


def subject_token(one: Identity, base: str) -> str:
    """The node of our thing."""
    if one.kind is SubjectKind.TERRITORY:
        return territory_token(base, one.key)
    if one.kind is SubjectKind.THING:
        return iri(one.key)
    return minted(thing_iri(base, _THING_KINDS[one.kind], "", one.key))


def _write(nodes: Nodes, things: Things, one: Identity, start: str, base: str) -> None:
    """What a confirmed entry states, and the link that says who confirmed it by what.

    The link is one of those that `workplan links` lists; its evidence begins with what is stated, which the other
    kinds of links say by their kind.
    """
    assert one.relation is not None
    predicate, end = iri(PREDICATES[one.relation]), iri(one.outside)
    said = f"{one.relation}: {one.evidence}"
    link = link_iri(base, "identity", start[1:-1], one.outside)
    reason = minted(link_evidence_iri(base, link, 1))
    nodes.add(start, [f"{predicate} {end}"])
    nodes.add(end, [label_pair(one.outside_name)])
    nodes.add(
        minted(link),
        types_of(WP.IdentityLink),
        [label_pair(f"{_name(one)} → {one.outside_name}"), _PREDICATE + predicate],
        pairs_of(WP.linkKind, concept(WP.LinkKind, "identity")),
        pairs_of(WP.linkFrom, start),
        pairs_of(WP.linkTo, end),
        pairs_of(WP.score, decimal(1)),
        pairs_of(WP.method, quote(METHOD)),
        pairs_of(WP.decision, concept(WP.LinkDecision, "confirmed")),
        pairs_of(WP.evidenceText, quote(f"person 1.00: {said}")),
        pairs_of(WP.hasEvidence, reason),
    )
    nodes.add(
        reason,
        types_of(WP.IdentityEvidence),
        [label_pair(f"person: {cut(said)}")],
        pairs_of(WP.order, integer(1)),
        pairs_of(WP.evidenceKind, concept(WP.EvidenceKind, "person")),
        pairs_of(WP.weight, decimal(1)),
        pairs_of(WP.text, quote(said)),
        pairs_of(WP.reason, quote(one.source)),
        pairs_of(WP.reviewedBy, things.agent(one.who)),
        pairs_of(WP.reviewedOn, literal(one.when.isoformat(), datatype=XSD + "date")),
    )


def _name(one: Identity) -> str:
    """What our thing is called."""
    return territories_by_key()[one.key].official_name if one.kind is SubjectKind.TERRITORY else one.key
