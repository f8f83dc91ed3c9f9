"""Turtle of nodes, straight from terms in short form: the same nodes give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from mapper.graph.nquads import XSD
from mapper.publishing.terms import TYPE, load_terms
from mapper.publishing.tokens import OWN, WP_PREFIX, Pair, type_of

_LOCAL: Final = re.compile(r"[A-Za-z_](?:[\w-]*[\w])?", re.ASCII)
_INTEGER: Final = re.compile(r'"([+-]?[0-9]+)"')
_BARE: Final = {f"^^<{XSD}integer>": _INTEGER, f"^^<{XSD}boolean>": re.compile('"(true|false)"')}


class TurtleWriter:
    """Writes nodes and remembers which prefixes they need."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._used: set[str] = set()

    def node(self, subject: str, pairs: Iterable[Pair]) -> str:
        """One node with all that is said of it; pairs are sorted by predicate."""
        rows = []
        for predicate, group in groupby(pairs, itemgetter(0)):
            verb = "a" if predicate == TYPE else self._term(predicate)
            rows.append(f"{verb} {', '.join([self._term(token) for _, token in group])}")
        return f"{self._term(subject)} " + " ;\n    ".join(rows) + " .\n"

    def head(self) -> str:
        """The base and the prefixes that the nodes written so far need."""
        prefixes = load_terms().prefixes
        lines = [f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(self._used)]
        return f"@base <{self._base}> .\n{''.join(lines)}\n"

    def all_prefixes(self) -> str:
        """The head for a stream of nodes whose prefixes are not known before."""
        self._used.update(load_terms().prefixes)
        return self.head()

    def _term(self, term: str) -> str:
        """A term as Turtle writes it."""
        if term[0] == OWN:
            return f"<{term[1:]}>"
        if term[0] == '"':
            return self._literal(term)
        found, prefix = _shorten(term)
        if prefix:
            self._used.add(prefix)
        return found

    def _literal(self, token: str) -> str:
        """A literal; integers and truth values in short."""
        if token.endswith('"'):
            return token
        kind = type_of(token)
        if kind.startswith("@"):
            return token
        bare = _BARE.get(kind)
        if bare and (match := bare.match(token)):
            return match[1]
        return f"{token[: -len(kind)]}^^{self._term(kind[2:])}"


@lru_cache(maxsize=4096)
def _shorten(term: str) -> tuple[str, str]:
    """An IRI of a vocabulary with a prefix where one fits and its local name needs no escape; and the prefix."""
    if term.startswith(WP_PREFIX):
        return term, WP_PREFIX[:-1]
    for prefix, namespace in load_terms().prefixes.items():
        if term.startswith(namespace, 1) and _LOCAL.fullmatch(term[len(namespace) + 1 : -1]):
            return f"{prefix}:{term[len(namespace) + 1 : -1]}", prefix
    return term, ""


def write_turtle(base: str, nodes: Iterable[tuple[str, Iterable[Pair]]]) -> str:
    """A Turtle document of nodes."""
    writer = TurtleWriter(base)
    body = "\n".join(writer.node(subject, pairs) for subject, pairs in nodes)
    return writer.head() + body


def stream_turtle(base: str, nodes: Iterable[tuple[str, Iterable[Pair]]]) -> Iterator[str]:
    """A Turtle document of many nodes, piece by piece."""
    writer = TurtleWriter(base)
    yield writer.all_prefixes()
    for subject, pairs in nodes:
        yield writer.node(subject, pairs) + "\n"
