"""Reads the list of projects, from a table or from numbered lines: number, title, status, page, teams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from mapper.layout import Node, Table
from mapper.lexicon import load
from mapper.readers.context.list_lines import (
    bracket_status,
    bracket_teams,
    find_status,
    leading_number,
    plain_number,
    plain_title,
    printed_number,
    teams_in,
    trailing_page,
)
from mapper.readers.context.sections import bare_label, find_part, find_section
from mapper.readers.context.title_series import title_text
from mapper.records import ProjectStatus
from mapper.values.money import caption_unit
from mapper.values.text import letters, squeeze

_TEAM_HEADS = frozenset({"부서", "부서(팀)", "팀", "팀명", "부서명", "담당팀"})
_LIST_TITLES = frozenset(str(load("sections")["list_columns"]["titles"]).split())
_NUMBER_COLUMNS = frozenset(str(load("sections")["list_columns"]["numbers"]).split())
_TITLE_LABEL = re.compile(r"(?:단위|세부|주요|핵심|중점|역점|추진|신규|전략|정책)*(?:사업|업무|과제|시책)명")
_ROUND = re.compile(r"\(.*?\)")
_MONEY_COLUMN = re.compile(r"예산|사업비|금액|집행|천원|백만원|소요액")
_TEAM_COLUMNS = ("담당팀", "팀", "담당부서", "추진부서", "담당", "팀명", "부서", "소관팀", "추진팀", "주관팀", "소관")
_COUNTED = re.compile(
    r"(?:총|계)?(?:[가-힣]{2,6}(?:사업|업무|과제|시책))?[:：]?(?:총)?\d{1,2}(?:건|개|개사업|개과제|개업무|대사업|대과제)"
)
"""How many projects follow."""
LOWEST_HEAD = 24
"""A square is the lowest mark of a head."""
ALIKE = 78
"""Least likeness (rapidfuzz ratio, 0 to 100) of a printed title to one of the list."""


@dataclass(slots=True)
class ListEntry:
    """One line of the project list."""

    number: str
    title: str
    line: int
    status: ProjectStatus | None = None
    page: str = ""
    teams: tuple[str, ...] = ()


def read_project_list(nodes: Sequence[Node]) -> tuple[list[ListEntry], set[int]]:
    """The entries of the project lists, and the ids of the nodes that hold them."""
    entries: list[ListEntry] = []
    holders: set[int] = set()
    for index, node in enumerate(nodes):
        if node.table is not None:
            found = _table_entries(node.table, nodes, index)
        else:
            section, part = find_section(node.text), find_part(node.text)
            found = _text_entries(nodes, index, section, part)
            if not found and (section == "list" or part == "plans"):
                found = _marked_entries(nodes, index)
            again = index > 0 and id(nodes[index - 1]) in holders
            found = found or _column_entries(nodes, index, again=again)
            if not found and (index == 0 or id(nodes[index - 1]) not in holders):
                found = _grouped_entries(nodes, index)
        if not found:
            continue
        if node.table is not None:
            holders.add(id(node))
        else:
            lines = {entry.line for entry in found}
            holders.update(id(item) for item in nodes if item.first in lines)
        known = {letters(entry.title) for entry in entries}
        entries.extend(entry for entry in found if letters(entry.title) not in known)
    return entries, holders


def _table_entries(table: Table, nodes: Sequence[Node], place: int) -> list[ListEntry]:
    """Entries of a table that lists projects; none where its columns tell money or anything else."""
    if not table.columns:
        return []
    before = nodes[max(0, place - 3) : place]
    labels = [squeeze(path.split(" > ")[-1]) for path in table.columns]
    titles = [index for index, label in enumerate(labels) if _is_title_label(label)]
    title = next((index for index in titles if not _counts_rows(table, index)), -1)
    number = next((index for index, label in enumerate(labels) if _is_number_column(table, index, label)), -1)
    if number < 0 and title > 0 and _counts_rows(table, title - 1):
        number = title - 1
    if title < 0 or not table.body or (labels[0] in _TEAM_HEADS and number < 0):
        return []
    headed = any(node.table is None and find_section(node.text) in {"list", "contents"} for node in before)
    if not headed and number >= 0 and any(node.table is None and find_part(node.text) == "plans" for node in before):
        headed = _is_treated(table, title, nodes[place + 1 :])
    paged = any(label in {"쪽", "페이지", "쪽수", "면"} for label in labels)
    shared = any(label in _TEAM_COLUMNS for label in labels) and number >= 0 and not table.caption
    told = shared and sum(any(find_status(cell.text) for cell in row) for row in table.body) * 2 >= len(table.body)
    if any(_MONEY_COLUMN.search(label) for label in labels) and not (paged or headed or told):
        return []
    if caption_unit(table.caption) or not (headed or paged or shared) or (number < 0 and not headed):
        return []
    columns = {label: index for index, label in enumerate(labels)}
    return _entry_rows(table, title, number, columns)


def _is_number_column(table: Table, index: int, label: str) -> bool:
    """Whether a column numbers the projects: 연번, or 구분 over anything but their status."""
    cells = [row[index].text for row in table.body if index < len(row) and row[index].text]
    return label in _NUMBER_COLUMNS and not any(find_status(cell) for cell in cells)


def _counts_rows(table: Table, index: int) -> bool:
    """Whether a column holds small numbers only, such as those of the projects of each team."""
    cells = [row[index].text for row in table.body if index < len(row)]
    return len(cells) > 1 and all(cell.isdecimal() and len(cell) < 3 for cell in cells)


def _is_title_label(label: str) -> bool:
    """Whether a column holds titles of projects: 사업명, 단위업무명, 과제명(사업명)."""
    plain = _ROUND.sub("", label)
    return plain in _LIST_TITLES or _TITLE_LABEL.fullmatch(plain) is not None


def _is_treated(table: Table, title: int, following: Sequence[Node]) -> bool:
    """Whether most titles of a table stand again over sections of their own."""
    titles = [letters(row[title].text) for row in table.body if title < len(row) and row[title].text]
    later = {letters(plain_title(title_text(node))) for node in following if len(node.text) <= 60}
    return len(titles) > 1 and sum(text in later for text in titles) * 5 >= len(titles) * 3


def _entry_rows(table: Table, title: int, number: int, columns: dict[str, int]) -> list[ListEntry]:
    """Rows of a project list."""
    entries: list[ListEntry] = []
    team = above = ""  # merged over the projects of a team: in the first column, in one of teams
    for row in table.body:
        texts = [cell.text for cell in row]
        if title >= len(texts) or not texts[title]:
            continue
        team = texts[0] or team

        def at(*labels: str, texts: list[str] = texts) -> str:
            index = next((columns[label] for label in labels if label in columns and columns[label] != number), -1)
            return texts[index] if 0 <= index < len(texts) else ""

        teams = at(*_TEAM_COLUMNS, "비고")
        if not texts[0] and any(columns.get(label) == 0 for label in _TEAM_HEADS):
            teams = team
        elif not at(*_TEAM_COLUMNS):
            teams = teams or above
        above = at(*_TEAM_COLUMNS) or above
        entries.append(
            ListEntry(
                number=plain_number(texts[number]) if 0 <= number < len(texts) else "",
                title=texts[title],
                line=row[title].line,
                status=find_status(at("구분", "비고", "신규/계속", "사업구분", "신규여부"))
                or _ticked_status(texts, columns),
                page=re.sub(r"\D", "", at("쪽", "페이지", "쪽수", "면")),
                teams=teams_in(teams),
            )
        )
    return entries


def _ticked_status(texts: list[str], columns: dict[str, int]) -> ProjectStatus | None:
    """The status whose own column (신규 | 계속) is ticked."""
    for label, index in columns.items():
        status = find_status(label)
        if status is not None and index < len(texts) and re.fullmatch(r"[○●◯√✓✔ㅇOVv■☑]", texts[index]):
            return status
    return None


def _text_entries(nodes: Sequence[Node], place: int, section: str, part: str) -> list[ListEntry]:
    """Entries of a list in plain lines: `주요 업무` and then `1. ...`, `2. ...` each also treated later.

    `section` and `part` are what the line heads.
    """
    head = nodes[place].text
    in_contents = False
    if trailing_page(head):
        section, part = find_section(plain_title(head)), find_part(plain_title(head))
        in_contents = part == "results"
    known = in_contents or section in {"list", "duties"} or part == "plans"
    if not known and not (nodes[place].marks and nodes[place].rank <= LOWEST_HEAD and not nodes[place].label):
        return []
    first = place + 1
    if first < len(nodes) and _COUNTED.fullmatch(squeeze(nodes[first].text)):
        first += 1  # 주요사업 4건
    if first >= len(nodes) or leading_number(nodes[first]) != 1:
        return []
    following = nodes[first:]
    run: list[Node] = []
    for item in following:
        number = leading_number(item)
        if item.table is not None or number != len(run) + 1:
            break
        run.append(item)
    if len(run) < 2 or any(item.children for item in run[:-1]):
        return []
    if sum(bool(find_part(item.text) or find_section(item.text)) for item in run) * 2 >= len(run):
        return []  # a table of contents
    later = {letters(title_text(item)) for item in following[len(run) :]}
    treated = any(fuzz.ratio(letters(plain_title(item.text)), text) >= ALIKE for item in run for text in later if text)
    marked = [item for item in run if bracket_teams(item.text) or bracket_status(item.text)]
    if not known and len(marked) < len(run):
        return []  # under a head in words of its own all of them tell their team or status
    paged = any(trailing_page(item.text) for item in run)
    if in_contents and not (treated and paged):
        return []
    if not treated and not paged and len(marked) < len(run) and not _is_sure_list(head, run, nodes):
        return []
    return [
        ListEntry(
            number=printed_number(item) if item.mark is not None and item.mark.kind == "hyphenated" else str(index),
            title=plain_title(item.text),
            line=item.first,
            page=trailing_page(item.text),
            teams=bracket_teams(item.text),
            status=bracket_status(item.text),
        )
        for index, item in enumerate(run, 1)
    ]


def _marked_entries(nodes: Sequence[Node], place: int) -> list[ListEntry]:
    """Entries without numbers below a head of projects: bullets that all tell status or team, or all stand again."""
    head = nodes[place]
    run = [item for item in head.children if item.table is None and item.mark is not None and not leading_number(item)]
    run = [item for item in run if not _COUNTED.fullmatch(squeeze(item.text))]
    if not run:
        return []
    run = [item for item in run if item.mark == run[0].mark]
    if len(run) < 2 or any(item.children or item.label for item in run):
        return []
    if any(find_section(item.text) for item in head.children if run[0].first < item.first < run[-1].first):
        return []  # titles, each over the sections of its project
    told = [item for item in run if bracket_teams(item.text) or bracket_status(item.text)]
    if (
        len(told) < len(run)
        and not _says_list(head.text)
        and not (find_section(head.text) == "list" and _is_sure_list(head.text, run, nodes))
        and not _stand_again(run, nodes[place:])
    ):
        return []
    return [
        ListEntry(
            number="",
            title=plain_title(item.text),
            line=item.first,
            page=trailing_page(item.text),
            teams=bracket_teams(item.text),
            status=bracket_status(item.text),
        )
        for item in run
    ]


def _stand_again(run: Sequence[Node], nodes: Sequence[Node]) -> bool:
    """Whether the titles of all entries stand again below the last of them."""
    later = {letters(plain_title(title_text(item))) for item in nodes if item.first > run[-1].first}
    return all(letters(plain_title(item.text)) in later for item in run)


def _is_sure_list(head: str, run: Sequence[Node], nodes: Sequence[Node]) -> bool:
    """Whether lines below a head are projects without a sign: the head says list, or about as many sections follow.

    Where a project's section has begun before them they are items of that.
    """
    if _says_list(head):
        return True
    opened = [node.first for node in nodes if node.table is None and _opens_project(node)]
    return len(opened) * 5 >= len(run) * 3 and opened[0] > run[-1].first


def _says_list(head: str) -> bool:
    """Whether a head says that a list of projects follows."""
    return bare_label(head).endswith(("목록", "총괄", "총괄표"))


def _opens_project(node: Node) -> bool:
    """Whether a head is that of a project's first section."""
    return find_section(node.text) == "overview" and not node.label


def _column_entries(nodes: Sequence[Node], place: int, *, again: bool) -> list[ListEntry]:
    """Entries of a list of one column: the column's head (과제명) alone in its line, then line by line the titles.

    `again` says that the line above ends such a list: a new page prints its head again.
    """
    head = nodes[place]
    if head.marks or not place or len(head.text) > 16 or not _is_title_label(squeeze(head.text)):
        return []
    above = nodes[place - 1]
    headed = find_section(above.text) == "list" or find_part(above.text) == "plans"
    if above.table is not None or not (headed or again):
        return []
    run: list[Node] = []
    for item in nodes[place + 1 :]:
        if item.marks or item.table is not None or item.first != (run[-1] if run else head).last + 1:
            break
        run.append(item)
    return [
        ListEntry("", plain_title(item.text), item.first, bracket_status(item.text), "", bracket_teams(item.text))
        for item in run
    ]


def _grouped_entries(nodes: Sequence[Node], first: int) -> list[ListEntry]:
    """Entries below heads that are their status, each treated later: `신규사업`, `1. ...`, `계속사업`, `1. ...`."""
    if _group_status(nodes[first]) is None:
        return []
    status, place = None, first
    run: list[tuple[Node, ProjectStatus | None]] = []
    while place < len(nodes) and nodes[place].table is None:
        node = nodes[place]
        if opened := _group_status(node):
            status = opened
        elif leading_number(node) and not (run and run[-1][1] is status and leading_number(node) == 1):
            run.append((node, status))
        else:
            break
        place += 1
    if run and place < len(nodes) and nodes[place].parent is run[-1][0]:
        run.pop()  # the first of the sections themselves
    later = {letters(plain_title(title_text(node))) for node in nodes[place - 1 :]}
    if len(run) < 2 or sum(letters(plain_title(node.text)) in later for node, _ in run) * 5 < len(run) * 3:
        return []
    return [
        ListEntry(str(leading_number(node)), plain_title(node.text), node.first, status, trailing_page(node.text))
        for node, status in run
    ]


def _group_status(node: Node) -> ProjectStatus | None:
    """The status that a head over listed projects names: 신규사업, 계속 사업(3건)."""
    return find_status(bare_label(node.text)) if node.table is None and len(node.text) <= 16 else None
