"""What the amounts of one table or clause imply: totals over years, sources, parts and categories, and changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from mapper.records import BudgetStatement, Kind, Stage, Summation
from mapper.records.filling import altered
from mapper.relations.figures import add_up, summation, value_of
from mapper.relations.page import Page, alike, group
from mapper.values.text import squeeze

ALL_YEARS: Final = "all"
ALL_SOURCES: Final = "total"
_POOLED_SOURCES: Final = frozenset({"지방비", "보조금", "국고보조금", "자체재원", "의존재원", "이전재원"})
"""Sources that hold others, so that a list with one of them may count a won twice."""
_SETTLED: Final = (Stage.INITIAL, Stage.APPROPRIATED, Stage.PLANNED)
_PARTIAL_LIST: Final = re.compile(r"포함|(?<![가-힣])(?:중|외)(?![가-힣])|등\s*[)）\]]")

_SUM_HEAD: Final = re.compile(r"(?<![가-힣])(?:합\s?계|총\s?계|계)(?![가-힣])")
_HEAD_LINES: Final = 4

Amounts = Sequence[BudgetStatement]
Key = Callable[[BudgetStatement], Hashable]


class Fold(NamedTuple):
    """A total with its parts along one column, and the parts that its neighbours have and it has not."""

    total: BudgetStatement
    parts: list[BudgetStatement]
    missing: set[Hashable]


def imply_budget_sums(page: Page) -> Iterator[Summation]:
    """Sums within each block; figures of one block are meant to fit together."""
    for amounts in _blocks(page.of(BudgetStatement)):
        yield from _over_years(page, amounts)
        yield from _over_sources(page, amounts)
        yield from _over_categories(page, amounts)
        yield from _over_parts(page, amounts)
        yield from _changes(page, amounts)


def _blocks(amounts: Amounts) -> Iterator[Amounts]:
    """The amounts of each block, with those that its lines say again and another line states."""
    again: dict[int, list[BudgetStatement]] = {}
    for amount in amounts:
        for line in {span.first for span in amount.repeats}:
            again.setdefault(line, []).append(amount)
    for block, own in group(amounts, attrgetter("block")).items():
        if block:
            lines = {amount.span.first for amount in own} if again else set()
            repeated = {id(amount): amount for line in sorted(lines) for amount in again.get(line, ())}
            yield [*own, *(amount for amount in repeated.values() if amount.block != block)]


def _over_years(page: Page, amounts: Amounts) -> Iterator[Summation]:
    """The total over years is the sum of the years of the same subject, category and source."""
    counted = [amount for amount in amounts if amount.stage not in (Stage.CHANGE, Stage.UNIT_PRICE)]
    for fold in _fold(counted, "fiscal_year", ALL_YEARS, attrgetter("subject", "category", "source"), _any):
        if len(fold.parts) < 2 and not (page.is_tabular(fold.total.span.first) and fold.parts[0].fiscal_year.isdigit()):
            continue  # one year of a list of lines is no whole, nor are the years before or after alone
        if _is_complete(page, fold) and not _is_life_total(page, fold):
            yield from summation("total-over-years", fold.total, fold.parts)


def _is_life_total(page: Page, fold: Fold) -> bool:
    """Whether the total may reach beyond the years of the table: headed 총사업비, with no column before or after."""
    if not all(part.fiscal_year.isdigit() for part in fold.parts):
        return False
    line = fold.total.span.first
    heads = " ".join(page.text(above) for above in range(line - _HEAD_LINES, line + 1))
    return "총사업비" in squeeze(heads) and not _SUM_HEAD.search(heads) and add_up(fold.parts) != value_of(fold.total)


def _over_sources(page: Page, amounts: Amounts) -> Iterator[Summation]:
    """The total over sources is the sum of the sources for the same subject, year, stage and category."""
    key = attrgetter("subject", "fiscal_year", "stage", "category")
    for fold in _fold(amounts, "source", ALL_SOURCES, key, attrgetter("subject")):
        if _POOLED_SOURCES & {part.source for part in fold.parts}:
            continue
        line = fold.total.span.first
        if not page.is_tabular(line) and (len(fold.parts) < 2 or _PARTIAL_LIST.search(page.plain(line))):
            continue
        rows = {amount.span.first for amount in amounts if amount.subject == fold.total.subject}
        if _is_complete(page, fold, rows):
            yield from summation("total-over-sources", fold.total, fold.parts)


def _over_categories(page: Page, amounts: Amounts) -> Iterator[Summation]:
    """A department's total is the sum of its categories (정책사업비, 행정운영경비 ...) of the same column."""
    key = attrgetter("subject", "fiscal_year", "stage", "source")
    for fold in _fold(amounts, "category", "", key, attrgetter("subject")):
        if len(fold.parts) > 1 and _is_complete(page, fold):
            yield from summation("total-over-categories", fold.total, fold.parts)


def _over_parts(page: Page, amounts: Amounts) -> Iterator[Summation]:
    """A department's total is the sum of its programmes or teams, a project's that of its parts, in one table;
    so is that of a part which stands above the table.

    Where rows of categories (정책사업비 소계) stand among the programmes, each of them is the sum of its own.
    """
    if not all(page.is_tabular(amount.span.first) for amount in amounts):
        return
    for whole, part in (
        (_is_department, _is_programme),
        (_is_department, _is_team),
        (_is_project, _is_component),
        (_is_part_above, _is_part_of_row),
    ):
        wholes = [amount for amount in amounts if whole(page, amount)]
        parts = [amount for amount in amounts if part(page, amount)]
        if len({amount.subject for amount in wholes}) != 1:
            continue
        subtotals = [a for a in amounts if a.category and a.subject == wholes[0].subject] if parts else []
        if subtotals:
            for subtotal, below in _below_subtotals(subtotals, parts):
                yield from _total_over(page, altered(subtotal, {"category": ""}), below, subtotal)
            continue
        for total in wholes:
            yield from _total_over(page, total, parts, total)


def _total_over(page: Page, column: BudgetStatement, parts: Amounts, total: BudgetStatement) -> Iterator[Summation]:
    """A total with the parts of its column, if none of them can have been lost."""
    named = {amount.subject for amount in parts}
    found = _parts_of(column, parts)
    fold = Fold(total, found, {subject for subject in named if all(subject != part.subject for part in found)})
    rows = {amount.span.first for amount in parts}
    if len(found) > 1 and page.is_whole_between([total, *found]) and _is_complete(page, fold, rows):
        yield from summation("total-over-parts", total, _without_restated(total, found))


def _below_subtotals(subtotals: Amounts, parts: Amounts) -> Iterator[tuple[BudgetStatement, Amounts]]:
    """Each subtotal with the parts below it, up to the next subtotal; nothing where parts stand before the first.

    With parts above the first and below the last, nobody can say of which subtotal they are.
    """
    lines = sorted({subtotal.span.first for subtotal in subtotals})
    if any(part.span.first < lines[0] for part in parts):
        return
    for subtotal in subtotals:
        line = subtotal.span.first
        end = next((other for other in lines if other > line), max(part.span.first for part in parts) + 1)
        below = [part for part in parts if line < part.span.first < end]
        if below:
            yield subtotal, below


def _parts_of(total: BudgetStatement, parts: Amounts) -> list[BudgetStatement]:
    """One amount of each part in the total's column; none where a part has two."""
    column = [
        part
        for part in parts
        if (part.fiscal_year, part.stage, part.category) == (total.fiscal_year, total.stage, total.category)
    ]
    found: list[BudgetStatement] = []
    for same in group(column, attrgetter("subject")).values():
        fitting = [part for part in same if part.source == total.source] or same
        if len(fitting) != 1 or (total.source != ALL_SOURCES and fitting[0].source != total.source):
            return []
        found.append(fitting[0])
    return found


def _without_restated(total: BudgetStatement, parts: list[BudgetStatement]) -> list[BudgetStatement]:
    """The parts; where some restate others, those of them that make up the total, or none if neither reading does."""
    additive = [part for part in parts if part.additive]
    if len(additive) == len(parts):
        return parts
    return next((some for some in (parts, additive) if add_up(some) == value_of(total)), [])


def _changes(page: Page, amounts: Amounts) -> Iterator[Summation]:
    """A change (증감) is the newer amount of its row less the older."""
    if all(amount.stage is not Stage.CHANGE for amount in amounts):
        return
    for same in alike(amounts, attrgetter("subject", "category", "source")):
        changes = [amount for amount in same if amount.stage is Stage.CHANGE]
        pair = newer_and_older(same)
        if len(changes) == 1 and pair and page.is_whole(same):
            yield from summation("change", changes[0], [pair[0]], [pair[1]])


def newer_and_older(row: Amounts) -> tuple[BudgetStatement, BudgetStatement] | None:
    """The two amounts of a row that a change compares: two years, or the first budget of a year and a later one."""
    amounts = [amount for amount in row if amount.stage in _SETTLED and amount.fiscal_year.isdigit()]
    if len(amounts) != 2 or any(amount.stage in (Stage.EXECUTED, Stage.UNIT_PRICE) for amount in row):
        return None
    older, newer = sorted(amounts, key=lambda amount: (amount.fiscal_year, amount.stage is not Stage.INITIAL))
    if older.fiscal_year == newer.fiscal_year and (older.stage is Stage.INITIAL) == (newer.stage is Stage.INITIAL):
        return None
    return newer, older


def _any(amount: BudgetStatement) -> Hashable:
    """One family for all amounts of a block."""
    return None


def _fold(amounts: Amounts, field: str, whole: str, key: Key, family: Key) -> Iterator[Fold]:
    """Totals of a field with their parts; `family` says among which amounts a part can be missing."""
    column: Key = attrgetter(field)
    cut = [amount for amount in amounts if column(amount) != whole]
    if not cut or len(cut) == len(amounts):
        return  # no parts, or no total
    labels: dict[Hashable, set[Hashable]] = {}
    for amount in cut:
        labels.setdefault(family(amount), set()).add(column(amount))
    for same in alike(amounts, key):
        totals = [amount for amount in same if column(amount) == whole]
        parts = {column(amount): amount for amount in same if column(amount) != whole}
        if len(totals) == 1 and parts and len(parts) + 1 == len(same):
            yield Fold(totals[0], list(parts.values()), labels[family(totals[0])] - set(parts))


def _is_complete(page: Page, fold: Fold, lines: set[int] | None = None) -> bool:
    """Whether no part of a total can have been lost: its rows are read whole, and what it lacks is dashed out."""
    rows = lines or {amount.span.first for amount in (fold.total, *fold.parts)}
    return page.is_whole([fold.total, *fold.parts]) and len(fold.missing) <= page.dashes(rows)


def _is_department(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is the office whose budget the table cuts."""
    return amount.subject.kind is Kind.ORGANIZATION and not amount.category and amount.subject.name not in page.teams


def _is_programme(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is a programme."""
    return amount.subject.kind is Kind.PROGRAMME


def _is_team(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is a team."""
    return amount.subject.kind is Kind.ORGANIZATION and amount.subject.name in page.teams


def _is_project(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is a project."""
    return amount.subject.kind is Kind.PROJECT


def _is_part_above(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is a project's part that is named above the table of its own parts, not in the row."""
    row = squeeze(page.text(amount.span.first))
    above = _is_component(page, amount) and not page.is_tabular(amount.subject.line)
    return above and squeeze(amount.subject.name) not in row


def _is_part_of_row(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is a project's part that a row of the table names."""
    return _is_component(page, amount) and amount.subject.line == amount.span.first


def _is_component(page: Page, amount: BudgetStatement) -> bool:
    """Whether the subject is a project's part."""
    return amount.subject.kind is Kind.COMPONENT
