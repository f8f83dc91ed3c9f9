"""Plans as HTML pages, as a browser or an office program saves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from tests.source.plan_parts import Part, SavedTable


def write_html(parts: Sequence[Part], encoding: str = "utf-8") -> bytes:
    """A page; blanks that count are no-break spaces."""
    body = "\n".join(_table(part) if isinstance(part, SavedTable) else _paragraph(part) for part in parts)
    head = f'<head><meta charset="{encoding}"><title>x</title></head>'
    page = f'<!DOCTYPE html>\n<html lang="ko">{head}<body>{body}</body></html>'
    return page.encode(encoding, "xmlcharrefreplace")


def _text(line: str) -> str:
    return re.sub("^ +| {2,}", lambda match: "&nbsp;" * len(match[0]), escape(line)) or "&nbsp;"


def _paragraph(line: str) -> str:
    return f"<pre>{escape(line)}</pre>" if "\t" in line else f"<p>{_text(line)}</p>"


def _table(table: SavedTable) -> str:
    rows = []
    for number, row in enumerate(table.rows()):
        tag = "th" if number < table.header_rows else "td"
        cells = []
        for cell in row:
            spans = f' rowspan="{cell.rowspan}"' * (cell.rowspan > 1) + f' colspan="{cell.colspan}"' * (
                cell.colspan > 1
            )
            cells.append(f"<{tag}{spans}>{''.join(f'<p>{_text(text)}</p>' for text in cell.paragraphs)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"
