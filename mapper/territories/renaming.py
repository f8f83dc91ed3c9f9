"""Territories under another name: who bears today what an earlier name meant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mapper.territories.finding import find_territory
from mapper.territories.listed import Territory, list_territories, territories_by_key, territories_of_body


def last_name(territory: Territory) -> Territory:
    """The territory that bears the place of one today, as long as it was only renamed: 강원도 is 강원특별자치도.

    A county that becomes a city of its name (여주군) is renamed, too; a merger is no renaming.
    """
    last = territories_of_body(territory.body)[-1]
    successor = territories_by_key()[last.successors[0]] if len(last.successors) == 1 else None
    return last_name(successor) if successor and _is_renamed(last, successor) else last


def former_names(territory: Territory) -> tuple[Territory, ...]:
    """All territories of a municipality and of those that were renamed to it, itself among them."""
    found = list(territories_of_body(territory.body))
    for row in tuple(found):
        for before in _predecessors().get(row.key, ()):
            if before.body != territory.body and len(before.successors) == 1 and _is_renamed(before, row):
                found += former_names(before)
    return tuple(found)


def _is_renamed(former: Territory, successor: Territory) -> bool:
    """Whether a territory begins as the only one of its kind, or of its name, that ends: it takes nothing else in."""
    if len(_predecessors()[successor.key]) > 1 or former.valid_until is None or successor.valid_from is None:
        return False
    alike = former.level is successor.level or former.name[:-1] == successor.name[:-1]
    return alike and former.valid_until < successor.valid_from


def find_governments(name: str) -> tuple[Territory, ...]:
    """The municipalities that a name may mean, each under its last name; wards of cities are none."""
    found = (last_name(candidate) for candidate in find_territory(name).candidates if candidate.is_municipal)
    return tuple({territory.body: territory for territory in found}.values())


@cache
def _predecessors() -> Mapping[str, tuple[Territory, ...]]:
    """By key of a territory those whose place it took."""
    found: dict[str, list[Territory]] = {}
    for row in list_territories():
        for key in row.successors:
            found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}
