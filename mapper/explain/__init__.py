"""A document of a release, line by line, with what was read from each line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from mapper.corrections.template import CorrectableRecord, write_entries
from mapper.errors import UsageError
from mapper.explain.account import LineNote, RecordNote, read_account
from mapper.records import CorrectionKind
from mapper.store.manifest import DocumentEntry
from mapper.store.release import ReleaseFiles, read_lines

__all__ = ["ExplainedLine", "Explanation", "explain", "explain_lines", "read_ranges"]

_RANGE = re.compile(r"(\d{1,9})(-(\d{1,9})?)?")


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line's text and what became of it."""

    text: str
    note: LineNote


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """Some or all lines of a document."""

    entry: DocumentEntry
    lines: Sequence[ExplainedLine]

    def to_json(self) -> str:
        """All of it for machines: one object a line."""
        lines = [{"text": line.text, **asdict(line.note)} for line in self.lines]
        return json.dumps({"doc": self.entry.doc, "lines": lines}, ensure_ascii=False, indent=1) + "\n"

    def __repr__(self) -> str:
        return f"<Explanation: {len(self.lines)} lines of {self.entry.doc}>"

    def _repr_html_(self) -> str:
        """The lines as a notebook shows them."""
        from mapper.explain.page import to_fragment

        return to_fragment(self)

    def to_corrections(self, today: date) -> str:
        """A corrections file to be edited: an entry for each record that begins on these lines."""
        texts = {line.note.line: line.text for line in self.lines}
        notes = [note for line in self.lines for note in line.note.records if note.span.first == line.note.line]
        return write_entries(self.entry.doc, self.entry.digest, texts, [*filter(None, map(_to_correct, notes))], today)


def _to_correct(note: RecordNote) -> CorrectableRecord | None:
    """A record as it can be corrected; None for one that a person added, which the reader does not know."""
    if any(one.kind == CorrectionKind.ADDED for one in note.corrections):
        return None
    read = {**note.fields, **{one.field: one.before for one in note.corrections}}
    return CorrectableRecord(note.table, note.span, read, note.fields)


def explain(release: ReleaseFiles, doc: str, first: int = 1, last: int | None = None) -> Explanation:
    """The lines `first` to `last` of a document; raises UsageError for an unknown id or lines it does not have."""
    entry = release.require(doc)
    last = entry.lines if last is None else last
    if not 1 <= first <= last <= entry.lines:
        raise UsageError(f"`{doc}` has the lines 1-{entry.lines}, not {first}-{last}.")
    account = release.account_file(doc)
    notes = read_account("\n".join(read_lines(account)), str(account))
    lines = read_lines(release.text_file(doc))
    pairs = list(zip(lines, notes, strict=True))[first - 1 : last]
    return Explanation(entry, [ExplainedLine(line, note) for line, note in pairs])


def read_ranges(lines: str) -> list[tuple[int, int | None]]:
    """First and last line of `A-B`, `A` or `A-` (None for the end), and of several with semicolons between them."""
    found = []
    for part in lines.split(";"):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise UsageError(f"lines {lines!r} is not of the form A-B.")
        first = int(match[1])
        found.append((first, int(match[3]) if match[3] else None if match[2] else first))
    return found


def explain_lines(release: ReleaseFiles, doc: str, lines: str) -> Explanation:
    """The lines that `read_ranges` reads, each once, in the order of the document; all where none is named."""
    parts = [explain(release, doc, first, last) for first, last in (read_ranges(lines) if lines else [(1, None)])]
    found = {line.note.line: line for part in parts for line in part.lines}
    return Explanation(parts[0].entry, [found[number] for number in sorted(found)])
