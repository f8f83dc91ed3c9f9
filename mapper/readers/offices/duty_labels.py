"""Recognises heads and columns over lists of duties (업무분장, 담당별 사무) by the words they are made of."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mapper.lexicon import load, words


@cache
def _pattern() -> re.Pattern[str]:
    """A label as its words may follow each other; the group `unit` is 팀별 and the like."""

    def any_of(key: str) -> str:
        return "|".join(re.escape(word) for word in sorted(str(load("duties")[key]).split(), key=len, reverse=True))

    noun = any_of("nouns")
    return re.compile(
        rf"(?:(?:{any_of('openings')})(?:및|과|와)?)?(?P<unit>(?:{any_of('units')})(?:의)?)?"
        rf"(?:{any_of('qualifiers')}){{0,2}}(?:{noun})(?:(?:및|와)(?:{any_of('qualifiers')})?(?:{noun}))?(?:{any_of('tails')})?"
    )


@cache
def label_ends() -> frozenset[str]:
    """The letters in which such labels end."""
    parts = (word for key in ("nouns", "tails") for word in str(load("duties")[key]).split())
    return frozenset(word[-1] for word in (*words("duties", "labels"), *parts))


@lru_cache(maxsize=2048)
def is_duty_label(label: str) -> bool:
    """Whether a head or a column, spaces and brackets removed, says that duties stand below."""
    return (
        bool(label) and len(label) <= 20 and (label in words("duties", "labels") or bool(_pattern().fullmatch(label)))
    )


@lru_cache(maxsize=2048)
def is_sure_duty_label(label: str) -> bool:
    """Whether it can say nothing else, so that bullets without a team below it are the department's."""
    return is_duty_label(label) and any(word in label for word in str(load("duties")["sure"]).split())


@lru_cache(maxsize=2048)
def heads_duties_by_unit(label: str) -> bool:
    """Whether it tells of each team: 팀별 업무, 담당별 사무."""
    match = _pattern().fullmatch(label) if label and len(label) <= 20 else None
    return match is not None and (match["unit"] or "").endswith("별")
