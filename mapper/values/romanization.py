"""Hangul to Latin letters by the Revised Romanization of Korean, as official names of places are spelled."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = (
    "g kk n d tt r m b pp s ss _ j jj ch k t p h",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
)
"""Initial, medial and final sounds in the order of their code points; `_` is none."""
_FIRST, _MIDDLE, _LAST = map(str.split, _LETTERS)
_JOINED: Final = {
    ("k", "n"): ("ng", "n"),
    ("k", "m"): ("ng", "m"),
    ("k", "r"): ("ng", "n"),
    ("t", "n"): ("n", "n"),
    ("t", "m"): ("n", "m"),
    ("p", "n"): ("m", "n"),
    ("p", "m"): ("m", "m"),
    ("p", "r"): ("m", "n"),
    ("m", "r"): ("m", "n"),
    ("ng", "r"): ("ng", "n"),
    ("n", "r"): ("l", "l"),
    ("l", "n"): ("l", "l"),
    ("l", "r"): ("l", "l"),
    ("k", "_"): ("", "g"),
    ("p", "_"): ("", "b"),
    ("l", "_"): ("", "r"),
}
"""What a final consonant and the initial one after it become together."""
_SYLLABLES: Final = range(0xAC00, 0xD7A4)


def romanize(text: str) -> str:
    """The text in Latin letters, without capitals and hyphens; what is no Hangul syllable stays as it is."""
    parts: list[str] = []
    final = ""  # of the syllable before, which the next initial may change
    for letter in text:
        if ord(letter) not in _SYLLABLES:
            parts += [final, letter]
            final = ""
            continue
        initial_middle, last = divmod(ord(letter) - _SYLLABLES.start, len(_LAST))
        first, middle = divmod(initial_middle, len(_MIDDLE))
        before, initial = _JOINED.get((final, _FIRST[first]), (final, _FIRST[first]))
        parts += [before, initial.replace("_", ""), _MIDDLE[middle]]
        final = _LAST[last].replace("_", "")
    return "".join([*parts, final])
