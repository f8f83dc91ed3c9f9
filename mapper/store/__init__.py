"""Where a graph is asked: the embedded store of a release or any SPARQL 1.1 endpoint, behind one protocol."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mapper.store.answer import Answer
    from mapper.store.credentials import Credentials


class Store(Protocol):
    """Whatever answers a SPARQL query."""

    def query(self, sparql: str) -> Answer:
        """Run a query that reads; raises QueryError, or EndpointError where a server is at fault."""
        ...


def open_store(release: Path, endpoint: str | None = None, credentials: Credentials | None = None) -> Store:
    """The endpoint where one is named, else the store of the release; raises ReleaseError or UsageError."""
    if endpoint is not None:
        from mapper.store.remote import RemoteStore

        return RemoteStore(endpoint, credentials=credentials)
    from mapper.store.release import ReleaseFiles

    return ReleaseFiles.open(release).open_store()


__all__ = ["Store", "open_store"]
