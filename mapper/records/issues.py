"""What a reader of the graph should know about how a document was read: returned, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mapper.records.base import Span


class Severity(StrEnum):
    """How much an issue matters."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One remark of the reader; `code` has a heading in docs/issues.md."""

    span: Span
    code: str
    message: str
    severity: Severity = Severity.WARNING
    expected: str = ""
    found: str = ""
