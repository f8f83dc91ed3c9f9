"""The workspace: the published graph as tables on disk, so that pages are made a range of nodes at a time.

Terms stand in short form (`tokens.shorten`). `node` has what other pages show of a node, `edge` what they list it by.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from mapper.graph.closure import SUPERPROPERTIES
from mapper.graph.nodes import cut
from mapper.graph.nquads import iri
from mapper.keys import key_hash
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.terms import LABEL, TYPE, columns_of, find_class, shown
from mapper.publishing.tokens import OWN, WP_PREFIX, Pair, by_subject, shorten, text_of
from mapper.store.release import read_lines
from mapper.vocabulary import WP_NAMESPACE

FILE: Final = "workspace.sqlite"
_TABLES: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000; PRAGMA temp_store = FILE;
CREATE TABLE quad (s TEXT, p TEXT, o TEXT);
CREATE TABLE node (iri TEXT PRIMARY KEY, class TEXT, label TEXT, sort TEXT, cells TEXT) WITHOUT ROWID;
CREATE TABLE edge (o TEXT, p TEXT, class TEXT, sort TEXT, s TEXT);
CREATE TABLE line (text TEXT, number INTEGER, words TEXT, PRIMARY KEY (text, number)) WITHOUT ROWID;
"""
_INDEXES: Final = """
CREATE INDEX by_s ON quad (s, p, o);
CREATE INDEX by_o ON edge (o, p, class, sort, s);
CREATE INDEX by_class ON node (class, sort, iri);
ANALYZE;
"""
_MANY: Final = 500
"""Nodes that are looked up at once."""
_EXTRA_CELLS: Final = ("wp:line", "wp:year", "wp:firstLine", "wp:lastLine", "<http://www.w3.org/ns/oa#hasSource>")


class NodeRow(NamedTuple):
    """What other pages show of a node."""

    iri: str
    rdf_class: str
    """Name of its most special class in the vocabulary; empty for a node of a standard's class alone."""
    label: str
    sort: str
    cells: str
    """Values of the columns that list it, as JSON."""

    def values(self) -> Mapping[str, str]:
        """The cells by property."""
        return _read_cells(self.cells)


@lru_cache(maxsize=1 << 14)
def _read_cells(cells: str) -> Mapping[str, str]:
    """The cells of a row; a row is listed on several pages, in each language."""
    found: dict[str, str] = json.loads(cells)
    return found


class Group(NamedTuple):
    """Nodes of one class that point to a node by one property."""

    predicate: str
    rdf_class: str
    total: int
    first: tuple[str, ...]
    """The first of them, in the order of year, document and place."""


@dataclass(frozen=True, slots=True)
class Description:
    """A node as its page shows it."""

    iri: str
    pairs: tuple[Pair, ...]
    """What the graph says of it, sorted."""
    own: tuple[Pair, ...]
    """Those of them that its page shows."""
    groups: tuple[Group, ...]
    """What points to it."""


class Workspace:
    """The tables, opened to be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        self.connection.execute("PRAGMA cache_size = -16000")

    def count_kinds(self) -> dict[str, int]:
        """How many nodes each folder holds (`id/projects`, `graph/document`)."""
        counts: dict[str, int] = {}
        for (node,) in self.connection.execute("SELECT iri FROM node"):
            kind = node[1:].rpartition("/")[0]
            counts[kind] = counts.get(kind, 0) + 1
        return counts

    def count_classes(self) -> list[tuple[str, int]]:
        """How many nodes each class has, by its name."""
        return self.connection.execute(
            "SELECT class, count(*) FROM node WHERE class <> '' GROUP BY class ORDER BY class"
        ).fetchall()

    def describe_range(self, low: str, high: str, most: int) -> Iterator[Description]:
        """The nodes with IRIs (short form) from `low` up to but without `high`; `most` of each group's nodes."""
        quads = self.connection.execute("SELECT s, p, o FROM quad WHERE s >= ? AND s < ? ORDER BY s, p, o", (low, high))
        edges = self.connection.execute(
            "SELECT o, p, class, s FROM edge WHERE o >= ? AND o < ? ORDER BY o, p, class, sort, s", (low, high)
        )
        incoming = groupby(edges, itemgetter(0))
        target, rows = next(incoming, (None, iter(())))
        for subject, pairs in groupby(quads, itemgetter(0)):
            while target is not None and target < subject:
                target, rows = next(incoming, (None, iter(())))
            groups = tuple(_group(rows, most)) if target == subject else ()
            said = tuple((p, o) for _, p, o in pairs)
            yield Description(subject, said, tuple(own_pairs(said)), groups)

    def find_nodes(self, iris: Iterable[str]) -> dict[str, NodeRow]:
        """The nodes of these IRIs that the site has."""
        found: dict[str, NodeRow] = {}
        wanted = sorted(set(iris))
        for start in range(0, len(wanted), _MANY):
            part = wanted[start : start + _MANY]
            marks = ",".join("?" * len(part))
            query = f"SELECT iri, class, label, sort, cells FROM node WHERE iri IN ({marks})"
            found.update((row[0], NodeRow(*row)) for row in self.connection.execute(query, part))
        return found

    def list_nodes(self, rdf_class: str) -> Iterator[NodeRow]:
        """All nodes of a class, in order."""
        query = "SELECT iri, class, label, sort, cells FROM node WHERE class = ? ORDER BY sort, iri"
        return (NodeRow(*row) for row in self.connection.execute(query, (rdf_class,)))

    def list_sources(self, target: str, predicate: str, rdf_class: str) -> Iterator[str]:
        """All nodes of a class that point to a node by a property, in order."""
        query = "SELECT s FROM edge WHERE o = ? AND p = ? AND class = ? ORDER BY sort, s"
        return (row[0] for row in self.connection.execute(query, (target, predicate, rdf_class)))

    def list_iris(self) -> Iterator[str]:
        """All nodes, sorted."""
        return (row[0] for row in self.connection.execute("SELECT iri FROM node ORDER BY iri"))

    def read_lines(self, text: str, first: int, last: int) -> list[tuple[int, str]]:
        """Lines of a numbered text (its IRI in short form) that may be shown."""
        query = "SELECT number, words FROM line WHERE text = ? AND number BETWEEN ? AND ? ORDER BY number"
        return self.connection.execute(query, (text, first, last)).fetchall()

    def list_records_by_line(self, text: str) -> dict[int, list[str]]:
        """The records of a numbered text by the first line that they are stated at."""
        query = (
            "SELECT node.cells, stated.s FROM edge AS source JOIN node ON node.iri = source.s "
            "JOIN edge AS stated ON stated.o = source.s AND stated.p = 'wp:statedAt' "
            "WHERE source.o = ? AND source.class = 'Evidence' ORDER BY stated.class, stated.sort, stated.s"
        )
        found: dict[int, list[str]] = {}
        for cells, record in self.connection.execute(query, (text,)):
            found.setdefault(int(text_of(json.loads(cells)["wp:firstLine"])), []).append(record)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


@cache
def open_workspace(path: Path) -> Workspace:
    """The workspace, opened once in a worker."""
    return Workspace(path)


def build_workspace(graphs: PublishedGraphs) -> Path:
    """Read every published graph once and lay the tables down in the working folder."""
    path = graphs.folder / FILE
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_TABLES)
        for graph in graphs.graphs:
            for subject, pairs in by_subject(graph.lines(), graphs.base):
                connection.executemany("INSERT INTO quad VALUES (?, ?, ?)", [(subject, p, o) for p, o in pairs])
                if subject.startswith(OWN):
                    _add_node(connection, subject, pairs)
        _add_lines(connection, graphs)
        connection.commit()
        connection.executescript(_INDEXES)
    finally:
        connection.close()
    return path


def _add_node(connection: sqlite3.Connection, subject: str, pairs: list[Pair]) -> None:
    """Add what one graph says of a node: its row, and the edges that lead from it."""
    values: dict[str, str] = {}
    types = []
    for predicate, token in pairs:
        if predicate == TYPE:
            types.append(token)
        else:
            values.setdefault(predicate, token)
    rdf_class = find_class(types)
    sort = _sort_key(values)
    if types:
        wanted = (*columns_of(rdf_class), *_EXTRA_CELLS)
        cells = {name: values[name] for name in wanted if name in values and name != LABEL}
        row = (subject, rdf_class, _label_of(values), sort, json.dumps(cells, ensure_ascii=False))
        connection.execute("INSERT OR IGNORE INTO node VALUES (?, ?, ?, ?, ?)", row)
    connection.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?, ?)",
        [(o, p, rdf_class, sort, subject) for p, o in own_pairs(pairs) if _leads(p, o, rdf_class)],
    )


def own_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs that pages show: without types, and without those that follow from another by a property below."""
    pairs = [pair for pair in pairs if pair[0] != TYPE]
    implied = {(above, token) for predicate, token in pairs for above in _above(predicate)}
    return [pair for pair in pairs if pair not in implied]


@cache
def _above(predicate: str) -> tuple[str, ...]:
    """The properties above one of the vocabulary, in short form."""
    if not predicate.startswith(WP_PREFIX):
        return ()
    above = SUPERPROPERTIES.get(WP_NAMESPACE + predicate.removeprefix(WP_PREFIX), ())
    return tuple(shorten(iri(term), "<") for term in above[1:])


def _leads(predicate: str, token: str, rdf_class: str) -> bool:
    """Whether the page that a pair leads to lists where it comes from."""
    if not token.startswith(OWN):
        return False
    name = predicate.removeprefix(WP_PREFIX)
    return name not in shown("context") or rdf_class in shown("contained")


def _sort_key(values: Mapping[str, str]) -> str:
    """By year, then document, then place in it; things by their name."""
    year = values.get("wp:year") or values.get("wp:planYear") or values.get("wp:assetYear") or ""
    order = values.get("wp:order", "")
    place = text_of(order).rjust(7, "0") if order else _label_of(values)
    return f"{text_of(year) if year else '9999'} {values.get('wp:document', '')} {place}"


def _label_of(values: Mapping[str, str]) -> str:
    """The label of a node."""
    token = values.get(LABEL)
    return text_of(token) if token else ""


def _group(rows: Iterable[tuple[str, str, str, str]], most: int) -> Iterator[Group]:
    """Sources by property and class, counted; only the first are kept."""
    for (predicate, rdf_class), sources in groupby(rows, itemgetter(1, 2)):
        first, count = [], 0
        for row in sources:
            count += 1
            if count <= most:
                first.append(row[3])
        yield Group(predicate, rdf_class, count, tuple(first))


def _add_lines(connection: sqlite3.Connection, graphs: PublishedGraphs) -> None:
    """Add the masked lines that may be shown: all where the licence permits, else those with records, cut."""
    connection.execute("CREATE INDEX sources ON edge (o, s)")
    for entry in graphs.documents:
        text = f"{OWN}id/text/{key_hash((entry.doc,))}"
        lines = read_lines(graphs.release.text_file(entry.doc))
        if graphs.permits(entry):
            rows = [(text, number, words) for number, words in enumerate(lines, 1)]
        else:
            rows = [(text, n, cut(lines[n - 1].strip())) for n in sorted(_find_evidence(connection, text))]
        connection.executemany("INSERT INTO line VALUES (?, ?, ?)", rows)
    connection.execute("DROP INDEX sources")


def _find_evidence(connection: sqlite3.Connection, text: str) -> set[int]:
    """The lines of a text on which evidence of records stands."""
    query = "SELECT node.cells FROM edge JOIN node ON node.iri = edge.s WHERE edge.o = ? AND edge.class = 'Evidence'"
    found: set[int] = set()
    for (cells,) in connection.execute(query, (text,)):
        values = json.loads(cells)
        found |= {*range(int(text_of(values["wp:firstLine"])), int(text_of(values["wp:lastLine"])) + 1)}
    return found
