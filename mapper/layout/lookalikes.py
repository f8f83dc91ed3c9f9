"""Marks that a keyboard or OCR put for others that look alike: `O 정원` for `○ 정원`, a `–` among `-`, `l.` for 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_letters, digits

_LETTERS = {"O": "○❍◯", "o": "◦○", "ㅇ": "○❍", "。": "◦", "ㅡ": "-", "ㅁ": "□❏", "口": "□❏", "ロ": "□❏"}
"""Letters and signs that are no bullets, and the bullets for which they stand, the commonest first."""
_BULLETS = {
    sign: alike
    for pair in (
        "• ●·▪", "· ▪•", "ㆍ ·▪•", "‧ ·", "∙ ·", "○ ❍◦", "◯ ○", "● ○•", "▪ ·▫", "□ ❏", "▣ ■", "■ ▣□",
        "– -", "— -", "― -", "- –―", "◆ ◇", "◇ ◆", "▶ ▷", "▷ ▶",
    )
    for sign, alike in (pair.split(),)
}  # fmt: skip
"""Bullets that may be a damaged print of others."""
_SIGNS = re.escape("".join((*_LETTERS, *_BULLETS, "❍◦❏")))
_OPENING = re.compile(rf"(?P<lead>\s*(?:#{{1,6}}\s+)?(?:\*\*)?)(?P<sign>[{_SIGNS}])(?P<gap>\s+)(?=\S)")
_STROKES = frozenset("lI|│")
_POINTED_STROKES = tuple(f"{stroke}." for stroke in "lI|│")
_NUMERAL = re.compile(r"(?P<lead>\s*(?:#{1,6}\s+)?(?:\*\*)?)(?P<numeral>[1-9]\d?|[lI|│Ⅰ-Ⅹ])\.\s+(?=\S)")
_WIDE_FORMS = {ord(sign) + 0xFEE0: sign for sign in "(),./:%~+=;" + digits + ascii_letters}
_WIDE_FORMS |= {0x2010: "-", 0x2011: "-"}
"""Hyphens of their own code, which open items and fill empty cells, are the plain one."""
_WIDE_FORMS |= {0xA0: " ", 0x2002: " ", 0x2003: "  ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x3000: "  "}
"""Blanks of other widths, as wide as they are printed: columns stand apart by them."""
_WIDE_FORM = re.compile(f"[{''.join(map(chr, _WIDE_FORMS))}]")
_SHARE = 3
"""A sign is damage where the one it looks like opens so many times as many lines of this indent."""


def _fold_wide_forms(lines: Sequence[str]) -> Sequence[str]:
    """The lines with digits, letters and signs of full width (`（`, `％`, `１`), hyphens and blanks as the plain ones.

    Brackets, bars, dashes and stars stay: they open titles and items.
    """
    if not _WIDE_FORM.search("\n".join(lines)):
        return lines
    return [line.translate(_WIDE_FORMS) for line in lines]


def mend_marks(lines: Sequence[str]) -> list[str]:
    """The lines, each with the bullet that its neighbours of the same indent have where its own only looks like it.

    A letter becomes a bullet always, a bullet another one only where it is rare: else it is a level of its own. A
    stroke before a point is a 1 where the next number below it is 2. Forms of full width become plain ones.
    """
    lines = _fold_wide_forms(lines)
    mended = list(lines)
    found = [(number, match) for number, line in enumerate(lines) if (match := _OPENING.match(line))]
    counts = Counter((match["lead"], match["sign"]) for _, match in found)
    meant = {(lead, sign): other for lead, sign in counts if (other := _meant(lead, sign, counts)) != sign}
    for number, match in found if meant else ():
        if bullet := meant.get((match["lead"], match["sign"])):
            mended[number] = match["lead"] + bullet + match["gap"] + lines[number][match.end() :]
    whole = "\n".join(mended)
    if not any(stroke in whole for stroke in _POINTED_STROKES):
        return mended
    following = ""
    for number in range(len(mended) - 1, -1, -1):
        match = _NUMERAL.match(mended[number]) if "." in mended[number] else None
        if match is None:
            continue
        if match["numeral"] in _STROKES and following == "2":
            mended[number] = f"{match['lead']}1{mended[number][match.end('numeral') :]}"
        following = match["numeral"]
    return mended


def _meant(lead: str, sign: str, counts: Mapping[tuple[str, str], int]) -> str:
    """The bullet for which a sign stands."""
    letters = _LETTERS.get(sign, "")
    alike = letters or _BULLETS.get(sign, "")
    best = max(alike, key=lambda other: counts.get((lead, other), 0), default=sign)
    most = counts.get((lead, best), 0)
    if letters and not most:
        return letters[0]
    return best if letters or most >= _SHARE * counts[lead, sign] else sign
