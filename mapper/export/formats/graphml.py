"""GraphML 1.0 through networkx: attributes typed (long, double, string)."""

from __future__ import annotations

from pathlib import Path

from mapper.export.picture import Picture, flatten


def write_graphml(picture: Picture, path: Path) -> list[str]:
    """Write GraphML; gives what the format has no place for."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, data in picture.nodes():
        graph.add_node(node, **flatten(data))
    for source, target, data in picture.edges():
        flat = flatten(data)
        graph.add_edge(source, target, key=str(flat.pop("id")), **flat)
    for index, (_, _, key, data) in enumerate(graph.edges(keys=True, data=True)):
        assert index >= 0
        data["id"] = key
    networkx.write_graphml(graph, path, infer_numeric_types=False, edge_id_from_attribute="id")
    return [
        "colours, sizes and places as such: GraphML has none, they are the attributes color, size, x and y",
        "years as time: GraphML has none, they are the attribute years, such as `2023; 2024`",
    ]
