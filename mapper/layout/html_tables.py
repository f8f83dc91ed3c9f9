"""HTML tables inside a text: rows and cells with rowspan and colspan, each cell with the line it begins on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from mapper.layout.tables import Cell
from mapper.values.text import clean, unspace

_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|li)\s*>", re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption\s*>", re.IGNORECASE | re.DOTALL)
_UNIT = re.compile(r"단\s?위|기\s?준|현\s?재")
_FRAME = re.compile(r"</?(?:table|thead|tbody|tr|td|th|caption|colgroup|col)\b[^<>]*>", re.IGNORECASE)
_PLAIN_TAG = re.compile(
    r"<(?P<close>/)?(?P<tag>(?i:table|thead|tbody|tr|td|th|caption|br|p|li|ul|ol|b|strong|em|i|u|span|div|sup|sub))"
    r"(?(close)|(?P<attributes>(?:\s+[a-zA-Z]+=\"[^\"<>&]*\")*))\s*(?P<alone>(?(close)|/))?>"
)
"""A tag in the form that most tables have: attributes in quotes or none."""
_ATTRIBUTE = re.compile(r"([a-zA-Z]+)=\"([^\"]*)\"")
MAX_SPAN = 200


def starts_html_table(line: str) -> bool:
    """Whether an HTML table opens on this line."""
    return "<" in line and bool(_OPEN.search(line))


def html_table_end(lines: Sequence[str], first: int) -> int:
    """Index after the line that closes the table opened on line index `first`; 0 where none closes it."""
    depth = 0
    for index in range(first, min(len(lines), first + 4000)):
        depth += len(_OPEN.findall(lines[index])) - len(_CLOSE.findall(lines[index]))
        if depth <= 0:
            return index + 1
    return 0


def lines_of_box(lines: Sequence[str]) -> list[tuple[int, str]]:
    """What a table of one cell frames, line by line with the offset of each; empty for a table of several cells."""
    text = "\n".join(lines)
    if len(_CELL.findall(text)) != 1:
        return []
    parts = [(offset, part) for offset, line in enumerate(lines) for part in _BREAK.split(line)]
    return [(offset, _FRAME.sub(" ", part)) for offset, part in parts]


def html_caption(lines: Sequence[str], first_line: int) -> tuple[str, int] | None:
    """Text and line of the caption that stands in a table itself and tells its unit or day; None where it has none."""
    text = "\n".join(lines)
    match = _CAPTION.search(text)
    if match is None or not _UNIT.search(match[1]):
        return None
    return clean(match[1]), first_line + text.count("\n", 0, match.start())


def read_html_rows(lines: Sequence[str], first_line: int) -> list[list[Cell]]:
    """The grid of a table; cells covered by a rowspan or colspan are empty, as merged cells are in plain text."""
    text = "\n".join(lines)
    parser = _TableParser(first_line)
    if "<" in _PLAIN_TAG.sub("", text):
        parser.feed(text)
        parser.close()
    else:
        parser.feed_plain(text)
    return [row for row in parser.grid() if any(cell.text for cell in row)]


class _TableParser(HTMLParser):
    """Collects cells as (row, text, line, rowspan, colspan)."""

    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first_line = first_line
        self.rows: list[list[tuple[list[str], int, int, int]]] = []
        self.open: list[str] | None = None
        self.line = 0
        """The line of the tag, from 0, where plain tags are read."""

    def feed_plain(self, text: str) -> None:
        """Read a text that holds plain tags only, as `feed` does but several times faster."""
        begin = 0
        for match in _PLAIN_TAG.finditer(text):
            if begin < match.start():
                self.handle_data(unescape(text[begin : match.start()]))
            self.line += text.count("\n", begin, match.start())
            tag, attributes = match["tag"].lower(), match["attributes"]
            if match["close"]:
                self.handle_endtag(tag)
            else:
                found = _ATTRIBUTE.findall(attributes) if attributes else []
                self.handle_starttag(tag, [(name.lower(), value) for name, value in found])
                if match["alone"]:
                    self.handle_endtag(tag)
            self.line += text.count("\n", match.start(), match.end())
            begin = match.end()
        if begin < len(text):
            self.handle_data(unescape(text[begin:]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
            self.open = None
        elif tag in {"td", "th"}:
            if not self.rows:
                self.rows.append([])
            values = dict(attrs)
            self.open = []
            line = self.first_line + (self.line or self.getpos()[0] - 1)
            self.rows[-1].append((self.open, line, _span(values.get("rowspan")), _span(values.get("colspan"))))
        elif self.open is not None and tag in {"br", "li", "p"}:
            self.open.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"}:
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            self.open.append(data)

    def grid(self) -> list[list[Cell]]:
        """Rows of equal width."""
        taken: dict[tuple[int, int], Cell] = {}
        for row_index, row in enumerate(self.rows):
            column = 0
            for parts, line, rowspan, colspan in row:
                while (row_index, column) in taken:
                    column += 1
                raw = " ".join("".join(parts).split())
                for down in range(rowspan):
                    for right in range(colspan):
                        taken[row_index + down, column + right] = Cell("", "", line, covered=True)
                taken[row_index, column] = Cell(unspace(clean(raw)), raw, line)
                column += colspan
        width = max((column for _, column in taken), default=-1) + 1
        return [
            [taken.get((row, column), Cell("", "", self.first_line)) for column in range(width)]
            for row in range(len(self.rows))
        ]


def _span(value: str | None) -> int:
    """A rowspan or colspan within reason."""
    return min(int(value), MAX_SPAN) if value and value.isdecimal() and int(value) else 1
