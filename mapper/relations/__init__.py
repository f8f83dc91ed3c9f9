"""What a document's records imply about each other: what ought to hold, never whether it does."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.records import Record, Relation, Share, Summation
from mapper.relations.assets import imply_asset_counts
from mapper.relations.budgets import imply_budget_sums
from mapper.relations.changes import imply_changes
from mapper.relations.clauses import imply_clause_sums
from mapper.relations.doubts import clear_ages, settle
from mapper.relations.enumerations import imply_enumerations
from mapper.relations.figures_again import imply_figures_again
from mapper.relations.folded_page import folded_page
from mapper.relations.grids import imply_grid_sums
from mapper.relations.metrics import imply_metric_sums, imply_sizes_above, imply_totals_above
from mapper.relations.periods import imply_periods
from mapper.relations.placements import imply_placements
from mapper.relations.products import imply_products
from mapper.relations.proven_rates import imply_proven_rates
from mapper.relations.rates import imply_rates
from mapper.relations.restatements import imply_restatements
from mapper.relations.shares import imply_shares
from mapper.relations.staffing import imply_staffing
from mapper.relations.stock_again import imply_stock_again

__all__ = ["clear_ages", "imply_relations", "settle"]

_KINDS = (
    imply_budget_sums,
    imply_staffing,
    imply_metric_sums,
    imply_totals_above,
    imply_sizes_above,
    imply_clause_sums,
    imply_asset_counts,
    imply_products,
    imply_shares,
    imply_changes,
    imply_rates,
    imply_proven_rates,
    imply_restatements,
    imply_figures_again,
    imply_stock_again,
    imply_placements,
    imply_periods,
    imply_enumerations,
    imply_grid_sums,
)


def imply_relations(records: Sequence[Record], lines: Sequence[str]) -> tuple[Relation, ...]:
    """The relations of one document's records, in the order of their lines; `lines[0]` is line 1.

    Only what is certain by construction: where a list may be partial, a cell unread or a year uncertain, nothing
    is implied. The records of a relation are the very objects given.
    """
    folding, page = folded_page(records, lines)
    implied: list[Relation] = [relation for imply in _KINDS for relation in imply(page)]
    found = list(map(folding.unfold, implied))
    found.sort(key=lambda relation: (relation.span, relation.rule))
    return tuple(_without_twins(found))


def _without_twins(relations: Sequence[Relation]) -> list[Relation]:
    """The relations without sums and shares that two rules imply alike."""
    seen: set[tuple[int, frozenset[int], frozenset[int]]] = set()
    kept = []
    for relation in relations:
        if isinstance(relation, Summation):
            key = (id(relation.total), _ids(relation.addends), _ids(relation.subtrahends))
        elif isinstance(relation, Share):
            key = (id(relation.percentage), _ids(relation.numerators), _ids(relation.denominators))
        else:
            kept.append(relation)
            continue
        if key in seen:
            continue
        seen.add(key)
        kept.append(relation)
    return kept


def _ids(records: Sequence[Record]) -> frozenset[int]:
    """The identities of some records."""
    return frozenset(map(id, records))
