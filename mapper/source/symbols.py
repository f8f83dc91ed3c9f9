"""Signs that fonts keep in Unicode's private areas, as the signs that they show."""

from __future__ import annotations

import re
from typing import Final

_WINGDINGS: Final = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◇", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎",
    0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB7: "•", 0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
    **{0x81 + index: chr(ord("①") + index) for index in range(10)},
    **{0x8C + index: chr(ord("❶") + index) for index in range(10)},
}  # fmt: skip
"""Bullets and numbers of the fonts Wingdings and Symbol by their codes; both are stored at U+F000 and above."""
_OF_HANGUL: Final = {
    **{0xF02B1 + index: chr(ord("①") + index) for index in range(20)},
    **{0xF02CE + index: chr(ord("❶") + index) if index < 10 else chr(ord("①") + index) for index in range(20)},
    0xF03C5: "□",
    0xF03DA: "□",
}
"""Numbers in a square, the same reversed, and squares, as Hangul's own fonts store them."""
_BY_CODE: Final = {0xF000 + code: sign for code, sign in _WINGDINGS.items()} | _OF_HANGUL
_PRIVATE: Final = re.compile("[\uf000-\uf0ff\U000f0000-\U000fffff]")


def print_symbols(text: str) -> str:
    """The text with known private signs as those that are printed; unknown ones stay."""
    return text.translate(_BY_CODE) if _PRIVATE.search(text) else text


def symbol_of_font(code: int, font: str) -> str:
    """The sign with a code in a font of symbols, as Word stores it."""
    return _BY_CODE.get(0xF000 + (code & 0xFF), chr(code)) if "dings" in font or "Symbol" in font else chr(code)
