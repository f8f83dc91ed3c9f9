"""Places and fixed structures at which a department's work is done: from tables, labels of place and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from mapper.layout.node import Shape
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.readers.facilities.lines import read_facility_line, read_sheet_places
from mapper.readers.facilities.place_items import Item
from mapper.readers.facilities.statements import NAMED, Statement, choose_statements
from mapper.readers.facilities.tables import read_facility_table
from mapper.records import FacilityEntry, Record, Span
from mapper.values.text import letters


def read_facilities(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table facilities, each place once; numbers in their sizes stay free for metrics."""
    found: list[Statement] = []
    for node in view.nodes:
        if node.table is not None:
            places = list(read_sheet_places(view, node))
            found.extend(places or read_facility_table(view, node, subjects))
        elif node.shape is not Shape.CAPTION:
            found.extend(read_facility_line(view, node))
    found.extend(_headed_by_known(view, found))
    for statement in choose_statements(found):
        yield FacilityEntry(
            span=statement.span,
            rule=statement.rule,
            repeats=statement.repeats,
            name=statement.name,
            kind=statement.kind,
            location=statement.location,
            size=statement.size,
            purpose=statement.purpose,
            operator=statement.operator,
        )


def _headed_by_known(view: PlanView, found: list[Statement]) -> Iterator[Statement]:
    """Lines headed by a place that a label of place names elsewhere: what they say of it is its fullest statement."""
    names = {letters(entry.name): entry.name for entry in found if " " in entry.name or len(entry.name) > 6}
    for node in view.lines():
        label = node.label.lstrip("*※ \\")
        name = names.get(letters(label)) if label and node.value else None
        if name is not None and view.scope(node).section not in {"duties", "budget"}:
            item = Item(name)
            yield Statement(item.name, Span(node.first, node.first), "facility-line", NAMED, purpose=node.value)
