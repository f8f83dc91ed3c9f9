"""Characters of a page to lines of text: which stand on one line, in which order, where a space belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mapper.source.pdf_content import Glyph

_SAME_BASE: Final = 0.35
"""Share of the height by which base lines of one line of text may differ: fonts and signs sit unevenly."""
_SPACE_GAP: Final = 0.2
"""Ems between two characters, beyond the line's own letter spacing, that are a space even where none is stated."""
_SPACE_GAP_MIXED: Final = 0.27
"""The same between a Korean character and a Latin letter or figure, which programs set a little apart."""
_FEW_GAPS: Final = 4
"""Gaps too few to tell letter spacing from spaces: `구 분`."""
_WIDE_GAP: Final = 2.0
"""Ems from which a gap is kept as several spaces: columns without rules, a unit at the margin."""
_WIDEST: Final = 12


@dataclass(slots=True)
class TextLine:
    """A line of text and what is needed to tell whether the next one goes on with it."""

    text: str
    x0: float
    x1: float
    base: float
    em: float
    first_width: float
    """Width of the first character."""
    word_width: float
    """Width of the first word."""
    last_width: float
    """Width of the last word."""
    spaces: int
    space_width: float
    """Number of single spaces inside, and how wide they are together."""
    ends_spaced: bool
    edges: tuple[float, float] | None = None
    """Left and right edge of the column in which it stands; None where that is as wide as the page."""

    @property
    def top(self) -> float:
        """Where the line begins, seen from the top of the page."""
        return self.base - self.em


def build_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Lines from top to bottom."""
    lines = (_make_line(group) for group in _merge_raised(group_by_base(glyphs)))
    return [line for line in lines if line is not None]


def group_by_base(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters that share a base line."""
    groups: list[list[Glyph]] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if groups and glyph.base - base <= _SAME_BASE * max(height, glyph.height):
            groups[-1].append(glyph)
            height = max(height, glyph.height)
        elif glyph.text != " ":
            groups.append([glyph])
            base, height = glyph.base, glyph.height
    return groups


def _merge_raised(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Raised or lowered small signs (m², notes) back into the line beside which they stand."""
    merged: list[list[Glyph]] = []
    for group in groups:
        if merged and _is_beside(merged[-1], group):
            merged[-1].extend(group)
        else:
            merged.append(group)
    return merged


def _is_beside(upper: list[Glyph], lower: list[Glyph]) -> bool:
    """Whether one of two neighbouring groups is a small sign close to a character of the other."""
    tall, short = (upper, lower) if _em(upper) >= _em(lower) else (lower, upper)
    em = _em(tall)
    if len(short) > 6 or _em(short) > 0.8 * em or abs(upper[0].base - lower[0].base) > 0.6 * em:
        return False
    left, right = min(glyph.x0 for glyph in short), max(glyph.x1 for glyph in short)
    return any(abs(glyph.x1 - left) < 0.3 * em or abs(right - glyph.x0) < 0.3 * em for glyph in tall)


def _em(glyphs: Sequence[Glyph]) -> float:
    """The size of a line's type: its tallest character, or its widest Korean one where that is wider."""
    return max(max(glyph.height, glyph.x1 - glyph.x0 if glyph.text >= "가" else 0.0) for glyph in glyphs)


def _make_line(group: list[Glyph]) -> TextLine | None:
    """A line of characters in the order in which they stand; None where only spaces do."""
    group.sort(key=lambda glyph: (glyph.x0, glyph.x1))
    shown, spaced_before = _without_doubles(group)
    if not shown:
        return None
    em = _em([glyph for glyph in shown if len(glyph.text) == 1] or shown)
    gaps = [after.x0 - before.x1 for before, after in pairwise(shown)]
    spread = _letter_spacing([gap for gap, count in zip(gaps, spaced_before[1:], strict=False) if not count], em)
    parts = [shown[0].text]
    words = [0]  # where words begin
    spaces, space_width = 0, 0.0
    for index, glyph in enumerate(shown[1:], 1):
        gap, count = gaps[index - 1], spaced_before[index]
        if (count and gap > 0.05 * em) or gap > spread + _least_gap(shown[index - 1].text, glyph.text) * em:
            blanks = max(1, count, min(_WIDEST, round(gap / (0.5 * em))) if gap > _WIDE_GAP * em + spread else 1)
            parts.append(" " * blanks)
            words.append(index)
            if blanks == 1:
                spaces, space_width = spaces + 1, space_width + gap
        parts.append(glyph.text)
    last = shown[-1]
    first_end = shown[words[1] - 1].x1 if len(words) > 1 else last.x1
    return TextLine(
        text="".join(parts),
        x0=shown[0].x0,
        x1=last.x1,
        base=sorted(glyph.base for glyph in shown)[len(shown) // 2],
        em=em,
        first_width=shown[0].x1 - shown[0].x0,
        word_width=first_end - shown[0].x0,
        last_width=last.x1 - shown[words[-1]].x0,
        spaces=spaces,
        space_width=space_width,
        ends_spaced=spaced_before[len(shown)] > 0,
    )


def _least_gap(before: str, after: str) -> float:
    """Ems from which a gap between two characters is a space."""
    mixed = before[-1].isascii() != after[0].isascii() and before[-1].isalnum() and after[0].isalnum()
    return _SPACE_GAP_MIXED if mixed else _SPACE_GAP


def _without_doubles(group: Sequence[Glyph]) -> tuple[list[Glyph], list[int]]:
    """The characters that show, doubles of bold print dropped, and how many spaces stand before each and at the end."""
    shown: list[Glyph] = []
    spaced = [0]
    for glyph in group:
        if glyph.text == " ":
            spaced[-1] += 1
            continue
        double = next((other for other in shown[-2:] if other.text == glyph.text and _covers(other, glyph)), None)
        if double is not None:
            continue
        shown.append(glyph)
        spaced.append(0)
    return shown, spaced if shown else [0]


def _covers(other: Glyph, glyph: Glyph) -> bool:
    """Whether two equal characters are one printed twice."""
    return glyph.x0 - other.x0 < 0.4 * max(1.0, other.x1 - other.x0)


def _letter_spacing(gaps: Sequence[float], em: float) -> float:
    """The gap between letters of a line that is set apart letter by letter (a title); 0 for a usual line.

    `gaps` are those in which no space is stated.
    """
    if not gaps:
        return 0.0
    if len(gaps) < _FEW_GAPS:
        return 0.0
    low = sorted(gaps)[len(gaps) // 8]
    return low if low > 0.15 * em else max(min(low, 0.0), -0.2 * em)
