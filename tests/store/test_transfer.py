"""A release in servers that the tests start: Oxigraph's, and Virtuoso where it is installed."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph
import pytest

from mapper.cli import run
from mapper.errors import EndpointError, UsageError
from mapper.keys import document_graph_iri, findings_graph_iri, shared_graph_iri
from mapper.store.answer import Rows, Truth
from mapper.store.credentials import Credentials
from mapper.store.manifest import DocumentEntry, Manifest
from mapper.store.release import SHARED_GRAPHS, ReleaseFiles
from mapper.store.remote import RemoteStore
from mapper.store.target import Target, cut_batches
from mapper.store.transfer import NOTES, TransferReport, load_release
from tests.servers import VIRTUOSO_USER, find_virtuoso, serving, serving_virtuoso

BASE = "https://example.org/load/"
VALUES = (
    '"\uac00\ub098 \\"quoted\\" \\\\ \\n line"',
    '"3370000000"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"8.25"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"2022-10-04"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2022"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"\ub77c\ubca8"@ko',
    '"' + "\uae34 " * 4000 + '"',
    "<https://example.org/load/id/thing>",
)


@dataclass(frozen=True)
class Server:
    """Where a server is asked and filled."""

    endpoint: str
    update: str
    graph_store: str
    user: tuple[str, str] | None = None

    def store(self) -> RemoteStore:
        return RemoteStore(self.endpoint)

    def target(self, *, by_graph_store: bool = False, batch: int | None = None) -> Target:
        credentials = Credentials(*self.user) if self.user else None
        return Target(self.update, self.graph_store if by_graph_store else None, credentials, batch=batch)


@pytest.fixture(scope="module")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("target")
    store = pyoxigraph.Store(str(folder / "store"))
    store.flush()
    del store
    with serving(folder / "store", folder) as query:
        root = query.removesuffix("/query")
        yield Server(query, f"{root}/update", f"{root}/store")


@pytest.fixture(scope="module")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if find_virtuoso() is None:
        pytest.skip("Virtuoso (Debian's virtuoso-opensource) is not installed")
    with serving_virtuoso(tmp_path_factory.mktemp("virtuoso")) as root:
        yield Server(f"{root}/sparql", f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth", VIRTUOSO_USER)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each server in turn."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return found


def _release(folder: Path, base: str, docs: dict[str, int]) -> ReleaseFiles:
    """A release whose documents have so many triples each, and one finding each but the first."""
    graphs = folder / "graphs"
    graphs.mkdir(parents=True, exist_ok=True)
    for file in graphs.iterdir():
        file.unlink()
    for number, (doc, size) in enumerate(docs.items()):
        _write(graphs / f"{doc}.nq", document_graph_iri(base, doc), size)
        _write(graphs / f"{doc}.findings.nq", findings_graph_iri(base, doc), int(number > 0))
    for name in SHARED_GRAPHS:
        _write(graphs / f"{name}.nq", shared_graph_iri(base, name), 3)
    counts = {"lines": 1, "quads": 1, "findings": 0, "relations": 0, "records": {}, "fates": {}, "issues": {}}
    entries = tuple(DocumentEntry(doc=doc, digest="", media_type="text/plain", **counts) for doc in docs)  # type: ignore[arg-type]
    manifest = Manifest(base=base, version="0", program="", ontology_version="", documents=entries, graphs={})
    (folder / "release.json").write_text(manifest.to_json(), encoding="utf-8")
    return ReleaseFiles(folder, manifest)


def _write(file: Path, graph: str, size: int) -> None:
    triples = (f"<{graph}/s{n}> <https://example.org/p{n % 7}> {VALUES[n % len(VALUES)]}" for n in range(size))
    file.write_text("".join(f"{triple} <{graph}> .\n" for triple in triples), encoding="utf-8")


def _load(release: ReleaseFiles, server: Server, *, prune: bool = False) -> TransferReport:
    return load_release(release, server.target(), server.store(), prune=prune)


def _count(server: Server, graph: str) -> int:
    answer = server.store().query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert isinstance(answer, Rows)
    return int(str(answer[0]["n"]))


@pytest.mark.parametrize("by_graph_store", [False, True])
def test_a_server_holds_every_graph_of_the_release(server: Server, tmp_path: Path, by_graph_store: bool) -> None:
    base = f"{BASE}all-{by_graph_store}/"
    release = _release(tmp_path, base, {"a": 45, "b": 120})
    report = load_release(release, server.target(by_graph_store=by_graph_store, batch=50), server.store())
    assert (report.loaded_graphs, report.graphs, report.loaded_quads) == (10, 10, 45 + 120 + 1 + 3 * len(SHARED_GRAPHS))
    assert report.has_union
    assert _count(server, document_graph_iri(base, "b")) == 120
    again = load_release(release, server.target(by_graph_store=by_graph_store), server.store())
    assert (again.loaded_graphs, again.loaded_quads) == (0, 0)


def test_texts_days_and_numbers_come_back_as_they_were(server: Server, tmp_path: Path) -> None:
    base = f"{BASE}terms/"
    _load(_release(tmp_path, base, {"a": len(VALUES)}), server)
    graph = document_graph_iri(base, "a")
    answer = server.store().query(f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert isinstance(answer, Rows)
    got = {str(row[0]) for row in answer.terms}
    boolean = VALUES[5]
    assert {value for value in VALUES if value != boolean} <= got
    assert len(got) == len(VALUES)  # Virtuoso 7.2.5 gives a truth value as the integer 1: docs/stores.md


def test_only_what_changed_is_sent_again(server: Server, tmp_path: Path) -> None:
    base = f"{BASE}changed/"
    _load(_release(tmp_path, base, {"a": 5, "b": 9}), server)
    report = _load(_release(tmp_path, base, {"a": 5, "b": 4}), server)
    assert (report.loaded_graphs, report.loaded_quads) == (1, 4)
    assert _count(server, document_graph_iri(base, "b")) == 4


def test_a_second_run_goes_on_where_the_first_broke(server: Server, tmp_path: Path) -> None:
    base = f"{BASE}break/"
    release = _release(tmp_path, base, {"a": 20, "b": 20})

    class Breaking(Target):
        def add(self, graph: str, triples: object) -> None:
            if graph == document_graph_iri(base, "b"):
                raise KeyboardInterrupt
            super().add(graph, triples)  # type: ignore[arg-type]

    credentials = Credentials(*server.user) if server.user else None
    with pytest.raises(KeyboardInterrupt):
        load_release(release, Breaking(server.update, None, credentials), server.store())
    report = _load(release, server)
    assert report.loaded_graphs == report.graphs - 2  # the document `a` and its empty findings were there
    assert _count(server, document_graph_iri(base, "b")) == 20


def test_a_graph_that_somebody_touched_is_replaced(server: Server, tmp_path: Path) -> None:
    base = f"{BASE}touched/"
    release = _release(tmp_path, base, {"a": 6})
    _load(release, server)
    graph = document_graph_iri(base, "a")
    server.target().add(graph, ['<urn:x> <urn:y> "more" .'])
    assert _load(release, server).loaded_graphs == 1
    assert _count(server, graph) == 6


def test_graphs_that_the_release_does_not_hold_go_only_when_told(server: Server, tmp_path: Path) -> None:
    base = f"{BASE}prune/"
    _load(_release(tmp_path, base, {"a": 5, "b": 9}), server)
    gone = document_graph_iri(base, "b")
    smaller = _release(tmp_path, base, {"a": 5})
    assert gone in _load(smaller, server).left
    assert _count(server, gone) == 9
    assert gone in _load(smaller, server, prune=True).pruned
    assert _count(server, gone) == 0
    assert not _load(smaller, server).left


def test_findings_that_are_no_more_are_removed(server: Server, tmp_path: Path) -> None:
    base = f"{BASE}findings/"
    _load(_release(tmp_path, base, {"a": 5, "b": 9}), server)
    assert _count(server, findings_graph_iri(base, "b")) == 1
    _load(_release(tmp_path, base, {"b": 9, "a": 5}), server)  # now `b` is the one without findings
    assert _count(server, findings_graph_iri(base, "b")) == 0


def test_a_server_that_lost_triples_is_told(oxigraph_server: Server, tmp_path: Path) -> None:
    class Losing(Target):
        def add(self, graph: str, triples: object) -> None:
            super().add(graph, triples[1:])  # type: ignore[index]

    release = _release(tmp_path, f"{BASE}lost/", {"a": 6})
    with pytest.raises(EndpointError, match=r"holds 5 triples in <.*>, 6 were sent"):
        load_release(release, Losing(oxigraph_server.update), oxigraph_server.store())


def test_notes_name_the_graphs_that_are_loaded(oxigraph_server: Server, tmp_path: Path) -> None:
    base = f"{BASE}notes/"
    _load(_release(tmp_path, base, {"a": 5}), oxigraph_server)
    notes, graph = shared_graph_iri(base, NOTES), document_graph_iri(base, "a")
    answer = oxigraph_server.store().query(f"ASK {{ GRAPH <{notes}> {{ <{graph}> ?checksum ?digest }} }}")
    assert isinstance(answer, Truth)
    assert answer.value


def test_the_command_loads_and_reports(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    version = tmp_path / "versions" / "1"
    _release(version, f"{BASE}command/", {"a": 5})
    (tmp_path / "current").symlink_to(version)
    arguments = ["load", "--release", str(tmp_path), "--endpoint", server.endpoint, "--update", server.update]
    if server.user:
        assert run([*arguments, "--json"]) == 2
        assert "--user NAME" in capsys.readouterr().err
        monkeypatch.setenv("WORKPLAN_PASSWORD", server.user[1])
        arguments += ["--user", server.user[0]]
    assert run([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["loaded_graphs"] == 8


def test_batches_are_bounded_in_triples_and_bytes() -> None:
    assert [list(batch) for batch in cut_batches(list("abcde"), 2, 100)] == [["a", "b"], ["c", "d"], ["e"]]
    assert [len(batch) for batch in cut_batches(["x" * 9] * 4, 100, 20)] == [2, 2]
    assert [len(batch) for batch in cut_batches(["x" * 90, "y"], 100, 20)] == [1, 1]
    assert list(cut_batches([], 5, 5)) == []


class _Script(BaseHTTPRequestHandler):
    """A server that answers what its test says and remembers what it was sent."""

    answers: list[tuple[int, dict[str, str], bytes]]
    seen: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.seen.append((self.path, self.headers.get("Authorization", ""), body))
        status, headers, said = self.answers.pop(0) if self.answers else (204, {}, b"")
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(said))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


@pytest.fixture
def script() -> Iterator[tuple[str, type[_Script]]]:
    kind = type("Script", (_Script,), {"answers": [], "seen": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}/update", kind
        http.shutdown()
        thread.join()


def test_a_batch_that_is_too_much_is_halved(script: tuple[str, type[_Script]]) -> None:
    address, server = script
    server.answers = [(413, {}, b"")]
    Target(address).add("urn:g", [f"<urn:s{n}> <urn:p> <urn:o> ." for n in range(40)])
    assert [body.count(b"<urn:p>") for _, _, body in server.seen] == [40, 20, 20]


def test_a_busy_server_is_asked_again_after_a_pause(script: tuple[str, type[_Script]]) -> None:
    address, server = script
    server.answers = [(503, {}, b""), (502, {}, b"")]
    pauses: list[float] = []
    Target(address, sleep=pauses.append).drop("urn:g")
    assert (len(server.seen), pauses) == (3, [0.5, 2.0])


def test_name_and_password_are_sent_when_asked_for_and_then_at_once(script: tuple[str, type[_Script]]) -> None:
    address, server = script
    server.answers = [(401, {"WWW-Authenticate": 'Basic realm="store"'}, b"")]
    target = Target(address, None, Credentials("\ud64d", "secret"))
    target.drop("urn:g")
    target.drop("urn:h")
    pair = "\ud64d:secret".encode()
    basic = f"Basic {base64.b64encode(pair).decode()}"
    assert [authorization for _, authorization, _ in server.seen] == ["", basic, basic]


@pytest.mark.parametrize(
    ("status", "credentials", "remedy"),
    [
        (401, None, "--user NAME"),
        (401, Credentials("a", "b"), "name and password right"),
        (403, None, "another address"),
        (404, None, "address for updates"),
        (405, None, "address for updates"),
    ],
)
def test_a_refusal_names_address_status_and_remedy(
    script: tuple[str, type[_Script]], status: int, credentials: Credentials | None, remedy: str
) -> None:
    address, server = script
    server.answers = [(status, {"WWW-Authenticate": "Basic realm=x"}, b"because so")] * 2
    with pytest.raises(EndpointError) as caught:
        Target(address, None, credentials).drop("urn:g")
    assert f"{address} refuses: {status}" in str(caught.value)
    assert "because so" in str(caught.value)
    assert remedy in str(caught.value)


def test_a_server_that_is_not_there_is_told_with_a_remedy() -> None:
    with pytest.raises(EndpointError, match=r"does not answer: Connection refused\. Is it running\?"):
        Target("http://127.0.0.1:9/update", sleep=lambda seconds: None).drop("urn:g")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="no server's address"):
        Target("localhost:8890/sparql")


def test_an_endpoint_that_wants_a_password_is_asked_with_it(script: tuple[str, type[_Script]]) -> None:
    address, server = script
    results = b'{"head": {}, "boolean": true}'
    server.answers = [
        (401, {"WWW-Authenticate": 'Basic realm="store"'}, b""),
        (200, {"Content-Type": "application/sparql-results+json"}, results),
    ]
    answer = RemoteStore(address, credentials=Credentials("a", "b")).query("ASK { ?s ?p ?o }")
    assert isinstance(answer, Truth)
    assert answer.value
    assert [authorization[:6] for _, authorization, _ in server.seen] == ["", "Basic "]
