"""Reads and writes files of decisions about links; what does not fit is one sentence with the line and the remedy."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NoReturn

from mapper.corrections.statements import find_entry_lines
from mapper.corrections.values import ValueFaultError, read_text
from mapper.errors import UsageError
from mapper.linking.decisions import DecidedEnd, LinkDecision, Verdict
from mapper.linking.link import LinkKind
from mapper.suggest import suggest

KEYS: Final = ("kind", "from", "to", "who", "when", "why")
END_KEYS: Final = ("doc", "name", "line")
KINDS: Final = (LinkKind.SAME, LinkKind.CONTINUES, LinkKind.SUCCEEDS)
"""The kinds of links that people decide; topics are decided by words."""
HEAD: Final = """\
# Decisions about links. Delete the entries that need none. Keep [[confirmed]] above a link that holds, write
# [[refused]] above one that does not; fill in who (a role or handle, no person's name) and why.
# Then: workplan build DOCUMENTS... --links THIS_FILE
"""
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_WRONG_LINE: Final = re.compile(r"at line (\d+)")


def load_decisions(path: Path) -> tuple[LinkDecision, ...]:
    """Read a file of decisions: one `[[confirmed]]` or `[[refused]]` an entry.

        [[confirmed]]
        kind = "continues"
        from = { doc = "maru-2025", name = "디지털 배움터 운영" }
        to = "https://example.org/workplan/id/projects/0a1b2c3d4e5f"
        who = "budget desk"
        when = 2026-11-22
        why = "the plan of 2025 says so in its foreword"

    Raises UsageError.
    """
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"the decisions cannot be read: {error.strerror}.", file=file) from error
    except UnicodeDecodeError as error:
        raise UsageError("the decisions are not UTF-8.", file=file, hint="Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        found = _WRONG_LINE.search(str(error))
        raise UsageError(f"this is no TOML: {error}.", file=file, line=int(found[1]) if found else None) from error
    names = [verdict.value for verdict in Verdict]
    for name, entries in tables.items():
        if name not in names or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            hint = "Write `[[confirmed]]` or `[[refused]]` above each decision."
            raise UsageError(f"`{name}` stands outside an entry.", file=file, hint=hint)
    decisions = []
    for verdict in Verdict:
        lines = find_entry_lines(text.replace("\r\n", "\n"), verdict.value)
        for number, entry in enumerate(tables.get(verdict.value, ())):
            decisions.append(_Entry(verdict, entry, file, lines[number] if number < len(lines) else {}).read())
    return tuple(sorted(decisions, key=lambda decision: decision.file_line))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry while it is read."""

    verdict: Verdict
    values: Mapping[str, Any]
    file: str
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def fail(self, key: str, message: str, hint: str) -> NoReturn:
        """Raise UsageError at the line of a key, or of the entry."""
        line = self.lines.get((key,)) or self.lines.get(())
        raise UsageError(message, file=self.file, line=line, hint=hint)

    def read(self) -> LinkDecision:
        """The entry, checked."""
        for key in self.values:
            if key not in KEYS:
                self.fail(key, f"unknown key `{key}`.", suggest(key, KEYS))
        for key in KEYS:
            if key not in self.values:
                self.fail("", f"`{key}` is missing.", f"Required are {', '.join(KEYS)}.")
        return LinkDecision(
            verdict=self.verdict,
            kind=self._kind(),
            start=self._end("from"),
            end=self._end("to"),
            who=self._text("who", self.values["who"]),
            when=self._day(),
            why=self._text("why", self.values["why"]),
            file=self.file,
            file_line=self.lines.get((), 0),
        )

    def _kind(self) -> LinkKind:
        """What the link says."""
        value = self.values["kind"]
        if value not in [kind.value for kind in KINDS]:
            self.fail("kind", f"there is no kind `{value}` of links to decide.", f"Kinds: {', '.join(KINDS)}.")
        return LinkKind(value)

    def _end(self, key: str) -> DecidedEnd:
        """An IRI, or a document with a name and perhaps a line."""
        value = self.values[key]
        hint = 'Write an IRI that `workplan links` shows, or { doc = "maru-2025", name = "...", line = 12 }.'
        if isinstance(value, str):
            if not _IRI.fullmatch(value):
                self.fail(key, f"`{key}` is no IRI: {value!r}.", hint)
            return DecidedEnd(iri=value)
        if not isinstance(value, dict) or not {"doc", "name"} <= value.keys() <= set(END_KEYS):
            self.fail(key, f"`{key}` names no end of a link.", hint)
        line = value.get("line")
        if line is not None and (not isinstance(line, int) or isinstance(line, bool) or line < 1):
            self.fail(key, f"`line` is no line: {line!r}.", "Count the lines of the numbered text from 1.")
        return DecidedEnd(doc=self._text(key, value["doc"]), name=self._text(key, value["name"]), line=line)

    def _text(self, key: str, value: object) -> str:
        """A text that must say something."""
        try:
            text = read_text(key, value)
        except ValueFaultError as fault:
            self.fail(key, fault.message, fault.hint)
        if not text:
            self.fail(
                key, f"`{key}` is empty.", "A decision needs both ends, a reviewer (role or handle) and a reason."
            )
        return text

    def _day(self) -> date:
        """The day of the decision."""
        value = self.values["when"]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fail("when", f"`when` is no day: {value!s}.", "Write it as 2026-11-02.")


def write_entry(kind: str, ends: Mapping[str, Mapping[str, str]], today: date, remark: str = "") -> str:
    """An entry for a link as it is, to be edited by a person; `ends` are `from` and `to`: iri, label and place."""
    lines = [f"# {_plain(remark)}"] if remark else []
    lines += [f"[[{Verdict.CONFIRMED}]]", f'kind = "{kind}"']
    for key, end in ends.items():
        lines.append(f"{key} = {_quote(end['iri'])}  # {_plain(end['label'])} {end['place']}".rstrip())
    lines += ['who = ""', f"when = {today.isoformat()}", 'why = ""']
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """A text for a comment, which must stay on its line."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _quote(text: str) -> str:
    """A TOML string: JSON's escapes, and DEL, which TOML forbids as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
