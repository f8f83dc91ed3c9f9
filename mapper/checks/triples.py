"""The triples of one document as text, indexed by predicate: what the compiled shapes run over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NamedTuple

RDF_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

Values = Mapping[str, list[str]]
"""Objects by subject, of one predicate."""

_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_NUMERIC: Final = frozenset({XSD + "integer", XSD + "decimal", XSD + "double", XSD + "float"})


class Text(NamedTuple):
    """A literal in its parts; the datatype is an IRI, `xsd:string` where none is written."""

    lexical: str
    language: str
    datatype: str


@lru_cache(maxsize=4096)
def read_literal(term: str) -> Text | None:
    """A term of canonical N-Triples as a literal; None for an IRI or blank node."""
    match = _LITERAL.fullmatch(term)
    if match is None:
        return None
    lexical, language, datatype = match.groups()
    if "\\" in lexical:
        lexical = _ESCAPE.sub(_unescape, lexical)
    return Text(lexical, language or "", datatype or XSD + "string")


def _unescape(match: re.Match[str]) -> str:
    """The character that an escape stands for."""
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])


@lru_cache(maxsize=4096)
def read_number(term: str) -> Decimal | None:
    """A numeric literal as a number; None for anything else, also where the letters are no number."""
    text = read_literal(term)
    if text is None or text.datatype not in _NUMERIC:
        return None
    try:
        number = Decimal(text.lexical)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def iri_of(term: str) -> str:
    """The IRI without its angle brackets."""
    return term[1:-1]


class Triples:
    """Objects by predicate and subject; terms are their N-Triples text.

    `wanted` says which predicates are kept (all if None): a shape names those that it looks at, and half of a
    document's triples repeat others in the standards' terms.
    """

    def __init__(self, wanted: frozenset[str] | None = None) -> None:
        self._wanted = wanted
        self._by_predicate: dict[str, dict[str, list[str]]] = {predicate: {} for predicate in wanted or ()}
        self._by_class: dict[str, list[str]] | None = None

    def add(self, quads: Iterable[str]) -> None:
        """Add lines of one graph in canonical N-Quads (single blanks, as `mapper.graph` writes them)."""
        end, cut = "", 0
        by_predicate, wanted = self._by_predicate, self._wanted
        for line in quads:
            subject, predicate, rest = line.split(" ", 2)
            objects = by_predicate.get(predicate)
            if objects is None:
                if wanted is not None:
                    continue
                objects = by_predicate[predicate] = {}
            if not end or not rest.endswith(end):
                end = rest[rest.rindex(" <") :]
                cut = -len(end)
            known = objects.get(subject)
            if known is None:
                objects[subject] = [rest[:cut]]
            else:
                known.append(rest[:cut])

    def of(self, predicate: str) -> Values:
        """Objects by subject of a predicate."""
        return self._by_predicate.get(predicate, {})

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects of one subject and predicate."""
        return self._by_predicate.get(predicate, {}).get(subject, [])

    def object(self, subject: str, predicate: str) -> str:
        """The first object of one subject and predicate; empty if there is none."""
        found = self.objects(subject, predicate)
        return found[0] if found else ""

    def instances(self, rdf_class: str) -> list[str]:
        """The subjects that are typed with a class; `mapper.graph` writes every class above too."""
        if self._by_class is None:
            self._by_class = {}
            for subject, classes in self.of(RDF_TYPE).items():
                for one in classes:
                    self._by_class.setdefault(one, []).append(subject)
        return self._by_class.get(rdf_class, [])

    def lines(self, predicates: Iterable[str]) -> Iterable[str]:
        """The triples of some predicates as N-Triples."""
        for predicate in predicates:
            for subject, objects in self.of(predicate).items():
                for one in objects:
                    yield f"{subject} {predicate} {one} ."
