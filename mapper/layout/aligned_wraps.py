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
_OPENS = ("(", "및 ")
"""What begins words that go on with others."""
FILLED = 4
"""So many letters has a cell at least that fills its column."""
WRAPPED = 8
"""The name that goes on in the next line has so many letters at least."""


def without_wraps(rows: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Rows with the words that stand in lines of their own above and below them, each at the line of its figures."""
    body: list[tuple[int, list[str]]] = []
    at = 0
    widths = [max(len(squeeze(cell)) for cell in column) for column in zip(*(cells for _, cells in rows), strict=True)]
    while at < len(rows):
        ahead = [cells for _, cells in rows[at : at + 4]]
        count = _lines_of_row(ahead)
        ends = bool(body) and _goes_on(body[-1][1], ahead[0], rows[at - 1][1], widths)
        if count == 2 and ends and len(_filled(ahead[0])) == 1:
            count = 1  # nothing below the next row goes on with these words
        if count > 1:
            body.append((rows[at + 1][0], _joined(ahead[:count])))
        elif ends:
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
    ends = _filled(rest) and _filled(rest) <= begun and _go_on_as_words(rest)
    return 3 if ends and (not after or all(after[at] for at in _filled(rest))) else 2


def _begun_cells(ahead: Sequence[Sequence[str]]) -> set[int]:
    """The columns whose words begin above the line that has the rest of their row; none where the line is whole.

    The words stand alone, or beside the row's number, and the line below fills what they leave; those of several
    columns go on in the line below that.
    """
    cells, below = ahead[0], ahead[1] if len(ahead) > 1 else []
    filled, other = _filled(cells), _filled(below)
    if other and filled & other:
        return _shared_cells(cells, below)
    if not other:
        return set()
    if len(filled) == 1 and _are_words(cells):
        return filled if len(other) > 1 else set()
    whole = len(filled | other) == len(cells)
    numbered = len(filled) == 2 and cells[min(filled)].isdecimal() and _LETTER.search(cells[max(filled)])
    if numbered and whole and len(other) > 1:
        return {max(filled)}
    rest = ahead[2] if len(ahead) > 2 else []
    goes_on = _filled(rest) and _filled(rest) <= filled and _go_on_as_words(rest)
    return filled if whole and goes_on and len(filled) > 1 and _are_words(cells) else set()


def _shared_cells(cells: Sequence[str], below: Sequence[str]) -> set[int]:
    """The columns of words that go on in the line below, which fills the cells that the first line of a row leaves."""
    filled, other = _filled(cells), _filled(below)
    whole = len(filled | other) == len(cells) and 0 in filled and 0 not in other and len(filled) < len(cells)
    shared = filled & other
    words = _are_words([cells[at] for at in shared]) and _are_words([below[at] for at in shared])
    return shared if whole and words and len(filled) * 2 <= len(cells) else set()


def _filled(cells: Sequence[str]) -> set[int]:
    """The columns of a line that are not empty."""
    return {at for at, cell in enumerate(cells) if cell}


def _are_words(cells: Sequence[str]) -> bool:
    """Whether each cell of a line that is filled holds words, none a figure."""
    return all(_LETTER.search(cell) and VALUE.fullmatch(cell) is None for cell in cells if cell)


def _go_on_as_words(cells: Sequence[str]) -> bool:
    """Whether the filled cells of a line may end words above them: one holds words, a floor (3층) may stand beside."""
    filled = [cell for cell in cells if cell]
    return all(map(_LETTER.search, filled)) and not all(map(VALUE.fullmatch, filled))


def _goes_on(above: Sequence[str], cells: Sequence[str], last: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether a line only ends the words of the row above: its cells, half of them at most, go on with some of that.

    `last` is the line directly above, `widths` are the letters of the longest cell of each column. Such a line has no
    figure, unless the words above it are not at their end (`서버 62대,`) or the row above leaves nothing to fill.
    """
    filled = _filled(cells)
    if not filled or len(filled) * 2 > len(cells) or len(_filled(above)) <= len(filled):
        return False
    if any(not above[at] or BULLETED.match(cells[at]) or VALUE.fullmatch(cells[at]) for at in filled):
        return False
    rest_is_above = 0 not in filled and len(cells) > 3 and sum(not cell for cell in above) < 2
    if rest_is_above or any(_is_open(above[at]) for at in filled):
        return True
    if any(re.search(r"\d", cells[at]) for at in filled):
        return False
    going_on = [
        len(squeeze(above[at])) >= WRAPPED
        or cells[at].startswith(_OPENS)
        or (len(cells) > 2 and len(cells[at]) <= len(last[at]) and len(squeeze(last[at])) >= max(widths[at], FILLED))
        for at in filled
    ]
    return any(going_on) if 0 not in filled else all(going_on)


def _is_open(above: str) -> bool:
    """Whether the words of a cell are not at their end."""
    return above.endswith(_GOES_ON) or above.count("(") > above.count(")")
