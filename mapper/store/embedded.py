"""The store of a release: Oxigraph on disk, in this process, opened to be read only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from pathlib import Path

import pyoxigraph

from mapper.errors import QueryError, ReleaseError
from mapper.store.answer import Answer, Rows, Truth, sort_triples
from mapper.store.guard import check_query


class EmbeddedStore:
    """Oxigraph over the folder `path`; the default graph is the union of all named graphs."""

    _graphs: tuple[pyoxigraph.NamedNode | pyoxigraph.BlankNode, ...] = ()
    """What it knows of, its default graph being their union; all of them where none is named."""

    def __init__(self, path: Path) -> None:
        try:
            self._store = pyoxigraph.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            raise ReleaseError(
                f"the store cannot be opened: {error}.", file=str(path), hint="Build the release again."
            ) from error

    def query(self, sparql: str) -> Answer:
        """Run a query; raises QueryError if it does not parse, does not run, or would do more than read."""
        checked = check_query(sparql)
        try:
            if self._graphs and not checked.has_dataset:
                some = [*self._graphs]
                found = self._store.query(sparql, default_graph=[*some], named_graphs=some)
            else:
                found = self._store.query(sparql, use_default_graph_as_union=not checked.has_dataset)
            return read_solutions(found)
        except SyntaxError as error:
            raise QueryError(_explain(str(error))) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query does not run: {error}.") from error

    def part(self, graphs: Iterable[str]) -> EmbeddedStore:
        """The same store as if it held only some graphs, by their IRIs.

        Oxigraph looks every triple of the default graph up in each of them: what a query asks with GRAPH is cheaper.
        """
        some = copy(self)
        some._graphs = tuple(map(pyoxigraph.NamedNode, graphs))
        return some


def read_solutions(
    found: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples,
) -> Answer:
    """Oxigraph's answer as ours."""
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Truth(bool(found))
    if isinstance(found, pyoxigraph.QueryTriples):
        return sort_triples(found)
    variables = tuple(variable.value for variable in found.variables)
    return Rows(variables, tuple(tuple(solution) for solution in found))


def _explain(message: str) -> str:
    """Oxigraph's message (`error at 1:16: expected ...`, often a page of characters) as one sentence."""
    place = re.match(r"error at (\d+):(\d+): ", message)
    if place is None:
        return f"the query does not parse: {' '.join(message.split())[:200]}."
    reasons = re.findall(r"[A-Z][A-Za-z]+(?: [a-z]+| [A-Z]+)+", message[place.end() :])
    reason = f": {reasons[0]}" if reasons else ""
    return f"line {place[1]}, column {place[2]} of the query does not parse{reason}."
