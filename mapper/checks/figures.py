"""Figures of a graph as the page prints them: read back from their statements, and written for another value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from mapper.checks.triples import Triples, read_literal, read_number
from mapper.vocabulary import WP

NUMBERS: Final = tuple(f"<{term}>" for term in (WP.amount, WP.count, WP.value, WP.quantity, WP.members))
LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"
LINE: Final = f"<{WP.line}>"
PRINTED: Final = f"<{WP.printed}>"
QUANTUM: Final = f"<{WP.quantum}>"
ORDER: Final = f"<{WP.order}>"
PREDICATES: Final = frozenset({*NUMBERS, LABEL, LINE, PRINTED, QUANTUM, ORDER})

_PRINTED: Final = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>\D*)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A statement's number with what is needed to print another in its place."""

    node: str
    value: Decimal
    printed: str
    quantum: Decimal
    label: str
    order: Decimal
    """Where it stands among the document's records."""

    def text(self, value: Decimal | None = None) -> str:
        """The figure as printed, or another value in the same notation (its unit left out)."""
        shown = self.value if value is None else value
        sign = "-" if shown < 0 else ""
        match = _PRINTED.fullmatch(self.printed)
        number = Decimal(match["number"].replace(",", "")) if match else Decimal(0)
        if match is None or not number or not self.value:
            return f"{shown.normalize():,f}"
        if value is None or value == self.value:
            return sign + self.printed
        places = len(match["number"].partition(".")[2])
        scaled = (abs(shown) * number / abs(self.value)).normalize()
        if places or -scaled.as_tuple().exponent > 3:  # type: ignore[operator]
            scaled = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        grouped = "," in match["number"] or number < 1000
        return f"{sign}{f'{scaled:,f}' if grouped else f'{scaled:f}'}{match['rest']}"


def read_figure(triples: Triples, node: str) -> Figure | None:
    """The number that a statement holds; None if it holds none."""
    for predicate in NUMBERS:
        value = read_number(triples.object(node, predicate))
        if value is not None:
            return Figure(
                node=node,
                value=value,
                printed=text_of(triples, node, PRINTED),
                quantum=read_number(triples.object(node, QUANTUM)) or Decimal(1),
                label=text_of(triples, node, LABEL),
                order=order_of(triples, node),
            )
    return None


def order_of(triples: Triples, node: str) -> Decimal:
    """Where a record stands among those of its document."""
    return read_number(triples.object(node, ORDER)) or Decimal(0)


def text_of(triples: Triples, node: str, predicate: str) -> str:
    """A plain literal; empty if there is none."""
    literal = read_literal(triples.object(node, predicate))
    return literal.lexical if literal else ""
