"""Columns of a table of posts that no list of labels knows: below a corner 직렬, and by the sums of the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Cell
from mapper.lexicon import words
from mapper.readers.staffing.labels import Label, read_label
from mapper.values.text import squeeze

_FIRST_NUMBER = re.compile(r"\s*(\d{1,4})(?!\d)(?:\s?명)?\s?(?:[/(]|$)")
_NONE = re.compile(r"\s*[-–—·]?\s*")
LONGEST_KIND = 10
"""Letters of a kind of posts."""


def name_kinds(columns: list[Label], heads: Sequence[Sequence[str]], shift: int) -> None:
    """Below a corner cell that says kinds of posts (직렬), every other column is one: 행정, 공업."""
    if not heads or not any(squeeze(text) in words("staffing", "labels", "kinds") for text in heads[0]):
        return
    if any(column.measures or column.grade for column in columns):
        return
    for index, texts in enumerate(heads[1:], 1):
        if texts and not columns[index + shift].known and not is_note(texts):
            columns[index + shift] = Label(series=texts[-1])


def name_proven_kinds(
    rows: Sequence[Sequence[Cell]], columns: list[Label], heads: Sequence[Sequence[str]], shift: int
) -> None:
    """Beside grades, unknown columns that alone make up what the rows' totals leave are kinds of posts."""
    totals = [index for index, column in enumerate(columns) if column.total and not column.series]
    graded = [index for index, column in enumerate(columns) if column.grade]
    unknown = [
        index
        for index, column in enumerate(columns)
        if graded and index > graded[0] and not column.known and _may_be_kind(heads[index - shift])
    ]
    if len(totals) != 1 or len(graded) < 2 or not unknown or any(columns[index].series for index in graded):
        return
    graded += [index for index, column in enumerate(columns) if column.series and not column.total]
    proven = False
    for row in rows:
        whole, parts = _number(row, totals[0]), [_number(row, index) for index in graded]
        others = [_number(row, index) for index in unknown]
        if whole is None or None in parts or None in others or not sum(part or 0 for part in parts):
            continue
        if whole != sum(number or 0 for number in (*parts, *others)):
            return
        proven = proven or any(others)
    if proven:
        for index in unknown:
            columns[index] = Label(series=heads[index - shift][-1])


def name_measured_kinds(columns: list[Label], heads: Sequence[Sequence[str]], shift: int) -> None:
    """Beside the total of a measure (`정원 > 계`) an unknown word below its head is a kind of posts: `정원 > 사서`."""
    wholes = {column.measures for column in columns if column.measures and column.total}
    for index, texts in enumerate(heads, shift):
        column = columns[index] if index < len(columns) else Label()
        told = column.series or column.grade or column.total
        if told or column.measures not in wholes or len(texts) < 2 or read_label(texts[-1]).known:
            continue
        if _may_be_kind(texts):
            columns[index] = Label(measures=column.measures, series=texts[-1])


def _may_be_kind(texts: Sequence[str]) -> bool:
    """Whether a head may name a kind of posts: a short word without a figure that heads no remarks."""
    text = squeeze(texts[-1]) if texts else ""
    return 1 < len(text) <= LONGEST_KIND and not re.search(r"\d", text) and not is_note(texts)


def _number(row: Sequence[Cell], index: int) -> int | None:
    """The first number of a cell; 0 for an empty one, None for words."""
    text = row[index].text if index < len(row) else ""
    if _NONE.fullmatch(text):
        return 0
    match = _FIRST_NUMBER.match(text)
    return int(match[1]) if match else None


def is_note(texts: Sequence[str]) -> bool:
    """Whether a column holds remarks."""
    return bool(texts) and (squeeze(texts[-1]) in words("staffing", "labels", "note") or _garbled_note(texts))


def _garbled_note(texts: Sequence[str]) -> bool:
    """비고 with damaged letters: 비끄, 비고란."""
    return bool(texts) and bool(re.fullmatch(r"비.{0,2}", squeeze(texts[-1])))
