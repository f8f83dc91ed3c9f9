"""Heads of two rows whose merged cells were flattened: `구분 | 사업량 | 사업비` over `계 | 국비 | 시비`.

Neither row has a blank that tells which head is divided; the width of the rows below, what they hold and their sums do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from mapper.layout.short_rows import EMPTY, kind_of
from mapper.values.text import squeeze

_TOTAL = re.compile(r"소?계|합계|총계|전체")
_SOURCE = re.compile(r"국비|[도시군구]비|지방비|기금|자부담|민자|민간|특별?교부?세|특교세|균특|교부세")
_GRADE = re.compile(r"\d{1,2}급(?:이상|이하)?|연구[관사]|지도[관사]")
_YEAR = re.compile(r"['‘’]?(?:20)?\d\d년?(?:도|까지|이후|이전|말)?|기투자|향후|이후|당초|변경|정원|현원")
_MONEY = re.compile(r"사업비|예산|투자|재원|비용|소요|금액|집행|결산|액$")
_POSTS = re.compile(r"(?<!공무)(?<!무기계약)직|정원|현원|직급")
_SPANS = re.compile(r"투자|예산|연도|연차|사업비|계획|실적|목표|현황|추이|규모|수량|인원|정·?현원|인력")
_WHOLE = re.compile(r"구분|연번|번호|순번|비고|기타|담당|위치|과?부?족|증감률?|비율|.*율|.*률|.*명")
"""Heads that no second row divides."""
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_LONGEST = 12
_MOST = 12
"""Heads of one row that are looked at: a wider table names each column."""
_FITS, _DIFFERS = 2, -2


def find_divided(rows: Sequence[Sequence[str]], width: int) -> tuple[list[int], int]:
    """Places of the first row's heads that the second row divides, and into how many columns each; else none and 0.

    `rows` are the texts of all rows, `width` is that of the body.
    """
    if len(rows) < 3 or not 1 < len(rows[0]) < width or len(rows[0]) > _MOST or not _are_heads(rows[0], rows[1]):
        return [], 0
    head, below = rows[0], rows[1]
    count = len(head) + len(below) - width
    if not 0 < count < len(head) or len(below) % count or len(below) // count < 2:
        return [], 0
    each = len(below) // count
    if any(below[at] != below[at % each] for at in range(len(below))):
        return [], 0
    body = [row for row in rows[2:] if len(row) == width]
    open_heads = [at for at in range(1, len(head)) if not _WHOLE.fullmatch(_bare(head[at]))]
    rated = sorted(
        ((_rate(head, below[:each], body, places), places) for places in combinations(open_heads, count)), reverse=True
    )
    rated = [(rate, places) for rate, places in rated if rate > _DIFFERS]
    if not rated or (len(rated) > 1 and rated[0][0] == rated[1][0]):
        return [], 0
    return list(rated[0][1]), each


def body_width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells most rows below the first two have, the wider ones of as many."""
    counts = Counter(len(row) for row in rows[2:])
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _are_heads(head: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two rows hold nothing but short words, years and grades, each cell of them filled."""
    if len(below) < 2 or not all(head) or not all(below):
        return False
    if any(len(squeeze(text)) > _LONGEST for text in below):
        return False
    return not any(_DIGIT.search(text) and not _names_column(text) for text in below)


def _names_column(text: str) -> bool:
    """Whether a text with a figure is a grade or a year."""
    plain = squeeze(text)
    return _GRADE.fullmatch(plain) is not None or _YEAR.fullmatch(plain) is not None


def _bare(head: str) -> str:
    """A head without blanks and what brackets say of it."""
    return re.sub(r"\([^()]*\)", "", squeeze(head))


def _rate(head: Sequence[str], parts: Sequence[str], body: Sequence[Sequence[str]], places: Sequence[int]) -> int:
    """How well heads in these places are divided by the parts: by their words, and by sums and kinds of the cells."""
    rate = sum(_likeness(_bare(head[place]), parts) for place in places)
    for begin in _begins(places, len(parts)):
        for row in body:
            cells = row[begin : begin + len(parts)]
            if len({kind_of(cell) for cell in cells if cell not in EMPTY}) > 1:
                return _DIFFERS
            rate += _adds_up(parts, cells)
    return rate


def _begins(places: Sequence[int], each: int) -> Iterator[int]:
    """Where in a row of the body the columns begin of heads that are divided."""
    for order, place in enumerate(places):
        yield place + order * (each - 1)


def _likeness(head: str, parts: Sequence[str]) -> int:
    """Whether the words of a head are such as the parts divide."""
    named = [part for part in map(squeeze, parts) if not _TOTAL.fullmatch(part)]
    for part, whole in ((_SOURCE, _MONEY), (_GRADE, _POSTS), (_YEAR, _SPANS)):
        if named and all(part.match(text) for text in named):
            return _FITS if whole.search(head) else 0
    return 0


def _adds_up(parts: Sequence[str], cells: Sequence[str]) -> int:
    """Whether the total among the cells is the sum of the others: 1 or -1; 0 where nothing tells."""
    totals = [at for at, part in enumerate(parts) if _TOTAL.fullmatch(squeeze(part))]
    values = [float(cell.replace(",", "")) if _PLAIN.fullmatch(cell) else 0.0 for cell in cells]
    if len(totals) != 1 or not any(values):
        return 0
    apart = values[totals[0]] * 2 - sum(values)
    return 1 if abs(apart) < len(parts) else -1  # printed figures may be rounded
