"""Names of territories in Latin letters, by the Revised Romanization of Korean (국어의 로마자 표기법, 2000)."""

from __future__ import annotations

from typing import Final

from mapper.territories.listed import Level, Territory

_INITIALS: Final = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS: Final = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
_FINALS: Final = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
_BEFORE_VOWEL: Final = {"k": "g", "t": "d", "p": "b", "l": "r"}
_NASAL: Final = {"k": "ng", "t": "n", "p": "m"}
"""A final stop before n, m and r."""

_PROVINCES: Final = ("특별시", "광역시", "직할시", "특별자치시")
"""Endings that English leaves out; those of 특별자치도 and 통합특별시 have official English names by no rule."""
_ENDINGS: Final = {"도": "do", "시": "si", "군": "gun", "구": "gu"}


def romanised_name(territory: Territory) -> str:
    """Its own name: Geumcheon-gu, Chungcheongbuk-do, Seoul; empty where no rule gives the name in use."""
    name = territory.name
    if territory.level is Level.PROVINCE:
        if name.endswith(("특별자치도", "통합특별시")):
            return ""
        for ending in _PROVINCES:
            if name.endswith(ending):
                return romanise(name.removesuffix(ending))
    return f"{romanise(name[:-1])}-{_ENDINGS[name[-1]]}"


def romanise(name: str) -> str:
    """A proper noun in Hangul syllables; sounds change as they meet, but tense sounds are not written.

    Finals of two letters and those that move over before a vowel other than single ones stand in no such name.
    """
    syllables = [divmod(ord(letter) - ord("가"), 588) for letter in name]
    parts = [(_INITIALS[initial], *_rest(rest)) for initial, rest in syllables]
    written = ""
    for index, (initial, vowel, final) in enumerate(parts):
        before = parts[index - 1][2] if index else ""
        following = parts[index + 1][0] if index + 1 < len(parts) else None
        written += _initial(initial, before) + vowel + _final(final, following)
    return written.capitalize()


def _rest(rest: int) -> tuple[str, str]:
    """Vowel and final of a syllable."""
    vowel, final = divmod(rest, 28)
    return _VOWELS[vowel], _FINALS[final]


def _initial(initial: str, before: str) -> str:
    """An initial after the final before it: 종로 is Jongno, 전라 is Jeolla, 울릉 is Ulleung."""
    if initial == "r" and before in {"k", "t", "p", "m", "ng"}:
        return "n"
    if (before, initial) in {("n", "r"), ("l", "r"), ("l", "n")}:
        return "l"
    return initial


def _final(final: str, following: str | None) -> str:
    """A final before the initial that follows: 옥룡 is Ongnyong, 전라 is Jeolla, 목포 is Mokpo."""
    if following in {"n", "m", "r"} and final in _NASAL:
        return _NASAL[final]
    if final == "n" and following == "r":
        return "l"
    if following == "":
        return _BEFORE_VOWEL.get(final, final)
    return final
