"""Reads places from tables: facilities with their data, places of a programme, column heads under a corner 장소."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapper.layout import Cell, Node, Table
from mapper.readers.assets.columns import column_labels
from mapper.readers.assets.names import classify
from mapper.readers.context.row_tables import Grid, cell_at, is_total, read_grid
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import Tense
from mapper.readers.context.subjects import Subjects
from mapper.readers.facilities.place_items import split_places
from mapper.readers.facilities.place_names import head_noun, is_proper
from mapper.readers.facilities.statements import LISTED, TABLE, Statement, labels
from mapper.records import AssetClass, Kind, Span
from mapper.values.text import squeeze

_BRACKET = re.compile(r"\s?[(（]([^()（）]*)[)）]")
_AREA = re.compile(r"\d[\d,.]*\s?(?:㎡|m²|m2|평|ha|㎢)|면적|연면적|부지")
_SKIPPED_SECTIONS = frozenset(
    {"duties", "staff", "organization", "committees", "list", "contents", "indicator", "budget"}
)
_PLACE_CLASSES = frozenset({AssetClass.DISPLAY, AssetClass.MEDIA_STUDIO, AssetClass.OTHER})
"""Classes of things that are fixed structures too."""
_KINDS = re.compile(r"[·ㆍ,/]")
"""What parts kinds of places: 공원·하천."""
_SHARE = re.compile(r"구성비|비율|비중|점유율")
_ADDRESSES = frozenset({"위치", "있는곳", "소재지", "주소", "도로명주소", "소재"})


@cache
def known_columns() -> frozenset[str]:
    """Every column head of tables of facilities."""
    return frozenset().union(
        *(labels("columns", key) for key in ("name", "weak_name", "place", "location", "size", "purpose", "operator"))
    )


def read_facility_table(view: PlanView, node: Node, subjects: Subjects) -> Iterator[Statement]:
    """Places of one table."""
    table, scope = node.table, view.scope(node)
    assert table is not None
    if scope.holds_list or scope.section in _SKIPPED_SECTIONS - {"budget"}:
        return
    corner = list(_corner_heads(table))
    if corner:
        yield from corner
        return
    grid = read_grid(table, known_columns())
    if grid.find(column_labels("skipped")) >= 0:
        return
    column = _name_column(grid, {"facilities"} & set(scope.sections[:2]) != set())
    if column >= 0 and _sums_kinds(grid, column):
        return
    if column >= 0:
        yield from _rows(node, grid, column, subjects)
    elif scope.section != "budget" or grid.turned:
        done = scope.project is not None or scope.tense is not Tense.NONE
        planned = done and not {"assets", "facilities"} & set(scope.sections[:2])
        yield from _places(grid, planned=planned)


def _name_column(grid: Grid, in_section: bool) -> int:
    """The column of facility names; -1 where the table is none of facilities.

    A head like 시설명 or 도서관명 is enough; 명칭 or 구분 only in a section of facilities or beside a location,
    where most of its cells name places.
    """
    strong = next(
        (
            index
            for index, label in enumerate(grid.labels)
            if label in labels("columns", "name") or (label.endswith("명") and head_noun(label[:-1]))
        ),
        -1,
    )
    if strong >= 0 and (_share_of_places(grid, strong) >= 0.3 or grid.find(_ADDRESSES) > strong):
        return strong
    sited = grid.find(labels("columns", "place") - _ADDRESSES)
    if sited >= 0 and grid.find(_ADDRESSES) > sited and _share_of_places(grid, sited) >= 0.6:
        return sited  # 설치장소 beside its 위치 names the places themselves
    placed = _tells_where(grid)
    located = placed or grid.find(labels("columns", "size")) >= 0 or grid.turned
    if not in_section and not located:
        return -1
    placed = placed and grid.turned
    least = 0.0 if placed else 0.3 if in_section or (grid.turned and located) else 0.6
    things = grid.find(column_labels("name"))  # 구분 beside 장비명 tells where the things stand
    heads = (index for index in grid.find_all(labels("columns", "weak_name")) if things < 0 or index <= things)
    weak = [index for index in heads if _share_of_places(grid, index) >= least]
    if weak and sited > weak[-1] and _share_of_own(grid, sited) > max(0.6, 2 * _share_of_own(grid, weak[-1])):
        return sited  # 구분 beside 설치장소 says of what kind the places are
    return weak[-1] if weak else -1


def _tells_where(grid: Grid) -> bool:
    """Whether a column says where the places are; one of counts (`설치장소(개소)`) does not."""
    column = grid.find(labels("columns", "location"))
    cells = [cell for row in grid.rows if (cell := cell_at(row, column))]
    return any(re.search(r"[가-힣A-Za-z]{2}", cell.text) for cell in cells)


def _sums_kinds(grid: Grid, column: int) -> bool:
    """Whether a table sums up kinds of land or of facilities, of which none is a place of its own (`공원 14개소`).

    It holds a total or shares, and tells neither where they are nor who runs them or what they are for.
    """
    if _tells_where(grid) or any(grid.find(labels("columns", key)) >= 0 for key in ("purpose", "operator")):
        return False
    names = [cell.text for row in grid.rows if (cell := cell_at(row, column))]
    if not any(is_total(name) for name in names) and not any(_SHARE.search(path) for path in grid.paths):
        return False
    own = [name for name in names if is_proper(name) and head_noun(name) not in {"", "지역"}]
    return len(own) * 2 < sum(not is_total(name) for name in names)


def _share_of_places(grid: Grid, index: int) -> float:
    """Share of a column's cells that name places or structures."""
    names = [cell.text for row in grid.rows if (cell := cell_at(row, index)) and not is_total(cell.text)]
    return sum(bool(_is_place(name)) for name in names) / len(names) if names else 0.0


def _share_of_own(grid: Grid, index: int) -> float:
    """Share of a column's cells that name places by names of their own."""
    names = [cell.text for row in grid.rows if (cell := cell_at(row, index)) and not is_total(cell.text)]
    own = [name for name in names if head_noun(name) and is_proper(name) and not _KINDS.search(name)]
    return len(own) / len(names) if names else 0.0


def _is_place(name: str) -> bool:
    """Whether a name is that of a place or of a fixed structure."""
    return bool(head_noun(name)) or classify(name) in _PLACE_CLASSES - {AssetClass.OTHER}


def _rows(node: Node, grid: Grid, column: int, subjects: Subjects) -> Iterator[Statement]:
    """One statement per named row; the places that a row lists in its cells follow it."""
    table = node.table
    assert table is not None
    columns = {key: grid.find(labels("columns", key)) for key in ("location", "size", "purpose", "operator")}
    groups: list[list[list[Cell]]] = []
    for row in grid.rows:
        before = groups[-1] if groups else None
        if before is not None and any(cell.text.endswith((",", "，")) for cell in before[-1]):
            before.append(row)
        else:
            groups.append([row])
    category: Cell | None = None
    merged: Cell | None = None
    location: Cell | None = None
    for group in groups:
        category = (cell_at(group[0], 0) or category) if column else None
        name = next(
            (cell for row in group if (cell := cell_at(row, column)) and head_noun(cell.text)), None
        ) or cell_at(group[0], column)
        if (
            name is None
            or is_total(name.text)
            or not re.search(r"[가-힣A-Za-z]{2}", name.text)
            or _is_vehicle(category, name)
        ):
            continue
        cells = [cell for row in group for cell in row]
        row = group[0]
        size = cell_at(row, columns["size"])
        purpose = cell_at(row, columns["purpose"])
        if columns["location"] != column:
            location = cell_at(row, columns["location"]) or location  # a blank one is merged with the one above
        operator = merged = cell_at(row, columns["operator"]) or merged
        plain, inside = _plain_name(name.text)
        statement = Statement(
            name=plain,
            span=Span(name.line, name.line),
            rule="facility-table",
            rank=TABLE,
            table=table.first,
            location=_text(location) if location and (cell_at(row, columns["location"]) or not inside) else inside,
            size=_size(grid, columns["size"], size) or _area(cells, name),
            purpose=_text(purpose) if purpose and purpose is not name else "",
            operator=operator.text if operator else _team(cells, subjects),
        )
        yield statement
        yield from _listed(cells, name, statement)


def _text(cell: Cell) -> str:
    """A cell's text without its bullets."""
    return " ".join(cell.items)


def _plain_name(text: str) -> tuple[str, str]:
    """A name without a count in brackets; (name, place in brackets) where the brackets hold a place."""
    match = _BRACKET.search(text)
    if match and re.fullmatch(r"(?:총\s?)?\d+\s?(?:개소|곳|개|개동|동)?", match[1].strip()):
        return _BRACKET.sub("", text).strip(), ""
    if match and re.fullmatch(r"[가-힣]{1,6}\d?(?:동|읍|면|리)", match[1].strip()):
        return _BRACKET.sub("", text).strip(), match[1].strip()
    return text, ""


def _is_vehicle(category: Cell | None, name: Cell) -> bool:
    """Whether a row is one of vehicles or equipment, by its own name or by its 구분."""
    kinds = [classify(cell.text) for cell in (category, name) if cell is not None]
    return any(kind is not None and kind not in _PLACE_CLASSES for kind in kinds) and not head_noun(name.text)


def _size(grid: Grid, column: int, cell: Cell | None) -> str:
    """A size cell with the unit that its head names."""
    if cell is None:
        return ""
    unit = grid.units[column] if column < len(grid.units) else ""
    return cell.text + unit if unit and re.fullmatch(r"[\d,.]+", cell.text) else _text(cell)


def _area(cells: list[Cell], name: Cell) -> str:
    """A bullet of another cell that tells an area."""
    return next(
        (
            item
            for cell in cells
            if cell is not name
            for item in cell.items
            if len(cell.items) > 1 and _AREA.search(item)
        ),
        "",
    )


def _team(cells: list[Cell], subjects: Subjects) -> str:
    """An own office that the row names in a cell of its own."""
    return next(
        (
            cell.text
            for cell in cells
            if cell.text and (ref := subjects.named(cell.text)) and ref.kind is Kind.ORGANIZATION
        ),
        "",
    )


def _listed(cells: list[Cell], name: Cell, row: Statement) -> Iterator[Statement]:
    """Places that bullets of the row's cells name (별빛교육장(솔동)); they stand at the row's line."""
    for cell in cells:
        if cell is name or len(cell.items) < 2:
            continue
        for item in cell.items:
            for place in split_places(item):
                if head_noun(place.name) and place.location and classify(place.name) is None:
                    yield Statement(
                        place.name,
                        row.span,
                        "facility-table",
                        TABLE,
                        place.location,
                        place.size,
                        operator=row.operator,
                        table=row.table,
                    )


def _places(grid: Grid, *, planned: bool) -> Iterator[Statement]:
    """Places in the place column of a programme (대상지), or beside a label of place in a turned table.

    In a table of things they are where a project puts them; where the things stand that there are, and the 위치 of a
    thing, tells no more than its site.
    """
    things = not grid.turned and grid.find(column_labels("name", "quantity", "year", "life")) >= 0
    if things and (not planned or grid.find(column_labels("year", "life")) >= 0):
        return
    anything = frozenset[str]() if things else labels("labels", "places")
    for index in grid.find_all(labels("labels", "places") if grid.turned else labels("columns", "place")):
        if things and grid.labels[index] in _ADDRESSES:
            continue
        for row in grid.rows:
            cell = cell_at(row, index)
            if cell is None or is_total(cell.text):
                continue
            for text in cell.items:
                for place in split_places(text):
                    if head_noun(place.name) or grid.labels[index] in anything:
                        yield Statement(
                            place.name,
                            Span(cell.line, cell.line),
                            "facility-place-column",
                            LISTED,
                            place.location,
                            place.size,
                        )


def _corner_heads(table: Table) -> Iterator[Statement]:
    """Column heads under a corner cell 장소: each is an item of 장소; heads broken over two rows are put together."""
    top = table.rows[0]
    corner = next(
        (
            index
            for index, cell in enumerate(top[:3])
            if re.match(r"\(?장소", squeeze(cell.text).replace("(연도)교육명", ""))
        ),
        -1,
    )
    if corner < 0 or (corner == 0 and len(top) > 1 and squeeze(top[0].text) in labels("columns", "place")):
        return
    filled = [index for index, cell in enumerate(top) if index > corner and cell.text]
    if len(filled) < 2 or any(
        re.search(r"\d", cell.text)
        for row in table.rows[1:2]
        for cell in row[corner + 1 :]
        if not re.search(r"[가-힣(]", cell.text)
    ):
        rows = 1
    else:
        second = table.rows[1] if len(table.rows) > 1 else []
        texts = [second[index].text for index in filled if index < len(second)]
        rows = (
            2
            if texts
            and all(re.search(r"[가-힣]", text) for text in texts if text)
            and any(texts)
            and not any(cell.text for cell in second[:1])
            else 1
        )
    last = table.rows[rows - 1][0].line if table.rows[rows - 1] else top[0].line
    for index in filled:
        parts = [row[index].text for row in table.rows[:rows] if index < len(row) and row[index].text]
        for place in split_places(" ".join(parts)):
            if head_noun(place.name):
                yield Statement(
                    place.name, Span(top[index].line, last), "facility-column-head", LISTED, place.location, place.size
                )
