"""All amounts of money that a plan calls budget, cost, plan or execution, in the order of its lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from mapper.layout.node import Shape
from mapper.readers.budgets.figures import Details, Figure, Slip
from mapper.readers.budgets.frames import Frame
from mapper.readers.budgets.lines import read_budget_line
from mapper.readers.budgets.tables import read_budget_table
from mapper.readers.budgets.words import vocabulary
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.readers.projects.component_titles import mark_title
from mapper.values.text import squeeze


def find_figures(view: PlanView, subjects: Subjects) -> tuple[list[Figure], list[Slip]]:
    """Figures of all lines and tables, and the slipped rows of tables.

    The readers of parts and of money both start here; the second takes what `subjects` keeps of the first.
    """
    if subjects.figures is None:
        subjects.figures = _find(view)
    return subjects.figures


def _find(view: PlanView) -> tuple[list[Figure], list[Slip]]:
    """One pass over the document."""
    figures: list[Figure] = []
    slips: list[Slip] = []
    frame: Frame | None = None
    for node in view.nodes:
        scope = view.scope(node)
        if node.shape is Shape.CAPTION:
            continue
        if node.table is None:
            figures.extend(read_budget_line(view, node))
            if scope.head is node:
                frame = None
            continue
        found, slipped, frame = read_budget_table(view, node, frame)
        figures.extend(found)
        slips.extend(slipped)
    return _lone_costs(figures), slips


def _lone_costs(figures: list[Figure]) -> list[Figure]:
    """The only cost below a head is that head's, where its label only says for what kind of work (용역비, 설치비).

    Below a marked part it is the part's, whatever it buys, where the part's neighbours print theirs plainly.
    """
    held = Counter(id(figure.node.parent) for figure in figures if not figure.in_table)
    lines: dict[int, set[int]] = defaultdict(set)
    for figure in figures:
        lines[id(figure.node.parent)].add(id(figure.node))
    priced = {id(figure.node) for figure in figures}
    plain = {
        id(above.parent)
        for figure in figures
        if not figure.in_table and not figure.name and (above := figure.node.parent) is not None and mark_title(above)
    }
    found: list[Figure] = []
    for figure in figures:
        above = figure.node.parent
        if _names_kind(figure) and len(lines[id(above)]) == 1:
            figure = replace(figure, name="", details=Details())
        lone = above is not None and held[id(above)] == 1 and id(above) not in priced and id(above.parent) in plain
        if (
            lone
            and above is not None
            and figure.name
            and not figure.in_table
            and figure.node.label
            and mark_title(above)
        ):
            figure = replace(figure, name="", details=Details())
        found.append(figure)
    return found


def _names_kind(figure: Figure) -> bool:
    """Whether a cost's name is a label that says no more than the kind of work it pays: 용역비, 공사비."""
    label = squeeze(figure.node.label)
    return not figure.in_table and label == squeeze(figure.name) and label in vocabulary("cost", "kinds")
