"""A value of a record as the text of one cell: what `explain` shows, and what a correction compares with."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from mapper.records.base import Ref


def to_cell(value: object) -> str:
    """A field's value in one cell; empty where it says nothing."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Ref):
        return value.name or f"{value.kind.value} at line {value.line}"
    if isinstance(value, tuple):
        pairs = all(isinstance(part, tuple) and len(part) == 2 for part in value)
        return ";".join("=".join(map(to_cell, part)) if pairs else to_cell(part) for part in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
