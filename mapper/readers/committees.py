"""To be written: reads committees."""

from __future__ import annotations

from collections.abc import Iterator

from mapper.readers.ledger import Ledger
from mapper.readers.scope import PlanView
from mapper.readers.subjects import Subjects
from mapper.records import Record


def read_committees(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table committees."""
    yield from ()
