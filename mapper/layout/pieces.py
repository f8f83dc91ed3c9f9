"""What stands apart on a line whose columns only blanks part: pieces with their places on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_PIECE = re.compile(r"\S+(?: \S+)*")
VALUE = re.compile(
    r"[△▲▽+-]?\(?[△▲-]?\d[\d,.]*\)?\s?(?:%p?|[가-힣㎡㎢㎞³²a-zA-Z/]{1,5})?\s?(?:\([^()]*\))?(?:\s?/\s?[\d,.]+)?|[-–—]"
)
"""A figure with its unit, or a dash for none."""
YEAR_HEAD = re.compile(
    r"['‘’]?\d{1,4}\s?(?:년도?|급|월|분기|\.)(?:\s?[가-힣]{1,4})?(?:\s?\([가-힣]{1,4}\))?|[~∼]?\d{4}[~∼]?"
)
"""A year, a month or a grade: what heads columns although it is a number."""
_SPACED_LETTER = re.compile(r"[가-힣](?:\([^()]{1,6}\))?")
CLOSE = 4
"""So many blanks part the letters of one word that is spaced out for layout."""
FAR = 14
"""So many part the two letters of a word that opens a line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line with one blank between them; `begin` and `end` are places on the page."""

    begin: int
    end: int
    text: str

    @property
    def is_letter(self) -> bool:
        """Whether it is one letter of a word spaced out for layout."""
        return _SPACED_LETTER.fullmatch(self.text) is not None

    @property
    def is_value(self) -> bool:
        """Whether it is a figure, or a dash for none; years and grades head columns."""
        return VALUE.fullmatch(self.text) is not None and not self.is_year

    @property
    def is_year(self) -> bool:
        """Whether it is a year, a month or a grade."""
        return YEAR_HEAD.fullmatch(self.text) is not None


def pieces_of(line: str, *, wide: bool) -> list[Piece]:
    """The pieces of a line; with `wide` a letter of Hangul takes two places, as on the page."""
    return list(_pieces(line, wide))


@lru_cache(maxsize=4096)
def _pieces(line: str, wide: bool) -> tuple[Piece, ...]:
    """The same, kept: lines are looked at as heads, as rows and as what follows."""
    found = []
    shift = stop = 0  # places that the letters before a piece take beyond their number
    for match in _PIECE.finditer(line):
        text = match.group()
        if wide:
            shift += _width(line[stop : match.start()]) - (match.start() - stop)
            stop = match.start()
        begin = match.start() + shift
        found.append(Piece(begin, begin + (_width(text) if wide else len(text)), text))
    return tuple(found)


def _width(text: str) -> int:
    """Places that a text takes on the page: letters of Hangul are twice as wide as others."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text if sign > "ᄀ")


def words_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with the letters of words spaced out put together: `연  도  별`, `과     제     명`.

    Two letters alone are one word where they stand close, or open the line (`합      계`), or stand closer to each
    other than to what is beside them: `위        치            규        모`.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        if pieces[at].is_letter:
            end = _end_of_word(pieces, at)
        text = "".join(piece.text for piece in pieces[at:end])
        found.append(Piece(pieces[at].begin, pieces[end - 1].end, text) if end > at + 1 else pieces[at])
        at = end
    return found


def _end_of_word(pieces: Sequence[Piece], at: int) -> int:
    """Index after the letters that are one word from `at` on: they stand equally far apart."""
    gap = _gap(pieces, at)
    end = at + 1
    while end < len(pieces) and pieces[end].is_letter and abs(_gap(pieces, end - 1) - gap) < 2 and gap <= FAR:
        end += 1
    if end - at != 2:
        return end
    apart = gap > CLOSE and at > 0 and min(_gap(pieces, at - 1), _gap(pieces, at + 1)) < gap + 2
    return at + 1 if apart else end


def _gap(pieces: Sequence[Piece], at: int) -> int:
    """Blanks between a piece and the next one; behind the last one there is room."""
    if at < 0 or at + 1 >= len(pieces):
        return 2 * FAR
    return pieces[at + 1].begin - pieces[at].end


def overlap(piece: Piece, column: tuple[int, int]) -> int:
    """How many places of the page a piece shares with a column."""
    return max(0, min(piece.end, column[1]) - max(piece.begin, column[0]))


def nearest(piece: Piece, columns: Sequence[tuple[int, int]], first: int = 0) -> int:
    """Index of the column from `first` on that a piece stands in or nearest to."""
    middle = (piece.begin + piece.end) / 2
    return max(
        range(min(first, len(columns) - 1), len(columns)),
        key=lambda at: (overlap(piece, columns[at]), -abs(middle - (columns[at][0] + columns[at][1]) / 2)),
    )


def cells_of(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[str]:
    """The cells of a row: in their order where it has them all, else by where they stand."""
    if len(pieces) == len(columns):
        return [piece.text for piece in pieces]
    cells: list[list[str]] = [[] for _ in columns]
    at = -1
    for place, piece in enumerate(pieces):
        spare = len(columns) - at - 1 - (len(pieces) - place)  # columns that may be left out
        at = max(at, 0) if spare < 0 else nearest(piece, columns[: at + 2 + spare], at + 1)
        cells[at].append(piece.text)
    return [" ".join(texts) for texts in cells]
