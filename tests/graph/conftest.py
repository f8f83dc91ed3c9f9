"""Graphs of the sample plan, in the stores that the tests ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from mapper.graph import DocumentGraph, catalog_quads, document_graph, ontology_graph_quads
from mapper.graph.identities import identity_graph
from mapper.graph.nquads import minted
from mapper.identities import SubjectKind, list_identities
from mapper.keys import thing_iri
from tests.graph.sample import BASE, METADATA, SAMPLE, read_into_rdflib, release_of
from tests.linking.sample import sample_graph_of_links

BODY = minted(thing_iri(BASE, "outside", "", "행정안전부"))
"""The one body outside that the sample plan names."""
ITEM = replace(list_identities()[0], kind=SubjectKind.BODY, key="행정안전부")


@pytest.fixture(scope="session")
def sample_graph() -> DocumentGraph:
    """The graph of the sample plan."""
    return document_graph(SAMPLE, base=BASE, metadata=METADATA)


@pytest.fixture(scope="session")
def all_lines(sample_graph: DocumentGraph) -> list[str]:
    """Every line of a release that holds the sample plan alone."""
    links = sample_graph_of_links(sample_graph)
    identities = identity_graph([ITEM], BASE, {BODY})
    return [
        *sample_graph.quads,
        *sorted({*sample_graph.things, *links.things, *identities.things}),
        *links.quads,
        *identities.quads,
        *ontology_graph_quads(BASE),
        *catalog_quads(release_of(sample_graph)),
    ]


@pytest.fixture(scope="session")
def store(all_lines: list[str]) -> Store:
    """The release in pyoxigraph."""
    store = Store()
    store.bulk_load("\n".join([*all_lines, ""]).encode(), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def union(all_lines: list[str]) -> rdflib.Graph:
    """The release in rdflib, as one graph."""
    return read_into_rdflib(all_lines)
