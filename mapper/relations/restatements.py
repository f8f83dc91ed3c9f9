"""One quantity stated twice: amounts of one subject, a programme and the part that is it, tables of one series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import permutations
from operator import attrgetter
from typing import Final

from rapidfuzz import fuzz

from mapper.records import (
    AssetState,
    AssetStatement,
    BudgetStatement,
    Kind,
    MetricStatement,
    Restatement,
    Stage,
    Summation,
)
from mapper.relations.figures import Figure, add_up, restatement, summation, value_of
from mapper.relations.metrics import is_added, total_axes, without_totals
from mapper.relations.page import Page, alike, group
from mapper.relations.placements import placements_of
from mapper.values.dates import blank_dates
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import letters, squeeze

_BUDGET_LABEL: Final = re.compile(r"예산|사업비|소요재원|소요액|투자|재원")
_WHOLE_COST: Final = "총사업비"
_ALIKE_COSTS: Final = 0.2
"""How far whole costs of one project may be apart: a part that is called so costs less."""
_SIZES: Final = frozenset({"km", "m", "km2", "m2", "도엽", "회선", "면", "개소"})
_SPELLINGS: Final = str.maketrans({"㎞": "km", "㎢": "km2", "㎡": "m2", "²": "2", "K": "k", "M": "m"})
_ALIKE: Final = 60
SPECIFIC: Final = 4
_GENERIC: Final = re.compile(
    r"(?:교육|참석|참여|수강|모집|운영|추진|실시|개최|발행|제작)?(?:인원|횟수|건수|대상|규모|기간|수량|부수|시간|실적)"
)
_COSTS: Final = (Stage.PLANNED, Stage.INITIAL, Stage.APPROPRIATED)
_SERIES: Final = 3
"""Least number of labels that two tables must share to tell one series."""


def imply_restatements(page: Page) -> Iterator[Restatement | Summation]:
    """Pairs that state one quantity of one thing at one time."""
    yield from _budgets_again(page)
    yield from _metrics_again(page)
    yield from _stock_again(page)
    yield from _programmes_as_parts(page)
    yield from _programmes_as_projects(page)
    yield from _series_again(page)


def _budgets_again(page: Page) -> Iterator[Restatement]:
    """Amounts of one project, for one year, stage, category and source: in its table, and in a labelled line."""
    amounts = [
        amount
        for amount in page.of(BudgetStatement)
        if amount.subject.kind is Kind.PROJECT
        and amount.stage not in (Stage.CHANGE, Stage.UNIT_PRICE)
        and (page.is_row(amount.span.first) or _BUDGET_LABEL.search(squeeze(page.plain(amount.span.first))[:16]))
    ]
    for same in alike(amounts, attrgetter("subject", "fiscal_year", "stage", "category", "source")):
        lines = [amount.span.first for amount in same]
        if not any(map(page.is_row, lines)) and not _are_whole_costs(page, same):
            continue
        sections = placements_of(page)
        if not any(sections.is_beyond(same[0].subject, line) for line in lines):
            yield from pairs_of("budget-again", same)  # else the cost of another project, whose head was not seen


def _are_whole_costs(page: Page, same: Sequence[BudgetStatement]) -> bool:
    """Whether all amounts are called the project's whole cost (총사업비) and nearly alike: none is a part's."""
    amounts = [abs(amount.amount_krw) for amount in same]
    labels = (squeeze(page.plain(amount.span.first)).removeprefix(page.mark(amount.span.first)) for amount in same)
    return max(amounts) - min(amounts) <= _ALIKE_COSTS * max(amounts) and all(
        label.startswith(_WHOLE_COST) for label in labels
    )


def _metrics_again(page: Page) -> Iterator[Restatement]:
    """Figures of one subject, metric, unit and period with the same dimensions: in a table, and in a sentence."""
    metrics = [m for m in page.of(MetricStatement) if m.period and is_added(m) and is_specific(m.metric)]
    for same in alike(metrics, lambda m: (m.subject, m.metric, m.unit, m.period, without_totals(m))):
        rounded = any(is_rounded(one.value, other.value) for one, other in permutations(same, 2))
        if not rounded and sum(page.is_row(metric.span.first) for metric in same) == 1:
            yield from pairs_of("metric-again", same)


def _stock_again(page: Page) -> Iterator[Restatement]:
    """What a holder has of one kind of thing: in a table, and in a sentence."""
    stock = [a for a in page.of(AssetStatement) if a.quantity and a.state is AssetState.IN_USE and not a.whole]
    for same in alike(stock, attrgetter("holder", "name", "asset_class", "unit", "year", "purpose")):
        if sum(page.is_row(asset.span.first) for asset in same) == 1:
            yield from pairs_of("stock-again", same)


def pairs_of(rule: str, same: Sequence[Figure]) -> Iterator[Restatement]:
    """The first statement with each later one of another line and block.

    Three values or more, and values far apart, are rather parts of a whole that the page does not tell apart.
    """
    values = {value_of(figure) or Decimal(0) for figure in same}
    if len(values) > 2 or 2 * min(values) < max(values):
        return
    first = same[0]
    for other in same[1:]:
        blocks = [getattr(figure, "block", "") for figure in (first, other)]
        if first.span.first != other.span.first and (not blocks[0] or blocks[0] != blocks[1]):
            yield from restatement(rule, first, other)


def is_specific(metric: str, shortest: int = SPECIFIC) -> bool:
    """Whether a metric's name tells what is counted, not only that something is (인원, 횟수)."""
    name = letters(metric)
    return len(name) >= shortest and not _GENERIC.fullmatch(name)


def is_rounded(coarse: Decimal, fine: Decimal) -> bool:
    """Whether a round number (11,300) says the other (11,399) shorter."""
    step = Decimal(10) ** (len(str(int(coarse))) - len(str(int(coarse)).rstrip("0")))
    return coarse == int(coarse) and coarse != fine and abs(coarse - fine) < step


def _programmes_as_parts(page: Page) -> Iterator[Restatement]:
    """A programme and a project's part of a like name and the same printed size: one work with two prices."""
    for programme, part in find_programme_parts(page):
        yield from restatement("programme-as-part", programme, part)


def _programmes_as_projects(page: Page) -> Iterator[Restatement]:
    """A programme and a project of its very name: one work, whose cost of one year and stage is one."""
    amounts = [a for a in page.of(BudgetStatement) if a.stage in _COSTS and not a.category and a.fiscal_year.isdigit()]
    key = attrgetter("fiscal_year", "stage")
    of_project = group(
        [amount for amount in amounts if amount.subject.kind is Kind.PROJECT],
        lambda amount: (letters(amount.subject.name), key(amount)),
    )
    of_programme = group(
        [amount for amount in amounts if amount.subject.kind is Kind.PROGRAMME and amount.source == "total"],
        lambda amount: (letters(amount.subject.name), key(amount)),
    )
    for same, programmes in of_programme.items():
        found = of_project.get(same, [])
        totals = [amount for amount in found if amount.source == "total"] or found
        if len(programmes) == 1 and len(totals) == 1:
            yield from pairs_of("programme-as-project", [programmes[0], totals[0]])


@lru_cache(maxsize=1)
def find_programme_parts(page: Page) -> tuple[tuple[BudgetStatement, BudgetStatement], ...]:
    """Amounts of a programme and of a project's part that are one work by name and printed size; found once."""
    return tuple(_find_programme_parts(page))


def _find_programme_parts(page: Page) -> Iterator[tuple[BudgetStatement, BudgetStatement]]:
    """The same, looked for."""
    amounts = [amount for amount in page.of(BudgetStatement) if amount.stage is Stage.PLANNED and not amount.category]
    programmes = [amount for amount in amounts if amount.subject.kind is Kind.PROGRAMME]
    parts = [amount for amount in amounts if amount.subject.kind in (Kind.COMPONENT, Kind.PROJECT)]
    for programme in programmes if parts else ():
        sizes = _sizes(page, programme)
        for part in parts if sizes else ():
            same_column = (programme.fiscal_year, programme.source) == (part.fiscal_year, part.source)
            same = _are_alike(programme, part) or programme.amount_krw == part.amount_krw
            if same_column and same and sizes & _sizes(page, part):
                yield programme, part


def _sizes(page: Page, amount: BudgetStatement) -> set[tuple[str, str]]:
    """The lengths, areas and counts of things that the amount's row prints, exact enough to tell works apart."""
    found = find_quantities(blank_dates(page.plain(amount.span.first)))
    sizes = ((size, size.unit.translate(_SPELLINGS).replace("kkm2", "km2")) for size in found if not size.bound)
    return {(str(size.value.normalize()), unit) for size, unit in sizes if _tells_apart(size, unit)}


def _tells_apart(size: Quantity, unit: str) -> bool:
    """Whether two works hardly share the size by chance: a length or area with decimals, or a large number."""
    return unit in _SIZES and (size.quantum < 1 or size.value >= 100)


def _are_alike(one: BudgetStatement, other: BudgetStatement) -> bool:
    """Whether two names may be of one work."""
    return fuzz.ratio(letters(one.subject.name), letters(other.subject.name)) >= _ALIKE


def _series_again(page: Page) -> Iterator[Summation]:
    """Two tables that tell one series: their labels pair off, and most cells agree.

    A cell of the first may be the sum of a row of the second. The agreement of the others proves what is compared.
    """
    tables = [table for table in map(_rows, _tables(page)) if len(table) >= _SERIES]
    sums = [{label: add_up(cells) for label, cells in table.items()} for table in tables]
    for one, other in permutations(range(len(tables)), 2):
        coarse, fine = tables[one], tables[other]
        needed = max(len(coarse) - max(1, len(coarse) // 4), _SERIES)
        known = set(sums[other].values())
        if sum(value in known for value in sums[one].values()) < needed or any(len(c) > 1 for c in coarse.values()):
            continue
        if _block_of(coarse) == _block_of(fine):
            continue
        pairs = _pair_labels(coarse, fine)
        if len(pairs) == len(coarse) and sum(sums[one][a] == sums[other][b] for a, b in pairs) >= needed:
            for a, b in pairs:
                yield from summation("series-again", coarse[a][0], fine[b])


def _tables(page: Page) -> Iterator[Sequence[MetricStatement]]:
    """Figures of one block, metric, unit and period that can be added."""
    added = [m for m in page.of(MetricStatement) if m.block and m.dimensions and not total_axes(m) and is_added(m)]
    yield from group(added, attrgetter("block", "metric", "unit", "period")).values()


def _block_of(rows: dict[str, list[MetricStatement]]) -> str:
    """The table that the rows are of."""
    return next(iter(rows.values()))[0].block


def _rows(table: Sequence[MetricStatement]) -> dict[str, list[MetricStatement]]:
    """The cells of each label; labels are the values of the dimension that all figures have first."""
    keys = {metric.dimensions[0][0] for metric in table}
    if len(keys) != 1:
        return {}
    rows = group(table, lambda metric: metric.dimensions[0][1])
    return {str(label): cells for label, cells in rows.items()}


def _pair_labels(
    coarse: dict[str, list[MetricStatement]], fine: dict[str, list[MetricStatement]]
) -> list[tuple[str, str]]:
    """Labels of two tables that are one: the same letters, or the shorter inside exactly one longer."""
    pairs = []
    for label in coarse:
        plain = letters(label)
        same = [other for other in fine if letters(other) == plain]
        holding = same or [other for other in fine if plain and plain in letters(other)]
        if len(holding) > 1:
            begins = [other for other in holding if letters(other).startswith(plain)]
            holding = begins if len(begins) == 1 else holding
        if len(holding) == 1:
            pairs.append((label, holding[0]))
    return pairs if len({other for _, other in pairs}) == len(pairs) else []
