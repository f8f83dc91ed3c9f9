"""Terms of the published graph as text: rebasing and shortening IRIs, cutting literals. Nothing is parsed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from mapper.graph.nodes import TEXT_LIMIT, cut
from mapper.graph.nquads import quote
from mapper.graph.tokens import split_quad, text_of, type_of
from mapper.vocabulary import WP_NAMESPACE

_WP: Final = f"<{WP_NAMESPACE}"
OWN: Final = ":"
"""Begins the short form of an IRI of the site: `:id/projects/0a1b2c3d4e5f`."""
WP_PREFIX: Final = "wp:"

Pair = tuple[str, str]


def cut_literal(literal: str) -> str:
    """A literal of the document's words, short enough to be published without a licence."""
    if len(literal) <= TEXT_LIMIT + 2:
        return literal
    return quote(cut(text_of(literal))) + type_of(literal)


def rebase(token: str, old: str, new: str) -> str:
    """An IRI of the old base under the new one; both with the opening bracket. Literals stay as they are."""
    if token.startswith(old):
        return new + token[len(old) :]
    return token


def shorten(token: str, base: str) -> str:
    """A term as the workspace keeps it: `:path` of the site, `wp:name` of the vocabulary, others in full."""
    if token.startswith('"'):
        return token
    if token.startswith(base, 1):
        return OWN + token[len(base) + 1 : -1]
    if token.startswith(_WP):
        return WP_PREFIX + token[len(_WP) : -1]
    return token


def iri_of(term: str, base: str) -> str:
    """The IRI of a short form, without brackets."""
    if term.startswith(OWN):
        return base + term[1:]
    if term.startswith(WP_PREFIX):
        return WP_NAMESPACE + term[len(WP_PREFIX) :]
    return term[1:-1]


def by_subject(lines: Iterable[str], base: str) -> Iterator[tuple[str, list[Pair]]]:
    """Subjects of sorted lines with their pairs, all in short form."""
    quads = (split_quad(line) for line in lines)
    predicates: dict[str, str] = {}
    for subject, group in groupby(quads, itemgetter(0)):
        pairs = []
        for _, predicate, token, _graph in group:
            short = predicates.get(predicate)
            if short is None:
                short = predicates[predicate] = shorten(predicate, base)
            pairs.append((short, shorten(token, base)))
        yield shorten(subject, base), pairs


__all__ = [
    "OWN",
    "WP_PREFIX",
    "Pair",
    "by_subject",
    "cut_literal",
    "iri_of",
    "rebase",
    "shorten",
    "split_quad",
    "text_of",
    "type_of",
]
