"""Single lines before they are nodes: what tabs part that belongs together, and whether levels of heads tell depth."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from mapper.layout.marks import ITEM_SIGNS, read_mark
from mapper.layout.node import split_label
from mapper.values.text import clean, single_spaced, squeeze

CAPTION = re.compile(
    r"^[\[(（<〈]?\s*단\s*위(?!\s?(?:사업|과제|업무|시책|세부|별))\s*[:：]?[^\])）>〉]*[\])）>〉]?\s*$"
)
DATE_ONLY = re.compile(
    r"[(\[<〈]?\s?['‘’`´]?(?:\d{4}\s?[.년]|\d{2}\s?[.년]|\d{1,2}\s?월|[1-4](?:/4)?\s?분기|[상하]반기)[\d\s.,/'‘’~∼～년월일분기연중초말상하반()\[\]>〉]*"
)
"""A date or period alone in its line."""
DATE_FIRST = re.compile(DATE_ONLY.pattern + r"[:：▷▶►→⇒―–—│|]\s?(?=\S)")
"""A date that opens a line, and the sign between it and its words."""
_MARGIN = re.compile(r"[(（\[<〈【〔][^()（）|]*(?:현재|기준|단\s?위\s?[:：]|말|누계)[^()（）|]*[)）\]>〉】〕]")
"""What a head prints at the right margin: the date for which its table holds, the unit."""
UNIT_BEHIND = re.compile(r"\s?[(（\[<〈]\s?단\s?위\s?[:：][^()（）]*[)）\]>〉]\s*$")
"""The unit of the table below, at the end of its head."""
_AS_OF = re.compile(r"[※*]?\s?['‘’]?\d[\d\s.년월일]*(?:현재|기준|말)(?:\s?[(（\[]\s?단\s?위[^()（）]*[)）\]])?")
"""The same date without brackets."""
_TEAM = r"[가-힣A-Za-z0-9·]{2,14}(?:팀|담당|담당관)"
_TEAMS = re.compile(rf"{_TEAM}(?:\s?[,，/]\s?{_TEAM})*")
"""Teams beside the title of a project, at the right margin."""
_COUNTED = re.compile(r"(?:\d{1,2}[.)]?\s+|[①-⑳❶-❿➀-➓]\s*)(?!\d)\S")
"""A title with its number."""
_WORDS = re.compile(r"[가-힣]{2}")
_BRACKETED = re.compile(r"[(（\[〔][^()（）\[\]〔〕]*[)）\]〕]")
_CELL_SIGN = re.compile(r"[|\t+<\u2500-\u257f￨∣ǀ]")
"""What parts or frames cells, or opens a tag."""
_WIDE = re.compile(r"\s{3,}")
_WIDE_GAP = re.compile(rf"(?<=\S)(?:\s*\t\s*| {{3,}}| {{2}}(?=[{ITEM_SIGNS}]\s))(?=\S)")


LONGEST_LABEL = 6
"""So many letters has a label that opens an unmarked line."""


class Answers(dict[str, bool]):
    """What a question about squeezed texts is answered for each text; asked once of each."""

    def __init__(self, question: Callable[[str], bool]) -> None:
        super().__init__()
        self._question = question

    def __missing__(self, text: str) -> bool:
        answer = self[text] = self._question(squeeze(text))
        return answer


def indent_of(line: str) -> int:
    """How far a line is set in."""
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def is_short_label(label: str) -> bool:
    """Whether words before a colon or a bar are a label (사업비, 추진기간), so that they open a line of their own."""
    return bool(label) and len(squeeze(label)) <= LONGEST_LABEL and not re.search(r"\d", label)


def has_columns(line: str) -> bool:
    """Whether a line may be part of a table or a frame: a sign of one stands in it, or more than single blanks."""
    return _CELL_SIGN.search(line) is not None or single_spaced(line) != line.strip()


def levels_tell(lines: Sequence[str]) -> bool:
    """Whether every mark that follows a Markdown head has one level of its own, and at least two levels have marks."""
    levels: dict[tuple[str, str], set[int]] = {}
    for line in lines:
        marks = read_mark(line) if line.startswith("#") else ()
        if len(marks) > 1 and marks[0].kind == "head":
            make = marks[-1].kind, marks[-1].sign if marks[-1].kind == "bullet" else ""
            levels.setdefault(make, set()).add(len(marks[0].sign))
    used = {level for found in levels.values() for level in found}
    return len(used) > 1 and all(len(found) == 1 for found in levels.values())


def _is_step(line: str) -> bool:
    """Whether a line is a date and, behind a tab, words."""
    cells = [clean(cell) for cell in line.split("\t") if cell.strip()]
    return len(cells) == 2 and DATE_ONLY.fullmatch(cells[0]) is not None and bool(_WORDS.search(cells[1]))


def labels_beside(line: str) -> list[str]:
    """Bullets with labels or dates side by side in one line, `- 기간 : 3월    - 비용 : 96백만원`; none elsewhere."""
    if "  " not in line and "\t" not in line:
        return []
    cells = [cell for cell in _WIDE_GAP.split(line.rstrip()) if cell.strip()]
    marks = [read_mark(cell) for cell in cells]
    if len(cells) < 2 or any(not found or found[-1].kind != "bullet" for found in marks):
        return []
    texts = [cell[found[-1].end :] for cell, found in zip(cells, marks, strict=True)]
    if len({found[-1].sign for found in marks}) > 1:
        return []
    if not all(split_label(plain)[0] or DATE_FIRST.match(plain) for plain in map(clean, texts)):
        return []
    indent = line[: len(line) - len(line.lstrip())]
    return [cells[0].rstrip(), *(indent + cell.strip() for cell in cells[1:])]


def is_margin(text: str) -> bool:
    """Whether a text is nothing but the date for which a table holds, or its unit, as heads print it at the margin."""
    return bool(_MARGIN.fullmatch(text) or _AS_OF.fullmatch(text))


@lru_cache(maxsize=2048)
def without_tabs(line: str) -> str:
    """A head with its unit at the right margin, or a bullet with a date and a text beside it, as a plain line."""
    if "\t" not in line and "   " not in line.strip():
        return line
    cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else _WIDE.split(line)) if cell.strip()]
    if len(cells) == 2 and _MARGIN.fullmatch(cells[1]) and not _MARGIN.fullmatch(cells[0]):
        return " ".join(cells)
    if "\t" not in line:
        return line
    if len(cells) == 1 and is_margin(cells[0]):
        return cells[0]
    if len(cells) == 2 and (marks := read_mark(cells[0])) and DATE_ONLY.fullmatch(cells[0][marks[-1].end :].strip()):
        return " ".join(cells)
    if _is_step(line):
        return " ".join(cells)
    if len(cells) == 2 and _BRACKETED.fullmatch(cells[1]) and read_mark(cells[0]):
        return " ".join(cells)
    if len(cells) == 2 and _TEAMS.fullmatch(cells[1]) and _COUNTED.match(cells[0]):
        return f"{cells[0]} ({cells[1]})"
    named = len(cells) <= 2 and bool(cells) and squeeze(cells[-1]) != "단위"  # a column's head, not a caption
    if named and CAPTION.match(clean(cells[-1])) and not any("|" in cell for cell in cells):
        return " ".join(cells)
    return line
