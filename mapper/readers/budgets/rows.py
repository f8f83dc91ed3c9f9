"""Rows of a table of money: their labels, their amounts under the right columns, slipped cells put back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mapper.layout import Cell, Table
from mapper.readers.budgets.clauses import Clause, read_clauses
from mapper.readers.budgets.words import (
    NOTHING,
    Words,
    is_refused,
    is_refused_name,
    names_count,
    read_heading,
    read_words,
    source_pattern,
    vocabulary,
)
from mapper.values.text import ORDINALS, squeeze

_EMPTY = frozenset({"", "-", "–", "—", "―", "_", "·", "‐", "ㅡ", "○", "X", "x", "П", "I", "l", "ı", "ㅣ", "|"})
_AMOUNT = re.compile(r"[△▲\-−]?\s?[\d,.]+\s?(?:천|백만|억|만)?\s?원?(?:\s?\([^()]*\))?")
_COUNT = re.compile(
    r"(?:\([^()\d]*\))?\s?[\d,.]+\s?(?:개소|개|대|명|식|건|회|km|㎞|m|㎡|km²|면|동|곳|종|부|권|호|세대|가구|필지|회선|회|개사|개교)"
)

_AS_OF = re.compile(r"[\s()]*\d{1,2}\s?월?\s?\.?\s?(?:초|중|말)?\s?(?:현재|기준|까지)?[\s()]*")
"""The month up to which a year's figures go."""
_LEADING_SOURCE = re.compile(rf"{source_pattern().pattern}\s?[가-힣]{{2,}}")
_OFFICES = frozenset({"동)", "면)"})
"""What ends the name of a row for an office, not for what is counted: 주민숙원사업(면)."""
_SUMMED = re.compile(r"\s(?:계|소계|합계|총계)$")
"""How a row's name ends that says what its parts add up to."""
_NUMBERING = re.compile(r"^\s*(?:[①-⑳❶-❿▪◦○•·\-]\s*|\(?\d{1,2}[.)]\s*(?=\D)|[" + ORDINALS + r"][.)]\s+)")


@dataclass(slots=True)
class Column:
    """What a column holds."""

    role: str
    """`money`, `name`, `number` (a running number), `location`, `quantity` or `other`."""
    words: Words
    label: str


@dataclass(slots=True)
class Row:
    """One row: what its labels say, and the amounts by column."""

    cells: list[Cell]
    line: int
    names: tuple[str, ...] = ()
    words: Words = NOTHING
    amounts: dict[int, tuple[Cell, list[Clause]]] = field(default_factory=dict)
    shift: int = 0
    lost: tuple[int, ...] = ()
    """Columns left without a cell because the row slipped."""
    places: dict[int, int] = field(default_factory=dict)
    """Where the amounts of a mended row are printed: the place of the cell for each column."""
    counts: bool = False
    """Only counts stand where the table has money."""
    proven: bool = False
    """The printed sums prove that the cells slipped."""

    @property
    def outer_total(self) -> bool:
        """A subtotal: it has a name, and an inner label says 계."""
        return self.words.total and bool(self.names)


def is_blank(text: str) -> bool:
    """Whether a cell prints nothing: empty, a dash, or what OCR made of one."""
    return (
        text in _EMPTY
        or (len(text) == 1 and not text.isalnum())
        or (len(text) <= 2 and not re.search(r"[\d가-힣]", text))
    )


@lru_cache(maxsize=2048)
def _has_digit(text: str) -> bool:
    """Whether a cell prints a figure."""
    return any(character.isdigit() for character in text)


def read_rows(table: Table, columns: Sequence[Column], unit: int | None) -> list[Row]:
    """The rows below the header that hold amounts (or the counts above them), in order."""
    money = [index for index, column in enumerate(columns) if column.role == "money"]
    width = len([column for column in columns if column.label]) or len(columns)
    carried: dict[int, str] = {}
    rows: list[Row] = []
    told: int | None = None
    for cells in table.body:
        shift = _shift(cells, columns, money, width)
        row = Row(list(cells), cells[0].line, shift=shift)
        row.line = next((cell.line for cell in cells if cell.text), cells[0].line)
        _read_labels(row, columns, money, carried)
        if any(names_count(cell.text) for cell in cells[: max(0, money[0] + shift)] if cell.text[-2:] not in _OFFICES):
            continue  # 사업량(km)
        if row.words.refused or squeeze(row.names[-1] if row.names else "") in vocabulary("rows", "not_money"):
            continue
        told = told or row.words.unit  # 계(백만원): the rows below are in the total's unit
        _read_amounts(row, columns, money, unit or told)
        if row.amounts or row.counts:
            rows.append(row)
    if len(rows) > 2 and _adds_up(rows[0], rows[1:]):
        rows[0].names, rows[0].words = (), rows[0].words._replace(total=True, name="")
    return rows


def _adds_up(row: Row, parts: Sequence[Row]) -> bool:
    """Whether a row called 전기자동차 계 holds the sums of all rows below it, column by column."""
    if len(row.names) != 1 or not _SUMMED.search(row.names[0]) or not row.amounts:
        return False
    for index, (_, clauses) in row.amounts.items():
        below = [part.amounts[index][1] for part in parts if index in part.amounts]
        if len(clauses) != 1 or any(len(found) != 1 for found in below):
            return False
        if sum(found[0].money.amount_krw for found in below) != clauses[0].money.amount_krw:
            return False
    return True


def _shift(cells: Sequence[Cell], columns: Sequence[Column], money: Sequence[int], width: int) -> int:
    """How far a row's amounts stand to the right (+) or left (-) of their columns."""
    first = money[0]
    texts = [cell.text for cell in cells]
    right = 0
    while (
        first + right < len(texts)
        and texts[first + right]
        and not is_blank(texts[first + right])
        and not _has_digit(texts[first + right])
    ):
        right += 1
    if right and any(_has_digit(text) for text in texts[first + right : first + right + 1] or [""]):
        return right
    filled = max((index + 1 for index, text in enumerate(texts) if text), default=0)
    numeric = [index for index, text in enumerate(texts) if _is_amount(text) or (text and is_blank(text))]
    names = [index for index in range(first) if columns[index].role in {"name", "sources"}]
    if numeric and len(names) > 1 and numeric[0] == first - 1 == names[-1] and filled < width:
        return -1
    return 0


def _is_amount(text: str) -> bool:
    """Whether a cell prints a bare number or an amount."""
    return bool(text) and bool(_AMOUNT.fullmatch(text))


def _read_labels(row: Row, columns: Sequence[Column], money: Sequence[int], carried: dict[int, str]) -> None:
    """Names and words of the label cells; a cell left out under a merged one takes the value above."""
    if any(
        column.role == "number" and read_words(cell.text).total
        for cell, column in zip(row.cells, columns, strict=False)
    ):
        row.words = Words(total=True)  # the total row prints its word under 연번
        return
    places = [
        index
        for index in range(max(0, money[0] + row.shift))
        if index >= len(columns) or columns[index].role in {"name", "money"}
    ]
    places += [index for index in range(money[0] + max(0, row.shift), len(columns)) if columns[index].role == "name"]
    texts = {index: row.cells[index].text if index < len(row.cells) else "" for index in places}
    if row.shift < 0:
        texts = {0: ""} | {index + 1: row.cells[index].text for index in range(money[0] - 1)}
        places = sorted(texts)
    filled = [index for index in places if texts[index] and not is_blank(texts[index])]
    names: list[str] = []
    words = NOTHING
    costs = any(columns[index].words.cost for index in money)
    for index in places:
        text = texts[index] if index in filled else ""
        if not text and (any(later > index for later in filled) or not filled):
            text = carried.get(index, "")
            if text and read_words(text).total:
                continue
        elif text:
            carried[index] = text
            for later in places:
                if later > index:
                    carried.pop(later, None)
        if not text:
            continue
        label = _label_of(text, costs=costs)
        if label.name and not _COUNT.fullmatch(text):
            plain = not label.source and not label.year and not label.unit
            names.append(_NUMBERING.sub("", text if plain else label.name))
        words = _merge(words, label)
    running = (
        ""
        if names
        else next((cell.text for cell, column in zip(row.cells, columns, strict=False) if column.role == "number"), "")
    )
    if len(re.findall(r"[가-힣]", running)) > 2:  # a row over the numbered ones, its name in their first column
        label = read_words(running)
        names, words = [label.name] * bool(label.name), _merge(words, label)
    row.names = tuple(names)
    row.words = words


def _label_of(text: str, *, costs: bool) -> Words:
    """The words of one label cell; `costs` where the columns of money say that they hold costs."""
    label = read_heading(text)
    if label.year and _AS_OF.fullmatch(label.name):
        label = label._replace(name="")  # 2025년(11월말)
    if is_refused(text) and (not is_refused_name(text) or (costs and _names_work(text))):
        label = label._replace(refused=False)  # 폐열회수; 청년 교통비 환급 under 사업비
    if label.name and label.source and not label.year and _LEADING_SOURCE.match(text):
        label = label._replace(source="", name=text)  # 국·도비 보조사업
    return label


def _names_work(text: str) -> bool:
    """Whether a row's name of several words is a work that costs, not a sum of money: 환급, not 환급액."""
    return len(text.split()) > 1 and not text.endswith(("액", "금", "료", "수입", "매출"))


def _merge(outer: Words, inner: Words) -> Words:
    """The words of two label cells of one row."""
    merged, total = inner.under(outer), outer.total or inner.total
    return merged if merged.total == total and not merged.name else merged._replace(total=total, name="")


def _read_amounts(row: Row, columns: Sequence[Column], money: Sequence[int], unit: int | None) -> None:
    """The amounts of a row under their columns."""
    counts = 0
    for index in money:
        place = index + row.shift
        if place >= len(row.cells):
            if row.shift > 0:
                row.lost += (index,)
            continue
        cell = row.cells[place]
        if is_blank(cell.text):
            continue
        clauses = read_clauses(cell.text, unit=columns[index].words.unit or row.words.unit or unit)
        if clauses:
            row.amounts[index] = (cell, clauses)
        elif _COUNT.match(cell.text):
            counts += 1
    row.counts = counts > 0 and not row.amounts
