"""What a site holds, told from its graphs and files: which plans of which municipality and year, which downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapper.keys import document_graph_iri, document_iri
from mapper.publishing.addresses import CHANGES
from mapper.publishing.folder import SiteFolder
from mapper.publishing.products import digest_file
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.tokens import OWN, text_of
from mapper.publishing.workspace import Workspace
from mapper.store.manifest import DocumentEntry

_SPATIAL: Final = "<http://purl.org/dc/terms/spatial>"
MEDIA_TYPES: Final = {
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}
"""Media types of downloads by the ending of their names, without that of compression."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One document with what its plans are of."""

    entry: DocumentEntry
    path: str
    """Of the document's node."""
    graph: str
    """Path of its graph."""
    municipalities: tuple[str, ...]
    """Paths of their nodes, as OWN terms."""
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download."""

    path: str
    media_type: str
    compressed: bool
    size: int
    digest: str
    """SHA-256, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality."""

    node: str
    label: str
    territories: tuple[str, ...]


def list_holdings(graphs: PublishedGraphs, workspace: Workspace) -> list[Holding]:
    """The published documents in the order of their ids."""
    found: dict[str, tuple[set[str], set[int]]] = {}
    query = (
        "SELECT d.o, m.o, y.o FROM node JOIN quad AS d ON d.s = node.iri AND d.p = 'wp:document' "
        "LEFT JOIN quad AS m ON m.s = node.iri AND m.p = 'wp:municipality' "
        "LEFT JOIN quad AS y ON y.s = node.iri AND y.p = 'wp:planYear' WHERE node.class = 'DepartmentPlan'"
    )
    for document, municipality, year in workspace.connection.execute(query):
        municipalities, years = found.setdefault(document, (set(), set()))
        if municipality:
            municipalities.add(municipality)
        if year:
            years.add(int(text_of(year)[:4]))
    holdings = []
    for entry in graphs.documents:
        path = document_iri("", entry.doc)
        municipalities, years = found.get(OWN + path, (set(), set()))
        graph = document_graph_iri("", entry.doc)
        holdings.append(Holding(entry, path, graph, tuple(sorted(municipalities)), tuple(sorted(years))))
    return holdings


def list_places(workspace: Workspace, holdings: Sequence[Holding]) -> list[Place]:
    """The municipalities of the documents, by name."""
    nodes = workspace.find_nodes({node for holding in holdings for node in holding.municipalities})
    places = []
    for node in nodes.values():
        query = "SELECT o FROM quad WHERE s = ? AND p = ? ORDER BY o"
        territories = tuple(row[0] for row in workspace.connection.execute(query, (node.iri, _SPATIAL)))
        places.append(Place(node.iri, node.label, territories))
    return sorted(places, key=lambda place: (place.label, place.node))


def list_downloads(site: SiteFolder) -> list[Download]:
    """The files of this run that are made to be downloaded whole, by path."""
    found = []
    for path in list(site.list_written()):
        bare = path.removesuffix(".gz")
        ending = "." + bare.rpartition(".")[2]
        if ending not in MEDIA_TYPES or (ending == ".ttl" and bare == path) or path.startswith(f"{CHANGES}/"):
            continue
        file = site.root / path
        found.append(Download(path, MEDIA_TYPES[ending], bare != path, file.stat().st_size, digest_file(file)))
    return found
