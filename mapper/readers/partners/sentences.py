"""Finds in a sentence who takes which part: `... 와 업무협약`, `(총무과 협조)`, `... 위탁`, `용역(㈜...)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from mapper.lexicon import load
from mapper.readers.offices.outside_bodies import Body, find_bodies, is_company
from mapper.readers.offices.own_offices import find_offices
from mapper.readers.partners.labels import LabelRole, label_role
from mapper.records import OrganizationKind, PartnerRoleKind
from mapper.values.text import squeeze
from mapper.values.words import NEVER_SPACED, any_of

_LEGAL_FORM = re.compile(r"[(（]([주재사복유합학의])[)）]")
_BRACKETS = re.compile(r"[(（\[〔](?P<inside>[^()（）\[\]〔〕]{2,80})[)）\]〕]")
_ITEM = re.compile(r"\s?(?:[,，·ㆍ/]|\s및\s)\s?")
_ITEM_END = re.compile(r"\s?(?:등|외)?(?:\s?\d+개?\s?[가-힣]{0,2})?\s?")
_CLAUSE = re.compile(r"[,，;:：○]\s?|\.\s")
_LABEL_BEFORE = re.compile(r"(?:^|[,，/;(（\[·:：]\s?)(?P<label>[가-힣]{2,8})\s$")
_LABEL_WITHIN = re.compile(r"[,，/(（\[]\s?(?P<label>[가-힣]{2,8})\s?[:：]\s?$")
_LABEL_BESIDE = re.compile(r"\s?[(（](?P<label>[가-힣·]{2,8})[)）]")
_NAME_BESIDE = re.compile(r"(?<![가-힣A-Za-z])(?P<name>[가-힣A-Za-z0-9]{3,14})\s?[(（](?P<label>[가-힣·]{2,8})[)）]")
_NO_CONTRACTOR = re.compile(r"(?:부|처|청|시|도|군|구|위원회|의회)$")
_ETC = r"(?:\s?등(?:\s?\d+개\s?(?:소|기관|단체|업체|부서|사|곳|대학|학교)?)?)?"
_COOPERATION = re.compile(
    rf"{_ETC}\s?(?:의\s?)?협조(?=로|를|을|하에|하여|[)）\]]|\s?$|\s?[,:：]|\s(?:요청|받아|하에|하여|및|아래|속에|체계\s?하에))"
)
_TRUST = re.compile(
    rf"{_ETC}(?:\([A-Za-z]+\))?(?:(?:에게|에서|에|과|와|이|가|[을를] 통해|[을를] 통한)\s(?:[가-힣·]+\s){{0,4}}?|\s)?"
    r"(?:위·?수탁|수·?위탁|위탁|수탁|대행)(?!감사|받|료|금|비|교육생|기관\s?선정|업체\s?선정|자\s?선정|\s?검토|\s?해지|\s?만료)"
)
_CONTRACT_AFTER = re.compile(
    rf"{_ETC}(?:(?:와|과|에서|이|가)\s(?:[가-힣·]+\s){{0,3}}?|\s)(?:도급|납품|시공|낙찰|수주|수행(?=\s?(?:$|[,)）]))|(?:[가-힣]{{0,6}}계약|용역)(?=\s?(?:체결|추진|완료|착수|중|$|[,)）])))"
    rf"|{_ETC}(?:에게|에)\s(?:[가-힣·]+\s){{0,2}}?[가-힣]*(?:용역|제작|설계|공사)\s?(?:의뢰|발주|계약)"
)
_SUPPORT_AFTER = re.compile(
    r"(?:의|에서|로부터|으로부터)?\s(?:[가-힣·]+\s){0,3}?(?:후원|협찬|지원(?:을\s받|으로|받아|(?=\s?[)）\]])))"
)
_SPONSORED = re.compile(
    r"(?:에서|의|가|이)?\s?(?:주관|주최)(?:하는|한)?\s[^.,;:]{0,30}?공모|(?:의)?(?:\s[가-힣·]+){0,2}\s공모(?:사업)?(?:에|\s)?\s?(?:선정|신청|응모)"
    r"|\s공모(?:사업)?(?=\s?(?:[,，()（）]|$))"
)
_WITH = rf"{_ETC}(?:와|과)(?:의)?\s(?:[^.,;:()]{{0,22}}?\s)?"
_LISTED = re.compile(r"\s?(?:[·,ㆍ/]|및|와|과)\s?")
_CARRIED_OUT = re.compile(r"(?:용역|연구|조사|설계)?수행(?:기관|업체|사)?")
"""Who carries out what a sentence tells of: `용역 준공(수행 : ㈜...)`."""
_TRUST_AGREED = re.compile(r"(?:위탁|수탁|대행)(?:운영|관리)?\s?(?:운영\s?)?(?:재|업무\s?)?협약")
"""An agreement that entrusts: `운영 위탁 재협약`."""
_HINT_WORDS = (
    "협 공동 합동 위탁 수탁 대행 제휴 자매 MOU 주관 주최 후원 지원 공모 용역 계약 시공 납품 설계 감리 제작 공사 구매 "
    "수행 구축 임차 설치 개발 도급 낙찰 수주 인쇄 착공 준공"
)
_HELPING_OR_ENTRUSTED = ("협조", "위탁", "수탁", "대행")
_OPENING_SIGNS = frozenset("(（[〔")
_HINT = re.compile(any_of(_HINT_WORDS.split(), spaced_from=NEVER_SPACED))
_COINED = re.compile(r"[가-힣]{4,14}|[A-Z가-힣][A-Za-z0-9가-힣]{3,14}")
_OFFICE_IN_BRACKETS = re.compile(r"[(（][^()\n]*[과관소][)）,]")


@dataclass(frozen=True, slots=True)
class Told:
    """A body and its part; `start` and `end` delimit the name."""

    name: str
    role: PartnerRoleKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list in brackets: an own office, or a body outside."""

    part: Told
    office: bool


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
        rf"(?<![가-힣A-Za-z·])(?P<name>{name}(?:\s?(?:및|,)\s?{name})?)(?={_after_body().pattern}|{_COOPERATION.pattern}|{_TRUST.pattern})"
    )


@cache
def _working_together() -> re.Pattern[str]:
    """The words without one of which no office and no group helps, works together or is entrusted (cheap)."""
    return re.compile(any_of([*_list("partner"), *_HELPING_OR_ENTRUSTED], spaced_from=NEVER_SPACED))


def may_tell_parts(text: str) -> bool:
    """Whether a text has brackets that may hold an office, or a word of working together or for hire (cheap)."""
    bracketed = ("(" in text or "（" in text) and _OFFICE_IN_BRACKETS.search(text) is not None
    return bracketed or _HINT.search(text) is not None


def find_parts(text: str, own: str, department: str) -> list[Told]:
    """Parts that a sentence tells, in order; `department` is the one whose plan it is."""
    if not may_tell_parts(text):
        return []
    found: list[Told] = []
    together = _working_together().search(text) is not None
    parts = (
        _tasks(text, own, department) if not _OPENING_SIGNS.isdisjoint(text) else (),
        _outside(text, own),
        _offices(text, department) if together else (),
        _groups(text) if together else (),
        _titled(text),
    )
    for part in chain.from_iterable(parts):
        if not any(part.start < other.end and other.start < part.end for other in found):
            found.append(part)
    if found:
        found.extend(_listed_with(text, own, department, found))
    return sorted(found, key=lambda part: part.start)


def _listed_with(text: str, own: str, department: str, found: list[Told]) -> list[Told]:
    """Bodies and departments that stand in one list before a body whose part is told: `A, B 및 C와 협약`."""
    roles = {part.start: part.role for part in found}
    more: list[Told] = []
    names = [(" ".join(body.name.split()), body.start, body.end) for body in find_bodies(text, own)]
    names.extend(
        (office.name, office.start, office.end)
        for office in find_offices(text)
        if office.sure and office.kind is OrganizationKind.DEPARTMENT and office.name != department
    )
    for name, start, end in sorted(names, key=lambda item: -item[1]):
        separator = _LISTED.match(text, end)
        role = roles.get(separator.end()) if separator and separator.group() else None
        if role is not None and not any(start < part.end and part.start < end for part in (*found, *more)):
            roles[start] = role
            more.append(Told(name, role, start, end))
    return more


def _outside(text: str, own: str) -> Iterator[Told]:
    """Bodies outside the municipality with what stands before and after them."""
    named = find_bodies(text, own)
    bodies = [body for index, body in enumerate(named) if not index or body.key != named[index - 1].key]
    for body in bodies:
        after = _role_after(text, body.end) or _role_after(text, _closed(text, body.end))
        role = _role_before(text, body) or _role_beside(text, body) or after
        if after is PartnerRoleKind.TRUSTEE and role is PartnerRoleKind.CONTRACTOR:
            role = after  # 유지관리 ㈜... 위탁: the word of trust says more than that of the task
        if role is PartnerRoleKind.CONTRACTOR and is_authority(body.key):
            role = None
        if role is not None:
            yield Told(" ".join(body.name.split()), role, body.start, body.end)


def _role_before(text: str, body: Body) -> PartnerRoleKind | None:
    """The part that a label gives: `(시공 ㈜...)`, `위탁운영 ㈜...`; with a colon within brackets: `(수행 : ㈜...)`."""
    before = text[: body.start]
    match = _LABEL_BEFORE.search(before) or _LABEL_WITHIN.search(before)
    told = label_role(match["label"]) if match else None
    if match and told is None and _CARRIED_OUT.fullmatch(match["label"]):
        return PartnerRoleKind.CONTRACTOR
    if told is None or told.role in {PartnerRoleKind.LEAD, PartnerRoleKind.COOPERATING}:
        return None
    return told.role if not told.company or is_company(body.name) else None


def _role_beside(text: str, body: Body) -> PartnerRoleKind | None:
    """The part that brackets after a body name: `한국환경공단(수탁)`."""
    match = _LABEL_BESIDE.match(text, body.end)
    told = label_role(match["label"]) if match else None
    if told is None or told.role is PartnerRoleKind.LEAD:
        return None
    return told.role if not told.company or is_company(body.name) else None


def _closed(text: str, end: int) -> int:
    """The end of the brackets in which a body stands last: `대학(〇〇대학교)과 협약`; -1 where it stands in none."""
    return end + 1 if text[end : end + 1] in {")", "）"} else len(text)


def is_trusted(text: str, end: int) -> bool:
    """Whether the word behind a body says that something is entrusted to it: `유지관리 : ㈜누리 위탁`."""
    return _TRUST.match(text, end) is not None


def _role_after(text: str, end: int) -> PartnerRoleKind | None:
    """The part that the words after a body give it."""
    if _TRUST.match(text, end):
        return PartnerRoleKind.TRUSTEE
    if _COOPERATION.match(text, end):
        return PartnerRoleKind.COOPERATING
    if _after_body().match(text, end) or _SPONSORED.match(text, end) or _SUPPORT_AFTER.match(text, end):
        return PartnerRoleKind.PARTNER
    return PartnerRoleKind.CONTRACTOR if _CONTRACT_AFTER.match(text, end) else None


def _tasks(text: str, own: str, department: str) -> Iterator[Told]:
    """Who stands alone in brackets after a task: `설계 용역 착수(㈜...)`, `합동점검(경찰서)`, `플랫폼 구축(환경과)`.

    A department there helps (definition `partners`), unless the task is a joint one; a body's part the task must tell.
    """
    flat = _LEGAL_FORM.sub("\u0001\\1\u0001", text)
    for match in _BRACKETS.finditer(flat):
        task = text[: match.start()].rstrip()
        items = list(_items(text, match.start("inside"), match.end("inside"), own))
        if not items or None in items or not task or not "가" <= task[-1] <= "힣":
            continue
        told = _task_role(_CLAUSE.split(task)[-1])
        listed = _listed_offices().search(task) is not None
        for item in items:
            if item is None or item.part.name == department:
                continue
            part = item.part
            if item.office:
                joint = told is not None and told.role is PartnerRoleKind.PARTNER
                helps = PartnerRoleKind.PARTNER if joint else PartnerRoleKind.COOPERATING
                role = _role_after(text, match.end()) if listed else helps
                if part.name[-1] not in "동읍면" and role is not None:
                    yield Told(part.name, role, part.start, part.end)
            elif told is not None and _may_take(told, part.name):
                yield Told(part.name, told.role, part.start, part.end)


@cache
def _listed_offices() -> re.Pattern[str]:
    """What brackets may list without telling a part: `시범부서(총무과, 세무과) 운영`, `3개 과(...)`; not 협조부서."""
    helping = "|".join((*_list("helping"), *_list("partner")))
    kinds = r"\s?(?:부서|기관|실과소?|대상)"
    return re.compile(
        rf"(?<![가-힣])(?!(?:{helping}){kinds}$)(?<!{')(?<!'.join(word + ' ' for word in _list('helping'))})"
        rf"[가-힣]{{0,6}}?{kinds}$|\d\s?개?\s?(?:부서|기관|실과소?|과|소)$"
    )


def _may_take(told: LabelRole, name: str) -> bool:
    """Whether a body can take a part: only a company what companies do, no authority what is hired."""
    hired = told.role is PartnerRoleKind.CONTRACTOR
    return (not told.company or is_company(name)) and not (hired and is_authority(name))


def _task_role(clause: str) -> LabelRole | None:
    """The part that the last word of its kind in a task gives."""
    words = " ".join(clause.split()[-5:])
    best: tuple[int, LabelRole] | None = None
    for match in _partner_key().finditer(words):
        best = match.start(), LabelRole(PartnerRoleKind.PARTNER)
    for key, told in (
        ("task_trustee", LabelRole(PartnerRoleKind.TRUSTEE)),
        ("task_contractor", LabelRole(PartnerRoleKind.CONTRACTOR)),
        ("task_company", LabelRole(PartnerRoleKind.CONTRACTOR, company=True)),
    ):
        position = max((words.rfind(word) for word in _list(key)), default=-1)
        if position >= 0 and (best is None or (position > best[0] and (best[1].company or not told.company))):
            best = position, told
    if best and best[1].role is PartnerRoleKind.PARTNER and _TRUST_AGREED.search(words):
        return LabelRole(PartnerRoleKind.TRUSTEE)
    return best[1] if best else None


def _items(text: str, start: int, stop: int, own: str) -> Iterator[_Item | None]:
    """The items of a list in brackets, each a body or an own department and nothing else; None for any other item."""
    position = start
    for piece in (*_ITEM.finditer(text, start, stop), None):
        end = piece.start() if piece else stop
        item = text[position:end]
        bodies = [(body.name, body.start, body.end) for body in find_bodies(item, own)]
        offices = [] if bodies else [office for office in find_offices(item) if office.sure]
        found = next(iter([*bodies, *((office.name, office.start, office.end) for office in offices)]), None)
        whole = found is not None and not item[: found[1]].strip() and _ITEM_END.fullmatch(item, found[2])
        if found is None or not whole or (offices and offices[0].kind is not OrganizationKind.DEPARTMENT):
            if not re.search(r"\d", item):
                yield None
        else:
            told = Told(" ".join(found[0].split()), PartnerRoleKind.PARTNER, position + found[1], position + found[2])
            yield _Item(told, bool(offices))
        position = piece.end() if piece else stop


def _offices(text: str, department: str) -> Iterator[Told]:
    """Own offices that help or work together with the department: `총무과 협조`, `복지과와 협업`."""
    for office in find_offices(text):
        if office.name == department:
            continue
        if _COOPERATION.match(text, office.end):
            yield Told(office.name, PartnerRoleKind.COOPERATING, office.start, office.end)
        elif office.sure and office.kind is OrganizationKind.DEPARTMENT and _after_body().match(text, office.end):
            yield Told(office.name, PartnerRoleKind.PARTNER, office.start, office.end)


def _groups(text: str) -> Iterator[Told]:
    """Groups that work together with the municipality or help it."""
    for match in _group().finditer(text):
        name = match["name"].strip()
        if squeeze(name) in _list("never_groups"):
            continue
        end = match.end("name")
        if _COOPERATION.match(text, end):
            yield Told(name, PartnerRoleKind.COOPERATING, match.start("name"), end)
        elif _after_body().match(text, end):
            yield Told(name, PartnerRoleKind.PARTNER, match.start("name"), end)
        elif text[end : end + 1] in "에과와" and _TRUST.match(text, end) and is_proper_name(name):
            yield Told(name, PartnerRoleKind.TRUSTEE, match.start("name"), end)


@cache
def _opening_word() -> re.Pattern[str]:
    """The kinds of bodies that open their names, in a pattern that the engine can skip with."""
    return re.compile(any_of(_list("openings"), spaced_from=NEVER_SPACED))


@cache
def _opening() -> re.Pattern[str]:
    """A kind of body that opens its name: 극단 하늘, 법무법인 새길; not what is done with one (극단 초청)."""
    acts = "|".join(_list("no_names"))
    return re.compile(
        rf"(?<![가-힣])(?:{'|'.join(_list('openings'))})\s(?!(?:{acts}))[가-힣A-Za-z0-9]{{2,8}}?(?=에|에게|와|과|의|에서|로|이|가|\s|[()（）,，]|$)"
    )


def _titled(text: str) -> Iterator[Told]:
    """Bodies whose kind opens their name, and such as brackets give a part: `샛별여행사(협약)`."""
    for match in _opening().finditer(text) if _opening_word().search(text) else ():
        role = _role_after(text, match.end())
        if role is not None:
            yield Told(match.group(), role, match.start(), match.end())
    for match in _NAME_BESIDE.finditer(text) if not _OPENING_SIGNS.isdisjoint(text) else ():
        told = label_role(match["label"]) if is_proper_name(match["name"]) else None
        if told is not None and told.role is not PartnerRoleKind.LEAD and not told.company:
            yield Told(match["name"], told.role, match.start("name"), match.end("name"))


def is_authority(name: str) -> bool:
    """Whether a body is a ministry, an agency or a government, which no one hires."""
    return bool(_NO_CONTRACTOR.search(name))


@lru_cache(maxsize=4096)
def is_coined_name(name: str) -> bool:
    """Whether a name of one word is that of a firm: 누리시큐리티; no group, persons or kind of firms."""
    if _COINED.fullmatch(name) is None or name.endswith(_list("groups") + _list("no_firms")):
        return False
    return not name.startswith(_list("common"))


def is_proper_name(name: str) -> bool:
    """Whether a group is one body by its own name: 다솜청소년센터, not 관내 병원, 전문기관."""
    if _opening().fullmatch(name):
        return True
    plain = squeeze(name)
    ending = next((word for word in _list("proper") if plain.endswith(word)), "")
    stem = plain.removesuffix(ending)
    return bool(ending) and len(stem) >= 2 and not any(stem.endswith(word) for word in _list("common"))
