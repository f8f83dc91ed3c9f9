"""A network of offices, projects and partners as a Vega-Lite specification: places by networkx, colours by kind."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from mapper.charts.rendering import FONTS, VEGA_LITE
from mapper.charts.specification import describe_column
from mapper.errors import UsageError

if TYPE_CHECKING:
    import networkx

_WIDTH_PX, _HEIGHT_PX = 760, 520
_LONGEST_LABEL: Final = 16
_STEPS: Final = 300
_SEED: Final = 1
"""The layout begins with random places: the same ones each time."""


def specify_network(graph: networkx.Graph[str], title: str = "") -> dict[str, Any]:
    """The specification that draws a network of `mapper.export.read_network`, or a part of it.

    Nodes are as large as they have edges. Raises UsageError for an empty one, and where numpy is missing, which
    networkx needs to find places.
    """
    if not graph:
        raise UsageError("the network has no node.", hint="Take a larger part of it.")
    nodes, edges = _place(graph)
    kinds = {str(node["kind"]): str(node["color"]) for node in nodes}
    scale = {"domain": [describe_column(kind) for kind in kinds], "range": list(kinds.values())}
    for node in nodes:
        node["kind"] = describe_column(node["kind"])
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"zero": False, "padding": 50}}
    y = {**x, "field": "y", "scale": {"zero": False, "padding": 24}}
    size = {"field": "edges", "type": "quantitative", "legend": None, "scale": {"range": [60, 500]}}
    color = {"field": "kind", "type": "nominal", "scale": scale, "title": None}
    marks: list[dict[str, Any]] = [
        {
            "data": {"values": edges},
            "mark": {"type": "rule", "color": "#bbb"},
            "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {"mark": {"type": "circle", "opacity": 1}, "encoding": {"x": x, "y": y, "size": size, "color": color}},
        {
            "mark": {"type": "text", "dy": -13, "fontSize": 10, "stroke": "white", "strokeWidth": 3},
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        },
        {
            "mark": {"type": "text", "dy": -13, "fontSize": 10},
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        },
    ]
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.partition('.')[0]}.json",
        "title": {"text": title, "anchor": "start", "fontSize": 17, "offset": 16},
        "width": _WIDTH_PX,
        "height": _HEIGHT_PX,
        "config": {"font": FONTS, "background": "white", "view": {"stroke": None}, "legend": {"labelFontSize": 11}},
        "data": {"values": nodes},
        "layer": marks,
    }


def _place(graph: networkx.Graph[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes with their places and edges with both ends, in the order of the graph."""
    if find_spec("numpy") is None:
        raise UsageError("numpy is not installed.", hint='Install what draws: pip install "workplan-graph[charts]".')
    import networkx

    simple = networkx.Graph(graph.to_undirected())
    places = networkx.spring_layout(simple, seed=_SEED, iterations=_STEPS)
    spots = {node: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in places.items()}
    nodes = [
        _describe(node, attributes, simple.degree[node]) | {"x": spots[node][0], "y": spots[node][1]}
        for node, attributes in graph.nodes(data=True)
    ]
    edges = [
        {"x": spots[start][0], "y": spots[start][1], "x2": spots[end][0], "y2": spots[end][1]}
        for start, end in simple.edges()
    ]
    return nodes, edges


def _describe(node: str, attributes: Mapping[str, Any], edges: int) -> dict[str, Any]:
    """What is drawn of a node; one that somebody added by hand may have no label."""
    label = str(attributes.get("label", node))
    shown = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
    kind, color = attributes.get("kind", "group"), attributes.get("color", "#8a8a8a")
    return {"label": label, "shown": shown, "kind": kind, "color": color, "edges": edges}
