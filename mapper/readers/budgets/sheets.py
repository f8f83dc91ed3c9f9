"""Tables whose first cells tell what their numbers are: transposed ones, and sheets of labels and values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mapper.layout import Cell, Table
from mapper.readers.budgets.clauses import Clause, read_clauses
from mapper.readers.budgets.figures import Details, Figure
from mapper.readers.budgets.frames import Frame, fixed_year, path_words
from mapper.readers.budgets.rows import is_blank
from mapper.readers.budgets.words import Words, read_heading, read_words, vocabulary
from mapper.readers.context.labels import plain_number, tells_period
from mapper.records import Span
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

SHEET_RULE = "budget-sheet"
"""Amounts beside labels in a sheet of a project, which the yearly table says again."""


def transposed_figures(frame: Frame) -> Iterator[Figure]:
    """Figures of a table whose first cells tell what its numbers are: years, sources or parts as columns."""
    table = frame.table
    if not table.header or len(table.columns) < 2:
        return
    corner = squeeze(table.columns[0].split(" > ")[-1])
    if tells_period(corner):
        return  # the first row of a sheet: 사업기간 | 2025년 연중
    named = corner in vocabulary("rows", "corner") or corner.endswith("명")
    heads = [path_words(path) for path in table.columns]
    years = sorted(int(words.year) for words in heads if words.year.isdecimal())
    head = frame.head._replace(year="")
    for cells in table.body:
        label = read_heading(cells[0].text)
        if label.year and frame.unit is not None and squeeze(label.name).strip("()") in {"", "안"}:
            label = label._replace(name="", cost=True)  # 2026년(안)
        if not (label.cost or label.stage) or label.refused or label.name:
            continue
        for index in range(1, min(len(cells), len(heads))):
            column = heads[index]
            name = table.columns[index].split(" > ")[-1] if column.name and named else ""
            plain = squeeze(name) in vocabulary("rows", "extras")  # 구분 | 내용
            name = "" if plain else name
            if column.refused or (column.name and not name and not plain) or is_blank(cells[index].text):
                continue
            for clause in read_clauses(cells[index].text, unit=label.unit or column.unit or frame.unit):
                words = clause.words.under(label).under(column).under(head)
                year = words.year or ("all" if words.whole or (column.total and years) else frame.head.year)
                words = words._replace(year=fixed_year(year, years, frame.plan_year), name="")
                if not words.refused:
                    yield _cell_figure(
                        frame, cells[index], clause, words, name, table.rows[0][0].line, _beside(table, index)
                    )


def _beside(table: Table, index: int) -> Details:
    """Location and quantity of the part that heads a column."""
    location = quantity = unit = ""
    for cells in table.body:
        label = squeeze(cells[0].text)
        text = cells[index].text.lstrip("◦○▪•-· ") if index < len(cells) else ""
        if label in vocabulary("rows", "locations"):
            location = location or text
        elif label in vocabulary("rows", "quantities") and len(found := find_quantities(text)) == 1:
            quantity, unit = plain_number(found[0].value), found[0].unit
    return Details(location, quantity, unit)


def paired_figures(frame: Frame) -> Iterator[Figure]:
    """Figures of a sheet: a label of cost and the amount in the cell beside it."""
    for cells in frame.table.rows:
        for left, right in pairwise(cells):
            label = read_words(left.text)
            if not (label.cost or label.stage) or label.refused or label.name or len(left.text) > 20:
                continue
            for clause in read_clauses(right.text, unit=label.unit or frame.unit):
                words = clause.words.under(label).under(frame.head)
                if words.refused:
                    continue
                year = fixed_year("all" if words.whole else words.year, (), frame.plan_year)
                name = words.name if clause.outer and not clause.enclosed else ""
                yield _cell_figure(
                    frame,
                    right,
                    clause,
                    words._replace(year=year, name=""),
                    name,
                    right.line,
                    Details(),
                    SHEET_RULE,
                )


def _cell_figure(
    frame: Frame,
    cell: Cell,
    clause: Clause,
    words: Words,
    name: str,
    name_line: int,
    details: Details,
    rule: str = "budget-table",
) -> Figure:
    """A figure of one cell."""
    return Figure(
        node=frame.node,
        span=Span(cell.line, cell.line),
        name_span=Span(name_line, name_line),
        amount_krw=clause.money.amount_krw,
        printed=clause.money.printed,
        quantum_krw=clause.money.quantum_krw,
        words=words,
        name=name,
        block=frame.block,
        rule=rule,
        support=frame.support,
        claims=tuple((cell, start, end) for start, end in clause.claims),
        details=details,
        in_table=True,
        priced=clause.times is not None,
    )
