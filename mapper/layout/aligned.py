"""Tables whose columns only blanks part, as `pdftotext` prints them: columns are where no row has a letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mapper.layout.aligned_heads import read_heads
from mapper.layout.pieces import VALUE, Piece, cells_of, pieces_of, words_joined
from mapper.values.text import squeeze

_NAME_AND_FIGURE = re.compile(r"[^\d]*[가-힣)] [△▲-]?\d[\d,.]*")
_BULLET = re.compile(r"\s*[□■○❍●◦▪▫◇◆◈▶▷❏❖※*·•∙→⇒‣]\s")
_BULLETED = re.compile(r"[○❍●◦▪▫·•∙‧\-–]\s")
_CONTENTS = re.compile(r"[·.…‥]{4,}")
_MARKED = re.compile(r"\s*(?:[□■○❍●◦▪▫◇◆◈▶▷❏❖※*·•∙→⇒‣-]\s|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ#]|\(?[가-하1-9]\d?[.)])")
LINES_OF_CELL = 8
"""So many lines above a bulleted one its column's first bullet stands."""
_HEADED = re.compile(r"\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|#{1,6}\s|\(?[가-하1-9]\d?[.)]\s)")
_CAPTION = re.compile(r"\s*[(\[<].*(?:단\s?위|기준|현재).*[)\]>]\s*")
_LETTER = re.compile(r"[가-힣]")
_DATE = re.compile(r"['‘’]?\d{2,4}\s?[.년]\s?\d{1,2}\s?[.월].*|\d{1,2}\s?월.*")
LEAST_COLUMNS = 2
MOST_HEADS = 4
"""Most lines of a header."""
DEEP = 14
"""A head over several columns alone in its line stands so far in at least."""
WRAPPED = 8
"""The name that goes on in the next line has so many letters at least."""
LONGEST_TABLE = 300


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows with the index of their line, cells parted by tabs; `stop` is the index of the line after the table."""

    rows: list[tuple[int, str]]
    stop: int


def find_aligned(lines: Sequence[str], first: int) -> AlignedTable | None:
    """The table whose first line is `first`; None where none begins there."""
    if "  " not in lines[first].strip() and not (_heads_columns(lines, first) or _begins_name(lines, first)):
        return None
    block = _block(lines, first)
    if len(block) < 2:
        return None
    rows, last = _read_block(lines, block)
    if not rows:
        return _find_listed(lines, block)
    return AlignedTable([(index, "\t".join(cells)) for index, cells in rows], last + 1)


def _heads_columns(lines: Sequence[str], first: int) -> bool:
    """Whether a line of one piece far in heads several columns of the next line: `2025년 예산액`."""
    line = lines[first]
    text = line.strip()
    if not text or len(line) - len(line.lstrip()) < DEEP or len(text) > 20 or first + 2 >= len(lines):
        return False
    if _CAPTION.fullmatch(line) or _BULLET.match(line) or not _LETTER.search(text):
        return False
    below = pieces_of(lines[first + 1], wide=True)
    if len(below) < 3 or any(piece.is_value for piece in below):
        return False
    rows = (pieces_of(line, wide=True) for line in lines[first + 2 : first + MOST_HEADS])
    return any(len(row) > 2 and any(piece.is_value for piece in row) for row in rows)


def _begins_name(lines: Sequence[str], first: int) -> bool:
    """Whether a line of one piece begins a name that goes on below the figures beside it, in a row of three lines."""
    if first + 2 >= len(lines) or _is_one_piece(lines[first + 1]):
        return False
    if not _LETTER.search(lines[first]) or _MARKED.match(lines[first]):
        return False
    name, row, rest = (pieces_of(lines[first + step], wide=True) for step in range(3))
    if len(name) != 1 or len(rest) != 1 or len(row) < 2 or not all(piece.is_value for piece in row[1:]):
        return False
    return row[0].begin > name[0].begin + 4 and abs(rest[0].begin - name[0].begin) < 3


def _is_one_piece(line: str) -> bool:
    """Whether nothing but single blanks parts the words of a line, or it has none (cheap)."""
    return " ".join(line.split()) == line.strip()


def _block(lines: Sequence[str], first: int) -> list[int]:
    """Indices of the lines from `first` on that may be rows of one table."""
    found: list[int] = []
    for index in range(first, min(len(lines), first + LONGEST_TABLE)):
        line = lines[index]
        if not line.strip() and found and _goes_on_below(lines, index, found):
            continue
        if not line.strip() or "\t" in line or "|" in line or _CAPTION.fullmatch(line) or _CONTENTS.search(line):
            break
        pieces = pieces_of(line, wide=True)
        hangs = any(_hangs(pieces, lines[above]) for above in found[-LINES_OF_CELL:])
        if _BULLET.match(line) and not hangs:
            break
        if len(pieces) == 1 and found and not hangs and (pieces[0].end - pieces[0].begin > 36 or _HEADED.match(line)):
            break
        if _HEADED.match(line) and (len(pieces) < 3 or not any(piece.is_value for piece in pieces[1:])):
            break
        found.append(index)
    return found


def _goes_on_below(lines: Sequence[str], blank: int, found: Sequence[int]) -> bool:
    """Whether below an empty line a row stands with as many cells as the widest line above it, three at least."""
    if blank + 1 >= len(lines) or _MARKED.match(lines[blank + 1]):
        return False
    below = words_joined(pieces_of(lines[blank + 1], wide=True))
    widest = max(len(words_joined(pieces_of(lines[index], wide=True))) for index in found)
    return len(below) == widest > 2 and any(piece.is_value for piece in below)


def _hangs(pieces: Sequence[Piece], above: str) -> bool:
    """Whether a bulleted line stands under a bullet in a further column of a line above it."""
    marked = [piece for piece in pieces_of(above, wide=True)[1:] if _BULLETED.match(piece.text)]
    own = [piece for piece in pieces_of(above, wide=True) if _BULLETED.match(piece.text)]
    return any(abs(pieces[0].begin - piece.begin) < 2 for piece in marked or own[:1] if piece.begin > 8)


def _read_block(lines: Sequence[str], block: Sequence[int]) -> tuple[list[tuple[int, list[str]]], int]:
    """Rows of a block with the index of the line of each, and that of the last line; empty where it is no table."""
    plain = [pieces_of(lines[index], wide=False) for index in block]
    heads = next((at for at, pieces in enumerate(plain) if any(piece.is_value for piece in pieces)), len(plain))
    if heads == len(plain):
        heads = _heads_of_words(plain)
    if heads > MOST_HEADS or heads == len(plain):
        return [], 0
    if heads == 1 and len(plain[0]) == 1 and _begins_name(lines, block[0]):
        heads = 0
    best: tuple[int, list[list[Piece]], list[tuple[int, int]]] | None = None
    for wide in (True, False):
        printed = [words_joined(pieces_of(lines[index], wide=wide)) for index in block]
        wanted = _count_columns(printed[heads:], printed[:heads])
        printed[heads:] = [_parted(pieces, wanted) for pieces in printed[heads:]]
        columns, spread = _columns(printed, wanted)
        if len(columns) >= LEAST_COLUMNS and (best is None or 3 * spread < 2 * best[0]):
            best = spread, printed, columns
    if best is None:
        return [], 0
    _, printed, columns = best
    rows = [(index, cells_of(pieces, columns)) for index, pieces in zip(block[heads:], printed[heads:], strict=True)]
    body = _without_wraps(rows)
    last = block[-1]
    while len(body) > 1 and sum(bool(cell) for cell in body[-1][1]) < LEAST_COLUMNS:
        last = body.pop()[0] - 1  # a line of words below the table
    if not _is_table([cells for _, cells in body], headed=bool(heads)):
        return [], 0
    return [*read_heads(lines, block[:heads], printed[:heads], columns), *body], last


def _heads_of_words(printed: Sequence[Sequence[Piece]]) -> int:
    """1 where no cell is a figure alone, but the rows below short heads have as many cells, figures in some of them."""
    head, rows = printed[0], printed[1:]
    short = len(head) > 2 and all(len(squeeze(piece.text)) <= 6 and not re.search(r"\d", piece.text) for piece in head)
    wanted = len(words_joined(head))
    alike = sum(len(row) == wanted and any(re.search(r"\d", piece.text) for piece in row) for row in rows)
    return 1 if short and alike > 1 and alike * 3 >= len(rows) * 2 else len(printed)


def _without_wraps(rows: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Rows with the words that stand in lines of their own above and below them, each at the line of its figures."""
    body: list[tuple[int, list[str]]] = []
    at = 0
    while at < len(rows):
        index, cells = rows[at]
        below = rows[at + 1][1] if at + 1 < len(rows) else []
        column = _wrapped_cell(cells, below)
        if column >= 0:
            index, words = rows[at + 1][0], [cells[column]]
            at += 2
            rest = rows[at][1] if at < len(rows) else []
            after = rows[at + 1][1] if at + 1 < len(rows) else []
            if rest and _only_cell(rest) == column and (not after or after[column]):
                words.append(rest[column])
                at += 1
            joined = [one or two for one, two in zip(cells, below, strict=True)]
            body.append((index, [*joined[:column], " ".join(words), *joined[column + 1 :]]))
            continue
        if body and _goes_on(body[-1][1], cells):
            begun = body[-1][1]
            body[-1] = body[-1][0], [" ".join(filter(None, pair)) for pair in zip(begun, cells, strict=True)]
        else:
            body.append((index, cells))
        at += 1
    return body


def _wrapped_cell(cells: Sequence[str], below: Sequence[str]) -> int:
    """The column whose words begin above the line that has the rest of their row; -1 where a line is whole.

    The words stand alone, or beside the row's number, and the line below fills what they leave.
    """
    if not below or sum(bool(cell) for cell in below) < 2:
        return -1
    column = _only_cell(cells)
    if column >= 0:
        return -1 if below[column] else column
    filled = [at for at, cell in enumerate(cells) if cell]
    numbered = len(filled) == 2 and cells[filled[0]].isdecimal() and _LETTER.search(cells[filled[1]])
    return filled[1] if numbered and all(bool(one) != bool(two) for one, two in zip(cells, below, strict=True)) else -1


def _only_cell(cells: Sequence[str]) -> int:
    """The column of the only cell of a line, which holds words; -1 for any other line."""
    filled = [at for at, cell in enumerate(cells) if cell]
    words = len(filled) == 1 and _LETTER.search(cells[filled[0]]) and VALUE.fullmatch(cells[filled[0]]) is None
    return filled[0] if words else -1


def _count_columns(data: Sequence[Sequence[Piece]], head: Sequence[Sequence[Piece]]) -> int:
    """How many columns there are: the most cells that two lines have, else those of most rows."""
    counts = Counter(len(pieces) for pieces in (*data, *head))
    rows = Counter(len(pieces) for pieces in data)
    agreed = [count for count, lines in counts.items() if lines > 1 and rows[count] and count > 1]
    return max(agreed, default=max(rows))


def _parted(pieces: list[Piece], wanted: int) -> list[Piece]:
    """Pieces of which a name and the figure behind it stand only one blank apart, parted."""
    while len(pieces) < wanted:
        at = next((place for place, piece in enumerate(pieces) if _NAME_AND_FIGURE.fullmatch(piece.text)), -1)
        if at < 0:
            return pieces
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


def _distance(piece: Piece, columns: Sequence[tuple[int, int]]) -> int:
    """Twice how far the middle of a piece is from that of the nearest column."""
    return min(abs(piece.begin + piece.end - begin - end) for begin, end in columns)


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line only ends the words of the row above: it has no figure, and every cell of it goes on with one."""
    filled = [at for at, cell in enumerate(cells) if cell]
    if not filled or any(re.search(r"\d", cells[at]) for at in filled) or len(filled) * 2 > len(cells):
        return False
    if any(_BULLETED.match(cells[at]) for at in filled):
        return False
    if not all(above[at] for at in filled) or sum(bool(cell) for cell in above) <= len(filled):
        return False
    return all(len(squeeze(above[at])) >= WRAPPED for at in filled)


def _is_table(rows: Sequence[Sequence[str]], *, headed: bool) -> bool:
    """Whether rows are those of a table: several, each with several cells, a third of them figures."""
    full = [row for row in rows if sum(bool(cell) for cell in row) > 1]
    listed = sum(any(_BULLETED.match(cell) for cell in row) for row in rows if row not in full)
    if (len(full) + listed) * 4 < len(rows) * 3 or not full:
        return False
    rest = [cell for row in full for cell in row[1:] if cell]
    values = sum(VALUE.fullmatch(cell) is not None for cell in rest)
    figures = sum(bool(re.search(r"\d", cell)) or cell in {"-", "–"} for cell in rest)
    if len(rows[0]) == LEAST_COLUMNS:
        dated = sum(bool(_DATE.match(row[0])) for row in full)
        return len(full) > 2 and values * 3 >= len(rest) * 2 and dated * 2 < len(full)
    if len(full) == 1:
        return headed and values * 3 >= len(rest) * 2
    return figures * (4 if headed else 3) >= len(rest) and (values > 0 or headed)


def _find_listed(lines: Sequence[str], block: Sequence[int]) -> AlignedTable | None:
    """Names with bulleted lines beside them (`홍보팀    ∙ 구정 홍보`) as rows of two cells; None for other lines."""
    head = pieces_of(lines[block[0]], wide=True)
    if len(head) != 2 or not _BULLETED.match(head[1].text):
        return None
    rows: list[tuple[int, list[str]]] = []
    names = 0
    for index in block:
        pieces = pieces_of(lines[index], wide=True)
        beside = pieces[-1]
        if len(pieces) > 2 or (abs(beside.begin - head[1].begin) > 1 and not (rows and beside.begin > head[1].begin)):
            break
        bulleted = _BULLETED.match(beside.text)
        if bulleted is None and len(pieces) == 1 and rows:
            rows[-1][1][1] += f" {beside.text}"
            continue
        if bulleted is None:
            break
        names += len(pieces) == 2
        rows.append((index, [pieces[0].text if len(pieces) == 2 else "", beside.text[bulleted.end() :].strip()]))
    if names < 2 or len(rows) < 3:
        return None
    return AlignedTable([(index, "\t".join(cells)) for index, cells in rows], rows[-1][0] + 1)
