"""Tables whose columns only blanks part, as `pdftotext` prints them: columns are where no row has a letter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.values.text import squeeze

_PIECE = re.compile(r"\S+(?: \S+)*")
_NAME_AND_FIGURE = re.compile(r"[^\d]*[가-힣)] [△▲-]?\d[\d,.]*")
_BULLET = re.compile(r"\s*[□■○❍●◦▪▫◇◆◈▶▷❏❖※*·•∙→⇒]\s")
_BULLETED = re.compile(r"[○❍●◦▪▫·•∙‧\-–]\s")
_HEADED = re.compile(r"\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|#{1,6}\s|\(?[가-하1-9]\d?[.)]\s)")
_CAPTION = re.compile(r"\s*[(\[<].*(?:단\s?위|기준|현재).*[)\]>]\s*")
_VALUE = re.compile(
    r"[△▲▽+-]?\(?[△▲-]?\d[\d,.]*\)?\s?(?:%p?|[가-힣㎡㎢㎞³²a-zA-Z/]{1,5})?\s?(?:\([^()]*\))?(?:\s?/\s?[\d,.]+)?|[-–—]"
)
_YEAR_HEAD = re.compile(r"['‘’]?\d{2,4}\s?(?:년도?|급|월|분기|\.)(?:\s?[가-힣]{1,4})?|[~∼]?\d{4}[~∼]?")
_NOTE = re.compile(r"\([^()]{1,14}\)")
_LETTER = re.compile(r"[가-힣]")
_DATE = re.compile(r"['‘’]?\d{2,4}\s?[.년]\s?\d{1,2}\s?[.월].*|\d{1,2}\s?월.*")
LEAST_COLUMNS = 2
MOST_HEADS = 4
"""Most lines of a header."""
CLOSE = 4
"""So many blanks part the letters of one word that is spaced out for layout."""
FAR = 8
"""So many part the two letters of a word that opens a line."""
DEEP = 14
"""A head over several columns alone in its line stands so far in at least."""
WRAPPED = 8
"""The name that goes on in the next line has so many letters at least."""
LONGEST_TABLE = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line with one blank between them; `begin` and `end` are places on the page."""

    begin: int
    end: int
    text: str

    @property
    def is_letter(self) -> bool:
        """Whether it is one letter of a word spaced out for layout."""
        return len(self.text) == 1 and _LETTER.match(self.text) is not None

    @property
    def is_value(self) -> bool:
        """Whether it is a figure, or a dash for none; years and grades head columns."""
        return _VALUE.fullmatch(self.text) is not None and _YEAR_HEAD.fullmatch(self.text) is None


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows with the index of their line, cells parted by tabs; `stop` is the index of the line after the table."""

    rows: list[tuple[int, str]]
    stop: int


def find_aligned(lines: Sequence[str], first: int) -> AlignedTable | None:
    """The table whose first line is `first`; None where none begins there."""
    if "  " not in lines[first].strip() and not _heads_columns(lines, first):
        return None
    block = _block(lines, first)
    if len(block) < 2:
        return None
    rows, last = _read_block(lines, block)
    if not rows:
        return _find_listed(lines, block)
    return AlignedTable([(index, "\t".join(cells)) for index, cells in rows], last + 1)


def pieces_of(line: str, *, wide: bool) -> list[Piece]:
    """The pieces of a line; with `wide` a letter of Hangul takes two places, as on the page."""
    found = []
    for match in _PIECE.finditer(line):
        text = match.group()
        begin, width = (_width(line[: match.start()]), _width(text)) if wide else (match.start(), len(text))
        found.append(Piece(begin, begin + width, text))
    return found


def _width(text: str) -> int:
    """Places that a text takes on the page: letters of Hangul are twice as wide as others."""
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text if sign > "ᄀ")


def _heads_columns(lines: Sequence[str], first: int) -> bool:
    """Whether a line of one piece far in heads several columns of the next line: `2025년 예산액`."""
    line = lines[first]
    text = line.strip()
    if not text or len(line) - len(line.lstrip()) < DEEP or len(text) > 20 or first + 2 >= len(lines):
        return False
    if _CAPTION.fullmatch(line) or _BULLET.match(line) or not _LETTER.search(text):
        return False
    below, data = (pieces_of(lines[first + step], wide=True) for step in (1, 2))
    return len(below) > 2 and not any(piece.is_value for piece in below) and any(piece.is_value for piece in data)


def _block(lines: Sequence[str], first: int) -> list[int]:
    """Indices of the lines from `first` on that may be rows of one table."""
    found: list[int] = []
    for index in range(first, min(len(lines), first + LONGEST_TABLE)):
        line = lines[index]
        if not line.strip() or "\t" in line or "|" in line or _CAPTION.fullmatch(line):
            break
        pieces = pieces_of(line, wide=True)
        if _BULLET.match(line) and not (found and len(pieces) == 1 and _hangs(line, lines[found[0]])):
            break
        if len(pieces) == 1 and found and (pieces[0].end - pieces[0].begin > 36 or _HEADED.match(line)):
            break
        if _HEADED.match(line) and (len(pieces) < 3 or not any(piece.is_value for piece in pieces[1:])):
            break
        found.append(index)
    return found


def _hangs(line: str, above: str) -> bool:
    """Whether a bulleted line stands under the bullet in the second column of the block's first line."""
    pieces = pieces_of(above, wide=True)
    own = pieces_of(line, wide=True)
    return len(pieces) == 2 and bool(_BULLETED.match(pieces[1].text)) and abs(own[0].begin - pieces[1].begin) < 2


def _read_block(lines: Sequence[str], block: Sequence[int]) -> tuple[list[tuple[int, list[str]]], int]:
    """Rows of a block with the index of the line of each, and that of the last line; empty where it is no table."""
    plain = [pieces_of(lines[index], wide=False) for index in block]
    heads = next((at for at, pieces in enumerate(plain) if any(piece.is_value for piece in pieces)), len(plain))
    if heads > MOST_HEADS or heads == len(plain):
        return [], 0
    best: tuple[int, list[list[Piece]], list[tuple[int, int]]] | None = None
    for wide in (True, False):
        printed = [_words_joined(pieces_of(lines[index], wide=wide)) for index in block]
        wanted = _count_columns(printed[heads:], printed[:heads])
        printed[heads:] = [_parted(pieces, wanted) for pieces in printed[heads:]]
        columns, spread = _columns(printed, wanted)
        if len(columns) >= LEAST_COLUMNS and (best is None or 3 * spread < 2 * best[0]):
            best = spread, printed, columns
    if best is None:
        return [], 0
    _, printed, columns = best
    body: list[tuple[int, list[str]]] = []
    last = block[-1]
    for index, pieces in zip(block[heads:], printed[heads:], strict=True):
        cells = _cells(pieces, columns)
        if body and _goes_on(body[-1][1], cells):
            begun = body[-1][1]
            body[-1] = body[-1][0], [" ".join(filter(None, pair)) for pair in zip(begun, cells, strict=True)]
        else:
            body.append((index, cells))
    while len(body) > 1 and sum(bool(cell) for cell in body[-1][1]) < LEAST_COLUMNS:
        last = body.pop()[0] - 1  # a line of words below the table
    if not _is_table([cells for _, cells in body], headed=bool(heads)):
        return [], 0
    return [*_header(lines, block[:heads], printed[:heads], columns), *body], last


def _count_columns(data: Sequence[Sequence[Piece]], head: Sequence[Sequence[Piece]]) -> int:
    """How many columns there are: the most cells that two lines have, else those of most rows."""
    counts = Counter(len(pieces) for pieces in (*data, *head))
    rows = Counter(len(pieces) for pieces in data)
    agreed = [count for count, lines in counts.items() if lines > 1 and rows[count]]
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


def _overlap(piece: Piece, column: tuple[int, int]) -> int:
    """How many places of the page a piece shares with a column."""
    return max(0, min(piece.end, column[1]) - max(piece.begin, column[0]))


def _nearest(piece: Piece, columns: Sequence[tuple[int, int]], first: int = 0) -> int:
    """Index of the column from `first` on that a piece stands in or nearest to."""
    middle = (piece.begin + piece.end) / 2
    return max(
        range(min(first, len(columns) - 1), len(columns)),
        key=lambda at: (_overlap(piece, columns[at]), -abs(middle - (columns[at][0] + columns[at][1]) / 2)),
    )


def _cells(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[str]:
    """The cells of a row: in their order where it has them all, else by where they stand."""
    if len(pieces) == len(columns):
        return [piece.text for piece in pieces]
    cells: list[list[str]] = [[] for _ in columns]
    at = -1
    for place, piece in enumerate(pieces):
        spare = len(columns) - at - 1 - (len(pieces) - place)  # columns that may be left out
        at = max(at, 0) if spare < 0 else _nearest(piece, columns[: at + 2 + spare], at + 1)
        cells[at].append(piece.text)
    return [" ".join(texts) for texts in cells]


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line only ends the words of the row above: it has no figure, and every cell of it goes on with one."""
    filled = [at for at, cell in enumerate(cells) if cell]
    if not filled or any(re.search(r"\d", cells[at]) for at in filled) or len(filled) * 2 > len(cells):
        return False
    if not all(above[at] for at in filled) or sum(bool(cell) for cell in above) <= len(filled):
        return False
    return all(len(squeeze(above[at])) >= WRAPPED for at in filled)


def _is_table(rows: Sequence[Sequence[str]], *, headed: bool) -> bool:
    """Whether rows are those of a table: several, each with several cells, a third of them figures."""
    full = [row for row in rows if sum(bool(cell) for cell in row) > 1]
    if len(full) * 4 < len(rows) * 3 or not full:
        return False
    rest = [cell for row in full for cell in row[1:] if cell]
    values = sum(_VALUE.fullmatch(cell) is not None for cell in rest)
    figures = sum(bool(re.search(r"\d", cell)) or cell in {"-", "–"} for cell in rest)
    if len(rows[0]) == LEAST_COLUMNS:
        dated = sum(bool(_DATE.match(row[0])) for row in full)
        return len(full) > 2 and values * 3 >= len(rest) * 2 and dated * 2 < len(full)
    if len(full) == 1:
        return headed and values * 3 >= len(rest) * 2
    return figures * 3 >= len(rest) and values > 0


def _header(
    lines: Sequence[str],
    block: Sequence[int],
    printed: Sequence[Sequence[Piece]],
    columns: Sequence[tuple[int, int]],
) -> list[tuple[int, list[str]]]:
    """Rows of the header: words broken over lines put together, a head over several columns in a row of its own."""
    if not block:
        return []
    base = max(range(len(block)), key=lambda depth: (len(printed[depth]), depth))
    names = _cells(_fewer_letters(printed[base], len(columns)), columns)
    above: list[tuple[int, list[str]]] = []
    for depth, (index, pieces) in enumerate(zip(block, printed, strict=True)):
        if depth == base:
            continue
        row = ["" for _ in columns]
        places = columns
        if all(_NOTE.fullmatch(piece.text) for piece in pieces) and len(printed[base]) == len(columns):
            pieces = pieces_of(lines[index], wide=True)  # notes stand below their heads, whatever the rows do
            places = [(head.begin, head.end) for head in _words_joined(pieces_of(lines[block[base]], wide=True))]
        for piece in pieces:
            at = _nearest(piece, places)
            span = _spanned(piece, columns, names) if depth < base else (at, at)
            if span[0] < span[1]:
                row[span[0]] = piece.text
            else:
                names[at] = piece.text + names[at] if depth < base else names[at] + piece.text
        if any(row):
            above.append((index, row))
    return [*above, (block[base], names)]


def _spanned(piece: Piece, columns: Sequence[tuple[int, int]], names: Sequence[str]) -> tuple[int, int]:
    """First and last of the columns that a head in an upper line stands over, by its middle; one for a broken word."""
    own = _nearest(piece, columns)
    if _YEAR_HEAD.match(names[own]) and not _YEAR_HEAD.match(piece.text):  # 연도별 over 2024년, 2025년
        first = last = own
        while first > 0 and _YEAR_HEAD.match(names[first - 1]):
            first -= 1
        while last + 1 < len(names) and _YEAR_HEAD.match(names[last + 1]):
            last += 1
        return first, last
    over = [at for at, column in enumerate(columns) if _overlap(piece, column)]
    if len(over) < 2 and not _YEAR_HEAD.match(piece.text):
        return own, own
    middle = (piece.begin + piece.end) / 2
    ranges = [(a, b) for a in range(own + 1) for b in range(own, len(columns)) if a < b]
    apart = {(a, b): abs((columns[a][0] + columns[b][1]) / 2 - middle) for a, b in ranges}
    near = min(apart.values(), default=0)
    return max((span for span in ranges if apart[span] <= near + CLOSE), key=lambda span: span[1] - span[0])


def _fewer_letters(pieces: Sequence[Piece], wanted: int) -> list[Piece]:
    """Heads whose letters that stand far apart are one word, too, where they are more than the columns: 기    능."""
    found = list(pieces)
    while len(found) > wanted:
        pairs = [at for at in range(len(found) - 1) if found[at].is_letter and found[at + 1].is_letter]
        if not pairs:
            return found
        at = min(pairs, key=lambda place: found[place + 1].begin - found[place].end)
        found[at : at + 2] = [Piece(found[at].begin, found[at + 1].end, found[at].text + found[at + 1].text)]
    return found


def _words_joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with the letters of words spaced out put together: `연  도  별`; `합      계` where they open the line."""
    found: list[Piece] = []
    letters = 0
    for piece in pieces:
        close = bool(found) and piece.begin - found[-1].end <= (FAR if len(found) == 1 and letters == 1 else CLOSE)
        if letters and piece.is_letter and close:
            found[-1] = Piece(found[-1].begin, piece.end, found[-1].text + piece.text)
            letters += 1
        else:
            found.append(piece)
            letters = int(piece.is_letter)
    return found


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
