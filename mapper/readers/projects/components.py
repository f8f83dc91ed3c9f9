"""Named parts of projects: numbered and bracketed items, lines with labelled lines of their own, and priced parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mapper.layout import Cell, Node
from mapper.layout.node import Shape
from mapper.readers.budgets.figures import Figure
from mapper.readers.budgets.finding import find_figures
from mapper.readers.budgets.parts import part_name
from mapper.readers.context.labels import (
    find_label,
    find_period,
    label_pairs,
    listed,
    place_of,
    quantity_labels,
    single_quantity,
    span_of,
    tells_part,
    tells_period,
)
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.projects import ProjectSection
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_section
from mapper.readers.context.subjects import Subjects
from mapper.readers.projects.component_parts import RULES, Part, by_project, merged
from mapper.readers.projects.component_titles import (
    below_bracket,
    head_title,
    heads_table,
    is_purpose,
    mark_title,
    step_title,
)
from mapper.records import Component, Kind, Record, Ref, Span, further_spans
from mapper.values.text import ORDINALS

_NEXT_LABEL = re.compile(r"\s/\s(?=[^:：/]{1,20}[:：])")
_STEP_DATE = re.compile(r"^\d{1,2}\s?단계\s?[(（\[]\s*$")
_NOT_OWN = re.compile(r"\s?[.)]?\s?(?:기준|현재|말|누계|대비|도입|제정|준공)")
"""Behind a date that is not the part's own."""
_LISTING = frozenset({"plan", "content", "result", "mixed", "status", "direction"})
"""Sections whose unlabelled lines may be parts with their labels beside them; elsewhere those tell of the project."""


def read_components(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """One row per part and project, at the first line where it is a part; listed and treated is one."""
    inside = [
        (index, node, project)
        for index, node in enumerate(view.nodes)
        if (project := _project_of(view, node)) is not None
    ]
    found = [*_marked(view, inside), *_labelled(view, inside)]
    found += list(_priced(view, find_figures(view, subjects)[0], subjects, {part.span.first for part in found}))
    found.sort(key=lambda part: (part.span.first, RULES.index(part.rule)))
    for parts in by_project(found):
        for part in merged(parts):
            record = Component(
                span=part.span,
                rule=part.rule,
                support=further_spans(part.span, part.support),
                repeats=further_spans(part.span, part.repeats),
                project=Ref(Kind.PROJECT, part.project.title, part.project.line),
                title=part.title,
                start=part.start,
                end=part.end,
                location=part.location,
                quantity=part.quantity,
                unit=part.unit,
            )
            subjects.hold(record, part.lines)
            yield record


def _project_of(view: PlanView, node: Node) -> ProjectSection | None:
    """The project whose part a node may be; None for its title, lists and lines outside projects."""
    scope = view.scope(node)
    project = scope.project
    if project is None or scope.holds_list or node.shape is Shape.CAPTION:
        return None
    return None if node.first in {project.title_line, project.line} else project


Inside = Sequence[tuple[int, Node, ProjectSection]]
"""Places among all nodes, nodes and projects of those that may be a part of their project."""


def _marked(view: PlanView, inside: Inside) -> Iterator[Part]:
    """(a): numbered, lettered and bracketed items, in lines and in the first cells of rows."""
    for index, node, project in inside:
        if node.table is not None:
            for cells in node.table.rows:
                title = step_title(cells[0]) if cells else ""
                if title:
                    yield _from_cell(view, node, cells[0], title, project)
            continue
        title = mark_title(node)
        if title:
            part = _from_node(view, node, title, project, "component-mark")
            if node.marks and not node.children:
                _take_strays(view, part, index)
            yield part


def _take_strays(view: PlanView, part: Part, index: int) -> None:
    """Lines up to the next number belong to an item although their bullets usually stand higher than numbers."""
    node = view.nodes[index]
    number = _place_in_order(node)
    between: list[Node] = []
    for item in view.nodes[index + 1 :]:
        if item.table is None and item.marks and item.marks[-1].kind == node.marks[-1].kind:
            if number and _place_in_order(item) == number + 1 and between:
                part.lines += [line.first for line in between]
                for below in between:
                    _take_cells(view, part, below)
            return
        if view.scope(item).project is not view.scope(node).project or (item.table is None and find_section(item.text)):
            return
        between.append(item)


def _place_in_order(node: Node) -> int:
    """The place of a numbered or lettered mark in its row: 2 for ②, 2., 나."""
    sign = node.marks[-1].sign if node.marks else ""
    for row in (
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮",
        "❶❷❸❹❺❻❼❽❾❿",
        "➊➋➌➍➎➏➐➑➒➓",
        ORDINALS,
        "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷",
        "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩",
    ):
        if sign and sign in row:
            return row.index(sign) + 1
    return int(sign) if sign.isdecimal() else 0


def _from_cell(view: PlanView, node: Node, cell: Cell, title: str, project: ProjectSection) -> Part:
    """A step in a table's first column, with the dates in its title."""
    part = Part(title, Span(cell.line, cell.line), project, "component-mark")
    period = find_period(view, node, cell.text)
    if period is not None:
        part.start, part.end = period.start, period.end
    return part


def _from_node(view: PlanView, node: Node, title: str, project: ProjectSection, rule: str) -> Part:
    """A part with what its own labelled lines and cells say."""
    part = Part(title, Span(node.first, node.first), project, rule, node)
    held = list(_beside(view, node))
    part.lines = [line for item in held for line in (item.first, *(below.first for below in item.descend()))]
    for item in (*_below(view, node), *held):
        if item.table is None:
            for line in (item, *(item.children if item.is_note else ())):
                pairs = label_pairs(find_label(line))
                for name, value in pairs:
                    _take(view, part, line, name, value, alone=len(pairs) == 1)
    for table in _own_tables(view, node):
        _take_cells(view, part, table)
    if not part.start:
        _take_title_dates(view, part, node)
    label = find_label(node)
    if not part.quantity and label.value:  # 쉼터 조성 : 3개소
        part.quantity, part.unit = single_quantity(label.value)
    return part


def _take_cells(view: PlanView, part: Part, node: Node) -> None:
    """What a table of labels and values says of a part."""
    for cells in node.table.rows if node.table is not None else ():
        if len(cells) == 2:
            _take(view, part, node, "".join(cells[0].text.split()), cells[1].text)


def _take(view: PlanView, part: Part, node: Node, label: str, value: str, *, alone: bool = True) -> None:
    """Period, place and count of one labelled value; `alone` unless the line has several labels before one colon."""
    if not label or not value:
        return
    before = part.start, part.location, part.quantity
    if tells_period(label) and not part.start and (period := find_period(view, node, value)):
        part.start, part.end = period.start, period.end
    if label.endswith(tuple(listed("locations"))) and not part.location:
        part.location = place_of(value)
    told_by = next((place for place, word in enumerate(quantity_labels()) if label.endswith(word)), 99)
    if alone and label in listed("whole_quantities"):
        told_by = len(quantity_labels())
    if told_by < part.told_by:
        quantity, unit = single_quantity(_NEXT_LABEL.split(value)[0])
        if quantity:
            part.quantity, part.unit, part.told_by = quantity, unit, told_by
    if before != (part.start, part.location, part.quantity):
        part.support.append(span_of(node, value))


def _take_title_dates(view: PlanView, part: Part, node: Node) -> None:
    """Dates that follow the title in its own line: `[사전준비] : 2022. 9. ~ 12.`, `교육 실시(5월)`."""
    text = node.text
    periods = view.periods(node, bare_years=False)
    if len(periods) == 1 and node.bracket_title and not _NOT_OWN.match(text[periods[0].stop :]):
        part.start, part.end = periods[0].start, periods[0].end
        return
    if periods and _STEP_DATE.match(text[: periods[0].begin]):
        part.start, part.end = periods[0].start, periods[0].end
        return
    for period in periods:
        if _NOT_OWN.match(text[period.stop :]):
            continue
        before = text[: period.begin].rstrip()
        if before.endswith((":", "：", "(", "[", "（")) and len(text[period.stop :].strip(" )]）.")) <= 12:
            part.start, part.end = period.start, period.end
            return


def _below(view: PlanView, node: Node) -> Iterator[Node]:
    """The lines directly below a node that are of its project: the next one may begin without a head of its rank."""
    return (child for child in node.children if view.shares_project(node, child))


def _own_tables(view: PlanView, node: Node) -> Iterator[Node]:
    """Tables below a part, those of its numbered items apart."""
    for child in _below(view, node):
        if child.table is not None:
            yield child
        elif not mark_title(child):
            yield from _own_tables(view, child)


def _beside(view: PlanView, node: Node) -> Iterator[Node]:
    """Labelled lines and notes that follow a title at its own depth, up to the next line without a label."""
    parent = node.parent
    if parent is None or find_label(node).name:
        return
    if not node.marks and node.bracket_title:
        yield from below_bracket(view, node)
    siblings = parent.children
    index = next((place for place, item in enumerate(siblings) if item is node), len(siblings))
    pending: list[Node] = []
    for item in siblings[index + 1 :]:
        is_aside = item.table is None and item.rank != node.rank and not item.is_note
        if is_aside or not view.shares_project(node, item):
            return
        if item.table is not None and len(item.table.rows) == 1:
            return  # a box: something else begins
        if item.table is not None or item.is_note:
            pending.append(item)
            continue
        if not find_label(item).name or mark_title(item) or _tells_below(view, item):
            return
        yield from pending
        pending = []
        yield item
    yield from pending


def _labelled(view: PlanView, inside: Inside) -> Iterator[Part]:
    """(c): lines with labelled lines of their own below or beside them."""
    following: dict[int, Node] = {}
    for above in (view.root, *view.nodes):
        if len(above.children) > 1:
            following.update(zip(map(id, above.children), above.children[1:], strict=False))
    for _, node, project in inside:
        if node.table is not None:
            continue
        told = _tells_below(view, node) or _tells_beside(view, node, following.get(id(node)))
        if not told or is_purpose(node, project):
            continue
        title = head_title(node)
        if title:
            yield _from_node(view, node, title, project, "component-labels")


def _tells_below(view: PlanView, node: Node) -> bool:
    """Whether one of the lines directly below is labelled 기간, 위치, 규모 ..., not of a head of a table (설치계획)."""
    if heads_table(node):
        return False
    for child in _below(view, node) if node.children else ():
        if _opens_part(child):
            return False  # the title in brackets between has the labels
        if child.table is None and (
            tells_part(find_label(child))
            or (child.is_note and any(tells_part(find_label(item)) for item in child.children))
        ):
            return True
        if child.is_note and any(map(_opens_part, child.children)):
            return False  # the same below a note
    return False


def _opens_part(node: Node) -> bool:
    """Whether an unmarked line opens with a title in brackets."""
    return node.table is None and not node.marks and bool(node.bracket_title)


def _tells_beside(view: PlanView, node: Node, follower: Node | None) -> bool:
    """Whether the very next line, at the same depth, is so labelled; not where the lines describe the project."""
    if follower is None or follower.table is not None or follower.rank != node.rank:
        return False
    if not tells_part(find_label(follower)) or not view.shares_project(node, follower):
        return False
    if find_label(node).name or view.scope(node).section not in _LISTING:
        return False
    if any(map(_opens_part, node.children)):
        return False  # the title in brackets between has the labels
    parent = node.parent  # 【쉼터 조성】 / - 쉼터 2개소 설치 / - 위치 : ...: all of them tell of the one in brackets
    return parent is None or not mark_title(parent) or _unlabelled(parent.children) != 1


def _unlabelled(lines: Iterable[Node]) -> int:
    """How many of some lines have no label."""
    return sum(line.table is None and not line.is_note and not find_label(line).name for line in lines)


def _priced(view: PlanView, figures: Iterable[Figure], subjects: Subjects, known: set[int]) -> Iterator[Part]:
    """(b): every part that a budget names; a bare cost names the line above where that is no part by itself."""
    for figure in figures:
        project = view.scope(figure.node).project
        name = part_name(view, figure, subjects)
        if not name and figure.name_span.first not in known:
            name = figure.above
        if project is None or not name:
            continue
        part = Part(name, figure.name_span, project, "component-cost", figure.node if not figure.in_table else None)
        part.location, part.quantity, part.unit = (
            place_of(figure.details.location),
            figure.details.quantity,
            figure.details.unit,
        )
        if figure.details.period and (period := find_period(view, figure.node, figure.details.period)):
            part.start, part.end = period.start, period.end
        titled = figure.node.parent if name == figure.above else figure.node if figure.node.label else None
        if titled is not None and titled.table is None and not part.start:
            _take_title_dates(view, part, titled)
        yield part
