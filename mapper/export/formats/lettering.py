"""How wide letters are and where a label breaks, without a font: a Hangul syllable is as wide as it is high."""

from __future__ import annotations

import unicodedata


def measure(text: str, size: float) -> float:
    """Width of a text in letters of a size; on the safe side for the usual fonts."""
    return size * sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.58 for letter in text)


def fit_lines(text: str, size: float, width: float, count: int) -> list[str]:
    """A text in at most `count` lines of a width, broken at blanks where that leaves no line half empty."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < count:
        end = len(rest)
        while end > 1 and measure(rest[:end], size) > width:
            end -= 1
        if end < len(rest):
            blank = rest.rfind(" ", end // 2, end + 1)
            end = blank if blank > 0 else end
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        last = lines[-1]
        while last and measure(last + "…", size) > width:
            last = last[:-1]
        lines[-1] = last + "…"
    return lines
