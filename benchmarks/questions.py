"""Times every saved question on a release: with its defaults, looked up, and by a word.

    python benchmarks/series.py plans --documents 2000
    workplan build plans --release my-release
    python benchmarks/questions.py my-release --rounds 3

Looked up means: with municipality, department and year given, as far as the question has them; a question that has
none of the three is asked with its defaults only. Prints a row a question, the slowest first: rows and median seconds.
The time is the processor's, for the query and for reading its rows; the start of Python, opening the store, and a
first run that warms it up are not in it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

from mapper.catalog import Catalog, SavedQuery, ask
from mapper.store import Store, open_store
from mapper.store.answer import Rows

LOOKED_UP: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?municipality ?department ?year (COUNT(?statement) AS ?statements) WHERE {
  ?plan a wp:DepartmentPlan ; wp:municipality ?body ; wp:department ?office ; wp:planYear ?year .
  ?body rdfs:label ?municipality .
  ?office rdfs:label ?department .
  ?statement wp:plan ?plan .
}
GROUP BY ?municipality ?department ?year
ORDER BY DESC(?statements) ?municipality ?department ?year
LIMIT 1
"""
"""The plan with most statements."""
ASKED: Final = ("defaults", "looked up", "by a word")


class Timing(NamedTuple):
    """A question's time."""

    seconds: float
    rows: int


def time_questions(
    store: Store, names: str, rounds: int, word: str
) -> Iterator[tuple[SavedQuery, Mapping[str, Timing]]]:
    """The times of all questions whose id holds one of the names, by the way they are asked."""
    catalog = Catalog()
    found = store.query(LOOKED_UP)
    assert isinstance(found, Rows)
    plan = {name: str(value) for name, value in next(iter(found)).items()}
    for question in (catalog.load(name) for name in catalog.ids):
        if names and not any(name in question.id for name in names.split(",")):
            continue
        known = {parameter.name for parameter in question.parameters}
        given = {name: plan[name] for name in ("municipality", "department", "year") if name in known}
        ways = {"defaults": {}, "looked up": given, "by a word": {"word": word} if "word" in known else {}}
        yield (
            question,
            {way: _time(store, question, ways[way], rounds) for way in ASKED if way == "defaults" or ways[way]},
        )


def _time(store: Store, question: SavedQuery, values: Mapping[str, str], rounds: int) -> Timing:
    """The median of some rounds after a first one."""
    rows, times = len(ask(store, question, values)), []
    for _ in range(rounds):
        start = process_time()
        ask(store, question, values)
        times.append(process_time() - start)
    return Timing(statistics.median(times), rows)


def main() -> None:
    """Print the times as a table."""
    parser = argparse.ArgumentParser(description="Times every saved question on a release.")
    parser.add_argument("release", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--questions", default="", help="ids, or parts of them, parted by commas")
    parser.add_argument("--word", default="교육", help="what questions by a word are asked for")
    options = parser.parse_args()
    store = open_store(options.release)
    timings = []
    for question, times in time_questions(store, options.questions, options.rounds, options.word):
        cells = "; ".join(f"{way}: {time.seconds:.3f} s, {time.rows:,} rows" for way, time in times.items())
        print(f"{question.id}: {cells}", file=sys.stderr, flush=True)
        timings.append((max(time.seconds for time in times.values()), question.id, times))
    print("| question |", " | ".join(f"{way}: rows | s" for way in ASKED), "|\n|---" + "|---" * 2 * len(ASKED) + "|")
    for _, name, times in sorted(timings, key=lambda timing: (-timing[0], timing[1])):
        cells = [f"{times[way].rows:,} | {times[way].seconds:.3f}" if way in times else " | " for way in ASKED]
        print(f"| `{name}` |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
