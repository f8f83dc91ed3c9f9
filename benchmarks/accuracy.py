"""How well the program reads plans whose tables are known: precision and recall by table and by layout feature.

    python benchmarks/accuracy.py --generate 2000 --seed 7 --noise 1
    python benchmarks/accuracy.py FOLDER --worst 20

FOLDER holds texts (`<doc>.txt`), `gold/<doc>/<table>.csv`, and, where a generator wrote them, `features.json` (document
to its layout features); without FOLDER invented plans are generated. The plans go the whole way: build, release, saved
table questions.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import mapper  # noqa: E402
from mapper.pipeline import build  # noqa: E402
from tests.generator import write  # noqa: E402
from tests.scoring import EXACT, FINDINGS, Score, read_table, score  # noqa: E402

BATCH = 200
"""Documents a release: the questions of a table run over all of them at once."""
Scores = dict[tuple[str, str], Score]
"""By document and table."""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--generate", type=int, default=200, help="plans to generate where no folder is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--planted", type=float, default=0.0, help="share of plans with contradictions")
    parser.add_argument("--worst", type=int, default=10, help="documents to name")
    parser.add_argument("--show", type=int, default=0, help="rows missed and surplus to print per table")
    parser.add_argument("--table", action="append", help="only these tables")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        if arguments.folder is None:
            arguments.folder = Path(made)
            write(made, arguments.generate, arguments.seed, arguments.noise, arguments.planted)
        report(arguments)


def report(arguments: argparse.Namespace) -> None:
    """Read, score and print the plans of a folder."""
    features = arguments.folder / "features.json"
    tags: dict[str, list[str]] = json.loads(features.read_text(encoding="utf-8"))["docs"] if features.exists() else {}
    scores = {
        key: result
        for key, result in read_and_score(arguments.folder).items()
        if not arguments.table or key[1] in arguments.table
    }
    print_tables(scores, arguments.show)
    print_features(scores, tags)
    print_worst(scores, arguments.worst)


def read_and_score(folder: Path) -> Scores:
    """Every document of the folder, read and compared."""
    paths = sorted(path for path in folder.iterdir() if (folder / "gold" / path.stem).is_dir() and path.is_file())
    found: Scores = {}
    for first in range(0, len(paths), BATCH):
        batch = paths[first : first + BATCH]
        with tempfile.TemporaryDirectory() as release:
            report = build(batch, Path(release) / "release")
            for failure in report.failures:
                print(f"failed: {failure.message}")
            found.update(_score_release(mapper.open_release(Path(release) / "release"), folder, batch))
        print(f"{first + len(batch)} of {len(paths)}", file=sys.stderr)
    return found


def _score_release(release: mapper.Release, folder: Path, paths: list[Path]) -> Iterator[tuple[tuple[str, str], Score]]:
    """The tables of one release against those that are known."""
    for table in EXACT:
        rows = defaultdict(list)
        for row in release.ask(f"tables/{table}"):
            rows[row["doc"]].append(row)
        for path in paths:
            gold = read_table(folder / "gold" / path.stem / f"{table}.csv")
            yield (path.stem, table), score(table, gold, rows[path.stem])


def pool(scores: Scores, docs: set[str] | None = None, tables: set[str] | None = None) -> Score:
    """One score over documents and tables."""
    pooled = Score()
    for (doc, table), result in scores.items():
        if (docs is None or doc in docs) and (tables is None or table in tables):
            pooled.add(result)
    return pooled


def print_tables(scores: Scores, show: int) -> None:
    """A line a table, findings apart."""
    print(f"{'table':18}{'gold':>8}{'rows':>8}{'P':>8}{'R':>8}{'F1':>8}{'A':>8}")
    for table in EXACT:
        result = pool(scores, tables={table})
        if not result.gold and not result.given:
            continue
        _print_line(table, result)
        for row in result.missed[:show]:
            print("    missed ", {key: value for key, value in row.items() if value not in (None, "")})
        for row in result.surplus[:show]:
            print("    surplus", {key: value for key, value in row.items() if value not in (None, "")})
    _print_line("all but findings", pool(scores, tables=set(EXACT) - {FINDINGS}))


def print_features(scores: Scores, tags: dict[str, list[str]]) -> None:
    """A line a layout feature, the worst first: documents that have it, and their figures without findings."""
    docs: dict[str, set[str]] = defaultdict(set)
    for doc, names in tags.items():
        for name in names:
            docs[name].add(doc)
    pooled = {name: pool(scores, members, set(EXACT) - {FINDINGS}) for name, members in docs.items()}
    for name, result in sorted(pooled.items(), key=lambda item: item[1].f1):
        _print_line(f"{name} ({len(docs[name])})", result, 40)


def print_worst(scores: Scores, count: int) -> None:
    """The documents that were read worst, each with its tables that lost rows."""
    by_doc = {doc: pool(scores, {doc}) for doc in {doc for doc, _ in scores}}
    for doc, result in sorted(by_doc.items(), key=lambda item: item[1].f1)[:count]:
        lost = [
            f"{table} -{len(scores[doc, table].missed)} +{len(scores[doc, table].surplus)}"
            for table in EXACT
            if (doc, table) in scores and (scores[doc, table].missed or scores[doc, table].surplus)
        ]
        print(f"{doc}: {result.f1:.3f}  {', '.join(lost)}")


def _print_line(name: str, result: Score, width: int = 18) -> None:
    """Counts and rates of one score."""
    rates = f"{result.precision:8.3f}{result.recall:8.3f}{result.f1:8.3f}{result.attributes:8.3f}"
    print(f"{name:{width}}{result.gold:8}{result.given:8}{rates}")


if __name__ == "__main__":
    main()
