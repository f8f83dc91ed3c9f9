"""Finds in a sentence who takes which part: `... 와 업무협약`, `(총무과 협조)`, `... 위탁`, `용역(㈜...)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mapper.lexicon import load
from mapper.readers.outside_bodies import find_bodies
from mapper.readers.own_offices import find_offices
from mapper.records import OrganizationKind, PartnerRoleKind
from mapper.values.text import squeeze

_TASK_BRACKETS = re.compile(r"(?<=[가-힣])\s?[(（](?P<inside>[^()（）]{2,30})[)）]")
_COOPERATION = re.compile(r"\s?(?:의\s)?협조(?=로|를|을|하에|하여|[)）]|\s?$|\s?[,:：]|\s(?:요청|받아|하에|하여|및))")
_TRUST = re.compile(
    r"\s?(?:\([A-Za-z]+\)\s?)?(?:에|에게|에서|과|와)?\s?(?:위·?수탁|수·?위탁|위탁|수탁|대행)(?:\s?(?:운영|관리|협약|계약|체결|추진|교육|사업))*(?![가-힣])"
)
_CONTRACT_BEFORE = re.compile(
    r"(?:용역|계약|시공|납품|설계|감리|제작|공사|구매|구축|임차|설치|개발)\s?[(（](?:[^()（）:：]{0,12}[:：]\s?)?$"
)
_CONTRACT_AFTER = re.compile(r"\s?(?:와|과)?\s?(?:계약|도급|납품|시공|낙찰|용역)(?![가-힣])")
_SPONSORED = re.compile(
    r"(?:에서|의|가|이)?\s?(?:주관|주최)(?:하는|한)?\s[^.,;:]{0,30}?공모|(?:의)?(?:\s[가-힣·]+){0,2}\s공모(?:사업)?(?:에|\s)?\s?(?:선정|신청|응모)"
)
_WITH = r"(?:와|과)(?:의)?\s(?:[^.,;:()]{0,22}?\s)?"
_LISTED = re.compile(r"\s?(?:[·,ㆍ/]|및|와|과)\s?")
_HINT = re.compile(
    r"협|공동|합동|위탁|수탁|대행|제휴|자매|MOU|주관|주최|공모|용역|계약|시공|납품|설계|감리|제작|공사|구매|구축|임차|설치|개발|도급|낙찰|[(（][^()]*[과관소][)）,]"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A body and its part; `start` and `end` delimit the name."""

    name: str
    role: PartnerRoleKind
    start: int
    end: int


@cache
def _list(key: str) -> tuple[str, ...]:
    """A word list of the lexicon, longest first."""
    return tuple(sorted(str(load("partners")["sentences"][key]).split(), key=len, reverse=True))


@cache
def _partner_key() -> re.Pattern[str]:
    """Words of working together."""
    never = "|".join(_list("not_partner"))
    return re.compile(rf"(?!{never})(?:{'|'.join(_list('partner'))})")


@cache
def _after_body() -> re.Pattern[str]:
    """What stands between a body and such a word: nothing, or 와 with a few words."""
    return re.compile(rf"(?:{_WITH}|\s)(?={_partner_key().pattern})")


@cache
def _group() -> re.Pattern[str]:
    """A group before a word of working together or of help."""
    qualifiers = "|".join(_list("qualifiers"))
    endings = "|".join(_list("groups"))
    name = rf"(?:(?:{qualifiers})\s)?[가-힣A-Za-z·]*(?:{endings})"
    return re.compile(
        rf"(?<![가-힣A-Za-z·])(?P<name>{name}(?:\s?(?:및|,)\s?{name})?)(?={_after_body().pattern}|{_COOPERATION.pattern})"
    )


def find_parts(text: str, own: str, department: str) -> list[Told]:
    """Parts that a sentence tells, in order; `department` is the one whose plan it is."""
    if not _HINT.search(text):
        return []
    found = [*_outside(text, own), *_offices(text, department), *_bracketed(text, department)]
    taken = [(part.start, part.end) for part in found]
    found.extend(
        part for part in _groups(text) if not any(start < part.end and part.start < end for start, end in taken)
    )
    return sorted(found, key=lambda part: part.start)


def _outside(text: str, own: str) -> Iterator[Told]:
    """Bodies outside the municipality with what stands before and after them."""
    named = find_bodies(text, own)
    bodies = [body for index, body in enumerate(named) if not index or body.key != named[index - 1].key]
    role: PartnerRoleKind | None = None
    for body, following in reversed([*zip(bodies, (*bodies[1:], None), strict=False)]):
        listed = following is not None and _LISTED.fullmatch(text[body.end : following.start])
        role = _role_after(text, body.end) or _role_after(text, _closed(text, body.end)) or (role if listed else None)
        if role is None and _CONTRACT_BEFORE.search(text[: body.start]):
            role = PartnerRoleKind.CONTRACTOR
        if role is not None:
            yield Told(" ".join(body.name.split()), role, body.start, body.end)


def _closed(text: str, end: int) -> int:
    """The end of the brackets in which a body stands last: `대학(〇〇대학교)과 협약`; -1 where it stands in none."""
    return end + 1 if text[end : end + 1] in {")", "）"} else len(text)


def _role_after(text: str, end: int) -> PartnerRoleKind | None:
    """The part that the words after a body give it."""
    if _TRUST.match(text, end):
        return PartnerRoleKind.TRUSTEE
    if _COOPERATION.match(text, end):
        return PartnerRoleKind.COOPERATING
    if _after_body().match(text, end) or _SPONSORED.match(text, end):
        return PartnerRoleKind.PARTNER
    return PartnerRoleKind.CONTRACTOR if _CONTRACT_AFTER.match(text, end) else None


def _offices(text: str, department: str) -> Iterator[Told]:
    """Own offices that help or work together with the department: `총무과 협조`, `복지과와 협업`."""
    for office in find_offices(text):
        if office.name == department:
            continue
        if _COOPERATION.match(text, office.end):
            yield Told(office.name, PartnerRoleKind.COOPERATING, office.start, office.end)
        elif office.sure and office.kind is OrganizationKind.DEPARTMENT and _after_body().match(text, office.end):
            yield Told(office.name, PartnerRoleKind.PARTNER, office.start, office.end)


def _bracketed(text: str, department: str) -> Iterator[Told]:
    """A department in brackets after a task: `플랫폼 구축(환경과)`."""
    for match in _TASK_BRACKETS.finditer(text):
        inside = match["inside"]
        offices = [
            office for office in find_offices(inside) if office.sure and office.kind is OrganizationKind.DEPARTMENT
        ]
        rest = inside
        for office in offices:
            rest = rest.replace(office.name, "")
        if not offices or squeeze(rest).strip(",·/및등"):
            continue
        for office in offices:
            if office.name != department and office.name[-1] not in "동읍면":
                start = match.start("inside") + office.start
                yield Told(office.name, PartnerRoleKind.COOPERATING, start, start + len(office.name))


def _groups(text: str) -> Iterator[Told]:
    """Groups that work together with the municipality or help it."""
    for match in _group().finditer(text):
        name = match["name"].strip()
        if squeeze(name) in _list("never_groups"):
            continue
        role = PartnerRoleKind.COOPERATING if _COOPERATION.match(text, match.end("name")) else PartnerRoleKind.PARTNER
        yield Told(name, role, match.start("name"), match.end("name"))
