"""Invented plans, written with their tables by people who knew the definitions, not the program: how many rows agree.

Each plan was scored once before anything was mended (see README, "How well it reads"); since then they keep what was
learnt. Municipalities, offices and figures are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import mapper
from mapper.pipeline import build
from tests.scoring import EXACT, FINDINGS, Score, read_table, score

FOLDER = Path(__file__).parent / "plans"
PLANS = sorted(path.stem for path in FOLDER.glob("*.txt"))
LEAST = 0.975
LEAST_ATTRIBUTES = 0.965


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """Each plan's rows but for findings, all tables together."""
    folder = tmp_path_factory.mktemp("plans")
    build(sorted(FOLDER.glob("*.txt")), folder)
    release = mapper.open_release(folder)
    found = {plan: Score() for plan in PLANS}
    for table in EXACT:
        if table == FINDINGS:
            continue
        answered = list(release.ask(f"tables/{table}"))
        for plan in PLANS:
            rows = [row for row in answered if row["doc"] == plan]
            found[plan].add(score(table, read_table(FOLDER / "gold" / plan / f"{table}.csv"), rows))
    return found


def test_there_are_plans_of_many_layouts() -> None:
    assert len(PLANS) == 31


def test_the_tables_agree(scores: dict[str, Score]) -> None:
    pooled = Score()
    for result in scores.values():
        pooled.add(result)
    told = {plan: round(result.f1, 3) for plan, result in scores.items()}
    assert pooled.f1 >= LEAST, told
    assert pooled.attributes >= LEAST_ATTRIBUTES, told


@pytest.mark.parametrize("plan", PLANS)
def test_no_plan_is_lost(scores: dict[str, Score], plan: str) -> None:
    assert scores[plan].f1 >= 0.92, scores[plan].missed[:5]
