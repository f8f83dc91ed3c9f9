"""At which level an amount cuts the budget, and whether it may be added to the others of its level.

A sum over the additive amounts of one level, one stage and one fiscal year counts no won twice. The reader
says of each amount whether the document prints it as a total; here it is weighed against its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from mapper.graph.periods import Bounds, fiscal_bounds
from mapper.records import BudgetStatement, Kind, OrganizationKind, Stage

LEVELS: Final = {
    Kind.PROJECT: "project",
    Kind.PROGRAMME: "programme",
    Kind.COMPONENT: "component",
    Kind.FACILITY: "component",
    Kind.COMMITTEE: "component",
    Kind.ASSET: "unit",
}
"""Notations of `wp:BudgetLevels` by the kind of subject; an organization's depends on its own kind."""

TOTAL = "total"


class Amount(NamedTuple):
    """A budget statement with the IRI of its subject and its level."""

    statement: BudgetStatement
    subject: str
    level: str


def level_of(statement: BudgetStatement, organization: OrganizationKind | None) -> str:
    """The notation of the level; `organization` is the kind of the subject if it is a body with an entry."""
    if statement.stage is Stage.UNIT_PRICE:
        return "unit"
    if statement.subject.kind is not Kind.ORGANIZATION:
        return LEVELS[statement.subject.kind]
    if organization is OrganizationKind.OUTSIDE:
        return "component"
    if organization in (None, OrganizationKind.DEPARTMENT):
        return "category" if statement.category else "department"
    return str(organization)


def additive_flags(amounts: Sequence[Amount]) -> list[bool]:
    """Whether each amount may be added to the others of its level and stage, in the order given."""
    groups: defaultdict[tuple[str, str, Stage], list[int]] = defaultdict(list)
    for index, (statement, subject, level) in enumerate(amounts):
        if statement.additive and statement.stage not in (Stage.CHANGE, Stage.UNIT_PRICE):
            groups[subject, level, statement.stage].append(index)
    additive = {
        index
        for indices in groups.values()
        for index in _disjoint({index: amounts[index].statement for index in indices})
    }
    return [index in additive for index in range(len(amounts))]


def _disjoint(statements: dict[int, BudgetStatement]) -> Iterator[int]:
    """Of one subject's amounts at one level and stage those that share no won."""
    years: defaultdict[str, dict[int, BudgetStatement]] = defaultdict(dict)
    for index, statement in statements.items():
        years[statement.fiscal_year][index] = statement
    for year, same_year in years.items():
        if not _holds_another(year, years):
            yield from _one_partition(same_year)


def _holds_another(year: str, years: Iterable[str]) -> bool:
    """Whether a total over years (`all`, `<=2023`, `>2026`) holds another period of the same subject."""
    outer = fiscal_bounds(year)
    return any(other != year and _within(fiscal_bounds(other), outer) for other in years)


def _within(inner: Bounds, outer: Bounds) -> bool:
    """Whether a period lies in another; an open end reaches as far as it can."""
    return (outer.earliest or "0") <= (inner.earliest or "0") and (inner.latest or "9") <= (outer.latest or "9")


def _one_partition(statements: dict[int, BudgetStatement]) -> Iterable[int]:
    """Of one year's amounts the parts by source or category if they make up the total, else the total."""
    partitions: defaultdict[tuple[bool, bool], dict[tuple[str, str], int]] = defaultdict(dict)
    for index, statement in statements.items():
        partition = partitions[statement.source != TOTAL, bool(statement.category)]
        partition.setdefault((statement.source, statement.category), index)  # said again: the first counts
    whole = partitions.pop((False, False), {})
    for finest in sorted(partitions, reverse=True):
        parts = partitions[finest].values()
        if not whole or _sum(statements, parts) == _sum(statements, whole.values()):
            return parts
    return whole.values()


def _sum(statements: dict[int, BudgetStatement], indices: Iterable[int]) -> int:
    """The sum of some amounts."""
    return sum(statements[index].amount_krw for index in indices)
