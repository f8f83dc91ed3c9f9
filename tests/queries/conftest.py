"""The made documents in the stores that questions are asked of, and a real SPARQL server over them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from mapper.store import Store
from mapper.store.embedded import EmbeddedStore
from mapper.store.memory import MemoryStore
from mapper.store.remote import RemoteStore
from tests.queries.made import make_quads
from tests.queries.made_linked import make_linked_quads


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graphs of the made documents as N-Quads."""
    file = tmp_path_factory.mktemp("made") / "made.nq"
    file.write_text(make_quads(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def made_folder(made_file: Path) -> Path:
    """The same as an Oxigraph store on disk."""
    folder = made_file.parent / "store"
    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(made_file), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    return folder


@pytest.fixture(scope="session")
def embedded(made_folder: Path) -> Store:
    return EmbeddedStore(made_folder)


@pytest.fixture(scope="session")
def linked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans that are linked with each other, with their links, as N-Quads."""
    file = tmp_path_factory.mktemp("linked") / "linked.nq"
    file.write_text(make_linked_quads(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def linked_embedded(linked_file: Path) -> Store:
    """The same in a store on disk."""
    folder = linked_file.parent / "store"
    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(linked_file), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    del store
    return EmbeddedStore(folder)


@pytest.fixture(scope="session")
def memory(made_file: Path) -> Store:
    return MemoryStore([made_file])


@pytest.fixture(scope="session")
def remote(made_folder: Path) -> Iterator[Store]:
    """Oxigraph's server over a copy of the store, asked through SPARQLWrapper."""
    yield from serve(made_folder)


@pytest.fixture(scope="session")
def linked_remote(linked_embedded: Store, linked_file: Path) -> Iterator[Store]:
    """The same server over the linked plans."""
    yield from serve(linked_file.parent / "store")


def serve(folder: Path) -> Iterator[Store]:
    """A server over a copy of a store's folder, which runs until the tests are done with it."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        pytest.skip("the package `oxigraph` with its server is not installed")
    copy = folder.parent / "served"
    shutil.copytree(folder, copy)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [program, "serve", "--location", copy, "--bind", address, "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield RemoteStore(f"http://{address}/query")
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session", params=["embedded", "memory", "remote"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn."""
    found: Store = request.getfixturevalue(request.param)
    return found
