"""Reads plans to records on one core: plans of 400 lines a second of the processor, and the peak of memory.

    python benchmarks/reading.py documents
    python benchmarks/reading.py --generate 60 --seed 7

Every plan is read once, after one that is not counted, so that patterns are compiled and nothing kept from a plan helps
itself. The time is the processor's, from the bytes of the file to records and relations; it is told for 400 lines of
each plan, as the median, the fastest and the slowest. Interpreters differ: one built without its optimisations takes a
quarter more.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

LINES = 400


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--generate", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    if arguments.folder is not None:
        plans = (path for path in arguments.folder.iterdir() if path.suffix in {".txt", ".md", ".html"})
        measure(sorted(path for path in plans if path.stem != "README"))
        return
    from generate import write_plans

    with tempfile.TemporaryDirectory() as folder:
        measure(write_plans(Path(folder), arguments.generate, arguments.seed))


def measure(paths: Sequence[Path]) -> None:
    """Read the plans and print; the last of them is read first, uncounted, and once more in its turn."""
    from mapper.readers import read_plan
    from mapper.source import read_source

    if not paths:
        sys.exit("No plan to read: name a folder with .txt, .md or .html files.")
    read_plan(read_source(paths[-1]))
    times: list[float] = []
    for path in paths:
        begun = process_time()
        text = read_source(path)
        read_plan(text)
        times.append((process_time() - begun) / max(1, len(text.lines)) * LINES)
    median = statistics.median(times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"Python {platform.python_version()} ({platform.python_compiler()})")
    print(
        f"{len(paths)} plans: {1000 * median:.0f} ms of the processor for {LINES} lines ({1000 * min(times):.0f} to "
        f"{1000 * max(times):.0f}), {1 / median:.1f} such plans a second; peak memory {peak:,.0f} MiB"
    )


if __name__ == "__main__":
    main()
