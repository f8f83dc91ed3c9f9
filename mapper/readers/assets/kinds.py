"""Reads counts of one thing by its kinds: columns beside a total, and tables of the thing that their title names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mapper.layout import Cell, Node
from mapper.lexicon import load
from mapper.readers.assets.cells import PLACES
from mapper.readers.assets.columns import BOUNDED, YEAR_HEAD, column_labels, only_count, unit_of_label
from mapper.readers.assets.finds import Find
from mapper.readers.assets.mentions import Mention, plain_number
from mapper.readers.assets.names import Thing, find_things
from mapper.readers.assets.tables import default_state, fitting_unit, year_of
from mapper.readers.assets.tail import last_verb, units_of
from mapper.readers.context.row_tables import Grid, caption_unit, cell_at, is_total, plain_label
from mapper.readers.context.scope import PlanView
from mapper.records import AssetState
from mapper.values.text import squeeze

_TITLE = re.compile(
    r"\s?(?:[(（][^()（）]*[)）])?\s?"
    r"(?:(?:설치|보유|운영|구축|관리|도입|보급|용도별|지역별|동별|연도별|유형별|시설별|종류별|기관별|부서별|권역별|읍면별|읍면동별)\s?)*"
    r"(?:및\s?운영\s?)?(?:현황|내역|대수|수량|규모|물량|계획|실적|개요|장소|위치|대상지)?\s?(?:[(（\[<][^()（）]*[)）\]>]\s?)*"
)
_FRAME = re.compile(r"^[<〈＜≪《\[【〔]\s?|\s?[>〉＞≫》\]】〕](?=\s?(?:[(（].*)?$)")
"""The brackets around a title: `< CCTV 설치 현황 > (단위 : 대)`."""
_BEFORE = re.compile(r"(?:(?:(?:19|20)\d\d|['‘’]\d\d)\s?(?:년도|년)?\s?)?(?:[가-힣]{1,6}별\s?)?")
"""What may stand before the thing in a table's title: `2026년 공원별 공공와이파이 설치장소`."""
_PIECES = frozenset({"대", "식", "기", "조", "세트"})
_NONE = frozenset({"", "-", "–", "_"})
_COMING = re.compile(r"\s?(?:계획|예정|목표)")
"""What says of a deed before it that it is to come."""


@cache
def _count_labels() -> frozenset[str]:
    """Heads of rows and columns that hold counts of the thing of a table's title."""
    return frozenset(str(load("assets")["counted"]["labels"]).split())


def read_kind_table(view: PlanView, node: Node, grid: Grid) -> list[Find]:
    """Rows of a table whose title names the one thing that it counts; empty where it is none."""
    table = node.table
    assert table is not None
    if grid.turned or len(grid.labels) < 2:
        return []
    named = _titled(node) or _headed(node, grid)
    if named is None:
        return []
    thing, title = named
    unit = fitting_unit(caption_unit(table.caption), thing.asset_class)
    reader = _KindReader(view, node, grid, thing, unit, default_state(title, view.scope(node), dated=False))
    return list(reader.crosswise() or reader.by_heads()) or list(reader.by_rows()) or list(reader.by_columns())


def _titled(node: Node) -> tuple[Thing, str] | None:
    """The one thing that a table's title consists of (`CCTV 설치 현황`), and the title."""
    siblings = node.parent.children if node.parent is not None else []
    before = siblings[siblings.index(node) - 1] if node in siblings and siblings.index(node) else None
    for head in (before, node.parent, node.parent.parent if node.parent is not None else None):
        if head is None or head.table is not None or not head.text or len(head.text) > 60:
            continue
        title = _FRAME.sub("", head.text)
        things = find_things(title)
        if len(things) == 1 and _BEFORE.fullmatch(title, 0, things[0].start) and _TITLE.fullmatch(title, things[0].end):
            return things[0], title
        if head is not before:
            break
    return None


def _headed(node: Node, grid: Grid) -> tuple[Thing, str] | None:
    """The one thing that the head of a column of counts names (`공공와이파이 설치 수량`), and the title above."""
    for index, label in enumerate(grid.labels[1:], 1):
        things = find_things(grid.paths[index])
        if len(things) != 1 or things[0].start:
            continue
        counted = label.endswith(tuple(_count_words())) or _heads_pieces(grid, index, things[0])
        if counted and _TITLE.fullmatch(grid.paths[index], things[0].end):
            above = node.parent.text if node.parent is not None else ""
            return things[0], above
    return None


def _heads_pieces(grid: Grid, index: int, thing: Thing) -> bool:
    """Whether the only head with a unit is a thing with the counter of its pieces, beside places: `무선AP(대)`."""
    units = [unit for unit in grid.units if unit]
    named = squeeze(thing.name) == grid.labels[index] and grid.units[index] in _PIECES
    return named and len(units) == 1 and grid.labels[0] in PLACES | column_labels("location", "holder")


@cache
def _count_words() -> frozenset[str]:
    """Words for a number of things at the end of a column's head."""
    return frozenset(str(load("assets")["counted"]["words"]).split())


class _KindReader:
    """Reads the counts of one thing from a grid."""

    def __init__(self, view: PlanView, node: Node, grid: Grid, thing: Thing, unit: str, state: AssetState) -> None:
        self.view, self.node, self.grid, self.thing = view, node, grid, thing
        self.unit, self.state = unit, state
        self.dated = bool(grid.labels) and grid.labels[0] in column_labels("year")
        """The rows are years in which the things were set up."""

    def crosswise(self) -> list[Find]:
        """Kinds beside the rows, further kinds or years of set-up over the columns, as the sums of the rows prove."""
        labels = self.grid.labels
        if self.dated or any(is_total(label) for label in labels[:1]):
            return []
        totals = [index for index, label in enumerate(labels) if index and is_total(label)]
        rows = [row for row in self.grid.rows if len(row) == len(labels) and row[0].text]
        if (
            len(totals) != 1
            or len(labels) < 4
            or len(rows) < 2
            or not all(labels)
            or self.state is not AssetState.IN_USE
        ):
            return []
        heads = [row[0].text for row in rows if not is_total(row[0].text)]
        if any(_row_state(head) is not None or plain_label(head) in _count_labels() for head in heads):
            return []
        parts = [index for index in range(1, len(labels)) if index != totals[0]]
        if not all(_adds_up(row, totals[0], parts) for row in rows):
            return []
        found: list[Find] = []
        for row in rows:
            kind = "" if is_total(row[0].text) else row[0].text
            for index in range(1, len(row)):
                head = "" if index in totals else self.grid.paths[index].split(" > ")[-1]
                bounded = bool(BOUNDED.search(squeeze(head)))
                since = _since(squeeze(head)) if head and not bounded else None
                purpose = ", ".join(part for part in (kind, "" if since else head) if part)
                found += self._count(row[index], row[0].text, purpose, since=since)
        return found

    def by_heads(self) -> Iterator[Find]:
        """Rows of nothing but counts, the total and a kind at the head of each (`계 | 방범 | 주차`)."""
        labels = self.grid.labels
        if not any(is_total(label) for label in labels) or not all(labels) or self.dated:
            return
        for row in self.grid.rows:
            if len(row) == len(labels) and all(only_count(cell.text) is not None for cell in row):
                for cell, label in zip(row, labels, strict=True):
                    yield from self._count(cell, label, "" if is_total(label) else label)

    def by_rows(self) -> Iterator[Find]:
        """A row labelled 대수 or 수량, a kind in each column (`대수 | 1,482 | 846 | 322`)."""
        if any(unit_of_label(label) for label in self.grid.labels[1:]):
            return
        for row in self.grid.rows:
            head = plain_label(row[0].text) if row else ""
            state = _row_state(row[0].text) if row else None
            since = _since(row[0].text) if row and self.dated else None
            state = AssetState.IN_USE if since is not None else state
            if head not in _count_labels() and not (head and head == squeeze(self.thing.name)) and state is None:
                continue
            for index in range(1, len(row)):
                label = self.grid.labels[index] if index < len(self.grid.labels) else ""
                if label and not YEAR_HEAD.fullmatch(label) and label not in column_labels("year", "life", "location"):
                    yield from self._count(
                        row[index], row[0].text, "" if is_total(label) else label, state=state, since=since
                    )

    def by_columns(self) -> Iterator[Find]:
        """A column headed 대수 or 수량, a kind or a place in each row (`방범용 | 846`)."""
        column = self._counts()
        if column < 0:
            return
        kinds = [index for index, label in enumerate(self.grid.labels) if index and label.endswith(("형", "용"))]
        unit = self.grid.units[column] or unit_of_label(self.grid.labels[column])
        for row in self.grid.rows:
            name, cell = cell_at(row, 0), cell_at(row, column)
            if name is None or cell is None or re.search(r"\d", name.text) or "비율" in name.text:
                continue
            place = "" if is_total(name.text) else name.text
            yield from self._count(cell, unit, place)
            for index in kinds:
                if part := cell_at(row, index):
                    yield from self._count(part, unit, ", ".join(filter(None, (place, self.grid.labels[index]))))

    def _counts(self) -> int:
        """The column that counts the thing; pieces rather than places. -1 if none does."""
        own = squeeze(self.thing.name)
        found = [
            index
            for index, label in enumerate(self.grid.labels)
            if index
            and (
                label in _count_labels()
                or label.removeprefix(own) in _count_labels()
                or _heads_pieces(self.grid, index, self.thing)
            )
        ]
        pieces = (index for index in found if unit_of_label(self.grid.labels[index]) in _PIECES)
        return next(pieces, found[0] if found else -1)

    def _count(
        self, cell: Cell, label: str, purpose: str, *, state: AssetState | None = None, since: int | None = None
    ) -> Iterator[Find]:
        """One count of the thing; its unit stands in the cell, beside the label, or in the caption."""
        count = only_count(cell.text)
        if count is None or count.value != count.value.to_integral_value():
            return
        units = units_of(self.thing.asset_class)
        own = re.search(r"[(（]\s?([^()（）\d]{1,4})\s?[)）]$", label)
        unit = count.unit or (own[1] if own else label if label in units else "") or self.unit
        if unit not in units:
            return
        mention = Mention(
            start=0,
            end=len(self.thing.name),
            name=self.thing.name,
            noun=self.thing.noun,
            asset_class=self.thing.asset_class,
            quantity=plain_number(count.value),
            unit=unit,
            purpose=purpose,
            part=bool(purpose),
            whole=not purpose,
        )
        scope = self.view.scope(self.node)
        find = Find(mention, self.node, scope, cell.line, "asset-kind-table", in_table=True)
        find.state = state or self.state
        find.named = (purpose,)
        find.year = since if find.state is AssetState.IN_USE else year_of(find)
        find.said = [(cell, 0, len(cell.text))]
        yield find


def _adds_up(row: Sequence[Cell], total: int, parts: Sequence[int]) -> bool:
    """Whether the total of a row is the sum of its other counts; an empty cell or a dash counts none."""
    counts = [only_count(row[index].text) for index in parts if row[index].text not in _NONE]
    whole = only_count(row[total].text)
    if whole is None or len(counts) < 2 or not all(counts):
        return False
    return sum(count.value for count in counts if count is not None) == whole.value


def _since(head: str) -> int | None:
    """The year that heads a row."""
    match = YEAR_HEAD.fullmatch(head.strip())
    year = re.search(r"(?:19|20)\d\d", head) if match else None
    return int(year.group()) if year else None


def _row_state(head: str) -> AssetState | None:
    """The state that a row's head gives to its counts: 운영 중, 2026년 설치계획; None where it tells none."""
    coming = _COMING.search(head)
    deed = last_verb(head[: coming.start()] if coming else head)
    if deed is None:
        return None
    if deed.kind == "run":
        return AssetState.IN_USE
    return AssetState.PLANNED if coming else None
