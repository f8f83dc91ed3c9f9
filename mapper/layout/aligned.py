"""Tables whose columns are parted by runs of blanks: three or more lines with as many cells each."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"(?:[ \u00a0\u3000]{2,})")
_FIGURE = re.compile(r"\d|^[-–]$")
_BULLET = re.compile(r"\s*[□■○❍●◦▪▫◇◆◈▶▷❏※*·•→⇒]\s")
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
    for line in lines[first + 1 : first + 200]:
        cells = aligned_cells(line)
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
    return ["\t".join(row) for row in rows]
