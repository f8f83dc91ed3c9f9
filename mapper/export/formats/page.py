"""HTML: one file with the network and a viewer in it; it needs no network and asks none."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any, Final

from mapper.export.appearance import look_of_edge, write_amount
from mapper.export.picture import Picture, flatten

_VIEWER: Final = Path(__file__).with_name("viewer.html")
_HIDDEN: Final = {"label", "kind", "kind_label", "color", "size", "x", "y", "years", "id", "weight"}


def write_html(picture: Picture, path: Path) -> list[str]:
    """Write the page; everything is in it."""
    path.write_text(to_html(picture), encoding="utf-8")
    return []


def to_html(picture: Picture) -> str:
    """The whole page as text."""
    text = _VIEWER.read_text(encoding="utf-8")
    content = json.dumps(_describe(picture), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("{{title}}", escape(picture.title)).replace("{{note}}", escape(picture.note))
    return text.replace("{{network}}", content)


def _describe(picture: Picture) -> dict[str, Any]:
    """The network as the viewer wants it: kinds once, nodes and edges as short lists."""
    index = {node: number for number, (node, _) in enumerate(picture.nodes())}
    node_looks = {data["kind"]: [data["color"], data["kind_label"]] for _, data in picture.nodes()}
    edge_looks = {data["kind"]: [data["color"], data["kind_label"]] for _, _, data in picture.edges()}
    kinds, edge_kinds = list(node_looks), list(edge_looks)
    return {
        "kinds": [[kind, *node_looks[kind]] for kind in kinds],
        "edgeKinds": [[kind, look_of_edge(kind).colour, edge_looks[kind][1]] for kind in edge_kinds],
        "years": picture.years,
        "clusters": [
            [c.label, c.kind, round(c.x), round(c.y), round(c.width), round(c.height)] for c in picture.clusters
        ],
        "nodes": [
            [
                node,
                data["label"],
                kinds.index(data["kind"]),
                data["x"],
                data["y"],
                data["size"],
                data["years"],
                _facts(data),
            ]
            for node, data in picture.nodes()
        ],
        "edges": [
            [index[u], index[v], edge_kinds.index(d["kind"]), d["years"], d["weight"], d["label"], _place(d)]
            for u, v, d in picture.edges()
        ],
    }


def _facts(data: dict[str, Any]) -> dict[str, Any]:
    """The other attributes; amounts also as people say them."""
    facts = {name: value for name, value in flatten(data).items() if name not in _HIDDEN}
    for name, value in facts.items():
        if isinstance(value, int) and abs(value) >= 10_000 and name not in {"year", "plan_year"}:
            facts[name] = f"{value:,} ({write_amount(value)})"
    return facts


def _place(data: dict[str, Any]) -> str:
    """Document and lines of an edge."""
    return " ".join(str(data[name]) for name in ("document", "line") if data.get(name))
