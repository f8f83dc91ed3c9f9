"""Reads the duties of teams and departments (업무분장): tables of team and duties, lists under a team's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mapper.layout import Cell, Node, Table
from mapper.layout.node import Shape
from mapper.layout.tables import cell_items
from mapper.lexicon import load, words
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import bare_label, find_section
from mapper.readers.context.subjects import Subjects
from mapper.readers.offices.duty_labels import heads_duties_by_unit, is_duty_label, is_sure_duty_label
from mapper.readers.offices.office_lines import read_office_line
from mapper.readers.offices.own_offices import MASKED, find_offices, office_of_post
from mapper.records import DutyStatement, Kind, OrganizationKind, Record, Ref, Span
from mapper.values.text import letters, squeeze, unspace

_HEAD_COUNT = re.compile(r"(?:총|현원|정원)?\d{1,3}명$")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_TEAM = re.compile(r"[가-힣A-Za-z0-9·]{1,12}(?:팀|담당|파트|담당관)")
_SMALL_UNIT = re.compile(r"[가-힣A-Za-z0-9·]{2,12}(?:팀|담당|계|파트|과|담당관|실|소|센터)")
_NOT_A_DUTY = re.compile(r"^[-–—\s.·]*$")
_OFFICE_HEAD = re.compile(r"(?P<office>[가-힣A-Za-z0-9]{1,12}(?:팀|과|담당관|담당))의?(?P<duties>[가-힣]{2,8})")
_COUNT = re.compile(r"\d+\s?명")
_NUMBERED = re.compile(r"(?:^|(?<=\s))(?:[①-⑳❶-❿]|\d{1,2}[.)](?!\d))\s?")


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
        elif is_duty_label(bare_label(node.text)):
            yield from _from_list(view, node, subjects)
        elif find_section(node.text) == "organization":
            yield from _from_chart(node)
        elif (office := _office_of_head(node, subjects)) is not None:
            for line in node.children:
                if line.shape is Shape.ITEM and not line.is_note:
                    yield DutyStatement(span=line.span, rule="duty-list", org=office, duty=line.text.strip(" ,;"))


def _from_chart(head: Node) -> Iterator[DutyStatement]:
    """Teams by name alone below a head of the organization, two at least, each with what it does."""
    teams = [node for node in head.children if node.children and _TEAM.fullmatch(squeeze(_BRACKETS.sub("", node.text)))]
    for team in teams if len(teams) > 1 else ():
        org = Ref(Kind.ORGANIZATION, unspace(_BRACKETS.sub("", team.text)).strip(), team.first)
        for line in team.children:
            if line.shape is Shape.ITEM and not line.is_note and not line.label and not _COUNT.search(line.text):
                yield DutyStatement(span=line.span, rule="duty-list", org=org, duty=line.text.strip(" ,;"))


def _office_of_head(node: Node, subjects: Subjects) -> Ref | None:
    """The office of a head that says whose duties stand below it: `【시설팀의 업무】`, `시설팀 담당업무`."""
    match = _OFFICE_HEAD.fullmatch(bare_label(node.text)) if node.children and len(node.text) <= 30 else None
    if match is None or not is_duty_label(match["duties"]):
        return None
    return _office(match["office"], node.first, subjects, sure=True)


def _from_table(view: PlanView, node: Node, table: Table, subjects: Subjects) -> Iterator[DutyStatement]:
    """A table with a column of offices and a column of duties, or with one column of duties for each office."""
    heads = [squeeze(_BRACKETS.sub("", path.split(" > ")[-1])) for path in table.columns]
    if any(head in words("duties", "list_columns") for head in heads):
        return
    duty = next((index for index, head in enumerate(heads) if is_duty_label(head)), -1)
    if duty > 0:
        office = _office_column(heads, table.body, duty, subjects)
        body = [_padded(row, office, len(heads), subjects) for row in table.body]
        yield from _from_rows(body, office, duty, view.scope(node).department_ref, subjects)
    elif duty < 0:
        yield from _from_columns(node, table, heads, subjects)


def _office_column(heads: list[str], body: Sequence[list[Cell]], duty: int, subjects: Subjects) -> int:
    """The column of the offices: the one before the duties in which offices stand, else the one with such a head."""
    for index in range(duty):
        cells = [row[index] for row in body if index < len(row) and row[index].text]
        named = sum(_office(cell.text, cell.line, subjects) is not None for cell in cells)
        if cells and named * 2 >= len(cells):
            return index
    return next((index for index in range(duty) if heads[index] in words("duties", "offices")), -1)


def _padded(row: list[Cell], office: int, width: int, subjects: Subjects) -> list[Cell]:
    """A row that lacks the cell of its office, left out under a merged one, with an empty cell in its place."""
    if office or not row or len(row) >= width or _office(row[0].text, row[0].line, subjects) is not None:
        return row
    return [Cell("", "", row[0].line)] * (width - len(row)) + row


def _from_rows(
    body: Sequence[list[Cell]], office: int, duty: int, department: Ref, subjects: Subjects
) -> Iterator[DutyStatement]:
    """The rows below a head; a cell left out under a merged one takes the office above."""
    if office < 0:
        return
    current = department
    for row in body:
        if duty >= len(row) or is_duty_label(squeeze(row[duty].text)):
            continue
        if row[office].text:
            current = _office(row[office].text, row[office].line, subjects) or department
        yield from _cell_duties(row[duty], current)


def _from_columns(node: Node, table: Table, heads: list[str], subjects: Subjects) -> Iterator[DutyStatement]:
    """`기획팀 | 홍보팀` over cells that list what each does, or such cells beside the names, without a head."""
    below_head = any(is_duty_label(bare_label(above.text)) for above in node.ancestors())
    offices = [_office(head, node.first, subjects) if head else None for head in heads]
    named = sum(office is not None for office in offices)
    told = [row for row in table.body if row and is_duty_label(squeeze(_BRACKETS.sub("", row[0].text)))]
    if told and named and named == sum(bool(head) for head in heads[1:]):
        for row in told:
            yield from _row_duties(row, offices)
    elif below_head and named and named == sum(bool(head) for head in heads):
        for row in table.body:
            yield from _row_duties(row, offices)
    elif below_head and table.width == 2:
        rows = [row for row in table.rows if len(row) > 1 and row[0].text]
        firsts = [_office(row[0].text, row[0].line, subjects) for row in rows]
        first = firsts[0] if firsts else None
        if first is not None and None not in firsts:
            yield from _from_rows(table.rows, 0, 1, first, subjects)


def _row_duties(row: Sequence[Cell], offices: Sequence[Ref | None]) -> Iterator[DutyStatement]:
    """The duties in the cells of one row, each column's of its office."""
    for cell, office in zip(row, offices, strict=False):
        if office is not None:
            yield from _cell_duties(cell, office)


def _cell_duties(cell: Cell, office: Ref) -> Iterator[DutyStatement]:
    """One duty for each bullet or number of a cell; a cell without any is one."""
    for item in cell.items:
        for part in _NUMBERED.split(item):
            text = unspace(part).strip(" ,;")
            if text:
                line = cell.line + cell.raw[: max(0, cell.raw.find(part.strip()))].count("\n")
                yield DutyStatement(span=Span(line, line), rule="duty-table", org=office, duty=text)


def _from_list(view: PlanView, head: Node, subjects: Subjects) -> Iterator[DutyStatement]:
    """Teams below a head of duties, each with its bullets; bullets without a team are the department's."""
    label = bare_label(head.text)
    department = view.scope(head).department_ref if is_sure_duty_label(label) else None
    by_unit = heads_duties_by_unit(label)
    current: Ref | None = None
    team: Node | None = None
    for node in _reach(view, head):
        if node.shape not in {Shape.ITEM, Shape.TEXT} or node.is_note:
            continue
        if view.scope(node).part != view.scope(head).part:
            return
        if view.scope(node).holds_list or view.scope(node).project is not None:
            continue
        found = None if team is not None and _below(node, team) else _heading(node, subjects, by_unit)
        if found is not None:
            current, team, department = found[0], node, None
            for duty in cell_items(found[1]):
                yield DutyStatement(span=node.span, rule="duty-line", org=current, duty=duty)
            continue
        if team is not None and _stands_as(node, team):
            current, team = None, None
        office = current or department
        if office is not None:
            yield DutyStatement(span=node.span, rule="duty-list", org=office, duty=node.text.strip(" ,;"))


def _reach(view: PlanView, head: Node) -> Iterator[Node]:
    """The lines below a head; below a Markdown head (###) also the lower ones (####) up to the next of its height."""
    height = _height(head)
    if not height:
        yield from head.descend() if head.children else _beside(view, head)
        return
    for node in view.nodes[view.nodes.index(head) + 1 :]:
        if 0 < _height(node) <= height or any(mark.kind in {"roman", "part"} for mark in node.marks):
            return
        yield node


def _beside(view: PlanView, head: Node) -> Iterator[Node]:
    """The bullets of one make directly below a head under which the outline hangs none, as they are open further up."""
    if head.mark is None:
        return
    first: Node | None = None
    for node in view.nodes[view.nodes.index(head) + 1 :]:
        first = first or node
        bullet = node.mark is not None and node.mark.kind == "bullet" and node.mark.sign != head.mark.sign
        if not bullet or node.rank < first.rank or (node.parent is not first.parent and node.rank == first.rank):
            return
        yield node


def _height(node: Node) -> int:
    """How many signs open a Markdown head; 0 for any other line."""
    return next((len(mark.sign) for mark in node.marks if mark.kind == "head"), 0)


def _below(node: Node, team: Node) -> bool:
    """Whether a line stands below a team's line by its marks."""
    return team.mark is not None and any(above is team for above in node.ancestors())


def _stands_as(node: Node, team: Node) -> bool:
    """Whether a line has the mark of the team's line and stands beside it: it opens something else."""
    if node.mark is None or team.mark is None:
        return False
    return node.parent is team.parent and node.mark.kind == team.mark.kind != "square" and node.rank <= team.rank


def _heading(node: Node, subjects: Subjects, by_unit: bool) -> tuple[Ref, str] | None:
    """The office that opens a line, and the duties that follow in it: `[홍보팀]`, `○ 언론팀 : 보도자료 배포`."""
    line = read_office_line(node.text)
    name, rest = (line.name, line.rest) if line is not None else (node.text.rstrip(" :："), "")
    if line is not None and node.children and not line.bracketed and node.label:
        rest = ""
    if line is None and office_of_post(squeeze(node.label)):
        name, rest = office_of_post(squeeze(node.label)), node.value
    office = _office(name, node.first, subjects, sure=not (by_unit and (node.children or rest)))
    return None if office is None else (office, rest)


def _office(text: str, line: int, subjects: Subjects, *, sure: bool = False) -> Ref | None:
    """The office whose name is the whole of a text, brackets and masked names apart.

    With `sure` words that only might be small units (예산계, 민원실) are none.
    """
    plain = squeeze(_BRACKETS.sub("", text).replace(MASKED, "")) or squeeze(text).strip("()[]（）<>〈〉【】〔〕")
    plain = _HEAD_COUNT.sub("", plain)
    known = subjects.named(plain)
    if known is not None and known.kind is Kind.ORGANIZATION:
        return known
    offices = [office for office in find_offices(plain, labelled=True) if office.kind is not OrganizationKind.BUREAU]
    if len(offices) == 1 and offices[0].name == plain and (not sure or offices[0].sure):
        return Ref(Kind.ORGANIZATION, plain, line)
    pattern = _TEAM if sure else _SMALL_UNIT
    if pattern.fullmatch(plain) and not plain.endswith(tuple(str(load("duties")["never_units"]).split())):
        return Ref(Kind.ORGANIZATION, plain, line)
    return None
