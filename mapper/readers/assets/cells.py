"""Reads things from the cells of other tables: programmes with their 사업규모, facilities with their equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mapper.layout import Cell, Node
from mapper.lexicon import load
from mapper.readers.assets.columns import column_labels, known_labels
from mapper.readers.assets.facts import find_since
from mapper.readers.assets.finds import Find, state_of
from mapper.readers.assets.lines import find_mentions
from mapper.readers.assets.lists import find_members
from mapper.readers.assets.mentions import Mention, Setting
from mapper.readers.assets.names import Thing, classify, find_things, may_hold_things
from mapper.readers.assets.tail import Deed, label_deed, last_verb
from mapper.readers.context.row_tables import Grid, cell_at, is_total, read_grid
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import Tense
from mapper.readers.context.subjects import Subjects
from mapper.readers.facilities.place_names import head_noun
from mapper.records import AssetClass, AssetState, Kind, Ref
from mapper.values.text import squeeze

HEADS = frozenset(
    ["사업명", "단위사업", "세부사업", "세부사업명", "과제명", "사업", "단위사업명", "과업명", "추진과제", "세부과제"]
)
"""Heads of columns that name what is done; a thing there is the one that the row's counts count."""
PLACES = frozenset(
    [
        "시설명",
        "공공시설명",
        "실명",
        "장소",
        "대상지",
        "사업대상지",
        "설치장소",
        "명칭",
        "구분",
        "시설물명",
        "기관명",
        "도서관명",
        "위치",
        "공간명",
        "시설",
    ]
)
_SKIPPED_SECTIONS = frozenset({"duties", "staff", "organization", "committees", "list", "contents", "indicator"})
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_PURPOSES = ("용도", "목적", "홍보내용", "비고", "기대효과")
_FUNCTIONS = ("기능", "역할", "임무", "업무", "업무내용", "운영내용", "활용", "활용내용", "활용방안", "쓰임새", "쓰임")
"""Heads of columns that say what a place or a thing is for; what they name without a count is not there."""
_STRUCTURES = ("조형물", "상징물", "동상", "비석", "홍보탑", "기념비", "게시대", "분수")
"""Structures, which hold no equipment."""
_KINDS = frozenset({"구분", "분류", "유형", "종류"})
_MEASURES = ("규모", "면적", "위치", "소재지", "크기", "장소")
_EQUIPMENT = ("장비", "기기", "장비현황", "보유현황")
"""Heads of columns that say what a place is equipped with."""
_AT_A_DATE = re.compile(r"현\s?황\s*[(（\[<][^()（）]*(?:기준|현재|말)\s*[)）\]>]\s*$")
"""A head that says how things stand at a date: `운영현황 (2024. 8. 31. 기준)`."""
_MONEY = re.compile(r"예산|집행|재원|결산|사업비")
"""What such a head of money says."""
_NAMES = column_labels("name", "weak_name") | {"시설및장비", "시설·장비"}


def is_inventory(view: PlanView, node: Node) -> bool:
    """Whether a table or line stands under a head that lists what there is (주요시설 및 장비, 보유현황)."""
    if {"assets", "facilities"} & set(view.scope(node).sections[:1]):
        return True
    ends = tuple(str(load("assets")["inventory"]["ends"]).split())
    label = node.label if node.table is None else ""
    if squeeze(label).endswith(str(load("assets")["inventory"]["labels"])) or _AT_A_DATE.search(label):
        return True
    heads = [above for above in (node.parent, _label_above(node)) if above is not None]
    dated = (above.text for above in heads if above.table is None and _AT_A_DATE.search(above.text))
    if any(_MONEY.search(text) is None for text in dated):
        return True
    return any(
        len(head) <= 24 and head.endswith(ends) and label_deed(head) is None
        for above in heads
        if (head := squeeze(_BRACKET.sub("", re.split(r"[:：]", above.text)[0])))
    )


def _label_above(node: Node) -> Node | None:
    """The nearest sibling above that only heads what follows it, where its list was printed at its own level."""
    siblings = node.parent.children if node.parent is not None else []
    for sibling in reversed(siblings[: siblings.index(node)] if node in siblings else []):
        if sibling.table is not None or sibling.children:
            return None
        if len(sibling.text) <= 12 and not re.search(r"\d|[:：]", sibling.text):
            return sibling
    return None


def read_asset_cells(view: PlanView, node: Node, subjects: Subjects) -> Iterator[Find]:
    """Things in the cells of a table that is no table of things itself."""
    table = node.table
    assert table is not None
    scope = view.scope(node)
    if (
        scope.holds_list
        or scope.section in _SKIPPED_SECTIONS
        or not any(may_hold_things(cell.text) for row in table.rows for cell in row)
    ):
        return
    grid = read_grid(table, known_labels() | HEADS | PLACES)
    if grid.find(column_labels("skipped")) >= 0 or grid.find({"목표", "실적", "달성률"}) >= 0:
        return
    inventory = is_inventory(view, node)
    if grid.turned:
        yield from _turned_rows(view, node, grid, subjects)
        return
    head_column = _head_column(grid)
    holder: Ref | None = None
    category: AssetClass | None = None
    for group in _groups(grid.rows, inventory):
        cells = [cell for row in group for cell in row]
        holder = find_holder(subjects, cells) or (holder if holder is not None and _leaves_out(group, holder) else None)
        for row in group:
            category = classify(row[0].text) if row and row[0].text else category
            reader = _RowReader(view, node, grid, holder, inventory, category)
            yield from reader.read(row, head_column)


def _leaves_out(group: list[list[Cell]], holder: Ref) -> bool:
    """Whether the cell of the holder is left out as under a merged one: of a team the last, of a place the first."""
    if holder.kind is Kind.ORGANIZATION:
        return all(len(row) < 2 or not row[-1].text for row in group)
    return all(not any(cell.text for cell in row[:2]) for row in group)


def _groups(rows: list[list[Cell]], inventory: bool) -> Iterator[list[list[Cell]]]:
    """Rows that one record was broken into: the list in a cell goes on in the next row (`서버, 스토리지,`)."""
    group: list[list[Cell]] = []
    for row in rows:
        group.append(row)
        if inventory and any(cell.text.endswith((",", "，")) for cell in row):
            continue
        yield group
        group = []
    if group:
        yield group


def find_holder(subjects: Subjects, cells: list[Cell]) -> Ref | None:
    """The team, else the facility, that a row names in a cell of its own."""
    named = [
        ref
        for cell in cells
        if cell.text
        and len(cell.text) <= 40
        and (ref := subjects.named(_BRACKET.sub("", cell.text).strip()) or subjects.named(cell.text))
    ]
    teams = [ref for ref in named if ref.kind is Kind.ORGANIZATION]
    places = [
        ref
        for ref in named
        if ref.kind is Kind.FACILITY and classify(ref.name) is None and not head_noun(ref.name).endswith(_STRUCTURES)
    ]
    return next(iter([*teams, *places]), None)


def _head_column(grid: Grid) -> int:
    """The column that names what is done or what there is: by its head, where things stand in it."""
    named = grid.find(HEADS)
    if named >= 0:
        return named
    columns = grid.find_all(column_labels("name", "weak_name"))
    return next(
        (
            index
            for index in columns
            if any(find_things(cell.text) for row in grid.rows if (cell := cell_at(row, index)))
        ),
        -1,
    )


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the cells of one row."""

    view: PlanView
    node: Node
    grid: Grid
    holder: Ref | None
    inventory: bool
    category: AssetClass | None
    """Class that the row's first cell names (차량)."""

    def read(self, row: list[Cell], head_column: int) -> Iterator[Find]:
        """Things in the row's cells."""
        if any(is_total(cell.text) for cell in row[:2]):
            return
        head = cell_at(row, head_column)
        things = find_things(head.text) if head is not None else []
        deed = last_verb(head.text) if head is not None and things else None
        thing = things[-1] if things else None
        for index, cell in enumerate(row):
            label = self.grid.labels[index] if index < len(self.grid.labels) else ""
            if (
                not cell.text
                or label.endswith(_PURPOSES)
                or (self.inventory and label in _KINDS and len(cell.text) <= 8)
            ):
                continue
            if self.inventory and (own := self._named(cell, label, index)) is not None:
                yield self._find(cell, own, 0, None, cell.text, True)
                continue
            equipped = self.inventory or label.endswith(_EQUIPMENT)
            if cell is not head:
                listing = self.inventory is equipped and not (
                    self.inventory and label.endswith((*_MEASURES, *_FUNCTIONS))
                )
                yield from self._cell(cell, thing, deed, listing=listing, inventory=equipped)
            elif equipped:
                yield from self._cell(cell, None, None, inventory=True, listing=self.inventory)

    def _named(self, cell: Cell, label: str, index: int) -> Mention | None:
        """A thing that an inventory names in a cell of its own, by its noun or by the row's first cell (차량)."""
        if label not in _NAMES or re.search(r"[,，•▪]", _BRACKET.sub("", cell.text)):
            return None
        asset_class = classify(cell.text) or (self.category if index else None)
        if asset_class is None or (index == 0 and label in _KINDS):
            return None
        if any(mention.quantity for mention in find_mentions(cell.text, Setting())):
            return None
        things = find_things(cell.text)
        return Mention(
            start=0,
            end=len(cell.text),
            name=cell.text,
            noun=things[-1].noun if things else squeeze(cell.text).lower(),
            asset_class=asset_class,
            since=find_since(cell.text),
            listed=True,
        )

    def _cell(
        self, cell: Cell, thing: Thing | None, deed: Deed | None, *, inventory: bool, listing: bool = True
    ) -> Iterator[Find]:
        """Things in the bullets of one cell."""
        if not may_hold_things(cell.text) and thing is None:
            return
        setting = Setting(year=self.view.year(self.node), inventory=inventory, head=thing)
        position = 0
        for item in cell.items:
            start = max(cell.text.find(item, position), position)
            position = start + len(item)
            for mention in find_members(item, find_mentions(item, setting), inventory=inventory):
                led = inventory and listing and not mention.start and not mention.is_row and mention.deed is None
                led = led and not (head_noun(item) and classify(item) is None)  # 공영버스 차고지
                if led or (mention.is_row and (listing or mention.quantity)):
                    yield self._find(cell, replace(mention, listed=mention.listed or led), start, deed, item, inventory)

    def _find(self, cell: Cell, mention: Mention, offset: int, deed: Deed | None, text: str, inventory: bool) -> Find:
        """A find in a cell; the row's deed is said of what has none of its own."""
        scope = self.view.scope(self.node)
        if mention.deed is None and deed is not None and not inventory:
            mention = replace(mention, deed=replace(deed, start=len(text), end=len(text), firm=False))
        find = Find(mention, self.node, scope, cell.line, "asset-cell", holder=self.holder, in_table=True)
        default = AssetState.PLANNED if scope.tense is Tense.PLAN and not inventory else AssetState.IN_USE
        find.state, find.year, find.weak = state_of(mention, scope, text, default, self.view.year(self.node))
        find.said = [(cell, offset + start, offset + end) for start, end in mention.numbers]
        return find


def _turned_rows(view: PlanView, node: Node, grid: Grid, subjects: Subjects) -> Iterator[Find]:
    """Things in a table whose columns are the records: the place at a column's head holds what stands below."""
    for row in grid.rows:
        reader = _RowReader(view, node, grid, find_holder(subjects, row[:1]), False, None)
        yield from reader.read([Cell("", "", row[0].line), *row[1:]], -1)
