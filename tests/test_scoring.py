"""How rows are compared: what makes two rows one statement, and what does not."""

from __future__ import annotations

import pytest

from tests.scoring import score

BUDGET = {
    "subject": "공원 정비",
    "fiscal_year": "2024",
    "stage": "planned",
    "source": "total",
    "amount_krw": "320000",
    "line": "10",
    "subject_kind": "project",
    "category": "",
}
METRIC = {
    "metric": "이용자",
    "dimensions": "연령=청년",
    "value": "12.50",
    "unit": "명",
    "line": "4-6",
    "subject": "",
    "period": "",
}
FINDING = {"kind": "sum", "expected": "12", "found": "13", "lines": "3;8"}


@pytest.mark.parametrize(
    ("found", "table", "gold", "changes"),
    [
        (1, "budgets", BUDGET, {}),
        (1, "budgets", BUDGET, {"line": "12", "amount_krw": 320000, "subject": "공원 정비 사업"}),
        (0, "budgets", BUDGET, {"line": "13"}),
        (0, "budgets", BUDGET, {"amount_krw": 320001}),
        (0, "budgets", BUDGET, {"subject": "하수관 교체"}),
        (1, "metrics", METRIC, {"value": 12.5, "metric": "청년 이용자", "dimensions": ""}),
        (0, "metrics", METRIC, {"metric": "예산"}),
        (1, "inconsistencies", FINDING, {"kind": "percent", "lines": "8"}),
        (0, "inconsistencies", FINDING, {"lines": "4"}),
    ],
)
def test_a_row_is_found_where_it_says_the_same(
    found: int, table: str, gold: dict[str, str], changes: dict[str, object]
) -> None:
    result = score(table, [gold], [{**gold, **changes}])
    assert (result.found, len(result.missed), len(result.surplus)) == (found, 1 - found, 1 - found)


def test_every_row_matches_once_and_the_nearest_attributes_win() -> None:
    other = {**BUDGET, "subject_kind": "programme"}
    result = score("budgets", [BUDGET, other], [other, BUDGET, BUDGET])
    assert (result.found, len(result.surplus), result.attributes) == (2, 1, 1.0)
