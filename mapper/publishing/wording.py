"""What may be shown of a document's words: marks of the vocabulary on properties, and of the licences on concepts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mapper.graph.closure import SUPERPROPERTIES
from mapper.graph.nquads import iri
from mapper.graph.ontology import load_ontology
from mapper.metadata import Licence
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE

QUOTES_DOCUMENT = WP_NAMESPACE + "quotesDocument"
PERMITS_QUOTATION = WP_NAMESPACE + "permitsQuotation"


@dataclass(frozen=True, slots=True)
class Wording:
    """The marks, ready to be asked."""

    quoting: frozenset[str]
    """Predicates, in angle brackets, whose values repeat words of a document."""
    permitting: frozenset[Licence]
    """Licences under which a document's words may be published in full."""

    def permits(self, licence: Licence | None) -> bool:
        """Whether words may be published in full; without a licence they may not."""
        return licence in self.permitting


@cache
def load_wording() -> Wording:
    """Read the marks; a property above a marked one takes the same literals and is marked with it."""
    ontology = load_ontology()
    marked = {
        triple.subject.value  # type: ignore[union-attr]
        for triple in ontology.triples
        if triple.predicate.value == QUOTES_DOCUMENT
    }
    quoting = {iri(above) for term in marked for above in SUPERPROPERTIES.get(term, (term,))}
    permitting = {
        licence
        for licence in Licence
        if ontology.objects(CONCEPTS[WP.Licence][licence.value], PERMITS_QUOTATION) == ["true"]
    }
    return Wording(frozenset(quoting), frozenset(permitting))
