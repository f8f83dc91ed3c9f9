"""Totals with their parts beside them in a running line: `70대(노트북 20, 태블릿 50)`, `9건 : 가(4건), 나(5건)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from mapper.records import AssetStatement, BudgetStatement, CommitteeEntry, MetricStatement, Summation
from mapper.relations.figures import Figure, add_up, choose_parts, summation, value_of
from mapper.relations.page import Page
from mapper.values.dates import blank_dates
from mapper.values.money import UNITS
from mapper.values.numbers import PLAIN, Quantity, find_quantities
from mapper.values.text import letters, split_outside_brackets

_OPENING: Final = re.compile(r"(?:\s?(?:[(（\[:：]|은|는)|\s[가-힣]{2,4}\s?[(（])\s?")
"""What opens a list of parts behind a count, a word of what is done between them: `186대 설치(방범 118, ...)`."""
_SEPARATORS: Final = ",，、/"
"""What parts the items of a list."""
_BETWEEN: Final = frozenset(_SEPARATORS)
_MORE: Final = re.compile(
    r"등(?![가-힣])|[×xX*~∼～→⇒%]|이상|이내|내외|약\s?\d|포함|제외|(?<![가-힣])(?:중|외)(?![가-힣])"
)
_SUM_WORD: Final = re.compile(r"(?:총|계|합계|전체|모두)\s?$")
_FEWEST: Final = 3
"""Figures of a line that can be a total and its parts."""
_NEARLY: Final = Decimal("0.15")
"""How far off parts may be of a total that no word calls one: further off, the list is hardly full."""
_LISTED: Final = Decimal("0.35")
"""The same where the bracket holds nothing but names with their numbers."""
_ITEM: Final = re.compile(
    rf"[가-힣A-Za-z·ㆍ/ \-]+\d*[가-힣A-Za-z·ㆍ/ \-]*\s?[:：]?\s?{PLAIN}\s?[가-힣㎡㎞A-Za-z]{{0,4}}"
)
_EXHAUSTIVE: Final = tuple(
    frozenset(words.split())
    for words in (
        "남 여", "남자 여자", "남성 여성", "상반기 하반기", "기존 신규", "신규 계속", "정기 수시", "국내 국외",
        "국내 해외",         "당연직 위촉직", "공개 비공개", "유료 무료", "대면 비대면", "온라인 오프라인", "실내 실외",
        "완료 추진중", "성인 아동",         "1분기 2분기 3분기 4분기", "1/4분기 2/4분기 3/4분기 4/4분기",
    )
)  # fmt: skip
"""Names that leave nothing between them: parts named so make up their total."""

_Counted = BudgetStatement | MetricStatement | AssetStatement | CommitteeEntry
"""What is summed here; posts are summed by grade and series."""


class Clause(NamedTuple):
    """A number and the numbers that stand beside it as its parts."""

    total: Quantity
    parts: list[Quantity]
    is_called_total: bool
    names: frozenset[str]
    """What the parts are called, where each is nothing but a name and a number; else empty."""


def imply_clause_sums(page: Page) -> Iterator[Summation]:
    """Sums between the records of one running line; a row of a table is judged by its columns instead."""
    for line, records in page.at.items():
        if len(records) < _FEWEST or page.is_row(line):
            continue
        figures = [record for record in records if isinstance(record, _Counted) and record.span.first == line]
        if len(figures) < _FEWEST:
            continue
        for clause in find_clauses(page.plain(line)):
            yield from _clause_sum(clause, figures)


def find_clauses(text: str) -> Iterator[Clause]:
    """Every number that is followed by a bracket or colon with two or more parts in its unit, nothing else."""
    if _BETWEEN.isdisjoint(text):
        return
    dated = blank_dates(text)
    quantities = find_quantities(dated, bare=True)
    for quantity in quantities:
        opening = _OPENING.match(dated, quantity.end)
        if not quantity.unit or quantity.bound or opening is None:
            continue
        inside = _inside(dated, opening)
        items = split_outside_brackets(inside, _SEPARATORS) if not _MORE.search(inside) else []
        parts = [_part(item, quantity.unit) for item in items]
        if len(parts) > 1 and all(parts):
            called = bool(_SUM_WORD.search(dated[: quantity.start].rstrip()))
            plain = [match for item in items if (match := _ITEM.fullmatch(item.strip()))]
            names = frozenset(letters(_name(match[0])) for match in plain) if len(plain) == len(items) else frozenset()
            yield Clause(quantity, [part for part in parts if part], called, names)


def _name(item: str) -> str:
    """An item of a list without its number and unit."""
    return re.sub(rf"{PLAIN}\s?[가-힣㎡㎞A-Za-z]{{0,4}}$", "", item)


def _inside(text: str, opening: re.Match[str]) -> str:
    """What stands in the bracket, or after the colon to the end of the line."""
    if opening[0].strip()[-1] not in "(（[":
        return text[opening.end() :]
    depth = 1
    for position in range(opening.end(), len(text)):
        depth += (text[position] in "(（[") - (text[position] in ")）]")
        if depth == 0:
            return text[opening.end() : position]
    return ""


def _part(item: str, unit: str) -> Quantity | None:
    """The one number of an item that is printed in the total's unit, or in none."""
    numbers = find_quantities(item, bare=True)
    fitting = [number for number in numbers if number.unit == unit] or [n for n in numbers if not n.unit]
    others = [number for number in numbers if number not in fitting]
    if len(fitting) != 1 or fitting[0].bound or any(number.start > fitting[0].start for number in others):
        return None
    return fitting[0]


def _clause_sum(clause: Clause, figures: Sequence[Figure]) -> Iterator[Summation]:
    """The relation between the records that hold the clause's numbers."""
    found = _records_of(clause, figures)
    if found is None:
        return
    total, *parts = found
    chosen = parts if isinstance(total, BudgetStatement) else choose_parts(total, [], parts)
    wanted = value_of(total) or Decimal(0)
    is_full = clause.names in _EXHAUSTIVE or isinstance(total, CommitteeEntry)
    is_certain = is_full or clause.is_called_total or _is_marked_total(total) or _are_sources(total, parts)
    if is_certain or abs(add_up(chosen) - wanted) <= (_LISTED if clause.names else _NEARLY) * wanted:
        yield from summation("total-in-clause", total, chosen)


def _records_of(clause: Clause, figures: Sequence[Figure]) -> list[Figure] | None:
    """The records that hold the numbers of a clause, each one once; None if one is held by none."""
    scale = UNITS.get(clause.total.unit, 1)
    left = list(figures)
    found: list[Figure] = []
    for quantity in (clause.total, *clause.parts):
        record = next((figure for figure in left if value_of(figure) == quantity.value * scale), None)
        if record is None or (found and not _are_addable(found[0], record)):
            return None
        left.remove(record)
        found.append(record)
    return found


def _are_addable(total: Figure, part: Figure) -> bool:
    """Whether a total may count what a part counts: things of one kind, or the members of a committee."""
    return type(part) is type(total) or (isinstance(total, CommitteeEntry) and isinstance(part, MetricStatement))


def _is_marked_total(figure: Figure) -> bool:
    """Whether the reader holds the figure for a total among parts."""
    if isinstance(figure, AssetStatement):
        return figure.whole
    return isinstance(figure, MetricStatement) and any(value in TOTAL_WORDS for _, value in figure.dimensions)


def _are_sources(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts say where the money comes from: a list of sources is full."""
    sources = [figure.source for figure in (total, *parts) if isinstance(figure, BudgetStatement)]
    return len(sources) == len(parts) + 1 and sources[0] == "total" and "total" not in sources[1:]


TOTAL_WORDS: Final = frozenset({"계", "합계", "총계", "총 계", "총합계", "총 합계", "전체", "총"})
"""Values of a dimension that mark a total among parts."""
