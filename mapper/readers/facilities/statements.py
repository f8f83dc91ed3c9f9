"""What lines and tables state of places, and which of several statements of one place is its row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from mapper.lexicon import load
from mapper.readers.facilities.place_names import head_noun, is_proper
from mapper.records import Span, further_spans
from mapper.values.text import letters

TABLE, NAMED, LISTED, MENTIONED = 4, 3, 2, 1
"""How full a statement is: a row of a table, a line headed by the name, an item of a label, a mention in a sentence."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One place at one line."""

    name: str
    span: Span
    rule: str
    rank: int
    location: str = ""
    size: str = ""
    purpose: str = ""
    operator: str = ""
    table: int = 0
    """First line of the table that the row stands in; 0 outside tables of facilities."""
    repeats: tuple[Span, ...] = ()
    """Where the place is named again."""

    @property
    def key(self) -> str:
        """The name for comparison, brackets left out."""
        return letters(re.sub(r"[(（][^()（）]*[)）]", "", self.name)) or letters(self.name)

    @property
    def kind(self) -> str:
        """The head noun, else the last word that is no number."""
        words = [word.strip("”’\"'") for word in self.name.split() if re.search(r"[가-힣A-Za-z]{2}", word)]
        bridge = "교" if words and words[-1].endswith("교") else ""
        return head_noun(self.name) or bridge or (words[-1] if words else self.name)


@cache
def labels(*keys: str) -> frozenset[str]:
    """A word list of the lexicon as a set."""
    value = load("facilities")
    for key in keys:
        value = value[key]
    return frozenset(str(value).split())


def is_place_label(label: str) -> bool:
    """Whether a label, spaces removed, heads places: one of the lexicon, or a 장소 of any other doing."""
    if label in labels("labels", "places"):
        return True
    return label.endswith("장소") and len(label) <= LONGEST_LABEL and label not in labels("nouns", "loose")


LONGEST_LABEL = 6
"""Letters of a label that ends in 장소."""


def choose_statements(statements: Iterable[Statement]) -> list[Statement]:
    """One statement per place, by line: all rows of its first table, else the fullest, else the first.

    A common noun stands at the first line whose label of place gives it; a shorter common noun that an earlier
    one ends in (자치회관 after 동 자치회관) is the same.
    """
    groups: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda entry: (entry.span, -entry.rank)):
        groups.setdefault(statement.key, []).append(statement)
    chosen: list[Statement] = []
    for group in groups.values():
        rows = [entry for entry in group if entry.rank == TABLE]
        if rows:
            first = [entry for entry in rows if entry.table == rows[0].table]
            chosen.extend(_fill(entry, group) if len(first) == 1 else entry for entry in first)
            continue
        located = [entry for entry in group if entry.location]
        if (
            not is_proper(group[0].name)
            and len(located) > 1
            and all(entry.span == located[0].span for entry in located)
        ):
            chosen.extend(located)
            continue
        best = (
            group[0]
            if not is_proper(group[0].name) and max(entry.rank for entry in group) <= LISTED
            else max(group, key=lambda entry: (entry.rank, bool(entry.location)))
        )
        chosen.append(_fill(best, group))
    commons = {entry.key: entry.span for entry in chosen if not is_proper(entry.name)}
    proper = {entry.key for entry in chosen if is_proper(entry.name)}
    kept = [entry for entry in chosen if not _shortens(entry, commons) and not _is_end(entry, proper)]
    return sorted(kept, key=lambda entry: entry.span)


def _fill(statement: Statement, group: list[Statement]) -> Statement:
    """The statement with where its place is named again, and a location that only another statement of it gives."""
    location = statement.location or next((entry.location for entry in group if entry.location), "")
    repeats = further_spans(statement.span, (entry.span for entry in group))
    return replace(statement, location=location, repeats=repeats)


def _is_end(statement: Statement, proper: set[str]) -> bool:
    """Whether a proper name is the end of a longer one (상생홍보관 of 마루시 상생홍보관)."""
    key = statement.key
    return statement.rank < TABLE and key in proper and any(other != key and other.endswith(key) for other in proper)


def _shortens(statement: Statement, commons: dict[str, Span]) -> bool:
    """Whether a common noun is the end of another common noun that stands before it."""
    if statement.key not in commons or statement.rank == TABLE:
        return False
    return any(
        key != statement.key
        and key.endswith(statement.key)
        and len(key) - len(statement.key) <= 2
        and span < statement.span
        for key, span in commons.items()
    )
