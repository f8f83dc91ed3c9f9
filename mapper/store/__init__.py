"""Where a graph is asked: the embedded store of a release or any SPARQL 1.1 endpoint, behind one protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mapper.store.answer import Answer


class Store(Protocol):
    """Whatever answers a SPARQL query."""

    def query(self, sparql: str) -> Answer:
        """Run a query that reads; raises QueryError, or EndpointError where a server is at fault."""
        ...


__all__ = ["Store"]
