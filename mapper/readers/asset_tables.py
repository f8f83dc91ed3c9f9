"""Reads tables whose rows are things: columns 장비명, 수량, 도입연도, 내용연수 ... in any order, named in any way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from mapper.layout import Cell, Node, Table
from mapper.layout.outline import Shape
from mapper.lexicon import load
from mapper.readers.asset_facts import find_since
from mapper.readers.asset_finds import Find
from mapper.readers.asset_mentions import Mention, plain_number
from mapper.readers.asset_names import classify, find_things
from mapper.readers.asset_tail import last_verb, units_of
from mapper.readers.row_tables import Grid, caption_unit, cell_at, is_total, read_grid
from mapper.readers.scope import PlanView, Scope
from mapper.readers.sections import Tense
from mapper.records import AssetClass, AssetState
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import squeeze

_CELL_YEAR = re.compile(r"(?:['‘’`]?(\d\d)(?=\s?[.년]|$)|((?:19|20)\d\d))")
BOUNDED = re.compile(r"이전|이후|까지|전$|~\s?$|^\s?~")
MONEY = re.compile(r"원$|^(?:천|백만|억)$")
_LIFE = re.compile(r"(\d{1,2}(?:\.\d)?)\s?년?")


@cache
def column_labels(*kinds: str) -> frozenset[str]:
    """Column heads of these kinds."""
    columns = load("assets")["columns"]
    return frozenset(label for kind in kinds for label in str(columns[kind]).split())


def known_labels() -> frozenset[str]:
    """Every column head of tables of things."""
    return column_labels("name", "weak_name", "quantity", "year", "life", "purpose", "holder", "location", "elapsed")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Indexes of a table's columns; -1 where it has none."""

    name: int
    quantity: int
    year: int
    life: int
    elapsed: int
    purpose: int


def read_asset_table(view: PlanView, node: Node) -> list[Find] | None:
    """Rows of a table of things; None where the table is none."""
    table = node.table
    assert table is not None
    grid = read_grid(table, known_labels())
    if grid.find(column_labels("skipped")) >= 0:
        return None
    columns = _columns(grid, caption_unit(table.caption))
    return None if columns is None else list(_read_rows(view, node, grid, columns))


def _columns(grid: Grid, caption: str) -> _Columns | None:
    """The columns of a table of things: a name, and a year, a life or counts beside it."""
    year, life = grid.find(column_labels("year")), grid.find(column_labels("life"))
    name = _name_column(grid, strict=year < 0 and life < 0)
    counts = (index for index in grid.find_all(column_labels("quantity")) if index != name)
    quantity = next((index for index in counts if _holds_counts(grid, index, grid.units[index] or caption)), -1)
    if name < 0 or (year < 0 and life < 0 and quantity < 0):
        return None
    return _Columns(
        name, quantity, year, life, grid.find(column_labels("elapsed")), grid.find(column_labels("purpose"))
    )


def _name_column(grid: Grid, *, strict: bool) -> int:
    """The column that names things: by its head, where at least half of its cells name things by their nouns.

    Where a year or a life stands beside it, a head that only tables of things have is enough.
    """
    strong = grid.find_all(column_labels("name"))
    best, share = -1, 0.0
    for index in [*strong, *grid.find_all(column_labels("weak_name"))]:
        names = [cell.text for row in grid.rows if (cell := cell_at(row, index)) and not is_total(cell.text)]
        if not names:
            continue
        named = sum(classify(name) is not None for name in names) / len(names)
        if named > share and (named > 0.6 or not strict):
            best, share = index, named
    if best < 0 and strong and not strict:
        return strong[0]
    return best


def _holds_counts(grid: Grid, index: int, unit: str) -> bool:
    """Whether most filled cells of a column are counts; under a unit of money they need one of their own."""
    cells = [cell for row in grid.rows if (cell := cell_at(row, index)) and cell.text not in {"-", "–", "_"}]
    money = MONEY.search(unit.split(",")[0]) is not None
    counts = sum((count := only_count(cell.text)) is not None and bool(count.unit or not money) for cell in cells)
    return bool(cells) and counts * 2 >= len(cells)


def only_count(text: str) -> Quantity | None:
    """A cell's only number, with or without its unit; None for money, dates and sentences."""
    found = find_quantities(text, bare=True)
    if len(found) != 1 or MONEY.search(found[0].unit) or found[0].unit in {"%", "건", "회", "명"}:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if len(squeeze(re.sub(r"[(（][^()（）]*[)）]", "", rest))) <= 1 else None


def _read_rows(view: PlanView, node: Node, grid: Grid, columns: _Columns) -> Iterator[Find]:
    """One find per row of a table of things."""
    table, scope = node.table, view.scope(node)
    assert table is not None
    unit = (grid.units[columns.quantity] if columns.quantity >= 0 else "") or caption_unit(_caption(node, table))
    default = _default_state(node, scope, columns)
    holders = [*grid.find_all(column_labels("holder")), *grid.find_all(column_labels("location"))]
    name: Cell | None = None
    for printed in grid.rows:
        row = _realigned(printed, columns, len(grid.labels))
        name = cell_at(row, columns.name) or name
        if name is None or is_total(name.text) or any(is_total(cell.text) for cell in row[: columns.name]):
            continue
        mention = _row_mention(row, columns, name, unit)
        find = Find(mention, node, scope, row[min(columns.name, len(row) - 1)].line, "asset-table", in_table=True)
        told = mention.since is not None or mention.life_years is not None or mention.elapsed_years is not None
        bounded = bool(mention.purpose) and cell_at(row, columns.year) is not None
        find.state = AssetState.IN_USE if told or bounded else default
        find.mended = row is not printed
        find.named = tuple(cell.text for index in holders if (cell := cell_at(row, index)))
        find.year = mention.since if find.state is AssetState.IN_USE else _year_of(find)
        said = (columns.quantity, columns.year, columns.life, columns.elapsed)
        find.said = [(cell, 0, len(cell.text)) for index in said if (cell := cell_at(row, index))]
        yield find


def _caption(node: Node, table: Table) -> str:
    """A table's caption; that of the part before a page break where the same head is printed again."""
    siblings = node.parent.children if node.parent is not None else []
    for sibling in reversed(siblings[: siblings.index(node)]):
        if sibling.shape in {Shape.PAGE, Shape.RULE}:
            continue
        if table.caption or sibling.table is None or sibling.table.columns != table.columns:
            break
        table = sibling.table
    return table.caption


def _realigned(row: list[Cell], columns: _Columns, width: int) -> list[Cell]:
    """A row whose first cells were left out under a merged one, moved to the columns that its cells mean."""
    missing = width - len(row)
    name = cell_at(row, columns.name)
    if not 0 < missing <= columns.name or (name is not None and classify(name.text) is not None):
        return row
    moved = cell_at(row, columns.name - missing)
    if moved is None or classify(moved.text) is None:
        return row
    return [*(Cell("", "", moved.line) for _ in range(missing)), *row]


def _year_of(find: Find) -> int | None:
    """The year that a state without a date refers to."""
    plan = find.scope.department.plan
    if find.state is AssetState.PLANNED:
        return plan.plan_year or plan.report_year
    return plan.report_year or plan.plan_year


def _row_mention(row: list[Cell], columns: _Columns, name: Cell, unit: str) -> Mention:
    """What one row says of its thing."""
    above = (classify(cell.text) for cell in row[: columns.name])
    asset_class = classify(name.text) or next((kind for kind in above if kind), AssetClass.OTHER)
    year, bounded = _year_cell(cell_at(row, columns.year))
    if columns.year < 0:
        year = next((found for cell in row if (found := find_since(cell.text)) is not None), None)
    life_cell, count_cell = cell_at(row, columns.life), cell_at(row, columns.quantity)
    life = _LIFE.match(life_cell.text) if life_cell else None
    count = only_count(count_cell.text) if count_cell else None
    purpose = cell_at(row, columns.purpose)
    return Mention(
        start=0,
        end=len(name.text),
        name=name.text,
        noun=noun_of(name.text),
        asset_class=asset_class,
        quantity=plain_number(count.value) if count else "",
        unit=(count.unit or fitting_unit(unit, asset_class)) if count else "",
        since=year,
        life_years=Decimal(life[1]) if life else None,
        elapsed_years=_elapsed(row, cell_at(row, columns.elapsed)),
        purpose=bounded or (purpose.text if purpose else ""),
        listed=True,
    )


def noun_of(name: str) -> str:
    """The head noun of a name, else the name itself, spaces removed."""
    thing = next(reversed(find_things(name)), None)
    return thing.noun if thing else squeeze(name).lower()


def _default_state(node: Node, scope: Scope, columns: _Columns) -> AssetState:
    """What a table's head says of its things where no year does: 설치계획 planned, 도입실적 acquired, else in use."""
    head = squeeze(" ".join([node.parent.text if node.parent else "", node.table.caption if node.table else ""]))
    verb = last_verb(re.sub(r"(?:계획|실적|현황|내역|대상).*", "", head)) if head else None
    if verb is None or verb.kind in {"run", "move"} or re.search(r"보유|현황", head):
        return AssetState.IN_USE
    if "실적" in head or (scope.tense is Tense.RESULT and "계획" not in head):
        return AssetState.ACQUIRED
    dated = columns.year >= 0 or columns.life >= 0
    announced = re.search(r"계획|예정", head) is not None or (scope.tense is Tense.PLAN and not dated)
    return AssetState.PLANNED if announced else AssetState.IN_USE


def fitting_unit(unit: str, asset_class: AssetClass) -> str:
    """A caption's or head's unit where things of the class are counted in it; captions may name several (`대, km`)."""
    return next((part for part in re.split(r"[,/·]", unit) if part in units_of(asset_class)), "")


def _year_cell(cell: Cell | None) -> tuple[int | None, str]:
    """A year cell's year; a bounded one (`2014년 이전`) has none, its words go to purpose."""
    if cell is None:
        return None, ""
    match = _CELL_YEAR.search(cell.text)
    if match is None:
        return None, ""
    if BOUNDED.search(cell.text) or re.search(r"\d\s?[~∼～-]\s?['‘’]?(?:\d\d|\d{4})\s?년?$", cell.text):
        return None, cell.text
    return (int(match[2]) if match[2] else 2000 + int(match[1])), ""


def _elapsed(row: list[Cell], cell: Cell | None) -> int | None:
    """Years in use: of their own column, or of a note (`13년 경과`)."""
    if cell is not None and (match := _LIFE.match(cell.text)):
        return int(Decimal(match[1]))
    found = next(
        (match for entry in row if (match := re.fullmatch(r"\(?(\d{1,2})\s?년\s?(?:경과|사용|초과)\)?", entry.text))),
        None,
    )
    return int(found[1]) if found else None
