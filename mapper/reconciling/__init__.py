"""Prepares links to data sets outside: candidates of a reconciliation service, and a person's decisions about them.

Nothing is linked here. `mapper.identities` reads the list of what people decided, a build writes it into the graph.
"""

from mapper.reconciling.candidates import (
    Confirmation,
    Prepared,
    Wanted,
    confirm,
    prepare,
    require_room,
    write_candidates,
)
from mapper.reconciling.service import ReconciliationService
from mapper.reconciling.subjects import KINDS, LEVELS, Subject, find_subjects

__all__ = [
    "KINDS",
    "LEVELS",
    "Confirmation",
    "Prepared",
    "ReconciliationService",
    "Subject",
    "Wanted",
    "confirm",
    "find_subjects",
    "prepare",
    "require_room",
    "write_candidates",
]
