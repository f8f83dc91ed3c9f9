"""Lines that open with the name of a team: `정보기획팀 (현원 6명)`, `(총무팀) 의전·행사`, `홍보팀 : 보도자료 배포`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mapper.layout.marks import BULLET_RANKS

_UNIT = r"[가-힣A-Za-z0-9·]{1,14}(?: ?[1-9])?(?:팀|담당|담당관|파트|계|과|실|소|반|센터)"
_NOTE = r"(?:\s?[(（\[〔][^()（）\[\]〔〕]*[)）\]〕])"
_BRACKETED = re.compile(
    rf"[(（\[［〔【<〈《]\s?(?P<name>{_UNIT})\s?(?:장)?{_NOTE}?\s?[)）\]］〕】>〉》]\s?[:：]?\s*(?P<rest>.*)"
)
_COUNT_BESIDE = r"(?:\s?[:：]?\s?(?:총|현원|정원|직원)?\s?\d{1,3}\s?명)"
_PLAIN = re.compile(
    rf"(?P<name>{_UNIT})(?:{_NOTE}|{_COUNT_BESIDE})*(?P<gap>\s?[:：]\s*|\s[-–—→⇒▶>]\s?|\s*$|(?<=[)）\]〕])\s*)(?P<rest>.*)"
)
_SPACED = re.compile(r"(?P<name>[가-힣A-Za-z0-9·]{1,12}(?:팀|담당|담당관))\s(?P<rest>[^\s은는이가의을를와과].*)")
_STAFF_ONLY = re.compile(
    r"(?:팀장|담당|주무관|직원|총|현원|정원|계)?[^가-힣]*\d{1,3}\s?(?:명|인)(?:\s?[(（\[].*)?|[-–—\s.·]*|(?:팀장|담당|주무관)\s?[:：]?\s?[〇○O*\s]*"
)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """The office that opens a line, as printed, and what the line says after it."""

    name: str
    rest: str
    bracketed: bool = False
    spaced: bool = False
    """Only a blank stands between them, as in a table without rules."""


@lru_cache(maxsize=4096)
def read_office_line(text: str) -> OfficeLine | None:
    """Name and rest of a line that opens with an office, its number of staff and the like left out; None for others."""
    found = _BRACKETED.fullmatch(text)
    bracketed = found is not None
    found = found or _PLAIN.fullmatch(text)
    spaced = found is None
    found = found or _SPACED.fullmatch(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    return OfficeLine(found["name"], "" if _STAFF_ONLY.fullmatch(rest) else rest, bracketed, spaced)


@lru_cache(maxsize=4096)
def stands_alone(text: str) -> bool:
    """Whether an unmarked line opens with a team, so that it goes on with nothing above it; for `build_outline`."""
    line = read_office_line(text)
    if line is None:
        return False
    if line.spaced:
        return line.rest[:1] in BULLET_RANKS  # 기획팀 ❍ 종합계획 수립, as a table without rules is copied
    return line.bracketed or line.name.endswith(("팀", "담당"))
