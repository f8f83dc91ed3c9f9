"""Exports opened by the programs that they are made for, from npm: graphology and cytoscape.js."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mapper.export.picture import Picture
from tests.export.consumers import FOLDER, read_with_node


def by_id(opened: Any) -> dict[str, dict[str, Any]]:
    """The nodes that a reader found."""
    return dict(opened["nodes"])


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_graphology_reads_nodes_edges_and_attributes(exported: dict[str, Path], picture: Picture, form: str) -> None:
    opened = read_with_node(form, exported[form])
    nodes = by_id(opened)
    assert set(nodes) == set(picture.graph)
    assert len(opened["edges"]) == picture.graph.number_of_edges()
    side = -1 if form == "gexf" else 1  # Gephi's y points up
    for node, data in picture.nodes():
        read = nodes[node]
        for name, value in data.items():
            if name not in {"years", "color", "y", "x", "size"}:
                assert read[name] == value, name
        assert (read["x"], read["y"] * side, read["size"]) == (data["x"], data["y"], data["size"])
    found = sorted((source, target, data["kind"], data["weight"]) for source, target, data in opened["edges"])
    assert found == sorted((u, v, data["kind"], data["weight"]) for u, v, data in picture.edges())
    red, green, blue = (int(picture.graph.nodes[opened["nodes"][0][0]]["color"][i : i + 2], 16) for i in (1, 3, 5))
    colour = opened["nodes"][0][1]["color"]
    assert colour in {f"rgb({red},{green},{blue})", f"#{red:02x}{green:02x}{blue:02x}"}


def test_cytoscape_reads_and_styles_the_network(exported: dict[str, Path], picture: Picture) -> None:
    opened = read_with_node("cytoscape", exported["cytoscape"])
    nodes = by_id(opened)
    assert set(nodes) == set(picture.graph)
    for node, data in picture.nodes():
        read = nodes[node]
        assert (read["written"], read["kind"]) == (data["label"], data["kind"])
        assert (read["x"], read["y"]) == (data["x"], data["y"])
        assert read["drawn"] == "rgb({},{},{})".format(*(int(data["color"][i : i + 2], 16) for i in (1, 3, 5)))
    money = [data for _, _, data in opened["edges"] if data["kind"] == "money"]
    assert {data["amount_krw"] for data in money} == {
        data["amount_krw"] for _, _, data in picture.edges() if data["kind"] == "money"
    }
    assert max(data["drawn"] for data in money) > min(data["drawn"] for data in money)


def test_the_lock_file_names_no_address() -> None:
    assert "://" not in (FOLDER / "package-lock.json").read_text(encoding="utf-8")
