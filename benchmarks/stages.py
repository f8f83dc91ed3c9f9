"""Times each stage of the pipeline on generated plans: documents/s, quads/s, peak memory; rdflib beside it.

    python benchmarks/stages.py --documents 100 --rounds 3

Stages are timed one after another in one process, round by round; the median round is printed with the fastest and
slowest. Every round reads plans that the process has not seen, so that nothing kept from one helps the next. On a
shared machine compare ratios within one run, not seconds between runs.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from generate import write_plans

Result = TypeVar("Result")
BASE = "https://example.org/workplan/"
TIMES: dict[str, list[float]] = {}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        batches = [
            write_plans(Path(folder) / f"plans-{number}", arguments.documents, arguments.seed + number)
            for number in range(arguments.rounds)
        ]
        first = write_plans(Path(folder) / "first", 1, arguments.seed + arguments.rounds)[0]
        lines = sum(path.read_text(encoding="utf-8").count("\n") for path in batches[-1])
        print(
            f"{arguments.documents} generated plans a round, {lines / arguments.documents:.0f} lines each, "
            f"{arguments.rounds} rounds\n"
        )
        measure(first, batches, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"\npeak memory of the whole run: {peak:,.0f} MiB")


def measure(first: Path, batches: list[list[Path]], folder: Path) -> None:
    """Run and print every stage; `first` is read before the clock starts, each batch once."""
    import pyoxigraph
    import rdflib

    from mapper.checks import audit, check_structure
    from mapper.graph import document_graph
    from mapper.readers import read_plan
    from mapper.source import read_source

    read_plan(read_source(first))  # patterns are compiled once
    rounds, paths = len(batches), batches[-1]
    unnumbered, numbered = iter(batches), []
    timed(
        "number and mask lines",
        rounds,
        len(paths),
        lambda: numbered.append([read_source(path) for path in next(unnumbered)]),
    )
    unread = iter(numbered)
    reads = timed("read records", rounds, len(paths), lambda: [read_plan(text) for text in next(unread)])
    records = sum(len(read.records) + len(read.relations) for read in reads)
    document_graph(reads[0], base=BASE)  # record classes and the ontology are compiled once
    graphs = timed(
        "records to N-Quads", rounds, len(paths), lambda: [document_graph(read, base=BASE) for read in reads]
    )
    quads = sum(len(graph.quads) + len(graph.things) for graph in graphs)
    check_structure(graphs[0].quads, graphs[0].things)
    audit(graphs[0].quads, graphs[0].things)
    timed("structure shapes", rounds, len(paths), lambda: [check_structure(g.quads, g.things) for g in graphs])
    timed("audit shapes", rounds, len(paths), lambda: [audit(g.quads, g.things) for g in graphs])
    text = "\n".join(line for graph in graphs for line in graph.quads) + "\n"

    def load() -> pyoxigraph.Store:
        with tempfile.TemporaryDirectory(dir=folder) as store_folder:
            store = pyoxigraph.Store(store_folder)
            store.bulk_load(input=text, format=pyoxigraph.RdfFormat.N_QUADS)
            store.optimize()
            return store

    timed("load and optimise the store", rounds, len(paths), load)
    terms = list(pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.N_QUADS))
    rdflib_terms = list(rdflib_quads(text))

    def rdflib_way() -> int:
        dataset = rdflib.Dataset()
        dataset.addN(rdflib_terms)
        return len(dataset.serialize(format="nquads"))

    timed("rdflib: add and serialise the same quads", rounds, len(paths), rdflib_way)
    timed(
        "pyoxigraph: serialise the same quads",
        rounds,
        len(paths),
        lambda: pyoxigraph.serialize(terms, format=pyoxigraph.RdfFormat.N_QUADS),
    )
    print(f"\n{records:,} records and relations, {quads:,} quads, {len(terms):,} of them in documents' graphs")
    ours = quads / statistics.median(TIMES["records to N-Quads"])
    theirs = len(terms) / statistics.median(TIMES["rdflib: add and serialise the same quads"])
    print(f"records to N-Quads: {ours:,.0f} quads/s; rdflib {theirs:,.0f} quads/s; ratio {ours / theirs:.1f}")


def rdflib_quads(text: str) -> Iterator[tuple[Any, Any, Any, Any]]:
    """The quads as rdflib's own terms, so that only its store and serialiser are timed."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="nquads")
    for subject, predicate, value, graph in dataset.quads():
        yield subject, predicate, value, rdflib.Graph(identifier=graph)


def timed(name: str, rounds: int, documents: int, work: Callable[[], Result]) -> Result:
    """Run `work` `rounds` times, print its median, fastest and slowest; the last result."""
    TIMES[name] = []
    for _ in range(rounds):
        start = perf_counter()
        result = work()
        TIMES[name].append(perf_counter() - start)
    middle = statistics.median(TIMES[name])
    print(
        f"{name:40}{middle:8.3f} s  ({min(TIMES[name]):.3f} to {max(TIMES[name]):.3f})"
        f"{documents / middle:12,.1f} documents/s{1000 * middle / documents:10.2f} ms each"
    )
    return result


if __name__ == "__main__":
    main()
