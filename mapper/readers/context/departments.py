"""Cuts a document into the parts of its departments and reads the cover: title, date of issue, years, occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mapper.layout import Node
from mapper.layout.marks import Mark
from mapper.layout.node import Shape
from mapper.readers.context.affiliations import listed_bureaus, stated_bureau
from mapper.readers.context.cover import Cover, alone_on_cover, named_in_text, read_cover
from mapper.readers.context.municipalities import own_municipality
from mapper.readers.context.office_names import BUREAU, LARGER, office_name, office_words
from mapper.readers.context.plan_years import plan_years
from mapper.readers.context.sections import find_part, find_section
from mapper.records import DepartmentPlan, Span
from mapper.values.text import letters, squeeze


@dataclass(slots=True)
class DepartmentPart:
    """The nodes and lines of one department, and what the cover says of it."""

    plan: DepartmentPlan
    first: int
    last: int
    municipality_line: int = 0
    bureau_line: int = 0
    department_line: int = 0
    nodes: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The department's name."""
        return self.plan.department


LOWEST_HEAD = 24
"""A square, a frame or a number high up stands so deep at most; a lower mark heads a department over 일반현황 only."""
LOWEST_CHAPTER = 14
"""A chapter (제2장, Ⅱ) stands so deep at most: whatever a department tells of itself may follow its name there."""
LONGEST_HEAD = 30
_CHAPTERS = frozenset({"roman", "part", "head"})
"""Marks of the chapters of a document."""
_OF_DEPARTMENTS = frozenset({"organization", "staff", "duties", "list"})
"""Sections in which a department tells of itself."""


def split_departments(nodes: Sequence[Node], lines: Sequence[str]) -> list[DepartmentPart]:
    """The document's departments in order; a document without any named department has one part with an empty name."""
    municipality, municipality_line = own_municipality(lines)
    starts = _starts(nodes)
    cover = read_cover(nodes, starts[0][0] if starts else None, lines)
    parts: list[DepartmentPart] = []
    if not starts:
        name, line = alone_on_cover(nodes, lines) or named_in_text(lines, municipality)
        starts = [(nodes[0], name)] if nodes else []
        cover.department_line = line
        cover.bureau = "" if cover.bureau == name else cover.bureau
    listed = listed_bureaus([node for node in nodes if starts and node.first < starts[0][0].first])
    for index, (node, name) in enumerate(starts):
        first = 1 if index == 0 else node.first
        last = starts[index + 1][0].first - 1 if index + 1 < len(starts) else len(lines)
        several = len(starts) > 1
        bureau, bureau_line = _bureau(cover, name, node, nodes) if several else (cover.bureau, cover.bureau_line)
        plan = replace(_plan(cover, name, node, municipality, several=several), bureau=bureau)
        part = DepartmentPart(
            plan,
            first,
            last,
            municipality_line,
            bureau_line,
            node.first if len(starts) > 1 else cover.department_line or node.first,
        )
        part.nodes = [item for item in nodes if first <= item.first <= last]
        if not bureau:
            bureau, part.bureau_line = listed.get(letters(name)) or stated_bureau(part.nodes, name)
            plan = replace(plan, bureau=bureau)
        report, planned = plan_years(plan.title, part.nodes, cover.subtitle)
        part.plan = replace(plan, report_year=report, plan_year=planned)
        parts.append(part)
    return parts


def bureau_part(parts: Sequence[DepartmentPart]) -> DepartmentPart | None:
    """The part before the first of several departments, if all are of one bureau: what stands there is its own."""
    bureau = parts[0].plan.bureau if parts else ""
    if len(parts) < 2 or not bureau or any(part.plan.bureau != bureau for part in parts):
        return None
    first = parts[0]
    line = first.bureau_line or first.first
    plan = replace(first.plan, department=bureau)
    return replace(first, plan=plan, last=first.department_line - 1, department_line=line)


def _bureau(cover: Cover, name: str, start: Node, nodes: Sequence[Node]) -> tuple[str, int]:
    """The bureau of one of several departments and its line: beside or above its name, else alone on the cover."""
    own = office_words(start.text)[0]
    if own:
        return own, start.first
    before = next((node for node in reversed(nodes) if node.last < start.first), None)
    above = office_words(before.text)[1] if before is not None else ""
    if before is not None and not before.marks and BUREAU.match(above):
        return above, before.first
    return (cover.bureau, cover.bureau_line) if cover.bureau_department in {"", name} else ("", 0)


def _starts(nodes: Sequence[Node]) -> list[tuple[Node, str]]:
    """Where a department begins: its name alone in a line, and general information of it soon after."""
    found: list[tuple[Node, str]] = []
    for index, node in enumerate(nodes):
        name = office_words(node.text)[1]
        if not name or node.shape not in {Shape.TEXT, Shape.ITEM}:
            continue
        if any(mark.kind not in {"head", "frame"} for mark in node.marks) or any(known == name for _, known in found):
            continue
        following = nodes[index + 1 : index + 26]
        if found and not _opens_department(following, name):
            continue
        if not found and not _opens_department(nodes[index + 1 : index + 60], name):
            continue
        if not found and BUREAU.match(name) and _later_department(nodes[index + 1 : index + 40]):
            continue
        found.append((node, name))
    headed = _headed_starts(nodes)
    names = {name for _, name in headed}
    if headed and all(name in names or node.first < headed[0][0].first for node, name in found):
        return [*_treated_before(headed[0][0], nodes, [entry for entry in found if entry[1] not in names]), *headed]
    return found


def _treated_before(head: Node, nodes: Sequence[Node], found: Sequence[tuple[Node, str]]) -> list[tuple[Node, str]]:
    """The departments, no bureau, whose own general part stands before the first of one make: of another make."""
    below = [[item for item in nodes if node.first < item.first < head.first] for node, _ in found]
    return [
        entry
        for entry, items in zip(found, below, strict=True)
        if not BUREAU.match(entry[1]) and not LARGER.match(entry[1]) and _opens_department(items, entry[1])
    ]


def _headed_starts(nodes: Sequence[Node]) -> list[tuple[Node, str]]:
    """Heads of one make that are names of several departments, general information of each below it: `□ 관광과`.

    Where one chapter opens a department so, the other chapters that are names of departments do, too.
    """
    makes: dict[tuple[str, str], dict[str, Node]] = defaultdict(dict)
    opened: set[tuple[tuple[str, str], str]] = set()
    for index, node in enumerate(nodes):
        mark = node.marks[-1] if node.marks else None
        if mark is None or node.shape is not Shape.ITEM or len(node.text) > LONGEST_HEAD:
            continue
        name = office_words(node.text)[1]
        if not name or any(above.kind != "head" for above in node.marks[:-1]):
            continue
        make = (mark.kind, _sign(mark))
        if (make, name) in opened:
            continue
        if _heads_department(node, nodes[index + 1 : index + 26], name):
            opened.add((make, name))
            makes[make][name] = node
        elif mark.kind in _CHAPTERS and squeeze(node.text) == squeeze(name) and not _ends_at_once(nodes, index):
            makes[make].setdefault(name, node)
    opening = {make for make, _ in opened}
    several = (found for make, found in makes.items() if len(found) > 1 and make in opening)
    return sorted(((node, name) for name, node in next(several, {}).items()), key=lambda entry: entry[0].first)


def _heads_department(node: Node, following: Sequence[Node], name: str) -> bool:
    """Whether a head that is a department's name opens its part: it tells of itself soon after."""
    headed = any(find_part(below.text) == "general" for below in following[:2])
    if (headed or node.rank <= LOWEST_HEAD) and _opens_department(following, name):
        return True
    return node.rank <= LOWEST_CHAPTER and any(find_section(below.text) in _OF_DEPARTMENTS for below in following[:5])


def _ends_at_once(nodes: Sequence[Node], index: int) -> bool:
    """Whether nothing stands below a head: the next line is of its own rank, as in a list of contents."""
    return index + 1 == len(nodes) or nodes[index + 1].rank <= nodes[index].rank


def _sign(mark: Mark) -> str:
    """What the marks of one make share: the sign of bullets and heads, nothing of numbers."""
    return mark.sign if mark.kind in {"bullet", "head"} else ""


def _later_department(nodes: Sequence[Node]) -> bool:
    """Whether a department of a bureau's cover follows as a line of its own."""
    for index, node in enumerate(nodes):
        if node.shape is Shape.TEXT and not node.marks:
            name = office_name(node.text)
            if name and not BUREAU.match(name) and _opens_department(nodes[index + 1 : index + 40], name):
                return True
    return False


def _opens_department(following: Sequence[Node], name: str) -> bool:
    """Whether a general part (일반현황, 조직, 인력) follows a name before another such name does."""
    for node in following:
        if node.table is not None:
            text = " ".join(cell.text for cell in node.table.rows[0])
            if find_part(squeeze(text).split("현황")[0] + "현황") == "general" or "일반현황" in squeeze(text):
                return True
            continue
        if find_part(node.text) == "general" or find_section(node.text) in {"organization", "staff"}:
            return True
        other = office_name(node.text) if not node.marks or node.marks[0].kind == "head" else ""
        if other and other != name:
            return False
    return False


def _plan(cover: Cover, name: str, node: Node, municipality: str, *, several: bool) -> DepartmentPlan:
    """The record of one department's plan; years follow later."""
    line, last = cover.line, cover.last
    span = Span(line, last) if line and not several else Span(node.first, node.first)
    return DepartmentPlan(
        span=span,
        rule="cover",
        support=tuple(sorted(set(cover.support))),
        title=cover.title,
        municipality=municipality,
        department=name,
        issued=cover.issued,
        occasion=cover.occasion,
        occasion_start=cover.occasion_start,
    )
