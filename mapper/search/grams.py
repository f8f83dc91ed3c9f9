"""Text as the tokens that the index holds: pairs of letters, whatever blanks and signs stand between them.

`공공 와이파이` and `공공와이파이` both are 공공 공와 와이 이파 파이 이: any part of two letters and more is a phrase of
such tokens, and the last letter alone marks the end, so that no phrase goes on into the next text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import add
from typing import Final

CONCEPT: Final = "\ue000"
"""First letter of tokens for what a row is: its kind, the concepts it names, its year, municipality, department."""
NUMBER: Final = "\ue001"
"""First letter of tokens for printed numbers, whole."""
INITIAL: Final = "\ue002"
"""First letter of tokens for the letters that words begin with."""

_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """A text without what makes the same letters look different: width, composition, capitals."""
    return unicodedata.normalize("NFKC", text).casefold()


def squeeze(text: str) -> str:
    """The letters and digits of a text alone: `Wi-Fi 존` is wifi존."""
    return _SIGNS.sub("", fold(text))


def split_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))


def to_grams(texts: Iterable[str]) -> str:
    """The tokens of some texts, none reaching from one into the next."""
    return " ".join(" ".join((*map(add, letters, letters[1:]), letters[-1:])) for letters in map(squeeze, texts))


def to_phrase(letters: str) -> str:
    """Squeezed letters, two at least, as a phrase of FTS5 that finds them anywhere."""
    return f'"{" ".join(map(add, letters, letters[1:]))}"'


def to_whole(letters: str) -> str:
    """Squeezed letters as a phrase that finds texts which end with them; behind `^` those that are just them."""
    return f'"{" ".join((*map(add, letters, letters[1:]), letters[-1:]))}"'


def find_marks(texts: Iterable[str]) -> Iterator[str]:
    """Tokens for the numbers of some texts and for the letters that words begin with."""
    for text in texts:
        folded = fold(text)
        for number in _NUMBER.findall(_THOUSANDS.sub("", folded)):
            yield NUMBER + number
        for word in _WORD.findall(folded):
            if not word[0].isdecimal():
                yield INITIAL + word[0]
