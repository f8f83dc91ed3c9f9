"""Reads the list of projects, from a table or from numbered lines: number, title, status, page, teams."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from mapper.layout import Node, Table
from mapper.layout.node import Shape
from mapper.lexicon import load
from mapper.readers.context.grouped_lists import grouped_entries
from mapper.readers.context.list_entries import ListEntry, said_title
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
from mapper.readers.context.title_series import make_of
from mapper.records import ProjectStatus
from mapper.values.money import caption_unit
from mapper.values.text import letters, squeeze

_TEAM_HEADS = frozenset({"부서", "부서(팀)", "팀", "팀명", "부서명", "담당팀"})
_LIST_TITLES = frozenset(str(load("sections")["list_columns"]["titles"]).split())
_NUMBER_COLUMNS = frozenset(str(load("sections")["list_columns"]["numbers"]).split())
_TITLE_LABEL = re.compile(r"(?:단위|세부|주요|핵심|중점|역점|추진|신규|전략|정책)*(?:사업|업무|과제|시책)명")
_POSTS = frozenset({"현원", "정원", "인원", "정원/현원", "정·현원"})
"""Columns that count the posts of a team beside its duties."""
_ROUND = re.compile(r"\(.*?\)")
_MONEY_COLUMN = re.compile(r"예산|사업비|금액|집행|천원|백만원|소요액")
_TEAM_COLUMNS = ("담당팀", "팀", "담당부서", "추진부서", "담당", "팀명", "부서", "소관팀", "추진팀", "주관팀", "소관")
_DEPARTMENT_COLUMNS = (
    *("부서", "부서명", "담당부서", "추진부서", "소관부서", "주관부서"),
    *("소관", "소관과", "담당과", "과명"),
)
_DATED = re.compile(r"['‘’]?(?:20)?\d\d\s?[.년]\s?\d{1,2}\s?[.월]|\d{1,2}\s?월")
"""A date that opens a line."""
_COUNTED = re.compile(
    r"(?:총|계)?(?:[가-힣]{2,6}(?:사업|업무|과제|시책))?[:：]?(?:총)?\d{1,2}(?:건|개|개사업|개과제|개업무|대사업|대과제)"
)
"""How many projects follow."""
LONGEST_AGAIN = 90
"""No title is longer where it stands again."""
HIGH_HEAD = 20
"""Heads of a plan's parts stand above the squares."""
LOWEST_HEAD = 24
"""A square is the lowest mark of a head."""
ALIKE = 78
"""Least likeness (rapidfuzz ratio, 0 to 100) of a printed title to one of the list."""


def read_project_list(nodes: Sequence[Node]) -> tuple[list[ListEntry], set[int]]:
    """The entries of the project lists, and the ids of the nodes that hold them."""
    entries: list[ListEntry] = []
    holders: set[int] = set()
    for index, node in enumerate(nodes):
        if node.table is not None:
            found = _table_entries(node.table, nodes, index)
        else:
            again = index > 0 and id(nodes[index - 1]) in holders
            found = _text_entries(nodes, index, again=again)
            if not found and not again:
                found = grouped_entries(nodes, index)
        if not found:
            continue
        if node.table is not None:
            holders.add(id(node))
        else:
            lines = {entry.line for entry in found}
            holders.update(id(item) for item in nodes if item.first in lines)
        known = {entry.letters for entry in entries}
        entries.extend(entry for entry in found if entry.letters not in known)
    return entries, holders


def share_entries(lists: Sequence[Sequence[ListEntry]], departments: Sequence[str]) -> list[list[ListEntry]]:
    """The entries of each department, where one list of the document names several in a column of its own."""
    places = {squeeze(name): place for place, name in enumerate(departments)}
    shared: list[list[ListEntry]] = [[] for _ in departments]
    for place, entries in enumerate(lists):
        for entry in entries:
            shared[places.get(entry.department, place)].append(entry)
    return shared


def _table_entries(table: Table, nodes: Sequence[Node], place: int) -> list[ListEntry]:
    """Entries of a table that lists projects; none where its columns tell money or anything else."""
    if not table.columns:
        return []
    before = nodes[max(0, place - 3) : place]
    labels = [squeeze(path.split(" > ")[-1]) for path in table.columns]
    titles = [index for index, label in enumerate(labels) if _is_title_label(label)]
    title = next((index for index in titles if not _counts_rows(table, index)), -1)
    number = next((index for index, label in enumerate(labels) if _is_number_column(table, index, label)), -1)
    if number < 0 and title > 0 and labels[title - 1] not in _POSTS and _counts_rows(table, title - 1):
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
    if caption_unit(table.caption) and not _heads_list(before):
        return []
    if not (headed or paged or shared) or (number < 0 and not headed):
        return []
    columns = {label: index for index, label in enumerate(labels)}
    return _entry_rows(table, title, number, columns)


def _heads_list(before: Sequence[Node]) -> bool:
    """Whether the line directly above a table, its unit apart, is the head of a list of projects."""
    above = next((node for node in reversed(before) if node.shape is not Shape.CAPTION), None)
    return above is not None and above.table is None and find_section(above.text) == "list"


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
    later = {said_title(node) for node in following if len(node.text) <= 60}
    return len(titles) > 1 and sum(text in later for text in titles) * 5 >= len(titles) * 3


def _entry_rows(table: Table, title: int, number: int, columns: dict[str, int]) -> list[ListEntry]:
    """Rows of a project list."""
    entries: list[ListEntry] = []
    team = above = office = ""  # merged over the projects of a team: in the first column, in one of teams
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
        office = at(*_DEPARTMENT_COLUMNS) or office
        entries.append(
            ListEntry(
                number=plain_number(texts[number]) if 0 <= number < len(texts) else "",
                title=texts[title],
                line=row[title].line,
                status=find_status(at("구분", "비고", "신규/계속", "사업구분", "신규여부"))
                or _ticked_status(texts, columns),
                page=re.sub(r"\D", "", at("쪽", "페이지", "쪽수", "면")),
                teams=teams_in(teams),
                department=squeeze(office),
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


def _text_entries(nodes: Sequence[Node], place: int, *, again: bool) -> list[ListEntry]:
    """Entries of a list in plain lines: `주요 업무` and then `1. ...`, `2. ...`, bullets, or lines without a mark.

    `again` says that the line above ends a list: a new page prints the column's head (과제명) again.
    """
    head = nodes[place]
    text = plain_title(head.text) if trailing_page(head.text) else head.text
    section, part = find_section(text), find_part(text)
    in_contents = part == "results" and text != head.text
    column = _heads_column(nodes, place, again=again)
    known = in_contents or section in {"list", "duties"} or part == "plans"
    if not (known or column or (head.marks and head.rank <= LOWEST_HEAD and not head.label)):
        return []
    below = _run_below(nodes, place)
    run = [item for item, _ in below]
    if len(run) < (1 if column else 2) or _stands_beside(head, run[0]):
        return []
    if sum(bool(find_part(item.text) or find_section(item.text)) for item in run) * 2 >= len(run):
        return []  # a table of contents
    told = all(bracket_teams(item.text) or bracket_status(item.text) for item in run)
    paged = any(trailing_page(item.text) for item in run)
    following = [item for item in nodes[place + 1 :] if item.first > run[-1].last]
    sure = column or _says_list(text)
    if leading_number(run[0]):
        if in_contents:
            sure = paged and _stand_again(run, following) > 0
        elif known:
            sure = sure or paged or told or _stand_again(run, following) > 0 or _is_sure_list(run, nodes)
        else:
            sure = told  # under a head in words of its own all of them tell their team or status
    elif not sure:
        sure = (section == "list" or part == "plans") and (
            told or _stand_again(run, following) == len(run) or (section == "list" and _is_sure_list(run, nodes))
        )
        named = not section and not part and head.rank < HIGH_HEAD
        sure = sure or (told and (named or _stand_again(run, following) * 5 >= len(run) * 3))
    if not sure:
        return []
    return [
        ListEntry(
            number=printed_number(item),
            title=plain_title(item.text),
            line=item.first,
            page=trailing_page(item.text),
            teams=bracket_teams(item.text) or teams,
            status=bracket_status(item.text),
        )
        for item, teams in below
    ]


def _stands_beside(head: Node, item: Node) -> bool:
    """Whether a bullet is one of the same list as another, not below it: `▪ 세입 총괄`, `▪ 체납액 징수`."""
    bulleted = head.mark is not None and head.mark.kind == "bullet"
    return bulleted and make_of(head) == make_of(item) and head.parent is item.parent


def _run_below(nodes: Sequence[Node], place: int) -> list[tuple[Node, tuple[str, ...]]]:
    """The lines of one make below a head, counted on where they have numbers; only the last has lines of its own.

    Each with the teams of the head above it, where names of teams part the list: `【민원팀】`, `1. ...`.
    """
    first = place + 1
    while first < len(nodes) and (_COUNTED.fullmatch(words := squeeze(nodes[first].text)) or _is_title_label(words)):
        first += 1  # 주요사업 4건, 과제명
    run: list[Node] = []
    found: list[tuple[Node, tuple[str, ...]]] = []
    teams: tuple[str, ...] = ()
    parted = False
    for item in nodes[first:]:
        if team := _team_alone(item):
            teams, parted = (team,), True
            continue
        before = run[-1] if run else item
        number = leading_number(item)
        counted = number == (len(run) + 1 if leading_number(run[0] if run else item) else 0) or (parted and number == 1)
        beside = bool(item.marks) or parted or item.first <= before.last + 1
        if item.table is not None or _holds_lines(before) or not counted or not beside or item.label:
            break
        if _DATED.match(item.text):
            break  # a step
        if not leading_number(item) and (make_of(item) != make_of(before) or item.parent is not before.parent):
            break
        run.append(item)
        found.append((item, teams))
        parted = False
    return found


def _team_alone(node: Node) -> str:
    """The name of the team that a line in a frame or with a mark consists of; it parts a list. Empty for others."""
    if not node.marks or node.table is not None or not ("팀" in node.text or "담당" in node.text):
        return ""
    name = node.text.strip("[]【】〔〕〈〉<>《》() ")
    return name if len(name) <= 16 and teams_in(name) == (name,) else ""


def _holds_lines(node: Node) -> bool:
    """Whether lines stand below another, the end of a page and the name of the next team not counted."""
    return any(below.shape not in {Shape.PAGE, Shape.RULE} and not _team_alone(below) for below in node.children)


def _heads_column(nodes: Sequence[Node], place: int, *, again: bool) -> bool:
    """Whether a line heads a list of one column: 과제명 alone below the head of a list, or on its next page."""
    head = nodes[place]
    if head.marks or not place or len(head.text) > 16 or not _is_title_label(squeeze(head.text)):
        return False
    above = nodes[place - 1]
    headed = find_section(above.text) == "list" or find_part(above.text) == "plans"
    return above.table is None and (headed or again)


def _stand_again(run: Sequence[Node], following: Sequence[Node]) -> int:
    """How many titles of a list stand again below it."""
    later = {said_title(item) for item in following if len(item.text) <= LONGEST_AGAIN} - {""}
    titles = [letters(plain_title(item.text)) for item in run]
    return sum(
        title in later or process.extractOne(title, later, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
        for title in titles
    )


def _is_sure_list(run: Sequence[Node], nodes: Sequence[Node]) -> bool:
    """Whether lines below a head are projects without a sign, as about as many sections of projects follow.

    Where a project's section has begun before them they are items of that.
    """
    opened = [node.first for node in nodes if node.table is None and _opens_project(node)]
    return len(opened) * 5 >= len(run) * 3 and opened[0] > run[-1].first


def _says_list(head: str) -> bool:
    """Whether a head says that a list of projects follows."""
    return bare_label(head).endswith(("목록", "총괄", "총괄표"))


def _opens_project(node: Node) -> bool:
    """Whether a head is that of a project's first section."""
    return find_section(node.text) == "overview" and not node.label
