"""Rows of HTML tables that are written one cell a line, folded into one line each and unfolded again.

A relation is judged by the rows and columns of a table, however its cells are broken into lines: a table that goes on
below the number of a page, with its head said again, is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from mapper.records import Record, Ref, Relation, Span
from mapper.records.filling import altered
from mapper.records.issues import Issue
from mapper.relations.figures import place_at

_Relation = TypeVar("_Relation", bound=Relation)

_OPENS: Final = re.compile(r"\s*(?:<(?:table|thead|tbody)\b[^>]*>\s*)*<tr\b[^>]*>(?:(?!</tr\b).)*", re.IGNORECASE)
_CELLS: Final = re.compile(r"\s*(?:<(?P<name>t[dh])\b[^>]*>(?:(?!</?t[dhr]\b).)*</(?P=name)>\s*)+", re.IGNORECASE)
_CLOSES: Final = re.compile(r"\s*</tr\s*>\s*(?:</(?:thead|tbody|table)\s*>\s*)*", re.IGNORECASE)
_FRAME: Final = re.compile(r"\s*(?:</?(?:thead|tbody|tr)\b[^>]*>\s*)+", re.IGNORECASE)
_CELL: Final = re.compile(r"<t[dh]\b", re.IGNORECASE)
_BLOCK: Final = re.compile(r"(?P<kind>[a-z]+)(?P<line>\d+)")
_PAGE: Final = re.compile(r"\s*[-–—]\s?\d{1,3}\s?[-–—]\s*")


class Break(NamedTuple):
    """What parts the halves of a table: the first line of the second half's own rows, and the rows said again."""

    end: int
    again: list[int]


class FoldedLines:
    """The lines of a document with each row of a table in one line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._first: list[int] = []
        """Of each folded line the first line that it is made of, counted from 1."""
        self._stands: list[int] = []
        """Of each folded line the line of its first cell; the line itself where it is no row."""
        self.lines: Sequence[str] = lines
        self.is_plain = True
        """Nothing is folded."""
        self._spans: dict[Span, Span] = {}
        """The folded lines of each span that was asked for."""
        self._heads: dict[int, int] = {}
        """Of each line of a head that a page says again the line that it repeats."""
        self.breaks: list[int] = []
        """The first folded line behind each number of a page that parts a table."""
        breaks = dict(find_breaks(lines))
        if breaks or any("<tr" in line or "<TR" in line for line in lines):
            self._fold_lines(lines, breaks)
        self._folded = [] if self.is_plain else self._find_all(len(lines))
        """Of each line the folded one: asked thousands of times."""

    def fold(self, line: int) -> int:
        """The folded line that a line is part of."""
        return self._folded[line] if 0 <= line < len(self._folded) else self._find(line)

    def fold_span(self, span: Span) -> Span:
        """The folded lines of a span; many records rest on the same lines."""
        known = self._spans.get(span)
        if known is None:
            first, last = span
            begin = self.fold(first)
            known = self._spans[span] = Span(begin, begin if last == first else self.fold(last))
        return known

    def _find_all(self, last: int) -> list[int]:
        """Of each line up to the last the folded one that it is part of."""
        found = [1] * self._first[0]
        for folded, (begin, end) in enumerate(pairwise((*self._first, last + 1)), 1):
            found += [folded] * (end - begin)
        plain = tuple(found)
        for line, head in self._heads.items():
            found[line] = plain[head]
        return found

    def _find(self, line: int) -> int:
        """The folded line that a line is part of, looked for."""
        return max(bisect_right(self._first, self._heads.get(line, line)), 1)

    def unfold_span(self, span: Span) -> Span:
        """The lines on which folded lines stand."""
        return Span(self._stands[span.first - 1], self._stands[span.last - 1])

    def _fold_lines(self, lines: Sequence[str], breaks: Mapping[int, Break]) -> None:
        """Joins the lines of each row; the frame of a table's rows, and what parts its halves, are left out."""
        folded: list[str] = []
        at = 0
        while at < len(lines):
            if at in breaks:
                again, at = breaks[at].again, breaks[at].end
                self._heads |= {at - len(again) + place + 1: head + 1 for place, head in enumerate(again)}
                self.is_plain = False
                self.breaks.append(len(folded) + 1)
                continue
            end = _end_of_row(lines, at) if "<" in lines[at] else at
            cell, text = at, lines[at]
            if end > at:
                self.is_plain = False
                cell = next((line for line in range(at, end) if _CELL.search(lines[line])), at)
                text = "".join(lines[at : end + 1])
            elif "<" in text and _FRAME.fullmatch(text):
                at += 1
                continue
            self._first.append(at + 1)
            self._stands.append(cell + 1)
            folded.append(text)
            at = end + 1
        if not self.is_plain:
            self.lines = folded


@lru_cache(maxsize=1)
def fold_lines(lines: tuple[str, ...]) -> FoldedLines:
    """The folded lines of the document that is read now: all that judges its relations shares them."""
    return FoldedLines(lines)


class Folding:
    """Records and lines of a document with each row of a table in one line, and the way back."""

    def __init__(self, records: Sequence[Record], lines: Sequence[str]) -> None:
        self._lines = fold_lines(tuple(lines))
        self.lines = self._lines.lines
        self.breaks = self._lines.breaks
        self._is_plain = self._lines.is_plain
        self._blocks: dict[str, str] = {}
        """The folded names of blocks: many records share one."""
        self.records = records if self._is_plain else self._fold_all(records)
        pairs = () if self._is_plain else tuple(zip(records, self.records, strict=True))
        self._folded = {id(old): new for old, new in pairs}
        self._printed = {id(new): old for old, new in pairs}

    def fold(self, relation: _Relation) -> _Relation:
        """A relation of the folded records instead of the printed ones."""
        if self._is_plain:
            return relation
        support = tuple(map(self._lines.fold_span, relation.support))
        changed = _replaced(relation, self._folded)
        return altered(relation, changed | {"span": self._lines.fold_span(relation.span), "support": support})

    def unfold(self, relation: _Relation) -> _Relation:
        """A relation of the printed records instead of the folded ones, with the lines that they stand on."""
        if self._is_plain:
            return relation
        printed: dict[Span, list[Span]] = {}
        for record in _records_of(relation):
            printed.setdefault(record.span, []).append(self._printed[id(record)].span)
        spans: list[Span] = []
        for span in relation.support:
            spans.extend(printed.get(span) or [self._lines.unfold_span(span)])
        place = place_at(relation.rule, spans)
        changed = _replaced(relation, self._printed)
        return altered(relation, changed | {"span": place["span"], "support": place["support"]})

    def unfold_issue(self, issue: Issue) -> Issue:
        """A remark at the line where its row begins."""
        return issue if self._is_plain else altered(issue, {"span": self._lines.unfold_span(issue.span)})

    def _fold_all(self, records: Sequence[Record]) -> list[Record]:
        """The records with all that names a line in folded lines."""
        folders: dict[type[object], Callable[[Any], object]] = {
            Span: self._lines.fold_span,
            Ref: self._fold_ref,
            tuple: self._fold_spans,
            str: self._fold_block,
        }
        return [_fold_record(record, folders) for record in records]

    def _fold_ref(self, ref: Ref) -> Ref:
        """The entry at a folded line."""
        line = self._lines.fold(ref.line)
        return ref if line == ref.line else Ref(ref.kind, ref.name, line)

    def _fold_spans(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Lines that a record rests on; a tuple of other things as it is."""
        return tuple(map(self._lines.fold_span, values)) if isinstance(values[0], Span) else values

    def _fold_block(self, block: str) -> str:
        """The block that is called by a folded line."""
        known = self._blocks.get(block)
        if known is None:
            match = _BLOCK.fullmatch(block)
            known = f"{match['kind']}{self._lines.fold(int(match['line']))}" if match else block
            self._blocks[block] = known
        return known


def _fold_record(record: Record, folders: Mapping[type[object], Callable[[Any], object]]) -> Record:
    """A record with each value that names a line folded by what folds its class."""
    changed: dict[str, object] = {}
    names, values = _PLACED[type(record)]
    for name, value in zip(names, values(record), strict=True):
        if not value:  # no further lines, no part, no block
            continue
        fold = folders.get(type(value))
        folded = fold(value) if fold is not None else value
        if folded != value:
            changed[name] = folded
    return altered(record, changed) if changed else record


def find_breaks(lines: Sequence[str]) -> Iterator[tuple[int, Break]]:
    """Where a number of a page, and the head said again, part the rows of one table; all counted from 0."""
    top: int | None = None
    for at, line in enumerate(lines):
        if _is_row(line):
            top = at if top is None else top
            continue
        if top is None or (not line.strip() and at and not lines[at - 1].strip()):
            continue
        number = at + 1 if not line.strip() and at + 1 < len(lines) else at
        below = next((other for other in range(number + 1, len(lines)) if lines[other].strip()), len(lines))
        again = list(_said_again(lines, top, below)) if _PAGE.fullmatch(lines[number]) else []
        if again and at - top > len(again) and below + len(again) < len(lines) and _is_row(lines[below + len(again)]):
            yield at, Break(below + len(again), again)
        top = None


def _is_row(line: str) -> bool:
    """Whether a line holds a sign that parts the cells of a row."""
    return "|" in line or "\t" in line


def _said_again(lines: Sequence[str], top: int, below: int) -> Iterator[int]:
    """The rows from the top of a table that the lines further below say again; rulers are said alike."""
    for head, line in zip(range(top, len(lines)), lines[below:], strict=False):
        if not _is_row(line) or line.strip() != lines[head].strip():
            return
        yield head


def _end_of_row(lines: Sequence[str], first: int) -> int:
    """The last line of the row that a line opens and does not close; the line itself where cells run over lines."""
    if not _OPENS.fullmatch(lines[first]):
        return first
    inside = lines[first][lines[first].lower().rindex("<tr") :].partition(">")[2]
    if inside.strip() and not _CELLS.fullmatch(inside):
        return first
    for last in range(first + 1, len(lines)):
        if _CLOSES.fullmatch(lines[last]):
            return last
        if lines[last].strip() and not _CELLS.fullmatch(lines[last]):
            break
    return first


class _Names(dict[type[Relation], tuple[str, ...]]):
    """Of each class of relations the names of its own fields: those of every record hold no record."""

    def __missing__(self, kind: type[Relation]) -> tuple[str, ...]:
        shared = {field.name for field in fields(Record)}
        self[kind] = tuple(field.name for field in fields(kind) if field.name not in shared)
        return self[kind]


class _Placing(NamedTuple):
    """The fields of a record class that may name a line, and what gives their values."""

    names: tuple[str, ...]
    values: Callable[[Record], tuple[Any, ...]]


class _Placed(dict[type[Record], _Placing]):
    """Of each record class the fields that may name a line."""

    def __missing__(self, kind: type[Record]) -> _Placing:
        told = ((field.name, str(field.type)) for field in fields(kind))
        names = tuple(name for name, type_ in told if name == "block" or "Span" in type_ or "Ref" in type_)
        self[kind] = _Placing(names, attrgetter(*names))
        return self[kind]


_NAMES: Final = _Names()
_PLACED: Final = _Placed()


def _records_of(relation: Relation) -> Iterator[Record]:
    """The records that a relation is about."""
    for name in _NAMES[type(relation)]:
        value = getattr(relation, name)
        if isinstance(value, Record):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Record))


def _replaced(relation: Relation, others: dict[int, Record]) -> dict[str, object]:
    """The fields of a relation that hold records, with other records in their place."""
    changed: dict[str, object] = {}
    for name in _NAMES[type(relation)]:
        value = getattr(relation, name)
        if isinstance(value, Record):
            changed[name] = others[id(value)]
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            changed[name] = tuple(others[id(part)] for part in value)
    return changed
