"""Writes `search.sqlite`: all of it, or the rows of the documents that changed since the release before.

    statements   one row for each record, to be shown
    grams        FTS5 without content, one column: what a row is, pairs of letters of its name and of its other texts
    documents, offices, kinds, meanings, properties

A row's number is made of its document's id, things before statements: hits come in the same order however many builds
led to the release, and whatever stops after the first hits stops at the same ones.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from mapper.errors import MapperError
from mapper.search.concepts import list_meanings
from mapper.search.grams import NUMBER, find_marks, name_tokens, squeeze, to_grams
from mapper.search.marks import (
    DOCUMENT_BITS,
    ROW_BITS,
    STATEMENT,
    concept_mark,
    department_mark,
    kind_mark,
    municipality_marks,
    year_mark,
)
from mapper.search.rows import ENTRIES, TABLES, SearchRow, read_rows

CHANGED_PAYS_TO: Final = 0.3
"""Part of the documents up to which changing a copy of the previous index is quicker than making all anew."""

_SCHEMA: Final = """
CREATE TABLE properties (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE documents (number INTEGER PRIMARY KEY, doc TEXT UNIQUE, digest TEXT);
CREATE TABLE offices (number INTEGER PRIMARY KEY, municipality TEXT, department TEXT);
CREATE TABLE kinds (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE meanings (word TEXT, mark TEXT, text TEXT, PRIMARY KEY (word, mark, text)) WITHOUT ROWID;
CREATE TABLE statements (number INTEGER PRIMARY KEY, kind INTEGER, iri BLOB, first INTEGER, last INTEGER,
  office INTEGER, year INTEGER, amount INTEGER, name TEXT, texts TEXT, label TEXT);
CREATE VIRTUAL TABLE grams USING fts5 (tokens, content='', columnsize=0, tokenize='ascii');
"""
_INSERT_GRAMS: Final = "INSERT INTO grams (rowid, tokens) VALUES (?, ?)"
_DELETE_GRAMS: Final = "INSERT INTO grams (grams, rowid, tokens) VALUES ('delete', ?, ?)"
_BULK: Final = 1 << 26
"""Bytes of tokens that FTS5 gathers before it writes them, where all is made anew."""


class Source(NamedTuple):
    """A release's rows: the file of each document, and what decides whether an index of them can be taken over."""

    file: Path
    parts: Mapping[str, Path]
    """The file of rows of each document, by its id."""
    program: str
    base: str


def build_index(source: Source, previous: Source | None) -> None:
    """Make the index of a release in one step; one that is there already stays.

    Raises MapperError where this Python's SQLite has no FTS5.
    """
    if source.file.exists():
        return
    draft = source.file.with_name(f".{source.file.name}.draft")
    digests = {doc: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for doc, path in source.parts.items()}
    try:
        if previous is None or not _change_copy(draft, source, digests, previous):
            _make_anew(draft, source, digests)
        with draft.open("rb") as stream:
            os.fsync(stream.fileno())
        draft.replace(source.file)
    finally:
        draft.unlink(missing_ok=True)


def _make_anew(file: Path, source: Source, digests: Mapping[str, str]) -> None:
    """Write all documents into a new file, and put FTS5's pieces together."""
    file.unlink(missing_ok=True)
    with closing(_connect(file)) as connection:
        try:
            connection.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            raise MapperError(
                f"this Python's SQLite {sqlite3.sqlite_version} cannot index text: {error}.",
                hint="Use a Python whose SQLite is built with FTS5.",
            ) from error
        connection.execute(f"INSERT INTO grams (grams, rank) VALUES ('hashsize', {_BULK})")
        connection.executemany(
            "INSERT INTO properties VALUES (?, ?)", [("program", source.program), ("base", source.base)]
        )
        connection.executemany("INSERT INTO kinds VALUES (?, ?)", enumerate(TABLES))
        connection.executemany("INSERT INTO meanings VALUES (?, ?, ?)", list_meanings())
        _add(connection, source.parts, digests)
        connection.execute("INSERT INTO grams (grams) VALUES ('optimize')")
        connection.commit()


def _change_copy(file: Path, source: Source, digests: Mapping[str, str], previous: Source) -> bool:
    """Copy the previous index and rewrite the rows of changed documents; False where that cannot be done or pay."""
    if (previous.program, previous.base) != (source.program, source.base):
        return False
    try:
        shutil.copyfile(previous.file, file)
        with closing(_connect(file)) as connection:
            known = dict(connection.execute("SELECT doc, digest FROM documents"))
            gone = sorted(doc for doc in known if known[doc] != digests.get(doc))
            new = [doc for doc in digests if digests[doc] != known.get(doc)]
            if len(gone) + len(new) > CHANGED_PAYS_TO * len(digests):
                return False
            for doc in gone:
                _remove(connection, doc, previous.parts[doc])
            _add(connection, {doc: source.parts[doc] for doc in new}, digests)
            connection.commit()
            return True
    except (OSError, KeyError, sqlite3.Error):  # gone, or damaged
        return False


def _connect(file: Path) -> sqlite3.Connection:
    """A connection for writing a file that nobody reads yet: what a crash leaves of it is thrown away."""
    connection = sqlite3.connect(file)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
    return connection


def _add(connection: sqlite3.Connection, parts: Mapping[str, Path], digests: Mapping[str, str]) -> None:
    """Add the rows of documents in the order of their numbers, as FTS5 likes it."""
    numbers = {doc: _find_number(connection, doc, digests[doc]) for doc in sorted(parts)}
    offices = {(name, part): number for number, name, part in connection.execute("SELECT * FROM offices")}
    for statements in (False, True):
        for doc in sorted(parts, key=lambda doc: numbers[doc]):
            rows = [
                (number, row)
                for number, row in _number_rows(numbers[doc], parts[doc])
                if (row.table not in ENTRIES) == statements
            ]
            connection.executemany(_INSERT_GRAMS, ((number, _to_tokens(row)) for number, row in rows))
            connection.executemany(
                f"INSERT INTO statements VALUES ({','.join('?' * 11)})",
                [(number, *_to_columns(row, offices)) for number, row in rows],
            )
    known = {number for (number,) in connection.execute("SELECT number FROM offices")}
    fresh = [(number, *office) for office, number in offices.items() if number not in known]
    connection.executemany("INSERT INTO offices VALUES (?, ?, ?)", fresh)


def _remove(connection: sqlite3.Connection, doc: str, part: Path) -> None:
    """Take out the rows of a document; FTS5 has to be told the very tokens that were put in."""
    (number,) = connection.execute("SELECT number FROM documents WHERE doc = ?", (doc,)).fetchone()
    rows = _number_rows(number, part)
    connection.executemany(_DELETE_GRAMS, ((place, _to_tokens(row)) for place, row in rows))
    connection.executemany("DELETE FROM statements WHERE number = ?", [(place,) for place, _ in rows])
    connection.execute("DELETE FROM documents WHERE number = ?", (number,))


def _find_number(connection: sqlite3.Connection, doc: str, digest: str) -> int:
    """Enter a document under the number that its id gives; the next free one where another has that."""
    number = int(hashlib.sha256(doc.encode("utf-8", "surrogatepass")).hexdigest(), 16) % (1 << DOCUMENT_BITS)
    while connection.execute("SELECT 1 FROM documents WHERE number = ?", (number,)).fetchone():
        number = (number + 1) % (1 << DOCUMENT_BITS)
    connection.execute("INSERT INTO documents VALUES (?, ?, ?)", (number, doc, digest))
    return number


def _number_rows(document: int, part: Path) -> list[tuple[int, SearchRow]]:
    """The rows of a document with their numbers."""
    rows = read_rows(part.read_text(encoding="utf-8"))
    base = document << ROW_BITS
    return [(base + place + (0 if row.table in ENTRIES else STATEMENT), row) for place, row in enumerate(rows)]


def _to_tokens(row: SearchRow) -> str:
    """The tokens of a row."""
    tokens = [kind_mark(row.table), *map(concept_mark, row.concepts), *municipality_marks(row.municipality)]
    if row.year is not None:
        tokens.append(year_mark(row.year))
    if row.department:
        tokens.append(department_mark(row.department))
    if row.amount_krw is not None:
        tokens.append(f"{NUMBER}{abs(row.amount_krw)}")
    tokens += dict.fromkeys(mark for text in (row.name, *row.texts) for mark in find_marks(text))
    name = squeeze(row.name)
    if name:
        tokens += name_tokens(name)
    for text in row.texts:
        tokens += to_grams(squeeze(text))
    return " ".join(tokens)


def _to_columns(row: SearchRow, offices: dict[tuple[str, str], int]) -> tuple[object, ...]:
    """The columns of `statements` but the number; `offices` grows with what it does not know."""
    office = offices.setdefault((row.municipality, row.department), len(offices) + 1)
    iri = bytes.fromhex(row.iri.rpartition("/")[2])
    texts = "\n".join(row.texts)
    kind = TABLES.index(row.table)
    return kind, iri, row.first, row.last, office, row.year, row.amount_krw, row.name, texts, row.label
