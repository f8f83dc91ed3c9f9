"""Everything of a release as RDF: Turtle of all graphs merged, N-Quads with the graphs."""

from __future__ import annotations

from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.resources import find_folder

if TYPE_CHECKING:
    from mapper.store.release import ReleaseFiles


def write_turtle(release: ReleaseFiles, path: Path) -> list[str]:
    """Write Turtle of all graphs merged."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for file in release.graph_files():
        store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
    triples = sorted({quad.triple for quad in store}, key=str)
    with path.open("wb") as out:
        pyoxigraph.serialize(triples, out, format=pyoxigraph.RdfFormat.TURTLE, prefixes=_prefixes())
    return ["which graph a triple stands in: Turtle has no named graphs"]


def write_nquads(release: ReleaseFiles, path: Path) -> list[str]:
    """Write the sorted N-Quads of all graphs; nothing is left out."""
    with ExitStack() as stack, path.open("wb") as out:
        files = [stack.enter_context(file.open("rb")) for file in release.graph_files()]
        out.writelines(line for line, _ in groupby(merge(*files)))
    return []


def _prefixes() -> dict[str, str]:
    """The prefixes of the vocabulary's own file, for short names in Turtle."""
    import pyoxigraph

    parser = pyoxigraph.parse(path=str(find_folder("ontology") / "workplan.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    for _ in parser:
        pass
    return dict(parser.prefixes)
