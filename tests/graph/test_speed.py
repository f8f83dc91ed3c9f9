"""Writing is many times faster than rdflib's serialisation of the same quads; benchmarks/ measures both in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from mapper.graph import document_graph
from mapper.records import BudgetStatement
from tests.graph.sample import BASE, BUDGETS, PLAN, document

LEAST_RATIO = 8
"""About 20 on a quiet machine; the test has to hold on a busy one."""


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest run."""
    times = []
    for _ in range(runs):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def budgets(count: int) -> list[BudgetStatement]:
    """Many statements with amounts of their own."""
    return [replace(BUDGETS[n % 10], amount_krw=n, printed=f"{n:,}", block=f"t{n}") for n in range(count)]


@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")  # rdflib 7.6 calls its own deprecated names
def test_records_become_lines_many_times_faster_than_in_rdflib() -> None:
    read = document((PLAN, *budgets(150)))
    graph = document_graph(read, base=BASE)
    quads = list(parse("\n".join(graph.quads), format=RdfFormat.N_QUADS))

    def by_rdflib() -> object:
        dataset = rdflib.Dataset()
        context = dataset.graph(rdflib.URIRef(graph.graph))
        for quad in quads:
            datatype = getattr(quad.object, "datatype", None)
            value = (
                rdflib.Literal(quad.object.value, datatype=datatype.value)
                if datatype
                else rdflib.URIRef(quad.object.value)
            )  # type: ignore[union-attr]
            context.add((rdflib.URIRef(quad.subject.value), rdflib.URIRef(quad.predicate.value), value))  # type: ignore[union-attr]
        return dataset.serialize(format="nquads")

    theirs = best_of(2, by_rdflib)
    ours = best_of(5, lambda: document_graph(read, base=BASE))
    assert theirs / ours > LEAST_RATIO
