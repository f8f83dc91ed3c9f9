"""Which words stand for which concepts: the labels of the ontology, English and Korean, and the lexicon's nouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from mapper.graph.fields import PLANS, Form
from mapper.graph.labels import LABELS
from mapper.graph.nquads import RDFS
from mapper.graph.ontology import SKOS, Ontology, load_ontology
from mapper.graph.terms import RANGES
from mapper.lexicon import load
from mapper.search.grams import split_words, squeeze
from mapper.search.marks import concept_mark, kind_mark
from mapper.vocabulary import CONCEPTS, WP

LANGUAGES: Final = ("en", "ko")
MOST_WORDS: Final = 3
"""A longer label describes its concept, so its Korean form is no translation of each of its words."""
MOST_NOUNS: Final = 4
_EMPTY_WORDS: Final = frozenset({"a", "all", "an", "and", "another", "in", "of", "one", "s", "the", "together"})


class Meaning(NamedTuple):
    """What a word stands for: rows with the token `mark` or, where that is empty, with the squeezed `text`."""

    word: str
    mark: str
    text: str


def list_meanings() -> list[Meaning]:
    """All meanings of words, sorted."""
    ontology = load_ontology()
    return sorted({*_mean_kinds(ontology), *_mean_concepts(ontology)})


def _mean_kinds(ontology: Ontology) -> Iterator[Meaning]:
    """The kinds of rows, by the labels of their classes and the names of their tables."""
    for record_class in LABELS:
        labels = [ontology.text(record_class.rdf_class, RDFS + "label", language) for language in LANGUAGES]
        for word in {word for label in (*labels, record_class.table) for word in _words_of(label)}:
            yield Meaning(word, kind_mark(record_class.table), "")


def _mean_concepts(ontology: Ontology) -> Iterator[Meaning]:
    """The concepts by their own labels and those of the broader ones; in Korean print by their Korean labels."""
    nouns = load("assets")["nouns"]
    for code_class in sorted(_code_classes()):
        for notation, iri in CONCEPTS[code_class].items():
            mark = concept_mark(iri.rpartition("#")[2])
            for concept in ontology.closure(iri, SKOS + "broader"):
                labels = [ontology.text(concept, SKOS + "prefLabel", language) for language in LANGUAGES]
                for word in {word for label in labels for word in _words_of(label)}:
                    yield Meaning(word, mark, "")
            english, korean = (ontology.text(iri, SKOS + "prefLabel", language) for language in LANGUAGES)
            printed = [korean]
            if code_class == WP.AssetClass and notation != "other":
                printed += _shortest(nouns.get(notation, "").split())
            if len(english.split()) <= MOST_WORDS:
                yield from (Meaning(word, "", squeeze(text)) for word in _words_of(english) for text in printed)


def _code_classes() -> set[str]:
    """The lists of codes that rows name concepts of."""
    return {
        RANGES[field.term]
        for record_class in LABELS
        for field in PLANS[record_class].bound
        if field.form in (Form.CODE, Form.OPEN_CODE)
    }


def _words_of(label: str) -> set[str]:
    """What a label is asked for by: all of it, each word between blanks, each word between signs."""
    parts = {squeeze(label), *map(squeeze, label.split()), *split_words(label)}
    return {part for part in parts if len(part) > 1 and part not in _EMPTY_WORDS}


def _shortest(nouns: list[str]) -> list[str]:
    """The first nouns that hold no other one: whatever holds them is found by them."""
    letters = list(dict.fromkeys(map(squeeze, nouns)))
    return [one for one in letters if not any(other in one and other != one for other in letters)][:MOST_NOUNS]
