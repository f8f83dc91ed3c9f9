"""Tables in pipe, tab and HTML form; every cell gets the number of its line."""

from __future__ import annotations

from dataclasses import dataclass

from .writer import Writer


@dataclass
class Cell:
    """A cell with its spans (spans are blank or repeated where the form has none)."""

    text: str
    rows: int = 1
    cols: int = 1


Grid = list[list[Cell | None]]  # None: covered by a span


def cells(texts: list[str]) -> list[Cell | None]:
    """A row of plain cells."""
    return [Cell(t) for t in texts]


def spaced(text: str) -> str:
    """Letters spaced out for layout."""
    return " ".join(text) if text.isalpha() and 2 <= len(text) <= 4 else text


@dataclass
class Placed:
    """Where the rows of a table stand."""

    lines: list[list[int]]

    def at(self, row: int, col: int) -> int:
        """Line of a cell (row counted with the header)."""
        return self.lines[row][col]


class Table:
    """A table to be written in the form that the document's style draws."""

    def __init__(self, w: Writer, header: Grid, body: Grid, merged: int = 0, fits_break: bool = True) -> None:
        self.w, self.header, self.body, self.merged = w, header, body, merged
        self.fits_break = fits_break
        self.lines: list[list[int]] = []
        self.bold = False
        self.style = ""
        self.spaced = w.maybe("table.spaced_letters", 0.2)

    def write(self) -> Placed:
        """Writes the table and tells where its cells stand."""
        w = self.w
        form = w.pick(["table.pipe", "table.tab", "table.html"], [4, 3, 3])
        rows = min(3, len(self.header))
        self.bold = form == "table.pipe" and w.markdown and w.maybe("table.bold_header", 0.3)
        w.tag(f"{form}.header{rows}")
        if form == "table.html":
            self._html()
        else:
            self._flat(form)
        w.blank()
        return Placed(self.lines)

    def _text(self, cell: Cell | None, head: bool) -> str:
        if cell is None:
            return ""
        text = spaced(cell.text) if head and self.spaced else cell.text
        return f"**{text}**" if head and self.bold and text else text

    def _flat_rows(self, rows: Grid, head: bool) -> list[list[str]]:
        """Rows of texts; a merged heading over columns is blank or repeated behind its first cell."""
        repeat = head and len(rows) > 1 and self.w.maybe("table.merge_repeated", 0.4)
        found = []
        for row in rows:
            texts: list[str] = []
            reach = 0  # cells that the one before covers in its own row
            for cell in row:
                reach = cell.cols if cell else reach - 1
                texts.append(self._text(cell, head) or (texts[-1] if repeat and cell is None and reach > 0 else ""))
            found.append(texts)
        return found

    def _flat(self, form: str) -> None:
        w = self.w
        pipe = form == "table.pipe"
        head = self._flat_rows(self.header, True)
        body = self._flat_rows(self.body, False)
        if any(c and c.cols > 1 for r in self.header for c in r) or self.merged:
            w.tag("table.merge_flattened")
        drop = pipe and self.merged == 1 and w.maybe("table.missing_lead", 0.4)
        tight = pipe and w.maybe("table.pipe.tight", 0.3)
        edge = not pipe or not w.maybe("table.pipe.no_edge", 0.15) or drop

        def emit(texts: list[str], kind: str = "table", skip: int = 0) -> None:
            if not pipe:
                self.lines.append([w.put("\t".join(texts), kind)] * len(texts))
                return
            gap = "|" if tight else " | "
            text = gap.join(texts[skip:])
            line = w.put((f"|{text}|" if tight else f"| {text} |") if edge else text, kind)
            self.lines.append([line] * len(texts))

        def rule() -> None:
            if not pipe:
                return
            width = len(head[0])
            if w.maybe("table.pipe.short_rule", 0.3):
                width = max(1, width - w.rng.randint(1, 3))
            w.put("|" + "|".join(["---"] * width) + "|", "rule")

        for index, texts in enumerate(head):
            emit(texts)
            if index == 0 and pipe:
                rule()
        broken = len(body) // 2 if self.fits_break and len(body) > 4 and w.maybe("table.broken", 0.3) else 0
        for index, texts in enumerate(body):
            if broken and index == broken and self.body[index][0] is not None:
                self._again(head, pipe, emit)
            skip = 1 if drop and self.body[index][0] is None else 0
            emit(texts, "table", skip)

    def _again(self, head: list[list[str]], pipe: bool, emit: object) -> None:
        """The header once more after a page break."""
        w = self.w
        w.put("", "blank")
        w.put(f"- {w.rng.randint(3, 40)} -", "exact")
        w.put("", "blank")
        kept = self.lines
        self.lines = []
        for index, texts in enumerate(head):
            emit(texts)  # type: ignore[operator]
            if index == 0 and pipe:
                w.put("|" + "|".join(["---"] * len(texts)) + "|", "rule")
        self.lines = kept

    def _html(self) -> None:
        w = self.w
        compact = w.maybe("table.html.row_lines", 0.45)
        sections = w.maybe("table.html.thead", 0.5)
        nbsp = w.maybe("table.html.nbsp", 0.3)
        if w.maybe("table.html.attributes", 0.25):
            self.style = w.rng.choice((' align="center"', ' style="text-align:center"', ' class="c"'))
        head_tag = "th" if w.maybe("table.html.th", 0.6) else "td"
        w.put("<table>" if w.rng.random() < 0.6 else '<table border="1">', "html")
        for part, rows, tag in (("thead", self.header, head_tag), ("tbody", self.body, "td")):
            if sections:
                w.put(f"<{part}>", "html")
            for row in rows:
                self._html_row(row, tag, compact, nbsp, part == "thead")
            if sections:
                w.put(f"</{part}>", "html")
        w.put("</table>", "html")

    def _html_cell(self, cell: Cell, tag: str, nbsp: bool, head: bool) -> str:
        w, attributes = self.w, self.style
        if cell.rows > 1:
            attributes += f' rowspan="{cell.rows}"'
            w.tag("table.html.rowspan")
        if cell.cols > 1:
            attributes += f' colspan="{cell.cols}"'
            w.tag("table.html.colspan")
        text = self._text(cell, head)
        if head and text.endswith(")") and "(" in text[1:] and w.maybe("table.html.br_header", 0.3):
            text = text.replace("(", "<br>(", 1)
        if "<br>" in text:
            w.tag("table.html.br")
        if nbsp:
            text = text.replace(" ", "&nbsp;") if " " in text and "<br>" not in text else (text or "&nbsp;")
        return f"<{tag}{attributes}>{text}</{tag}>"

    def _html_row(self, row: list[Cell | None], tag: str, compact: bool, nbsp: bool, head: bool) -> None:
        w = self.w
        if compact:
            line = w.put("<tr>" + "".join(self._html_cell(c, tag, nbsp, head) for c in row if c) + "</tr>", "html")
            self.lines.append([line] * len(row))
            return
        w.put("<tr>", "html")
        found: list[int] = []
        for cell in row:
            if cell is not None:
                line = w.put(self._html_cell(cell, tag, nbsp, head), "html")
            found.append(len(w.lines))
        w.put("</tr>", "html")
        self.lines.append(found)


def unit_place(w: Writer, unit: str) -> str:
    """Where the unit of a table stands."""
    return w.pick(["unit.caption", "unit.header", "unit.cell"], [5, 2, 2])


def caption(w: Writer, parts: list[str]) -> int:
    """The line of unit and date over a table; 0 if there is nothing to say."""
    texts = [p for p in parts if p]
    if not texts:
        return 0
    form = w.rng.choice(("({})", "({})", "[{}]", "{}"))
    inner = ", ".join(texts)
    if w.rng.random() < 0.3:
        inner = inner.replace("단위: ", w.rng.choice(("단위 : ", "단위:")))
    return w.put(form.format(inner), "exact")
