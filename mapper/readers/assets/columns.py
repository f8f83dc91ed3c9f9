"""The columns of a table of things: names, counts, years, lives, and heads over several counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from mapper.layout import Cell
from mapper.lexicon import load
from mapper.readers.assets.names import classify
from mapper.readers.context.row_tables import Grid, cell_at, is_total, plain_label
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import squeeze

BOUNDED = re.compile(r"이전|이후|까지|전$|~\s?$|^\s?~")
MONEY = re.compile(r"원$|^(?:천|백만|억)$")
YEAR_HEAD = re.compile(r"(?:['‘’`]\d\d|(?:19|20)\d\d)\s?\.?\s?(?:년|년도)?(?:까지|이전|이후)?|기투자|향후")
SLACK = 20
"""Parts may miss their total by this share of it (one in 20): a figure of the row may be misprinted."""
_MOST = 0.6
"""Share of a column's cells above which it names things, whatever its head says."""
_LAST_WORD = re.compile(r"[·ㆍ/]|및")
_COUNT_HEAD = re.compile(r"(?:수량|대수|물량|수)$")


@cache
def column_labels(*kinds: str) -> frozenset[str]:
    """Column heads of these kinds."""
    columns = load("assets")["columns"]
    return frozenset(label for kind in kinds for label in str(columns[kind]).split())


def known_labels() -> frozenset[str]:
    """Every column head of tables of things."""
    return column_labels("name", "weak_name", "quantity", "year", "life", "purpose", "holder", "location", "elapsed")


@dataclass(frozen=True, slots=True)
class Columns:
    """Indexes of a table's columns; -1 where it has none."""

    name: int
    quantity: int
    year: int
    life: int
    elapsed: int
    purpose: int
    unit: int
    group: str = ""
    """Head that parts its counts from others beside them (교체 전, 신규)."""


def find_columns(grid: Grid, caption: str) -> Columns | None:
    """The columns of a table of things: a name, and a year, a life or counts beside it."""
    year, life = grid.find(column_labels("year")), grid.find(column_labels("life"))
    devices = any(
        label in column_labels("quantity") and _counts_devices(grid, index, caption)
        for index, label in enumerate(grid.labels)
    )
    name = _name_column(grid, strict=year < 0 and life < 0 and not devices)
    counts = (index for index in grid.find_all(column_labels("quantity")) if index != name)
    quantity = next((index for index in counts if holds_counts(grid, index, grid.units[index] or caption)), -1)
    if quantity < 0:
        heads = (index for index, label in enumerate(grid.labels) if index != name and group_kind(label))
        quantity = next((index for index in heads if _counts_devices(grid, index, caption)), -1)
    if name < 0 or (year < 0 and life < 0 and quantity < 0):
        return None
    return Columns(
        name,
        quantity,
        year,
        life,
        grid.find(column_labels("elapsed")),
        grid.find(column_labels("purpose")),
        next((index for index in grid.find_all(column_labels("unit")) if index > quantity >= 0), -1),
    )


def column_groups(grid: Grid, columns: Columns) -> list[Columns]:
    """The columns once for each head of counts (교체 전, 교체 후), with the year and the life that stand under it."""
    heads = {index: group for index in range(len(grid.labels)) if (group := _group_head(grid, index))}
    counted = [
        index
        for index in heads
        if index != columns.name
        and grid.labels[index] not in column_labels("year", "life", "elapsed", "purpose", "unit")
        and _is_count_head(grid.labels[index])
        and holds_counts(grid, index, grid.units[index])
        and group_kind(heads[index])
    ]
    kinds = {group_kind(heads[index]) for index in counted}
    if len(counted) < 2 or (len(kinds) < 2 and len({group_year(heads[index]) for index in counted} - {None}) < 2):
        return [columns]
    groups = []
    for index in counted:
        under = {kind: _under(grid, heads, heads[index], kind) for kind in ("year", "life", "elapsed")}
        alone = not any(heads.get(other) for other in (columns.year, columns.life))
        shared = alone and group_kind(heads[index]) == "standing"
        lasting = shared or (len(kinds) < 2 and columns.life >= 0 and " > " not in grid.paths[columns.life])
        groups.append(
            replace(
                columns,
                quantity=index,
                year=columns.year if shared else under["year"],
                life=columns.life if lasting else under["life"],
                elapsed=columns.elapsed if shared else under["elapsed"],
                group=heads[index],
            )
        )
    return groups


def _group_head(grid: Grid, index: int) -> str:
    """The head that parts a column of counts from others: the upper one, else what stands before 수량 or 대수."""
    path = grid.paths[index].split(" > ")
    upper = plain_label(path[0]) if len(path) > 1 else ""
    return upper or _COUNT_HEAD.sub("", grid.labels[index])


def _is_count_head(label: str) -> bool:
    """Whether a head is one of counts (수량, 교체대수), or only parts the counts under it (기존, 신규)."""
    return label in column_labels("quantity") or bool(_COUNT_HEAD.search(label)) or bool(group_kind(label))


def _under(grid: Grid, heads: dict[int, str], head: str, kind: str) -> int:
    """The column of a kind that stands under a head; -1 if none."""
    labels = column_labels(kind)
    return next((index for index, other in heads.items() if other == head and grid.labels[index] in labels), -1)


@lru_cache(maxsize=1024)
def group_kind(head: str) -> str:
    """Whether a head over counts says what is there (standing), or what comes or goes (coming); empty for others."""
    groups = load("assets")["groups"]
    plain = re.sub(r"(?:수량|대수|물량|\d+년도?)+$", "", head)
    if plain.endswith(tuple(str(groups["standing"]).split())):
        return "standing"
    return "coming" if plain.endswith(tuple(str(groups["coming"]).split())) else ""


@lru_cache(maxsize=1024)
def group_year(head: str) -> int | None:
    """The year that a head over counts names: `2025년 추가 보급`."""
    match = _GROUP_YEAR.match(head)
    return int(match[1]) if match else None


def _name_column(grid: Grid, *, strict: bool) -> int:
    """The column that names things: by its head, where at least half of its cells name things by their nouns.

    Where a year, a life or counts in 대 or 식 stand beside it, a head that only tables of things have is enough. The
    sort of things (구분: 사무기기) names none of them beside a column that does.
    """
    strong = grid.find_all(column_labels("name")) or [
        index for index, label in enumerate(grid.labels) if _LAST_WORD.split(label)[-1] in column_labels("name")
    ]
    best, share = -1, 0.0
    for index in [*strong, *grid.find_all(column_labels("weak_name"))]:
        if best in strong and index not in strong and share >= 0.5:
            break
        named = _share_of_things(grid, index)
        if named > share and (named > _MOST or not strict):
            best, share = index, named
    if best < 0 and strong and not strict:
        return strong[0]
    if best < 0 and not strict:
        others = (index for index, label in enumerate(grid.labels) if label not in known_labels())
        return next((index for index in others if _share_of_things(grid, index) > _MOST), -1)
    return best


def _share_of_things(grid: Grid, index: int) -> float:
    """Share of a column's cells that name things by their nouns; 0 where none is filled."""
    names = [cell.text for row in grid.rows if (cell := cell_at(row, index)) and not is_total(cell.text)]
    return sum(classify(name) is not None for name in names) / len(names) if names else 0.0


def holds_counts(grid: Grid, index: int, unit: str) -> bool:
    """Whether most filled cells of a column are counts; under a unit of money they need one of their own."""
    cells = [cell for row in grid.rows if (cell := cell_at(row, index)) and cell.text not in {"-", "–", "_"}]
    money = MONEY.search(unit.split(",")[0]) is not None
    counts = sum((count := only_count(cell.text)) is not None and bool(count.unit or not money) for cell in cells)
    return bool(cells) and counts * 2 >= len(cells)


def _counts_devices(grid: Grid, index: int, caption: str) -> bool:
    """Whether most counts of a column are printed in units that only things have (대, 식, 조)."""
    units = str(load("assets")["counted_nouns"]["inventory_units"]).split()
    counts = [count for row in grid.rows if (cell := cell_at(row, index)) and (count := only_count(cell.text))]
    own = sum((count.unit or grid.units[index] or caption) in units for count in counts)
    return bool(counts) and own * 2 > len(counts)


@lru_cache(maxsize=4096)
def only_count(text: str) -> Quantity | None:
    """A cell's only number, with or without its unit; None for money, dates and sentences."""
    found = find_quantities(text, bare=True)
    if len(found) != 1 or MONEY.search(found[0].unit) or found[0].unit in {"%", "건", "회", "명"}:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if len(squeeze(re.sub(r"[(（][^()（）]*[)）]", "", rest))) <= 1 else None


_GROUP_YEAR = re.compile(r"((?:19|20)\d\d)년?")
_TOLD_UNIT = re.compile(r"(?:총|설치|보유|운영|보급|구축|도입)?(대|개소|회선)수?")


@lru_cache(maxsize=1024)
def unit_of_label(label: str) -> str:
    """The unit that the head of a column of counts says itself: 대 of 설치대수, 개소 of 개소수; empty for others."""
    match = _TOLD_UNIT.fullmatch(label)
    return match[1] if match and (match[1] != "대" or label.endswith("수")) else ""


def parts_beside(grid: Grid, row: list[Cell], total: int) -> list[tuple[int, str]]:
    """Columns whose counts make up the count of the column `total`: index and head of each; empty if none do."""
    whole = only_count(row[total].text) if 0 <= total < len(row) else None
    if whole is None:
        return []
    found: list[tuple[int, str]] = []
    for index in range(len(grid.labels)):
        cell, label = cell_at(row, index), grid.labels[index]
        if index == total or cell is None or not label or is_total(label):
            continue
        if label in known_labels() or YEAR_HEAD.search(label) or only_count(cell.text) is None:
            continue
        found.append((index, label))
    parts = sum(count.value for index, _ in found if (count := only_count(row[index].text)))
    return found if len(found) > 1 and abs(parts - whole.value) * SLACK <= whole.value else []
