"""Things of information technology, communication, display, transport and measurement: from lines, lists and tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from mapper.layout import Node
from mapper.layout.outline import Shape
from mapper.readers.asset_cells import is_inventory, read_asset_cells
from mapper.readers.asset_finds import Find, state_of
from mapper.readers.asset_lines import Mention, Setting, find_mentions
from mapper.readers.asset_lists import find_members
from mapper.readers.asset_merge import merge_finds
from mapper.readers.asset_names import Thing, find_things, may_hold_things
from mapper.readers.asset_tables import column_labels, read_asset_table
from mapper.readers.asset_tail import Deed, last_verb
from mapper.readers.ledger import Ledger
from mapper.readers.place_names import PlaceIndex
from mapper.readers.row_tables import cell_at, read_grid
from mapper.readers.scope import PlanView
from mapper.readers.sections import Tense
from mapper.readers.subjects import Subjects
from mapper.records import AssetState, AssetStatement, Reading, Record, Ref, Span
from mapper.values.text import letters

_SKIPPED = frozenset({"duties", "staff", "organization", "committees", "list", "contents", "indicator", "cooperation"})
"""Sections whose lines name things without saying anything of them."""
_VAGUE = frozenset({"need", "effect", "direction", "problem"})
"""Sections that wish and explain: what is only done there is no row."""
_COUNT = re.compile(r"\d\s?(?:대|식|개소|km|㎞|조|종|면|회선|개)")
_INTRO_MARKS = frozenset("❖◈◆◇★☆")


def read_assets(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table assets; claims every number that they say."""
    places = PlaceIndex(subjects)
    found: dict[int, list[Find]] = defaultdict(list)
    for node in view.nodes:
        if node.table is not None:
            table_finds = _read_table(view, node, subjects)
            found[id(view.scope(node).department)].extend(table_finds)
        elif node.shape is not Shape.CAPTION:
            found[id(view.scope(node).department)].extend(_read_line(view, node, places))
    for finds in found.values():
        for find in finds:
            for source, start, end in find.said:
                ledger.claim(source, start, end)
        for find in merge_finds(finds):
            yield _record(find)


def _record(find: Find) -> AssetStatement:
    """The row of a find."""
    mention = find.mention
    return AssetStatement(
        span=Span(find.line, find.line),
        rule=find.rule,
        reading=Reading.PRINTED if find.holder is not None and find.year == mention.since else Reading.INHERITED,
        holder=find.holder or find.scope.ref,
        name=mention.name,
        asset_class=mention.asset_class,
        quantity=mention.quantity,
        unit=mention.unit,
        state=find.state,
        year=find.year,
        life_years=mention.life_years,
        purpose=mention.purpose,
        whole=mention.whole,
        elapsed_years=mention.elapsed_years,
    )


def _read_table(view: PlanView, node: Node, subjects: Subjects) -> list[Find]:
    """Finds of a table of things, else of a table's cells."""
    scope = view.scope(node)
    if scope.holds_list or scope.section in _SKIPPED or node.table is None:
        return []
    finds = read_asset_table(view, node)
    if finds is None:
        return list(read_asset_cells(view, node, subjects))
    _name_holders(node, finds, subjects)
    return finds


def _name_holders(node: Node, finds: list[Find], subjects: Subjects) -> None:
    """The team or facility that a row of a table of things names in its column of holders or places."""
    assert node.table is not None
    grid = read_grid(node.table, column_labels("name", "quantity", "year", "life"))
    columns = grid.find_all(column_labels("holder")) + grid.find_all(column_labels("location"))
    if not columns:
        return
    by_line = {cell.line: row for row in grid.rows for cell in row[:1]}
    for find in finds:
        row = by_line.get(find.line)
        cells = [cell for index in columns if row is not None and (cell := cell_at(row, index))]
        find.holder = next((ref for cell in cells if (ref := subjects.named(cell.text))), None)


def _read_line(view: PlanView, node: Node, places: PlaceIndex) -> Iterator[Find]:
    """Finds of a bullet, head or paragraph."""
    text = node.text
    scope = view.scope(node)
    if scope.holds_list or scope.section in _SKIPPED or _is_title(view, node):
        return
    own = may_hold_things(text)
    if not own and not _COUNT.search(text):
        return
    head, above = _head_of(view, node)
    if not own and head is None:
        return
    inventory = is_inventory(view, node) or (node.is_note and _lists_members(node))
    setting = Setting(year=view.year(node), inventory=inventory, head=head)
    rows = find_members(text, find_mentions(text, setting), inventory=inventory)
    label = node.label
    for mention in rows:
        if not mention.is_row or (not mention.quantity and not mention.listed and _is_mere(view, node, mention)):
            continue
        yield _find(view, node, mention, text, label, above, head, inventory, places)


def _find(
    view: PlanView, node: Node, mention: Mention, text: str, label: str, above: Deed | None, head: Thing | None, inventory: bool, places: PlaceIndex
) -> Find:
    """A find of a line; a deed that it does not tell is its label's, else that of the line above."""
    scope = view.scope(node)
    find = Find(mention, node, scope, node.line_at(mention.start), "asset-line")
    deed = mention.deed
    if deed is None and not inventory and mention.since is None:
        deed = last_verb(label) if label and mention.start > len(label) else None
        deed = deed or (above if above is not None and _fits(mention, head, node) else None)
    default = AssetState.IN_USE
    if deed is not None and mention.deed is None:
        mention = find.mention = replace(mention, deed=replace(deed, start=len(text), end=len(text), firm=False))
    elif deed is None and not inventory and scope.tense is Tense.PLAN and _names_work(label):
        default = AssetState.PLANNED
    find.state, find.year, find.weak = state_of(mention, scope, text, default, view.year(node))
    find.said = [(node, start, end) for start, end in mention.numbers]
    find.holder = places.before(text, mention.start)
    return find


def _fits(mention: Mention, head: Thing | None, node: Node) -> bool:
    """Whether the deed of the line above speaks of this thing too."""
    return head is not None and (head.noun == mention.noun or letters(head.name) in letters(mention.name) or letters(mention.name) in letters(head.name) or head.asset_class is mention.asset_class)


def _names_work(label: str) -> bool:
    """Whether a label announces what a project does (사업규모, 사업내용), not what there is (관제대상)."""
    return bool(re.fullmatch(r"(?:사업|설치|추진|구축|도입|보급|세부)?\s?(?:규모|내용|물량|사업량|수량)|사업량|총사업량", label.replace(" ", "")))


def _is_title(view: PlanView, node: Node) -> bool:
    """Whether a line is a project's title; the title alone makes no row."""
    project = view.scope(node).project
    return project is not None and bool(project.title) and letters(node.text) == letters(project.title)


def _is_mere(view: PlanView, node: Node, mention: Mention) -> bool:
    """Whether a thing that is only done something to stands where plans wish and explain."""
    if mention.since is not None or mention.life_years is not None:
        return False
    scope = view.scope(node)
    if set(scope.sections[:2]) & _VAGUE or scope.part in {"vision"}:
        return True
    intro = node.shape is Shape.TEXT and len(node.text) > 40 or any(mark.sign in _INTRO_MARKS for mark in node.marks) and len(node.text) > 40
    return intro and (scope.head is None or scope.section == "")


def _lists_members(node: Node) -> bool:
    """Whether a ※ line lists the things that the line above counts."""
    above = next(iter(node.ancestors()), None)
    things = find_things(above.text) if above is not None else []
    return bool(things) and "," in node.text and bool(re.search(r"\d\s?(?:대|식|개|종)", above.text if above else ""))


def _head_of(view: PlanView, node: Node) -> tuple[Thing | None, Deed | None]:
    """The one thing of the lines above and what is done to it; none where they name several."""
    project = view.scope(node).project
    for distance, above in enumerate(node.ancestors()):
        if distance > 2 or above.table is not None or (project is not None and above.first < project.first):
            break
        if len(above.text) > 80:
            continue
        things = find_things(above.text)
        nouns = {thing.noun for thing in things}
        if len(nouns) == 1 or (things and above.label and len({thing.noun for thing in things if thing.end <= len(above.label)}) == 1):
            return things[0], last_verb(above.text)
        if things:
            break
    return _head_beside(node)


def _head_beside(node: Node) -> tuple[Thing | None, Deed | None]:
    """The thing of a line above that was printed at the same level as its own lines (`방화벽 교체` / `대상 : 2식`)."""
    siblings = node.parent.children if node.parent is not None else []
    index = next((position for position, sibling in enumerate(siblings) if sibling is node), 0)
    for sibling in reversed(siblings[max(0, index - 4) : index]):
        if sibling.table is not None or len(sibling.text) > 60:
            continue
        things = find_things(sibling.text)
        deed = last_verb(sibling.text)
        if len({thing.noun for thing in things}) == 1 and deed is not None and not sibling.label and not _COUNT.search(sibling.text):
            return things[0], deed
        if things:
            break
    return None, None
