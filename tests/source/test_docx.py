"""DOCX: lists spelled out, merged cells, text boxes, notes, tracked changes, hidden text."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from mapper.source.blocks import write_lines
from mapper.source.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def package(body: str, **parts: str) -> bytes:
    """A document with this body; further parts (`styles`, `numbering`, `footnotes`) by name."""
    stream = io.BytesIO()
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{text}</w:{name}>")
    return stream.getvalue()


def lines(body: str | bytes, **parts: str) -> list[str]:
    """The lines of a document."""
    content = body if isinstance(body, bytes) else package(body, **parts)
    return [line for line, _ in write_lines(read_docx(content, "plan.docx"))]


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: tuple[str, str], more: str = "") -> str:
    """A list by format and text of its levels."""
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", ["1.", "2.", "3."]),
        ("ganada", ["가.", "나.", "다."]),
        ("chosung", ["ㄱ.", "ㄴ.", "ㄷ."]),
        ("decimalEnclosedCircle", ["①.", "②.", "③."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("lowerLetter", ["a.", "b.", "c."]),
        ("decimalZero", ["01.", "02.", "03."]),
        ("koreanCounting", ["일.", "이.", "삼."]),
    ],
)
def test_automatic_numbers_are_spelled_out(style: str, expected: list[str]) -> None:
    found = lines("".join(listed("글") for _ in range(3)), numbering=numbering((style, "%1.")))
    assert found == [f"{mark} 글" for mark in expected]


def test_levels_count_by_themselves_and_begin_anew() -> None:
    body = listed("가") + listed("나", 1) + listed("다", 1) + p("사이") + listed("라") + listed("마", 1)
    found = lines(body, numbering=numbering(("decimal", "%1."), ("decimal", "%1-%2)")))
    assert found == ["1. 가", "  1-1) 나", "  1-2) 다", "사이", "2. 라", "  2-1) 마"]


def test_a_list_with_a_start_of_its_own_begins_anew_once() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = listed("가") + listed("나") + listed("다", 0, 2) + listed("라", 0, 2)
    assert lines(body, numbering=numbering(("decimal", "%1."), more=more)) == ["1. 가", "2. 나", "1. 다", "2. 라"]


@pytest.mark.parametrize(
    ("sign", "font", "expected"),
    [("\uf0a7", "Wingdings", "▪"), ("o", "Courier New", "○"), ("\uf0b7", "Symbol", "•"), ("□", "", "□")],
)
def test_bullets_of_symbol_fonts_are_the_signs_they_show(sign: str, font: str, expected: str) -> None:
    level = (
        f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>'
    )
    made = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    made += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert lines(listed("글"), numbering=made) == [f"{expected} 글"]


def test_python_docx_documents_give_headings_lists_and_merged_cells() -> None:
    document = docx.Document()
    document.add_heading("일반현황", 1)
    document.add_heading("□ 조직", 2)
    document.add_paragraph("가", style="List Number")
    document.add_paragraph("나", style="List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "구분"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "정원"
    table.cell(1, 1).text, table.cell(1, 2).text = "계", "5급\n6급"
    table.cell(2, 0).text, table.cell(2, 2).text = "가나과", "1"
    stream = io.BytesIO()
    document.save(stream)
    assert lines(stream.getvalue()) == [
        "# 일반현황",
        "□ 조직",
        "1. 가",
        "2. 나",
        "| 구분 | 정원 |  |",
        "|  | 계 | 5급<br>6급 |",
        "| 가나과 |  | 1 |",
    ]


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        (
            ["가나"],
            "<w:p><w:ins><w:r><w:t>가</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>나</w:t></w:r></w:p>",
        ),
        (["가"], "<w:p><w:r><w:t>가</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"),
        (
            ["가", "나\t다-라"],
            "<w:p><w:r><w:t>가</w:t><w:br/><w:t>나</w:t><w:tab/><w:t>다</w:t><w:noBreakHyphen/><w:t>라</w:t></w:r></w:p>",
        ),
        (
            ["3월"],
            "<w:p><w:r><w:fldChar/><w:instrText>DATE</w:instrText></w:r><w:r><w:t>3월</w:t></w:r></w:p>",
        ),
        (
            ["가나"],
            "<w:p><w:hyperlink><w:r><w:t>가</w:t></w:r></w:hyperlink>"
            "<w:sdt><w:sdtContent><w:r><w:t>나</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        ),
        (["", "가"], "<w:p/><w:sdt><w:sdtContent><w:p><w:r><w:t>가</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
        (
            ["가나"],
            "<w:p><w:r><w:t>가</w:t></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>나</w:t></w:r></mc:Choice>"
            "<mc:Fallback><w:r><w:t>나</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        ),
        (["  가"], p("가", '<w:ind w:left="600" w:hanging="400"/>')),
        (["가"], p("가", '<w:ind w:left="600"/><w:jc w:val="center"/>')),
        (["□"], '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>'),
    ],
)
def test_text_is_read_as_the_accepted_document_prints_it(expected: list[str], body: str) -> None:
    assert lines(body) == expected


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('상자')}<w:p/></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>글</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["글", "상자"]


def test_a_note_follows_its_paragraph_and_its_number_stays_out_of_the_figures() -> None:
    body = '<w:p><w:r><w:t>예산 500</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("다음")
    notes = f'<w:footnote w:id="2">{p(" 국비 포함")}</w:footnote>'
    assert lines(body, footnotes=notes) == ["예산 500", "※ 국비 포함", "다음"]


def test_a_cell_that_goes_on_below_keeps_its_column_and_a_deleted_row_is_gone() -> None:
    def row(*cells: str, settings: str = "") -> str:
        return f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(cells)}</w:tr>"

    def cell(text: str, settings: str = "") -> str:
        return f"<w:tc><w:tcPr>{settings}</w:tcPr>{p(text)}</w:tc>"

    table = "<w:tbl>{}</w:tbl>".format(
        row(cell("구분", '<w:vMerge w:val="restart"/>'), cell("계"), cell("5급"), settings="<w:tblHeader/>")
        + row(cell("", "<w:vMerge/>"), cell("3"), cell("1"))
        + row(cell("x"), cell("x"), cell("x"), settings="<w:del/>")
        + row(cell("끝"), settings='<w:gridBefore w:val="2"/>')
    )
    assert lines(table) == ["| 구분 | 계 | 5급 |", "|---|---|---|", "|  | 3 | 1 |", "|  |  | 끝 |"]


def test_a_style_gives_its_list_heading_and_margin_to_the_paragraph() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:ind w:left="400"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="제목 2"/><w:basedOn w:val="Ring"/></w:style>'
    )
    body = (
        p("가", '<w:pStyle w:val="Base"/>') + p("나", '<w:pStyle w:val="Item"/>') + p("다", '<w:pStyle w:val="Ring"/>')
    )
    made = numbering(("ganada", "%1)"))
    assert lines(body, styles=styles, numbering=made) == ["    가", "    가) 나", "## 다"]
