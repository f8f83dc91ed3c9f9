from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph
import pytest

from mapper.errors import QueryError
from mapper.store.embedded import EmbeddedStore
from mapper.store.guard import CheckedQuery, Form, check_query

FEDERATED = [
    "SELECT * { SERVICE <URL> {?s ?p ?o} }",
    "SELECT * { { OPTIONAL { service silent <URL> {?s ?p ?o} } } }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> {?s ?p ?o} } }",
    "SELECT * { { SELECT * { SERVICE <URL> {?s ?p ?o} } } }",
    "SELECT (EXISTS { SERVICE <URL> {?s ?p ?o} } AS ?x) {}",
    "SELECT ?s {?s ?p ?o} GROUP BY ?s HAVING (EXISTS { SERVICE <URL> {?a ?b ?c} })",
    "SELECT ?s {?s ?p ?o} ORDER BY (EXISTS { SERVICE <URL> {?a ?b ?c} })",
    "CONSTRUCT {?s ?p ?o} { SERVICE <URL> {?s ?p ?o} }",
    "DESCRIBE ?s { SERVICE <URL> {?s ?p ?o} }",
    "ASK { MINUS { SERVICE <URL> {?s ?p ?o} } }",
    # a comment that ends at a bare carriage return for Oxigraph, at the line's end for rdflib
    "SELECT * { #\rSERVICE <URL> {?s ?p ?o}\n }",
    # `<?b)SERVICE#>` is an IRI by the longest match, a comparison and a comment by its place
    "PREFIX x: <URL> SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\nx:{?s ?p ?o} }",
    "PREFIX x: <URL> SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) \n#\rFILTER(?a<?b)SERVICE#>\rx:{?s ?p ?o}\n }",
    r"SELECT * { \u0053ERVICE <URL> {?s ?p ?o} }",
]


@pytest.fixture(scope="module")
def calls() -> Iterator[tuple[str, list[str]]]:
    """A server that notes every call: its address and the notes."""
    seen: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(500)

        do_POST = do_GET  # noqa: N815 - the name is http.server's

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", seen
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("query", FEDERATED)
def test_no_query_reaches_another_server(query: str, store_folder: Path, calls: tuple[str, list[str]]) -> None:
    address, seen = calls
    with pytest.raises(QueryError):
        EmbeddedStore(store_folder).query(query.replace("URL", address))
    assert seen == []


def test_without_the_guard_oxigraph_would_call(store_folder: Path, calls: tuple[str, list[str]]) -> None:
    address, seen = calls
    store = pyoxigraph.Store.read_only(str(store_folder))
    silent = []
    for number, query in enumerate(FEDERATED):
        with contextlib.suppress(OSError, RuntimeError, SyntaxError, TypeError):
            list(store.query(query.replace("URL", address)))  # type: ignore[arg-type]
        if not seen:
            silent.append(number)
        seen.clear()
    assert silent == [
        5,
        6,
        13,
    ]  # EXISTS in HAVING and ORDER BY, and the escaped keyword, fail in Oxigraph itself


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <urn:x> {}' }",
        "SELECT * { ?s ?p ?service } # SERVICE <urn:x> {}",
        "SELECT * { ?s <http://service.example/SERVICE> ?o }",
        "PREFIX service: <urn:x> SELECT * { ?s service:SERVICE ?o }",
    ],
)
def test_the_word_service_elsewhere_is_no_clause(query: str, store_folder: Path) -> None:
    EmbeddedStore(store_folder).query(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX a: <urn:b#c> # note\nBASE <urn:x> DELETE WHERE { ?s ?p ?o }",
        "load <http://127.0.0.1/x>",
        "DROP ALL",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_with_a_way_out(update: str) -> None:
    with pytest.raises(QueryError, match=r"would change the data.*Ask with SELECT"):
        check_query(update)


@pytest.mark.parametrize("text", ["", "# only a comment", "hello", "{ ?s ?p ?o }"])
def test_what_is_no_query_is_said_to_be_none(text: str) -> None:
    with pytest.raises(QueryError, match="no SPARQL query"):
        check_query(text)


def test_the_form_and_a_dataset_of_its_own_are_recognised() -> None:
    assert check_query("PREFIX a: <urn:a> ASK {}") == CheckedQuery(Form.ASK, has_dataset=False)
    assert check_query("SELECT * FROM <urn:g> {}") == CheckedQuery(Form.SELECT, has_dataset=True)
    assert check_query("construct where {?s ?p 'FROM'}") == CheckedQuery(Form.CONSTRUCT, has_dataset=False)
    assert check_query("DESCRIBE <urn:a>").form is Form.DESCRIBE


def test_a_query_that_nests_without_end_is_refused_in_one_sentence() -> None:
    deep = "SELECT * { " + "{" * 5000 + " ?service ?p ?o " + "}" * 5000 + " }"
    with pytest.raises(QueryError, match="nests too deep"):
        check_query(deep)
