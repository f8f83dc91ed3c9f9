"""Rows of tab-separated, pipe and HTML tables to a grid of cells that know their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from mapper.layout.boxed_titles import is_numbered_title, says_row_again
from mapper.layout.flattened_heads import body_width, find_divided
from mapper.layout.marks import BULLET_RANKS, ITEM_SIGNS
from mapper.layout.short_rows import find_gaps, place_of_divided
from mapper.layout.table_heads import column_paths, guess_header_rows
from mapper.values.text import clean, squeeze, tidy

_PIPE = re.compile(r"(?<!\\)\|")
_DIGIT = re.compile(r"\d")
_RULE_CELL = re.compile(r":?-+:?")
_ITEM = re.compile(r"<li[^>]*>|<br\s*/?>|</p>|</li>", re.IGNORECASE)
_BULLETS = re.compile(rf"(?:^|(?<=\s))(?:[{ITEM_SIGNS}*]|[-–ㅇO](?=\s))\s?(?=\S)")
_PIPE_ROW = re.compile(r"\|?[^|]*(?: \| ?[^|]*|\| [^|]*){2,}\|?|\|[^|]+\|[^|]+|[^|]+\|[^|]+\|")
_TIGHT_PIPES = re.compile(r"[^|]+(?:\|[^|]*){3,}")
_JUNCTION = re.compile(r"[\u250c-\u254b\u2552-\u256c+]")
_BORDER = re.compile(r"\s*(?:[\u2500-\u257f]{3,}|\+(?:[-=]{2,}\+)+)\s*")
_BORDER_SIGNS = frozenset({"+", *map(chr, range(ord("\u2500"), ord("\u257f") + 1))})  # a border opens with one
_BOX_PIPES = "│┃￨∣ǀ"
_TWO_PIPES = re.compile(rf"[{_BOX_PIPES}][^{_BOX_PIPES}]*[{_BOX_PIPES}]", re.DOTALL)
_CELL_SIGN = re.compile(rf"[|\t+\u2500-\u257f{_BOX_PIPES}]")
_TO_PIPE = str.maketrans(_BOX_PIPES, "|" * len(_BOX_PIPES))
_EDGED = re.compile(rf"\s*[|{_BOX_PIPES}]")
_EMPTY_FIRST = re.compile(r"\|\|[^|\s][^|]*\|")
_PAIR = re.compile(r"\s*[^|\t]{1,30}\s\|\s(?P<second>[^|\t]{1,30})")
_PAIR_FIGURE = re.compile(r"\s*[△▲-]?\d[\d,.]*\s?[가-힣%㎡㎞]{0,3}\s*")
SHORTEST_PAIRS = 3  # so many rows of a name and a figure, their head among them, are a table
MAX_CELLS = 1000  # more than a row has
_FRAMED_LINE = re.compile(r"\s*[│┃║](?P<text>[^│┃║]*)[│┃║]\s*")
_FRAME_EDGE = re.compile(r"\s*[┌┏╔╭└┗╚╰][─━═]+[┐┓╗╮┘┛╝╯]\s*")
"""The top or bottom of a frame around one cell: no column begins in it."""
_FRAME_SIGNS = frozenset("│┃║┌┏╔╭└┗╚╰")  # a line of a frame opens with one
_CROSSINGS = frozenset("├┼┤┝┿┥╠╬╣┣╋┫╞╪╡╟╫╢┠╂┨")
_BOX_RULE = re.compile(r"[\s─-╿]+")
_PIPE_RULE = re.compile(r"\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?")


class Cell(NamedTuple):
    """A cell: cleaned text, the raw text, the line it stands on, and whether the source says that another covers it."""

    text: str
    raw: str
    line: int
    covered: bool = False

    @property
    def items(self) -> tuple[str, ...]:
        """The bullets or list items inside the cell, cleaned; the whole text where there are none."""
        return cell_items(self.raw)


@dataclass(slots=True)
class Table:
    """A grid of rows under header rows; `caption` is the unit line and `title` the nearest line above it."""

    first: int
    last: int
    rows: list[list[Cell]]
    """Every row, header rows included, as printed (ragged rows stay ragged)."""
    header_rows: int
    caption: str = ""
    caption_line: int = 0
    columns: list[str] = field(default_factory=list)
    """Header path per column, parts joined by ` > `."""
    ruled: bool = False
    """The source marks where the header ends (a Markdown rule)."""
    _width: int = -1

    @property
    def header(self) -> list[list[Cell]]:
        """The header rows."""
        return self.rows[: self.header_rows]

    @property
    def body(self) -> list[list[Cell]]:
        """The rows below the header."""
        return self.rows[self.header_rows :]

    @property
    def width(self) -> int:
        """Number of columns of the widest row, trailing empty columns apart."""
        if self._width < 0:
            self._width = max(map(_filled_width, self.rows), default=0)
        return self._width

    def forget_width(self) -> None:
        """Count the columns anew: rows were added."""
        self._width = -1

    def column(self, *labels: str) -> int:
        """Index of the first column whose last header part, spaces removed, is one of the labels; -1 if none."""
        for index, path in enumerate(self.columns):
            if squeeze(path.split(" > ")[-1]) in labels:
                return index
        return -1


def plain_pipes(line: str) -> str:
    """A row parted by box-drawing lines with plain pipes, a border (┌──┬──┐, +--+--+) as a Markdown rule.

    One such sign alone is a numeral.
    """
    bordered = line.lstrip()[:1] in _BORDER_SIGNS and _BORDER.fullmatch(line) is not None
    if bordered and (junctions := len(_JUNCTION.findall(line))) > 1:
        return "|" + "---|" * max(2, junctions - 1)
    return line.translate(_TO_PIPE) if _TWO_PIPES.search(line) else line


def framed_text(line: str) -> str | None:
    """What a line of a drawn frame holds: the text between its two sides, empty for its top and bottom; else None."""
    if line.lstrip()[:1] not in _FRAME_SIGNS:
        return None
    match = _FRAMED_LINE.fullmatch(line)
    if match:
        return match["text"].strip()
    return "" if _FRAME_EDGE.fullmatch(line) else None


def is_box_rule(line: str) -> bool:
    """Whether a line is a rule of box-drawing signs with crossings: `├──┼──┤`."""
    return "─" <= line.lstrip()[:1] <= "╿" and bool(_BOX_RULE.fullmatch(line)) and not _CROSSINGS.isdisjoint(line)


def is_table_line(line: str) -> bool:
    """Whether a line is a row of a table: pipes around or between its cells, a Markdown rule, a tab between cells."""
    if _CELL_SIGN.search(line) is None:
        return False
    text = plain_pipes(line).strip(" \n")
    if text.startswith("|") and text.count("|") >= 2 and text.endswith("|"):
        return not text.startswith("||") or text.count("|") > 4
    if "\t" in text:
        return bool(text.strip())
    return bool(_PIPE_ROW.fullmatch(text) or _PIPE_RULE.fullmatch(text) or _TIGHT_PIPES.fullmatch(text))


def find_table_end(lines: Sequence[str], first: int, plain: Callable[[str], str]) -> int:
    """Index of the line after the table that begins at `first`, or `first` where none does.

    `plain` gives a line as it is read where its tabs part no cells. Below a Markdown rule every line with a pipe is a
    row, so is the line over it: `구분|정원` over `|---|---|`.
    """
    ruled = _is_ruled(lines, first)
    if not ruled and (stop := _pair_rows_end(lines, first)):
        return stop
    if not ruled and not is_table_line(plain(lines[first])):
        return first
    if not ruled and _is_box(lines, first):
        return first + 1
    stop = first
    while stop < len(lines) and (
        _goes_on(lines, stop, plain) or (ruled and "|" in lines[stop]) or _lists_on(lines, first, stop)
    ):
        if stop > first and (_begins_anew(lines, first, stop) or says_row_again(lines, first, stop)):
            break
        stop += 1
    return stop


def _begins_anew(lines: Sequence[str], first: int, place: int) -> bool:
    """Whether a row heads another table that stands right below this one: names in fewer or more columns that tabs
    part than all rows above have, under rows with figures, over two rows or more that end in figures.
    """
    columns = lines[place].count("\t")
    if not columns or place - first < SHORTEST_PAIRS or place + 2 >= len(lines):
        return False
    if any(line.count("\t") == columns for line in lines[first:place]) or _DIGIT.search(lines[place]):
        return False
    below = lines[place + 1 : place + 3]
    return (
        _DIGIT.search(lines[place - 1]) is not None
        and all(cell.strip() for cell in lines[place].split("\t"))
        and all(line.count("\t") == columns and _DIGIT.search(line.rpartition("\t")[2]) for line in below)
    )


def _lists_on(lines: Sequence[str], first: int, place: int) -> bool:
    """Whether a bullet goes on with the list in the last cell above it: `기획팀<tab>∘ 계획 수립`, `∘ 평가`."""
    sign = lines[place].lstrip()[:1]
    if place == first or sign not in BULLET_RANKS or "\t" in lines[place] or "|" in lines[place]:
        return False
    above = next((line for line in reversed(lines[first:place]) if "\t" in line), "")
    return above.rpartition("\t")[2].lstrip().startswith(sign) and not above.lstrip().startswith(sign)


def _pair_rows_end(lines: Sequence[str], first: int) -> int:
    """Index of the line after rows of a name and a figure parted by one pipe, a head above them; 0 where none stand."""
    if lines[first].count("|") != 1 or _PAIR.fullmatch(lines[first]) is None:
        return 0
    stop = first + 1
    while stop < len(lines) and (match := _PAIR.fullmatch(lines[stop])) and _PAIR_FIGURE.fullmatch(match["second"]):
        stop += 1
    return stop if stop - first >= SHORTEST_PAIRS else 0


def _is_box(lines: Sequence[str], place: int) -> bool:
    """Whether a row over a table with a rule of its own, or with tabs, is a title in a box: `| 3 | 하천 정비 |`."""
    if "|" not in lines[place] or "\t" in lines[place] or place + 1 >= len(lines):
        return False
    tabbed = "\t" in lines[place + 1].strip() and "|" not in lines[place + 1]
    if not tabbed and not (place + 2 < len(lines) and _is_ruled(lines, place + 1)):
        return False
    return is_numbered_title(lines[place])


def _is_ruled(lines: Sequence[str], place: int) -> bool:
    """Whether a line with a pipe has a Markdown rule below it."""
    if "|" not in lines[place] or place + 1 == len(lines):
        return False
    rule = lines[place + 1].strip()
    return rule.startswith("|") and is_rule_row(split_row(rule, 0))


def _goes_on(lines: Sequence[str], place: int, plain: Callable[[str], str]) -> bool:
    """Whether a line belongs to the table above it: a row, one that begins with an empty cell too (`||둘|`, which by
    itself is a numeral), or a box-drawing rule (├──┼──┤) between two rows.
    """
    if is_box_rule(lines[place]):
        return place + 1 < len(lines) and is_table_line(lines[place + 1])
    return is_table_line(plain(lines[place])) or bool(_EMPTY_FIRST.fullmatch(lines[place].strip()))


def split_row(line: str, number: int) -> list[Cell]:
    """One printed row to cells; a pipe row loses its outer pipes, a tab row keeps leading empty cells."""
    text = plain_pipes(line).strip(" \n\r")
    if "|" in text and "\t" not in text:
        parts = _split_pipes(text[1 if text.startswith("|") else 0 : -1 if text.endswith("|") else None])
        if "\\|" in text:  # a sign of the cell's own words
            parts = [part.replace("\\|", "|") for part in parts]
    else:
        parts = line.strip(" \n\r").split("\t")
    return [Cell(tidy(part), part.strip(), number) for part in parts]


def _split_pipes(row: str) -> list[str]:
    """The cells between pipes; a pipe behind a backslash parts nothing."""
    return _PIPE.split(row) if "\\" in row else row.split("|")


def is_rule_row(cells: Sequence[Cell]) -> bool:
    """`|---|---|`: a Markdown rule below a header, also too short ones."""
    filled = [cell.raw for cell in cells if cell.raw]
    return bool(filled) and all(_RULE_CELL.fullmatch(text) for text in filled)


def cell_items(raw: str) -> tuple[str, ...]:
    """Bullets and list items of a cell, nested lists flattened; the whole text where it has none."""
    parts: list[str] = []
    for piece in _ITEM.split(raw):
        text = clean(piece)
        starts = [match.start() for match in _BULLETS.finditer(text)]
        if starts:
            bounds = [*starts, len(text)]
            parts.append(text[: starts[0]])
            parts.extend(text[a:b] for a, b in pairwise(bounds))
        else:
            parts.append(text)
    stripped = [_BULLETS.sub("", part, count=1).strip() for part in parts]
    return tuple(part for part in stripped if part)


def make_table(
    lines: Sequence[tuple[int, str]], caption: str = "", caption_line: int = 0, heads: int = 0
) -> Table | None:
    """Consecutive table lines (number, text) to a table; None where no cell is filled.

    `heads` is how many rows name columns, 0 where rules or the rows tell.
    """
    rows: list[list[Cell]] = []
    header_rows = 0
    edged = any(_EDGED.match(plain_pipes(line)) for _, line in lines[:1])
    for (_, above), (number, line) in pairwise([(0, ""), *lines]):
        if rows and edged and _is_rest_of_row(above, line):
            rows[-1] = [*rows[-1][:-1], *_joined(rows[-1][-1], split_row(line, number))]
            continue
        if is_box_rule(line):
            header_rows = header_rows or len(rows)
            continue
        cells = split_row(line, number)
        if len(cells) == 1 and rows and len(rows[-1]) > 1 and line.lstrip()[:1] in BULLET_RANKS:
            cells = [*(Cell("", "", number) for _ in rows[-1][1:]), *cells]  # the list of the cell above goes on
        if "-" in line and is_rule_row(cells):
            header_rows = header_rows or len(rows)
            continue
        if any(cell.text for cell in cells):
            rows.append(cells if edged else _with_outer_cells(cells, line, len(rows[0]) if rows else MAX_CELLS))
    if not rows:
        return None
    return table_of(rows, lines[0][0], lines[-1][0], header_rows, caption, caption_line, heads)


def _is_rest_of_row(above: str, line: str) -> bool:
    """Whether a line is the rest of a row that breaks off inside a cell: `| 기획팀 | ▸ 계획 수립`, `▸ 평가 | 30 |`."""
    opened, closed = above.strip(), line.strip()
    return opened[:1] == "|" != opened[-1:] and closed[:1] != "|" == closed[-1:]


def _joined(cell: Cell, rest: Sequence[Cell]) -> list[Cell]:
    """A cell with what goes on in the line below, and the cells behind it there."""
    first, *others = rest
    return [Cell(f"{cell.text} {first.text}".strip(), f"{cell.raw}\n{first.raw}", cell.line), *others]


def _with_outer_cells(cells: list[Cell], line: str, width: int) -> list[Cell]:
    """A row of a table without outer pipes: a pipe at its edge parts off an empty cell, up to the table's width."""
    empty = Cell("", "", cells[0].line)
    if "|" in line and _EDGED.match(line) and len(cells) < width:
        cells = [empty, *cells]
    return [*cells, empty] if line.rstrip().endswith("|") and len(cells) < width else cells


def table_of(
    rows: list[list[Cell]], first: int, last: int, marked: int, caption: str, caption_line: int, known: int = 0
) -> Table:
    """A table of these rows; `marked` is the number of rows that the source marks as header (0 where it does not).

    `known` is that number where the layout tells it.
    """
    heads, place = max(marked, known, _unflatten(rows)), -1
    if len(rows) > 2 and (heads == 1 or (not heads and len(rows[2]) == len(rows[0]))):
        place = place_of_divided(*([cell.text for cell in row] for row in rows[:2]))
    if place >= 0:
        blank = Cell("", "", rows[1][0].line)
        rows[1] = [*[blank] * place, *rows[1], *[blank] * (len(rows[0]) - place - len(rows[1]))]
        heads = 2
    table = Table(first, last, rows, min(max(heads, guess_header_rows(rows)), len(rows)), caption, caption_line)
    table.columns = column_paths(table.header, table.width)
    table.ruled = marked > 0
    for index, place in find_gaps([[cell.text for cell in row] for row in table.body], table.columns):
        row = table.body[index]
        row.insert(place, Cell("", "", row[0].line))
    return table


def _unflatten(rows: list[list[Cell]]) -> int:
    """Give two flattened rows of heads their blanks again; how many rows are heads, 0 where none were flattened."""
    texts = [[cell.text for cell in row] for row in rows]
    places, each = find_divided(texts, body_width(texts))
    if not places:
        return 0
    (head, below), blank = rows[:2], Cell("", "", rows[1][0].line)
    upper: list[Cell] = []
    lower: list[Cell] = []
    parts = iter(below)
    for place, cell in enumerate(head):
        divided = place in places
        upper += [cell, *[Cell("", "", cell.line)] * (each - 1 if divided else 0)]
        lower += islice(parts, each) if divided else [blank]
    rows[:2] = [upper, lower]
    return 2


def _filled_width(row: Sequence[Cell]) -> int:
    """Number of cells up to the last filled one."""
    for width in range(len(row), 0, -1):
        if row[width - 1].text:
            return width
    return 0
