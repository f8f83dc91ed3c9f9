"""Descriptions as files: triples that are said one by one, written as Turtle and JSON-LD without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import RdfFormat, parse, serialize

from mapper.graph.nquads import XSD, iri, literal, quote
from mapper.publishing.addresses import JSON_LD, LANGUAGES, TURTLE
from mapper.publishing.folder import SiteFolder

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ldqd": "http://www.w3.org/2016/05/ldqd#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
"""Namespaces by the prefix that the files use."""
_FORMS: Final = {TURTLE: RdfFormat.TURTLE, JSON_LD: RdfFormat.JSON_LD}


def term(curie: str) -> str:
    """A term of a standard in angle brackets."""
    prefix, _, local = curie.partition(":")
    return iri(PREFIXES[prefix] + local)


def number(value: int, kind: str = "integer") -> str:
    """A whole number."""
    return literal(str(value), datatype=XSD + kind)


def texts(values: dict[str, str]) -> list[str]:
    """A text in each language."""
    return [f"{quote(values[language])}@{language}" for language in LANGUAGES]


class Statements:
    """The triples of one description."""

    def __init__(self, base: str, path: str) -> None:
        self.base = base
        self.path = path
        self._lines: set[str] = set()

    def own(self, local: str) -> str:
        """A node of this description: a fragment of its address."""
        return iri(f"{self.base}{self.path}#{local}")

    def at(self, path: str) -> str:
        """A node or a file of the site."""
        return iri(self.base + path)

    def say(self, subject: str, predicate: str, *objects: str) -> None:
        """Say something of a node; `a` stands for its type, and objects are terms as N-Triples writes them."""
        verb = term("rdf:type" if predicate == "a" else predicate)
        self._lines.update(f"{subject} {verb} {token} ." for token in objects)

    def type(self, subject: str, *classes: str) -> str:
        """Say of which classes a node is; gives the node."""
        self.say(subject, "a", *map(term, classes))
        return subject

    def lines(self) -> Iterable[str]:
        """The triples, sorted."""
        return sorted(self._lines)

    def write(self, site: SiteFolder, path: str = "", endings: tuple[str, ...] = (TURTLE, JSON_LD)) -> None:
        """Write it in these forms, to its own address unless another is given."""
        triples = [quad.triple for quad in parse("\n".join(self.lines()), format=RdfFormat.N_TRIPLES)]
        for ending in endings:
            content = serialize(triples, format=_FORMS[ending], prefixes=PREFIXES)
            assert content is not None
            site.write((path or self.path) + ending, content)
