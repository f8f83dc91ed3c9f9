"""Reads tables of counts: of things by year, and of things that head the columns (`보유 | 18대 | 24대`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mapper.layout import Cell, Node
from mapper.lexicon import load
from mapper.readers.assets.columns import BOUNDED, MONEY, column_labels, group_kind, only_count
from mapper.readers.assets.finds import Find, state_of
from mapper.readers.assets.mentions import Mention
from mapper.readers.assets.names import classify, find_things
from mapper.readers.assets.tables import fitting_unit, split_unit
from mapper.readers.assets.tail import last_verb, units_of
from mapper.readers.context.row_tables import Grid, caption_unit, cell_at, is_total
from mapper.readers.context.scope import PlanView
from mapper.records import AssetClass, AssetState
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

_COMING = re.compile(r"이후|향후|부터")
_COSTS = re.compile(r"사업비|예산|비용|금액|천원|백만원|억원|국비|도비|시비|군비|구비")
"""What says that a column of a year holds money."""
_PEOPLE = re.compile(
    r"인원|이용|수료|수강|수혜|참여|참가|방문|신청|회원|건수|횟수|[(（](?:단위[:：]?)?(?:명|건|회|%)[)）]"
)
"""What says that a column of a year counts people or events, whatever the row names (`키오스크 체험`)."""
_UNIT_BRACKET = re.compile(r"[(（\[]\s?(?:단\s?위\s?[:：]?\s?)?([^()（）\[\]\d]{1,5})\s?[)）\]]\s*$")
_YEAR_HEAD = re.compile(r"(?:['‘’`](\d\d)|((?:19|20)\d\d))\s?\.?\s?(?:년|년도)?")


def read_count_table(view: PlanView, node: Node, grid: Grid) -> list[Find] | None:
    """Rows of a table of counts by year or by kind; None where the table is none."""
    return _read_yearly(view, node, grid) or list(_read_crosswise(view, node, grid)) or None


def _read_yearly(view: PlanView, node: Node, grid: Grid) -> list[Find] | None:
    """Counts by year: of introduction in tables of what there is, else of a programme; None for other tables."""
    table = node.table
    assert table is not None
    years = {
        index: year
        for index, path in enumerate(grid.paths)
        if (year := _head_year(path)) is not None and _COSTS.search(path) is None and not _PEOPLE.search(squeeze(path))
    }
    if len(years) < 2 or grid.turned or not grid.rows:
        return None
    named = all(group_kind(squeeze(_words(grid.paths[index])[0])) for index in years)
    if named and grid.find(column_labels("life")) >= 0:
        return None  # 2024년 보급, 2025년 추가 보급 beside 내용연수: a table of things
    money = MONEY.search(caption_unit(table.caption).split(",")[0]) and not _has_units(grid, years)
    first = next(
        (index for index, label in enumerate(grid.labels) if index not in years and not _is_total_head(label)), -1
    )
    if first < 0:
        return None
    found: list[Find] = []
    for row in grid.rows:
        name = cell_at(row, first)
        thing = next(reversed(find_things(name.text)), None) if name else None
        asset_class = classify(name.text) if name else None
        if name is None or (thing is None and asset_class is None):
            continue
        title = split_unit(name.text if asset_class is not None else thing.name if thing else name.text)[0]
        unit = _told_unit([cell for index, cell in enumerate(row[: min(years)]) if index >= first])
        if money and not unit:
            continue
        if unit and unit not in units_of(asset_class or classify(title) or AssetClass.OTHER):
            continue  # 이용객(명), 사업비(백만원)
        if any(squeeze(cell.text).startswith(("국비", "도비", "시비", "군비", "구비")) for cell in row[1:2]):
            continue
        found.extend(_yearly_row(view, node, grid, row, years, title, unit))
    return found or None


def _told_unit(cells: list[Cell]) -> str:
    """The unit in brackets that ends the name of a row, or a word beside it: `사업량(km)`."""
    found = (match[1] for cell in reversed(cells) if (match := _UNIT_BRACKET.search(cell.text)))
    return next((squeeze(unit) for unit in found if MONEY.search(unit) or find_quantities(f"1{unit}")), "")


def _has_units(grid: Grid, years: dict[int, int]) -> bool:
    """Whether the cells under the years print units of their own (in a table whose caption names one of money)."""
    cells = [cell for row in grid.rows for index in years if (cell := cell_at(row, index))]
    return any((count := only_count(cell.text)) is not None and count.unit for cell in cells)


def _head_year(path: str) -> int | None:
    """The year that the head of a column names, or the head above it (`2026년 > 실내`)."""
    match = next((found for part in reversed(path.split(" > ")) if (found := _YEAR_HEAD.search(part))), None)
    return None if match is None else int(match[2]) if match[2] else 2000 + int(match[1])


def _words(path: str) -> tuple[str, str]:
    """The part of a head that names the year, and the kind that a lower part names (`2026년 > 실내`)."""
    parts = path.split(" > ")
    dated = next((part for part in reversed(parts) if _YEAR_HEAD.search(part)), parts[-1])
    return dated, parts[-1] if dated != parts[-1] and not is_total(parts[-1]) else ""


def _is_total_head(label: str) -> bool:
    """Whether a column holds totals over the years."""
    return label in str(load("assets")["yearly"]["total"]).split()


def _yearly_row(
    view: PlanView, node: Node, grid: Grid, row: list[Cell], years: dict[int, int], name: str, unit: str
) -> Iterator[Find]:
    """The counts of one thing, its total first."""
    table, scope = node.table, view.scope(node)
    assert table is not None
    plan_year = scope.department.plan.plan_year or scope.department.plan.report_year or 0
    inventory = max(years.values()) < plan_year and not any("까지" in path for path in grid.paths)
    caption = unit or grid.units[min(years)] or caption_unit(table.caption)
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
        words, own = _words(grid.paths[index])
        bounded = bool(BOUNDED.search(words)) or "투자" in words
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
            purpose=(words if bounded and index in years else "") or own,
            part=bool(own),
        )
        find = Find(mention, node, scope, cell.line, "asset-yearly-table", in_table=True)
        find.said = [(cell, 0, len(cell.text))]
        if inventory:
            find.state, find.year = AssetState.IN_USE, None if bounded else year
        elif index in totals or _COMING.search(words):
            find.state, find.year = AssetState.PLANNED, None
        elif bounded or (year is not None and year < plan_year):
            find.state, find.year = AssetState.IN_USE, None if bounded else year
        else:
            find.state, find.year = AssetState.PLANNED, year
        yield find


def _yearly_count(text: str, asset_class: AssetClass, caption: str) -> tuple[str, str] | None:
    """Number and unit of a cell; a bare number has the caption's unit, money is none."""
    count = only_count(text)
    if count is None or text.strip() in {"-", "–"}:
        return None
    unit = count.unit or fitting_unit(caption, asset_class)
    return (str(count.value), unit) if unit in units_of(asset_class) or (not unit and not caption) else None


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
