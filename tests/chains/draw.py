"""Draws chains of plans: same seed, same profiles and truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from mapper.linking.profile import DocumentProfile

from .history import History
from .model import Thing
from .noise import Noise
from .printing import Printer, Style
from .things import bodies_of_all, things_of
from .truth import Truth
from .words import MUNICIPALITIES

_SYLLABLES = "가나다라마바사아자차하고노도로모보소오조호구누두루무부수우주후"
_LEVELS = "시군구"


@dataclass(slots=True)
class Chain:
    """Plans of some municipalities with what is true of them."""

    profiles: list[DocumentProfile]
    truth: Truth
    _alive: list[Printer] = field(default_factory=list)
    """Keeps what the truth knows by `id`."""


def draw_chain(seed: int, *, municipalities: int = 1, noise: int = 1, first: int = 0) -> Chain:
    """Plans of municipalities over 3 to 6 years each; `noise` is 0, 1 or 2; `first` counts on from another chain."""
    chain = Chain([], Truth())
    everywhere = list(bodies_of_all().values())
    for number in range(first, first + municipalities):
        _draw_one(Random(f"{seed}/{number}"), _name(seed, number), noise, chain, everywhere)
    return chain


def _name(seed: int, number: int) -> str:
    """A name that no other municipality of the chain has; now and then one that looks like another's."""
    if number < len(MUNICIPALITIES):
        stem = MUNICIPALITIES[(seed + number) % len(MUNICIPALITIES)]
    else:
        rest, first = divmod(number, len(_SYLLABLES))
        third, second = divmod(rest, len(_SYLLABLES))
        stem = _SYLLABLES[first] + _SYLLABLES[second] + (_SYLLABLES[third - 1] if third else "")
    return stem + _LEVELS[number % 3]


def _draw_one(rng: Random, municipality: str, level: int, chain: Chain, everywhere: list[Thing]) -> None:
    style = Style(
        together=rng.random() < 0.25,
        statuses=rng.random() < 0.65,
        money=rng.choice(("table", "table", "table", "single", "results")),
        sources=rng.random() < 0.4,
        duties=rng.random() < 0.85,
        siblings=rng.random() < 0.3,
        issued=rng.random() < 0.8,
    )
    history = History(rng, rng.randint(2017, 2022))
    bodies = [body for body in everywhere if rng.random() < 0.4]
    printer = Printer(rng, Noise(rng, level), municipality, things_of(rng, municipality), bodies, style)
    years = rng.randint(3, 6)
    for year in range(years):
        if year:
            history.advance()
        if year in (0, years - 1) or rng.random() > 0.1:
            chain.profiles += printer.year(history)
    chain.truth.add_offices(printer.offices, printer.seen)
    chain.truth.add_projects(printer.seen)
    chain.truth.add_things(printer.printed_things)
    chain._alive.append(printer)
