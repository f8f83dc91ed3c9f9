"""Where one project begins, and what several beginnings tell of each other: titles, parts, sections without a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.layout import Node
from mapper.readers.context.list_entries import ListEntry
from mapper.readers.context.list_lines import leading_number
from mapper.readers.context.title_series import NEAR


@dataclass(slots=True)
class Start:
    """Where a project section begins: the node, the entry its title names (or -1), and its own title."""

    index: int
    entry: int
    title: str
    number: str
    title_node: Node | None
    teams: tuple[str, ...] = ()


def with_titles_above(starts: Sequence[Start], series: Sequence[Sequence[Start]], *, boxes: bool) -> list[Start]:
    """Starts of sections without a title at the title directly above them, and at the other titles of its make.

    With `boxes` a frame or a box around each line of a make is enough, also where no section begins below it, and so is
    a bullet that opens a title already found.
    """
    untitled = {start.index for start in starts if not start.title and start.entry < 0}
    found = {start.index: start for start in starts}
    for members in series:
        boxed = boxes and (_is_boxed(members[0].title_node) or _is_known(members, found))
        if not boxed and not any({start.index, start.index + 1} & untitled for start in members):
            continue
        for start in members:
            for index in {start.index, start.index + 1} & untitled:
                found.pop(index, None)
            found.setdefault(start.index, start)
    return [found[index] for index in sorted(found)]


def _is_known(members: Sequence[Start], found: dict[int, Start]) -> bool:
    """Whether one of the lines that a bullet opens is a title already."""
    marks = (start.title_node.mark for start in members if start.index in found and start.title_node is not None)
    return any(mark is not None and mark.kind == "bullet" for mark in marks)


def _is_boxed(node: Node | None) -> bool:
    """Whether a line stands in a frame or a box of its own."""
    return node is not None and (node.table is not None or any(mark.kind == "frame" for mark in node.marks))


def stand_above(titled: Sequence[Start], untitled: Sequence[Start]) -> bool:
    """Whether each section without a title begins directly below one of a series of titles."""
    titles = {start.index for start in titled}
    return bool(titled) and all(titles & set(range(start.index - NEAR, start.index + 1)) for start in untitled)


def without_parts(starts: list[Start], entries: Sequence[ListEntry]) -> list[Start]:
    """Starts without parts of projects: where all of a list is treated, a title deeper than its titles is one."""
    listed = [start.title_node.rank for start in starts if start.entry >= 0 and start.title_node is not None]
    if not entries or len(listed) < len(entries):
        return starts
    return [
        start
        for start in starts
        if start.entry >= 0 or start.title_node is None or start.title_node.rank <= max(listed)
    ]


def without_untitled(starts: list[Start], entries: Sequence[ListEntry]) -> list[Start]:
    """Starts with a title, where these are counted from 1 without a gap and leave none of the list; else all."""
    titled = [start for start in starts if start.title_node is not None]
    numbers = [leading_number(start.title_node) for start in titled if start.title_node is not None]
    whole = not entries or len({start.entry for start in titled if start.entry >= 0}) == len(entries)
    if not whole or len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return starts
    return [start for start in starts if start.entry >= 0 or start.title]


def counts_on(node: Node, starts: Sequence[Start]) -> bool:
    """Whether a line has the marks of the last title and the number after its number, wherever the outline hangs it."""
    last = starts[-1].title_node if starts else None
    kinds, number = [mark.kind for mark in node.marks], leading_number(node)
    if last is None or [mark.kind for mark in last.marks] != kinds or not number == leading_number(last) + 1 > 1:
        return False
    beside = node.parent.children if node.parent is not None else []
    between = (item for item in beside if last.first < item.first < node.first)
    return not any(
        leading_number(item) == number - 1 and [mark.kind for mark in item.marks] == kinds for item in between
    )
