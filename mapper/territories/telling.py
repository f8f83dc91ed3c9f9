"""Tells namesakes apart by what stands around the name: its province, and the neighbours of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from mapper.territories.listed import Level, Territory, list_territories, territories_of_body

_NAMED_WITH_PROVINCE: Final = 5
"""Weight of `부산광역시 동구` beside a province or a neighbour named alone."""
_ENOUGH: Final = 5
_CLEARLY: Final = 5
"""How many times the weight of any other candidate the one that is taken needs."""


def tell_apart(candidates: Sequence[Territory], lines: Sequence[str]) -> Territory | None:
    """The candidate that a text is about, where the text leaves no doubt; None where it may be another.

    A text names its own province and neighbours often and those of its namesakes hardly ever. A wrong answer would
    merge two municipalities for good, so the winner needs five times the weight of the next.
    """
    text = "\n".join(lines)
    weights = {candidate: _weigh(candidate, text) for candidate in candidates}
    ranked = sorted(weights.values(), reverse=True)
    if not ranked or ranked[0] < _ENOUGH or (len(ranked) > 1 and ranked[0] < _CLEARLY * max(ranked[1], 1)):
        return None
    return next(candidate for candidate, weight in weights.items() if weight == ranked[0])


def _weigh(candidate: Territory, text: str) -> int:
    """How much of a text speaks for a candidate."""
    uppers = {
        upper.key: upper
        for row in territories_of_body(candidate.body)
        for upper in (row.parent, row.province)
        if upper is not None and upper is not row
    }
    if not uppers:
        return text.count(candidate.name)
    before = {name for upper in uppers.values() for name in upper.own_names()}
    either = "|".join(sorted(map(re.escape, before), key=len, reverse=True))
    beside = len(re.findall(rf"(?<![가-힣])(?:{either})\s*{re.escape(candidate.name)}", text))
    alone = sum(text.count(upper.name) for upper in uppers.values())
    neighbours = sum(text.count(name) for key in uppers for name in _neighbours().get(key, ()))
    return _NAMED_WITH_PROVINCE * beside + alone + neighbours


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    """By province the names of three letters and more that no other municipality of the country bears."""
    bearers: dict[str, set[str]] = {}
    for row in list_territories():
        bearers.setdefault(row.name, set()).add(row.body)
    found: dict[str, list[str]] = {}
    for row in list_territories():
        if row.level is not Level.PROVINCE and len(row.name) > 2 and len(bearers[row.name]) == 1:
            found.setdefault(row.province.key, []).append(row.name)
    return {province: tuple(names) for province, names in found.items()}
