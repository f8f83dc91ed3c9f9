"""DOCX to blocks: paragraphs and tables in their order, automatic numbers spelled out, changes as accepted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from mapper.errors import SourceError
from mapper.source.archive import Package, attribute, local_name
from mapper.source.blocks import Block, Content, Paragraph, make_table
from mapper.source.docx_styles import Styles
from mapper.source.docx_tables import place_rows
from mapper.source.symbols import symbol_of_font

_DROPPED: Final = frozenset(
    (
        "pPr",
        "rPr",
        "sdtPr",
        "tblPr",
        "trPr",
        "tcPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "sectPr",
        "proofErr",
        "bookmarkStart",
        "commentReference",
        "annotationRef",
        "fldChar",
        "lastRenderedPageBreak",
        "object",
    )
)
"""What shows no text of its own, or was deleted."""
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_DRAWINGS: Final = frozenset({"drawing", "pict", "AlternateContent"})
_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
MAX_DEPTH: Final = 24
"""Tables in text boxes in tables; documents have three levels."""


def read_docx(content: bytes, file: str) -> Iterator[Block]:
    """The blocks of a document; raises SourceError for one that is damaged, or beyond the limits of a package."""
    package = Package(content, file)
    main = _find_main(package)
    root = package.parse(main)
    body = None if root is None else next((child for child in root if local_name(child) == "body"), None)
    if body is None:
        raise SourceError(
            "the document has no body.", file=file, hint="Open it in its program and save it again as DOCX."
        )
    parts = _related_parts(package, main)
    reader = _Reader(package, Styles(package.parse(parts.get("styles", "")), package.parse(parts.get("numbering", ""))))
    for kind in ("footnotes", "endnotes"):
        reader.add_notes(kind, package.parse(parts.get(kind, "")))
    try:
        yield from reader.read(body, 0)
    except RecursionError as error:
        raise reader.too_deep() from error


def _find_main(package: Package) -> str:
    """The part with the text: `word/document.xml`, or what the package names as its document."""
    found = _relations(package, "_rels/.rels", "")
    main = found.get("officeDocument", "word/document.xml")
    return main if main in package.names else "word/document.xml"


def _related_parts(package: Package, main: str) -> dict[str, str]:
    """The parts that belong to the text, by their kind."""
    folder, _, name = main.rpartition("/")
    return _relations(package, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)


def _relations(package: Package, name: str, folder: str) -> dict[str, str]:
    """Targets by the last word of their type."""
    root = package.parse(name)
    if root is None:
        return {}
    return {
        attribute(entry, "Type").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/" + folder, attribute(entry, "Target"))
        ).lstrip("/")
        for entry in reversed(root)
        if attribute(entry, "TargetMode") != "External"
    }


class _Reader:
    """Reads the paragraphs and tables of one document in their order, which is that of the numbers in lists."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._file = package.file
        self._styles = styles
        self._notes: dict[tuple[str, str], etree._Element] = {}

    def add_notes(self, kind: str, root: etree._Element | None) -> None:
        """The footnotes or endnotes of the document."""
        for note in () if root is None else root:
            if attribute(note, "type") in {"", "normal"}:
                self._notes[kind, attribute(note, "id")] = note

    def too_deep(self) -> SourceError:
        """The error for tables within tables without end."""
        return SourceError(
            "tables and text boxes are nested too deep.", file=self._file, hint="Save the plan as PDF or text."
        )

    def read(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a note."""
        if depth > MAX_DEPTH:
            raise self.too_deep()
        for child in parent:
            name = local_name(child)
            if name == "p":
                yield from self._read_paragraph(child, depth)
            elif name == "tbl":
                yield from self._read_table(child, depth)
            elif name in _WRAPPERS:
                yield from self.read(child, depth)
            elif name == "AlternateContent" and len(child):
                yield from self.read(child[0], depth)

    def _read_paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        """A paragraph with its mark, then the text boxes and notes that hang on it."""
        properties = next((child for child in paragraph if local_name(child) == "pPr"), None)
        pieces: list[str] = []
        hung: list[Block] = []
        self._gather(paragraph, pieces, hung, depth)
        text = "".join(pieces).rstrip()
        head = self._styles.head_of(properties, has_text=bool(text.strip()))
        if text.strip() or not hung:
            lines = text.strip("\n") if text.strip() else ""
            yield Paragraph(head.before + (lines.lstrip() if head.mark else lines), head.heading)
        yield from hung

    def _gather(self, element: Iterable[etree._Element], pieces: list[str], hung: list[Block], depth: int) -> None:
        """The text of runs, and what hangs on them."""
        for child in element:
            name = local_name(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "br":
                pieces.append("\n")
            elif name == "sym":
                pieces.append(_read_symbol(child))
            elif name == "r" and self._styles.hides(child):
                continue
            elif name == "AlternateContent" and not _holds_box(child):
                self._gather(child[:1], pieces, hung, depth)
            elif name in _DRAWINGS:
                hung.extend(self._read_boxes(child, depth))
            elif name in {"footnoteReference", "endnoteReference"}:
                hung.extend(self._read_note(name[: -len("Reference")] + "s", attribute(child, "id"), depth))
            elif name not in _DROPPED:
                self._gather(child, pieces, hung, depth)

    def _read_boxes(self, drawing: etree._Element, depth: int) -> Iterator[Block]:
        """The texts of text boxes; of the alternatives for old and new programs only one is read."""
        if local_name(drawing) == "AlternateContent":
            drawing = next((choice for choice in drawing if _holds_box(choice)), drawing)
        elif local_name(drawing) == "txbxContent":
            yield from (block for block in self.read(drawing, depth + 1) if not _is_blank(block))
            return
        for child in drawing:
            if isinstance(child.tag, str):
                yield from self._read_boxes(child, depth)

    def _read_note(self, kind: str, number: str, depth: int) -> Iterator[Block]:
        """A note behind the paragraph that it belongs to; its number is left out, it would run into figures."""
        note = self._notes.get((kind, number))
        if note is None:
            return
        for block in self.read(note, depth + 1):
            if isinstance(block, Paragraph) and block.text.strip():
                text = block.text.strip()
                yield Paragraph(text if text.startswith(("※", "*", "주")) else f"※ {text}")
            elif not isinstance(block, Paragraph):
                yield block

    def _read_table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """A table, its cells where they begin."""
        if depth > MAX_DEPTH:
            raise self.too_deep()
        rows, header_rows = place_rows(table)
        contents = [
            [
                Content(
                    tuple(block for block in self.read(cell.element, depth + 1) if not _is_blank(block))
                    if cell.element is not None
                    else (),
                    cell.rowspan,
                    cell.colspan,
                )
                for cell in row
            ]
            for row in rows
        ]
        yield from make_table(contents, header_rows=header_rows)


def _holds_box(element: etree._Element) -> bool:
    """Whether a text box stands in an element."""
    return any(local_name(inner) == "txbxContent" for inner in element.iter())


def _is_blank(block: Block) -> bool:
    """Whether a paragraph is empty; inside cells and boxes these are only distance."""
    return isinstance(block, Paragraph) and not block.text.strip()


def _read_symbol(element: etree._Element) -> str:
    """A sign by its code in a font of symbols."""
    code = attribute(element, "char")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    return symbol_of_font(int(code, 16), attribute(element, "font"))
