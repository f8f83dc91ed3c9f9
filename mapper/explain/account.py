"""What was read from which line of a document, as the file `account/<doc>.json` of a release keeps it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any

from mapper.errors import ReleaseError
from mapper.records.base import Record, Span
from mapper.records.cells import to_cell
from mapper.records.corrections import AppliedCorrection
from mapper.records.document import Fate, ReadDocument
from mapper.records.relations import Relation


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A change that a person made, as `explain` shows it."""

    kind: str
    table: str
    line: int
    field: str
    before: str
    after: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class RecordNote:
    """A record as `explain` shows it."""

    iri: str
    """The record in the graph."""
    table: str
    span: Span
    rule: str
    reading: str
    fields: Mapping[str, str]
    """What the document said, by field; fields that say nothing are left out."""
    corrections: tuple[CorrectionNote, ...] = ()
    """What people changed in it."""


@dataclass(frozen=True, slots=True)
class IssueNote:
    """A remark of the reader as `explain` shows it."""

    code: str
    severity: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class LineNote:
    """One line: what became of it, by which rule, and the records that stand on it."""

    line: int
    fate: Fate
    rule: str
    records: tuple[RecordNote, ...]
    issues: tuple[IssueNote, ...]
    removed: tuple[CorrectionNote, ...] = ()
    """Records of this line that people removed."""
    page: int = 0
    """The page on which the line begins; 0 where the format has no pages."""

    def count_elsewhere(self) -> dict[tuple[Span, str], int]:
        """How many records of a table stand on other lines and rest on this one too, by those lines and the table."""
        others = (record for record in self.records if not record.span.first <= self.line <= record.span.last)
        return dict(Counter((record.span, record.table) for record in others))


def write_account(read: ReadDocument, record_iris: Sequence[str]) -> str:
    """The account of a document as JSON, one line of the source a row; the IRIs are those of its records."""
    records = [_note_record(record, iri) for record, iri in zip(read.records, record_iris, strict=True)]
    lines: list[list[Any]] = [
        [fate.line, fate.fate.value, fate.rule, list(fate.records), *([page] if (page := read.page(fate.line)) else [])]
        for fate in read.account
    ]
    issues = [
        {"code": issue.code, "severity": issue.severity.value, "span": issue.span, "message": issue.message}
        for issue in sorted(read.issues)
    ]
    parts: dict[str, list[Any]] = {"lines": lines, "records": records, "issues": issues}
    if read.corrections:
        places = {id(record): index for index, record in enumerate(read.records)}
        parts["corrections"] = [[places.get(id(one.record)), _note_correction(one)] for one in read.corrections]
    rows = (
        f'"{name}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in part) + "\n]"
        for name, part in parts.items()
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


def read_account(text: str, file: str = "") -> tuple[LineNote, ...]:
    """The reverse of `write_account`, line by line; raises ReleaseError where the file is damaged."""
    try:
        values: dict[str, Any] = json.loads(text)
        changed: dict[int | None, list[CorrectionNote]] = {}
        for place, row in values.get("corrections", ()):
            changed.setdefault(place, []).append(CorrectionNote(**row))
        records = [
            RecordNote(**{**row, "span": Span(*row["span"]), "corrections": tuple(changed.get(place, ()))})
            for place, row in enumerate(values["records"])
        ]
        removed: dict[int, list[CorrectionNote]] = {}
        for note in changed.get(None, ()):
            removed.setdefault(note.line, []).append(note)
        issues = [IssueNote(**{**row, "span": Span(*row["span"])}) for row in values["issues"]]
        by_line: dict[int, list[IssueNote]] = {}
        for issue in issues:
            by_line.setdefault(issue.span.first, []).append(issue)
        return tuple(
            LineNote(
                line,
                Fate(fate),
                rule,
                tuple(records[n] for n in held),
                tuple(by_line.get(line, ())),
                tuple(removed.get(line, ())),
                *page,
            )
            for line, fate, rule, held, *page in values["lines"]
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ReleaseError("the account is damaged.", file=file, hint="Build the release again.") from error


def _note_correction(correction: AppliedCorrection) -> dict[str, Any]:
    """A correction as JSON has it."""
    return {
        "kind": correction.kind.value,
        "table": correction.table,
        "line": correction.span.first,
        "field": correction.field,
        "before": correction.before,
        "after": correction.after,
        "who": correction.who,
        "when": correction.when.isoformat(),
        "why": correction.why,
    }


def count_fates(read: ReadDocument) -> dict[str, int]:
    """Number of lines by what became of them."""
    found = Counter(fate.fate.value for fate in read.account)
    return {fate.value: found[fate.value] for fate in Fate}


def count_records(read: ReadDocument) -> dict[str, int]:
    """Number of records by table."""
    return dict(sorted(Counter(record.table for record in read.records).items()))


def count_issues(read: ReadDocument) -> dict[str, int]:
    """Number of the reader's remarks by code."""
    return dict(sorted(Counter(issue.code for issue in read.issues).items()))


def _note_record(record: Record, iri: str) -> dict[str, Any]:
    """A record as JSON has it."""
    said = {}
    for field in fields(record):
        value = getattr(record, field.name)
        silent = field.default is not MISSING and value == field.default
        if field.name not in _COMMON and not silent and (text := to_cell(value)):
            said[field.name] = text
    return {
        "iri": iri,
        "table": record.table,
        "span": record.span,
        "rule": record.rule,
        "reading": record.reading.value,
        "fields": said,
    }


_COMMON = frozenset(field.name for field in fields(Relation))
