"""What terms are called on pages, and which of them are shown where: the vocabulary's labels and the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pyoxigraph import Literal, parse

from mapper.graph.closure import SUPERCLASSES
from mapper.graph.nquads import RDFS
from mapper.graph.ontology import SKOS, Ontology, load_ontology
from mapper.lexicon import load
from mapper.publishing.addresses import LANGUAGES, SHAPES, VOCABULARY
from mapper.publishing.tokens import WP_PREFIX
from mapper.resources import ontology_file
from mapper.vocabulary import WP_NAMESPACE

TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"
SHAPES_NAMESPACE: Final = "https://w3id.org/workplan/shapes#"
SHAPE_FILES: Final = ("shapes/structure.ttl", "shapes/audit.ttl")
"""Files of the ontology with shapes."""
SH_NAME: Final = "http://www.w3.org/ns/shacl#name"
_EXTRA_PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
    "wps": SHAPES_NAMESPACE,
}


@dataclass(frozen=True)
class Terms:
    """Labels by term (in short form) and language."""

    labels: Mapping[str, Mapping[str, str]]
    definitions: Mapping[str, Mapping[str, str]]
    prefixes: Mapping[str, str]
    """Namespaces by prefix."""
    ontology: Ontology

    def label(self, term: str, language: str) -> str:
        """What a term is called; its short name where nobody says."""
        return self.labels[language].get(term) or self.curie(term)

    def curie(self, term: str) -> str:
        """A term as `prefix:name`, in full where no prefix fits."""
        if not term.startswith("<"):
            return term
        for prefix, namespace in self.prefixes.items():
            if term.startswith(namespace, 1):
                return f"{prefix}:{term[len(namespace) + 1 : -1]}"
        return term[1:-1]


@cache
def load_terms() -> Terms:
    """Read the vocabulary and the lexicon."""
    ontology = load_ontology()
    prefixes = dict(sorted({**_read_prefixes(), **_EXTRA_PREFIXES}.items()))
    labels: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    definitions: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    subjects = (str(triple.subject)[1:-1] for triple in ontology.triples)
    own = {subject for subject in subjects if subject.startswith(WP_NAMESPACE)}
    for term in sorted(own):
        short = WP_PREFIX + term.removeprefix(WP_NAMESPACE)
        for language in LANGUAGES:
            name = ontology.text(term, RDFS + "label", language) or ontology.text(term, SKOS + "prefLabel", language)
            labels[language][short] = name
            definitions[language][short] = ontology.text(term, SKOS + "definition", language)
    for quad in (quad for name in SHAPE_FILES for quad in parse(path=str(ontology_file(name)))):
        if quad.predicate.value == SH_NAME and isinstance(quad.object, Literal):
            labels[str(quad.object.language)][str(quad.subject)] = quad.object.value
    for language, terms in load("publishing")["terms"].items():
        for curie, name in terms.items():
            prefix, _, local = curie.partition(":")
            labels[language][f"<{prefixes[prefix]}{local}>"] = name
    return Terms(labels, definitions, prefixes, ontology)


def find_class(types: Sequence[str]) -> str:
    """The most special class of the vocabulary among the types of a node; empty where it has none."""
    own = [term for term in types if term.startswith(WP_PREFIX)]
    return max(own, key=_depth, default="").removeprefix(WP_PREFIX)


@cache
def _depth(term: str) -> tuple[int, str]:
    """How many classes stand above a class."""
    return len(SUPERCLASSES.get(WP_NAMESPACE + term.removeprefix(WP_PREFIX), ())), term


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of the pages themselves."""
    found: Mapping[str, str] = load("publishing")["words"][language]
    return found


@cache
def shown(name: str) -> tuple[str, ...]:
    """A list of properties or kinds that the lexicon gives, properties in short form."""
    return tuple(load("publishing")["show"][name])


@cache
def columns_of(rdf_class: str) -> tuple[str, ...]:
    """The columns of the table that lists nodes of a class, in short form."""
    found: Any = load("publishing")["columns"].get(rdf_class, ["label"])
    return tuple(_SPECIAL.get(name) or WP_PREFIX + name for name in found)


def schema_type(rdf_class: str) -> str:
    """The schema.org type of a class."""
    return str(load("publishing")["schema"].get(rdf_class, "Thing"))


def term_page(term: str) -> str:
    """Where the site describes a term of the vocabulary, or a shape: page and fragment, without the file's ending."""
    if term.startswith(SHAPES_NAMESPACE, 1):
        return f"{SHAPES}#{term[len(SHAPES_NAMESPACE) + 1 : -1]}"
    return f"{VOCABULARY}#{term.removeprefix(WP_PREFIX)}"


_SPECIAL: Final = {
    "label": LABEL,
    "license": "<http://purl.org/dc/terms/license>",
    "hasSource": "<http://www.w3.org/ns/oa#hasSource>",
}
"""Columns that are properties of standards."""


def _read_prefixes() -> dict[str, str]:
    """The prefixes of the vocabulary's own file."""
    prefixes = {}
    for line in ontology_file("workplan.ttl").read_text(encoding="utf-8").splitlines():
        if line.startswith("@prefix "):
            _, prefix, namespace, _ = line.split()
            prefixes[prefix.removesuffix(":")] = namespace[1:-1]
    return prefixes
