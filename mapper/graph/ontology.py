"""The ontology as data: look-ups, its closure, and its graph in a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from mapper.graph.nquads import RDF, RDFS, iri, literal
from mapper.keys import shared_graph_iri
from mapper.resources import ontology_file
from mapper.vocabulary import WP_NAMESPACE

FILES = ("workplan.ttl", "concepts.ttl", "topics.ttl", "alignments.ttl")
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True)
class Ontology:
    """The triples of `ontology/*.ttl` (shapes apart), with the few look-ups that others need."""

    triples: tuple[Triple, ...]

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[NamedNode | BlankNode | Literal]]:
        """Objects by subject and predicate, in the order of the files."""
        index: dict[tuple[str, str], list[NamedNode | BlankNode | Literal]] = {}
        for triple in self.triples:
            assert not isinstance(triple.object, Triple)
            index.setdefault((_text(triple.subject), triple.predicate.value), []).append(triple.object)
        return index

    def objects(self, subject: str, predicate: str) -> list[str]:
        """IRIs and texts that stand as object, in the order of the files."""
        return [_text(term) for term in self._index.get((subject, predicate), ())]

    def text(self, subject: str, predicate: str, language: str) -> str:
        """The literal of that language, or an empty text."""
        for term in self._index.get((subject, predicate), ()):
            if isinstance(term, Literal) and (term.language or "") == language:
                return term.value
        return ""

    def subjects(self, rdf_class: str) -> list[str]:
        """IRIs with that class, in the order of the files."""
        return [
            triple.subject.value
            for triple in self.triples
            if isinstance(triple.subject, NamedNode)
            and triple.predicate.value == RDF + "type"
            and isinstance(triple.object, NamedNode)
            and triple.object.value == rdf_class
        ]

    def own(self, rdf_class: str) -> list[str]:
        """Terms of this vocabulary with that class, sorted."""
        return sorted(term for term in self.subjects(rdf_class) if term.startswith(WP_NAMESPACE))

    def classes(self) -> list[str]:
        """The classes of this vocabulary."""
        return self.own(OWL + "Class")

    def properties(self) -> list[str]:
        """The properties of this vocabulary."""
        return sorted(self.own(OWL + "ObjectProperty") + self.own(OWL + "DatatypeProperty"))

    def closure(self, term: str, axiom: str) -> list[str]:
        """The term and all above it by `rdfs:subClassOf`, `rdfs:subPropertyOf` or `skos:broader`."""
        found = [term]
        for lower in found:  # grows while it runs
            found.extend(upper for upper in self.objects(lower, axiom) if upper not in found)
        return found

    def key(self, rdf_class: str) -> list[str]:
        """The properties of `owl:hasKey`."""
        heads = self.objects(rdf_class, OWL + "hasKey")
        return list(self.members(heads[0])) if heads else []

    def members(self, node: str) -> Iterator[str]:
        """The members of an RDF list."""
        while node != RDF + "nil":
            yield self.objects(node, RDF + "first")[0]
            node = self.objects(node, RDF + "rest")[0]


def load_ontology() -> Ontology:
    """Parse the files of the ontology."""
    return Ontology(
        tuple(quad.triple for name in FILES for quad in parse(path=ontology_file(name), format=RdfFormat.TURTLE))
    )


def ontology_version() -> str:
    """The version that the vocabulary gives itself."""
    return load_ontology().objects(WP_NAMESPACE, OWL + "versionInfo")[0]


def ontology_graph_quads(base: str) -> tuple[str, ...]:
    """The graph of the ontology: sorted lines of the vocabulary and the schemes with their closure.

    The closure adds to each triple those of the superproperties, to each node the superclasses of its class,
    and to each concept `skos:broaderTransitive`. Axioms written with blank nodes (keys, the union of
    datatypes) stay in the files.
    """
    ontology = load_ontology()
    graph = iri(shared_graph_iri(base, "ontology"))
    return tuple(sorted({f"{line} {graph} ." for line in _closed_triples(ontology)}))


def _closed_triples(ontology: Ontology) -> Iterator[str]:
    """Each triple with what follows from it, as N-Triples without the final point."""
    for triple in ontology.triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            continue
        subject, predicate = iri(_text(triple.subject)), triple.predicate.value
        for property_ in ontology.closure(predicate, RDFS + "subPropertyOf"):
            yield f"{subject} {iri(property_)} {_token(triple.object)}"
        if predicate == RDF + "type":
            yield from _pairs(subject, predicate, ontology.closure(_text(triple.object), RDFS + "subClassOf"))
        if predicate == SKOS + "broader":
            above = ontology.closure(_text(triple.object), SKOS + "broader")
            yield from _pairs(subject, SKOS + "broaderTransitive", above)


def _pairs(subject: str, predicate: str, objects: Iterable[str]) -> Iterator[str]:
    """One triple per object."""
    return (f"{subject} {iri(predicate)} {iri(value)}" for value in objects)


def _text(term: object) -> str:
    """The IRI or the text of a term; of a blank node its label in this parse."""
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return term.value


def _token(term: object) -> str:
    """A named node or literal as N-Quads writes it."""
    if isinstance(term, NamedNode):
        return iri(term.value)
    assert isinstance(term, Literal)
    return literal(term.value, language=term.language or "", datatype=term.datatype.value)
