"""Plans as DOCX, written with python-docx; tables straight as XML, for speed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.source.plan_parts import Part, SavedTable


def write_docx(parts: Sequence[Part]) -> bytes:
    """A document with these paragraphs and tables."""
    document = docx.Document()
    body = document.element.body
    end = body.sectPr
    for part in parts:
        end.addprevious(parse_xml(_table(part) if isinstance(part, SavedTable) else _paragraph(part, nsdecls("w"))))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraph(text: str, names: str = "") -> str:
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:p {names}><w:r>{runs}</w:r></w:p>"


def _table(table: SavedTable) -> str:
    rows = []
    for number in range(table.height):
        cells = []
        for column in range(table.width):
            cell = table.spans_over(number, column)
            if cell is None or cell.column != column:
                continue
            merge = '<w:vMerge w:val="restart"/>' if cell.row == number else "<w:vMerge/>"
            settings = f'<w:gridSpan w:val="{cell.colspan}"/>' * (cell.colspan > 1) + merge * (cell.rowspan > 1)
            texts = cell.paragraphs if cell.row == number else []
            cells.append(f"<w:tc><w:tcPr>{settings}</w:tcPr>{''.join(map(_paragraph, texts)) or '<w:p/>'}</w:tc>")
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.header_rows else ""
        rows.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
    grid = "<w:gridCol/>" * table.width
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
