"""Tables whose columns one blank parts, as text copied out of a PDF has them: `구분 합계 2026년 2027년`.

Nothing tells by its place where a cell ends; what the words are does. Figures, dates, units, teams and 신규 or 계속 are
a cell each, other words beside each other are one. Lines that come to as many cells as the words above them are a
table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from mapper.layout.flattened_heads import find_divided
from mapper.layout.marks import read_mark
from mapper.layout.pieces import VALUE, YEAR_HEAD

_FIGURE = re.compile(r"\s[△▲(]?\d[\d,.]*\S{0,3}(?:\s|$)")
_HEAD = re.compile(r"[^:：]{1,12}")
_SENTENCE = re.compile(r"[.。!?]$|[,，]")
_LETTER = re.compile(r"[가-힣]")
_DIGIT = re.compile(r"\d")
_BRACKETED = re.compile(r"[(（].*[)）]")
_YEAR = re.compile(r"['‘’]?(?:20)?\d\d(?:년도?|\.)?(?:까지|이후)?(?:\([^()]*\))?")
_PART_OF_DATE = re.compile(r"['‘’]?\d{1,4}\.")
_UNIT = re.compile(r"%p?|[가-힣]{1,3}|[㎡㎢㎞]|km|ha|MB|GB|TB")
_TEAM = re.compile(r"[가-힣0-9·]{2,}(?:팀|과|담당관|담당|센터),?")
_STATUS = re.compile(r"신규|계속|완료")
_SPECIAL = (
    ("team", re.compile(r".*(?:팀|부서|소관|담당|부처).*"), _TEAM),
    ("status", re.compile(r"구분|상태|비고|신규.*|.*여부"), _STATUS),
    ("unit", re.compile(r"단위"), _UNIT),
)
"""Kinds of words that are a cell of their own where a head says so: kind, head, word."""
_REMARK = "비고"
_TOTALS = frozenset({"계", "합계", "총계", "소계", "총합계"})
_ALONE = frozenset("계쪽면")
"""Heads of one letter."""
LEAST_COLUMNS = 3
LEAST_FIGURES = 3
"""So many figures make a row that stands alone, or has a name and no other row below it."""
LONGEST_NAME = 24
LONGEST_WORD = 8
MOST_WORDS = 24
"""Words of a longer line head nothing."""
MOST_READINGS = 60
"""So many ways to join letters to heads are tried."""
MOST_LETTERS = 9
"""So many letters, each alone between blanks, are looked at as words that are spaced out."""


class _Cell(NamedTuple):
    """Words of a row that are one cell, and of what kind they are: figure, date, words, team, status or unit."""

    kind: str
    words: list[str]


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
    for above, width in islice(_readings(heads), MOST_READINGS):
        if body := _read_body(lines, at, above[0] if len(above) == 1 else [""] * width):
            if len(above) > 1 and not find_divided([*above, *body], width)[0]:
                continue
            return [(first + place, "\t".join(cells)) for place, cells in enumerate([*above, *body])], at + len(body)
    return [], first


def may_open(lines: Sequence[str], first: int) -> bool:
    """Whether a line may be a head and one of the two below has a figure that a blank parts (cheap: asked of all)."""
    head = lines[first].lstrip()
    if not head[:1].isalnum() or ":" in head or "," in head:
        return False
    return any(_FIGURE.search(line) for line in lines[first + 1 : first + 3])


def _is_plain(line: str) -> bool:
    """Whether a line may be a row: no mark opens it, but for the number of its row, and no cell is framed."""
    text = line.strip()
    if not text or any(sign in text for sign in "|\t<:："):
        return False
    marks = read_mark(line)
    return not marks or (len(marks) == 1 and marks[0].kind == "bare-number")


def _head_words(line: str) -> list[str]:
    """The words of a line that may head columns; empty for others."""
    words = line.split()
    if not LEAST_COLUMNS - 1 <= len(words) <= MOST_WORDS or not _is_plain(line) or _SENTENCE.search(line.strip()):
        return []
    if any(not _HEAD.fullmatch(word) for word in words) or not _LETTER.search(words[0]):
        return []
    return [] if any(_is_figure(word) for word in words) else words


def _is_figure(word: str) -> bool:
    """Whether a word is a figure with its unit, or a dash for none; years, grades and the parts of a date are none."""
    if VALUE.fullmatch(word) is None or word[-1] in ".,":
        return False
    return YEAR_HEAD.fullmatch(word) is None and not (_YEAR.fullmatch(word) and "년" in word)


def _is_value(word: str) -> bool:
    """Whether a word is a figure of a row, years among them; a grade names one."""
    return VALUE.fullmatch(word) is not None and word[-1] not in ".,급"


def _read_body(lines: Sequence[str], first: int, head: Sequence[str]) -> list[list[str]]:
    """The rows below heads as far as each comes to as many cells; empty where they are too few."""
    rows: list[list[str]] = []
    kinds: list[str] = []
    for index in range(first, len(lines)):
        cells = _cells_of(lines[index].split(), head) if _is_plain(lines[index]) else []
        own = [cell.kind for cell in cells]
        if rows and own == kinds[1:] and own[:1] != ["figure"]:
            cells = [_Cell("words", []), *cells]  # below a merged one
        elif rows and (total := _total_row(cells, kinds)):
            rows.append([_text_of(cell.words) for cell in total])
            break
        elif not _fits(cells, len(head)) or (rows and own[1:] != kinds[1:]):
            break
        kinds = kinds or own
        rows.append([_text_of(cell.words) for cell in cells])
    figures = kinds.count("figure")
    alone = figures >= LEAST_FIGURES and kinds[1:] == ["figure"] * (len(head) - 1)
    return rows if figures and (len(rows) > 1 or alone) else []


def _total_row(cells: Sequence[_Cell], kinds: Sequence[str]) -> list[_Cell]:
    """The cells of a row of totals with a figure for each column of figures and no other words; empty for others."""
    figures = [cell for cell in cells[1:] if cell.kind == "figure"]
    if len(figures) + 1 != len(cells) or len(figures) != kinds.count("figure") or len(cells) == len(kinds):
        return []
    if kinds[:1] != ["words"] or "".join(cells[0].words) not in _TOTALS:
        return []
    below = iter(figures)
    return [cells[0], *(next(below) if kind == "figure" else _Cell("words", []) for kind in kinds[1:])]


def _fits(cells: Sequence[_Cell], width: int) -> bool:
    """Whether cells fill a row: as many as its columns, the first of them a short name or a number."""
    return len(cells) == width >= LEAST_COLUMNS and len(_text_of(cells[0].words)) <= LONGEST_NAME


def _cells_of(words: Sequence[str], head: Sequence[str]) -> list[_Cell]:
    """The cells that the words of a line come to: some more where single words fill columns that are left."""
    special = _special(words, head)
    cells: list[_Cell] = []
    for place, word in enumerate(words):
        plain = "figure" if _is_value(word) else "date" if _PART_OF_DATE.fullmatch(word) else "words"
        kind = special.get(place, plain)
        goes_on = cells and cells[-1].kind == kind in {"words", "date"}
        listed = cells and cells[-1].kind == kind == "team" and cells[-1].words[-1].endswith(",")
        if goes_on or listed:
            cells[-1].words.append(word)
        else:
            cells.append(_Cell(kind, [word]))
    left = len(head) - len(cells)
    if left == 1 and head[-1] == _REMARK:
        return [*cells, _Cell("words", [])]
    places = [at for at, cell in enumerate(cells) if cell.kind == "words" and len(cell.words) > 1]
    if not left or not places or not cells:
        return cells
    at = places[-1]
    parted = cells[at].words
    if (
        at == len(cells) - 1 > 0
        and left == 1
        and len(parted[0]) <= LONGEST_WORD
        and not parted[0].endswith(("을", "를"))
    ):
        return [*cells[:at], _Cell("words", parted[:1]), _Cell("words", parted[1:])]
    if len(places) == 1 and len(parted) == left + 1 and "".join(parted) not in _TOTALS:
        return [*cells[:at], *(_Cell("words", [word]) for word in parted), *cells[at + 1 :]]
    return cells


def _special(words: Sequence[str], head: Sequence[str]) -> dict[int, str]:
    """Places of the words that are a cell of their own by a head, as many as there are such heads, the last ones.

    What ends like a team inside a title is none: `수당 인상과 지원 확대 계속 복지정책팀 14`.
    """
    found: dict[int, str] = {}
    for kind, named, pattern in _SPECIAL:
        heads = sum(named.fullmatch(text) is not None for text in head)
        later = len(words)
        for at in reversed(range(len(words))):
            if at in found or pattern.fullmatch(words[at]) is None:
                continue
            if kind == "unit" and not (at + 1 < len(words) and _is_value(words[at + 1])):
                continue
            heads -= not (at + 1 == later and words[at].endswith(","))  # one of several in a cell
            if heads < 0:
                break
            found[at], later = kind, at
    return found


def _text_of(words: Sequence[str]) -> str:
    """A cell; letters alone are one word that is spaced out: `정 원`."""
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def _readings(heads: Sequence[Sequence[str]]) -> Iterator[tuple[list[list[str]], int]]:
    """The rows of heads that words make and the columns they head, the likeliest first.

    Letters are joined to words, notes and years to what they tell of; a second row divides some heads of the first.
    """
    for words in _names(heads[0]):
        if len(heads) == 1:
            yield [words], len(words)
            continue
        for divided in range(1, len(words)):
            yield [words, list(heads[1])], len(words) + len(heads[1]) - divided


def _names(words: Sequence[str]) -> Iterator[list[str]]:
    """The heads of one row."""
    joined = list(words[:1])
    for word in words[1:]:
        if _BRACKETED.fullmatch(word):
            joined[-1] += word
        else:
            joined.append(word)
    for heads in _letters_joined(joined):
        years = {at for at, (one, two) in enumerate(pairwise(heads)) if _is_year(one) and not _DIGIT.search(two)}
        if years:
            yield [
                f"{word} {heads[at + 1]}" if at in years else word
                for at, word in enumerate(heads)
                if at - 1 not in years
            ]
        yield heads


def _is_year(word: str) -> bool:
    """Whether a word is a year."""
    return _YEAR.fullmatch(word) is not None and "년" in word


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
    """The words that letters in a row make: two or more each, but 계 and 쪽 may stand alone."""
    if not letters:
        yield []
        return
    for count in range(1 if letters[0] in _ALONE else 2, len(letters) + 1):
        for rest in _words_of(letters[count:]):
            yield ["".join(letters[:count]), *rest]
