"""Measures of the network as attributes of its nodes: degree, betweenness, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx

    from mapper.export.network import Network

EXACT_UP_TO: Final = 1_500
"""Nodes up to which betweenness is exact; above, it is estimated."""
PIVOTS: Final = 200
SEED: Final = 1


def add_measures(graph: Network) -> list[str]:
    """Add degree, betweenness and community to every node; gives what is to be said about them.

    They are those of the plain network: parallel edges are one, directions do not count. Communities are Louvain's,
    weighted, numbered by size.
    """
    import networkx

    remarks = []
    plain = _plain(graph)
    pivots = None if len(plain) <= EXACT_UP_TO else PIVOTS
    if pivots:
        remarks.append(f"exact betweenness: it is estimated from {pivots} of {len(plain)} nodes, chosen by seed {SEED}")
    between = networkx.betweenness_centrality(plain, k=pivots, seed=SEED)
    groups = networkx.community.louvain_communities(plain, weight="weight", seed=SEED)
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    community = {node: index for index, group in enumerate(ordered, start=1) for node in group}
    for node, data in graph.nodes(data=True):
        data["degree"] = plain.degree(node)
        data["betweenness"] = round(between[node], 6)
        data["community"] = community[node]
    return remarks


def _plain(graph: Network) -> networkx.Graph[str]:
    """The undirected network with one edge between two nodes, of the largest weight."""
    import networkx

    plain: networkx.Graph[str] = networkx.Graph()
    plain.add_nodes_from(sorted(graph))
    for source, target, weight in sorted((u, v, float(data["weight"])) for u, v, data in graph.edges(data=True)):
        if source != target:
            known = plain.get_edge_data(source, target, {}).get("weight", 0.0)
            plain.add_edge(source, target, weight=max(known, weight))
    return plain
