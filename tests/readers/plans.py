"""Invented plans, read: what the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView, view_plan
from mapper.readers.context.subjects import Subjects
from mapper.records import Record
from mapper.source import NumberedText, number_lines

R = TypeVar("R", bound=Record)
Reader = Callable[[PlanView, Ledger, Subjects], Iterator[Record]]
COVER = "2025년 주요업무계획\n\n마루시 환경국 환경과\n\nⅠ. 일반현황\n"
"""A cover over the general part of a department: five lines."""


def viewed(text: str) -> PlanView:
    """A text as readers see it."""
    return view_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(text)))


def rows(kind: type[R], text: str, *readers: Reader) -> list[R]:
    """The records of one kind that the readers, run one after the other, find in a text."""
    view = viewed(text)
    ledger, subjects = Ledger(), Subjects(view)
    found: list[Record] = []
    for read in readers:
        records: Iterable[Record] = list(read(view, ledger, subjects))
        subjects.add(records)
        found.extend(records)
    return [record for record in found if isinstance(record, kind)]
