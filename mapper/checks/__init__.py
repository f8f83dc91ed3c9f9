"""Judges one document's graph: structure shapes, which must hold, and audit shapes, which give findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.checks.compiler import compile_shapes
from mapper.checks.engine import read_triples, run_shapes
from mapper.checks.finding import PREDICATES, Finding, make_findings
from mapper.checks.quads import findings_quads
from mapper.checks.reference import run_reference
from mapper.checks.report import Result, StructureReport
from mapper.resources import ontology_file

__all__ = [
    "Finding",
    "ReferenceReport",
    "Result",
    "StructureReport",
    "audit",
    "check_structure",
    "findings_quads",
    "reference_report",
]

_STRUCTURE = "shapes/structure.ttl"
_AUDIT = "shapes/audit.ttl"


@dataclass(frozen=True, slots=True)
class ReferenceReport:
    """What pySHACL finds; no findings where the structure does not conform."""

    structure: StructureReport
    findings: tuple[Finding, ...]


def check_structure(quads: Sequence[str], things: Sequence[str]) -> StructureReport:
    """Judge the lines of a document's graph with those of the things that it names.

    Lines are canonical N-Quads, each triple once, as `mapper.graph.document_graph` gives them.
    """
    return StructureReport(tuple(run_shapes(ontology_file(_STRUCTURE), quads, things)))


def audit(quads: Sequence[str], things: Sequence[str]) -> list[Finding]:
    """The contradictions of a document with itself, in the order of their lines; only for a graph that conforms."""
    path = ontology_file(_AUDIT)
    compiled = compile_shapes(path)
    triples = read_triples(compiled.predicates | PREDICATES, quads, things)
    return make_findings(run_shapes(path, quads, things, triples), triples, compiled.notes)


def reference_report(quads: Sequence[str], things: Sequence[str]) -> ReferenceReport:
    """The same by pySHACL throughout: structure first, findings only where it conforms. Takes seconds."""
    structure = StructureReport(tuple(run_reference(ontology_file(_STRUCTURE), quads, things)))
    if not structure.conforms:
        return ReferenceReport(structure, ())
    path = ontology_file(_AUDIT)
    notes = compile_shapes(path).notes
    triples = read_triples(PREDICATES, quads, things)
    return ReferenceReport(structure, tuple(make_findings(run_reference(path, quads, things), triples, notes)))
