"""Generated plans with known truth: how many rows agree, what does not depend on the layout, and the worst ones known.

`tests/generator` was written by someone who had not seen the reader; `benchmarks/accuracy.py --generate 2000` measures
at length what these tests hold in short.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import mapper
from mapper.pipeline import build
from tests.generator import Document, make_document, same_facts
from tests.scoring import EXACT, FINDINGS, Score, score

LAWFUL = ("budgets", "staffing", "projects", "organizations", "duties", "assets")
"""Tables that depend on the facts, not on the layout (of assets the counts)."""
PLAIN = [f"plain/{number}" for number in range(24)]
NOISY = [f"noisy/{number}" for number in range(12)]
WORST = (
    ("20261/942", 0.97),
    ("20261/22", 0.95),
    ("20261/28", 0.8),
    ("20261/458", 0.78),
    ("20261/695", 0.7),
    ("20261/180", 0.5),
)
"""Keys of the generator's plans that were read worst of 1,000, with about the F1 they have reached."""


def read_and_score(documents: list[Document], folder: Path, tables: tuple[str, ...] = tuple(EXACT)) -> dict[str, Score]:
    """Each document's rows but for findings."""
    for document in documents:
        (folder / f"{document.doc}.txt").write_text(document.text, encoding="utf-8")
    report = build([folder], folder / "release")
    assert not report.failures
    release = mapper.open_release(folder / "release")
    found = {document.doc: Score() for document in documents}
    for table in tables:
        if table == FINDINGS:
            continue
        answered = list(release.ask(f"tables/{table}"))
        for document in documents:
            rows = [row for row in answered if row["doc"] == document.doc]
            found[document.doc].add(score(table, document.tables[table], rows))
    return found


def pool(scores: dict[str, Score]) -> Score:
    """One score of all documents."""
    pooled = Score()
    for result in scores.values():
        pooled.add(result)
    return pooled


@pytest.mark.parametrize(("keys", "noise", "least"), [(PLAIN, 0, 0.9), (NOISY, 2, 0.8)])
def test_plans_without_and_with_noise_are_read(tmp_path: Path, keys: list[str], noise: int, least: float) -> None:
    documents = [make_document(f"g{number:03}", key, noise) for number, key in enumerate(keys)]
    result = pool(read_and_score(documents, tmp_path))
    assert result.gold > 1000
    assert result.f1 >= least, f"precision {result.precision:.3f}, recall {result.recall:.3f}"


def test_the_same_facts_in_other_layouts_give_the_same_tables(tmp_path: Path) -> None:
    scores = []
    for seed in range(4):
        folder = tmp_path / str(seed)
        folder.mkdir()
        scores.append(pool(read_and_score(list(same_facts(seed, 4)), folder, LAWFUL)))
    assert sum(result.found for result in scores) >= 0.9 * sum(result.gold for result in scores)


@pytest.mark.parametrize(("key", "least"), WORST)
def test_what_was_read_worst_stays_mended(tmp_path: Path, key: str, least: float) -> None:
    result = pool(read_and_score([make_document("worst", key)], tmp_path))
    assert result.f1 >= least
