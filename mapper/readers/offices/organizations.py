"""Reads the bodies a document names: the municipality, its offices, and bodies outside it (table organizations)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mapper.readers.context.affiliations import listed_bureaus
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.municipalities import find_municipality_names
from mapper.readers.context.passages import Passage, join_passages, read_passages
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_section
from mapper.readers.context.subjects import Subjects
from mapper.readers.offices.outside_bodies import find_bodies, texts_naming_bodies
from mapper.readers.offices.own_offices import (
    MASKED,
    Office,
    find_offices,
    is_office_label,
    may_name_office,
    texts_naming_offices,
)
from mapper.readers.partners.reader import find_role_bodies
from mapper.records import OrganizationEntry, OrganizationKind, Reading, Record, Span
from mapper.values.many_texts import ManyTexts
from mapper.values.text import letters, split_outside_brackets, squeeze, tidy

_LIST_IN_BRACKETS = re.compile(r"[(（\[](?P<names>[^()（）\[\]]+)[)）\]]")
_SMALL_UNIT = re.compile(r"(?<![가-힣])[가-힣]{2,10}(?:담당|계|파트)(?![가-힣])")
_UNIT_COUNT = re.compile(r"\d\s?\)?\s?(?:개\s?)?(?:팀|담당|계|과|국|파트)")


@dataclass(slots=True)
class _Found:
    """What is known of one own office so far."""

    name: str
    kind: OrganizationKind
    line: int
    sure: bool = False
    within: str = ""
    department: str = ""
    """The department in whose part of the document it stands."""
    times: int = 0


def read_organizations(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table organizations: own offices first, then outside bodies, each at its first line."""
    if not view.departments:
        return
    passages = read_passages(view)
    texts = join_passages(view)
    yield from _municipality(view)
    yield from _own_offices(view, passages, texts)
    own = view.departments[0].plan.municipality
    seen: set[str] = set()
    for place in texts_naming_bodies(texts, own):
        passage = passages[place]
        for body in find_bodies(passage.text, own):
            if body.key in seen or letters(body.key) in seen:
                continue
            seen.update((body.key, letters(body.key)))
            yield OrganizationEntry(
                span=passage.span(body.start, body.end),
                rule="outside-body",
                name=" ".join(body.name.split()),
                kind=OrganizationKind.OUTSIDE,
            )
    for name, span in find_role_bodies(view):
        if letters(name) not in seen:
            seen.add(letters(name))
            yield OrganizationEntry(span=span, rule="body-by-part", name=name, kind=OrganizationKind.OUTSIDE)


def _municipality(view: PlanView) -> Iterator[OrganizationEntry]:
    """The municipality itself, at the first line that names it outside an address."""
    part = view.departments[0]
    name = part.plan.municipality
    if not name:
        return
    line = next(
        (
            number
            for number, text in enumerate(view.text.lines, 1)
            if name in text
            and name in find_municipality_names(re.sub(rf"{name}\s+[가-힣0-9]+(?:로|길|동|읍|면|리)\s", " ", text))
        ),
        part.municipality_line,
    )
    if line:
        yield OrganizationEntry(
            span=Span(line, line), rule="municipality", name=name, kind=OrganizationKind.MUNICIPALITY
        )


def _own_offices(view: PlanView, passages: list[Passage], texts: ManyTexts) -> Iterator[OrganizationEntry]:
    """Bureaus, departments and teams, with what each belongs to."""
    found: dict[str, _Found] = {}
    for part in view.departments:
        if part.name:
            line = _first_line(view, part.name, part.department_line or part.first)
            found.setdefault(
                _office_key(part.name), _Found(part.name, _cover_kind(part.name), line, True, part.plan.bureau)
            )
        if part.plan.bureau:
            line = part.bureau_line or part.first
            found.setdefault(
                letters(part.plan.bureau), _Found(part.plan.bureau, _cover_kind(part.plan.bureau), line, True)
            )
    first = view.departments[0]
    opened = first.department_line if len(view.departments) > 1 else 0  # what stands before is no department's own
    for place in _naming_offices(view, passages, texts):
        passage = passages[place]
        scope = view.scope(passage.node)
        for office in _offices_in(passage, scope.section, first.plan.municipality):
            line = passage.line_at(office.start)
            _add(found, office, line, scope.department.name if line >= opened else "")
    _join_damaged(found)
    listed = _listed_under_bureau(view)
    municipality = view.departments[0].plan.municipality
    names = {item.name for item in found.values() if item.sure}
    for item in sorted(found.values(), key=lambda entry: entry.line):
        if item.sure and item.name != municipality:
            item.department = item.department or first.name
            parent = _parent(item, names, listed, municipality)
            yield OrganizationEntry(
                span=Span(item.line, item.line), rule="own-office", name=item.name, kind=item.kind, parent=parent,
                reading=Reading.INHERITED if not item.within and parent != municipality else Reading.PRINTED,
            )  # fmt: skip


def _first_line(view: PlanView, name: str, line: int) -> int:
    """The first line that names a department of the cover, up to the line of its head."""
    for number in range(1, line):
        line_text = view.line(number)
        text = tidy(line_text) if name[0] in line_text or "&" in line_text else ""
        if name in text and re.search(rf"(?<![가-힣]){re.escape(name)}(?![가-힣]{{2}})", text):
            return number
    return line


def _cover_kind(name: str) -> OrganizationKind:
    """The kind of an office of the cover by its ending (definition `organizations`): 국 and 실 are bureaus."""
    bureau = name.endswith(("국", "실", "본부")) and not name.endswith(("사무국", "사업본부"))
    return OrganizationKind.BUREAU if bureau else OrganizationKind.DEPARTMENT


def _naming_offices(view: PlanView, passages: list[Passage], texts: ManyTexts) -> list[int]:
    """Places of the passages in which `_offices_in` may find any: by their words, their labels or their section."""
    labels = {label for label in {passage.label for passage in passages} if is_office_label(label)}
    listing = {id(node) for node in view.nodes if view.scope(node).section == "organization"}
    told = {place for place, passage in enumerate(passages) if passage.label in labels or id(passage.node) in listing}
    return sorted(told | texts_naming_offices(texts) | texts.matching(_UNIT_COUNT))


def _offices_in(passage: Passage, section: str, own: str) -> Iterator[Office]:
    """Own offices of a passage, not those of bodies outside; in the list of an organisation chart also 담당 and 계."""
    text = passage.text
    if may_name_office(text):
        for office in find_offices(text, labelled=passage.names_offices, context=passage.context):
            if not (office.weak and any(body.start <= office.start < body.end for body in find_bodies(text, own))):
                yield office
    if section == "organization" and all(
        _SMALL_UNIT.fullmatch(part) for part in split_outside_brackets(text, ",，、·/")
    ):
        for match in _SMALL_UNIT.finditer(text):
            yield Office(match.group(), OrganizationKind.TEAM, match.start(), match.end(), True)
    if not (passage.label and _UNIT_COUNT.search(text)) or find_section(passage.label) != "organization":
        return
    for brackets in _LIST_IN_BRACKETS.finditer(text):
        for match in _SMALL_UNIT.finditer(text, brackets.start("names"), brackets.end("names")):
            yield Office(match.group(), OrganizationKind.TEAM, match.start(), match.end(), True)


def _add(found: dict[str, _Found], office: Office, line: int, department: str) -> None:
    """Enter one mention: the first line stays, a sure mention makes the office sure."""
    if MASKED in office.name or (office.weak and not office.sure):
        return
    item = found.setdefault(letters(office.key or office.name), _Found(office.name, office.kind, line))
    item.line = min(item.line, line)
    item.sure = item.sure or office.sure
    item.within = item.within or office.within
    item.department = item.department or department
    item.times += 1


def _office_key(name: str) -> str:
    """The key of an office: 독산2동 of 독산2동 주민센터."""
    return next((letters(office.key) for office in find_offices(name) if office.key), letters(name))


def _join_damaged(found: dict[str, _Found]) -> None:
    """Take a name with one damaged letter for the office that the document prints undamaged (definition 3)."""
    for key, item in list(found.items()):
        if len(item.name) < 5 or item.times > 1:
            continue
        for other_key, other in found.items():
            if other is not item and other.sure and other.times > 1 and _is_damaged_print(item.name, other.name):
                found[other_key].line = min(other.line, item.line)
                del found[key]
                break


def _is_damaged_print(name: str, whole: str) -> bool:
    """Whether two names of one length differ in one or two strokes of a single letter."""
    if len(name) != len(whole) or name[-1] != whole[-1]:
        return False
    differing = [(a, b) for a, b in zip(name, whole, strict=True) if a != b]
    if len(differing) != 1 or any(character.isdigit() for character in differing[0]):
        return False
    one, other = (unicodedata.normalize("NFD", character) for character in differing[0])
    return len(Counter(one) - Counter(other)) <= 1 and abs(len(one) - len(other)) <= 1


def _listed_under_bureau(view: PlanView) -> dict[str, str]:
    """Departments that the cover lists below their bureau, with the bureau."""
    part = view.departments[0]
    named = listed_bureaus([node for node in part.nodes if node.first < part.department_line])
    if named or not part.plan.bureau or not part.bureau_line:
        return {office: bureau for office, (bureau, _) in named.items()}
    under: dict[str, str] = {}
    for node in part.nodes:
        if not part.bureau_line <= node.first < part.department_line or node.table is not None:
            continue
        for office in find_offices(node.text, labelled=True):
            if office.kind is OrganizationKind.DEPARTMENT and office.name != part.plan.bureau:
                under[letters(office.name)] = part.plan.bureau
    return under


def _parent(item: _Found, names: set[str], listed: dict[str, str], municipality: str) -> str:
    """A team's department, a department's bureau where the document says so, else the municipality."""
    if item.kind is OrganizationKind.TEAM:
        return item.within if item.within in names else item.department
    if item.kind is OrganizationKind.BUREAU:
        return municipality
    if item.within and item.within in names and squeeze(item.within)[-1] in "국실부소터처":
        return item.within
    return listed.get(letters(item.name), municipality)
