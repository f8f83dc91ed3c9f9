"""Times every saved question on a release: with its defaults, looked up, and by a word.

    python benchmarks/series.py plans --documents 2000
    workplan build plans --release my-release
    python benchmarks/questions.py my-release --rounds 3

Looked up means: with municipality, department, year and document given, as far as the question has them; a question
that has none of the four is asked with its defaults only. Prints a row a question, the slowest first: rows and median
seconds. The time is the processor's, for the query and for reading its rows; the start of Python, opening the store,
and a first run that warms it up are not in it. A question that takes longer than `--timeout` by the clock, all rounds
together, is ended.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from threading import Timer
from time import process_time
from typing import Final, NamedTuple

from mapper.catalog import Catalog, SavedQuery, ask
from mapper.store import Store, open_store
from mapper.store.answer import Rows

LOOKED_UP: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?municipality ?department ?year ?doc (COUNT(?statement) AS ?statements) WHERE {
  ?plan a wp:DepartmentPlan ; wp:municipality ?body ; wp:department ?office .
  ?plan wp:planYear ?year ; wp:document ?document .
  ?document wp:documentId ?doc .
  ?body rdfs:label ?municipality .
  ?office rdfs:label ?department .
  ?statement wp:plan ?plan .
}
GROUP BY ?municipality ?department ?year ?doc
ORDER BY DESC(?statements) ?municipality ?department ?year ?doc
LIMIT 1
"""
"""The plan with most statements."""
ASKED: Final = ("defaults", "looked up", "by a word")


class Timing(NamedTuple):
    """A question's time; seconds are None where it was ended."""

    seconds: float | None
    rows: int

    @property
    def order(self) -> float:
        """What times are sorted by."""
        return float("inf") if self.seconds is None else self.seconds

    def __str__(self) -> str:
        """Rows and seconds as cells of a table."""
        return " | ended" if self.seconds is None else f"{self.rows:,} | {self.seconds:.3f}"


class Clock:
    """Times questions on a release, in a process of its own, which a question that takes too long is ended with."""

    def __init__(self, release: Path, rounds: int, timeout: float) -> None:
        self._release, self._rounds, self._timeout = release, rounds, timeout
        self._worker: ProcessPoolExecutor | None = None

    def time(self, name: str, values: Mapping[str, str]) -> Timing:
        """The median time of a question."""
        if self._worker is None:
            self._worker = ProcessPoolExecutor(1, get_context("spawn"), _open, (self._release,))
        run = self._worker.submit(_time, name, values, self._rounds)
        (process,) = self._worker._processes.values()
        ending = Timer(self._timeout, process.kill)
        ending.start()
        try:
            return run.result()
        except BrokenProcessPool:
            self._worker = None
            return Timing(None, 0)
        finally:
            ending.cancel()


def time_questions(
    clock: Clock, plan: Mapping[str, str], names: str, word: str
) -> Iterator[tuple[SavedQuery, Mapping[str, Timing]]]:
    """The times of all questions whose id holds one of the names, by the way they are asked."""
    catalog = Catalog()
    for question in (catalog.load(name) for name in catalog.ids):
        if names and not any(name in question.id for name in names.split(",")):
            continue
        known = {parameter.name for parameter in question.parameters}
        given: dict[str, str] = {name: value for name, value in plan.items() if name in known}
        by_word = {"word": word} if "word" in known else {}
        ways: dict[str, dict[str, str]] = {"defaults": {}, "looked up": given, "by a word": by_word}
        yield (
            question,
            {way: clock.time(question.id, ways[way]) for way in ASKED if way == "defaults" or ways[way]},
        )


_opened: list[Store] = []
"""The store of the process that times."""


def _open(release: Path) -> None:
    """Open the store that is asked."""
    _opened.append(open_store(release))


def _time(name: str, values: Mapping[str, str], rounds: int) -> Timing:
    """The median of some rounds after a first one."""
    (store,), question = _opened, Catalog().load(name)
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
    parser.add_argument("--timeout", type=float, default=120, help="seconds after which a question is ended")
    options = parser.parse_args()
    found = open_store(options.release).query(LOOKED_UP)
    assert isinstance(found, Rows)
    plan = {name: str(value) for name, value in next(iter(found)).items()}
    clock, timings = Clock(options.release, options.rounds, options.timeout), []
    for question, times in time_questions(clock, plan, options.questions, options.word):
        cells = "; ".join(f"{way}: {time}" for way, time in times.items())
        print(f"{question.id}: {cells}", file=sys.stderr, flush=True)
        timings.append((max(time.order for time in times.values()), question.id, times))
    print("| question |", " | ".join(f"{way}: rows | s" for way in ASKED), "|\n|---" + "|---" * 2 * len(ASKED) + "|")
    for _, name, times in sorted(timings, key=lambda timing: (-timing[0], timing[1])):
        print(f"| `{name}` |", " | ".join(str(times.get(way, " | ")) for way in ASKED), "|")


if __name__ == "__main__":
    main()
