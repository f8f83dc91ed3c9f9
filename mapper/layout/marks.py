"""Marks that open a line: heads, numbers, letters, bullets; and how deep each usually stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mapper.values.text import ORDINALS

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NEGATIVE = "❶❷❸❹❺❻❼❽❾❿➊➋➌➍➎➏➐➑➒➓"
_CIRCLED_HANGUL = "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"
_BULLETS_BY_RANK = {
    20: "□■❏❑☐◻▢▣❚▌▍▐█◼∎◾⬛⬜▨▩▤▥▦▧❒❐",
    22: "◈◆◇❖★☆",
    30: "○❍●◎◯⚪◉¡ㅇ⚫⬤⊙⦿◌",
    35: "▶▷▸►➤❯▹▻➢➣❱»",
    40: "-–―—⁃－",
    45: "￭▪▫◾◦",
    50: "•·∙‧ㆍ⋅+‣⦁∘⁍",
    55: "✓✔",
    60: "⇒→➡➔⇨☞",
    70: "※*＊†",
}
BULLET_RANKS = {sign: rank for rank, signs in _BULLETS_BY_RANK.items() for sign in signs}
"""How deep a bullet stands where nothing else tells: smaller is higher."""
NOTE_MARKS = frozenset("※*＊†")
ITEM_SIGNS = "".join(sign for sign, rank in BULLET_RANKS.items() if rank <= 50 and sign not in "-–―—⁃－ㅇ+¡»█")
"""The bullets that are nothing else inside a text, for a set in a pattern; dashes, ㅇ and others are letters, too."""

_TASK = r"(?:(?:핵심|중점|주요|추진|역점|단위|세부|전략|현안|신규)\s?)?(?:과제|시책|사업|업무)\s?"
"""What may stand before the number of a project: `과제 1.`, `업무 2)`."""
_ORDINAL = r"[\[［【〔<〈《≪]\s?(?:[가-힣]{1,8}\s?){0,2}(?:제\s?)?(\d{1,2}|(?<=[가-힣]\s)[A-Z])\s?[\]］】〕>〉》≫]"
"""An ordinal in brackets, with or without a noun: `【업무 1】`, `[중점과제 2]`, `〈3〉`; round ones are other marks."""
_HEAD = re.compile(r"(#{1,6})\s+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]\s?")
_ALSO_TEXT = frozenset("-–—―*ㅇ+")
"""Bullets that may belong to the text."""
_CIRCLED_LETTERS = (_CIRCLED_HANGUL[:14], _CIRCLED_HANGUL[14:])
_ANY_DIGIT = "0"
_NUMBERED: list[tuple[str, int, str, re.Pattern[str]]] = [
    ("sub-roman", 14, _ROMAN, re.compile(rf"([{_ROMAN}]\s?[-–.]\s?\d{{1,2}})\s?[.)]?\s+(?=\S)")),
    (
        "roman",
        5,
        _ROMAN + "│|lIΙΠШVXW□",
        re.compile(rf"([{_ROMAN}]|[│|lIΙΠШVXW]{{1,4}}|IV|□)\s?[.·]\s*(?=[가-힣A-Za-z0-9‘'\"「])"),
    ),
    ("roman", 5, _ROMAN, re.compile(rf"([{_ROMAN}])\s+(?=\S)")),
    ("number", 25, "제", re.compile(r"제\s?(\d{1,2})\s?(?:과제|사업|업무|시책)\s?(?:[.:)]\s*|\s)(?=\S)")),
    ("part", 12, "제", re.compile(r"(제\s?\d{1,2}\s?[장절관부편])\s+(?=\S)")),
    ("number", 25, "핵중주추역단세전현신과시사업", re.compile(rf"{_TASK}(\d{{1,2}})\s?[.):]\s*(?=\S)")),
    (
        "number",
        25,
        "핵중주추역단세전현신과시사업",
        re.compile(rf"{_TASK}(\d{{1,2}})(?:(?<=과제\d)|(?<=과제\s\d)|(?=\s\s))\s+(?=[가-힣A-Z「『‘“\"'])"),
    ),
    ("number", 25, "[［【〔<〈《≪", re.compile(rf"{_ORDINAL}\s*(?=[^\s:：)]|$)")),
    (
        "hyphenated",
        27,
        "[［【〔<〈《≪",
        re.compile(r"[\[［【〔<〈《≪]\s?(?:[가-힣]{1,8}\s?)?(\d{1,2}[-–]\d{1,2})\s?[\]］】〕>〉》≫]\s*(?=[^\s:：)])"),
    ),
    ("number", 25, _ANY_DIGIT, re.compile(r"(\d{1,2})\s?\.(?!\d)(?:\s+(?=\S)|(?=[^\d\s]))")),
    ("hyphenated", 27, _ANY_DIGIT, re.compile(r"(\d{1,2}[-–]\d{1,2})\s?[.)]?\s+(?=[^\d\s~∼.])")),
    ("letter", 28, ORDINALS, re.compile(rf"([{ORDINALS}])\s?\.\s*(?=\S)")),
    ("number)", 29, _ANY_DIGIT, re.compile(r"(\d{1,2})\)\s*(?=\S)")),
    ("letter)", 31, ORDINALS, re.compile(rf"([{ORDINALS}])\)\s*(?=\S)")),
    ("(number)", 32, "(", re.compile(r"\((\d{1,2})\)\s*(?=\S)")),
    ("(letter)", 33, "(", re.compile(rf"\(([{ORDINALS}])\)\s*(?=\S)")),
    ("circled", 33, _CIRCLED + _NEGATIVE, re.compile(rf"([{_CIRCLED}{_NEGATIVE}])\s*(?=\S)")),
    ("circled-letter", 34, _CIRCLED_HANGUL, re.compile(rf"([{_CIRCLED_HANGUL}])\s*(?=\S)")),
    ("step", 33, _ANY_DIGIT, re.compile(r"(\d{1,2}단계)\s?[:.)]?\s+(?=\S)")),
]
"""Kind, usual depth, the signs with which it may begin, pattern; in the order in which they are tried."""
_BY_FIRST: dict[str, list[tuple[str, int, re.Pattern[str]]]] = {}
"""The same by first sign, for any digit under one key."""
for _kind, _rank, _firsts, _pattern in _NUMBERED:
    for _first in dict.fromkeys(_firsts):
        _BY_FIRST.setdefault(_first, []).append((_kind, _rank, _pattern))
_MARK_SIGNS = frozenset({*_BY_FIRST, *BULLET_RANKS, *"#*_"})
"""With one of these, a digit or a sign of a private font begins every mark."""
_COUNTING_WORDS = re.compile(rf"[{ORDINALS}](?:\s?\.|\))|제\s?\d|{_TASK}\d")
"""How a mark begins that opens with a letter of Hangul, as most texts do."""
_BARE_NUMBER = re.compile(
    r"(\d{1,2})\s+(?=(?:(?:19|20)\d\d년도?\s*(?=[가-힣]))?[가-힣‘“「『][^\d]*(?P<leader>[.·…‥․_-]{2,}\s*\d{1,3}\s*)?"
    r"(?:\((?:[^()]*(?:기준|현재|단위)[^()]*|총?\s?\d{1,2}\s?(?:건|개\s?[가-힣]{0,2}))\))?\s*$)"
)
"""A number without a dot before words without a number: `1  2026년 역점과제(총 4건)`, `2  예산 현황(10월말 기준)`."""
LONGEST_COUNTED = 40
"""Letters of the longest title that a number without a dot counts, blanks apart."""
_DATE_REST = re.compile(r"\d{1,2}\s?[.월]|[~∼～]")
_DASHES_ONLY = re.compile(r"[-–—―\s]*")
_SQUARE = re.compile(r"[\[［〔【]([^\[\]［］〔〕【】]{2,40})[\]］〕】]\s*(?=$|[:：(]|\S)")
_ANGLE = re.compile(
    r"[〈<＜≪《]\s?([^〈〉<>＜＞≪≫《》]{2,60}?)\s?[〉>＞≫》]"
    r"\s*(?:[(（\[][^()（）\[\]]*(?:기준|현재|단\s?위)[^()（）\[\]]*[)）\]]\s*)?$"
)
"""A title in angles alone in its line, at most with the day or the unit of what follows."""


_AS_OF = re.compile(r"\s*['‘’]?\d[\d\s.년월일화수목금토말()]*(?:기준|현재)")
"""The day for which a table holds: `[2024. 12. 31. 기준]` is no title."""
FENCE_SIGNS = frozenset("=:~+─━═")
"""The signs with one of which the row before a head in a fence begins."""
_FENCE = re.compile(r"^\s*(?P<sign>[=:~+─━═])(?P=sign){2,}\s*(?P<words>[^\s=:~+|─━═].*?)\s*(?P=sign){3,}\s*$")
"""A head between two rows of one sign; stars stand in pairs around bold words and are left to `tidy`."""


_TAGS = re.compile(r"\s*(?:</?(?:p|div|span|b|strong|li|ul|u|font|h[1-6])\b[^<>]*>\s*)+", re.IGNORECASE)


class Mark(NamedTuple):
    """What opens a line: `kind` (class of marks), the `sign` itself, usual `rank`, and where the text begins."""

    kind: str
    sign: str
    rank: int
    end: int


NONE = Mark("", "", 90, 0)


@lru_cache(maxsize=2048)
def read_mark(line: str) -> tuple[Mark, ...]:
    """All marks that open a line, outermost first: `## □ 1. ...` has three; an unmarked line has none."""
    marks: list[Mark] = []
    tags = _TAGS.match(line) if "<" in line else None
    position = tags.end() if tags else len(line) - len(line.lstrip())
    while position < len(line):
        sign = line[position]
        if sign not in _MARK_SIGNS and not sign.isdecimal() and not "\ue000" <= sign <= "\uf8ff":
            break
        if "가" <= sign <= "힣" and _COUNTING_WORDS.match(line, position) is None:
            break
        mark = _mark_at(line, position, marks)
        if mark is None:
            break
        marks.append(mark)
        position = mark.end
        if len(marks) == 4:
            break
    return tuple(marks)


def _mark_at(line: str, position: int, before: list[Mark]) -> Mark | None:
    """The mark that begins at `position`; `before` are the ones already read."""
    if position >= len(line):
        return None
    sign = line[position]
    head = _HEAD.match(line, position) if sign == "#" and not before else None
    if head:
        return Mark("head", head[1], 8, head.end())
    private = _PRIVATE.match(line, position) if "\ue000" <= sign <= "\uf8ff" else None
    if private:
        return Mark("private", "\ue000", 20, private.end())
    if sign in "*_" and line.startswith(sign, position + 1):
        return _mark_at(line, position + 2, before)
    if before and any(mark.kind == "bullet" and mark.sign in NOTE_MARKS for mark in before):
        return None
    number = sign.isdecimal()
    for kind, rank, pattern in _BY_FIRST.get(_ANY_DIGIT if number else sign, ()):
        match = pattern.match(line, position)
        if match and not _is_value(kind, line, match):
            if kind == "roman" and match[1] in "□│|lIVXW" and before and before[-1].kind != "head":
                continue
            sign = match[1].replace(" ", "")
            if kind == "number" and not sign.isdecimal():
                sign = str(ord(sign) - ord("A") + 1)  # 【유형 A】 is the first
            return Mark(kind, sign, rank, match.end())
    if sign in BULLET_RANKS and (rest := line[position + 1 :]) and not (sign in _ALSO_TEXT and _is_text(sign, rest)):
        return Mark("bullet", sign, BULLET_RANKS[sign], len(line) - len(rest.lstrip()))
    if number and (not before or before[-1].kind == "head"):
        bare = _BARE_NUMBER.match(line, position)
        if bare and (bare["leader"] or len("".join(line.split())) < LONGEST_COUNTED):
            return Mark("bare-number", bare[1], 15, bare.end())
    return None


def _is_value(kind: str, line: str, match: re.Match[str]) -> bool:
    """A number that opens a date or a figure is no mark: `2022. 9.`, `3. 1.운동`, `5.~8.`."""
    rest = line[match.end() :]
    if kind == "number":
        return bool(_DATE_REST.match(rest))
    if kind == "hyphenated":
        return rest.startswith(("월", "일", "번지", "명", "개", "회", "층"))
    return False


def _is_text(sign: str, rest: str) -> bool:
    """A dash or sign that belongs to the text: `-5%`, `→ 4회` inside a sentence has no mark."""
    if sign == "-" and rest[:1].isdecimal():
        return True
    if sign in "-–—―" and _DASHES_ONLY.fullmatch(rest):
        return True
    if sign == "*" and rest.startswith("*"):
        return True
    if sign == "ㅇ":
        return not rest.startswith(" ")
    return sign == "+" and not rest.startswith(" ")


def letter_place(sign: str) -> int:
    """The place of a letter that counts: 나, ㉡ and ㉯ are the second; 0 for any other sign."""
    return next((row.index(sign) + 1 for row in (ORDINALS, *_CIRCLED_LETTERS) if sign and sign in row), 0)


def open_fence(line: str) -> str:
    """A head between rows of one sign (`::::: 예산 :::::`, `===[ 과제 1 ]===`) as a Markdown head; else the line."""
    match = _FENCE.match(line) if line.lstrip()[:1] in FENCE_SIGNS else None
    return f"# {match['words']}" if match else line


def square_title(text: str) -> str:
    """`[사전준비] : 2022. 9.` -> 사전준비; empty where the text does not open with square brackets, or with a date."""
    match = _SQUARE.match(text)
    return match[1].strip() if match and not _AS_OF.match(match[1]) else ""


def angle_title(text: str) -> str:
    """`〈추진 현황〉` alone in its line -> 추진 현황; empty otherwise."""
    match = _ANGLE.match(text)
    return match[1].strip() if match and not _AS_OF.match(match[1]) else ""


def bullet_key(indent: int, signs: str, rank: int) -> tuple[str, int]:
    """Class and depth of a line with bullets: of the lower ones each indent is a level of its own."""
    return (f"{signs}@{indent}" if rank >= 35 else f"{signs}@"), rank


def bullets_key(indent: int, marks: Sequence[Mark], *, note: bool) -> tuple[str, int]:
    """The same for a line whose last mark is a bullet after others; a number before it tells the class alone."""
    if len(marks) == 1:
        return bullet_key(indent, marks[0].sign, marks[0].rank)
    if marks[0].kind != "bullet":
        return marks[0].kind, marks[0].rank
    signs = marks[0].sign if note else "".join(mark.sign for mark in marks)
    return bullet_key(indent, signs, max(mark.rank for mark in marks) + (0 if note else 1))
