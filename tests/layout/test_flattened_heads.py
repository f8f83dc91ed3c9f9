"""Two rows of heads without the blanks of merged cells: widths, words, kinds and sums tell which head is divided."""

from __future__ import annotations

import pytest

from mapper.layout.flattened_heads import body_width, find_divided
from mapper.layout.tables import make_table

MONEY = ["조림|98ha|633|380|95|158", "풀베기|24ha|260|130|44|86"]
YEARS = ["합계|900|400|200|300|850|50", "숲|500|200|100|200|480|20"]


@pytest.mark.parametrize(
    ("heads", "below", "body", "places", "each"),
    [
        # figures of one kind stand below the divided head alone, its words say money
        ("구분|사업량|사업비", "계|국비|도비|군비", MONEY, [2], 4),
        # both say money: the total is the sum of its sources in one place only
        ("구분|2031년 예산|2030년 예산|증감", "계|국비|도비|군비", YEARS, [1], 4),
        # grades divide posts, not the total nor posts without grades
        ("구분|계|일반직|공무직", "5급|6급|7급", ["정원|9|1|3|3|2", "현원|8|1|2|3|2"], [2], 3),
        # two heads are divided alike
        ("구분|본청|사업소", "정원|현원|정원|현원", ["숲팀|4|4|2|1", "길팀|5|4|3|3"], [1, 2], 2),
        # nothing tells the two apart
        ("구분|가|나", "참여|불참", ["숲|1|2|3", "길|4|5|6"], [], 0),
        # the rows are as wide as their heads: a second row of the body
        ("구분|위치|기능", "쉼터|공원", ["마당|숲길|쉼", "마루|강변|쉼"], [], 0),
        # figures in the second row
        ("구분|사업비", "100|50", ["숲|150|100|50", "길|20|10|10"], [], 0),
    ],
)
def test_flattened_heads_find_the_head_that_they_divide(
    heads: str, below: str, body: list[str], places: list[int], each: int
) -> None:
    rows = [line.split("|") for line in (heads, below, *body)]
    assert find_divided(rows, body_width(rows)) == (places, each)


def test_the_columns_are_called_by_both_rows() -> None:
    lines = ["| 구분 | 사업량 | 사업비 |", "|---|---|---|---|---|---|", "| 계 | 국비 | 도비 | 군비 |"]
    lines += [f"| {line.replace('|', ' | ')} |" for line in MONEY]
    table = make_table(list(enumerate(lines, 1)))
    assert table is not None
    assert table.columns == ["구분", "사업량", "사업비 > 계", "사업비 > 국비", "사업비 > 도비", "사업비 > 군비"]
    assert [row[0].text for row in table.body] == ["조림", "풀베기"]
