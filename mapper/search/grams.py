"""Text as the tokens that the index holds: pairs of letters, whatever blanks and signs stand between them.

`공공 와이파이` and `공공와이파이` both are 공공 공와 와이 이파 파이 이: any part of two letters and more is a phrase of
such tokens, and the last letter alone marks the end, so that no phrase goes on into the next text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from operator import add
from typing import Final
from zlib import crc32

CONCEPT: Final = "\ue000"
"""First letter of tokens for what a row is: its kind, the concepts it names, its year, municipality, department."""
NUMBER: Final = "\ue001"
"""First letter of tokens for printed numbers, whole."""
INITIAL: Final = "\ue002"
"""First letter of tokens for the letters that words begin with."""
NAME: Final = "\ue003"
"""First letter of the pairs of letters of names."""
WHOLE: Final = "\ue004"
"""First letter of the token for a whole name."""
START: Final = "\ue005"
"""First letter of tokens for the letters that a name begins with."""
START_SIZES: Final = (2, 3, 4)

_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]")
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


def to_grams(letters: str) -> list[str]:
    """The tokens of squeezed letters."""
    return [*map(add, letters, letters[1:]), letters[-1:]]


def to_phrase(letters: str, before: str = "") -> str:
    """Squeezed letters, two at least, as a phrase of FTS5 that finds them anywhere; `NAME` before: in names."""
    return f'"{" ".join(before + one + two for one, two in pairwise(letters))}"'


def name_tokens(letters: str) -> list[str]:
    """The tokens of a name's squeezed letters: pairs, beginnings, and one for the whole."""
    pairs = [NAME + pair for pair in to_grams(letters)]
    return [*pairs, *(START + letters[:size] for size in START_SIZES if len(letters) >= size), whole_mark(letters)]


def whole_mark(letters: str) -> str:
    """The token of names with just these letters."""
    return f"{WHOLE}{crc32(letters.encode('utf-8', 'replace')):08x}"


def start_mark(letters: str) -> str:
    """The token of names that begin with these letters, two at least, or with the first of them."""
    return START + letters[: START_SIZES[-1]]


def find_marks(text: str) -> Iterator[str]:
    """Tokens for the numbers of a text and for the letters that words begin with."""
    folded = fold(text)
    for number in _NUMBER.findall(_THOUSANDS.sub("", folded)):
        yield NUMBER + number
    for letter in _INITIAL.findall(folded):
        yield INITIAL + letter
