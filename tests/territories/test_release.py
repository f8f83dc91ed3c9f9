"""Namesakes in one release: apart by what is known of them, and never joined by their name alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import mapper
from mapper.errors import UsageError
from mapper.metadata import DocumentMetadata
from mapper.pipeline import build
from mapper.store.answer import Rows
from mapper.store.release import ReleaseFiles

PLAN = "2024년 주요업무계획\n동구\n홍보과\n\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 10명, 현원 9명\n"
BODIES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?label ?code WHERE {
  ?body a wp:Municipality ; rdfs:label ?label .
  OPTIONAL { ?body dct:spatial ?territory . ?territory skos:notation ?code
    FILTER NOT EXISTS { ?territory wp:successor ?next } }
} ORDER BY ?label ?code
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Two plans of municipalities with one name."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for doc in "ab":
        (folder / f"{doc}.txt").write_text(PLAN, encoding="utf-8")
    return folder


def municipalities(root: Path) -> list[tuple[object, ...]]:
    """Label and present code of each municipality of a release."""
    answer = ReleaseFiles.open(root).open_store().query(BODIES)
    assert isinstance(answer, Rows)
    return [(row["label"], row["code"]) for row in answer]


def test_metadata_tell_namesakes_apart_and_a_change_of_them_reads_the_document_again(
    plans: Path, tmp_path: Path
) -> None:
    root = tmp_path / "release"
    build([plans], root)
    assert municipalities(root) == [("동구", None), ("동구", None)]
    assert [entry.issues["ambiguous-municipality"] for entry in ReleaseFiles.open(root).documents] == [1, 1]
    given = {"a": DocumentMetadata(municipality="부산 동구"), "b": DocumentMetadata(municipality="대구광역시 동구")}
    report = build([plans], root, metadata=given)
    assert report.read == ("a", "b")
    assert municipalities(root) == [("대구광역시 동구", "2714000000"), ("부산광역시 동구", "2617000000")]
    assert build([plans], root, metadata=given).reused == ("a", "b")


def test_a_triple_stands_in_one_graph_only_that_of_territories_included(plans: Path, tmp_path: Path) -> None:
    root = tmp_path / "release"
    given = {doc: DocumentMetadata(municipality="강원특별자치도 고성군") for doc in "ab"}
    build([plans], root, metadata=given)
    files = list((root / "current" / "graphs").glob("*.nq"))
    triples = Counter(
        line[: line.rindex(" <")] for path in files for line in path.read_text(encoding="utf-8").splitlines()
    )
    assert "territories.nq" in {path.name for path in files}
    assert [triple for triple, count in triples.items() if count > 1] == []


def test_the_library_takes_the_municipality_too(plans: Path) -> None:
    document = mapper.read(plans / "a.txt", municipality="부산광역시 동구")
    assert document.municipalities == {"동구": "부산직할시 동구"}
    with pytest.raises(UsageError, match="may be one of several"):
        mapper.read(plans / "a.txt", municipality="동구")
