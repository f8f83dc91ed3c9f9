"""Tables whose columns are parted by runs of blanks: three or more lines with as many cells each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_GAP = re.compile(r"(?:[ \u00a0\u3000]{2,})")
_FIGURE = re.compile(r"\d|^[-–]$")
_BULLET = re.compile(r"\s*[□■○❍●◦▪▫◇◆◈▶▷❏※*·•→⇒]\s")
_NOTE = re.compile(r"\([^()]{1,12}\)")
_CELL = re.compile(r"\S+(?: \S+)*")
_NAME_AND_FIGURE = re.compile(r"[^\d]*[가-힣)] [△▲-]?\d[\d,.]*")
LEAST_LINES = 3
LEAST_CELLS = 3
WIDEST_CELL = 40
REMARKS = frozenset({"비고", "기타", "참고", "적요", "특이사항", "사유", "주요내용"})
"""Last columns that may be empty: blanks at the end of a line are not seen."""


def aligned_cells(line: str) -> list[str]:
    """The cells of a line whose columns are parted by blanks; empty for a line that is no such row."""
    text = line.strip()
    if "  " not in text or "\t" in line or "|" in line or _BULLET.match(line):
        return []
    cells = [cell.strip() for cell in _GAP.split(text)]
    if len(cells) < LEAST_CELLS or any(len(cell) > WIDEST_CELL for cell in cells):
        return []
    return cells


def aligned_rows(lines: Sequence[str], first: int) -> list[str]:
    """Lines from index `first` on that form one aligned table, as tab-separated rows; empty where none begins there.

    The first row may name the columns; of the others, two thirds of the cells behind the first hold figures.
    """
    head = aligned_cells(lines[first])
    if not head:
        return []
    rows = [head]
    below = _head_below(head, lines, first)
    for line in lines[first + 1 + len(below) : first + 200]:
        cells = _parted(aligned_cells(line), len(head))
        if len(cells) == len(head) - 1 and head[-1].replace(" ", "") in REMARKS:
            cells.append("")
        if len(cells) != len(head):
            break
        rows.append(cells)
    if len(rows) < LEAST_LINES:
        return []
    last = len(head) - (head[-1].replace(" ", "") in REMARKS)
    values = [cell for row in rows[1:] for cell in row[1:last]]
    if sum(bool(_FIGURE.search(cell)) for cell in values) * 3 < len(values) * 2:
        return []
    return ["\t".join(row) for row in [rows[0], *below, *rows[1:]]]


def _head_below(head: list[str], lines: Sequence[str], first: int) -> list[list[str]]:
    """An empty row where brackets stand alone under the heads, which then take them: 기투자 over `(~2024)`."""
    line = lines[first + 1] if first + 1 < len(lines) else ""
    notes = list(_NOTE.finditer(line))
    if not notes or len(notes) >= len(head) or _NOTE.sub("", line).strip():
        return []
    places = [_middle(lines[first], match.start(), match.end()) for match in _CELL.finditer(lines[first])]
    if len(places) != len(head):
        return []
    for note in notes:
        middle = _middle(line, note.start(), note.end())
        nearest = min(range(len(head)), key=lambda index: abs(places[index] - middle))
        head[nearest] += note.group()
    return [[""] * len(head)]


def _middle(line: str, start: int, stop: int) -> float:
    """Where a stretch of a line has its middle on the page: letters of Hangul are twice as wide as others."""
    before = sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line[:start])
    return before + sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line[start:stop]) / 2


def _parted(cells: list[str], wanted: int) -> list[str]:
    """Cells of which a name and the figure behind it stand only one blank apart, parted."""
    while cells and len(cells) < wanted:
        index = next((place for place, cell in enumerate(cells) if _NAME_AND_FIGURE.fullmatch(cell)), -1)
        if index < 0:
            return cells
        cells[index : index + 1] = cells[index].rsplit(" ", 1)
    return cells
