"""Precision and recall of links against what is true, by kind of link and by event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from mapper.linking.documents import Links
from mapper.linking.link import LinkKind

from .truth import Pair, Truth


@dataclass(slots=True)
class Score:
    """Counts of links found, missed and false, by kind and event."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    false: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Each missed or false link: `missed` or `false`, event, start, end."""

    def note(self, what: str, kind: str, event: str, start: str, end: str) -> None:
        """Count one link."""
        getattr(self, what)[kind, event] += 1
        if what != "found":
            self.wrong.append((f"{what} {kind}", event, start, end))

    def add(self, other: Score) -> None:
        """Counts of other chains."""
        self.found += other.found
        self.missed += other.missed
        self.false += other.false

    def recall(self, kind: str = "", event: str = "") -> float:
        """The share of true links that were found; 1 where there are none."""
        found, missed = (self._sum(count, kind, event) for count in (self.found, self.missed))
        return found / (found + missed) if found + missed else 1.0

    def precision(self, kind: str = "") -> float:
        """The share of links found that are true; 1 where there are none."""
        found, false = self._sum(self.found, kind, ""), self._sum(self.false, kind, "")
        return found / (found + false) if found + false else 1.0

    def _sum(self, count: Counter[tuple[str, str]], kind: str, event: str) -> int:
        return sum(n for (k, e), n in count.items() if kind in ("", k) and event in ("", e))


def score_links(links: Links, truth: Truth) -> Score:
    """Judge the links of one set of documents."""
    score = Score()
    continues = {(one.start.iri, one.end.iri) for one in links.links if one.kind is LinkKind.CONTINUES}
    _judge(score, continues, truth)
    _judge_offices(score, {(one.start.iri, one.end.iri) for one in links.links if one.kind is LinkKind.SUCCEEDS}, truth)
    _judge_same(score, links.canonical, truth)
    return score


def _judge(score: Score, claims: set[Pair], truth: Truth) -> None:
    for pair, event in truth.continues.items():
        score.note("found" if pair in claims else "missed", "continues", event, *pair)
    for pair in sorted(claims - truth.continues.keys() - truth.free):
        trap = next((truth.traps[i] for i in pair if truth.traps[i] != "plain"), "plain")
        score.note("false", "continues", trap, *pair)


def _judge_offices(score: Score, claims: set[Pair], truth: Truth) -> None:
    meant: dict[tuple[int, int], Pair] = {}
    for start, end in sorted(claims):
        meant.setdefault((truth.version[start], truth.version[end]), (start, end))
    named = {number: iri for iri, number in sorted(truth.version.items(), reverse=True)}
    for pair, event in truth.succeeds.items():
        score.note("found" if pair in meant else "missed", "succeeds", event, named[pair[0]], named[pair[1]])
    for pair, names in meant.items():
        if pair not in truth.succeeds and pair not in truth.free_offices:
            score.note("false", "succeeds", "office", *names)


def _judge_same(score: Score, canonical: Mapping[str, str], truth: Truth) -> None:
    """Pairs of things that are one, or were made one."""
    joined = _groups((canonical[iri], iri) for iri in canonical if iri in truth.entity and iri not in truth.vague)
    meant = _groups((number, iri) for iri, number in truth.entity.items() if iri not in truth.vague)
    for group in joined.values():
        for start, end in combinations(group, 2):
            if truth.entity[start] != truth.entity[end]:
                score.note("false", "same", truth.traps.get(start, "office"), start, end)
    for group in meant.values():
        for start, end in combinations(group, 2):
            ways = sorted({truth.way[start], truth.way[end]} - {"name"}, key=_hardness)
            what = "found" if start in canonical and canonical.get(start) == canonical.get(end) else "missed"
            score.note(what, "same", ways[-1] if ways else "name", start, end)


def _hardness(way: str) -> int:
    order = ("office", "spacing", "prefix", "legal form", "abbreviation", "ocr", "office ocr")
    return order.index(way)


def _groups(pairs: Iterable[tuple[object, str]]) -> Mapping[object, list[str]]:
    found: dict[object, list[str]] = defaultdict(list)
    for key, iri in pairs:
        found[key].append(iri)
    return {key: sorted(group) for key, group in found.items()}
