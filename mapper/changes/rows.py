"""The changes between two versions as rows, kept on disk: a release may have more of them than memory holds."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Final

from mapper.changes.nodes import listed


class Event(StrEnum):
    """What became of something."""

    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    CHANGED = "changed"
    REREAD = "reread"
    """A document whose graph is another."""
    READDRESSED = "readdressed"
    """The same statement under another IRI."""
    MOVED = "moved"
    """The same statement, on another line or read by another rule; counted, never listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. Values are terms as N-Quads writes them, so that each language can name them."""

    event: Event
    topic: str
    """Local name of a class of the vocabulary."""
    document: str = ""
    municipality: str = ""
    department: str = ""
    about: str = ""
    """What the statement is about: the name of a project or of an office."""
    name: str = ""
    qualifiers: tuple[tuple[str, str], ...] = ()
    """What tells it from others about the same: local names of properties, and values."""
    property: str = ""
    """The local name of the property whose value changed; of what is new or gone, that of its value."""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    line_before: str = ""
    line_after: str = ""
    iri: str = ""
    """In the new version, or in the old where it is gone."""
    iri_before: str = ""
    """Where the address changed."""


_NAMES: Final = tuple(entry.name for entry in fields(Change))
_LISTS: Final = frozenset({"qualifiers", "before", "after"})
_ORDER: Final = "municipality, department, document, rank, CAST(line AS INTEGER), number"


@dataclass(slots=True)
class ChangeTable:
    """All changes of a comparison: rows on disk, numbers in memory."""

    path: Path
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Number of changes by document, topic and event; more than there are rows."""
    connection: sqlite3.Connection = field(init=False)
    _ranks: dict[str, int] = field(default_factory=lambda: {name: n for n, name in enumerate(listed("topics"))})

    def __post_init__(self) -> None:
        """Make the table."""
        self.connection = sqlite3.connect(self.path)
        columns = ", ".join(f"{name} TEXT" for name in _NAMES)
        self.connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
            f"CREATE TABLE change (number INTEGER PRIMARY KEY, rank INTEGER, line TEXT, {columns});"
        )

    def add(self, change: Change) -> None:
        """Add a change and count it."""
        self.count(change.document, change.topic, change.event)
        values = [
            json.dumps(v, ensure_ascii=False) if n in _LISTS else v
            for n, v in zip(_NAMES, astuple(change), strict=True)
        ]
        marks = ", ".join("?" * (len(values) + 2))
        line = change.line_after or change.line_before
        self.connection.execute(
            f"INSERT INTO change (rank, line, {', '.join(_NAMES)}) VALUES ({marks})",
            (self._ranks[change.topic], line, *map(_plain, values)),
        )

    def count(self, document: str, topic: str, event: Event, number: int = 1) -> None:
        """Count changes that are not listed."""
        self.counts[document, topic, event.value] += number

    def finish(self) -> None:
        """Make what is asked for often quick."""
        self.connection.execute("CREATE INDEX place ON change (municipality, department, document, rank)")
        self.connection.commit()

    def __iter__(self) -> Iterator[Change]:
        """All rows by municipality, department, document, topic and line."""
        return self.list_rows()

    def list_places(self) -> list[tuple[str, str, str]]:
        """Municipality, department and document of all rows, in order."""
        query = "SELECT DISTINCT municipality, department, document FROM change"
        return sorted(self.connection.execute(query).fetchall(), key=lambda place: (not place[2], place))

    def list_rows(self, place: tuple[str, str, str] | None = None, topic: str = "", most: int = -1) -> Iterator[Change]:
        """The rows of a place and topic; the first `most` of them."""
        where: list[str] = []
        values: list[str] = []
        if place is not None:
            where.append("municipality = ? AND department = ? AND document = ?")
            values += place
        if topic:
            where.append("rank = ?")
            values.append(str(self._ranks[topic]))
        filtered = f"WHERE {' AND '.join(where)}" if where else ""
        query = f"SELECT {', '.join(_NAMES)} FROM change {filtered} ORDER BY {_ORDER} LIMIT ?"
        for row in self.connection.execute(query, (*values, most)):
            yield _make_change(row)

    def count_rows(self, place: tuple[str, str, str]) -> dict[str, int]:
        """Rows of a place by topic, in the order of topics."""
        query = (
            "SELECT topic, count(*) FROM change WHERE municipality = ? AND department = ? AND document = ? "
            "GROUP BY rank, topic ORDER BY rank"
        )
        return dict(self.connection.execute(query, place).fetchall())

    def sum_up(self, documents: frozenset[str] | None = None) -> dict[str, dict[str, int]]:
        """Number of changes by topic and event, in the order of topics; of these documents only, if some are named."""
        found: dict[str, dict[str, int]] = {}
        for (document, topic, event), number in self.counts.items():
            if documents is None or document in documents:
                events = found.setdefault(topic, {})
                events[event] = events.get(event, 0) + number
        return dict(sorted(found.items(), key=lambda item: self._ranks[item[0]]))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def _plain(value: object) -> str:
    """A value as the table keeps it."""
    return value.value if isinstance(value, Event) else str(value)


def _make_change(row: tuple[str, ...]) -> Change:
    """A change from its row."""
    values: dict[str, object] = dict(zip(_NAMES, row, strict=True))
    for name in _LISTS:
        read = json.loads(str(values[name]))
        values[name] = tuple(tuple(item) if isinstance(item, list) else item for item in read)
    return Change(**{**values, "event": Event(str(values["event"]))})  # type: ignore[arg-type]
