"""Tables of money: by year and source, by programme with execution, by part, transposed, and label beside value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mapper.layout import Cell, Node, Table
from mapper.layout.outline import Shape
from mapper.readers.budget_clauses import Clause, read_clauses
from mapper.readers.budget_figures import Details, Figure, Slip
from mapper.readers.budget_rows import Column, Row, is_blank, prove_slips, read_rows
from mapper.readers.budget_words import NOTHING, YEAR, Words, is_source, read_words, vocabulary, year_number
from mapper.readers.scope import PlanView
from mapper.records import Reading, Span, Stage
from mapper.values.money import caption_unit
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

_AS_OF = re.compile(rf"({YEAR})\s?[.년]\s?\d{{1,2}}[^()\d]{{0,3}}(?:\d{{1,2}})?\s?[.일]?\s?말?\s?(?:기준|현재)")


@dataclass(slots=True)
class Frame:
    """What surrounds a table: its unit, whether its heading says budget, and the block its figures belong to."""

    node: Node
    table: Table
    head: Words
    unit: int | None
    block: str
    support: tuple[Span, ...]
    plan_year: int | None


def read_budget_table(view: PlanView, node: Node, previous: Frame | None) -> tuple[list[Figure], list[Slip], Frame | None]:
    """The figures of one table; a table that goes on from `previous` over a page takes its unit and block."""
    table = node.table
    assert table is not None
    frame = _frame(view, node, table, previous)
    columns = _columns(frame)
    if any(column.role == "money" for column in columns):
        figures, slips = _from_columns(frame, columns)
    else:
        figures, slips = list(_from_rows(frame)) or list(_from_pairs(frame)), []
    return figures, slips, frame if figures else None


def _frame(view: PlanView, node: Node, table: Table, previous: Frame | None) -> Frame:
    """Heading and unit of a table: its caption, the line above it, the section."""
    scope = view.scope(node)
    parent = node.parent
    line = parent.label or parent.text if parent is not None and parent.table is None else ""
    heads = [read_words(text) for text in (table.caption, line) if text]
    said = next((words for words in heads if words.cost and not words.name), None)
    refused = any(words.refused for words in heads[:1])
    head = said if said is not None else NOTHING
    if said is None and scope.section == "budget" and not refused:
        head = replace(head, cost=True)
    head = replace(head, stage=head.stage if head.stage is not Stage.CHANGE else None, total=False, name="", refused=False)
    head = replace(head, year=head.year or _as_of_year(table.caption, line))
    unit = caption_unit(table.caption) or next((words.unit for words in heads if words.unit), None) or _unit_below(node)
    block = f"t{table.first}"
    support = [Span(table.caption_line, table.caption_line)] if table.caption_line else []
    if table.header:
        support.append(Span(table.rows[0][0].line, table.header[-1][0].line))
    if previous is not None and unit is None and table.columns == previous.table.columns and any(table.columns):
        unit, block, head = previous.unit, previous.block, previous.head
    plan = scope.department.plan
    return Frame(node, table, head, unit, block, tuple(support), plan.plan_year or plan.report_year)


def _unit_below(node: Node) -> int | None:
    """The unit that a note directly below a table gives: `※ 단위 : 천원`."""
    siblings = node.parent.children if node.parent is not None else []
    index = next((place for place, item in enumerate(siblings) if item is node), len(siblings))
    follower = siblings[index + 1] if index + 1 < len(siblings) else None
    if follower is None or follower.first - node.last > 2 or not (follower.is_note or follower.shape is Shape.CAPTION):
        return None
    return caption_unit(follower.text)


def _as_of_year(*texts: str) -> str:
    """The year of a date for which amounts are told: `2025. 6. 30. 기준`."""
    for text in texts:
        match = _AS_OF.search(text)
        if match is not None:
            return str(year_number(match[1]))
    return ""


def _columns(frame: Frame) -> list[Column]:
    """The role of every column."""
    table = frame.table
    words = [_path_words(path) for path in table.columns]
    labels = [squeeze(path.split(" > ")[-1]) for path in table.columns]
    rooted = [squeeze(path.split(" > ")[0]) for path in table.columns]
    said = any(word.is_budget and (word.cost or word.stage) for word in words)
    by_source = any(label in {"재원", "재원별", "재원구분"} for label in labels + rooted)
    by_source = by_source or sum(is_source(row[0].text) for row in table.body if row) > 1
    context = frame.head.cost or said or by_source
    columns = [Column(_role(label, word, context), word, label) for label, word in zip(labels, words, strict=True)]
    first = next((index for index, column in enumerate(columns) if column.role == "money"), -1)
    if first < 0:
        return columns
    for column in columns[:first]:
        if not column.label:  # under a merged heading
            column.role = "name"
    last = ""
    for index, column in enumerate(columns):  # a heading over several columns, printed once
        if column.label or not last:
            last = column.role if column.label else ""
        elif last == "money" and _money_below(table, index):
            columns[index] = Column("money", columns[index - 1].words, "")
    return columns


def _money_below(table: Table, index: int) -> bool:
    """Whether a column without a heading prints amounts with their unit."""
    return any(index < len(row) and read_clauses(row[index].text) for row in table.body)


def _path_words(path: str) -> Words:
    """The words of a heading and of those above it."""
    words = NOTHING
    for part in path.split(" > "):
        words = replace(read_words(part).under(words), total=read_words(part).total, whole=read_words(part).whole)
    return words


def _role(label: str, words: Words, context: bool) -> str:
    """The role of a column by its label and words."""
    plain = re.sub(r"\(.*?\)", "", label)
    if plain in vocabulary("rows", "numbers"):
        return "number"
    if words.refused:
        return "other"
    named = plain in vocabulary("rows", "names") or (plain.endswith("명") and len(plain) > 1)
    if named and not (words.stage or words.year or words.unit):
        return "location" if plain in vocabulary("rows", "locations") and plain not in vocabulary("rows", "names") else "name"
    if plain in vocabulary("rows", "locations"):
        return "location"
    if plain in vocabulary("rows", "quantities"):
        return "quantity"
    if plain in vocabulary("rows", "extras") or not label:
        return "other"
    if words.name:
        return "money" if words.cost and (words.stage or context) else "other"
    if words.stage or words.cost:
        return "money"
    return "money" if context and (words.year or words.source or words.total or words.category) else "other"


def _from_columns(frame: Frame, columns: list[Column]) -> tuple[list[Figure], list[Slip]]:
    """Figures of a table whose headings tell what its numbers are."""
    rows = read_rows(frame.table, columns, frame.unit)
    prove_slips(rows)
    figures: list[Figure] = []
    above: Row | None = None
    for row in rows:
        if row.counts:
            above = row
            continue
        figures.extend(_row_figures(frame, columns, row, above, rows))
        above = None
    return figures, _slips(frame, columns, rows)


def _row_figures(frame: Frame, columns: Sequence[Column], row: Row, above: Row | None, rows: Sequence[Row]) -> Iterator[Figure]:
    """One row's figures; `above` is a row of counts that names the same thing over two rows."""
    names, first = row.names, row.line
    details = _details(columns, row, above)
    if above is not None and above.names and above.line == row.line - 1:
        joined = " ".join(dict.fromkeys((*above.names, *names)))
        names, first = (joined,), above.line
    noted = _noted_source(row)
    for index, (cell, clauses) in row.amounts.items():
        heading = columns[index].words.name if columns[index].words.stage is None else ""
        if heading and names:
            continue  # kinds of cost across named rows: neither is a part by itself
        for clause in clauses:
            words = clause.words.under(row.words).under(replace(columns[index].words, name="")).under(replace(frame.head, year=""))
            words = replace(words, source=words.source or noted, name="")
            if words.refused:
                continue
            column_total = columns[index].words.total
            words = _with_year(words, column_total, row.words.total, columns, rows, frame.plan_year)
            words = replace(words, year=words.year or fixed_year(frame.head.year, (), frame.plan_year))
            name = names[-1] if names else heading
            yield Figure(
                node=frame.node,
                span=Span(cell.line, cell.line),
                name_span=Span(first, row.line),
                amount_krw=clause.money.amount_krw,
                printed=clause.money.printed,
                quantum_krw=clause.money.quantum_krw,
                words=words,
                name=name,
                block=frame.block,
                rule="budget-table",
                reading=Reading.MENDED if row.proven else Reading.PRINTED,
                support=frame.support,
                claims=tuple((cell, start, end) for start, end in clause.claims),
                details=details,
                in_table=True,
                outer_total=row.outer_total,
                priced=clause.times is not None,
            )


def _noted_source(row: Row) -> str:
    """The source that the first amount's cell names for its whole row: `(시 비) 266`."""
    for cell, clauses in row.amounts.values():
        lead = cell.text[: clauses[0].money.start]
        match = re.match(r"\s*[(\[（]([^()]*)[)\]）]", lead)
        return read_words(squeeze(match[1])).source if match else ""
    return ""


def _with_year(
    words: Words, column_total: bool, row_total: bool, columns: Sequence[Column], rows: Sequence[Row], plan_year: int | None
) -> Words:
    """The fiscal year of a cell: totals over the printed years, `before` the first, `after` the last."""
    across = [column.words.year for column in columns if column.role == "money" and column.words.year]
    down = [row.words.year for row in rows if row.words.year]
    plain = sorted(int(year) for year in (*across, *down) if year.isdigit())
    year = words.year
    if words.whole and not year:
        year = "all"
    elif not year and words.stage is not Stage.CHANGE and ((column_total and across) or (row_total and down)):
        year = "all"
    elif not year and words.stage is Stage.CHANGE:
        year = str(plain[-1]) if plain else ""
    return replace(words, year=fixed_year(year, plain, plan_year))


def fixed_year(year: str, plain: Sequence[int], plan_year: int | None) -> str:
    """`before`, `after`, `this` and `last` as years of the table, else of the plan."""
    if year == "before":
        first = plain[0] if plain else plan_year
        return f"<={first - 1}" if first else ""
    if year == "after":
        last = plain[-1] if plain else plan_year
        return f">{last}" if last else ""
    if year in {"this", "last"}:
        return str(plan_year - (year == "last")) if plan_year else ""
    return year


def _details(columns: Sequence[Column], row: Row, above: Row | None) -> Details:
    """Location and quantity that the row's other columns give, or the row of counts above it."""
    location, quantity, unit = "", "", ""
    for index, column in enumerate(columns):
        text = row.cells[index].text if index < len(row.cells) else ""
        if column.role == "location" and text and not is_blank(text):
            location = location or text
        elif column.role == "quantity" and text and not quantity:
            found = find_quantities(text)
            if len(found) == 1:
                quantity, unit = _plain(found[0].value), found[0].unit
    if above is not None and not quantity:
        counts = [found for cell in above.cells[1:] if (found := find_quantities(cell.text))]
        if counts:
            quantity, unit = _plain(counts[0][0].value), counts[0][0].unit
    return Details(location, quantity, unit)


def _plain(value: Decimal) -> str:
    """A decimal number without trailing zeros."""
    return format(value.normalize(), "f")


def _slips(frame: Frame, columns: Sequence[Column], rows: Sequence[Row]) -> list[Slip]:
    """The slipped rows as one finding."""
    slipped = [row for row in rows if row.proven]
    if not slipped:
        return []
    expected: list[str] = []
    found: list[str] = []
    for row in slipped:
        index = min(row.amounts)
        printed = row.amounts[index][1][0].money.printed
        expected.append(f"{_label(frame, index)} {printed}")
        found.append(f"{_label(frame, index + row.shift)} {printed}")
    totals = [row.line for row in rows if row.words.total and not row.names]
    lines = [cells[0].line for cells in frame.table.header] + totals + [row.line for row in slipped]
    return [Slip(frame.node, tuple(dict.fromkeys(lines)), "; ".join(expected), "; ".join(found))]


def _label(frame: Frame, index: int) -> str:
    """The printed heading of a column."""
    return frame.table.columns[index].split(" > ")[-1] if index < len(frame.table.columns) else ""


def _from_rows(frame: Frame) -> Iterator[Figure]:
    """Figures of a table whose first cells tell what its numbers are: years, sources or parts as columns."""
    table = frame.table
    if not table.header or len(table.columns) < 2:
        return
    corner = squeeze(table.columns[0].split(" > ")[-1])
    named = corner in vocabulary("rows", "corner") or corner.endswith("명")
    heads = [_path_words(path) for path in table.columns]
    years = sorted(int(words.year) for words in heads if words.year.isdigit())
    for cells in table.body:
        label = read_words(cells[0].text)
        if not (label.cost or label.stage) or label.refused or label.name:
            continue
        for index in range(1, min(len(cells), len(heads))):
            column = heads[index]
            name = table.columns[index].split(" > ")[-1] if column.name and named else ""
            if column.refused or (column.name and not name) or is_blank(cells[index].text):
                continue
            for clause in read_clauses(cells[index].text, unit=label.unit or column.unit or frame.unit):
                words = clause.words.under(label).under(replace(column, name="")).under(replace(frame.head, year=""))
                year = words.year or ("all" if words.whole or (column.total and years) else frame.head.year)
                words = replace(words, year=fixed_year(year, years, frame.plan_year), name="")
                if not words.refused:
                    yield _cell_figure(frame, cells[index], clause, words, name, table.rows[0][0].line, _beside(table, index))


def _beside(table: Table, index: int) -> Details:
    """Location and quantity of the part that heads a column."""
    location = quantity = unit = ""
    for cells in table.body:
        label = squeeze(cells[0].text)
        text = cells[index].text.lstrip("◦○▪•-· ") if index < len(cells) else ""
        if label in vocabulary("rows", "locations"):
            location = location or text
        elif label in vocabulary("rows", "quantities") and len(found := find_quantities(text)) == 1:
            quantity, unit = _plain(found[0].value), found[0].unit
    return Details(location, quantity, unit)


def _from_pairs(frame: Frame) -> Iterator[Figure]:
    """Figures of a sheet: a label of cost and the amount in the cell beside it."""
    for cells in frame.table.rows:
        for left, right in zip(cells, cells[1:], strict=False):
            label = read_words(left.text)
            if not (label.cost or label.stage) or label.refused or label.name or len(left.text) > 20:
                continue
            for clause in read_clauses(right.text, unit=label.unit or frame.unit):
                words = clause.words.under(replace(label, total=False)).under(frame.head)
                if words.refused:
                    continue
                year = fixed_year("all" if words.whole else words.year, (), frame.plan_year)
                name = words.name if clause.outer and not clause.enclosed else ""
                yield _cell_figure(frame, right, clause, replace(words, year=year, name=""), name, right.line, Details(), "budget-sheet")


def _cell_figure(
    frame: Frame, cell: Cell, clause: Clause, words: Words, name: str, name_line: int, details: Details, rule: str = "budget-table"
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
