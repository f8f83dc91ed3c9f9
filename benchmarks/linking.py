"""Precision and recall of linking on generated chains of plans, and its speed for ever more documents.

python benchmarks/linking.py --municipalities 100 --seed 1 --noise 1
python benchmarks/linking.py --speed 200 2000 20000
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from itertools import count

from mapper.linking.documents import link_documents
from mapper.linking.profile import DocumentProfile
from tests.chains.draw import draw_chain
from tests.chains.score import Score, score_links

KINDS = ("", "continues", "succeeds", "same")
AT_ONCE = 20
"""Municipalities of one set of documents for accuracy."""


def measure_accuracy(municipalities: int, seed: int, noise: int) -> Score:
    """Scores of chains, drawn in sets of some municipalities."""
    score = Score()
    for first in range(0, municipalities, AT_ONCE):
        chain = draw_chain(seed + first, municipalities=min(AT_ONCE, municipalities - first), noise=noise)
        score.add(score_links(link_documents(chain.profiles), chain.truth))
    return score


def print_score(score: Score) -> None:
    """By kind of link, then each event with its recall, and each trap with its false links."""
    for kind in KINDS:
        print(f"{kind or 'all':<10} precision {score.precision(kind):.4f}  recall {score.recall(kind):.4f}")
    for kind, event in sorted({*score.found, *score.missed}):
        found, missed = score.found[kind, event], score.missed[kind, event]
        print(f"  {kind:<10} {event:<18} {found:>6} of {found + missed:>6}  recall {score.recall(kind, event):.3f}")
    for (kind, trap), number in sorted(score.false.items()):
        print(f"  {kind:<10} false: {trap:<11} {number:>6}")


def draw_documents(number: int, seed: int) -> list[DocumentProfile]:
    """About so many documents of as many municipalities as that takes."""
    found: list[DocumentProfile] = []
    for offset in count():
        if len(found) >= number:
            return found[:number]
        found += draw_chain(seed, municipalities=1, noise=1, first=offset).profiles
    return found


def measure_speed(sizes: list[int], seed: int) -> None:
    """Seconds, documents a second and memory for each size, the smallest first."""
    for size in sorted(sizes):
        profiles = draw_documents(size, seed)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        gc.collect()
        start = time.process_time()
        links = link_documents(profiles)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>6} documents: {seconds:>7.2f} s, {size / seconds:>6.0f} documents/s, {len(links.links)} links, "
            f"profiles {before:.0f} MB, peak {peak:.0f} MB",
            flush=True,
        )


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--municipalities", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=int, choices=(0, 1, 2), default=1)
    parser.add_argument("--speed", type=int, nargs="*", metavar="DOCUMENTS")
    arguments = parser.parse_args()
    if arguments.speed is not None:
        measure_speed(arguments.speed or [200, 2000], arguments.seed)
    else:
        print_score(measure_accuracy(arguments.municipalities, arguments.seed, arguments.noise))


if __name__ == "__main__":
    main()
