"""An amount of money as the page prints it, before it is known what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.layout import Cell, Node
from mapper.readers.budgets.words import Words
from mapper.records import Reading, Span
from mapper.records.filling import filled_at_once

Claim = tuple[Node | Cell, int, int]
"""A stretch of a holder's text, for the ledger."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a row or line with a cost also says of the part that it pays for."""

    location: str = ""
    quantity: str = ""
    unit: str = ""
    period: str = ""
    """As printed in its column."""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One printed amount with all that its line, row and column say."""

    node: Node
    """Where it stands; its scope and the heads above it say the rest."""
    span: Span
    name_span: Span
    """Where its name stands."""
    amount_krw: int
    printed: str
    quantum_krw: int
    words: Words
    """Years are final here (`2024`, `all`, `<=2023`, `>2026`) or empty."""
    name: str = ""
    """The programme, part, office or thing that the page names beside it; empty for the section's own money."""
    above: str = ""
    """The line directly above, where it may name what a bare `사업비 : ...` pays for; `name_span` is its line."""
    block: str = ""
    rule: str
    reading: Reading = Reading.PRINTED
    support: tuple[Span, ...] = ()
    claims: tuple[Claim, ...] = ()
    details: Details = Details()
    in_table: bool = False
    outer_total: bool = False
    """A subtotal over named rows below the same outer name."""
    priced: bool = False
    """A price of one thing, which the named thing costs `times` over."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Rows of a table whose cells stand under other headings than their sums prove (definition 9)."""

    node: Node
    lines: tuple[int, ...]
    expected: str
    found: str
