"""A free question as words: split, brought to one form, and looked through for terms, in Korean and in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mapper.lexicon import load

_WORD: Final = re.compile(r"\d[\d,.]*\d[^\W_]*|[^\W_]+(?:[-'’_][^\W_]+)*")
_INSIDE: Final = re.compile(r"[-'’_\s,]")
_HANGUL: Final = re.compile("[가-힣]")
_SHORTEST: Final = 2
"""A Korean term of one syllable stands in too many words by chance."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was written, and where its form stands in the question's letters."""

    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FreeQuestion:
    """A question in free words. `letters` are the forms of its words without anything between them.

    So `정보화 교육` and `정보화교육` are the same letters; where words begin is kept apart.
    """

    written: str
    letters: str
    words: tuple[Word, ...]

    @classmethod
    def read(cls, text: str) -> FreeQuestion:
        """Split a text."""
        words, letters = [], ""
        for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
            form = simplify(match.group())
            words.append(Word(match.group(), len(letters), len(letters) + len(form)))
            letters += form
        return cls(text, letters, tuple(words))

    def find(self, term: str) -> Iterator[tuple[int, int]]:
        """Where a simplified term stands: a Latin one as whole words, a Korean one also within a compound."""
        starts = {word.start for word in self.words}
        ends = {word.end for word in self.words}
        short = len(term) < _SHORTEST
        at = self.letters.find(term) if term else -1
        while at >= 0:
            end = at + len(term)
            whole = at in starts and end in ends
            if whole or (not short and self._stands(term, at, end, starts, ends)):
                yield at, end
            at = self.letters.find(term, at + 1)

    def _stands(self, term: str, at: int, end: int, starts: set[int], ends: set[int]) -> bool:
        """Whether letters are the term and not parts of other words."""
        if at not in starts and any(at < start < end for start in starts):
            return False  # the end of one word and the beginning of another
        before = at in starts or is_hangul(self.letters[at - 1]) or is_hangul(term[0])
        after = end in ends or is_hangul(self.letters[end]) or is_hangul(term[-1])
        return before and after

    def word_at(self, place: int) -> Word:
        """The word that a letter belongs to."""
        return next(word for word in self.words if word.start <= place < word.end)

    def rest_of_word(self, end: int) -> str:
        """The letters of a word behind a place in it."""
        return self.letters[end : self.word_at(end - 1).end]


def is_hangul(letter: str) -> bool:
    """Whether a letter is a Hangul syllable."""
    return bool(_HANGUL.match(letter))


@cache
def simplify(text: str) -> str:
    """A word or phrase in the form in which words are compared: small letters, without blanks, hyphens and plurals."""
    forms = (_INSIDE.sub("", match.group().casefold()) for match in _WORD.finditer(unicodedata.normalize("NFC", text)))
    return "".join(map(_singular, forms))


def _singular(form: str) -> str:
    """An English noun without the ending of its plural; only compared with others cut the same way."""
    if not form.isascii() or len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return form
    return f"{form[:-3]}y" if form.endswith("ies") else form[:-1]


def split_terms(text: str) -> list[str]:
    """The terms of a summary or description: simplified words without endings and without those that mean nothing."""
    found = (cut_particle(simplify(match.group())) for match in _WORD.finditer(text))
    return [term for term in dict.fromkeys(found) if len(term) >= _SHORTEST and not is_empty(term)]


def is_empty(form: str) -> bool:
    """Whether a word says nothing of what is asked for: it asks, joins, or is an ending."""
    if not form or form in _empty_words() or form in _list("particles") or form.startswith(_list("starts")):
        return True
    return cut_particle(form) in _empty_words()


def cut_particle(form: str, *, listed: str = "particles") -> str:
    """A Korean word without the ending of a noun; at least two letters stay."""
    least = int(lexicon()["least"])
    for particle in _list(listed):
        if form.endswith(particle) and len(form) - len(particle) >= least and is_hangul(form[-len(particle) - 1]):
            return form.removesuffix(particle)
    return form


def ends_as_word(rest: str) -> bool:
    """Whether what follows a name in its word is no more than endings: a name, and not the beginning of another."""
    return not rest or rest in _list("particles") or not is_hangul(rest[0])


def listed(name: str) -> tuple[str, ...]:
    """A list of words of the lexicon."""
    return _list(name)


def lexicon() -> dict[str, Any]:
    """The words of free questions."""
    return load("asking")


@cache
def _list(name: str) -> tuple[str, ...]:
    """A list of the lexicon."""
    return tuple(str(lexicon()[name]).split())


@cache
def _empty_words() -> frozenset[str]:
    """The words that mean nothing by themselves, simplified as the question's are."""
    return frozenset(map(simplify, _list("words"))) | frozenset(_list("words"))
