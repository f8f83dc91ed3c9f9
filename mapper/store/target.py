"""A server that takes graphs: by the SPARQL 1.1 Graph Store protocol, or by update requests of bounded size."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from urllib.parse import quote, urlsplit

from mapper.errors import EndpointError, UsageError
from mapper.store.credentials import Credentials

PAUSES_SECONDS: Final = (0.5, 2.0, 8.0)
TIMEOUT_SECONDS: Final = 300
UPDATE_TRIPLES: Final = 1000
"""Triples of an update request: more make some servers (Virtuoso) run out of the stack of their parser."""
STORE_TRIPLES: Final = 50_000
"""Triples of a request to a graph store."""
BATCH_BYTES: Final = 8 << 20
LEAST_TRIPLES: Final = 10
"""Down to so many triples a batch is halved that a server does not take."""
_BUSY: Final = (429, 502, 503, 504)
_TOO_MUCH: Final = (400, 413, 500)


class Target:
    """Where graphs are written. Without a graph store they go as updates to `update`."""

    def __init__(
        self,
        update: str,
        graph_store: str | None = None,
        credentials: Credentials | None = None,
        *,
        batch: int | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        for url in filter(None, (update, graph_store)):
            if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
                raise UsageError(f"{url!r} is no server's address.", hint="Give one with http:// or https://.")
        self._update, self._graph_store, self._credentials = update, graph_store, credentials
        self._batch = batch or (STORE_TRIPLES if graph_store else UPDATE_TRIPLES)
        self._sleep = sleep

    def replace(self, graph: str, triples: Sequence[str]) -> None:
        """Make a graph hold these triples (lines of N-Triples) and no others; without any it is gone."""
        self.drop(graph)
        self.add(graph, triples)

    def add(self, graph: str, triples: Sequence[str]) -> None:
        """Add triples to a graph, batch by batch."""
        for batch in cut_batches(triples, self._batch, BATCH_BYTES):
            self._add_batch(graph, batch)

    def drop(self, graph: str) -> None:
        """Remove a graph, whether it is there or not."""
        if self._graph_store is None:
            self._send(self._update, "POST", f"DROP SILENT GRAPH <{graph}>", "application/sparql-update")
        else:
            self._send(_name_graph(self._graph_store, graph), "DELETE", missing_is_fine=True)

    def _add_batch(self, graph: str, batch: Sequence[str]) -> None:
        """Send a batch; where the server chokes on it, its halves."""
        try:
            text = "\n".join(batch)
            if self._graph_store is None:
                text = f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}\n}} }}"
                self._send(self._update, "POST", text, "application/sparql-update")
            else:  # N-Triples are Turtle, which every server must read
                self._send(_name_graph(self._graph_store, graph), "POST", text + "\n", "text/turtle")
        except _RefusedError as error:
            if error.status not in _TOO_MUCH or len(batch) < 2 * LEAST_TRIPLES:
                raise
            self._batch = max(len(batch) // 2, LEAST_TRIPLES)  # so that no later batch is sent in vain
            for start in range(0, len(batch), self._batch):
                self._add_batch(graph, batch[start : start + self._batch])

    def _send(
        self, url: str, method: str, body: str | None = None, media_type: str = "", *, missing_is_fine: bool = False
    ) -> None:
        """One request with as many attempts as there are pauses, and one; raises EndpointError."""
        asked = False
        pauses = iter((*PAUSES_SECONDS, None))
        while True:
            try:
                self._request(url, method, body, media_type)
                return
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == 404 and missing_is_fine:
                        return
                    challenges = error.headers.get_all("WWW-Authenticate") or []
                    may_ask = error.code == 401 and self._credentials is not None and not asked
                    if may_ask and self._credentials is not None and self._credentials.learn(url, challenges):
                        asked = True
                        continue
                    pause = next(pauses) if error.code in _BUSY else None
                    if pause is None:
                        raise _RefusedError(url, error, known=self._credentials is not None) from error
            except (OSError, http.client.HTTPException) as error:
                pause = next(pauses)
                if pause is None:
                    reason = getattr(error, "reason", error)
                    raise EndpointError(
                        f"{_without_query(url)} does not answer: {getattr(reason, 'strerror', None) or reason}.",
                        hint="Is it running? Run the same command again: what is loaded whole is not sent twice.",
                    ) from error
            self._sleep(pause)

    def _request(self, url: str, method: str, body: str | None, media_type: str) -> None:
        """One attempt."""
        request = urllib.request.Request(url, None if body is None else body.encode("utf-8"), method=method)
        request.add_header("User-Agent", "workplan-graph")
        if media_type:
            request.add_header("Content-Type", f"{media_type}; charset=utf-8" if "turtle" in media_type else media_type)
        authorization = self._credentials.answer(url, method) if self._credentials else None
        if authorization:
            request.add_unredirected_header("Authorization", authorization)
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            response.read()


class _RefusedError(EndpointError):
    """A server that answers no; it says what it says."""

    def __init__(self, url: str, error: urllib.error.HTTPError, *, known: bool) -> None:
        self.status = error.code
        said = " ".join(error.read(2000).decode("utf-8", "replace").split())
        said = "" if "<html" in said.lower() else "".join(filter(str.isprintable, said))[:200].rstrip(".")
        advised = 403 if "permission" in said.lower() else error.code
        super().__init__(
            f"{_without_query(url)} refuses: {error.code} {error.reason}{f' ({said})' if said else ''}.",
            hint=_advise(advised, known=known),
        )


def cut_batches(triples: Sequence[str], most: int, most_bytes: int) -> Iterator[Sequence[str]]:
    """The triples in pieces, none of more triples or bytes than told (a longer triple stands alone)."""
    start = size = 0
    for place, triple in enumerate(triples):
        length = len(triple.encode("utf-8")) + 1
        if place > start and (place - start >= most or size + length > most_bytes):
            yield triples[start:place]
            start, size = place, 0
        size += length
    if start < len(triples):
        yield triples[start:]


def _advise(status: int, *, known: bool) -> str:
    """What a user can do about a status."""
    if status == 401:
        return "Are name and password right?" if known else "It wants a name and a password: give --user NAME."
    return {
        403: "May this user write there? Some servers have another address for those who may.",
        404: "Is this the address for updates, or of the graph store?",
        405: "Is this the address for updates? Queries often have another.",
        413: "Give a smaller --batch.",
        415: "Is this the address for updates? Queries often have another.",
    }.get(status, "")


def _name_graph(graph_store: str, graph: str) -> str:
    """The address of a graph in a graph store."""
    return f"{graph_store}{'&' if '?' in graph_store else '?'}graph={quote(graph, safe='')}"


def _without_query(url: str) -> str:
    """An address as messages name it."""
    return url.partition("?")[0]
