"""A document of a release, line by line, with what was read from each line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mapper.errors import UsageError
from mapper.explain.account import LineNote, read_account
from mapper.store.manifest import DocumentEntry
from mapper.store.release import ReleaseFiles, read_lines

__all__ = ["ExplainedLine", "Explanation", "explain"]


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line's text and what became of it."""

    text: str
    note: LineNote


@dataclass(frozen=True, slots=True)
class Explanation:
    """Some or all lines of a document."""

    entry: DocumentEntry
    lines: Sequence[ExplainedLine]

    def to_json(self) -> str:
        """All of it for machines: one object a line."""
        lines = [{"text": line.text, **asdict(line.note)} for line in self.lines]
        return json.dumps({"doc": self.entry.doc, "lines": lines}, ensure_ascii=False, indent=1) + "\n"


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
