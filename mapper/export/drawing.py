"""The network, or a part of it that somebody cut out, as a picture: a notebook shows it, `save` writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mapper.charts.chart import bundle_png, write_picture
from mapper.charts.rendering import require_ending, svg_to_png
from mapper.errors import UsageError
from mapper.export.appearance import NODE_LOOKS, STATEMENT_KINDS, look_of_edge, size_of
from mapper.export.formats.page import to_html
from mapper.export.formats.svg import to_svg
from mapper.export.layout import lay_out
from mapper.export.picture import Picture
from mapper.export.writing import Wishes, make_picture, name_picture

if TYPE_CHECKING:
    import networkx

    from mapper.export.network import Network
    from mapper.store.release import ReleaseFiles

_FORMATS: Final[dict[str, Callable[[Picture], bytes]]] = {
    ".svg": lambda picture: to_svg(picture).encode("utf-8"),
    ".png": lambda picture: svg_to_png(to_svg(picture)),
    ".html": lambda picture: to_html(picture).encode("utf-8"),
}
"""What a file's ending asks for."""
_WIDEST: Final = 1000
"""Points that a notebook has from left to right."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network with places."""

    picture: Picture

    @property
    def title(self) -> str:
        """What is shown, in words."""
        return self.picture.title

    def __repr__(self) -> str:
        return f"<Drawing: {self.title}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        """A PNG, which looks the same everywhere and needs no trust; an SVG where nothing is there that draws one."""
        svg = to_svg(self.picture)
        try:
            png = svg_to_png(svg)
        except UsageError:
            return {"text/plain": repr(self), "image/svg+xml": svg}, {"image/svg+xml": {"alt": self.title}}
        return bundle_png(png, self.title, repr(self), widest=_WIDEST)

    def save(self, path: str | PathLike[str]) -> None:
        """Write it into a file: .svg, .html (a page to click through) or .png.

        Raises UsageError for another ending, a place that cannot be, and a PNG where nothing is installed to draw it.
        """
        path = Path(path)
        write = _FORMATS[require_ending(path, _FORMATS)]
        write_picture(path, write(self.picture))


def draw_network(release: ReleaseFiles, network: networkx.Graph[str] | None = None, title: str = "") -> Drawing:
    """The network of a release, or what is left of it in a graph made of `read_network`; raises UsageError for none.

    The graph may be without directions, and may hold nodes and edges that somebody added by hand.
    """
    if network is None:
        picture, _ = make_picture(release, Wishes())
    elif not network:
        raise UsageError("the network has no node.", hint="Take a larger part of it.")
    else:
        graph = _complete(network)
        picture = Picture(graph, lay_out(graph), *name_picture(graph, release))
    return Drawing(replace(picture, title=title) if title else picture)


def _complete(network: networkx.Graph[Any]) -> Network:
    """A copy with all that a picture needs of every node and edge, sorted: a part of a graph comes in any order."""
    import networkx

    graph: Network = networkx.MultiDiGraph()
    for node in sorted(network, key=str):
        given = network.nodes[node]
        kind = str(given.get("kind"))
        kind = kind if kind in NODE_LOOKS else "group"
        own = {"label": str(node), "kind_label": NODE_LOOKS[kind].ko, "color": NODE_LOOKS[kind].colour, "years": ()}
        size = {"size": size_of(kind, given.get("projects", 0), network.degree[node], given.get("amount_krw"))}
        graph.add_node(str(node), **(own | size | given | {"kind": kind}))
    edges = [_direct(graph, str(start), str(end), data) for start, end, data in network.edges(data=True)]
    for start, end, data in sorted(edges, key=lambda edge: (*edge[:2], str(sorted(edge[2].items())))):
        graph.add_edge(start, end, **data)
    return graph


def _direct(graph: Network, start: str, end: str, given: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """An edge as the network has it, to the project or the statement, also where its direction was lost."""
    kind = str(given.get("kind", "partner"))
    look = look_of_edge(kind)
    data = {"label": look.ko, "kind_label": look.ko, "color": look.colour, "weight": 1.0, "years": ()}
    if _rank(graph.nodes[start]["kind"]) > _rank(graph.nodes[end]["kind"]):
        start, end = end, start
    return start, end, data | given | {"kind": kind}


def _rank(kind: str) -> int:
    """Statements hang on projects and these on all others."""
    return 2 if kind in STATEMENT_KINDS else int(kind == "project")
