"""The shapes on the site: what each demands, in words and in SHACL; Turtle and JSON-LD of all, the files themselves."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from mapper.graph.ontology import Ontology
from mapper.publishing.addresses import JSON_LD, LANGUAGES, SHAPES, TURTLE, page_file
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import MEDIA_TYPES, PageMaker
from mapper.publishing.terms import SHAPES_NAMESPACE, Terms, load_terms, words
from mapper.publishing.tokens import WP_PREFIX
from mapper.publishing.views import Value
from mapper.resources import ontology_file
from mapper.vocabulary import WP_NAMESPACE

FILES: Final = {"structure": f"{SHAPES}/structure{TURTLE}", "audit": f"{SHAPES}/audit{TURTLE}"}
"""Where the site has the files of the ontology as they are, with their comments; by their names there."""
_SH: Final = "http://www.w3.org/ns/shacl#"
_PREFIX: Final = "wps:"
_VALUES: Final = ("datatype", "class", "nodeKind", "minCount", "maxCount", "minLength", "pattern")
_BOUNDS: Final = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "lessThanOrEquals", "lessThan")
_LISTS: Final = ("in", "or")
CONSTRAINTS: Final = (*_VALUES, *_BOUNDS, *_LISTS)
"""Constraints that the page shows, by their names in SHACL; those of SPARQL have their query."""


@cache
def load_shapes() -> dict[str, Ontology]:
    """The shapes by file, blank nodes named in the order in which they come."""
    return {name: Ontology(tuple(_name_blanks(name))) for name in FILES}


def write_shapes(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write page, Turtle and JSON-LD of all shapes, and the two files."""
    shapes = load_shapes()
    for name, path in FILES.items():
        site.write(path, ontology_file(f"shapes/{name}{TURTLE}").read_bytes())
    triples = [triple for file in shapes.values() for triple in file.triples]
    for ending, form in ((TURTLE, RdfFormat.TURTLE), (JSON_LD, RdfFormat.JSON_LD)):
        content = serialize(triples, format=form, prefixes=dict(load_terms().prefixes))
        assert content is not None
        site.write(SHAPES + ending, content)
    maker = PageMaker(graphs.base)
    for language in LANGUAGES:
        said = words(language)
        forms = [("Turtle", SHAPES + TURTLE), ("JSON-LD", SHAPES + JSON_LD)]
        view: dict[str, Any] = {
            "title": said["shapes"],
            "iri": SHAPES_NAMESPACE,
            "formats": [(kind, SHAPES + ending) for ending, kind in MEDIA_TYPES.items()],
            "downloads": [*forms, *((path.rpartition("/")[2], path) for path in FILES.values())],
            "sections": [
                {
                    "anchor": f"shapes-{name}",
                    "heading": said[f"shapes_{name}"],
                    "note": said[f"shapes_{name}_note"],
                    "shapes": [_Shape(file, shape, language).view() for shape in file.subjects(_SH + "NodeShape")],
                }
                for name, file in shapes.items()
            ],
        }
        site.write_text(page_file(SHAPES, language), maker.render("shapes.html", language, SHAPES, **view))


class _Shape:
    """One shape, to be shown in one language."""

    def __init__(self, file: Ontology, iri: str, language: str) -> None:
        self.file, self.iri, self.language = file, iri, language
        self.terms: Terms = load_terms()

    def text(self, name: str, language: str = "", node: str = "") -> str:
        """A text of the shape, or of a part of it."""
        return self.file.text(node or self.iri, _SH + name, language or self.language)

    def objects(self, name: str) -> list[str]:
        """Values of a property of SHACL."""
        return self.file.objects(self.iri, _SH + name)

    def view(self) -> dict[str, Any]:
        """A shape of nodes, with those of their properties."""
        queries = self.objects("sparql")
        properties = [_Shape(self.file, iri, self.language) for iri in self.objects("property")]
        kinds = self.file.objects(self.iri, WP_NAMESPACE + "findingKind")
        return {
            **self._frame(),
            "targets": [self._link(iri) for iri in self.objects("targetClass")],
            "constraints": self._constraints(),
            "messages": [(language, text) for node in queries for language, text in self._messages(node)],
            "queries": ["\n".join(self.file.objects(node, _SH + "select")) for node in queries],
            "kinds": [self._link(iri) for iri in kinds],
            "properties": [
                {
                    **shape._frame(),
                    "path": self._link(shape.objects("path")[0]),
                    "constraints": shape._constraints(),
                }
                for shape in properties
            ],
        }

    def _frame(self) -> dict[str, Any]:
        """What every shape has."""
        local = self.iri.removeprefix(SHAPES_NAMESPACE)
        severity = self.objects("severity")[0].removeprefix(_SH)
        return {
            "id": local,
            "iri": self.iri,
            "short": _PREFIX + local,
            "name": self.text("name"),
            "description": self.text("description"),
            "severity": words(self.language)[f"severity_{severity}"],
        }

    def _messages(self, node: str) -> list[tuple[str, str]]:
        """What a result says, in each language, that of the page first."""
        order = sorted(LANGUAGES, key=lambda name: name != self.language)
        return [(language, self.text("message", language, node)) for language in order]

    def _constraints(self) -> list[tuple[str, list[Value]]]:
        """The constraints with their values."""
        found = []
        for name in (*_VALUES, *_BOUNDS):
            found += [(f"sh:{name}", [self._link(value)]) for value in self.objects(name)]
        for name in _LISTS:
            for head in self.objects(name):
                found.append((f"sh:{name}", [self._link(value) for value in self.file.members(head)]))
        return found

    def _link(self, value: str) -> Value:
        """A value; terms of the vocabulary and shapes lead to where they are described."""
        if value.startswith(SHAPES_NAMESPACE):
            local = value.removeprefix(SHAPES_NAMESPACE)
            return Value(_PREFIX + local, f"#{local}")
        if value.startswith(WP_NAMESPACE):
            local = value.removeprefix(WP_NAMESPACE)
            return Value(WP_PREFIX + local, f"{page_file('ns', self.language)}#{local}")
        return Value(self.terms.curie(f"<{value}>") if value.startswith("http") else value)


def _name_blanks(name: str) -> list[Triple]:
    """The triples of a file with blank nodes of names that stay."""
    names: dict[str, BlankNode] = {}

    def rename(term: Any) -> Any:
        return names.setdefault(term.value, BlankNode(f"{name}{len(names)}")) if isinstance(term, BlankNode) else term

    quads = parse(path=str(ontology_file(f"shapes/{name}{TURTLE}")))
    return [Triple(rename(quad.subject), quad.predicate, rename(quad.object)) for quad in quads]
