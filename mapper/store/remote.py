"""Any SPARQL 1.1 endpoint over HTTP, through SPARQLWrapper."""

from __future__ import annotations

import ast
import http.client
import time
import urllib.error
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import pyoxigraph
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed, SPARQLWrapperException

from mapper.errors import EndpointError, QueryError, UsageError
from mapper.store.answer import Answer, Rows, Truth, sort_triples, to_text
from mapper.store.credentials import Credentials
from mapper.store.embedded import read_solutions
from mapper.store.guard import Form, check_query

TIMEOUT_SECONDS: Final = 60
PAUSES_SECONDS: Final = (0.5, 2.0)
"""How long to wait before each further attempt when the endpoint fails or cannot be reached."""


class RemoteStore:
    """A SPARQL endpoint. Its default graph has to be the union of all graphs (docs/queries-howto.md)."""

    def __init__(
        self,
        endpoint: str,
        *,
        credentials: Credentials | None = None,
        timeout_seconds: int = TIMEOUT_SECONDS,
        pauses_seconds: tuple[float, ...] = PAUSES_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{endpoint!r} is no endpoint's address.", hint="Give one with http:// or https://.")
        self.endpoint, self._credentials = endpoint, credentials
        self._timeout, self._pauses, self._sleep = timeout_seconds, pauses_seconds, sleep

    def query(self, sparql: str) -> Answer:
        """Run a query; raises QueryError if the endpoint refuses it, EndpointError if it fails."""
        form = check_query(sparql).form
        rows = form in (Form.SELECT, Form.ASK)
        body, media_type = self._fetch(sparql, form, JSON if rows else TURTLE)
        try:
            if rows:
                results_format = pyoxigraph.QueryResultsFormat.JSON
                answer = read_solutions(pyoxigraph.parse_query_results(body, results_format))
                return _read_truth(answer) if form is Form.ASK else answer
            rdf_format = pyoxigraph.RdfFormat.from_media_type(media_type) or pyoxigraph.RdfFormat.TURTLE
            return sort_triples(quad.triple for quad in pyoxigraph.parse(body, rdf_format))
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"{self.endpoint} answers with {media_type or 'something'} that holds no SPARQL results.",
                hint="Is this the address of a SPARQL endpoint, not of a web page?",
            ) from error

    def _fetch(self, sparql: str, form: Form, accept: str) -> tuple[bytes, str]:
        """The answer's bytes and media type, after as many attempts as there are pauses, and one."""
        for pause in (*self._pauses, None):
            try:
                return self._introduce(sparql, form, accept)
            except (EndPointInternalError, OSError, http.client.HTTPException) as error:
                if isinstance(error, urllib.error.HTTPError):
                    error.close()
                    if error.code < 500:
                        raise EndpointError(f"{self.endpoint} refuses: {_explain(error)}.") from error
                if pause is None:
                    raise EndpointError(
                        f"{self.endpoint} does not answer: {_explain(error)}.",
                        hint=f"Tried {len(self._pauses) + 1} times, {self._timeout} s each; is it running?",
                    ) from error
                self._sleep(pause)
            except QueryBadFormed as error:
                raise QueryError(f"{self.endpoint} refuses the query: {_explain(error)}.") from error
            except SPARQLWrapperException as error:
                raise EndpointError(f"{self.endpoint} refuses: {_explain(error)}.") from error
        raise AssertionError("the last attempt returns or raises")

    def _introduce(self, sparql: str, form: Form, accept: str) -> tuple[bytes, str]:
        """One attempt, with name and password where the endpoint asks for them."""
        try:
            return self._request(sparql, form, accept)
        except SPARQLWrapperException as error:
            asks = error.__context__
            if self._credentials is None or not isinstance(asks, urllib.error.HTTPError) or asks.code != 401:
                raise
            if not self._credentials.learn(self.endpoint, asks.headers.get_all("WWW-Authenticate") or []):
                raise
        return self._request(sparql, form, accept)

    def _request(self, sparql: str, form: Form, accept: str) -> tuple[bytes, str]:
        """One attempt."""
        wrapper = SPARQLWrapper(self.endpoint, agent="workplan-graph")
        wrapper.setQuery(sparql)
        wrapper.queryType = form.value  # what SPARQLWrapper reads from the text by regular expressions
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(accept)
        wrapper.setTimeout(self._timeout)
        authorization = self._credentials.answer(self.endpoint, "POST") if self._credentials else None
        if authorization:
            wrapper.addCustomHttpHeader("Authorization", authorization)
        try:
            response = wrapper.query().response
        except SPARQLWrapperException as error:
            if isinstance(error.__context__, urllib.error.HTTPError):
                error.__context__.close()  # SPARQLWrapper leaves the connection open
            raise
        with response:
            return response.read(), response.headers.get_content_type()


def _read_truth(answer: Answer) -> Answer:
    """The answer of an ASK query; Virtuoso 7.2.5 gives it as a row that holds 1, or as no row."""
    if not isinstance(answer, Rows):
        return answer
    return Truth(any(to_text(cell) in ("1", "true") for row in answer.terms for cell in row))


def _explain(error: Exception) -> str:
    """The cause in one line, without the pages of HTML that some servers send."""
    if isinstance(error, urllib.error.HTTPError):
        return f"{error.code} {error.reason}"
    if isinstance(error, SPARQLWrapperException):
        said, _, response = str(error).partition("\n\nResponse:\n")
        body = ast.literal_eval(response).decode("utf-8", "replace") if response else ""
        words = " ".join((body or said.partition(": ")[2]).split())
        return "".join(filter(str.isprintable, words))[:200].rstrip(".")
    reason = getattr(error, "reason", error)
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
