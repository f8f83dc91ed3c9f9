"""By what a line or table shows that it belongs to a project: its sheet, its sections, its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Node
from mapper.lexicon import load
from mapper.readers.context.list_lines import (
    leading_number,
)
from mapper.readers.context.sections import find_section, heads_part
from mapper.readers.context.sheets import label_rows
from mapper.readers.context.title_series import NEAR
from mapper.values.text import squeeze

OPENERS = frozenset(load("sections")["project_openers"]["kinds"])
"""Sections with which a project begins."""
SHEET_LABELS = frozenset(str(load("sections")["project_openers"]["labels"]).split())
_NOT_TREATING = frozenset({"", "direction", "list", "contents"})
LOWEST_TITLE = 36
SQUARE_RANK = 22
"""A labelled line that stands no deeper (□, ■, ◆) speaks of the whole project."""


def treats_project(nodes: Sequence[Node], first: int, end: int) -> bool:
    """Whether an untitled start soon has a section's head, and more than the direction (기본방향) of the whole part."""
    soon = any(section_kind(node) for node in nodes[first : first + 6])
    return soon and any(section_kind(node) not in _NOT_TREATING or is_sheet_line(node) for node in nodes[first:end])


def is_sheet(node: Node) -> bool:
    """Whether a table directly below a title is the project's sheet: 사업기간, 사업비 ... among its first cells."""
    if node.table is None:
        return False
    cells = {squeeze(cell.text) for row in node.table.rows[:6] for cell in row[::2]}
    return len(cells & SHEET_LABELS) > (not label_rows(node.table))


def is_sheet_line(node: Node) -> bool:
    """Whether a line belongs to a project's sheet: 사업기간, 사업비, 위치 ..."""
    return node.table is None and squeeze(node.label) in SHEET_LABELS


def section_kind(node: Node) -> str:
    """Kind of a section that the node heads as one of the project's own parts (□ or a known head)."""
    if node.table is not None or node.rank > LOWEST_TITLE:
        return ""
    if node.rank <= SQUARE_RANK and node.label in SHEET_LABELS and re.search(r"기간|시기", node.label):
        return "period"
    kind = find_section(node.text)
    if kind == "overview" and node.label and node.value and node.parent is not None:
        return "" if find_section(node.parent.text) == kind else kind  # 건립개요 : ... below 개요
    return kind


def is_inside_section(node: Node) -> bool:
    """Whether a line stands below a head of a project's section: `- 누리집 개편` of 사업내용 repeats the title."""
    return any(find_section(above.text) and not heads_part(above) for above in node.ancestors())


def is_followed_by_section(nodes: Sequence[Node], index: int) -> bool:
    """Whether a section of a project or its sheet begins soon below a line."""
    soon = nodes[index + 1 : index + 1 + NEAR]
    return any(section_kind(item) or is_sheet(item) or is_sheet_line(item) for item in soon)


def counts_sections(nodes: Sequence[Node], index: int) -> bool:
    """Whether a number goes on counting a project's own sections: `1. 사업개요`, `2. 추진계획`, `3. 설치 대상`."""
    node = nodes[index]
    wanted = leading_number(node) - 1
    if wanted < 1 or node.mark is None:
        return False
    for before in reversed(nodes[:index]):
        if before.parent is not node.parent or before.mark is None or before.mark.kind != node.mark.kind:
            if before.parent is node.parent and before.mark is not None and before.rank < node.rank:
                return False
            continue
        if leading_number(before) != wanted:
            return False
        if wanted == 1:
            return find_section(before.text) in OPENERS and not before.label
        wanted -= 1
    return False
