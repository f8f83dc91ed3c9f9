"""A reconciliation service on a port of this machine, with a few places; what is wrong with it can be chosen."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

MANIFEST: dict[str, Any] = {
    "versions": ["0.1", "0.2"],
    "name": "Places",
    "identifierSpace": "https://places.example/entity/",
    "schemaSpace": "https://places.example/prop/",
    "view": {"url": "https://places.example/page/{{id}}"},
}
PLACES: dict[str, dict[str, Any]] = {
    "P1": {"name": "금천구", "description": "district of Seoul", "type": "district", "code": "1154500000"},
    "P2": {"name": "금천구", "description": "a station", "type": "station", "code": ""},
    "P3": {"name": "김포시", "description": "Gimpo-si", "type": "city", "code": "4157000000"},
    "P4": {"name": "한빛공사", "description": "", "type": "body", "code": ""},
}


@dataclass
class Speaker:
    """What the service does wrong, and what it was asked."""

    manifest: Any = field(default_factory=lambda: dict(MANIFEST))
    most: int = 0
    """Queries that it takes at once; it answers 413 to more."""
    failures: list[int] = field(default_factory=list)
    """Status codes of the next answers to queries, before it answers well."""
    seconds: float = 0.0
    """How long it waits before it answers."""
    dropped: str = ""
    """A query that it leaves out."""
    batches: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def answer(self, batch: dict[str, Any]) -> dict[str, Any]:
        """The candidates of each query: those of the name, of the type, the code deciding the score."""
        return {key: {"result": self._find(query)} for key, query in batch.items() if query["query"] != self.dropped}

    def _find(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        wanted = {one["pid"]: one["v"] for one in query.get("properties", [])}
        found = []
        for number, place in PLACES.items():
            if place["name"] != query["query"] or query.get("type", place["type"]) != place["type"]:
                continue
            sure = bool(place["code"]) and wanted.get("code") == place["code"]
            found.append(
                {
                    "id": number,
                    "name": place["name"],
                    "description": place["description"],
                    "score": 100 if sure else 60,
                    "match": sure,
                    "type": [{"id": place["type"], "name": place["type"]}],
                }
            )
        return found[::-1]


@contextmanager
def speaking(speaker: Speaker) -> Iterator[str]:
    """Serve it; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/reconcile")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self._send(200, speaker.manifest)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode("ascii"))
            batch = json.loads(form["queries"][0])
            speaker.batches.append(batch)
            time.sleep(speaker.seconds)
            if self.path != "/reconcile":
                self._send(404, {})
            elif speaker.failures:
                self._send(speaker.failures.pop(0), {})
            elif speaker.most and len(batch) > speaker.most:
                self._send(413, {})
            else:
                self._send(200, speaker.answer(batch))

        def _send(self, status: int, said: Any) -> None:
            content = said if isinstance(said, bytes) else json.dumps(said).encode()
            try:
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", "7")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except ConnectionError:
                pass  # the client did not wait

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    speaker.url = f"http://127.0.0.1:{server.server_port}/reconcile"
    try:
        yield speaker.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
