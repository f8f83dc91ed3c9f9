"""One small graph, in every store that we open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import serving, store_beside

QUADS = """\
<urn:a> <urn:name> "\uac00\ub098" <urn:g1> .
<urn:a> <urn:amount> "3370000000"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g1> .
<urn:a> <urn:share> "8.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g1> .
<urn:b> <urn:name> "b \\"quoted\\"" <urn:g2> .
<urn:b> <urn:seen> "2022-10-04"^^<http://www.w3.org/2001/XMLSchema#date> <urn:g2> .
<urn:b> <urn:label> "\ub77c\ubca8"@ko <urn:g2> .
<urn:b> <urn:of> <urn:a> <urn:g2> .
"""


@pytest.fixture(scope="session")
def quads_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph as N-Quads."""
    file = tmp_path_factory.mktemp("graph") / "graph.nq"
    file.write_text(QUADS, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def store_folder(quads_file: Path) -> Path:
    """The graph as an Oxigraph store on disk."""
    return store_beside(quads_file)


@pytest.fixture(scope="session")
def endpoint(store_folder: Path) -> Iterator[str]:
    """The address of a real SPARQL 1.1 server over a copy of the store."""
    with serving(store_folder, store_folder.parent) as address:
        yield address
