"""What a text says of a thing, and the text with its things, numbers and dates, found once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mapper.readers.assets.names import Thing, find_things
from mapper.readers.assets.nouns import counted_nouns
from mapper.readers.assets.tail import STRONG, Deed
from mapper.records import AssetClass
from mapper.records.filling import filled_at_once
from mapper.values.dates import Period, find_periods
from mapper.values.numbers import Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class Setting:
    """What the place of a text gives to its things."""

    year: int | None = None
    """Year of a date without one."""
    inventory: bool = False
    """The text lists what there is."""
    head: Thing | None = None
    """The one thing of the line above, which a count without a noun counts."""
    counted: bool = False
    """The line above counts that thing itself; a count of places below it (`설치지점 : 42개소`) is theirs."""


@filled_at_once
@dataclass(frozen=True, slots=True)
class Mention:
    """A thing with what its text says of it; `start` and `end` delimit its name there."""

    start: int
    end: int
    name: str
    noun: str
    asset_class: AssetClass
    quantity: str = ""
    unit: str = ""
    numbers: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that are said by this row."""
    deed: Deed | None = None
    since: int | None = None
    life_years: Decimal | None = None
    elapsed_years: int | None = None
    bounded: str = ""
    """Words that only bound the year of introduction (`2014년 이전 구입`)."""
    purpose: str = ""
    whole: bool = False
    part: bool = False
    """A part that is only qualified, of a whole in the same text."""
    listed: bool = False
    joined: bool = False
    """Several nouns under one count."""

    @property
    def is_row(self) -> bool:
        """Whether the text says enough for a row of its own."""
        dated = self.since is not None or self.life_years is not None
        done = self.deed is not None and self.deed.firm and self.deed.kind in STRONG
        mapped = self.deed is not None and self.deed.firm and self.deed.kind == "update"
        return bool(self.quantity) or dated or done or mapped or self.listed


_DIGIT = re.compile(r"\d")
_BRACKET = re.compile("[()（）]")


class SeenText:
    """A text with its things, numbers and dates, found once."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text, self.setting = text, setting
        self.taken: set[int] = set()

    @cached_property
    def things(self) -> list[Thing]:
        """Things by their head nouns, and nouns that their count tells to be things."""
        known = find_things(self.text)
        if _DIGIT.search(self.text) is None:
            return known
        counted = counted_nouns(self.text, known, self.quantities, inventory=self.setting.inventory)
        known = [thing for thing in known if not any(own.start <= thing.start < own.end for own in counted)]
        return sorted([*known, *counted], key=lambda thing: thing.start) if counted else known

    @cached_property
    def periods(self) -> list[Period]:
        return find_periods(self.text, self.setting.year or 2000)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Counts; a date and the one that a price is for (`1대당 5백만원`) are none."""
        dated = [(period.begin, period.stop) for period in self.periods]
        found = find_quantities(self.text, bare=True)
        found = [entry for entry in found if not self.text.startswith(("당", " 당 "), entry.end)]
        return [entry for entry in found if not any(begin <= entry.start < stop for begin, stop in dated)]

    @cached_property
    def flat(self) -> str:
        """The text with blanks for what stands in brackets."""
        if _BRACKET.search(self.text) is None:
            return self.text
        return "".join(
            " " if depth or letter in "()（）" else letter
            for letter, depth in zip(self.text, self.depths, strict=False)
        )

    @cached_property
    def depths(self) -> list[int]:
        """How many brackets are open at each character."""
        if _BRACKET.search(self.text) is None:
            return [0] * (len(self.text) + 1)
        depth, found = 0, []
        for letter in self.text:
            depth -= letter in ")）" and depth > 0
            found.append(depth)
            depth += letter in "(（"
        return [*found, 0]

    def limit(self, index: int) -> int:
        """Where the next thing begins that does not stand in a bracket behind this one."""
        depth = self.depths[self.things[index].noun_start]
        later = (thing.start for thing in self.things[index + 1 :] if self.depths[thing.noun_start] <= depth)
        return next(later, len(self.text))


def plain_number(value: Decimal) -> str:
    """A quantity as text, without exponent."""
    return format(value.normalize(), "f") if value == value.to_integral_value() else format(value, "f")
