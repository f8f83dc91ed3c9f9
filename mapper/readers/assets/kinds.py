"""Reads counts of one thing by its kinds: columns beside a total, and tables of the thing that their title names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mapper.layout import Cell, Node
from mapper.lexicon import load
from mapper.readers.assets.cells import PLACES
from mapper.readers.assets.columns import (
    BOUNDED,
    YEAR_HEAD,
    column_labels,
    group_kind,
    only_count,
    unit_of_label,
)
from mapper.readers.assets.finds import Find
from mapper.readers.assets.mentions import Mention, plain_number
from mapper.readers.assets.names import Thing, find_things
from mapper.readers.assets.tables import default_state, fitting_unit, year_of
from mapper.readers.assets.tail import last_verb, units_of
from mapper.readers.context.row_tables import Grid, caption_unit, cell_at, is_total, plain_label
from mapper.readers.context.scope import PlanView, Scope
from mapper.records import AssetState
from mapper.values.text import squeeze

_TITLE = re.compile(
    r"\s?(?:[(（][^()（）]*[)）])?\s?"
    r"(?:(?:설치|보유|운영|구축|관리|도입|보급|확대|확충|추가|신규|용도별|지역별|동별|연도별|유형별|시설별|종류별|기관별|부서별|권역별|읍면별|읍면동별)\s?)*"
    r"(?:및\s?운영\s?)?(?:(?:현황|내역|대수|수량|규모|물량|계획|실적|개요|장소|위치|대상지|지점|대상|개소)?수?\s?(?:및|·)?\s?"
    r"(?:(?:추가|신규|향후|설치|구축|확대|확충|보급|증설|신설|교체)\s?)*){0,2}(?:[(（\[<][^()（）]*[)）\]>]\s?)*"
)
_FRAME = re.compile(r"^[<〈＜≪《\[【〔]\s?|\s?[>〉＞≫》\]】〕](?=\s?(?:[(（].*)?$)")
"""The brackets around a title: `< CCTV 설치 현황 > (단위 : 대)`."""
_BEFORE = re.compile(r"(?:(?:(?:19|20)\d\d|['‘’]\d\d)\s?(?:년도|년)?\s?)?(?:[가-힣]{1,6}별\s?)?")
"""What may stand before the thing in a table's title: `2026년 공원별 공공와이파이 설치장소`."""
_DIVIDED = re.compile(r"^[가-힣·ㆍ]{1,8}별\s(?=\S)")
"""What divides a thing in the title of its table, and is no word of its name: `권역별 공공와이파이`."""
_PIECES = frozenset({"대", "식", "기", "조", "세트"})
_STATES = {"standing": AssetState.IN_USE, "coming": AssetState.PLANNED, "total": AssetState.PLANNED}
_LATER = re.compile(r"이후|향후|부터")
_HEAD_YEAR = re.compile(r"(?:((?:19|20)\d\d)|['‘’`](\d\d))\s?\.?\s?(?:년도|년)?")
_STANDING = re.compile(r"누계|누적|^말|현재|기준|현재까지|기존")
"""What the head of a column says of what is there (`2024년 말 누계`)."""
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
    found = reader.by_states() or reader.crosswise() or list(reader.by_heads())
    return found or list(reader.by_rows()) or list(reader.by_columns())


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
            return replace(things[0], name=_DIVIDED.sub("", things[0].name)), title
        if head is not before and not head.label:
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
        if any(plain_label(head) == squeeze(self.thing.name) for head in heads):
            return []  # CCTV(대) over 설치지점(개소): what is counted, no kinds
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

    def by_states(self) -> list[Find]:
        """Kinds or places beside the rows, over the columns what is there and what comes (`기설치 | '25년 설치`)."""
        labels = self.grid.labels
        first, planned = self._first(), _first_planned(self.view.scope(self.node))
        heads = {
            index: state
            for index, label in enumerate(labels)
            if index > first and (state := _head_state(squeeze(self.grid.paths[index]), label, planned)) is not None
        }
        if not {kind for kind, _, _ in heads.values()} >= {"standing", "coming"} or self.dated:
            return []
        found: list[Find] = []
        for row in self.grid.rows:
            name = cell_at(row, first)
            if name is None or only_count(name.text) is not None:
                continue
            place = "" if is_total(name.text) else name.text
            for index, (kind, year, bound) in heads.items():
                cell = cell_at(row, index)
                purpose = ", ".join(filter(None, (place, bound)))
                for find in self._count(cell, self.grid.units[index], purpose, state=_STATES[kind]) if cell else ():
                    find.named = (place,)
                    _settle(find, kind, year, bounded=bool(bound))
                    found.append(find)
        return found

    def _first(self) -> int:
        """The column that names kinds or places: the first that does not only number the rows."""
        numbered = bool(self.grid.labels) and self.grid.labels[0] in _row_numbers()
        return 1 if numbered and len(self.grid.labels) > 2 else 0

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
        if any(unit_of_label(label) or label.endswith(tuple(_count_words())) for label in self.grid.labels[1:]):
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
        first, dated = self._first(), self.grid.find(column_labels("year"))
        for row in self.grid.rows:
            name, cell = cell_at(row, first) or _total_cell(row), cell_at(row, column)
            if name is None or cell is None or re.search(r"\d", name.text) or "비율" in name.text:
                continue
            place = "" if is_total(name.text) else name.text
            since = _since(year.text) if (year := cell_at(row, dated)) else None
            state = AssetState.IN_USE if since is not None else None
            yield from self._count(cell, unit, place, state=state, since=since)
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
                or label.removeprefix(own) in _count_labels() | _count_words()
                or _heads_pieces(self.grid, index, self.thing)
            )
        ]
        pieces = (
            index for index in found if (self.grid.units[index] or unit_of_label(self.grid.labels[index])) in _PIECES
        )
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


def _total_cell(row: Sequence[Cell]) -> Cell | None:
    """The word for the total where it stands in the column that numbers the rows."""
    return row[0] if row and is_total(row[0].text) else None


def _head_state(path: str, label: str, planned: int) -> tuple[str, int | None, str] | None:
    """Whether the things of a column stand (`2024년 말 누계`, `기설치`), come or are the total, since when, its bound.

    A bound is told in the words of the head: `2022년까지`, `2026년 이후`.
    """
    if is_total(label):
        return "total", None, ""
    year = _HEAD_YEAR.search(path)
    told = (int(year[1]) if year[1] else 2000 + int(year[2])) if year else None
    if _LATER.search(path):
        return "coming", None, path
    if BOUNDED.search(re.sub(r"[()（）]", " ", path).strip()):
        return "standing", None, path if year else ""
    plain = _HEAD_YEAR.sub("", re.sub(r"[(（][^()（）]*[)）]", "", path)).rpartition(" > ")[2]
    kind = "standing" if _STANDING.search(plain) else group_kind(label) or group_kind(plain)
    if not kind and not plain and told is not None and told >= planned:
        kind = "coming"  # a bare year of the plan
    return (kind, told, "") if kind else None


def _first_planned(scope: Scope) -> int:
    """The first year of which a document plans."""
    plan = scope.department.plan
    return plan.plan_year or (plan.report_year or 0) + 1


def _settle(find: Find, kind: str, year: int | None, *, bounded: bool) -> None:
    """State and year of a count under a head: what came in a year before the plan's has come, a total has no year."""
    if kind == "coming" and not bounded:
        done = year is not None and year < _first_planned(find.scope)
        find.state = AssetState.ACQUIRED if done else AssetState.PLANNED
        find.year = year or year_of(find)
    else:
        find.year = None


def _since(head: str) -> int | None:
    """The year that heads a row."""
    match = YEAR_HEAD.fullmatch(head.strip())
    year = re.search(r"(?:19|20)\d\d", head) if match else None
    return int(year.group()) if year else None


@cache
def _row_numbers() -> frozenset[str]:
    """Heads of columns that only number the rows."""
    return frozenset(str(load("budgets")["rows"]["numbers"]).split())


def _row_state(head: str) -> AssetState | None:
    """The state that a row's head gives to its counts: 운영 중, 2026년 설치계획; None where it tells none."""
    coming = _COMING.search(head)
    deed = last_verb(head[: coming.start()] if coming else head)
    if deed is None:
        return None
    if deed.kind == "run":
        return AssetState.IN_USE
    return AssetState.PLANNED if coming else None
