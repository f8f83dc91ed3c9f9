"""Titles of projects by their company: lines of one make, each with a project's sheet or sections below it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from mapper.layout import Node
from mapper.layout.node import OPENING, Shape, split_label
from mapper.readers.context.list_lines import is_office
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
_GOES_ON = re.compile(r"(?:하여|하고|하며|하도록|써|위해|통해|으로|[를을의,·]|및)$")
"""The end of a line that goes on in the next one."""
_FIGURE = re.compile(r"\d[\d,.]*\s?(?:%|명|건|회|개|대|원|천원|백만원|억)")


def find_title_series(
    nodes: Sequence[Node], heads_sheet: Callable[[int], int], text_of: Callable[[Node], str]
) -> list[list[int]]:
    """Indices of nodes that are titles of projects, make by make, the likeliest make first.

    `heads_sheet(index)` tells how surely a project's sheet (1) or its first section (2) begins at a node,
    `text_of(node)` is what a line or a box says as a title, empty for other tables. Of several makes with more than
    one line the outermost comes first: parts of projects have sheets, too.
    """
    makes: dict[tuple[object, ...], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    bare: list[int] = []
    for index, node in enumerate(nodes):
        if _may_be_title(node, text_of):
            if node.shape is Shape.TEXT:
                bare.append(index)
            else:
                makes[make_of(node)][id(node.parent)].append(index)
    found: list[tuple[int, list[int]]] = []
    for rows in makes.values():
        headed: list[tuple[int, int]] = []
        for row in rows.values():
            headed += [(index, sure) for index in row if (sure := _sureness(nodes, index, row, heads_sheet))]
        if len(headed) < LEAST * sum(map(len, rows.values())):
            whole = {id(nodes[index].parent) for row in rows.values() if _is_headed(row, headed) for index in row}
            headed = [entry for entry in headed if id(nodes[entry[0]].parent) in whole]
        if headed:
            found.append((max(sure for _, sure in headed), sorted(index for index, _ in headed)))
    if unmarked := _unmarked_titles(nodes, bare, heads_sheet, text_of):
        found.append((2, unmarked))
    found.sort(key=lambda entry: (len(entry[1]) == 1, -entry[0], _rank_of(nodes[entry[1][0]]), entry[1][0]))
    return [members for _, members in found]


def _unmarked_titles(
    nodes: Sequence[Node], bare: Sequence[int], heads_sheet: Callable[[int], int], text_of: Callable[[Node], str]
) -> list[int]:
    """Lines without a mark that stand directly over a project's sheet, most of them over its first section or more.

    No share of all such lines tells, as prose is among them; none may come twice, as the head of a page does.
    """
    found: list[int] = []
    sure = 0
    for index in bare:
        text = text_of(nodes[index])
        if text[:1] in OPENING or _GOES_ON.search(text) or is_office(squeeze(text)):
            continue
        below = [heads_sheet(place) for place in range(index + 1, min(index + 1 + NEAR, len(nodes)))]
        if any(below[:1]) or 2 in below[:2]:
            found.append(index)
            sure += 2 in below[:2] or sum(map(bool, below)) > 1
    texts = {squeeze(nodes[index].text) for index in found}
    return found if 1 < len(found) == len(texts) and sure * 2 >= len(found) else []


def _is_headed(row: Sequence[int], headed: Sequence[tuple[int, int]]) -> bool:
    """Whether most of several lines below one line head projects."""
    held = {index for index, _ in headed} & set(row)
    return len(row) > 1 and len(held) >= LEAST * len(row)


def _rank_of(node: Node) -> int:
    """How deep a line stands; a box stands as high as a square."""
    return BOX_RANK if node.table is not None else node.rank


def _may_be_title(node: Node, text_of: Callable[[Node], str]) -> bool:
    """Whether a line has the length of a title and is no sentence, label, figure, or head of a known kind."""
    if node.table is None and node.shape is not Shape.TEXT:
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


def make_of(node: Node) -> tuple[object, ...]:
    """What the lines of one series share: the kinds of their marks, the signs of bullets and heads, their depth."""
    signs = tuple(mark.sign if mark.kind in {"bullet", "head"} else "" for mark in node.marks)
    return node.table is not None, tuple(mark.kind for mark in node.marks), signs, node.rank


def _sureness(nodes: Sequence[Node], index: int, members: Sequence[int], heads_sheet: Callable[[int], int]) -> int:
    """How surely a sheet or a section of a project begins soon below a line, before the next of its make; 0 for not."""
    stop = next((other for other in members if other > index), len(nodes))
    return max((heads_sheet(below) for below in range(index + 1, min(index + 1 + NEAR, stop))), default=0)


_NUMBER = re.compile(r"\d{1,2}(?:-\d{1,2})?|[①-⑳❶-❿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")
_TEAM = re.compile(r"[가-힣A-Za-z0-9·]{1,14}(?:팀|담당)")


def title_text(node: Node) -> str:
    """The text of a possible title: of a line, or of a box (a table of one row); empty for other tables."""
    if node.table is None:
        return node.text
    if len(node.table.rows) > 1:
        return ""
    texts = [cell.text for cell in node.table.rows[0] if cell.text]
    said = [text for text in texts if not _NUMBER.fullmatch(text)]
    if len(said) > 1 and len(said) < len(texts) and _TEAM.fullmatch(said[-1]):
        said[-1] = f"({said[-1]})"  # | 2-2 | title | team |: as brackets behind a title tell it
    return " ".join(said or [text for text in texts if "-" in text])
