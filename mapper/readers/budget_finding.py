"""All amounts of money that a plan calls budget, cost, plan or execution, in the order of its lines."""

from __future__ import annotations

from mapper.layout.outline import Shape
from mapper.readers.budget_figures import Figure, Slip
from mapper.readers.budget_lines import read_budget_line
from mapper.readers.budget_tables import Frame, read_budget_table
from mapper.readers.scope import PlanView


def find_figures(view: PlanView) -> tuple[list[Figure], list[Slip]]:
    """Figures of all lines and tables, and the slipped rows of tables; both readers of parts and money start here."""
    figures: list[Figure] = []
    slips: list[Slip] = []
    frame: Frame | None = None
    for node in view.nodes:
        scope = view.scope(node)
        if scope.holds_list or node.shape is Shape.CAPTION:
            continue
        if node.table is None:
            figures.extend(read_budget_line(view, node))
            if scope.head is node:
                frame = None
            continue
        found, slipped, frame = read_budget_table(view, node, frame)
        figures.extend(found)
        slips.extend(slipped)
    return figures, slips
