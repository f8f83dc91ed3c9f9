"""Runs a file of shapes over one document: compiled where they compile, by pySHACL where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from mapper.checks.compiler import CompiledShapes, Target, compile_shapes
from mapper.checks.reference import run_reference
from mapper.checks.report import Result
from mapper.checks.shape import Graph
from mapper.checks.sparql import make_store
from mapper.checks.triples import Triples
from mapper.graph.closure import SUPERCLASSES
from mapper.vocabulary import CONCEPTS


def run_shapes(path: Path, quads: Sequence[str], things: Sequence[str], triples: Triples | None = None) -> list[Result]:
    """The results of all shapes of a file, sorted; `triples` are those of the lines, where they are read already."""
    compiled = compile_shapes(path)
    if triples is None:
        triples = read_triples(compiled.predicates, quads, things)
    found = list(_run_compiled(compiled, triples))
    if compiled.uncompiled:
        found += run_reference(path, quads, things, compiled.uncompiled)
    return sorted(set(found))


def read_triples(predicates: frozenset[str], quads: Iterable[str], things: Iterable[str]) -> Triples:
    """The triples of some predicates in a document's graph and in the graph of things."""
    triples = Triples(predicates)
    triples.add(quads)
    triples.add(things)
    return triples


def _run_compiled(compiled: CompiledShapes, triples: Triples) -> Iterator[Result]:
    """The results of all compiled shapes."""
    graph = Graph(triples, _codes())
    for target in compiled.targets:
        focus = [node for one in target.classes for node in triples.instances(one)]
        if focus:
            yield from target.shape.run(graph, focus)
    yield from _run_queries(compiled.targets, triples)


def _run_queries(targets: Iterable[Target], triples: Triples) -> Iterator[Result]:
    """The results of the SPARQL constraints of those shapes that have focus nodes."""
    judged = [target for target in targets if target.queries and any(map(triples.instances, target.classes))]
    if not judged:
        return
    store = make_store(triples, {iri for target in judged for query in target.queries for iri in query.iris})
    for target in judged:
        for query in target.queries:
            for node, value in query.run(store):
                yield target.shape.result(node, "SPARQL", value or node)


@cache
def _codes() -> dict[str, frozenset[str]]:
    """The concepts of the ontology by class, and by the classes above."""
    found: dict[str, set[str]] = {}
    for rdf_class, concepts in CONCEPTS.items():
        for above in SUPERCLASSES.get(rdf_class, (rdf_class,)):
            found.setdefault(f"<{above}>", set()).update(f"<{concept}>" for concept in concepts.values())
    return {rdf_class: frozenset(concepts) for rdf_class, concepts in found.items()}
