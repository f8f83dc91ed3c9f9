"""Tables of money: by year and source, by programme with execution, by part, transposed, and label beside value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from mapper.layout import Cell, Node, Table
from mapper.readers.budgets.clauses import Clause, read_clauses, read_shares, whole_source
from mapper.readers.budgets.figures import Details, Figure, Slip
from mapper.readers.budgets.frames import UNIT_ABOVE, Frame, corner_unit, fixed_year, make_frame, path_words
from mapper.readers.budgets.rows import Column, Row, is_blank, read_rows
from mapper.readers.budgets.sheets import paired_figures, transposed_figures
from mapper.readers.budgets.slips import mend_slips
from mapper.readers.budgets.words import OTHER_SOURCES, Words, is_source, read_heading, read_words, vocabulary
from mapper.readers.context.labels import plain_number
from mapper.readers.context.scope import PlanView
from mapper.records import Reading, Span, Stage
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

_HEAD_UNIT = re.compile(r"[(（]([^()（）\d]{1,4})[)）]$")
"""The unit behind the head of a column of counts: `물량(개소)`."""
_ROUND = re.compile(r"\(.*?\)")
_MONEY = re.compile(r"\d[\s조억만천백십]*원|\d\s?억|원\s*[)）\]]|단\s*위[^)）\]\n]*[원억]")
"""What every amount, and every unit in brackets or behind 단위, holds."""
_LEADING_BRACKET = re.compile(r"\s*[(\[（]([^()]*)[)\]）]")


def read_budget_table(
    view: PlanView, node: Node, previous: Frame | None
) -> tuple[list[Figure], list[Slip], Frame | None]:
    """The figures of one table; a table that goes on from `previous` over a page takes its unit and block."""
    table = node.table
    assert table is not None
    if previous is None and not _may_hold_money(node, table):
        return [], [], None
    frame = make_frame(view, node, table, previous)
    columns = _columns(frame)
    if any(column.role == "money" for column in columns) and not _has_programmes_beside(frame, columns):
        figures, slips = _from_columns(frame, columns)
    else:
        figures, slips = list(transposed_figures(frame)), []
    figures = figures or list(paired_figures(frame))
    return figures, slips, frame if figures else None


def _may_hold_money(node: Node, table: Table) -> bool:
    """Whether an amount or a unit of money stands in or around a table, without which it has no figures (cheap)."""
    texts = [cell.text for row in table.rows for cell in row]
    texts += [table.caption, *table.columns]
    beside: list[Node] = []
    if node.parent is not None:
        beside = node.parent.children
        texts += [above.text for above in islice(node.ancestors(), UNIT_ABOVE)]
    place = next((index for index, item in enumerate(beside) if item is node), len(beside))
    texts += [follower.text for follower in beside[place + 1 : place + 2]]
    return _MONEY.search("\n".join(texts)) is not None


def _has_programmes_beside(frame: Frame, columns: Sequence[Column]) -> bool:
    """Whether programmes head the columns and years the rows: no column tells year, stage or source, most rows do."""
    told = any(column.words.year or column.words.stage or column.words.source for column in columns)
    named = sum(bool(column.words.name) for column in columns[1:])
    labels = [read_heading(row[0].text) for row in frame.table.body if row and row[0].text]
    timed = sum(bool(label.year or label.stage) for label in labels)
    return not told and named > 1 and timed > 1 and timed * 2 > len(labels)


def _columns(frame: Frame) -> list[Column]:
    """The role of every column."""
    table = frame.table
    labels = [squeeze(path.split(" > ")[-1]) for path in table.columns]
    rooted = [squeeze(path.split(" > ")[0]) for path in table.columns]
    words = _heading_words(table, labels)
    said = any(word.is_budget and (word.cost or word.stage) for word in words)
    by_source = any(label in {"재원", "재원별", "재원구분"} for label in labels + rooted)
    by_source = by_source or sum(is_source(row[0].text) for row in table.body if row) > 1
    context = frame.head.cost or said or by_source or _names_costs(table)
    columns = [Column(_role(label, word, context), word, label) for label, word in zip(labels, words, strict=True)]
    first = next((index for index, column in enumerate(columns) if column.role == "money"), -1)
    if first < 0:
        return columns
    units = {column.words.unit for column in columns if column.role == "money" and column.words.unit}
    if frame.unit is None and len(units) == 1:  # 2026예산(천원) | 2025예산(천원) | 증감
        frame.unit = units.pop()
    for column in columns[:first]:
        if not column.label:  # under a merged heading
            column.role = "name"
    if not any(column.role == "name" for column in columns):
        _name_by_content(table, columns, first)
    _name_below_merged(table, columns, first)
    _set_places_behind(columns, first)
    for index, column in enumerate(columns):
        if column.label in vocabulary("rows", "sources") and any(one.role == "name" for one in columns[:index]):
            column.role = "sources"
    last = ""
    for index, column in enumerate(columns):  # a heading over several columns, printed once
        if column.label or not last:
            last = column.role if column.label else ""
        elif last == "money" and _money_below(table, index):
            columns[index] = Column("money", columns[index - 1].words, "")
    return columns


def _names_costs(table: Table) -> bool:
    """Whether the labels of rows say that figures are costs, with their unit: `사업비(백만원)` below `사업량(대)`."""
    labels = (read_heading(cell.text) for row in table.body for cell in row[:2] if "원" in cell.text)
    return any(words.cost and words.unit and not words.refused for words in labels)


def _heading_words(table: Table, labels: Sequence[str]) -> list[Words]:
    """The words of every column's heading; 기타 beside two sources is one."""
    words = [path_words(path) for path in table.columns]
    if words and corner_unit(table):
        words[0] = words[0]._replace(unit=None)
    if sum(is_source(label) for label in labels) < 2:
        return words
    return [
        word._replace(source=label, name="") if label in OTHER_SOURCES and not word.source else word
        for label, word in zip(labels, words, strict=True)
    ]


def _name_by_content(table: Table, columns: Sequence[Column], first: int) -> None:
    """Where no heading tells names, the first column of words before the money does: 사업내용, 추진내용."""
    for index, column in enumerate(columns[:first]):
        texts = [row[index].text for row in table.body if index < len(row) and row[index].text]
        if column.role == "other" and texts and not any(find_quantities(text, bare=True) for text in texts):
            column.role = "name"
            return


def _name_below_merged(table: Table, columns: Sequence[Column], first: int) -> None:
    """Where one name is merged over several amounts (구분), the words beside it name each: 내용."""
    names = [index for index, column in enumerate(columns[:first]) if column.role == "name"]
    inner = names[-1] + 1 if names else first
    if inner >= first or columns[inner].role != "other":
        return
    merged = [
        row
        for row in table.body
        if len(row) > first and not row[names[-1]].text and row[inner].text and row[first].text
    ]
    told = columns[inner].label.endswith(("내용", "공종", "항목")) or len(merged) > 1
    if merged and told and not any(find_quantities(row[inner].text, bare=True) for row in merged):
        columns[inner].role = "name"


def _set_places_behind(columns: Sequence[Column], first: int) -> None:
    """Places behind the money name no row that has its name before it: 품목 | 단가 | 설치장소."""
    if any(column.role == "name" for column in columns[:first]):
        for column in columns[first:]:
            if column.role == "name" and column.label in vocabulary("rows", "locations"):
                column.role = "location"


def _money_below(table: Table, index: int) -> bool:
    """Whether a column without a heading prints amounts with their unit."""
    return any(index < len(row) and read_clauses(row[index].text) for row in table.body)


def _role(label: str, words: Words, context: bool) -> str:
    """The role of a column by its label and words."""
    plain = _ROUND.sub("", label)
    if plain in vocabulary("rows", "numbers"):
        return "number"
    if words.refused:
        return "quantity" if plain in vocabulary("rows", "quantities") else "other"
    named = plain in vocabulary("rows", "names") or (plain.endswith("명") and len(plain) > 1)
    if named and not (words.stage or words.year or words.unit):
        return (
            "location"
            if plain in vocabulary("rows", "locations") and plain not in vocabulary("rows", "names")
            else "name"
        )
    if plain in vocabulary("rows", "locations"):
        return "location"
    if plain in vocabulary("rows", "quantities"):
        return "quantity"
    if plain in vocabulary("rows", "extras") or not label:
        return "other"
    if words.name:
        return "money" if words.cost and (words.stage or context) else "other"
    if words.stage or words.cost or (context and plain in vocabulary("rows", "amounts")):
        return "money"
    return "money" if context and (words.year or words.source or words.total or words.category) else "other"


def _from_columns(frame: Frame, columns: list[Column]) -> tuple[list[Figure], list[Slip]]:
    """Figures of a table whose headings tell what its numbers are."""
    rows = read_rows(frame.table, columns, frame.unit)
    _fill_sources(columns, rows)
    if sum(bool(row.words.source) and not row.names for row in rows) > 1:
        for row in rows:
            if len(row.names) == 1 and squeeze(row.names[0]) in OTHER_SOURCES and not row.words.source:
                row.words, row.names = row.words._replace(source=row.names[0]), ()
    mend_slips(rows, columns, frame.unit)
    _share_stage(columns, rows)
    figures: list[Figure] = []
    years = _printed_years(columns, rows)
    above: Row | None = None
    for row in rows:
        if row.counts:
            above = row
            continue
        figures.extend(_row_figures(frame, columns, row, above, years))
        above = None
    return figures, _slips(frame, columns, rows)


def _share_stage(columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Sources beside 당초예산 (집행액 ...) are of its stage where they add up to it in every row."""
    shares = [index for index, column in enumerate(columns) if _is_share(column)]
    for index, column in enumerate(columns):
        if column.role != "money" or column.words.stage is None or column.words.source or column.words.name:
            continue
        wholes = [row.amounts[index][1][0].money.amount_krw for row in rows if index in row.amounts]
        sums = [
            sum(row.amounts[share][1][0].money.amount_krw for share in shares if share in row.amounts)
            for row in rows
            if index in row.amounts
        ]
        agreeing = sum(whole == part for whole, part in zip(wholes, sums, strict=True))
        if shares and column.words.stage is not Stage.CHANGE and agreeing * 2 > len(wholes):
            for share in shares:
                columns[share].words = columns[share].words._replace(
                    stage=column.words.stage, year=columns[share].words.year or column.words.year
                )
            return


def _is_share(column: Column) -> bool:
    """Whether a column only says a source."""
    return column.role == "money" and bool(column.words.source) and column.words.stage is None


def _row_figures(
    frame: Frame, columns: Sequence[Column], row: Row, above: Row | None, years: _Years
) -> Iterator[Figure]:
    """One row's figures; `above` is a row of counts that names the same thing over two rows."""
    names, first = row.names, row.line
    details = _details(columns, row, above)
    if above is not None and above.names and above.line == row.line - 1:
        joined = " ".join(dict.fromkeys((*above.names, *names)))
        names, first = (joined,), above.line
    noted, shares = _noted_sources(columns, row)
    head = frame.head._replace(year="") if frame.head.year else frame.head
    kinds = sum(bool(column.words.name) for column in columns if column.role == "money")
    for index, (cell, clauses) in row.amounts.items():
        heading = columns[index].words.name if columns[index].words.stage is None else ""
        if heading and names and kinds > 1:
            continue  # kinds of cost across named rows: neither is a part by itself
        for cell, clause in (*((cell, clause) for clause in clauses), *shares):
            said = row.words
            if said.stage is not None and names and columns[index].words.stage:
                said = said._replace(stage=None)
            words = clause.words.under(said).under(columns[index].words).under(head)
            if words.name or (noted and not words.source):
                words = words._replace(source=words.source or noted, name="")
            if words.refused:
                continue
            column_total = columns[index].words.total
            words = _with_year(words, column_total, row.words.total, years, frame.plan_year)
            if not words.year:
                words = words._replace(year=fixed_year(frame.head.year, (), frame.plan_year))
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


def _noted_sources(columns: Sequence[Column], row: Row) -> tuple[str, list[tuple[Cell, Clause]]]:
    """The source of a row's only amount, or its shares: `(시 비) 266`; `도비 200, 시비 200` under 재원 or 비고."""
    for cell, clauses in row.amounts.values():
        lead = cell.text[: clauses[0].money.start]
        match = _LEADING_BRACKET.match(lead)
        if match and (source := read_words(squeeze(match[1])).source):
            return source, []
    if len(row.amounts) != 1:
        return "", []
    amount = next(iter(row.amounts.values()))[1][0]
    if amount.words.source:
        return "", []
    for cell, column in zip(row.cells, columns, strict=False):
        if column.role != "sources" and column.label not in vocabulary("rows", "notes"):
            continue
        if source := whole_source(cell.text):
            return source, []
        shares = [share for share in read_shares(cell.text, 0, amount.money) if share.words.source]
        if shares:
            return "", [(cell, share) for share in shares]
    return "", []


def _fill_sources(columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Let rows below a cell that says who pays say so, too, where theirs was left out under it."""
    for index, column in enumerate(columns):
        said: Cell | None = None
        for row in rows if column.role == "sources" else ():
            cell = row.cells[index] if index < len(row.cells) else None
            if cell is not None and cell.text:
                said = cell
            elif cell is not None and said is not None and not row.words.total and whole_source(said.text):
                row.cells = [*row.cells[:index], said, *row.cells[index + 1 :]]


class _Years(NamedTuple):
    """The years that a table prints: whether over its columns, whether beside its rows, and the plain ones in order."""

    across: bool
    down: bool
    plain: tuple[int, ...]


def _printed_years(columns: Sequence[Column], rows: Sequence[Row]) -> _Years:
    """The years of a table."""
    across = [column.words.year for column in columns if column.role == "money" and column.words.year]
    down = [row.words.year for row in rows if row.words.year]
    plain = sorted(int(year) for year in (*across, *down) if year.isdecimal())
    return _Years(bool(across), bool(down), tuple(plain))


def _with_year(words: Words, column_total: bool, row_total: bool, years: _Years, plan_year: int | None) -> Words:
    """The fiscal year of a cell: totals over the printed years, `before` the first, `after` the last."""
    year, plain = words.year, years.plain
    if not year and words.stage is Stage.CHANGE:
        year = str(plain[-1]) if plain else ""
    elif not year and (words.whole or (column_total and years.across) or (row_total and years.down)):
        year = "all"
    year = fixed_year(year, plain, plan_year)
    return words if year == words.year else words._replace(year=year)


def _details(columns: Sequence[Column], row: Row, above: Row | None) -> Details:
    """Location and quantity that the row's other columns give, or the row of counts above it."""
    location, quantity, unit, period = "", "", "", ""
    for index, column in enumerate(columns):
        text = row.cells[index].text if index < len(row.cells) else ""
        if column.role == "location" and text and not is_blank(text):
            location = location or text
        elif column.role == "other" and column.label in vocabulary("rows", "periods") and text:
            period = period or text
        elif column.role == "quantity" and text and not quantity:
            headed = _HEAD_UNIT.search(column.label)
            found = find_quantities(text, bare=headed is not None)
            if len(found) == 1:
                quantity, unit = plain_number(found[0].value), found[0].unit or (headed[1] if headed else "")
    if above is not None and not quantity:
        counts = [found for cell in above.cells[1:] if (found := find_quantities(cell.text))]
        if counts:
            quantity, unit = plain_number(counts[0][0].value), counts[0][0].unit
    return Details(location, quantity, unit, period)


def _slips(frame: Frame, columns: Sequence[Column], rows: Sequence[Row]) -> list[Slip]:
    """The slipped rows as one finding."""
    slipped = [row for row in rows if row.proven]
    if not slipped:
        return []
    expected: list[str] = []
    found: list[str] = []
    for row in slipped:
        moved = [index for index, place in row.places.items() if index in row.amounts and place != index]
        if not moved:
            continue  # what slipped is a cell that is left out; no amount stands elsewhere for it
        index = moved[0]
        printed = row.amounts[index][1][0].money.printed
        expected.append(f"{_label(frame, index)} {printed}")
        found.append(f"{_label(frame, row.places[index])} {printed}".strip())
    if not expected:
        return []
    lines = [cells[0].line for cells in frame.table.header] + [row.line for row in rows]
    return [Slip(frame.node, tuple(dict.fromkeys(lines)), "; ".join(expected), "; ".join(found))]


def _label(frame: Frame, index: int) -> str:
    """The printed heading of a column."""
    return frame.table.columns[index].split(" > ")[-1] if index < len(frame.table.columns) else ""
