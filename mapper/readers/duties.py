"""Reads the duties of teams and departments (업무분장): tables of team and duties, lists under a team's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapper.layout import Cell, Node, Table
from mapper.lexicon import words
from mapper.readers.ledger import Ledger
from mapper.readers.own_offices import MASKED, find_offices
from mapper.readers.scope import PlanView
from mapper.readers.sections import bare_label
from mapper.readers.subjects import Subjects
from mapper.records import DutyStatement, Kind, OrganizationKind, Record, Ref, Span
from mapper.values.text import letters, squeeze, unspace

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_SMALL_UNIT = re.compile(r"[가-힣A-Za-z0-9·]{2,12}(?:팀|담당|계|파트|과|담당관|실|소|센터)")
_NOT_A_DUTY = re.compile(r"^[-–—\s.·]*$")


def read_duties(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table duties, in the order of their lines; a duty printed twice for one office is one row."""
    seen: set[tuple[str, str]] = set()
    for duty in _duties(view, subjects):
        key = (letters(duty.org.name), letters(duty.duty))
        if key not in seen and not _NOT_A_DUTY.match(duty.duty):
            seen.add(key)
            yield duty


def _duties(view: PlanView, subjects: Subjects) -> Iterator[DutyStatement]:
    """Duties as often as they are printed."""
    for node in view.nodes:
        scope = view.scope(node)
        if scope.project is not None or scope.holds_list:
            continue
        if node.table is not None:
            yield from _from_table(view, node, node.table, subjects)
        elif _is_duty_label(bare_label(node.text)):
            yield from _from_list(view, node, subjects)


def _is_duty_label(label: str) -> bool:
    """Whether a head or a column, spaces removed, says that duties stand below."""
    return label in words("duties", "labels") or label.endswith(tuple(words("duties", "endings")))


def _from_table(view: PlanView, node: Node, table: Table, subjects: Subjects) -> Iterator[DutyStatement]:
    """A table with a column of offices and a column of duties, or with one column of duties for each office."""
    heads = [squeeze(_BRACKETS.sub("", path.split(" > ")[-1])) for path in table.columns]
    duty = next((index for index, head in enumerate(heads) if _is_duty_label(head)), -1)
    if duty < 0:
        yield from _from_columns(view, node, table, heads, subjects)
        return
    office = next(
        (index for index, head in enumerate(heads) if head in words("duties", "offices") and index < duty), -1
    )
    if office < 0 or any(head in words("duties", "list_columns") for head in heads):
        return
    current = view.scope(node).department_ref
    for row in table.body:
        if duty >= len(row):
            continue
        if row[office].text:
            current = _office(row[office].text, row[office].line, subjects) or view.scope(node).department_ref
        yield from _cell_duties(row[duty], current)


def _from_columns(
    view: PlanView, node: Node, table: Table, heads: list[str], subjects: Subjects
) -> Iterator[DutyStatement]:
    """`기획팀 | 홍보팀` over cells that list what each does."""
    if not heads or not any(_is_duty_label(bare_label(above.text)) for above in node.ancestors()):
        return
    offices = [_office(head, node.first, subjects) if head else None for head in heads]
    if sum(office is not None for office in offices) != sum(bool(head) for head in heads):
        return
    for row in table.body:
        for cell, office in zip(row, offices, strict=False):
            if office is not None:
                yield from _cell_duties(cell, office)


def _cell_duties(cell: Cell, office: Ref) -> Iterator[DutyStatement]:
    """One duty for each bullet of a cell; a cell without bullets is one."""
    for item in cell.items:
        text = unspace(item).strip(" ,;")
        if text:
            yield DutyStatement(span=Span(cell.line, cell.line), rule="duty-table", org=office, duty=text)


def _from_list(view: PlanView, head: Node, subjects: Subjects) -> Iterator[DutyStatement]:
    """Teams below a head of duties, each with its bullets; bullets without a team are the department's."""
    above: Ref | None = None
    if bare_label(head.text) in words("duties", "sure_labels"):
        above = view.scope(head).department_ref
    for child in head.children:
        if child.table is not None or view.scope(child).holds_list:
            continue
        office = _heading_office(child, subjects)
        if office is None:
            if above is not None and not child.is_note:
                yield _duty(child, above)
            continue
        above = office
        if child.children:
            for bullet in child.descend():
                if bullet.table is None and not bullet.is_note:
                    yield _duty(bullet, office)
        elif child.label and child.value:
            yield DutyStatement(span=child.span, rule="duty-line", org=office, duty=child.value)


def _duty(node: Node, office: Ref) -> DutyStatement:
    """A bullet as one duty."""
    return DutyStatement(span=node.span, rule="duty-list", org=office, duty=node.text.strip(" ,;"))


def _heading_office(node: Node, subjects: Subjects) -> Ref | None:
    """The office that a line is the head of: `정보기획팀(팀장 ...)`, `[홍보팀]`, `○ 언론팀 : 보도자료 배포`."""
    name = node.label if node.label and node.value and not node.children else node.text
    return _office(name.rstrip(" :："), node.first, subjects)


def _office(text: str, line: int, subjects: Subjects) -> Ref | None:
    """The office whose name is the whole of a text, brackets and masked names apart."""
    plain = squeeze(_BRACKETS.sub("", text).replace(MASKED, "")) or squeeze(text).strip("()[]（）<>〈〉【】")
    known = subjects.named(plain)
    if known is not None and known.kind is Kind.ORGANIZATION:
        return known
    offices = [office for office in find_offices(plain, labelled=True) if office.kind is not OrganizationKind.BUREAU]
    if (len(offices) == 1 and offices[0].name == plain) or _SMALL_UNIT.fullmatch(plain):
        return Ref(Kind.ORGANIZATION, plain, line)
    return None
