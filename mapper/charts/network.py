"""A network of offices, projects and partners as a Vega-Lite specification: places by networkx, colours by kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib.util import find_spec
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from mapper.charts.rendering import FONTS, VEGA_LITE
from mapper.errors import UsageError
from mapper.lexicon import load

if TYPE_CHECKING:
    import networkx

Box = tuple[float, float, float, float]
"""Left, top, width and height."""

_WIDTH_PX, _HEIGHT_PX = 860, 520
_LONGEST_LABEL: Final = 16
_STEPS: Final = 300
_APART: Final = 2.5
"""How far nodes keep from each other, in the distance that they would have in a grid."""
_RIM: Final = 0.12
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
    names = load("columns")["nodes"]
    kinds = {str(node["kind"]): str(node["color"]) for node in nodes}
    scale = {"domain": [names.get(kind, kind) for kind in kinds], "range": list(kinds.values())}
    for node in nodes:
        node["kind"] = names.get(node["kind"], node["kind"])
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, _WIDTH_PX]}}
    y = {**x, "field": "y", "scale": {"domain": [0, _HEIGHT_PX]}}
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
        "config": {
            "font": FONTS,
            "background": "white",
            "view": {"stroke": None},
            "legend": {"labelFontSize": 11, "labelLimit": 0, "orient": "top"},
        },
        "data": {"values": nodes},
        "layer": marks,
    }


def _place(graph: networkx.Graph[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes with their places and edges with both ends, sorted: a part of a graph comes in any order."""
    if find_spec("numpy") is None:
        raise UsageError("numpy is not installed.", hint='Install what draws: pip install "workplan-graph[charts]".')
    import networkx

    simple: networkx.Graph[str] = networkx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted({(min(ends), max(ends)) for ends in graph.edges()}))
    parts = sorted(networkx.connected_components(simple), key=lambda part: (-len(part), min(part)))
    whole = (0.0, 0.0, float(_WIDTH_PX), float(_HEIGHT_PX))
    spots: dict[str, tuple[float, float]] = {}
    for part, box in zip(parts, _share_out([len(part) + 1 for part in parts], whole), strict=True):
        spots |= _place_part(simple, part, box)
    nodes = [
        _describe(node, graph.nodes[node], simple.degree[node]) | {"x": spots[node][0], "y": spots[node][1]}
        for node in simple
    ]
    edges = [
        {"x": spots[start][0], "y": spots[start][1], "x2": spots[end][0], "y2": spots[end][1]}
        for start, end in simple.edges()
    ]
    return nodes, edges


def _share_out(weights: Sequence[int], box: Box) -> list[Box]:
    """A part of a box for each weight, as large as it weighs: a box is cut across its longer side, again and again."""
    if len(weights) < 2:
        return [box] * len(weights)
    half = next(place for place in range(1, len(weights)) if 2 * sum(weights[: place + 1]) > sum(weights))
    left, top, width, height = box
    share = sum(weights[:half]) / sum(weights)
    if width >= height:
        first, second = (left, top, width * share, height), (left + width * share, top, width * (1 - share), height)
    else:
        first, second = (left, top, width, height * share), (left, top + height * share, width, height * (1 - share))
    return [*_share_out(weights[:half], first), *_share_out(weights[half:], second)]


def _place_part(graph: networkx.Graph[str], part: Collection[str], box: Box) -> dict[str, tuple[float, float]]:
    """The places of nodes that hang together, spread over a box with some room at its rim."""
    import networkx

    together: networkx.Graph[str] = networkx.Graph()
    together.add_nodes_from(sorted(part))
    together.add_edges_from(sorted(ends for ends in graph.edges() if ends[0] in part))
    places = networkx.spring_layout(together, seed=_SEED, iterations=_STEPS, weight=None, k=_APART / sqrt(len(part)))
    spots: dict[str, list[float]] = {node: [] for node in places}
    for axis in (0, 1):
        low = min(float(place[axis]) for place in places.values())
        span = max(float(place[axis]) for place in places.values()) - low
        for node, place in places.items():
            share = (float(place[axis]) - low) / span if span else 0.5
            spots[node].append(round(box[axis] + box[axis + 2] * (_RIM + (1 - 2 * _RIM) * share), 1))
    return {node: (x, y) for node, (x, y) in spots.items()}


def _describe(node: str, attributes: Mapping[str, Any], edges: int) -> dict[str, Any]:
    """What is drawn of a node; one that somebody added by hand may have no label."""
    label = str(attributes.get("label", node))
    shown = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
    kind, color = attributes.get("kind", "group"), attributes.get("color", "#8a8a8a")
    return {"label": label, "shown": shown, "kind": kind, "color": color, "edges": edges}
