"""What changed in one document, in the words of the field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mapper.changes.matching import Matching, Nodes
from mapper.changes.nodes import Node, listed, qualifiers_of, read_nodes, set_apart, value_of
from mapper.changes.quads import GraphPair, read_graph
from mapper.changes.rows import Change, ChangeTable, Event
from mapper.graph.nquads import quote
from mapper.graph.tokens import text_of

_DOCUMENT = "Document"
_FINDING = "Finding"
_MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the graph of things says that rows need."""

    labels: Mapping[str, str]
    """Labels of municipalities and of codes that documents print."""
    appeared: Collection[str] = ()
    """Things that only the new version has."""
    vanished: Collection[str] = ()
    """Things that only the old version has."""


@dataclass(slots=True)
class DocumentComparison:
    """One document in two versions."""

    document: str
    old: Nodes
    new: Nodes
    table: ChangeTable
    around: Surroundings
    matching: Matching = field(init=False)

    def __post_init__(self) -> None:
        """Find which node is which."""
        self.matching = Matching(self.old, self.new).match()

    def compare(self) -> None:
        """Add all changes of the graph that the document states."""
        for iri, node in self.old.items():
            if twin := self.matching.twins.get(iri):
                self._compare_nodes(node, self.new[twin])
            else:
                self.tell(Event.GONE, node, self.old)
        known = {*self.matching.twins.values()}
        for iri, node in self.new.items():
            if iri not in known:
                self.tell(Event.NEW, node, self.new)

    def compare_findings(self, old: Nodes, new: Nodes) -> None:
        """Add the changes of its findings."""
        for iri in sorted(old.keys() | new.keys()):
            if iri not in new:
                self.tell(Event.GONE, old[iri], self.old)
            elif iri not in old:
                self.tell(Event.NEW, new[iri], self.new)
            elif old[iri].values.get(_MESSAGE) != new[iri].values.get(_MESSAGE):
                before, after = (node.values.get(_MESSAGE, ()) for node in (old[iri], new[iri]))
                self.add(Event.CHANGED, new[iri], self.new, property=_MESSAGE, before=before, after=after)
            elif old[iri].values != new[iri].values:
                self.table.count(self.document, _FINDING, Event.MOVED)

    def _compare_nodes(self, old: Node, new: Node) -> None:
        """Add what changed in one node."""
        if old.rdf_class not in listed("topics") or (old.iri == new.iri and old.values == new.values):
            return
        moved = {"iri_before": old.iri if old.iri != new.iri else "", "line_before": old.text("line")}
        told = False
        for name in sorted((old.values.keys() | new.values.keys()) - set_apart()):
            before = old.values.get(name, [])
            after = new.values.get(name, [])
            if before != sorted(map(self.matching.canonical, after)):
                event = Event.RENAMED if name in listed("name") else Event.CHANGED
                shown = {"before": self._shown(before, self.old), "after": self._shown(after, self.new)}
                self.add(event, new, self.new, property=name, **shown, **moved)
                told = True
        if told:
            return
        if old.iri != new.iri:
            self.add(Event.READDRESSED, new, self.new, **moved)
        elif old.rdf_class != _DOCUMENT:  # of a document that was read again more has been said
            self.table.count(self.document, old.rdf_class, Event.MOVED)

    def tell(self, event: Event, node: Node, nodes: Nodes) -> None:
        """Add a node that only one version has, with its value."""
        if node.rdf_class not in listed("topics"):
            return
        name = _MESSAGE if node.rdf_class == _FINDING else value_of(node.rdf_class)
        value = self._shown(node.values.get(name, ()), nodes)
        side = "after" if event is Event.NEW else "before"
        self.add(event, node, nodes, property=name if value else "", **{side: value})

    def add(self, event: Event, node: Node, nodes: Nodes, **values: Any) -> None:
        """Add a row."""
        line = "line_before" if event is Event.GONE else "line_after"
        said: dict[str, Any] = {
            **tell_place(node, nodes, self.around),
            "about": "; ".join(nodes[token].name for token in _list_about(node) if token in nodes),
            "name": node.name if node.rdf_class != _FINDING else "",
            "qualifiers": tuple(
                (name, token)
                for name in qualifiers_of(node.rdf_class)
                for token in self._shown(node.values.get(name, ()), nodes)
            ),
            line: node.text("line"),
            "iri": node.iri[1:-1],
        }
        values["iri_before"] = values.get("iri_before", "")[1:-1]
        if "before" in values:
            values["before"] = tuple(values["before"])
        if "after" in values:
            values["after"] = tuple(values["after"])
        if not any(node.values.get(name) for name in listed("name")) and said["about"]:
            said["name"] = ""  # its label would say subject and value again
        self.table.add(Change(event=event, topic=node.rdf_class, document=self.document, **{**said, **values}))

    def _shown(self, tokens: Iterable[str], nodes: Nodes) -> tuple[str, ...]:
        """Values as a reader should see them: of a node its name."""
        return tuple(show(token, nodes, self.around) for token in tokens)


def show(token: str, nodes: Nodes, around: Surroundings) -> str:
    """A term, or the name of the node that it leads to as a literal."""
    if token in nodes:
        return quote(nodes[token].name)
    return quote(around.labels[token]) if token in around.labels else token


def tell_place(node: Node, nodes: Nodes, around: Surroundings) -> dict[str, str]:
    """Municipality and department of a node."""
    plan = node if node.rdf_class == "DepartmentPlan" else nodes.get(node.first("plan"))
    if plan is None and node.rdf_class == _DOCUMENT:
        plan = next((found for found in nodes.values() if found.rdf_class == "DepartmentPlan"), None)
    place = plan or node
    thing = around.labels.get(place.first("municipality"), "")
    return {"municipality": thing or place.text("municipalityName"), "department": place.text("departmentName")}


def tell_whole(pair: GraphPair, table: ChangeTable, around: Surroundings) -> None:
    """Add a document that only one version has: its plans and projects one by one, of the rest the number."""
    event = Event.NEW if pair.old is None else Event.GONE
    nodes = {node.iri: node for node in read_nodes(read_graph(pair.new or pair.old))}
    document = find_id(nodes) or pair.document
    whole = DocumentComparison(document, {}, {}, table, around)
    things = around.appeared if event is Event.NEW else around.vanished
    for node in nodes.values():
        if node.rdf_class not in listed("topics"):
            continue
        is_told = node.rdf_class in listed("listed") or node.rdf_class == _DOCUMENT
        if node.rdf_class == "OrganizationEntry":
            is_told = node.first("denotes") in things
        if is_told:
            whole.tell(event, node, nodes)
        else:
            table.count(document, node.rdf_class, event)


def find_id(nodes: Nodes) -> str:
    """The id of the document that a graph is about."""
    return next((text_of(node.first("documentId")) for node in nodes.values() if node.first("documentId")), "")


def _list_about(node: Node) -> Iterator[str]:
    """What a statement is about."""
    names = [name for name in listed("about") if name in node.values]
    return (token for name in names[:1] for token in node.values[name])
