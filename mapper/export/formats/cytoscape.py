"""Cytoscape JSON: elements with places and a style, for cytoscape.js and Cytoscape Desktop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mapper.export.appearance import EDGE_LOOKS
from mapper.export.picture import Picture, flatten


def write_cytoscape(picture: Picture, path: Path) -> list[str]:
    """Write the JSON that `cytoscape(...)` takes; gives what it has no place for."""
    nodes: list[dict[str, Any]] = [
        {"data": {"id": node, "name": data["label"], **flatten(data)}, "position": {"x": data["x"], "y": data["y"]}}
        for node, data in picture.nodes()
    ]
    edges: list[dict[str, Any]] = [
        {"data": {"source": source, "target": target, "interaction": data["kind"], **flatten(data)}}
        for source, target, data in picture.edges()
    ]
    content = {
        "format_version": "1.0",
        "generated_by": "workplan",
        "target_cytoscapejs_version": "~3",
        "data": {"name": picture.title, "note": picture.note},
        "elements": {"nodes": nodes, "edges": edges},
        "style": _style(),
        "layout": {"name": "preset"},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return ["years as time: Cytoscape has none, they are the attribute years, such as `2023; 2024`"]


def _style() -> list[dict[str, Any]]:
    """What cytoscape.js draws at once; Cytoscape Desktop takes colours by a mapping to `color`."""
    node = {
        "label": "data(label)",
        "background-color": "data(color)",
        "width": "mapData(size, 3, 30, 8, 56)",
        "height": "mapData(size, 3, 30, 8, 56)",
        "font-size": 9,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-wrap": "wrap",
        "text-max-width": 90,
        "text-overflow-wrap": "anywhere",
    }
    edge = {
        "line-color": "data(color)",
        "target-arrow-color": "data(color)",
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.6,
        "curve-style": "bezier",
        "opacity": 0.6,
        "width": "mapData(weight, 1, 6, 1, 6)",
    }
    dashed = [kind for kind in EDGE_LOOKS if kind in {"continues", "succeeds"}]
    return [
        {"selector": "node", "style": node},
        {"selector": 'node[kind = "department"]', "style": {"font-size": 13, "font-weight": "bold"}},
        {"selector": "edge", "style": edge},
        *({"selector": f'edge[kind = "{kind}"]', "style": {"line-style": "dashed"}} for kind in dashed),
    ]
