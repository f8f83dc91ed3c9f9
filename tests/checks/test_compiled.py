"""The compiled shapes give what pySHACL gives, on sound graphs and on damaged ones."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from mapper.checks import StructureReport, audit, check_structure, reference_report
from mapper.checks.compiler import compile_shapes
from mapper.checks.engine import run_shapes
from mapper.checks.reference import run_reference
from mapper.checks.report import Result
from mapper.checks.sparql import compile_query
from mapper.graph import document_graph
from mapper.resources import ontology_file
from tests.checks.made import BASE
from tests.graph.sample import SAMPLE

STRUCTURE, AUDIT = ontology_file("shapes/structure.ttl"), ontology_file("shapes/audit.ttl")
GRAPH = document_graph(SAMPLE, base=BASE)
STRANGE = [
    "<https://elsewhere.example.org/nothing>",
    '"12억"',
    '"12억"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"-5"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '""',
    '"가"@ko',
]
FIGURES = ("#amount>", "#count>", "#value>", "#quantity>", "#tolerance>", "#total>", "#addend>", "#times>", "Earliest>")


def damage(lines: Sequence[str], seed: int, share: float, predicates: tuple[str, ...] = ("",)) -> list[str]:
    """Lines of which some are left out, some have another object, and some have a second one."""
    chance = random.Random(seed)
    found = set()
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if chance.random() > share or not predicate.endswith(predicates):
            found.add(line)
            continue
        kind = chance.choice(("drop", "change", "add"))
        if kind == "add":
            found.add(line)
        if kind != "drop":
            found.add(f"{subject} {predicate} {chance.choice(STRANGE)}{rest[rest.rindex(' <') :]}")
    return sorted(found)


def test_every_shape_of_ours_compiles() -> None:
    for path in (STRUCTURE, AUDIT):
        compiled = compile_shapes(path)
        assert not compiled.uncompiled
    assert len(compile_shapes(STRUCTURE).targets) >= 44
    assert len(compile_shapes(AUDIT).targets) == 10


def test_a_sound_graph_gives_no_result_either_way() -> None:
    assert check_structure(GRAPH.quads, GRAPH.things) == StructureReport(())
    assert reference_report(GRAPH.quads, GRAPH.things).structure.conforms


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damaged_structure_is_reported_alike(seed: int) -> None:
    quads = damage(GRAPH.quads, seed, 0.04)
    compiled = run_shapes(STRUCTURE, quads, GRAPH.things)
    assert len(compiled) > 60
    assert len({result.component for result in compiled}) > 6
    assert compiled == run_reference(STRUCTURE, quads, GRAPH.things)


@pytest.mark.parametrize("seed", [4, 5])
def test_damaged_figures_are_judged_alike_and_abort_nothing(seed: int) -> None:
    quads = damage(GRAPH.quads, seed, 0.3, FIGURES)
    compiled = run_shapes(AUDIT, quads, GRAPH.things)
    assert compiled
    assert compiled == run_reference(AUDIT, quads, GRAPH.things)


def test_both_runs_over_two_thousand_triples_take_well_under_fifty_milliseconds() -> None:
    taken = []
    for _ in range(7):
        begin = time.perf_counter()
        check_structure(GRAPH.quads, GRAPH.things)
        audit(GRAPH.quads, GRAPH.things)
        taken.append(time.perf_counter() - begin)
    assert len(GRAPH.quads) + len(GRAPH.things) > 2000
    assert min(taken) < 0.05


def test_a_result_names_its_shape_and_its_node() -> None:
    label = next(line for line in GRAPH.quads if "#BudgetStatement>" in line).split(" ", 1)[0]
    quads = [line for line in GRAPH.quads if not line.startswith(f"{label} <https://w3id.org/workplan/ns#amount>")]
    report = check_structure(quads, GRAPH.things)
    assert not report.conforms
    assert f"BudgetStatement-amount: {label} <https://w3id.org/workplan/ns#amount>" in map(str, report.results)


def test_a_warning_does_not_break_conformance() -> None:
    remark = Result("https://example.org/shape", "<urn:a>", severity="http://www.w3.org/ns/shacl#Warning")
    assert StructureReport((remark,)).conforms


SHAPES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX wp: <https://w3id.org/workplan/ns#>
PREFIX ex: <https://example.org/shapes#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
ex:prefixes a owl:Ontology ; sh:declare [ sh:prefix "wp" ; sh:namespace "https://w3id.org/workplan/ns#"^^xsd:anyURI ] .
"""
UNCOMPILED = {
    "closed": "ex:s a sh:NodeShape ; sh:targetClass wp:DutyStatement ; sh:closed true .",
    "path": "ex:s a sh:NodeShape ; sh:targetClass wp:DutyStatement ; sh:property ex:p ."
    " ex:p sh:path ( wp:subject wp:name ) ; sh:maxLength 2 .",
    "target": "ex:s a sh:NodeShape ; sh:targetSubjectsOf wp:amount ; sh:property ex:p ."
    " ex:p sh:path wp:amount ; sh:maxExclusive 100 .",
    "unbound": "ex:s a sh:NodeShape ; sh:targetClass wp:DutyStatement ; sh:sparql [ sh:prefixes ex:prefixes ;"
    ' sh:select "SELECT $this WHERE { ?other wp:subject ?s . FILTER(?other = $this) }" ] .',
}


@pytest.mark.parametrize("name", UNCOMPILED)
def test_a_shape_that_is_not_compiled_is_run_by_pyshacl(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.ttl"
    path.write_text(SHAPES + UNCOMPILED[name], encoding="utf-8")
    assert compile_shapes(path).uncompiled == ("https://example.org/shapes#s",)
    found = run_shapes(path, GRAPH.quads, GRAPH.things)
    assert found
    assert found == run_reference(path, GRAPH.quads, GRAPH.things)


@pytest.mark.parametrize(
    ("select", "fits"),
    [
        ("SELECT $this ?value WHERE { $this wp:name ?value }", True),
        ("SELECT $this WHERE { $this wp:name ?n . OPTIONAL { $this wp:text ?t } }", True),
        ("SELECT $this (SUM(?v) AS ?s) WHERE { $this wp:value ?v } GROUP BY $this HAVING (SUM(?v) > 1)", True),
        ("SELECT $this (SUM(?v) AS ?s) WHERE { $this wp:value ?v }", False),
        ("SELECT $this WHERE { ?other wp:name $this }", False),
        ("SELECT $this WHERE { $this ?p ?o }", False),
        ("SELECT $this WHERE { $this wp:name ?n . { ?x wp:name ?n FILTER(?x != $this) } }", False),
        ("SELECT $this WHERE { $this wp:name ?n . { SELECT ?n WHERE { ?x wp:name ?n } } }", False),
        ("SELECT $this WHERE { $this $PATH ?value }", False),
        ("SELECT $this WHERE { $this wp:name ?n . MINUS { $this wp:text ?t } }", False),
        ("ASK { $this wp:name ?n }", False),
    ],
)
def test_a_constraint_is_run_for_all_nodes_at_once_only_where_that_is_the_same(select: str, fits: bool) -> None:
    query = compile_query(select, {"wp": "https://w3id.org/workplan/ns#"}, "<https://w3id.org/workplan/ns#Record>")
    assert (query is not None) == fits
