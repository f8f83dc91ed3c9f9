"""Blocks to lines: tables as pipe rows that the layout reads, boxes and title bars as lines, pages."""

from __future__ import annotations

import pytest

from mapper.errors import SourceError
from mapper.layout.tables import split_row
from mapper.source.blocks import (
    MAX_CELLS,
    Block,
    Content,
    Grid,
    GridCell,
    PageStart,
    Paragraph,
    make_table,
    place_cells,
    write_lines,
)


def grid(*rows: tuple[str | GridCell, ...], header_rows: int = 0, caption: str = "") -> Grid:
    """A table; plain texts are cells without spans."""
    cells = tuple(tuple(cell if isinstance(cell, GridCell) else GridCell(cell) for cell in row) for row in rows)
    return Grid(cells, caption, header_rows)


def lines(*blocks: Block) -> list[str]:
    """The lines without their pages."""
    return [line for line, _ in write_lines(blocks)]


@pytest.mark.parametrize(
    ("expected", "block"),
    [
        (["□ 글"], Paragraph("□ 글")),
        (["  - 글", "둘째"], Paragraph("  - 글  \n둘째")),
        (["가", "나", "다", "라"], Paragraph("가\r\n나\x0b다\u2028라")),
        (["    안쪽\t칸"], Paragraph("\t안쪽\t칸")),
        (["  1) 글", "□ 조직\t3팀"], Paragraph("  1)\t 글\n□\t조직\t3팀")),
        (["구분\t계", "가팀\t3"], Paragraph("구분\t계\n가팀\t3")),
        (["가나"], Paragraph("가\x00\x1f\u00ad\ufeff나\ud800")),
        (["□ ① ❶ ■"], Paragraph("\U000f03c5 \U000f02b1 \U000f02ce \uf06e")),
        ([""], Paragraph("")),
        (["# 일반현황"], Paragraph("일반현황", 1)),
        (["### 예산", "둘째 줄"], Paragraph(" 예산\n둘째 줄", 3)),
        (["1. 일반현황"], Paragraph("1. 일반현황", 1)),
        (["Ⅰ. 일반현황"], Paragraph("Ⅰ. 일반현황", 1)),
        (["□ 조직"], Paragraph("□ 조직", 2)),
    ],
)
def test_paragraphs_and_headings(expected: list[str], block: Block) -> None:
    assert lines(block) == expected


@pytest.mark.parametrize(
    ("expected", "table"),
    [
        (["| 가 | 나 |", "| 다 | 라 |"], grid(("가", "나"), ("다", "라"))),
        (["| 가 | 나 |", "|---|---|", "| 다 | 라 |"], grid(("가", "나"), ("다", "라"), header_rows=1)),
        (["(단위 : 명)", "| 가 | 나 |", "| 다 | 라 |"], grid(("가", "나"), ("다", "라"), caption="(단위 : 명)")),
        (
            ["| 구분 | 정원 |  |", "|  | 계 | 5급 |", "| 가 | 3 | 1 |"],
            grid((GridCell("구분", 2), GridCell("정원", 1, 2)), ("계", "5급"), ("가", "3", "1")),
        ),
        (
            ["| 가 |  | 나 |", "|  |  | 다 |", "| 라 | 마 | 바 |"],
            grid((GridCell("가", 2, 2), "나"), ("다",), ("라", "마", "바")),
        ),
        (["| 가<br>나 | 다 라 |", "| 마 | 바 |"], grid(("가\n\n나", "다\t라"), ("마", "바"))),
        (["| 가 | 나 |", "| 다 |  |"], grid(("가", "나"), ("다",))),
        (["상자 안", "둘째"], grid(("상자 안\n둘째",))),
        (["제목", "○ 글", "○ 글2"], grid(("", "제목", ""), ("", "", ""), (GridCell("○ 글\n○ 글2", 1, 3),))),
        (["Ⅰ 일반 현황"], grid(("Ⅰ", "", "일반\n현황"))),
        (["1 조직 및 인력"], grid(("1", "조직 및 인력"), ("", ""))),
        (["| 사업비 | 500백만원 |"], grid(("사업비", "500백만원"))),
        (["| 1 | 500 |"], grid(("1", "500"))),
        ([], grid(("", ""), ("", ""))),
    ],
)
def test_tables_title_bars_and_boxes(expected: list[str], table: Grid) -> None:
    assert lines(table) == expected


@pytest.mark.parametrize("text", ["가|나", "│|│", "가 ￨ 나 ∣ 다", "a \\ b"])
def test_a_sign_that_parts_cells_stays_in_its_cell(text: str) -> None:
    (row, _) = lines(grid((text, "둘"), ("셋", "넷")))
    cells = [cell.text for cell in split_row(row, 1)]
    assert len(cells) == 2
    assert cells[0].translate(str.maketrans("│￨∣", "|||")) == text.translate(str.maketrans("│￨∣", "|||"))


def test_two_texts_beside_each_other_are_read_one_after_the_other() -> None:
    text = "\n".join(f"○ 문장이 길게 이어지는 설명 {number} " + "글" * 40 for number in range(3))
    assert lines(grid((text, text))) == [line.rstrip() for line in text.split("\n")] * 2


def test_lines_know_their_page() -> None:
    blocks = [Paragraph("가"), PageStart(1), Paragraph("나\n다"), PageStart(3), grid(("라", "마"), ("바", "사"))]
    assert [page for _, page in write_lines(blocks)] == [0, 1, 1, 3, 3]


def test_a_table_in_a_cell_follows_the_outer_one() -> None:
    inner = grid(("안", "쪽"), ("표", "다"))
    rows = [
        [Content((Paragraph("밖"), inner)), Content((Paragraph("둘"),))],
        [Content(()), Content((Paragraph("셋"),))],
    ]
    assert list(make_table(rows)) == [grid(("밖", "둘"), ("", "셋")), inner]


def test_a_table_of_one_cell_is_what_stands_in_it() -> None:
    inner = grid(("안", "쪽"), ("표", "다"))
    assert list(make_table([[Content((Paragraph("글"), inner))]])) == [Paragraph("글"), inner]
    assert list(make_table([[Content(()), Content((Paragraph("글"), inner))]])) == [Paragraph("글"), inner]


def test_a_span_beyond_the_table_has_an_end() -> None:
    assert len(place_cells([[GridCell("가", 10**9, 10**9)], [GridCell("나")]])[0]) < 1000
    with pytest.raises(SourceError, match="plan: a table of more than"):
        list(write_lines([grid(*[(GridCell("가", 10**9, 10**9),)] * (MAX_CELLS // 200))], "plan"))


def test_a_text_without_end_is_an_error() -> None:
    with pytest.raises(SourceError, match=r"plan: the text has more than .* Split it"):
        for _ in write_lines((Paragraph("가" * 1000) for _ in range(10**9)), "plan"):
            pass
