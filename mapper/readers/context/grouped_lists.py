"""Lists of projects in groups: below heads that are their status, or below numbers that theirs go on with."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.layout import Node
from mapper.readers.context.list_entries import ListEntry, said_title
from mapper.readers.context.list_lines import (
    bracket_status,
    bracket_teams,
    find_status,
    leading_number,
    plain_title,
    printed_number,
    trailing_page,
)
from mapper.readers.context.sections import bare_label
from mapper.records import ProjectStatus


def grouped_entries(nodes: Sequence[Node], first: int) -> list[ListEntry]:
    """Entries of the groups that begin at `first`, most of them treated later; none where none begin there."""
    return _below_status(nodes, first) or _below_numbers(nodes, first)


def _below_status(nodes: Sequence[Node], first: int) -> list[ListEntry]:
    """Entries below heads that are their status, each treated later: `신규사업`, `1. ...`, `계속사업`, `1. ...`."""
    if _group_status(nodes[first]) is None:
        return []
    status, place = None, first
    run: list[tuple[Node, ProjectStatus | None]] = []
    while place < len(nodes) and nodes[place].table is None:
        node = nodes[place]
        if opened := _group_status(node):
            status = opened
        elif leading_number(node) and not (run and run[-1][1] is status and leading_number(node) == 1):
            run.append((node, status))
        else:
            break
        place += 1
    if run and place < len(nodes) and nodes[place].parent is run[-1][0]:
        run.pop()  # the first of the sections themselves
    if len(run) < 2:
        return []
    later = {said_title(node) for node in nodes[place - 1 :]}
    if sum(said_title(node) in later for node, _ in run) * 5 < len(run) * 3:
        return []
    return [
        ListEntry(str(leading_number(node)), plain_title(node.text), node.first, status, trailing_page(node.text))
        for node, status in run
    ]


def _below_numbers(nodes: Sequence[Node], first: int) -> list[ListEntry]:
    """Entries below numbered heads that their own numbers go on with, most treated later: `1. ...`, `1-1. ...`."""
    entries: list[ListEntry] = []
    group = ""
    place = first
    for place in range(first, len(nodes)):
        node = nodes[place]
        number = printed_number(node)
        if node.table is not None or not number or any(number == entry.number for entry in entries):
            break
        if number.isdecimal() and int(number) == int(group or 0) + 1:
            group = number
        elif group and number.startswith(f"{group}-"):
            title = plain_title(node.text)
            status, teams = bracket_status(node.text), bracket_teams(node.text)
            entries.append(ListEntry(number, title, node.first, status, trailing_page(node.text), teams))
        else:
            break
    if len(entries) < 2:
        return []
    later = {said_title(node) for node in nodes[place:]}
    treated = sum(entry.letters in later for entry in entries)
    return entries if treated * 5 >= len(entries) * 3 else []


def _group_status(node: Node) -> ProjectStatus | None:
    """The status that a head over listed projects names: 신규사업, 계속 사업(3건)."""
    return find_status(bare_label(node.text)) if node.table is None and len(node.text) <= 16 else None
