"""What a department has or a project builds, said again in another section with another value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final

from mapper.records import AssetState, AssetStatement, Kind, MetricStatement, Reading, Restatement
from mapper.relations.figures import Figure, value_of
from mapper.relations.headings import Headings
from mapper.relations.page import Page, alike
from mapper.relations.restatements import SPECIFIC, is_rounded, is_specific, pairs_of
from mapper.values.dates import find_periods
from mapper.values.numbers import find_quantities
from mapper.values.text import letters

_Counted = AssetStatement | MetricStatement
_STATE: Final = re.compile(r"현재|기준|대상|현황|보유|말\)|운영\s?중|관제\s?중|관리\s?중|사용\s?중|설치되어")
"""What a line says that tells how things stand, not what is to be done."""
_STANDING: Final = re.compile(r"현\s?황\s*(?:[(（][^()（）]*\d[^()（）]*(?:기준|현재|말)[^()（）]*[)）])?\s*$")
"""The head of what there is: `운영현황 (2025. 10. 31. 기준)`."""
_HEAD_LINES: Final = 1
"""Lines between such a head and the table: its unit."""
_CLOSED: Final = re.compile(r"\s*(?:(?:운영|보유|설치)\s?(?=$|[,，()（）]))?(?:$|[,，()（）/·|;]|별도)")
"""What may follow the number of what there is: `총 168개소 운영)`, `7개소(...)`."""
_YEAR: Final = len("2024")
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_DATED: Final = SPECIFIC - 1
"""Letters of a name that is specific enough where its date, or its project, is the same."""
_TOTALS: Final = frozenset({"계", "합계", "총계"})
_AREA: Final = re.compile(r"(?:건축)?연면적|대지면적|부지면적|건축면적|전체면적")
_LENGTH: Final = re.compile(r"연장|총연장|길이|높이|폭|너비")
_LENGTHS: Final = frozenset({"m", "M", "미터", "km", "㎞"})
_SLIPPED: Final = Decimal("1.25")
_APART: Final = 3
"""Lines that lie between two statements of one figure; nearer ones are rather of two things of one list."""
_CHANGES: Final = re.compile(r"→|⇒|확대|증가|증부|감소|축소|추가|신규|목표|대비")
_VAGUE: Final = re.compile(r"^.{0,3}$|(?:대상|인원|규모|물량|수량|사업량|내용|횟수|건수)$")
"""Labels that each of several unnamed parts may have."""
_BUILDS: Final = frozenset({"overview", "content"})


def imply_stock_again(page: Page) -> Iterator[Restatement]:
    """Pairs that state what there is, or will be, of one thing."""
    yield from _of_department_and_project(page)
    yield from _in_effect(page)
    yield from _areas_again(page)
    yield from _labelled_again(page)


def _of_department_and_project(page: Page) -> Iterator[Restatement]:
    """What a department has, said again in a project's section of the same time: `작은도서관 7개소`, `운영대상 : ...`.

    Names and units are the same, the values near each other, and none of them is said with a third value.
    """
    stock: list[_Counted] = [
        asset for asset in page.of(AssetStatement) if asset.quantity and asset.state is AssetState.IN_USE
    ]
    stock += [
        metric
        for metric in page.of(MetricStatement)
        if metric.unit != "%"  # a project's rate is its own
        and is_specific(metric.metric, _DATED if _MONTH.search(metric.period) else SPECIFIC)
        and not _axes(metric)
    ]
    for same in map(_without_parts, alike(stock, _thing)):
        own = [figure for figure in same if _holder(figure) is Kind.ORGANIZATION]
        own = list(filter(_is_total, own)) or own
        again = [figure for figure in same if _holder(figure) in (Kind.PROJECT, Kind.COMPONENT)]
        if not again or len({value_of(figure) for figure in own}) != 1:
            continue
        for figure in again:
            if _since(figure) and _since(figure) != _since(own[0]):
                continue
            if _since(own[0]) and not _since(figure) and len(own) > 1:
                continue  # of several kinds since several years
            if _are_one_stock(page, own[0], figure) and not _rounds(own[0], figure):
                yield from pairs_of("stock-of-department-again", [own[0], figure])


def _without_parts(figures: Sequence[_Counted]) -> list[_Counted]:
    """The figures but for those on a line that tells their total."""
    totals = {figure.span.first for figure in figures if _is_total(figure)}
    return [figure for figure in figures if figure.span.first not in totals or _is_total(figure)]


def _is_total(figure: Figure) -> bool:
    """Whether a figure is a printed total of things."""
    return isinstance(figure, AssetStatement) and figure.whole


def _are_one_stock(page: Page, own: Figure, again: Figure) -> bool:
    """Whether two counts are of things for one use, at one time, and near enough to be two counts of one stock."""
    return _are_for_one_use(own, again) and _are_of_one_time(page, own, again) and _are_near(own, again)


def _thing(figure: _Counted) -> tuple[str, str]:
    """What is counted: its name and its unit."""
    return letters(figure.name if isinstance(figure, AssetStatement) else figure.metric), figure.unit


def _since(figure: _Counted) -> int:
    """The year since when a thing is there; 0 where none is told."""
    return (figure.year or 0) if isinstance(figure, AssetStatement) else 0


def _are_for_one_use(own: Figure, again: Figure) -> bool:
    """Whether what two counts of things are for does not tell them apart: a specific name may say it once only."""
    if not (isinstance(own, AssetStatement) and isinstance(again, AssetStatement)):
        return True
    if letters(own.purpose) == letters(again.purpose):
        return True
    return not again.purpose and is_specific(own.name, SPECIFIC)


def _holder(figure: _Counted) -> Kind:
    """The kind of what has it."""
    return (figure.holder if isinstance(figure, AssetStatement) else figure.subject).kind


def _axes(metric: MetricStatement) -> list[tuple[str, str]]:
    """What a figure is told apart by, other than that it is the total."""
    return [(key, value) for key, value in metric.dimensions if value not in _TOTALS]


def _are_of_one_time(page: Page, own: Figure, again: Figure) -> bool:
    """Whether a department's figure and a project's line both say how things stand, at one date or at none.

    A year that only the head of the whole part tells is none.
    """
    if not (_stands_bare(page, own) and _stands_bare(page, again)):
        return False
    if page.department(own.span.first) != page.department(again.span.first):
        return False
    date, other = _date(own), _date(again)
    if not date and not other and _are_dated_apart(page, own, again):
        return False
    if date and other:
        dated, wide = sorted((date, other), key=len, reverse=True)
        return _MONTH.search(dated) is not None and dated.startswith(wide)
    return _STATE.search(page.plain(again.span.first)) is not None or _is_below_state(page, again.span.first)


def _is_below_state(page: Page, line: int) -> bool:
    """Whether a dated head of how things stand is right above a line, or above the table whose row it is."""
    above = line - 1
    while above > 1 and (page.is_row(above) or not page.plain(above).strip()):
        above -= 1
    heads = (page.text(number) for number in range(max(1, above - _HEAD_LINES), above + 1))
    return any(_STANDING.search(text) for text in heads)


def _date(figure: Figure) -> str:
    """The date of a figure, if its own line or table tells it."""
    if not isinstance(figure, MetricStatement) or (figure.reading is Reading.INHERITED and len(figure.period) == _YEAR):
        return ""
    return figure.period


def _are_dated_apart(page: Page, own: Figure, again: Figure) -> bool:
    """Whether the lines of two things, or the heads of their tables, tell different dates: `(2023년 말)`."""
    dates = [_dates_at(page, figure.span.first) for figure in (own, again)]
    return all(dates) and not any(one.startswith(two) or two.startswith(one) for one in dates[0] for two in dates[1])


def _dates_at(page: Page, line: int) -> set[str]:
    """The months that a line tells, or the head of the table whose row it is."""
    above = line
    while page.is_row(above) and above > 1:
        above -= 1
    text = page.plain(line) if above == line or find_periods(page.plain(line)) else page.plain(above)
    told = find_periods(text) if above == line or _STATE.search(text) else []
    return {f"{period.end}-12" if len(period.end) == _YEAR else period.end[:7] for period in told if period.end}


def _stands_bare(page: Page, figure: Figure) -> bool:
    """Whether nothing is done with what is counted: its number ends a cell or clause, or `대를 관제 중` follows."""
    line = figure.span.first
    if page.is_row(line):
        return True
    value = value_of(figure) or Decimal(0)
    text = page.plain(line)
    printed = page.text(line)
    cells = (quantity.end for quantity in find_quantities(printed) if quantity.value == value)
    if any(printed[place : place + 2] == "  " for place in cells):
        return True  # a cell of columns that blanks part
    places = [quantity.end for quantity in find_quantities(text) if quantity.value == value]
    return any(_CLOSED.match(text, place) or _STATE.search(text, place) for place in places)


def _are_near(one: Figure, other: Figure) -> bool:
    """Whether two values differ by no more than a slip does."""
    first, second = sorted(value_of(figure) or Decimal(0) for figure in (one, other))
    return first > 0 and second <= first * _SLIPPED


def _rounds(one: Figure, other: Figure) -> bool:
    """Whether one of two values is the other, said shorter; a whole beside its parts is exact."""
    return any(
        not (isinstance(coarse, AssetStatement) and coarse.whole)
        and is_rounded(value_of(coarse) or Decimal(0), value_of(fine) or Decimal(0))
        for coarse, fine in permutations((one, other), 2)
    )


def _areas_again(page: Page) -> Iterator[Restatement]:
    """The size of a place or of what is built, which no date changes: `연면적 8,400㎡`, `착공(연면적 8,040㎡)`."""
    areas = [m for m in page.of(MetricStatement) if not m.dimensions and _is_size(m)]
    for same in alike(areas, lambda m: (m.subject, letters(m.metric), m.unit)):
        if len(same) == 2 and _are_near(same[0], same[1]) and not _rounds(same[0], same[1]):
            yield from pairs_of("area-again", same)


def _is_size(metric: MetricStatement) -> bool:
    """Whether a figure is an area, or a length of a place that has a name."""
    of_place = metric.subject.kind is Kind.FACILITY and metric.unit in _LENGTHS
    return (_LENGTH if of_place else _AREA).fullmatch(letters(metric.metric)) is not None


def _labelled_again(page: Page) -> Iterator[Restatement]:
    """What a project's line is about, of a year that the line names, again: `발행부수 : 2026년 월 35,000부`."""
    metrics = [
        metric
        for metric in page.of(MetricStatement)
        if metric.subject.kind is Kind.PROJECT and len(metric.period) == _YEAR and metric.unit != "%"
    ]
    for same in alike(metrics, lambda m: (m.subject, letters(m.metric), m.dimensions, m.unit, m.period)):
        if len(same) != 2 or _VAGUE.search(same[0].metric) or not all(_is_labelled(page, m) for m in same):
            continue
        first, second = (figure.span.first for figure in same)
        if abs(first - second) > _APART and _are_near(same[0], same[1]) and not _rounds(same[0], same[1]):
            yield from pairs_of("labelled-again", same)


def _is_labelled(page: Page, metric: MetricStatement) -> bool:
    """Whether a line begins with what it measures and prints the year, and tells of no change."""
    text = page.plain(metric.span.first)
    named = letters(text).startswith(letters(metric.metric))
    return named and metric.period in text and _CHANGES.search(text) is None


def _in_effect(page: Page) -> Iterator[Restatement]:
    """What a project builds, said again under its expected effects: `주차면 96면 규모`, `주차면 92면 확보`."""
    metrics = [m for m in page.of(MetricStatement) if m.subject.kind is Kind.PROJECT and not m.dimensions]
    twice = alike(metrics, lambda m: (m.subject, letters(m.metric), m.unit, m.period))
    candidates = [same for same in twice if len(same) == 2 and is_specific(same[0].metric, _DATED)]
    if not candidates:
        return
    headings = Headings(page)
    for same in candidates:
        kinds = [headings.above(figure.span.first) for figure in same]
        built = [figure for figure, kind in zip(same, kinds, strict=True) if kind in _BUILDS]
        effect = [figure for figure, kind in zip(same, kinds, strict=True) if kind == "effect"]
        if len(built) == len(effect) == 1 and _are_near(built[0], effect[0]) and not _rounds(built[0], effect[0]):
            yield from pairs_of("built-and-effect", [built[0], effect[0]])
