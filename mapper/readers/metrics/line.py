"""A line of figures before they are named: its text, its brackets, what stands around each figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.readers.metrics.names import words
from mapper.readers.metrics.numbers import Figure, mask_numbers
from mapper.values.dates import Period

_BRACKET = re.compile(r"[(（〔［\[)）〕］\]]")
_OPENING = frozenset("([（〔［")
_EMPTY_GROUP = re.compile(r"[(（\[][\s~∼,.]*[)）\]](?=\s?[가-힣A-Za-z]{2}[가-힣A-Za-z\s]*\d)")
_BETWEEN = re.compile(r"\s?[가-힣\s]{0,10}")
_OPENS = re.compile(r"(?:\s?([가-힣]{2,6}))?\s?(?=[(（])")


@dataclass(slots=True)
class Phrase:
    """One figure of a text and what it measures."""

    figure: Figure
    metric: str
    unit: str
    dimensions: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""
    """The line's label, where the figure has a name of its own beside it."""
    total: int = -1
    """Index of the phrase that this one is a part of, or -1."""
    own: bool = True
    aside: bool = False
    """It stands in brackets behind a figure that the line's label names."""


class Line:
    """A text with its figures and its brackets."""

    def __init__(
        self, text: str, periods: Sequence[Period], figures: Sequence[Figure], label: str, fallback: str
    ) -> None:
        self.text, self.figures = text, figures
        self.masked = mask_numbers(text, periods)
        self.words = _without_dates(text, periods)
        self.label, self.fallback = label.strip(), fallback
        self.groups = _groups(text)
        self.brackets = [self.around(figure.start) for figure in figures]
        """The bracket open at each figure, -1 at the top level."""

    def around(self, position: int) -> int:
        """Index of the innermost bracket open at a position; -1 at the top level."""
        return max((start for start, stop in self.groups.items() if start < position <= stop), default=-1)

    def closing(self, opened: int) -> int:
        """Index of the bracket that closes the one at `opened`; the text's end where none does."""
        return self.groups.get(opened, len(self.text))

    def end_with_group(self, index: int) -> int:
        """Where a figure ends, or the bracket around it."""
        around = self.brackets[index]
        return self.figures[index].end if around < 0 else self.closing(around) + 1

    def before_in_level(self, index: int) -> int | None:
        """The figure before this one in the same brackets."""
        bracket = self.brackets[index]
        return next((other for other in range(index - 1, -1, -1) if self.brackets[other] == bracket), None)

    def holder_of(self, bracket: int, known: int) -> int | None:
        """The figure, one of the first `known`, that stands before an opening bracket, an act between at most."""
        for index in range(known - 1, -1, -1):
            if self.figures[index].end <= bracket and self.brackets[index] != bracket:
                between = self.text[self.figures[index].end : bracket]
                tokens = between.split()
                acts = len(tokens) <= 2 and all(token in words("acts") for token in tokens)
                return index if acts and _BETWEEN.fullmatch(between) else None
        return None

    def bracket_after(self, figure: Figure) -> int:
        """The bracket that opens directly after a figure, an act between at most; -1 if none."""
        match = _OPENS.match(self.text, figure.end)
        if match is None or (match[1] and match[1] not in words("acts")):
            return -1
        return match.end()

    def in_label(self, figure: Figure) -> bool:
        """Whether a figure stands inside the line's label."""
        return bool(self.label) and figure.start < self.text.find(":")

    def ends_list(self, position: int) -> bool:
        """Whether the item before the clause's comma holds no figure, so that it ends a list: `가, 나 등 44개`."""
        comma = self.text.rfind(",", 0, position)
        if comma < 0:
            return False
        begin = max(self.text.rfind(sign, 0, comma) for sign in ",:：([;/")
        return not any(begin < figure.end <= comma for figure in self.figures)


def within_brackets(text: str, position: int) -> bool:
    """Whether a position stands inside brackets."""
    return any(start < position <= stop for start, stop in _groups(text).items())


def _groups(text: str) -> dict[int, int]:
    """Every opening bracket with the one that closes it, an open one with the text's end."""
    groups: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPENING:
            stack.append(match.start())
        elif stack:
            groups[stack.pop()] = match.start()
    groups.update((start, len(text)) for start in stack)
    return groups


def _without_dates(text: str, periods: Sequence[Period]) -> str:
    """The text with its dates blanked; a clause begins anew after brackets that held a date only."""
    characters = list(text)
    for period in periods:
        characters[period.begin : period.stop] = " " * (period.stop - period.begin)
    return _EMPTY_GROUP.sub(lambda match: ";" + " " * (len(match.group()) - 1), "".join(characters))
