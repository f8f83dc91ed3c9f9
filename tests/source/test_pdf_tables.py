"""Tables of PDF: found by their ruling lines, merged cells, lines left out, parts on several pages."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from mapper.source.blocks import Grid, GridCell
from tests.source.pdf_pages import HEIGHT, blocks, drawn, grids, paragraphs, put, rule, table
from tests.source.pdf_writer import Style, write_pdf

XS = [60.0, 160.0, 260.0, 360.0]


def test_merged_cells_keep_their_spans() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 140, 160):
            rule(canvas, 60, y, 360, y)
        rule(canvas, 160, 120, 360, 120)
        for x, top in ((60, 100), (160, 100), (260, 120), (360, 100)):
            rule(canvas, x, top, x, 160)
        for x, y, text in ((64, 124, "구분"), (164, 114, "사업비"), (164, 134, "국비"), (264, 134, "시비")):
            put(canvas, x, y, text)
        for x, text in ((64, "쉼터"), (164, "10"), (264, "20")):
            put(canvas, x, 154, text)

    assert blocks(drawn(page)) == [
        Grid(
            (
                (GridCell("구분", 2, 1), GridCell("사업비", 1, 2)),
                (GridCell("국비"), GridCell("시비")),
                (GridCell("쉼터"), GridCell("10"), GridCell("20")),
            )
        )
    ]


def test_tables_without_outer_lines_double_lines_and_shaded_heads_are_tables() -> None:
    text = "| 구분 | 계 | 비고 |\n|---|---|---|\n| 쉼터 | 10 | 나무 |\n| 마당 | 20 | 돌 |"
    expected = [["구분", "계", "비고"], ["쉼터", "10", "나무"], ["마당", "20", "돌"]]
    for style in (Style(open_sides=True), Style(double_lines=True), Style(bold_twice=True)):
        content = write_pdf(text, style)
        assert grids(content) == [expected], style
        assert [block.header_rows for block in blocks(content) if isinstance(block, Grid)] == [1]


def test_a_shaded_head_without_a_line_above_belongs_to_its_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(60, HEIGHT - 120, 200, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y in (120, 140):
            rule(canvas, 60, y, 260, y)
        rule(canvas, 160, 100, 160, 140)
        for x, y, text in ((64, 113, "구분"), (164, 113, "계"), (64, 133, "쉼터"), (164, 133, "10")):
            put(canvas, x, y, text)

    assert grids(drawn(page)) == [[["구분", "계"], ["쉼터", "10"]]]


def test_lines_drawn_as_thin_areas_and_as_dots_are_ruling_lines() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            canvas.rect(60, HEIGHT - y, 200, 0.6, stroke=0, fill=1)
        for x in (60, 160, 260):
            for step in range(20):
                rule(canvas, x, 100 + 2 * step, x, 101 + 2 * step)
        for x, y, text in ((64, 114, "가"), (164, 114, "나"), (64, 134, "다"), (164, 134, "라")):
            put(canvas, x, y, text)

    assert grids(drawn(page)) == [[["가", "나"], ["다", "라"]]]


def test_lines_of_a_cell_are_joined_and_its_bullets_stand_apart() -> None:
    item = "◦ 나무 그늘 아래에 앉을 자리를 두고 물을 마실 수 있게 하며 밤에도 걷기 좋도록 등을 세우고 길을 밝힘"
    text = f"| 쉼터 | {item} <br> ◦ 안내판 |"
    found = grids(write_pdf(text))
    assert found[0][0][1] == f"{item}\n◦ 안내판"


def test_a_box_around_a_title_is_one_cell_and_a_frame_around_a_page_is_none() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, [60, 300], [80, 105], [["2024 업무계획"]])
        table(canvas, [50, 545], [70, 780], [[""]])
        put(canvas, 62, 140, "□ 개요")

    found = blocks(drawn(page))
    assert found[0] == Grid(((GridCell("2024 업무계획"),),))
    assert len(found) == 2
    assert paragraphs(drawn(page))[0].strip() == "□ 개요"


def test_two_tables_one_below_the_other_stay_two() -> None:
    text = "| 가 | 1 |\n| 나 | 2 |\n\n| 다 | 3 | 4 |\n| 라 | 5 | 6 |"
    assert grids(write_pdf(text)) == [[["가", "1"], ["나", "2"]], [["다", "3", "4"], ["라", "5", "6"]]]


LONG = "| 연번 | 이름 | 금액 |\n" + "\n".join(f"| {number} | 쉼터 {number} | {number * 7} |" for number in range(1, 90))
ROWS = [["연번", "이름", "금액"]] + [[str(number), f"쉼터 {number}", str(number * 7)] for number in range(1, 90)]


def test_a_table_on_several_pages_is_one_with_its_head_repeated_or_not() -> None:
    shaded = LONG.replace("\n", "\n|---|---|---|\n", 1)
    for text in (LONG, shaded):
        for style in (Style(), Style(repeated_heads=True)):
            assert grids(write_pdf(text, style)) == [ROWS], style


def test_a_table_overleaf_with_a_head_of_its_own_stays_its_own() -> None:
    low, high = [640.0, 660.0, 680.0], [60.0, 80.0, 100.0]
    first = [["구분", "계", "비고"], ["쉼터", "10", "돌"]]
    second = [["마을", "장터", "나루"], ["하나", "20", "물"]]
    found = grids(drawn(lambda page: table(page, XS, low, first), lambda page: table(page, XS, high, second)))
    assert found == [first, second]


def test_a_table_overleaf_with_other_columns_stays_its_own() -> None:
    low, high = [640.0, 660.0, 680.0], [60.0, 80.0, 100.0]
    first = [["구분", "계", "비고"], ["쉼터", "10", "돌"]]
    other = [["1", "2"], ["3", "4"]]
    found = grids(
        drawn(lambda page: table(page, XS, low, first), lambda page: table(page, [60, 200, 360], high, other))
    )
    assert found == [first, other]


def test_a_row_parted_by_the_end_of_a_page_is_one_row() -> None:
    low, high = [640.0, 660.0, 680.0], [60.0, 80.0, 100.0]
    first = [["구분", "계", "비고"], ["쉼터", "5,479", "돌"]]
    rest = [["", "건", ""], ["마당", "20", "물"]]
    found = grids(drawn(lambda page: table(page, XS, low, first), lambda page: table(page, XS, high, rest)))
    assert found == [[["구분", "계", "비고"], ["쉼터", "5,479건", "돌"], ["마당", "20", "물"]]]


def test_a_table_inside_a_cell_takes_its_own_text() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, [60, 160, 500], [100, 200, 220], [["개요", ""], ["비고", "없음"]])
        table(canvas, [200, 300, 400], [120, 140, 160], [["안쪽", "1"], ["더", "2"]])

    assert grids(drawn(page)) == [[["개요", ""], ["비고", "없음"]], [["안쪽", "1"], ["더", "2"]]]
