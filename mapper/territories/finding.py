"""Finds the territory that a name means: by its official name or a short form, its province and a day."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from mapper.errors import UsageError
from mapper.suggest import suggest
from mapper.territories.listed import Territory, list_territories, territories_of_body, true_to

_RECENT_YEARS: Final = 10
"""Where no day is given, what ended in these years counts as well as what stands."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a name may mean: one territory (found), several (ambiguous) or none (unknown)."""

    name: str
    candidates: tuple[Territory, ...]

    @property
    def territory(self) -> Territory | None:
        """The one that is found."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether it may be one of several."""
        return len(self.candidates) > 1

    @property
    def is_unknown(self) -> bool:
        """Whether no territory of the list bears the name."""
        return not self.candidates


def find_territory(name: str, *, province: str = "", on: date | None = None) -> Match:
    """The territory that a name means on a day, or these years where none is given; former ones where none stands.

    `name` is official (`서울특별시 금천구`) or short (`금천구`, `서울시 금천구`, `금천`), with or without spaces;
    `province` narrows namesakes down. A territory that only changed province, or whose province was renamed,
    is one territory for this purpose: it answers to its former names as well.
    """
    bodies = _find_bodies(_squeeze(name))
    if province:
        within = _squeeze(province)
        bodies = tuple(body for body in bodies if any(within in _upper(row) for row in territories_of_body(body)))
    standing = [body for body in bodies if any(_stands(row, on) for row in territories_of_body(body))]
    return Match(name, tuple(_on_day(body, on) for body in standing or bodies))


@cache
def _recent_begin() -> date:
    """The first of the years that count where no day is given."""
    return true_to().replace(year=true_to().year - _RECENT_YEARS)


def require_name(name: str) -> str:
    """The name unchanged; raises UsageError for one that the list has not, or that may be one of several."""
    match = find_territory(name)
    names = [territory.official_name for territory in match.candidates]
    if match.is_unknown:
        known = [territory.official_name for territory in list_territories()]
        message = f"`municipality` is not in the list of territories (true to {true_to()}): {name!r}."
        raise UsageError(message, hint=suggest(name, known))
    if match.is_ambiguous and name not in names:
        raise UsageError(f"`municipality` may be one of several: {name!r}.", hint=f"Write {' or '.join(names)}.")
    return name


def _upper(territory: Territory) -> frozenset[str]:
    """Names of what a territory lies in; a province lies in itself."""
    return superior_names(territory) or frozenset(territory.own_names())


def _stands(territory: Territory, on: date | None) -> bool:
    """Whether it stands on the day, or did of late."""
    if on:
        return territory.stands_on(on)
    return territory.stands_since(_recent_begin())


def _on_day(body: str, on: date | None) -> Territory:
    """The territory of a body on a day: the one that stands then, else its last."""
    rows = territories_of_body(body)
    return next((row for row in rows if on and row.stands_on(on)), rows[-1])


def _squeeze(name: str) -> str:
    """A name as the index has it: NFKC, without white space; 특례시 is a city's title, not its name."""
    return "".join(unicodedata.normalize("NFKC", name).split()).replace("특례시", "시")


def _find_bodies(name: str) -> tuple[str, ...]:
    """Municipalities and wards that bear a name without spaces, alone or after names of their superiors."""
    found: dict[str, None] = {}
    for begin in range(len(name)):
        for territory in _by_name().get(name[begin:], ()):
            if not begin or name[:begin] in superior_names(territory):
                found[territory.body] = None
    return tuple(found)


@cache
def _by_name() -> Mapping[str, Sequence[Territory]]:
    """Territories by their own name and its short forms, in the order of their codes."""
    found: dict[str, list[Territory]] = {}
    for territory in list_territories():
        for name in territory.own_names():
            found.setdefault(name, []).append(territory)
    return found


def superior_names(territory: Territory) -> frozenset[str]:
    """What may stand before a territory's own name, without spaces: 서울특별시, 서울; 경기도수원시, 수원시, 경기."""
    if territory.parent is None:
        return frozenset()
    parent = territory.parent
    above = superior_names(parent)
    names = set(parent.own_names())
    return frozenset(names | above | {upper + name for upper in above for name in names})
