"""Lines to a tree of nodes: who stands below whom, by marks and indentation, in whatever order of depth they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mapper.layout.aligned import find_aligned
from mapper.layout.contents import Listings
from mapper.layout.continued import join_over_page
from mapper.layout.html_tables import html_caption, html_table_end, lines_of_box, read_html_rows, starts_html_table
from mapper.layout.lines import (
    CAPTION,
    DATE_FIRST,
    DATE_ONLY,
    Answers,
    has_columns,
    indent_of,
    is_short_label,
    labels_beside,
    levels_tell,
    without_tabs,
)
from mapper.layout.lookalikes import mend_marks
from mapper.layout.marks import FENCE_SIGNS, Mark, angle_title, bullet_key, open_fence, read_mark, square_title
from mapper.layout.node import LOWEST_HEAD_RANK, OPENING, Node, Shape, split_label
from mapper.layout.running import PAGE_NUMBER, find_running_heads
from mapper.layout.tables import Table, find_table_end, framed_text, make_table, table_of
from mapper.values.text import clean, is_blank, squeeze, tidy

_RULE = re.compile(r"^[\s\-–—―=_*~·.─-╿|+:]+$")
_RULE_SIGNS = frozenset("-–—―ㅡ=_*~·.|+:") | {chr(code) for code in range(ord("─"), ord("╿") + 1)}
"""The signs of rules; a page number may begin with some of them."""
_UNIT_TAIL = re.compile(r"[(（\[<〈]\s?단\s?위\s?[:：][^()（）]*[)）\]>〉]\s*$")
"""A line that ends so heads the table below it."""
PARAGRAPH_RANK = 80
LOWEST_NUMBER_RANK = 25
LINES_AHEAD = 3
FIRST_SIGNS = frozenset({"1", "가", "①", "❶", "➊", "㉠", "㉮"})
_COUNTING = frozenset({"letter", "letter)", "number", "number)", "(number)", "(letter)", "circled", "circled-letter"})
_HIGH_RANKS = {"letter": 16, "number)": 17, "letter)": 18, "hyphenated": 18, "(number)": 18, "(letter)": 19}
"""How deep numbers and letters stand where no bullet is open above them: they are heads there."""


def build_outline(
    lines: Sequence[str],
    is_head: Callable[[str], bool] = lambda _: False,
    stands_alone: Callable[[str], bool] = lambda _: False,
) -> Node:
    """The tree of a numbered text.

    `is_head(squeezed text)` tells which unmarked lines are known section heads, `stands_alone(text)` which others
    go on with nothing above them.
    """
    lines = mend_marks(lines)
    running = find_running_heads(lines, is_head)
    builder = _Builder(Node(Shape.ROOT, 1, max(1, len(lines)), rank=0), is_head, stands_alone)
    builder.levels_tell = levels_tell(lines)
    apart = [has_columns(line) for line in lines]
    number = 0
    while number < len(lines):
        if number in running:
            builder.end_page(number + 1, lines[number])
            number += 1
            continue
        if not apart[number] and not any(apart[number + 1 : number + 2]):  # most lines: no cell, frame or column
            builder.add_running(lines, number, lines[number])
            number += 1
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
                builder.add_line(number + 1, framed, framed=True)
            number += 1
            continue
        stop = find_table_end(lines, number, without_tabs)
        if stop > number:
            builder.add_table([(index + 1, lines[index]) for index in range(number, stop)])
            number = stop
            continue
        aligned = find_aligned(lines, number)
        if aligned:
            builder.add_table([(index + 1, row) for index, row in aligned.rows])
            number = aligned.stop
            continue
        builder.add_running(lines, number, line)
        number += 1
    return builder.root


SHORTEST_BROKEN = 20
"""A line of fewer letters was not broken at the margin: what follows it without a mark is a line of its own."""
LONGEST_FRAMED = 60
"""A longer text in a frame is a paragraph, no head."""
_SENTENCE_ENDS = ("다.", "함.", "음.", "임.", "됨.", "것.")
_GOES_ON = (",", "，", "·", "/", "및", "등", "와", "과", "의", ":", "~", "-")


class _Builder:
    """Keeps the stack of open nodes while lines come in."""

    def __init__(self, root: Node, is_head: Callable[[str], bool], stands_alone: Callable[[str], bool]) -> None:
        self.stack: list[tuple[str, int, Node]] = [("root", 0, root)]
        self.root = root
        self.is_head: Callable[[str], bool] = Answers(is_head).__getitem__
        self.stands_alone = stands_alone
        self.last: Node | None = None
        self.blank = True
        self.following: Sequence[str] = ()
        self.captions: list[Node] = []
        self.listings = Listings()
        self.levels_tell = False
        """The levels of Markdown heads tell how deep they stand, whatever marks follow."""
        self.open_table: Node | None = None
        """The last table, as long as nothing but the end of its page follows it."""
        self.paged = False
        self.numbered: tuple[Mark, ...] = ()
        """Marks of a line that holds a number alone (`〔과제 1〕`): they are those of the title below it."""

    def add_running(self, lines: Sequence[str], index: int, line: str) -> None:
        """A line that is no part of a table, with those that follow it."""
        self.following = lines[index + 1 : index + 1 + LINES_AHEAD]
        self.add_line(index + 1, line)

    def add_line(self, number: int, line: str, *, framed: bool = False) -> None:
        """One physical line outside tables; a frame is the mark of a line that has no other."""
        if is_blank(line):
            self.blank = True
            return
        edge = line.strip()[0]
        if (edge in _RULE_SIGNS or edge.isdecimal()) and PAGE_NUMBER.match(line):
            self.end_page(number, line)
            return
        if edge in _RULE_SIGNS and _RULE.match(line):
            self._attach(Node(Shape.RULE, number, number, pieces=[(number, line.strip())]), keep=True)
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
        if not marks and self._continues(text):
            assert self.last is not None
            self.last.go_on(number, text)
            return
        node = Node(Shape.ITEM if marks else Shape.TEXT, number, number, marks, indent, 0, [(number, text)])
        self._place(node)
        self.last, self.blank = node, False

    def end_page(self, number: int, line: str) -> None:
        """A page's number or running head."""
        self._attach(Node(Shape.PAGE, number, number, pieces=[(number, clean(line))]), keep=True)
        self.paged = True

    def add_table(self, rows: list[tuple[int, str]]) -> None:
        """Consecutive table lines."""
        caption, line = self._caption(rows[0][0])
        self._add(make_table(rows, caption, line))

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
        if self.last is None or self.blank or self.is_head(text) or _UNIT_TAIL.search(text):
            return False
        if DATE_ONLY.fullmatch(text) and not self.last.text.endswith((":", "：", "~", ",")):
            return False
        if self.stands_alone(text) and not self.last.text.endswith((",", "，", "·", "/", "및", "와", "과")):
            return False
        if is_short_label(split_label(text)[0]):
            return False
        if self.last.text.endswith(_SENTENCE_ENDS) or self.is_head(self.last.text):
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

    def _place(self, node: Node) -> None:
        """Find the parent of a marked or unmarked line and open it."""
        self._end_listing(node)
        key, rank = self._key(node)
        prose = node.shape is Shape.TEXT and (not self.is_head(node.text) or self._tells_of_item(node))
        if prose:
            limit = 36 if self.blank else PARAGRAPH_RANK
            while len(self.stack) > 1 and self.stack[-1][1] > limit:
                self.stack.pop()
        elif key in [name for name, _, _ in self.stack]:
            while self.stack[-1][0] != key:
                self.stack.pop()
            rank = self.stack.pop()[1]
        else:
            rank = self._open_new(node, key, rank)
        node.rank = rank
        node.parent = self.stack[-1][2]
        node.parent.children.append(node)
        if not prose:
            self.stack.append((key, rank, node))

    def _tells_of_item(self, node: Node) -> bool:
        """Whether an unmarked `사업비 : 4억 원` is indented below a marked item: a line of that item, no head."""
        above = self.stack[-1][2]
        return bool(above.marks and node.label and node.value) and not self.blank and node.indent > above.indent

    def _end_listing(self, node: Node) -> None:
        """Close a list (a table of contents) that begins anew with the words it began with: what follows is treated."""
        mark = node.mark
        if mark is None or not (mark.sign in FIRST_SIGNS or mark.kind == "bullet"):
            return
        for index in range(len(self.stack) - 1, 0, -1):
            listing = self.listings[self.stack[index][2]]
            is_like = listing.words and (listing.kind, listing.sign) == (mark.kind, mark.sign)
            if is_like and squeeze(node.text).startswith(listing.words):
                del self.stack[index:]
                return

    def _open_new(self, node: Node, key: str, rank: int) -> int:
        """Pop what a mark not seen in the open branch closes; its rank in this place."""
        sign = key.rpartition("@")[0]
        for index in range(len(self.stack) - 1, 0, -1):
            other, _, opened = self.stack[index]
            if sign and other.rpartition("@")[0] == sign:
                keep = index + 1 if node.indent > opened.indent else index
                del self.stack[keep:]
                if node.indent < opened.indent:
                    self._leave_numbers(node)
                return self.stack[-1][1] + 1 if keep == index + 1 else rank
        above = self.stack[-1]
        headed = sign and node.indent >= above[2].indent
        headed = headed and self.is_head(above[2].text) and not self.is_head(node.text)
        if above[2] is self.last and above[1] >= rank and (headed or self._opens_list(node, above[2])):
            return above[1] + 1
        while len(self.stack) > 1 and self.stack[-1][1] >= rank and not self._holds(node, self.stack[-1][2]):
            self.stack.pop()
        return max(rank, self.stack[-1][1] + 1)

    def _holds(self, node: Node, above: Node) -> bool:
        """Whether a title in brackets or the first of numbered parts stands in a section, whatever their marks."""
        if node.mark is None or above.mark is None or not self.is_head(above.text):
            return False
        if above.label and above.value:
            return False  # - 사업비 : 6억 원
        if node.mark.kind in {"square", "angle"}:
            return True
        first = node.mark.kind in _COUNTING and node.mark.sign in FIRST_SIGNS and above.mark.kind == "bullet"
        return first and not self.is_head(node.text) and not self._heads_sections()

    def _leave_numbers(self, node: Node) -> None:
        """Close numbered items (no section's head) that stand no further out than a bullet that came back out."""
        while len(self.stack) > 1 and self.stack[-1][1] >= LOWEST_NUMBER_RANK:
            above = self.stack[-1][2]
            if above.mark is None or above.mark.kind == "bullet" or above.indent < node.indent:
                return
            if self.is_head(above.text):
                return
            self.stack.pop()

    def _opens_list(self, node: Node, above: Node) -> bool:
        """Whether a new kind of mark stands below the line directly above: further in, or first under a head."""
        mark = node.mark
        if mark is None:
            return "(단위" in squeeze(node.text)  # the title of the table that follows, not the next head
        if mark.kind in {"head", "roman", "number"}:
            return False
        if node.indent > above.indent:
            return True
        if mark.kind == "bullet" and above.mark and above.mark.kind in _COUNTING and is_short_label(node.label):
            return True  # 2) 쉼터 조성 / - 위치 : ...
        first = mark.rank >= LOWEST_HEAD_RANK if mark.kind == "bullet" else mark.sign in FIRST_SIGNS
        told = above.label and (mark.kind != "bullet" or (above.value and node.indent < above.indent))
        return first and self.is_head(above.text) and not told

    def _is_high_number(self, mark: Mark, opened: set[str], above_squares: bool) -> bool:
        """Whether `2.` stands above the squares (□): as the first numbers do, or as the next one of those."""
        if "number-high" not in opened:
            return above_squares and "number" not in opened
        last = next(entry[2] for entry in self.stack if entry[0] == "number-high")
        numbers = last.numbers
        restarts = int(mark.sign) == 1 and not above_squares
        low = next((entry[2] for entry in self.stack if entry[0] == "number"), None)
        if low is not None and int(mark.sign) - 1 in low.numbers[-1:]:
            return (self.blank or self._heads_sections()) and int(mark.sign) == numbers[-1] + 1
        return not restarts and ("number" not in opened or int(mark.sign) == numbers[-1] + 1)

    def _heads_sections(self) -> bool:
        """Whether the line that comes next is a section's head, so that a number before it is no item of a list."""
        line = next((line for line in self.following if clean(line)), "")
        marks = read_mark(line)
        text = tidy(line[marks[-1].end :] if marks else line)
        return self.is_head(text) or (bool(marks) and marks[-1].kind == "bullet" and marks[-1].rank <= 22)

    def _key(self, node: Node) -> tuple[str, int]:
        """Class of the node's mark and how deep it usually stands in this place."""
        if len(node.marks) == 1 and node.marks[0].kind == "bullet":  # most lines
            return bullet_key(node.indent, node.marks[0].sign, node.marks[0].rank)
        marks = [mark for mark in node.marks if mark.kind != "head"]
        if len(marks) > 1 and marks[0].kind == "bullet" and marks[-1].kind == "bullet" and marks[-1].rank <= 30:
            del marks[:-1]  # `- □ 언론 보도`: the dash came with the copy
        if node.shape is Shape.TEXT or not marks:
            if node.marks:
                level = min(4, len(node.marks[0].sign))
                return f"head{level}", 5 + level
            return "known-head", 20
        mark = marks[-1]
        if self.levels_tell and node.marks[0].kind == "head":
            level = len(node.marks[0].sign)
            return f"head{level}", 5 + level
        if mark.kind == "bullet":
            signs = "".join(entry.sign for entry in marks)
            rank = mark.rank if len(marks) == 1 else max(entry.rank for entry in marks) + (0 if node.is_note else 1)
            if len(marks) > 1 and marks[0].kind != "bullet":
                return marks[0].kind, marks[0].rank
            if node.is_note and len(marks) > 1:
                signs = marks[0].sign
            return bullet_key(node.indent, signs, rank)
        opened = {entry[0] for entry in self.stack}
        above_squares = not any(
            name.startswith(("□", "■", "❏", "▣", "◆", "◇", "◈", "❖")) or name in {"known-head", "private"}
            for name in opened
        )
        if mark.kind == "number" and self._is_high_number(mark, opened, above_squares):
            return "number-high", 15
        bulleted = any("@" in name for name in opened)
        if mark.kind in _HIGH_RANKS and not bulleted and above_squares:
            return mark.kind, _HIGH_RANKS[mark.kind]
        if len(marks) > 1:
            return "".join(entry.sign if entry.kind == "bullet" else entry.kind for entry in marks), max(
                entry.rank for entry in marks
            )
        return mark.kind, mark.rank
