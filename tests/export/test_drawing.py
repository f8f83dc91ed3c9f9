"""The network as a picture in Python: the same as the export's, of any part, in whatever order it comes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import networkx
import pytest

from mapper.errors import UsageError
from mapper.export import draw_network
from mapper.export.formats.lettering import measure
from mapper.store.release import ReleaseFiles
from tests.export.test_pictures import SVG, boxes_of, overlap

Network = networkx.MultiDiGraph


def read_svg(path: Path) -> tuple[ET.Element, dict[str, ET.Element]]:
    """The root and the drawn nodes by their ids."""
    root = ET.parse(path).getroot()
    (nodes,) = [group for group in root.iter(SVG + "g") if group.get("id") == "nodes"]
    return root, {group.get("id", ""): group for group in nodes}


def busiest(network: Network[str]) -> str:
    """The project with most edges."""
    return max((node for node in network if network.nodes[node]["kind"] == "project"), key=network.degree)


def test_the_whole_network_is_the_picture_of_the_export(
    example_release: ReleaseFiles, exported: dict[str, Path], tmp_path: Path
) -> None:
    drawing = draw_network(example_release)
    assert repr(drawing) == "<Drawing: 금천구·김포시·영등포구 주요업무계획 2021–2024>"
    for form in ("svg", "html"):
        drawing.save(tmp_path / f"out.{form}")
        assert (tmp_path / f"out.{form}").read_bytes() == exported[form].read_bytes()


def test_a_part_without_directions_is_drawn_like_the_same_with_them_in_any_order(
    example_release: ReleaseFiles, network: Network[str], tmp_path: Path
) -> None:
    node = busiest(network)
    part = networkx.ego_graph(network, node, radius=2, undirected=True)
    turned: networkx.MultiGraph[str] = networkx.MultiGraph()
    turned.add_nodes_from(reversed(list(part.nodes(data=True))))
    turned.add_edges_from((end, start, data) for start, end, data in reversed(list(part.edges(data=True))))
    before = {name: dict(data) for name, data in turned.nodes(data=True)}
    texts = set()
    for number, graph in enumerate((part, turned, networkx.ego_graph(network.to_undirected(), node, radius=2))):
        draw_network(example_release, graph, "두 걸음 안").save(tmp_path / f"{number}.svg")
        texts.add((tmp_path / f"{number}.svg").read_text(encoding="utf-8"))
    assert len(texts) == 1
    assert before == {name: dict(data) for name, data in turned.nodes(data=True)}
    root, nodes = read_svg(tmp_path / "0.svg")
    assert root.findtext(SVG + "title") == "두 걸음 안"
    assert set(nodes) == set(part)
    assert not any(
        overlap(a, b) for one, two in combinations(nodes.values(), 2) for a in boxes_of(one) for b in boxes_of(two)
    )
    edges = next(group for group in root.iter(SVG + "g") if group.get("id") == "edges")
    paid = {(u, v) for u, v, kind in part.edges(data="kind") if kind == "money"}
    drawn = {(u, v, kind) for u, v, kind in part.edges(data="kind") if kind != "runs" or (u, v) not in paid}
    assert len(edges) == len(drawn)


def test_title_note_and_legend_have_room_over_a_small_part(
    example_release: ReleaseFiles, network: Network[str], tmp_path: Path
) -> None:
    title = "이 사업의 이름은 아주 길어서 작은 그림의 제목으로는 자리가 모자란다"
    draw_network(example_release, network.subgraph([busiest(network)]), title).save(tmp_path / "one.svg")
    root, _ = read_svg(tmp_path / "one.svg")
    left, top, width, height = map(float, root.get("viewBox", "").split())
    assert height < 500
    for text in root.iter(SVG + "text"):
        x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
        assert x + measure(text.text or "", size) * (0.5 if text.get("text-anchor") else 1) <= left + width
        assert y <= top + height
    (head,) = [text for text in root.iter(SVG + "text") if text.text == title]
    assert float(head.get("font-size", "")) >= 20


def test_nodes_and_edges_added_by_hand_are_drawn_also_in_a_circle(
    example_release: ReleaseFiles, tmp_path: Path
) -> None:
    graph: networkx.MultiDiGraph[object] = networkx.MultiDiGraph()
    graph.add_edge("가", 7)
    for name, kind in (("나", "department"), ("다", "department"), ("라", "새로운 것"), ("마", "project")):
        graph.add_node(name, kind=kind, label=f"이름 {name}")
    graph.add_edge("나", "다", kind="runs")
    graph.add_edge("다", "나", kind="runs")
    graph.add_edge("마", "나", kind="runs", weight=5000)
    draw_network(example_release, graph).save(tmp_path / "hand.svg")  # type: ignore[arg-type]
    draw_network(example_release, graph).save(tmp_path / "hand.html")  # type: ignore[arg-type]
    root, nodes = read_svg(tmp_path / "hand.svg")
    assert set(nodes) == {"가", "7", "나", "다", "라", "마"}
    assert "이름 라" in [text.text for text in root.iter(SVG + "text")]


def test_an_empty_network_and_an_unknown_ending_are_usage_errors(
    example_release: ReleaseFiles, network: Network[str], tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="no node"):
        draw_network(example_release, networkx.MultiDiGraph())
    drawing = draw_network(example_release, network.subgraph([busiest(network)]))
    with pytest.raises(UsageError, match=r"no `\.pdf`"):
        drawing.save(tmp_path / "out.pdf")
    with pytest.raises(UsageError, match="cannot be written"):
        drawing.save(tmp_path / "missing" / "out.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_shows_a_png_with_words_and_of_a_large_network_no_wider_than_a_page(
    example_release: ReleaseFiles, tmp_path: Path
) -> None:
    pytest.importorskip("vl_convert", reason='pip install "workplan-graph[charts]"')
    drawing = draw_network(example_release, title="연결망")
    shown, sizes = drawing._repr_mimebundle_()
    assert set(shown) == {"text/plain", "image/png"}
    assert sizes["image/png"]["alt"] == "연결망"
    assert sizes["image/png"]["width"] == 1000
    drawing.save(tmp_path / "out.png")
    assert (tmp_path / "out.png").read_bytes()[:4] == b"\x89PNG"


def test_a_notebook_shows_an_svg_where_nothing_draws_a_png(
    example_release: ReleaseFiles, network: Network[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(svg: str) -> bytes:
        raise UsageError("vl-convert-python is not installed.", hint="Install it.")

    monkeypatch.setattr("mapper.export.drawing.svg_to_png", fail)
    drawing = draw_network(example_release, network.subgraph([busiest(network)]))
    shown, _ = drawing._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg ")
    style = re.search(r"<style>(.*?)</style>", shown["image/svg+xml"], re.DOTALL)
    assert style
    assert all(rule.startswith(".workplan ") for rule in style[1].strip().splitlines()), "others share the page"
