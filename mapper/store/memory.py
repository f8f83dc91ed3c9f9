"""The reference store: plain rdflib over N-Quads in memory. Slow; what the other stores are compared with."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.query import Result

from mapper.errors import QueryError
from mapper.store.answer import Answer, Rows, Term, Truth, sort_triples
from mapper.store.guard import check_query


class MemoryStore:
    """rdflib's Dataset; the default graph is the union of all named graphs."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._dataset = Dataset(default_union=True)
        for file in files:
            with file.open("rb") as stream, _without_own_warnings():
                self._dataset.parse(file=stream, format="nquads")

    def load(self, quads: str) -> None:
        """Add N-Quads."""
        with _without_own_warnings():
            self._dataset.parse(data=quads, format="nquads")

    def query(self, sparql: str) -> Answer:
        """Run a query; raises QueryError if it does not parse, does not run, or would do more than read."""
        if check_query(sparql).has_dataset:
            raise QueryError("FROM is refused here: rdflib would fetch the graph from the web.", hint="Use GRAPH.")
        try:
            with _without_own_warnings():
                return _read_result(self._dataset.query(sparql))
        except Exception as error:  # rdflib raises whatever its grammar and functions raise
            raise QueryError(f"rdflib does not run the query: {' '.join(str(error).split())[:200]}.") from error


@contextmanager
def _without_own_warnings() -> Iterator[None]:
    """Hide the deprecation warnings that rdflib 7.6 gives for calls of its own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Dataset\.", DeprecationWarning)
        yield


def _read_result(result: Result) -> Answer:
    """rdflib's answer as ours."""
    if result.type == "ASK":
        return Truth(bool(result.askAnswer))
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        graph = result.graph or ()
        return sort_triples(pyoxigraph.Triple(*map(_to_term, triple)) for triple in graph)  # type: ignore[arg-type]
    variables = result.vars or []
    rows = tuple(tuple(_to_term(row.get(name)) for name in variables) for row in result.bindings)
    return Rows(tuple(map(str, variables)), rows)


def _to_term(node: Any) -> Term | None:
    """An rdflib node as Oxigraph's term."""
    if isinstance(node, Literal):
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language)
        datatype = pyoxigraph.NamedNode(str(node.datatype)) if node.datatype else None
        return pyoxigraph.Literal(str(node), datatype=datatype)
    if isinstance(node, URIRef):
        return pyoxigraph.NamedNode(str(node))
    return pyoxigraph.BlankNode(str(node)) if isinstance(node, BNode) else None
