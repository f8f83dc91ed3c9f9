"""Terms of canonical N-Quads as text: taking lines apart, rebasing IRIs, cutting literals. Nothing is parsed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from mapper.graph.nodes import TEXT_LIMIT, cut
from mapper.graph.nquads import quote
from mapper.vocabulary import WP_NAMESPACE

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_PLAIN: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
_WP: Final = f"<{WP_NAMESPACE}"
OWN: Final = ":"
"""Begins the short form of an IRI of the site: `:id/projects/0a1b2c3d4e5f`."""
WP_PREFIX: Final = "wp:"

Pair = tuple[str, str]


def split_quad(line: str) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph of a line that ends with ` .`."""
    subject, predicate, rest = line.split(" ", 2)
    token, graph, _ = rest.rsplit(" ", 2)
    return subject, predicate, token, graph


def text_of(literal: str) -> str:
    """The text of a literal, escapes resolved."""
    inner = literal[1 : literal.rindex('"')]
    if "\\" not in inner:
        return inner
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _PLAIN.get(m[2], m[2]), inner)


def type_of(literal: str) -> str:
    """What follows the text of a literal: nothing, `@ko`, or `^^<datatype>`."""
    return literal[literal.rindex('"') + 1 :]


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
