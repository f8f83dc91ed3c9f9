"""Tables whose columns only blanks part, as `pdftotext` prints them: columns are where no row has a letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.layout.aligned_blocks import (
    BULLETED,
    MOST_HEADS,
    begins_name,
    block_of,
    heads_columns,
    is_labelled,
    is_numbered_head,
)
from mapper.layout.aligned_heads import fewer_letters, heads_over, read_heads
from mapper.layout.aligned_wraps import without_wraps
from mapper.layout.listed import find_listed, opens_list
from mapper.layout.pieces import VALUE, YEAR_HEAD, Piece, cells_of, nearest, overlap, pieces_of, words_joined
from mapper.values.text import squeeze

_NAME_AND_FIGURE = re.compile(r"[^\d]*[가-힣)] [△▲-]?\d[\d,.]*")
_DATE = re.compile(r"['‘’]?\d{2,4}\s?[.년]\s?\d{1,2}\s?[.월].*|\d{1,2}\s?월.*")
_DIGIT = re.compile(r"\d")
_HEAD = re.compile(r"[^\d:：.,]+")
"""The head of a column of words: it is no label and no sentence."""
_ENOUGH = 4
"""Rows that tell where columns stand apart: few may do so by chance."""
LEAST_COLUMNS = 2
WIDE_GAP = 4
"""Between two columns of words a line has so many blanks at least."""
SHORT_HEAD = 8
"""Most letters of the head of a column of words."""


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows with the index of their line, cells parted by tabs; `stop` is the index of the line after the table."""

    rows: list[tuple[int, str]]
    stop: int
    heads: int = 0
    """How many of the rows name columns, where there are several of them; else the rows tell."""


def find_aligned(lines: Sequence[str], first: int) -> AlignedTable | None:
    """The table whose first line is `first`; None where none begins there."""
    opens = "  " in lines[first].strip() or heads_columns(lines, first) or begins_name(lines, first)
    if not (opens or opens_list(lines, first)) or is_numbered_head(lines[first]) or is_labelled(lines[first]):
        return None
    rows, last = find_listed(lines, first)
    heads = 0
    if not rows:
        block = block_of(lines, first)
        rows, last, heads = _read_block(_with_whole_lists(lines, block), block) if len(block) > 1 else ([], 0, 0)
    if not rows:
        return None
    return AlignedTable([(index, "\t".join(cells)) for index, cells in rows], last + 1, heads if heads > 1 else 0)


def _with_whole_lists(lines: Sequence[str], block: Sequence[int]) -> Sequence[str]:
    """The lines with the bullets of one cell put together that wide blanks part, below two heads: `팀  · 가   · 나`."""
    if len(words_joined(pieces_of(lines[block[0]], wide=True))) != LEAST_COLUMNS:
        return lines
    whole: dict[int, str] = {}
    for index in block[1:]:
        listed = pieces_of(lines[index], wide=True)[1:]
        if len(listed) > 1 and all(BULLETED.match(piece.text) for piece in listed):
            start = lines[index].index(listed[0].text)
            whole[index] = lines[index][:start] + " ".join(piece.text for piece in listed)
    return [whole.get(index, line) for index, line in enumerate(lines)] if whole else lines


def _read_block(lines: Sequence[str], block: Sequence[int]) -> tuple[list[tuple[int, list[str]]], int, int]:
    """Rows of a block with the index of the line of each, that of the last line, and the number of heads; or no row."""
    plain = [pieces_of(lines[index], wide=False) for index in block]
    heads = _count_heads(plain, block)
    figured = any(piece.is_value for pieces in plain for piece in pieces)
    worded = not figured and any(_stand_below(lines, block, wide=wide) for wide in (True, False))
    worded = worded or (not figured and _lists_beside_names(lines, block))
    if worded:
        heads = 1
    if heads > MOST_HEADS or heads == len(plain):
        return [], 0, 0
    if heads == 1 and len(plain[0]) == 1 and begins_name(lines, block[0]):
        heads = 0
    best: tuple[int, list[list[Piece]], list[tuple[int, int]]] | None = None
    for wide in (True, False):
        printed = [words_joined(pieces_of(lines[index], wide=wide)) for index in block]
        wanted = _count_columns(printed[heads:], printed[:heads])
        if heads == 1 and len(apart := _columns_apart(printed[1:], printed[0])) > wanted > LEAST_COLUMNS:
            best = 0, [_joined_over(printed[0], apart), *printed[1:]], apart
            break
        places = _columns([pieces for pieces in printed[heads:] if len(pieces) == wanted], wanted)[0]
        printed[heads:] = [_parted(pieces, wanted, places) for pieces in printed[heads:]]
        columns, spread = _columns(printed, wanted)
        if len(columns) >= LEAST_COLUMNS and (best is None or 3 * spread < 2 * best[0]):
            best = spread, printed, columns
    if best is None:
        return [], 0, 0
    _, printed, columns = best
    if heads and max(map(len, printed[:heads])) != len(columns):
        printed[heads - 1] = _heads_below(lines, block, heads, len(columns)) or printed[heads - 1]
    rows = [(index, cells_of(pieces, columns)) for index, pieces in zip(block[heads:], printed[heads:], strict=True)]
    body = without_wraps(rows)
    last = block[-1]
    while len(body) > 1 and sum(bool(cell) for cell in body[-1][1]) < LEAST_COLUMNS and not _hang(body[-2:]):
        last = body.pop()[0] - 1  # a line of words below the table
    if not worded and not _is_table([cells for _, cells in body], headed=bool(heads)):
        return [], 0, 0
    named = read_heads(lines, block[:heads], printed[:heads], columns)
    return [*named, *body], last, len(named)


def _heads_below(lines: Sequence[str], block: Sequence[int], heads: int, wanted: int) -> list[Piece]:
    """The lowest heads where the rows, not the gaps of their letters, tell which are one word; empty if they do not."""
    found: list[tuple[int, list[Piece]]] = []
    for wide in (True, False):
        rows = (words_joined(pieces_of(lines[index], wide=wide)) for index in block[heads:])
        columns = _columns([row for row in rows if len(row) == wanted], wanted)[0]
        lowest = heads_over(pieces_of(lines[block[heads - 1]], wide=wide), columns) if columns else []
        if lowest:
            found.append((sum(_distance(piece, columns) for piece in lowest), lowest))
    return min(found, key=lambda entry: entry[0])[1] if found else []


def _hang(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the second of two rows only holds a bullet below a bullet of the first."""
    (_, above), (_, cells) = rows
    return any(BULLETED.match(one) and BULLETED.match(two) for one, two in zip(above, cells, strict=True))


def _count_heads(printed: Sequence[Sequence[Piece]], block: Sequence[int]) -> int:
    """How many lines stand above the first row: those without a figure; all of them where no row has one.

    What an empty line parts from the names of the columns is none of these; long words below the names of all columns
    begin a cell of the first row that goes on beside its figures.
    """
    heads = next((at for at, pieces in enumerate(printed) if any(piece.is_value for piece in pieces)), len(printed))
    if heads == len(printed):
        return _heads_of_words(printed)
    named = max((len(words_joined(pieces)) for pieces in printed[:heads]), default=0)
    parted = next((at for at in range(1, heads) if block[at] - block[at - 1] > 1), heads)
    if any(len(words_joined(pieces)) == named > 2 for pieces in printed[:parted]):
        heads = parted
    lone = heads > 1 and len(printed[heads - 1]) == 1 and len(words_joined(printed[heads - 2])) == named > 2
    begun = lone and len(squeeze(printed[heads - 1][0].text)) > SHORT_HEAD and len(printed[heads]) < named
    return heads - 1 if begun else heads


def _heads_of_words(printed: Sequence[Sequence[Piece]]) -> int:
    """1 where no cell is a figure alone, but the rows below short heads have as many cells, figures in some of them."""
    head, rows = printed[0], printed[1:]
    short = len(head) > 2 and all(len(squeeze(piece.text)) <= 6 and not _DIGIT.search(piece.text) for piece in head)
    wanted = len(words_joined(head))
    alike = sum(len(row) == wanted and any(_DIGIT.search(piece.text) for piece in row) for row in rows)
    return 1 if short and alike > 1 and alike * 3 >= len(rows) * 2 else len(printed)


def _stand_below(lines: Sequence[str], block: Sequence[int], *, wide: bool) -> bool:
    """Whether rows of words begin each at one place below short heads: two rows of three columns, or one of four.

    What goes on with a cell in the next line begins where the cell does.
    """
    head, *rows = (words_joined(pieces_of(lines[index], wide=wide)) for index in block)
    least = 1 if len(rows) == 1 and len(rows[0]) > 3 else 2
    wanted = max((width for width, lines_of in Counter(map(len, rows)).items() if lines_of >= least), default=0)
    if wanted < 3:
        return False
    heads = fewer_letters(head, wanted)
    if len(heads) != wanted:
        heads = heads_over(pieces_of(lines[block[0]], wide=wide), _columns(rows, wanted)[0])
    if len(heads) != wanted:
        return False
    if any(len(squeeze(piece.text)) > SHORT_HEAD or not _HEAD.fullmatch(piece.text) for piece in heads):
        return False
    full = [row for row in rows if len(row) == wanted]
    begins = [min(row[at].begin for row in full) for at in range(wanted)]
    gaps = zip(*([two.begin - one.end for one, two in pairwise(row)] for row in (heads, *full)), strict=True)
    if any(max(gap) < WIDE_GAP for gap in gaps):
        return False  # prose with wide gaps
    if len(full) * 2 < len(rows) or any(BULLETED.match(piece.text) for row in rows for piece in row):
        return False
    return all(any(0 <= piece.begin - begin < 2 for begin in begins) for row in rows for piece in row) and all(
        row[at].begin - begin < 2 for row in full for at, begin in enumerate(begins)
    )


def _lists_beside_names(lines: Sequence[str], block: Sequence[int]) -> bool:
    """Whether below two heads each line is a name with a list that opens in the same place: teams and their duties."""
    head, *rows = (words_joined(pieces_of(lines[index], wide=True)) for index in block)
    if len(head) != LEAST_COLUMNS or len(rows) < LEAST_COLUMNS or any(len(row) != LEAST_COLUMNS for row in rows):
        return False
    begins = [row[1].begin for row in rows]
    named = all(len(squeeze(row[0].text)) <= SHORT_HEAD * 2 and BULLETED.match(row[1].text) for row in rows)
    return named and not any(BULLETED.match(piece.text) for piece in head) and max(begins) - min(begins) < 2


def _count_columns(data: Sequence[Sequence[Piece]], head: Sequence[Sequence[Piece]]) -> int:
    """How many columns there are: the most cells that two lines have, else those of most rows."""
    counts = Counter(len(pieces) for pieces in (*data, *head))
    rows = Counter(len(pieces) for pieces in data)
    agreed = [count for count, lines in counts.items() if lines > 1 and rows[count] and count > 1]
    return max(agreed, default=max(rows))


def _parted(printed: list[Piece], wanted: int, columns: Sequence[tuple[int, int]]) -> list[Piece]:
    """Pieces of which a name and the figure behind it stand only one blank apart, parted where that makes a row.

    Where each piece stands in a column of its own none is parted: the row leaves a cell out.
    """
    own = [[at for at, column in enumerate(columns) if overlap(piece, column)] for piece in printed]
    if all(len(found) == 1 for found in own) and len({found[0] for found in own}) == len(printed):
        return printed
    pieces = printed
    while len(pieces) < wanted:
        at = next((place for place, piece in enumerate(pieces) if _NAME_AND_FIGURE.fullmatch(piece.text)), -1)
        if at < 0:
            return printed
        piece = pieces[at]
        name, figure = piece.text.rsplit(" ", 1)
        cut = piece.end - len(figure)
        pieces = [*pieces[:at], Piece(piece.begin, cut - 1, name), Piece(cut, piece.end, figure), *pieces[at + 1 :]]
    return pieces


def _columns(printed: Sequence[Sequence[Piece]], wanted: int) -> tuple[list[tuple[int, int]], int]:
    """Begin and end of each column in the lines that have them all, and how far their cells are out of line."""
    full = [pieces for pieces in printed if len(pieces) == wanted]
    if not full:
        return [], 0
    columns: list[tuple[int, int]] = []
    spread = 0
    for at in range(wanted):
        begins, ends = [pieces[at].begin for pieces in full], [pieces[at].end for pieces in full]
        columns.append((min(begins), max(ends)))
        middles = [begin + end for begin, end in zip(begins, ends, strict=True)]
        ranges = (2 * (max(begins) - min(begins)), 2 * (max(ends) - min(ends)), max(middles) - min(middles))
        spread += min(ranges)
    for pieces in printed:
        if len(pieces) != wanted:
            spread += sum(_distance(piece, columns) for piece in pieces)
    return columns, spread


def _columns_apart(rows: Sequence[Sequence[Piece]], head: Sequence[Piece]) -> list[tuple[int, int]]:
    """Begin and end of the columns that stand apart in all rows, though no row has them all; else none.

    A second label stands beside the first in some rows and has no head, a remark behind others: `일반직  5급  1  1`,
    `공무직  30  28  비고`.
    """
    columns: list[tuple[int, int]] = []
    if len(rows) < _ENOUGH:
        return []
    for begin, end in sorted((piece.begin, piece.end) for pieces in rows for piece in pieces):
        if columns and begin < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], end)
        else:
            columns.append((begin, end))
    places = [[nearest(piece, columns) for piece in pieces] for pieces in rows]
    apart = all(len(set(found)) == len(found) < len(columns) for found in places)
    single = any(found[:2] == [0, 2] for found in places)
    labels = (piece.text for pieces in rows for piece in pieces if nearest(piece, columns) == 1)
    named = all(VALUE.fullmatch(text) is None or YEAR_HEAD.fullmatch(text) for text in labels)
    headed = {nearest(piece, columns) for piece in head}
    return columns if apart and single and named and headed == {0, *range(2, len(columns))} else []


def _joined_over(head: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[Piece]:
    """Heads of which letters far apart over one column are one word."""
    over = [[piece for piece in head if nearest(piece, columns) == at] for at in range(len(columns))]
    return [Piece(own[0].begin, own[-1].end, "".join(piece.text for piece in own)) for own in over if own]


def _distance(piece: Piece, columns: Sequence[tuple[int, int]]) -> int:
    """Twice how far the middle of a piece is from that of the nearest column."""
    return min(abs(piece.begin + piece.end - begin - end) for begin, end in columns)


def _is_table(rows: Sequence[Sequence[str]], *, headed: bool) -> bool:
    """Whether rows are those of a table: several, each with several cells, a third of them figures."""
    full = [row for row in rows if sum(bool(cell) for cell in row) > 1]
    listed = sum(any(BULLETED.match(cell) for cell in row) for row in rows if row not in full)
    if (len(full) + listed) * 4 < len(rows) * 3 or not full:
        return False
    if headed and len(full) > 1 and [row[0] for row in full] == [str(number + 1) for number in range(len(full))]:
        return True
    rest = [cell for row in full for cell in row[1:] if cell]
    values = sum(VALUE.fullmatch(cell) is not None for cell in rest)
    figures = sum(bool(_DIGIT.search(cell)) or cell in {"-", "–"} for cell in rest)
    if len(rows[0]) == LEAST_COLUMNS:
        dated = sum(bool(_DATE.match(row[0])) for row in full)
        enough = len(full) > 2 or (headed and len(full) == 2 and values == len(rest))
        return enough and values * 3 >= len(rest) * 2 and dated * 2 < len(full)
    if len(full) == 1:
        return headed and (values * 3 >= len(rest) * 2 or (values > 0 and len(rest) + 1 == len(rows[0]) > 3))
    return figures * (4 if headed else 3) >= len(rest) and (values > 0 or headed)
