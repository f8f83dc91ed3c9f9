"""What the scripts of the page need to know: the questions as forms, cut into pieces between which values are put."""

from __future__ import annotations

from typing import Any, Final

from mapper.catalog import Parameter, SavedQuery, Text, load_questions
from mapper.catalog.binding import PATTERNS, list_pieces
from mapper.catalog.choices import list_closed_choices, read_labels, read_prologue
from mapper.keys import key_hash
from mapper.lexicon import load
from mapper.publishing.addresses import LANGUAGES, NODE_PATTERN, SUFFIXES, VOCABULARY
from mapper.publishing.description.questions import strip_header
from mapper.publishing.dumps import WHOLE
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.terms import load_terms
from mapper.publishing.views import LINES_A_PAGE
from mapper.vocabulary import WP_NAMESPACE

_EXAMPLE: Final = """SELECT ?class (COUNT(DISTINCT ?node) AS ?nodes)
WHERE { ?node a ?class }
GROUP BY ?class
ORDER BY DESC(?nodes) ?class
LIMIT 20
"""
"""What stands in the area for a query of one's own."""
_FIRST: Final = "budget/largest-projects"
"""The question that is chosen first."""


def describe_site(graphs: PublishedGraphs, dump_size: int) -> dict[str, Any]:
    """The site and its questions; `dump_size` is that of the compressed dump."""
    prefixes = load_terms().prefixes
    prologue = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes.items())
    questions = load_questions()
    return {
        "base": graphs.base,
        "vocabulary": {"iri": WP_NAMESPACE, "page": VOCABULARY},
        "nodes": NODE_PATTERN,
        "suffixes": SUFFIXES,
        "linesAPage": LINES_A_PAGE,
        "dump": {"file": WHOLE, "size": dump_size, "unpacked": count_bytes(graphs)},
        "documents": {entry.doc: key_hash((entry.doc,)) for entry in graphs.documents},
        "prefixes": prefixes,
        "example": f"{prologue}\n{_EXAMPLE}",
        "first": _FIRST,
        "words": load("console")["script"],
        "topics": [
            {"id": topic, "label": {language: load("console")["topics"][language][topic] for language in LANGUAGES}}
            for topic in dict.fromkeys(question.topic for question in questions)
        ],
        "questions": [describe_question(question) for question in questions],
    }


def count_bytes(graphs: PublishedGraphs) -> int:
    """Bytes of the dump before it is compressed."""
    return sum(graph.file.stat().st_size for graph in graphs.graphs)


def describe_question(question: SavedQuery) -> dict[str, Any]:
    """A question: its texts, its parameters, and its query in pieces."""
    return {
        "id": question.id,
        "topic": question.topic,
        "summary": _in_languages(question.summary),
        "description": _in_languages(question.description),
        "parameters": [_describe_parameter(question, parameter) for parameter in question.parameters],
        "pieces": _join_texts(question),
    }


def _join_texts(question: SavedQuery) -> list[Any]:
    """The pieces of a query, as few as there can be."""
    joined: list[Any] = [""]
    for piece in list_pieces(strip_header(question.text)):
        if isinstance(piece, str):
            joined[-1] += piece
        else:
            joined += [{"parameter": piece.name, "counts": piece.counts}, ""]
    return joined


def _describe_parameter(question: SavedQuery, parameter: Parameter) -> dict[str, Any]:
    """A parameter as a field."""
    choices = parameter.choices
    labels = read_labels(choices.scheme) if choices.scheme else {}
    query = f"{read_prologue(question.text)}\n{choices.query}" if choices.query else ""
    return {
        "name": parameter.name,
        "type": parameter.type.value,
        "description": _in_languages(parameter.description),
        "default": parameter.default,
        "pattern": PATTERNS[parameter.type][0].pattern if parameter.type in PATTERNS else "",
        "choices": [
            {"value": value, "label": _in_languages(labels[value]) if value in labels else None}
            for value in list_closed_choices(parameter)
        ],
        "choicesQuery": query,
    }


def _in_languages(text: Text) -> dict[str, str]:
    """A text by its language."""
    return text._asdict()
