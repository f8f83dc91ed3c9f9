"""The made documents in the stores that questions are asked of, and a real SPARQL server over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mapper.store import Store
from mapper.store.embedded import EmbeddedStore
from mapper.store.memory import MemoryStore
from mapper.store.remote import RemoteStore
from tests.queries.made import make_quads
from tests.queries.made_linked import make_linked_quads
from tests.servers import serving, store_beside


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graphs of the made documents as N-Quads."""
    file = tmp_path_factory.mktemp("made") / "made.nq"
    file.write_text(make_quads(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def made_folder(made_file: Path) -> Path:
    """The same as an Oxigraph store on disk."""
    return store_beside(made_file)


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
    return EmbeddedStore(store_beside(linked_file))


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
    with serving(folder, folder.parent) as address:
        yield RemoteStore(address)


@pytest.fixture(scope="session", params=["embedded", "memory", "remote"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn."""
    found: Store = request.getfixturevalue(request.param)
    return found
