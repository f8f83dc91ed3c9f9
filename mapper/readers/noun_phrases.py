"""Where a noun phrase begins: from its head noun to the left, over the words that qualify it."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\s,，:：;~∼→⇒()（）\[\]<>〈〉{}|※=+]+$")
QUOTED = re.compile(r"[「『‘“'\"《]([^「」『』‘’“”《》\"]*)$")
_COUNT_WORD = re.compile(r"[('‘’`]?\d[\d,.~∼-]*\s?[가-힣㎞㎢㎡a-zA-Z²]{0,4}[을를의로]?")
_LOOSE_SUFFIXES = (
    "을", "를", "에", "으로", "에서", "에게", "에는", "부터", "까지", "하여", "하고", "하는", "통한", "위한", "대한", "따른", "의한",
    "관한", "되는", "하며", "이며", "으며", "있는", "없는", "대비", "면서", "해서", "적인", "중인", "처럼", "보다", "마다", "함께",
    "하기", "되어", "토록", "하도록", "이고", "되고", "시켜",
)  # fmt: skip
_LONG_SUFFIXES = ("은", "는", "이", "가", "과", "와", "한", "된", "할", "될", "던", "로")
_KEPT = re.compile(
    r".*(?:도로|경로|선로|관로|통로|진로|회로|항로|노후된|노후화된|와이파이|고성능의|최신의|공원과|전문가|국가|시가|단가|평가|거래가)$"
)
_STOP_WORDS = frozenset(
    [
        "과",
        "와",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "로",
        "도",
        "만",
        "및",
        "등",
        "또는",
        "총",
        "약",
        "각",
        "각각",
        "기존",
        "각종",
        "현재",
        "모든",
        "앞",
        "내",
        "옆",
        "뒤",
        "인근",
        "주변",
        "일대",
        "일원",
        "전역",
        "입구",
        "중",
        "위해",
        "통해",
        "위하여",
        "통하여",
        "따라",
        "대해",
        "신규로",
        "추가로",
        "매월",
        "매년",
        "연중",
        "상반기",
        "하반기",
        "향후",
        "또한",
        "특히",
        "우리",
        "-",
        "–",
        "—",
        "·",
        "•",
        "대신",
        "대비",
        "관련",
        "등의",
        "등을",
        "등에",
        "등",
        "전후",
        "이후",
        "이상",
        "이하",
        "대상",
        "목적",
    ]
)
LONGEST_NAME = 5
"""Words a name may have."""


def name_start(text: str, noun_start: int, floor: int) -> int:
    """Where the noun phrase of a head noun begins: after the last delimiter, particle or number before it."""
    start = noun_start
    quote = QUOTED.search(text, max(floor, noun_start - 30), noun_start)
    if quote and len(quote[1]) <= 28 and not re.search(r"['\"]\d\d", quote.group()):
        return quote.start()
    words = 0
    while start > floor and words <= LONGEST_NAME:
        before = text[floor:start]
        bracket = re.search(r"(?<=[가-힣A-Za-z])[(（][A-Za-z]{2,6}[)）]\s?$", before)
        if bracket:
            start = floor + bracket.start()
            continue
        match = _WORD.search(before.rstrip() if words or before.endswith(" ") else before)
        if match is None:
            break
        word = match.group()
        attached = floor + match.end() == start
        if not attached and _stops(word):
            break
        if not attached and word.endswith("의") and len(word) > 1:
            return floor + match.start()
        if attached and _COUNT_WORD.fullmatch(word) and not re.fullmatch(r"\d|[xX]\d+", word):
            break
        start = floor + match.start()
        words += 1
    return start + len(text[start:noun_start]) - len(text[start:noun_start].lstrip(" ·ㆍ/-.’”'\"」』"))


def _stops(word: str) -> bool:
    """Whether a word cannot belong to the name after it: a particle, a clause, a number, a place word."""
    if word in _STOP_WORDS or _COUNT_WORD.fullmatch(word):
        return True
    if _KEPT.match(word):
        return False
    bare = word.rstrip("’”'\"」』.")
    if bare != word and len(bare) < 2:
        return True
    if bare.endswith(_LOOSE_SUFFIXES) and len(bare) > 1:
        return True
    return bare.endswith(_LONG_SUFFIXES) and len(bare) > 2
