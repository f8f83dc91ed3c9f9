"""A reconciliation service over HTTP: manifest and queries of the W3C community's Reconciliation Service API 0.2."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from mapper.errors import EndpointError, UsageError

VERSION: Final = "0.2"
TIMEOUT_SECONDS: Final = 60
PAUSES_SECONDS: Final = (1.0, 5.0)
"""How long to wait before each further attempt when the service fails, is busy or cannot be reached."""
LONGEST_PAUSE_SECONDS: Final = 120
"""What a service may ask for at most before the next attempt."""
QUERIES_A_BATCH: Final = 10
LONGEST_ANSWER: Final = 16 * 1024 * 1024
_BUSY: Final = frozenset((429, 503))
_TOO_LARGE: Final = 413


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    name: str
    types: tuple[str, ...] = ()
    """Ids of the service's types."""
    properties: tuple[tuple[str, str | Entity], ...] = ()
    """Ids of the service's properties, each with a text or an entity of the service."""
    limit: int = 3

    def to_json(self) -> dict[str, Any]:
        """The query as the service reads it."""
        values: dict[str, Any] = {"query": self.name, "limit": self.limit}
        if self.types:
            values["type"] = self.types[0] if len(self.types) == 1 else list(self.types)
            values["type_strict"] = "any"
        if self.properties:
            values["properties"] = [
                {"pid": pid, "v": {"id": value.id} if isinstance(value, Entity) else value}
                for pid, value in self.properties
            ]
        return values


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the service, as the value of a property."""

    id: str


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate that the service names."""

    id: str
    name: str
    description: str
    types: tuple[str, ...]
    """Their names, or ids where they have none."""
    score: float
    match: bool
    """Whether the service is certain."""


@dataclass(frozen=True, slots=True)
class ServiceManifest:
    """What a service says of itself."""

    name: str
    identifier_space: str
    view: str
    """Address of an entity's page, with `{{id}}`; empty where it is not told."""
    batch_size: int
    """Queries that it takes at once; 0 where it is not told."""

    def iri_of(self, entity: str) -> str:
        """The IRI of an entity; empty where the service does not say how ids become IRIs."""
        if entity.startswith(("http://", "https://")):
            return entity
        safe = quote(entity, safe="-._~!$&'()*+,;=:@/")
        if self.identifier_space.endswith(("/", "#", "=")):
            return self.identifier_space + safe
        return self.view.replace("{{id}}", safe) if "{{id}}" in self.view else ""


class ReconciliationService:
    """A service by its address; raises EndpointError for whatever is wrong with it."""

    def __init__(
        self,
        url: str,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        pauses_seconds: tuple[float, ...] = PAUSES_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{url!r} is no service's address.", hint="Give one with http:// or https://.")
        self.url = url
        self._timeout, self._pauses, self._sleep = timeout_seconds, pauses_seconds, sleep

    def read_manifest(self) -> ServiceManifest:
        """The manifest, checked; a redirection is followed, and holds for the queries, too."""
        said = self._ask(None)
        if "identifierSpace" not in said or "schemaSpace" not in said or not isinstance(said.get("name"), str):
            raise EndpointError(
                f"{self.url} answers with no manifest of a reconciliation service.",
                hint="Is this the address of the service itself, not of its documentation?",
            )
        versions = said.get("versions", ["0.1"])
        if not isinstance(versions, list) or VERSION not in versions:
            told = ", ".join(map(str, versions)) if isinstance(versions, list) else str(versions)
            raise EndpointError(f"{self.url} speaks version {told} of the Reconciliation API, not {VERSION}.")
        view, size = said.get("view"), said.get("batchSize")
        address = view.get("url") if isinstance(view, dict) else ""
        return ServiceManifest(
            name=said["name"],
            identifier_space=str(said["identifierSpace"]),
            view=address if isinstance(address, str) else "",
            batch_size=size if isinstance(size, int) and not isinstance(size, bool) and size > 0 else 0,
        )

    def match(self, queries: Sequence[Query], batch_size: int = QUERIES_A_BATCH) -> Iterator[tuple[Found, ...]]:
        """The candidates of each query in the order of the queries, asked for some at a time.

        A batch that the service finds too large (413) is halved, and so are those that follow.
        """
        start, size = 0, max(1, batch_size)
        while start < len(queries):
            some = queries[start : start + size]
            try:
                found = self._match(some)
            except _TooLargeError:
                size = len(some) // 2
                continue
            yield from found
            start += len(some)

    def _match(self, queries: Sequence[Query]) -> list[tuple[Found, ...]]:
        """One batch."""
        names = [f"q{number}" for number in range(len(queries))]
        batch = {name: query.to_json() for name, query in zip(names, queries, strict=True)}
        form = urlencode({"queries": json.dumps(batch, ensure_ascii=False)}).encode("ascii")
        try:
            said = self._ask(form)
        except _TooLargeError as error:
            if len(queries) > 1:
                raise
            raise EndpointError(f"{self.url} finds even one query too large.") from error
        return [_read_candidates(said, name, self.url) for name in names]

    def _ask(self, form: bytes | None) -> dict[str, Any]:
        """A JSON object, after as many attempts as there are pauses, and one."""
        for pause in (*self._pauses, None):
            wanted = 0.0
            cause: Exception
            try:
                return self._request(form)
            except urllib.error.HTTPError as error:
                error.close()
                if error.code == _TOO_LARGE and form is not None:
                    raise _TooLargeError from error
                if error.code < 500 and error.code not in _BUSY:
                    raise EndpointError(f"{self.url} refuses: {error.code} {error.reason}.") from error
                reason, cause = f"{error.code} {error.reason}", error
                wanted = _read_pause(error.headers.get("Retry-After", "")) if error.code in _BUSY else 0.0
            except (OSError, http.client.HTTPException) as error:
                reason, cause = _explain(error), error
            if pause is None:
                raise EndpointError(
                    f"{self.url} does not answer: {reason}.",
                    hint=f"Tried {len(self._pauses) + 1} times, {self._timeout:g} s each.",
                ) from cause
            self._sleep(max(pause, wanted))
        raise AssertionError("the last attempt returns or raises")

    def _request(self, form: bytes | None) -> dict[str, Any]:
        """One attempt."""
        headers = {"Accept": "application/json", "User-Agent": "workplan-graph"}
        request = urllib.request.Request(self.url, data=form, headers=headers)
        until = time.monotonic() + self._timeout
        with urllib.request.urlopen(request, timeout=self._timeout) as response:
            content = _read_within(response, until)
            if form is None:
                self.url = response.geturl()
        if len(content) > LONGEST_ANSWER:
            raise EndpointError(f"{self.url} answers with more than {LONGEST_ANSWER // 1024**2} MB.")
        try:
            said = json.loads(content)
        except ValueError as error:
            hint = "Is this the address of the service itself, not of its documentation?"
            raise EndpointError(f"{self.url} answers with no JSON.", hint=hint) from error
        if not isinstance(said, dict):
            raise EndpointError(f"{self.url} answers with JSON that is no object.")
        return said


class _TooLargeError(Exception):
    """A batch that the service finds too large."""


def _read_within(response: http.client.HTTPResponse, until: float) -> bytes:
    """An answer's bytes; one that trickles in is ended when its time is over."""
    parts, size = [], 0
    while size <= LONGEST_ANSWER and (part := response.read1(65536)):
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise TimeoutError("timed out")
    return b"".join(parts)


def _read_candidates(said: dict[str, Any], name: str, url: str) -> tuple[Found, ...]:
    """The candidates of one query, the best first; equal scores by id."""
    answer = said.get(name)
    listed = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise EndpointError(f"{url} leaves out the candidates of a query.")
    found = []
    for one in listed:
        score = one.get("score", 0) if isinstance(one, dict) else None
        if not isinstance(one, dict) or not one.get("id") or not isinstance(score, int | float):
            raise EndpointError(f"{url} names a candidate without id or score.")
        listed_types = one.get("type")
        kinds = listed_types if isinstance(listed_types, list) else []
        found.append(
            Found(
                id=str(one["id"]),
                name=" ".join(str(one.get("name") or one["id"]).split()),
                description=" ".join(str(one.get("description") or "").split()),
                types=tuple(
                    str((kind.get("name") or kind["id"]) if isinstance(kind, dict) else kind) for kind in kinds
                ),
                score=float(score),
                match=one.get("match") is True,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.score, one.id)))


def _read_pause(text: str) -> float:
    """The seconds that a busy service asks for, where it asks for seconds, and for no more than is bearable."""
    return float(min(int(text), LONGEST_PAUSE_SECONDS)) if text.isascii() and text.isdecimal() else 0.0


def _explain(error: Exception) -> str:
    """The cause in one line."""
    reason = getattr(error, "reason", error)
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
