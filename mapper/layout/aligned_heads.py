"""Heads of columns that only blanks part: words broken over lines, letters far apart, heads over several columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from mapper.layout.pieces import YEAR_HEAD, Piece, cells_of, nearest, overlap, pieces_of, words_joined

YEARLY = 4
"""What a column without a year costs where years stand over several columns each."""
_NOTE = re.compile(r"\([^()]{1,14}\)")


def read_heads(
    lines: Sequence[str],
    block: Sequence[int],
    printed: Sequence[Sequence[Piece]],
    columns: Sequence[tuple[int, int]],
) -> list[tuple[int, list[str]]]:
    """Rows of the header: words broken over lines put together, a head over several columns in a row of its own."""
    if not block:
        return []
    base = max(range(len(block)), key=lambda depth: (len(printed[depth]), depth))
    if base == 0 and len(block) == 2 and _divides(printed[1], printed[0], columns):
        base = 1
    names = cells_of(fewer_letters(printed[base], len(columns)), columns)
    heads = list(names)
    above: list[tuple[int, list[str]]] = []
    inside: set[int] = set()
    for depth, (index, pieces) in enumerate(zip(block, printed, strict=True)):
        if depth == base:
            continue
        row = ["" for _ in columns]
        places = columns
        if all(_NOTE.fullmatch(piece.text) for piece in pieces) and len(printed[base]) == len(columns):
            pieces = pieces_of(lines[index], wide=True)  # notes stand below their heads, whatever the rows do
            places = [(head.begin, head.end) for head in words_joined(pieces_of(lines[block[base]], wide=True))]
        if depth < base:
            pieces = _without_noted(pieces, columns, names)
            heads = [head if head == name else "" for head, name in zip(heads, names, strict=True)]
        spans = _spans(pieces, columns, heads) if depth < base else {}
        for place, piece in enumerate(pieces):
            at = nearest(piece, places)
            if place in spans:
                begin, end = spans[place]
                row[begin] = piece.text
                inside.update(range(begin, end + 1))
            else:
                names[at] = piece.text + names[at] if depth < base else names[at] + piece.text
        if any(row):
            above.append((index, row))
    for _, row in above:
        for at in range(min(inside, default=len(row)), len(row)):
            if not row[at] and at not in inside:
                row[at] = names[at]  # it heads one column, and what stands left of it does not span that
    return [*above, (block[base], names)]


def _without_noted(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]], names: list[str]) -> list[Piece]:
    """The pieces of an upper line but for those over a note, which goes on with them: 2024년 over (안)."""
    kept: list[Piece] = []
    for piece in pieces:
        at = nearest(piece, columns)
        if _NOTE.fullmatch(names[at]) and overlap(piece, columns[at]):
            names[at] = piece.text + names[at]
        else:
            kept.append(piece)
    return kept


def _divides(lower: Sequence[Piece], upper: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> bool:
    """Whether the lower of two lines heads columns that the upper one does not: it divides some of those above it."""
    above = {nearest(piece, columns) for piece in upper}
    below = {nearest(piece, columns) for piece in lower}
    return len(below) == len(lower) > 1 and bool(below - above) and len(above | below) == len(columns)


def _spans(
    pieces: Sequence[Piece], columns: Sequence[tuple[int, int]], heads: Sequence[str], *, divided: bool = False
) -> dict[int, tuple[int, int]]:
    """First and last of the columns that each piece of an upper line stands over; none where each stands over one.

    The columns with a head of their own in the base line are shared out in order, so that each piece stands over the
    middle of its own; a piece over a column without one (구분, 합계) is that column's head. Beside such pieces others
    are `divided`: what stands below them are no ends of their words, as there are more.
    """
    own = [at for at, head in enumerate(heads) if head]
    edges = (columns[own[0]][0], columns[own[-1]][1]) if own else (0, 0)
    shared = [
        place
        for place, piece in enumerate(pieces)
        if any(overlap(piece, columns[at]) for at in own) or (edges[0] <= piece.begin and piece.end <= edges[1])
    ]
    years = [at for at in own if YEAR_HEAD.match(heads[at])]
    yearly = not years and len(pieces) > 1 and all(YEAR_HEAD.match(piece.text) for piece in pieces)
    between = yearly and len(own) >= 2 * len(pieces)  # over the gaps between their columns
    if 0 < len(shared) < len(pieces) and not between:
        if any(heads[nearest(piece, columns)] for place, piece in enumerate(pieces) if place not in shared):
            return {}
        found = _spans([pieces[place] for place in shared], columns, heads, divided=True)
        return {shared[place]: span for place, span in found.items()}
    over = [[at for at in own if overlap(piece, columns[at])] for piece in pieces]
    wide = any(len(found) > 1 for found in over) or len(set(heads) - {""}) < len(own)
    led = any(
        found and set(found) <= set(years) and not YEAR_HEAD.match(piece.text)
        for piece, found in zip(pieces, over, strict=True)
    )
    if not (wide or led or between or divided) or not (all(over) or between or divided) or len(own) <= len(pieces):
        return {}
    middles = [piece.begin + piece.end for piece in pieces]
    best: tuple[float, list[tuple[int, int]]] | None = None
    for cuts in combinations(range(len(own) + 1), len(pieces) + 1):
        if divided and cuts[-1] - cuts[0] < len(own):
            continue  # each of them stands below one
        spans = [(own[begin], own[end - 1]) for begin, end in pairwise(cuts)]
        apart = sum(
            abs(columns[first][0] + columns[last][1] - middle)
            for (first, last), middle in zip(spans, middles, strict=True)
        )
        cost = apart + (len(own) - (cuts[-1] - cuts[0])) * (YEARLY if between else 1)
        if best is None or cost < best[0]:
            best = cost, spans
    return {} if best is None or all(first == last for first, last in best[1]) else dict(enumerate(best[1]))


def heads_over(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[Piece]:
    """The heads that words and lone letters (위      치) make where those over one column are one word.

    Empty where that leaves a column without a head, or puts letters over one that stand apart unevenly.
    """
    found: list[list[Piece]] = [[] for _ in columns]
    for piece in pieces:
        found[nearest(piece, columns)].append(piece)
    for over in found:
        gaps = [two.begin - one.end for one, two in pairwise(over)]
        if not over or (gaps and (max(gaps) - min(gaps) > 1 or not all(piece.is_letter for piece in over))):
            return []
    return [Piece(over[0].begin, over[-1].end, "".join(piece.text for piece in over)) for over in found]


def fewer_letters(pieces: Sequence[Piece], wanted: int) -> list[Piece]:
    """Heads whose letters that stand far apart are one word, too, where they are more than the columns: 기    능."""
    found = list(pieces)
    while len(found) > wanted:
        pairs = [at for at in range(len(found) - 1) if found[at].is_letter and found[at + 1].is_letter]
        if not pairs:
            return found
        at = min(pairs, key=lambda place: found[place + 1].begin - found[place].end)
        found[at : at + 2] = [Piece(found[at].begin, found[at + 1].end, found[at].text + found[at + 1].text)]
    return found
