"""Dumps: the whole dataset as N-Quads and each graph as N-Quads and Turtle, compressed, with checksums."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mapper.graph.nquads import RDF, RDFS, XSD, iri, literal
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraph, PublishedGraphs, add_lines
from mapper.publishing.tokens import by_subject
from mapper.publishing.turtle import stream_turtle
from mapper.workers import map_jobs

WHOLE: Final = "dataset.nq.gz"
CHECKSUMS: Final = "SHA256SUMS"
N_QUADS: Final = ".nq.gz"
TURTLE: Final = ".ttl.gz"
_VOID: Final = "http://rdfs.org/ns/void#"
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class DumpJob:
    """One graph to dump."""

    graph: PublishedGraph
    base: str
    root: Path


def describe_dumps(graphs: PublishedGraphs) -> None:
    """Say in the catalogue where each graph is downloaded and how many triples it has."""
    base, triples = graphs.base, []
    for graph in graphs.graphs:
        node = iri(base + graph.path)
        triples += [
            f"{node} {iri(RDF + 'type')} {iri(_VOID + 'Dataset')}",
            *(f"{node} {iri(_VOID + 'dataDump')} {iri(base + graph.path + end)}" for end in (N_QUADS, TURTLE)),
        ]
        if not graph.path.startswith("graph/document/"):  # the catalogue of the build labels and counts those
            name = f"{graph.doc} findings graph" if graph.doc else f"{graph.name} graph"
            triples.append(f"{node} {iri(RDFS + 'label')} {literal(name)}")
            if graph.name not in ("catalog", "links"):
                count = sum(1 for _ in graph.lines())
                triples.append(f"{node} {iri(_VOID + 'triples')} {literal(str(count), datatype=XSD + 'integer')}")
    catalog = graphs.find("graph/catalog")
    assert catalog is not None
    add_lines(catalog, base, triples)


def write_dumps(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write all dumps and their checksums."""
    sums = {}
    jobs = [DumpJob(graph, graphs.base, site.root) for graph in graphs.graphs]
    for written, digests in map_jobs(dump_graph, jobs):
        site.add(written)
        sums.update(digests)
    content = compress(f"{line}\n" for graph in graphs.graphs for line in graph.lines())
    site.write(WHOLE, content)
    sums[WHOLE] = hashlib.sha256(content).hexdigest()
    site.write_text(CHECKSUMS, "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())))


def dump_graph(job: DumpJob) -> tuple[SiteFolder, dict[str, str]]:
    """Write one graph in both forms; in a worker. Gives the checksums by path, too."""
    site, sums = SiteFolder(job.root), {}
    nodes = by_subject(job.graph.lines(), job.base)
    forms: tuple[tuple[str, Iterator[str]], ...] = (
        (N_QUADS, (f"{line}\n" for line in job.graph.lines())),
        (TURTLE, stream_turtle(job.base, nodes)),
    )
    for ending, pieces in forms:
        content = compress(pieces)
        site.write(job.graph.path + ending, content)
        sums[job.graph.path + ending] = hashlib.sha256(content).hexdigest()
    return site, sums


def compress(pieces: Iterable[str]) -> bytes:
    """gzip of text in one member and without a time of day: browsers read no second member, and bytes stay the same."""
    out = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=out, mtime=0) as stream,
        io.TextIOWrapper(stream, encoding="utf-8", newline="\n") as text,
    ):
        text.writelines(pieces)
    return out.getvalue()
