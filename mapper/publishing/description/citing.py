"""Addresses of the descriptions; how a release is named and cited."""

from __future__ import annotations

from typing import Final

from mapper.publishing.published import PublishedGraphs
from mapper.publishing.terms import words

CATALOGUE: Final = "catalog"
"""Path of the catalogue and of the page of the dataset."""
QUESTIONS: Final = "questions"
"""Path of the saved questions."""
SERVICE: Final = "service"
"""Path of what is said of SPARQL services, without the rest of the catalogue."""
CONSOLE: Final = "sparql"
"""Path of the page that answers SPARQL in the browser."""


def release_iri(graphs: PublishedGraphs) -> str:
    """The IRI of this version of the dataset."""
    return f"{graphs.base}{CATALOGUE}#release-{graphs.version}"


def cite(graphs: PublishedGraphs, language: str) -> str:
    """The line by which a release is cited."""
    said = words(language)
    return f"{said['site']}, {said['version']} {graphs.version}, {release_iri(graphs)}"
