"""Tells namesakes apart by what stands around the name: its province, and the neighbours of each."""

from __future__ import annotations

import re
from collections import Counter
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
    rows = territories_of_body(candidate.body)
    uppers = {upper.key: upper for row in rows for upper in (row.parent, row.province) if upper not in (None, row)}
    names = {upper.name for upper in uppers.values() if upper}
    short = {name for upper in uppers.values() if upper for name in upper.own_names()}
    either = "|".join(sorted(map(re.escape, short), key=len, reverse=True))
    if not either:
        return 0
    beside = re.findall(rf"(?<![가-힣])(?:{either})\s*{re.escape(candidate.name)}(?![가-힣]*[시군구])", text)
    upper_alone = sum(text.count(name) for name in names)
    neighbours = sum(text.count(name) for name in _neighbours().get(candidate.province.key, ()))
    return _NAMED_WITH_PROVINCE * len(beside) + upper_alone + neighbours


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    """By province the names of three letters and more that no other territory of the country bears."""
    now = [row for row in list_territories() if row.valid_until is None]
    bearers = Counter(row.name for row in now)
    found: dict[str, list[str]] = {}
    for row in now:
        if row.level is not Level.PROVINCE and len(row.name) > 2 and bearers[row.name] == 1:
            found.setdefault(row.province.key, []).append(row.name)
    return {province: tuple(names) for province, names in found.items()}
