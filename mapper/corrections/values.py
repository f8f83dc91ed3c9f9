"""Values of a corrections file against the fields of the records: each is checked before any document is read."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from mapper import records
from mapper.records import Kind, Record, Ref, Relation
from mapper.source.persons import mask_persons
from mapper.suggest import suggest
from mapper.values.dates import is_partial_date
from mapper.vocabulary import WP

ENTAILED: Final = frozenset({WP.printed, WP.quantum, WP.additive, WP.block})
"""Properties that follow from the others: a corrections file may give them, but need not."""
_FISCAL_YEAR: Final = re.compile(r"all|(<=|>)?\d{4}", re.ASCII)
_YEARS: Final = range(1900, 2101)


class ValueFaultError(Exception):
    """A value that does not fit its field: what is wrong, and the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class SubjectName:
    """A subject as a corrections file names it; which entry of the document it means shows when it is applied."""

    name: str
    kind: Kind | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What a field of a record may hold."""

    name: str
    term: str
    python_type: Any
    """The annotated type without `None`."""
    default: Any
    """`dataclasses.MISSING` where a record must have a value."""

    @property
    def required(self) -> bool:
        """Whether a record must have it."""
        return self.default is dataclasses.MISSING


RECORD_CLASSES: Final[Mapping[str, type[Record]]] = {
    value.table: value
    for value in (getattr(records, name) for name in records.__all__)
    if isinstance(value, type) and issubclass(value, Record) and not issubclass(value, Relation) and value is not Record
}
"""The class of the rows of each table."""


@cache
def rules_of(table: str) -> Mapping[str, FieldRule]:
    """The fields of a table's records that a correction can give, in the order of their definition."""
    record_class = RECORD_CLASSES[table]
    hints = get_type_hints(record_class, include_extras=True)
    found = {}
    for field in dataclasses.fields(record_class):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            annotated, term = get_args(hint)
            given = [part for part in get_args(annotated) if part is not NoneType]
            python_type = given[0] if NoneType in get_args(annotated) else annotated
            found[field.name] = FieldRule(field.name, term, python_type, field.default)
    return found


def require_rule(table: str, name: str) -> FieldRule:
    """The rule of a field; raises ValueFaultError for a field that the table does not have."""
    rules = rules_of(table)
    if name not in rules:
        raise ValueFaultError(f"{table} has no field `{name}`.", suggest(name, rules))
    return rules[name]


def read_value(rule: FieldRule, value: object) -> object:
    """A TOML value as the field holds it; raises ValueFaultError. An empty text stands for what is not said."""
    if value == "" and rule.python_type is not str and not rule.required:
        return rule.default
    if get_origin(rule.python_type) is tuple:
        read: Callable[[FieldRule, object], object] = (
            _read_texts if get_args(rule.python_type)[0] is str else _read_pairs
        )
    elif issubclass(rule.python_type, StrEnum):
        read = _read_member
    else:
        read = _READERS[rule.python_type]
    found = read(rule, value)
    if found in ("", ()) and (rule.required or rule.term == WP.fundingSource):
        raise ValueFaultError(f"`{rule.name}` cannot be empty.", "A row of the table must have it.")
    return found


def read_text(name: str, value: object) -> str:
    """One line of text, NFC and trimmed, names of persons and extensions masked as in a document."""
    if not isinstance(value, str):
        raise ValueFaultError(f"`{name}` is not a text: {_show(value)}.", "Put it in quotes.")
    text = unicodedata.normalize("NFC", value).strip()
    if any(not letter.isprintable() for letter in text):
        raise ValueFaultError(f"`{name}` holds a line break or another control character.", "Write it as one line.")
    return mask_persons([text])[0] if text else ""


def _read_field_text(rule: FieldRule, value: object) -> str:
    """A text, in the form that its property asks for."""
    if rule.term == WP.quantity:
        return _read_quantity(rule, value)
    if isinstance(value, date) and not isinstance(value, datetime) and rule.term in _FORMS:
        return value.isoformat()
    text = read_text(rule.name, value)
    if rule.term in _FORMS and text:
        fits, form = _FORMS[rule.term]
        if not fits(text):
            raise ValueFaultError(f"`{rule.name}` cannot be {_show(value)}.", form)
    return text


def _read_quantity(rule: FieldRule, value: object) -> str:
    """A number that is held as text; empty for none."""
    if value == "":
        return ""
    try:
        number = Decimal(value) if isinstance(value, str) else _read_decimal(rule, value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueFaultError(f"`{rule.name}` is no number: {_show(value)}.", "Write it without separators and unit.")
    return f"{number:f}"


def _read_integer(rule: FieldRule, value: object) -> int:
    """A whole number within the bounds of its property."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueFaultError(
            f"`{rule.name}` is no whole number: {_show(value)}.", "Write it without quotes and separators."
        )
    if rule.term in (WP.assetYear, WP.reportYear, WP.planYear) and value not in _YEARS:
        raise ValueFaultError(f"`{rule.name}` is no year: {value}.", "Write it with four digits.")
    return int(_require_bound(rule, Decimal(value)))


def _read_decimal(rule: FieldRule, value: object) -> Decimal:
    """A number, exactly as it is written."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool) or not Decimal(value).is_finite():
        raise ValueFaultError(f"`{rule.name}` is no number: {_show(value)}.", "Write it without quotes and separators.")
    return _require_bound(rule, Decimal(value))


def _require_bound(rule: FieldRule, number: Decimal) -> Decimal:
    """The number, unless it is below the least that its property allows."""
    least = LEAST.get(rule.term)
    if least is not None and (number < least or (rule.term == WP.quantum and not number)):
        raise ValueFaultError(f"`{rule.name}` cannot be {number:f}.", "It is too small.")
    return number


def _read_boolean(rule: FieldRule, value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueFaultError(f"`{rule.name}` is neither true nor false: {_show(value)}.", "Write it without quotes.")
    return value


def _read_member(rule: FieldRule, value: object) -> StrEnum:
    """A member of a closed list."""
    members: type[StrEnum] = rule.python_type
    try:
        return members(str(value))
    except ValueError:
        near = suggest(str(value), list(members))
        raise ValueFaultError(f"`{rule.name}` cannot be {_show(value)}.", near) from None


def _read_texts(rule: FieldRule, value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueFaultError(f"`{rule.name}` is no list: {_show(value)}.", 'Write it as ["...", "..."].')
    texts = tuple(read_text(rule.name, item) for item in value)
    if not all(texts):
        raise ValueFaultError(f"`{rule.name}` holds an empty text.", "Leave it out.")
    return texts


def _read_pairs(rule: FieldRule, value: object) -> tuple[tuple[str, str], ...]:
    """A list of pairs of key and value."""
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise ValueFaultError(f"`{rule.name}` is no list of pairs: {_show(value)}.", 'Write it as [["key", "value"]].')
    pairs = tuple((read_text(rule.name, key), read_text(rule.name, said)) for key, said in value)
    if not all(key and said for key, said in pairs):
        raise ValueFaultError(f"`{rule.name}` holds an empty key or value.", "Leave the pair out.")
    return pairs


def _read_subject(rule: FieldRule, value: object) -> SubjectName:
    """A subject by its name, or as a table with `name`, `kind` and `line`."""
    if isinstance(value, str):
        value = {"name": value}
    hint = f'Write its name, or {{ kind = "project", name = "..." }}; kinds are {", ".join(Kind)}.'
    if not isinstance(value, dict) or "name" not in value or set(value) - {"name", "kind", "line"}:
        raise ValueFaultError(f"`{rule.name}` names no subject: {_show(value)}.", hint)
    name, kind, line = read_text(rule.name, value["name"]), value.get("kind"), value.get("line")
    if kind is not None and kind not in set(Kind):
        raise ValueFaultError(f"`{rule.name}` has no kind {_show(kind)}.", hint)
    if line is not None and (not isinstance(line, int) or isinstance(line, bool) or line < 1):
        raise ValueFaultError(f"`{rule.name}` has no line {_show(line)}.", "Lines are counted from 1.")
    if not name and (kind is None or line is None):
        raise ValueFaultError(f"`{rule.name}` names no subject.", "A subject without a name needs its kind and line.")
    return SubjectName(name, Kind(kind) if kind else None, line)


def _is_period(text: str) -> bool:
    """Whether a text is a date, a range `2022-01/2022-08`, or several of them joined by `;`."""
    ends = [end for part in text.split(";") for end in part.split("/", 1)]
    return any(ends) and all(not end or is_partial_date(end) for end in ends)


def _show(value: object) -> str:
    """A value in a message, short."""
    text = repr(str(value) if isinstance(value, Decimal | date) else value)
    return text if len(text) <= 60 else text[:59] + "…"


_DATE: Final = (is_partial_date, "Write a date as 2023, 2023-03 or 2023-03-15.")
_FORMS: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    WP.start: _DATE,
    WP.end: _DATE,
    WP.issued: _DATE,
    WP.asOf: _DATE,
    WP.occasionStart: (lambda text: len(text) == 10 and is_partial_date(text), "Write a day as 2023-03-15."),
    WP.period: (_is_period, "Write a date, a range 2022-01/2022-08, or several joined by `;`."),
    WP.fiscalYear: (
        lambda text: _FISCAL_YEAR.fullmatch(text) is not None,
        "Write a year in quotes, `all`, `<=2023` or `>2026`.",
    ),
}
"""Properties whose texts have a form, and how it is described."""
LEAST: Final[Mapping[str, int]] = {WP.members: 0, WP.lifeYears: 0, WP.elapsedYears: 0, WP.quantum: 0}
"""The least number that a property allows."""
_READERS: Final[Mapping[Any, Callable[[FieldRule, Any], object]]] = {
    str: _read_field_text,
    int: _read_integer,
    Decimal: _read_decimal,
    bool: _read_boolean,
    Ref: _read_subject,
}
