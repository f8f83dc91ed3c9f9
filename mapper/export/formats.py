"""The exported files: GraphML and GEXF of the network through networkx, Turtle and N-Quads of every graph."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapper.errors import MapperError, UsageError
from mapper.export.network import read_network
from mapper.resources import find_folder

if TYPE_CHECKING:
    import networkx

    from mapper.store.release import ReleaseFiles


def write(release: ReleaseFiles, form: str, path: Path) -> int:
    """Write one export of a release to `path`, whole or not at all; gives the number of bytes written."""
    if form not in FORMATS:
        raise UsageError(f"there is no export format `{form}`.", hint=f"Use one of: {', '.join(FORMATS)}.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        FORMATS[form](release, temporary)
        size = temporary.stat().st_size
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MapperError(f"cannot be written: {reason}.", file=str(path), hint="Choose another --out.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return size


def _write_graphml(release: ReleaseFiles, path: Path) -> None:
    """GraphML 1.0, attributes typed (long, double, string)."""
    import networkx

    graph = _read_numbered(release)
    networkx.write_graphml(graph, path, infer_numeric_types=False, edge_id_from_attribute="id")


def _write_gexf(release: ReleaseFiles, path: Path) -> None:
    """GEXF 1.2: label, colour and attributes of each node; the edges' kinds and weights."""
    import networkx

    graph = _read_numbered(release)
    for _, data in graph.nodes(data=True):
        colour = data["color"].lstrip("#")
        red, green, blue = (int(colour[index : index + 2], 16) for index in (0, 2, 4))
        data["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    text = "\n".join(networkx.generate_gexf(graph, prettyprint=True, version="1.2draft"))
    path.write_text(_without_date(text) + "\n", encoding="utf-8")


def _read_numbered(release: ReleaseFiles) -> networkx.MultiDiGraph[str]:
    """The network, each edge with an id of its own: both formats want one."""
    graph = read_network(release.open_store())
    for index, (_, _, data) in enumerate(graph.edges(data=True)):
        data["id"] = str(index)
    return graph


def _without_date(text: str) -> str:
    """The file without the day it was written, so that equal data gives equal bytes."""
    start = text.find("<meta ")
    end = text.find(">", start)
    opening = text[start:end]
    day = opening.find(' lastmodifieddate="')
    if start < 0 or day < 0:
        return text
    close = opening.index('"', day + len(' lastmodifieddate="')) + 1
    return text[:start] + opening[:day] + opening[close:] + text[end:]


def _write_turtle(release: ReleaseFiles, path: Path) -> None:
    """Turtle of all graphs merged; which graph a triple came from is left out."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for file in release.graph_files():
        store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
    triples = sorted({quad.triple for quad in store}, key=str)
    with path.open("wb") as out:
        pyoxigraph.serialize(triples, out, format=pyoxigraph.RdfFormat.TURTLE, prefixes=_prefixes())


def _write_nquads(release: ReleaseFiles, path: Path) -> None:
    """All graphs, each line with the graph it came from."""
    with path.open("wb") as out:
        for file in release.graph_files():
            out.write(file.read_bytes())


def _prefixes() -> dict[str, str]:
    """The prefixes of the vocabulary's own file, for short names in Turtle."""
    import pyoxigraph

    parser = pyoxigraph.parse(path=str(find_folder("ontology") / "workplan.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    for _ in parser:
        pass
    return dict(parser.prefixes)


FORMATS: Final[dict[str, Callable[[ReleaseFiles, Path], None]]] = {
    "graphml": _write_graphml,
    "gexf": _write_gexf,
    "turtle": _write_turtle,
    "nquads": _write_nquads,
}
"""The formats of `workplan export`."""
