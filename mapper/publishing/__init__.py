"""Publishing: a release as a static site that any web server can serve and that is complete without this program.

`PARTS` is the seam: each part of the site is a function that gets the published graphs, the workspace over them and
the folder of the site, and writes its files. What no part writes any more is removed, or becomes a tombstone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mapper.errors import UsageError
from mapper.keys import catalog_iri, key_hash
from mapper.publishing.addresses import require_endpoint, require_site_base
from mapper.publishing.browser.console import write_console
from mapper.publishing.browser.engine import find_engine, remedy
from mapper.publishing.changelog import ChangeLog, hold_previous, update_log
from mapper.publishing.description.catalogue import write_catalogue
from mapper.publishing.description.changes import write_changes
from mapper.publishing.description.questions import write_questions
from mapper.publishing.description.tables import write_tables
from mapper.publishing.dumps import describe_dumps, write_checksums, write_dumps
from mapper.publishing.folder import SiteFolder, SiteState, open_site
from mapper.publishing.indexes import write_indexes
from mapper.publishing.lines import write_lines
from mapper.publishing.pages import write_pages
from mapper.publishing.products import Origin, RunRecord, fingerprint_site
from mapper.publishing.published import PublishedGraphs, published_graphs
from mapper.publishing.rendering import PageMaker
from mapper.publishing.servers import write_configuration, write_sitemap
from mapper.publishing.shapes_page import write_shapes
from mapper.publishing.successions import describe_successions
from mapper.publishing.tokens import OWN
from mapper.publishing.tombstones import find_gone, write_tombstones
from mapper.publishing.vocabulary_page import write_vocabulary
from mapper.publishing.workspace import Workspace, build_workspace
from mapper.store.release import ReleaseFiles

Describe = Callable[[PublishedGraphs], None]
"""Adds to the published graphs (`published.add_lines`) before anything is made from them."""
Part = Callable[[PublishedGraphs, Workspace, SiteFolder], None]
"""Writes a part of the site."""
Progress = Callable[[str, int, int], None]
"""Stage, done, total."""


def _write_nodes(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder) -> None:
    """The pages of all nodes."""
    write_pages(graphs, workspace, site, OWN + catalog_iri("", "dataset"))


DESCRIPTIONS: Final[tuple[Describe, ...]] = (describe_successions, describe_dumps)
"""What the catalogue says besides, in this order."""
PARTS: Final[tuple[tuple[str, Part], ...]] = (
    ("dumps", lambda graphs, workspace, site: write_dumps(graphs, site)),
    ("tables", lambda graphs, workspace, site: write_tables(graphs, site)),
    ("questions", lambda graphs, workspace, site: write_questions(graphs, site)),
    ("browser", write_console),
    ("catalogue", write_catalogue),
    ("vocabulary", lambda graphs, workspace, site: write_vocabulary(graphs, site)),
    ("shapes", lambda graphs, workspace, site: write_shapes(graphs, site)),
    ("pages", _write_nodes),
    ("texts", write_lines),
    ("indexes", write_indexes),
    ("servers", lambda graphs, workspace, site: write_configuration(graphs, site)),
    ("sitemap", write_sitemap),
)
"""The parts of the site by the name of their stage, in the order in which they are written."""

_WITHOUT_ENGINE: Final = (
    "The page that answers SPARQL in the browser is left out, for Oxigraph's WebAssembly is not installed; "
    "`{remedy}` installs it."
)


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a run did."""

    base: str
    version: str
    documents: tuple[str, ...]
    withdrawn: int
    """Documents that are taken down."""
    files: int
    changed: int
    """Files that are new or have other bytes than before."""
    kept: int
    """Files that were taken over unread, for nothing that they are made from changed."""
    removed: int
    tombstones: int
    size: int
    """Bytes of all files."""
    remarks: tuple[str, ...] = ()
    """What the site lacks, and how to add it."""


def publish(
    release: ReleaseFiles,
    base: str,
    out: Path,
    *,
    take_down: Collection[str] = (),
    restore: Collection[str] = (),
    everything: bool = False,
    forget_changes: bool = False,
    endpoint: str = "",
    engine: Path | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> PublishReport:
    """Write the site of a release under a base, or bring it up to date.

    `take_down` names documents that are not published, now and in every later run on this site, until `restore` names
    them. Files are made again only where what they are made from changed; `everything` makes all of them and compares
    each with what lies there, which mends what was damaged. `forget_changes` removes the patches and rows of all
    earlier changes. `endpoint` is a SPARQL service that holds this release. `engine` is the folder of the npm package
    oxigraph, else that which is installed here; where there is none, the page that answers SPARQL is left out. Raises
    UsageError for a base that no web server answers for, for an id that the release does not hold, for what is no
    endpoint or no such package, and where no document is left; MapperError where the folder cannot be written.
    """
    require_site_base(base)
    found, endpoint = find_engine(engine), require_endpoint(endpoint)
    with open_site(out) as state, tempfile.TemporaryDirectory(prefix="workplan-publish-") as folder:
        withdrawn = (state.withdrawn | {_require(release, doc) for doc in take_down}) - {
            key_hash((doc,)) for doc in restore
        }
        progress("graphs", 0, 1)
        graphs = replace(published_graphs(release, base, Path(folder), withdrawn), endpoint=endpoint, engine=found)
        _describe(graphs)
        workspace = Workspace(build_workspace(graphs))
        progress("graphs", 1, 1)
        record = RunRecord(Path(folder) / "run.sqlite")
        site = _start(state, record, None if everything else state.remembered, graphs)
        log = ChangeLog.read(state, forget=forget_changes)
        new = update_log(log, hold_previous(state), graphs, site, withdrawn)
        _write_parts(graphs, workspace, site, progress)
        write_changes(log, new, graphs, site)
        write_checksums(site)
        site.flush()
        gone = find_gone(record)
        write_tombstones(gone, PageMaker(base), site, record.has_written, told=withdrawn <= state.withdrawn)
        files, removed = _finish(state, site, record, log, withdrawn)
    return PublishReport(
        base=base,
        version=graphs.version,
        documents=tuple(entry.doc for entry in graphs.documents),
        withdrawn=len(withdrawn),
        files=files,
        changed=site.changed,
        kept=site.kept,
        removed=removed,
        tombstones=len(gone),
        size=site.size,
        remarks=() if found else (_WITHOUT_ENGINE.format(remedy=remedy()),),
    )


def _start(state: SiteState, record: RunRecord, remembered: Path | None, graphs: PublishedGraphs) -> SiteFolder:
    """The folder of the site for a run that notes its files in `record`."""
    record.hold(state.list_held())
    return SiteFolder(state.root, Origin.of(remembered, fingerprint_site(graphs)), record=record)


def _describe(graphs: PublishedGraphs) -> None:
    """What is said of the dataset before anything is made; raises UsageError where no document is left."""
    if not graphs.documents:
        raise UsageError("no document is left to be published.", hint="Restore one with --restore.")
    for describe in DESCRIPTIONS:
        describe(graphs)


def _write_parts(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder, progress: Progress) -> None:
    """Every part of the site, one after the other."""
    for done, (_, part) in enumerate(PARTS):
        progress("site", done, len(PARTS))
        part(graphs, workspace, site)
    progress("site", len(PARTS), len(PARTS))
    workspace.close()


def _finish(
    state: SiteState, site: SiteFolder, record: RunRecord, log: ChangeLog, withdrawn: frozenset[str]
) -> tuple[int, int]:
    """Remove what this run did not write and remember what it did; numbers of files that are there and that went."""
    site.flush()
    stale = record.list_stale()
    for path in stale:
        state.remove(path)
    log.save(state)
    state.save(record, withdrawn)
    files = record.count_written()
    record.close()
    return files, len(stale)


def _require(release: ReleaseFiles, doc: str) -> str:
    """The hash of a document of the release."""
    return key_hash((release.require(doc).doc,))


__all__ = ["DESCRIPTIONS", "PARTS", "PublishReport", "publish", "published_graphs"]
