"""Tokens for what a row is, and the numbers of rows: what writing and looking up have in common."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from mapper.search.grams import CONCEPT, squeeze

ROW_BITS: Final = 20
"""Room for the rows of one document in the number of a row."""
DOCUMENT_BITS: Final = 36
STATEMENT: Final = 1 << (ROW_BITS + DOCUMENT_BITS)
"""Added to the numbers of statements, so that things come first."""


@cache
def concept_mark(name: str) -> str:
    """The token of a concept by its local name."""
    return CONCEPT + "c" + squeeze(name)


@cache
def kind_mark(table: str) -> str:
    """The token of a kind of rows."""
    return CONCEPT + "k" + table


def year_mark(year: int | str) -> str:
    """The token of rows that speak of a year."""
    return f"{CONCEPT}y{year}"


@lru_cache(maxsize=256)
def department_mark(name: str) -> str:
    """The token of rows of a department's plan."""
    return CONCEPT + "d" + squeeze(name)


def municipality_mark(name: str) -> str:
    """The token of rows of a municipality's plan."""
    return CONCEPT + "m" + squeeze(name)


@lru_cache(maxsize=256)
def municipality_marks(name: str) -> tuple[str, ...]:
    """The tokens by which a municipality is found: its whole name, and each of the words it is made of."""
    return tuple(dict.fromkeys(map(municipality_mark, filter(squeeze, (name, *name.split())))))
