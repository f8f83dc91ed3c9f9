"""Where the sections of projects begin: titles that are printed, boxed or counted, and sections without any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from mapper.layout import Node
from mapper.layout.marks import BULLET_RANKS
from mapper.layout.node import Shape
from mapper.readers.context.list_entries import ListEntry, said_title
from mapper.readers.context.list_lines import (
    bracket_status,
    bracket_teams,
    leading_number,
    plain_number,
    plain_title,
    printed_number,
)
from mapper.readers.context.project_lists import ALIKE
from mapper.readers.context.project_signs import (
    LOWEST_TITLE,
    OPENERS,
    SHEET_LABELS,
    SQUARE_RANK,
    counts_sections,
    is_followed_by_section,
    is_inside_section,
    is_sheet,
    is_sheet_line,
    section_kind,
    treats_project,
)
from mapper.readers.context.sections import bare_label, find_part, find_section, heads_part
from mapper.readers.context.starts import (
    Start,
    counts_on,
    stand_above,
    with_titles_above,
    without_parts,
    without_untitled,
)
from mapper.readers.context.title_series import find_title_series, title_text
from mapper.values.text import squeeze

_SQUARES = frozenset(sign for sign, rank in BULLET_RANKS.items() if rank == 20)
_OWN = frozenset({"content", "plan", "result", "effect"})
"""Sections of a project that none of its parts has."""
_DATED = re.compile(r"[(\[]?['‘’`]?\d")
"""A line that opens with a date or number: a step of the section before."""
_BARE_TASK = re.compile(r"(?:과제|사업|업무|시책)\d{1,2}(?:-\d{1,2})?[.)]?")
_TITLE_MARKS = frozenset({"head", "number", "bare-number", "hyphenated", "sub-roman", "part"})
LONGEST_TITLE = 45
LOWEST_NUMBER = 27
SAME_NUMBER = 55
"""Least likeness of a title to that of the list with the same number, which comes next."""


def find_starts(nodes: Sequence[Node], entries: Sequence[ListEntry], listing: set[int]) -> list[Start]:
    """Every place where a project section begins, in order; `entries` and `listing` as `read_project_list` has them."""
    starts = without_parts(_section_starts(nodes, entries, listing), entries)
    titled = sum(bool(start.title) or start.entry >= 0 for start in starts)
    if entries and titled >= len(entries):
        return starts
    series = _series_starts(nodes, entries, listing)
    best = series[0] if series else []
    if len(best) > 1 and len(best) >= 2 * titled and stand_above(best, starts):
        return best
    return without_untitled(with_titles_above(starts, series, boxes=not entries), entries)


def _section_starts(nodes: Sequence[Node], entries: Sequence[ListEntry], listing: set[int]) -> list[Start]:
    """Starts at titles of the list, at numbered and boxed titles, and at sections that open an untitled project."""
    after = max((entry.line for entry in entries), default=0)
    first_list = min((entry.line for entry in entries), default=0)
    starts: list[Start] = []
    seen: set[str] = set()
    closed = False
    titled_open = False
    body = not entries
    opener_rank = 0
    printed = _titles_are_printed(nodes, entries)
    for index, node in enumerate(nodes):
        if id(node) in listing:
            body = body or node.last >= after
            seen, closed, titled_open = set(), True, False
            continue
        if node.first <= first_list:
            continue
        part = heads_part(node) if node.table is None else ""
        if part and not (part == "other" and _entry_of(node, entries, starts) >= 0):
            body = part in {"plans", "results", "other"} or body
            seen, closed, titled_open = set(), True, False
            if part in {"general", "vision"}:
                body = False
            elif part == "issues":
                body = True
            continue
        if not body:
            continue
        start = _titled_start(nodes, index, entries, starts)
        if start is not None:
            starts.append(start)
            seen, closed, titled_open = set(), False, True
            continue
        kind = section_kind(node)
        if not kind:
            continue
        ended = closed and not printed and kind in {"overview", "need"}
        opens = kind in OPENERS or (kind == "period" and (not seen or node.rank <= opener_rank))
        if opens and (kind in seen or ended or not starts) and not (titled_open and not seen):
            starts.append(Start(_objective(nodes, index, listing), -1, "", "", None))
            seen, closed, opener_rank = set(), False, node.rank
        titled_open = False
        if opens and not seen:
            opener_rank = node.rank
        seen.add(kind)
        closed = closed or (kind == "budget" and bool(seen & OPENERS) and node.rank <= opener_rank)
    starts = [*_numbered_before(nodes, starts), *starts]
    starts = without_untitled(starts, entries)
    ends = [*(start.index for start in starts[1:]), len(nodes)][: len(starts)]
    return [
        start
        for start, end in zip(starts, ends, strict=True)
        if start.entry >= 0 or start.title or treats_project(nodes, start.index, end)
    ]


def _series_starts(nodes: Sequence[Node], entries: Sequence[ListEntry], listing: set[int]) -> list[list[Start]]:
    """Starts at lines of one make that each have a project's sheet below them, make by make, the likeliest first."""

    def heads_sheet(index: int) -> int:
        node = outside[index]
        kind = find_section(node.text) if node.table is None else ""
        if kind in OPENERS and not node.label:
            return 2
        return int(kind in {*OPENERS, "content", "budget"} or is_sheet(node) or is_sheet_line(node))

    def text_of(node: Node) -> str:
        title = plain_title(title_text(node))
        if node.table is not None:
            filled = [cell.text for cell in node.table.rows[0] if cell.text]
            if len(filled) > 1 + plain_number(filled[0]).isdigit():
                return ""
        return "" if squeeze(title) in SHEET_LABELS else title

    outside = [node for node in nodes if id(node) not in listing]
    places = {id(node): index for index, node in enumerate(nodes)}
    series: list[list[Start]] = []
    for members in find_title_series(outside, heads_sheet, text_of):
        starts: list[Start] = []
        for node in (outside[index] for index in members):
            title = title_text(node)
            entry = _entry_of(node, entries, starts)
            number = "" if entry >= 0 else printed_number(node)
            starts.append(Start(places[id(node)], entry, plain_title(title), number, node, bracket_teams(title)))
        bare = members and outside[members[0]].shape is Shape.TEXT
        listed = sum(start.entry >= 0 for start in starts)
        if not entries or (listed * 2 >= len(starts) if bare else listed):
            series.append(starts)  # beside a list titles say what it says
    return series


def _numbered_before(nodes: Sequence[Node], starts: Sequence[Start]) -> list[Start]:
    """Titles before the first one found that its number counts on: `1.` and `2.` where `3.` opens a project."""
    first = starts[0].title_node if starts and starts[0].entry < 0 else None
    if first is None or first.mark is None or leading_number(first) < 2:
        return []
    found: list[Start] = []
    wanted = leading_number(first) - 1
    for index in range(starts[0].index - 1, -1, -1):
        node = nodes[index]
        if not wanted or (node.parent is first.parent and node.rank < first.rank):
            break
        same = node.parent is first.parent and node.mark is not None and node.mark.kind == first.mark.kind
        if not (same and node.children and leading_number(node) == wanted):
            continue
        title = title_text(node)
        if find_section(title) or find_part(title):
            break
        found.append(Start(index, -1, plain_title(title), printed_number(node), node, bracket_teams(title)))
        wanted -= 1
    return [] if wanted else found[::-1]


def _titles_are_printed(nodes: Sequence[Node], entries: Sequence[ListEntry]) -> bool:
    """Whether most titles of the list stand over their sections, too."""
    if not entries:
        return False
    lines = {entry.line for entry in entries}
    texts = [
        said_title(node)
        for node in nodes
        if node.first not in lines and (node.table is None or len(node.table.rows) == 1) and len(node.text) < 60
    ]
    printed = [text for text in texts if text]
    repeated = [
        entry
        for entry in entries
        if process.extractOne(entry.letters, printed, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
    ]
    return len(repeated) * 5 >= len(entries) * 3


def _entry_of(node: Node, entries: Sequence[ListEntry], starts: Sequence[Start]) -> int:
    """Index of the list entry whose title the node prints; -1 if none."""
    if not entries:
        return -1
    used = {start.entry for start in starts}
    left = [index for index, entry in enumerate(entries) if index not in used and node.first > entry.line]
    if not left:
        return -1
    if numbers := [index for index in left if len(entries[index].number) > 2]:
        number = squeeze(title_text(node)).strip(".")
        for index in numbers:
            if number == entries[index].number:
                return index  # `3-3`: the title itself was a picture
    text = said_title(node)
    if len(text) < 4:
        return -1
    titles = {index: entries[index].letters for index in left}
    found = process.extractOne(text, titles, scorer=fuzz.ratio)
    best, likeness = (found[2], found[1]) if found is not None and found[1] > 0 else (-1, 0.0)
    shortened = (
        best >= 0
        and len(text) > 9
        and (entries[best].letters.startswith(text) or text.startswith(entries[best].letters))
    )
    counted = best >= 0 and likeness >= SAME_NUMBER and printed_number(node) == entries[best].number != ""
    return best if likeness >= ALIKE or shortened or (counted and _is_next(best, used)) else -1


def _is_next(entry: int, used: set[int]) -> bool:
    """Whether an entry of the list is the one after those already treated."""
    return entry == max(used, default=-1) + 1


def _titled_start(
    nodes: Sequence[Node], index: int, entries: Sequence[ListEntry], starts: Sequence[Start]
) -> Start | None:
    """A start with a printed title: one of the list's, or one that a section follows at once."""
    node = nodes[index]
    if node.table is not None and len(node.table.rows) > 1:
        return None
    low = node.rank > LOWEST_TITLE and node.table is None and node.shape is not Shape.TEXT
    if node.shape is Shape.CAPTION or (low and (not entries or is_inside_section(node))):
        return None
    below = nodes[index + 1] if index + 1 < len(nodes) else None
    if below is not None and below.shape is Shape.TEXT and _BARE_TASK.fullmatch(squeeze(node.text)):
        entry = _entry_of(below, entries, starts)  # 과제 5, its title in the next line
        if entry >= 0:
            return Start(index + 1, entry, title_text(below), "", below, bracket_teams(title_text(below)))
    entry = _entry_of(node, entries, starts)
    title = title_text(node)
    if low and (entry < 0 or not is_followed_by_section(nodes, index)):
        return None
    if entry >= 0 and not find_section(title):
        return Start(index, entry, title, "", node, bracket_teams(title))
    if find_section(title) or find_part(title) or counts_sections(nodes, index):
        return None
    numbered = leading_number(node)
    if any(other.number.startswith(f"{numbered}-") for other in entries):
        return None  # 중점과제 1 over 1-1 and 1-2
    headed = node.table is not None or any(mark.kind in _TITLE_MARKS for mark in node.marks)
    if _is_boxed_title(node, entries, starts) or _heads_sheet(nodes, index, entries, starts):
        number = printed_number(node)
        return Start(index, -1, plain_title(title), number, node, bracket_teams(title))
    deep = node.rank > LOWEST_NUMBER and not any(mark.kind == "head" for mark in node.marks)
    counted = counts_on(node, starts)
    if (
        not numbered
        or not (headed or counted)
        or (deep and not counted)
        or len(squeeze(plain_title(title))) > LONGEST_TITLE
    ):
        return None
    opened = [item for item in nodes[index + 1 : index + 5] if item.table is None]
    opened_at = nodes[starts[-1].index].first if starts else 0
    inside = any(
        find_section(above.text) and not heads_part(above) for above in node.ancestors() if above.first >= opened_at
    )
    opens = any(section_kind(item) in OPENERS or item.label in SHEET_LABELS for item in opened)
    opens = opens or (index + 1 < len(nodes) and is_sheet(nodes[index + 1]))
    if (inside and (entries or not (counted and opens))) or not (opens or _goes_on(node, starts)):
        return None
    return Start(index, -1, plain_title(title), printed_number(node), node, bracket_teams(title))


def _goes_on(node: Node, starts: Sequence[Start]) -> bool:
    """Whether a number is the next one after that of the last title, with the same mark at the same depth."""
    last = starts[-1].title_node if starts else None
    if last is None or last.mark is None or node.mark is None or last.parent is not node.parent:
        return False
    same = (last.mark.kind, last.rank) == (node.mark.kind, node.rank)
    return same and leading_number(node) == leading_number(last) + 1 > 1


def _is_boxed_title(node: Node, entries: Sequence[ListEntry], starts: Sequence[Start]) -> bool:
    """Whether a square (□, ❏) opens a project: no list, no number and no untitled section tells of projects here,

    and a line of a project's sheet (사업기간, 사업비 ...) stands directly below it. A title that ends with its status,
    `◇ 숲길 조성(계속)`, or has heads of sections below its sheet opens one also after others.
    """
    if node.mark is None or not node.children or len(squeeze(node.text)) > LONGEST_TITLE or node.label:
        return False
    headed = any(
        below.table is None and find_section(below.text) in _OWN and not below.label for below in node.children
    )
    told = node.rank <= SQUARE_RANK and (headed or bracket_status(node.text) is not None)
    if entries or (not told and any(start.number or not start.title for start in starts)):
        return False
    first = node.children[0]
    is_sheet = is_sheet_line(first) or (first.table is None and find_section(first.text) == "overview")
    return is_sheet and (told or node.mark.sign in _SQUARES)


def _heads_sheet(nodes: Sequence[Node], index: int, entries: Sequence[ListEntry], starts: Sequence[Start]) -> bool:
    """Whether an item with a number or letter below the head 주요업무 opens a project: its sheet stands below it."""
    node = nodes[index]
    above = node.parent
    if entries or above is None or above.table is not None or not node.children or node.label or node.mark is None:
        return False
    if node.mark.kind == "bullet" or len(squeeze(node.text)) > LONGEST_TITLE:
        return False
    last = next((start for start in reversed(starts) if start.title or treats_project(nodes, start.index, index)), None)
    if last is not None and (last.title_node is None or last.title_node.parent is not above):
        return False
    return (heads_part(above) == "plans" or find_section(above.text) == "list") and is_sheet_line(node.children[0])


def _objective(nodes: Sequence[Node], index: int, listing: set[int]) -> int:
    """The first of the lines of purpose (prose, ❖) that stand directly before a section's first head."""
    first = index
    while first > 0:
        node = nodes[first - 1]
        if node.table is not None or id(node) in listing or find_section(node.text) or heads_part(node):
            break
        if not (node.shape is Shape.TEXT or any(mark.sign in "❖◈◇◆" for mark in node.marks)):
            break
        if len(squeeze(node.text)) < 12 or _DATED.match(node.text):
            break
        if re.search(r"[:：]", node.text) or bare_label(node.text) == "":
            break
        first -= 1
    return first
