"""HTML pages to blocks: paragraphs, lists with their markers, tables; nothing is fetched and no script runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mapper.errors import SourceError
from mapper.source.blocks import MAX_LINES, Block, Content, Paragraph, make_table
from mapper.source.html_page import BREAK, TAB, decode_page, parse_page, too_deep
from mapper.source.numbering import print_number
from mapper.values.text import ORDINALS

_DROPPED: Final = frozenset(
    (
        "script",
        "style",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "textarea",
        "input",
        "rt",
        "rp",
        "del",
        "noscript",
        "map",
    )
)
"""Elements of which no text is printed, or that a change took out."""
_BLOCKS: Final = frozenset(
    (
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "nav",
        "address",
        "blockquote",
        "center",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "legend",
        "details",
        "summary",
        "hr",
        "li",
        "ul",
        "ol",
        "dir",
        "menu",
        "dl",
        "dt",
        "dd",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "caption",
    )
)
_LENGTH: Final = r":\s*(-?\d{0,4}(?:\.\d{1,4})?)(pt|px|cm|mm|in|em)"
_MARGIN: Final = re.compile(rf"(?:margin|padding)-left\s*{_LENGTH}", re.IGNORECASE)
_FIRST: Final = re.compile(rf"text-indent\s*{_LENGTH}", re.IGNORECASE)
_POINTS: Final = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 10.0}
_POINTS_PER_EM: Final = 10
"""An em of ten points: two blanks of indent."""
MAX_INDENT: Final = 40
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BULLETS: Final = ("•", "◦", "▪")
"""The bullets of nested lists, as browsers draw them."""
_ORDERED: Final = {"1": "digit", "a": "small-letter", "A": "letter", "i": "small-roman", "I": "roman"}
_STYLES: Final = {
    "decimal-leading-zero": "zero",
    "upper-roman": "roman",
    "lower-roman": "small-roman",
    "upper-alpha": "letter",
    "upper-latin": "letter",
    "lower-alpha": "small-letter",
    "lower-latin": "small-letter",
    "hangul": "syllable",
    "hangul-consonant": "jamo",
    "korean-hangul-formal": "phonetic",
    "korean-hanja-informal": "ideograph",
}
_OWN_MARK: Final = re.compile(
    r"\s*(?:[^\w\s'\"‘“「『《(（\[<]|[ㅇOo](?=\s)|\(?\d{1,2}[.)]|[" + ORDINALS + r"][.)]|[①-⓿❶-❿➊-➓])"
)
"""A list item that brings its own mark; a browser's bullet before it says nothing."""
_SPACE: Final = re.compile(r"[ \t\n\r\f\u200b]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def read_html(content: bytes, file: str) -> Iterator[Block]:
    """The blocks of a page; raises SourceError for one that is in no known encoding, too deep or too large."""
    root = parse_page(decode_page(content, file), file)
    walker = _Walker(file)
    try:
        walker.walk(root)
    except RecursionError as error:
        raise too_deep(file) from error
    walker.end_paragraph()
    yield from walker.blocks


class _Walker:
    """Gathers the text of inline elements until a block begins or ends."""

    def __init__(self, file: str, depth: int = 0) -> None:
        self.blocks: list[Block] = []
        self._file = file
        self._pieces: list[str] = []
        self._heading = 0
        self._prefix = ""
        self._indent = ""
        self._lists = depth
        self._preformatted = False

    def walk(self, element: etree._Element) -> None:
        """An element and all in it, not the text behind it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _DROPPED or _is_hidden(element):
            return
        if tag == "br":
            self._pieces.append(BREAK)
        elif tag not in _BLOCKS:
            self._walk_children(element)
        elif tag == "table":
            self.end_paragraph()
            self.blocks.extend(_read_table(element, self._file, self._lists))
        elif tag in {"ul", "ol", "dir", "menu"}:
            self._walk_list(element, ordered=tag == "ol")
        elif tag == "dl":
            self._walk_definitions(element)
        else:
            self._walk_block(element, tag)

    def _walk_block(self, element: etree._Element, tag: str) -> None:
        """An element that begins and ends lines of its own."""
        self.end_paragraph()
        before = self._heading, self._preformatted
        self._heading = _HEADINGS.get(tag, self._heading)
        self._indent = _blanks_of(element) if tag == "p" else ""
        self._preformatted = self._preformatted or tag == "pre"
        self._walk_children(element)
        self.end_paragraph()
        self._heading, self._preformatted = before
        self._indent = ""

    def _walk_children(self, element: etree._Element) -> None:
        """The text of an element, its children and what stands between them."""
        self._add(element.text)
        for child in element:
            self.walk(child)
            self._add(child.tail)

    def _walk_list(self, element: etree._Element, *, ordered: bool) -> None:
        """A list: each item a paragraph behind its marker, nested ones further in."""
        self.end_paragraph()
        self._lists += 1
        style = _list_style(element) if ordered else "bullet"
        number = _small_number(element.get("start"), 1)
        for item in element:
            if item.tag != "li":
                self.walk(item)
                continue
            number = _small_number(item.get("value"), number)
            mark = f"{print_number(number, style)}." if style != "bullet" else _BULLETS[min(self._lists, 3) - 1]
            self._prefix = "" if style == "none" else f"{'  ' * (self._lists - 1)}{mark} "
            self._walk_children(item)
            self.end_paragraph()
            self._prefix = ""
            number += 1
        self._lists -= 1

    def _walk_definitions(self, element: etree._Element) -> None:
        """Terms with what is said of them: `term : text` on one line where the text is one."""
        self.end_paragraph()
        term = ""
        for child in element.xpath("dt | dd | div/dt | div/dd"):
            inner = _Walker(self._file, self._lists)
            inner._walk_children(child)
            inner.end_paragraph()
            texts = [block for block in inner.blocks if isinstance(block, Paragraph)]
            if child.tag == "dt":
                self.blocks.extend([Paragraph(term)] if term else [])
                term = " ".join(text.text.strip() for text in texts)
                continue
            rest: list[Block] = inner.blocks
            if term and texts and inner.blocks[0] is texts[0]:
                rest = [Paragraph(f"{term} : {texts[0].text.strip()}"), *inner.blocks[1:]]
            elif term:
                rest = [Paragraph(term), *inner.blocks]
            self.blocks.extend(rest)
            term = ""
        self.blocks.extend([Paragraph(term)] if term else [])

    def _add(self, text: str | None) -> None:
        """Text as it stands in the file."""
        if text and self._preformatted:
            lines = text.replace("\r\n", "\n").split("\n")
            self._pieces.append(BREAK.join(lines).replace(" ", "\u00a0").replace("\t", TAB))
        elif text:
            self._pieces.append(text)

    def end_paragraph(self) -> None:
        """What was gathered is a paragraph; a line of no-break spaces or a break alone is an empty one."""
        raw, self._pieces = "".join(self._pieces), []
        text = _SPACE.sub(" ", raw)
        if not text.strip(" "):
            return
        lines = [line.strip(" ").replace("\u00a0", " ").replace(TAB, "\t").rstrip() for line in text.split(BREAK)]
        if not any(lines):
            lines = [""]  # office programs fill an empty paragraph with any number of breaks
        elif not lines[-1]:
            lines.pop()
        if self._prefix and any(lines):
            own = _OWN_MARK.match(lines[0])
            indent = self._prefix[: len(self._prefix) - len(self._prefix.lstrip())]
            lines[0] = (indent if own else self._prefix) + lines[0].strip()
            self._prefix = ""
        elif lines[0] and not self._heading:
            lines[0] = self._indent + lines[0]
        if len(self.blocks) > MAX_LINES:
            raise SourceError("the page has too many paragraphs.", file=self._file, hint="Save the plan in parts.")
        self.blocks.append(Paragraph("\n".join(lines), self._heading))


def _read_table(table: etree._Element, file: str, depth: int) -> Iterator[Block]:
    """A table's blocks; loose content between its rows stands before it, as browsers show it."""
    rows: list[list[Content]] = []
    heads: list[bool] = []
    caption = ""
    loose = _Walker(file, depth)
    for part in table:
        if part.tag == "caption":
            caption = _text_of(part, file)
        elif part.tag in {"thead", "tbody", "tfoot"}:
            for row in part:
                if row.tag == "tr":
                    _add_row(row, file, rows, heads, in_head=part.tag == "thead")
                else:
                    loose.walk(row)
        elif part.tag == "tr":
            _add_row(part, file, rows, heads, in_head=False)
        else:
            loose.walk(part)
    loose.end_paragraph()
    yield from loose.blocks
    marked = next((index for index, head in enumerate(heads) if not head), len(heads))
    yield from make_table(rows, caption, marked)


def _add_row(row: etree._Element, file: str, rows: list[list[Content]], heads: list[bool], *, in_head: bool) -> None:
    """One row's cells, and whether it is a head."""
    if _is_hidden(row):
        return
    cells = [cell for cell in row if cell.tag in {"td", "th"} and not _is_hidden(cell)]
    contents = []
    for cell in cells:
        walker = _Walker(file)
        walker._walk_children(cell)
        walker.end_paragraph()
        blocks = tuple(block for block in walker.blocks if not isinstance(block, Paragraph) or block.text.strip())
        contents.append(Content(blocks, _span(cell.get("rowspan"), 65_534), _span(cell.get("colspan"), 1)))
    rows.append(contents)
    heads.append(in_head or (bool(cells) and all(cell.tag == "th" for cell in cells)))


def _text_of(element: etree._Element, file: str) -> str:
    """The paragraphs of an element as one text."""
    walker = _Walker(file)
    walker._walk_children(element)
    walker.end_paragraph()
    return "\n".join(block.text for block in walker.blocks if isinstance(block, Paragraph))


def _list_style(element: etree._Element) -> str:
    """How an ordered list counts."""
    style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style") or "")
    if style and style[1] in {"none", "disc", "circle", "square"}:
        return "none" if style[1] == "none" else "bullet"
    if style and style[1] in _STYLES:
        return _STYLES[style[1]]
    return _ORDERED.get(element.get("type") or "1", "digit")


def _blanks_of(element: etree._Element) -> str:
    """The indent of a paragraph's first line by its style; none where it is centred or set right."""
    style = element.get("style") or ""
    if re.search(r"text-align\s*:\s*(?:center|right)", style) or element.get("align") in {"center", "right"}:
        return ""
    points = 0.0
    for pattern in (_MARGIN, _FIRST):
        if (found := pattern.search(style)) and found[1] not in {"", "-"}:
            points += float(found[1]) * _POINTS[found[2].lower()]
    return " " * max(0, min(round(points / _POINTS_PER_EM) * 2, MAX_INDENT))


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element is not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _small_number(text: str | None, default: int) -> int:
    """A number as attributes hold it."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,5}", text.strip()) else default


def _span(text: str | None, at_zero: int) -> int:
    """A rowspan or colspan; 0 reaches to the end."""
    return _small_number(text, 1) or at_zero
