"""Rows with a cell left out: the gap stands where every other cell fits its column."""

from __future__ import annotations

import pytest

from mapper.layout.short_rows import find_gaps, place_of_divided

PLACES = ("시설명", "위치", "면적", "용도")
SOURCES = ("구분", "합계", "국비", "시비")
EQUIPMENT = ("구분", "장비명", "수량", "도입연도")


@pytest.mark.parametrize(
    ("columns", "rows", "gaps"),
    [
        # the place of the second is that of the first: a name is not left out
        (PLACES, ["전산실|본관 1층|148㎡|서버 운영", "교육장|별관 3층|95㎡|교육", "통신실|62㎡|전화 운영"], [(2, 1)]),
        # the kind of the second is that of the first
        (EQUIPMENT, ["서버|가상화 서버|6대|2020년", "저장|디스크|2식|2021년", "관리 서버|2대|2019년"], [(2, 0)]),
        # two whole rows do not agree on their columns: nothing tells
        (PLACES, ["전산실|본관|148㎡|서버", "교육장|95㎡|별관|교육", "통신실|62㎡|전화"], []),
        # the last row opens with a year as others do: nothing is merged over it
        (SOURCES, ["계|900|400|500", "2024년까지|300|100|200", "2025|200|100|100", "2026|400|200"], []),
        (SOURCES, ["계|900|400|500", "2024년까지|300|100|200", "2025|200|100|100", "500|400|200"], [(3, 0)]),
        # as printed it fits: its last cell is empty
        (EQUIPMENT, ["서버|가상화 서버|6대|2020년", "저장|디스크|2식|2021년", "통신|스위치|2대"], []),
    ],
)
def test_a_gap_stands_where_the_other_cells_fit(
    columns: tuple[str, ...], rows: list[str], gaps: list[tuple[int, int]]
) -> None:
    assert list(find_gaps([row.split("|") for row in rows], columns)) == gaps


@pytest.mark.parametrize(
    ("header", "row", "place"),
    [
        ("구분|합계|연차별 투자액||", "2026년|2027년|2028년", 2),
        ("구분|재원||합계", "국비|시비", 1),
        ("구분|합계|연차별 투자액||", "2026년|2027년", -1),  # not as many as the head is wide
        ("구분|합계|연차별 투자액||", "계|8,000|2,700", -1),  # figures
        ("구분|내용|", "대상|시민", -1),  # words: a row whose last cell is left out
    ],
)
def test_a_second_row_of_heads_stands_below_the_head_it_divides(header: str, row: str, place: int) -> None:
    assert place_of_divided(header.split("|"), row.split("|")) == place
