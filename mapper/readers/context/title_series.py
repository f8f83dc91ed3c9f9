"""Titles of projects by their company: lines of one make, each with a project's sheet or sections below it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from mapper.layout import Node
from mapper.layout.node import Shape, split_label
from mapper.readers.context.sections import find_part, find_section
from mapper.values.text import squeeze

SHORTEST, LONGEST = 4, 45
"""Letters of a title."""
NEAR = 4
"""So many nodes below a title its sheet begins."""
LEAST = 0.75
"""Share of the lines of one make that must head a project."""
BOX_RANK = 24
LOWEST_BULLET = 36
_SENTENCE = re.compile(r"(?:[다음함됨임]\.?|[.:：])$")
_FIGURE = re.compile(r"\d[\d,.]*\s?(?:%|명|건|회|개|대|원|천원|백만원|억)")


def find_title_series(
    nodes: Sequence[Node], heads_sheet: Callable[[int], bool], text_of: Callable[[Node], str]
) -> list[list[int]]:
    """Indices of nodes that are titles of projects, make by make, the likeliest make first.

    `heads_sheet(index)` tells whether a project's sheet or one of its sections begins at a node, `text_of(node)` is
    what a line or a box says as a title, empty for other tables. Of several makes with more than one line the
    outermost comes first: parts of projects have sheets, too.
    """
    makes: dict[tuple[object, ...], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, node in enumerate(nodes):
        if _may_be_title(node, text_of):
            makes[_make_of(node)][id(node.parent)].append(index)
    found: list[list[int]] = []
    for rows in makes.values():
        followed = {
            parent: [index for index in row if _is_followed(nodes, index, row, heads_sheet)]
            for parent, row in rows.items()
        }
        whole = sum(map(len, followed.values())) >= LEAST * sum(map(len, rows.values()))
        headed = sorted(
            index
            for parent, row in rows.items()
            if whole or (len(row) > 1 and len(followed[parent]) >= LEAST * len(row))
            for index in followed[parent]
        )
        if headed:
            found.append(headed)
    return sorted(found, key=lambda members: (len(members) == 1, _rank_of(nodes[members[0]]), members[0]))


def _rank_of(node: Node) -> int:
    """How deep a line stands; a box stands as high as a square."""
    return BOX_RANK if node.table is not None else node.rank


def _may_be_title(node: Node, text_of: Callable[[Node], str]) -> bool:
    """Whether a line has the length of a title and is no sentence, label, figure, or head of a known kind."""
    if node.table is None:
        if not node.marks or node.shape is not Shape.ITEM or node.is_note:
            return False
        last = node.marks[-1]
        if last.kind in {"roman", "part"} or (last.kind == "bullet" and last.rank > LOWEST_BULLET):
            return False
    text = text_of(node)
    if (
        not SHORTEST <= len(squeeze(text)) <= LONGEST
        or split_label(text)[0]
        or _SENTENCE.search(text)
        or _FIGURE.search(text)
    ):
        return False
    return not find_section(text) and not find_part(text)


def _make_of(node: Node) -> tuple[object, ...]:
    """What the lines of one series share: the kinds of their marks, the signs of bullets and heads, their depth."""
    signs = tuple(mark.sign if mark.kind in {"bullet", "head"} else "" for mark in node.marks)
    return node.table is not None, tuple(mark.kind for mark in node.marks), signs, node.rank


def _is_followed(nodes: Sequence[Node], index: int, members: Sequence[int], heads_sheet: Callable[[int], bool]) -> bool:
    """Whether a sheet or a section of a project begins soon below a line, before the next of its make."""
    stop = next((other for other in members if other > index), len(nodes))
    return any(heads_sheet(below) for below in range(index + 1, min(index + 1 + NEAR, stop)))
