"""The page of a document with each row in one line: implied by and judged by the same, so it is made once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mapper.records import Record
from mapper.relations.folding import Folding
from mapper.relations.page import Page


class FoldedPage(NamedTuple):
    """The way to folded lines and back, and the page in them."""

    folding: Folding
    page: Page


_LATEST: Final[list[tuple[Sequence[Record], Sequence[str], FoldedPage]]] = []
"""The records and lines that were folded last, with their page: one entry."""


def folded_page(records: Sequence[Record], lines: Sequence[str]) -> FoldedPage:
    """The page of some records; the last one is kept for the very same records and lines, if they cannot change."""
    for known, printed, made in _LATEST:
        if known is records and printed is lines:
            return made
    folding = Folding(records, lines)
    made = FoldedPage(folding, Page(folding.records, folding.lines))
    if isinstance(records, tuple) and isinstance(lines, tuple):
        _LATEST[:] = [(records, lines, made)]
    return made
