"""The list of territories: read once from `ontology/territories.csv` and `.toml`, when it is first asked for."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final

from mapper.resources import ontology_file


class Level(StrEnum):
    """The kinds of territories: the notation of a concept in `wp:TerritoryLevels`."""

    PROVINCE = "province"
    """A province or a metropolitan city (시도)."""
    CITY = "city"
    COUNTY = "county"
    DISTRICT = "district"
    """An autonomous district of a metropolitan city (자치구)."""
    ADMINISTRATIVE_CITY = "administrative-city"
    """A city of a province without lower municipalities (행정시): no municipality."""
    WARD = "ward"
    """A district of a city (일반구): no municipality."""


MUNICIPAL: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY, Level.DISTRICT})
"""Levels whose territories are those of a municipality."""


@dataclass(frozen=True, slots=True)
class Source:
    """What rows of the list rest on."""

    key: str
    title: str
    licence: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Territory:
    """A territory under one name, superior and code; the day it began is None where it is older than the register."""

    key: str
    """Its official name; with the year where an earlier territory bore the same."""
    name: str
    """Its own name without its superiors': 금천구."""
    level: Level
    codes: tuple[str, ...]
    parent: Territory | None = field(repr=False)
    valid_from: date | None
    valid_until: date | None
    """The last day."""
    successors: tuple[str, ...]
    """Keys of what took its place."""
    body: str
    """Key of the municipality that it is a territory of: that of the oldest territory under the same name."""
    sources: tuple[str, ...]

    @property
    def official_name(self) -> str:
        """Its name with its superiors': 서울특별시 금천구."""
        return f"{self.parent.official_name} {self.name}" if self.parent else self.name

    @property
    def province(self) -> Territory:
        """The province that it lies in, or itself."""
        return self.parent.province if self.parent else self

    @property
    def is_municipal(self) -> bool:
        """Whether it is the territory of a municipality."""
        return self.level in MUNICIPAL

    def stands_on(self, day: date) -> bool:
        """Whether there is such a territory on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def stands_since(self, day: date) -> bool:
        """Whether it stands, or ended on that day or later."""
        return self.valid_until is None or day <= self.valid_until

    def own_names(self) -> tuple[str, ...]:
        """Its own name and its short forms: 서울특별시, 서울, 서울시; 충청북도, 충북; 금천구, 금천."""
        return (self.name, *_stems(self.name, self.level))

    def short_names(self) -> tuple[str, ...]:
        """Names that stand for it beside the official one: 금천, 금천구, 서울 금천구, 서울시 금천구."""
        names = {*self.own_names()}
        if self.parent:
            names |= {f"{upper} {self.name}" for upper in self.parent.own_names()}
        if self.parent and self.parent.parent:
            above = self.parent.parent.own_names()
            names |= {f"{upper} {self.parent.name} {self.name}" for upper in above}
        return tuple(sorted(names - {self.official_name}))


_PROVINCE_ENDINGS: Final = {
    "통합특별시": (),
    "특별자치시": ("", "시"),
    "특별자치도": ("", "도", "자치도"),
    "특별시": ("", "시"),
    "광역시": ("", "시"),
    "직할시": ("", "시"),
}
"""What an ending of a province's name leaves open: 서울특별시 is 서울 and 서울시."""


@cache
def _stems(name: str, level: Level) -> tuple[str, ...]:
    """A territory's own name shortened: 서울, 서울시; 충북; 금천. A name of two letters is not (중구)."""
    if level is not Level.PROVINCE:
        return (name[:-1],) if len(name) > 2 else ()
    ending = next((ending for ending in _PROVINCE_ENDINGS if name.endswith(ending)), "")
    stem = name.removesuffix(ending)
    known = _particulars()["short_names"].get(name, ())
    return (*known, *(stem + short for short in _PROVINCE_ENDINGS.get(ending, ())))


@cache
def _particulars() -> dict[str, Any]:
    """The file beside the list."""
    return tomllib.loads(ontology_file("territories.toml").read_text(encoding="utf-8"))


def true_to() -> date:
    """The day to which the list is true."""
    day: date = _particulars()["true_to"]
    return day


def list_sources() -> tuple[Source, ...]:
    """What the list rests on, oldest first."""
    return tuple(Source(key, **table) for key, table in _particulars()["sources"].items())


def list_territories() -> tuple[Territory, ...]:
    """All territories in the order of their codes."""
    return tuple(territories_by_key().values())


@cache
def territories_by_key() -> Mapping[str, Territory]:
    """All territories by their keys, in the order of their codes."""
    with ontology_file("territories.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["key"]: row for row in csv.DictReader(stream)}
    made: dict[str, Territory] = {}

    def make(key: str) -> Territory:
        """A territory after its superior."""
        if key not in made:
            row = rows[key]
            made[key] = _territory(row, make(row["parent"]) if row["parent"] else None)
        return made[key]

    return {key: make(key) for key in rows}


def _territory(row: Mapping[str, str], parent: Territory | None) -> Territory:
    """A row of the list."""
    return Territory(
        key=row["key"],
        name=row["name"],
        level=Level(row["level"]),
        codes=tuple(row["code"].split()),
        parent=parent,
        valid_from=date.fromisoformat(row["from"]) if row["from"] else None,
        valid_until=date.fromisoformat(row["until"]) if row["until"] else None,
        successors=tuple(filter(None, row["successors"].split("|"))),
        body=row["body"] or row["key"],
        sources=tuple(row["sources"].split()),
    )


@cache
def territories_of_body(body: str) -> tuple[Territory, ...]:
    """The territories that a municipality has had, oldest first."""
    return _by_body().get(body, ())


@cache
def _by_body() -> Mapping[str, tuple[Territory, ...]]:
    """Territories by municipality, oldest first."""
    found: dict[str, list[Territory]] = {}
    for territory in list_territories():
        found.setdefault(territory.body, []).append(territory)
    return {body: tuple(sorted(rows, key=lambda row: row.valid_from or date.min)) for body, rows in found.items()}
