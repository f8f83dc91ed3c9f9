"""Times every saved question on a release: with its defaults, and with a municipality given where it asks for one.

    python -m tests.generator plans --count 2000 --seed 1
    workplan build plans --release my-release
    python benchmarks/questions.py my-release --rounds 3

Prints a row a question, the slowest first: rows and median seconds. The time is the processor's, for the query and
for reading its rows; the start of Python, opening the store, and a first run that warms it up are not in it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import NamedTuple

from mapper.catalog import Catalog, SavedQuery, ask
from mapper.store import Store, open_store
from mapper.store.answer import Rows

MUNICIPALITIES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?name (COUNT(?plan) AS ?plans) WHERE {
  ?plan a wp:DepartmentPlan ; wp:municipality ?body .
  ?body rdfs:label ?name .
}
GROUP BY ?name
ORDER BY DESC(?plans) ?name
LIMIT 1
"""
"""The municipality with most plans."""


class Timing(NamedTuple):
    """A question's time."""

    seconds: float
    rows: int
    question: str
    given: str


def time_questions(store: Store, names: str, rounds: int) -> Iterator[Timing]:
    """The times of all questions whose id holds one of the names."""
    catalog = Catalog()
    found = store.query(MUNICIPALITIES)
    town = str(next(iter(found))["name"]) if isinstance(found, Rows) else ""
    for question in (catalog.load(name) for name in catalog.ids):
        if names and not any(name in question.id for name in names.split(",")):
            continue
        yield _time(store, question, {}, rounds)
        if any(parameter.name == "municipality" for parameter in question.parameters):
            yield _time(store, question, {"municipality": town}, rounds)


def _time(store: Store, question: SavedQuery, values: Mapping[str, str], rounds: int) -> Timing:
    """The median of some rounds after a first one."""
    rows, times = len(ask(store, question, values)), []
    for _ in range(rounds):
        start = process_time()
        ask(store, question, values)
        times.append(process_time() - start)
    return Timing(statistics.median(times), rows, question.id, " ".join(values.values()))


def main() -> None:
    """Print the times as a table."""
    parser = argparse.ArgumentParser(description="Times every saved question on a release.")
    parser.add_argument("release", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--questions", default="", help="ids, or parts of them, parted by commas")
    options = parser.parse_args()
    store = open_store(options.release)
    timings = []
    for timing in time_questions(store, options.questions, options.rounds):
        print(f"{timing.seconds:9.3f} {timing.question} {timing.given}", file=sys.stderr, flush=True)
        timings.append(timing)
    print("| question | municipality | rows | seconds |\n|---|---|---|---|")
    for timing in sorted(timings, reverse=True):
        print(f"| `{timing.question}` | {timing.given} | {timing.rows:,} | {timing.seconds:.3f} |")


if __name__ == "__main__":
    main()
