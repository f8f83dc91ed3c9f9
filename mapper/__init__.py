"""Reads the annual work plans of Korean local governments and turns them into a validated graph.

    import mapper

    document = mapper.read("plan.txt")              # records, issues, what became of every line
    quads = mapper.to_graph(document).quads         # its graph, as sorted N-Quads

    release = mapper.open_release("release")        # what `workplan build` made
    for row in release.ask("assets-past-life"):     # a saved question; rows of Python values
        print(row)
    frame = release.ask("assets-past-life").to_pandas()
    for hit in release.search("공공 와이파이", year=2024):    # words, parts of words, spaced-out words
        print(hit.label, hit.doc, hit.line)

docs/library.md tells more. Nothing is imported before it is used, for the command line passes here too.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapper.graph import DocumentGraph
    from mapper.metadata import DocumentMetadata
    from mapper.records.document import ReadDocument
    from mapper.search.finding import Found, SearchIndex
    from mapper.store.answer import Answer, Rows
    from mapper.store.manifest import DocumentEntry
    from mapper.store.release import ReleaseFiles

__all__ = ["Release", "open_release", "read", "to_graph"]


def read(
    path: str | PathLike[str],
    doc: str = "",
    *,
    corrections: str | PathLike[str] | None = None,
    municipality: str = "",
) -> ReadDocument:
    """Read a work plan: its records, relations, issues and the account of its lines.

    `doc` is the document's id, by default the file's name without its ending; `corrections` a file of corrections
    by people, of which those of this very document are applied; `municipality` whose plan it is, with the province,
    where namesakes are to be told apart (`부산광역시 동구`). Raises SourceError for a file that is no readable
    text, UsageError for corrections that do not fit.
    """
    from mapper.corrections import load_corrections
    from mapper.readers import read_plan
    from mapper.source import read_source
    from mapper.territories import require_name

    if municipality:
        require_name(municipality)
    given = load_corrections(Path(corrections)) if corrections is not None else ()
    return read_plan(read_source(Path(path), doc), given, municipality=municipality)


def to_graph(
    document: ReadDocument, *, base: str = "https://example.org/workplan/", metadata: DocumentMetadata | None = None
) -> DocumentGraph:
    """The graph of a document that was read: sorted N-Quads lines, its own and those of the things it names."""
    from mapper.graph import document_graph

    return document_graph(document, base=base, metadata=metadata)


def open_release(path: str | PathLike[str] = "release") -> Release:
    """Open the current release of a folder; raises ReleaseError where there is none."""
    from mapper.store.release import ReleaseFiles

    return Release(ReleaseFiles.open(Path(path)))


class Release:
    """A release to be asked; it stays as it was when opened, while a new one is built beside it."""

    def __init__(self, files: ReleaseFiles) -> None:
        from mapper.catalog import Catalog

        self.files = files
        """Where its graphs and texts lie."""
        self._store = files.open_store()
        self._catalog = Catalog()
        self._index: SearchIndex | None = None

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """The documents it holds, with counts."""
        return self.files.documents

    @property
    def questions(self) -> tuple[str, ...]:
        """The names that `ask` knows."""
        return self._catalog.short_names()

    def ask(self, question: str, /, **parameters: object) -> Rows:
        """The answer of a saved question; raises UsageError for an unknown name or a value that does not fit."""
        from mapper.catalog import ask

        return ask(self._store, self._catalog.find(question), parameters)

    def query(self, sparql: str) -> Answer:
        """The answer of any SPARQL query; raises QueryError for one that does not run or would change something."""
        return self._store.query(sparql)

    def search(
        self,
        words: str,
        *,
        kind: str | None = None,
        municipality: str | None = None,
        year: int | None = None,
        limit: int | None = 20,
    ) -> Found:
        """Things and statements by words, the best first; raises UsageError for a query without any word.

        All words must be there; `"..."` is a phrase, `-word` must not be there. `kind` is the name of a tidy table.
        """
        from mapper.search.finding import SearchIndex

        if self._index is None:
            self._index = SearchIndex(self.files.index_file)
        return self._index.search(words, kind=kind, municipality=municipality, year=year, limit=limit)
