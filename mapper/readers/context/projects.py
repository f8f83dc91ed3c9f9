"""Finds the sections that treat the projects, their titles printed, boxed, or left out as pictures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.layout import Node
from mapper.readers.context.list_entries import ListEntry
from mapper.readers.context.list_lines import bracket_status, leading_number, printed_number
from mapper.readers.context.project_starts import find_starts
from mapper.readers.context.sections import find_part, find_section, heads_part, is_in_plain_words
from mapper.readers.context.starts import Start
from mapper.readers.context.title_series import title_text
from mapper.records import ProjectStatus


@dataclass(slots=True)
class ProjectSection:
    """A project with the lines that treat it; `first` is 0 for one that only the list names."""

    number: str
    title: str
    line: int
    """In the list; for a project that no list holds its title, else its first line."""
    first: int = 0
    last: int = 0
    status: ProjectStatus | None = None
    page: str = ""
    teams: tuple[str, ...] = ()
    title_line: int = 0
    """Line of the title printed over the section; 0 where there is none."""
    nodes: list[Node] = field(default_factory=list)
    department: str = ""
    """Name of the department whose project it is, wherever the list stands."""


def find_projects(nodes: Sequence[Node], entries: Sequence[ListEntry], listing: set[int]) -> list[ProjectSection]:
    """The projects of one department in the order of its list, then those that no list holds.

    `entries` and `listing` are those of `read_project_list`.
    """
    starts = find_starts(nodes, entries, listing)
    sections = _pair(starts, entries, nodes)
    lines = [node.first for node in nodes]
    for section in sections:
        if section.first:
            section.nodes = list(nodes[bisect_left(lines, section.first) : bisect_right(lines, section.last)])
    return sections


def _pair(starts: Sequence[Start], entries: Sequence[ListEntry], nodes: Sequence[Node]) -> list[ProjectSection]:
    """Sections with their titles: the printed one, else the list's next; entries never treated keep no lines."""
    sections: list[ProjectSection] = []
    treated: dict[int, ProjectSection] = {}
    for position, start in enumerate(starts):
        entry = start.entry
        if entry < 0 and not start.title:
            entry = _next_entry(starts, position, entries, treated, nodes)
        first = nodes[start.index].first
        following = starts[position + 1] if position + 1 < len(starts) else None
        end = following.index if following is not None else len(nodes)
        if following is not None and following.entry >= 0 and _heads_group(nodes[end - 1], entries[following.entry]):
            end -= 1
        stop = _section_end(nodes, start.index, end)
        if entry >= 0:
            item = entries[entry]
            section = ProjectSection(
                item.number or (printed_number(start.title_node) if start.title_node is not None else ""),
                item.title,
                item.line,
                first,
                stop,
                item.status or _status_of(start),
                item.page,
                item.teams or start.teams,
            )
            treated[entry] = section
        else:
            line = start.title_node.first if start.title_node is not None else first
            section = ProjectSection(start.number, start.title, line, first, stop, _status_of(start), "", start.teams)
        section.title_line = start.title_node.first if start.title_node is not None else 0
        sections.append(section)
    for index, item in enumerate(entries):
        if index not in treated:
            sections.append(
                ProjectSection(item.number, item.title, item.line, 0, 0, item.status, item.page, item.teams)
            )
    return sorted(sections, key=lambda section: section.line)


def _heads_group(node: Node, entry: ListEntry) -> bool:
    """Whether a line is the head of the group to which a project belongs: `중점과제 2. ...` over 2-1."""
    counted = node.table is None and node.mark is not None and node.mark.kind == "number"
    return counted and entry.number.startswith(f"{leading_number(node)}-")


def _status_of(start: Start) -> ProjectStatus | None:
    """The status in brackets behind a printed title."""
    return bracket_status(title_text(start.title_node)) if start.title_node is not None else None


def _next_entry(
    starts: Sequence[Start],
    position: int,
    entries: Sequence[ListEntry],
    treated: dict[int, ProjectSection],
    nodes: Sequence[Node],
) -> int:
    """The list's next title for a section without one, unless a part that the list does not cover has begun."""
    used = set(treated) | {start.entry for start in starts if start.entry >= 0}
    previous = max((entry for entry in treated), default=-1)
    if position and starts[position - 1].title and starts[position - 1].entry < 0:
        return -1
    later = [start.entry for start in starts[position + 1 :] if start.entry >= 0]
    candidates = [
        index
        for index in range(len(entries))
        if index not in used and index > previous and (not later or index < min(later))
    ]
    return candidates[0] if candidates else -1


def _stands_beside(node: Node, title: Node) -> bool:
    """Whether a Markdown head is no lower than that of a title and heads no section of a project."""
    heads = [item.marks[0].sign for item in (node, title) if item.marks and item.marks[0].kind == "head"]
    if len(heads) < 2 or len(heads[0]) > len(heads[1]) or len(node.marks) > 1:
        return False
    return not find_section(node.text) or is_in_plain_words(node.text)


def _counts_on(head: Node, node: Node) -> bool:
    """Whether a line beside the numbered head of all plans has the next number and heads no section of a project."""
    same = node.mark is not None and node.mark.kind == "number" and node.rank == head.rank
    return same and leading_number(node) == leading_number(head) + 1 and not find_section(node.text)


def _section_end(nodes: Sequence[Node], start: int, stop: int) -> int:
    """Last line of a section: before the next one, and before the next large part."""
    plans = next((above for above in nodes[start].ancestors() if find_part(above.text) == "plans"), None)
    counted = plans is not None and plans.mark is not None and plans.mark.kind == "number"
    for index in range(start + 1, stop):
        node = nodes[index]
        if node.table is None and (heads_part(node) or _stands_beside(node, nodes[start])):
            return nodes[index - 1].last
        if counted and plans is not None and node.parent is plans.parent and _counts_on(plans, node):
            return nodes[index - 1].last
    return nodes[stop - 1].last if stop > start else nodes[start].last
