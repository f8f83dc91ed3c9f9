"""The graph of links as sorted N-Quads: what stands for what, what carries on what, and the evidence for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from mapper.graph.forms import concept, decimal, integer
from mapper.graph.nodes import Nodes, cut, label_pair, pairs_of, types_of
from mapper.graph.nquads import RDF, XSD, iri, literal, minted, quote
from mapper.graph.periods import date_bounds
from mapper.graph.things import Things
from mapper.keys import (
    cited_line_iri,
    document_iri,
    link_evidence_iri,
    link_iri,
    normal_name,
    reorganisation_iri,
    shared_graph_iri,
    text_iri,
    thing_iri,
)
from mapper.linking.documents import Links
from mapper.linking.link import Change, Decision, Evidence, Link, LinkKind, Place
from mapper.linking.profile import DocumentProfile, ThingKind
from mapper.vocabulary import WP

PREDICATES: Final[Mapping[LinkKind, str]] = {
    LinkKind.SAME: WP.sameAs,
    LinkKind.CONTINUES: WP.continues,
    LinkKind.SUCCEEDS: WP.succeeds,
    LinkKind.TOPIC: WP.topic,
}
"""The property that a link of each kind states of its ends."""
ORG: Final = "http://www.w3.org/ns/org#"
_SOURCE: Final = iri("http://www.w3.org/ns/oa#hasSource") + " "
_PREDICATE: Final = iri(RDF + "predicate") + " "
_ORIGINAL, _RESULT = (iri(ORG + name) + " " for name in ("originalOrganization", "resultingOrganization"))


@dataclass(frozen=True, slots=True)
class LinksGraph:
    """The graph of links, and what it adds to the graph of things."""

    quads: tuple[str, ...]
    """Sorted lines of the graph of links."""
    things: tuple[str, ...]
    """Sorted lines of the graph of things: the reviewers of confirmed links."""
    counts: Mapping[str, int]
    """Number of links by kind, of `things` that stand for all that are the same, and of `reorganisations`."""


def links_graph(links: Links, profiles: Iterable[DocumentProfile], *, base: str) -> LinksGraph:
    """Write what linking found; equal links give equal bytes, whatever their order."""
    known = _Known(profiles)
    writer = _Writer(base, known.municipalities)
    systems = name_systems(links.canonical, known.systems, base)
    for system in set(systems.values()):
        writer.write_system(system)
    for thing, canonical in links.canonical.items():
        standing = systems[canonical].iri if canonical in systems else canonical
        writer.nodes.add(minted(thing), pairs_of(WP.sameAs, minted(standing)))
    found = _choose(links.links)
    for link in found:
        writer.write_link(link)
    for change in links.changes:
        writer.write_change(change)
    counts = Counter(link.kind.value for link in found)
    counts["things"] = len(set(links.canonical.values()))
    counts["reorganisations"] = len(links.changes)
    return LinksGraph(
        quads=writer.nodes.lines(minted(shared_graph_iri(base, "links"))),
        things=writer.things.lines(),
        counts={name: count for name, count in sorted(counts.items()) if count},
    )


def things_of_links(things: Iterable[str], base: str) -> list[str]:
    """The lines of the graphs of things and territories by which the shapes can judge the graph of links."""
    shared = tuple(f"<{base}id/{kind}/" for kind in ("agent", "municipality", "territory"))
    return [line for line in things if line.startswith(shared)]


def _choose(links: Iterable[Link]) -> list[Link]:
    """One link of a kind for two ends: a person's before the program's, then the surest."""
    best: dict[tuple[str, str, str], Link] = {}
    for link in sorted(links, key=lambda link: (link.decision is Decision.CONFIRMED, link.score, link.method)):
        best[link.kind, link.start.iri, link.end.iri] = link
    return list(best.values())


def join_evidence(evidence: Iterable[Evidence]) -> str:
    """Evidence in one text, the weightiest first."""
    parts = sorted(evidence, key=lambda item: -item.weight)
    return " / ".join(f"{item.kind} {item.weight:.2f}: {item.text}" for item in parts)


@dataclass(frozen=True, slots=True)
class System:
    """An information system or web site that stands for the asset groups of all documents that name it."""

    iri: str
    label: str
    municipality: str
    """IRI."""


def name_systems(canonical: Mapping[str, str], groups: Mapping[str, tuple[str, str]], base: str) -> dict[str, System]:
    """The system of each canonical group of assets: no group of one document stands for those of others.

    Its IRI follows from municipality and name; namesakes that are not one are told apart by their group.
    """
    standing = sorted({canonical[group] for group in groups if group in canonical})
    names = {group: (groups[group][1], normal_name(groups[group][0])) for group in standing}
    namesakes = Counter(names.values())
    found = {}
    for group, (municipality, name) in names.items():
        key = name if namesakes[municipality, name] == 1 else f"{name}/{group}"
        found[group] = System(thing_iri(base, "system", municipality, key), name, municipality)
    return found


class _Known:
    """What profiles tell of the ends of links."""

    def __init__(self, profiles: Iterable[DocumentProfile]) -> None:
        self.municipalities: dict[str, str] = {}
        """The municipality of each end; bodies outside belong to none."""
        self.systems: dict[str, tuple[str, str]] = {}
        """Name and municipality of each group of assets that is a system."""
        for plan in chain.from_iterable(profile.plans for profile in profiles):
            self.municipalities[plan.department] = plan.municipality
            for office in plan.offices:
                self.municipalities[office.thing] = plan.municipality
            for project in plan.projects:
                self.municipalities[project.iri] = plan.municipality
            for programme in plan.programmes:
                self.municipalities[programme.iri] = plan.municipality
            for thing in plan.things:
                if thing.kind is not ThingKind.OUTSIDE:
                    self.municipalities[thing.thing] = plan.municipality
                if thing.kind is ThingKind.SYSTEM:
                    self.systems[thing.thing] = thing.name, plan.municipality


class _Writer:
    """Adds links to the nodes of the graph."""

    def __init__(self, base: str, municipalities: Mapping[str, str]) -> None:
        self.nodes, self.things = Nodes(), Things(base)
        self._base, self._municipalities = base, municipalities

    def write_system(self, system: System) -> None:
        """A system that stands for groups of assets."""
        label = label_pair(system.label)
        self.nodes.add(minted(system.iri), types_of(WP.System), [label], self._belongs_to(system.municipality))

    def write_link(self, link: Link) -> None:
        """What a link states of its ends, and the node that says how that is known."""
        start, end, predicate = minted(link.start.iri), minted(link.end.iri), PREDICATES[link.kind]
        if link.kind is not LinkKind.SAME:  # what is the same is said of every thing, those that stand alone too
            self.nodes.add(start, pairs_of(predicate, end))
        node = self._name(link)
        places = {place for item in link.evidence for place in item.places}
        municipality = self._municipalities.get(link.start.iri) or self._municipalities.get(link.end.iri, "")
        self.nodes.add(
            minted(node),
            types_of(WP.Link),
            [label_pair(f"{link.start.label} → {link.end.label}"), _PREDICATE + iri(predicate)],
            pairs_of(WP.linkKind, concept(WP.LinkKind, link.kind)),
            pairs_of(WP.linkFrom, start),
            pairs_of(WP.linkTo, end),
            pairs_of(WP.fromLine, self._cite(link.start.place)),
            pairs_of(WP.toLine, self._cite(link.end.place)),
            pairs_of(WP.score, _write_share(link.score)),
            pairs_of(WP.method, quote(link.method)),
            pairs_of(WP.decision, concept(WP.LinkDecision, link.decision)),
            pairs_of(WP.evidenceText, quote(join_evidence(link.evidence))),
            pairs_of(WP.linesText, quote(_join_places(places)) if places else ""),
            self._belongs_to(municipality),
        )
        for number, item in enumerate(link.evidence, 1):
            evidence = minted(link_evidence_iri(self._base, node, number))
            self.nodes.add(minted(node), pairs_of(WP.hasEvidence, evidence))
            self._write_evidence(evidence, item, number)

    def _write_evidence(self, node: str, item: Evidence, number: int) -> None:
        """One reason: what was compared, where it stands, and of a person's decision who, when and why."""
        self.nodes.add(
            node,
            types_of(WP.LinkEvidence),
            [label_pair(f"{item.kind}: {cut(item.text)}")],
            pairs_of(WP.order, integer(number)),
            pairs_of(WP.evidenceKind, concept(WP.EvidenceKind, item.kind)),
            pairs_of(WP.weight, _write_share(item.weight)),
            pairs_of(WP.text, quote(item.text)),
            pairs_of(WP.reason, quote(item.why) if item.why else ""),
            pairs_of(WP.reviewedBy, self.things.agent(item.who) if item.who else ""),
            pairs_of(WP.reviewedOn, literal(item.when.isoformat(), datatype=XSD + "date") if item.when else ""),
        )
        for place in item.places:
            self.nodes.add(node, pairs_of(WP.citedAt, self._cite(place)))
        for statement in item.statements:
            self.nodes.add(node, pairs_of(WP.compares, minted(statement)))

    def write_change(self, change: Change) -> None:
        """A reorganisation with what went, what came, and the days between which it happened."""
        links = [self._name(link) for link in change.links]
        node = minted(reorganisation_iri(self._base, links))
        names = [" + ".join(sorted({end.label for end in group})) for group in (change.originals, change.results)]
        bounds = date_bounds(change.after).earliest, date_bounds(change.before).latest
        self.nodes.add(
            node,
            types_of(WP.Reorganisation),
            [label_pair(" → ".join(names))],
            [_ORIGINAL + minted(end.iri) for end in change.originals],
            [_RESULT + minted(end.iri) for end in change.results],
            pairs_of(WP.changeKind, concept(WP.ChangeKind, change.kind)),
            self._belongs_to(change.municipality),
        )
        for term, day in zip((WP.earliest, WP.latest), bounds, strict=True):
            self.nodes.add(node, pairs_of(term, literal(day, datatype=XSD + "date") if day else ""))
        for link_node in links:
            self.nodes.add(node, pairs_of(WP.hasLink, minted(link_node)))

    def _name(self, link: Link) -> str:
        """The IRI of a link."""
        return link_iri(self._base, link.kind, link.start.iri, link.end.iri)

    def _cite(self, place: Place | None) -> str:
        """The node of a line, written once; none where there is no line."""
        if place is None:
            return ""
        node, line = minted(cited_line_iri(self._base, place.doc, place.line)), str(place.line)
        if node not in self.nodes:
            self.nodes.add(
                node,
                types_of(WP.CitedLine),
                [label_pair(f"{place.doc}:{line}"), _SOURCE + minted(text_iri(self._base, place.doc))],
                pairs_of(WP.document, minted(document_iri(self._base, place.doc))),
                pairs_of(WP.line, quote(line)),
                pairs_of(WP.firstLine, integer(place.line)),
            )
        return node

    def _belongs_to(self, municipality: str) -> list[str]:
        """The pair that says whose it is."""
        return pairs_of(WP.municipality, minted(municipality)) if municipality else []


def _write_share(value: float) -> str:
    """A number from 0 to 1 with two decimals."""
    return decimal(Decimal(f"{value:.2f}"))


def _join_places(places: Iterable[Place]) -> str:
    """Lines of documents in one text, sorted."""
    return ";".join(f"{place.doc}:{place.line}" for place in sorted(places))
