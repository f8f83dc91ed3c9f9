"""What took whose place: `dct:isReplacedBy` of offices that were reorganised away, and of tombstones.

An office that only gave work to another stays, and is replaced by nobody. A thing that a new release states under
another IRI was, in the release before, the same as one that is still here: the site's own Turtle still says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from mapper.graph.nquads import XSD, iri, literal
from mapper.keys import shared_graph_iri
from mapper.publishing.addresses import TURTLE
from mapper.publishing.published import PublishedGraph, PublishedGraphs, add_lines
from mapper.publishing.tokens import split_quad
from mapper.vocabulary import WP, WP_NAMESPACE

REPLACED: Final = "http://purl.org/dc/terms/isReplacedBy"
_STAYS: Final = iri(f"{WP_NAMESPACE}changeKind-transfer")
_ORG: Final = "http://www.w3.org/ns/org#"
_TRIPLES: Final = iri("http://rdfs.org/ns/void#triples")


def describe_successions(graphs: PublishedGraphs) -> None:
    """Say of each office that a reorganisation ended which office succeeded it; count the graph of links anew."""
    links = graphs.find(shared_graph_iri("", "links"))
    assert links is not None
    kinds: dict[str, str] = {}
    ended: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    succeeded: list[tuple[str, str]] = []
    for line in links.lines():
        subject, predicate, token, _ = split_quad(line)
        if predicate == iri(WP.changeKind):
            kinds[subject] = token
        elif predicate == iri(_ORG + "originalOrganization"):
            ended.setdefault(subject, set()).add(token)
        elif predicate == iri(_ORG + "resultingOrganization"):
            begun.setdefault(subject, set()).add(token)
        elif predicate == iri(WP.succeeds):
            succeeded.append((token, subject))
    events = [event for event, kind in kinds.items() if kind != _STAYS]
    replaced = {(old, new) for event in events for old in ended.get(event, ()) for new in begun.get(event, ())}
    stays = {old for event, kind in kinds.items() if kind == _STAYS for old in ended.get(event, ())}
    add_lines(
        links,
        graphs.base,
        [f"{old} {iri(REPLACED)} {new}" for old, new in succeeded if (old, new) in replaced and old not in stays],
    )
    _recount(graphs, links)


def find_heirs(gone: Iterable[str], is_written: Callable[[str], bool], root: Path, base: str) -> dict[str, str]:
    """Which node of the site is the same as one that went, by the Turtle that still lies there; paths by paths.

    `is_written` tells whether this run wrote a file.
    """
    heirs = {}
    for path in gone:
        same = _read_same(root / (path + TURTLE), base, base + path)
        alive = sorted(other for other in same if other != path and is_written(f"{other}.html"))
        if alive:
            heirs[path] = alive[0]
    return heirs


def _read_same(file: Path, base: str, node: str) -> set[str]:
    """Paths of the nodes that a file names as the same as a node, or as replacing it."""
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return set()
    found = set()
    for quad in parse(text, format=RdfFormat.TURTLE, base_iri=base):
        if quad.predicate.value in (WP.sameAs, REPLACED):
            ends = [term.value for term in (quad.subject, quad.object) if isinstance(term, NamedNode)]
            if node in ends:
                found |= {end.removeprefix(base) for end in ends if end.startswith(base)}
    return found


def _recount(graphs: PublishedGraphs, links: PublishedGraph) -> None:
    """Say in the catalogue how many triples the graph of links has now."""
    catalog = graphs.find(shared_graph_iri("", "catalog"))
    assert catalog is not None
    start = f"{iri(graphs.base + links.path)} {_TRIPLES} "
    kept = [line for line in catalog.lines() if not line.startswith(start)]
    catalog.file.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8", newline="\n")
    count = literal(str(sum(1 for _ in links.lines())), datatype=XSD + "integer")
    add_lines(catalog, graphs.base, [start + count])
