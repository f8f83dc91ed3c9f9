"""Finds names of the municipality's own offices in a text: bureaus, departments, teams, 동, 읍 and 면.

Many common nouns end as offices do (효과, 활동, 화면), so a name found in running text is `sure` only by what it is
about, what follows it, or the offices it is listed with; a name that is not sure counts where another line has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.records import OrganizationKind
from mapper.values.many_texts import ManyTexts

_TWO_LETTERS = re.compile(r"[가-힣]{2}")
_WORD = re.compile(r"[가-힣A-Za-z0-9]+")
_SHARED_ENDING = re.compile(r"(?<![가-힣])([가-힣]{2,14}?)(\d)((?:\s?[,·]\s?\d)+)(담당관|과|팀|동)(?![가-힣])")
_SHARING_NUMBERS = re.compile(r"\d\s?[,·]\s?\d")
_SHARED_END = re.compile(r"\d(?:담당관|[과팀동])")
"""What every such list of offices ends in."""
_LABEL_GLUED = re.compile(r"^(?:추진|협조|주관|담당|소관|협업|시행)부서(?=[가-힣]{3,})")
_SEPARATOR = re.compile(r"[,，、·ㆍ/;:○◦•▪□()（）\[\]<>→]|\s-\s|\s및\s|(?<=[과팀관소])와\s|\s등(?=$|\s)")
_ENDS_LIST = re.compile(r"\s*(?:$|[,，、·ㆍ/;)）\]」』]|[(（\[]|→|및(?![가-힣])|등(?![가-힣])|〇)")
_ADDRESS = re.compile(r"\s?(?:산?\s?\d|일대|일원|구간|[~∼～]|[가-힣0-9]+(?:로|길|리)(?:\s|\d|$)|번지|지역|관내)")
_DISTRICT = re.compile(r"(?P<stem>[가-힣]{1,4})(?P<number>\d{0,2})(?P<kind>가동|동|읍|면)")
_VERB_ENDING = re.compile(r"(?:하|되|으|려|[한된]다|[이니더]라|하자|않|있|없|같|시키)면$")
_DISTRICT_OFFICES = "|".join(sorted(str(load("offices")["district_offices"]).split(), key=len, reverse=True))
_DISTRICT_OFFICE = re.compile(rf"\s?(?:{_DISTRICT_OFFICES})")
_DISTRICT_OFFICE_BEGIN = re.compile(rf"([가-힣]{{1,4}}\d{{0,2}}(?:동|읍|면))(?={_DISTRICT_OFFICES})")
_LAST_LETTERS = frozenset("과팀관국실소동읍면터부단인원청처")
_DISTRICT_KINDS = frozenset("동읍면")
_MAKESHIFT = re.compile(r"편성|상황반|총괄반|대책본부|대응반|근무조|비상근무|운영반|대책반|점검반|지원반")
_COUNTED = re.compile(r"TF$|(?:\d|여|몇|수십)(?:개|여|명)$")
"""A stem before 팀 that counts teams: 5개, 10여; 가로조명 does not."""
_ORDINAL = re.compile(r"제?\d+$")
_NEXT_WORD = re.compile(r"\s([가-힣]+)")
_PARTICLES = (
    *("이며", "이고", "에서는", "에서", "에게", "으로", "와의", "과의", "부터", "까지"),
    *("와", "과", "의", "에", "은", "는", "이", "가", "을", "를", "로", "도", "만", "내"),
)
MASKED = "〇"


@dataclass(frozen=True, slots=True)
class Office:
    """An office named in a text, `start` and `end` delimit the name there."""

    name: str
    kind: OrganizationKind
    start: int
    end: int
    sure: bool
    weak: bool = False
    """Not sure, and of a form that names places as well: counts only where it is sure."""
    key: str = ""
    """What names the same office where the print differs: 독산2동 of 독산2동 주민센터."""
    within: str = ""
    """The office printed directly before it, of which it is a part: `관광과 관광개발팀`."""


_BESIDE = re.compile(r"\s?[·ㆍ,]\s?")


@cache
def _words(key: str) -> frozenset[str]:
    """A word list of the lexicon."""
    return frozenset(str(load("offices")[key]).split())


@cache
def _endings(key: str) -> tuple[str, ...]:
    """A word list of the lexicon for `str.endswith`."""
    return tuple(sorted(_words(key), key=len, reverse=True))


@cache
def _has_context() -> re.Pattern[str]:
    """Words by which the names of 동, 읍, 면 in a text mean the offices there."""
    return re.compile("|".join((*map(re.escape, _endings("district_context")), r"\d\s?개?\s?기관\s?[(（:：]")))


def is_office_label(label: str) -> bool:
    """Whether a label, spaces removed, is one whose values are offices: 협조부서, 담당팀."""
    return label in _words("labels")


def is_department(word: str) -> bool:
    """Whether a word alone is a department by its form: 환경과, 조경과; not 추진경과, 기대효과."""
    return word.endswith("과") and _is_plain(word)


def may_name_office(text: str) -> bool:
    """Whether a text has any letter in which the name of an office ends (cheap)."""
    return not _LAST_LETTERS.isdisjoint(text)


def texts_naming_offices(texts: ManyTexts) -> set[int]:
    """Places of the texts in which `find_offices` may find any that no label tells (cheap): few words name one."""
    names = [word for word in texts.words if _forms(word)]
    return texts.holding(names) | texts.matching(_SHARED_END)


@lru_cache(maxsize=2048)
def find_offices(text: str, *, labelled: bool = False, context: str = "") -> tuple[Office, ...]:
    """Own offices named in a text, in order.

    `labelled` where a label or column head says that offices stand here; `context` is what stands over the text.
    """
    if labelled and (whole := text.strip()) in _words("labels") and whole.endswith("팀") and len(whole) > 2:
        start = text.index(whole)  # 관리팀 under 팀명 is a team, elsewhere a label
        return (Office(whole, OrganizationKind.TEAM, start, start + len(whole), True),)
    found = list(_shared_endings(text)) if "," in text or "·" in text else []
    words = [] if _LAST_LETTERS.isdisjoint(text) else [word for word in _WORD.finditer(text) if _forms(word.group())]
    if not words:
        return tuple(found)
    taken = [(office.start, office.end) for office in found]
    listed = _listed_words(text)
    districts = labelled or (
        not _DISTRICT_KINDS.isdisjoint(text) and _has_context().search(f"{context} {text}") is not None
    )
    for match in words:
        if found and match.start() < found[-1].end <= match.end():
            continue
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        office = _read_word(text, match, listed, labelled, districts)
        if office is not None:
            found.append(office)
    return tuple(_with_parents(sorted(found, key=lambda office: office.start), text))


def office_of_post(word: str) -> str:
    """The office whose head a post names: 홍보팀장 is of 홍보팀; empty for any other word."""
    return (
        word[:-1]
        if word.endswith(("팀장", "과장", "국장", "소장", "실장", "동장", "면장", "읍장")) and len(word) > 3
        else ""
    )


def _shared_endings(text: str) -> Iterator[Office]:
    """`세무1,2과` is two offices."""
    if _SHARING_NUMBERS.search(text) is None:
        return
    for match in _SHARED_ENDING.finditer(text):
        kind = OrganizationKind.TEAM if match[4] == "팀" else OrganizationKind.DEPARTMENT
        for number in (match[2], *re.findall(r"\d", match[3])):
            yield Office(match[1] + number + match[4], kind, match.start(), match.end(), True)


def _listed_words(text: str) -> frozenset[int]:
    """Where the words begin that are the whole text, or stand between separators beside an office sure by its form."""
    flat = text.replace(MASKED, " ")
    listed: set[int] = set()
    run: list[re.Match[str]] = []
    position = 0
    for separator in (*_SEPARATOR.finditer(flat), None):
        stop = separator.start() if separator else len(flat)
        words = list(_WORD.finditer(flat, position, stop))
        if words and len(words) <= 2 and _kind_of(words[-1].group()) is not None:
            run.append(words[-1])
        elif words:
            listed.update(_sure_run(run))
            run = []
        position = separator.end() if separator else stop
    listed.update(_sure_run(run))
    alone = len(run) == 1 and not listed and run[0].group() == flat.strip()
    if alone and _split_ending(run[0].group())[1] in {"팀", "과", "담당관"}:
        listed.add(run[0].start())
    return frozenset(listed)


def _sure_run(run: list[re.Match[str]]) -> list[int]:
    """Where the words of a list begin if one of them is an office by its form."""
    return [word.start() for word in run] if any(_is_plain(word.group()) for word in run) else []


def _is_plain(word: str) -> bool:
    """Whether a word is an office by its form alone: it ends like one and says what it is about."""
    if _has_sure_ending(word):
        return True
    stem, ending = _split_ending(word)
    if ending == "과" and _is_common_noun(word):
        return False
    return ending in {"과", "담당관", "팀", "국"} and _is_subject(stem) and not _is_chance_team(stem)


def _has_sure_ending(word: str) -> bool:
    """보건소 and the like, and any 사업소 with a name."""
    if word in _words("fixed"):
        return True
    if not word.endswith(_endings("sure_endings")):
        return False
    return any(word.endswith(ending) and len(word) >= len(ending) + 2 for ending in _words("sure_endings"))


def _is_common_noun(word: str) -> bool:
    """Whether a word in 과 is a common noun: 검사결과, 교육성과; but not 환경과, 교통과."""
    ending = next((ending for ending in _endings("never_department_endings") if word.endswith(ending)), "")
    return bool(ending) and (not _ends_with_subject(word[:-1]) or _is_subject(word[: -len(ending)]))


def _split_ending(word: str) -> tuple[str, str]:
    """Stem and ending of a word that ends like a department, a team or a bureau."""
    for ending in ("담당관", "과", "팀", "국"):
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], ending
    return word, ""


@cache
def _subject_suffixes() -> frozenset[str]:
    """What offices are about."""
    return _words("subjects")


def _is_subject(stem: str) -> bool:
    """Whether a stem ends with something that offices are about (세무1 as 세무)."""
    plain = _ORDINAL.sub("", stem)
    if len(plain) == 4 and plain[:2] in _subject_suffixes() and plain[2:] not in _words("never_teams"):
        return True
    return _ends_with_subject(plain)


def _ends_with_subject(stem: str) -> bool:
    """Whether the last part of a stem is by itself what offices are about; not 재산세부(과)."""
    plain = _ORDINAL.sub("", stem)
    return any(plain[begin:] in _subject_suffixes() for begin in range(max(0, len(plain) - 7), len(plain) - 1))


def _is_chance_team(stem: str) -> bool:
    """What stands before 팀 where no office is meant: 참가팀, TF팀, 5개팀."""
    return stem in _words("never_teams") or bool(_COUNTED.search(stem)) or not _TWO_LETTERS.search(stem)


def _kind_of(name: str) -> OrganizationKind | None:
    """The kind of office whose names end like this one; None where none does."""
    if name[-1:] not in _LAST_LETTERS or name in _words("labels"):
        return None
    if _has_sure_ending(name):
        return OrganizationKind.DEPARTMENT
    stem, ending = _split_ending(name)
    if ending == "팀":
        return None if _is_chance_team(stem) else OrganizationKind.TEAM
    if ending in {"과", "담당관"}:
        never = len(stem) < 2 or (ending == "과" and _is_common_noun(name))
        return None if never else OrganizationKind.DEPARTMENT
    if name.endswith(("국", "실")) and len(name) >= 3:
        return None if name.endswith(_endings("rooms")) and not _names_two(name) else OrganizationKind.BUREAU
    if len(name) >= 4 and name.endswith(_endings("listed_endings")):
        none = name in _words("kinds") or name.endswith(_endings("bodies"))
        return None if none else OrganizationKind.DEPARTMENT
    return OrganizationKind.DEPARTMENT if _district_name(name) else None


def _names_two(name: str) -> bool:
    """Whether two things that offices are about stand before 실, so that no room is meant: 홍보전산실."""
    return len(name) == 5 and {name[:2], name[2:4]} <= _subject_suffixes()


def _district_name(name: str) -> str:
    """A word shaped like the name of a 동, 읍 or 면; empty for anything else."""
    match = _DISTRICT.fullmatch(name)
    if match is None or name in _words("never_districts") or _VERB_ENDING.search(name):
        return ""
    if (match["kind"] != "동" and len(match["stem"]) > 3) or (len(match["stem"]) < 2 and not match["number"]):
        return ""
    never = any(name.endswith(word) for word in _words("never_districts") if len(word) >= 3)
    common = len(name) >= 4 and not match["number"] and name[-2:] in _words("never_districts")
    return "" if never or common else name


def _read_word(
    text: str, match: re.Match[str], listed: frozenset[int], labelled: bool, districts: bool
) -> Office | None:
    """The office that a word names, if any."""
    word, start = match.group(), match.start()
    glued = _LABEL_GLUED.match(word)
    if glued:
        word, start = word[glued.end() :], start + glued.end()
    district = _district_office(text, word, start)
    if district is not None:
        return district
    for name, particle, kind in _forms(word)[:1]:
        end = start + len(name)
        if name[-1] in "동읍면" and not _has_sure_ending(name):
            if not districts or _ADDRESS.match(text, end):
                return None
            return Office(name, kind, start, end, True)
        beside = (match.start() in listed and not particle) or (labelled and _is_item(text, name, end))
        sure = _is_sure(text, name, particle, end, beside)
        return Office(name, kind, start, end, sure, weak=_split_ending(name)[1] in {"", "국"})
    return None


def _is_item(text: str, name: str, end: int) -> bool:
    """Whether a label of offices makes a name one: not a room, nor a common noun with more behind it (분석과 연계)."""
    if name[-1] in "실단":
        return False
    return name[-1] != "과" or _is_plain(name) or _NEXT_WORD.match(text, end) is None


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[tuple[str, str, OrganizationKind], ...]:
    """A word as name, particle and kind of office: first without a particle after a definite ending, then as it is."""
    if _LAST_LETTERS.isdisjoint(word):
        return ()
    if glued := _LABEL_GLUED.match(word):
        word = word[glued.end() :]
    if _DISTRICT_OFFICE_BEGIN.match(word):
        return ((word, "", OrganizationKind.DEPARTMENT),)
    split = [
        (word[: -len(particle)], particle) for particle in _particles().get(word[-1], ()) if word.endswith(particle)
    ]
    if word[-1] not in _LAST_LETTERS and _LAST_LETTERS.isdisjoint([name[-1:] for name, _ in split]):
        return ()
    found = []
    for name, particle in split:
        if len(name) > 2 and (_is_plain(name) or (len(name) > 3 and name.endswith(("팀", "담당관", "사업소")))):
            found.append((name, particle))
    found.append((word, ""))
    found.extend((name, particle) for name, particle in split if len(name) >= 3)
    return tuple((name, particle, kind) for name, particle in found if (kind := _kind_of(name)) is not None)


@cache
def _particles() -> dict[str, tuple[str, ...]]:
    """Particles by their last letter."""
    table: dict[str, tuple[str, ...]] = {}
    for particle in _PARTICLES:
        table[particle[-1]] = (*table.get(particle[-1], ()), particle)
    return table


def _district_office(text: str, word: str, start: int) -> Office | None:
    """`독산2동 주민센터`, `하성면행정복지센터`: the office of a 동 or 면, under the place's name."""
    inside = _DISTRICT_OFFICE_BEGIN.match(word)
    place = inside[1] if inside else word
    if place[-1:] not in "동읍면" or not _district_name(place):
        return None
    office = _DISTRICT_OFFICE.match(text, start + len(place))
    if office is None:
        return None
    return Office(text[start : office.end()], OrganizationKind.DEPARTMENT, start, office.end(), True, key=place)


def _is_sure(text: str, name: str, particle: str, end: int, beside: bool) -> bool:
    """Whether a name of this form, standing here, is that of an office."""
    if _has_sure_ending(name):
        return True
    stem, ending = _split_ending(name)
    if beside:
        return ending != "팀" or not _MAKESHIFT.search(text)
    if ending == "팀":
        return _is_subject(stem) and len(stem) >= 2 and not _MAKESHIFT.search(text)
    if ending == "담당관":
        return _is_subject(stem)
    if ending != "과" or not _is_subject(stem):
        return False
    if particle not in {"", "의", "는", "도", "만"} or (not particle and _ENDS_LIST.match(text, end)):
        return True
    following = _NEXT_WORD.match(text, end) if not particle else None
    if following is None:
        return False
    return following[1] in _words("after_department") or _kind_of(following[1]) is OrganizationKind.TEAM


def _with_parents(offices: list[Office], text: str) -> list[Office]:
    """Offices with the larger one that stands directly before them, and bureaus that only such a place makes sure."""
    larger = {OrganizationKind.TEAM: 1, OrganizationKind.DEPARTMENT: 2, OrganizationKind.BUREAU: 3}
    found: list[Office] = []
    for office in offices:
        before = found[-1] if found else None
        beside = before is not None and before.sure and _BESIDE.fullmatch(text[before.end : office.start])
        if beside and before is not None and before.kind is office.kind is OrganizationKind.DEPARTMENT:
            office = replace(office, sure=True)  # 보건소·세무과: one of a list
        if (
            before is not None
            and re.fullmatch(r"[ (（]", text[before.end : office.start])
            and larger[before.kind] > larger[office.kind]
        ):
            if before.kind is OrganizationKind.BUREAU and office.sure and _is_subject(before.name[:-1]):
                found[-1] = Office(before.name, before.kind, before.start, before.end, True, within=before.within)
            office = Office(
                office.name, office.kind, office.start, office.end, office.sure, office.weak, office.key, before.name
            )
        found.append(office)
    return found
