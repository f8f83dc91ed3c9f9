"""Where a line stands in the outline: below which open lines its mark, its words and its indent put it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mapper.layout.contents import Listings
from mapper.layout.lines import UNIT_BEHIND, Answers, is_short_label
from mapper.layout.marks import (
    Mark,
    bullet_key,
    bullets_key,
    read_mark,
)
from mapper.layout.node import LOWEST_HEAD_RANK, Node, Shape
from mapper.layout.tables import framed_text
from mapper.values.text import clean, squeeze, tidy

LINES_AHEAD = 3
PARAGRAPH_RANK = 80
LOWEST_NUMBER_RANK = 25
HIGHEST_NUMBER_RANK = 15
FIRST_SIGNS = frozenset({"1", "가", "①", "❶", "➊", "㉠", "㉮"})
_COUNTING = frozenset({"letter", "letter)", "number", "number)", "(number)", "(letter)", "circled", "circled-letter"})
_LOW_COUNTING = frozenset({"circled", "circled-letter"})  # where they number sections, parts stand below them
_HIGH_RANKS = {"letter": 16, "number)": 17, "letter)": 18, "hyphenated": 18, "(number)": 18, "(letter)": 19}
"""How deep numbers and letters stand where no bullet is open above them: they are heads there."""


class OpenNodes:
    """The stack of open nodes, each with the class of its mark and its depth; a new node finds its place on it."""

    def __init__(self, root: Node, lines: Sequence[str], is_head: Callable[[str], bool]) -> None:
        self.lines = lines
        self.stack: list[tuple[str, int, Node]] = [("root", 0, root)]
        self.is_head: Callable[[str], bool] = Answers(is_head).__getitem__
        self.last: Node | None = None
        self.blank = True
        self.place_ahead = len(lines)
        """Place of the line that comes next."""
        self.listings = Listings()
        self._below_heads: set[tuple[str, str]] = set()
        """Marks of sections' heads with each bullet that stood directly below one."""
        self.levels_tell = False
        """The levels of Markdown heads tell how deep they stand, whatever marks follow."""

    def place(self, node: Node, *, bold: bool = False) -> None:
        """Find the parent of a marked or unmarked line and open it; one wholly `bold` is a head."""
        self._end_listing(node)
        key, rank = self._key(node)
        headed = bold or self.is_head(node.text) or self.is_head(UNIT_BEHIND.sub("", node.text))
        prose = node.shape is Shape.TEXT and (not headed or self._tells_of_item(node))
        if prose:
            limit = 36 if self.blank else PARAGRAPH_RANK
            while len(self.stack) > 1 and self.stack[-1][1] > limit:
                self.stack.pop()
        else:
            for place in range(len(self.stack) - 1, -1, -1):
                if self.stack[place][0] == key:
                    rank = self.stack[place][1]
                    del self.stack[place:]
                    break
            else:
                rank = self._open_new(node, key, rank)
        node.rank = rank
        node.parent = self.stack[-1][2]
        if node.mark is not None and node.mark.kind == "bullet" and self.is_head(node.parent.text):
            self._below_heads.add((self.stack[-1][0], key))
        node.parent.children.append(node)
        if not prose:
            self.stack.append((key, rank, node))

    def close_items(self) -> None:
        """Close every open item and numbered head: a title in a box begins a section of its own."""
        while len(self.stack) > 1 and self.stack[-1][1] >= HIGHEST_NUMBER_RANK:
            self.stack.pop()
        self.last, self.blank = None, True

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
            above = self.stack[index][2]
            if not above.children:
                continue
            listing = self.listings[above]
            is_like = listing.words and listing.sign == mark.sign and listing.kind == mark.kind
            if is_like and squeeze(node.text).startswith(listing.words):
                del self.stack[index:]
                return

    def _open_new(self, node: Node, key: str, rank: int) -> int:
        """Pop what a mark not seen in the open branch closes; its rank in this place."""
        sign = key.partition("@")[0] if "@" in key else ""
        if self._leaves_parts(node, key):
            del self.stack[-2:]
            return max(rank, self.stack[-1][1] + 1)
        for index in range(len(self.stack) - 1, 0, -1) if sign else ():
            other, _, opened = self.stack[index]
            if other.startswith(f"{sign}@"):
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

    def _leaves_parts(self, node: Node, key: str) -> bool:
        """Whether a bullet goes on behind numbered parts with bullets of their own, as it follows heads elsewhere.

        `◆ 추진계획`, `① 확장`, `· 위치`, `② 신설`, `· 규모`, and then `▸ 착수`.
        """
        if len(self.stack) < 4 or node.mark is None or node.mark.kind != "bullet":
            return False
        (head, _, section), (_, _, part), (_, _, line) = self.stack[-3:]
        if part.mark is None or line.mark is None or (head, key) not in self._below_heads:
            return False
        within = part.mark.kind in _COUNTING and line.mark.kind == "bullet" and node.indent <= part.indent
        return within and self.is_head(section.text) and not any(self.is_head(one.text) for one in (part, line, node))

    def _holds(self, node: Node, above: Node) -> bool:
        """Whether a title in brackets or the first of numbered parts stands in a section, whatever their marks."""
        if node.mark is None or above.mark is None or not self.is_head(above.text):
            return False
        if above.label and above.value:
            return False  # - 사업비 : 6억 원
        kind, own = above.mark.kind, node.mark.kind
        if own in {"square", "angle"}:
            return True
        low = kind in _LOW_COUNTING and own in _HIGH_RANKS
        inside = kind == "bullet" or low or (kind in _COUNTING and kind != own and node.indent >= above.indent)
        first = inside and own in _COUNTING and node.mark.sign in FIRST_SIGNS
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
            title = UNIT_BEHIND.sub("", node.text)  # of the table that follows, not the next head
            return "(단위" in squeeze(node.text) and ":" not in title
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
        headed = any(entry[2].first > last.first and self.is_head(entry[2].text) for entry in self.stack)
        restarts = int(mark.sign) == 1 and (not above_squares or (headed and not self._heads_sections()))
        low = next((entry[2] for entry in self.stack if entry[0] == "number"), None)
        if low is not None and int(mark.sign) - 1 in low.numbers[-1:]:
            return int(mark.sign) == numbers[-1] + 1 and self._opens_like(last)
        return not restarts and ("number" not in opened or int(mark.sign) == numbers[-1] + 1)

    def _inner_rank(self, node: Node, mark: Mark) -> int:
        """How deep `1.` stands that begins again below a section's head inside a numbered title, and what goes on after

        such; 0 for other numbers.
        """
        keys = [entry[0] for entry in self.stack]
        if "number" not in keys:
            return 0
        outer = keys.index("number")
        if "number-inner" not in keys:
            heads = [rank for _, rank, above in self.stack[outer + 1 :] if self.is_head(above.text)]
            return heads[-1] + 1 if heads and mark.sign == "1" and not self._heads_sections() else 0
        _, rank, inner = self.stack[keys.index("number-inner")]
        if node.indent < inner.indent or int(mark.sign) != inner.numbers[-1] + 1:
            return 0
        title = self.stack[outer][2]
        return 0 if int(mark.sign) == title.numbers[-1] + 1 and self._opens_like(title) else rank

    def _opens_like(self, title: Node) -> bool:
        """Whether a number goes on after `title`, not after the parts in it: a blank line stands before it, or

        what follows opens a section as it did there.
        """
        first = title.children[0] if title.children else None
        if self.blank or first is None or not self.is_head(first.text):
            return self.blank or self._heads_sections()
        return squeeze(self._next()[1]) == squeeze(first.text)

    def _next(self) -> tuple[tuple[Mark, ...], str]:
        """Marks and words of the line that comes next."""
        ahead = self.lines[self.place_ahead : self.place_ahead + LINES_AHEAD]
        line = next((line for line in ahead if clean(line) and framed_text(line) != ""), "")
        marks = read_mark(line)
        return marks, tidy(line[marks[-1].end :] if marks else line)

    def _heads_sections(self) -> bool:
        """Whether the line that comes next is a section's head, so that a number before it is no item of a list."""
        marks, text = self._next()
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
            return bullets_key(node.indent, marks, note=node.is_note)
        opened = {entry[0] for entry in self.stack}
        above_squares = not any(
            name.startswith(("□", "■", "❏", "▣", "◆", "◇", "◈", "❖")) or name in {"known-head", "private"}
            for name in opened
        )
        if mark.kind == "number" and self._is_high_number(mark, opened, above_squares):
            return "number-high", 15
        if mark.kind == "number" and (inner := self._inner_rank(node, mark)):
            return "number-inner", inner
        bulleted = any("@" in name for name in opened)
        if mark.kind in _HIGH_RANKS and not bulleted and above_squares:
            return mark.kind, _HIGH_RANKS[mark.kind]
        if len(marks) > 1:
            return "".join(entry.sign if entry.kind == "bullet" else entry.kind for entry in marks), max(
                entry.rank for entry in marks
            )
        return mark.kind, mark.rank
