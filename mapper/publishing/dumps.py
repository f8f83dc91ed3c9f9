"""Dumps: the whole dataset as N-Quads and each graph as N-Quads and Turtle, compressed; checksums of downloads."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from mapper.graph.nquads import RDF, RDFS, XSD, iri, literal
from mapper.publishing.addresses import CHANGES
from mapper.publishing.folder import SiteFolder
from mapper.publishing.products import digest_file
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
    """Graphs to dump into one file, or one graph in both forms."""

    graphs: tuple[PublishedGraph, ...]
    base: str
    site: SiteFolder
    digest: bytes
    """Of all that the files hold."""
    whole: bool = False


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
    """Write all dumps."""
    digests = {graph.path: graph.digest() for graph in graphs.graphs}
    every = site.origin.digest(*digests.values())
    jobs = [DumpJob(graphs.graphs, graphs.base, site.blank(), every, whole=True)]  # the longest first
    for graph in graphs.graphs:
        digest = site.origin.digest(digests[graph.path])
        jobs.append(DumpJob((graph,), graphs.base, site.blank(), digest))
    for written in map_jobs(dump_graphs, jobs):
        site.add(written)


def write_checksums(site: SiteFolder) -> None:
    """Write the checksums of all files that are made to be downloaded whole."""
    lines = (f"{digest_file(site.root / path)}  {path}\n" for path in list(site.list_written()) if is_download(path))
    site.write_text(CHECKSUMS, "".join(lines))


def is_download(path: str) -> bool:
    """Whether a file is made to be downloaded whole: a dump, a table, or a patch."""
    beside = path.startswith(("tables/", f"{CHANGES}/")) and not path.endswith(".html")
    return beside or path.endswith((N_QUADS, TURTLE))


def dump_graphs(job: DumpJob) -> SiteFolder:
    """Write all graphs into one file, or one graph in both forms; in a worker."""
    key = "dump of all" if job.whole else f"dump of {job.graphs[0].path}"
    job.site.make(key, job.digest, partial(_dump_all if job.whole else _dump_one, job))
    return job.site


def _dump_all(job: DumpJob) -> None:
    """All graphs as N-Quads."""
    draft = job.site.draft(WHOLE)
    compress((f"{line}\n" for graph in job.graphs for line in graph.lines()), draft)
    job.site.put(WHOLE, draft)


def _dump_one(job: DumpJob) -> None:
    """One graph as N-Quads and as Turtle."""
    graph = job.graphs[0]
    nodes = by_subject(graph.lines(), job.base)
    forms: tuple[tuple[str, Iterator[str]], ...] = (
        (N_QUADS, (f"{line}\n" for line in graph.lines())),
        (TURTLE, stream_turtle(job.base, nodes)),
    )
    for ending, pieces in forms:
        path = graph.path + ending
        draft = job.site.draft(path)
        compress(pieces, draft)
        job.site.put(path, draft)


def compress(pieces: Iterable[str], path: Path) -> None:
    """gzip of text in one member and without a time of day: browsers read no second member, and bytes stay the same."""
    with (
        path.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=out, mtime=0) as stream,
        io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=False) as text,
    ):
        text.writelines(pieces)
