"""The nodes of a graph as a comparison sees them: their class, and what the vocabulary's own properties say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, Final

from mapper.graph.closure import SUPERCLASSES
from mapper.graph.tokens import split_quad, text_of
from mapper.lexicon import load
from mapper.vocabulary import WP_NAMESPACE

_WP: Final = f"<{WP_NAMESPACE}"
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"
_OTHERS: Final = {
    "<http://purl.org/dc/terms/license>": "license",
    "<http://www.w3.org/ns/shacl#resultMessage>": "message",
}
"""Properties of standards that say what no property of the vocabulary says."""


@dataclass(slots=True)
class Node:
    """What a graph says of a node, without the standards' ways to say the same."""

    iri: str
    """In angle brackets."""
    rdf_class: str = ""
    """The most special class of the vocabulary, by its local name."""
    label: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    """Objects by the local name of the property, sorted."""

    def first(self, *names: str) -> str:
        """The first value of the first of these properties that it has, or an empty text."""
        return next((self.values[name][0] for name in names if name in self.values), "")

    def text(self, *names: str) -> str:
        """The same as the text of a literal."""
        token = self.first(*names)
        return text_of(token) if token.startswith('"') else ""

    @property
    def name(self) -> str:
        """What it is called: by its own words where it has some."""
        return self.text(*listed("name")) or self.label


def read_nodes(lines: Iterable[str]) -> Iterator[Node]:
    """The nodes of a graph's sorted lines."""
    for subject, group in groupby(map(split_quad, lines), _subject):
        yield make_node(subject, ((predicate, token) for _, predicate, token, _ in group))


def make_node(subject: str, pairs: Iterable[tuple[str, str]]) -> Node:
    """A node from its pairs of predicate and object."""
    node, depth = Node(subject), 0
    for predicate, token in pairs:
        if predicate.startswith(_WP):
            node.values.setdefault(predicate[len(_WP) : -1], []).append(token)
        elif predicate == _TYPE:
            if token.startswith(_WP) and (found := _depth(token)) > depth:
                node.rdf_class, depth = token[len(_WP) : -1], found
        elif predicate == _LABEL:
            node.label = node.label or text_of(token)
        elif predicate in _OTHERS:
            node.values.setdefault(_OTHERS[predicate], []).append(token)
    return node


@cache
def listed(name: str) -> tuple[str, ...]:
    """A list of classes or properties that the lexicon gives."""
    return tuple(load("changes")[name])


@cache
def set_apart() -> frozenset[str]:
    """Properties whose values say nothing of what a document states."""
    return frozenset(listed("apart"))


@cache
def qualifiers_of(rdf_class: str) -> tuple[str, ...]:
    """The properties that tell statements about the same thing apart."""
    found: dict[str, Any] = load("changes")["qualifiers"]
    return tuple(found.get(rdf_class, ()))


@cache
def value_of(rdf_class: str) -> str:
    """The property with the value of a statement; empty where a class has none."""
    return str(load("changes")["values"].get(rdf_class, ""))


@cache
def _depth(token: str) -> int:
    """How many classes stand above a class, itself included."""
    return len(SUPERCLASSES.get(token[1:-1], ())) + 1


def _subject(quad: tuple[str, str, str, str]) -> str:
    """The subject of a quad."""
    return quad[0]
