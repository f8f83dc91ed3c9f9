"""Which lines may be rows of one table whose columns only blanks part: where it begins, and what ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mapper.layout.aligned_heads import fewer_letters
from mapper.layout.marks import ITEM_SIGNS, read_mark
from mapper.layout.pieces import Piece, nearest, overlap, pieces_of, words_joined
from mapper.values.text import ORDINALS, squeeze

BULLETED = re.compile(rf"[{ITEM_SIGNS}\-–]\s")
"""A cell that opens with a bullet."""
MARKED = re.compile(rf"\s*(?:[{ITEM_SIGNS}※*→⇒-]\s|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ#]|\(?[{ORDINALS}1-9]\d?[.)])")
_BULLET = re.compile(rf"\s*[{ITEM_SIGNS}※*→⇒]\s")
_HEADED = re.compile(rf"\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|#{{1,6}}\s|\(?[{ORDINALS}1-9]\d?[.)]\s)")
_FRAMED = re.compile(r"[<〈《\[【〔＜]\s?[^<>〈〉《》\[\]【】〔〕＜＞]{4,}\s?[>〉》\]】〕＞]")
_TITLE_NUMBERS = frozenset({"number", "hyphenated", "sub-roman", "part"})
_CAPTION = re.compile(r"\s*[(\[<].*(?:단\s?위|기준|현재).*[)\]>]\s*")
_CONTENTS = re.compile(r"[·.…‥]{4,}")
_PAGE = re.compile(r"\s*[-–—―ㅡ]\s?\d{1,4}\s?[-–—―ㅡ]\s*")
_LABELLED = re.compile(
    rf"\s*(?:[{ITEM_SIGNS}∙▸\-–]|[{ORDINALS}][.)]|\d{{1,2}}[.)]|[①-⑳])\s*[가-힣](?:\s*[가-힣]){{1,9}}\s*[:：]\s"
)
_NUMBERED_HEAD = re.compile(r"\s*\d{1,2}\s+(?=\S).*[가-힣]{2}")
_SENTENCE = re.compile(r".*[가-힣]{4}.*[다함음임됨]\.\s*")
_LONE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_NUMBER = re.compile(r"\d{1,3}")
_LETTER = re.compile(r"[가-힣]")
_STATUS = re.compile(r"\s?[(\[<【〔][^()\[\]<>【】〔〕]{1,12}[)\]>】〕]$")
"""The status or the team behind a title."""
_TEAM = re.compile(r"[\[【〔]\s?[가-힣A-Za-z0-9·, ]{1,14}(?:팀|담당|과)\s?[\]】〕]")
"""The team of a project in brackets at the end of its title."""
LEAST_TITLE = 6
MOST_HEADS = 4
"""Most lines of a header."""
DEEP = 14
"""A head over several columns alone in its line stands so far in at least."""
LINES_OF_CELL = 8
"""So many lines above a bulleted one its column's first bullet stands."""
LONGEST_TABLE = 300
LONGEST_HEAD = 10
"""Letters of a column's head."""
LONGEST_WORDS = 36
"""Places on the page of the longest words that stand alone below a row and may go on with it."""
LINES_OF_ROW = 5
"""Most lines of a row whose cells are wrapped."""


def ends_tables(line: str) -> bool:
    """Whether no table whose columns blanks part goes on over a line: it has cells of its own, or is none of its rows.

    The number of a page, a caption, a line of contents and an empty line are none.
    """
    apart = not line.strip() or "\t" in line or "|" in line
    return bool(apart or _CAPTION.fullmatch(line) or _CONTENTS.search(line) or _PAGE.fullmatch(line))


def is_labelled(line: str) -> bool:
    """Whether a marked line has a label and a colon, its letters far apart perhaps: `나. 인   력 : 정원 27명`."""
    return _LABELLED.match(line) is not None


def heads_columns(lines: Sequence[str], first: int) -> bool:
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


def begins_name(lines: Sequence[str], first: int) -> bool:
    """Whether a line of one piece begins a name that goes on below the figures beside it, in a row of three lines."""
    if first + 2 >= len(lines) or not _LETTER.search(lines[first]) or MARKED.match(lines[first]):
        return False
    if "  " not in lines[first + 1].strip():
        return False
    name, row, rest = (pieces_of(lines[first + step], wide=True) for step in range(3))
    if len(name) != 1 or len(rest) != 1 or len(row) < 2 or not all(piece.is_value for piece in row[1:]):
        return False
    return row[0].begin > name[0].begin + 4 and abs(rest[0].begin - name[0].begin) < 3


def block_of(lines: Sequence[str], first: int) -> list[int]:
    """Indices of the lines from `first` on that may be rows of one table."""
    found: list[int] = []
    for index in range(first, min(len(lines), first + LONGEST_TABLE)):
        line = lines[index]
        if not line.strip() and found and _goes_on_below(lines, index, found):
            continue
        if ends_tables(line) or (found and (_heads_section(lines, index, found) or _heads_table(lines, index, found))):
            break
        pieces = pieces_of(line, wide=True)
        hangs = any(_hangs(pieces, lines[above]) for above in found[-LINES_OF_CELL:])
        if _BULLET.match(line) and not hangs:
            break
        headed = _is_headed(lines, index, found)
        if len(pieces) == 1 and found and not hangs and (headed or _is_prose(pieces[0], lines, found)):
            break
        if headed and not _is_numbered_row(pieces, lines[first]):
            break
        found.append(index)
    return found


def _is_headed(lines: Sequence[str], index: int, found: Sequence[int]) -> bool:
    """Whether a line opens as heads do: with a numeral, or with the number of a title directly before its words.

    Below rows a circled number that opens none of them does, and so does a frame; neither stands beside a figure.
    """
    line = lines[index]
    if _HEADED.match(line):
        return True
    marks = read_mark(line)
    pieces = pieces_of(line, wide=True)
    if marks and marks[-1].kind in _TITLE_NUMBERS:
        number = line[: marks[-1].end].strip()
        return len(number) < len(pieces[0].text) or _LETTER.match(number) is not None  # 과제 5   title
    if len(pieces) > 2 or len(found) < 2 or any(piece.is_value for piece in pieces):
        return False
    if marks and marks[-1].kind == "circled":
        opened = (read_mark(lines[row]) for row in found)
        return not any(above and above[-1].kind == "circled" for above in opened)
    return _FRAMED.fullmatch(pieces[0].text) is not None


def _is_prose(piece: Piece, lines: Sequence[str], found: Sequence[int]) -> bool:
    """Whether the only words of a line are too long for a cell, unless they begin where a further column does."""
    if piece.end - piece.begin <= LONGEST_WORDS:
        return False
    return not any(
        abs(other.begin - piece.begin) < 2 for row in found for other in pieces_of(lines[row], wide=True)[1:]
    )


def _is_numbered_row(pieces: Sequence[Piece], head: str) -> bool:
    """Whether a line that opens with a numeral is a row: a figure stands in it, or as many cells as there are heads."""
    if len(pieces) < 3:
        return False
    heads = words_joined(pieces_of(head, wide=True))
    return any(piece.is_value for piece in pieces[1:]) or len(words_joined(pieces)) in {len(heads), len(heads) + 1}


def _goes_on_below(lines: Sequence[str], blank: int, found: Sequence[int]) -> bool:
    """Whether below an empty line a row stands that has a figure and fills the columns of the widest line above it.

    The row may be of several lines, as words above and below its figures fill its cells.
    """
    widest = max((words_joined(pieces_of(lines[index], wide=True)) for index in found), key=len)
    row = list(_lines_below(lines, blank))
    if len(widest) < 3 or not row or MARKED.match(lines[row[0]]) or is_numbered_head(lines[row[0]]):
        return False
    printed = [words_joined(pieces_of(lines[index], wide=True)) for index in row]
    if _names_columns(printed[0]):
        return False
    full = next((pieces for at, pieces in enumerate(printed) if at < 3 and len(pieces) == len(widest)), None)
    if full is not None:
        return any(piece.is_value for piece in full)
    if len(row) < 2 or not any(piece.is_value for pieces in printed for piece in pieces):
        return False
    columns = [(piece.begin, piece.end) for piece in widest]
    return len({nearest(piece, columns) for pieces in printed for piece in pieces}) == len(columns)


def _lines_below(lines: Sequence[str], blank: int) -> Iterator[int]:
    """The lines directly below an empty one up to the next."""
    for index in range(blank + 1, min(len(lines), blank + 1 + LINES_OF_ROW)):
        if ends_tables(lines[index]):
            return
        yield index


def _hangs(pieces: Sequence[Piece], above: str) -> bool:
    """Whether a bulleted line stands under a bullet in a further column of a line above it."""
    marked = [piece for piece in pieces_of(above, wide=True)[1:] if BULLETED.match(piece.text)]
    own = [piece for piece in pieces_of(above, wide=True) if BULLETED.match(piece.text)]
    return any(abs(pieces[0].begin - piece.begin) < 2 for piece in marked or own[:1] if piece.begin > 8)


def _heads_section(lines: Sequence[str], index: int, found: Sequence[int]) -> bool:
    """Whether a line below rows heads something new: a bare number and words, or words alone over other heads.

    Either stands further out than the rows; a bare number beside rows that have none need not.
    """
    line = lines[index]
    pieces = pieces_of(line, wide=True)
    if _LONE_NUMBER.fullmatch(line):
        below = pieces_of(lines[index + 1], wide=True) if index + 1 < len(lines) else []
        return not any(piece.is_value for piece in below)  # of a page
    if len(pieces) == 3 and _NUMBER.fullmatch(pieces[0].text) and _TEAM.fullmatch(pieces[2].text):
        return True
    named = pieces[1:] if _NUMBER.fullmatch(pieces[0].text) else pieces
    if 0 < len(named) < 3 and len(named) < len(pieces) and _says_cell(named, lines, found):
        return True  # a title of the list again, behind its number
    if len(pieces) > 2 or _stands_in_column(pieces[0], lines, found):
        return False
    edge = min(_begin(lines[row]) for row in found)
    if is_numbered_head(line):
        return not _counts_on(lines, index, found) and (_begin(line) < edge or _has_rows(lines, found))
    if len(pieces) == 1 and _begin(line) <= edge and _SENTENCE.fullmatch(line):
        return True
    if _says_cell(pieces, lines, found):
        return True
    if len(pieces) > 1 or not _LETTER.search(line) or _begin(line) >= edge:
        return False
    following = next((below for below in lines[index + 1 : index + 3] if below.strip()), "")
    return _names_columns(words_joined(pieces_of(following, wide=True)))


def _stands_in_column(number: Piece, lines: Sequence[str], found: Sequence[int]) -> bool:
    """Whether a bare number stands under a figure of the rows above, far from the words that open them."""
    if not _NUMBER.fullmatch(number.text):
        return False
    rows = [pieces_of(lines[row], wide=True) for row in found]
    inside = all(number.begin > row[0].end for row in rows if len(row) > 2 and not row[0].is_value)
    return inside and any(
        piece.is_value and overlap(piece, (number.begin, number.end)) for row in rows for piece in row[1:]
    )


def _says_cell(pieces: Sequence[Piece], lines: Sequence[str], found: Sequence[int]) -> bool:
    """Whether a line says a title of the rows above again, at most with brackets behind it: its section begins."""
    title = squeeze(pieces[0].text)
    if len(title) < LEAST_TITLE or (len(pieces) > 1 and not _STATUS.fullmatch(pieces[1].text)):
        return False
    cells = (piece.text for row in found[1:] for piece in pieces_of(lines[row], wide=True))
    return any(title == squeeze(_STATUS.sub("", cell)) for cell in cells if len(cell) >= LEAST_TITLE)


def is_numbered_head(line: str) -> bool:
    """Whether a line is a bare number and words, a team behind them: a head, unless it is a row of a list."""
    pieces = pieces_of(line, wide=False)
    if len(pieces) > 2 and _TEAM.fullmatch(pieces[-1].text):
        pieces = pieces[:-1]
    return _NUMBERED_HEAD.match(line) is not None and len(pieces) < 3 and not pieces[-1].is_value


def _counts_on(lines: Sequence[str], index: int, found: Sequence[int]) -> bool:
    """Whether a line that opens with a bare number is the next of numbered rows, and nothing hangs below it."""
    numbers = [match[0] for row in found if (match := _NUMBER.match(lines[row].strip()))]
    following = lines[index + 1] if index + 1 < len(lines) else ""
    number = _NUMBER.match(lines[index].strip())
    return (
        number is not None
        and int(number[0]) == int(numbers[-1] if numbers else 0) + 1
        and not (numbers and _BULLET.match(following))
    )


def _has_rows(lines: Sequence[str], found: Sequence[int]) -> bool:
    """Whether the lines found have rows below their heads: a figure, or three lines."""
    return len(found) > 2 or any(piece.is_value for row in found for piece in pieces_of(lines[row], wide=True))


def _begin(line: str) -> int:
    """Where a line begins."""
    return len(line) - len(line.lstrip())


def _names_columns(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces of a line are short words without a figure, three at least: heads of columns."""
    return len(pieces) > 2 and all(
        len(squeeze(piece.text)) <= LONGEST_HEAD and not piece.is_value and not BULLETED.match(piece.text)
        for piece in pieces
    )


def _heads_table(lines: Sequence[str], index: int, found: Sequence[int]) -> bool:
    """Whether a line below rows that all have figures names columns anew, as a row of figures below it shows."""
    pieces = words_joined(pieces_of(lines[index], wide=True))
    if not _names_columns(pieces) or any(re.search(r"\d", piece.text) and not piece.is_year for piece in pieces):
        return False
    rows = [words_joined(pieces_of(lines[row], wide=True)) for row in found]
    at = next((place for place, row in enumerate(rows) if any(piece.is_value for piece in row)), len(rows))
    body = [row for row in rows[at:] if len(row) > 2]
    if not body or not all(any(piece.is_value for piece in row) for row in body):
        return False
    if pieces[0].begin >= min(row[1].begin for row in body):
        return False  # the words of a row whose first cell is left out
    below = [words_joined(pieces_of(line, wide=True)) for line in lines[index + 1 : index + MOST_HEADS]]
    return any(
        len(row) == len(fewer_letters(pieces, len(row))) and any(piece.is_value for piece in row) for row in below
    )
