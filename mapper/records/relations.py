"""Relations that a document implies between its own figures and dates: what an audit can prove or refute.

A relation says only what ought to hold (as the calculation links of XBRL 2.1, section 5.2.5, do for a
balance sheet). Whether it holds is judged by the audit shapes, never here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from mapper.records.base import Record
from mapper.records.filling import filled_at_once
from mapper.vocabulary import WP


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """What all relations share; `span` covers the lines, `support` names every line it rests on."""

    table: ClassVar[str] = "relations"


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Summation(Relation):
    """`total` is the sum of `addends` less `subtrahends` (a total, or a difference such as 증감)."""

    rdf_class: ClassVar[str] = WP.Summation

    total: Annotated[Record, WP.total]
    addends: Annotated[tuple[Record, ...], WP.addend]
    subtrahends: Annotated[tuple[Record, ...], WP.subtrahend] = ()
    tolerance: Annotated[Decimal, WP.tolerance] = Decimal(0)
    """Largest difference that rounding or cutting off in the last printed digit explains, in the value's unit."""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Relation):
    """`total` is `price` times `factor` (3,000천원 × 10면)."""

    rdf_class: ClassVar[str] = WP.Product

    total: Annotated[Record, WP.total]
    price: Annotated[Record, WP.factor]
    times: Annotated[Decimal, WP.times]
    tolerance: Annotated[Decimal, WP.tolerance] = Decimal(0)


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Relation):
    """`percentage` is 100 × numerator ÷ denominator, less 100 when it is a growth rate."""

    rdf_class: ClassVar[str] = WP.Share

    percentage: Annotated[Record, WP.percentage]
    numerators: Annotated[tuple[Record, ...], WP.numerator]
    denominators: Annotated[tuple[Record, ...], WP.denominator]
    growth: Annotated[bool, WP.growth] = False
    tolerance: Annotated[Decimal, WP.tolerance] = Decimal(1)
    """In percentage points: one unit of the last printed digit."""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Partition(Relation):
    """Percentages that make up the whole of an amount (국비 70%, 시비 30%): together they are 100."""

    rdf_class: ClassVar[str] = WP.Partition

    total: Annotated[Record, WP.total]
    shares: Annotated[tuple[Record, ...], WP.addend]
    tolerance: Annotated[Decimal, WP.tolerance] = Decimal(0)
    expected_text: Annotated[str, WP.expectedText]
    found_text: Annotated[str, WP.foundText]


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration(Relation):
    """A printed number of things, and how many the document lists in full beside it."""

    rdf_class: ClassVar[str] = WP.Enumeration

    counted: Annotated[Record | None, WP.total] = None
    stated: Annotated[int, WP.statedCount]
    listed: Annotated[int, WP.listedCount]


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement(Relation):
    """Two statements of one quantity of one thing at one time."""

    rdf_class: ClassVar[str] = WP.Restatement

    first: Annotated[Record, WP.firstStatement]
    second: Annotated[Record, WP.secondStatement]
    tolerance: Annotated[Decimal, WP.tolerance] = Decimal(0)


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Relation):
    """A part's time against the time that has to hold it; days as `YYYY-MM-DD`, both ends included."""

    rdf_class: ClassVar[str] = WP.Placement

    inner: Annotated[Record | None, WP.innerStatement] = None
    outer: Annotated[Record | None, WP.outerStatement] = None
    inner_earliest: Annotated[str, WP.innerEarliest] = ""
    inner_latest: Annotated[str, WP.innerLatest] = ""
    outer_earliest: Annotated[str, WP.outerEarliest] = ""
    outer_latest: Annotated[str, WP.outerLatest] = ""
    expected_text: Annotated[str, WP.expectedText]
    found_text: Annotated[str, WP.foundText]


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderMismatch(Relation):
    """Cells that stand under another header than their sums prove, or a heading that its cells belie."""

    rdf_class: ClassVar[str] = WP.HeaderMismatch

    expected_text: Annotated[str, WP.expectedText]
    found_text: Annotated[str, WP.foundText]
    subject_text: Annotated[str, WP.text]
    """The table and row, in a few words of our own."""
