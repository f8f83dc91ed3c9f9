"""Graphs of hand-made records, and what the shapes say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mapper.checks import Finding, audit, check_structure
from mapper.graph import DocumentGraph, document_graph
from mapper.records import Record, Relation
from mapper.records.document import ReadDocument
from mapper.relations import imply_relations
from tests.relations.made import lines_of, plan

BASE = "https://example.org/workplan/"
DOC = "hanbit-2024"


def graph_of(
    records: Sequence[Record], texts: Mapping[int, str] | None = None, relations: Sequence[Relation] | None = None
) -> DocumentGraph:
    """The graph of records, with the relations that they imply or with those given."""
    lines = lines_of(texts or {})
    ordered = sorted(records, key=lambda record: record.span)
    if not any(record.table == "documents" for record in ordered):
        ordered.insert(0, plan())
    implied = imply_relations(ordered, lines) if relations is None else tuple(relations)
    read = ReadDocument(
        doc=DOC,
        digest="0" * 64,
        media_type="text/plain",
        lines=tuple(lines),
        records=tuple(ordered),
        relations=implied,
        issues=(),
        account=(),
    )
    return document_graph(read, base=BASE)


def findings_of(
    records: Sequence[Record], texts: Mapping[int, str] | None = None, relations: Sequence[Relation] | None = None
) -> list[Finding]:
    """The findings about records whose graph is sound."""
    graph = graph_of(records, texts, relations)
    assert check_structure(graph.quads, graph.things).conforms
    return audit(graph.quads, graph.things)


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    """Kind, expected, found and lines of each finding."""
    return [(finding.kind, finding.expected, finding.found, finding.lines) for finding in findings]
