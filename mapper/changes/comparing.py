"""Compares the graphs of two versions of a dataset and lays the changes down in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from mapper.changes.documents import DocumentComparison, Surroundings, find_id, tell_whole
from mapper.changes.nodes import Node, listed, make_node, read_nodes
from mapper.changes.quads import GraphPair, read_graph
from mapper.changes.rows import Change, ChangeTable, Event
from mapper.graph.tokens import split_quad

Progress = Callable[[int, int], None]
"""Graphs done, graphs in all."""
_THINGS: Final = "things"
_LINKS: Final = "links"
_LABELLED: Final = frozenset({"Municipality", "OpenCode", "Series"})
"""Classes of things whose labels rows repeat."""
_COMPARED_IN_LINKS: Final = ("score", "decision", "method", "changeKind")


def compare_graphs(
    pairs: Sequence[GraphPair], path: Path, progress: Progress = lambda done, total: None
) -> ChangeTable:
    """All changes between two versions of a dataset's graphs, in a table at `path`.

    Memory holds the graphs of one document at a time. Graphs with the same bytes are not read.
    """
    table = ChangeTable(path)
    shared = {pair.name: pair for pair in pairs if not pair.document}
    around = _look_around(shared.get(_THINGS), table)
    documents = [pair for pair in pairs if pair.document]
    documents.sort(key=lambda pair: (pair.document, pair.is_findings))
    total, done = len(pairs), len(shared)
    for _, group in groupby(documents, lambda pair: pair.document):
        both = list(group)
        progress(done, total)
        _compare_document(both, table, around)
        done += len(both)
    if _LINKS in shared and shared[_LINKS].differs:
        _compare_links(shared[_LINKS], table, around)
    progress(total, total)
    table.finish()
    return table


def _look_around(pair: GraphPair | None, table: ChangeTable) -> Surroundings:
    """Read the graph of things: labels that rows need, and which things are new and gone."""
    if pair is None:
        return Surroundings({})
    labels = {
        node.iri: node.label
        for path in {pair.old, pair.new}
        for node in read_nodes(read_graph(path))
        if node.rdf_class in _LABELLED
    }
    appeared, vanished = set(), set()
    for old, new in compare_nodes(pair) if pair.differs else ():
        if old is None and new is not None:
            appeared.add(new.iri)
            _tell_municipality(Event.NEW, new, table)
        elif new is None and old is not None:
            vanished.add(old.iri)
            _tell_municipality(Event.GONE, old, table)
    return Surroundings(labels, appeared, vanished)


def _tell_municipality(event: Event, node: Node, table: ChangeTable) -> None:
    """Add a municipality that only one version has."""
    if node.rdf_class == "Municipality":
        change = Change(event=event, topic=node.rdf_class, municipality=node.label, name=node.label, iri=node.iri[1:-1])
        table.add(change)


def _compare_document(pairs: Sequence[GraphPair], table: ChangeTable, around: Surroundings) -> None:
    """Compare a document's own graph and that of the findings about it."""
    changed = [pair for pair in pairs if pair.differs]
    if not changed:
        return
    own = next((pair for pair in pairs if not pair.is_findings), None)
    findings = next((pair for pair in changed if pair.is_findings), None)
    if own is None:
        return
    if own.old is None or own.new is None:
        tell_whole(own, table, around)
        if findings:
            _count_findings(own, findings, table)
        return
    old, new = ({node.iri: node for node in read_nodes(read_graph(path))} for path in (own.old, own.new))
    comparison = DocumentComparison(find_id(new) or own.document, old, new, table, around)
    if own in changed:
        document = next((node for node in new.values() if node.rdf_class == "Document"), None)
        if document:
            comparison.add(Event.REREAD, document, new)
        comparison.compare()
    if findings:
        sides = ({node.iri: node for node in read_nodes(read_graph(path))} for path in (findings.old, findings.new))
        comparison.compare_findings(*sides)


def _count_findings(own: GraphPair, findings: GraphPair, table: ChangeTable) -> None:
    """Count the findings about a document that only one version has."""
    document = find_id({node.iri: node for node in read_nodes(read_graph(own.new or own.old))}) or own.document
    for path, event in ((findings.new, Event.NEW), (findings.old, Event.GONE)):
        number = sum(node.rdf_class == "Finding" for node in read_nodes(read_graph(path)))
        if number:
            table.count(document, "Finding", event, number)


def _compare_links(pair: GraphPair, table: ChangeTable, around: Surroundings) -> None:
    """Compare the graph of links, node by node."""
    for old, new in compare_nodes(pair):
        node = new or old
        if node is None or node.rdf_class not in listed("topics"):
            continue
        place = {"municipality": around.labels.get(node.first("municipality"), ""), "iri": node.iri[1:-1]}
        kinds = tuple((name, token) for name in ("linkKind", "changeKind") for token in node.values.get(name, ()))
        said = {"topic": node.rdf_class, "name": node.label, "qualifiers": kinds, **place}
        if old is None or new is None:
            score = tuple(node.values.get("score", ()))
            sides = {"after" if old is None else "before": score, "property": "score" if score else ""}
            table.add(Change(event=Event.NEW if old is None else Event.GONE, **said, **sides))  # type: ignore[arg-type]
            continue
        told = False
        for name in _COMPARED_IN_LINKS:
            before, after = tuple(old.values.get(name, ())), tuple(new.values.get(name, ()))
            if before != after:
                told = True
                table.add(Change(event=Event.CHANGED, **said, property=name, before=before, after=after))  # type: ignore[arg-type]
        if not told:
            table.count("", node.rdf_class, Event.MOVED)


def compare_nodes(pair: GraphPair) -> Iterator[tuple[Node | None, Node | None]]:
    """The nodes of which the two versions of a graph do not say the same, streamed."""
    before, after = _group(pair.old), _group(pair.new)
    left, right = next(before, None), next(after, None)
    while left or right:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield make_node(*left), None
            left = next(before, None)
        elif left is None or right[0] < left[0]:
            yield None, make_node(*right)
            right = next(after, None)
        else:
            if left[1] != right[1]:
                yield make_node(*left), make_node(*right)
            left, right = next(before, None), next(after, None)


def _group(path: Path | None) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The subjects of a graph with their pairs."""
    for subject, group in groupby(map(split_quad, read_graph(path)), lambda quad: quad[0]):
        yield subject, [(predicate, token) for _, predicate, token, _ in group]
