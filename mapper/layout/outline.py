"""Lines to a tree of nodes: who stands below whom, by marks and indentation, in whatever order of depth they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mapper.layout.aligned import find_aligned
from mapper.layout.boxed_titles import is_title_box
from mapper.layout.continued import join_over_page
from mapper.layout.html_tables import html_caption, html_table_end, lines_of_box, read_html_rows, starts_html_table
from mapper.layout.lines import (
    CAPTION,
    DATE_FIRST,
    DATE_ONLY,
    UNIT_BEHIND,
    has_columns,
    indent_of,
    is_margin,
    is_short_label,
    labels_beside,
    levels_tell,
    without_tabs,
)
from mapper.layout.lookalikes import mend_marks
from mapper.layout.mark_order import order_marks
from mapper.layout.marks import (
    FENCE_SIGNS,
    Mark,
    angle_title,
    open_fence,
    read_mark,
    square_title,
)
from mapper.layout.node import OPENING, Node, Shape, split_label
from mapper.layout.placing import PARAGRAPH_RANK, OpenNodes
from mapper.layout.running import PAGE_NUMBER, find_running_heads
from mapper.layout.single_blanks import find_single_blanks, may_open
from mapper.layout.tables import Table, find_table_end, framed_text, make_table, table_of
from mapper.values.text import MARKUP, clean, squeeze, tidy

_RULE = re.compile(r"^[\s\-–—―=_*~·.─-╿|+:]+$")
LONGEST_BOLD = 40
"""Letters of a head that is only bold."""
_BOXED_PART = re.compile(r"\s*\|?\s*\**([Ⅰ-Ⅻ])\**\.?\s*\|\s*\**([^|*]+?)\**\s*\|?\s*")
_RULE_SIGNS = frozenset("-–—―ㅡ=_*~·.|+:") | {chr(code) for code in range(ord("─"), ord("╿") + 1)}
"""The signs of rules; a page number may begin with some of them."""


def build_outline(
    lines: Sequence[str],
    is_head: Callable[[str], bool] = lambda _: False,
    stands_alone: Callable[[str], bool] = lambda _: False,
) -> Node:
    """The tree of a numbered text.

    `is_head(squeezed text)` tells which unmarked lines are known section heads, `stands_alone(text)` which others
    go on with nothing above them.
    """
    lines = order_marks(mend_marks(lines), is_head)
    running = find_running_heads(lines, is_head)
    builder = _Builder(Node(Shape.ROOT, 1, max(1, len(lines)), rank=0), lines, is_head, stands_alone)
    builder.levels_tell = levels_tell(lines)
    apart = [has_columns(line) for line in lines]
    number = 0
    while number < len(lines):
        if number in running:
            builder.end_page(number + 1, lines[number])
            number += 1
            continue
        if not apart[number] and not any(apart[number + 1 : number + 2]):  # most lines: no cell, frame or column
            number = builder.add_single_blanks(lines, number)
            continue
        if beside := labels_beside(lines[number]):
            for part in beside:
                builder.add_line(number + 1, part)
            number += 1
            continue
        line = without_tabs(lines[number])
        if starts_html_table(line) and (stop := html_table_end(lines, number)):
            boxed = lines_of_box(lines[number:stop])
            single = sum(bool(clean(text)) for _, text in boxed) == 1
            for offset, text in boxed:
                builder.add_line(number + 1 + offset, text, framed=single)
            if not boxed:
                builder.add_html_table(lines, number, stop)
            number = stop
            continue
        framed = framed_text(line)
        if framed is not None:
            if framed:
                builder.place_ahead = number + 1
                builder.add_line(number + 1, framed, framed=True)
            number += 1
            continue
        stop = find_table_end(lines, number, without_tabs)
        if stop > number:
            builder.add_rows(lines, number, stop)
            number = stop
            continue
        aligned = find_aligned(lines, number) if line == lines[number] or "\t" in lines[number] else None
        if aligned:
            builder.add_table([(index + 1, row) for index, row in aligned.rows], aligned.heads)
            number = aligned.stop
            continue
        builder.add_running(number, line)
        number += 1
    return builder.root


def _boxed_part(lines: Sequence[str]) -> str:
    """The head of a part that is printed as a table of one row, as a plain line: `| Ⅱ | 2025년 추진실적 |`."""
    filled = [line for line in lines if not _RULE.match(line)]
    boxed = _BOXED_PART.fullmatch(filled[0]) if len(filled) == 1 else None
    return f"{boxed[1]}. {boxed[2]}" if boxed else ""


_LED_TO_PAGE = re.compile(r"[·․.…‥]{4,}\s*\d{1,3}$")
SHORTEST_BROKEN = 20
"""A line of fewer letters was not broken at the margin: what follows it without a mark is a line of its own."""
LONGEST_FRAMED = 60
"""A longer text in a frame is a paragraph, no head."""
_WHOLE_ENDS = ("다.", "함.", "음.", "임.", "됨.", "것.", "]", "】", "〕")
"""In what a line ends that does not go on: a sentence, or a title with its team in brackets."""
_GOES_ON = (",", "，", "·", "/", "및", "등", "와", "과", "의", ":", "~", "-")


class _Builder(OpenNodes):
    """Takes the lines as they come in, as nodes, tables and what goes on above."""

    def __init__(
        self, root: Node, lines: Sequence[str], is_head: Callable[[str], bool], stands_alone: Callable[[str], bool]
    ) -> None:
        super().__init__(root, lines, is_head)
        self.root = root
        self.stands_alone = stands_alone
        self.captions: list[Node] = []
        self.open_table: Node | None = None
        """The last table, as long as nothing but the end of its page follows it."""
        self.paged = False
        self.numbered: tuple[Mark, ...] = ()
        """Marks of a line that holds a number alone (`〔과제 1〕`): they are those of the title below it."""

    def add_running(self, index: int, line: str) -> None:
        """A line that is no part of a table, before those that follow it."""
        self.place_ahead = index + 1
        self.add_line(index + 1, line)

    def add_single_blanks(self, lines: Sequence[str], first: int) -> int:
        """A line without any sign of a column, or the table that begins with it; the index of what follows."""
        rows, stop = find_single_blanks(lines, first) if may_open(lines, first) else ([], first)
        if rows:
            self.add_table([(index + 1, row) for index, row in rows])
            return stop
        self.add_running(first, lines[first])
        return first + 1

    def add_line(self, number: int, line: str, *, framed: bool = False) -> None:
        """One physical line outside tables; a frame is the mark of a line that has no other."""
        words = line.strip()
        edge = words[:1]
        if not edge or (edge in MARKUP and not clean(line)):
            self.blank = True
            return
        if words[-1] in _RULE_SIGNS or words[-1].isdecimal():  # the end of a rule and of a page's number
            if (edge in _RULE_SIGNS or edge.isdecimal()) and PAGE_NUMBER.match(line):
                self.end_page(number, line)
                return
            if edge in _RULE_SIGNS and _RULE.match(line):
                self._attach(Node(Shape.RULE, number, number, pieces=[(number, words)]), keep=True)
                return
        self.open_table = None
        if edge in FENCE_SIGNS:
            line = open_fence(line)
        marks = read_mark(line)
        indent = indent_of(line) if line[0].isspace() else 0
        text = tidy(line[marks[-1].end :] if marks else line)
        if not marks and text[:1] in OPENING:
            if square_title(text):
                marks = (Mark("square", "[", 26, 0),)
            elif angle_title(text):
                marks = (Mark("angle", "<", 27, 0),)
        if not text:
            self.blank = True
            self.numbered = marks if marks and marks[-1].kind == "number" else ()
            return
        marks, self.numbered = marks or self.numbered, ()
        if framed and not marks and len(text) <= LONGEST_FRAMED:
            marks = (Mark("frame", "□", 24, 0),)
        if "단" in text and CAPTION.match(text):
            node = Node(Shape.CAPTION, number, number, marks, indent, PARAGRAPH_RANK, [(number, text)])
            self._attach(node, keep=True)
            self.captions.append(node)
            return
        bold = words.startswith("**") and words.endswith("**") and words.count("**") == 2  # a head in Markdown
        if not marks and not bold and self._continues(text):
            assert self.last is not None
            self.last.go_on(number, text)
            return
        node = Node(Shape.ITEM if marks else Shape.TEXT, number, number, marks, indent, 0, [(number, text)])
        self.place(node, bold=bold and len(text) <= LONGEST_BOLD)
        self.last, self.blank = node, False

    def end_page(self, number: int, line: str) -> None:
        """A page's number or running head."""
        self._attach(Node(Shape.PAGE, number, number, pieces=[(number, clean(line))]), keep=True)
        self.paged = True

    def add_rows(self, lines: Sequence[str], first: int, stop: int) -> None:
        """The lines `first` to `stop` (0-based, end excluded) of one table without tags; one row may head a part."""
        if part := _boxed_part(lines[first:stop]):
            self.add_line(first + 1, part)
        else:
            if stop == first + 1 and is_title_box(lines[first]):
                self.close_items()
            self.add_table([(index + 1, lines[index]) for index in range(first, stop)])

    def add_table(self, rows: list[tuple[int, str]], heads: int = 0) -> None:
        """Consecutive table lines; a first one that holds nothing but a date or unit is the table's caption.

        `heads` is how many rows name columns; 0 where the rows tell.
        """
        if len(rows) > 1 and is_margin(text := rows[0][1].strip(" |\t")):
            self.add_line(rows[0][0], text)
            rows = rows[1:]
        caption, line = self._caption(rows[0][0])
        self._add(make_table(rows, caption, line, heads))

    def add_html_table(self, lines: Sequence[str], first: int, stop: int) -> None:
        """The lines `first` to `stop` (0-based, end excluded) of one HTML table."""
        caption, line = html_caption(lines[first:stop], first + 1) or self._caption(first + 1)
        rows = read_html_rows(lines[first:stop], first + 1)
        self._add(table_of(rows, first + 1, stop, 0, caption, line) if rows else None)

    def _caption(self, first: int) -> tuple[str, int]:
        """Text and line of the unit caption above a table that begins at `first`."""
        caption = self.captions[-1] if self.captions else None
        if caption is not None and first - caption.last <= 3:
            return caption.text, caption.first
        if self.last is not None and "단위" in squeeze(self.last.text) and first - self.last.last <= 4:
            return self.last.text, self.last.first
        return "", 0

    def _add(self, table: Table | None) -> None:
        """Hang a table below the innermost open node."""
        if table is None:
            return
        above = self.open_table
        if above is not None and above.table is not None and self.paged and join_over_page(above.table, table):
            above.last, self.paged = table.last, False
            return
        node = Node(Shape.TABLE, table.first, table.last, rank=PARAGRAPH_RANK, table=table)
        self._attach(node)
        self.open_table, self.paged = node, False
        self.last, self.blank = None, True

    def _continues(self, text: str) -> bool:
        """Whether an unmarked line goes on with the bullet directly above it."""
        if self.last is None or self.blank or self.is_head(text) or UNIT_BEHIND.search(text):
            return False
        if DATE_ONLY.fullmatch(text) and not self.last.text.endswith((":", "：", "~", ",")):
            return False
        if self.stands_alone(text) and not self.last.text.endswith((",", "，", "·", "/", "및", "와", "과")):
            return False
        if is_short_label(split_label(text)[0]):
            return False
        if _LED_TO_PAGE.search(text) or _LED_TO_PAGE.search(self.last.text):
            return False  # a line of a list of contents
        if self.last.text.endswith(_WHOLE_ENDS) or self.is_head(self.last.text):
            return False  # a whole
        if DATE_FIRST.match(text) and DATE_FIRST.match(self.last.text):
            return False  # each line of a calendar is one of its own
        if self.last.shape is Shape.TEXT:
            whole = self.last.text.endswith((")", "]")) and len(self.last.text) < 60
            return len(self.last.text) > 36 and not whole and not self.is_head(self.last.text)
        if any(mark.kind in {"head", "roman", "bare-number"} for mark in self.last.marks):
            return False
        above = self.last.pieces[-1][1]
        return len(above) >= SHORTEST_BROKEN or above.endswith(_GOES_ON) or above.count("(") > above.count(")")

    def _attach(self, node: Node, keep: bool = False) -> None:
        """Hang a node below the innermost open one without opening it."""
        node.parent = self.stack[-1][2]
        node.parent.children.append(node)
        self.blank = self.blank or keep
