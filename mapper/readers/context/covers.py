"""Which nodes stand on a cover: before the first part, section or project of a department."""

from __future__ import annotations

from mapper.layout import Node
from mapper.readers.context.departments import DepartmentPart
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_section
from mapper.values.dates import find_periods

LOWEST_HEAD = 24
"""A square or a frame is the lowest mark of a line that opens the body."""


def cover_nodes(view: PlanView) -> set[int]:
    """Ids of the nodes before the first head that the reader knows; their dates and numbers are the document's own."""
    covers: set[int] = set()
    for department in view.departments:
        for node in department.nodes:
            scope = view.scope(node)
            if scope.part != "cover" or scope.project is not None or (scope.sections and scope.section != "contents"):
                break
            if _opens_body(node, department):
                break
            covers.add(id(node))
    return covers


def _opens_body(node: Node, department: DepartmentPart) -> bool:
    """Whether a head in words of the plan's own opens the body: it follows the title, and its lines hold the rest."""
    title = department.plan.span.last
    if node.table is not None or not node.marks or node.label or node.rank > LOWEST_HEAD or not node.children:
        return False
    return 0 < title < node.first and find_section(node.text) != "contents" and not find_periods(node.text[:6])
