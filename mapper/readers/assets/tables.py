"""Reads tables whose rows are things: columns 장비명, 수량, 도입연도, 내용연수 ... in any order, named in any way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from mapper.layout import Cell, Node, Table
from mapper.layout.node import Shape
from mapper.readers.assets.columns import (
    BOUNDED,
    Columns,
    column_groups,
    column_labels,
    find_columns,
    group_kind,
    group_year,
    known_labels,
    only_count,
    parts_beside,
)
from mapper.readers.assets.facts import Part, find_parts, find_since
from mapper.readers.assets.finds import Find
from mapper.readers.assets.lines import find_mentions
from mapper.readers.assets.mentions import Mention, Setting, plain_number
from mapper.readers.assets.names import classify, find_things
from mapper.readers.assets.parts import part_row
from mapper.readers.assets.tail import last_verb, units_of
from mapper.readers.context.row_tables import Grid, caption_unit, cell_at, is_total
from mapper.readers.context.scope import PlanView, Scope
from mapper.readers.context.sections import Tense
from mapper.records import AssetClass, AssetState
from mapper.values.numbers import Quantity
from mapper.values.text import squeeze

_CELL_YEAR = re.compile(r"(?:['‘’`]?(\d\d)(?=\s?[.년]|$)|((?:19|20)\d\d))")
_NOTES = ("비고", "참고", "특이사항", "기타")
_UNIT_BRACKET = re.compile(
    r"\s?[(（]\s?(?:단위\s?[:：]?\s?)?"
    r"(대|식|개소|개|km|㎞|회선|면|조|기|종|세트|점|EA|ea|곳|척|포트|본|copy|카피|석)\s?[)）]$"
)
_PRICES = ("단가", "금액", "소요예산", "소요액", "구입비", "구매비", "구입가", "구입예산", "사업비")
_COUNTED_NAME = re.compile(r"(?P<name>[^()（）]+)[(（](?P<parts>[^()（）]*\d[^()（）]*)[)）]")
_OFFICE = re.compile(r"[가-힣\d·]{2,12}(?:팀|과|담당관|담당|사업소)")
_LIFE = re.compile(r"(\d{1,2}(?:\.\d)?)\s?년?")


def read_asset_table(view: PlanView, node: Node, grid: Grid) -> list[Find] | None:
    """Rows of a table of things; None where the table is none."""
    table = node.table
    assert table is not None
    columns = find_columns(grid, caption_unit(table.caption))
    return None if columns is None else list(_read_rows(view, node, grid, column_groups(grid, columns)))


def _read_rows(view: PlanView, node: Node, grid: Grid, groups: list[Columns]) -> Iterator[Find]:
    """One find per row of a table of things, and per group of its counts."""
    table, scope = node.table, view.scope(node)
    assert table is not None
    columns = groups[0]
    caption = caption_unit(_caption(node, table))
    title = " ".join([node.parent.text if node.parent else "", table.caption])
    dated = columns.year >= 0 or columns.life >= 0
    default = default_state(title, scope, dated=dated)
    if default is AssetState.IN_USE and not dated and _is_bought(grid, title):
        default = _COMING.get(_tense(scope), default)
    holders = [*grid.find_all(column_labels("holder")), *grid.find_all(column_labels("location"))]
    holders += [index for index in _office_columns(grid) if index not in holders and index != columns.name]
    holders += [index for index in range(columns.name) if index not in holders]
    told = {index for group in groups for index in (group.year, group.life, group.elapsed) if index >= 0}
    kinds = [index for index in grid.find_all(column_labels("kind")) if index > columns.name]
    name: Cell | None = None
    above: dict[int, Cell] = {}
    for number, printed in enumerate(grid.rows):
        aligned = _realigned(printed, columns, len(grid.labels))
        row = _filled(aligned, above, holders, told)
        name = cell_at(row, columns.name) or name
        if name is None or is_total(name.text) or any(is_total(cell.text) for cell in row[: columns.name]):
            continue
        if grid.labels[columns.name] not in known_labels() and classify(name.text) is None:
            continue
        kind = _kind_cell(row, columns, kinds)
        named = tuple(cell.text for index in holders if (cell := cell_at(row, index)))
        for group in groups:
            unit = (grid.units[group.quantity] if group.quantity >= 0 else "") or caption
            mention = _row_mention(row, group, name, unit)
            if kind is not None and not mention.purpose:
                mention = replace(mention, purpose=kind.text, part=cell_at(row, columns.name) is None)
            if group.group and not mention.quantity:
                continue
            counted = cell_at(row, group.quantity) or row[min(columns.name, len(row) - 1)]
            find = Find(mention, node, scope, counted.line, "asset-table", in_table=True, named=named)
            _settle(find, group, default, bounded=cell_at(row, group.year) is not None)
            find.mended = aligned is not printed or number in grid.moved
            said = (group.quantity, group.year, group.life, group.elapsed)
            find.said = [(cell, 0, len(cell.text)) for index in said if (cell := cell_at(row, index))]
            find.said += [(kind, 0, len(kind.text))] if kind is not None else []
            inside = _inside_name(find) or _inside_purpose(find, cell_at(row, group.purpose))
            inside = inside or _inside_count(find, cell_at(row, group.quantity))
            yield find
            yield from inside or _parts(find, grid, row, group.quantity)
        yield from _noted(view, node, grid, row, named)


def _filled(row: list[Cell], above: dict[int, Cell], holders: Sequence[int], told: Collection[int]) -> list[Cell]:
    """A row whose cells left out under merged ones say what stands above them, which `above` keeps from row to row.

    A holder's cell is left out where it is blank; that of a year or a life where the source says that one covers it.
    """
    filled = list(row)
    for index in (*holders, *told):
        cell = cell_at(row, index)
        if cell is not None:
            above[index] = cell
        elif index in above and (index in holders or (index < len(row) and row[index].covered)):
            filled += [Cell("", "", row[0].line) for _ in range(index + 1 - len(filled))]
            filled[index] = above[index]
    return filled


def _office_columns(grid: Grid) -> Iterator[int]:
    """Columns that hold nothing but names of offices, whatever heads them."""
    for index in range(len(grid.labels)):
        texts = [cell.text for row in grid.rows if (cell := cell_at(row, index)) and not is_total(cell.text)]
        if texts and all(_OFFICE.fullmatch(text) for text in texts):
            yield index


_COMING = {Tense.PLAN: AssetState.PLANNED, Tense.RESULT: AssetState.ACQUIRED}
"""The state of what is bought, by the tense of the place."""


def _tense(scope: Scope) -> Tense:
    """The tense of the place, that of the large part where its section has none: 구매내역 of a plan."""
    return Tense.PLAN if scope.tense is Tense.NONE and scope.part == "plans" else scope.tense


def _is_bought(grid: Grid, title: str) -> bool:
    """Whether a table prices things that are bought, by a column of prices; what there is has none (보유현황)."""
    priced = any(label.endswith(_PRICES) for label in grid.labels)
    return priced and re.search(r"보유|현황|운영|유지|임차", squeeze(title)) is None


def _kind_cell(row: list[Cell], columns: Columns, kinds: list[int]) -> Cell | None:
    """What parts a thing into kinds or sites (구분: 본청, 72코어), beside the count of each; None for the total."""
    cells = (cell_at(row, index) for index in kinds if index < columns.quantity)
    return next((cell for cell in cells if cell and not is_total(cell.text) and re.search(r"[^\W_]", cell.text)), None)


def _settle(find: Find, columns: Columns, default: AssetState, *, bounded: bool) -> None:
    """State and year of a row: by the head over its count, else by the year or life that it tells."""
    mention = find.mention
    if columns.group:
        coming = AssetState.ACQUIRED if find.scope.tense is Tense.RESULT else AssetState.PLANNED
        if (year := group_year(columns.group)) is not None and group_kind(columns.group) == "coming":
            reported = find.scope.department.plan.report_year
            find.state = AssetState.ACQUIRED if reported and year <= reported else coming
            find.year = year
            return
        find.state = AssetState.IN_USE if group_kind(columns.group) == "standing" else coming
        find.year = mention.since if find.state is AssetState.IN_USE else mention.since or year_of(find)
        return
    told = mention.since is not None or mention.life_years is not None or mention.elapsed_years is not None
    find.state = AssetState.IN_USE if told or (bounded and bool(mention.purpose)) else default
    find.year = mention.since if find.state is AssetState.IN_USE else year_of(find)


def _parts(find: Find, grid: Grid, row: list[Cell], total: int) -> Iterator[Find]:
    """The counts beside a total that make it up: each is a part of the thing, its head the qualifier."""
    for index, label in parts_beside(grid, row, total):
        count = only_count(row[index].text)
        assert count is not None
        part = replace(find.mention, quantity=plain_number(count.value), purpose=label, part=True, since=None)
        find.mention = replace(find.mention, whole=True)
        said: list[tuple[Node | Cell, int, int]] = [(row[index], 0, len(row[index].text))]
        yield replace(find, mention=part, rule="asset-part", said=said)


def _inside_name(find: Find) -> list[Find]:
    """The parts that brackets behind a thing's name count, where they make up its count: `CCTV(방범 40, 교통 20)`."""
    match = _COUNTED_NAME.fullmatch(find.mention.name)
    if match is None or not (parts := _parts_in(find.mention, match["parts"])) or not _make_up(find.mention, parts):
        return []
    name = match["name"].strip()
    return _divided(find, replace(find.mention, name=name, noun=noun_of(name)), parts, [])


def _inside_purpose(find: Find, cell: Cell | None) -> list[Find]:
    """The parts that the cell of its purpose counts, where they make up the count: `방범 1,240대, 재난감시 214대`."""
    parts = _parts_in(find.mention, find.mention.purpose) if cell is not None else []
    if cell is None or not parts or not _make_up(find.mention, parts):
        return []
    return _divided(find, replace(find.mention, purpose=""), parts, [(cell, 0, len(cell.text))])


def _inside_count(find: Find, cell: Cell | None) -> list[Find]:
    """The parts that brackets behind the count divide it into: `386개소(자체 구축 248, 공동구축 138)`."""
    match = _COUNTED_NAME.fullmatch(cell.text) if cell is not None else None
    parts = _parts_in(find.mention, match["parts"]) if match is not None else []
    return _divided(find, find.mention, parts, []) if parts else []


def _parts_in(whole: Mention, text: str) -> list[Part]:
    """Two or more counted parts of a thing with a count; else none."""
    parts = find_parts(text, units_of(whole.asset_class)) if whole.quantity else []
    return parts if len(parts) > 1 else []


def _make_up(whole: Mention, parts: list[Part]) -> bool:
    """Whether parts add up to the count of their whole."""
    return sum(Decimal(part.number) for part in parts) == Decimal(whole.quantity)


def _divided(find: Find, whole: Mention, parts: list[Part], said: list[tuple[Node | Cell, int, int]]) -> list[Find]:
    """A row for each part; the find itself becomes that of the whole."""
    find.mention = replace(whole, whole=True)
    return [
        replace(find, mention=part_row(find.mention, part, 0, whole.unit), rule="asset-part", said=said)
        for part in parts
    ]


def _noted(view: PlanView, node: Node, grid: Grid, row: list[Cell], named: tuple[str, ...]) -> Iterator[Find]:
    """Things that a note in the row counts of its own (비고: `전기차 7대 포함`)."""
    for index, cell in enumerate(row):
        if index >= len(grid.labels) or not grid.labels[index].endswith(_NOTES) or not cell.text:
            continue
        for mention in find_mentions(cell.text, Setting(year=view.year(node))):
            if mention.quantity and (mention.deed is None or mention.deed.kind == "run"):
                find = Find(mention, node, view.scope(node), cell.line, "asset-note", in_table=True, named=named)
                find.year = mention.since
                find.said = [(cell, start, end) for start, end in mention.numbers]
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


def _realigned(row: list[Cell], columns: Columns, width: int) -> list[Cell]:
    """A row whose first cells were left out under a merged one, moved to the columns that its cells mean."""
    missing = width - len(row)
    name = cell_at(row, columns.name)
    if missing <= 0 or (name is not None and classify(name.text) is not None):
        return row
    for left_out in range(min(missing, columns.name), 0, -1):  # cells at the end may be left out, too
        moved = cell_at(row, columns.name - left_out)
        if moved is not None and classify(moved.text) is not None:
            return [*(Cell("", "", moved.line) for _ in range(left_out)), *row]
    return row


def year_of(find: Find) -> int | None:
    """The year that a state without a date refers to."""
    plan = find.scope.department.plan
    if find.state is AssetState.PLANNED:
        return plan.plan_year or plan.report_year
    return plan.report_year or plan.plan_year


def _row_mention(row: list[Cell], columns: Columns, name: Cell, unit: str) -> Mention:
    """What one row says of its thing."""
    above = (classify(cell.text) for cell in row[: columns.name])
    asset_class = classify(name.text) or next((kind for kind in above if kind), AssetClass.OTHER)
    year, bounded = _year_cell(cell_at(row, columns.year))
    if columns.year < 0:
        year = next((found for cell in row if (found := find_since(cell.text)) is not None), None)
    life_cell, count_cell = cell_at(row, columns.life), cell_at(row, columns.quantity)
    life = _LIFE.match(life_cell.text) if life_cell else None
    count = _count_in(count_cell.text) if count_cell else None
    purpose = cell_at(row, columns.purpose)
    title, own = split_unit(name.text)
    unit = own or _unit_cell(cell_at(row, columns.unit)) or unit
    return Mention(
        start=0,
        end=len(title),
        name=title,
        noun=noun_of(title),
        asset_class=asset_class,
        quantity=plain_number(count.value) if count else "",
        unit=(count.unit or fitting_unit(unit, asset_class)) if count else "",
        since=year,
        life_years=Decimal(life[1]) if life else None,
        elapsed_years=_elapsed(row, cell_at(row, columns.elapsed)),
        purpose=bounded or (purpose.text if purpose else ""),
        listed=True,
    )


def _count_in(text: str) -> Quantity | None:
    """A cell's only number, or that before the brackets that divide it."""
    divided = _COUNTED_NAME.fullmatch(text)
    return only_count(text) or (only_count(divided["name"]) if divided is not None else None)


def split_unit(name: str) -> tuple[str, str]:
    """A name without the unit that stands in brackets behind it, and that unit: `AP(대)`."""
    match = _UNIT_BRACKET.search(name)
    return (name[: match.start()].strip(), match[1]) if match else (name, "")


def _unit_cell(cell: Cell | None) -> str:
    """The unit that a column of its own prints (단위: 대)."""
    return squeeze(cell.text) if cell is not None and not re.search(r"\d", cell.text) else ""


def noun_of(name: str) -> str:
    """The head noun of a name, else the name itself, spaces removed."""
    thing = next(reversed(find_things(name)), None)
    return thing.noun if thing else squeeze(name).lower()


def default_state(title: str, scope: Scope, *, dated: bool) -> AssetState:
    """What a table's title says of its things where no year does: 설치계획 planned, 도입실적 acquired, else in use."""
    head = squeeze(title)
    words = (re.sub(r"(?:계획|실적|현황|내역|대상).*", "", text) for text in (head, title))
    verb = next((verb for text in words if (verb := last_verb(text.strip()))), None) if head else None
    if verb is None or verb.kind in {"run", "move"} or re.search(r"보유|현황", head):
        return AssetState.IN_USE
    if "실적" in head or (scope.tense is Tense.RESULT and "계획" not in head):
        return AssetState.ACQUIRED
    announced = re.search(r"계획|예정", head) is not None or (_tense(scope) is Tense.PLAN and not dated)
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
        (match for entry in row if (match := re.fullmatch(r"\(?(\d{1,2})\s?년\s?(?:경과|사용)\)?", entry.text))),
        None,
    )
    return int(found[1]) if found else None
