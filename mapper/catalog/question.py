"""A saved question: one query file with its header, as typed objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Text(NamedTuple):
    """A text in both languages."""

    en: str
    ko: str


class ParameterType(StrEnum):
    """What a parameter's value is, and as which RDF term it enters the query."""

    STRING = "string"
    """Any text: a plain literal."""
    INTEGER = "integer"
    """A whole number: xsd:integer, or bare digits after LIMIT and OFFSET."""
    YEAR = "year"
    """Four digits: xsd:integer."""
    CHOICE = "choice"
    """One of the choices, and nothing else: a plain literal."""
    IRI = "iri"
    """An absolute IRI."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the values to pick from come from: at most one of the three is filled."""

    values: tuple[str, ...] = ()
    scheme: str = ""
    """Name of a concept scheme of the ontology; its notations are the values."""
    query: str = ""
    """A SELECT query; the first column of its answer are the values. It has the file's prefixes."""

    def __bool__(self) -> bool:
        return bool(self.values or self.scheme or self.query)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question asks of the one who asks it; the variable `?_name` of its query."""

    name: str
    type: ParameterType
    description: Text
    default: str | None = None
    """None: a value has to be given. Empty: the question is not narrowed by it."""
    choices: Choices = field(default_factory=Choices)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that people say for a value, by the value; the notation and labels of a choice need not be repeated."""
    pattern: str = ""
    """A regular expression by which a value is found in a free question: its first group that matched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A question that anyone can ask of a release or an endpoint."""

    id: str
    """`<topic>/<question>`: the file's path below `queries/`, without its ending."""
    file: str
    text: str
    """The whole file: header and query."""
    summary: Text
    description: Text
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    keywords: tuple[str, ...] = ()
    """Words by which people ask for it, in any language, beside those of its summary and tags."""
    weak_keywords: tuple[str, ...] = ()
    """Words that fit it and others as well: they count about half."""
    chart: Mapping[str, Any]
    """A Vega-Lite specification without its data; empty for none."""
    columns: tuple[str, ...]
    """The answer's columns, in their order."""

    @property
    def name(self) -> str:
        """The question without its topic."""
        return self.id.rpartition("/")[2]

    @property
    def topic(self) -> str:
        """The folder that holds it."""
        return self.id.rpartition("/")[0]
