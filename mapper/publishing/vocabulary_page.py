"""The vocabulary on the site: one page for all terms, whose IRIs differ in the fragment only; Turtle and JSON-LD."""

from __future__ import annotations

from typing import Any, Final

from pyoxigraph import BlankNode, RdfFormat, Triple, serialize

from mapper.graph.nquads import RDFS
from mapper.graph.ontology import SKOS
from mapper.publishing.addresses import CONTEXT_FILE, JSON_LD, LANGUAGES, TURTLE, VOCABULARY, page_file
from mapper.publishing.folder import SiteFolder
from mapper.publishing.jsonld import write_context
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import MEDIA_TYPES, PageMaker
from mapper.publishing.terms import Terms, load_terms, words
from mapper.publishing.tokens import WP_PREFIX
from mapper.publishing.views import Value
from mapper.vocabulary import WP_NAMESPACE

_DCT: Final = "http://purl.org/dc/terms/"
_DOMAIN: Final = "https://schema.org/domainIncludes"


def write_vocabulary(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write page, Turtle, JSON-LD and the context that all JSON-LD of the site shares."""
    terms = load_terms()
    site.write_text(CONTEXT_FILE, write_context())
    triples = _with_stable_names(terms)
    prefixes = dict(terms.prefixes)
    for ending, form in ((TURTLE, RdfFormat.TURTLE), (JSON_LD, RdfFormat.JSON_LD)):
        content = serialize(triples, format=form, prefixes=prefixes)
        assert content is not None
        site.write(VOCABULARY + ending, content)
    maker = PageMaker(graphs.base)
    for language in LANGUAGES:
        site.write_text(
            page_file(VOCABULARY, language),
            maker.render("vocabulary.html", language, VOCABULARY, **_view(terms, language)),
        )


def _with_stable_names(terms: Terms) -> list[Triple]:
    """The triples of the vocabulary, blank nodes named in the order in which they come."""
    names: dict[str, BlankNode] = {}

    def name(term: Any) -> Any:
        return names.setdefault(term.value, BlankNode(f"b{len(names)}")) if isinstance(term, BlankNode) else term

    return [Triple(name(t.subject), t.predicate, name(t.object)) for t in terms.ontology.triples]


def _view(terms: Terms, language: str) -> dict[str, Any]:
    """What the template shows."""
    ontology, said = terms.ontology, words(language)
    sections = [
        _section("classes", said["class_terms"], ontology.classes(), terms, language),
        _section("properties", said["properties"], ontology.properties(), terms, language),
    ]
    for scheme in ontology.own(SKOS + "ConceptScheme"):
        concepts = [c for c in ontology.own(SKOS + "Concept") if scheme in ontology.objects(c, SKOS + "inScheme")]
        local = scheme.removeprefix(WP_NAMESPACE)
        heading = terms.label(WP_PREFIX + local, language)
        sections.append(
            {
                **_section(local, heading, concepts, terms, language),
                "note": terms.definitions[language][WP_PREFIX + local],
            }
        )
    shown = {term["id"] for section in sections for term in section["terms"]} | {s["anchor"] for s in sections}
    own = {str(triple.subject)[1:-1] for triple in ontology.triples if f"<{WP_NAMESPACE}" in str(triple.subject)}
    others = sorted(term for term in own - {WP_NAMESPACE} if term.removeprefix(WP_NAMESPACE) not in shown)
    sections.append(_section("other-terms", said["others"], others, terms, language))
    return {
        "title": ontology.text(WP_NAMESPACE, _DCT + "title", language),
        "description": ontology.text(WP_NAMESPACE, _DCT + "description", language),
        "iri": WP_NAMESPACE,
        "formats": [(kind, VOCABULARY + ending) for ending, kind in MEDIA_TYPES.items()],
        "downloads": [
            ("Turtle", VOCABULARY + TURTLE),
            ("JSON-LD", VOCABULARY + JSON_LD),
            ("JSON-LD context", CONTEXT_FILE),
        ],
        "sections": sections,
    }


def _section(anchor: str, heading: str, found: list[str], terms: Terms, language: str) -> dict[str, Any]:
    """Terms under one heading."""
    return {"anchor": anchor, "heading": heading, "note": "", "terms": [_term(term, terms, language) for term in found]}


def _term(term: str, terms: Terms, language: str) -> dict[str, Any]:
    """One term with its axioms."""
    short, said = WP_PREFIX + term.removeprefix(WP_NAMESPACE), words(language)
    other = next(name for name in LANGUAGES if name != language)
    axioms = (
        (said["below"], (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader")),
        (said["domain"], (_DOMAIN,)),
        (said["range"], (RDFS + "range",)),
        (terms.label(f"<{SKOS}notation>", language), (SKOS + "notation",)),
        (terms.label(f"<{SKOS}exactMatch>", language), (SKOS + "exactMatch",)),
        (terms.label(f"<{SKOS}closeMatch>", language), (SKOS + "closeMatch",)),
    )
    rows = [
        (name, [_link(v, terms) for p in predicates for v in terms.ontology.objects(term, p)])
        for name, predicates in axioms
    ]
    return {
        "id": term.removeprefix(WP_NAMESPACE),
        "name": short,
        "label": terms.label(short, language),
        "other": terms.labels[other].get(short, ""),
        "definition": terms.definitions[language].get(short, ""),
        "rows": [(name, values) for name, values in rows if values],
    }


def _link(value: str, terms: Terms) -> Value:
    """A term, as a link where it is an IRI."""
    if value.startswith(WP_NAMESPACE):
        local = value.removeprefix(WP_NAMESPACE)
        return Value(WP_PREFIX + local, f"#{local}")
    return Value(terms.curie(f"<{value}>"), value) if value.startswith("http") else Value(value)
