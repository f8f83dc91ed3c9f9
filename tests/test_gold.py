"""The tables of the example documents against tables made by hand: how many rows agree.

tests/gold/<doc>/<table>.csv were read by people by the definitions, never generated. A row is found when its exact
columns are equal, its texts alike and its line at most two away.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from rapidfuzz import fuzz

import mapper
from mapper.pipeline import build
from mapper.values.text import letters

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "gold"
DOCUMENTS = sorted(path.name for path in GOLD.iterdir() if path.is_dir())
EXACT: Mapping[str, tuple[str, ...]] = {
    "documents": ("municipality", "department", "report_year", "plan_year", "issued"),
    "organizations": ("kind",),
    "duties": (),
    "staffing": ("as_of", "measure", "grade", "count"),
    "budgets": ("fiscal_year", "stage", "source", "amount_krw"),
    "projects": ("number", "status", "start", "end"),
    "components": ("start", "end"),
    "milestones": ("kind", "start", "end"),
    "assets": ("quantity", "unit"),
    "facilities": (),
    "committees": ("members",),
    "metrics": ("value", "unit"),
    "legal": (),
    "partners": ("role",),
    "inconsistencies": ("kind",),
}
TEXTS: Mapping[str, dict[str, int]] = {
    "organizations": {"name": 90, "parent": 90},
    "duties": {"org": 90, "duty": 85},
    "staffing": {"org": 90, "series": 90},
    "budgets": {"subject": 75},
    "projects": {"title": 90, "department": 90, "team": 90},
    "components": {"project": 75, "title": 70},
    "milestones": {"project": 75, "text": 70},
    "assets": {"name": 65},
    "facilities": {"name": 80},
    "committees": {"name": 90},
    "legal": {"basis": 80},
    "partners": {"org": 80},
}
LEAST = 0.95
FEW = 1
"""Rows that may be wrong on either side where a table is small."""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> mapper.Release:
    """The example documents, built."""
    folder = tmp_path_factory.mktemp("gold")
    build(sorted((ROOT / "documents").glob("*.txt")), folder)
    return mapper.open_release(folder)


def plain(value: object) -> str:
    """A cell for comparison: numbers without separators and trailing zeros."""
    text = "" if value is None else str(value).replace(",", "")
    return re.sub(r"(\.\d*?)0+$", r"\1", text).rstrip(".") if re.fullmatch(r"-?\d+\.\d+", text) else text


def lines_of(row: Mapping[str, object]) -> set[int]:
    """The lines that a row cites."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", str(row.get("line") or row.get("lines") or "")):
        found.update(range(int(first), int(last or first) + 1))
    return found


def agrees(table: str, gold: Mapping[str, object], row: Mapping[str, object]) -> bool:
    """Whether two rows say the same."""
    if any(plain(gold[column]) != plain(row[column]) for column in EXACT[table]):
        return False
    reach = 0 if table == "inconsistencies" else 2
    near = any(abs(a - b) <= reach for a in lines_of(gold) for b in lines_of(row))
    if table not in {"documents", "organizations"} and not near:
        return False
    for column, least in TEXTS.get(table, {}).items():
        one, other = letters(str(gold[column] or "")), letters(str(row[column] or ""))
        alike = one == other or (len(one) > 4 and len(other) > 4 and (one in other or other in one))
        if one and not alike and fuzz.ratio(one, other) < least:
            return False
    return True


@pytest.mark.parametrize("table", EXACT)
def test_the_tables_agree_with_those_made_by_hand(release: mapper.Release, table: str) -> None:
    found = total = surplus = 0
    wrong: list[str] = []
    answered = list(release.ask(f"tables/{table}"))
    for doc in DOCUMENTS:
        with (GOLD / doc / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            gold = list(csv.DictReader(file))
        rows = [row for row in answered if row["doc"] == doc]
        total, surplus = total + len(gold), surplus + len(rows)
        for expected in gold:
            match = next((row for row in rows if agrees(table, expected, row)), None)
            if match is None:
                wrong.append(f"missed {expected}")
                continue
            rows.remove(match)
            found += 1
        wrong.extend(f"surplus {row}" for row in rows)
    score = 2 * found / (total + surplus) if total + surplus else 1.0
    few = total - found <= FEW and surplus - found <= FEW
    assert score >= LEAST or few, f"F1 {score:.3f}\n" + "\n".join(wrong)
