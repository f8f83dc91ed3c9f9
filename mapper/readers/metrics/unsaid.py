"""Whether a line or a table holds a digit that is no date's and that no other record says: only there metrics stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mapper.layout import Cell, Node
from mapper.layout.marks import ITEM_SIGNS
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.metrics.figure_cells import is_figure, is_year
from mapper.readers.metrics.numbers import DIGIT
from mapper.values.dates import Period

_BULLET = re.compile(rf"(?:^|(?<=\s))(?:[{ITEM_SIGNS}*※]|[-–ㅇO](?=\s))\s?(?=\S)")


def is_all_said(ledger: Ledger, holder: Node | Cell, text: str, dates: Sequence[Period], start: int = 0) -> bool:
    """Whether each digit of a text is that of a date or another record says it, so that no figure is left (cheap).

    The text begins at `start` in what its holder prints.
    """
    claims = ledger.claims_on(holder)
    for digit in DIGIT.finditer(text):
        place = digit.start()
        for date in dates:
            if date.begin <= place < date.stop:
                break
        else:
            place += start
            for first, last in claims:
                if first <= place < last:
                    break
            else:
                return False
    return True


def has_unsaid(view: PlanView, ledger: Ledger, node: Node) -> bool:
    """Whether a cell of a table holds a digit that is left to say; a number cell claimed in part has none."""
    for row in node.table.rows if node.table is not None else ():
        for cell in row:
            text = cell.text
            if not DIGIT.search(text) or is_year(text):
                continue
            if is_all_said(ledger, cell, text, ()):
                continue
            if is_figure(text):
                if not ledger.is_claimed(cell, 0, len(text)):
                    return True
            elif not all(
                is_all_said(ledger, cell, piece, view.periods(node, piece), start) for start, piece in pieces_of(text)
            ):
                return True
    return False


def pieces_of(text: str) -> list[tuple[int, str]]:
    """The bullets of a cell, each with the place where it begins; the whole text where there are none."""
    starts = [match.end() for match in _BULLET.finditer(text)]
    if not starts:
        return [(0, text)]
    return [(start, text[start:stop]) for start, stop in pairwise([0, *starts, len(text)])]
