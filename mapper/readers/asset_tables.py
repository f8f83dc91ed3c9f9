"""Reads tables whose rows are things: columns 장비명, 수량, 도입연도, 내용연수 ... in any order; and counts by year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from mapper.layout import Cell, Node
from mapper.lexicon import load
from mapper.readers.asset_finds import Find, state_of
from mapper.readers.asset_mentions import Mention
from mapper.readers.asset_names import classify, find_things
from mapper.readers.asset_tail import last_verb, units_of
from mapper.readers.row_tables import Grid, caption_unit, cell_at, is_total, read_grid
from mapper.readers.scope import PlanView
from mapper.records import AssetClass, AssetState
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import squeeze

_YEAR_HEAD = re.compile(r"(?:['‘’`](\d\d)|((?:19|20)\d\d))\s?\.?\s?(?:년|년도)?")
_CELL_YEAR = re.compile(r"(?:['‘’`]?(\d\d)(?=\s?[.년]|$)|((?:19|20)\d\d))")
_BOUNDED = re.compile(r"이전|이후|까지|전$|~\s?$|^\s?~")
_MONEY = re.compile(r"원$|^(?:천|백만|억)$")
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
    """Rows of a table of things or of counts by year; None where the table is neither."""
    table = node.table
    assert table is not None
    grid = read_grid(table, known_labels())
    if grid.find(column_labels("skipped")) >= 0:
        return None
    yearly = _read_yearly(view, node, grid)
    if yearly is not None:
        return yearly
    columns = _columns(grid)
    if columns is not None:
        return list(_read_rows(view, node, grid, columns))
    return list(_read_crosswise(view, node, grid)) or None


def _columns(grid: Grid) -> _Columns | None:
    """The columns of a table of things: a name, and a year, a life or counts beside it."""
    year, life = grid.find(column_labels("year")), grid.find(column_labels("life"))
    name = _name_column(grid, strict=year < 0 and life < 0)
    quantity = next(
        (index for index in grid.find_all(column_labels("quantity")) if index != name and _holds_counts(grid, index)),
        -1,
    )
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


def _holds_counts(grid: Grid, index: int) -> bool:
    """Whether most filled cells of a column are counts."""
    cells = [cell for row in grid.rows if (cell := cell_at(row, index)) and cell.text not in {"-", "–", "_"}]
    return bool(cells) and sum(_count(cell.text) is not None for cell in cells) * 2 >= len(cells)


def _count(text: str) -> Quantity | None:
    """A cell's only number, with or without its unit; None for money, dates and sentences."""
    found = find_quantities(text, bare=True)
    if len(found) != 1 or _MONEY.search(found[0].unit) or found[0].unit in {"%", "건", "회", "명"}:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if len(squeeze(re.sub(r"[(（][^()（）]*[)）]", "", rest))) <= 1 else None


def _read_rows(view: PlanView, node: Node, grid: Grid, columns: _Columns) -> Iterator[Find]:
    """One find per row of a table of things."""
    table, scope = node.table, view.scope(node)
    assert table is not None
    unit = (grid.units[columns.quantity] if columns.quantity >= 0 else "") or caption_unit(table.caption)
    default = _default_state(node)
    name: Cell | None = None
    for row in grid.rows:
        name = cell_at(row, columns.name) or name
        if name is None or is_total(name.text) or any(is_total(cell.text) for cell in row[: columns.name]):
            continue
        asset_class = classify(name.text) or next(
            (kind for cell in row[: columns.name] if (kind := classify(cell.text))), AssetClass.OTHER
        )
        year, bounded = _year_cell(cell_at(row, columns.year))
        life_cell, elapsed_cell = cell_at(row, columns.life), cell_at(row, columns.elapsed)
        life = _LIFE.match(life_cell.text) if life_cell else None
        count_cell = cell_at(row, columns.quantity)
        count = _count(count_cell.text) if count_cell else None
        purpose = cell_at(row, columns.purpose)
        thing = next(reversed(find_things(name.text)), None)
        mention = Mention(
            start=0,
            end=len(name.text),
            name=name.text,
            noun=thing.noun if thing else squeeze(name.text).lower(),
            asset_class=asset_class,
            quantity=str(count.value) if count else "",
            unit=(count.unit or _fitting(unit, asset_class)) if count else "",
            since=year,
            life_years=Decimal(life[1]) if life else None,
            elapsed_years=_elapsed(row, elapsed_cell),
            purpose=bounded or (purpose.text if purpose else ""),
            listed=True,
        )
        known = year is not None or life is not None or bool(bounded)
        state, when, weak = (AssetState.IN_USE, year, False) if known else state_of(mention, scope, "", default, None)
        if not known and default is not AssetState.IN_USE:
            plan = scope.department.plan
            when = plan.plan_year if default is AssetState.PLANNED else plan.report_year
        find = Find(
            mention,
            node,
            scope,
            (count_cell if not name.text else name).line if count_cell else name.line,
            "asset-table",
            in_table=True,
        )
        find.state, find.year, find.weak = state, when, weak
        find.line = row[columns.name].line if columns.name < len(row) else find.line
        find.said = [
            (cell, 0, len(cell.text))
            for cell in (count_cell, cell_at(row, columns.year), life_cell, elapsed_cell)
            if cell
        ]
        yield find


def _read_crosswise(view: PlanView, node: Node, grid: Grid) -> Iterator[Find]:
    """Counts under columns that are things, a row each for what is there or bought (`보유 | 18대 | 24대`)."""
    things = {index: label for index, label in enumerate(grid.labels) if index and classify(label) is not None}
    if len(things) < 2 or grid.turned or len(things) * 2 < len([label for label in grid.labels[1:] if label]):
        return
    caption = caption_unit(node.table.caption if node.table else "")
    scope = view.scope(node)
    for row in grid.rows:
        head = row[0].text if row else ""
        verb = last_verb(head)
        if is_total(head) or not (
            verb or squeeze(head) in column_labels("quantity") or re.fullmatch(r"(?:현재\s?)?보유.{0,3}", head)
        ):
            continue
        for index, label in things.items():
            cell = cell_at(row, index)
            asset_class = classify(label) or AssetClass.OTHER
            count = _yearly_count(cell.text, asset_class, caption or grid.units[index]) if cell else None
            if cell is None or count is None:
                continue
            mention = Mention(
                start=0,
                end=len(label),
                name=label,
                noun=label.lower(),
                asset_class=asset_class,
                quantity=count[0],
                unit=count[1],
                deed=replace(verb, start=len(head), end=len(head), firm=False) if verb and verb.kind != "run" else None,
            )
            find = Find(
                mention, node, scope, cell.line, "asset-cross-table", in_table=True, said=[(cell, 0, len(cell.text))]
            )
            find.state, find.year, find.weak = state_of(mention, scope, head, AssetState.IN_USE, view.year(node))
            yield find


def _default_state(node: Node) -> AssetState:
    """What a table's head says of its things where no year does: 설치계획 planned, 도입실적 acquired, else in use."""
    head = squeeze(" ".join([node.parent.text if node.parent else "", node.table.caption if node.table else ""]))
    verb = last_verb(re.sub(r"(?:계획|실적|현황|내역|대상).*", "", head)) if head else None
    if verb is None or verb.kind in {"run", "move"}:
        return AssetState.IN_USE
    if re.search(r"계획|예정", head):
        return AssetState.PLANNED
    return AssetState.ACQUIRED if "실적" in head else AssetState.IN_USE


def _fitting(unit: str, asset_class: AssetClass) -> str:
    """A caption's or head's unit where things of the class are counted in it; captions may name several (`대, km`)."""
    return next((part for part in re.split(r"[,/·]", unit) if part in units_of(asset_class)), "")


def _year_cell(cell: Cell | None) -> tuple[int | None, str]:
    """A year cell's year; a bounded one (`2014년 이전`) has none, its words go to purpose."""
    if cell is None:
        return None, ""
    match = _CELL_YEAR.search(cell.text)
    if match is None:
        return None, ""
    if _BOUNDED.search(cell.text) or re.search(r"\d\s?[~∼～-]\s?['‘’]?(?:\d\d|\d{4})\s?년?$", cell.text):
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


def _read_yearly(view: PlanView, node: Node, grid: Grid) -> list[Find] | None:
    """Counts by year: of introduction in tables of what there is, else of a programme; None for other tables."""
    table = node.table
    assert table is not None
    years = {index: year for index, path in enumerate(grid.paths) if (year := _head_year(path)) is not None}
    if (
        len(years) < 2
        or grid.turned
        or not grid.rows
        or (_MONEY.search(caption_unit(table.caption).split(",")[0]) and not _has_units(grid, years))
    ):
        return None
    first = next(
        (index for index, label in enumerate(grid.labels) if index not in years and not _is_total_head(label)), -1
    )
    if first < 0:
        return None
    found: list[Find] = []
    for position, row in enumerate(grid.rows):
        name = cell_at(row, first)
        thing = next(reversed(find_things(name.text)), None) if name else None
        asset_class = classify(name.text) if name else None
        if name is None or (thing is None and asset_class is None):
            continue
        title = name.text if asset_class is not None else thing.name if thing else name.text
        if any(squeeze(cell.text).startswith(("국비", "도비", "시비", "군비", "구비")) for cell in row[1:2]):
            continue
        found.extend(_yearly_row(view, node, grid, row, years, title, position))
    return found or None


def _has_units(grid: Grid, years: dict[int, int]) -> bool:
    """Whether the cells under the years print units of their own (in a table whose caption names one of money)."""
    cells = [cell for row in grid.rows for index in years if (cell := cell_at(row, index))]
    return any((count := _count(cell.text)) is not None and count.unit for cell in cells)


def _head_year(path: str) -> int | None:
    """The year a column's head names."""
    match = _YEAR_HEAD.search(path.split(" > ")[-1])
    return None if match is None else int(match[2]) if match[2] else 2000 + int(match[1])


def _is_total_head(label: str) -> bool:
    """Whether a column holds totals over the years."""
    return label in str(load("assets")["yearly"]["total"]).split()


def _yearly_row(
    view: PlanView, node: Node, grid: Grid, row: list[Cell], years: dict[int, int], name: str, position: int
) -> Iterator[Find]:
    """The counts of one thing, its total first."""
    table, scope = node.table, view.scope(node)
    assert table is not None
    plan_year = scope.department.plan.plan_year or scope.department.plan.report_year or 0
    inventory = max(years.values()) < plan_year and not any("까지" in path for path in grid.paths)
    caption = caption_unit(table.caption)
    asset_class = classify(name) or AssetClass.OTHER
    thing = next(reversed(find_things(name)), None)
    totals = [index for index, label in enumerate(grid.labels) if _is_total_head(label)]
    counts = [
        (index, cell, count)
        for index in [*totals, *sorted(years)]
        if (cell := cell_at(row, index)) and (count := _yearly_count(cell.text, asset_class, caption))
    ]
    parts = [entry for entry in counts if entry[0] not in totals]
    for index, cell, (value, unit) in counts:
        if index in totals and not inventory and len(parts) == 1 and parts[0][2][0] == value:
            continue
        words = grid.paths[index].split(" > ")[-1]
        bounded = bool(_BOUNDED.search(words)) or "투자" in words
        year = years.get(index)
        mention = Mention(
            start=0,
            end=len(name),
            name=name,
            noun=thing.noun if thing else squeeze(name).lower(),
            asset_class=asset_class,
            quantity=value,
            unit=unit,
            whole=index in totals,
            purpose=words if bounded and index in years else "",
        )
        find = Find(mention, node, scope, cell.line, "asset-yearly-table", in_table=True)
        find.said = [(cell, 0, len(cell.text))]
        if inventory:
            find.state, find.year = AssetState.IN_USE, None if bounded else year
        elif index in totals:
            find.state, find.year = AssetState.PLANNED, None
        elif bounded or (year is not None and year < plan_year):
            find.state, find.year = AssetState.IN_USE, None if bounded else year
        else:
            find.state, find.year = AssetState.PLANNED, year
        yield find


def _yearly_count(text: str, asset_class: AssetClass, caption: str) -> tuple[str, str] | None:
    """Number and unit of a cell; a bare number has the caption's unit, money is none."""
    count = _count(text)
    if count is None or text.strip() in {"-", "–"}:
        return None
    unit = count.unit or _fitting(caption, asset_class)
    return (str(count.value), unit) if unit in units_of(asset_class) or (not unit and not caption) else None
