"""Writes what people corrected: a node for each change, linked from the record that it made."""

from __future__ import annotations

from collections import Counter

from mapper.graph.forms import concept
from mapper.graph.identity import Register
from mapper.graph.nodes import Nodes, cut, label_pair, pairs_of, types_of
from mapper.graph.nquads import XSD, literal, minted, quote
from mapper.graph.things import Things
from mapper.graph.writer import RecordWriter
from mapper.keys import correction_iri, document_iri
from mapper.records import AppliedCorrection
from mapper.records.document import ReadDocument
from mapper.vocabulary import WP


def write_corrections(
    nodes: Nodes, things: Things, base: str, read: ReadDocument, register: Register, writer: RecordWriter
) -> None:
    """Add the corrections of a document: who changed what, when and why, and what the reader had."""
    removed: Counter[tuple[str, str]] = Counter()
    for correction in read.corrections:
        if correction.record is not None:
            record = register[correction.record].iri
            key: tuple[str, ...] = (record, correction.field)
        else:
            place = correction.table, str(correction.span)
            removed[place] += 1
            record, key = "", (*place, str(removed[place]))
        token = minted(correction_iri(base, read.doc, key))
        if record:
            nodes.add(minted(record), pairs_of(WP.correctedBy, token))
        nodes.add(
            token,
            types_of(WP.Correction),
            [label_pair(_label(correction))],
            pairs_of(WP.document, minted(document_iri(base, read.doc))),
            writer.place(correction.span),
            pairs_of(WP.correctionKind, concept(WP.CorrectionKind, correction.kind)),
            pairs_of(WP.correctedTable, quote(correction.table)),
            pairs_of(WP.correctedField, _text(correction.field)),
            pairs_of(WP.correctedFrom, _text(correction.before)),
            pairs_of(WP.correctedTo, _text(correction.after)),
            pairs_of(WP.reviewedBy, things.agent(correction.who)),
            pairs_of(WP.reviewedOn, literal(correction.when.isoformat(), datatype=XSD + "date")),
            pairs_of(WP.reason, quote(correction.why)),
        )


def _label(correction: AppliedCorrection) -> str:
    """The change in a few words."""
    if not correction.field:
        return f"{correction.table} {correction.kind}"
    return f"{correction.field}: {cut(correction.before)} -> {cut(correction.after)}"


def _text(text: str) -> str:
    """A plain literal; empty for nothing to say."""
    return quote(text) if text else ""
