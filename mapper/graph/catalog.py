"""The graph of the catalogue: the dataset and its cubes, what each document holds, and the build that made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from mapper.graph.derived import CUBES
from mapper.graph.fields import PLANS, RECORD_CLASSES
from mapper.graph.forms import integer
from mapper.graph.nodes import LABEL, Nodes, label_pair, pairs_of, types_of
from mapper.graph.nquads import RDF, iri, literal, minted, quote
from mapper.graph.sections import Holding
from mapper.keys import catalog_iri, document_graph_iri, document_iri, shared_graph_iri
from mapper.records import BudgetStatement, Relation
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE

TYPE: Final = iri(RDF + "type") + " "
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCT: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
QB: Final = "http://purl.org/linked-data/cube#"
VOID: Final = "http://rdfs.org/ns/void#"
IN_WON: Final = (
    "<http://data.openbudgets.eu/ontology/dsd/attribute/currency> "
    "<http://publications.europa.eu/resource/authority/currency/KRW>"
)

TITLES: Final = (("ko", "주요업무계획 그래프"), ("en", "Graph of annual work plans"))
CUBE_TITLES: Final = {
    "budgets": (("ko", "예산 큐브"), ("en", "cube of budgets")),
    "staffing": (("ko", "인력 큐브"), ("en", "cube of staffing")),
}
STRUCTURES: Final = {"budgets": WP.BudgetStructure, "staffing": WP.StaffingStructure}
FATE_TERMS: Final = {
    "read": WP.readLines,
    "prose": WP.proseLines,
    "ignored": WP.ignoredLines,
    "unread": WP.unreadLines,
}


TABLE_CLASSES: Final = {
    record_class.table: PLANS[record_class].rdf_class
    for record_class in RECORD_CLASSES
    if not issubclass(record_class, Relation)
}
"""The class of the rows of each table."""


class PlacedDocument(Protocol):
    """What tells where a document stands among others."""

    @property
    def doc(self) -> str: ...
    @property
    def holdings(self) -> Sequence[Holding]:
        """Whose plans for which years it holds."""


class CatalogedDocument(PlacedDocument, Protocol):
    """What the catalogue needs to know of a document; the manifest of a release knows it."""

    @property
    def digest(self) -> str: ...
    @property
    def quads(self) -> int: ...
    @property
    def relations(self) -> int: ...
    @property
    def records(self) -> Mapping[str, int]:
        """Number of records by table."""

    @property
    def fates(self) -> Mapping[str, int]:
        """Number of lines by what became of them."""


class CatalogedRelease(Protocol):
    """What the catalogue needs to know of a release."""

    @property
    def base(self) -> str: ...
    @property
    def version(self) -> str:
        """Version of the program."""

    @property
    def ontology_version(self) -> str: ...
    @property
    def documents(self) -> Sequence[CatalogedDocument]: ...
    @property
    def graphs(self) -> Mapping[str, int]:
        """Number of quads of the graphs that are about all documents, as far as they are written."""

    @property
    def links(self) -> Mapping[str, int]:
        """Number of links by kind, and of reorganisations."""


def catalog_quads(release: CatalogedRelease) -> tuple[str, ...]:
    """The graph of the catalogue as sorted lines; no time of day, so that the same input gives the same bytes."""
    base, nodes = release.base, Nodes()
    dataset = minted(catalog_iri(base, "dataset"))
    build = _write_build(nodes, release)
    nodes.add(
        dataset,
        [TYPE + iri(term) for term in (DCAT + "Dataset", VOID + "Dataset", PROV + "Entity")],
        _titles(TITLES, LABEL, iri(DCT + "title") + " "),
        [f"{iri(VOID + 'vocabulary')} {iri(WP_NAMESPACE)}"],
        [f"{iri(VOID + 'uriSpace')} {quote(base)}"],
        [f"{iri(VOID + 'triples')} {integer(sum(entry.quads for entry in release.documents))}"],
        [f"{iri(PROV + 'wasGeneratedBy')} {build}"],
    )
    totals: Counter[str] = Counter()
    place_documents(nodes, base, release.documents)
    for entry in release.documents:
        counts = _class_counts(entry)
        totals.update(counts)
        part = _write_part(nodes, base, entry, counts)
        nodes.add(dataset, [f"{iri(VOID + 'subset')} {part}"])
        nodes.add(dataset, [f"{iri(DCT + 'hasPart')} {minted(document_iri(base, entry.doc))}"])
    _write_partitions(nodes, base, dataset, totals, "")
    nodes.add(dataset, [f"{iri(VOID + 'subset')} {_write_links(nodes, release)}"])
    if release.graphs.get("identities"):
        nodes.add(dataset, [f"{iri(VOID + 'subset')} {_write_identities(nodes, release)}"])
    for name in CUBES.values():
        _write_cube(nodes, base, name)
    return nodes.lines(minted(shared_graph_iri(base, "catalog")))


def place_documents(nodes: Nodes, base: str, documents: Iterable[PlacedDocument]) -> None:
    """Which graph holds which document of whom for which year: where a question begins, a few nodes for each document.

    They are numbered by municipality and id, so that a question can tell of the first ones.
    """
    ordered = sorted(documents, key=lambda entry: (min((held[0] for held in entry.holdings), default=""), entry.doc))
    for number, entry in enumerate(ordered, 1):
        graph = minted(document_graph_iri(base, entry.doc))
        nodes.add(
            graph,
            types_of(WP.DocumentGraph),
            pairs_of(WP.holds, minted(document_iri(base, entry.doc))),
            pairs_of(WP.documentNumber, integer(number)),
        )
        for held in entry.holdings:
            nodes.add(
                graph,
                pairs_of(WP.holdsMunicipality, minted(base + held.municipality)),
                pairs_of(WP.holdsDepartment, minted(base + held.department)),
                pairs_of(WP.holdsYear, "" if held.year is None else integer(held.year)),
            )


def _write_build(nodes: Nodes, release: CatalogedRelease) -> str:
    """The build: what it used and which program made it; its IRI follows from just that."""
    inputs = sorted(f"{entry.doc} {entry.digest}" for entry in release.documents)
    key = (release.version, release.ontology_version, *inputs)
    build = minted(catalog_iri(release.base, "build", *key))
    program = minted(catalog_iri(release.base, "agent", "workplan-graph", release.version))
    name = f"workplan-graph {release.version}"
    nodes.add(program, [TYPE + iri(PROV + "SoftwareAgent"), label_pair(name)])
    nodes.add(
        build,
        [TYPE + iri(PROV + "Activity"), label_pair(f"build by {name}")],
        [f"{iri(PROV + 'wasAssociatedWith')} {program}"],
        [f"{iri(PROV + 'used')} {minted(document_iri(release.base, e.doc))}" for e in release.documents],
        pairs_of(WP.programVersion, quote(release.version)),
        pairs_of(WP.ontologyVersion, quote(release.ontology_version)),
    )
    return build


def _write_part(nodes: Nodes, base: str, entry: CatalogedDocument, counts: Mapping[str, int]) -> str:
    """A document's graph as a part of the dataset, and the account of the document's lines."""
    document, graph = minted(document_iri(base, entry.doc)), minted(document_graph_iri(base, entry.doc))
    nodes.add(
        graph,
        [label_pair(f"{entry.doc} graph")],
        [f"{iri(VOID + 'triples')} {integer(entry.quads)}"],
    )
    for fate, term in FATE_TERMS.items():
        nodes.add(document, pairs_of(term, integer(entry.fates.get(fate, 0))))
    _write_partitions(nodes, base, graph, counts, entry.doc)
    return graph


def _write_links(nodes: Nodes, release: CatalogedRelease) -> str:
    """The graph of links as a part of the dataset: what the program concludes, apart from what documents state."""
    graph = minted(shared_graph_iri(release.base, "links"))
    nodes.add(
        graph,
        [TYPE + iri(VOID + "Dataset"), label_pair("links graph")],
        [f"{iri(VOID + 'triples')} {integer(release.graphs.get('links', 0))}"],
    )
    counts = {WP.Link: sum(release.links.get(kind, 0) for kind in CONCEPTS[WP.LinkKind])}
    counts[WP.Reorganisation] = release.links.get("reorganisations", 0)
    _write_partitions(nodes, release.base, graph, {term: count for term, count in counts.items() if count}, "links")
    return graph


def _write_identities(nodes: Nodes, release: CatalogedRelease) -> str:
    """The graph of identities as a part of the dataset: a set of links to others (VoID linkset)."""
    graph = minted(shared_graph_iri(release.base, "identities"))
    nodes.add(
        graph,
        [TYPE + iri(VOID + "Linkset"), TYPE + iri(VOID + "Dataset"), label_pair("identities graph")],
        [f"{iri(VOID + 'subjectsTarget')} {minted(catalog_iri(release.base, 'dataset'))}"],
        [f"{iri(VOID + 'triples')} {integer(release.graphs['identities'])}"],
    )
    return graph


def _write_partitions(nodes: Nodes, base: str, whole: str, counts: Mapping[str, int], key: str) -> None:
    """How many nodes of each class a dataset holds (VoID class partitions)."""
    for rdf_class, count in counts.items():
        part = minted(catalog_iri(base, "partition", key, rdf_class))
        nodes.add(whole, [f"{iri(VOID + 'classPartition')} {part}"])
        nodes.add(
            part,
            [TYPE + iri(VOID + "Dataset"), label_pair(f"{key or 'dataset'} {rdf_class.rpartition('#')[2]}")],
            [f"{iri(VOID + 'class')} {iri(rdf_class)}", f"{iri(VOID + 'entities')} {integer(count)}"],
        )


def _write_cube(nodes: Nodes, base: str, name: str) -> None:
    """A cube that statements are observations of."""
    cube = minted(catalog_iri(base, "cube", name))
    nodes.add(
        cube,
        [TYPE + iri(QB + "DataSet"), f"{iri(QB + 'structure')} {iri(STRUCTURES[name])}"],
        _titles(CUBE_TITLES[name], LABEL),
    )
    if name == CUBES[BudgetStatement]:
        nodes.add(cube, [IN_WON])


def _titles(titles: Iterable[tuple[str, str]], *predicates: str) -> list[str]:
    """A title in each language."""
    return [p + literal(text, language=language) for p in predicates for language, text in titles]


def _class_counts(entry: CatalogedDocument) -> dict[str, int]:
    """Number of nodes by class: the records by that of their table, and the relations, which are of several classes."""
    counts = {rdf_class: entry.records.get(table, 0) for table, rdf_class in TABLE_CLASSES.items()}
    return {rdf_class: count for rdf_class, count in {**counts, WP.Relation: entry.relations}.items() if count}
