"""Running heads, running feet and page numbers: lines at the edge of pages that repeat from page to page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, TypeAlias

from mapper.source.pdf_lines import TextLine
from mapper.source.pdf_tables import RuledTable

_MARGIN: Final = 0.12
"""Share of the page's height at its top and bottom in which heads, feet and page numbers stand."""
_LEAST_PAGES: Final = 3
"""Pages on which a line repeats before it is a running head."""
_HEADS_AT_LEVEL: Final = 0.7
"""Share of the lines on one level that repeat; where it is less, the text itself begins there."""
_STEP: Final = 2
"""Pages from one to the next: heads of left and right pages take turns."""
_SAME_PLACE: Final = 4.0
_PAGE_NUMBER: Final = re.compile(
    r"[-–—·<\[(|\s]*(?:p\.?|page|페이지)?\s*(\d{1,4})\s*(?:쪽|페이지|/\s*\d{1,4}|of\s+\d{1,4})?[-–—·>\])|\s]*",
    re.IGNORECASE,
)
_DASHED: Final = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]")
"""A page number also where it is the only one."""
_EDGE_NUMBER: Final = re.compile(r"^[-–—|·\s]*\d{1,4}[-–—|·\s]+(?=\D)|(?<=\D)[-–—|·\s]+\d{1,4}[-–—|·\s]*$")

Items: TypeAlias = "list[TextLine | RuledTable]"


def drop_running_lines(pages: Sequence[tuple[int, float, Items]]) -> None:
    """Take heads, feet and page numbers (number, height, items of each page) out of the items.

    A head whose text stands nowhere else is kept where it comes first, so that nothing stated is lost.
    """
    numbers: dict[int, list[tuple[int, TextLine]]] = defaultdict(list)
    heads: dict[tuple[bool, str], list[tuple[int, TextLine]]] = defaultdict(list)
    for place, (number, height, items) in enumerate(pages):
        for line, lower in _edge_lines(items, height):
            match = _PAGE_NUMBER.fullmatch(line.text)
            if match:
                numbers[int(match[1]) - number].append((place, line))
            else:
                text = "".join(_EDGE_NUMBER.sub("", line.text).split())
                heads[lower, text].append((place, line))
    for found in numbers.values():
        alone = len({place for place, _ in found}) == 1
        for place, line in found:
            if not alone or _DASHED.fullmatch(line.text):
                _remove(pages[place][2], line)
    levels = Counter(
        (lower, level) for (lower, _), found in heads.items() for _, line in found for level in _levels(line)
    )
    runs = {key: _repeated(found, pages) for key, found in heads.items()}
    taken = Counter((lower, level) for (lower, _), run in runs.items() for _, line in run for level in _levels(line))
    repeated: dict[str, list[tuple[int, TextLine]]] = {}
    for (lower, text), run in runs.items():
        kept = [
            entry
            for entry in run
            if any(taken[lower, level] >= _HEADS_AT_LEVEL * levels[lower, level] for level in _levels(entry[1]))
        ]
        if kept:
            repeated.setdefault(text, []).extend(kept)
    for entries in repeated.values():
        for place, line in entries:
            _remove(pages[place][2], line)
    _keep_first(pages, repeated)


def _levels(line: TextLine) -> tuple[int, int]:
    """Two numbers of which lines on one level share at least one."""
    return 2 * int(line.base // (2 * _SAME_PLACE)), 2 * int((line.base + _SAME_PLACE) // (2 * _SAME_PLACE)) + 1


def _edge_lines(items: Items, height: float) -> list[tuple[TextLine, bool]]:
    """The lines in a page's margins above and below all else; True for those below."""
    found: list[tuple[TextLine, bool]] = []
    for item in items:
        if not isinstance(item, TextLine) or item.base > _MARGIN * height:
            break
        found.append((item, False))
    for item in reversed(items):
        if not isinstance(item, TextLine) or item.base < (1 - _MARGIN) * height:
            break
        found.append((item, True))
    return found


def _repeated(
    found: Sequence[tuple[int, TextLine]], pages: Sequence[tuple[int, float, Items]]
) -> list[tuple[int, TextLine]]:
    """Those of equal lines that stand in the same place on at least three pages, one after the other.

    A page between, as heads of left and right pages take turns, has a head of its own there; the first line of the
    text, which also stands in the same place on all pages, is another one on most.
    """
    kept: list[tuple[int, TextLine]] = []
    run: list[tuple[int, TextLine]] = []
    ordered = sorted(found, key=lambda entry: (min(_levels(entry[1])), entry[0]))
    entries: list[tuple[int, TextLine | None]] = [*ordered, (-1, None)]
    for place, line in entries:
        if run and line is not None:
            last_place, last = run[-1]
            near = abs(line.base - last.base) <= _SAME_PLACE and abs(line.em - last.em) <= 0.1 * last.em
            between = range(last_place + 1, place)
            if (
                near
                and place > last_place
                and len(between) < _STEP
                and all(_takes_turns(pages, index, line) for index in between)
            ):
                run.append((place, line))
                continue
        kept += run if len(run) >= _LEAST_PAGES else []
        run = [(place, line)] if line is not None else []
    return kept


def _takes_turns(pages: Sequence[tuple[int, float, Items]], index: int, line: TextLine) -> bool:
    """Whether a page has nothing where others have their head, or what the page two before or after has too."""
    own = _texts_at(pages, index, line)
    return not own or any(own == _texts_at(pages, other, line) for other in (index - 2, index + 2))


def _texts_at(pages: Sequence[tuple[int, float, Items]], index: int, line: TextLine) -> list[str]:
    """The lines of a page on the level of a line."""
    if not 0 <= index < len(pages):
        return []
    return [
        item.text
        for item in pages[index][2]
        if isinstance(item, TextLine) and abs(item.base - line.base) <= _SAME_PLACE
    ]


def _remove(items: Items, line: TextLine) -> None:
    """Take a line out."""
    for index, item in enumerate(items):
        if item is line:
            del items[index]
            return


def _keep_first(pages: Sequence[tuple[int, float, Items]], repeated: dict[str, list[tuple[int, TextLine]]]) -> None:
    """Put a head back where it comes first if the documents' other lines do not have its text."""
    if not repeated:
        return
    parts: list[str] = []
    for _, _, items in pages:
        for item in items:
            if isinstance(item, TextLine):
                parts.append(item.text)
            else:
                parts += [line.text for lines in item.lines for line in lines]
    rest = "".join("".join(parts).split())
    for text, entries in repeated.items():
        if text and text not in rest:
            place, line = min(entries, key=lambda entry: entry[0])
            items = pages[place][2]
            at = next((index for index, item in enumerate(items) if item.top > line.top), len(items))
            items.insert(at, line)
