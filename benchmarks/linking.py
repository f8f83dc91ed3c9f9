"""Precision and recall of linking on generated chains of plans, and its speed for ever more documents.

python benchmarks/linking.py --municipalities 100 --seed 1 --noise 1
python benchmarks/linking.py --speed 200 2000 20000
"""

from __future__ import annotations

import argparse
import gc
import re
import resource
import time
from dataclasses import replace
from itertools import count
from random import Random
from zlib import crc32

from mapper.linking.documents import link_documents
from mapper.linking.profile import DocumentProfile, ThingKind
from mapper.linking.profiling import read_profile, write_profile
from tests.chains.draw import draw_chain
from tests.chains.score import Score, score_links

KINDS = ("", "continues", "succeeds", "same")
HANGUL = re.compile("[가-힣]+")
FIRST, INITIALS, BELOW = ord("가"), 19, 588
"""The first syllable, how many initial letters there are, and how many syllables begin with each."""
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
    """About so many documents of as many municipalities as that takes, each with words of its own."""
    found: list[DocumentProfile] = []
    for offset in count():
        if len(found) >= number:
            return found[:number]
        words = Words(f"{seed}/{offset}")
        found += [words.change(one) for one in draw_chain(seed, municipalities=1, noise=1, first=offset).profiles]
    return found


class Words:
    """Every second word with other letters, alike in all documents of a municipality.

    The word lists of the chains are short; a country's words are not. So no cache of words profits from the size.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._initials = Random(seed).sample(range(INITIALS), INITIALS)
        self._known: dict[str, str] = {}

    def change(self, profile: DocumentProfile) -> DocumentProfile:
        """A profile in these words; bodies outside keep their names, which all municipalities share."""
        changed = read_profile(HANGUL.sub(self._change_word, write_profile(profile)))
        plans = []
        for old, new in zip(profile.plans, changed.plans, strict=True):
            pairs = zip(old.things, new.things, strict=True)
            things = tuple(was if was.kind is ThingKind.OUTSIDE else now for was, now in pairs)
            plans.append(replace(new, things=things, municipality_name=old.municipality_name))
        return replace(changed, plans=tuple(plans))

    def _change_word(self, match: re.Match[str]) -> str:
        """A word with other initial letters but in its last syllable; half of the words stay."""
        word = match[0]
        if word not in self._known:
            letters = [self._change_letter(letter) for letter in word[:-1]]
            stays = crc32(f"{self._seed}{word}".encode()) % 2
            self._known[word] = word if stays else "".join(letters) + word[-1]
        return self._known[word]

    def _change_letter(self, letter: str) -> str:
        """A syllable with another initial letter."""
        initial, rest = divmod(ord(letter) - FIRST, BELOW)
        return chr(FIRST + self._initials[initial] * BELOW + rest)


def measure_speed(sizes: list[int], seed: int) -> None:
    """Seconds, documents a second and memory for each size, the smallest first."""
    print("profiles drawn as such, no text is read; every second word of a municipality is its own")
    for size in sorted(sizes):
        start = time.process_time()
        profiles = draw_documents(size, seed)
        drawn = time.process_time() - start
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        gc.collect()
        start = time.process_time()
        links = link_documents(profiles)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>6} documents: {seconds:>7.2f} s, {size / seconds:>6.0f} documents/s, {len(links.links)} links, "
            f"profiles {before:.0f} MB ({drawn:.0f} s), peak {peak:.0f} MB",
            flush=True,
        )
        del profiles, links


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
