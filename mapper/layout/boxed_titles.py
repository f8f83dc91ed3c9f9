"""Titles that stand in rows of pipes: `| 3 | 하천 정비 |` over the section of what a list above says before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.values.text import squeeze

_NUMBER = re.compile(r"\d{1,2}(?:-\d{1,2})?\.?")
_WORDS = re.compile(r"[가-힣]{2}")
_TEAM = re.compile(r"[가-힣A-Za-z0-9·]{1,14}(?:팀|담당)")


def is_numbered_title(line: str) -> bool:
    """Whether a row of pipes holds a number and words and nothing else."""
    filled = _filled(line)
    return len(filled) == 2 and _NUMBER.fullmatch(filled[0]) is not None


def is_title_box(line: str) -> bool:
    """Whether a row of pipes holds a number, words, and at most a team behind them."""
    filled = _filled(line)
    teamed = len(filled) == 3 and _TEAM.fullmatch(filled[2]) is not None
    words = _NUMBER.fullmatch(filled[0]) and _WORDS.search(filled[1]) if len(filled) > 1 else None
    return line.strip().startswith("|") and (teamed or len(filled) == 2) and words is not None


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
