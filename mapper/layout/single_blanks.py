"""Tables whose columns one blank parts, as text copied out of a PDF has them: `구분 합계 2026년 2027년`.

Nothing tells by its place where a cell ends; the figures do. Rows that end with the same number of figures are those of
a table where the words above them are as many as their cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.layout.flattened_heads import find_divided
from mapper.layout.marks import read_mark
from mapper.layout.pieces import VALUE, YEAR_HEAD

_FIGURE = re.compile(r"\s[△▲(]?\d[\d,.]*\S{0,3}(?:\s|$)")
_HEAD = re.compile(r"[^:：]{1,12}")
_SENTENCE = re.compile(r"[.。!?]$|[,，]")
_LETTER = re.compile(r"[가-힣]")
_DIGIT = re.compile(r"\d")
_BRACKETED = re.compile(r"[(（].*[)）]")
_ALONE = frozenset("계")
"""A head of one letter."""
LEAST_FIGURES = 2
LEAST_COLUMNS = 3
LONGEST_NAME = 20
LONGEST_WORD = 8
MOST_LETTERS = 9
"""So many letters, each alone between blanks, are looked at as words that are spaced out."""


def find_single_blanks(lines: Sequence[str], first: int) -> tuple[list[tuple[int, str]], int]:
    """Rows (index of the line, cells parted by tabs) of the table whose first line is `first`, and the index after it.

    No row and `first` where none begins there.
    """
    heads: list[list[str]] = []
    at = first
    while at < len(lines) and len(heads) < 3 and (words := _head_words(lines[at])):
        heads.append(words)
        at += 1
    if not 0 < len(heads) < 3 or at == len(lines) or not _is_plain(lines[at]):
        return [], first
    for body in (_figures_last(lines, at), _words_last(lines, at, heads[-1])):
        width = len(body[0]) if body else 0
        if width < LEAST_COLUMNS or not (len(body) > 1 or body[0][0] == ""):
            continue
        named = [cells if body[0][0] else cells[1:] for cells in body]
        above = _fit_heads(heads, named)
        if above:
            rows = [*above, *named]
            return [(first + place, "\t".join(cells)) for place, cells in enumerate(rows)], at + len(body)
    return [], first


def may_open(lines: Sequence[str], first: int) -> bool:
    """Whether one of the two lines below has a figure that a blank parts, as most lines have not; asked of every line."""
    return any(_FIGURE.search(line) for line in lines[first + 1 : first + 3])


def _is_plain(line: str) -> bool:
    """Whether a line may be a row: no mark opens it and no cell is framed."""
    text = line.strip()
    return bool(text) and not read_mark(line) and not any(sign in text for sign in "|\t<:：")


def _head_words(line: str) -> list[str]:
    """The words of a line that may head columns; empty for others."""
    words = line.split()
    if len(words) < LEAST_COLUMNS - 1 or not _is_plain(line) or _SENTENCE.search(line.strip()):
        return []
    if any(not _HEAD.fullmatch(word) for word in words) or not any(map(_LETTER.search, words)):
        return []
    figures = [word for word in words if _DIGIT.search(word) and YEAR_HEAD.fullmatch(word) is None]
    return [] if figures and any(VALUE.fullmatch(word) for word in figures) else words


def _figures_last(lines: Sequence[str], first: int) -> list[list[str]]:
    """Rows that end with as many figures as the first does: name and figures; the name may be empty in all."""
    rows: list[list[str]] = []
    for index in range(first, len(lines)):
        if not _is_plain(lines[index]):
            break
        words = lines[index].split()
        count = next((at for at, word in enumerate(reversed(words)) if not VALUE.fullmatch(word)), len(words))
        name = _joined_letters(words[: len(words) - count])
        if count < LEAST_FIGURES or len(name) > LONGEST_NAME or (rows and count != len(rows[0]) - 1):
            break
        if rows and bool(rows[0][0]) != bool(name):
            break
        rows.append([name, *words[len(words) - count :]])
    return rows


def _words_last(lines: Sequence[str], first: int, head: Sequence[str]) -> list[list[str]]:
    """Rows of a name, figures, and words for the columns that are left: `도시공원위원회 11명 부시장 공원조성계획 심의`.

    Each of these columns but the last has one word.
    """
    rows: list[list[str]] = []
    figures = 0
    for index in range(first, len(lines)):
        if not _is_plain(lines[index]):
            break
        words = lines[index].split()
        begin = next((at for at, word in enumerate(words) if VALUE.fullmatch(word)), 0)
        end = next((at for at in range(begin, len(words)) if not VALUE.fullmatch(words[at])), begin)
        figures = figures or end - begin
        rest = len(head) - 1 - figures
        if not begin or end - begin != figures or not 0 < rest < 3 or len(words) - end < rest:
            break
        if any(len(word) > LONGEST_WORD or word.endswith(("을", "를")) for word in words[end : end + rest - 1]):
            break
        last = " ".join(words[end + rest - 1 :])
        rows.append([_joined_letters(words[:begin]), *words[begin : end + rest - 1], last])
    return rows if len(rows) > 1 else []


def _joined_letters(words: Sequence[str]) -> str:
    """A name; letters alone are one word that is spaced out: `정 원`."""
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def _fit_heads(heads: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of heads for as many columns as the body has; empty where they do not come out."""
    width = len(body[0])
    if len(heads) == 1:
        found = [words for words in _readings(heads[0]) if len(words) == width]
        return found[:1]
    for words in _readings(heads[0]):
        rows = [words, list(heads[1]), *body]
        if find_divided(rows, width)[0]:
            return rows[:2]
    return []


def _readings(words: Sequence[str]) -> Iterator[list[str]]:
    """The heads that words make, the likeliest first: letters joined to words, notes and years with what they tell of."""
    joined = list(words[:1])
    for word in words[1:]:
        if _BRACKETED.fullmatch(word):
            joined[-1] += word
        else:
            joined.append(word)
    for heads in _letters_joined(joined):
        yield heads
        years = [at for at, (one, two) in enumerate(pairwise(heads)) if _is_year(one) and not _DIGIT.search(two)]
        if years:
            yield [
                f"{word} {heads[at + 1]}" if at in years else word
                for at, word in enumerate(heads)
                if at - 1 not in years
            ]


def _is_year(word: str) -> bool:
    """Whether a word is a year."""
    return YEAR_HEAD.fullmatch(word) is not None and re.search(r"급|월|분기", word) is None


def _letters_joined(words: Sequence[str]) -> Iterator[list[str]]:
    """Heads with letters that stand alone put together to words, of two letters first: `구 분 계 5급`."""
    at = next((place for place, word in enumerate(words) if _is_letter(word)), -1)
    if at < 0:
        yield list(words)
        return
    end = at
    while end < len(words) and _is_letter(words[end]):
        end += 1
    if end - at > MOST_LETTERS:
        return
    for parts in _words_of(words[at:end]):
        for rest in _letters_joined(words[end:]):
            yield [*words[:at], *parts, *rest]


def _is_letter(word: str) -> bool:
    """Whether a word is one letter of Hangul."""
    return len(word) == 1 and _LETTER.fullmatch(word) is not None


def _words_of(letters: Sequence[str]) -> Iterator[list[str]]:
    """The words that letters in a row make: two or more each, but 계 may stand alone."""
    if not letters:
        yield []
        return
    for count in (2, 1, *range(3, len(letters) + 1)):
        if count > len(letters) or (count == 1 and letters[0] not in _ALONE):
            continue
        for rest in _words_of(letters[count:]):
            yield ["".join(letters[:count]), *rest]
