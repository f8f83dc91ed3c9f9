"""Reads tables whose columns are things and whose rows are their uses or places: `용도 | CCTV(대) | 비상벨(개)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mapper.layout import Cell, Node
from mapper.readers.assets.columns import YEAR_HEAD, column_labels, holds_counts, only_count, unit_of_label
from mapper.readers.assets.finds import Find
from mapper.readers.assets.mentions import Mention, plain_number
from mapper.readers.assets.names import Thing, find_things
from mapper.readers.assets.tables import default_state, fitting_unit, year_of
from mapper.readers.assets.tail import SITES, units_of
from mapper.readers.context.row_tables import Grid, caption_unit, is_total
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import Tense
from mapper.records import AssetClass, AssetState
from mapper.values.text import squeeze

_BRACKET = re.compile(r"\s?[(（\[][^()（）\[\]]*[)）\]]\s?$")
_RATES = ("률", "율", "건수", "횟수", "금액", "예산", "비용", "사업비", "면적", "인원", "단가")
"""Heads of rows that count no things."""
_COMING = {Tense.PLAN: AssetState.PLANNED, Tense.RESULT: AssetState.ACQUIRED}


def read_thing_columns(view: PlanView, node: Node, grid: Grid) -> list[Find]:
    """A row for each count under a column that a thing heads; empty where the columns are none."""
    columns = _thing_columns(node, grid)
    if not columns or any(YEAR_HEAD.fullmatch(row[0].text) for row in grid.rows if row):
        return []
    first = min(columns)
    sites = column_labels("location", "holder")
    title, scope = node.parent.text if node.parent is not None else "", view.scope(node)
    state = default_state(title, scope, dated=False)
    if state is AssetState.IN_USE and scope.project is not None and not re.search(r"보유|현황|운영", squeeze(title)):
        state = _COMING.get(scope.tense, state)
    found: list[Find] = []
    above = ""
    for row in grid.rows:
        above = row[0].text or above if row else above
        told = [(grid.labels[0], above), *zip(grid.labels[1:first], (cell.text for cell in row[1:first]), strict=False)]
        told = [(label, text) for label, text in told if text.strip("-–— ") and only_count(text) is None]
        if not told or any(text.endswith(_RATES) or "%" in text for _, text in told):
            continue
        uses = [text for place, (label, text) in enumerate(told) if not place or label not in sites]
        for find in _row_finds(view, node, row, columns, ", ".join(text for text in uses if not is_total(text))):
            find.mention = _named_by_row(find.mention, row[0].text)
            find.state = state
            find.year = None if state is AssetState.IN_USE else year_of(find)
            find.named = tuple(text for _, text in told)
            found.append(find)
    return found


def _named_by_row(mention: Mention, label: str) -> Mention:
    """A count of things that the row names more closely than its column does: 시내버스 in the row, 차량(대) above."""
    things = find_things(label)
    own = len(things) == 1 and not things[0].start and things[0].end == len(label)
    if not own or things[0].asset_class is not mention.asset_class or mention.purpose != label:
        return mention
    return replace(mention, name=things[0].name, noun=things[0].noun, purpose="")


def _thing_columns(node: Node, grid: Grid) -> dict[int, tuple[Thing, str]]:
    """The columns that a thing heads alone and that hold counts of it, each with the thing and its unit.

    One such column needs its unit in its head, several may have it from the caption or in their cells. Beside a column
    of pieces one of sites counts places.
    """
    if grid.turned:
        return {}
    caption = caption_unit(node.table.caption if node.table is not None else "")
    found: dict[int, tuple[Thing, str]] = {}
    own = 0
    for index, path in enumerate(grid.paths):
        upper, _, leaf = path.rpartition(" > ")
        said = grid.units[index] or (unit_of_label(grid.labels[index]) if upper else "")
        head = _BRACKET.sub("", upper if upper and unit_of_label(grid.labels[index]) else leaf)
        things = find_things(head) if index and head else []
        if len(things) != 1 or things[0].start or things[0].end != len(head):
            continue
        kind = things[0].asset_class
        unit = fitting_unit(said or caption, kind) or _unit_of_cells(grid, index, kind)
        if unit and holds_counts(grid, index, unit):
            own += bool(said)
            found[index] = things[0], unit
    if any(unit not in SITES for _, unit in found.values()):
        found = {index: told for index, told in found.items() if told[1] not in SITES or _is_site(told[0])}
    return found if own or len(found) > 1 else {}


def _is_site(thing: Thing) -> bool:
    """Whether a thing is one for each site, so that the counts of sites are its own: 공공와이파이(개소)."""
    return thing.asset_class is AssetClass.WIFI_SITE


def _unit_of_cells(grid: Grid, index: int, kind: AssetClass) -> str:
    """The unit of things that all counts of a column print; empty where they print none, or others."""
    counts = [count for row in grid.rows if index < len(row) and (count := only_count(row[index].text))]
    units = {count.unit for count in counts}
    return units.pop() if len(units) == 1 and units <= units_of(kind) else ""


def _row_finds(
    view: PlanView, node: Node, row: list[Cell], columns: dict[int, tuple[Thing, str]], purpose: str
) -> Iterator[Find]:
    """The counts of one row."""
    for index, (thing, unit) in columns.items():
        count = only_count(row[index].text) if index < len(row) else None
        if count is None or (count.unit and count.unit not in units_of(thing.asset_class)):
            continue
        mention = Mention(
            start=0,
            end=len(thing.name),
            name=thing.name,
            noun=thing.noun,
            asset_class=thing.asset_class,
            quantity=plain_number(count.value),
            unit=count.unit or unit,
            purpose=purpose,
            part=bool(purpose),
            whole=not purpose,
        )
        cell = row[index]
        find = Find(mention, node, view.scope(node), cell.line, "asset-thing-column", in_table=True)
        find.said = [(cell, 0, len(cell.text))]
        yield find
