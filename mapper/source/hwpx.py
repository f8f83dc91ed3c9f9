"""HWPX (KS X 6101, OWPML) to blocks: sections in the order of the spine, tables by cell address, marks spelled out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mapper.errors import SourceError
from mapper.source.archive import Package, attribute, local_name, whole_number
from mapper.source.blocks import Block, Paragraph
from mapper.source.hangul import (
    MAX_DEPTH,
    AddressedCell,
    HeadLevel,
    Line,
    ParagraphHeads,
    ParagraphShape,
    indent_of,
    note_blocks,
    table_of_cells,
    without_blanks,
)
from mapper.source.numbering import print_number

_STYLES: Final = {
    "DIGIT": "digit",
    "CIRCLED_DIGIT": "circled-digit",
    "ROMAN_CAPITAL": "roman",
    "ROMAN_SMALL": "small-roman",
    "LATIN_CAPITAL": "letter",
    "LATIN_SMALL": "small-letter",
    "CIRCLED_LATIN_CAPITAL": "circled-letter",
    "CIRCLED_LATIN_SMALL": "circled-small-letter",
    "HANGUL_SYLLABLE": "syllable",
    "CIRCLED_HANGUL_SYLLABLE": "circled-syllable",
    "HANGUL_JAMO": "jamo",
    "CIRCLED_HANGUL_JAMO": "circled-jamo",
    "HANGUL_PHONETIC": "phonetic",
    "IDEOGRAPH": "ideograph",
    "CIRCLED_IDEOGRAPH": "circled-ideograph",
    "DECAGON_CIRCLE": "stem",
    "DECAGON_CIRCLE_HANJA": "ideographic-stem",
}
_KINDS: Final = {"OUTLINE": "outline", "NUMBER": "number", "BULLET": "bullet"}
_SIGNS: Final = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_SHAPES: Final = frozenset(
    ("rect", "ellipse", "arc", "polygon", "curve", "line", "connectLine", "container", "pic", "ole", "textart", "video")
)
_SECTION: Final = re.compile(r"(?:.*/)?section(\d+)\.xml", re.IGNORECASE)
_PRINT_SPACE: Final = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def read_hwpx(content: bytes, file: str) -> Iterator[Block]:
    """The blocks of a document; raises SourceError for one that is encrypted, damaged or beyond a package's limits."""
    package = Package(content, file)
    _refuse_encrypted(package)
    sections = _find_sections(package)
    header = next((name for name in package.names if name.lower().endswith("contents/header.xml")), "")
    reader = _Reader(file, package.parse(header) if header else None)
    try:
        for name in sections:
            root = package.parse(name)
            if root is not None:
                yield from reader.read_section(root)
    except RecursionError as error:
        raise reader.too_deep() from error


def _refuse_encrypted(package: Package) -> None:
    """Raise SourceError for a package whose parts are encrypted (KS X 6101, 15)."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise SourceError(
            "the file is encrypted.",
            file=package.file,
            hint="Open it with its password in Hangul and save it without.",
        )


def _find_sections(package: Package) -> list[str]:
    """The parts with the text in the order of the spine, else of their numbers."""
    names = set(package.names)
    root = package.parse("Contents/content.hpf")
    found: list[str] = []
    if root is not None:
        items = {
            attribute(entry, "id"): attribute(entry, "href") for entry in root.iter() if local_name(entry) == "item"
        }
        for entry in root.iter():
            if local_name(entry) == "itemref":
                href = items.get(attribute(entry, "idref"), "")
                candidates = (posixpath.normpath(href), posixpath.normpath(f"Contents/{href}"))
                found += [name for name in candidates[:] if name in names and _SECTION.fullmatch(name)][:1]
    numbered = sorted((name for name in names if _SECTION.fullmatch(name)), key=_section_number)
    found += [name for name in numbered if name not in found]
    if not found:
        raise SourceError(
            "the package holds no section with text.", file=package.file, hint="Open it in Hangul and save it again."
        )
    return list(dict.fromkeys(found))


def _section_number(name: str) -> tuple[int, str]:
    """The number in a section's name."""
    match = _SECTION.fullmatch(name)
    return (int(match[1][:9]) if match else 0), name


class _Reader:
    """Reads the paragraphs of one document in their order, which is that of its numbers."""

    def __init__(self, file: str, header: etree._Element | None) -> None:
        self._file = file
        self._shapes: dict[str, ParagraphShape] = {}
        self._deleted = False
        self.heads = ParagraphHeads()
        if header is not None:
            self._read_header(header)

    def too_deep(self) -> SourceError:
        """The error for tables within tables without end."""
        return SourceError(
            "tables and text boxes are nested too deep.", file=self._file, hint="Save the plan as PDF or text."
        )

    def _read_header(self, header: etree._Element) -> None:
        """Lists and paragraph shapes."""
        numberings: dict[int, list[HeadLevel]] = {}
        bullets: dict[int, str] = {}
        for entry in header.iter():
            name = local_name(entry)
            if name == "numbering":
                numberings[whole_number(attribute(entry, "id"))] = _read_levels(entry)
            elif name == "bullet":
                picture = attribute(entry, "useImage") in {"1", "true"}
                bullets[whole_number(attribute(entry, "id"))] = "" if picture else attribute(entry, "char")[:2]
            elif name == "paraPr":
                self._shapes[attribute(entry, "id")] = _read_shape(entry)
        self.heads = ParagraphHeads(numberings, bullets)

    def read_section(self, root: etree._Element) -> Iterator[Block]:
        """The blocks of one section."""
        for entry in root.iter():
            if local_name(entry) == "secPr":
                self.heads.outline_id = whole_number(attribute(entry, "outlineShapeIDRef"))
                break
        yield from self._read_list(root, 0)

    def _read_list(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The paragraphs of a section, a cell, a box or a note."""
        if depth > MAX_DEPTH:
            raise self.too_deep()
        for child in parent:
            if local_name(child) == "p":
                yield from self._read_paragraph(child, depth)

    def _read_paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        """A paragraph, and what stands in it or hangs on it."""
        shape = self._shapes.get(attribute(paragraph, "paraPrIDRef"), ParagraphShape())
        line = Line()
        for run in paragraph:
            if local_name(run) == "run":
                self._read_run(run, line, shape, depth)
        yield from line.end(self.heads, shape)

    def _read_run(self, run: etree._Element, line: Line, shape: ParagraphShape, depth: int) -> None:
        """What stands in a run, in its order."""
        for child in run:
            name = local_name(child)
            if name == "t":
                self._read_text(child, line)
            elif name == "ctrl":
                self._read_controls(child, line, depth)
            elif self._deleted and name not in {"deleteEnd", "switch"}:
                continue
            elif name == "tbl":
                line.break_for(self._read_table(child, depth), self.heads, shape)
            elif name in _SHAPES:
                line.hung.extend(self._read_boxes(child, depth))
            elif name == "equation":
                line.add(_text_of(child, "script"))
            elif name == "compose":
                line.add(attribute(child, "composeText"))
            elif name == "dutmal":
                line.add(_text_of(child, "mainText"))
            elif name in {"deleteBegin", "deleteEnd"}:
                self._deleted = name == "deleteBegin"
            elif name == "switch":
                chosen = next((case for case in child if local_name(case) in {"case", "default"}), None)
                if chosen is not None:
                    self._read_run(chosen, line, shape, depth)

    def _read_text(self, element: etree._Element, line: Line) -> None:
        """Text with tabs and breaks in it; what a tracked change deleted is left out."""
        self._add(element.text, line)
        for child in element:
            name = local_name(child)
            if name in {"deleteBegin", "deleteEnd"}:
                self._deleted = name == "deleteBegin"
            elif name in _SIGNS and not self._deleted:
                line.add(_SIGNS[name])
            self._add(child.tail, line)

    def _add(self, text: str | None, line: Line) -> None:
        """Text as it stands in the part; line ends there come from a printer of XML."""
        if text and not self._deleted:
            line.add(_PRINT_SPACE.sub(" ", text) if "\n" in text or "\r" in text else text)

    def _read_controls(self, element: etree._Element, line: Line, depth: int) -> None:
        """Notes and automatic numbers; heads, feet, fields and comments of authors are no text of the plan."""
        for child in element:
            name = local_name(child)
            if name in {"footNote", "endNote"}:
                for body in child:
                    line.hung.extend(note_blocks(self._read_list(body, depth + 1)))
            elif name == "autoNum" and attribute(child, "numType") not in {"PAGE", "TOTAL_PAGE", "FOOTNOTE", "ENDNOTE"}:
                form = next((entry for entry in child if local_name(entry) == "autoNumFormat"), child)
                number = whole_number(attribute(child, "num"), 0)
                style = _STYLES.get(attribute(form, "type"), "digit")
                line.add(attribute(form, "prefixChar") + print_number(number, style) + attribute(form, "suffixChar"))

    def _read_boxes(self, shape: etree._Element, depth: int) -> Iterator[Block]:
        """The text in a drawn shape and in those grouped with it, its caption last."""
        if depth > MAX_DEPTH:
            raise self.too_deep()
        if local_name(shape) == "textart" and (words := shape.get("text")):
            yield Paragraph(words.replace("\u240d\u240a", "\n"))
        for child in shape:
            name = local_name(child)
            if name in _SHAPES:
                yield from self._read_boxes(child, depth + 1)
            elif name in {"drawText", "caption"}:
                for body in child:
                    yield from without_blanks(self._read_list(body, depth + 1))

    def _read_table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """A table by the addresses of its cells, its caption where it is printed."""
        cells: list[AddressedCell] = []
        above = below = ""
        for row_number, row in enumerate(entry for entry in table if local_name(entry) == "tr"):
            for column, cell in enumerate(entry for entry in row if local_name(entry) == "tc"):
                cells.append(self._read_cell(cell, row_number, column, depth))
        for caption in table:
            if local_name(caption) == "caption":
                text = "\n".join(
                    block.text
                    for body in caption
                    for block in self._read_list(body, depth + 1)
                    if isinstance(block, Paragraph) and block.text.strip()
                )
                above, below = ("", text) if attribute(caption, "side") == "BOTTOM" else (text, "")
        yield from table_of_cells(cells, above, below)

    def _read_cell(self, cell: etree._Element, row: int, column: int, depth: int) -> AddressedCell:
        """A cell with its address, span and content."""
        place = {local_name(child): child for child in cell}
        address, span = place.get("cellAddr"), place.get("cellSpan")
        blocks = [
            block for child in cell if local_name(child) == "subList" for block in self._read_list(child, depth + 1)
        ]
        return AddressedCell(
            row=row if address is None else whole_number(attribute(address, "rowAddr"), row),
            column=column if address is None else whole_number(attribute(address, "colAddr"), column),
            rowspan=1 if span is None else whole_number(attribute(span, "rowSpan"), 1),
            colspan=1 if span is None else whole_number(attribute(span, "colSpan"), 1),
            blocks=without_blanks(blocks),
            is_head=attribute(cell, "header") in {"1", "true"},
        )


def _read_levels(numbering: etree._Element) -> list[HeadLevel]:
    """The levels of a list definition."""
    levels: dict[int, HeadLevel] = {}
    for entry in numbering:
        if local_name(entry) == "paraHead":
            style = _STYLES.get(attribute(entry, "numFormat"), "digit")
            start = whole_number(attribute(entry, "start"), 1)
            levels[whole_number(attribute(entry, "level"), 1)] = HeadLevel((entry.text or "")[:64], style, start)
    return [levels.get(number, HeadLevel("")) for number in range(1, min(max(levels, default=0), 10) + 1)]


def _read_shape(entry: etree._Element) -> ParagraphShape:
    """What a paragraph shape says of mark and indent."""
    kind, list_id, level, centred = "", 0, 0, False
    margins: dict[str, int] = {}
    for child in entry.iter():
        name = local_name(child)
        if name == "heading":
            kind = _KINDS.get(attribute(child, "type"), "")
            list_id, level = whole_number(attribute(child, "idRef")), whole_number(attribute(child, "level"))
        elif name == "align":
            centred = attribute(child, "horizontal") in {"CENTER", "RIGHT"}
        elif name in {"left", "intent"}:
            margins.setdefault(name, whole_number(attribute(child, "value")))
    blanks = 0 if centred else indent_of(margins.get("left", 0), margins.get("intent", 0))
    return ParagraphShape(kind, list_id, level, blanks)


def _text_of(element: etree._Element, name: str) -> str:
    """The text of the first child of that name."""
    return next(((child.text or "") for child in element if local_name(child) == name), "")
