"""A release on disk, as its readers see it.

DIR/current -> versions/<digest>       replaced in one step when a build is complete
DIR/versions/<digest>/
    release.json                       what it was built from and what it holds
    graphs/<doc>.nq                    sorted N-Quads: the document's graph
    graphs/<doc>.findings.nq           what the audit found in it
    graphs/things.nq, territories.nq, links.nq, identities.nq, ontology.nq, catalog.nq
    parts/<doc>.things.nq              the things that one document names (their union is graphs/things.nq), with the
                                       part of graphs/territories.nq that its municipality leads to
    parts/<doc>.search.jsonl           what the search finds of one document
    profiles/<doc>.json                what linking needs to know of the document
    store/                             all of graphs/ as an Oxigraph store
    search.sqlite                      the index of the search over all parts
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapper.errors import ReleaseError, UsageError
from mapper.store.manifest import DocumentEntry, Manifest

if TYPE_CHECKING:
    from mapper.store.embedded import EmbeddedStore

CURRENT: Final = "current"
VERSIONS: Final = "versions"
MANIFEST: Final = "release.json"
SHARED_GRAPHS: Final = ("catalog", "identities", "links", "ontology", "territories", "things")
"""Graphs about all documents; no document can have such an id."""
FINDINGS_SUFFIX: Final = ".findings"
INDEX_FILE: Final = "search.sqlite"


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """One version of a release; it stays the same while a new one is built beside it."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, root: Path) -> ReleaseFiles:
        """The current version of the release at `root`, or the version that `root` itself is.

        Raises ReleaseError where there is none.
        """
        try:
            folder = (root if (root / MANIFEST).is_file() else root / CURRENT).resolve(strict=True)
            text = (folder / MANIFEST).read_text(encoding="utf-8")
        except OSError as error:
            raise ReleaseError(
                f"there is no release at `{root}`.",
                hint=f"Build one: workplan build DOCUMENTS... --release {root}",
            ) from error
        return cls(folder, Manifest.from_json(text, str(folder / MANIFEST)))

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """The documents, in the order of their ids."""
        return self.manifest.documents

    def find(self, doc: str) -> DocumentEntry | None:
        """The entry of a document, None for an id that the release does not hold."""
        return next((entry for entry in self.documents if entry.doc == doc), None)

    def require(self, doc: str) -> DocumentEntry:
        """The entry of a document; raises UsageError that suggests the nearest id."""
        entry = self.find(doc)
        if entry is None:
            from mapper.suggest import suggest

            raise UsageError(
                f"the release holds no document `{doc}`.", hint=suggest(doc, [e.doc for e in self.documents])
            )
        return entry

    def graph_file(self, doc: str) -> Path:
        """The document's graph as N-Quads."""
        return self.folder / "graphs" / f"{doc}.nq"

    def findings_file(self, doc: str) -> Path:
        """The findings about a document as N-Quads."""
        return self.folder / "graphs" / f"{doc}{FINDINGS_SUFFIX}.nq"

    def shared_file(self, name: str) -> Path:
        """A graph about all documents as N-Quads: things, links, ontology, catalog."""
        return self.folder / "graphs" / f"{name}.nq"

    @property
    def shared_graphs(self) -> tuple[str, ...]:
        """The graphs about all documents that it holds: an older program's release may lack one."""
        return tuple(name for name in SHARED_GRAPHS if name in self.manifest.graphs or self.shared_file(name).exists())

    def things_file(self, doc: str) -> Path:
        """The things that one document names, as N-Quads."""
        return self.folder / "parts" / f"{doc}.things.nq"

    def rows_file(self, doc: str) -> Path:
        """What the search finds of one document, a row a line."""
        return self.folder / "parts" / f"{doc}.search.jsonl"

    @property
    def index_file(self) -> Path:
        """The index of the search."""
        return self.folder / INDEX_FILE

    def text_file(self, doc: str) -> Path:
        """The numbered text, persons masked."""
        return self.folder / "texts" / f"{doc}.txt"

    def account_file(self, doc: str) -> Path:
        """What was read from which line."""
        return self.folder / "account" / f"{doc}.json"

    def profile_file(self, doc: str) -> Path:
        """What linking needs to know of the document."""
        return self.folder / "profiles" / f"{doc}.json"

    def document_files(self, doc: str) -> tuple[Path, ...]:
        """Every file that belongs to one document."""
        return (
            self.graph_file(doc),
            self.findings_file(doc),
            self.things_file(doc),
            self.rows_file(doc),
            self.text_file(doc),
            self.account_file(doc),
            self.profile_file(doc),
        )

    def graph_files(self) -> list[Path]:
        """Every graph, in the order of the files' names."""
        return sorted((self.folder / "graphs").glob("*.nq"))

    def open_store(self) -> EmbeddedStore:
        """The embedded store over all graphs."""
        from mapper.store.embedded import EmbeddedStore

        return EmbeddedStore(self.folder / "store")


def read_lines(path: Path) -> list[str]:
    """The lines of a file of a release; only LF ends a line, whatever else Unicode calls a line end."""
    try:
        return path.read_text(encoding="utf-8").split("\n")[:-1]
    except OSError as error:
        raise ReleaseError("a file of the release is missing.", file=str(path), hint="Build it again.") from error
