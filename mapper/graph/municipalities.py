"""Which municipality of a document's names is which thing: by the list of territories, by its name, or its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from mapper.keys import normal_name
from mapper.territories import list_territories, territories_of_body

_IN_USE: Final = date(2010, 1, 1)
"""What ended before that day is no namesake any more."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as a thing: what its IRI is made of, its label, and the territories that it has had."""

    key: str
    label: str
    territories: tuple[str, ...] = ()
    """Keys of territories."""


def unnamed(doc: str) -> str:
    """Stands for the name of a municipality or department that a document does not print: it is that document's own."""
    return f"이름 없음 ({doc})"


class Municipalities:
    """The municipalities of one document by their printed names."""

    def __init__(self, doc: str, bodies: Mapping[str, str]) -> None:
        self._doc = doc
        self._bodies = {normal_name(printed): body for printed, body in bodies.items()}

    def find(self, printed: str) -> Municipality:
        """The municipality that a printed name means; that of no name where none is printed.

        One that the list of territories knows is the same in all documents, an unknown name likewise by its letters.
        A name that namesakes bear is this document's alone: linking can join later, never part.
        """
        name = normal_name(printed)
        body = self._bodies.get(name)
        if body:
            return _of_body(body)
        if not name:
            return Municipality(unnamed(self._doc), unnamed(self._doc))
        return Municipality(name if body is None else f"{name} ({self._doc})", name)


@cache
def _of_body(body: str) -> Municipality:
    """A municipality of the list; its label is its name, with the province where others bear that too."""
    rows = territories_of_body(body)
    last = rows[-1]
    others = _bearers().get(last.name, set()) - {last.official_name}
    label = last.official_name if others else last.name
    return Municipality(body, label, tuple(row.key for row in rows))


@cache
def _bearers() -> Mapping[str, set[str]]:
    """The official names of those that bear each name, or did of late."""
    found: dict[str, set[str]] = {}
    for territory in list_territories():
        last = territories_of_body(territory.body)[-1]
        if last.stands_since(_IN_USE):
            found.setdefault(territory.name, set()).add(last.official_name)
    return found
