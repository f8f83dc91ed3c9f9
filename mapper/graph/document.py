"""One document's records as the sorted N-Quads of its named graph, and the shared things that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote as percent_encode

from mapper.graph.corrections import write_corrections
from mapper.graph.derived import Derived
from mapper.graph.forms import Forms, concept, integer
from mapper.graph.identity import Register
from mapper.graph.municipalities import Municipalities
from mapper.graph.nodes import Nodes, label_pair, pairs_of, types_of
from mapper.graph.nquads import XSD, iri, literal, minted, quote
from mapper.graph.sections import Holding, Sections
from mapper.graph.subjects import Subjects
from mapper.graph.things import Things
from mapper.graph.writer import RecordWriter
from mapper.keys import document_graph_iri, document_iri, require_base, text_iri
from mapper.metadata import DocumentMetadata
from mapper.records import DepartmentPlan, Span
from mapper.records.document import ReadDocument
from mapper.vocabulary import WP

DERIVED_FROM: Final = "<http://www.w3.org/ns/prov#wasDerivedFrom> "
DCT: Final = "http://purl.org/dc/terms/"
_ADDRESS_SIGNS: Final = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """The graph of one document; lines end with ` .` and have no line feed."""

    doc: str
    graph: str
    """IRI of the named graph."""
    quads: tuple[str, ...]
    """The lines of the named graph, sorted and unique."""
    things: tuple[str, ...]
    """Lines of the graph of things for what the document names, sorted and unique; and of the graph of territories
    for the territories of its municipality: a part of `territory_quads`."""
    counts: Mapping[str, int]
    """Records and relations by the name of their class."""
    record_iris: tuple[str, ...]
    """The IRI of each of `ReadDocument.records`, in its order."""
    relation_iris: tuple[str, ...]
    """The IRI of each of `ReadDocument.relations`, in its order."""
    holdings: tuple[Holding, ...]
    """Whose plans for which years it holds."""


def document_graph(read: ReadDocument, *, base: str, metadata: DocumentMetadata | None = None) -> DocumentGraph:
    """Write what a document states: the same records and metadata give the same bytes on every machine.

    `metadata` adds source address, licence, publisher and day of retrieval to the document's own node. Raises
    StructureError for a relation that names a record of no document.
    """
    require_base(base)
    register = Register(base, read)
    named = list(zip(read.records, (identity.iri for identity in register.records), strict=True))
    nodes, things, subjects = Nodes(), Things(base), Subjects(base, read.doc)
    subjects.register(named)
    plans = [(record, plan_iri) for record, plan_iri in named if isinstance(record, DepartmentPlan)]
    municipalities = Municipalities(read.doc, read.municipalities)
    sections = Sections(base, read.doc, plans, things, municipalities)
    derived = Derived(base, named, things, sections, subjects, municipalities)
    forms = Forms(base, read.doc, nodes, things, subjects, register)
    writer = RecordWriter(base, read, nodes, forms, sections, derived)
    records = (*read.records, *read.relations)
    for order, (record, identity) in enumerate(zip(records, (*register.records, *register.relations), strict=True), 1):
        writer.write(record, identity, order)
    write_corrections(nodes, things, base, read, register, writer)
    for token, (ref, pairs) in subjects.made.items():
        section = sections.at(ref.line)
        place = writer.place(Span(ref.line, ref.line))
        nodes.add(token, pairs, section.pairs, place, derived.denoted(ref, section))
    _write_document(nodes, things, base, read, metadata or DocumentMetadata())
    graph = document_graph_iri(base, read.doc)
    return DocumentGraph(
        doc=read.doc,
        graph=graph,
        quads=nodes.lines(minted(graph)),
        things=things.lines(),
        counts=dict(sorted(Counter(type(record).__name__ for record in records).items())),
        record_iris=tuple(identity.iri for identity in register.records),
        relation_iris=tuple(identity.iri for identity in register.relations),
        holdings=sections.holdings(),
    )


def _write_document(nodes: Nodes, things: Things, base: str, read: ReadDocument, metadata: DocumentMetadata) -> None:
    """The document with what is known of it, and its numbered text that the evidence points into."""
    document, text = minted(document_iri(base, read.doc)), minted(text_iri(base, read.doc))
    lines = sha256("".join(f"{line}\n" for line in read.lines).encode("utf-8", "replace")).hexdigest()
    nodes.add(
        document,
        types_of(WP.Document),
        [label_pair(read.doc)],
        pairs_of(WP.documentId, quote(read.doc)),
        pairs_of(WP.digest, quote(read.digest)),
        pairs_of(WP.mediaType, quote(read.media_type)),
    )
    nodes.add(
        text,
        types_of(WP.NumberedText),
        [label_pair(f"{read.doc}.txt"), DERIVED_FROM + document],
        pairs_of(WP.digest, quote(lines)),
        pairs_of(WP.lineCount, integer(len(read.lines))),
    )
    if metadata.source:
        address = iri(percent_encode(metadata.source, safe=_ADDRESS_SIGNS))
        nodes.add(document, [f"{iri(DCT + 'source')} {address}"])
    if metadata.licence:
        nodes.add(document, [f"{iri(DCT + 'license')} {concept(WP.Licence, metadata.licence)}"])
    if metadata.publisher:
        nodes.add(document, [f"{iri(DCT + 'publisher')} {things.agent(metadata.publisher)}"])
    if metadata.retrieved:
        nodes.add(document, pairs_of(WP.retrieved, literal(str(metadata.retrieved), datatype=XSD + "date")))
