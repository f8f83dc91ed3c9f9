"""The tables of the example documents against tables made by hand: how many rows agree, and their attributes.

tests/gold/<doc>/<table>.csv were read by people by the definitions, never generated; `tests.scoring` compares.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import mapper
from mapper.pipeline import build
from tests.scoring import EXACT, FINDINGS, Score, read_table, score

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "gold"
DOCUMENTS = sorted(path.name for path in GOLD.iterdir() if path.is_dir())
LEAST = 0.95
FEW = 1
"""Rows that may be wrong on either side where a table is small."""


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """The example documents, built, and their tables scored."""
    folder = tmp_path_factory.mktemp("gold")
    build(sorted((ROOT / "documents").glob("*.txt")), folder)
    release = mapper.open_release(folder)
    pooled: dict[str, Score] = {}
    for table in EXACT:
        answered = list(release.ask(f"tables/{table}"))
        pooled[table] = Score()
        for doc in DOCUMENTS:
            rows = [row for row in answered if row["doc"] == doc]
            pooled[table].add(score(table, read_table(GOLD / doc / f"{table}.csv"), rows))
    return pooled


@pytest.mark.parametrize("table", EXACT)
def test_the_tables_agree_with_those_made_by_hand(scores: dict[str, Score], table: str) -> None:
    result = scores[table]
    few = len(result.missed) <= FEW and len(result.surplus) <= FEW
    wrong = [f"missed {row}" for row in result.missed] + [f"surplus {row}" for row in result.surplus]
    assert result.f1 >= LEAST or few, f"F1 {result.f1:.3f}\n" + "\n".join(wrong)


def test_the_columns_that_do_not_decide_agree_too(scores: dict[str, Score]) -> None:
    pooled = Score()
    for table, result in scores.items():
        if table != FINDINGS:
            pooled.add(result)
    assert pooled.filled > 1000
    assert pooled.attributes >= LEAST, f"{pooled.agreeing} of {pooled.filled}"
