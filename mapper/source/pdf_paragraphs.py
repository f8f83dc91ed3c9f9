"""Lines of text to paragraphs: which line goes on with the one before, and whether a space belongs between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from mapper.source.pdf_lines import TextLine
from mapper.values.text import ORDINALS

_BULLETS: Final = "□■❏❑☐◻▣◼◾▨▩▤▥▦▧❒❐◈◆◇❖★☆○❍●◎◯◉▶▷▸►❯➢➣❱▪▫◦•✓✔☑⇒➡➔⇨☞※†"
_WEAK_BULLETS: Final = "-–—―*＊·∙‧ㆍ⋅ㅇ→»"
"""Bullets that stand inside of text too."""
_NUMBERS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿➊➋➌➍➎➏➐➑➒➓㉠㉡㉢㉣㉤㉮㉯㉰㉱㉲ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_MARK: Final = re.compile(
    rf"[{re.escape(_BULLETS + _NUMBERS)}\ue000-\uf8ff\U000f0000-\U000fffff#]"
    rf"|[{re.escape(_WEAK_BULLETS)}](?=\s|[^\d\s])"
    r"|\d{1,2}\.(?!\d)\s*(?=[^\d\s~∼.월])|\d{1,2}-\d{1,2}\.?\s+(?=[^\d\s~∼.])"
    rf"|\(?(?:\d{{1,2}}|[{ORDINALS}])\)\s*\S|[{ORDINALS}]\.\s"
    r"|제\s?\d{1,2}\s?[장절관부편]\s|[\[［【〔<〈《≪]"
)
_BRACKET: Final = re.compile(r"([\s\w])\((?=\S)")
_OPEN_END: Final = re.compile(r"(?:\d\.|[~∼,])$")
"""A line that ends so goes on with a number that looks like a mark: `2024. 1. ~` / `3. 완료`."""
_HANGUL: Final = re.compile(r"[가-힣]")
_NO_SPACE_BEFORE: Final = frozenset(")]}」』〉》】〕,.:;!?%·~∼’”")
_OPENING: Final = frozenset("([{「『〈《【〔‘“")
_NO_SPACE_AFTER: Final = _OPENING | frozenset("·/")
_DOTS: Final = frozenset("·∙‧ㆍ⋅")
_UNIT: Final = re.compile(
    r"(?:천|백|만|억|조|십)*(?:원|명|건|개소?|년도?|월|일|회|대|종|곳|급|차|위|식|면|권|부|호|동|층|시간?|분기?|팀|주|점|쪽|㎡|%|여)"
    r"(?:[은는이가을를에의과와로](?![가-힣])|(?![가-힣]))"
)
"""What follows a figure without a space."""
_FAR: Final = 2.4
"""Ems between base lines from which the next line is another paragraph; Hangul's usual spacing is 1.6 to 1.8."""
_WORDS_WHOLE: Final = 0.15
"""Share of wrapped lines with room for one more letter from which a document keeps its words whole."""


_FEW_BREAKS: Final = 4
"""Broken lines that tell nothing yet; of four in a row, none leaves room by chance once in a hundred documents."""
_LOOSE_WORDS: Final = frozenset({"및", "등", "등의", "등을", "등으로", "또는", "위한", "통한", "대한", "수", "후"})
"""Words that stand apart from the one before."""
_SIGNS_APART: Final = frozenset("→⇒>+=×<")


def opens_paragraph(text: str, before: str = "") -> bool:
    """Whether a line begins with a bullet or number, seen after the line before."""
    if _MARK.match(text) is None:
        return False
    return not (text[0].isdigit() and _OPEN_END.search(before))


def parts_figure(before: TextLine, after: TextLine) -> bool:
    """Whether a line breaks between a figure and its unit: `5,479` / `건`."""
    return before.text[-1].isdigit() and _UNIT.match(after.text) is not None


@dataclass(slots=True)
class Joined:
    """A paragraph and the lines it was made of."""

    text: str
    lines: list[TextLine]


@dataclass(slots=True)
class LineBreaks:
    """How a document breaks its lines: between words, or inside words too; learned from all its pages."""

    whole_words: bool = True
    space: float = 0.3
    """Usual width of a space in ems."""
    brackets_apart: bool = False
    """Whether a space stands before most opening brackets."""
    words: dict[str, int] = field(default_factory=dict)

    @classmethod
    def learn(cls, columns: Iterable[tuple[Sequence[TextLine], float]]) -> LineBreaks:
        """From runs of lines, each with its right edge."""
        words: dict[str, int] = {}
        brackets = {True: 0, False: 0}
        ratios: list[float] = []
        pairs: list[tuple[TextLine, TextLine, float]] = []
        for lines, right in columns:
            for line in lines:
                for word in line.text.split()[1:-1]:
                    words[word] = words.get(word, 0) + 1
                for match in _BRACKET.finditer(line.text):
                    brackets[match[1] == " "] += 1
                if line.spaces:
                    ratios.append(line.space_width / line.spaces / line.em)
            pairs.extend(
                (before, after, right)
                for before, after in pairwise(lines)
                if _HANGUL.match(before.text[-1])
                and _HANGUL.match(after.text[0])
                and not opens_paragraph(after.text, before.text)
                and after.base - before.base < _FAR * before.em
                and before.x1 + after.word_width + 0.2 * before.em > right
            )
        ratios.sort()
        learned = cls(True, ratios[len(ratios) // 4] if ratios else 0.3, words=words)
        learned.brackets_apart = brackets[True] > brackets[False]
        roomy = sum(learned.room(before, right) > after.first_width * 1.1 for before, after, right in pairs)
        learned.whole_words = len(pairs) < _FEW_BREAKS or roomy >= _WORDS_WHOLE * len(pairs)
        return learned

    def room(self, line: TextLine, right: float) -> float:
        """Points left in a line up to its right edge, if its spaces were not stretched."""
        return max(0.0, right - line.x1) + max(0.0, line.space_width - line.spaces * self.space * line.em)

    def is_full(self, line: TextLine, after: TextLine, right: float) -> bool:
        """Whether what begins the next line did not fit at the end of this one."""
        needs = after.word_width + self.space * line.em if self.whole_words else after.first_width + 0.6 * line.em
        return line.x1 + needs > right

    def needs_space(self, before: TextLine, after: TextLine, left: float, right: float) -> bool:
        """Whether a space stood where the line breaks."""
        last, first = before.text[-1], after.text[0]
        if before.ends_spaced:
            return True
        if parts_figure(before, after):
            return False
        tail, head = before.text.split()[-1], after.text.split()[0]
        roomy = self.room(before, right) > after.first_width * 1.1
        if self.whole_words:
            # a word longer than the whole line is the only one that such a document breaks
            whole = roomy or before.last_width + after.word_width <= right - left or " " in before.text
            return whole or (tail + head not in self.words and tail in self.words and head in self.words)
        if (last in _SIGNS_APART or first in _SIGNS_APART) and last not in _OPENING:
            return True
        if last in "·/" and before.text[-2:-1] == " ":
            return True
        if last in _NO_SPACE_AFTER or first in _NO_SPACE_BEFORE:
            return False
        if first == "(":
            return self.brackets_apart
        if roomy or last in ",;" or head in _LOOSE_WORDS:
            return True
        if last.isascii() and first.isascii() and last.isalpha() and first.isalpha():
            return True
        if tail + head in self.words:
            return False
        return tail in self.words and (head in self.words or head[0].isdigit())


def join_lines(
    lines: Sequence[TextLine], left: float, right: float, breaks: LineBreaks, centred: bool = False
) -> list[Joined]:
    """The paragraphs of a column of text between two edges; `centred`: lines may begin anywhere (a table's cell)."""
    paragraphs: list[Joined] = []
    starts = [line.text[0] for line in lines]
    for line in lines:
        lonely = line.text[0] in _DOTS and starts.count(line.text[0]) == 1
        if paragraphs and lonely and breaks.is_full(paragraphs[-1].lines[-1], line, right):
            add_line(paragraphs[-1], line, left, right, breaks)  # `발굴 · 제작` broken before the dot
        elif paragraphs and goes_on(paragraphs[-1], line, right, breaks, centred):
            add_line(paragraphs[-1], line, left, right, breaks)
        else:
            paragraphs.append(Joined(line.text, [line]))
    return paragraphs


def add_line(paragraph: Joined, line: TextLine, left: float, right: float, breaks: LineBreaks) -> None:
    """Go on with a paragraph."""
    space = breaks.needs_space(paragraph.lines[-1], line, left, right)
    paragraph.text += (" " if space else "") + line.text
    paragraph.lines.append(line)


def goes_on(
    paragraph: Joined, line: TextLine, right: float, breaks: LineBreaks, centred: bool = False, turns: bool = False
) -> bool:
    """Whether a line goes on with the paragraph above it; `turns`: a page ends between."""
    before, first = paragraph.lines[-1], paragraph.lines[0]
    if not turns and not 0 < line.base - before.base <= _FAR * max(before.em, line.em):
        return False
    if abs(line.em - before.em) > 0.2 * before.em or opens_paragraph(line.text, before.text):
        return False
    if not breaks.is_full(before, line, right):
        return False
    if centred:
        return True
    marked = opens_paragraph(first.text)
    indent = line.x0 - first.x0
    if marked:  # a bullet's further lines stand under its text, or at least not before the bullet
        return -0.3 * line.em <= indent <= 8 * line.em
    if len(paragraph.lines) > 1:
        return abs(line.x0 - before.x0) <= 0.6 * line.em
    return -3 * line.em <= indent <= 0.6 * line.em
