from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph
import pytest

from mapper.store import loading
from mapper.store.loading import build_store
from mapper.store.manifest import Manifest
from mapper.store.release import ReleaseFiles

MANIFEST = Manifest(base="urn:", version="1", program="p", ontology_version="1", documents=(), graphs={})
BIG = "".join(f'<urn:s{n}> <urn:p> "{n}" <urn:big> .\n' for n in range(500))


def _release(folder: Path, **graphs: str) -> ReleaseFiles:
    (folder / "graphs").mkdir(parents=True)
    for name, text in graphs.items():
        (folder / "graphs" / f"{name}.nq").write_text(text, encoding="utf-8")
    return ReleaseFiles(folder, MANIFEST)


def _one(graph: str, value: str) -> str:
    return f'<urn:a> <urn:p> "{value}" <urn:{graph}> .\n'


def _stored(release: ReleaseFiles) -> list[str]:
    store = pyoxigraph.Store.read_only(str(release.folder / "store"))
    return sorted(f"{quad} .\n" for quad in store)


def _lines(release: ReleaseFiles) -> list[str]:
    return sorted(line for path in release.graph_files() for line in path.read_text().splitlines(keepends=True))


@pytest.fixture
def first(tmp_path: Path) -> ReleaseFiles:
    release = _release(tmp_path / "first", big=BIG, a=_one("a", "1"), b=_one("b", "2"), none="")
    build_store(release, None)
    return release


@pytest.fixture
def second(tmp_path: Path) -> ReleaseFiles:
    return _release(tmp_path / "second", big=BIG, a=_one("a", "changed"), c=_one("c", "3"), none=_one("n", "4"))


def test_a_store_holds_the_quads_of_all_files(first: ReleaseFiles) -> None:
    assert len(_lines(first)) == 502
    assert _stored(first) == _lines(first)


def test_a_small_change_alters_a_copy_of_the_store_before_and_leaves_that_alone(
    first: ReleaseFiles, second: ReleaseFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    load = loading._load

    def note(store: pyoxigraph.Store, files: list[Path]) -> None:
        loaded.extend(path.name for path in files)
        load(store, files)

    monkeypatch.setattr(loading, "_load", note)
    build_store(second, first)
    assert loaded == ["a.nq", "c.nq", "none.nq"]
    assert _stored(second) == _lines(second)
    assert _stored(first) == _lines(first)


def test_a_large_change_loads_everything_anew(first: ReleaseFiles, tmp_path: Path) -> None:
    other = _release(tmp_path / "other", big=BIG.replace("urn:s", "urn:t"), a=_one("a", "1"))
    build_store(other, first)
    assert _stored(other) == _lines(other)


def test_a_store_before_that_is_damaged_or_gone_does_not_matter(first: ReleaseFiles, second: ReleaseFiles) -> None:
    for file in (first.folder / "store").glob("MANIFEST*"):
        file.write_bytes(b"damaged")
    build_store(second, first)
    assert _stored(second) == _lines(second)
    shutil.rmtree(second.folder / "store")
    shutil.rmtree(first.folder / "store")
    build_store(second, first)
    assert _stored(second) == _lines(second)
