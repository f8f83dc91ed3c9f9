"""The numbered text of each document, a page of lines with an anchor for each and the records that stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mapper.keys import key_hash
from mapper.publishing.addresses import LANGUAGES, lines_part, page_file, root_from
from mapper.publishing.digests import NameDigests
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import PageMaker
from mapper.publishing.terms import load_terms, words
from mapper.publishing.tokens import OWN
from mapper.publishing.views import LINES_A_PAGE, Value, Viewer
from mapper.publishing.workspace import NodeRow, Workspace, open_workspace
from mapper.workers import map_jobs


@dataclass(frozen=True, slots=True)
class LinesJob:
    """The text of one document."""

    workspace: Path
    site: SiteFolder
    base: str
    name: str
    """The document's hash."""
    lines: int
    permitted: bool
    """Whether its words may be published in full."""


def write_lines(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder) -> None:
    """Write the lines of every document that may be shown."""
    jobs = [
        LinesJob(
            workspace.path,
            site.blank(),
            graphs.base,
            key_hash((entry.doc,)),
            entry.lines,
            graphs.permits(entry),
        )
        for entry in graphs.documents
    ]
    for written in map_jobs(write_text, jobs):
        site.add(written)


def write_text(job: LinesJob) -> SiteFolder:
    """Write the lines of one document; in a worker."""
    workspace, site = open_workspace(job.workspace), job.site
    maker = PageMaker(job.base)
    text, document = f"{OWN}id/text/{job.name}", f"{OWN}id/document/{job.name}"
    stated = workspace.list_records_by_line(text)
    nodes = workspace.find_nodes({text, document, *(iri for iris in stated.values() for iri in iris)})
    pages = max(1, -(-job.lines // LINES_A_PAGE))
    path = text[1:]
    names = NameDigests(nodes)
    for number in range(1, pages + 1):
        first = (number - 1) * LINES_A_PAGE + 1
        shown = workspace.read_lines(text, first, first + LINES_A_PAGE - 1)
        rows = [f"{n} {line}" for n, line in shown]
        records = [names.name(iri) for n, _ in shown for iri in stated.get(n, ())]
        digest = site.origin.digest(
            f"{job.permitted} {number} {pages}", names.name(document), "\n".join(rows), *records
        )
        write = partial(_write_page, job, maker, (text, document), (number, pages), shown, stated, nodes)
        site.make(path + lines_part(number), digest, write)
    return site


def _write_page(
    job: LinesJob,
    maker: PageMaker,
    iris: tuple[str, str],
    place: tuple[int, int],
    shown: Sequence[tuple[int, str]],
    stated: Mapping[int, Sequence[str]],
    nodes: Mapping[str, NodeRow],
) -> None:
    """One page of lines; `iris` are those of text and document, `place` is its number and that of all pages."""
    (text, document), (number, pages) = iris, place
    path = text[1:]
    for language in LANGUAGES:
        viewer = Viewer(load_terms(), language, root_from(path), nodes)
        name = viewer.link(document)
        view: dict[str, Any] = {
            "title": words(language)["lines_of"].format(name=name.text),
            "document": name,
            "permitted": job.permitted,
            "lines": [
                {"number": n, "text": line, "records": [_name(viewer, iri) for iri in stated.get(n, ())]}
                for n, line in shown
            ],
            "number": number,
            "pages": pages,
            "before": viewer.page(text, lines_part(number - 1)) if number > 1 else "",
            "after": viewer.page(text, lines_part(number + 1)) if number < pages else "",
        }
        page = maker.render("lines.html", language, path, lines_part(number), **view)
        job.site.write_text(page_file(path, language, lines_part(number)), page)


def _name(viewer: Viewer, iri: str) -> Value:
    """A record by its class and label."""
    link = viewer.link(iri)
    node = viewer.nodes.get(iri)
    return link._replace(text=f"{viewer.class_name(node.rdf_class)}: {link.text}" if node else link.text)
