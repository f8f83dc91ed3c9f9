"""Numbers of things beside a list of them: `3개 부서(가과, 나과, 다과)`, `3팀` over a row of three teams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from mapper.records import AssetStatement, Enumeration, MetricStatement, Project, Span
from mapper.relations.figures import Figure, place_at, value_of
from mapper.relations.page import Page
from mapper.values.numbers import parse_number
from mapper.values.text import ORDINALS, split_outside_brackets

_COUNT: Final = re.compile(
    r"(?<![\d.,~∼～/])(?P<number>[2-9]|1\d|20)\s?(?P<unit>개소|개\s?(?:기관|단체|부서|학교|대학|분야|과정|팀|과|국|동|사|종|지역|시설|사업|과제|노선|구간|품목|곳)"
    r"|개|팀|종|곳|가지)\s?(?:[(（]|[:：]|[―—–]\s)\s?(?P<list>[^()（）]+)(?:[)）]|$)"
)
_UNIT: Final = r"(?:개소|개\s?[가-힣]{0,4}|팀|종|곳|가지|과제|교|분야|단계)"
_BEFORE_LIST: Final = re.compile(
    rf"[(（]\s?(?:총\s?)?(?P<number>[2-9]|1\d|20)\s?{_UNIT}\s?[)）]\s?[:：]\s?(?P<list>[^()（）:：]+)$"
)
_BEHIND_LIST: Final = re.compile(
    rf"[:：]\s?(?P<list>[^()（）:：\d]+?)\s?(?:[(（]\s?)?(?:총\s?)?(?P<number>[2-9]|1\d|20)\s?{_UNIT}\s?[)）]?$"
)
_CAPTION: Final = re.compile(
    r"(?:[(（]\s?|[:：]\s?|현황\s?|목록\s?|내역\s?)(?:총\s?|전체\s?)?(?P<number>[2-9]|[1-5]\d)\s?"
    r"(?:종|개(?:\s?(?:사업|과제|위원회|부서|기관|단체|과정|시설|시스템|노선|지구|학교|업체|품목|분야))?|개소|곳|건|과제|가지)"
    r"\s?[)）]?$"
)
_ITEMS_BELOW: Final = re.compile(
    r"(?P<number>[2-9]|1\d)\s?(?:개\s?)?(?:과제|사업|분야|가지|전략|단계|과정|유형|방향)\s?[)）]?$"
)
_PROJECTS: Final = re.compile(
    r"(?:주요|중점|핵심|역점)\s?(?:추진\s?)?(?:사업|업무|과제|시책)\s?[:：(（]?\s?(?:총\s?)?(?P<number>[2-9]|[1-5]\d)\s?(?:건|개\s?(?:사업|과제|업무)?|과제)"
    r"\s?[)）]?$"
)
_LAST_OF_COUNT: Final = frozenset("종개업제회서관체정설템선구교목야소곳건지략계형향무)）")
"""The letters with one of which a line ends that counts what stands below it (the three patterns above)."""
_COUNT_REACH: Final = 16
"""Letters at the end of such a line among which its number stands."""
_DIGIT: Final = re.compile(r"\d")
_PAGE_NUMBER: Final = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*|\(?\s?단위.*")
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CIRCLED_HANGUL: Final = "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"
_OPEN_LIST: Final = re.compile(r"(?:등|외|별)(?![가-힣])|[~∼～→⇒·ㆍ/+&\d]|및|예[):：]|이상|이내|포함|제외|각")
_GOES_ON: Final = (",", "，", "·", "ㆍ", "/", "및", "와", "과")
_LONGEST_NAME: Final = 20
_TEAMS: Final = re.compile(r"(?:조직|기구|기\s?구|조\s?직)[^0-9]{0,12}(?P<number>\d{1,2})\s?(?:개)?\s?팀")
_REACH: Final = 6
_MOST_APART: Final = 2
_CAPTION_REACH: Final = 2
"""Lines between a caption and its table: a unit, a blank."""
_PAGE_BREAK: Final = 14
_SECTIONS: Final = frozenset("□■❏▣◆◇◈#")
_OPEN_ROW: Final = re.compile(r"(?:^|\s)(?:등|기타|외)(?:\s|$|[)）\d])")


def imply_enumerations(page: Page) -> Iterator[Enumeration]:
    """Every number of things that stands before a full list of them."""
    for line, text in enumerate(page.printed.lines, 1):
        if "팀" in text or "개" in text or "종" in text or "곳" in text or "가지" in text or "과제" in text:
            yield from _listed_in_line(page, line)
            yield from _teams_below(page, line)
        end = page.plain(line)[-_COUNT_REACH:]
        if end[-1:] in _LAST_OF_COUNT and _DIGIT.search(end) and not page.is_row(line):
            yield from _rows_below(page, line)
            yield from _items_below(page, line)
            yield from _projects_below(page, line)


def _listed_in_line(page: Page, line: int) -> Iterator[Enumeration]:
    """A count with its list in brackets or behind a colon; a list far off the count is hardly full."""
    text = page.plain(line)
    goes_on = text.endswith(_GOES_ON) or text.count("(") > text.count(")")
    if page.is_row(line):
        matches = [*_COUNT.finditer(text)]
    else:
        matches = [m for pattern in (_COUNT, _BEFORE_LIST, _BEHIND_LIST) for m in pattern.finditer(text)]
    for match in matches:
        if goes_on and match.end() == len(text) and text[-1] not in ")）":
            continue  # in the next line
        stated = int(match["number"])
        items = [item.strip() for item in split_outside_brackets(match["list"], ",，、")]
        if _OPEN_LIST.search(match["list"]) or len(items) < 2 or abs(len(items) - stated) > _MOST_APART:
            continue
        if all(item and len(item) <= _LONGEST_NAME for item in items):
            yield _enumeration(page, "count-and-list", stated, len(items), line)


def _rows_below(page: Page, line: int) -> Iterator[Enumeration]:
    """`현황 : 총 4종` over a table whose rows are numbered to the end; not where the number is a column's total."""
    match = _CAPTION.search(page.plain(line))
    if match is None:
        return
    first = next((below for below in range(line + 1, line + _CAPTION_REACH + 1) if page.is_row(below)), 0)
    if not first or any(page.mark(other) for other in range(line + 1, first)):
        return
    rows: list[int] = []
    while page.is_row(first + len(rows)):
        rows.append(first + len(rows))
    numbers = [page.cells(row)[0].strip() for row in rows]
    listed = [row for row, number in zip(rows, numbers, strict=True) if number.isdecimal()]
    counted = [int(number) for number in numbers if number.isdecimal()]
    stated = int(match["number"])
    if len(counted) < 2 or counted != list(range(1, len(counted) + 1)) or rows[-1] != listed[-1]:
        return
    if any(_OPEN_ROW.search(page.cells(row)[1]) for row in listed) or _goes_on(page, rows[-1], len(counted) + 1):
        return
    if abs(len(counted) - stated) <= _MOST_APART and not _is_column_total(page, listed, stated):
        yield _enumeration(page, "rows-in-caption", stated, len(counted), line, *listed)


def _goes_on(page: Page, last: int, following: int) -> bool:
    """Whether a table is taken up again below with the next number (a break of the page)."""
    below = range(last + 1, min(last + _PAGE_BREAK, page.last) + 1)
    return any(page.cells(line)[0].strip() == str(following) for line in below if page.is_row(line))


def _is_column_total(page: Page, rows: Sequence[int], stated: int) -> bool:
    """Whether a column of figures adds up to the number: it counts those then, not the rows."""
    columns = zip(*(page.cells(row)[1:] for row in rows), strict=False)
    sums = [[parse_number(cell) for cell in column] for column in columns]
    return any(sum(number for number in column if number is not None) == stated for column in sums)


def _items_below(page: Page, line: int) -> Iterator[Enumeration]:
    """`3개 과제` over items ①, ②, ③ (or 가., 1.) that begin in the next line; what is deeper stands between them."""
    match = _ITEMS_BELOW.search(page.plain(line))
    if match is None:
        return
    first = next((below for below in range(line + 1, page.last + 1) if page.plain(below)), 0)
    order = order_of(page.mark(first)) if first else None
    if order is None or order[1] != 1 or order_of(page.mark(line)) is not None:
        return
    items, own = [first], page.mark(line)
    for below in range(first + 1, page.last + 1):
        mark = page.mark(below)
        following = order_of(mark)
        if following is not None and following[0] == order[0]:
            if following[1] != len(items) + 1:
                break
            items.append(below)
        elif page.plain(below) and (not mark or mark == own or mark in _SECTIONS):
            break
    stated = int(match["number"])
    if len(items) > 1 and abs(len(items) - stated) <= _MOST_APART:
        yield _enumeration(page, "items-below", stated, len(items), line, *items)


def _projects_below(page: Page, line: int) -> Iterator[Enumeration]:
    """`주요사업 5건` over the list of projects, one a line or row to its end; a break of the page may part it."""
    match = _PROJECTS.search(page.plain(line))
    if match is None or page.on(line, Project):
        return
    listed: list[int] = []
    for below in range(line + 1, page.last + 1):
        entries = [project for project in page.on(below, Project) if project.span.first == below]
        if len(entries) == 1:
            listed.append(below)
        elif entries or not _is_between(page, below, listed):
            break
    numbers = [_number_of(page, below) for below in listed]
    stated = int(match["number"])
    if len(listed) < 2 or abs(len(listed) - stated) > _MOST_APART or _goes_on_beyond(page, listed):
        return
    if not any(numbers) or numbers == list(range(1, len(listed) + 1)):
        yield _enumeration(page, "projects-below", stated, len(listed), line, *listed)


def _is_between(page: Page, line: int, listed: Sequence[int]) -> bool:
    """Whether a line among the entries of a list is none: blank, a page's number, a ruler, a unit or a head."""
    text = page.plain(line)
    if not text or _PAGE_NUMBER.fullmatch(text) or not re.search(r"\w", text):
        return True
    if not page.is_row(line) or any(page.cells(line) == page.cells(entry) for entry in listed):
        return False
    return not page.cells(line)[0].strip().isdecimal() and _number_of(page, line) == 0


def _number_of(page: Page, line: int) -> int:
    """The number that opens an entry, in its mark or first cell; 0 where none does."""
    cells = page.cells(line) if page.is_row(line) else [page.mark(line)]
    digits = re.sub(r"\D", "", next(filter(None, cells), ""))
    return int(digits) if digits and len(digits) < 3 else 0


def _goes_on_beyond(page: Page, listed: Sequence[int]) -> bool:
    """Whether what follows the last entry looks like another that no record holds."""
    last = listed[-1]
    following = next((line for line in range(last + 1, page.last + 1) if page.plain(line)), 0)
    if not following or page.on(following, Project):
        return False
    if page.is_row(last):
        return page.is_row(following) and len(page.cells(following)) == len(page.cells(last))
    number = _number_of(page, last)
    return _number_of(page, following) == number + 1 if number else page.mark(following) == page.mark(last) != ""


@lru_cache(maxsize=256)
def order_of(mark: str) -> tuple[str, int] | None:
    """The kind of a numbering mark and its place in the order; None for a mark that numbers nothing."""
    if len(mark) == 1 and mark in _CIRCLED:
        return "circled", _CIRCLED.index(mark) + 1
    if len(mark) == 1 and mark in _CIRCLED_HANGUL:
        return "circled hangul", _CIRCLED_HANGUL.index(mark) + 1
    if mark[:-1].isdecimal():
        return f"digit{mark[-1]}", int(mark[:-1])
    if len(mark) == 2 and mark[0] in ORDINALS:
        return f"hangul{mark[1]}", ORDINALS.index(mark[0]) + 1
    return None


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
