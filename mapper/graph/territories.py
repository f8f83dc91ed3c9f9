"""The graph of territories: the list of mapper.territories with the tree, the successors and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mapper.graph.nodes import Nodes, label_pair, pairs_of, types_of
from mapper.graph.nquads import RDF, RDFS, XSD, iri, literal, minted, quote
from mapper.keys import catalog_iri, shared_graph_iri, thing_iri
from mapper.territories import Source, Territory, list_sources, territories_by_key, true_to
from mapper.territories.romanisation import romanised_name
from mapper.vocabulary import CONCEPTS, WP

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DCT: Final = "http://purl.org/dc/terms/"
_NOTATION: Final = iri(_SKOS + "notation") + " "
_ALT_LABEL: Final = iri(_SKOS + "altLabel") + " "
_SOURCE: Final = iri(_DCT + "source") + " "
_TITLES: Final = (("ko", "행정구역 목록"), ("en", "list of territories"))


def territory_token(base: str, key: str) -> str:
    """The node of a territory by its key."""
    return minted(thing_iri(base, "territory", "", key))


@lru_cache(maxsize=64)
def territory_quads(base: str, keys: frozenset[str] | None = None) -> tuple[str, ...]:
    """The graph of territories as sorted lines: all, or those of some keys with all that they lead to."""
    listed = territories_by_key()
    nodes = Nodes()
    for key in listed if keys is None else sorted(_reached(keys)):
        _write(nodes, base, listed[key])
    if keys is None:
        _write_list(nodes, base)
    return nodes.lines(minted(shared_graph_iri(base, "territories")))


def _reached(keys: frozenset[str]) -> set[str]:
    """The keys with those of the superiors and successors, and of theirs."""
    listed, found = territories_by_key(), set(keys)
    waiting = list(keys)
    while waiting:
        territory = listed[waiting.pop()]
        parent = (territory.parent.key,) if territory.parent else ()
        further = {*parent, *territory.successors} - found
        found |= further
        waiting += further
    return found


def _write(nodes: Nodes, base: str, territory: Territory) -> None:
    """One territory."""
    token = territory_token(base, territory.key)
    nodes.add(token, types_of(WP.Territory), [label_pair(territory.official_name)])
    nodes.add(token, [_NOTATION + literal(code, datatype=WP.legalDistrictCode) for code in territory.codes])
    nodes.add(token, [_ALT_LABEL + quote(name) for name in territory.short_names()])
    if english := romanised_name(territory):
        nodes.add(token, [_ALT_LABEL + literal(english, language="en")])
    nodes.add(token, pairs_of(WP.territoryLevel, iri(CONCEPTS[WP.TerritoryLevel][territory.level])))
    if territory.parent:
        nodes.add(token, pairs_of(WP.within, territory_token(base, territory.parent.key)))
    for term, day in ((WP.validFrom, territory.valid_from), (WP.validUntil, territory.valid_until)):
        nodes.add(token, pairs_of(term, literal(str(day), datatype=XSD + "date") if day else ""))
    for key in territory.successors:
        nodes.add(token, pairs_of(WP.successor, territory_token(base, key)))
    nodes.add(token, [_SOURCE + _source_token(base, source) for source in territory.sources])


def _write_list(nodes: Nodes, base: str) -> None:
    """The list itself with the day to which it is true, and its sources."""
    listed = minted(catalog_iri(base, "dataset", "territories"))
    entity = f"{iri(RDF + 'type')} {iri('http://www.w3.org/ns/prov#Entity')}"
    nodes.add(listed, [entity, f"{iri(RDF + 'type')} {iri('http://www.w3.org/ns/dcat#Dataset')}"])
    nodes.add(listed, [f"{iri(RDFS + 'label')} {literal(text, language=tag)}" for tag, text in _TITLES])
    nodes.add(listed, [f"{iri(_DCT + 'valid')} {literal(str(true_to()), datatype=XSD + 'date')}"])
    for source in list_sources():
        token = _source_token(base, source.key)
        nodes.add(listed, [_SOURCE + token])
        nodes.add(token, [entity, label_pair(source.title)], _particulars(source))


def _particulars(source: Source) -> Iterator[str]:
    """Licence and address of a source, as far as they are told."""
    if source.licence:
        yield f"{iri(_DCT + 'rights')} {quote(source.licence)}"
    if source.address:
        yield f"{iri(RDFS + 'seeAlso')} {iri(source.address)}"


def _source_token(base: str, key: str) -> str:
    """The node of a source."""
    return minted(catalog_iri(base, "source", key))
