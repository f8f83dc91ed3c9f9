"""A release into any SPARQL 1.1 server: graph by graph, going on after a break, each graph counted.

What was loaded whole is noted on the server in a graph of its own: the digest of each graph's file. A note is taken
away before its graph is touched and written after the graph was counted, so a break leaves no false note.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mapper.errors import EndpointError, ReleaseError
from mapper.keys import document_graph_iri, findings_graph_iri, shared_graph_iri
from mapper.store import Store
from mapper.store.answer import Rows, to_text, to_value
from mapper.store.release import ReleaseFiles, read_lines
from mapper.store.target import Target

NOTES: Final = "loaded"
"""The graph of notes, named beside the graphs of the release."""
_CHECKSUM: Final = "http://spdx.org/rdf/terms#checksumValue"
_PAGE: Final = 5000
"""Rows of an answer: servers cut longer ones (Virtuoso at 10,000)."""

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class TransferReport:
    """What a load did."""

    graphs: int
    quads: int
    loaded_graphs: int
    loaded_quads: int
    seconds: float
    """The time in which those were sent and counted."""
    pruned: tuple[str, ...]
    left: tuple[str, ...]
    """Graphs of an earlier load that the release does not hold and that were not removed."""
    has_union: bool
    """Whether the server's default graph is the union of its graphs, which questions need."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A graph of the release."""

    graph: str
    file: Path
    digest: str


def load_release(
    release: ReleaseFiles,
    target: Target,
    store: Store,
    *,
    prune: bool = False,
    again: bool = False,
    report: Report = lambda stage, done, total: None,
) -> TransferReport:
    """Make the server hold the release's graphs; `store` asks it, `again` sends also what is noted as loaded.

    Raises EndpointError where the server fails or holds another number of triples than it was sent.
    """
    base = release.manifest.base
    notes_graph = shared_graph_iri(base, NOTES)
    wanted = _list_wanted(release)
    notes = _read_notes(store, notes_graph)
    counts = _count_graphs(store, [entry.graph for entry in wanted if entry.graph in notes])
    sizes = {entry.graph: _count_lines(entry.file) for entry in wanted}
    fresh = {
        entry.graph
        for entry in wanted
        if not again and notes.get(entry.graph) == entry.digest and counts.get(entry.graph, 0) == sizes[entry.graph]
    }
    waiting = [entry for entry in wanted if entry.graph not in fresh]
    gone = sorted(notes.keys() - sizes.keys())
    kept = {graph: notes[graph] for graph in (*fresh, *(() if prune else gone))}
    if kept != notes:
        target.replace(notes_graph, [_note(graph, digest) for graph, digest in sorted(kept.items())])
    if prune:
        for graph in gone:
            target.drop(graph)
    began = time.perf_counter()
    for done, entry in enumerate(waiting):
        report("loading", done, len(waiting))
        _load_graph(entry, target, store)
        target.add(notes_graph, [_note(entry.graph, entry.digest)])
    report("loading", len(waiting), len(waiting))
    return TransferReport(
        graphs=len(wanted),
        quads=sum(sizes.values()),
        loaded_graphs=len(waiting),
        loaded_quads=sum(sizes[entry.graph] for entry in waiting),
        seconds=time.perf_counter() - began,
        pruned=tuple(gone) if prune else (),
        left=() if prune else tuple(gone),
        has_union=_has_union(store),
    )


def _list_wanted(release: ReleaseFiles) -> list[_Wanted]:
    """Every graph of the release, those about all documents last: they speak of the others."""
    base, named = release.manifest.base, []
    for entry in release.documents:
        named.append((document_graph_iri(base, entry.doc), release.graph_file(entry.doc)))
        named.append((findings_graph_iri(base, entry.doc), release.findings_file(entry.doc)))
    named += [(shared_graph_iri(base, name), release.shared_file(name)) for name in release.shared_graphs]
    try:
        return [_Wanted(graph, file, hashlib.sha256(file.read_bytes()).hexdigest()) for graph, file in named]
    except OSError as error:
        raise ReleaseError(
            "a graph of the release is missing.", file=str(error.filename), hint="Build it again."
        ) from (error)


def _load_graph(entry: _Wanted, target: Target, store: Store) -> None:
    """Send a graph and count it; raises EndpointError where the counts differ."""
    triples = _read_triples(entry)
    target.replace(entry.graph, triples)
    count = _count_graphs(store, [entry.graph]).get(entry.graph, 0)
    if count != len(triples):
        raise EndpointError(
            f"the server holds {count:,} triples in <{entry.graph}>, {len(triples):,} were sent ({entry.file.name}).",
            hint="Does --endpoint ask the store that is loaded, and may it be read? docs/stores.md names what differs.",
        )


def _read_triples(entry: _Wanted) -> Sequence[str]:
    """The lines of a graph as N-Triples; raises ReleaseError for one of another graph."""
    end = f" <{entry.graph}> ."
    lines = read_lines(entry.file)
    if not all(line.endswith(end) for line in lines):
        raise ReleaseError("holds quads of another graph.", file=str(entry.file), hint="Build the release again.")
    return [line.removesuffix(end) + " ." for line in lines]


def _count_lines(file: Path) -> int:
    """Number of quads of a file: each has its line."""
    with file.open("rb") as stream:
        return sum(1 for _ in stream)


def _read_notes(store: Store, graph: str) -> dict[str, str]:
    """Digests by graph, as an earlier load noted them."""
    notes: dict[str, str] = {}
    last = ""
    while True:
        rows = _select(
            store,
            f"SELECT ?graph ?digest WHERE {{ GRAPH <{graph}> {{ ?graph <{_CHECKSUM}> ?digest }} "
            f'FILTER(STR(?graph) > "{last}") }} ORDER BY STR(?graph) LIMIT {_PAGE}',
        )
        notes |= {to_text(name): to_text(digest) for name, digest in rows.terms}
        if len(rows) < _PAGE:
            return notes
        last = to_text(rows.terms[-1][0])


def _count_graphs(store: Store, graphs: Iterable[str]) -> dict[str, int]:
    """Number of triples of each of the graphs; those that the server does not have are left out."""
    counts: dict[str, int] = {}
    names = list(graphs)
    for start in range(0, len(names), 200):
        chosen = " ".join(f"<{graph}>" for graph in names[start : start + 200])
        rows = _select(
            store,
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {chosen} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g",
        )
        counts |= {to_text(graph): int(str(to_value(count))) for graph, count in rows.terms if graph is not None}
    return counts


def _has_union(store: Store) -> bool:
    """Whether the default graph shows what stands in a named graph."""
    return bool(len(_select(store, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")))  # Virtuoso answers ASK with a number


def _select(store: Store, sparql: str) -> Rows:
    """The rows of an answer."""
    answer = store.query(sparql)
    if not isinstance(answer, Rows):
        raise EndpointError("the server answers a SELECT query with something else.")
    return answer


def _note(graph: str, digest: str) -> str:
    """The triple that says which file a graph was loaded from."""
    return f'<{graph}> <{_CHECKSUM}> "{digest}" .'
