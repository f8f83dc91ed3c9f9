"""What people decided about links: pairs that belong together, pairs that do not, and what became of each decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from mapper.keys import normal_name
from mapper.linking.link import Decision, End, Evidence, EvidenceKind, Link, LinkKind, Place, Rulings
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


Pair = tuple[LinkKind, End, End]


@dataclass(frozen=True, slots=True)
class ResolvedDecisions:
    """Decisions whose ends are known nodes, and what became of every decision given, in its order."""

    rulings: Rulings
    reports: tuple[DecisionReport, ...]
    pairs: tuple[Pair | None, ...]
    """The nodes of each decision, in the order of the reports; None where there are none."""


def resolve(entries: Iterable[LinkDecision], profiles: Iterable[DocumentProfile]) -> ResolvedDecisions:
    """Find the nodes that decisions name among the documents; of two that contradict each other neither is applied."""
    entries = tuple(entries)
    if not entries:
        return ResolvedDecisions(Rulings(), (), ())
    nodes = _Nodes(profiles)
    found = [nodes.find(entry) for entry in entries]
    verdicts: dict[tuple[LinkKind, str, str], set[Verdict]] = {}
    for entry, pair in zip(entries, found, strict=True):
        if isinstance(pair, tuple):
            verdicts.setdefault(_key(pair), set()).add(entry.verdict)
    confirmed: dict[tuple[LinkKind, str, str], Link] = {}
    refused: set[tuple[LinkKind, str, str]] = set()
    reports = []
    for entry, pair in sorted(zip(entries, found, strict=True), key=lambda item: _age(item[0])):
        if not isinstance(pair, tuple) or len(verdicts[_key(pair)]) > 1:
            continue
        kind, start, end = pair
        if entry.verdict is Verdict.REFUSED:
            refused |= {(kind, start.iri, end.iri), _key(pair)}
            refused |= {(kind, end.iri, start.iri)} if kind is LinkKind.SAME else set()
        else:
            confirmed.setdefault(_key(pair), _link(entry, pair))
    for entry, pair in zip(entries, found, strict=True):
        if isinstance(pair, DecisionReport):
            reports.append(pair)
        else:
            applied = len(verdicts[_key(pair)]) == 1
            reports.append(DecisionReport(entry, DecisionOutcome.APPLIED if applied else DecisionOutcome.CONFLICT))
    return ResolvedDecisions(
        rulings=Rulings(tuple(confirmed[key] for key in sorted(confirmed)), frozenset(refused)),
        reports=tuple(reports),
        pairs=tuple(pair if isinstance(pair, tuple) else None for pair in found),
    )


def review_decisions(
    resolved: ResolvedDecisions, links: Iterable[Link], canonical: Mapping[str, str]
) -> tuple[DecisionReport, ...]:
    """The reports; decisions that the links came out against are said to have no effect."""
    if not resolved.reports:
        return ()
    stated = {(link.kind, link.start.iri, link.end.iri) for link in links}

    def holds(pair: Pair) -> bool:
        """Whether the graph says what a decision is about."""
        kind, start, end = pair
        first, second = (canonical.get(one.iri, one.iri) for one in (start, end))
        if kind is LinkKind.SAME:
            return first == second
        return bool({(kind, start.iri, end.iri), (kind, first, second)} & stated)

    reports = []
    for report, pair in zip(resolved.reports, resolved.pairs, strict=True):
        wanted = report.decision.verdict is Verdict.CONFIRMED
        if report.outcome is DecisionOutcome.APPLIED and pair is not None and holds(pair) != wanted:
            reports.append(DecisionReport(report.decision, DecisionOutcome.WITHOUT_EFFECT))
        else:
            reports.append(report)
    return tuple(reports)


def _key(pair: Pair) -> tuple[LinkKind, str, str]:
    """A link's kind and ends; things are the same in both directions."""
    kind, start, end = pair
    first, second = sorted((start.iri, end.iri)) if kind is LinkKind.SAME else (start.iri, end.iri)
    return kind, first, second


def _age(decision: LinkDecision) -> tuple[date, str, str]:
    """Decisions in the order of their days, so that the order of a file does not matter."""
    return decision.when, decision.who, decision.why


def _link(decision: LinkDecision, pair: Pair) -> Link:
    """A link that a person confirmed."""
    kind, start, end = pair
    evidence = Evidence(
        kind=EvidenceKind.PERSON,
        weight=1.0,
        text=f"{decision.who}, {decision.when.isoformat()}: {decision.why}",
        places=tuple(sorted(place for place in (start.place, end.place) if place)),
        who=decision.who,
        when=decision.when,
        why=decision.why,
    )
    return Link(
        kind=kind, start=start, end=end, score=1.0, evidence=(evidence,), method=METHOD, decision=Decision.CONFIRMED
    )


class _Nodes:
    """The nodes that a link of each kind can have, by IRI and by document and name."""

    def __init__(self, profiles: Iterable[DocumentProfile]) -> None:
        self._docs: set[str] = set()
        self._by_iri: dict[tuple[LinkKind, str], End] = {}
        self._named: dict[tuple[LinkKind, str, str], list[End]] = {}
        for profile in sorted(profiles, key=lambda profile: profile.doc):
            self._docs.add(profile.doc)
            for plan in profile.plans:
                place = Place(doc=profile.doc, line=max(plan.line, 1))
                own = End(iri=plan.municipality, label=plan.municipality_name, place=place)
                self._by_iri.setdefault((LinkKind.SAME, plan.municipality), own)  # bodies outside can be it
                for office in plan.offices:
                    for kind in (LinkKind.SAME, LinkKind.SUCCEEDS):
                        self._add(kind, profile.doc, office.name, office.thing, office.line)
                for project in plan.projects:
                    self._add(LinkKind.CONTINUES, profile.doc, project.title, project.iri, project.line)
                for thing in plan.things:
                    self._add(LinkKind.SAME, profile.doc, thing.name, thing.thing, thing.line)

    def _add(self, kind: LinkKind, doc: str, name: str, iri: str, line: int) -> None:
        """Remember a node; the first document that names it says where it stands."""
        end = End(iri=iri, label=name, place=Place(doc=doc, line=max(line, 1)))
        self._by_iri.setdefault((kind, iri), end)
        self._named.setdefault((kind, doc, normal_name(name)), []).append(end)

    def find(self, decision: LinkDecision) -> Pair | DecisionReport:
        """The nodes of a decision, or why there are none."""
        ends: list[End] = []
        for given in (decision.start, decision.end):
            found = self._find_end(decision.kind, given)
            if not isinstance(found, End):
                return DecisionReport(decision, found, given)
            ends.append(found)
        start, end = ends
        if start.iri == end.iri:
            return DecisionReport(decision, DecisionOutcome.ONE_NODE)
        return decision.kind, start, end

    def _find_end(self, kind: LinkKind, given: DecidedEnd) -> End | DecisionOutcome:
        """The node of one end."""
        if given.iri:
            return self._by_iri.get((kind, given.iri), DecisionOutcome.NOT_FOUND)
        if given.doc not in self._docs:
            return DecisionOutcome.NO_DOCUMENT
        named = self._named.get((kind, given.doc, normal_name(given.name)), ())
        fitting = [end for end in named if end.place and given.line in (None, end.place.line)]
        if len({end.iri for end in fitting}) > 1:
            return DecisionOutcome.AMBIGUOUS
        return fitting[0] if fitting else DecisionOutcome.NOT_FOUND
