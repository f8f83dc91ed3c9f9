"""OCR damage of names: one syllable becomes one that looks like it; spaces come and go. No digit changes."""

from __future__ import annotations

from random import Random

_FIRST, _VOWELS, _LASTS = 0xAC00, 21, 28
_INITIALS = {0: 15, 15: 0, 3: 16, 16: 3, 7: 17, 17: 7, 12: 14, 14: 12, 11: 18, 18: 11, 6: 11}
"""ㄱㅋ, ㄷㅌ, ㅂㅍ, ㅈㅊ, ㅇㅎ, ㅁㅇ by their numbers among the initial letters."""
_MIDDLES = {0: 2, 2: 0, 4: 6, 6: 4, 8: 12, 12: 8, 13: 17, 17: 13, 1: 5, 5: 1, 20: 0, 18: 8, 9: 11, 11: 9}
_FINALS = {4: 8, 8: 4, 16: 21, 21: 16, 1: 24, 17: 26, 19: 22, 22: 19}


class Noise:
    """Damages names at a level: 0 none, 1 light (a name in sixteen), 2 heavy (a name in six)."""

    def __init__(self, rng: Random, level: int) -> None:
        self._rng = rng
        self._chance = (0.0, 0.06, 0.16)[level]

    def name(self, text: str) -> tuple[str, bool]:
        """A name as an OCR might read it, and whether a letter changed."""
        if self._chance and self._rng.random() < self._chance / 2:
            text = self._spacing(text)
        if self._chance and sum("가" <= letter <= "힣" for letter in text) > 2 and self._rng.random() < self._chance:
            return self._letter(text), True
        return text, False

    def lost(self) -> bool:
        """Whether a row was not read at all."""
        return self._rng.random() < self._chance / 2

    def _spacing(self, text: str) -> str:
        if " " in text:
            at = self._rng.choice([i for i, letter in enumerate(text) if letter == " "])
            return text[:at] + text[at + 1 :]
        return text

    def _letter(self, text: str) -> str:
        places = [i for i, letter in enumerate(text) if "가" <= letter <= "힣"]
        at = self._rng.choice(places)
        return text[:at] + self._alike(text[at]) + text[at + 1 :]

    def _alike(self, syllable: str) -> str:
        code = ord(syllable) - _FIRST
        initial, middle, final = code // (_VOWELS * _LASTS), code // _LASTS % _VOWELS, code % _LASTS
        changes = []
        if initial in _INITIALS:
            changes.append((_INITIALS[initial], middle, final))
        if middle in _MIDDLES:
            changes.append((initial, _MIDDLES[middle], final))
        if final in _FINALS:
            changes.append((initial, middle, _FINALS[final]))
        if not changes:
            return syllable
        initial, middle, final = self._rng.choice(changes)
        return chr(_FIRST + (initial * _VOWELS + middle) * _LASTS + final)
