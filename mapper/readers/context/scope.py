"""Where a line stands: department, part, project, section, tense; and the year a date without one takes there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from mapper.layout import Node, build_outline
from mapper.layout.node import Shape
from mapper.readers.context.departments import DepartmentPart, bureau_part, split_departments
from mapper.readers.context.project_lists import read_project_list, share_entries
from mapper.readers.context.projects import ProjectSection, find_projects
from mapper.readers.context.sections import Tense, find_section, heads_part, is_known_head, mark_parts, section_tense
from mapper.readers.offices.office_lines import stands_alone
from mapper.records import Kind, Ref
from mapper.source import NumberedText
from mapper.values.dates import Period, find_periods, may_hold_dates, read_periods

if TYPE_CHECKING:
    from mapper.readers.context.passages import Passage
    from mapper.readers.partners.reader import Part
    from mapper.values.many_texts import ManyTexts


class Heads(NamedTuple):
    """The section heads above a line, innermost first; all lines below them share them."""

    nodes: tuple[Node, ...] = ()
    kinds: tuple[str, ...] = ()
    tense: Tense = Tense.NONE
    """What the kinds tell."""

    def below(self, node: Node, kind: str) -> Heads:
        """These heads with one more below them."""
        kinds = (kind, *self.kinds)
        return Heads((node, *self.nodes), kinds, _tense(kinds))

    def since(self, line: int) -> Heads:
        """Those of the heads that stand on a line or below it."""
        count = sum(node.first >= line for node in self.nodes)
        return Heads(self.nodes[:count], self.kinds[:count], _tense(self.kinds[:count]))


NO_HEADS: Final = Heads()
_NO_WORDS: Final = frozenset({Shape.PAGE, Shape.RULE})


@dataclass(slots=True)
class Scope:
    """The place of a node in its document."""

    department: DepartmentPart
    part: str = ""
    """Large part: `general`, `results`, `vision`, `plans`, `issues`, `cover` or empty."""
    project: ProjectSection | None = None
    section: str = ""
    """Kind of the innermost recognised section head above the node (or of the node itself)."""
    head: Node | None = None
    """That section head."""
    sections: tuple[str, ...] = ()
    """Kinds of all recognised heads above the node, innermost first."""
    tense: Tense = Tense.NONE
    holds_list: bool = False
    """The node belongs to the list of projects itself."""

    @property
    def ref(self) -> Ref:
        """The project, else the department: what a row is about where nothing nearer is named (definition 8)."""
        if self.project is not None:
            return Ref(Kind.PROJECT, self.project.title, self.project.line)
        return self.department_ref

    @property
    def department_ref(self) -> Ref:
        """The department."""
        return Ref(Kind.ORGANIZATION, self.department.name, self.department.department_line or self.department.first)

    @property
    def default_year(self) -> int | None:
        """plan_year under a plan's heading, report_year under a result's."""
        plan = self.department.plan
        if self.tense is Tense.RESULT:
            return plan.report_year or plan.plan_year
        return plan.plan_year or plan.report_year


class PrintedYears(dict[Node, int | None]):
    """The last year that each line prints, else the nearest line above it that prints one; asked thousands of times."""

    def __missing__(self, node: Node) -> int | None:
        periods = find_periods(node.text) if node.table is None and node.shape is not Shape.ROOT else []
        years = [period.start[:4] for period in periods if not period.inherited]
        found = int(years[-1]) if years else self[node.parent] if node.parent is not None else None
        self[node] = found
        return found


@dataclass(slots=True)
class PlanView:
    """A document as readers see it: nodes in the order of their lines, and each node's scope."""

    text: NumberedText
    root: Node
    nodes: list[Node]
    departments: list[DepartmentPart]
    projects: list[ProjectSection]
    scopes: dict[Node, Scope] = field(default_factory=dict)
    scope: Callable[[Node], Scope] = field(init=False)
    """The node's scope; readers ask thousands of times, so it is the dictionary's own look-up."""
    years: PrintedYears = field(default_factory=PrintedYears)
    """The last year printed at a node or above it."""
    sheets: list[Node] = field(default_factory=list)
    """Lines that stand for the rows of sheets, kept while their scopes are asked for."""
    passages: list[Passage] | None = None
    """The document's texts one by one, once they were asked for."""
    joined_passages: ManyTexts | None = None
    """The same as one text."""
    parts: list[tuple[Node, list[tuple[Passage, Part]]]] | None = None
    """Who takes which part, by line or table, once it was asked for."""

    def __post_init__(self) -> None:
        self.scope = self.scopes.__getitem__

    def line(self, number: int) -> str:
        """The masked text of a line, 1-based."""
        return self.text.lines[number - 1]

    def shares_project(self, node: Node, other: Node) -> bool:
        """Whether another node stands in the project of a node; a page's number stands in none."""
        scope = self.scopes.get(other)
        return scope is not None and scope.project is self.scope(node).project

    def tables(self) -> Iterator[Node]:
        """Nodes that are tables, in order."""
        return (node for node in self.nodes if node.table is not None)

    def lines(self) -> Iterator[Node]:
        """Nodes that are bullets, heads or paragraphs, in order."""
        return (node for node in self.nodes if node.table is None)

    def periods(self, node: Node, text: str | None = None, *, bare_years: bool = True) -> list[Period]:
        """Dates in a node's text (or in `text`), a missing year taken by definition 6."""
        text = node.text if text is None else text
        return read_periods(text, self.year(node), bare_years=bare_years) if may_hold_dates(text) else []

    def year(self, node: Node) -> int | None:
        """The year for a date without one: of the bullet above, else of the section's period, else of the tense."""
        printed = self.years[node.parent] if node.parent is not None else None
        return printed if printed is not None else self.scope(node).default_year


def view_plan(text: NumberedText) -> PlanView:
    """Outline, departments, projects and scopes of a numbered text."""
    root = build_outline(text.lines, is_known_head, stands_alone)
    nodes = [node for node in root.descend() if node.shape not in _NO_WORDS]
    mark_parts(nodes)
    departments = split_departments(nodes, text.lines)
    projects: list[ProjectSection] = []
    view = PlanView(text, root, nodes, departments, projects)
    lists = [read_project_list(department.nodes) for department in departments]
    shared = share_entries([entries for entries, _ in lists], [department.name for department in departments])
    for department, entries, (_, holders) in zip(departments, shared, lists, strict=True):
        found = find_projects(department.nodes, entries, holders)
        for section in found:
            section.department = department.name
        projects.extend(found)
        _assign(view, department, found, holders)
    if (bureau := bureau_part(departments)) is not None:
        for node in departments[0].nodes:
            if node.first >= departments[0].department_line:
                break
            view.scopes[node].department = bureau
    return view


def _assign(view: PlanView, department: DepartmentPart, projects: list[ProjectSection], listed: set[int]) -> None:
    """Give every node of a department its scope."""
    by_line = sorted((section for section in projects if section.first), key=lambda section: section.first)
    firsts = [section.first for section in by_line]
    open_ended = {id(section) for section in by_line if _tells_plans(section)}
    part = "cover"
    part_tense = Tense.NONE
    heads, cut = dict[int, Heads](), dict[tuple[int, int], Heads]()
    for node in department.nodes:
        opened = heads_part(node) if node.table is None else ""
        if opened:
            part = opened
            part_tense = (
                Tense.RESULT
                if re.search(r"실적|성과|추진\s?상황|결과", node.text) and "계획" not in node.text
                else Tense.PLAN
                if opened in {"plans", "vision", "issues"}
                else Tense.NONE
            )
        project = _section_at(by_line, firsts, node.first)
        scope = Scope(department, part, project, holds_list=id(node) in listed)
        above = _heads_above(node, heads)
        if project is not None and above.nodes and above.nodes[-1].first < project.first:
            above = _heads_since(above, project.first, cut)
        _find_section(
            scope, node, Tense.NONE if project is not None and id(project) in open_ended else part_tense, above
        )
        view.scopes[node] = scope


def _tells_plans(project: ProjectSection) -> bool:
    """Whether a project has a head of what is to come: not all of it tells results, whatever part it stands in."""
    heads = (node for node in project.nodes if node.table is None and _is_section_head(node))
    return any(find_section(node.text) == "plan" for node in heads)


def _section_at(by_line: list[ProjectSection], firsts: list[int], line: int) -> ProjectSection | None:
    """The last project section, in the order of their first lines, that holds a line."""
    for place in range(bisect_right(firsts, line) - 1, -1, -1):
        if line <= by_line[place].last:
            return by_line[place]
    return None


def _find_section(scope: Scope, node: Node, part_tense: Tense, found: Heads) -> None:
    """The section of a node and its tense, by the heads above it (inside its project) and its own."""
    if node.table is None and node.shape is not Shape.CAPTION and _is_section_head(node):
        kind = find_section(node.text)
        found = found.below(node, kind) if kind else found
    if found.nodes:
        scope.head, scope.section, scope.sections = found.nodes[0], found.kinds[0], found.kinds
    scope.tense = found.tense or part_tense


def _heads_above(node: Node, known: dict[int, Heads]) -> Heads:
    """The section heads above a node, innermost first; `known` keeps those of each line for all lines below it."""
    above = node.parent
    if above is None or above.shape is Shape.ROOT:
        return NO_HEADS
    found = known.get(id(above))
    if found is None:
        found = _heads_above(above, known)
        kind = find_section(above.text) if above.table is None and above.shape is not Shape.CAPTION else ""
        known[id(above)] = found = found.below(above, kind) if kind else found
    return found


def _heads_since(heads: Heads, line: int, known: dict[tuple[int, int], Heads]) -> Heads:
    """Those of the heads above a line that its project, which begins on `line`, holds; all its lines ask for them."""
    found = known.get((id(heads), line))
    if found is None:
        found = known[id(heads), line] = heads.since(line)
    return found


def _tense(kinds: Sequence[str]) -> Tense:
    """실적 and 계획 among the heads decide, the innermost first; 개요, 내용, 예산 only where neither stands there.

    A mixed head (추진경과 및 계획) has none: its lines are told apart by their dates.
    """
    for kind in kinds:
        if kind in {"result", "plan", "mixed"}:
            return section_tense(kind)
    return next((tense for kind in kinds if (tense := section_tense(kind))), Tense.NONE)


def _is_section_head(node: Node) -> bool:
    """Whether a line is a head: it has no value of its own, or stands as high as heads do."""
    return node.rank <= 33 or not node.value or node.value == node.text
