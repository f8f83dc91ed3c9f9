"""What people decided about links: pairs that belong together, pairs that do not, and what became of each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from mapper.keys import normal_name
from mapper.linking.link import Evidence, EvidenceKind, Link, LinkKind
from mapper.linking.profile import DocumentProfile

METHOD: Final = "decisions/1"
"""Method of a link that only a person knows."""


class Verdict(StrEnum):
    """What a person says of a link."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


class DecisionOutcome(StrEnum):
    """What became of a decision in a build."""

    APPLIED = "applied"
    NO_DOCUMENT = "no-document"
    NOT_FOUND = "not-found"
    AMBIGUOUS = "ambiguous"
    ONE_NODE = "one-node"
    CONFLICT = "conflict"
    WITHOUT_EFFECT = "without-effect"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedEnd:
    """One end of a link as a person names it: by IRI, or by document and name."""

    iri: str = ""
    doc: str = ""
    name: str = ""
    line: int | None = None
    """Where the document names it, if it has several of that name."""

    def __str__(self) -> str:
        """As a reader finds it again."""
        return self.iri or f"`{self.name}` of {self.doc}{f':{self.line}' if self.line else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecision:
    """One entry of a file of decisions."""

    verdict: Verdict
    kind: LinkKind
    start: DecidedEnd
    end: DecidedEnd
    who: str
    """A role or a handle, no natural person's name."""
    when: date
    why: str
    file: str = field(default="", compare=False)
    file_line: int = field(default=0, compare=False)
    """Where the entry begins in its file."""

    def to_evidence(self) -> Evidence:
        """The decision as the evidence of a link."""
        text = f"{self.who}, {self.when.isoformat()}: {self.why}"
        return Evidence(
            kind=EvidenceKind.PERSON, weight=1.0, text=text, who=self.who, when=self.when, why=self.why
        )


@dataclass(frozen=True, slots=True)
class DecisionReport:
    """A decision, and what became of it."""

    decision: LinkDecision
    outcome: DecisionOutcome
    end: DecidedEnd | None = None
    """The end that is at fault, where one is."""

    @property
    def message(self) -> str:
        """The same as a sentence with its remedy."""
        one = self.decision
        pair = f"{one.kind}: {one.start} → {one.end} ({one.who}, {one.when})"
        verb = "is confirmed" if one.verdict is Verdict.CONFIRMED else "is refused"
        return {
            DecisionOutcome.APPLIED: f"The link {pair} {verb}.",
            DecisionOutcome.NO_DOCUMENT: f"The link {pair} waits: {self.end} is of no document here.",
            DecisionOutcome.NOT_FOUND: (
                f"The link {pair} is not applied: there is no {self.end} that a link of this kind could have. "
                "Compare it with what `workplan links` and `workplan explain ID` show."
            ),
            DecisionOutcome.AMBIGUOUS: (
                f"The link {pair} is not applied: {self.end} fits several. Give its `line`, or its IRI."
            ),
            DecisionOutcome.ONE_NODE: (
                f"The link {pair} is not applied: both ends are one node, since the documents print one name. "
                "Take the entry out."
            ),
            DecisionOutcome.CONFLICT: f"The link {pair} is confirmed and refused; neither is applied. Keep one entry.",
            DecisionOutcome.WITHOUT_EFFECT: (
                f"The link {pair} has no effect: other links or decisions lead to the opposite. "
                "See `workplan links`, and decide those, too."
            ),
        }[self.outcome]


Pair = tuple[LinkKind, str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions whose ends are known nodes: what the matcher asks."""

    decided: Mapping[Pair, LinkDecision] = field(default_factory=dict)
    """By kind and ends; what is the same either way has its ends sorted."""

    def refuses(self, kind: LinkKind, start: str, end: str) -> bool:
        """Whether a person said that this link does not hold."""
        found = self.decided.get(_pair(kind, start, end))
        return found is not None and found.verdict is Verdict.REFUSED

    def confirmed(self, kind: LinkKind) -> list[tuple[str, str, LinkDecision]]:
        """The links of a kind that people confirmed, in the order of their ends."""
        return [
            (start, end, decision)
            for (of, start, end), decision in sorted(self.decided.items(), key=lambda item: item[0])
            if of is kind and decision.verdict is Verdict.CONFIRMED
        ]


NO_DECISIONS: Final = Decisions()


@dataclass(frozen=True, slots=True)
class ResolvedDecisions:
    """Decisions that apply, and what became of every decision given, in its order."""

    decisions: Decisions
    reports: tuple[DecisionReport, ...]


def resolve(entries: Iterable[LinkDecision], profiles: Iterable[DocumentProfile]) -> ResolvedDecisions:
    """Find the nodes that decisions name among the documents; two that contradict each other apply neither."""
    entries = tuple(entries)
    if not entries:
        return ResolvedDecisions(NO_DECISIONS, ())
    ends = _Ends(profiles)
    found: list[tuple[LinkDecision, Pair | DecisionReport]] = [(entry, ends.find(entry)) for entry in entries]
    verdicts: dict[Pair, set[Verdict]] = {}
    for entry, pair in found:
        if isinstance(pair, tuple):
            verdicts.setdefault(pair, set()).add(entry.verdict)
    decided: dict[Pair, LinkDecision] = {}
    reports = []
    for entry, pair in found:
        if isinstance(pair, DecisionReport):
            reports.append(pair)
        elif len(verdicts[pair]) > 1:
            reports.append(DecisionReport(entry, DecisionOutcome.CONFLICT))
        else:
            decided[pair] = min(decided.get(pair, entry), entry, key=lambda one: (one.when, one.who, one.why))
            reports.append(DecisionReport(entry, DecisionOutcome.APPLIED))
    return ResolvedDecisions(Decisions(decided), tuple(reports))


def review_decisions(
    resolved: ResolvedDecisions, links: Iterable[Link], canonical: Mapping[str, str], profiles: Iterable[DocumentProfile]
) -> tuple[DecisionReport, ...]:
    """The reports, where decisions that links came out against are said to have no effect."""
    if not resolved.reports:
        return ()
    stated = {_pair(link.kind, link.start.iri, link.end.iri) for link in links}
    ends = _Ends(profiles)

    def holds(pair: Pair) -> bool:
        """Whether the graph says what the pair says."""
        kind, start, end = pair
        one = canonical.get(start, start), canonical.get(end, end)
        if kind is LinkKind.SAME:
            return one[0] == one[1]
        return pair in stated or _pair(kind, *one) in stated

    reports = []
    for report in resolved.reports:
        pair = ends.find(report.decision)
        if report.outcome is DecisionOutcome.APPLIED and isinstance(pair, tuple):
            if holds(pair) != (report.decision.verdict is Verdict.CONFIRMED):
                report = DecisionReport(report.decision, DecisionOutcome.WITHOUT_EFFECT)
        reports.append(report)
    return tuple(reports)


def _pair(kind: LinkKind, start: str, end: str) -> Pair:
    """The key of a link; things are the same in both directions."""
    return (kind, *sorted((start, end))) if kind is LinkKind.SAME else (kind, start, end)  # type: ignore[return-value]


class _Ends:
    """The nodes that a link of each kind can have, by IRI and by document and name."""

    def __init__(self, profiles: Iterable[DocumentProfile]) -> None:
        self._docs: set[str] = set()
        self._iris: dict[LinkKind, set[str]] = {kind: set() for kind in LinkKind}
        self._named: dict[tuple[LinkKind, str, str], list[tuple[str, int]]] = {}
        for profile in profiles:
            self._docs.add(profile.doc)
            for plan in profile.plans:
                for office in plan.offices:
                    for kind in (LinkKind.SAME, LinkKind.SUCCEEDS):
                        self._add(kind, profile.doc, office.name, office.thing, office.line)
                for project in plan.projects:
                    self._add(LinkKind.CONTINUES, profile.doc, project.title, project.iri, project.line)
                for thing in plan.things:
                    self._add(LinkKind.SAME, profile.doc, thing.name, thing.thing, thing.line)

    def _add(self, kind: LinkKind, doc: str, name: str, iri: str, line: int) -> None:
        """Remember a node."""
        self._iris[kind].add(iri)
        self._named.setdefault((kind, doc, normal_name(name)), []).append((iri, line))

    def find(self, decision: LinkDecision) -> Pair | DecisionReport:
        """The nodes of a decision, or why there are none."""
        iris = []
        for end in (decision.start, decision.end):
            found = self._find_end(decision.kind, end)
            if isinstance(found, DecisionOutcome):
                return DecisionReport(decision, found, end)
            iris.append(found)
        if iris[0] == iris[1]:
            return DecisionReport(decision, DecisionOutcome.ONE_NODE)
        return _pair(decision.kind, *iris)

    def _find_end(self, kind: LinkKind, end: DecidedEnd) -> str | DecisionOutcome:
        """The IRI of an end."""
        if end.iri:
            return end.iri if end.iri in self._iris[kind] else DecisionOutcome.NOT_FOUND
        if end.doc not in self._docs:
            return DecisionOutcome.NO_DOCUMENT
        named = self._named.get((kind, end.doc, normal_name(end.name)), [])
        nodes = Counter(iri for iri, line in named if end.line in (None, line))
        if len(nodes) > 1:
            return DecisionOutcome.AMBIGUOUS
        return next(iter(nodes), DecisionOutcome.NOT_FOUND)


__all__ = [
    "METHOD",
    "NO_DECISIONS",
    "DecidedEnd",
    "DecisionOutcome",
    "DecisionReport",
    "Decisions",
    "LinkDecision",
    "ResolvedDecisions",
    "Verdict",
    "resolve",
    "review_decisions",
]
