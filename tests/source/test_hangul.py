"""HWPX and HWP 5: marks spelled out, cells by address, boxes, notes, deleted text; both alike."""

from __future__ import annotations

import struct

import pytest

from mapper.errors import SourceError
from mapper.source.blocks import Block, Paragraph, write_lines
from mapper.source.hangul import AddressedCell, table_of_cells
from mapper.source.hwp5 import read_hwp5
from mapper.source.hwpx import read_hwpx
from tests.source import hwp5_writer, hwpx_writer
from tests.source.plan_parts import table_of

LEVELS = (("^1.", 0, "DIGIT"), ("^2)", 8, "HANGUL_SYLLABLE"), ("^3", 1, "CIRCLED_DIGIT"), ("^n", 0, "DIGIT"))
PARAGRAPHS = (("가", 1), ("나", 2), ("다", 2), ("라", 3), ("마", 1), ("바", 2), ("사", 4), ("아", 5), ("자", 0))
PRINTED = ["1. 가", "  가) 나", "  나) 다", "    ① 라", "2. 마", "  가) 바", "      2.1.1.1 사", "- 아", "자"]


def hwpx_lines(body: str, lists: str = "", shapes: str = "") -> list[str]:
    """The lines of a document with this section."""
    content = hwpx_writer.package(hwpx_writer.section(body), hwpx_writer.header(lists, shapes))
    return [line for line, _ in write_lines(read_hwpx(content, "plan.hwpx"))]


def hwp5_lines(section: bytes, *lists: bytes, shapes: tuple[bytes, ...] = ()) -> list[str]:
    """The same in HWP 5."""
    content = hwp5_writer.document(section, lists, shapes)
    return [line for line, _ in write_lines(read_hwp5(content, "plan.hwp"))]


def test_numbers_and_bullets_are_spelled_out_in_hwpx() -> None:
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" numFormat="{style}">{text}</hh:paraHead>'
        for level, (text, _, style) in enumerate(LEVELS, 1)
    )
    lists = (
        f'<hh:numberings><hh:numbering id="1" start="0">{heads}</hh:numbering></hh:numberings>'
        '<hh:bullets><hh:bullet id="1" char="-" useImage="0"/></hh:bullets>'
    )
    shapes = "".join(
        f'<hh:paraPr id="{level}"><hh:heading type="NUMBER" idRef="1" level="{level - 1}"/></hh:paraPr>'
        for level in (1, 2, 3, 4)
    )
    shapes += '<hh:paraPr id="5"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>'
    body = "".join(hwpx_writer.paragraph(text, shape) for text, shape in PARAGRAPHS)
    assert hwpx_lines(body, lists, shapes) == PRINTED


def test_numbers_and_bullets_are_spelled_out_in_hwp5() -> None:
    lists = (hwp5_writer.numbering(*((text, style) for text, style, _ in LEVELS)), hwp5_writer.bullet("-"))
    shapes = (*(hwp5_writer.shape(2, 1, level) for level in range(4)), hwp5_writer.shape(3, 1))
    section = b"".join(hwp5_writer.paragraph(text, 0, shape) for text, shape in PARAGRAPHS)
    assert hwp5_lines(section, *lists, shapes=shapes) == PRINTED


def test_an_outline_without_definition_is_numbered_as_hangul_does() -> None:
    shapes = tuple(hwp5_writer.shape(1, 0, level) for level in range(2))
    section = b"".join(hwp5_writer.paragraph(text, 0, shape) for text, shape in (("가", 1), ("나", 2), ("다", 2)))
    assert hwp5_lines(section, shapes=shapes) == ["1. 가", "  1.1. 나", "  1.2. 다"]


def test_margins_are_blanks_before_the_first_line() -> None:
    shapes = (
        '<hh:paraPr id="1"><hh:margin><hc:intent value="-2000"/><hc:left value="2000"/></hh:margin></hh:paraPr>'
        '<hh:paraPr id="2"><hh:align horizontal="CENTER"/><hh:margin><hc:left value="2000"/></hh:margin></hh:paraPr>'
    )
    assert hwpx_lines(hwpx_writer.paragraph("가", 1) + hwpx_writer.paragraph("나", 2), "", shapes) == ["    가", "나"]
    shape = hwp5_writer.shape(left=4000)
    assert hwp5_lines(hwp5_writer.paragraph("가", 0, 1), shapes=(shape,)) == ["    가"]


def body(text: str) -> str:
    """A list of one paragraph, with text or with XML in its run."""
    run = text if text.startswith("<") else f"<hp:t>{text}</hp:t>"
    return f"<hp:subList><hp:p><hp:run>{run}</hp:run></hp:p></hp:subList>"


NOTE_NUMBER = '<hp:ctrl><hp:autoNum num="1" numType="FOOTNOTE"/></hp:ctrl>'
NOTE = f"<hp:footNote>{body(f'{NOTE_NUMBER}<hp:t> 국비</hp:t>')}</hp:footNote>"
BOX = f"<hp:rect><hp:drawText>{body('상자')}</hp:drawText></hp:rect>"
NUMBER = '<hp:autoNum num="3" numType="TABLE"><hp:autoNumFormat type="DIGIT"/></hp:autoNum>'


@pytest.mark.parametrize(
    ("expected", "inside"),
    [
        (["가\t나", "다 라"], "<hp:t>가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라</hp:t>"),
        (["변경 끝"], "<hp:t>변경<hp:deleteBegin Id='1'/>x<hp:tab/>y<hp:deleteEnd Id='1'/> 끝</hp:t>"),
        (["가나"], "<hp:t>가<hp:insertBegin/>나<hp:insertEnd/></hp:t>"),
        (["예산 500", "※ 국비"], f"<hp:t>예산 500</hp:t><hp:ctrl>{NOTE}</hp:ctrl>"),
        (["가"], f"<hp:ctrl><hp:header>{body('머리말')}</hp:header></hp:ctrl><hp:t>가</hp:t>"),
        (["상자"], BOX),
        (["표 3"], f"<hp:t>표 </hp:t><hp:ctrl>{NUMBER}</hp:ctrl>"),
        (["가", "상자"], f"<hp:t>가</hp:t><hp:container>{BOX}</hp:container>"),
        (["글씨"], '<hp:textart text="글씨"/>'),
        ([""], "<hp:t/>"),
    ],
)
def test_what_stands_in_a_run_of_hwpx(expected: list[str], inside: str) -> None:
    assert hwpx_lines(hwpx_writer.paragraph("", inside=inside)) == expected


def test_control_characters_of_hwp5_take_their_place() -> None:
    note = hwp5_writer.control(b"fn  ", bytes(8), 1)
    note += hwp5_writer.record(0x10 + 56, 2, bytes(8)) + hwp5_writer.paragraph("국비", 2)
    section = hwp5_writer.paragraph("예산\t500\x11백만원\n둘째\x1e줄\x18", 0, controls=note)
    assert hwp5_lines(section) == ["예산\t500백만원", "둘째 줄-", "※ 국비"]


def test_text_around_a_table_stays_on_its_side_of_it() -> None:
    table = hwp5_writer.table_control(table_of(["가\t나", "다\t라"]), 1)
    assert hwp5_lines(hwp5_writer.paragraph("앞\x0b뒤", 0, controls=table)) == [
        "앞",
        "| 가 | 나 |",
        "| 다 | 라 |",
        "뒤",
    ]


def test_a_table_in_a_box_of_hwp5_is_read() -> None:
    inner = hwp5_writer.paragraph("\x0b", 3, controls=hwp5_writer.table_control(table_of(["가\t나", "다\t라"]), 4))
    box = hwp5_writer.control(b"gso ", bytes(42), 1) + hwp5_writer.record(0x10 + 60, 2, bytes(4))
    box += hwp5_writer.record(0x10 + 56, 3, bytes(8)) + hwp5_writer.paragraph("상자", 3) + inner
    assert hwp5_lines(hwp5_writer.paragraph("글\x0b", 0, controls=box)) == ["글", "상자", "| 가 | 나 |", "| 다 | 라 |"]


def cell(row: int, column: int, text: str, rowspan: int = 1, colspan: int = 1) -> AddressedCell:
    """A cell with one paragraph."""
    blocks: tuple[Block, ...] = (Paragraph(text),)
    return AddressedCell(row, column, rowspan, colspan, blocks)


@pytest.mark.parametrize(
    ("expected", "cells"),
    [
        (["| 가 | 나 |", "| 다 | 라 |"], [cell(1, 1, "라"), cell(0, 0, "가"), cell(1, 0, "다"), cell(0, 1, "나")]),
        (
            ["| 가 |  | 나 |", "| 다 | 라 | 마 |"],
            [cell(0, 0, "가"), cell(0, 2, "나"), *(cell(1, n, t) for n, t in enumerate("다라마"))],
        ),
        (["| 가 | 나 |", "|  | 다 |"], [cell(0, 0, "가", 2), cell(0, 1, "나"), cell(1, 1, "다")]),
        (
            ["| 가 | 나 |", "|  | 다 |", "| 라 | 마 |"],
            [cell(0, 0, "가", 4), cell(0, 1, "나"), cell(2, 1, "다"), cell(5, 0, "라"), cell(5, 1, "마")],
        ),
        (["| 가 |  |", "| 나 | 다 |"], [cell(0, 0, "가", 1, 2), cell(1, 0, "나"), cell(1, 1, "다")]),
    ],
)
def test_cells_stand_in_the_columns_of_their_addresses(expected: list[str], cells: list[AddressedCell]) -> None:
    assert [line for line, _ in write_lines(table_of_cells(cells))] == expected


def test_addresses_far_out_cost_nothing() -> None:
    cells = [cell(60_000, 60_000, "가", 65_535, 65_535), cell(0, 0, "나", 65_535, 65_535)]
    assert len("".join(line for line, _ in write_lines(table_of_cells(cells)))) < 10_000


def test_captions_stand_where_they_are_printed() -> None:
    table = f"<hp:tbl>{{}}<hp:tr><hp:tc>{body('가')}</hp:tc><hp:tc>{body('나')}</hp:tc></hp:tr></hp:tbl>"
    caption = '<hp:caption side="{}">' + body("(단위 : 명)") + "</hp:caption>"
    for side, expected in (("TOP", ["(단위 : 명)", "| 가 | 나 |"]), ("BOTTOM", ["| 가 | 나 |", "(단위 : 명)"])):
        inside = table.format(caption.format(side))
        assert hwpx_lines(hwpx_writer.paragraph("", inside=inside)) == expected


@pytest.mark.parametrize(
    ("flags", "message"),
    [(2, "password"), (4, "배포용"), (16, "DRM"), (256, "certificate"), (1024, "certificate")],
)
def test_a_locked_hwp5_is_an_error_that_says_how(flags: int, message: str) -> None:
    with pytest.raises(SourceError, match=f"plan.hwp: the file .*{message}.*Ask for"):
        list(read_hwp5(hwp5_writer.document(b"", flags=flags | 1), "plan.hwp"))


def test_another_version_and_an_encrypted_hwpx_are_errors() -> None:
    with pytest.raises(SourceError, match="version 4 of the HWP format"):
        list(read_hwp5(hwp5_writer.document(b"", version=0x04000000), "plan.hwp"))
    with pytest.raises(SourceError, match=r"plan.hwpx: the file is encrypted.*password"):
        list(read_hwpx(hwpx_writer.write_hwpx(["가"], encrypted=True), "plan.hwpx"))


def test_an_uncompressed_hwp5_is_read_too() -> None:
    content = hwp5_writer.document(hwp5_writer.paragraph("가" * 5000, 0), flags=0)
    assert [line for line, _ in write_lines(read_hwp5(content, ""))] == ["가" * 5000]
    assert struct.unpack_from("<I", content, 56)[0] == 4096
