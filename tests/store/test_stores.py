from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from mapper.errors import EndpointError, MapperError, QueryError, ReleaseError, UsageError
from mapper.store import Store
from mapper.store.answer import Rows, Triples, Truth, to_value
from mapper.store.embedded import EmbeddedStore
from mapper.store.memory import MemoryStore
from mapper.store.remote import RemoteStore

ROW_QUERY = """
SELECT ?s ?name ?amount ?share ?seen WHERE {
  ?s <urn:name> ?name
  OPTIONAL { ?s <urn:amount> ?amount } OPTIONAL { ?s <urn:share> ?share } OPTIONAL { ?s <urn:seen> ?seen }
} ORDER BY ?s
"""


@pytest.fixture(params=["embedded", "memory", "remote"])
def store(request: pytest.FixtureRequest, store_folder: Path, quads_file: Path) -> Store:
    makers: dict[str, Callable[[], Store]] = {
        "embedded": lambda: EmbeddedStore(store_folder),
        "memory": lambda: MemoryStore([quads_file]),
        "remote": lambda: RemoteStore(request.getfixturevalue("endpoint")),
    }
    return makers[request.param]()


def test_every_store_gives_the_same_typed_rows_over_all_graphs(store: Store) -> None:
    answer = store.query(ROW_QUERY)
    assert isinstance(answer, Rows)
    assert list(answer) == [
        {"s": "urn:a", "name": "가나", "amount": 3370000000, "share": Decimal("8.5"), "seen": None},
        {"s": "urn:b", "name": 'b "quoted"', "amount": None, "share": None, "seen": date(2022, 10, 4)},
    ]
    assert answer.terms[0][0] == NamedNode("urn:a")


def test_every_store_joins_triples_of_different_graphs(store: Store) -> None:
    assert store.query("ASK { ?b <urn:of> ?a . ?a <urn:amount> 3370000000 }") == Truth(True)
    assert store.query("ASK { ?b <urn:of> ?b }") == Truth(False)


def test_every_store_gives_the_same_triples(store: Store) -> None:
    answer = store.query("CONSTRUCT { ?s <urn:label> ?l } WHERE { ?s <urn:label> ?l }")
    assert isinstance(answer, Triples)
    assert [(str(t.subject), t.object) for t in answer] == [("<urn:b>", Literal("라벨", language="ko"))]
    described = store.query("DESCRIBE <urn:b>")
    assert isinstance(described, Triples)
    assert len(described) == 4


def test_every_store_keeps_the_graph_clause(store: Store) -> None:
    answer = store.query("SELECT ?s WHERE { GRAPH <urn:g1> { ?s <urn:name> ?n } }")
    assert isinstance(answer, Rows)
    assert [row["s"] for row in answer] == ["urn:a"]


@pytest.mark.parametrize("query", ["SELECT ?x WHERE {", "SELECT (?x WHERE {}", "SELECT ?x {} ORDER ?x"])
def test_every_store_says_that_a_query_does_not_parse(store: Store, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", ["DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"])
def test_every_store_refuses_what_does_more_than_read(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="would"):
        store.query(query)


def test_a_dataset_clause_replaces_the_union(store_folder: Path, endpoint: str) -> None:
    query = "SELECT ?s FROM <urn:g2> WHERE { ?s <urn:name> ?n }"
    answer = EmbeddedStore(store_folder).query(query)
    assert isinstance(answer, Rows)
    assert [row["s"] for row in answer] == ["urn:b"]
    with pytest.raises(QueryError, match="FROM is refused"):
        MemoryStore().query(query)


@pytest.mark.parametrize(
    ("expected", "term"),
    [
        (None, None),
        ("urn:a", NamedNode("urn:a")),
        ("_:b", BlankNode("b")),
        ("x", Literal("x")),
        ("라벨", Literal("라벨", language="ko")),
        (True, Literal(True)),
        (2.5, Literal(2.5)),
        (7, Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#int"))),
        ("2023", Literal("2023", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))),
        ("12억", Literal("12억", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))),
        ("2023-13-01", Literal("2023-13-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))),
        ("many", Literal("many", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
        ("maybe", Literal("maybe", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))),
    ],
)
def test_a_term_becomes_the_python_value_of_its_datatype(expected: object, term: Literal) -> None:
    assert to_value(term) == expected
    assert type(to_value(term)) is type(expected)


def test_a_pandas_frame_has_typed_columns(store_folder: Path) -> None:
    answer = EmbeddedStore(store_folder).query(ROW_QUERY)
    assert isinstance(answer, Rows)
    frame = answer.to_pandas()
    assert list(frame.columns) == ["s", "name", "amount", "share", "seen"]
    assert str(frame.dtypes["amount"]) == "Int64"
    assert frame["amount"].sum() == 3370000000
    assert frame["share"].sum() == 8.5


def test_a_missing_frame_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match=r"polars is not installed.*workplan-graph\[frames\]"):
        Rows(("a",), ()).to_polars()


def test_a_folder_that_is_no_store_is_a_release_error(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="cannot be opened"):
        EmbeddedStore(tmp_path / "nothing")


@pytest.mark.parametrize("address", ["localhost:3030/q", "file:///etc/hosts", "ftp://x/y", "http:///q", ""])
def test_an_endpoint_is_a_web_address(address: str) -> None:
    with pytest.raises(UsageError, match="no endpoint's address"):
        RemoteStore(address)


@contextmanager
def _answering(*answers: tuple[int, str, bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that gives these answers (status, media type, body) one after another, then the last again."""
    calls: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.rfile.read(int(self.headers["Content-Length"])))
            status, media_type, body = answers[min(len(calls), len(answers)) - 1]
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", calls
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


JSON_TYPE = "application/sparql-results+json"
FAILING = (503, "text/plain", b"busy")


def test_a_failing_endpoint_is_asked_again_after_longer_and_longer_pauses() -> None:
    pauses: list[float] = []
    with _answering(FAILING, (500, "text/plain", b"oops"), (200, JSON_TYPE, b'{"head":{},"boolean":true}')) as (
        address,
        calls,
    ):
        assert RemoteStore(address, sleep=pauses.append).query("ASK {}") == Truth(True)
    assert len(calls) == 3
    assert pauses == [0.5, 2.0]


def test_an_endpoint_that_keeps_failing_is_an_error_that_counts_the_attempts() -> None:
    with _answering(FAILING) as (address, calls), pytest.raises(EndpointError, match=r"503.*Tried 3 times"):
        RemoteStore(address, sleep=lambda seconds: None).query("ASK {}")
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("error", "message", "answer"),
    [
        (QueryError, "refuses the query: 문법 오류", (400, "text/plain", "문법\n오류".encode())),
        (EndpointError, "refuses: .*credentials", (401, "text/plain", b"")),
        (EndpointError, "refuses: no such store", (404, "text/plain", b"no such store")),
        (EndpointError, "refuses: 403", (403, "text/plain", b"no")),
        (EndpointError, "text/html that holds no SPARQL results", (200, "text/html", b"<html>hello</html>")),
        (EndpointError, "holds no SPARQL results", (200, JSON_TYPE, b'{"head":')),
    ],
)
def test_what_an_endpoint_refuses_is_asked_once_and_told_in_one_line(
    error: type[MapperError], message: str, answer: tuple[int, str, bytes]
) -> None:
    with _answering(answer) as (address, calls), pytest.raises(error, match=message) as caught:
        RemoteStore(address, sleep=lambda seconds: None).query("ASK {}")
    assert len(calls) == 1
    assert "\n" not in str(caught.value)


def test_an_endpoint_that_is_not_there_is_an_endpoint_error() -> None:
    with pytest.raises(EndpointError, match=r"does not answer: .*refused"):
        RemoteStore("http://127.0.0.1:9/query", sleep=lambda seconds: None).query("ASK {}")


def test_a_graph_that_an_endpoint_does_not_give_as_rdf_is_an_endpoint_error() -> None:
    with _answering((200, "text/html", b"<html>no")) as (address, _), pytest.raises(EndpointError):
        RemoteStore(address).query("CONSTRUCT WHERE { ?s ?p ?o }")
