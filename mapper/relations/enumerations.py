"""Numbers of things beside a list of them: `3개 부서(가과, 나과, 다과)`, `3팀` over a row of three teams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mapper.records import AssetStatement, Enumeration, MetricStatement, Span
from mapper.relations.figures import Figure, place_at, value_of
from mapper.relations.page import Page
from mapper.values.text import split_outside_brackets

_COUNT: Final = re.compile(
    r"(?<![\d.,~∼～/])(?P<number>[2-9]|1\d|20)\s?(?P<unit>개소|개\s?(?:기관|단체|부서|학교|대학|분야|과정|팀|과|국|동|사|종|지역|시설|사업|과제|노선|구간|품목|곳)"
    r"|팀|종|곳|가지)\s?(?:[(（]|[:：])\s?(?P<list>[^()（）]+)(?:[)）]|$)"
)
_OPEN_LIST: Final = re.compile(r"(?:등|외|별)(?![가-힣])|[~∼～→⇒·ㆍ/+&\d]|및|예[):：]|이상|이내|포함|제외|각")
_LONGEST_NAME: Final = 20
_TEAMS: Final = re.compile(r"(?:조직|기구|기\s?구|조\s?직)[^0-9]{0,12}(?P<number>\d{1,2})\s?(?:개)?\s?팀")
_REACH: Final = 6
_MOST_APART: Final = 2


def imply_enumerations(page: Page) -> Iterator[Enumeration]:
    """Every number of things that stands before a full list of them."""
    for line in range(1, page.last + 1):
        text = page.text(line)
        if "팀" in text or "개" in text or "종" in text or "곳" in text or "가지" in text:
            yield from _listed_in_line(page, line)
            yield from _teams_below(page, line)


def _listed_in_line(page: Page, line: int) -> Iterator[Enumeration]:
    """A count with its list in brackets or behind a colon; a list far off the count is hardly full."""
    for match in _COUNT.finditer(page.plain(line)):
        stated = int(match["number"])
        items = [item.strip() for item in split_outside_brackets(match["list"], ",，、")]
        if _OPEN_LIST.search(match["list"]) or len(items) < 2 or abs(len(items) - stated) > _MOST_APART:
            continue
        if all(item and len(item) <= _LONGEST_NAME for item in items):
            yield _enumeration(page, "count-and-list", stated, len(items), line)


def _teams_below(page: Page, line: int) -> Iterator[Enumeration]:
    """`기구 : 3팀` over a chart or list of which every cell is a team."""
    match = _TEAMS.search(page.plain(line)) if not page.is_row(line) else None
    if match is None:
        return
    lines = [below for below in range(line + 1, line + _REACH + 1) if _names_teams(page, below)]
    teams = {name for below in lines for name in page.cells(below) if name in page.teams}
    if len(lines) == 1 and abs(len(teams) - int(match["number"])) <= _MOST_APART:
        yield _enumeration(page, "teams-in-chart", int(match["number"]), len(teams), line, *lines)


def _names_teams(page: Page, line: int) -> bool:
    """Whether a row names teams and nothing else."""
    names = [cell for cell in page.cells(line) if cell]
    return len(names) > 1 and len(set(names)) == len(names) and all(name in page.teams for name in names)


def _enumeration(page: Page, rule: str, stated: int, listed: int, *lines: int) -> Enumeration:
    """The relation, with the record of the count where there is one."""
    figures = [r for r in page.at.get(lines[0], ()) if isinstance(r, MetricStatement | AssetStatement)]
    counted: Figure | None = next((f for f in figures if value_of(f) == Decimal(stated)), None)
    place = place_at(rule, [Span(line, line) for line in lines])
    return Enumeration(**place, counted=counted, stated=stated, listed=listed)
