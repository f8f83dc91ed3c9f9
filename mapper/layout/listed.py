"""Lists beside names, as only blanks part them: each name stands beside, above, between or amid the lines of its list.

A row is one bullet of a list, with the name in the first row of its list; lines without a bullet go on with the one
above them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mapper.layout.aligned_blocks import MARKED, ends_tables
from mapper.layout.aligned_heads import fewer_letters
from mapper.layout.marks import ITEM_SIGNS, read_mark
from mapper.layout.pieces import Piece, cells_of, pieces_of, words_joined
from mapper.values.text import squeeze

_BULLETED = re.compile(rf"(?:[{ITEM_SIGNS}\-–]\s|[①-⑳❶-❿]\s?|ㅇ\s)")
_DIGIT = re.compile(r"\d")
_HEAD = re.compile(rf"(?![{ITEM_SIGNS}-])[^\d:：.,]+")
_BRACKETED = re.compile(r"[(（\[].*[)）\]]")
FAR_IN = 8
"""A list begins further in than this."""
APART = 2
"""So many blanks stand between a name and the list at least."""
LONGEST_NAME = 20
LONGEST_HEAD = 8
MOST_COLUMNS = 5
LINES_TO_LIST = 4
"""Within so many lines from its head the list has its first bullet."""
DEEPER = 8
"""A line below a bullet is indented so much at most."""
FULL = 6
"""A line that ends so near the margin is broken there."""
LONGEST_LIST = 200
OUTSIDE = 2


@dataclass(slots=True)
class _Line:
    """One line: what stands left of the list, what stands in it, and whether an empty line is above."""

    index: int
    names: list[Piece]
    text: str
    bulleted: bool
    parted: bool
    end: int = 0
    """Where the words of the list end on the page."""
    cells: list[str] = field(default_factory=list)
    """What stands left of the list, by columns."""

    @property
    def is_named(self) -> bool:
        """Whether a name begins beside it; brackets belong to the name above them."""
        return bool(self.cells[0]) and _BRACKETED.fullmatch(self.cells[0]) is None


@dataclass(slots=True)
class _Scan:
    """Lines of one list; `begin` is the place on the page where its bullets stand."""

    head: list[Piece]
    lines: list[_Line] = field(default_factory=list)
    begin: int = -1
    edge: int = 0
    """How far out the names stand."""
    plain: bool = False
    """The list has no bullets."""


def opens_list(lines: Sequence[str], first: int) -> bool:
    """Whether a bullet far in, alone in its line, stands above another that has a name beside it."""
    indent = len(lines[first]) - len(lines[first].lstrip())
    if indent <= FAR_IN or not _BULLETED.match(lines[first], indent):
        return False
    for text in lines[first + 1 : first + LINES_TO_LIST]:
        pieces = pieces_of(text, wide=True)
        if len(pieces) == 2 and pieces[0].begin < indent and _BULLETED.match(pieces[1].text):
            return pieces[1].begin == indent
    return False


def find_listed(lines: Sequence[str], first: int) -> tuple[list[tuple[int, list[str]]], int]:
    """Rows of the list beside names that begins at a line, and the index of its last line; no rows where none does."""
    if ends_tables(lines[first]) or (MARKED.match(lines[first]) and not opens_list(lines, first)):
        return [], 0
    if not _may_begin(pieces_of(lines[first], wide=False)):
        return [], 0
    best: _Scan | None = None
    for wide in (True, False):
        scan = _scan(lines, first, wide=wide)
        if best is None or len(scan.lines) > len(best.lines):
            best = scan
    if best is None or not best.lines:
        return [], 0
    head = best.head
    width = max(len(line.names) for line in best.lines) + 1
    if head:
        head = fewer_letters(head, width)
        if len(head) != width:
            return [], 0
    elif width > 2:
        return [], 0
    named = [line for line in best.lines if line.names]
    bullets = sum(line.bulleted for line in best.lines)
    least = 1 if head and not best.plain else 2
    if len(named) < least or bullets < max(2, len(named)) or bullets + len(named) < 4:
        return [], 0
    if not head and not any(line.bulleted for line in named):
        return [], 0
    columns = [(piece.begin, piece.end) for piece in head[:-1]] or [(0, best.begin - 1)]
    for line in best.lines:
        line.cells = cells_of(line.names, columns) if line.names else [""] * len(columns)
    rows = [row for group in _groups(best.lines) for row in _rows_of(group)]
    if head:
        rows.insert(0, (first, [piece.text for piece in head]))
    return rows, best.lines[-1].index


def _may_begin(pieces: Sequence[Piece]) -> bool:
    """Whether a line ends with a bullet, or is of short words without a figure."""
    bulleted = _BULLETED.match(pieces[-1].text) is not None
    return bulleted or (len(pieces) > 1 and all(_HEAD.fullmatch(piece.text) for piece in pieces))


def _scan(lines: Sequence[str], first: int, *, wide: bool) -> _Scan:
    """The lines of a list beside names as far as it goes, from its head or its first name on."""
    head = words_joined(pieces_of(lines[first], wide=wide))
    headed = _names_columns(head)
    scan = _Scan(head if headed else [])
    scan.begin = _first_bullet(lines, first + headed, wide=wide)
    if scan.begin < 0 and headed:
        scan.begin, scan.plain = _words_beside(lines, first, head, wide=wide), True
    if scan.begin < 0:
        return scan
    scan.edge = head[0].begin if headed else scan.begin
    parted = False
    for index in range(first + headed, min(len(lines), first + LONGEST_LIST)):
        text = lines[index]
        if not text.strip():
            if parted and index > first + 2:
                break
            parted = True
            continue
        line = None if ends_tables(text) else _read_line(pieces_of(text, wide=wide), index, scan, parted)
        if line is None:
            break
        scan.lines.append(line)
        scan.edge = min([scan.edge, *(piece.begin for piece in line.names)])
        parted = False
    if scan.plain:
        _tell_items(scan.lines)
    while scan.lines and not scan.lines[-1].text and not _is_bracketed(scan.lines[-1]):
        scan.lines.pop()  # words below the list
    return scan


def _names_columns(head: Sequence[Piece]) -> bool:
    """Whether short words without a figure stand over columns: 팀명, 주요업무."""
    return 1 < len(head) <= MOST_COLUMNS + 3 and all(
        len(squeeze(piece.text)) <= LONGEST_HEAD and _HEAD.fullmatch(piece.text) for piece in head
    )


def _first_bullet(lines: Sequence[str], first: int, *, wide: bool) -> int:
    """Where the first bullet far in stands; -1 where none does within a few lines."""
    seen = 0
    for text in lines[first : first + LINES_TO_LIST]:
        if text.strip() and ends_tables(text):
            break
        pieces = pieces_of(text, wide=wide)
        at = next((place for place, piece in enumerate(pieces) if _BULLETED.match(piece.text)), -1)
        if at >= 0:
            return pieces[at].begin if pieces[at].begin > FAR_IN and at == len(pieces) - 1 else -1
        seen += bool(pieces)
    return -1


def _words_beside(lines: Sequence[str], first: int, head: Sequence[Piece], *, wide: bool) -> int:
    """Where words without bullets stand beside names below two heads, the second of them over their middle; else -1."""
    rows = [pieces_of(text, wide=wide) for text in lines[first + 1 : first + 2 * LINES_TO_LIST]]
    beside = next((row for row in rows if len(row) == 2), None)
    if beside is None or len(fewer_letters(head, 2)) != 2 or _DIGIT.search(beside[0].text):
        return -1
    return beside[1].begin if fewer_letters(head, 2)[1].begin > beside[1].begin + APART else -1


def _tell_items(lines: Sequence[_Line]) -> None:
    """Take back that lines begin an entry of a list without bullets: those below a line that fills its column."""
    margin = max((line.end for line in lines), default=0)
    above = bool(lines and lines[0].names)
    for one, two in pairwise([line for line in lines if line.text]):
        if one.end > margin - FULL and not (two.names and above) and not two.parted:
            two.bulleted = False


def _read_line(pieces: Sequence[Piece], index: int, scan: _Scan, parted: bool) -> _Line | None:
    """One line of the list; None for a line that is none of it."""
    names = [piece for piece in pieces if piece.end + APART <= scan.begin + 1]
    rest = list(pieces[len(names) :])
    if any(piece.begin < scan.begin - 1 for piece in rest) or (rest and rest[0].begin > scan.begin + DEEPER):
        return None
    if any(not _is_name(piece) for piece in names) or (
        names and scan.edge < scan.begin and names[0].begin < scan.edge - OUTSIDE
    ):
        return None
    if len(names) == 1 and not rest and parted and not scan.lines[-1:]:
        return _Line(index, names, "", bulleted=False, parted=parted)
    mark = _BULLETED.match(rest[0].text) if rest else None
    if len(rest) > 1 or (rest and mark is None and not scan.lines and not scan.plain):
        return None
    if scan.plain and rest and (mark is not None or abs(rest[0].begin - scan.begin) > 1 or rest[0].is_value):
        return None
    text = rest[0].text[mark.end() :] if mark else rest[0].text if rest else ""
    begins = mark is not None or (scan.plain and bool(rest))
    return _Line(index, names, text.strip(), begins, parted, rest[0].end if rest else 0)


def _is_name(piece: Piece) -> bool:
    """Whether a piece may be a name or a figure beside a list: short and without a mark."""
    text = piece.text
    return len(text) <= LONGEST_NAME and not (_BULLETED.match(text) or MARKED.match(text) or read_mark(text))


def _is_bracketed(line: _Line) -> bool:
    """Whether only brackets stand beside the list: `(4명)`, which belong to the name above them."""
    return bool(line.names) and all(_BRACKETED.fullmatch(piece.text) for piece in line.names)


def _groups(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each name: those between two empty lines where these part the names, else by where names stand."""
    parts: list[list[_Line]] = []
    for line in lines:
        if line.parted or not parts:
            parts.append([])
        parts[-1].append(line)
    apart = all(any(line.is_named for line in part) and any(line.bulleted for line in part) for part in parts)
    if len(parts) < 2 or not apart:
        return _shared_out(lines)
    return [group for part in parts for group in ([part] if _is_one_name(part) else _shared_out(part))]


def _is_one_name(lines: Sequence[_Line]) -> bool:
    """Whether the names of lines between two empty ones are one over several lines: at most one is beside a bullet."""
    named = [at for at, line in enumerate(lines) if line.is_named]
    near = all(two - one == 1 for one, two in pairwise(named))
    return len(named) < 2 or (near and sum(lines[at].bulleted for at in named) < 2)


def _shared_out(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines shared out among the names in them: from each name on, or so that each stands amid its lines."""
    named = [at for at, line in enumerate(lines) if line.is_named]
    if len(named) < 2:
        return [list(lines)]
    amid, apart = _amid(lines, named)
    beside = [lines[at].bulleted for at in named]
    above = named[0] == 0 and (all(beside) or not any(beside))
    sure = apart == 0 and sum(two - one > 2 for one, two in pairwise([*amid, len(lines)])) > 2
    starts = named if above and not (sure and all(beside)) else amid
    return [list(lines[one:two]) for one, two in pairwise([*starts, len(lines)])]


def _amid(lines: Sequence[_Line], named: Sequence[int]) -> tuple[list[int], int]:
    """Where the lines of each name begin so that the names stand in the middle of them, and how far they do not.

    A list begins with a bullet, or with its name alone.
    """
    best: dict[int, tuple[int, list[int]]] = {0: (0, [])}
    for place, at in enumerate(named):
        following = named[place + 1] if place + 1 < len(named) else len(lines)
        found: dict[int, tuple[int, list[int]]] = {}
        stops = range(at + 1, following + 1) if place + 1 < len(named) else [len(lines)]
        for begin, (cost, starts) in best.items():
            for stop in stops:
                opens = stop == len(lines) or lines[stop].bulleted or (lines[stop].names and not lines[stop].text)
                if not opens or not any(line.bulleted for line in lines[begin:stop]):
                    continue
                total = cost + abs(begin + stop - 1 - 2 * at)
                if stop not in found or total < found[stop][0]:
                    found[stop] = total, [*starts, begin]
        best = found
    cost, starts = best.get(len(lines), (len(lines), list(named)))
    return starts, cost


def _rows_of(group: Sequence[_Line]) -> list[tuple[int, list[str]]]:
    """One row for each bullet of a group, the names in the first."""
    names = [" ".join(filter(None, cells)) for cells in zip(*(line.cells for line in group), strict=True)]
    rows: list[tuple[int, list[str]]] = []
    for line in group:
        if line.bulleted or (line.text and not rows):
            rows.append((line.index, [*[""] * len(names), line.text]))
        elif line.text:
            rows[-1][1][-1] += f" {line.text}"
    if not rows:
        return [(group[0].index, [*names, ""])]
    rows[0][1][: len(names)] = names
    return rows
