"""Nodes of one graph on their way to sorted N-Quads: each a subject and its pairs of predicate and object."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mapper.graph.closure import SUPERCLASSES, SUPERPROPERTIES
from mapper.graph.nquads import RDF, RDFS, iri, quote

LABEL = iri(RDFS + "label") + " "
TEXT_LIMIT = 40
"""Letters of a document's own words that a label may repeat."""


@cache
def types_of(rdf_class: str) -> tuple[str, ...]:
    """The pairs that say a node's class: that one and all above it."""
    return tuple(f"{iri(RDF + 'type')} {iri(term)}" for term in SUPERCLASSES[rdf_class])


@cache
def predicates_of(term: str) -> tuple[str, ...]:
    """A property and all above it, each ready to take an object."""
    return tuple(iri(above) + " " for above in SUPERPROPERTIES.get(term, (term,)))


def pairs_of(term: str, token: str) -> list[str]:
    """The pairs that say one value of a property; none for an empty token."""
    return [predicate + token for predicate in predicates_of(term)] if token else []


def label_pair(text: str) -> str:
    """The pair that labels a node."""
    return LABEL + quote(text)


def cut(text: str) -> str:
    """A document's own words, short enough for a label."""
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"


class Nodes(dict[str, list[str]]):
    """Pairs by subject; a node may be added to, and a pair that is said twice is written once."""

    def add(self, node: str, *groups: Iterable[str]) -> None:
        """Add pairs to a node."""
        pairs = self.setdefault(node, [])
        for group in groups:
            pairs.extend(group)

    def lines(self, graph: str) -> tuple[str, ...]:
        """The lines of the graph, sorted by code point.

        Sorting node by node gives the order of the whole lines: no IRI in angle brackets is the beginning of
        another, and the space that ends an object comes before all that a longer object could hold there.
        """
        lines: list[str] = []
        for node in sorted(self):
            lines += [f"{node} {pair} {graph} ." for pair in sorted(set(self[node]))]
        return tuple(lines)
