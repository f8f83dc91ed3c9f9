"""Running heads: the line that a text printed page by page says again beside the number of each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mapper.layout.marks import read_mark
from mapper.values.text import squeeze

PAGE_NUMBER = re.compile(
    r"^[-–—―ㅡ\s]*(?:\d{1,4}|[ivx]{1,5})\s*[-–—―ㅡ]+\s*$|^\s*[-–—―ㅡ]\s*\d{1,4}\s*[-–—―ㅡ]?\s*$|^\s*\d{1,3}\s*$"
)
_NUMBER_ENDS = frozenset({*"-–—―ㅡ", *filter(str.isspace, map(chr, range(0x3001)))})
"""In what the line of a page's number ends, if not in a digit."""
LEAST_PAGES = 3
"""So many pages say a running head at least."""
MOST_PAGES = 0.6
"""Share of the pages on which a line says again what nothing else tells to be a running head."""
LONGEST = 80
"""Letters of a running head."""
COVER_LINES = 30
NEAR = 2
"""Most empty lines between it and the number of the page."""


def find_running_heads(lines: Sequence[str], is_head: Callable[[str], bool]) -> frozenset[int]:
    """Indices of the lines that are running heads, once enough of them stand beside a page's number.

    A section's head, which may open many pages, has a mark or is known (`is_head`); a running head parts what stands
    left and right of the page, stands on most pages, or says what the cover says, where it is no running head.
    """
    numbers = [
        index
        for index, line in enumerate(lines)
        if ((end := line[-1:]) in _NUMBER_ENDS or end.isdecimal())
        and len(line) < LONGEST * 2
        and PAGE_NUMBER.match(line)
    ]
    if len(numbers) < LEAST_PAGES:
        return frozenset()
    beside: Counter[str] = Counter()
    for index in numbers:
        beside.update({text for near in _near(lines, index) if 2 < len(text := _plain(lines[near])) <= LONGEST})
    said = [text for text, count in beside.items() if count >= LEAST_PAGES and re.search(r"[가-힣]{2}", text)]
    if not said:
        return frozenset()
    wide = {_plain(line) for line in lines if "    " in line.strip()}
    cover = {_plain(line) for line in lines[:COVER_LINES]}
    often = {text for text in said if beside[text] >= MOST_PAGES * len(numbers)}
    heads = {
        text for text in said if text in wide | cover | often and not read_mark(text) and not is_head(squeeze(text))
    }
    if not heads:
        return frozenset()
    said_at = [index for index, line in enumerate(lines) if line.strip() and _plain(line) in heads]
    titles = {_plain(lines[index]): index for index in reversed(said_at) if index < min(numbers[0], COVER_LINES)}
    return frozenset(index for index in said_at if titles.get(text := _plain(lines[index])) != index or text in wide)


def _near(lines: Sequence[str], index: int) -> Iterator[int]:
    """The lines with words directly above and below a page's number."""
    for step in (-1, 1):
        for apart in range(1, NEAR + 2):
            near = index + step * apart
            if not 0 <= near < len(lines):
                break
            if lines[near].strip():
                yield near
                break


def _plain(line: str) -> str:
    """A line with one blank where it has several."""
    return " ".join(line.split())
