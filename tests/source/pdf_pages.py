"""Small pages for tests of the PDF reader: drawn piece by piece, and one built by hand that no library would write."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mapper.source.blocks import Block, Grid, PageStart, Paragraph
from mapper.source.pdf_process import read_here
from tests.source.pdf_writer import FONT

HEIGHT = A4[1]


def drawn(*pages: Callable[[Canvas], None], size: float = 11) -> bytes:
    """A PDF whose pages these functions draw."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for draw in pages:
        canvas.setFont(FONT, size)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def put(canvas: Canvas, x: float, down: float, text: str) -> None:
    """Text at a place counted from the upper left corner."""
    canvas.drawString(x, HEIGHT - down, text)


def rule(canvas: Canvas, x0: float, down0: float, x1: float, down1: float) -> None:
    """A line between two places counted from the upper left corner."""
    canvas.line(x0, HEIGHT - down0, x1, HEIGHT - down1)


def table(canvas: Canvas, xs: list[float], ys: list[float], texts: list[list[str]]) -> None:
    """A fully ruled table; columns at `xs`, rows at `ys` from the top."""
    for x in xs:
        rule(canvas, x, ys[0], x, ys[-1])
    for y in ys:
        rule(canvas, xs[0], y, xs[-1], y)
    for row, y in zip(texts, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            put(canvas, x + 4, y + 13, text)


def blocks(content: bytes) -> list[Block]:
    """The blocks but the beginnings of pages and blank lines."""
    found = list(read_here(content))
    return [block for block in found if not isinstance(block, PageStart) and block != Paragraph("")]


def paragraphs(content: bytes) -> list[str]:
    """The paragraphs outside tables."""
    return [block.text for block in blocks(content) if isinstance(block, Paragraph)]


def grids(content: bytes) -> list[list[list[str]]]:
    """The texts of the tables' cells."""
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks(content) if isinstance(block, Grid)]


def by_hand(content: bytes, *objects: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page with this drawing; further objects are numbered from 5."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<" + resources + b">>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        *objects,
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
        + index
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(written))
    )


KOREAN_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Batang/Encoding/UniKS-UCS2-H/DescendantFonts[6 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Batang"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>/DW 1000/FontDescriptor 7 0 R>>",
    b"<</Type/FontDescriptor/FontName/Batang/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
    b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
)
"""A Korean font that is not embedded; text is given as UTF-16."""
SILENT_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Batang/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Batang"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>>",
    KOREAN_FONT[2],
)
"""A font of which a file holds the shapes of some characters, and nothing that says which they are."""


def show(text: str, font: int = 12, x: float = 72, y: float = 700, mode: int = 0) -> bytes:
    """The operators that draw a text in the page's font F1; mode 3 draws it invisibly."""
    return b"BT %d Tr /F1 %d Tf 1 0 0 1 %d %d Tm <%s> Tj ET\n" % (
        mode,
        font,
        x,
        y,
        text.encode("utf-16-be").hex().encode(),
    )


def korean(content: bytes) -> bytes:
    """A page with a Korean font F1."""
    return by_hand(content, *KOREAN_FONT, resources=b"/Font<</F1 5 0 R>>")
