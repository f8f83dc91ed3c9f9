"""Pages of a PDF as PDFium gives them: characters with their places, ruling lines, filled areas; upright, y downwards.

Nothing here knows lines of text or tables. Runs in a process of its own (`mapper.source.pdf_process`).
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2_raw as pdfium  # not pypdfium2.raw, which starts PDFium with the fonts of the machine
from pylopdf_fonts_ko import sans_path

from mapper.source.symbols import print_symbols

MAX_PAGES: Final = 1500
"""The plans of all departments of a city, bound in one file, have some 1,000 pages."""
MAX_CHARACTERS_PER_PAGE: Final = 40_000
"""A page in the smallest print holds under 10,000."""
MAX_OBJECTS_PER_PAGE: Final = 100_000
"""Drawn things looked at for ruling lines; a map may have more, and no table."""
MAX_SEGMENTS: Final = 4_000
"""Strokes of one drawn thing; ruling lines have few, outlines of maps many."""
MAX_FORM_DEPTH: Final = 12
UNREADABLE: Final = "\ufffd"
"""Stands for a character of a font that does not tell its Unicode."""
_THIN: Final = 3.0
"""Points; a filled area as narrow is a ruling line."""
_FARTHEST: Final = 100_000.0
"""Points; no page is as large, so what is told to stand there, or nowhere (not a number), is damage."""
_FONT_FOLDERS: Final = (ctypes.c_char_p * 2)(str(sans_path().parent).encode(), None)
_PASSWORD_ERROR: Final = 4
_SECURITY_ERROR: Final = 5
_INVISIBLE: Final = 3

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class UnreadablePdfError(Exception):
    """A PDF that is not read; its argument names the reason: a key of `mapper.source.pdf.REASONS`."""


@dataclass(slots=True)
class Glyph:
    """A character, or a run of them that stands turned: left and right edge, base line, height."""

    text: str
    x0: float
    x1: float
    base: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside, to tell in which cell it stands."""
        return (self.x0 + self.x1) / 2, self.base - self.height * 0.3


@dataclass(slots=True)
class Ruling:
    """A straight line: at `at` (y of a level line, x of a plumb one), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """What stands on a page; points from its upper left corner."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Ruling] = field(default_factory=list)
    plumb: list[Ruling] = field(default_factory=list)
    fills: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Filled areas: left, top, right, bottom."""
    unreadable: int = 0
    pictured: float = 0.0
    """Share of the page under its largest picture."""


def read_pages(content: bytes) -> Iterator[PageContent]:
    """The pages of a PDF, one at a time; raises UnreadablePdfError."""
    _start_pdfium()
    buffer = ctypes.create_string_buffer(content, len(content))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(content), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        raise UnreadablePdfError("encrypted" if code in {_PASSWORD_ERROR, _SECURITY_ERROR} else "damaged")
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise UnreadablePdfError("damaged")
    if count > MAX_PAGES:
        raise UnreadablePdfError("pages")
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            raise UnreadablePdfError("damaged")
        yield _read_page(page, index + 1)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _start_pdfium() -> None:
    """Start PDFium with Korean fonts of our own in place of the machine's.

    Where a file brings no font, PDFium measures its letters by another: on a machine without Hangul they have no size,
    and cells of one letter are lost.
    """
    config = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(_FONT_FOLDERS, type(config.m_pUserFontPaths))
    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(config))


def _read_page(page: Any, number: int) -> PageContent:
    """One page, turned so that most of its text runs from left to right."""
    upright, width, height = _upright(page)
    found = _Drawings()
    _walk(page, _IDENTITY, found)
    raw = _read_characters(page, found.hidden_text)
    turns = _prevailing_turns([(glyph.a, glyph.b) for glyph in raw], upright)
    for _ in range(turns):
        upright = _multiply(upright, (0.0, -1.0, 1.0, 0.0, 0.0, width))
        width, height = height, width
    result = PageContent(number, width, height)
    for matrix, points, filled, closed in found.paths:
        _add_path(result, [_apply(_multiply(matrix, upright), *point) for point in points], filled, closed)
    for box in found.pictures:
        left, top, right, bottom = _corners(upright, *box)
        covered = max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(bottom, height) - max(top, 0))
        result.pictured = max(result.pictured, covered / max(1.0, width * height))
    _add_glyphs(result, raw, upright)
    return result


def _upright(page: Any) -> tuple[Matrix, float, float]:
    """From the page's space to points from the upper left corner as shown; width and height as shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    width, height = right - left, top - bottom
    turn = pdfium.FPDFPage_GetRotation(page) % 4
    if turn == 1:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width
    if turn == 2:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height
    if turn == 3:
        return (0.0, -1.0, -1.0, 0.0, top, right), height, width
    return (1.0, 0.0, 0.0, -1.0, -left, top), width, height


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A place after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first, then the second."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _corners(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a box after the matrix."""
    (ax, ay), (bx, by) = _apply(matrix, x0, y0), _apply(matrix, x1, y1)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


# --- characters ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Character:
    """A character as PDFium tells it: its box and origin in the page's space, the direction in which it runs."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    a: float
    b: float


def _read_characters(page: Any, hides: bool) -> list[_Character]:
    """The characters that the file states (none that PDFium adds), in the order of the file."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise UnreadablePdfError("damaged")
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MAX_CHARACTERS_PER_PAGE:
        raise UnreadablePdfError("characters")
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    rect_at, matrix_at, x_at, y_at = map(ctypes.byref, (rect, matrix, x, y))
    seen: list[_Character] = []
    hidden: list[_Character] = []
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        text = _character(text_page, index)
        if not text or not pdfium.FPDFText_GetLooseCharBox(text_page, index, rect_at):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x_at, y_at)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix_at)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        if not all(abs(place) < _FARTHEST for place in (*box, x.value, y.value)):
            continue
        character = _Character(text, box, (x.value, y.value), matrix.a, matrix.b)
        invisible = hides and (
            pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(text_page, index)) == _INVISIBLE
        )
        (hidden if invisible else seen).append(character)
    pdfium.FPDFText_ClosePage(text_page)
    # the text that recognition lays invisibly over a scanned page is that page's text; beside shown text it is none
    return seen if any(character.text.strip() for character in seen) else hidden


def _character(text_page: Any, index: int) -> str:
    """The character at an index in Unicode; empty for one that says nothing."""
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if code in {0, 0xFFFE, 0xFFFF, 0xFFFD} or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNREADABLE
    if code < 32 or 0x7F <= code < 0xA0:
        if code in {9, 10, 13}:
            return " "
        return UNREADABLE if pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1 else ""
    if code in {0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF, 2}:
        return "-" if code == 2 else ""
    if pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
        return UNREADABLE
    return print_symbols(chr(code))


def _direction(a: float, b: float, upright: Matrix) -> int | None:
    """Quarter turns to the right by which a character stands turned as shown; None for a slanting run."""
    dx, dy = upright[0] * a + upright[2] * b, upright[1] * a + upright[3] * b
    if abs(dx) < 1e-9 and abs(dy) < 1e-9:
        return 0
    if abs(dy) <= 0.1 * abs(dx):
        return 0 if dx > 0 else 2
    if abs(dx) <= 0.1 * abs(dy):
        return 1 if dy > 0 else 3
    return None


def _prevailing_turns(directions: list[tuple[float, float]], upright: Matrix) -> int:
    """Quarter turns to the left after which most text runs to the right."""
    found = Counter(_direction(a, b, upright) for a, b in directions)
    found.pop(None, None)
    turns = found.most_common(1)[0][0] if found else 0
    return turns or 0


def _add_glyphs(result: PageContent, raw: list[_Character], upright: Matrix) -> None:
    """Characters that stand upright each by itself; turned ones as one run, which is read where it stands."""
    run: list[tuple[str, float, float, float, float]] = []
    turned: int | None = 0
    for character in raw:
        left, top, right, bottom = _corners(upright, *character.box)
        if right < -1 or bottom < -1 or left > result.width + 1 or top > result.height + 1:
            continue  # outside the page: not shown
        if character.text == UNREADABLE:
            result.unreadable += 1
        direction = _direction(character.a, character.b, upright)
        if direction == 0:
            _, base = _apply(upright, *character.origin)
            result.glyphs.append(Glyph(character.text, left, right, base, max(1.0, bottom - top)))
            continue
        if run and (direction != turned or _apart(run[-1], (left, top, right, bottom))):
            result.glyphs.append(_joined_run(run))
            run = []
        turned = direction
        run.append((character.text, left, top, right, bottom))
    if run:
        result.glyphs.append(_joined_run(run))


def _apart(before: tuple[str, float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    """Whether a turned character does not go on with the one before."""
    reach = 2 * max(box[2] - box[0], box[3] - box[1])
    return abs(before[1] - box[0]) > reach or abs(before[2] - box[1]) > reach


def _joined_run(run: list[tuple[str, float, float, float, float]]) -> Glyph:
    """Turned characters as one run that stands around their middle."""
    left, top = min(part[1] for part in run), min(part[2] for part in run)
    right, bottom = max(part[3] for part in run), max(part[4] for part in run)
    height = min(12.0, bottom - top)
    return Glyph("".join(part[0] for part in run).strip(), left, right, (top + bottom) / 2 + height * 0.3, height)


# --- drawings -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Drawings:
    """What the walk over a page's objects finds."""

    paths: list[tuple[Matrix, list[tuple[float, float]], bool, bool]] = field(default_factory=list)
    """Matrix, corners, whether the area is filled (else stroked), whether it is closed."""
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    hidden_text: bool = False
    objects: int = 0


def _walk(page: Any, outer: Matrix, found: _Drawings, form: Any = None, depth: int = 0) -> None:
    """All objects of a page, those inside forms too."""
    count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        found.objects += 1
        if found.objects > MAX_OBJECTS_PER_PAGE:
            return
        thing = pdfium.FPDFFormObj_GetObject(form, index) if form else pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(thing, outer, found)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.hidden_text |= pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
                found.pictures.append(_corners(outer, left.value, bottom.value, right.value, top.value))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            _walk(page, _multiply(_matrix(thing), outer), found, thing, depth + 1)


def _matrix(thing: Any) -> Matrix:
    """An object's matrix."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _take_path(thing: Any, outer: Matrix, found: _Drawings) -> None:
    """The straight parts of a drawn path, one entry for each of its figures."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing, mode, stroke) or not (mode.value or stroke.value):
        return
    count = pdfium.FPDFPath_CountSegments(thing)
    if count > MAX_SEGMENTS:
        return
    matrix = _multiply(_matrix(thing), outer)
    filled = not stroke.value
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x_at, y_at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or (kind == pdfium.FPDF_SEGMENT_BEZIERTO and not filled):
            if len(points) > 1:
                found.paths.append((matrix, points, filled, False))
            points = []
        curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            if not (filled and curved):
                found.paths.append((matrix, points, filled, not curved))
            points, curved = [points[0]], False
    if len(points) > 1 and not (filled and curved):
        found.paths.append((matrix, points, filled, filled))


def _add_path(result: PageContent, points: list[tuple[float, float]], filled: bool, closed: bool) -> None:
    """The ruling lines of one drawn figure: its level and plumb strokes, or a filled area."""
    if not all(abs(x) < _FARTHEST and abs(y) < _FARTHEST for x, y in points):
        return
    if filled:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        square = all(
            min(abs(x - left), abs(x - right)) < 0.5 and min(abs(y - top), abs(y - bottom)) < 0.5 for x, y in points
        )
        if not square:
            return
        if bottom - top <= _THIN and right - left > bottom - top:
            result.level.append(Ruling((top + bottom) / 2, left, right))
        elif right - left <= _THIN:
            result.plumb.append(Ruling((left + right) / 2, top, bottom))
        else:
            result.fills.append((left, top, right, bottom))
        return
    following = [*points[1:], points[0]] if closed else points[1:]
    for (ax, ay), (bx, by) in zip(points, following, strict=False):
        if abs(ay - by) <= 0.7 and abs(ax - bx) > 0.7:
            result.level.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= 0.7 and abs(ay - by) > 0.7:
            result.plumb.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
