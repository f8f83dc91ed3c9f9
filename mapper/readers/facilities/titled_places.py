"""Places that the title of a project or a part names, whose address the 위치 line below it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mapper.layout import Node
from mapper.readers.context.scope import PlanView
from mapper.readers.facilities.facts import find_address, find_size
from mapper.readers.facilities.place_names import find_places, is_loose, is_proper
from mapper.readers.facilities.statements import NAMED, Statement
from mapper.records import Span
from mapper.values.text import clean, squeeze

_LABELS = frozenset(["위치", "사업위치", "소재지", "건립위치", "조성위치", "설치위치"])
_BUILT = re.compile(
    r"\s(?:[가-힣]{2,8}\s)?(?:건립|신축|증축|조성|이전|리모델링|기능보강|환경개선|시설개선|개보수|보수|보강|정비|개선|확충|현대화|설립|복원)"
    r"(?:\s?(?:공사|사업))?$"
)
"""What is done with the place that a title begins with, and no more."""
_BRANCH = re.compile(r"\s[가-힣]{1,6}(?:분관|별관|신관|본관|분원|분소)(?=\s)")
_QUOTED = re.compile(r"\s?[「『‘“\"'][^「」『』‘’“”\"']{2,20}[」』’”\"'](?=\s)")
"""A name in quotes behind what kind of place it is: 시민스튜디오 「노을」."""
_SIZES = frozenset(["규모", "사업규모", "시설규모", "건축규모", "건립규모", "면적", "연면적"])
_BUILDING = frozenset(["사업내용", "구축시설", "건립내용", "조성내용"])
_NAMES = frozenset(["시설명", "건립시설", "대상시설", "조성시설", "건물명", "시설명칭"])
_AREA = re.compile(r"(?:[가-힣]+(?:도|시|군|구|읍|면)\s)*[가-힣\d]{2,8}(?:로|길|동|리|읍|면)")
"""A street or a village without a number."""
_AROUND = re.compile(r"\s?(?:일원|일대|번지|외\s?\d+필지|[(（][^()（）]*[)）])\s?$")


def titled_place(view: PlanView, node: Node) -> Statement | None:
    """`위치 : 남문동 415-2번지` below `솔내회관 건립` or beside `시설명 : 솔내회관`: the place; else None."""
    project = view.scope(node).project
    if project is None or squeeze(node.label) not in _LABELS or not _is_address(node.value):
        return None
    beside = node.parent.children if node.parent is not None else []
    size = next((found for item in beside if squeeze(item.label) in _SIZES and (found := find_size(item.value))), "")
    named = next((item for item in beside if squeeze(item.label) in _NAMES), None)
    built = next((item for item in beside if squeeze(item.label) in _BUILDING and _place_of(item.value)), None)
    if built is not None and (name := _place_of(built.value)):
        return Statement(name, built.span, "facility-title", NAMED, clean(node.value), size, built.value)
    if named is not None and (place := next(iter(find_places(named.value)), None)) and not place.start:
        size = find_size(named.value) or size
        return Statement(place.name, named.span, "facility-title", NAMED, clean(node.value), size)
    for title, line in (*_heads(node, project.first), (project.title, project.title_line or project.line)):
        if name := _place_of(title):
            return Statement(name, Span(line, line), "facility-title", NAMED, clean(node.value), size, title)
    return None


def _place_of(title: str) -> str:
    """The place with a name of its own that a title says is built, and no more: `장미공원 지하주차장 조성`."""
    places = find_places(title)
    if not places or places[0].start:
        return ""
    place = places[0]
    if len(places) > 1 and title[place.end : places[1].start] == " ":
        place = replace(places[1], name=title[: places[1].end])
    elif is_loose(place.noun):
        return ""
    further = _BRANCH.match(title, place.end) or _QUOTED.match(title, place.end)
    end = further.end() if further else place.end
    return title[:end] if is_proper(title[:end]) and _BUILT.fullmatch(title, end) else ""


def _heads(node: Node, first: int) -> Iterator[tuple[str, int]]:
    """Text and line of the lines above a line, inside its project."""
    for above in node.ancestors():
        if above.table is None and above.first >= first:
            yield above.text, above.first


def _is_address(value: str) -> bool:
    """Whether a value is an address and nothing else."""
    bare = _AROUND.sub("", _AROUND.sub("", value)).strip()
    if _AREA.fullmatch(bare):
        return True
    return bool(bare) and _AROUND.sub("", find_address(value)).strip() == bare
