"""Reads who takes which part in a project (table partners): lead, cooperating, trustee, contractor, partner.

The label of a line, row or column tells the part (추진부서, 협조부서, 위탁기관, 시공사), else the sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mapper.layout import Node, Table
from mapper.lexicon import load
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.municipalities import find_municipality_names
from mapper.readers.context.passages import Passage
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import bare_label
from mapper.readers.context.subjects import Subjects
from mapper.readers.offices.outside_bodies import find_bodies, is_company
from mapper.readers.offices.own_offices import MASKED, find_offices, office_of_post
from mapper.readers.partners.labels import (
    LabelRole,
    inner_segments,
    is_topic,
    label_role,
    line_label,
    may_hold_labels,
    shared_segments,
)
from mapper.readers.partners.sentences import (
    find_parts,
    is_authority,
    is_coined_name,
    is_proper_name,
    is_trusted,
    may_tell_parts,
)
from mapper.records import OrganizationKind, PartnerRole, PartnerRoleKind, Record, Ref, Span
from mapper.values.text import letters, split_outside_brackets, squeeze

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_SMALL_UNIT = re.compile(r"(?<=[가-힣]\s)[가-힣]{2,10}담당(?![가-힣])|^\s*[가-힣]{2,10}담당\s*$")
_PERSONS = re.compile(r"담당자[^가-힣]*.*$")
_SPLIT = re.compile(r"\s및\s|(?<=[가-힣])\s?[·ㆍ/](?=\s?[가-힣]{2,}(?:과|팀|담당관|소|국|청|서)(?![가-힣]))")
_SHARED_ENDING = re.compile(r"(?<![가-힣])[가-힣]{2,14}\d(?:\s?[,·]\s?\d)+(?:과|팀|동)")
_NOT_NAMED = re.compile(r"\d|미정|예정|선정|공모|입찰|해당|없음|추후|직영|직접|비예산|별도")
_ETC = re.compile(r"\s?(?:등|외)\s?(?:\d+개?\s?(?:부서|기관|개소|개사|단체|업체|곳)?)?$")
_COUNTED_LIST = re.compile(r"^\s*(?:총\s?)?\d{1,3}\s?개?\s?[가-힣]{0,4}\s?[(（\[](?P<list>.+)[)）\]]\s*$")
_AFTER_DATE = re.compile(r"^[\s'‘’\d.~∼년월일-]*\d[.년월일]\s?[(（](?P<list>[^()（）]+)[)）]\s*$")
"""`협약 체결 : 2025. 7. 4.(가나통신)`: the bodies stand in brackets after the date."""
_ALL_OFFICES = re.compile(
    r"(?:전|각)?(?:부서|실·?국|실·?과(?:·?소)?|실·?국·?과(?:·?소)?|국·?과|과·?소|읍·?면(?:·?동)?|동|시·?군(?:·?구)?)|동주민센터"
)
"""All own offices, or all of a kind."""
_PLACES = ("시장", "마트", "호텔", "농원", "수목원", "서점", "약국")
"""Proper names of places, at which something is done."""
_COUNT_BEFORE = re.compile(r"^(?:총\s?)?\d{1,3}\s?개?\s?(?:소|기관|사|곳|단체|업체|부서)\s?[-:：]\s?")
_NO_PARTS = frozenset({"duties", "staff", "organization", "committees", "budget", "list", "contents"})
_OPERATORS = frozenset({"운영", "관리", "운영관리", "관리운영"})
"""Heads of columns of facilities that tell who runs them: no part is said."""
_RUNNING = frozenset({PartnerRoleKind.TRUSTEE, PartnerRoleKind.CONTRACTOR})
"""Parts that the general part of a plan tells: who runs a facility, who maintains a system."""


@dataclass(frozen=True, slots=True)
class Part:
    """A body with its part; `start` and `end` delimit the name in its passage."""

    org: str
    role: PartnerRoleKind
    start: int
    end: int


def read_partners(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table partners, each body once for a part in a project."""
    own = view.departments[0].plan.municipality if view.departments else ""
    seen: dict[tuple[Ref, PartnerRoleKind], list[str]] = {}
    for node, parts in _all_parts(view, own):
        scope = view.scope(node)
        if scope.project is None and (scope.part == "cover" or scope.section in _NO_PARTS):
            continue
        general = scope.project is None and scope.part == "general"
        for passage, part in parts:
            if general and (part.role not in _RUNNING or not find_bodies(part.org, own)):
                continue
            names = seen.setdefault((scope.ref, part.role), [])
            name = letters(part.org)
            if name and not any(known == name or (len(name) > 3 and known.endswith(name)) for known in names):
                names.append(name)
                yield PartnerRole(
                    span=passage.span(part.start, part.end), rule=f"partner-{part.role.value}",
                    project=scope.ref, org=part.org, role=part.role,
                )  # fmt: skip


def find_role_bodies(view: PlanView) -> Iterator[tuple[str, Span]]:
    """Bodies outside that only the part they take shows to be such: a school or a church among 협약기관."""
    own = view.departments[0].plan.municipality if view.departments else ""
    for _, parts in _all_parts(view, own):
        for passage, part in parts:
            if part.role is PartnerRoleKind.LEAD or find_bodies(part.org, own) or len(part.org) > 20:
                continue
            government = find_municipality_names(part.org) == [part.org] != [own]
            proper = is_proper_name(part.org) or (part.role in _RUNNING and is_coined_name(part.org))
            if government or (proper and not any(office.sure for office in find_offices(part.org))):
                yield part.org, passage.span(part.start, part.end)


def _all_parts(view: PlanView, own: str) -> list[tuple[Node, list[tuple[Passage, Part]]]]:
    """The lines and tables that tell parts, read once: organizations and partners both ask for them."""
    if view.parts is None:
        view.parts = []
        for node in view.nodes:
            scope = view.scope(node)
            if not scope.holds_list and (found := list(_parts(view, node, own, scope.department.name))):
                view.parts.append((node, found))
    return view.parts


def _parts(view: PlanView, node: Node, own: str, department: str) -> Iterator[tuple[Passage, Part]]:
    """The parts that one line or table tells."""
    if node.table is not None:
        yield from _from_table(node, node.table, own, department)
        return
    found = list(_labelled(node, own)) if may_hold_labels(node) else []
    if not found:
        found = list(_below_label(view, node, own))
    if found:
        passage = Passage(node.text, node)
        yield from ((passage, part) for part in found)
        if line_label(node)[0] is not None or not (node.label or is_topic(node.text)):
            return
    taken = [(part.start, part.end) for part in found]
    for told in find_parts(node.text, own, department):
        if not any(start < told.end and told.start < end for start, end in taken):
            yield Passage(node.text, node), Part(told.name, told.role, told.start, told.end)


def _labelled(node: Node, own: str) -> Iterator[Part]:
    """What labels in a line tell: the one that opens it, and those inside it."""
    text = node.text
    if shared := shared_segments(node):
        for segment in shared:
            yield from _named(text, segment.start, segment.stop, segment.told, own)
        return
    told, begin = line_label(node)
    segments = list(inner_segments(text))
    if told is not None:
        own_end = next((segment.stop for segment in segments if segment.start == begin), len(text))
        segments = [segment for segment in segments if segment.start > begin]
        stop = min([own_end, *(segment.begin for segment in segments)])
        yield from _named(text, begin, len(text[:stop].rstrip(" /／,，")), told, own)
    for segment in segments:
        yield from _named(text, segment.start, segment.stop, segment.told, own)


def _below_label(view: PlanView, node: Node, own: str) -> Iterator[Part]:
    """The bodies of a list below a head such as 협조부서; `총무과 : 행사 지원` is one of them."""
    above = node.parent
    if above is None or above.table is not None or (above.label and above.value):
        return
    told = label_role(bare_label(above.text))
    if told is None or told.company or node.is_note:
        return
    project = view.scope(node).project
    if project is not None and above.first in {project.first, project.line}:
        return
    if node.label and node.value:
        named = find_offices(node.label, labelled=True) or find_bodies(node.label, own)
        if not named:
            return
        yield from _named(node.text, 0, len(node.text) - len(node.value), told, own)
        return
    yield from _named(node.text, 0, len(node.text), told, own)


def _from_table(node: Node, table: Table, own: str, department: str) -> Iterator[tuple[Passage, Part]]:
    """Rows that begin with a label, columns that such a label heads, and sentences in the other cells."""
    heads = [path.split(" > ")[-1] for path in table.columns]
    roles = [None if squeeze(head) in _OPERATORS else label_role(head) for head in heads]
    said = may_tell_parts("\n".join([cell.text for row in table.rows for cell in row]))
    plain = not said and not any(roles)
    for index, row in enumerate(table.rows):
        first = row[0] if row and row[0].text else next((cell for cell in row if cell.text), None)
        if first is not None and len(row) == 1:
            segments = list(inner_segments(first.text))
            found = [part for item in segments for part in _named(first.text, item.start, item.stop, item.told, own)]
            yield from ((Passage(first.text, node, first), part) for part in found)
            if found:
                continue
        row_role = label_role(first.text) if first is not None else None
        if row_role is not None and sum(bool(cell.text) for cell in row) < 2:
            row_role = None
        if plain and row_role is None:
            continue
        for column, cell in enumerate(row):
            if not cell.text or (cell is first and row_role is not None):
                continue
            if row_role is not None and any(later.text for later in row[column + 1 :]) and label_role(cell.text):
                row_role = label_role(cell.text)  # 추진부서 | ... | 협조부서 | ...
                continue
            body = index >= table.header_rows
            column_role = roles[column] if body and column < len(roles) else None
            if row_role is not None and not row_role.company:
                told = list(_named(cell.text, 0, len(cell.text), row_role, own))
            elif column_role is not None and column_role.role is not PartnerRoleKind.LEAD:
                told = list(_named(cell.text, 0, len(cell.text), column_role, own))
            elif body and said:
                parts = find_parts(cell.text, own, department)
                told = [Part(item.name, item.role, item.start, item.end) for item in parts]
            else:
                continue
            yield from ((Passage(cell.text, node, cell), part) for part in told)


def _named(text: str, begin: int, stop: int, told: LabelRole, own: str) -> Iterator[Part]:
    """The bodies that stand between two positions of a text after a label."""
    value = text[begin:stop]
    counted = _COUNTED_LIST.match(value) or _AFTER_DATE.match(value) or _COUNT_BEFORE.match(value)
    if counted:
        shift = counted.start("list") if "list" in counted.groupdict() else counted.end()
        begin += shift
        value = counted["list"] if "list" in counted.groupdict() else value[shift:]
    if told.role is PartnerRoleKind.LEAD:
        found = list(_leading(_PERSONS.sub(lambda match: " " * len(match.group()), value)))
    else:
        found = list(_listed(value, told, own))
    for name, start, end in found:
        if squeeze(name) != own:
            trusted = told.role is PartnerRoleKind.CONTRACTOR and is_trusted(text, begin + end)
            yield Part(name, PartnerRoleKind.TRUSTEE if trusted else told.role, begin + start, begin + end)


def _leading(value: str) -> Iterator[tuple[str, int, int]]:
    """Department and teams of a lead; the head of a team stands for it: `홍보팀장`."""
    offices = [(office.name, office.start, office.end) for office in find_offices(value, labelled=True)]
    units = [
        match
        for match in _SMALL_UNIT.finditer(value)
        if not any(start <= match.start() < end for _, start, end in offices)
    ]
    offices.extend((match.group(), match.start(), match.end()) for match in units)
    for match in re.finditer(r"[가-힣A-Za-z0-9]+", value):
        name = office_of_post(match.group())
        if name and find_offices(name, labelled=True):
            offices.append((name, match.start(), match.end()))
    yield from sorted(offices, key=lambda item: item[1])


def _listed(value: str, told: LabelRole, own: str) -> Iterator[tuple[str, int, int]]:
    """The bodies of a list after a label, groups as printed; in a longer phrase only what is a body by its name."""
    position = 0
    for part in _list_parts(value):
        start = value.find(part, position)
        position = start + len(part) if start >= 0 else position
        start = max(start, 0)
        plain = _ETC.sub("", _without_note(part)).strip(" ,.-·:")
        if _SHARED_ENDING.fullmatch(squeeze(plain)):
            yield from ((office.name, start, start + len(part)) for office in find_offices(plain, labelled=True))
            continue
        bodies = [body for body in find_bodies(part, own) if not told.company or is_company(body.name)]
        if told.named and told.role is PartnerRoleKind.CONTRACTOR:
            bodies = [body for body in bodies if not is_authority(body.key)]
        if bodies and (told.role is not PartnerRoleKind.COOPERATING or len(plain.split()) > 2 or bodies[0].start == 0):
            yield from ((" ".join(body.name.split()), start + body.start, start + body.end) for body in bodies[:1])
        elif told.company:
            continue
        elif len(plain.split()) > 3 or _NOT_NAMED.search(plain) or MASKED in plain:
            offices = [
                office for office in find_offices(part) if office.sure and office.kind is not OrganizationKind.BUREAU
            ]
            yield from ((office.name, start + office.start, start + office.end) for office in offices)
        elif len(letters(plain)) >= 2 and (not told.named or _is_named(plain)):
            yield plain, start, start + len(part)


def _is_named(plain: str) -> bool:
    """Whether a short text after a label of an activity is a body: an office, a group that may take a part, a name."""
    groups = tuple(str(load("partners")["sentences"]["groups"]).split())
    return (
        bool(find_offices(plain, labelled=True))
        or find_municipality_names(plain) == [plain]
        or plain.endswith(groups)
        or _ALL_OFFICES.fullmatch(squeeze(plain)) is not None
        or (is_proper_name(plain) and not plain.endswith(_PLACES))
    )


def _without_note(part: str) -> str:
    """A list item without the brackets after its name; those of a legal form, which open it, stay."""
    return (
        re.sub(r"(?<=\S)\s?[(（\[][^()（）\[\]]*[)）\]]?\s*$", "", part)
        if not re.fullmatch(r"[(（].{1,2}[)）].*", part)
        else part
    )


def _list_parts(value: str) -> list[str]:
    """A list split at commas and 및 outside brackets; `관련 기관 및 부서` and `세무1,2과` stay whole."""
    kept = _SHARED_ENDING.sub(lambda match: match.group().replace(",", "\u0001").replace("·", "\u0002"), value)
    parts: list[str] = []
    for part in split_outside_brackets(kept, ",，、;"):
        pieces = _SPLIT.split(part) if not re.search(r"\s및\s(?:부서|기관|단체)$", part) else [part]
        parts.extend(piece.strip() for piece in pieces if piece.strip())
    return [part.replace("\u0001", ",").replace("\u0002", "·") for part in parts]
