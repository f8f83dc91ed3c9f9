"""Running heads, running feet and page numbers: lines at the edge of pages that repeat from page to page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, TypeAlias

from mapper.source.pdf_lines import TextLine
from mapper.source.pdf_paragraphs import opens_paragraph
from mapper.source.pdf_tables import RuledTable

_MARGIN: Final = 0.12
"""Share of the page's height at its top and bottom in which heads, feet and page numbers stand."""
_LEAST_PAGES: Final = 3
"""Pages on which a line repeats before it is a running head."""
_STEP: Final = 2
"""Pages from one to the next: heads of left and right pages take turns."""
_SAME_PLACE: Final = 4.0
_PAGE_NUMBER: Final = re.compile(
    r"[-–—·<\[(|\s]*(?:p\.?|page|페이지)?\s*(\d{1,4})\s*(?:쪽|페이지|/\s*\d{1,4}|of\s+\d{1,4})?[-–—·>\])|\s]*",
    re.IGNORECASE,
)
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
            elif not opens_paragraph(line.text):
                text = "".join(_EDGE_NUMBER.sub("", line.text).split())
                heads[lower, text].append((place, line))
    for found in numbers.values():
        if len({place for place, _ in found}) > 1:
            for place, line in found:
                _remove(pages[place][2], line)
    repeated = {text: entries for (_, text), found in heads.items() for entries in [_repeated(found)] if entries}
    for entries in repeated.values():
        for place, line in entries:
            _remove(pages[place][2], line)
    _keep_first(pages, repeated)


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


def _repeated(found: list[tuple[int, TextLine]]) -> list[tuple[int, TextLine]]:
    """Those of equal lines that stand in the same place on at least three pages, one after the other."""
    kept: list[tuple[int, TextLine]] = []
    for base in sorted({round(line.base / _SAME_PLACE) for _, line in found}):
        run: list[tuple[int, TextLine]] = []
        for entry in found:
            if abs(entry[1].base - base * _SAME_PLACE) > _SAME_PLACE or any(entry[1] is line for _, line in kept):
                continue
            if run and entry[0] - run[-1][0] > _STEP:
                kept += run if len(run) >= _LEAST_PAGES else []
                run = []
            run.append(entry)
        kept += run if len(run) >= _LEAST_PAGES else []
    return kept


def _remove(items: Items, line: TextLine) -> None:
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
