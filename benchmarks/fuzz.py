"""Feeds damaged files to every reader: each case ends as read or as a clear error, in time and in bounded memory.

    python benchmarks/fuzz.py --minutes 10 [--format docx] [--seed 1] [--out fuzz-failures]

A case is a small plan saved in one format, with some bytes changed: in the file as it is, or in a part of it that is
packed again, so that the damage reaches the reader behind the package. It runs in a worker with a time limit of 10
seconds and a memory limit of 1 GB. What ends otherwise than read or refused is saved; the exit code tells.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import multiprocessing
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

CASE_SECONDS = 10
WORKER_BYTES = 1024**3
TOKENS = (
    b"\x00",
    b"\xff" * 4,
    b"<",
    b">",
    b"&",
    b'"',
    b"|",
    b"\t",
    b"\n",
    b"<table>",
    b"</tr>",
    b"65535",
    b"-1",
    b"9" * 12,
)
"""What readers stumble over, to be set in."""
Mutate = Callable[[bytes, random.Random], bytes]


def mutate_bytes(content: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, removed, doubled or set in."""
    made = bytearray(content)
    for _ in range(1 + int(dice.expovariate(0.5))):
        place = dice.randrange(len(made) + 1)
        length = 1 + int(dice.expovariate(0.1))
        choice = dice.randrange(6)
        if choice == 0 and place < len(made):
            made[place] ^= 1 << dice.randrange(8)
        elif choice == 1:
            made[place : place + length] = dice.randbytes(length)
        elif choice == 2:
            del made[place : place + length]
        elif choice == 3:
            made[place:place] = dice.choice(TOKENS)
        elif choice == 4:
            made[place:place] = made[place : place + length * 20] * dice.randrange(1, 6)
        else:
            other = dice.randrange(len(made) + 1)
            made[place : place + length] = made[other : other + length]
        if dice.random() < 0.02:
            del made[place:]
    return bytes(made)


def mutate_part(content: bytes, dice: random.Random) -> bytes:
    """One part of a package changed, the package itself whole."""
    source = zipfile.ZipFile(io.BytesIO(content))
    names = source.namelist()
    chosen = dice.choice([name for name in names if name.endswith((".xml", ".hpf", ".rels"))])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            part = source.read(name)
            target.writestr(name, mutate_bytes(part, dice) if name == chosen else part)
    return stream.getvalue()


def make_samples() -> dict[str, list[tuple[bytes, Mutate]]]:
    """Small plans in each format, with the ways to damage them."""
    from benchmarks.generate import Plan
    from tests.source.docx_writer import write_docx
    from tests.source.html_writer import write_html
    from tests.source.hwp5_writer import write_hwp5
    from tests.source.hwpx_writer import write_hwpx
    from tests.source.plan_parts import parts_of

    plans = ["\n".join(list(Plan(seed).lines())[:120]) for seed in (1, 2, 3)]
    samples: dict[str, list[tuple[bytes, Mutate]]] = {}
    for plan in plans:
        parts = parts_of(plan)
        samples.setdefault("text", []).append((plan.encode(), mutate_bytes))
        samples.setdefault("html", []).append((write_html(parts), mutate_bytes))
        samples.setdefault("docx", []).extend([(write_docx(parts), mutate_part), (write_docx(parts), mutate_bytes)])
        samples.setdefault("hwpx", []).extend([(write_hwpx(parts), mutate_part), (write_hwpx(parts), mutate_bytes)])
        hwp5 = [(write_hwp5(parts, flags=flags), mutate_bytes) for flags in (0, 0, 1)]
        samples.setdefault("hwp5", []).extend(hwp5)
        if importlib.util.find_spec("tests.source.pdf_writer"):
            from tests.source.pdf_writer import write_pdf  # type: ignore[import-not-found,unused-ignore]

            samples.setdefault("pdf", []).append((write_pdf(plan), mutate_bytes))
    return samples


def work(line: Connection) -> None:
    """The worker: reads each case that comes, and says how it ended."""
    from mapper.errors import SourceError
    from mapper.readers import read_plan
    from mapper.source.detect import detect
    from mapper.source.numbered import NumberedText, read_content

    resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))
    while True:
        content = line.recv_bytes()
        try:
            lines, pages = read_content(content, detect(content, "case"), "case")
            read_plan(NumberedText("case", "0" * 64, "", lines, pages))
            line.send(("read", ""))
        except SourceError:
            line.send(("refused", ""))
        except MemoryError:
            line.send(("memory", "more than the limit"))
        except Exception as error:  # what the run is for
            line.send((f"fault {type(error).__name__}", traceback.format_exc()))


class Worker:
    """A process for cases; a new one where the last one hung or died."""

    def __init__(self) -> None:
        self.line, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=work, args=(other,), daemon=True)
        self.process.start()
        other.close()

    def run(self, content: bytes) -> tuple[str, str]:
        """How a case ends, and what is known of it."""
        try:
            self.line.send_bytes(content)
            if not self.line.poll(CASE_SECONDS):
                return "hang", f"more than {CASE_SECONDS} s"
            ended, told = self.line.recv()
            return str(ended), str(told)
        except (EOFError, OSError):
            self.process.join()
            return "crash", f"exit code {self.process.exitcode}"

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.line.close()


def main() -> int:
    """The run; 1 where a case ended neither as read nor as refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--format", default="", help="text, html, docx, hwpx, hwp5 or pdf; all without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args()
    samples = {name: cases for name, cases in make_samples().items() if options.format in {"", name}}
    if not samples:
        parser.error(f"there are no samples of `{options.format}`")
    dice, counts, slowest = random.Random(options.seed), Counter[tuple[str, str]](), (0.0, "", b"")
    worker, end = Worker(), time.monotonic() + 60 * options.minutes
    while time.monotonic() < end:
        name = dice.choice(sorted(samples))
        sample, mutate = dice.choice(samples[name])
        content = mutate(sample, dice)
        begin = time.monotonic()
        ended, told = worker.run(content)
        slowest = max(slowest, (time.monotonic() - begin, name, content))
        counts[name, ended] += 1
        if ended not in {"read", "refused"}:
            options.out.mkdir(parents=True, exist_ok=True)
            file = options.out / f"{ended.replace(' ', '-')}-{sum(counts.values())}.{name}"
            file.write_bytes(content)
            print(f"{file}: {told.strip().splitlines()[-1] if told else ended}", flush=True)
            if ended in {"hang", "crash", "memory"}:
                worker.stop()
                worker = Worker()
    worker.stop()
    for (name, ended), count in sorted(counts.items()):
        print(f"{name:6} {ended:24} {count:8,}")
    print(f"{sum(counts.values()):,} cases, the slowest ({slowest[1]}) took {slowest[0]:.2f} s")
    if slowest[0] > CASE_SECONDS / 5:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / f"slowest.{slowest[1]}").write_bytes(slowest[2])
    return int(any(ended not in {"read", "refused"} for _, ended in counts))


if __name__ == "__main__":
    sys.exit(main())
