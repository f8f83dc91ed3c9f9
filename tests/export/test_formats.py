"""The exported files: they open in other tools, say the same every time, and are whole or not there."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import rdflib

from mapper.cli import run
from mapper.errors import MapperError, UsageError
from mapper.export import FORMATS, read_network, write
from mapper.store.release import ReleaseFiles

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def exported(example_release: ReleaseFiles, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each format's file."""
    folder = tmp_path_factory.mktemp("exported")
    for form in FORMATS:
        assert write(example_release, form, folder / f"out.{form}") == (folder / f"out.{form}").stat().st_size
    return {form: folder / f"out.{form}" for form in FORMATS}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_graph_file_opens_with_labels_kinds_and_amounts(
    exported: dict[str, Path], example_release: ReleaseFiles, form: str
) -> None:
    if form == "graphml":
        opened = networkx.read_graphml(exported[form], force_multigraph=True)
    else:
        opened = networkx.read_gexf(exported[form], version="1.2draft")
    ours = read_network(example_release.open_store())
    assert opened.number_of_edges() == ours.number_of_edges()
    for node, data in ours.nodes(data=True):
        read = opened.nodes[node]
        assert {name: read[name] for name in data} == data
    weights = [sorted(data["weight"] for _, _, data in graph.edges(data=True)) for graph in (opened, ours)]
    assert weights[0] == weights[1]
    (node,) = [node for node, data in opened.nodes(data=True) if data.get("planned_2024") == 3_348_397_000]
    assert opened.nodes[node]["label"] == "소통담당관"  # geumcheon-2024, line 40


@pytest.mark.parametrize(("form", "edge"), [("graphml", GRAPHML + "edge"), ("gexf", GEXF + "edge")])
def test_the_ids_of_a_graph_file_are_its_own(exported: dict[str, Path], form: str, edge: str) -> None:
    tree = ET.parse(exported[form])
    edges = [entry.get("id") for entry in tree.iter(edge)]
    assert len(edges) > 40
    assert len(set(edges)) == len(edges)
    keys = [entry.get("id") for entry in tree.iter(GRAPHML + "key")]
    assert len(set(keys)) == len(keys)


def test_an_edge_of_gexf_is_labelled_in_korean_and_a_node_coloured(exported: dict[str, Path]) -> None:
    tree = ET.parse(exported["gexf"])
    assert "담당" in {entry.get("label") for entry in tree.iter(GEXF + "edge")}
    colours = [entry for entry in tree.iter() if entry.tag.endswith("}color")]
    assert len(colours) == len(list(tree.iter(GEXF + "node")))


def test_turtle_holds_every_triple_of_the_release(exported: dict[str, Path], example_release: ReleaseFiles) -> None:
    graph = rdflib.Graph().parse(exported["turtle"], format="turtle")
    triples = {
        (str(quad.subject), str(quad.predicate))
        for path in example_release.graph_files()
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    }
    assert {(f"<{subject}>", f"<{predicate}>") for subject, predicate in graph.subject_predicates()} == triples
    wp = rdflib.Namespace("https://w3id.org/workplan/ns#")
    amounts = set(graph.objects(None, wp.amount))
    assert rdflib.Literal(3_348_397_000) in amounts
    text = exported["turtle"].read_text(encoding="utf-8")
    assert "wp:BudgetStatement" in text
    assert "소통담당관" in text


def test_nquads_hold_every_graph_under_its_name(exported: dict[str, Path], example_release: ReleaseFiles) -> None:
    quads = list(pyoxigraph.parse(path=exported["nquads"], format=pyoxigraph.RdfFormat.N_QUADS))
    graphs = {str(quad.graph_name) for quad in quads}
    assert len(graphs) == len([path for path in example_release.graph_files() if path.stat().st_size])
    documents = sum(entry.quads for entry in example_release.documents)
    assert len(quads) == documents + sum(example_release.manifest.graphs.values()) + count_findings(example_release)


def count_findings(release: ReleaseFiles) -> int:
    """The quads of all findings."""
    return sum(release.findings_file(entry.doc).read_text(encoding="utf-8").count("\n") for entry in release.documents)


@pytest.mark.parametrize("form", FORMATS)
def test_two_exports_have_the_same_bytes(
    exported: dict[str, Path], example_release: ReleaseFiles, tmp_path: Path, form: str
) -> None:
    write(example_release, form, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == exported[form].read_bytes()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a fault")])
def test_an_export_that_fails_leaves_the_old_file_and_no_other(
    example_release: ReleaseFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(release: ReleaseFiles, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise error

    monkeypatch.setitem(FORMATS, "turtle", fail)
    target = tmp_path / "out.ttl"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(MapperError if isinstance(error, OSError) else ValueError):
        write(example_release, "turtle", target)
    assert [path.name for path in tmp_path.iterdir()] == ["out.ttl"]
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("place", ["missing/out.gexf", "file/out.gexf", "read-only/out.gexf"])
def test_a_target_that_cannot_be_written_is_one_sentence_and_exit_code_2(
    example_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "read-only").mkdir(mode=0o555)
    target = tmp_path / place
    if place.startswith("read-only") and os.access(tmp_path / "read-only", os.W_OK):
        target = Path("/proc/out.gexf")  # the superuser may write anywhere else
        if not target.parent.is_dir():
            pytest.skip("the superuser may write anywhere here")
    assert run(["export", "--format", "gexf", "--out", str(target), "--release", str(example_root)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"workplan: {target}: cannot be written: ")
    assert captured.err.endswith(". Choose another --out.\n")
    assert captured.err.count("\n") == 1


def test_an_unknown_format_is_answered_with_the_known_ones(example_release: ReleaseFiles, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml, gexf, turtle"):
        write(example_release, "dot", tmp_path / "out.dot")
