"""The published graph: the graphs of a release under the site's base, without what may not be shown.

Each graph becomes a file of sorted N-Quads in a working folder, once; every part of the site reads those. IRIs of the
build's base are rewritten term by term, never as text. The catalogue is written anew for the documents that are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mapper.graph.catalog import catalog_quads
from mapper.graph.nquads import iri
from mapper.keys import document_graph_iri, findings_graph_iri, key_hash, shared_graph_iri
from mapper.publishing.products import digest_file
from mapper.publishing.taking_down import Withdrawal
from mapper.publishing.tokens import cut_literal, rebase, split_quad
from mapper.publishing.wording import load_wording
from mapper.store.manifest import DocumentEntry
from mapper.store.release import ReleaseFiles, read_lines
from mapper.workers import map_jobs

_OF_DOCUMENTS: Final = ("things", "links", "identities")
"""Shared graphs that repeat words of documents."""
_SHARED: Final = ("identities", "links", "ontology", "territories", "things")


@dataclass(frozen=True, slots=True)
class PublishedGraph:
    """One named graph of the site."""

    path: str
    """Its IRI without the base: `graph/document/<hash>`, `graph/things`."""
    file: Path
    """Sorted N-Quads."""
    doc: str = ""
    """Id of the document whose graph, or whose findings, it holds; empty for a graph about all."""

    @property
    def name(self) -> str:
        """The part of the path that tells it from others."""
        return self.path.removeprefix("graph/")

    def digest(self) -> str:
        """SHA-256 of its lines, hexadecimal."""
        return digest_file(self.file)

    def lines(self) -> Iterator[str]:
        """Its lines, without line feeds."""
        with self.file.open(encoding="utf-8", newline="\n") as stream:
            for line in stream:
                yield line[:-1]


@dataclass(frozen=True, slots=True)
class PublishedGraphs:
    """All that a site publishes; every part of the site is made from this."""

    base: str
    release: ReleaseFiles
    documents: tuple[DocumentEntry, ...]
    """The documents that are published, in the order of their ids."""
    graphs: tuple[PublishedGraph, ...]
    """In the order of their paths."""
    folder: Path
    """A working folder that goes when the site is written."""
    endpoint: str = ""
    """Address of a SPARQL service that holds the same; empty for none."""
    engine: Path | None = None
    """Folder of the npm package by which the site answers SPARQL in the browser."""

    @property
    def version(self) -> str:
        """The version of the release: a digest of its content."""
        return self.release.folder.name

    def find(self, path: str) -> PublishedGraph | None:
        """The graph of that path."""
        return next((graph for graph in self.graphs if graph.path == path), None)

    def permits(self, entry: DocumentEntry) -> bool:
        """Whether a document's words may be published in full."""
        return load_wording().permits(entry.metadata.licence)


@dataclass(frozen=True, slots=True)
class GraphJob:
    """One graph on its way from the release to the working folder."""

    source: Path
    target: Path
    old: str
    new: str
    cuts: bool
    """Whether long literals of the document's words are cut."""


def published_graphs(
    release: ReleaseFiles, base: str, folder: Path, withdrawn: Collection[str] = ()
) -> PublishedGraphs:
    """Write the published graphs of a release into `folder`.

    `withdrawn` holds the hashes of documents (the last segment of their IRIs) that are taken down: they leave no
    graph, and nothing that only they name or that rests on their lines is left in the others.
    """
    wording = load_wording()
    kept = tuple(entry for entry in release.documents if key_hash((entry.doc,)) not in withdrawn)
    gone = [entry for entry in release.documents if entry not in kept]
    everything = all(wording.permits(entry.metadata.licence) for entry in kept)
    (folder / "graphs").mkdir(parents=True)
    graphs, jobs = [], []
    for entry in kept:
        cuts = not wording.permits(entry.metadata.licence)
        for make, source in (
            (document_graph_iri, release.graph_file(entry.doc)),
            (findings_graph_iri, release.findings_file(entry.doc)),
        ):
            graph = _plan(folder, make("", entry.doc), entry.doc)
            graphs.append(graph)
            jobs.append(GraphJob(source, graph.file, release.manifest.base, base, cuts))
    withdrawal = Withdrawal.of(release, kept, gone) if gone else None
    for name in (name for name in _SHARED if name in release.shared_graphs):
        graph = _plan(folder, shared_graph_iri("", name))
        source = release.shared_file(name)
        if withdrawal and name in _OF_DOCUMENTS:
            source = _write(folder / f"{name}.kept.nq", withdrawal.keep(read_lines(source)))
        graphs.append(graph)
        jobs.append(GraphJob(source, graph.file, release.manifest.base, base, name in _OF_DOCUMENTS and not everything))
    for _ in map_jobs(publish_graph, jobs):
        pass
    catalog = _plan(folder, shared_graph_iri("", "catalog"))
    _write(catalog.file, catalog_quads(replace(release.manifest, base=base, documents=kept)))
    graphs = sorted([*graphs, catalog], key=lambda graph: graph.path)
    return PublishedGraphs(base, release, kept, tuple(graphs), folder)


def publish_graph(job: GraphJob) -> None:
    """Write one graph under the new base, long words cut: sorted and unique lines."""
    quoting = load_wording().quoting if job.cuts else frozenset()
    old, new = f"<{job.old}", f"<{job.new}"
    lines = []
    changed = False
    for line in read_lines(job.source):
        subject, predicate, token, graph = split_quad(line)
        if token.startswith('"'):
            if predicate in quoting:
                token = cut_literal(token)
        else:
            token = rebase(token, old, new)
        written = f"{rebase(subject, old, new)} {predicate} {token} {rebase(graph, old, new)} ."
        changed = changed or written != line
        lines.append(written)
    _write(job.target, sorted(set(lines)) if changed else lines)


def add_lines(graph: PublishedGraph, base: str, triples: Collection[str]) -> None:
    """Add triples (subject, predicate and object as N-Triples writes them) to a published graph."""
    name = iri(base + graph.path)
    _write(graph.file, sorted({*graph.lines(), *(f"{triple} {name} ." for triple in triples)}))


def _plan(folder: Path, path: str, doc: str = "") -> PublishedGraph:
    """A graph with its place in the working folder."""
    return PublishedGraph(path, folder / "graphs" / f"{path.replace('/', '-')}.nq", doc)


def _write(path: Path, lines: Collection[str]) -> Path:
    """Write a file of the working folder."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    return path
