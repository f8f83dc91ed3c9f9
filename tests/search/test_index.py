from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mapper.errors import MapperError, ReleaseError
from mapper.search import index as indexing
from mapper.search.finding import SearchIndex
from mapper.search.index import Source, build_index
from tests.search.conftest import BASE, plan, write_part

QUERIES = ["공공와이파이", "예 산", "budget", "2024", "구", "통신팀 -관리", "7점"]


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    return {
        f"d{place}": write_part(tmp_path / f"d{place}.jsonl", f"d{place}", plan("도담군", 2010 + place))
        for place in range(20)
    }


def source(folder: Path, name: str, parts: dict[str, Path], program: str = "p") -> Source:
    return Source(folder / name, parts, program, BASE)


def answers(file: Path) -> list[object]:
    index = SearchIndex(file)
    return [index.search(query, limit=limit) for query in QUERIES for limit in (5, None)]


@pytest.fixture
def whole_builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were made anew."""
    made: list[Path] = []
    make = indexing._make_anew

    def watch(file: Path, *rest: object) -> None:
        made.append(file)
        make(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "_make_anew", watch)
    return made


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, parts: dict[str, Path]) -> None:
    for name, some in (("a", parts), ("b", dict(reversed(parts.items())))):
        build_index(source(tmp_path, name, some), None)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_only_changed_documents_are_rewritten_and_the_answers_are_those_of_a_whole_build(
    tmp_path: Path, parts: dict[str, Path], whole_builds: list[Path]
) -> None:
    before = {doc: part for doc, part in parts.items() if doc != "d3"}
    build_index(source(tmp_path, "old", before), None)
    after = {doc: part for doc, part in parts.items() if doc != "d7"}
    after["d5"] = write_part(tmp_path / "new.jsonl", "d5", plan("새봄시", 2030)[:6])
    build_index(source(tmp_path, "step", after), source(tmp_path, "old", before))
    assert len(whole_builds) == 1
    build_index(source(tmp_path, "whole", after), None)
    assert answers(tmp_path / "step") == answers(tmp_path / "whole")
    index = SearchIndex(tmp_path / "step")
    assert {hit.doc for hit in index.search("새봄시", limit=None)} == {"d5"}
    assert not index.search("2017년 주요업무계획")
    assert len(index.search("통신팀", kind="organizations", limit=None)) == len(after)


@pytest.mark.parametrize("reason", ["another program", "too much changed", "damaged", "gone", "part gone"])
def test_an_index_that_cannot_be_taken_over_is_made_anew(
    tmp_path: Path, parts: dict[str, Path], whole_builds: list[Path], reason: str
) -> None:
    old = source(tmp_path, "old", parts)
    build_index(old, None)
    new = {**parts, "d0": write_part(tmp_path / "new.jsonl", "d0", plan("새봄시", 2030))}
    if reason == "another program":
        old = old._replace(program="q")
    elif reason == "too much changed":
        new = {"d0": new["d0"], "d1": new["d1"]}
    elif reason == "damaged":
        old.file.write_bytes(b"no database" * 1000)
    elif reason == "gone":
        old.file.unlink()
    else:
        old = old._replace(parts={})
    build_index(source(tmp_path, "new", new), old)
    assert len(whole_builds) == 2
    assert SearchIndex(tmp_path / "new").search("새봄시")
    assert not list(tmp_path.glob(".*"))


def test_two_documents_with_one_number_are_told_apart(
    tmp_path: Path, parts: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "DOCUMENT_BITS", 5)
    build_index(source(tmp_path, "new", parts), None)
    with closing(sqlite3.connect(tmp_path / "new")) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM documents")]
    assert len(set(numbers)) == len(parts)
    assert max(numbers) < 32


def test_a_python_without_fts5_is_told_so_and_leaves_nothing(
    tmp_path: Path, parts: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_SCHEMA", indexing._SCHEMA.replace("fts5", "fts55"))
    with pytest.raises(MapperError, match=r"cannot index text: no such module: fts55\. Use a Python"):
        build_index(source(tmp_path, "new", parts), None)
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_missing_or_damaged_index_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="index of the search is missing"):
        SearchIndex(tmp_path / "nowhere.sqlite")
    (tmp_path / "bad.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(ReleaseError, match="cannot be opened"):
        SearchIndex(tmp_path / "bad.sqlite")
