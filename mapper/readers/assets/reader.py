"""Things of information technology, communication, display, transport and measurement: from lines, lists and tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.layout import Node, Table
from mapper.layout.node import Shape
from mapper.readers.assets.cells import is_inventory, read_asset_cells
from mapper.readers.assets.columns import column_labels, known_labels
from mapper.readers.assets.finds import Find, state_of
from mapper.readers.assets.kinds import read_kind_table
from mapper.readers.assets.lines import find_mentions
from mapper.readers.assets.lists import find_members
from mapper.readers.assets.mentions import Mention, Setting
from mapper.readers.assets.merge import is_abstract, merge_finds
from mapper.readers.assets.names import Thing, classify, find_things, may_hold_things
from mapper.readers.assets.nouns import works_land
from mapper.readers.assets.tables import read_asset_table
from mapper.readers.assets.tail import SITES, STRONG, Deed, label_deed, last_verb
from mapper.readers.assets.thing_columns import read_thing_columns
from mapper.readers.assets.year_tables import read_count_table
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.list_lines import plain_title
from mapper.readers.context.row_tables import read_grid
from mapper.readers.context.scope import PlanView, Scope
from mapper.readers.context.sections import Tense
from mapper.readers.context.subjects import Subjects
from mapper.readers.facilities.place_names import PlaceIndex
from mapper.records import AssetClass, AssetState, AssetStatement, Reading, Record, Ref, Span, further_spans
from mapper.values.money import find_money
from mapper.values.text import letters

_SKIPPED = frozenset({"duties", "staff", "organization", "committees", "list", "contents", "indicator", "cooperation"})
"""Sections whose lines name things without saying anything of them."""
_VAGUE = frozenset({"need", "effect", "direction", "problem"})
"""Sections that wish and explain: what is only done there is no row."""
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"\d\s?(?:대|식|개소|km|㎞|조|종|면|회선|개)")
_DEVICE_UNIT = r"\s?(?:[대식기종조점개전]|세트|회선|[Ee][Aa]|[Ss][Ee][Tt])(?![가-힣]{2})"
_DEVICES = re.compile(rf"[\d,]{_DEVICE_UNIT}")
"""How such a count ends; it begins with the digit, so that the engine skips to it."""
_DEVICE_COUNT = re.compile(rf"[가-힣A-Za-z)]\s?[:：]?\s?\d[\d,]*{_DEVICE_UNIT}")
"""A count that tells the noun before it to be a thing."""
_PIECES = re.compile(r"\d\s?(?:대|식|기|세트|SET|EA)(?![가-힣A-Za-z])", re.IGNORECASE)
"""A count of things themselves, not of their places."""
_TITLE = re.compile(r"[^\d,:：()（）]{2,14}\s(?:및|·)\s[^\d,:：()（）]{2,16}")
"""A head that joins two things; a line that lists them has commas."""
_STATUS = re.compile(r"현\s?황\s?(?:[(（\[<〈][^()（）]*[)）\]>〉])?$")
"""What ends a head of a list of what there is."""
_SHORTEST_END = 4
"""Letters of a line that ends a title."""
_INTRO_MARKS = frozenset("❖◈◆◇★☆")


@dataclass(frozen=True, slots=True)
class Above:
    """What the lines above a line say of things."""

    thing: Thing | None = None
    """The one thing that they name."""
    deed: Deed | None = None
    classes: frozenset[AssetClass] = frozenset()
    counted: bool = False
    """They count the thing itself, so that a count of places below them counts no more of it."""


def read_assets(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table assets; claims every number that they say."""
    places = PlaceIndex(subjects)
    found: dict[int, list[Find]] = defaultdict(list)
    for node in view.nodes:
        if node.table is not None:
            table_finds = _read_table(view, node, subjects)
            found[id(view.scope(node).department)].extend(table_finds)
        elif node.shape is not Shape.CAPTION:
            found[id(view.scope(node).department)].extend(_read_line(view, node, places, subjects))
    for finds in found.values():
        for find in finds:
            for source, start, end in find.said:
                ledger.claim(source, start, end)
        for find in merge_finds(finds):
            yield _record(find, view.line(find.line))


def _record(find: Find, line: str) -> AssetStatement:
    """The row of a find; its year is inherited where its line prints none."""
    mention, year = find.mention, find.year
    printed = (
        year is None
        or year == mention.since
        or f"{year}" in line
        or f"{year % 100:02}." in line
        or f"'{year % 100:02}" in line
    )
    return AssetStatement(
        span=Span(find.line, find.line),
        rule=find.rule,
        reading=Reading.MENDED if find.mended else Reading.PRINTED if printed else Reading.INHERITED,
        repeats=further_spans(Span(find.line, find.line), (Span(again, again) for again in find.repeats)),
        holder=find.holder or find.scope.ref,
        name=mention.name,
        asset_class=mention.asset_class,
        quantity=mention.quantity,
        unit=mention.unit,
        state=find.state,
        year=find.year,
        life_years=mention.life_years,
        purpose=mention.purpose or mention.bounded,
        whole=mention.whole,
        elapsed_years=mention.elapsed_years,
    )


def _read_table(view: PlanView, node: Node, subjects: Subjects) -> list[Find]:
    """Finds of a table of things, else of a table's cells."""
    scope = view.scope(node)
    if scope.holds_list or scope.section in _SKIPPED or node.table is None or _is_title_row(scope, node.table):
        return []
    finds: list[Find] | None = []
    grid = read_grid(node.table, known_labels())
    cells = [cell.text for row in node.table.rows for cell in row]
    names = may_hold_things("\n".join([*cells, *node.table.columns, *grid.labels]))
    if grid.find(column_labels("skipped")) < 0:
        if names or grid.find_all(column_labels("name")):
            finds = read_count_table(view, node, grid) or read_thing_columns(view, node, grid)
            finds = finds or read_asset_table(view, node, grid)
        finds = finds or read_kind_table(view, node, grid)
    finds = [find for find in finds or () if not works_land(find.mention.name)]
    if not finds:
        return list(read_asset_cells(view, node, subjects)) if names else []
    for find in finds:
        find.holder = next((ref for text in find.named if text and (ref := subjects.named(text))), None)
        if find.holder is not None and find.mention.purpose in find.named:
            find.mention = replace(find.mention, purpose="", part=False)
    return finds


def _is_title_row(scope: Scope, table: Table) -> bool:
    """Whether a table is nothing but a project's title beside its number, set apart by tabs."""
    title = letters(scope.project.title) if scope.project is not None else ""
    return bool(title) and len(table.rows) == 1 and any(letters(cell.text) == title for cell in table.rows[0])


def _read_line(view: PlanView, node: Node, places: PlaceIndex, subjects: Subjects) -> list[Find]:
    """Finds of a bullet, head or paragraph."""
    text = node.text
    scope = view.scope(node)
    if scope.holds_list or scope.section in _SKIPPED:
        return []
    counted = _DIGIT.search(text) is not None
    own = may_hold_things(text) or (counted and _counts_devices(text))
    if (not own and not (counted and _COUNT.search(text))) or _is_title(view, node):
        return []
    above = _above(view, node)
    if not own and above.thing is None:
        return []  # neither names a thing nor counts that of the line above
    inventory = is_inventory(view, node) or (node.is_note and _lists_members(node))
    setting = Setting(view.year(node), inventory, above.thing, above.counted)
    rows = find_members(text, find_mentions(text, setting), inventory=inventory)
    labelled = find_things(node.label) if node.label and rows else []
    finds: list[Find] = []
    for mention in (_called_fully(mention, labelled) for mention in rows):
        if not mention.is_row or (not mention.quantity and not mention.listed and _is_mere(view, node, mention)):
            continue
        if mention.listed and not mention.quantity and _heads_things(node, mention):
            continue
        if _titles_counted(node, mention, rows):
            continue
        find = _find(view, node, mention, above, inventory, places)
        find.holder = find.holder or _labelled_holder(node, subjects) or _named_above(node, subjects)
        finds.append(find)
    return finds


def _counts_devices(text: str) -> bool:
    """Whether a count stands behind a noun as that of things does."""
    return _DEVICES.search(text) is not None and _DEVICE_COUNT.search(text) is not None


def _called_fully(mention: Mention, labelled: Sequence[Thing]) -> Mention:
    """A counted thing by the fuller name that its line's label gives it: `민원상담 챗봇 구축 : 챗봇 1식`."""
    if not mention.quantity or letters(mention.name) != letters(mention.noun):
        return mention
    full = next((one for one in labelled if one.name.endswith(f" {mention.name}")), None)
    return replace(mention, name=full.name) if full is not None else mention


def _titles_counted(node: Node, mention: Mention, rows: Sequence[Mention]) -> bool:
    """Whether a thing stands in the title in brackets of a line that counts it: `(노후 카메라 교체) CCTV 20대 교체`."""
    title = node.bracket_title
    if not title or mention.quantity or mention.start > len(title):
        return False
    return any(row.quantity and row.asset_class is mention.asset_class for row in rows)


def _labelled_holder(node: Node, subjects: Subjects) -> Ref | None:
    """The team or facility that labels a list of what it has, or the line above it: `◦ 정보팀 : 서버 38대`."""
    lines = (node, node.parent) if node.parent is not None and node.parent.table is None else (node,)
    named = (subjects.named(line.label) for line in lines if line.label and line.value)
    return next((ref for ref in named if ref is not None), None)


def _named_above(node: Node, subjects: Subjects) -> Ref | None:
    """The team or facility whose name alone heads a list of what it has: `◦ 복지정보팀` / `- 노트북 36대`."""
    above = node.parent
    return subjects.named(above.text) if above is not None and above.table is None and above.marks else None


def _heads_things(node: Node, mention: Mention) -> bool:
    """Whether a thing that an inventory names alone in its line heads those of the table or the lines below it."""
    siblings = node.parent.children if node.parent is not None and not node.children else []
    following = siblings[siblings.index(node) + 1 :][:1] if node in siblings else []
    tabled = any(below.table is not None for below in (*node.children, *following))
    if tabled and _TITLE.fullmatch(node.text):
        return True  # `차량 및 장비 보유현황`
    if node.children and _STATUS.search(node.text):
        return True  # `통신망 및 무선인터넷 현황 (2024. 11. 30. 기준)`
    if letters(mention.name) != letters(node.text):
        return False
    return tabled or any(find_things(below.text) for below in node.children)


def _find(view: PlanView, node: Node, mention: Mention, above: Above, inventory: bool, places: PlaceIndex) -> Find:
    """A find of a line; a deed that it does not tell is its label's, else that of the line above."""
    scope, text, label = view.scope(node), node.text, node.label
    deed = mention.deed
    if deed is None and not inventory and mention.since is None:
        deed = label_deed(label) if label and mention.start > len(label) else _deed_before_bracket(text, mention)
        deed = deed or (
            above.deed if mention.asset_class in above.classes or (above.thing and mention.quantity) else None
        )
        mention = replace(mention, deed=replace(deed, start=len(text), end=len(text), firm=False)) if deed else mention
    announced = deed is None and not inventory and scope.tense is Tense.PLAN and _announces(scope, label, mention)
    find = Find(mention, node, scope, node.line_at(mention.start), "asset-line")
    default = AssetState.PLANNED if announced else AssetState.IN_USE
    find.state, find.year, find.weak = state_of(mention, scope, text, default, view.year(node))
    find.said = [(node, start, end) for start, end in mention.numbers]
    if mention.unit not in SITES or mention.quantity == "1":
        find.holder = places.before(text, mention.end)
    if find.holder is not None:
        find.mention = _without_place(mention, find.holder.name)
    return find


def _deed_before_bracket(text: str, mention: Mention) -> Deed | None:
    """What is done with the things that brackets count: `전산장비 1차 보급(PC 120대, 모니터 100대)`."""
    opened = text.rfind("(", 0, mention.start)
    if opened < 1 or not mention.quantity or ")" in text[opened : mention.start]:
        return None
    return label_deed(text[:opened])


def _without_place(mention: Mention, place: str) -> Mention:
    """A thing without the place that holds it at the head of its name (`솔내도서관 CCTV`).

    A noun that names no particular thing by itself keeps it (`전산실 정보시스템`).
    """
    lead = re.match(r"\s?".join(map(re.escape, place.replace(" ", ""))) + r"\s(?:내\s)?", mention.name)
    name = mention.name[lead.end() :] if lead else ""
    if not name or is_abstract(name):
        return mention
    return replace(mention, name=name, asset_class=classify(name) or mention.asset_class)


def _announces(scope: Scope, label: str, mention: Mention) -> bool:
    """Whether a label says what a project does, or names the things that it works on by its own title."""
    if _names_work(label):
        return True
    if scope.project is None or not label.replace(" ", "").endswith("대상"):
        return False
    title = scope.project.title
    deed = last_verb(title)
    classes = {thing.asset_class for thing in find_things(title)}
    return deed is not None and deed.kind in STRONG and mention.asset_class in classes


def _names_work(label: str) -> bool:
    """Whether a label announces what a project does (사업규모, 사업내용), not what there is (관제대상)."""
    return bool(
        re.fullmatch(
            r"(?:사업|설치|추진|구축|도입|보급|세부)?\s?(?:규모|내용|물량|사업량|수량)|사업량|총사업량",
            label.replace(" ", ""),
        )
    )


def _is_title(view: PlanView, node: Node) -> bool:
    """Whether a line is a project's title; the title alone makes no row."""
    project = view.scope(node).project
    if node.shape is Shape.TEXT and _ends_title(view, node):
        return True
    if project is None or not project.title or len(node.text) - len(project.title) not in range(-8, 24):
        return False
    return letters(project.title) in {letters(node.text), letters(plain_title(node.text))}


def _ends_title(view: PlanView, node: Node) -> bool:
    """Whether a line without a mark is how the title of a project goes on, wrapped where a list prints it."""
    end = letters(node.text)
    return len(end) >= _SHORTEST_END and any(letters(project.title).endswith(end) for project in view.projects)


def _is_mere(view: PlanView, node: Node, mention: Mention) -> bool:
    """Whether a thing that is only done something to stands where plans wish and explain."""
    if mention.since is not None or mention.life_years is not None:
        return False
    scope = view.scope(node)
    named = node.label.endswith("사업") and mention.end <= len(node.label)
    if scope.project is None and named and find_money(node.value):
        return True  # the name of a programme that had a cost
    if set(scope.sections[:2]) & _VAGUE or scope.part in {"vision"}:
        return True
    intro = (node.shape is Shape.TEXT and len(node.text) > 40) or (
        any(mark.sign in _INTRO_MARKS for mark in node.marks) and len(node.text) > 40
    )
    return intro and (scope.head is None or scope.section == "")


def _lists_members(node: Node) -> bool:
    """Whether a ※ line lists the things that the line above counts."""
    above = next(iter(node.ancestors()), None)
    things = find_things(above.text) if above is not None else []
    return (
        bool(things)
        and "," in node.text
        and not _COUNT.search(node.text)
        and bool(re.search(r"\d\s?(?:대|식|개|종)", above.text if above else ""))
    )


def _above(view: PlanView, node: Node) -> Above:
    """The one thing of the lines above and what is done to it; only deed and classes where they name several."""
    project = view.scope(node).project
    for distance, above in enumerate(node.ancestors()):
        if distance > 2 or above.table is not None or (project is not None and above.first < project.first):
            break
        things = find_things(above.text) if len(above.text) <= 80 else []
        if not distance and not things and len(above.text) <= 24 and (deed := label_deed(above.text)) is not None:
            return Above(None, deed, frozenset(AssetClass))
        if things:
            labelled = [thing for thing in things if above.label and thing.end <= len(above.label)]
            return _as_above(labelled or things, above.text)
    return _beside(node)


def _as_above(things: list[Thing], text: str) -> Above:
    """What a line with these things gives to the lines below it."""
    one = things[0] if len({thing.noun for thing in things}) == 1 else None
    counted = _PIECES.search(text) is not None
    return Above(one, last_verb(text), frozenset(thing.asset_class for thing in things), counted)


def _beside(node: Node) -> Above:
    """A line above that was printed at the same level as its own lines (`방화벽 교체` / `대상 : 2식`)."""
    siblings = node.parent.children if node.parent is not None else []
    index = next((position for position, sibling in enumerate(siblings) if sibling is node), 0)
    for sibling in reversed(siblings[max(0, index - 4) : index]):
        if sibling.table is not None or len(sibling.text) > 60:
            continue
        things = find_things(sibling.text)
        if not things:
            continue
        found = _as_above(things, sibling.text)
        heads = (
            found.deed is not None and found.thing is not None and not sibling.label and not _COUNT.search(sibling.text)
        )
        return found if heads else Above()
    return Above()
