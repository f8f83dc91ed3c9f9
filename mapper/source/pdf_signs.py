"""Signs that fonts keep in the private use area, as the signs that they show."""

from __future__ import annotations

from typing import Final

_CIRCLED: Final = "⓪①②③④⑤⑥⑦⑧⑨⑩"
_NEGATIVE: Final = "⓿❶❷❸❹❺❻❼❽❾❿"
_WINGDINGS: Final = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "◆",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA2: "○",
    0xA3: "○",
    0xA4: "◉",
    0xA5: "◎",
    0xA7: "▪",
    0xA8: "□",
    0xAA: "★",
    0xAB: "★",
    0xB7: "•",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFE: "☑",
    0x46: "☞",
    0x4A: "☺",
}
"""The signs of the symbol fonts in use for bullets, by their code below U+F000."""
_BOXED_ONE: Final = 0xF02B1
"""Where Hangul keeps its boxed numbers 1 to 10."""
_SIGNS: Final = {
    **{0xF000 + code: sign for code, sign in _WINGDINGS.items()},
    **{0xF080 + number: sign for number, sign in enumerate(_CIRCLED)},
    **{0xF08B + number: sign for number, sign in enumerate(_NEGATIVE)},
    **{_BOXED_ONE + number: sign for number, sign in enumerate(_NEGATIVE[1:])},
    0xF03DA: "□",
}


def usual_sign(sign: str) -> str:
    """The usual sign for one of the private use area; one not known, and any other character, as it is."""
    code = ord(sign)
    if code < 0xE000 or 0xF8FF < code < 0xF0000:
        return sign
    return _SIGNS.get(code, sign)
