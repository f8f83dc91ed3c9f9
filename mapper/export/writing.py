"""Writes an export: reads the network, picks what is wanted, lays it out, writes it whole or not at all.

The manifest (`<file>.manifest.json`, or `manifest.json` in a folder) says what was exported from what, and has a line
for everything that the format or the choice left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mapper.errors import MapperError, UsageError
from mapper.export.formats.cytoscape import write_cytoscape
from mapper.export.formats.dot import write_dot
from mapper.export.formats.gexf import write_gexf
from mapper.export.formats.graphml import write_graphml
from mapper.export.formats.page import write_html
from mapper.export.formats.rdf import write_nquads, write_turtle
from mapper.export.formats.svg import write_svg
from mapper.export.formats.tables import write_csv, write_neo4j
from mapper.export.layout import lay_out
from mapper.export.measures import add_measures
from mapper.export.network import read_network
from mapper.export.picture import Picture
from mapper.export.selection import Selection, find_documents, select
from mapper.keys import document_graph_iri, shared_graph_iri

if TYPE_CHECKING:
    from mapper.export.network import Network
    from mapper.store.embedded import EmbeddedStore
    from mapper.store.release import ReleaseFiles

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `workplan export`."""

    write: Callable[[Picture, Path], list[str]]
    """Writes the network into a file, or into a folder that is there; gives what is left out."""
    is_folder: bool = False


NETWORK_FORMATS: Final[dict[str, Format]] = {
    "graphml": Format(write_graphml),
    "gexf": Format(write_gexf),
    "cytoscape": Format(write_cytoscape),
    "dot": Format(write_dot),
    "svg": Format(write_svg),
    "html": Format(write_html),
    "neo4j": Format(write_neo4j, is_folder=True),
    "csv": Format(write_csv, is_folder=True),
}
"""Formats of the network."""
RDF_FORMATS: Final[dict[str, Callable[[ReleaseFiles, Path], list[str]]]] = {
    "turtle": write_turtle,
    "nquads": write_nquads,
}
"""Formats of everything."""
FORMATS: Final = (*NETWORK_FORMATS, *RDF_FORMATS)
"""The formats of `workplan export`."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What of the network is wanted, and how."""

    selection: Selection = field(default_factory=Selection)
    detail: bool = False
    """Statements as nodes of their own."""
    measures: bool = False
    """Degree, betweenness and communities as attributes."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote."""

    size: int
    """Bytes of all its files without the manifest."""
    manifest: Path
    left_out: tuple[str, ...]


def write(release: ReleaseFiles, form: str, path: Path, wishes: Wishes | None = None) -> Written:
    """Write one export of a release to `path`, whole or not at all.

    Raises UsageError for an unknown format, a wish that the format does not know and a selection that nothing fits,
    MapperError for a place that cannot be written.
    """
    wishes = wishes or Wishes()
    if form not in FORMATS:
        raise UsageError(f"there is no export format `{form}`.", hint=f"Use one of: {', '.join(FORMATS)}.")
    if form in RDF_FORMATS:
        if wishes.selection or wishes.detail or wishes.measures:
            raise UsageError(f"{form} is everything; it takes no selection, --detail or --measures.")
        return _place(path, False, lambda draft: (RDF_FORMATS[form](release, draft), _describe(release, form, wishes)))
    format_ = NETWORK_FORMATS[form]
    if format_.is_folder:
        _check_folder(path)
    picture, remarks = make_picture(release, wishes)

    def fill(draft: Path) -> tuple[list[str], dict[str, Any]]:
        left_out = remarks + format_.write(picture, draft)
        return left_out, _describe(release, form, wishes) | _count(picture.graph)

    return _place(path, format_.is_folder, fill)


def make_picture(release: ReleaseFiles, wishes: Wishes) -> tuple[Picture, list[str]]:
    """The network of a release as it is wanted, laid out, and what the choice leaves out."""
    store = release.open_store()
    documents = find_documents(store, wishes.selection.municipality) if wishes.selection.municipality else None
    graph = read_network(store if documents is None else _only(release, store, documents), detail=wishes.detail)
    if not graph:
        raise UsageError(
            "the release has no project, so there is no network.", hint="Build it from plans with projects."
        )
    remarks = [
        *(
            f"{count} {table}: counted in the attribute {table}_stated; --detail keeps them as nodes"
            for table, count in graph.graph["folded"].items()
        ),
        *(
            f"{count} {table}: they speak of no project and no department with projects"
            for table, count in graph.graph["elsewhere"].items()
        ),
    ]
    if documents is not None:
        others = len(release.documents) - len(documents)
        remarks.append(f"{others} of {len(release.documents)} documents: they are of other municipalities")
    if wishes.selection:
        whole = graph.number_of_nodes()
        graph, said = select(graph, store, wishes.selection)
        remarks = [f"{whole - graph.number_of_nodes()} of {whole} nodes: the selection", *said]
        if not wishes.detail:
            remarks.append("statements: counted in the attributes that end in _stated; --detail keeps them as nodes")
    if wishes.measures:
        remarks += add_measures(graph)
    clusters = lay_out(graph)
    title, note = name_picture(graph, release)
    return Picture(graph, clusters, title, note), remarks


def _only(release: ReleaseFiles, store: EmbeddedStore, documents: Iterable[str]) -> EmbeddedStore:
    """The store with these documents alone: a municipality is read without the rest of the country."""
    base = release.manifest.base
    return store.part(
        [
            *(document_graph_iri(base, doc) for doc in documents),
            *(shared_graph_iri(base, name) for name in ("things", "links", "ontology", "catalog")),
        ]
    )


def name_picture(graph: Network, release: ReleaseFiles) -> tuple[str, str]:
    """Title and note of a picture: whose plans, of which years, from how many documents."""
    names = Counter(str(data["municipality"]) for _, data in graph.nodes(data=True) if data.get("municipality"))
    years = sorted({data["plan_year"] for _, data in graph.nodes(data=True) if "plan_year" in data})
    documents = {str(data["document"]) for _, data in graph.nodes(data=True) if data.get("document")}
    whose = "·".join(sorted(names)) if len(names) <= 3 else f"자치단체 {len(names):,}곳"
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    projects = sum(data["kind"] == "project" for _, data in graph.nodes(data=True))
    title = f"{whose} 주요업무계획 {span}".strip()
    return title, f"문서 {len(documents):,}건, 사업 {projects:,}건 · workplan · release {release.folder.name}"


def _describe(release: ReleaseFiles, form: str, wishes: Wishes) -> dict[str, Any]:
    """What the manifest says of where an export comes from."""
    asked = {name: value for name, value in asdict(wishes.selection).items() if value} if wishes.selection else {}
    return {
        "format": form,
        "release": release.folder.name,
        "documents": len(release.documents),
        "selection": asked,
        "detail": wishes.detail,
        "measures": wishes.measures,
    }


def _count(graph: Network) -> dict[str, Any]:
    """Numbers of nodes and edges by kind."""
    nodes = Counter(data["kind"] for _, data in graph.nodes(data=True))
    edges = Counter(data["kind"] for _, _, data in graph.edges(data=True))
    return {"nodes": dict(sorted(nodes.items())), "edges": dict(sorted(edges.items()))}


def _place(path: Path, is_folder: bool, fill: Callable[[Path], tuple[list[str], dict[str, Any]]]) -> Written:
    """Let `fill` write a draft beside `path`, add the manifest, then put both in their places."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    draft_manifest = path.with_name(f".{path.name}.{os.getpid()}.manifest.part")
    manifest = path / MANIFEST if is_folder else path.with_name(f"{path.name}.{MANIFEST}")
    try:
        if is_folder:
            draft.mkdir(parents=False)
        left_out, facts = fill(draft)
        files = sorted(draft.iterdir()) if is_folder else [draft]
        facts["files"] = [_describe_file(file, file.name if is_folder else path.name) for file in files]
        facts["left_out"] = left_out
        text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
        size = sum(file.stat().st_size for file in files)
        if is_folder:
            (draft / MANIFEST).write_text(text, encoding="utf-8")
            _swap(draft, path)
        else:
            draft_manifest.write_text(text, encoding="utf-8")
            draft.replace(path)
            draft_manifest.replace(manifest)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MapperError(f"cannot be written: {reason}.", file=str(path), hint="Choose another --out.") from error
    finally:
        with suppress(OSError):
            draft_manifest.unlink()
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            with suppress(OSError):
                draft.unlink()
    return Written(size, manifest, tuple(left_out))


def _describe_file(file: Path, name: str) -> dict[str, Any]:
    """Name, size and digest of a file."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"name": name, "bytes": file.stat().st_size, "sha256": digest}


def _check_folder(path: Path) -> None:
    """Only a folder that an export made, or that is empty, is replaced."""
    if path.is_dir() and any(path.iterdir()) and not (path / MANIFEST).is_file():
        raise UsageError("the folder holds other files.", file=str(path), hint="Choose another --out.")
    if path.exists() and not path.is_dir():
        raise UsageError("this format is a folder, and here is a file.", file=str(path), hint="Choose another --out.")


def _swap(draft: Path, path: Path) -> None:
    """Put a folder in the place of an older one, which goes."""
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    if path.exists():
        path.rename(old)
    try:
        draft.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)
