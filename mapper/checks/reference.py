"""The same shapes run by pySHACL: the reference, and what is left over where a shape is not compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.checks.report import SH, Result
from mapper.graph import ontology_graph_quads
from mapper.keys import DEFAULT_BASE

if TYPE_CHECKING:
    from rdflib import Graph


def run_reference(
    path: Path, quads: Iterable[str], things: Iterable[str], shapes: tuple[str, ...] = ()
) -> list[Result]:
    """Validate one graph (the document's, with the things and concepts that it names); all shapes if none is named."""
    import pyshacl

    data, shacl = _read_data([*quads, *things]), _read_shapes(path, shapes)
    _, report, _ = pyshacl.validate(data, shacl_graph=shacl, advanced=True, inplace=True)
    return sorted(set(_results(report)))


@cache
def _read_shapes(path: Path, shapes: tuple[str, ...]) -> Graph:
    """A Turtle file of shapes; where some are named, only they keep their targets.

    (pySHACL's own `use_shapes` leaves out the property shapes of those it is given.)
    """
    from rdflib import SH as TERMS
    from rdflib import Graph

    graph = Graph().parse(path, format="turtle")
    for target in (TERMS.targetClass, TERMS.targetNode, TERMS.targetSubjectsOf, TERMS.targetObjectsOf):
        for shape in list(graph.subjects(target, None)):
            if shapes and str(shape) not in shapes:
                graph.remove((shape, target, None))
    return graph


@cache
def _concept_lines() -> dict[str, list[str]]:
    """The triples of each node of the ontology's graph."""
    found: dict[str, list[str]] = {}
    for line in ontology_graph_quads(DEFAULT_BASE):
        found.setdefault(line.split(" ", 1)[0], []).append(line)
    return found


def _read_data(lines: Sequence[str]) -> Graph:
    """One graph of all the lines and of the concepts that they name, each triple once."""
    from rdflib import Graph

    concepts = _concept_lines()
    named = {term for line in lines if (term := line.split(" ", 3)[2]) in concepts and "-" in term}
    wanted = [line for term in sorted(named) for line in concepts[term]]
    triples = "\n".join(line[: line.rindex(" <")] + " ." for line in (*lines, *wanted))
    return Graph().parse(data=triples, format="nt")


def _results(report: Any) -> Iterator[Result]:
    """The results of a report graph; those nested in another are details, not results."""
    from rdflib import SH as TERMS
    from rdflib import Literal, URIRef

    for node in report.objects(None, TERMS.result):
        path = report.value(node, TERMS.resultPath)
        value = report.value(node, TERMS.value)
        yield Result(
            shape=str(report.value(node, TERMS.sourceShape)),
            focus=_term(report.value(node, TERMS.focusNode)),
            path=_term(path) if isinstance(path, URIRef) else "",
            value=_term(value) if isinstance(value, URIRef | Literal) else "",
            component=str(report.value(node, TERMS.sourceConstraintComponent)),
            severity=str(report.value(node, TERMS.resultSeverity) or SH + "Violation"),
        )


def _term(node: Any) -> str:
    """A term as canonical N-Triples writes it."""
    from rdflib import Literal, URIRef

    from mapper.graph.nquads import literal

    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, Literal):
        return literal(str(node), language=node.language or "", datatype=str(node.datatype or ""))
    return f"_:{node}"
