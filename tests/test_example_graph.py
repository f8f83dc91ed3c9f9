"""`graphs/` is what the program makes of `documents/`, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.catalog import Catalog, ask
from mapper.documentation.example_graph import build_example_graph
from mapper.store.formats import to_csv
from mapper.store.memory import MemoryStore
from mapper.store.release import ReleaseFiles
from tests.commands import ROOT

TABLES = [name for name in Catalog().ids if name.startswith("tables/")]


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    """The files of `graphs/` as `make graphs` writes them."""
    if not (ROOT / "documents").is_dir():
        pytest.skip("documents/ is not here")
    return dict(build_example_graph(ROOT))


def test_the_published_graph_is_the_one_that_the_program_builds(built: dict[str, str]) -> None:
    published = {f"graphs/{path.name}" for path in (ROOT / "graphs").glob("*.nq")}
    assert published == set(built), "make graphs"
    stale = [name for name, text in built.items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert not stale, "make graphs"


def test_two_builds_give_the_same_bytes(built: dict[str, str], example_release: ReleaseFiles) -> None:
    files = {f"graphs/{path.name}": path.read_text(encoding="utf-8") for path in example_release.graph_files()}
    assert files == built


@pytest.fixture(scope="module")
def reference(example_release: ReleaseFiles) -> MemoryStore:
    """The same graphs in plain rdflib."""
    return MemoryStore(example_release.graph_files())


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_same_bytes_in_the_store_and_in_plain_rdflib(
    example_release: ReleaseFiles, reference: MemoryStore, table: str
) -> None:
    question = Catalog().load(table)
    ours, theirs = (to_csv(ask(store, question, {})) for store in (example_release.open_store(), reference))
    assert ours == theirs
    assert ours.count("\n") > 1


def test_there_are_fifteen_tables() -> None:
    assert len(TABLES) == 15


def test_no_file_of_the_example_graph_is_unsorted_or_repeats_a_line(example_release: ReleaseFiles) -> None:
    for path in example_release.graph_files():
        lines = Path(path).read_bytes().splitlines()
        assert lines == sorted(set(lines)), path.name
