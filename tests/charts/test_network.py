"""The network as a picture: every node in its place, the same each time, whatever order the nodes come in."""

from __future__ import annotations

import networkx
import pytest

from mapper.charts import Chart, specify_network
from mapper.errors import UsageError

pytest.importorskip("numpy", reason='pip install "workplan-graph[charts]"')


def two_parts() -> networkx.MultiDiGraph[str]:
    """A department with two projects, one of them with a partner twice, and a pair apart."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, kind in (
        ("d1", "department"),
        ("p1", "project"),
        ("p2", "project"),
        ("o", "outside"),
        ("d2", "department"),
    ):
        graph.add_node(node, label=f"이름 {node}", kind=kind, color="#123456")
    graph.add_node("p3", label="열여섯 글자보다 훨씬 긴 사업의 이름", kind="project", color="#d98200")
    graph.add_edge("d1", "p1", weight=5000.0)
    graph.add_edge("d1", "p2")
    graph.add_edge("o", "p1", key="partner")
    graph.add_edge("o", "p1", key="trustee")
    graph.add_edge("d2", "p3")
    return graph


def test_every_node_and_edge_is_drawn_once_inside_the_picture() -> None:
    drawn = specify_network(two_parts(), "연결망")
    nodes = {node["label"]: node for node in drawn["data"]["values"]}
    assert len(nodes) == 6
    assert len(drawn["layer"][0]["data"]["values"]) == 4
    assert nodes["이름 p1"]["edges"] == 2
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == 6
    assert all(0 < node["x"] < drawn["width"] and 0 < node["y"] < drawn["height"] for node in nodes.values())
    assert len(nodes["열여섯 글자보다 훨씬 긴 사업의 이름"]["shown"]) == 16
    assert {node["kind"] for node in nodes.values()} == {
        "부서 · department",
        "사업 · project",
        "외부 기관 · body outside",
    }


def test_parts_that_do_not_hang_together_lie_side_by_side() -> None:
    nodes = {node["label"]: node["x"] for node in specify_network(two_parts())["data"]["values"]}
    apart = [nodes["이름 d2"], nodes["열여섯 글자보다 훨씬 긴 사업의 이름"]]
    assert max(x for label, x in nodes.items() if x not in apart) < min(apart)


def test_the_order_of_the_nodes_changes_nothing() -> None:
    graph = two_parts()
    turned: networkx.MultiGraph[str] = networkx.MultiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((end, start) for start, end in reversed(list(graph.edges())))
    assert specify_network(turned) == specify_network(graph)


def test_one_node_alone_and_nodes_added_by_hand_are_drawn() -> None:
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_node("나")
    (node,) = specify_network(graph)["data"]["values"]
    assert node["shown"] == "나"


def test_an_empty_network_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no node"):
        specify_network(networkx.MultiDiGraph())


def test_a_chart_that_nothing_can_draw_says_in_a_notebook_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(specification: object) -> bytes:
        raise UsageError("vl-convert-python is not installed.", hint="Install it.")

    monkeypatch.setattr("mapper.charts.chart.to_png", fail)
    shown = Chart(specify_network(two_parts()))._repr_mimebundle_()
    assert shown == {"text/plain": "vl-convert-python is not installed. Install it."}
