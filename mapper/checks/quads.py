"""Findings as the sorted N-Quads of a document's graph of findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mapper.checks.finding import Finding
from mapper.checks.report import SH
from mapper.graph.nodes import Nodes, label_pair, pairs_of, types_of
from mapper.graph.nquads import XSD, iri, literal, quote
from mapper.keys import finding_iri, findings_graph_iri, require_base
from mapper.vocabulary import CONCEPTS, WP

_COMPONENT: Final = iri(SH + "SPARQLConstraintComponent")


def findings_quads(findings: Sequence[Finding], *, base: str, doc: str) -> tuple[str, ...]:
    """The lines of the graph of findings about a document, sorted and unique.

    A finding's IRI comes from its shape and the relations that fail, so that it stays while the figures change.
    """
    require_base(base)
    nodes = Nodes()
    for order, finding in enumerate(findings, 1):
        node = iri(finding_iri(base, doc, finding.shape, sorted(finding.focus)))
        nodes.add(node, types_of(WP.Finding), _pairs(finding, order))
    return tuple(nodes.lines(iri(findings_graph_iri(base, doc))))


def _pairs(finding: Finding, order: int) -> Iterator[str]:
    """What is said of a finding: the columns of the table `inconsistencies`, the SHACL result, and its links."""
    kind = iri(CONCEPTS[WP.FindingKind][finding.kind])
    yield label_pair(f"{finding.kind}: {finding.expected} / {finding.found}")
    yield from pairs_of(WP.order, literal(str(order), datatype=XSD + "integer"))
    yield from pairs_of(WP.findingKind, kind)
    for term, text in (
        (WP.description, finding.message_en),
        (WP.expectedText, finding.expected),
        (WP.foundText, finding.found),
        (WP.linesText, finding.lines),
        (WP.line, finding.lines.partition(";")[0]),
    ):
        yield from pairs_of(term, quote(text) if text else "")
    for term, node in (
        (WP.document, finding.document),
        (WP.plan, finding.plan),
        (WP.municipality, finding.municipality),
        (WP.department, finding.department),
        (WP.mends, finding.mends),
    ):
        yield from pairs_of(term, iri(node) if node else "")
    for term, many in ((WP.about, finding.about), (WP.supportedBy, finding.evidence)):
        for one in many:
            yield from pairs_of(term, iri(one))
    yield from _result_pairs(finding)


def _result_pairs(finding: Finding) -> Iterator[str]:
    """The properties of a SHACL validation result; of several focus nodes the first is the result's."""
    yield f"{iri(SH + 'sourceShape')} {iri(finding.shape)}"
    yield f"{iri(SH + 'sourceConstraintComponent')} {_COMPONENT}"
    yield f"{iri(SH + 'resultSeverity')} {iri(finding.severity)}"
    yield f"{iri(SH + 'focusNode')} {iri(finding.focus[0])}"
    yield f"{iri(SH + 'resultMessage')} {literal(finding.message_en, language='en')}"
    yield f"{iri(SH + 'resultMessage')} {literal(finding.message_ko, language='ko')}"
