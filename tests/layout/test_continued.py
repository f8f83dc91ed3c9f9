"""Covers: a table that a page break cuts in two is one; a title or another table on the new page is none of it."""

from __future__ import annotations

import pytest

from mapper.layout import build_outline

RULED = "| 장비명 | 수량 | 연도 |\n|---|---|---|\n| 서버 | 4대 | 2020 |\n"
TABBED = "장비명\t수량\t연도\n서버\t4대\t2020\n"
PAGE = "\n- 3 -\n\n"


def sizes(text: str) -> list[int]:
    """Rows of each table of a text, the header counted."""
    nodes = build_outline(text.splitlines()).descend()
    return [len(node.table.rows) for node in nodes if node.table is not None]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (RULED, "| 스위치 | 2대 | 2021 |\n", [3]),
        (RULED, "| 장비명 | 수량 | 연도 |\n|---|---|---|\n| 스위치 | 2대 | 2021 |\n", [3]),
        (TABBED, "스위치\t2대\t2021\n", [3]),
        (TABBED, "장비명\t수량\t연도\n스위치\t2대\t2021\n", [3]),
        (RULED, "| 위원회 | 위원 |\n|---|---|\n| 정책위원회 | 9명 |\n", [2, 2]),
        (TABBED, "2\t스마트 관광도시 조성\n", [2, 1]),
        (TABBED, "구분\t정원\t현원\n계\t9\t8\n", [2, 2]),
    ],
    ids=[
        "rows",
        "head again",
        "rows behind tabs",
        "head again behind tabs",
        "another",
        "a title",
        "another behind tabs",
    ],
)
def test_rows_on_the_next_page_go_on_with_the_table(first: str, second: str, expected: list[int]) -> None:
    assert sizes(first + PAGE + second) == expected


def test_words_between_two_tables_part_them() -> None:
    assert sizes(RULED + PAGE + "□ 통신장비\n" + "| 스위치 | 2대 | 2021 |\n") == [2, 1]
