"""Parts of the network: by answer, municipality, topic, nearness; measures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import networkx
import pytest

from mapper.cli import run
from mapper.errors import UsageError
from mapper.export import Selection, Wishes, make_picture, write
from mapper.export.appearance import STATEMENT_KINDS
from mapper.export.measures import add_measures
from mapper.export.network import read_network
from mapper.export.selection import select
from mapper.export.writing import NETWORK_FORMATS
from mapper.store.release import ReleaseFiles

Network = networkx.MultiDiGraph


def choose(release: ReleaseFiles, **wishes: Any) -> Network[str]:
    """The network of a selection."""
    return make_picture(release, Wishes(Selection(**wishes)))[0].graph


def names(graph: Network[str], kind: str) -> set[str]:
    """Labels of the nodes of a kind."""
    return {data["label"] for _, data in graph.nodes(data=True) if data["kind"] == kind}


def test_a_municipality_is_its_departments_projects_and_partners(example_release: ReleaseFiles) -> None:
    part = choose(example_release, municipality="영등포구")
    assert {data["municipality"] for _, data in part.nodes(data=True) if "municipality" in data} == {"영등포구"}
    assert names(part, "department") == {"홍보미디어과", "보건소"}
    assert len(names(part, "project")) == 8


def test_a_municipality_is_read_alone_and_is_what_would_be_left_of_the_whole(
    example_release: ReleaseFiles, network: Network[str]
) -> None:
    store = example_release.open_store()
    for name in ("금천구", "영등포구", "김포시"):
        alone, _ = make_picture(example_release, Wishes(Selection(municipality=name)))
        left, _ = select(network, store, Selection(municipality=name))
        assert set(alone.graph) == set(left)
        assert sorted(alone.graph.edges(keys=True)) == sorted(left.edges(keys=True))
        for node, data in alone.graph.nodes(data=True):
            own = {key: value for key, value in data.items() if key not in ("size", "years", "x", "y")}
            assert own.items() <= left.nodes[node].items(), "but size and years of partners, which others have, too"


def test_a_topic_is_named_by_code_or_label_and_holds_narrower_ones(
    example_release: ReleaseFiles, network: Network[str]
) -> None:
    wanted = {node for node, data in network.nodes(data=True) if "communication" in data.get("topic", "").split("; ")}
    assert wanted
    for topic in ("communication", "홍보·소통"):
        part = choose(example_release, topic=topic)
        assert wanted <= {node for node, data in part.nodes(data=True) if data["kind"] == "project"}
    narrow = choose(example_release, topic="public_wifi")
    wide = choose(example_release, topic="digital")
    assert set(narrow) < set(wide)


def test_around_goes_as_far_as_it_is_told(example_release: ReleaseFiles, network: Network[str]) -> None:
    (centre,) = [node for node, data in network.nodes(data=True) if data["label"] == "한국지역정보개발원"]
    sizes = [len(choose(example_release, around=centre, depth=depth)) for depth in (0, 1, 2, 3)]
    assert sizes[0] == 1
    assert sizes == sorted(set(sizes))
    near = choose(example_release, around="한국지역정보개발원", depth=1)
    assert set(near) == {centre, *network.successors(centre), *network.predecessors(centre)}


def test_a_question_selects_the_projects_that_its_rows_name(example_release: ReleaseFiles) -> None:
    part = choose(example_release, question="largest-projects", parameters={"year": "2021"})
    documents = {data["document"] for _, data in part.nodes(data=True) if data["kind"] == "project"}
    assert "geumcheon-2021" in documents
    assert "찾아가는 정책 공감 홍보 강화" in names(part, "project")
    assert names(part, "department") >= {"홍보디지털과"}


def test_a_question_whose_rows_have_only_lines_selects_what_stands_there(example_release: ReleaseFiles) -> None:
    picture, remarks = make_picture(example_release, Wishes(Selection(question="assets-past-life")))
    assert 0 < len(picture.graph) < 96
    assert remarks[0].endswith("of 96 nodes: the selection")


def test_wishes_must_hold_together(example_release: ReleaseFiles) -> None:
    both = choose(example_release, municipality="김포시", topic="digital")
    assert names(both, "project") < names(choose(example_release, municipality="김포시"), "project")
    with pytest.raises(UsageError, match="nothing in the network fits"):
        choose(example_release, municipality="영등포구", question="largest-projects", parameters={"year": "2030"})


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"municipality": "금쳔구"}, r"no municipality 금쳔구\. .*금천구"),
        ({"topic": "comunication"}, r"no topic comunication\. .*communication"),
        ({"around": "https://example.org/x"}, "no node https://example.org/x"),
        ({"question": "largest-project"}, "no question is called"),
        ({"around": "소통담당관", "depth": -1}, "not below zero"),
    ],
)
def test_a_name_that_nothing_has_is_said_with_the_nearest(
    example_release: ReleaseFiles, wishes: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        choose(example_release, **wishes)


@pytest.mark.parametrize("form", sorted(NETWORK_FORMATS))
@pytest.mark.parametrize(("name", "depth", "nodes"), [("환경과", 0, 1), ("환경과", 1, 2), ("한국지역정보개발원", 1, 3)])
def test_every_format_takes_the_smallest_parts(
    example_release: ReleaseFiles, tmp_path: Path, form: str, name: str, depth: int, nodes: int
) -> None:
    written = write(example_release, form, tmp_path / "out", Wishes(Selection(around=name, depth=depth), True, True))
    manifest = json.loads(written.manifest.read_text(encoding="utf-8"))
    assert sum(count for kind, count in manifest["nodes"].items() if kind not in STATEMENT_KINDS) == nodes
    assert manifest["selection"]["around"] == name


def test_measures_are_attributes_of_every_node(example_release: ReleaseFiles) -> None:
    graph = make_picture(example_release, Wishes(measures=True))[0].graph
    plain = networkx.Graph(graph)
    between = networkx.betweenness_centrality(plain)
    for node, data in graph.nodes(data=True):
        assert data["degree"] == plain.degree(node)
        assert data["betweenness"] == pytest.approx(between[node], abs=1e-6)
    communities = {data["community"] for _, data in graph.nodes(data=True)}
    assert communities == set(range(1, len(communities) + 1))
    assert len(communities) >= 3


def test_measures_need_no_numpy_and_say_where_they_estimate(
    example_release: ReleaseFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setattr("mapper.export.measures.EXACT_UP_TO", 10)
    monkeypatch.setattr("mapper.export.measures.PIVOTS", 20)
    (remark,) = add_measures(read_network(example_release.open_store()))
    assert "estimated from 20 of 96 nodes" in remark


def test_the_command_takes_a_selection_and_says_what_it_left_out(
    example_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "part.graphml"
    arguments = ["export", "--format", "graphml", "--out", str(out), "--release", str(example_root)]
    assert run([*arguments, "--question", "largest-projects", "-p", "year=2021", "--measures"]) == 0
    assert "things left out: see part.graphml.manifest.json" in capsys.readouterr().err
    assert networkx.read_graphml(out).number_of_nodes() < 96
    assert run([*arguments, "-p", "year=2021"]) == 2
    assert capsys.readouterr().err == "workplan: parameters belong to a question. Name the question.\n"
