"""Writes samples of PDF: a plan's text laid out as pages, with ruled tables, wrapped lines, page numbers and heads.

The fonts are not embedded (a Korean CID font that every reader of PDF knows by name), so samples are small and need
no font file. `compressed=False` leaves the drawing readable, for tests that look into it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from mapper.layout.tables import is_rule_row, is_table_line, split_row

FONT = "HYSMyeongJo-Medium"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
_MARK = re.compile(r"(?:[^\w\s'\"‘“(]|\d{1,2}\.|[①-⑳])\s+")


@dataclass(slots=True, kw_only=True)
class Style:
    """How a sample is laid out."""

    wide: bool = False
    """Landscape."""
    size: float = 11.0
    cell_size: float = 9.0
    margin: float = 62.0
    head: str = ""
    page_numbers: bool = True
    open_sides: bool = False
    """Tables without their outer left and right lines."""
    double_lines: bool = False
    repeated_heads: bool = False
    """Tables repeat their first row on each page."""
    inside_words: bool = False
    """Lines break inside words too."""
    gaps_only: bool = False
    """Each word drawn by itself: spaces are no characters."""
    bold_twice: bool = False
    """Everything drawn twice, a little apart."""
    sideways: bool = False
    """Drawn turned to the left by a quarter."""
    says_turn: bool = True
    """Whether a page drawn sideways says that it is to be shown turned."""
    password: str = ""
    blank_gap: float = 0.9
    """Lines that a blank line takes."""


@dataclass(slots=True)
class _Pen:
    """Draws on pages from top to bottom."""

    style: Style
    stream: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Canvas = field(init=False)
    width: float = field(init=False)
    height: float = field(init=False)
    y: float = 0.0
    page: int = 0

    def __post_init__(self) -> None:
        self.width, self.height = landscape(A4) if self.style.wide else A4
        from reportlab.lib.pdfencrypt import StandardEncryption

        encrypt = StandardEncryption(self.style.password) if self.style.password else None
        # a page that says its turn is given by reportlab the sides that it has before it is turned
        lies = self.style.sideways and not self.style.says_turn
        size = (self.height, self.width) if lies else (self.width, self.height)
        self.canvas = Canvas(self.stream, pagesize=size, invariant=1, encrypt=encrypt)
        self.begin()

    def begin(self) -> None:
        """A new page."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        if self.style.sideways:
            self.canvas.setPageRotation(90 if self.style.says_turn else 0)
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)
        self.y = self.height - self.style.margin
        if self.style.head:
            self.text(self.style.margin, self.height - 32, self.style.head, 8)
        if self.style.page_numbers:
            self.text(self.width / 2 - 8, 28, f"- {self.page} -", 8)

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """One line of text."""
        for shift in (0.0, 0.4) if self.style.bold_twice else (0.0,):
            self.canvas.setFont(FONT, size)
            if not self.style.gaps_only:
                self.canvas.drawString(x + shift, y, text)
                continue
            at = x + shift
            for word in re.findall(r"\S|\s+", text):
                if not word.isspace():
                    self.canvas.drawString(at, y, word)
                at += width_of(word, size)

    def room(self, needed: float) -> bool:
        """Whether as much fits on the page."""
        return self.y - needed >= self.style.margin

    def close(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.stream.getvalue()


def write_pdf(text: str, style: Style | None = None) -> bytes:
    """A plan's text (bullets, pipe tables, tab tables) as the bytes of a PDF."""
    style = style or Style()
    pen = _Pen(style)
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        if is_table_line(lines[place]):
            stop = place
            while stop < len(lines) and is_table_line(lines[stop]):
                stop += 1
            rows = [split_row(line, 0) for line in lines[place:stop]]
            heads = next((number for number, row in enumerate(rows) if is_rule_row(row)), 0)
            _draw_table(pen, [[cell.raw for cell in row] for row in rows if not is_rule_row(row)], heads)
            place = stop
            continue
        _draw_paragraph(pen, lines[place])
        place += 1
    return pen.close()


def width_of(text: str, size: float) -> float:
    """Points that a text takes."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def _draw_paragraph(pen: _Pen, line: str) -> None:
    """A line of the text, wrapped; its further lines stand under the text behind the bullet."""
    style = pen.style
    pitch = style.size * 1.6
    body = line.strip()
    if not body:
        pen.y -= pitch * style.blank_gap
        return
    blank = width_of(" ", style.size)
    left = style.margin + (len(line) - len(line.lstrip())) * blank
    mark = _MARK.match(body)
    hanging = width_of(mark[0], style.size) if mark else 0.0
    right = pen.width - style.margin
    pieces = wrap(body, right - left, style.size, style.inside_words, later=right - left - hanging)
    for number, piece in enumerate(pieces):
        if not pen.room(pitch):
            pen.begin()
        pen.text(left + (hanging if number else 0), pen.y, piece, style.size)
        pen.y -= pitch


def wrap(text: str, width: float, size: float, inside_words: bool, later: float | None = None) -> list[str]:
    """Lines no wider than `width` (the first) and `later`, broken between words; inside them where they must."""
    lines: list[str] = []
    line = ""
    for word in re.findall(r"\s*\S", text) if inside_words else re.findall(r"\s*\S+", text):
        limit = width if not lines else (later or width)
        if not line or width_of(line + word, size) <= limit:
            line += word
        else:
            lines.append(line)
            line = word.strip()
        while width_of(line, size) > (width if not lines else (later or width)):
            limit = width if not lines else (later or width)
            cut = next(n for n in range(len(line), 0, -1) if n == 1 or width_of(line[:n], size) <= limit)
            if cut == len(line):
                break
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def _draw_table(pen: _Pen, rows: list[list[str]], heads: int) -> None:
    """A ruled table with a row for each row of the text; those above the text's own rule are shaded."""
    style = pen.style
    size, padding = style.cell_size, 3.0
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    widths = _column_widths(rows, pen.width - 2 * style.margin, size, padding)
    wrapped = [
        [
            [
                line
                for part in cell_paragraphs(cell)
                for line in wrap(part, width - 2 * padding, size, style.inside_words)
            ]
            for cell, width in zip(row, widths, strict=True)
        ]
        for row in rows
    ]
    heights = [max(1, *map(len, cells)) * size * 1.35 + 2 * padding for cells in wrapped]
    pen.y += style.size * 0.9  # y is a base line until here
    first = 0
    while first < len(rows):
        if not pen.room(heights[first]):
            pen.begin()
        top, drawn = pen.y, []
        if first and style.repeated_heads:
            drawn.append(0)
            pen.y -= heights[0]
        while first < len(rows) and (pen.room(heights[first]) or not drawn):
            drawn.append(first)
            pen.y -= heights[first]
            first += 1
        shaded = sum(heights[row] for row in drawn if row < heads)
        _draw_rows(pen, top, [(heights[row], wrapped[row]) for row in drawn], widths, shaded)
    pen.y -= style.size * 1.6


def cell_paragraphs(cell: str) -> list[str]:
    """What stands on lines of its own in a cell: items of its HTML list, or of its bullets."""
    cell = re.sub(r"<li[^>]*>\s*(?![•◦▪▫○●·-])", "<li>• ", cell)
    parts = re.split(r"\s*<[^>]+>\s*|\s+(?=[•◦▪▫○●]\s)", cell)
    return [part.strip() for part in parts if part.strip()]


def _column_widths(rows: Sequence[Sequence[str]], total: float, size: float, padding: float) -> list[float]:
    """Columns as wide as their text, narrowed to the page."""
    wanted = [max(width_of(row[index], size) for row in rows) + 2 * padding + 4 for index in range(len(rows[0]))]
    if sum(wanted) <= total:
        return wanted
    fair = total / len(wanted)
    spare = total - sum(min(width, fair) for width in wanted)
    greedy = sum(max(0.0, width - fair) for width in wanted)
    return [min(width, fair) + max(0.0, width - fair) * spare / greedy for width in wanted]


def _draw_rows(
    pen: _Pen, top: float, rows: Sequence[tuple[float, list[list[str]]]], widths: Sequence[float], shaded: float
) -> None:
    """Rows of a table on one page, with their rules."""
    style, canvas = pen.style, pen.canvas
    left, right = style.margin, style.margin + sum(widths)
    y = top
    if shaded:
        canvas.setFillGray(0.85)
        canvas.rect(left, top - shaded, right - left, shaded, stroke=0, fill=1)
        canvas.setFillGray(0)
    levels = [top]
    for height, cells in rows:
        x = left
        for lines, width in zip(cells, widths, strict=True):
            for number, line in enumerate(lines):
                pen.text(x + 3, y - 3 - style.cell_size * (1.0 + 1.35 * number), line, style.cell_size)
            x += width
        y -= height
        levels.append(y)
    canvas.setLineWidth(0.5)
    for place, level in enumerate(levels):
        canvas.line(left, level, right, level)
        if style.double_lines and place < 2:
            canvas.line(left, level + 1.5, right, level + 1.5)
    x = left
    for index in range(len(widths) + 1):
        if not (style.open_sides and index in {0, len(widths)}):
            canvas.line(x, top, x, y)
        x += widths[index] if index < len(widths) else 0
