"""Finds names of bodies outside the municipality: ministries, agencies, institutes, companies, papers, governments.

Names come from the lexicon (with their fixed short forms), from endings that only named bodies have (진흥원, 경찰서),
and from forms of law (㈜, (재)). What stands in the title of a law, in quotation marks, or before 장관 and the like
(a post, a prize) names no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.readers.context.municipalities import known_municipalities
from mapper.values.many_texts import ManyTexts

_WORD = re.compile(r"[가-힣A-Za-z0-9&]+")
_COMPANY = re.compile(
    r"(?:㈜|㈔|\(주\)|（주）|\((?:재|사|복|유|합|학|의)\)|（(?:재|사|복|유)）)\s?[가-힣A-Za-z0-9&]+(?:\s[가-힣]+(?=협회|재단|연합회|진흥원|센터))?"
    r"|(?<![가-힣A-Za-z0-9&])[가-힣A-Za-z0-9&]{2,24}(?:(?:㈜|\(주\)|（주）)|\s(?:㈜|\(주\)|（주）)(?!\s?[가-힣A-Za-z0-9]))"
    r"|(?:주식회사|재단법인|사단법인|사회복지법인|학교법인|유한회사|의료법인|농업회사법인)\s[가-힣A-Za-z0-9&]+"
)
_FORM_IN_BRACKETS = re.compile(r"[(（][주재사복유합학의][)）]")
_COMMITTEES = ("위원회", "협의회", "협의체")
_COMPANY_SIGNS = ("㈜", "㈔", "법인", "회사")
_QUOTES = frozenset("「『'‘“\"")
_COMPANY_FORM = re.compile(
    r"㈜|[(（](?:주|유|합)[)）]|주식회사|유한회사|합자회사|법인\s|(?:엔지니어링|건축사사무소|종합건설|건설|테크|미디어|기술단|이엔지|이앤씨)$"
)
_UNIVERSITY = re.compile(
    r"\s(?:산학협력단|평생교육원|[가-힣]{2,8}(?:연구소|연구원|대학원))(?=(?:과|와|의|은|는|이|가|을|를|에|에서|으로|로|도)?(?![가-힣]))"
)
_QUOTED = re.compile(
    r"「[^」「]{0,120}」|『[^』『]{0,120}』|(?<![가-힣A-Za-z0-9])'[^'\n]{2,30}'|‘[^’\n]{2,30}’|“[^”\n]{2,40}”|\"[^\"\n]{2,40}\""
)
_LAW_TITLE = re.compile(r"[가-힣·\s]{2,40}?(?:조례|규칙|법률|기본법|특별법|지침)(?![가-힣])")
_EVENT = re.compile(
    r"\s(?:[가-힣A-Za-z0-9·]+\s){0,4}?[가-힣A-Za-z]*(?:경진대회|경연대회|선수권대회|체육대회|마라톤대회|대회|공모전|박람회|엑스포|페스티벌|어워드|어워즈|콘테스트|체전|콩쿠르)(?![가-힣]*(?:추진|조직)위)"
)
"""What makes a name before it part of the title of an event."""
_ADDRESS = re.compile(r"\s[가-힣0-9]+(?:로|길|동|읍|면|리|대로)(?:\s?\d|\s[가-힣0-9]+(?:로|길|리)\s?\d)")
_GOVERNMENT_AFTER = re.compile(
    r"(?:청|의회)?(?:와의|과의|에서는|에서|에게|으로|으로부터|로부터|와|과|의|에|은|는|이|가|을|를|로|도|만|및|등)?(?![가-힣A-Za-z0-9])"
)
_BRANCH = re.compile(
    r"(?:\s[가-힣]{2,8}(?:지역)?본부)?\s[가-힣]{2,8}(?:지사|지점|지부|지역본부|지역지사|본부|지회|사무소|출장소|사업단|센터|연합회)(?![가-힣]{2})"
)
_PLACE = re.compile(r"\s?[가-힣A-Za-z0-9 ]{0,12}\s(?:앞|옆|인근|맞은편|뒤|부근)(?![가-힣])")
_GROUPS = ("참여단",)
"""Groups of citizens whose names only end like those of bodies (여단)."""
_BARE = frozenset({"재단"})
"""Endings that make a common noun with two syllables: 민간재단, 공익재단."""
_REGION_ABROAD = re.compile(
    r"\s(?P<name>[가-힣]{1,7}?(?:성|시|주|현|군|구|도|부))(?=(?:정부|의회|청)?(?:과|와|과의|와의|에서|이|가)(?![가-힣])|\s?[,)）·]|\s정부)"
)
_POST = re.compile(r"장관|장상|총재|청장|원장|사장|위원장|처장|지사|시장|교육감")


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a text; `key` is the same for all forms of its name. An own name is no body: `name` is empty."""

    name: str
    key: str
    start: int
    end: int


@cache
def _known() -> dict[str, list[tuple[str, str]]]:
    """Names of the lexicon by their first two letters, longest first, each with the first name of its line."""
    table: dict[str, list[tuple[str, str]]] = {}
    for line in str(load("outside")["bodies"]).strip().splitlines():
        names = line.split()
        for name in names:
            table.setdefault(name[:2], []).append((name, names[0]))
    return {head: sorted(names, key=lambda pair: -len(pair[0])) for head, names in table.items()}


@cache
def _never() -> frozenset[str]:
    """Words with such endings that name none."""
    return frozenset(str(load("outside")["never"]).split())


@cache
def _after() -> tuple[str, ...]:
    """What may follow a name in the same word."""
    return tuple(sorted(str(load("outside")["after"]).split(), key=len, reverse=True))


@cache
def _governments() -> dict[str, list[tuple[str, str]]]:
    """Names of municipalities and provinces by their first letter; 서울시 is 서울특별시."""
    table: dict[str, list[tuple[str, str]]] = {}
    for name in known_municipalities():
        forms = {name}
        if name.endswith(("특별시", "광역시", "특별자치시")):
            forms.add(re.sub(r"(?:특별자치|특별|광역)시$", "시", name))
        if name.endswith("특별자치도"):
            forms.add(name.removesuffix("특별자치도") + "도")
        for form in forms:
            table.setdefault(form[0], []).append((form, name))
    return {head: sorted(names, key=lambda pair: -len(pair[0])) for head, names in table.items()}


def is_company(name: str) -> bool:
    """Whether a name has the legal form of a company."""
    return bool(_COMPANY_FORM.search(name))


@cache
def _regions() -> frozenset[str]:
    """Short names of regions and cities, as local stations bear them: KBS창원."""
    stems = {name[:-1] for name in known_municipalities() if len(name) == 3}
    return frozenset({*stems, *str(load("outside")["regions"]).split()})


@lru_cache(maxsize=2048)
def find_bodies(text: str, own: str = "") -> tuple[Body, ...]:
    """Outside bodies named in a text, in order; `own` is the municipality whose plan it is."""
    home = own.rpartition(" ")[2]
    words = _WORD.findall(text)
    named = home in words or any(map(_may_name, words))
    if not named and not _may_name_company(text):
        return ()
    closed = [] if _QUOTES.isdisjoint(text) else [match.span() for match in _QUOTED.finditer(text)]
    if " " in own:  # `경상남도 해온군`: the province before the own name is no outside body there
        closed.extend(match.span() for match in re.finditer(re.escape(own), text))
    found: list[Body] = []
    for body in (*_companies(text), *(_named(text, home) if named else ())):
        if any(start < body.end and body.start < end for start, end in closed):
            continue
        if any(other.start < body.end and body.start < other.end for other in found) or _PLACE.match(text, body.end):
            continue
        found.append(body)
    return tuple(sorted((body for body in found if body.name), key=lambda body: body.start))


def texts_naming_bodies(texts: ManyTexts, own: str) -> list[int]:
    """Places of the texts in which `find_bodies` may find any (cheap): few words of a document name one."""
    home = own.rpartition(" ")[2]
    names = [word for word in texts.words if word == home or _may_name(word)]
    return sorted(texts.holding((*names, *_COMPANY_SIGNS)) | texts.matching(_FORM_IN_BRACKETS))


def _may_name_company(text: str) -> bool:
    """Whether a form of law stands in a text (cheap)."""
    bracketed = ("(" in text or "（" in text) and _FORM_IN_BRACKETS.search(text) is not None
    return bracketed or any(sign in text for sign in _COMPANY_SIGNS)


def _companies(text: str) -> Iterator[Body]:
    """Bodies with a form of law in their names."""
    if not _may_name_company(text):
        return
    for match in _COMPANY.finditer(text):
        name = match.group()
        stem = re.sub(r"㈜|[(（].[)）]|\s", "", name)
        particle = next(
            (part for part in _after() if stem.endswith(part) and len(part) > 1 and len(stem) - len(part) >= 2), ""
        )
        if not particle and text[match.end() : match.end() + 1] == " " and _is_particle(stem):
            particle = stem[-1]
        if len(stem) >= 2 and not stem.isdigit() and stem not in _trees():
            end = match.end() - len(particle)
            yield Body(text[match.start() : end], stem.removesuffix(particle), match.start(), end)


@cache
def _trees() -> frozenset[str]:
    """What 주 counts, which no company is called: 수량(주)."""
    return frozenset(str(load("outside")["counted_in_ju"]).split())


def _is_particle(stem: str) -> bool:
    """Whether the last letter of a company's name is a particle by the sound before it: 해솔과, not 다은."""
    if len(stem) < 3 or not "가" <= stem[-2] <= "힣":
        return False
    closed = (ord(stem[-2]) - ord("가")) % 28 != 0
    return stem[-1] in ("과은이을" if closed else "와는가를")


def _named(text: str, own: str) -> Iterator[Body]:
    """Bodies by the lexicon, by their endings, and other governments, word by word."""
    position = 0
    for match in _WORD.finditer(text):
        if match.start() < position:
            continue
        if match.group() == own:
            body = _own_body(text, match.start(), match.end()) or Body("", own, match.start(), match.end())
        elif not _may_name(match.group()):
            continue
        else:
            found = _known_body(text, match) or _abroad(text, match) or _government(text, match, own)
            found = found or _by_ending(text, match)
            if found is None:
                continue
            body = found
        yield body
        position = body.end


@lru_cache(maxsize=4096)
def _may_name(word: str) -> bool:
    """Whether a word begins or ends like the name of a body: a quick look before the exact ones."""
    if len(word) < 2:
        return False
    if word in _countries() or word.startswith(_beginnings().get(word[:2], ())):
        return True
    return not _last_letters().isdisjoint(word) and bool(_ending_name(word))


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """All names of the lexicon and of governments by their first two letters, for `str.startswith`."""
    table: dict[str, tuple[str, ...]] = {}
    for names in (*_known().values(), *_governments().values()):
        for name, _ in names:
            table[name[:2]] = (*table.get(name[:2], ()), name)
    return table


def _known_body(text: str, match: re.Match[str]) -> Body | None:
    """A name of the lexicon at the beginning of a word, alone or before a particle."""
    word = match.group()
    for name, first in _known().get(word[:2], ()):
        if not word.startswith(name):
            continue
        rest = word[len(name) :]
        if name.isascii() and rest[:2] in _regions() and rest[2:] in {"", *_after()}:
            return Body(name + rest[:2], name + rest[:2], match.start(), match.start() + len(name) + 2)
        if rest and rest not in _after():
            continue
        if len(name) == 2 and rest in {"은", "이", "도", "만", "내", "간", "지원"}:
            continue
        has_branches = name[-1] in "사단회원행협소합부터" and not rest
        branch = _BRANCH.match(text, match.start() + len(name)) if has_branches else None
        end = branch.end() if branch else match.start() + len(name)
        return Body(text[match.start() : end], first, match.start(), end)
    return None


def _by_ending(text: str, match: re.Match[str]) -> Body | None:
    """A word with an ending that only named bodies have, alone or before a particle."""
    name = _ending_name(match.group())
    if not name:
        return None
    end = match.start() + len(name)
    more = _UNIVERSITY.match(text, end) if name.endswith("대학교") else None
    if more:
        end = more.end()
    if _POST.match(text, end):
        return None
    return Body(text[match.start() : end], text[match.start() : end].replace(" ", ""), match.start(), end)


@lru_cache(maxsize=4096)
def _ending_name(word: str) -> str:
    """The name of a body that a word is by its ending, without a particle; empty if none."""
    particles = [particle for particle in _by_last("after").get(word[-1], ()) if word.endswith(particle)]
    for name in (word, *(word[: -len(particle)] for particle in particles)):
        if len(name) < 4 or name[-1] not in _last_letters() or name in _never() or name.endswith(_GROUPS):
            continue
        endings = _by_last("endings").get(name[-1], ())
        ending = next((item for item in endings if name.endswith(item)), "") or _foreign_committee(name)
        ending = ending or _national(name)
        if ending and len(name) - len(ending) >= (3 if ending in _BARE else 2):
            return "" if name.endswith(("초등학교", "중학교", "고등학교")) else name
    return ""


@cache
def _last_letters() -> frozenset[str]:
    """The last letters of all endings that tell a body."""
    return frozenset({*_by_last("endings"), *_by_last("national_endings"), *(word[-1] for word in _COMMITTEES)})


@cache
def _by_last(key: str) -> dict[str, tuple[str, ...]]:
    """Words of a lexicon list by their last letter, longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(str(load("outside")[key]).split(), key=len, reverse=True):
        table.setdefault(word[-1], []).append(word)
    return {last: tuple(items) for last, items in table.items()}


def _national(name: str) -> str:
    """The ending of a national body (한국지역진흥재단, 국립과천과학관); empty for any other word."""
    if len(name) < 6 or not name.startswith(("한국", "대한", "국립", "국가", "전국")):
        return ""
    return next((ending for ending in _by_last("national_endings").get(name[-1], ()) if name.endswith(ending)), "")


def _foreign_committee(name: str) -> str:
    """The ending of a committee that is no own one: 전국시장군수협의회; empty for any other word."""
    if not name.endswith(_COMMITTEES) or not name.startswith(tuple(str(load("outside")["foreign_prefixes"]).split())):
        return ""
    return name[-3:]


def _government(text: str, match: re.Match[str], own: str) -> Body | None:
    """Another municipality or a province, outside addresses and titles of laws; `경기도 시흥시` is one body."""
    word = match.group()
    for form, name in _governments().get(word[:1], ()):
        if not word.startswith(form) or not _GOVERNMENT_AFTER.match(text, match.start() + len(form)):
            continue
        end = match.start() + len(form)
        if name in own.split()[-1:]:
            return Body("", name, match.start(), end)
        if _ADDRESS.match(text, end) or _LAW_TITLE.match(text, end) or _EVENT.match(text, end):
            return None
        nested = _nested(text, end, own)
        if nested is not None:
            return (
                nested
                if not nested.name
                else Body(text[match.start() : nested.end], nested.key, match.start(), nested.end)
            )
        return Body(form, name, match.start(), end)
    return None


@cache
def _countries() -> frozenset[str]:
    """Names of countries abroad."""
    return frozenset(str(load("outside")["countries"]).split())


def _abroad(text: str, match: re.Match[str]) -> Body | None:
    """A government abroad that acts, after its country's name: `베트남 마이손성과 협약`; a place there is none."""
    region = _REGION_ABROAD.match(text, match.end()) if match.group() in _countries() else None
    if region is None:
        return None
    return Body(text[match.start() : region.end()], region["name"], match.start(), region.end())


def _own_body(text: str, start: int, end: int) -> Body | None:
    """A body that only the municipality before it names: `마루시 자원봉사센터`, `마루시 체육회`."""
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if following is None:
        return None
    word = following.group()
    for name in (word, *(word[: -len(part)] for part in _by_last("after").get(word[-1], ()) if word.endswith(part))):
        if len(name) >= 3 and name in _by_last("endings").get(name[-1:], ()) and name not in _never():
            last = following.start() + len(name)
            return Body(text[start:last], text[start:last].replace(" ", ""), start, last)
    return None


def _nested(text: str, end: int, own: str) -> Body | None:
    """The municipality that follows the name of its province."""
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return _government(text, following, own) if following is not None else None
