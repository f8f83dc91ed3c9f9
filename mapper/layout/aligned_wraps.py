"""Cells whose words go on above or below the line of their row, where only blanks part the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout.aligned_blocks import BULLETED
from mapper.layout.pieces import VALUE
from mapper.values.text import squeeze

_LETTER = re.compile(r"[가-힣]")
_GOES_ON = (",", "，", "·", "및", "와", "과", "의", "~", "/")
"""What ends a line that goes on in the next."""
WRAPPED = 8
"""The name that goes on in the next line has so many letters at least."""


def without_wraps(rows: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Rows with the words that stand in lines of their own above and below them, each at the line of its figures."""
    body: list[tuple[int, list[str]]] = []
    at = 0
    while at < len(rows):
        ahead = [cells for _, cells in rows[at : at + 4]]
        count = _lines_of_row(ahead)
        if count > 1:
            body.append((rows[at + 1][0], _joined(ahead[:count])))
        elif body and _goes_on(body[-1][1], ahead[0]):
            body[-1] = body[-1][0], _joined([body[-1][1], ahead[0]])
        else:
            body.append(rows[at])
        at += count
    return body


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """The words of each column of several lines."""
    return [" ".join(filter(None, cells)) for cells in zip(*lines, strict=True)]


def _lines_of_row(ahead: Sequence[Sequence[str]]) -> int:
    """How many of the lines ahead are one row whose words begin above its other cells; 1 where the first is whole.

    A line below belongs to it that goes on with those words, unless it is as likely the beginning of the next row.
    """
    begun = _begun_cells(ahead)
    if not begun:
        return 1
    if len(ahead) < 3:
        return 2
    rest, after = ahead[2], ahead[3] if len(ahead) > 3 else []
    ends = _filled(rest) and _filled(rest) <= begun and _are_words(rest)
    return 3 if ends and (not after or all(after[at] for at in _filled(rest))) else 2


def _begun_cells(ahead: Sequence[Sequence[str]]) -> set[int]:
    """The columns whose words begin above the line that has the rest of their row; none where the line is whole.

    The words stand alone, or beside the row's number, and the line below fills what they leave; those of several
    columns go on in the line below that.
    """
    cells, below = ahead[0], ahead[1] if len(ahead) > 1 else []
    filled, other = _filled(cells), _filled(below)
    if not other or filled & other:
        return set()
    if len(filled) == 1 and _are_words(cells):
        return filled if len(other) > 1 else set()
    whole = len(filled | other) == len(cells)
    numbered = len(filled) == 2 and cells[min(filled)].isdecimal() and _LETTER.search(cells[max(filled)])
    if numbered and whole and len(other) > 1:
        return {max(filled)}
    rest = ahead[2] if len(ahead) > 2 else []
    goes_on = _filled(rest) and _filled(rest) <= filled and _are_words(rest)
    return filled if whole and goes_on and len(filled) > 1 and _are_words(cells) else set()


def _filled(cells: Sequence[str]) -> set[int]:
    """The columns of a line that are not empty."""
    return {at for at, cell in enumerate(cells) if cell}


def _are_words(cells: Sequence[str]) -> bool:
    """Whether each cell of a line that is filled holds words, none a figure."""
    return all(_LETTER.search(cell) and VALUE.fullmatch(cell) is None for cell in cells if cell)


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line only ends the words of the row above: every cell of it goes on with one, half of them at most.

    It has no figure, unless the words above it are not at their end: `서버 62대,`.
    """
    filled = _filled(cells)
    if not filled or len(filled) * 2 > len(cells) or len(_filled(above)) <= len(filled):
        return False
    return not any(BULLETED.match(cells[at]) for at in filled) and all(
        _cell_goes_on(above[at], cells[at]) for at in filled
    )


def _cell_goes_on(above: str, cell: str) -> bool:
    """Whether the words of a cell go on with those above it."""
    if not above or VALUE.fullmatch(cell) is not None:
        return False
    if above.endswith(_GOES_ON) or above.count("(") > above.count(")"):
        return True
    return not re.search(r"\d", cell) and (len(squeeze(above)) >= WRAPPED or cell.startswith("("))
