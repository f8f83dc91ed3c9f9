"""Reads places from lines: items of labels of place, lines headed by a place, places at which something is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from mapper.layout import Node
from mapper.layout.node import OPENING
from mapper.readers.assets.names import find_things
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sheets import label_rows, sheet_lines
from mapper.readers.facilities.facts import find_address, find_operator, find_size
from mapper.readers.facilities.place_items import Item, split_places
from mapper.readers.facilities.place_names import Place, find_places, head_noun, is_loose, is_proper
from mapper.readers.facilities.statements import LISTED, MENTIONED, NAMED, Statement, is_place_label, labels
from mapper.readers.facilities.titled_places import titled_place
from mapper.records import AssetClass, Span
from mapper.values.dates import find_periods
from mapper.values.text import split_outside_brackets, squeeze
from mapper.values.words import any_of

_SKIPPED = frozenset({"duties", "staff", "organization", "committees", "list", "contents", "indicator", "cooperation"})
_VAGUE = frozenset({"need", "effect", "direction", "problem"})
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_AT = re.compile(
    r"\s?(?:[(（][^()（）]*[)）])?\s?(?:등(?:\s\d+\s?개소)?(?:에|에서)?(?![가-힣])|에서?(?![가-힣])|에는|내(?![가-힣])|일원|일대|및\s)"
)
_NEXT_LABEL = re.compile(r"\s[/|]\s(?=[가-힣\s]{2,8}[:：])")
"""What parts the value of a label from the next label of its line: `대상지 : 가람면 / 사업비 : 6천만원`."""
_UNMARKED = re.compile(r"(\S(?:\s*\S){1,5}?)\s{1,}(?=[가-힣])")
_BARE_LABELS = frozenset(["장소", "위치", "교육장소", "행사장소", "사업위치", "사업장소", "설치장소", "설치위치"])
LONGEST_UNMARKED = 40
"""Letters of a line whose label of place stands without its colon."""
_REACH = 45
"""How many characters behind a place the deed may stand."""
_OWN_NAME = re.compile(
    r"\s?(?:「[^「」]{1,12}」|『[^『』]{1,12}』|‘[^‘’]{1,12}’|“[^“”]{1,12}”|\"[^\"]{1,12}\"|'[^']{1,12}')"
)
"""The name of its own in quotation marks behind a common noun: `스튜디오 「소리」`."""
_BRACKET_BEHIND = re.compile(r"\s?[(（]([^()（）]*)[)）]")
_WORKS = re.compile(
    r"\s(?:시설\s?)?(?:증설|증축|개축|리모델링|개보수|보수|보강|정비|환경개선|시설개선|기능보강|확장|재단장|현대화|개선)\s?(?:공사|사업)"
    r"|\s(?:개관|개장|준공|착공|재개관|재개장)(?=$|[\s,(['‘’])"
)
_WORKS_IN_IT = re.compile(
    r"\s(?:[가-힣]{2,8}\s){1,2}(?:보수|보강|교체|정비|개선|철거|설치|운영|개최|전시)(?:\s?(?:공사|사업))?\s?(?:완료|추진|실시)?(?=$|[,(:：])"
)
"""A thing or an event and what is done with it: `솔내향교 담장 보수 완료(9월)`, `솔내회관 기획공연 운영: 14회`."""
LONGEST_HEAD = 24
"""Letters of a label that is a place."""
_GENERAL_HEAD = re.compile(
    r"(?:세부|주요|향후|중점|연간|\d{4}년)*(?:추진|실시|시행)?(?:계획|실적|사항|상황|경과|성과|내용|방향)"
)
"""The head of a section, which does nothing at the places below it."""
_TARGETS = re.compile(
    r"(?:사업|진단|점검|보수|보강|정비|공사|설치|조사)?대상(?:시설|지)?|[가-힣]{0,12}(?:교량|터널|공원|저수지|시설)\d+개소"
)
"""What is worked on: places, where all that the label lists are such."""
_AND_OTHERS = re.compile(r"\s?등(?:\s?\d+\s?개소)?\s*$")
_BRIDGE_WORK = re.compile(r"교량|내진|안전진단|안전점검|신축이음|고가교|대교")
_BRIDGE = re.compile(r"[가-힣]{2,8}교")
_NUMBERING = re.compile(r"^[*\\※\s]+")


def read_facility_line(view: PlanView, node: Node) -> list[Statement]:
    """Places of a bullet, head or paragraph."""
    scope = view.scope(node)
    cover = scope.part == "cover" and scope.project is None
    if scope.holds_list or scope.section in _SKIPPED or len(node.text) < 3 or cover:
        return []
    labelled = list(_labelled(node)) if _may_hold_label(node) else []
    titled = titled_place(view, node) if labelled else None
    if titled is not None:
        return [titled]
    if labelled or scope.section == "budget":
        return labelled
    text = node.text
    places = find_places(text)
    if not places or _VAGUE & set(scope.sections[:1]) or scope.part == "vision":
        return []
    if scope.project is not None and squeeze(text) == squeeze(scope.project.title):
        return []
    if targets := _targets(node):
        return targets
    return [
        *_headed(node, places),
        *_described(node, places),
        *_worked_on(node, places),
        *_listed(node),
        *_bracketed(node),
        *_done_at(node, places),
        *_equipped(node, places),
    ]


def read_sheet_places(view: PlanView, node: Node) -> Iterator[Statement]:
    """Places beside the labels of place of a project's sheet; none of a sheet that describes one facility."""
    if view.scope(node).project is None or node.table is None:
        return
    if {squeeze(label.text) for label, _ in label_rows(node.table)} & labels("columns", "name"):
        return
    for line in sheet_lines(view, node):
        yield from _labelled(line.node)


def _labelled(node: Node) -> Iterator[Statement]:
    """Items of 장소, 위치, 교육장소 ...: `장소 : 솔내광장, 물빛생태관`; in brackets and without the colon, too."""
    for label, value in _label_values(node):
        if label in labels("labels", "mixed"):
            value = _without_dates(value)
        elif not is_place_label(label):
            continue
        start = max(node.text.find(value[:12]), 0) if value else 0
        for item in split_places(value):
            yield _statement(node, item, LISTED, "facility-label", start)


def _label_values(node: Node) -> Iterator[tuple[str, str]]:
    """Labels of a line, spaces and brackets removed, with their values: at its head, in brackets, behind a clause."""
    text = node.text
    bracket = node.bracket_title
    if bracket and is_place_label(squeeze(bracket)):
        yield squeeze(bracket), text[text.find(bracket) + len(bracket) :].lstrip(")）]〉>】 :：")
        return
    if node.label:
        yield squeeze(_BRACKET.sub("", node.label)), _NEXT_LABEL.split(node.value)[0]
    elif _may_open_with_label(text) and (match := _UNMARKED.match(text)) and squeeze(match[1]) in _BARE_LABELS:
        yield squeeze(match[1]), text[match.end() :]
        return
    for match in _inline().finditer(text, 1) if ":" in text or "：" in text else ():
        yield squeeze(match[1]), match[2].strip()


def _may_hold_label(node: Node) -> bool:
    """Whether a label opens a line or stands inside it at all (cheap)."""
    text = node.text
    return bool(node.label) or text[:1] in OPENING or ":" in text or "：" in text or _may_open_with_label(text)


def _may_open_with_label(text: str) -> bool:
    """Whether a label of place without its colon may open a line: 장소, 위치 (cheap)."""
    return len(text) <= LONGEST_UNMARKED and ("소" in text or "치" in text)


@cache
def _inline() -> re.Pattern[str]:
    """A label of place behind a clause: `교육 2회(장소 : 솔내회관)`, `기간 : 3월 / 장소 : 솔내광장`."""
    words = any_of(labels("labels", "places"), spaced_from=2)
    return re.compile(
        rf"[(（/,※∙·\s-]({words}|[가-힣]{{2}}장소)\s?[:：]\s*([^()（）/|]{{2,40}}(?:[(（][^()（）]*[)）])?)"
    )


def _without_dates(value: str) -> str:
    """The value of `일시 및 장소` without its dates and times."""
    pieces = [
        piece
        for piece in re.split(r"\s?[/,]\s?", value)
        if not find_periods(piece, 2000) and not re.search(r"\d{1,2}\s?[:시]", piece)
    ]
    return ", ".join(pieces)


def _statement(node: Node, item: Item, rank: int, rule: str, position: int = 0, purpose: str = "") -> Statement:
    """A statement of a line."""
    line = node.line_at(max(node.text.find(item.name, position), position))
    return Statement(item.name, Span(line, line), rule, rank, item.location, item.size, purpose)


def _targets(node: Node) -> list[Statement]:
    """The list of those that are worked on: `대상 : 동호대교, 남천교 등 8개소`, `대상 교량 3개소 ― 가온대교, 은내교`.

    A name that only ends in 교 is that of a bridge where the line or the one above it says so, or another name does.
    """
    if _TARGETS.fullmatch(squeeze(_BRACKET.sub("", node.label))) is None:
        return []
    parts = split_outside_brackets(_AND_OTHERS.sub("", _NEXT_LABEL.split(node.value)[0]), ",，、·")
    above = node.parent.text if node.parent is not None else ""
    bridges = _BRIDGE_WORK.search(node.text + above) is not None
    for part in parts:
        noun = head_noun(part)
        named = (noun and is_proper(part)) or (bridges and _BRIDGE.fullmatch(part))
        if not named or any(map(str.isdigit, part)):
            return []
    return [_statement(node, Item(part), LISTED, "facility-list", len(node.label), node.label) for part in parts]


def _headed(node: Node, places: tuple[Place, ...]) -> Iterator[Statement]:
    """A line whose label is a place, its value what is done there, or its address and size."""
    label, value = _NUMBERING.sub("", node.label), node.value
    if not label or not value or not places or len(squeeze(label)) > LONGEST_HEAD:
        return
    bare = _BRACKET.sub("", value)
    address = find_address(bare[:40]) if find_address(bare[:40]) and bare.startswith(find_address(bare[:40])) else ""
    told = bool(address) or bool(find_size(bare))
    for item in split_places(label):
        noun = head_noun(item.name)
        if (
            noun
            and (is_proper(item.name) or (address and find_size(bare)))
            and (told or not is_loose(noun))
            and (told or not re.fullmatch(r"[\d,.\s]+[가-힣㎡%]{0,4}(?:[(（].*[)）])?", value))
        ):
            located = Item(item.name, item.location or address, item.size or find_size(bare))
            statement = _statement(node, located, NAMED, "facility-line", 0, "" if told else value)
            yield replace(statement, operator=find_operator(value))


def _described(node: Node, places: tuple[Place, ...]) -> Iterator[Statement]:
    """Places with an address, a floor or an area in brackets: `통합관제센터(구청 별관 2층, 면적 312㎡)`."""
    for place in places:
        own = _OWN_NAME.match(node.text, place.end)
        end = own.end() if own else place.end
        bracket = _BRACKET_BEHIND.match(node.text, end)
        address = find_address(bracket[1]) if bracket else ""
        if bracket is None or (is_loose(place.noun) and not _is_whole_address(address, bracket[1])):
            continue
        size = find_size(bracket[1]) or (find_size(node.text[bracket.end() :]) if len(places) == 1 and address else "")
        proper = own is not None or is_proper(place.name)
        if (address and (size or proper or " " in address)) or (size and proper):
            item = Item(node.text[place.start : end], address, size)
            described = _statement(node, item, NAMED, "facility-described", place.start)
            yield replace(described, operator=find_operator(node.text[bracket.end() :]))


def _is_whole_address(address: str, bracket: str) -> bool:
    """Whether brackets hold an address with its number and nothing else: `(하늘동 21-4번지)`."""
    return bool(re.search(r"\d(?:번지)?$", address)) and address == bracket.strip()


def _worked_on(node: Node, places: tuple[Place, ...]) -> Iterator[Statement]:
    """Places that are enlarged, mended or opened, or open a line of what is done there: `물빛배수지 증설공사 준공`."""
    for place in places:
        if not is_proper(place.name) or is_loose(place.noun):
            continue
        if _WORKS.match(node.text, place.end) or (not place.start and _WORKS_IN_IT.match(node.text, place.end)):
            yield _statement(node, Item(place.name), MENTIONED, "facility-works", place.start)


def _listed(node: Node) -> Iterator[Statement]:
    """A list of places under a deed, or beside one: `조형물 설치(2개소) : 솔내공원, 물빛파크`."""
    label, value = node.label, node.value
    above = next(iter(node.ancestors()), None)
    deed = label if label else above.text if above is not None else ""
    if not label and (_GENERAL_HEAD.fullmatch(squeeze(deed)) or any(_is_of_event(below) for below in node.children)):
        return
    if not (_PUTS.search(_BRACKET.sub("", label)) if label else _deed_in(deed)):
        return
    bare = _BRACKET.sub("", node.text)
    if not label and (_COUNTED_DEED.search(bare) or _COUNTED_PLACES.search(bare)):
        return
    items = split_places(_NUMBERING.sub("", value if label else node.text))
    placed = [item for item in items if head_noun(item.name)]
    firm = [item for item in placed if is_proper(item.name) and (label or _is_site(head_noun(item.name)))]
    if not firm or len(placed) * 2 < len(items) or (not label and len(firm) < len(items) and len(items) > 2):
        return
    if (
        label
        and len(firm) * 2 >= len(placed)
        and all(not is_loose(head_noun(item.name)) for item in placed if item not in firm)
    ):
        firm = placed
    at = node.text.find(value) if label else 0
    for item in firm:
        yield _statement(
            node, item, LISTED, "facility-list", at, deed if label else above.text if above is not None else ""
        )


def _is_of_event(node: Node) -> bool:
    """Whether a line tells what a course or an event tells and no place does: whom it is for, when and how it is."""
    return squeeze(node.label) in labels("labels", "event")


def _is_site(noun: str) -> bool:
    """Whether a head noun names one place also in a bare list; of the loose ones only what is built does."""
    return not is_loose(noun) or noun in {"센터", "역", "터널", "아파트", "상가", "교차로", "관광지"}


def _bracketed(node: Node) -> Iterator[Statement]:
    """Places in brackets behind what is put or held at them: `차단시설 3개소 설치(동솔지하차도, 서솔지하차도)`."""
    for match in re.finditer(r"[(（]([^()（）]*)[)）]", node.text):
        before = node.text[: match.start()].rstrip()
        held = _EVENT.search(before) is not None
        counted = _COUNTED_THING.search(before) is not None
        if not (held or counted or _PUTS.search(before)):
            continue
        pieces = [_PIECE_COUNT.sub("", piece) for piece in split_outside_brackets(match[1], ",，、")]
        if held:
            pieces = [rest for piece in pieces if not re.search(r"\d", rest := _behind_date(piece))]
        items = [item for piece in pieces for item in split_places(piece)]
        proper = sum(is_proper(item.name) for item in items)
        firm = proper * 2 > len(items) and all(head_noun(item.name) for item in items)
        if firm and (len(items) > 1 or (items and not counted and not is_loose(head_noun(items[0].name)))):
            for item in items:
                yield _statement(node, item, LISTED, "facility-list", match.start(), before)


def _behind_date(piece: str) -> str:
    """What stands behind the date that a piece begins with (`'25. 6. 19. 솔내회관`)."""
    period = next(iter(find_periods(piece, 2000)), None)
    return piece if period is None or piece[: period.begin].strip(" '‘’`") else piece[period.stop :].strip(" .")


def _done_at(node: Node, places: tuple[Place, ...]) -> Iterator[Statement]:
    """Places at which a sentence does something: `솔내공원(솔동) 등에 공공와이파이 설치`."""
    text = node.text
    for place in _sites(text, places):
        if not _deed_in(text[place.end : place.end + _REACH]):
            continue
        bracket = re.match(r"\s?[(（]([^()（）\d]{2,10})[)）]", text[place.end :])
        item = Item(place.name, bracket[1] if bracket else "")
        yield _statement(node, item, MENTIONED, "facility-sentence", place.start)


def _sites(text: str, places: tuple[Place, ...]) -> list[Place]:
    """The places with 에, 에서, 등 behind them, and those that a comma ties to one of these."""
    found: list[Place] = []
    for place in reversed(places):
        if not is_proper(place.name) or is_loose(place.noun):
            continue
        tied = found and _TIED.fullmatch(text, place.end, found[0].start) is not None
        if tied or _AT.match(text, place.end):
            found.insert(0, place)
    return found


_TIED = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?[,·ㆍ]\s?")
_DEEDS = re.compile(any_of(labels("deeds", "words"), spaced_from=99))


def _equipped(node: Node, places: tuple[Place, ...]) -> Iterator[Statement]:
    """Places that get a thing which stands there: `솔내공원 미디어파사드 설치`."""
    text = node.text
    for place in places:
        if not is_proper(place.name) or is_loose(place.noun) or not text[place.end : place.end + 1].isspace():
            continue
        thing = next((entry for entry in find_things(text) if entry.start <= place.start < place.end < entry.end), None)
        if thing is not None and thing.asset_class in _STANDING and _PUT_NEXT.match(text, thing.end):
            yield _statement(node, Item(place.name), MENTIONED, "facility-sentence", place.start)


_STANDING = frozenset({AssetClass.DISPLAY, AssetClass.KIOSK, AssetClass.WIFI_SITE, AssetClass.CCTV})
"""Classes of things that stand at a place."""
_PUT_NEXT = re.compile(r"\s?(?:\d+\s?[가-힣]{1,2}\s?)?(?:신규\s?|추가\s?)?(?:설치|구축|조성|교체|확충|신설|도입)")
_PUTS = re.compile(
    r"(?:(?:설치|조성|구축|배치|보급|전시|개최|부착|확충|신설|정비|보수|리모델링|교체|(?<!\d)(?<!\d\s)개소|도입|확대|시범운영|상영|식재|개선)"
    r"(?:\s?(?:대상지|대상|장소|지점|위치|현황))?(?:\s?\d+\s?(?:개소|곳|대|기|동|면|식|개))?"
    r"|\d\s?(?:개소|곳)\s?(?:설치|조성|구축|신설|정비))\s?$"
)
_COUNTED_THING = re.compile(r"\d\s?(?:대|기|식|면|개소|개)\s?$")
_COUNTED_DEED = re.compile(
    r"\d\s?(?:개소|곳|대|기|식|면|개|동)?\s?(?:를\s?|을\s?)?(?:신규\s?|추가\s?)?(?:설치|조성|구축|신설|정비|교체|확충|보급|배치|도입|운영)"
)
_COUNTED_PLACES = re.compile(r"(?<![가-힣])(?!등|총|외)[가-힣]+\s?\d[\d,]*\s?(?:개소|곳|군데)")
"""Places that are counted, not named: `경로당 497개소`; but not `솔내공원 등 3개소`."""
_PIECE_COUNT = re.compile(r"\s?\d+\s?(?:개소|곳|대|기|식|면|개)?\s?$")
_EVENT = re.compile(
    r"(?:설명회|간담회|토론회|포럼|세미나|워크숍|워크샵|발표회|공연|축제|행사|전시회|사진전|박람회|대회|콘서트|음악회|컨퍼런스|공청회"
    r"|기념식|준공식|개관식|개소식|시상식|선포식|발대식|연찬회|심포지엄|아카데미|특강|강연|보고회|총회|한마당|페스티벌|캠페인|버스킹|플리마켓|경연|마라톤|걷기|상담회|발대|캠프|교육|체험)"
    r"\s?(?:개최|실시|운영|추진|진행)?\s?(?:\d+\s?회)?\s?$|\d\s?회\s?(?:개최|실시|운영)?\s?$"
)


def _deed_in(text: str) -> bool:
    """Whether a text says that something is done."""
    return _DEEDS.search(text) is not None
