"""Titles that stand in rows of pipes: `| 3 | 하천 정비 |` over the section of what a list above says before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.values.text import squeeze

_NUMBER = re.compile(r"\d{1,2}\.?")


def is_numbered_title(line: str) -> bool:
    """Whether a row of pipes holds a number and words and nothing else."""
    filled = _filled(line)
    return len(filled) == 2 and _NUMBER.fullmatch(filled[0]) is not None


def says_row_again(lines: Sequence[str], first: int, place: int) -> bool:
    """Whether a row is the number and the title alone of a fuller row of the table above it, so that a section begins.

    `first` is the line on which that table begins; a line without pipes is none of these.
    """
    if "|" not in lines[place] or not is_numbered_title(lines[place]):
        return False
    title = [squeeze(cell) for cell in _filled(lines[place])]
    return any(
        len(above := _filled(line)) > len(title) and [squeeze(cell) for cell in above[:2]] == title
        for line in lines[first:place]
    )


def _filled(line: str) -> list[str]:
    """The cells of a row that say something."""
    return [cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip()]
