"""The log of what changed in the published dataset from one edition to the next.

An edition is what a run published, where its quads differ from those before. The dumps of the edition before lie on the
site itself: a run links them aside before it writes anything, compares, and writes patches, rows and a page of the new
edition. What an edition was is kept in `.workplan/changes.json`.

What must not be shown any more must not stand in a patch either. Where a document is taken down, or its licence no
longer permits its words, all patches, rows and pages of changes go; the numbers stay.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from mapper.changes import Comparison, GraphPair, compare_graphs, write_csv, write_patches
from mapper.changes.report import sum_up
from mapper.keys import key_hash
from mapper.publishing.addresses import CHANGES, LANGUAGES, page_file
from mapper.publishing.dumps import N_QUADS
from mapper.publishing.folder import STATE, SiteFolder, SiteState
from mapper.publishing.published import PublishedGraphs
from mapper.store.release import FINDINGS_SUFFIX

_LOG: Final = "changes.json"
_PREVIOUS: Final = "previous"
_COMPLETE: Final = "complete"


@dataclass(slots=True)
class Edition:
    """One state of the published dataset."""

    number: int
    version: str
    """Of the release that it was made from."""
    summary: dict[str, Any] = field(default_factory=dict)
    """Numbers of what changed; empty for the first one, and where the one before is not known."""
    has_patches: bool = False
    """Whether its patches, rows and page lie on the site."""

    @property
    def path(self) -> str:
        """Where its files lie, without their endings."""
        return f"{CHANGES}/{self.number}"

    def files(self) -> list[str]:
        """Its files."""
        if not self.has_patches:
            return []
        pages = [page_file(self.path, language) for language in LANGUAGES]
        return [f"{self.path}.added{N_QUADS}", f"{self.path}.csv", f"{self.path}.removed{N_QUADS}", *pages]


@dataclass(slots=True)
class ChangeLog:
    """All editions of a site, and what the last one was made from."""

    base: str = ""
    graphs: dict[str, str] = field(default_factory=dict)
    """Digests of the graphs by path."""
    withdrawn: list[str] = field(default_factory=list)
    """Hashes of documents that were taken down."""
    permitted: list[str] = field(default_factory=list)
    """Hashes of documents whose words may be published in full."""
    editions: list[Edition] = field(default_factory=list)

    @classmethod
    def read(cls, state: SiteState, *, forget: bool = False) -> ChangeLog:
        """The log of a site, perhaps without its changes; an empty one where there is none."""
        try:
            values = json.loads((state.root / STATE / _LOG).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        editions = [Edition(**entry) for entry in values.pop("editions")]
        log = cls(**values, editions=editions)
        if forget:
            log.forget()
        return log

    def save(self, state: SiteState) -> None:
        """Keep the log; the dumps of the edition before are not needed any more."""
        folder = state.root / STATE
        draft = folder / f"{_LOG}.part"
        draft.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        draft.replace(folder / _LOG)
        shutil.rmtree(folder / _PREVIOUS, ignore_errors=True)

    def forget(self) -> None:
        """Leave nothing of the changes but their numbers."""
        for edition in self.editions:
            edition.has_patches = False


@dataclass(frozen=True, slots=True)
class NewEdition:
    """The rows of an edition that this run adds."""

    edition: Edition
    comparison: Comparison


def hold_previous(state: SiteState) -> Path | None:
    """Link the dumps of the finished edition aside, so that a run that is killed loses nothing; gives their folder."""
    folder = state.root / STATE / _PREVIOUS
    if state.remembered is None and (folder / _COMPLETE).exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    if state.remembered is None:
        return None
    for file in (state.root / "graph").rglob(f"*{N_QUADS}"):
        target = folder / file.relative_to(state.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:
            shutil.copyfile(file, target)
    folder.mkdir(exist_ok=True)
    (folder / _COMPLETE).touch()
    return folder


def update_log(
    log: ChangeLog, previous: Path | None, graphs: PublishedGraphs, site: SiteFolder, withdrawn: frozenset[str]
) -> NewEdition | None:
    """Add an edition to the log if the quads changed, with patches and rows; `None` where it adds none of these."""
    digests = {graph.path: graph.digest() for graph in graphs.graphs}
    known = log.graphs if log.base == graphs.base else {}
    permitted = [key_hash((entry.doc,)) for entry in graphs.documents if graphs.permits(entry)]
    held = {graph.path.rpartition("/")[2] for graph in graphs.graphs}
    lost = {name for name in log.permitted if name in held} - {*permitted}
    if lost or withdrawn - {*log.withdrawn} or log.base != graphs.base:
        log.forget()
        previous = None
    is_same = known == digests
    log.base, log.graphs, log.permitted, log.withdrawn = graphs.base, digests, permitted, sorted(withdrawn)
    if is_same:
        return None
    edition = Edition(len(log.editions) + 1, graphs.version)
    log.editions.append(edition)
    if previous is None or not known:
        return None
    pairs = _pair_up(graphs, previous, known, digests)
    added, removed = (f"{edition.path}.{name}{N_QUADS}" for name in ("added", "removed"))
    drafts = {path: site.draft(path) for path in (added, removed, f"{edition.path}.csv")}
    quads = write_patches(pairs, drafts[added], drafts[removed])
    table = compare_graphs(pairs, graphs.folder / "changes.sqlite")
    documents = sum(path.startswith("graph/document/") for path in known), len(graphs.documents)
    before = log.editions[-2].version
    found = Comparison(before, graphs.version, documents, quads, table)
    _write_rows(found, drafts[f"{edition.path}.csv"])
    for path, draft in drafts.items():
        site.put(path, draft)
    edition.summary, edition.has_patches = sum_up(found), True
    return NewEdition(edition, found)


def _write_rows(found: Comparison, path: Path) -> None:
    """All rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(write_csv(found))


def _pair_up(
    graphs: PublishedGraphs, previous: Path, known: dict[str, str], digests: dict[str, str]
) -> list[GraphPair]:
    """The graphs of the edition before and of this one."""
    now = {graph.path: graph for graph in graphs.graphs}
    pairs = []
    for path in sorted(known.keys() | now.keys()):
        old = previous / f"{path}{N_QUADS}" if path in known else None
        new = now[path].file if path in now else None
        unchanged = known.get(path) == digests.get(path)
        pairs.append(GraphPair(_name_of(path), old, new, _document_of(path), unchanged))
    return pairs


def _name_of(path: str) -> str:
    """What a graph is called in a comparison."""
    _, kind, *rest = path.split("/")
    if not rest:
        return kind
    return rest[0] + (FINDINGS_SUFFIX if kind == "findings" else "")


def _document_of(path: str) -> str:
    """The hash of the document that a graph is about; empty for one about all."""
    _, _, *rest = path.split("/")
    return rest[0] if rest else ""
