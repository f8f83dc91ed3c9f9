"""Reads the annual work plans of Korean local governments and turns them into a validated graph.

    import mapper

    document = mapper.read("plan.txt")              # records, issues, what became of every line
    quads = mapper.to_graph(document).quads         # its graph, as sorted N-Quads

    mapper.build("plans", "release")                # as `workplan build`
    release = mapper.open_release("release")
    for row in release.ask("assets-past-life"):     # a saved question; rows of Python values
        print(row)
    frame = release.ask("assets-past-life").to_pandas()
    for hit in release.search("공공 와이파이", year=2024):    # words, parts of words, spaced-out words
        print(hit.label, hit.doc, hit.line)

    server = mapper.connect("http://127.0.0.1:7878/query")   # the same questions, asked at a SPARQL endpoint
    server.ask("assets-past-life") == release.ask("assets-past-life")

docs/library.md tells more, docs/notebook.ipynb shows it.
Nothing is imported before it is used, for the command line passes here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    from mapper.catalog.links import Links
    from mapper.catalog.listing import DescribedQuestion, QuestionNames
    from mapper.catalog.understanding import Understanding
    from mapper.charts import Chart
    from mapper.explain import Explanation
    from mapper.export import Drawing
    from mapper.graph import DocumentGraph
    from mapper.metadata import DocumentMetadata
    from mapper.pipeline import BuildReport
    from mapper.records.document import ReadDocument
    from mapper.search.finding import Found, SearchIndex
    from mapper.store import Store
    from mapper.store.answer import Answer, Rows
    from mapper.store.manifest import DocumentEntry
    from mapper.store.release import ReleaseFiles
    from mapper.store.remote import RemoteStore

__all__ = ["Endpoint", "Release", "build", "connect", "open_release", "read", "to_graph"]


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


def build(
    documents: str | PathLike[str] | Iterable[str | PathLike[str]],
    release: str | PathLike[str] = "release",
    *,
    base: str = "https://example.org/workplan/",
    metadata: str | PathLike[str] | None = None,
    corrections: str | PathLike[str] | None = None,
    links: str | PathLike[str] | None = None,
    identities: str | PathLike[str] | None = None,
) -> BuildReport:
    """Read files and folders and make exactly them the release, as `workplan build` does; only what changed is read.

    `metadata`, `corrections` and `links` are TOML files of what people know, correct and decide, `identities` a CSV
    file of what they confirmed of things outside. Documents that cannot be read are named in the report; raises
    UsageError for a file that does not fit, ReleaseError where the release cannot be written.
    """
    from mapper.corrections import load_corrections
    from mapper.identities import load_identities
    from mapper.linking.decision_file import load_decisions
    from mapper.metadata import load_metadata
    from mapper.pipeline import build as build_release

    return build_release(
        [Path(documents)] if isinstance(documents, str | PathLike) else list(map(Path, documents)),
        Path(release),
        base=base,
        metadata=load_metadata(Path(metadata)) if metadata is not None else {},
        corrections=load_corrections(Path(corrections)) if corrections is not None else (),
        decisions=load_decisions(Path(links)) if links is not None else (),
        identities=load_identities(Path(identities)) if identities is not None else (),
    )


def open_release(path: str | PathLike[str] = "release") -> Release:
    """Open the current release of a folder; raises ReleaseError where there is none."""
    from mapper.store.release import ReleaseFiles

    return Release(ReleaseFiles.open(Path(path)))


def connect(
    url: str,
    *,
    user: str = "",
    password: str = "",
    timeout_seconds: int = 60,
    pauses_seconds: tuple[float, ...] = (0.5, 2.0),
) -> Endpoint:
    """A SPARQL 1.1 endpoint to be asked as a release is; raises UsageError for what is no address of the web.

    Nothing is sent before the first question. Every question reads, in requests of at most `timeout_seconds`; an
    endpoint that fails or cannot be reached is asked again after each of the pauses. Name and password are given
    where it asks for them (Basic, Digest). Its default graph must be the union of its graphs.
    """
    from mapper.store.credentials import Credentials
    from mapper.store.remote import RemoteStore

    credentials = Credentials(user, password) if user else None
    return Endpoint(
        RemoteStore(url, credentials=credentials, timeout_seconds=timeout_seconds, pauses_seconds=pauses_seconds)
    )


class _Asked:
    """A graph to be asked, wherever it is."""

    def __init__(self, store: Store) -> None:
        from mapper.catalog import Catalog

        self._store = store
        self._catalog = Catalog()

    @property
    def questions(self) -> QuestionNames:
        """The names that `ask` knows; a notebook shows what each answers."""
        from mapper.catalog.listing import QuestionNames

        return QuestionNames(self._catalog.short_names())

    def question(self, name: str) -> DescribedQuestion:
        """A saved question with its parameters, and the values that this graph has for them."""
        from mapper.catalog.listing import describe_question

        return describe_question(self._catalog.find(name), self._store)

    def understand(self, text: str) -> Understanding:
        """Which saved question one in free words is, and with which parameters; or which ones are near."""
        from mapper.catalog.understanding import understand

        return understand(text, self._catalog, self._store)

    def ask(self, question: str | Understanding, /, **parameters: object) -> Rows:
        """The answer of a saved question; raises UsageError for an unknown name or a value that does not fit.

        A question in free words goes through `understand` first; parameters given here win over what was understood.
        """
        from mapper.catalog import ask

        if isinstance(question, str):
            return ask(self._store, self._catalog.find(question), parameters)
        meant = question.require()
        return ask(self._store, meant.question, {**meant.values, **parameters})

    def query(self, sparql: str) -> Answer:
        """The answer of any SPARQL query; raises QueryError for one that does not run or would change something."""
        return self._store.query(sparql)

    def chart(self, question: str | Understanding, /, **parameters: object) -> Chart:
        """The answer of a saved question as a picture; raises UsageError where there is nothing to draw."""
        from mapper.charts import Chart, require_chart, specify_chart

        if not isinstance(question, str):
            meant = question.require()
            return self.chart(meant.question.id, **{**meant.values, **parameters})
        saved = self._catalog.find(question)
        require_chart(saved)
        return Chart(specify_chart(saved, self.ask(question, **parameters), parameters))

    def links(self, *, kind: str = "", municipality: str = "", doc: str = "") -> Links:
        """What belongs together in different documents, with evidence; raises UsageError for an unknown kind."""
        from mapper.catalog.links import Links, list_links

        return Links(list_links(self._store, kind=kind, municipality=municipality, doc=doc))

    def network(self) -> networkx.MultiDiGraph[str]:
        """Offices, projects and partners as a networkx graph, with labels, kinds and money as attributes."""
        from mapper.export import read_network

        return read_network(self._store)

    def export_tables(self, folder: str | PathLike[str], *, bom: bool = False) -> dict[str, int]:
        """Write the tidy tables as CSV files into a folder (`bom`: for Excel); gives the number of rows of each."""
        from mapper.export import write_tables

        return dict(write_tables(self._store, Path(folder), bom=bom))


class Endpoint(_Asked):
    """A SPARQL endpoint: the questions, answers and errors of a release, over HTTP by SPARQLWrapper.

    Raises EndpointError where the server cannot be reached, refuses or answers with something else.
    """

    _store: RemoteStore

    def __repr__(self) -> str:
        return f"<Endpoint: {self.url}>"

    @property
    def url(self) -> str:
        """Its address."""
        return self._store.endpoint


class Release(_Asked):
    """A release to be asked; it stays as it was when opened, while a new one is built beside it."""

    def __init__(self, files: ReleaseFiles) -> None:
        super().__init__(files.open_store())
        self.files = files
        """Where its graphs and texts lie."""
        self._index: SearchIndex | None = None

    def __repr__(self) -> str:
        return f"<Release: {', '.join(entry.doc for entry in self.documents)}>"

    def _repr_html_(self) -> str:
        """Its documents and how well they were read, as a notebook shows it."""
        from mapper.hypertext import to_table
        from mapper.store.manifest import SHARE_COLUMNS, list_shares

        return to_table(
            SHARE_COLUMNS, list(map(list_shares, self.documents)), numeric=SHARE_COLUMNS[1:], noun="document"
        )

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """The documents it holds, with counts."""
        return self.files.documents

    def explain(self, doc: str, lines: int | str = "") -> Explanation:
        """The lines of a document (`40`, `"39-41"`, `"54;292"`, all of them) with what was read from each.

        Raises UsageError for an unknown document or lines that it does not have.
        """
        from mapper.explain import explain_lines

        return explain_lines(self.files, doc, str(lines))

    def network_chart(self, network: networkx.Graph[str] | None = None, title: str = "") -> Drawing:
        """A picture of the network or of a part of it, also one without directions; raises UsageError for none."""
        from mapper.export import draw_network

        return draw_network(self.files, network, title)

    def export(
        self,
        form: str,
        path: str | PathLike[str],
        *,
        question: str = "",
        parameters: Mapping[str, object] | None = None,
        municipality: str = "",
        topic: str = "",
        around: str = "",
        depth: int = 1,
        detail: bool = False,
        measures: bool = False,
    ) -> Path:
        """Write the network or a part of it, or everything as RDF, in a format of `workplan export`; gives the path.

        The part is what the rows of a saved question name, a municipality, a topic, or what is at most `depth` steps
        from a node; `detail` keeps statements as nodes, `measures` adds degree, betweenness and communities. Raises
        UsageError for what does not fit.
        """
        from mapper.export import Selection, Wishes, write

        part = Selection(question, parameters or {}, municipality, topic, around, depth)
        write(self.files, form, Path(path), Wishes(part, detail, measures))
        return Path(path)

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
