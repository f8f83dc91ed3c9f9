"""Automatic numbers as they are printed: formats of numbers, and counters of the levels of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from mapper.values.text import ORDINALS

MAX_NUMBER: Final = 100_000
"""No list counts further; a start value beyond it is damage."""
LEVELS: Final = 10
_JAMO: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_PHONETIC: Final = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_IDEOGRAPHS: Final = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _run(first: str, count: int) -> str:
    """Consecutive signs of Unicode."""
    return "".join(chr(ord(first) + index) for index in range(count))


_CIRCLED: Final = _run("①", 20) + _run("㉑", 15) + _run("㊱", 15)


def _one_of(signs: Sequence[str]) -> Callable[[int], str]:
    """A format with a sign for each number; numbers beyond the last are plain digits."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _round(signs: Sequence[str]) -> Callable[[int], str]:
    """A format that begins anew after its last sign."""
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _letters(first: str) -> Callable[[int], str]:
    """A to Z, then AA, BB as word processors count on."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def roman(number: int) -> str:
    """Roman numerals in letters: 4 is IV."""
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _counted(digits: Sequence[str], tens: str, hundreds: str) -> Callable[[int], str]:
    """Sino-Korean numbers up to 999: 21 is 이십일."""

    def spell(number: int) -> str:
        if not 0 < number < 1000:
            return str(number)
        text = ""
        for value, word in ((100, hundreds), (10, tens)):
            count, number = divmod(number, value)
            if count:
                text += (digits[count] if count > 1 else "") + word
        return text + digits[number]

    return spell


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "digit": str,
    "zero": lambda number: f"{number:02d}",
    "circled-digit": _one_of(_CIRCLED),
    "bracketed-digit": _one_of(_run("⑴", 20)),
    "dotted-digit": _one_of(_run("⒈", 20)),
    "wide-digit": lambda number: str(number).translate({ord("0") + n: chr(ord("０") + n) for n in range(10)}),
    "dashed-digit": lambda number: f"- {number} -",
    "roman": roman,
    "small-roman": lambda number: roman(number).lower(),
    "letter": _letters("A"),
    "small-letter": _letters("a"),
    "circled-letter": _one_of(_run("Ⓐ", 26)),
    "circled-small-letter": _one_of(_run("ⓐ", 26)),
    "syllable": _round(ORDINALS),
    "circled-syllable": _one_of(_run("㉮", 14)),
    "jamo": _round(_JAMO),
    "circled-jamo": _one_of(_run("㉠", 14)),
    "phonetic": _counted(_PHONETIC, "십", "백"),
    "ideograph": _counted(_IDEOGRAPHS, "十", "百"),
    "circled-ideograph": _one_of(_run("㊀", 10)),
    "stem": _round("갑을병정무기경신임계"),
    "ideographic-stem": _round("甲乙丙丁戊己庚辛壬癸"),
    "none": lambda number: "",
}
"""How a number is printed, by name; each reader maps the names of its format to these."""


def print_number(number: int, style: str) -> str:
    """A number in a format; digits for an unknown one."""
    return FORMATS.get(style, str)(number)


class Counter:
    """The running numbers of one list: a step on a level lets the deeper ones begin anew."""

    def __init__(self, starts: Sequence[int] = ()) -> None:
        self._starts = [_within(starts[level]) if level < len(starts) else 1 for level in range(LEVELS)]
        self._counts: list[int | None] = [None] * LEVELS

    def step(self, level: int) -> None:
        """Count one further on a level, from 0; levels above it that have not begun, begin."""
        level = min(max(level, 0), LEVELS - 1)
        for above in range(level):
            if self._counts[above] is None:
                self._counts[above] = self._starts[above]
        count = self._counts[level]
        self._counts[level] = self._starts[level] if count is None else count + 1
        for below in range(level + 1, LEVELS):
            self._counts[below] = None

    def restart(self, level: int, start: int) -> None:
        """Let the next step on a level give this number."""
        self._counts[level] = _within(start) - 1

    def at(self, level: int) -> int:
        """The number on a level as it stands now."""
        count = self._counts[level] if 0 <= level < LEVELS else None
        return count if count is not None else self._starts[min(max(level, 0), LEVELS - 1)]


def _within(start: int) -> int:
    """A start value within reason."""
    return start if 0 <= start <= MAX_NUMBER else 1
