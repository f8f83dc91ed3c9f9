"""Marks by the place they have in this document: where ▶ heads the sections and • stands above -, they are read so.

How deep a bullet stands follows from its sign only where the document does not say (decision 0003). What it says is
counted over all of its lines: which bullet stands before the heads of sections, and which comes first below them. A
bullet that stands higher than its sign usually does is read as one that usually stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from mapper.layout.marks import BULLET_RANKS, angle_title, read_mark, square_title
from mapper.values.text import squeeze

_SIGNS = re.escape("".join(sign for sign, rank in BULLET_RANKS.items() if rank <= 50))
_OPENING = re.compile(rf"(?P<lead>\s*(?:#{{1,6}}\s+)?(?:\*\*)?)(?P<sign>[{_SIGNS}])\s+(?=\S)")
_DASHES = "-–―—⁃－"
"""They stand lowest, whatever comes above them."""
_VALUE = re.compile(r"[:：]\s*\S")
_HEAD = "□"
"""The bullet that usually heads sections, for one that does so here."""
_BETWEEN = ((30, "○●❍◎"), (22, "◆◈◇"), (35, "▷▸►"))
"""Ranks and bullets for one that stands between heads and others here, the likeliest first."""
HEAD_RANK = 20
TITLE_RANK = 22
"""Another bullet that usually stands no deeper may open what the heads are in: `◈ 숲길 조성`, `▶ 사업개요`."""
LEAST_HEAD = 4
"""So many heads of sections have the bullet, or it is not sure."""
LEAST_TIMES = 3
"""Below so many heads one bullet comes before another, or the order is not sure."""
_SHARE = 5
"""Times more often than the other way round."""


def order_marks(lines: Sequence[str], is_head: Callable[[str], bool]) -> Sequence[str]:
    """The lines, each with the bullet that usually stands where its own does in this document.

    `is_head(squeezed text)` tells the heads of sections, as for `build_outline`.
    """
    found = [(number, match) for number, line in enumerate(lines) if (match := _OPENING.match(line))]
    totals = Counter(match["sign"] for _, match in found)
    heads = Counter(match["sign"] for number, match in found if _is_whole(lines[number][match.end() :], is_head))
    head, times = heads.most_common(1)[0] if heads else ("", 0)
    if times < LEAST_HEAD or times * 5 < totals[head] * 2 or times * 2 < heads.total():
        return lines
    meant: dict[str, str] = {}
    higher = any(BULLET_RANKS[sign] <= TITLE_RANK and sign != head for sign in totals)
    if not higher and BULLET_RANKS[head] > HEAD_RANK and not _stands_below(lines, head):
        meant[head] = _HEAD
    for sign, other in _upper_items(found, head):
        above = BULLET_RANKS[meant.get(head, head)]
        pool = "".join(signs for rank, signs in _BETWEEN if above < rank < BULLET_RANKS[other])
        free = next((free for free in pool if free not in totals and free not in meant.values()), "")
        if free and sign not in meant:
            meant[sign] = free
    if not meant:
        return lines
    ordered = list(lines)
    for number, match in found:
        if other := meant.get(match["sign"], ""):
            start = match.end("lead")
            ordered[number] = lines[number][:start] + other + lines[number][start + 1 :]
    return ordered


def _is_whole(text: str, is_head: Callable[[str], bool]) -> bool:
    """Whether a line is a section's head and nothing else: no value stands behind it."""
    return not _VALUE.search(text) and is_head(squeeze(text.strip("* ")))


def _stands_below(lines: Sequence[str], head: str) -> bool:
    """Whether the bullet of heads follows other marks that usually stand below the one it would be read as.

    `① 도시숲 조성`, `▶ 사업개요`: read as a square it would end what it heads.
    """
    times: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    above = ""
    for line in lines:
        marks = read_mark(line)
        kind = marks[-1].kind if marks else _title_kind(line.strip())
        if not kind:
            continue
        if above and marks and marks[-1].sign == head:
            followed[above] += 1
        above = kind if kind != "bullet" and (not marks or marks[-1].rank > HEAD_RANK) else ""
        times[above] += 1
    return any(count * 2 >= times[kind] and count > 1 for kind, count in followed.items())


def _title_kind(text: str) -> str:
    """The kind of a title in brackets that a line without a mark is; empty for others."""
    return "square" if square_title(text) else "angle" if angle_title(text) else ""


def _upper_items(found: Sequence[tuple[int, re.Match[str]]], head: str) -> list[tuple[str, str]]:
    """Pairs of bullets of which the first stands higher in this document, but usually does not."""
    before: Counter[tuple[str, str]] = Counter()
    without: Counter[tuple[str, str]] = Counter()
    order: list[str] = []
    known = {match["sign"] for _, match in found} - {head}
    for sign in [*(match["sign"] for _, match in found), head]:
        if sign == head:
            for place, later in enumerate(order):
                before.update((one, later) for one in order[:place])
                without.update((other, later) for other in known.difference(order[:place]))
            order = []
        elif sign not in order:
            order.append(sign)
    return [
        (sign, other)
        for (sign, other), times in before.items()
        if BULLET_RANKS[sign] > BULLET_RANKS[other]
        and sign not in _DASHES
        and times >= LEAST_TIMES
        and times >= _SHARE * without[sign, other]
    ]
