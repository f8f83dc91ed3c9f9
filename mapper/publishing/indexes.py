"""Pages that lead to the others: home, the classes, and the list of all nodes of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from mapper.keys import catalog_iri
from mapper.publishing.addresses import (
    CHANGES,
    CLASSES,
    HOME,
    LANGUAGES,
    SHAPES,
    VOCABULARY,
    class_path,
    page_file,
    root_from,
)
from mapper.publishing.description.citing import CATALOGUE, CONSOLE, QUESTIONS, cite
from mapper.publishing.digests import NameDigests
from mapper.publishing.dumps import CHECKSUMS, WHOLE
from mapper.publishing.folder import SiteFolder
from mapper.publishing.pages import MOST, ROWS_A_PAGE
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import PageMaker, embed_json
from mapper.publishing.terms import load_terms, words
from mapper.publishing.tokens import OWN, WP_PREFIX
from mapper.publishing.views import Table, Value, Viewer
from mapper.publishing.workspace import NodeRow, Workspace, open_workspace
from mapper.workers import map_jobs

_AT_HOME: Final = (("Municipality", "municipalities"), ("Document", "documents"))


@dataclass(frozen=True, slots=True)
class ClassJob:
    """The list of one class."""

    workspace: Path
    site: SiteFolder
    base: str
    rdf_class: str
    count: int


def write_indexes(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder) -> None:
    """Write home, the page of classes and the lists of all nodes of each class."""
    maker = PageMaker(graphs.base)
    classes = workspace.count_classes()
    jobs = [ClassJob(workspace.path, site.blank(), graphs.base, name, count) for name, count in classes]
    for written in map_jobs(write_class, jobs):
        site.add(written)
    for language in LANGUAGES:
        path = f"{CLASSES}/{HOME}"
        viewer = Viewer(load_terms(), language, root_from(path), {})
        said = words(language)
        rows = [
            [Value(viewer.class_name(name), page_file(name, language)), Value(f"{count:,}", number=True)]
            for name, count in classes
        ]
        view: dict[str, Any] = {
            "title": said["classes"],
            "names": [Value(said["label"]), Value(said["count"], number=True)],
            "bodies": [("", rows)],
        }
        site.write_text(page_file(path, language), maker.render("classes.html", language, path, **view))
        home = maker.render("home.html", language, HOME, **_view_home(graphs, workspace, language, dict(classes)))
        site.write_text(page_file(HOME, language), home)


def write_class(job: ClassJob) -> SiteFolder:
    """Write the list of one class; in a worker."""
    workspace, site, maker = open_workspace(job.workspace), job.site, PageMaker(job.base)
    pages = max(1, -(-job.count // ROWS_A_PAGE))
    for number, (rows, known) in enumerate(_pages_of(workspace, job.rdf_class), 1):
        names = NameDigests(known)
        digest = site.origin.digest(f"{job.count} {number} {pages}", *(names.row(node.iri) for node in rows))
        write = partial(_write_class_page, job, maker, (number, pages), rows, known)
        site.make(class_path(job.rdf_class, number), digest, write)
    return site


def _write_class_page(
    job: ClassJob, maker: PageMaker, place: tuple[int, int], rows: list[NodeRow], known: dict[str, NodeRow]
) -> None:
    """One page of the list of a class; `place` is its number and that of all pages."""
    number, pages = place
    path = class_path(job.rdf_class, number)
    for language in LANGUAGES:
        viewer = Viewer(load_terms(), language, root_from(path), known)
        names, bodies = viewer.table(job.rdf_class, rows)
        caption = words(language)["class_of"].format(name=viewer.class_name(job.rdf_class))
        page, _, local = f"{viewer.root}{page_file('ns', language)}#{job.rdf_class}".partition("#")
        view: dict[str, Any] = {
            "title": caption,
            "heading": caption,
            "of": Value(WP_PREFIX + job.rdf_class, f"{page}#{local}"),
            "names": names,
            "bodies": bodies,
            "total": job.count,
            "number": number,
            "pages": pages,
            "before": _sibling(job.rdf_class, number - 1, language) if number > 1 else "",
            "after": _sibling(job.rdf_class, number + 1, language) if number < pages else "",
        }
        job.site.write_text(page_file(path, language), maker.render("list.html", language, path, **view))


def _pages_of(workspace: Workspace, rdf_class: str) -> Iterator[tuple[list[NodeRow], dict[str, NodeRow]]]:
    """The nodes of a class page by page, with all nodes that their cells name."""
    nodes = workspace.list_nodes(rdf_class)
    while rows := list(islice(nodes, ROWS_A_PAGE)):
        yield rows, _know(workspace, rows)


def _know(workspace: Workspace, rows: list[NodeRow]) -> dict[str, NodeRow]:
    """These nodes and those that their cells lead to."""
    further = {token for node in rows for token in node.values().values() if token.startswith(OWN)}
    return {**workspace.find_nodes(further), **{node.iri: node for node in rows}}


def _sibling(rdf_class: str, number: int, language: str) -> str:
    """Another page of the same list."""
    return page_file(class_path(rdf_class, number).rpartition("/")[2], language)


def _view_home(graphs: PublishedGraphs, workspace: Workspace, language: str, counts: dict[str, int]) -> dict[str, Any]:
    """What the first page shows."""
    said = words(language)
    tables = []
    for rdf_class, name in _AT_HOME:
        rows = list(islice(workspace.list_nodes(rdf_class), MOST))
        viewer = Viewer(load_terms(), language, "", _know(workspace, rows))
        names, bodies = viewer.table(rdf_class, rows)
        more = page_file(class_path(rdf_class), language) if counts.get(rdf_class, 0) > len(rows) else ""
        tables.append(Table(said[name], names, bodies, counts.get(rdf_class, 0), more, name))
    ways = [
        (said["questions"], page_file(QUESTIONS, language)),
        (said["changes"], page_file(CHANGES, language)),
        (said["classes"], page_file(f"{CLASSES}/{HOME}", language)),
        (said["dataset_page"], page_file(CATALOGUE, language)),
        (said["vocabulary"], page_file(VOCABULARY, language)),
        (said["shapes"], page_file(SHAPES, language)),
    ]
    if graphs.engine is not None:
        ways.insert(0, (said["ask_here"], page_file(CONSOLE, language)))
    downloads = [
        (f"{said['whole']} (N-Quads, gzip)", WHOLE),
        (CHECKSUMS, CHECKSUMS),
    ]
    return {
        "title": said["site"],
        "tables": tables,
        "ways": ways,
        "downloads": downloads,
        "citation": cite(graphs, language),
        "schema": embed_json(_describe_dataset(graphs, language)),
    }


def _describe_dataset(graphs: PublishedGraphs, language: str) -> dict[str, Any]:
    """The dataset in the words of schema.org."""
    said = words(language)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": catalog_iri(graphs.base, "dataset"),
        "name": said["site"],
        "description": said["lead"],
        "url": graphs.base,
        "version": graphs.version,
        "inLanguage": list(LANGUAGES),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/n-quads", "contentUrl": graphs.base + WHOLE}
        ],
    }
