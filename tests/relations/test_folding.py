"""Rows written one cell a line are folded into one line, and relations stand on the cells' own lines."""

from __future__ import annotations

from mapper.records import Span, Summation
from mapper.relations.figures import summation
from mapper.relations.folding import Folding, find_breaks
from tests.relations.made import budget

CELLS = """\
<table>
<thead>
<tr>
<td>구분</td>
<td>계</td>
<td>국비</td>
<td>시비</td>
</tr>
</thead>
<tbody>
<tr>
<td>2024년</td>
<td>90</td>
<td>40</td>
<td>50</td>
</tr>
</tbody>
</table>
□ 기대효과
""".splitlines()
"""The total stands on line 13, its parts on 14 and 15."""


def test_a_row_of_cells_is_one_line_and_the_frame_is_none() -> None:
    folded = Folding([], CELLS)
    assert [line[:4] for line in folded.lines] == ["<tab", "<tr>", "<tr>", "</ta", "□ 기대"]
    assert folded.lines[2] == "<tr><td>2024년</td><td>90</td><td>40</td><td>50</td></tr>"


def test_a_relation_folds_and_unfolds_to_the_very_records_and_lines() -> None:
    records = [budget(13, 90, block="t4"), budget(14, 40, source="국비"), budget(15, 50, source="시비")]
    folding = Folding(records, CELLS)
    whole, *parts = folding.records
    assert {one.span for one in folding.records} == {Span(3, 3)}
    (folded,) = summation("total-over-sources", whole, parts)  # type: ignore[arg-type]
    printed = folding.unfold(folded)
    assert isinstance(printed, Summation)
    assert (printed.total, *printed.addends) == tuple(records)
    assert printed.total is records[0]
    assert [span.first for span in printed.support] == [13, 14, 15]
    assert folding.fold(printed).support == (Span(3, 3),) * 3
    assert folding.records[0].block == "t2"  # type: ignore[attr-defined]


def test_text_without_such_rows_stays_as_it_is() -> None:
    lines = ["<tr><td>2024년</td><td>90</td></tr>", "□ 기대효과", "구분\t계"]
    records = [budget(1, 90)]
    folding = Folding(records, lines)
    assert list(folding.lines) == lines
    assert folding.records is records


def test_cells_that_run_over_lines_are_not_folded() -> None:
    lines = ["<tr>", "<td>○ 첫째", "○ 둘째</td>", "</tr>"]
    assert list(Folding([], lines).lines) == lines


def test_only_a_page_number_with_the_head_said_again_parts_one_table() -> None:
    head, first, second = "구분\t계", "가\t1", "나\t2"
    assert [at for at, _ in find_breaks([head, first, "", "- 3 -", "", head, second])] == [2]
    assert [at for at, _ in find_breaks([head, first, "- 3 -", head, second])] == [2]
    for other in (
        [head, first, "", head, second],
        [head, first, "", "- 3 -", "", second],
        [head, "- 3 -", head, first],
    ):
        assert not list(find_breaks(other))
