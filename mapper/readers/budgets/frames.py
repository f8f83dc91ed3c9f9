"""What surrounds a table of money: the heading that says budget, the unit, the years it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from mapper.layout import Node, Table
from mapper.layout.node import Shape
from mapper.readers.budgets.clauses import whole_source
from mapper.readers.budgets.words import (
    NOTHING,
    YEAR,
    Words,
    is_source,
    names_count,
    read_heading,
    read_words,
    vocabulary,
    year_number,
)
from mapper.readers.context.scope import PlanView
from mapper.records import Span, Stage
from mapper.values.money import UNITS, caption_unit, find_money
from mapper.values.text import squeeze

_AS_OF = re.compile(rf"({YEAR})\s?[.년]\s?\d{{1,2}}[^()\d]{{0,3}}(?:\d{{1,2}})?\s?[.일]?\s?말?\s?(?:기준|현재)")
UNIT_ABOVE = 2
"""So many lines above a table an amount may tell its unit."""


@dataclass(slots=True)
class Frame:
    """What surrounds a table: its unit, whether its heading says budget, and the block its figures belong to."""

    node: Node
    table: Table
    head: Words
    unit: int | None
    block: str
    support: tuple[Span, ...]
    plan_year: int | None


def make_frame(view: PlanView, node: Node, table: Table, previous: Frame | None) -> Frame:
    """Heading and unit of a table: its caption, the line above it, the section."""
    scope = view.scope(node)
    parent = node.parent
    line = parent.label or parent.text if parent is not None and parent.table is None else ""
    heads = [read_words(text) for text in (table.caption, line) if text]
    said = next((words for words in heads if words.cost and (not words.name or words.name.endswith("별"))), None)
    refused = any(words.refused for words in heads[:1])
    head = said if said is not None else NOTHING
    if said is None and scope.section == "budget" and not refused:
        head = head._replace(cost=True)
    head = head._replace(
        stage=head.stage if head.stage is not Stage.CHANGE else None, total=False, name="", refused=False
    )
    head = head._replace(year=head.year or _as_of_year(table.caption, line))
    unit = caption_unit(table.caption) or next((words.unit for words in heads if words.unit), None) or _unit_below(node)
    above = (line.text for line in islice(node.ancestors(), UNIT_ABOVE) if line.table is None)
    unit = unit or next((told for text in above if (told := caption_unit(text))), None)
    unit = unit or corner_unit(table) or _unit_proven(node, table)
    if unit and not head.cost and not refused and _tells_sources(table):
        named = next((words for words in heads if words.cost and not words.refused), NOTHING)
        head = head._replace(cost=True, stage=named.stage, year=head.year or named.year)
    if not _tells_sources(table):
        head = head._replace(source=head.source or _sole_source(table.caption))
    block = f"t{table.first}"
    support = [Span(table.caption_line, table.caption_line)] if table.caption_line else []
    if table.header:
        support.append(Span(table.rows[0][0].line, table.header[-1][0].line))
    if previous is not None and unit is None and table.columns == previous.table.columns and any(table.columns):
        unit, block, head = previous.unit, previous.block, previous.head
    plan = scope.department.plan
    return Frame(node, table, head, unit, block, tuple(support), plan.plan_year or plan.report_year)


def _sole_source(caption: str) -> str:
    """The source that a caption says to pay for all: `(단위 : 천원, 전액 시비)`."""
    parts = [part for part in re.split(r"[,，/]", caption) if any(w in part for w in vocabulary("sources", "whole"))]
    return next(filter(None, map(whole_source, parts)), "")


def corner_unit(table: Table) -> int | None:
    """The unit that the corner of a table names for all its cells: `구분(백만원)`."""
    if not table.header or not table.header[0]:
        return None
    words = read_words(table.header[0][0].text)
    return words.unit if not words.cost and not words.stage else None


def _tells_sources(table: Table) -> bool:
    """Whether a table has columns or rows for at least two sources of money."""
    columns = [path.split(" > ")[-1] for path in table.columns]
    rows = [row[0].text for row in table.body if row]
    return any(sum(is_source(text) for text in texts) > 1 for texts in (columns, rows))


def _unit_below(node: Node) -> int | None:
    """The unit that a note directly below a table gives: `※ 단위 : 천원`."""
    siblings = node.parent.children if node.parent is not None else []
    index = next((place for place, item in enumerate(siblings) if item is node), len(siblings))
    follower = siblings[index + 1] if index + 1 < len(siblings) else None
    if follower is None or follower.first - node.last > 2 or not (follower.is_note or follower.shape is Shape.CAPTION):
        return None
    return caption_unit(follower.text)


def _unit_proven(node: Node, table: Table) -> int | None:
    """The unit of an amount above a table without one whose figure stands among the cells: `사업비 : 6,000백만원`."""
    cells = {cell.text for row in table.body for cell in row}
    for above in islice(node.ancestors(), UNIT_ABOVE):
        if above.table is not None:
            return None
        for money in find_money(above.text):
            if money.printed in cells and len(money.printed) > 1:
                return UNITS.get(squeeze(money.unit))
    return None


def _as_of_year(*texts: str) -> str:
    """The year of a date for which amounts are told: `2025. 6. 30. 기준`."""
    for text in texts:
        match = _AS_OF.search(text)
        if match is not None:
            return str(year_number(match[1]))
    return ""


@lru_cache(maxsize=4096)
def path_words(path: str) -> Words:
    """The words of a heading and of those above it; counts stand below one with their unit: `제작편수(편) > 2025년`."""
    words = NOTHING
    counted = False
    for part in path.split(" > "):
        own = read_heading(part)
        counted = counted or names_count(part)
        words = own.under(words)._replace(whole=own.whole)
    return words._replace(refused=True) if counted and words.unit is None else words


def fixed_year(year: str, plain: Sequence[int], plan_year: int | None) -> str:
    """`before`, `after`, `this` and `last` as years of the table, else of the plan."""
    if year == "before":
        first = plain[0] if plain else plan_year
        return f"<={first - 1}" if first else ""
    if year == "after":
        last = plain[-1] if plain else plan_year
        return f">{last}" if last else ""
    if year in {"this", "last"}:
        return str(plan_year - (year == "last")) if plan_year else ""
    return year
