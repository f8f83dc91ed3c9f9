"""Reads the body's own committees, councils and task forces: rows of their tables, and names in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapper.layout import Cell, Node, Table
from mapper.lexicon import load, words
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.municipalities import find_municipality_names
from mapper.readers.context.passages import Passage, join_passages, read_passages
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import bare_label
from mapper.readers.context.subjects import Subjects
from mapper.readers.offices.committee_facts import NO_FACTS, Facts, composition, facts_after, facts_below, heads_line
from mapper.readers.offices.outside_bodies import find_bodies
from mapper.readers.offices.own_offices import MASKED
from mapper.records import CommitteeEntry, Record, Span
from mapper.values.text import letters, squeeze, unspace

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_ENDINGS = "위원회|협의체|협의회|추진단|자문단|심의회|TF추진단|TF팀|TF"
_NAME = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>(?:[가-힣A-Za-z0-9·]{{1,30}} ){{0,5}}?[가-힣A-Za-z0-9·]{{0,30}}?(?:{_ENDINGS})+)"
    r"(?=(?:을|를|이|가|은|는|의|와|과|에|에서|로|으로|도|만|별|등|및)?(?![가-힣A-Za-z]))"
)
_ORDINAL = re.compile(r"제\s?\d+\s?[회차]\s?|\d+차\s")
_COUNT = re.compile(r"(?:총\s?|위원\s?|계\s?)?(\d{1,3})\s?(?:명|인)?(?:\s?(?:이내|내외|이하|이상))?")
_LAW_TITLE = re.compile(r"[「『][^「」『』]{0,120}[」』]")
_SIGNS = ("위원회", "협의", "추진단", "자문단", "심의회", "TF")
"""One of these stands in every text that names a committee."""
_CHAIR = re.compile(r"^(?:위원장|단장|회장|의장|팀장)$")
_PHRASE_END = re.compile(r"(?:을|를|에서|으로|하여|하고|되는|하는|된|할|의|에|와|과|이|가|은|는|도|적인|한|인)$")
_JOINED_KIND = re.compile(r"[·ㆍ/,]\s?(?:위원회|협의회|심의회)$")
"""A head of several things: `시설·위원회·장비 현황`."""


def read_committees(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table committees: rows of tables first, then bodies that only the text names, each once."""
    found: list[CommitteeEntry] = []
    for node in view.tables():
        if node.table is not None:
            rows = list(_from_table(view, ledger, node, node.table))
            named = {_bare(entry.name) for entry in found}
            found.extend(entry for entry in rows if _bare(entry.name) not in named)
    own = view.departments[0].plan.municipality if view.departments else ""
    passages = read_passages(view)
    for place in sorted(join_passages(view).holding(_SIGNS)):
        passage = passages[place]
        if passage.node.table is not None and view.scope(passage.node).section == "committees":
            continue
        for entry in _from_text(view, passage, own):
            position = _known(found, entry.name)
            if position is None:
                found.append(entry)
            else:
                found[position] = _joined(found[position], entry)
    yield from sorted(found, key=lambda entry: entry.span)


def _joined(known: CommitteeEntry, later: CommitteeEntry) -> CommitteeEntry:
    """One row for a body said twice: a row of a table, else the line that tells of it, else the first one."""
    if known.rule == "committee-table":
        return known
    first, other = (later, known) if later.rule == "committee-line" != known.rule else (known, later)
    bare = known.rule == later.rule == "committee-name" or len(letters(first.name)) * 2 < len(letters(other.name))
    return CommitteeEntry(
        span=first.span,
        rule=first.rule,
        name=max(first.name, other.name, key=lambda name: len(letters(name))) if bare else first.name,
        members=first.members or other.members,
        chair=first.chair or other.chair,
        role=first.role or other.role,
    )


def _known(found: list[CommitteeEntry], name: str) -> int | None:
    """Index of the entry that names the same body, perhaps longer or shorter: one name's letters lie in the other's."""
    for index, entry in enumerate(found):
        if _same(entry.name, name):
            return index
    return None


def _same(one: str, other: str) -> bool:
    """Whether two names mean one body: the shorter is the longer with words left out, and both end alike."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    if _ending(short) != _ending(long):
        return False
    if short in words("committees", "kinds"):
        return long.endswith(short)
    position = 0
    for letter in short:
        position = long.find(letter, position) + 1
        if not position:
            return False
    return True


def _bare(name: str) -> str:
    """A name without the municipality before it and without spaces."""
    plain = squeeze(name)
    for municipality in find_municipality_names(name):
        plain = plain.removeprefix(municipality)
    return plain


def _ending(plain: str) -> str:
    """The ending that makes a name one of a committee."""
    return next((ending for ending in _endings() if plain.endswith(ending)), "") if plain.endswith(_endings()) else ""


@cache
def _endings() -> tuple[str, ...]:
    """What names of committees end in."""
    return tuple(map(str, load("committees")["endings"]))


def _from_table(view: PlanView, ledger: Ledger, node: Node, table: Table) -> Iterator[CommitteeEntry]:
    """The rows of a table of committees."""
    heads = [squeeze(_BRACKETS.sub("", path.split(" > ")[-1])) for path in table.columns]
    name = _column(heads, "columns_name")
    named = any(head in {"위원회명", "위원회", "협의체명", "협의회명"} for head in heads)
    about = view.scope(node).section == "committees" or any(
        _ending(bare_label(above.text).removesuffix("현황").removesuffix("운영")) for above in node.ancestors()
    )
    if name < 0 and about:
        name = next((index for index, head in enumerate(heads) if head in {"구분", "이름", "기관", "회의명"}), -1)
    if name < 0 or not (named or about):
        yield from _from_columns(ledger, heads, table)
        return
    for row in table.body:
        if name >= len(row) or not row[name].text or squeeze(row[name].text) in words("staffing", "labels", "total"):
            continue
        yield _row_entry(ledger, heads, row, name)


def _from_columns(ledger: Ledger, heads: list[str], table: Table) -> Iterator[CommitteeEntry]:
    """`구분 | 환경위원회 | 물위원회` over rows of chairs, members and purposes."""
    if len(heads) < 2 or not all(_ending(head) and head not in words("committees", "kinds") for head in heads[1:]):
        return
    labels = [squeeze(_BRACKETS.sub("", row[0].text)) if row else "" for row in table.body]
    if _column(labels, "columns_members") < 0 and _column(labels, "columns_chair") < 0:
        return
    blank = Cell("", "", table.first)
    for column in range(1, len(heads)):
        names = [row[column] for row in table.header if column < len(row) and row[column].text]
        cells = [row[column] if column < len(row) else blank for row in table.body]
        if names:
            yield _row_entry(ledger, ["", *labels], [names[-1], *cells], 0)


def _row_entry(ledger: Ledger, heads: list[str], row: list[Cell], name: int) -> CommitteeEntry:
    """One row of such a table."""

    def cell(key: str) -> Cell | None:
        index = _column(heads, key)
        return row[index] if 0 <= index < len(row) and index != name else None

    members, chair, role = cell("columns_members"), cell("columns_chair"), cell("columns_role")
    count = _COUNT.match(members.text) if members is not None else None
    told = composition(members.text) if members is not None and count is None else NO_FACTS
    if members is not None:
        ledger.claim(members)
        told = told.filled(Facts(chair=composition(members.text).chair))
    chair_text = unspace(chair.text) if chair is not None else told.chair
    return CommitteeEntry(
        span=Span(row[name].line, row[name].line),
        rule="committee-table",
        name=unspace(row[name].text),
        members=int(count[1]) if count else told.members,
        chair="" if MASKED in chair_text or re.fullmatch(r"[-–—\s]*", chair_text) else chair_text,
        role=" ".join(role.items) if role is not None else "",
    )


def _column(heads: list[str], key: str) -> int:
    """Index of the first column with one of the labels of a list; -1 if none."""
    return next((index for index, head in enumerate(heads) if head in words("committees", key)), -1)


def _from_text(view: PlanView, passage: Passage, own: str) -> Iterator[CommitteeEntry]:
    """Bodies that a text names, outside titles of laws and other bodies."""
    text = passage.text
    closed = [match.span() for match in _LAW_TITLE.finditer(text)]
    outside = [(body.start, body.end) for body in find_bodies(text, own)]
    named = [
        (name, match.end("name"))
        for match in _NAME.finditer(text)
        if (name := _trimmed(match["name"]))
        and not _JOINED_KIND.search(name)
        and not any(first < match.end() and match.end("name") - len(name) < last for first, last in (*closed, *outside))
    ]
    listed = _in_list(view, passage.node)
    for (name, end), following in zip(named, (*named[1:], None), strict=False):
        facts = facts_after(text, end, following[1] - len(following[0]) if following else len(text), listed=listed)
        if passage.cell is None and heads_line(text, end):
            below = facts_below(passage.node)
            facts = facts.filled(below if end == len(text) else Facts(below.members))  # the rest tells of the act
        yield CommitteeEntry(
            span=passage.span(end - len(name), end),
            rule="committee-line" if facts else "committee-name",
            name=name,
            members=facts.members,
            chair=facts.chair or _chair_below(view, passage.node, name),
            role=facts.role,
        )


def _in_list(view: PlanView, node: Node) -> bool:
    """Whether a line stands in a list of committees."""
    if node.table is not None:
        return False
    label = squeeze(node.label)
    scope = view.scope(node)
    return scope.section == "committees" or (scope.project is None and bool(_ending(label)) and len(label) <= 16)


def _trimmed(text: str) -> str:
    """The name itself, with the words before it up to the one that ends a phrase; empty where only a kind is left."""
    parts = _ORDINAL.sub("", text).split(" ")
    begin = len(parts) - 1
    while begin > 0 and len(parts) - begin < 4:
        word = parts[begin - 1]
        if (
            word in load("committees")["stops"]
            or (_PHRASE_END.search(word) and not word.endswith(tuple(load("committees")["kept"])))
            or (re.search(r"\d", word) and word[-1:] not in "동과팀")
            or not word
        ):
            break
        begin -= 1
    name = " ".join(parts[begin:]).strip("· ")
    if squeeze(name) in words("committees", "kinds") or len(squeeze(name)) < 4:
        return ""
    bare = _bare(name)
    return "" if bare in words("committees", "kinds") and bare == squeeze(name) else name


def _chair_below(view: PlanView, node: Node, name: str) -> str:
    """`단장: ...` in a line of the project that a task force is about."""
    project = view.scope(node).project
    if project is None or not name.endswith(("TF팀", "TF", "추진단")):
        return ""
    for item in project.nodes:
        if item.table is None and _CHAIR.match(item.label) and MASKED not in item.value:
            return item.value
    return ""
