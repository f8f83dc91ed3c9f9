"""What a text says of a committee beside its name: how many members, who chairs it, what it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapper.layout import Node
from mapper.lexicon import words
from mapper.readers.offices.own_offices import MASKED
from mapper.values.text import split_outside_brackets, squeeze

_CHAIRS = r"(?<!부)(?:위원장|회장|단장|의장|이사장)(?:직)?"
_CHAIR = re.compile(
    rf"(?<![가-힣]){_CHAIRS}\s?(?:[:：은는]|\()?\s?(?!으로|로\s|을|를|과|와|이\s|포함|및|등|외|\d)"
    r"(?P<chair>[가-힣·]{2,12}(?:\s[가-힣·]{2,8})??)(?=\s?(?:등|외|포함|및|이며|이고|으로|로\s)|\s?[,，()（）\]/;·]|\s\d|\s?$|\s-)"
)
_CHAIR_AFTER = re.compile(
    rf"(?P<chair>[가-힣]{{2,12}})\s?(?:[(（]\s?{_CHAIRS}\s?[)）]|[을를]\s{_CHAIRS}[으로]|\s{_CHAIRS}(?![가-힣]))"
)
_COUNT = r"\s?[:：]?\s?(?:총|전체)?\s?(\d{1,3})"
_MEMBERS = (
    re.compile(r"(?:총|전체|정원|모두)\s?(\d{1,3})\s?(?:명|인)"),
    re.compile(
        rf"(?<![가-힣])(?:위\s?원|위원\s?수|위원정수|구성원|구성인원|구성|인원|회원|단원)(?:은|는)?{_COUNT}\s?(?:명|인|(?=\s?(?:[,，)）]|$)))"
    ),
    re.compile(r"(?<!\d)(\d{1,3})\s?(?:명|인)(?:의|으로)?(?![가-힣]*\s?(?:참석|참여|참가|수료|이수|방문|대상))"),
)
_PARTS = re.compile(
    r"(?:위원장|부위원장|당연직|위촉직|간사|공무원|민간위원|외부위원|내부위원|민간|외부|내부|여성|전문가)\s?[:：]?\s?\d{1,3}\s?(?:명|인)?"
)
_COUNTED = re.compile(r"\s(\d{1,3})\s?명(?![가-힣])\s?")
"""How many members stand directly behind a name: `정책위원회 11명(위원장 부시장)`."""
_OPENING = re.compile(r"\s?(?:구성\s?(?:·|및)\s?운영|운영\s?현황|구성\s?현황|구성|운영|설치|위촉|현황)?\s?")
_AT_END = re.compile(r"(?<![가-힣])위\s?원\s?(\d{1,3})\s?명$")
"""Members behind another fact of the line: `위촉일 : '25. 3. 4., 위원 12명`."""
_ACTED = re.compile(
    r"(?:\s?(?:구성\s?(?:·|및)\s?운영|운영|구성|재구성|설치|신설|위촉|재위촉|활성화|확대|개편|강화|현황))?"
)
_BRACKETS = re.compile(r"[(（\[](?P<inside>(?:[^()（）\[\]]|[(（][^()（）]*[)）])*)[)）\]]")
_VALUE = re.compile(r"\s?(?:[:：]|\s[-–—]\s)\s?(?P<value>.+)$")
_SENTENCE = re.compile(r"(?:은|는)\s(?P<value>[^.]*?(?:위원장|위원|단장|회장).*)$")
_ROLE_INSIDE = re.compile(r"(?<![가-힣])(?:주요\s?)?(?:기능|역할|심의사항|임무)\s?[:：]\s?(?P<role>[^/;]+)")
_DASH = re.compile(r"\s[-–—]\s")
_NO_ROLE = re.compile(
    r"^(?:분기|반기|매월|매년|매주|격월|연\s?\d|월\s?\d|주\s?\d|수시|정기|상시|상반기|하반기|연중|['‘’(]?\d)|\d\s?[회차]|예정$|개최$"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Members, chair and purpose, each empty where the text does not say."""

    members: int | None = None
    chair: str = ""
    role: str = ""

    def __bool__(self) -> bool:
        return bool(self.members or self.chair or self.role)

    def filled(self, other: Facts) -> Facts:
        """These facts, what they lack taken from others."""
        return Facts(self.members or other.members, self.chair or other.chair, self.role or other.role)


NO_FACTS = Facts()


def facts_after(text: str, end: int, stop: int, *, listed: bool) -> Facts:
    """What stands between the end of a name and `stop`: `(위원장 부시장, 위원 9명) : 계획 심의`, `: 위원 7명, 자문`.

    `listed` where the line stands in a list of committees, so that a mere text after the name is its purpose.
    """
    if counted := _COUNTED.match(text, end, stop):
        bracket = _BRACKETS.match(text, counted.end(), stop)
        chair = composition(bracket["inside"]).chair if bracket else ""
        told = _VALUE.match(text[:stop], bracket.end() if bracket else counted.end())
        return Facts(int(counted[1]), chair, told["value"].strip() if told else "")
    opening = _OPENING.match(text, end, stop)
    acted = opening is not None and bool(opening.group().strip())
    position = opening.end() if opening else end
    brackets = _BRACKETS.match(text, position, stop)
    facts = composition(brackets["inside"]) if brackets else NO_FACTS
    sentence = _SENTENCE.match(text[:stop], end)
    if sentence is not None:
        return composition(sentence["value"])
    value = _VALUE.match(text[:stop], brackets.end() if brackets else (end if not acted else position))
    if value is None:
        return facts
    said, role = _clauses(value["value"])
    facts = facts.filled(said)
    return facts.filled(Facts(role=role)) if (facts or listed) and not acted else facts


def composition(text: str) -> Facts:
    """Members and chair that a text tells, and what it labels as the purpose."""
    chair = _CHAIR.search(text) or _CHAIR_AFTER.search(text)
    name = chair["chair"].strip() if chair else ""
    if MASKED in name or name in words("committees", "no_chairs"):
        name = ""
    whole = _PARTS.sub("", text)
    role = _ROLE_INSIDE.search(text)
    count = next((match for pattern in _MEMBERS if (match := pattern.search(whole))), None)
    return Facts(int(count[1]) if count else None, name, role["role"].strip(" ,)") if role else "")


def _clauses(value: str) -> tuple[Facts, str]:
    """What the clauses of a value say of members and chair, and the other clauses."""
    facts = NO_FACTS
    rest: list[str] = []
    for clause in split_outside_brackets(_DASH.sub(", ", value), ",，;/"):
        said = composition(clause)
        facts = facts.filled(said)
        if not said:
            rest.append(clause)
    role = ", ".join(rest)
    return facts, "" if _NO_ROLE.search(role) or MASKED in role else role


@cache
def _labels(key: str) -> frozenset[str]:
    """Labels of lines, and heads of columns."""
    return words("committees", key)


def heads_line(text: str, end: int) -> bool:
    """Whether nothing but an act follows a name, so that the lines below tell of it: `가꿈위원회 재구성`."""
    return _ACTED.fullmatch(text, end) is not None


def facts_below(node: Node) -> Facts:
    """What labelled lines below a line that names a committee say: `위원수 : 15명`, `위원장 : 부시장`, `기능 : ...`."""
    facts = NO_FACTS
    for child in node.children:
        label, value = squeeze(child.label), child.value
        if child.table is not None or not label or not value:
            continue
        if label in _labels("columns_chair"):
            chair = "" if MASKED in value or re.search(r"\d", value) else value
            facts = facts.filled(Facts(chair=chair))
        elif label in _labels("columns_role"):
            facts = facts.filled(Facts(role=value))
        elif label in _labels("columns_members") or label in _labels("composition"):
            facts = facts.filled(composition(value))
        elif counted := _AT_END.search(value):
            facts = facts.filled(Facts(int(counted[1])))
    return facts
