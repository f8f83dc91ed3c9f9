"""A document after reading: its numbered text, what it states, and what became of every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from mapper.records.base import Record
from mapper.records.corrections import AppliedCorrection, Outcome
from mapper.records.issues import Issue
from mapper.records.relations import Relation


class Fate(StrEnum):
    """What became of a source line."""

    READ = "read"
    PROSE = "prose"
    IGNORED = "ignored"
    UNREAD = "unread"


class LineFate(NamedTuple):
    """The account of one line: `rule` names the reading or ignoring rule, `records` index `ReadDocument.records`."""

    line: int
    fate: Fate
    rule: str = ""
    records: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One input file, read.

    `lines` is the numbered text with persons' names and extensions masked (`lines[0]` is line 1);
    `records` are in the order of their lines; `relations` refer to records of this document.
    """

    doc: str
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    media_type: str
    lines: tuple[str, ...]
    records: tuple[Record, ...]
    relations: tuple[Relation, ...]
    issues: tuple[Issue, ...]
    account: tuple[LineFate, ...]
    corrections: tuple[AppliedCorrection, ...] = ()
    """What people changed in `records`, in the order of the lines."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """What became of each correction that was given for the document, by its key."""
    reviewed: Mapping[int, str] = field(default_factory=dict)
    """Lines in which people read another figure, by number, with that figure: for what is concluded from the text."""
    pages: tuple[int, ...] = ()
    """The page on which each line begins; empty where the format has no pages."""
    municipalities: Mapping[str, str] = field(default_factory=dict)
    """By the printed name of a municipality (empty where none is printed) the key of its body in the list of
    territories; an empty key where namesakes cannot be told apart, and no entry for a name that the list has not."""

    def page(self, line: int) -> int:
        """The page of a line, 0 where it is not known."""
        return self.pages[line - 1] if 0 < line <= len(self.pages) else 0


def review(lines: Sequence[str], reviewed: Mapping[int, str]) -> Sequence[str]:
    """The lines with what people read in them; `lines[0]` is line 1."""
    return [reviewed.get(number, line) for number, line in enumerate(lines, 1)] if reviewed else lines
