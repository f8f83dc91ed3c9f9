"""Reads and extends files of reviewed identities (CSV); what does not fit is one sentence with its line."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from mapper.errors import MapperError, UsageError
from mapper.identities.entry import Identity, Relation, SubjectKind, Verdict
from mapper.keys import normal_name
from mapper.resources import ontology_file
from mapper.suggest import suggest
from mapper.territories import territories_by_key

COLUMNS: Final = (
    *("decision", "kind", "key", "relation", "outside", "outside_name"),
    *("evidence", "source", "who", "when"),
)
SHIPPED: Final = "identities.csv"
"""The list that comes with the program, a file of the ontology."""
WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|^`\\/]+/[!-~]+")
_ALWAYS: Final = ("outside_name", "evidence", "source", "who")
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')

Choice = TypeVar("Choice", Verdict, SubjectKind, Relation)


@cache
def list_identities() -> tuple[Identity, ...]:
    """The reviewed list that comes with the program."""
    return load_identities(ontology_file(SHIPPED))


def load_identities(path: Path) -> tuple[Identity, ...]:
    """Read a file of reviewed identities, in its order; raises UsageError with the line that does not fit."""
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"the identities cannot be read: {error.strerror}.", file=file) from error
    except UnicodeDecodeError as error:
        raise UsageError("the identities are not UTF-8.", file=file, hint="Save the file as UTF-8.") from error
    identities = tuple(_read_row(row, file, line) for line, row in read_rows(text, COLUMNS, file))
    check_together(identities)
    return identities


def read_rows(text: str, columns: Sequence[str], file: str) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a CSV file, each with its line; raises UsageError where columns or cells are missing."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise UsageError(
                f"the column `{missing[0]}` is missing.", file=file, hint=f"Columns: {', '.join(columns)}."
            )
        for row in reader:
            if None in row or None in row.values():
                raise UsageError("the row has another number of cells than the head.", file=file, line=reader.line_num)
            cells = {name: " ".join(str(row[name]).split()) for name in columns}
            if any(cells.values()):
                yield reader.line_num, cells
    except csv.Error as error:
        raise UsageError(f"this is no CSV: {error}.", file=file, line=reader.line_num) from error


def _read_row(row: Mapping[str, str], file: str, line: int) -> Identity:
    """A row, checked."""
    verdict = _choose(Verdict, row["decision"], "decision", file, line)
    kind = _choose(SubjectKind, row["kind"], "kind", file, line)
    for name in _ALWAYS:
        if not row[name]:
            raise UsageError(f"`{name}` is empty.", file=file, line=line, hint="Every decision says what it rests on.")
    relation = None
    if verdict is Verdict.CONFIRMED:
        relation = _choose(Relation, row["relation"], "relation", file, line)
    elif row["relation"]:
        raise UsageError("a refused pair has no relation.", file=file, line=line, hint="Leave `relation` empty.")
    if not WEB_ADDRESS.fullmatch(row["outside"]):
        hint = "Write the IRI of the node outside, such as http://www.wikidata.org/entity/Q8684."
        raise UsageError(f"`outside` is no address of the web: {row['outside']!r}.", file=file, line=line, hint=hint)
    try:
        when = date.fromisoformat(row["when"])
    except ValueError:
        raise UsageError(
            f"`when` is no day: {row['when']}.", file=file, line=line, hint="Write it as 2026-11-22."
        ) from None
    return Identity(
        verdict=verdict,
        kind=kind,
        key=_read_key(kind, row["key"], file, line),
        relation=relation,
        outside=row["outside"],
        outside_name=row["outside_name"],
        evidence=row["evidence"],
        source=row["source"],
        who=row["who"],
        when=when,
        file=file,
        file_line=line,
    )


def _choose(choices: type[Choice], value: str, column: str, file: str, line: int) -> Choice:
    """A value of a closed list."""
    names = [choice.value for choice in choices]
    if value not in names:
        hint = f"One of: {', '.join(names)}."
        raise UsageError(f"`{column}` cannot be {value!r}.", file=file, line=line, hint=hint)
    return choices(value)


def _read_key(kind: SubjectKind, key: str, file: str, line: int) -> str:
    """What names our thing: a known territory, a name, or an IRI."""
    if kind is SubjectKind.TERRITORY:
        known = territories_by_key()
        if key not in known:
            raise UsageError(f"there is no territory `{key}`.", file=file, line=line, hint=suggest(key, known))
        return key
    if kind is SubjectKind.THING:
        if _NOT_IN_IRI.search(key) or not key.isascii() or ":" not in key:
            raise UsageError(f"`key` is no IRI: {key!r}.", file=file, line=line, hint="Copy it from the release.")
        return key
    if not key:
        raise UsageError("`key` is empty.", file=file, line=line, hint="Write the name, as the release has it.")
    return normal_name(key)


def check_together(identities: Iterable[Identity]) -> None:
    """Raise UsageError where two entries decide one pair, or would make two things one.

    `owl:sameAs` goes both ways: two things that are the same as one node outside are the same as each other.
    """
    pairs: dict[tuple[SubjectKind, str, str], Identity] = {}
    same: dict[tuple[str, ...], Identity] = {}
    for one in identities:
        earlier = pairs.setdefault(one.pair, one)
        if earlier is not one:
            raise UsageError(
                f"this pair is decided in {earlier.place}, too.",
                file=one.file,
                line=one.file_line,
                hint="Keep one of the two.",
            )
        if one.relation is not Relation.SAME_AS:
            continue
        place = one.outside[: max(one.outside.rfind("/"), one.outside.rfind("#"))]
        for key in ((one.outside,), (one.kind, one.key, place)):
            earlier = same.setdefault(key, one)
            if earlier is not one:
                raise UsageError(
                    f"with {earlier.place} this makes two nodes one: both are `owl:sameAs` the same.",
                    file=one.file,
                    line=one.file_line,
                    hint="Keep the one that is the same, and write rdfs:seeAlso or refused for the other.",
                )


def combine(shipped: Iterable[Identity], given: Iterable[Identity]) -> tuple[Identity, ...]:
    """The list of the program with that of a user, whose decision about a pair comes before the program's."""
    given = tuple(given)
    decided = {one.pair for one in given}
    together = (*(one for one in shipped if one.pair not in decided), *given)
    check_together(together)
    return together


def add_identities(path: Path, added: Sequence[Identity]) -> None:
    """Write entries at the end of a file, which is made where there is none; what stands there stays as it is.

    Raises UsageError, and changes nothing, where the entries do not fit to those in the file.
    """
    known = load_identities(path) if path.exists() else ()
    check_together((*known, *added))
    try:
        before = path.read_bytes() if known or path.exists() else b""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        if not before.strip(b"\xef\xbb\xbf\r\n"):
            writer.writerow(COLUMNS)
        elif not before.endswith(b"\n"):
            stream.write("\n")
        order = _read_head(before) or COLUMNS
        for one in added:
            cells = to_cells(one)
            writer.writerow([cells.get(name, "") for name in order])
        draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        draft.write_bytes(before + stream.getvalue().encode("utf-8"))
        draft.replace(path)
    except OSError as error:
        raise MapperError(f"cannot be written: {error.strerror}.", file=str(path)) from error


def _read_head(content: bytes) -> list[str]:
    """The columns of a file in their order."""
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"))), [])


def to_cells(one: Identity) -> dict[str, str]:
    """An entry as a row of the file."""
    return {
        "decision": one.verdict.value,
        "kind": one.kind.value,
        "key": one.key,
        "relation": one.relation.value if one.relation else "",
        "outside": one.outside,
        "outside_name": one.outside_name,
        "evidence": one.evidence,
        "source": one.source,
        "who": one.who,
        "when": one.when.isoformat(),
    }
