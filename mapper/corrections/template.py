"""Writes entries of a corrections file for records as they are, to be edited by a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass
from datetime import date
from decimal import Decimal
from typing import Final, get_args, get_origin

from mapper.corrections.file import ARRAY
from mapper.corrections.values import ENTAILED, FieldRule, rules_of
from mapper.records import Ref, Span
from mapper.records.cells import to_cell
from mapper.vocabulary import WP

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)

HEAD: Final = """\
# Corrections of {doc}. Delete the entries that are right. Of the others keep under [correction.set] what you
# change, or write `remove = true` in place of that part; fill in who (a role or handle, no person's name) and why.
# Then: workplan build DOCUMENTS... --corrections THIS_FILE
"""


@dataclass(frozen=True, slots=True)
class CorrectableRecord:
    """A record as the reader had it, and as it stands now."""

    table: str
    span: Span
    read: Mapping[str, str]
    """Cells of its fields before any correction; fields that say nothing may be missing."""
    now: Mapping[str, str]
    """The same with what people changed."""


def write_entries(
    doc: str, digest: str, lines: Mapping[int, str], records: Sequence[CorrectableRecord], today: date
) -> str:
    """A corrections file with an entry for each record that begins on one of the lines, in their order.

    `records` are all records that begin there: an entry tells its record from the others of its table and line.
    """
    parts = [HEAD.format(doc=doc)]
    for number, text in lines.items():
        plain = "".join(letter if letter.isprintable() else " " for letter in text)
        here = [record for record in records if record.span.first == number]
        parts.append(f"\n# {number}: {plain}".rstrip() + "\n")
        if not here:
            parts.append("# No record begins here. A row that the reader missed is written with `add = { ... }`.\n")
        for place, record in enumerate(here):
            twins = [other for other in here if other.table == record.table and other.span == record.span]
            alike = [other for other in here if other.table == record.table]
            entry = "\n".join(_entry(doc, digest, record, alike, twins, today))
            parts.append(("\n" if place else "") + entry + "\n")
    return "".join(parts)


def _entry(
    doc: str,
    digest: str,
    record: CorrectableRecord,
    alike: Sequence[CorrectableRecord],
    twins: Sequence[CorrectableRecord],
    today: date,
) -> Iterator[str]:
    """The lines of one entry."""
    rules = rules_of(record.table)
    line = str(record.span) if record.span.first == record.span.last else f'"{record.span}"'
    others = alike if record.span.first == record.span.last else twins
    where, nth = _tell_apart(record, others)
    yield f"[[{ARRAY}]]"
    yield f'document = "{digest}"'
    yield f"doc = {_quote(doc)}"
    yield f"line = {line}"
    yield f"table = {_quote(record.table)}"
    if where:
        pairs = (f"{name} = {_write(rules[name], cell)}" for name, cell in where.items())
        yield f"where = {{ {', '.join(pairs)} }}"
    if nth:
        yield f"nth = {nth}"
    yield 'who = ""'
    yield f"when = {today.isoformat()}"
    yield 'why = ""'
    yield f"[{ARRAY}.set]"
    plain = [rule for rule in rules.values() if rule.term not in ENTAILED]
    cells = {rule.name: _cell(record.now, rule) for rule in plain}
    said = [rule for rule in plain if cells[rule.name] and _can_set(rule, cells[rule.name])]
    for rule in said or [rule for rule in plain if not rule.required][:1]:
        yield f"{rule.name} = {_write(rule, cells[rule.name])}"
    if silent := [name for name, cell in cells.items() if not cell]:
        yield f"# also: {', '.join(silent)}"


def _tell_apart(record: CorrectableRecord, others: Sequence[CorrectableRecord]) -> tuple[dict[str, str], int | None]:
    """The fields that tell a record from others of its line, as few as need be; a running number where none does."""
    left = list(others)
    where: dict[str, str] = {}
    for rule in rules_of(record.table).values():
        if len(left) == 1:
            return where, None
        cell = _cell(record.read, rule)
        fewer = [other for other in left if _cell(other.read, rule) == cell]
        if len(fewer) < len(left) and rule.term not in ENTAILED and _can_write(rule, cell):
            where[rule.name], left = cell, fewer
    return where, None if len(left) == 1 else [other is record for other in left].index(True) + 1


def _cell(cells: Mapping[str, str], rule: FieldRule) -> str:
    """The cell of a field, that of its default where nothing is noted."""
    return cells.get(rule.name, "" if rule.default is MISSING else to_cell(rule.default))


def _can_write(rule: FieldRule, cell: str) -> bool:
    """Whether a file can tell a cell: not where one of the values that it joins holds the sign that joins them."""
    if _kind_of(rule) == "pairs":
        return all(all(pair.partition("=")[::2]) for pair in cell.split(";")) if cell else True
    return bool(cell) or not rule.required


def _can_set(rule: FieldRule, cell: str) -> bool:
    """Whether a cell can be given as a new value: a subject without a name cannot, it has none to be told by."""
    return _can_write(rule, cell) and not (_kind_of(rule) == "subject" and " at line " in cell)


def _kind_of(rule: FieldRule) -> str:
    """How the values of a field are written."""
    if get_origin(rule.python_type) is tuple:
        return "texts" if get_args(rule.python_type)[0] is str else "pairs"
    if rule.python_type in (int, Decimal) or rule.term == WP.quantity:
        return "number"
    return {bool: "boolean", Ref: "subject"}.get(rule.python_type, "text")


def _write(rule: FieldRule, cell: str) -> str:
    """A cell as a TOML value of the field."""
    kind = _kind_of(rule)
    if kind == "boolean":
        return "true" if cell == "True" else "false"
    if kind == "texts":
        return _list(map(_quote, filter(None, cell.split(";"))))
    if kind == "pairs":
        pairs = (pair.partition("=") for pair in filter(None, cell.split(";")))
        return _list(f"[{_quote(key)}, {_quote(value)}]" for key, _, value in pairs)
    if kind == "number" and cell and _is_number(cell):
        return cell
    return _quote(cell)


def _is_number(cell: str) -> bool:
    """Whether a cell is a number that TOML writes without quotes."""
    return _NUMBER.fullmatch(cell) is not None


def _list(items: Iterable[str]) -> str:
    """A TOML array."""
    return f"[{', '.join(items)}]"


def _quote(text: str) -> str:
    """A TOML string: JSON's escapes, and DEL, which TOML forbids as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
