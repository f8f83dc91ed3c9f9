"""A thing found in a document with everything its place gives to it: what the readers of lines and tables hand on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from mapper.layout import Cell, Node
from mapper.lexicon import load
from mapper.readers.assets.mentions import Mention
from mapper.readers.assets.tail import Deed
from mapper.readers.context.scope import Scope
from mapper.readers.context.sections import Tense
from mapper.records import AssetState, Ref
from mapper.values.dates import Period, find_periods
from mapper.values.text import squeeze

WEAK_SECTIONS = frozenset({"overview", "content", "need", "direction", "effect", ""})
"""Sections whose tense says less than 추진실적 or 추진계획 do."""
_REPLACED_SOON = frozenset({"replace", "retire"})


@dataclass(slots=True, eq=False)
class Find:
    """One thing at one place; `said` are the stretches to claim in the ledger."""

    mention: Mention
    node: Node
    scope: Scope
    line: int
    rule: str
    said: list[tuple[Node | Cell, int, int]] = field(default_factory=list)
    holder: Ref | None = None
    """The team or facility that the row names."""
    state: AssetState = AssetState.IN_USE
    year: int | None = None
    in_table: bool = False
    named: tuple[str, ...] = ()
    """What the row prints in its columns of holders and places."""
    repeats: list[int] = field(default_factory=list)
    """Lines that say the same again."""
    mended: bool = False
    """The row's cells had slipped."""
    weak: bool = False
    """The state comes from a section that does not say whether the thing is done."""

    @property
    def counted(self) -> bool:
        """Whether the row has a count."""
        return bool(self.mention.quantity)


def state_of(
    mention: Mention, scope: Scope, text: str, default: AssetState, year: int | None
) -> tuple[AssetState, int | None, bool]:
    """State, year and whether the state is weak, from the deed, the tense of the place and the dates of the text.

    `default` is the state without a deed; `year` that of a date without one.
    """
    deed = mention.deed
    known = mention.since is not None or mention.life_years is not None or mention.elapsed_years is not None
    known = known or bool(mention.bounded)
    date = _date_of(text, mention, year)
    if deed is None:
        state, weak = default, default is not AssetState.IN_USE
    else:
        past, weak = _is_past(deed, text, scope, date)
        state = _after(deed, past)
        if known and state is not AssetState.REPLACED and (deed.kind in _REPLACED_SOON or not past):
            state = AssetState.IN_USE
    if state in {AssetState.IN_USE, AssetState.REPLACED}:
        return state, mention.since, weak
    plan = scope.department.plan
    if date is not None:
        return state, int(date.start[:4]), weak
    if state is AssetState.PLANNED:
        return state, plan.plan_year or plan.report_year, weak
    return state, plan.report_year or plan.plan_year, weak


def _after(deed: Deed, past: bool) -> AssetState:
    """State that a deed leaves a thing in."""
    if deed.kind in {"move", "run"}:
        return AssetState.IN_USE
    if deed.kind in _REPLACED_SOON:
        return AssetState.REPLACED if past else AssetState.PLANNED
    return AssetState.ACQUIRED if past else AssetState.PLANNED


@cache
def _told_after() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words behind a deed that say it is done, and that it is to come."""
    words = load("assets")["after"]
    done, coming = ("|".join(str(words[key]).split()) for key in ("done", "coming"))
    return re.compile(rf"(?:및[가-힣]+)?(?:{done})"), re.compile(rf"(?:{coming})")


def _is_past(deed: Deed, text: str, scope: Scope, date: Period | None) -> tuple[bool, bool]:
    """Whether a deed is done, and whether that is a guess: the line's own words, the section, its date, the part."""
    done, coming = _told_after()
    after = squeeze(text[deed.end : deed.end + 14])
    if done.match(after):
        return True, False
    if coming.match(after):
        return False, False
    kinds = [kind for kind in scope.sections if kind in {"result", "plan", "mixed"}]
    if kinds and kinds[0] != "mixed":
        return kinds[0] == "result", False
    plan = scope.department.plan
    if date is not None and not date.inherited and plan.plan_year is not None:
        own = int(date.start[:4])
        if own != plan.plan_year or plan.report_year != plan.plan_year:
            return own < plan.plan_year, False
    return scope.tense is Tense.RESULT, scope.section in WEAK_SECTIONS


@lru_cache(maxsize=512)
def _periods(text: str, year: int | None) -> tuple[Period, ...]:
    """Dates of a text, kept for its next thing."""
    return tuple(find_periods(text, year))


def _date_of(text: str, mention: Mention, year: int | None) -> Period | None:
    """The date of a deed: the nearest in the text that is no year of introduction."""
    periods = [
        period
        for period in _periods(text, year)
        if not re.match(
            r"년?\s?(?:이전|이후|년?식|도입\s?[,)]|취득|현재|기준|말\s?기준|(?:도입|구축|설치|구매|제작|개통)(?:한|된))",
            text[period.stop : period.stop + 6],
        )
    ]
    if mention.since is not None:
        periods = [period for period in periods if not period.start.startswith(str(mention.since))]
    return min(periods, key=lambda period: abs(period.begin - mention.start), default=None)
