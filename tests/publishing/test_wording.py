"""Which properties repeat a document's words, and which licences permit it, is said in the vocabulary."""

from __future__ import annotations

import pytest

from mapper.graph.nquads import RDFS, XSD, iri, quote
from mapper.graph.ontology import load_ontology
from mapper.metadata import Licence
from mapper.publishing.tokens import cut_literal, iri_of, rebase, shorten, split_quad, text_of, type_of
from mapper.publishing.wording import load_wording
from mapper.vocabulary import WP, WP_NAMESPACE

OWN_WORDS = frozenset(
    {"assetClass", "asOfText", "block", "correctedField", "correctedTable", "description", "digest", "documentId"}
    | {"endText", "fiscalYear", "issuedText", "line", "linesText", "mediaType", "method", "number", "ontologyVersion"}
    | {"page", "period", "programVersion", "reason", "rule", "startText"}
)
"""Text properties whose values are the program's own or no words: names, numbers, dates, digests."""


def test_every_text_property_repeats_the_document_or_is_known_not_to() -> None:
    ontology, quoting = load_ontology(), load_wording().quoting
    texts = {
        term.removeprefix(WP_NAMESPACE)
        for term in ontology.properties()
        if ontology.objects(term, RDFS + "range") == [XSD + "string"]
    }
    unmarked = {name for name in texts if iri(WP_NAMESPACE + name) not in quoting}
    assert unmarked <= OWN_WORDS, "mark it with wp:quotesDocument, or name it here"


def test_properties_above_a_marked_one_are_cut_too() -> None:
    quoting = load_wording().quoting
    assert {iri(WP.name), "<https://schema.org/name>", iri(RDFS + "label")} <= quoting
    assert iri(WP.line) not in quoting


@pytest.mark.parametrize("licence", [*Licence, None])
def test_only_licences_for_any_purpose_permit_quotation(licence: Licence | None) -> None:
    assert load_wording().permits(licence) == (licence in {Licence.KOGL_0, Licence.KOGL_1})


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "가" * 40,
        "가" * 41,
        'say "<https://example.org/workplan/id/x/1>" \\ twice ' * 3,
        "\ttab\nline\x00 " * 9,
        "",
    ],
)
def test_a_literal_survives_and_is_cut_by_letters(text: str) -> None:
    token = quote(text)
    assert text_of(token) == text
    short = text_of(cut_literal(token))
    assert short == text if len(text) <= 40 else short == text[:39] + "…"
    assert type_of(cut_literal(token + "@ko")) == "@ko"


def test_iris_are_rebased_and_texts_that_look_like_one_are_not() -> None:
    old, new = "<https://example.org/workplan/", "<https://data.example.org/"
    line = (
        '<https://example.org/workplan/id/a/1> <https://schema.org/text> "<https://example.org/workplan/id/b/2> ." '
        "<https://example.org/workplan/graph/things> ."
    )
    subject, predicate, token, graph = split_quad(line)
    assert token == '"<https://example.org/workplan/id/b/2> ."'
    assert rebase(subject, old, new) == "<https://data.example.org/id/a/1>"
    assert rebase(token, old, new) == token
    assert rebase(predicate, old, new) == predicate
    assert rebase(graph, old, new) == "<https://data.example.org/graph/things>"


@pytest.mark.parametrize("term", ["https://data.example.org/id/a/1", WP.amount, "https://schema.org/name"])
def test_short_forms_lead_back(term: str) -> None:
    assert iri_of(shorten(f"<{term}>", "https://data.example.org/"), "https://data.example.org/") == term
