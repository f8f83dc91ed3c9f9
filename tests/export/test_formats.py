"""The exported files: they say what the network says, the same every time, and are whole or not there."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import networkx
import pyoxigraph
import pytest
import rdflib
from lxml import etree

from mapper.cli import run
from mapper.errors import MapperError, UsageError
from mapper.export import FORMATS, Selection, Wishes, write
from mapper.export.picture import Picture, flatten
from mapper.export.writing import NETWORK_FORMATS, Format
from mapper.store.release import ReleaseFiles

GEXF = "{http://gexf.net/1.3}"
FOLDERS = {form for form, format_ in NETWORK_FORMATS.items() if format_.is_folder}


def files_of(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files in a folder."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_graphml_opens_in_networkx_with_every_attribute(exported: dict[str, Path], picture: Picture) -> None:
    opened = networkx.read_graphml(exported["graphml"], force_multigraph=True)
    assert opened.number_of_edges() == picture.graph.number_of_edges()
    for node, data in picture.nodes():
        assert opened.nodes[node] == flatten(data)
    weights = [sorted(data["weight"] for _, _, data in graph.edges(data=True)) for graph in (opened, picture.graph)]
    assert weights[0] == weights[1]
    (node,) = [node for node, data in opened.nodes(data=True) if data.get("planned_2024") == 3_348_397_000]
    assert opened.nodes[node]["label"] == "소통담당관"  # geumcheon-2024, line 40


def test_gexf_is_valid_and_opens_in_networkx(exported: dict[str, Path], picture: Picture) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))
    schema.assertValid(etree.parse(exported["gexf"]))
    opened = networkx.read_gexf(exported["gexf"], version="1.3")
    assert set(opened) == set(picture.graph)
    assert opened.number_of_edges() == picture.graph.number_of_edges()
    for node, data in picture.nodes():
        read = opened.nodes[node]
        assert (read["label"], read["kind"]) == (data["label"], data["kind"])
        assert {name: read.get(name) for name in data if "_20" in name} == {
            name: value for name, value in data.items() if "_20" in name
        }


def test_the_schema_of_gexf_refuses_a_wrong_file(exported: dict[str, Path]) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))
    tree = etree.parse(exported["gexf"])
    assert schema.validate(tree)
    next(tree.iter(GEXF + "spell")).set("start", "2024")
    assert not schema.validate(tree)


def test_the_attributes_of_gexf_are_declared_and_its_spells_are_the_years(
    exported: dict[str, Path], picture: Picture
) -> None:
    tree = ET.parse(exported["gexf"])
    declared = {
        part.get("class"): {entry.get("id") for entry in part.iter(GEXF + "attribute")}
        for part in tree.iter(GEXF + "attributes")
    }
    for what, tag in (("node", "node"), ("edge", "edge")):
        used = {value.get("for") for entry in tree.iter(GEXF + tag) for value in entry.iter(GEXF + "attvalue")}
        assert used == declared[what]
    for entry in tree.iter(GEXF + "node"):
        years = set()
        for spell in entry.iter(GEXF + "spell"):
            assert (spell.get("start", "")[4:], spell.get("end", "")[4:]) == ("-01-01", "-12-31")
            years.update(range(int(spell.get("start", "")[:4]), int(spell.get("end", "")[:4]) + 1))
        assert years == set(picture.graph.nodes[entry.get("id")]["years"])
    edges = [entry.get("id") for entry in tree.iter(GEXF + "edge")]
    assert len(set(edges)) == len(edges) > 40


def read_dot(path: Path) -> dict[str, Any]:
    """What Graphviz makes of a file, as its JSON."""
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("Graphviz is not installed")
    done = subprocess.run([dot, "-Tjson", str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "syntax" not in done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_dot_opens_in_graphviz_with_places_and_attributes(exported: dict[str, Path], picture: Picture) -> None:
    drawn = read_dot(exported["dot"])
    nodes = {entry["name"]: entry for entry in drawn["objects"]}
    assert set(nodes) == set(picture.graph)
    assert len(drawn["edges"]) == picture.graph.number_of_edges()
    places = [tuple(map(float, nodes[node]["pos"].split(","))) for node, _ in picture.nodes()]
    wanted = [(data["x"], -data["y"]) for _, data in picture.nodes()]
    shift = (places[0][0] - wanted[0][0], places[0][1] - wanted[0][1])
    for (x, y), (left, top) in zip(places, wanted, strict=True):
        assert (x - left - shift[0], y - top - shift[1]) == pytest.approx((0, 0), abs=1.0)
    for node, data in picture.nodes():
        assert nodes[node]["wp_label"] == data["label"]
        assert nodes[node]["fillcolor"] == data["color"]
    assert {entry["wp_kind"] for entry in drawn["edges"]} == {data["kind"] for _, _, data in picture.edges()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pydot, about its parser
def test_dot_opens_in_a_reader_of_python(exported: dict[str, Path], picture: Picture) -> None:
    pydot = pytest.importorskip("pydot")
    (graph,) = pydot.graph_from_dot_data(exported["dot"].read_text(encoding="utf-8"))
    assert {node.get_name().strip('"') for node in graph.get_nodes()} - {"node", "edge", "graph"} == set(picture.graph)
    assert len(graph.get_edges()) == picture.graph.number_of_edges()


def test_quotes_come_through_dot_and_backslashes_wide(tmp_path: Path, picture: Picture) -> None:
    graph = picture.graph.copy()
    node = next(iter(graph))
    graph.nodes[node]["label"] = 'a "b" \\N c\\'
    file = tmp_path / "out.dot"
    left_out = NETWORK_FORMATS["dot"].write(Picture(graph, (), "t", "n"), file)
    assert any(line.startswith("backslashes: ") for line in left_out)
    (read,) = [entry for entry in read_dot(file)["objects"] if entry["name"] == node]
    assert read["wp_label"] == 'a "b" ＼N c＼'


def test_csv_has_a_row_for_each_node_and_edge(exported: dict[str, Path], picture: Picture) -> None:
    nodes, edges = (read_rows(exported["csv"] / f"{name}.csv") for name in ("nodes", "edges"))
    assert {row["id"]: row["label"] for row in nodes} == {node: data["label"] for node, data in picture.nodes()}
    assert Counter(row["kind"] for row in edges) == Counter(data["kind"] for _, _, data in picture.edges())
    assert {row["source"] for row in edges} | {row["target"] for row in edges} <= {row["id"] for row in nodes}
    assert list(edges[0])[:3] == ["source", "target", "type"]
    assert {row["planned_2024"] for row in nodes if row["label"] == "소통담당관"} == {"3348397000"}


NEO4J_FIELD = re.compile(r"(\w*)(?::(ID|START_ID|END_ID|LABEL|TYPE|(?:long|int|double|string)(?:\[\])?))?")
"""A field of a header of neo4j-admin database import: a name, and a type or what the field is."""


def read_neo4j(path: Path) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """Header and rows of a file, by the rules of the operations manual; fails where one is broken."""
    text = path.read_text(encoding="utf-8")
    assert not text.startswith("\ufeff")
    header, *rows = csv.reader(text.splitlines(), strict=True)  # no field goes over several lines
    fields = []
    for name in header:
        match = NEO4J_FIELD.fullmatch(name)
        assert match, name
        fields.append((match[1], match[2]))
    for row in rows:
        assert len(row) == len(fields)
        for value, (_, kind) in zip(row, fields, strict=True):
            if value and kind in {"long", "int"}:
                assert re.fullmatch(r"-?\d+", value)
            if value and kind == "double":
                float(value)
            if value and kind == "int[]":
                assert re.fullmatch(r"\d{4}(;\d{4})*", value)
    return fields, rows


def test_neo4j_files_keep_the_rules_of_its_import(exported: dict[str, Path], picture: Picture) -> None:
    fields, nodes = read_neo4j(exported["neo4j"] / "nodes.csv")
    kinds = [kind for _, kind in fields]
    assert (kinds.count("ID"), kinds.count("LABEL")) == (1, 1)
    ids = [row[kinds.index("ID")] for row in nodes]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(picture.graph)
    assert {row[kinds.index("LABEL")] for row in nodes} >= {"Department", "Project", "Team"}
    fields, edges = read_neo4j(exported["neo4j"] / "relationships.csv")
    kinds = [kind for _, kind in fields]
    assert [kinds.count(kind) for kind in ("START_ID", "END_ID", "TYPE")] == [1, 1, 1]
    assert len(edges) == picture.graph.number_of_edges()
    assert {row[kinds.index("START_ID")] for row in edges} | {row[kinds.index("END_ID")] for row in edges} <= set(ids)
    assert {row[kinds.index("TYPE")] for row in edges} >= {"RUNS", "MONEY", "CONTINUES"}
    names = [name for name, _ in fields if name]
    assert len(set(names)) == len(names)


def test_turtle_holds_every_triple_of_the_release(exported: dict[str, Path], example_release: ReleaseFiles) -> None:
    graph = rdflib.Graph().parse(exported["turtle"], format="turtle")
    triples = {
        (str(quad.subject), str(quad.predicate))
        for path in example_release.graph_files()
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    }
    assert {(f"<{subject}>", f"<{predicate}>") for subject, predicate in graph.subject_predicates()} == triples
    wp = rdflib.Namespace("https://w3id.org/workplan/ns#")
    assert rdflib.Literal(3_348_397_000) in set(graph.objects(None, wp.amount))
    text = exported["turtle"].read_text(encoding="utf-8")
    assert "wp:BudgetStatement" in text
    assert "소통담당관" in text


def test_n_quads_are_those_of_all_graphs(exported: dict[str, Path], example_release: ReleaseFiles) -> None:
    lines = {line for path in example_release.graph_files() for line in path.read_bytes().splitlines()}
    assert exported["nquads"].read_bytes().splitlines() == sorted(lines)


@pytest.mark.parametrize("form", FORMATS)
def test_two_exports_have_the_same_bytes(
    exported: dict[str, Path], example_release: ReleaseFiles, tmp_path: Path, form: str
) -> None:
    write(example_release, form, tmp_path / f"out.{form}")
    assert files_of(tmp_path / f"out.{form}") == files_of(exported[form])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_manifest_says_what_was_written_and_what_was_not(exported: dict[str, Path], form: str) -> None:
    path = exported[form]
    file = path / "manifest.json" if form in FOLDERS else path.with_name(f"{path.name}.manifest.json")
    manifest = json.loads(file.read_text(encoding="utf-8"))
    assert manifest["format"] == form
    assert {entry["name"] for entry in manifest["files"]} == set(files_of(path)) - {"manifest.json"}
    assert all(entry["bytes"] == len(files_of(path)[entry["name"]]) for entry in manifest["files"])
    said = "\n".join(manifest["left_out"])
    if form in NETWORK_FORMATS:
        assert manifest["nodes"]["project"] == 49
        assert "319 budgets" in said
    assert ("years as time" in said) == (form in {"graphml", "cytoscape", "dot", "csv", "svg"})


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a fault")])
@pytest.mark.parametrize("form", ["gexf", "csv"])
def test_an_export_that_fails_leaves_the_old_one_and_nothing_else(
    example_release: ReleaseFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, form: str
) -> None:
    write(example_release, form, tmp_path / "out")
    before = {path.name: files_of(path) for path in tmp_path.iterdir()}

    def fail(picture: Picture, path: Path) -> list[str]:
        (path / "nodes.csv" if path.is_dir() else path).write_text("half", encoding="utf-8")
        raise error

    monkeypatch.setitem(NETWORK_FORMATS, form, Format(fail, form in FOLDERS))
    with pytest.raises(MapperError if isinstance(error, OSError) else ValueError):
        write(example_release, form, tmp_path / "out")
    assert {path.name: files_of(path) for path in tmp_path.iterdir()} == before


def test_a_folder_of_somebody_else_is_not_replaced(example_release: ReleaseFiles, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        write(example_release, "csv", tmp_path)
    with pytest.raises(UsageError, match="here is a file"):
        write(example_release, "neo4j", tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("form", ["gexf", "csv"])
@pytest.mark.parametrize("place", ["missing/out", "file/out", "read-only/out"])
def test_a_target_that_cannot_be_written_is_one_sentence_and_exit_code_2(
    example_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, place: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "read-only").mkdir(mode=0o555)
    target = tmp_path / place
    if place.startswith("read-only") and os.access(tmp_path / "read-only", os.W_OK):
        target = Path("/proc/out")  # the superuser may write anywhere else
        if not target.parent.is_dir():
            pytest.skip("the superuser may write anywhere here")
    assert run(["export", "--format", form, "--out", str(target), "--release", str(example_root)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"workplan: {target}: cannot be written: ")
    assert captured.err.endswith(". Choose another --out.\n")
    assert captured.err.count("\n") == 1


def test_an_unknown_format_is_answered_with_the_known_ones(example_release: ReleaseFiles, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml, gexf, cytoscape"):
        write(example_release, "xlsx", tmp_path / "out")


def test_rdf_takes_no_selection(example_release: ReleaseFiles, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="turtle is everything"):
        write(example_release, "turtle", tmp_path / "out", Wishes(Selection(municipality="금천구")))
    assert list(tmp_path.iterdir()) == []
