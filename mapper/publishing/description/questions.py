"""The saved questions in the form of SIB's sparql-examples: one file for each, one for all, and a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from mapper.catalog import SavedQuery, bind, load_questions
from mapper.graph.nquads import iri, quote
from mapper.lexicon import load
from mapper.publishing.addresses import JSON_LD, LANGUAGES, TURTLE, page_file
from mapper.publishing.description.citing import CONSOLE, QUESTIONS
from mapper.publishing.description.writing import Statements, texts
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import MEDIA_TYPES, PageMaker
from mapper.publishing.terms import words

_HEADER: Final = "#+"


def write_questions(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write every question that can be asked without giving it anything."""
    together = Statements(graphs.base, QUESTIONS)
    shown: list[tuple[SavedQuery, str]] = []
    for question in load_questions():
        if any(parameter.default is None for parameter in question.parameters):
            continue
        sparql = write_query(question)
        shown.append((question, sparql))
        alone = Statements(graphs.base, QUESTIONS)
        for statements in (alone, together):
            _describe(statements, question, sparql, graphs.endpoint)
        alone.write(site, f"{QUESTIONS}/{question.id}", (TURTLE,))
    together.write(site)
    maker = PageMaker(graphs.base)
    for language in LANGUAGES:
        view: dict[str, Any] = {
            "title": words(language)["questions"],
            "formats": [(kind, QUESTIONS + ending) for ending, kind in MEDIA_TYPES.items()],
            "downloads": [("Turtle", QUESTIONS + TURTLE), ("JSON-LD", QUESTIONS + JSON_LD)],
            "count": len(shown),
            "topics": _group(shown, language),
            "console": page_file(CONSOLE, language) if graphs.engine is not None else "",
        }
        site.write_text(page_file(QUESTIONS, language), maker.render("questions.html", language, QUESTIONS, **view))


def write_query(question: SavedQuery) -> str:
    """The query alone, its parameters replaced by their defaults."""
    return strip_header(bind(question, {}))


def strip_header(sparql: str) -> str:
    """A query without the lines that describe it."""
    return "\n".join(line for line in sparql.splitlines() if not line.startswith(_HEADER)).strip() + "\n"


def local_name(question: SavedQuery) -> str:
    """The fragment of a question's IRI."""
    return question.id.replace("/", "-")


def _describe(statements: Statements, question: SavedQuery, sparql: str, endpoint: str) -> None:
    """A question with its query; the endpoint is its target where there is one."""
    node = statements.own(local_name(question))
    statements.type(node, "sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")
    statements.say(node, "rdfs:comment", *texts(question.summary._asdict()))
    statements.say(node, "dct:description", *texts(question.description._asdict()))
    statements.say(node, "sh:select", quote(sparql))
    statements.say(node, "schema:keywords", *map(quote, question.tags))
    if endpoint:
        statements.say(node, "schema:target", iri(endpoint))


def _group(shown: Sequence[tuple[SavedQuery, str]], language: str) -> list[dict[str, Any]]:
    """The questions under their topics."""
    names = load("console")["topics"][language]
    return [
        {
            "id": topic,
            "name": names[topic],
            "questions": [_view(question, sparql, language) for question, sparql in group],
        }
        for topic, group in groupby(shown, key=lambda pair: pair[0].topic)
    ]


def _view(question: SavedQuery, sparql: str, language: str) -> dict[str, str]:
    """A question as its page shows it."""
    return {
        "id": local_name(question),
        "name": question.id,
        "summary": getattr(question.summary, language),
        "description": getattr(question.description, language),
        "sparql": sparql,
        "file": f"{QUESTIONS}/{question.id}{TURTLE}",
    }
