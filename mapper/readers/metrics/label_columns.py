"""Which columns of a table of figures name its rows, and which only number them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Cell
from mapper.readers.metrics.figure_cells import is_figure
from mapper.readers.metrics.names import is_generic, words
from mapper.readers.metrics.numbers import mask_numbers
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

_PLACES = re.compile(r"위치|소재지|주소|비고|용도|기능|담당|부서|팀|운영주체|관리|연락처|기간|시기|내용|근거|사진|특징")
LONGEST_PLACE = 16
"""Letters of a place that tells rows apart."""
_GROUPS = re.compile(r"[(（][^()（）]*[)）]")
_NUMBERED = re.compile(r"제?(\d{1,2})([가-힣]{1,3})")


def find_label_columns(labels: Sequence[str], columns: Sequence[int], body: Sequence[Sequence[Cell]]) -> list[int]:
    """The columns that name the rows, outermost first, of those before the figures; `labels` are the heads of all."""
    return _indicator_columns(labels, columns, body) or _naming_columns(labels, columns, body)


def _indicator_columns(labels: Sequence[str], columns: Sequence[int], body: Sequence[Sequence[Cell]]) -> list[int]:
    """The column of indicators behind goals and strategies, with that of 목표 and 실적; none where it is the first."""
    indicator = max((index for index in columns if labels[index] in words("indicator_heads")), default=-1)
    if indicator <= min(columns, default=0):
        return []
    told = {index: {squeeze(row[index].text) for row in body if index < len(row)} - {""} for index in columns}
    kinds = words("indicator_columns")
    return [indicator, *(index for index in columns if index > indicator and told[index] <= kinds)]


def _naming_columns(labels: Sequence[str], columns: Sequence[int], body: Sequence[Sequence[Cell]]) -> list[int]:
    """The first columns of words, up to one that tells of the row instead of naming it: a place, a count."""
    named: list[int] = []
    for index in columns:
        told = [row[index].text for row in body if index < len(row) and row[index].text]
        printed = sum(_is_counted(_GROUPS.sub(" ", text)) for text in told)
        telling = _PLACES.search(labels[index]) or is_generic(labels[index])
        if named and (printed * 2 > len(told) or (telling and not _parts_rows(named[-1], index, body))):
            break
        named.append(index)
    return named


def _parts_rows(name: int, index: int, body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column tells rows apart over which the name is merged: the places of one course."""
    printed = [(bool(row[name].text), row[index].text) for row in body if max(name, index) < len(row)]
    return any(text and not named for named, text in printed) and all(len(text) <= LONGEST_PLACE for _, text in printed)


def counts_rows(body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first cells number the rows from 1 on, whatever their head says."""
    numbers = [row[0].text for row in body if row and row[0].text]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def numbers_names(body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first cells are names with a running number: 1권역, 2권역 ...; 제1구역, 제2구역 ..., a total last."""
    texts = [squeeze(row[0].text) for row in body if row and row[0].text]
    named = [match for text in texts if text not in words("totals") and (match := _NUMBERED.fullmatch(text))]
    running = [int(match[1]) for match in named] == list(range(1, len(named) + 1))
    others = sum(text not in words("totals") for text in texts) - len(named)
    return len(named) > 1 and running and not others and len({match[2] for match in named}) == 1


def _is_counted(text: str) -> bool:
    """Whether a cell prints a number with a unit, or nothing but a number."""
    return bool(find_quantities(mask_numbers(text, []))) or is_figure(text.strip())
