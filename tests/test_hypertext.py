"""Tables for notebooks: readable, complete in what they count, and safe whatever a document says."""

from __future__ import annotations

import pytest

from mapper.hypertext import SHOWN, spell, to_paragraphs, to_table


def test_what_a_document_says_is_text_and_no_markup() -> None:
    table = to_table(("<b>",), [("<script>alert(1)</script>",)], title="<i>")
    assert "<script" not in table
    assert "<i>" not in table
    assert "<b></th>" not in table
    assert "&lt;script&gt;" in table
    assert to_paragraphs(["<p>"]) == "<p>&lt;p&gt;</p>\n"
    assert to_paragraphs(["`<b>` is"]) == "<p><code>&lt;b&gt;</code> is</p>\n"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1200, f"{SHOWN} of 1,200 rows")]
)
def test_a_table_says_how_many_rows_there_are(count: int, said: str) -> None:
    table = to_table(("a",), [(number,) for number in range(count)])
    assert table.endswith(f"<p>{said}</p>")
    assert table.count("<tr>") == min(count, SHOWN) + 1


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (2024, "2024"), (10_000, "10,000"), (-3_000_000, "-3,000,000"), (True, "True")]
)
def test_amounts_are_separated_and_years_are_not(value: object, text: str) -> None:
    assert spell(value) == text


def test_numbers_stand_to_the_right_and_lines_of_a_cell_stay_apart() -> None:
    table = to_table(("doc", "won"), [("한 줄\n두 줄", 5)], numeric={"won"})
    assert "한 줄<br>두 줄" in table
    cells = [cell for cell in table.split("<td") if "text-align: right" in cell]
    assert len(cells) == 2  # the last part of the head, and the one cell
    assert cells[-1].partition(">")[2].startswith("5")
