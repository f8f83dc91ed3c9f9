"""Reads a corrections file; whatever does not fit is one sentence with the file, its line and the remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from mapper.corrections.correction import Correction
from mapper.corrections.statements import find_entry_lines
from mapper.corrections.values import RECORD_CLASSES, ValueFaultError, read_text, read_value, require_rule, rules_of
from mapper.errors import UsageError
from mapper.records import CorrectionKind, Span
from mapper.suggest import suggest

ARRAY: Final = "correction"
KEYS: Final = ("document", "doc", "line", "table", "where", "nth", "set", "remove", "add", "who", "when", "why")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_SPAN: Final = re.compile(r"([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?", re.ASCII)
_WRONG_LINE: Final = re.compile(r"at line (\d+)")
_FIXED: Final = frozenset({"documents"})
"""Tables whose rows can be corrected, but neither added nor removed: all other rows hang on them."""


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a corrections file: one `[[correction]]` an entry, in the order of the file.

        [[correction]]
        document = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        line = 41
        table = "budgets"
        where = { fiscal_year = "2023" }
        set = { amount_krw = 1058000 }
        who = "budget desk"
        when = 2026-11-02
        why = "the scan reads 1,053 for 1,058"

    `remove = true` or `add = { ... }` may stand for `set`. Raises UsageError.
    """
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise UsageError(f"the corrections cannot be read: {error.strerror}.", file=file) from error
    except UnicodeDecodeError as error:
        raise UsageError("the corrections are not UTF-8.", file=file, hint="Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        found = _WRONG_LINE.search(str(error))
        raise UsageError(f"this is no TOML: {error}.", file=file, line=int(found[1]) if found else None) from error
    strange = [key for key in tables if key != ARRAY]
    entries = tables.get(ARRAY, [])
    if strange or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        name = strange[0] if strange else ARRAY
        raise UsageError(
            f"`{name}` stands outside an entry.", file=file, hint=f"Write `[[{ARRAY}]]` above each correction."
        )
    lines = find_entry_lines(text.replace("\r\n", "\n"), ARRAY)
    found_entries: dict[str, Correction] = {}
    for number, entry in enumerate(entries):
        reader = _Entry(entry, file, lines[number] if number < len(lines) else {})
        correction = reader.read()
        twin = found_entries.setdefault(correction.key, correction)
        if twin is not correction:
            reader.fail("document", f"the same correction stands at line {twin.file_line} already.", "Take one out.")
    return tuple(found_entries.values())


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `[[correction]]` while it is read."""

    values: Mapping[str, Any]
    file: str
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def fail(self, key: str, message: str, hint: str, *path: str) -> NoReturn:
        """Raise UsageError at the line of a key, or of what holds it."""
        for place in ((key, *path), (key,), ()):
            if line := self.lines.get(place):
                raise UsageError(message, file=self.file, line=line, hint=hint)
        raise UsageError(message, file=self.file, hint=hint)

    def read(self) -> Correction:
        """The entry, checked."""
        for key in self.values:
            if key not in KEYS:
                self.fail(key, f"unknown key `{key}`.", suggest(key, KEYS))
        for key in ("document", "line", "table", "who", "when", "why"):
            if key not in self.values:
                self.fail("", f"`{key}` is missing.", "Required are document, line, table, who, when and why.")
        table = self._table()
        kind = self._kind(table)
        given = self.values.get("set" if kind is CorrectionKind.CHANGED else "add", {})
        return Correction(
            document=self._digest(),
            kind=kind,
            table=table,
            span=self._span(),
            where=self._fields("where", self.values.get("where", {}), table),
            nth=self._nth(),
            values=self._fields("set" if kind is CorrectionKind.CHANGED else "add", given, table),
            who=self._text("who"),
            when=self._day(),
            why=self._text("why"),
            doc=self._text("doc") if "doc" in self.values else "",
            file=self.file,
            file_line=self.lines.get((), 0),
        )

    def _digest(self) -> str:
        """The document's digest."""
        value = self.values["document"]
        if not isinstance(value, str) or not _DIGEST.fullmatch(value.lower()):
            hint = "Take the 64 hexadecimal digits that `workplan explain ID --correct` shows."
            self.fail("document", "`document` is no SHA-256 of a file.", hint)
        return str(value).lower()

    def _table(self) -> str:
        """The table of the record."""
        value = self.values["table"]
        if value not in RECORD_CLASSES:
            self.fail("table", f"there is no table `{value}` of records.", suggest(str(value), RECORD_CLASSES))
        return str(value)

    def _span(self) -> Span:
        """The lines of the record: a number, or a text `120-124`."""
        value = self.values["line"]
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        match = _SPAN.fullmatch(text)
        if match is None or (match[2] and int(match[2]) < int(match[1])):
            self.fail("line", f"`line` is no line: {value!r}.", 'Write 120, or "120-124" for a row over several lines.')
        return Span(int(match[1]), int(match[2] or match[1]))

    def _kind(self, table: str) -> CorrectionKind:
        """What the entry does; exactly one of `set`, `add` and `remove`."""
        given = [key for key in ("set", "add", "remove") if key in self.values]
        if len(given) != 1:
            self.fail(given[1] if given else "", "exactly one of `set`, `add` and `remove = true` must stand here.", "")
        (key,) = given
        if key == "remove" and self.values[key] is not True:
            self.fail(key, "`remove` can only be true.", "Leave it out to keep the row.")
        if key != "set" and table in _FIXED:
            self.fail(key, f"a row of {table} can be neither added nor removed.", "Correct its fields with `set`.")
        if key == "add":
            for name in ("where", "nth"):
                if name in self.values:
                    self.fail(name, f"`{name}` has no meaning beside `add`.", "Leave it out.")
            values = self.values[key] if isinstance(self.values[key], dict) else {}
            for name, rule in rules_of(table).items():
                if rule.required and name not in values:
                    self.fail(key, f"a row of {table} must have `{name}`.", "Give it under `add`.")
        kinds = {"set": CorrectionKind.CHANGED, "add": CorrectionKind.ADDED, "remove": CorrectionKind.REMOVED}
        return kinds[key]

    def _fields(self, key: str, given: object, table: str) -> tuple[tuple[str, object], ...]:
        """Fields with their values, in the order of the record class."""
        if not isinstance(given, dict):
            self.fail(
                key,
                f"`{key}` is no table of fields.",
                f"Write it as {{ field = value }}, or below a head [{ARRAY}.{key}].",
            )
        if not given and key in self.values:
            self.fail(key, f"`{key}` names no field.", f"Fields of {table}: {', '.join(rules_of(table))}.")
        found = {}
        for name, value in given.items():
            try:
                found[name] = read_value(require_rule(table, name), value)
            except ValueFaultError as fault:
                self.fail(key, fault.message, fault.hint, name)
        return tuple((name, found[name]) for name in rules_of(table) if name in found)

    def _nth(self) -> int | None:
        """Which of several records."""
        value = self.values.get("nth")
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            self.fail("nth", f"`nth` is no running number: {value!r}.", "Count the rows of the line from 1.")
        return value

    def _text(self, key: str) -> str:
        """A text that must say something."""
        try:
            text = read_text(key, self.values[key])
        except ValueFaultError as fault:
            self.fail(key, fault.message, fault.hint)
        if not text:
            self.fail(key, f"`{key}` is empty.", "A correction needs a reviewer (role or handle) and a reason.")
        return text

    def _day(self) -> date:
        """The day of the review."""
        value = self.values["when"]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fail("when", f"`when` is no day: {value!s}.", "Write it as 2026-11-02.")
