"""How well one saved question explains the words of a free one: pieces, values, words left, and a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from mapper.catalog.question import Parameter, ParameterType, SavedQuery
from mapper.catalog.understanding.naming import (
    MUNICIPALITY,
    SINCE,
    Mention,
    Names,
    find_choices,
    find_names,
    find_patterns,
    find_years,
)
from mapper.catalog.understanding.words import FreeQuestion, Word, cut_particle, is_empty, simplify, split_terms

KEYWORD, WEAK_KEYWORD, SUMMARY, LABEL, DESCRIPTION = 3.0, 1.6, 1.5, 1.2, 0.8
"""What a word is worth by where the header has it: keywords, summary, tags and name, descriptions of parameters."""
NAME, CHOICE, FIRST_YEAR, FREE = 1.5, 1.2, 1.0, 0.75
"""What a value is worth: a name or year, one of a closed list, a year for the first of several, words looked for."""
UNUSED, WITHOUT_WORD, FOR_MACHINES = -1.0, -1.5, -1.0
"""What a word that is left costs, a search without its word, and an answer that programs read."""
MACHINE_TAGS: Final = frozenset({"table", "export"})
SEARCH_TAG: Final = "search"
"""A question with this tag looks for a word; without one it answers with everything, or with all of a choice."""
MOST_FREE: Final = 6
"""Nobody looks for a name of more words; they are a sentence that was not understood."""
_SAID, _TERM, _LABEL = range(3)
"""What letters are that could be several things: what the header says they mean, its terms, a choice's label."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of the free question that a saved one explains: by a term of its header, or as a parameter's value."""

    start: int
    end: int
    worth: float
    parameter: str = ""
    value: str = ""
    kind: int = _SAID
    first: bool = False
    """Found by a pattern, which says more than any word in it."""

    @property
    def rank(self) -> tuple[bool, int, int, float, int, str, str]:
        """What patterns found, then longer ones first, then by kind and worth, then from left to right."""
        return (not self.first, self.start - self.end, self.kind, -self.worth, self.start, self.parameter, self.value)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A saved question with the parameters that a free one gives it."""

    question: SavedQuery
    values: Mapping[str, str]
    unused: tuple[str, ...]
    """Words that it has no use for, as they were written."""
    crowded: tuple[str, ...]
    """Parameters for which several values were named."""
    first_year: bool
    """A single year was named, and the question only knows a first one."""
    searched: str
    """The words that are looked for, empty for none."""
    understood: float
    """What the words of its header are worth, without values."""
    explained: int
    """How many pieces it explains."""
    score: float

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of `workplan ask` that ask it."""
        return (self.question.id, *(part for name, value in self.values.items() for part in ("-p", f"{name}={value}")))


class Terms:
    """The terms of all questions with their worth; a word that many headers have tells less."""

    def __init__(self, questions: Sequence[SavedQuery]) -> None:
        common: Counter[str] = Counter()
        for question in questions:
            common.update({term for text in _texts(question) for term in split_terms(text)})
        self._of = {question.id: _weigh(question, common) for question in questions}

    def of(self, question: SavedQuery) -> Mapping[str, float]:
        """The terms of a question."""
        return self._of[question.id]


def _texts(question: SavedQuery) -> list[str]:
    """The texts of a header whose words are compared over all headers."""
    described = (text for entry in question.parameters for text in entry.description)
    return [*question.summary, *question.tags, question.id, *described]


def _weigh(question: SavedQuery, common: Counter[str]) -> dict[str, float]:
    """Each term with the most that one of its places is worth."""
    terms: dict[str, float] = {}
    labels = [*question.tags, question.name.replace("-", " "), question.topic]
    described = [text for entry in question.parameters for text in entry.description]
    for worth, texts in ((SUMMARY, question.summary), (LABEL, labels), (DESCRIPTION, described)):
        for text in texts:
            for term in split_terms(text):
                terms[term] = max(terms.get(term, 0.0), worth / sqrt(max(common[term], 1)))
    weak = {simplify(keyword): WEAK_KEYWORD for keyword in question.weak_keywords}
    return terms | weak | {simplify(keyword): KEYWORD for keyword in question.keywords}


def match(asked: FreeQuestion, question: SavedQuery, terms: Mapping[str, float], names: Names) -> Candidate:
    """What a saved question makes of a free one."""
    found = [*_find_terms(asked, terms)]
    for parameter in question.parameters:
        found += _find_values(asked, question, parameter, names)
    pieces = _choose(found)
    values = {piece.parameter: piece.value for piece in pieces if piece.parameter}
    crowded = tuple(sorted({one.parameter for one in pieces if one.parameter and values[one.parameter] != one.value}))
    left = _find_left(asked, pieces)
    searched = next((entry.name for entry in question.parameters if takes_words(entry)), "")
    run = _longest_run(left) if searched else []
    if run:
        values[searched] = " ".join([*(word.written for word in run[:-1]), cut_particle(run[-1].written, listed="cut")])
    unused = tuple(word.written for word in left if word not in run)
    choices = {entry.name for entry in question.parameters if entry.type is ParameterType.CHOICE or entry.keywords}
    within = [one for one in pieces if one.parameter in choices]
    understood = _sum_terms(asked, [one for one in found if not one.parameter], pieces, within)
    score = understood + sum({piece.parameter: piece.worth for piece in pieces if piece.parameter}.values())
    if run:
        score += FREE
    elif searched and SEARCH_TAG in question.tags:
        score += WITHOUT_WORD / (2 if within else 1)
    score += UNUSED * len(unused) + (FOR_MACHINES if MACHINE_TAGS & {*question.tags} else 0)
    order = [entry.name for entry in question.parameters]
    return Candidate(
        question,
        dict(sorted(values.items(), key=lambda entry: order.index(entry[0]))),
        unused,
        crowded,
        any(piece.parameter == SINCE and piece.worth == FIRST_YEAR for piece in pieces),
        values[searched] if run else "",
        understood,
        len(pieces) + bool(run),
        round(score, 6),
    )


def _sum_terms(asked: FreeQuestion, terms: Iterable[Piece], chosen: Sequence[Piece], choices: Sequence[Piece]) -> float:
    """What the terms are worth, each once: those chosen, and those within a choice (`예산` in `당초예산`)."""
    counted = {
        asked.letters[term.start : term.end]: term.worth
        for term in terms
        if term in chosen or any(one.start <= term.start and term.end <= one.end for one in choices)
    }
    return sum(counted.values())


def takes_words(parameter: Parameter) -> bool:
    """Whether a parameter looks for words: a text that nothing else says how to find."""
    free = parameter.type is ParameterType.STRING and parameter.default == ""
    return free and not parameter.choices and not parameter.pattern


def _find_terms(asked: FreeQuestion, terms: Mapping[str, float]) -> Iterable[Piece]:
    """Where the terms of a header stand."""
    for term, worth in terms.items():
        for start, end in asked.find(term):
            yield Piece(start, end, worth, kind=_TERM)


def _find_values(asked: FreeQuestion, question: SavedQuery, parameter: Parameter, names: Names) -> list[Piece]:
    """Where the question names values of a parameter."""

    def to_pieces(mentions: Iterable[Mention], worth: float, *, kind: int = _SAID, first: bool = False) -> list[Piece]:
        return [Piece(one.start, one.end, worth, parameter.name, one.value, kind, first) for one in mentions]

    pieces = to_pieces(find_patterns(asked, parameter), NAME, first=True) if parameter.pattern else []
    pieces += to_pieces(find_choices(asked, parameter, labels=False), CHOICE)
    if parameter.type is ParameterType.YEAR:
        alone, since = find_years(asked)
        years = [entry.name for entry in question.parameters if entry.type is ParameterType.YEAR]
        pieces += to_pieces(since if parameter.name == SINCE else alone, NAME)
        if years == [SINCE] and not since:
            pieces += to_pieces(alone, FIRST_YEAR)
    elif parameter.type is ParameterType.CHOICE:
        pieces += to_pieces(find_choices(asked, parameter, labels=True), CHOICE, kind=_LABEL)
    elif parameter.choices.query:
        known = names.list_values(question, parameter)
        pieces += to_pieces(find_names(asked, known, of_municipalities=parameter.name == MUNICIPALITY), NAME)
    return pieces


def _choose(found: Iterable[Piece]) -> list[Piece]:
    """Pieces that do not overlap, the longest first."""
    chosen: list[Piece] = []
    for piece in sorted(found, key=lambda piece: piece.rank):
        if not any(piece.start < other.end and other.start < piece.end for other in chosen):
            chosen.append(piece)
    return sorted(chosen, key=lambda piece: piece.start)


def _find_left(asked: FreeQuestion, pieces: Sequence[Piece]) -> list[Word]:
    """The words that no piece explains: of more than one letter beside the pieces, and not empty of meaning."""
    left = []
    for word in asked.words:
        covered = {place for piece in pieces for place in range(piece.start, piece.end)}
        rest = "".join(asked.letters[place] for place in range(word.start, word.end) if place not in covered)
        whole = len(rest) == word.end - word.start
        if not is_empty(rest) and (len(rest) > 1 or (whole and not rest.isdecimal())):
            left.append(word)
    return left


def _longest_run(left: Sequence[Word]) -> list[Word]:
    """The words that are looked for: those left that stand together, most of them, the first where equal."""
    runs: list[list[Word]] = []
    for word in left:
        if runs and runs[-1][-1].end == word.start:
            runs[-1].append(word)
        else:
            runs.append([word])
    longest = max(runs, key=len, default=[])
    return longest if len(longest) <= MOST_FREE else []
