"""`mapper.connect`: a real SPARQL server is asked as a release is, and gives the same."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import mapper
from mapper.catalog import Catalog
from mapper.errors import EndpointError, QueryError, UsageError
from mapper.store.answer import Truth
from tests.servers import serving


@pytest.fixture(scope="module")
def release(example_root: Path) -> mapper.Release:
    """The example documents."""
    return mapper.open_release(example_root)


@pytest.fixture(scope="module")
def endpoint(release: mapper.Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[mapper.Endpoint]:
    """Oxigraph's server over a copy of the release's store."""
    with serving(release.files.folder / "store", tmp_path_factory.mktemp("served")) as address:
        yield mapper.connect(address)


@pytest.mark.parametrize("name", Catalog().ids)
def test_every_saved_question_has_the_answer_of_the_release(
    endpoint: mapper.Endpoint, release: mapper.Release, name: str
) -> None:
    there, here = endpoint.ask(name), release.ask(name)
    assert there.variables == here.variables
    assert list(there) == list(here)
    assert there.terms == here.terms


def test_parameters_and_free_words_are_those_of_the_release(endpoint: mapper.Endpoint, release: mapper.Release) -> None:
    assert list(endpoint.ask("largest-projects", year=2023)) == list(release.ask("largest-projects", year=2023))
    words = "2023년 금천구 홍보 사업 목록"
    assert endpoint.understand(words) == release.understand(words)
    assert list(endpoint.ask(endpoint.understand(words))) == list(release.ask(release.understand(words)))
    assert endpoint.question("largest-projects") == release.question("largest-projects")
    assert endpoint.questions == release.questions


def test_links_network_and_tables_are_those_of_the_release(
    endpoint: mapper.Endpoint, release: mapper.Release, tmp_path: Path
) -> None:
    assert endpoint.links(kind="identity") == release.links(kind="identity")
    assert len(endpoint.links(kind="continues")) == len(release.links(kind="continues")) > 0
    there, here = endpoint.network(), release.network()
    assert dict(there.nodes(data=True)) == dict(here.nodes(data=True))
    assert list(there.edges(data=True)) == list(here.edges(data=True))
    assert endpoint.export_tables(tmp_path / "there") == release.export_tables(tmp_path / "here")
    for file in (tmp_path / "here").iterdir():
        assert (tmp_path / "there" / file.name).read_bytes() == file.read_bytes()


def test_a_chart_is_drawn_of_what_the_endpoint_answers(endpoint: mapper.Endpoint, release: mapper.Release) -> None:
    assert endpoint.chart("largest-projects").specification == release.chart("largest-projects").specification


def test_any_query_that_reads_is_answered_and_others_are_refused(endpoint: mapper.Endpoint) -> None:
    assert endpoint.query("ASK { ?s ?p ?o }") == Truth(True)
    with pytest.raises(QueryError, match="would"):
        endpoint.query("DROP ALL")
    with pytest.raises(QueryError):
        endpoint.query("SELECT ?x WHERE {")


def test_a_wrong_name_or_value_is_told_before_anything_is_sent() -> None:
    nowhere = mapper.connect("http://127.0.0.1:9/query")
    assert repr(nowhere) == "<Endpoint: http://127.0.0.1:9/query>"
    with pytest.raises(UsageError, match="Did you mean"):
        nowhere.ask("largest-project")
    with pytest.raises(UsageError, match="year"):
        nowhere.ask("largest-projects", year="soon")
    with pytest.raises(UsageError, match="no endpoint's address"):
        mapper.connect("release")


def test_a_server_that_is_not_there_is_tried_as_often_as_is_wished() -> None:
    with pytest.raises(EndpointError, match=r"does not answer: Connection refused\. Tried 3 times"):
        mapper.connect("http://127.0.0.1:9/query", pauses_seconds=(0.0, 0.0)).ask("largest-projects")


def test_a_server_that_never_answers_ends_with_its_time() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        with pytest.raises(EndpointError, match=r"timed out\. Tried 1 times, 1 s each"):
            mapper.connect(url, timeout_seconds=1, pauses_seconds=()).ask("largest-projects")
