"""Text of PDF: lines, spaces, paragraphs, what stands at the edges of pages; and files that are not read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from mapper.errors import SourceError
from mapper.source import pdf_content, pdf_process, read_source
from mapper.source.blocks import Block, Grid, PageStart, Paragraph
from mapper.source.pdf import REASONS, read_pdf
from mapper.source.pdf_content import UnreadablePdfError
from mapper.source.pdf_process import read_apart, read_here
from tests.source.pdf_pages import SILENT_FONT, by_hand, drawn, korean, paragraphs, put, rule, show
from tests.source.pdf_writer import Style, width_of, wrap, write_pdf

TRAIL = "나루터에서 고갯마루까지 이어지는 둘레길에 쉼터와 안내판을 새로 놓고 낡은 목재 계단을 걷기 좋은 흙길로"
PLAN = "1. 둘레길 조성\n□ 개요\n - 기간 : 2024. 1. ~ 12.\n\n| 구분 | 계 |\n| 쉼터 | 10 |\n\n□ 계획\n- 설계 : 3월\n"


def test_a_plan_comes_as_paragraphs_tables_and_pages() -> None:
    found = list(read_pdf(write_pdf(PLAN)))
    assert found[0] == PageStart(1)
    texts = [block.text for block in found if isinstance(block, Paragraph) and block.text]
    assert texts == ["1. 둘레길 조성", "□ 개요", " - 기간 : 2024. 1. ~ 12.", "□ 계획", "- 설계 : 3월"]
    assert [[[cell.text for cell in row] for row in grid.rows] for grid in found if isinstance(grid, Grid)] == [
        [["구분", "계"], ["쉼터", "10"]]
    ]


def test_a_file_is_read_by_its_content_with_the_page_of_each_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(drawn(lambda page: put(page, 62, 90, "□ 앞"), lambda page: put(page, 62, 90, "□ 뒤")))
    text = read_source(path)
    assert (text.media_type, text.lines, text.pages) == ("application/pdf", ("□ 앞", "□ 뒤"), (1, 2))


def test_a_wrapped_line_is_joined_again_and_what_stands_below_is_not() -> None:
    text = (
        "- 나루터에서 고갯마루까지 이어지는 둘레길에 쉼터와 안내판을 새로 놓고 낡은 목재 계단을 걷기 좋은 흙길로 바꿈"
    )
    assert paragraphs(write_pdf(f"{text}\n- 짧은 줄\n다음 줄")) == [text, "- 짧은 줄", "다음 줄"]


def test_a_word_broken_at_the_end_of_a_line_is_one_word_again() -> None:
    text = (
        "나루터에서 고갯마루까지 이어지는 둘레길에 쉼터와 안내판을 새로 놓고 낡은 목재 계단을 걷기 좋은 흙길로 바꾸어 "
        * 6
    )
    found = paragraphs(write_pdf(text.strip(), Style(inside_words=True, size=16)))
    assert len(found) == 1
    assert found[0].replace(" ", "") == text.replace(" ", "")
    assert abs(found[0].count(" ") - text.strip().count(" ")) <= 4


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    long = f"- {TRAIL} 바꾸어 어르신과 어린이도 걷게 함"
    text = "\n".join(f"- {number}번째 줄의 글" for number in range(40))
    found = paragraphs(write_pdf(f"{text}\n{long}\n- 끝"))
    assert found[-2:] == [long, "- 끝"]


def test_spaces_that_are_only_gaps_are_found() -> None:
    text = "□ 사업 개요 : 2024. 1. 쉼터 3개소"
    assert paragraphs(write_pdf(text, Style(gaps_only=True))) == [text]


def test_letters_set_apart_are_one_word() -> None:
    def page(canvas: Canvas) -> None:
        for place, letter in enumerate("주요업무계획"):
            put(canvas, 100 + 24 * place, 100, letter)

    assert paragraphs(drawn(page)) == ["주요업무계획"]


def test_bold_by_printing_twice_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, 62, 100, "□ 쉼터 공사 100백만원")
        put(canvas, 62.5, 100.2, "□ 쉼터 공사 100백만원")

    assert paragraphs(drawn(page)) == ["□ 쉼터 공사 100백만원"]


def test_signs_of_hangul_fonts_come_as_those_they_show() -> None:
    assert paragraphs(korean(show("\uf06f 하나") + show("\uf09f 둘", y=660))) == ["□ 하나", "• 둘"]


def test_a_small_raised_sign_stays_in_its_line() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, 62, 100, "면적 120m")
        canvas.setFontSize(6)
        put(canvas, 62 + width_of("면적 120m", 11), 95, "2")

    assert paragraphs(drawn(page)) == ["면적 120m2"]


def test_text_turned_on_its_side_is_read_where_it_stands() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, 62, 100, "□ 위의 줄은 바로 선다")
        put(canvas, 62, 400, "□ 아래의 줄도 바로 선다")
        canvas.translate(80, 842 - 260)
        canvas.rotate(90)
        canvas.drawString(0, 0, "옆으로")

    assert [line.strip() for line in paragraphs(drawn(page))] == [
        "□ 위의 줄은 바로 선다",
        "옆으로",
        "□ 아래의 줄도 바로 선다",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "왼쪽 단의 글은 나루터 둘레길을 걷는 이를 위하여 새로 만든 쉼터와 안내판 자리를 차례로 알린다 " * 3
    right = "오른쪽 단의 글은 장터 마당에서 열리는 여름 잔치의 차례와 마을마다 맡은 일을 나누어 적는다 " * 3

    def page(canvas: Canvas) -> None:
        for x, text in ((62, left), (310, right)):
            for place, line in enumerate(wrap(text.strip(), 220, 11, inside_words=False)):
                put(canvas, x, 100 + 17 * place, line)

    assert paragraphs(drawn(page)) == [left.strip(), right.strip()]


def test_page_numbers_and_running_heads_are_left_out_and_a_head_said_nowhere_else_is_kept_once() -> None:
    body = "\n".join(f"- {number}번째 줄의 글" for number in range(110))
    style = Style(head="가람시 업무계획")
    found = paragraphs(write_pdf(body, style))
    assert found == ["가람시 업무계획", *(f"- {number}번째 줄의 글" for number in range(110))]
    assert "가람시 업무계획" not in paragraphs(write_pdf(f"표지 : 가람시 업무계획\n{body}", style))[1:]


def test_the_same_line_at_the_top_of_three_pages_is_text_where_other_pages_begin_otherwise() -> None:
    tops = ["□ 개요", "(단위 : 천원)", "(단위 : 천원)", "(단위 : 천원)", "□ 계획", "□ 효과"]
    pages = [lambda canvas, top=top: (put(canvas, 62, 75, top), put(canvas, 62, 130, "- 글")) for top in tops]
    assert paragraphs(drawn(*pages)).count("(단위 : 천원)") == 3


def test_an_underline_makes_no_table() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, 62, 100, "□ 밑줄 친 제목")
        rule(canvas, 62, 103, 200, 103)
        put(canvas, 62, 130, "- 글")
        rule(canvas, 62, 133, 200, 133)

    assert paragraphs(drawn(page)) == ["□ 밑줄 친 제목", "- 글"]


def test_hidden_text_beside_shown_text_is_none_and_alone_is_the_recognised_text_of_a_scan() -> None:
    assert paragraphs(korean(show("보임") + show("숨김", y=600, mode=3))) == ["보임"]
    assert paragraphs(korean(show("알아본 글", mode=3))) == ["알아본 글"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (drawn(lambda page: page.rect(50, 50, 400, 700, fill=1)), "no text"),
        (by_hand(show("글을 모르는 글꼴"), *SILENT_FONT, resources=b"/Font<</F1 5 0 R>>"), "fonts"),
        (write_pdf(PLAN, Style(password="open")), "encrypted"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (write_pdf(PLAN)[:900], "damaged"),
    ],
    ids=["picture", "fonts", "encrypted", "no file", "cut"],
)
def test_what_cannot_be_read_is_one_sentence_with_a_remedy(content: bytes, reason: str) -> None:
    message, hint = REASONS[reason]
    with pytest.raises(SourceError) as caught:
        list(read_pdf(content, "plan.pdf"))
    assert str(caught.value) == f"plan.pdf: {message} {hint}"


@pytest.mark.parametrize(("limit", "reason"), [("MAX_PAGES", "pages"), ("MAX_CHARACTERS_PER_PAGE", "characters")])
def test_files_without_end_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str, reason: str) -> None:
    monkeypatch.setattr(pdf_content, limit, 1)
    with pytest.raises(UnreadablePdfError, match=reason):
        list(read_here(write_pdf(PLAN * 12)))


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        ("import os; os.abort()", "damaged"),
        ("import time; time.sleep(60)", "time"),
        ("import sys; sys.exit('no answer')", "damaged"),
    ],
)
def test_a_reading_that_ends_or_never_ends_is_an_error(
    monkeypatch: pytest.MonkeyPatch, child: str, reason: str
) -> None:
    monkeypatch.setattr(pdf_process, "_CHILD", child)
    assert read_apart(b"%PDF-1.7", seconds=2) == reason


def test_a_machine_that_starts_no_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert read_apart(b"%PDF-1.7") == "process"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bind a process's memory")
def test_a_reading_that_takes_all_memory_is_an_error() -> None:
    code = "from mapper.source.pdf_process import _limit; _limit(200 << 20, 9); bytearray(400 << 20)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in ended.stderr


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damage_gives_an_error_or_blocks_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(write_pdf(PLAN))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 3))
    if cut == 0:
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    assert all(isinstance(entry, Paragraph | Grid | PageStart | str) for entry in blocks_or_reason(bytes(content)))


def blocks_or_reason(content: bytes) -> list[Block | str]:
    """The blocks of a PDF, or the reason why there are none."""
    try:
        return list(read_here(content))
    except UnreadablePdfError as error:
        return [REASONS[str(error)][0]]
