"""Names of offices that stand alone in a line: a bureau, a department, both."""

from __future__ import annotations

import re
from functools import lru_cache

from mapper.lexicon import words
from mapper.readers.context.municipalities import find_municipality_names
from mapper.readers.context.sections import find_part, find_section
from mapper.values.text import squeeze, unspace

_OFFICE = re.compile(
    r"^[(（\[]?\s*([가-힣A-Za-z0-9·]{2,14}?(?:과|담당관|관|실|소|국|센터|사업소|사무국|사무과|본부|단|동|면|읍|도서관))\s*[)）\]]?$"
)
_OFFICE_ENDS = frozenset("과관실소국터부단동면읍)）]\u200b")
"""In what a name of an office ends, brackets around it among it."""
_MUNICIPAL = frozenset("시군구도")
"""One of these stands in every name of a municipality."""
_DISTRICT_OFFICE = re.compile(
    r"([가-힣]{1,4}\d?(?:동|읍|면))\s+((?:행정복지|주민|주민자치|복지)센터|자치회관|사무소|[동읍면]사무소)"
)
BUREAU = re.compile(r"^[가-힣·]{2,10}(?:국|실|본부)$")
_FRAMES = "()[]【】〔〕〈〉《》≪≫<> "
"""What may stand around a name that heads a department's part."""
LARGER = re.compile(r"^[가-힣·]{0,10}(?:보건소|사업소|관리소|기술센터|의료원|의회사무국|의회사무처|사업단)$")
"""Offices that are departments by kind and may have departments (과) below them."""
BELOW_LARGER = re.compile(r"(?:과|담당관)$")


@lru_cache(maxsize=2048)
def office_words(text: str) -> tuple[str, str]:
    """Bureau and department of a line that holds only names of offices: `상원시 미래전략국 스마트정보과`."""
    plain = unspace(text).strip(_FRAMES)
    if plain.rstrip()[-1:] not in _OFFICE_ENDS and _MUNICIPAL.isdisjoint(plain[plain.rfind(" ") + 1 :]):
        return "", ""
    names = [word for word in plain.split() if not find_municipality_names(word)]
    if len(names) == 2 and office_name(names[1]):
        below = LARGER.match(names[0]) and BELOW_LARGER.search(names[1])
        if below or BUREAU.match(names[0]):
            return names[0], office_name(names[1])
    return "", office_name(" ".join(names)) if names else ""


def office_name(text: str) -> str:
    """The name of a department that stands alone in a line: `홍 보 담 당 관`, `(관광과)`; empty for anything else."""
    plain = squeeze(text)
    match = _OFFICE.match(plain)
    if match is None or find_section(plain) or find_part(plain) or plain in words("departments", "never"):
        return ""
    district = _DISTRICT_OFFICE.fullmatch(text.strip(_FRAMES))
    return " ".join(district.groups()) if district else match[1]
