"""Which nodes stand on a cover: before the first part, section or project of a department."""

from __future__ import annotations

from mapper.readers.context.scope import PlanView


def cover_nodes(view: PlanView) -> set[int]:
    """Ids of the nodes before the first head that the reader knows; their dates and numbers are the document's own."""
    covers: set[int] = set()
    for department in view.departments:
        for node in department.nodes:
            scope = view.scope(node)
            if scope.part != "cover" or scope.project is not None or (scope.sections and scope.section != "contents"):
                break
            covers.add(id(node))
    return covers
