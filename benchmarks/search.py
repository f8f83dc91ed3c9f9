"""Times look-ups in an index of a million rows, and what the index costs: time to build it, bytes.

    python benchmarks/search.py --rows 1000000 --rounds 20

Rows come from generated plans that are read once; each further document has them with names, municipality and year of
its own. The time is that of `SearchIndex.search`: neither the start of Python nor the opening of the file is in it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from generate import SYLLABLES, TEAMS, write_plans

from mapper.graph import document_graph
from mapper.readers import read_plan
from mapper.search.finding import SearchIndex
from mapper.search.index import Source, build_index
from mapper.search.rows import SearchRow, make_rows, write_rows
from mapper.source import read_source

BASE = "https://example.org/workplan/"
PLANS = 20
WORDS = [
    "스마트",
    "어린이",
    "전통시장",
    "보건소",
    "둘레길",
    "행정",
    "생활",
    "공영",
    "디지털",
    "친환경",
    "체육관",
    "버스",
]
MUNICIPALITY = "가나시"
"""That of the first document."""
LOOKUPS: list[tuple[str, dict[str, object]]] = [
    ("공공와이파이", {}),
    ("공공 와이파이", {}),
    ("예산", {}),
    ("예 산", {}),
    ("구축", {}),
    ("가온누리", {}),
    ("누리집 개편", {}),
    ("와이파", {}),
    ("budget wifi", {}),
    ("planned server", {}),
    ("구", {}),
    ("2024", {}),
    ("2024년 소식지 예산", {}),
    ("안전체험 -교육", {}),
    ('"노후 장비 교체" 스마트', {}),
    ("둘레길 주차장 조성", {"year": 2025}),
    ("예산", {"kind": "milestones", "year": 2023}),
    ("운영", {"municipality": MUNICIPALITY, "kind": "duties"}),
    ("교육 교체 구축 확충", {}),
    ("공공와이화이", {}),
    ("없는말뿐인질문", {}),
]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="Folder for the index; used again where it is there.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = (arguments.keep or Path(folder)) / f"search-{arguments.rows}.sqlite"
        if not index.exists():
            measure_build(index, Path(folder), arguments.rows, arguments.seed)
        measure_lookups(index, arguments.rounds)


def measure_build(index: Path, folder: Path, rows: int, seed: int) -> None:
    """Write the rows of documents, then their index; print what each costs."""
    paths = write_plans(folder / "plans", PLANS, seed)
    reads = [read_plan(read_source(path)) for path in paths]
    iris = [document_graph(read, base=BASE).record_iris for read in reads]
    start = process_time()
    plans = [list(make_rows(read, named)) for read, named in zip(reads, iris, strict=True)]
    texts = [write_rows(plan) for plan in plans]
    took = process_time() - start
    print(f"rows of a document: {1000 * took / PLANS:.1f} ms, {sum(map(len, plans)) / PLANS:.0f} rows, ", end="")
    print(f"{sum(len(text.encode()) for text in texts) / PLANS / 1024:.0f} KiB")
    parts, written = {}, 0
    for number, changed in enumerate(vary(plans, random.Random(seed))):
        if written >= rows:
            break
        parts[f"plan-{number:05}"] = path = folder / f"{number:05}.jsonl"
        path.write_text(write_rows(changed), encoding="utf-8")
        written += len(changed)
    build_and_print(f"index of {written:,} rows of {len(parts):,} documents", Source(index, parts, "p", BASE), None)
    size = index.stat().st_size
    print(f"{size / 2**20:,.0f} MiB, {size / written:.0f} bytes a row")
    path = folder / "changed.jsonl"
    path.write_text(write_rows(next(vary(plans, random.Random(seed + 1)))), encoding="utf-8")
    again = Source(folder / "again.sqlite", {**parts, "plan-00000": path}, "p", BASE)
    build_and_print("the same with one document changed", again, Source(index, parts, "p", BASE))
    again.file.unlink()


def build_and_print(what: str, source: Source, previous: Source | None) -> None:
    """Build an index and print its time."""
    start = process_time()
    build_index(source, previous)
    took = process_time() - start
    print(f"{what}: {took:.1f} s of the processor, {1000 * took / len(source.parts):.1f} ms a document", flush=True)


def vary(plans: list[list[SearchRow]], chance: random.Random) -> Iterator[list[SearchRow]]:
    """Documents without end: the rows of a plan with words, municipality and year of their own."""
    municipality = MUNICIPALITY
    while True:
        department = chance.choice(TEAMS) + chance.choice(["과", "담당관", "정책과", "지원과"])
        shift = chance.randint(-3, 3)
        words = [f"{chance.choice(WORDS)}{''.join(chance.sample(SYLLABLES, 2))}" for _ in range(30)]
        yield [
            row._replace(
                iri=f"{row.iri.rpartition('/')[0]}/{chance.getrandbits(48):012x}",
                municipality=municipality,
                department=department,
                year=row.year + shift if row.year else None,
                name=f"{chance.choice(words)} {row.name}" if row.name and chance.random() < 0.7 else row.name,
                texts=[f"{text} {chance.choice(words)}" for text in row.texts],
                amount_krw=chance.randint(1, 90_000) * 1000 if row.amount_krw else None,
            )
            for row in chance.choice(plans)
        ]
        municipality = "".join(chance.sample(SYLLABLES, 2)) + chance.choice("시군구")


def measure_lookups(index: Path, rounds: int) -> None:
    """Time every look-up, in another order each round."""
    searching = SearchIndex(index)
    times: dict[int, list[float]] = {place: [] for place in range(len(LOOKUPS))}
    worked: dict[int, list[float]] = {place: [] for place in range(len(LOOKUPS))}
    first: list[float] = []
    for number in range(rounds + 1):
        for place in random.Random(number).sample(range(len(LOOKUPS)), len(LOOKUPS)):
            words, filters = LOOKUPS[place]
            start, processor = perf_counter(), process_time()
            searching.search(words, **filters)  # type: ignore[arg-type]
            worked[place].append(1000 * (process_time() - processor))
            took = 1000 * (perf_counter() - start)
            (times[place] if number else first).append(took)
    print(f"\n{'look-up':44}{'median':>8}{'p95':>8}{'processor':>11} ms")
    for place, (words, filters) in enumerate(LOOKUPS):
        shown = " ".join((words, *(f"{name}={value}" for name, value in filters.items())))
        print(
            f"{shown:44}{statistics.median(times[place]):8.1f}{percentile(times[place]):8.1f}{statistics.median(worked[place]):11.1f}"
        )
    together = [took for entry in times.values() for took in entry]
    work = [took for entry in worked.values() for took in entry]
    print(f"{'all':44}{statistics.median(together):8.1f}{percentile(together):8.1f}{statistics.median(work):11.1f}")
    print(f"{'processor, 95 of 100':44}{'':16}{percentile(work):11.1f}")
    print(f"{'first time, nothing read yet':44}{statistics.median(first):8.1f}{percentile(first):8.1f}")


def percentile(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


if __name__ == "__main__":
    main()
