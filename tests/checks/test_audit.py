"""Every audit shape is alive: a sound plan has no finding, and one planted damage yields just one of that shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from mapper.checks import audit, check_structure, findings_quads, reference_report
from mapper.checks.compiler import compile_shapes
from mapper.checks.engine import read_triples
from mapper.records import AssetState, Measure, Record, Stage
from mapper.resources import ontology_file
from tests.checks.made import BASE, DOC, findings_of, graph_of
from tests.relations.made import asset, budget, metric, plan, post, project, step

TEXTS: Mapping[int, str] = {
    1: "2024년 주요업무계획",
    2: "1\t별빛길 조성",
    4: "인력 : 정원 10명",
    6: "가람과\t10\t1\t2\t7",
    8: "□ 추진계획",
    9: "- 2024. 5월 : 설치",
    12: "계\t600\t100\t200\t300",
    14: "예산\t400,000\t300,000\t75.0",
    16: "다과비 : 50천원 (5천원 × 10명)",
    18: "참여 3개 부서(총무과, 재무과, 세무과)",
    20: "□ 2024년 소요예산 : 200천원",
    22: "※ 2015년 도입, 9년 경과",
    24: "2021년 사업비 : 600천원(국비 70%, 시비 30%)",
}


def records() -> dict[str, Record]:
    """A sound plan by the name of each record."""
    return {
        "plan": plan(),
        "project": project("2024-03", "2024-11"),
        "said quota": post(4, 10),
        "quota": post(6, 10),
        **{f"grade {n}": post(6, count, grade=f"{n}급") for n, count in ((5, 1), (6, 2), (7, 7))},
        "step": step(9, "2024-05"),
        "all": budget(12, 600, year="all"),
        **{year: budget(12, amount, year=year) for year, amount in (("2023", 100), ("2024", 200), ("2025", 300))},
        "appropriated": budget(14, 400_000, stage=Stage.APPROPRIATED, block="t14"),
        "executed": budget(14, 300_000, stage=Stage.EXECUTED, block="t14"),
        "rate": metric(14, "75.0", "집행률", "%", block="t14"),
        "cost": budget(16, 50, year="2022", block="l16"),
        "price": budget(16, 5, year="2022", stage=Stage.UNIT_PRICE, block="l16"),
        "offices": metric(18, 3, "부서", "개부서"),
        "need": budget(20, 200, block="l20"),
        "server": asset(22, "1", "서버", state=AssetState.IN_USE, year=2015, elapsed=9),
        "whole": budget(24, 600, year="2021", block="l24"),
        "국비": metric(24, "70", "국비", "%", block="l24"),
        "시비": metric(24, "30", "시비", "%", block="l24"),
    }


def more(name: str, field: str, change: Callable[[Any], object]) -> Callable[[dict[str, Record]], None]:
    """A damage: one field of one record is another."""

    def plant(found: dict[str, Record]) -> None:
        found[name] = replace(found[name], **{field: change(getattr(found[name], field))})

    return plant


DAMAGES: Mapping[str, tuple[Callable[[dict[str, Record]], None], tuple[str, str, str]]] = {
    "audit-sum": (more("2023", "amount_krw", lambda won: won + 1000), ("601", "600", "12")),
    "audit-product": (more("cost", "amount_krw", lambda won: won + 1000), ("50", "51", "16")),
    "audit-percent": (more("rate", "value", lambda value: value + 2), ("75.0", "77.0", "14")),
    "audit-whole": (more("시비", "value", lambda value: value + 10), ("100", "110", "24")),
    "audit-count": (more("offices", "value", lambda value: value), ("2", "3", "18")),
    "audit-header": (more("said quota", "count", lambda count: count + 1), ("10", "11", "4;6")),
    "audit-restated": (more("need", "amount_krw", lambda won: won + 7000), ("200", "207", "12;20")),
    "audit-date": (more("step", "end", lambda end: "2024-12"), ("2024-11", "2024-12", "2;9")),
    "audit-order": (more("step", "end", lambda end: "2024-04"), ("2024-05", "2024-04", "9")),
    "audit-age": (more("server", "elapsed_years", lambda years: years + 3), ("9", "12", "22")),
}


def printed(damaged: dict[str, Record], shape: str) -> Mapping[int, str]:
    """The lines of a damaged plan: the wrong figure is printed as it is read."""
    texts = {
        "audit-sum": {12: "계\t600\t101\t200\t300"},
        "audit-percent": {14: "예산\t400,000\t300,000\t77.0"},
        "audit-count": {18: "참여 3개 부서(총무과, 재무과)"},
        "audit-whole": {24: "2021년 사업비 : 600천원(국비 70%, 시비 40%)"},
        "audit-product": {16: "다과비 : 51천원 (5천원 × 10명)"},
    }
    if shape == "audit-sum":
        damaged["2023"] = replace(damaged["2023"], printed="101")  # type: ignore[call-arg]
    if shape == "audit-product":
        damaged["cost"] = replace(damaged["cost"], printed="51")  # type: ignore[call-arg]
    if shape == "audit-percent":
        damaged["rate"] = replace(damaged["rate"], printed="77.0")  # type: ignore[call-arg]
    if shape == "audit-restated":
        damaged["need"] = replace(damaged["need"], printed="207")  # type: ignore[call-arg]
    return {**TEXTS, **texts.get(shape, {})}


def test_a_sound_plan_has_no_finding() -> None:
    assert findings_of(list(records().values()), TEXTS) == []


def test_every_audit_shape_has_something_to_judge() -> None:
    graph = graph_of(list(records().values()), TEXTS)
    compiled = compile_shapes(ontology_file("shapes/audit.ttl"))
    triples = read_triples(compiled.predicates, graph.quads, graph.things)
    idle = {
        target.shape.iri.rpartition("#")[2]
        for target in compiled.targets
        if not any(map(triples.instances, target.classes))
    }
    assert idle == {"audit-header"}, "a mismatch is stated only where there is one"
    assert {iri.rpartition("#")[2] for iri in compiled.notes} == set(DAMAGES)


@pytest.mark.parametrize("shape", DAMAGES)
def test_one_damage_yields_just_its_shape(shape: str) -> None:
    plant, (expected, found, lines) = DAMAGES[shape]
    damaged = records()
    plant(damaged)
    texts = printed(damaged, shape)
    (finding,) = findings_of(list(damaged.values()), texts)
    assert finding.shape.rpartition("#")[2] == shape
    assert (finding.expected, finding.found, finding.lines) == (expected, found, lines)
    for message in (finding.message_en, finding.message_ko):
        assert expected in message
        assert found in message
        assert lines in message


@pytest.mark.parametrize("shape", ["audit-sum", "audit-percent", "audit-date"])
def test_pyshacl_throughout_makes_the_same_findings(shape: str) -> None:
    damaged = records()
    DAMAGES[shape][0](damaged)
    graph = graph_of(list(damaged.values()), printed(damaged, shape))
    report = reference_report(graph.quads, graph.things)
    assert report.structure.conforms
    assert list(report.findings) == audit(graph.quads, graph.things)
    assert len(report.findings) == 1


def test_the_graph_of_findings_is_as_its_shapes_want_it() -> None:
    damaged = records()
    for shape in ("audit-product", "audit-percent", "audit-age"):
        DAMAGES[shape][0](damaged)
    graph = graph_of(list(damaged.values()), printed(damaged, "audit-product"))
    findings = audit(graph.quads, graph.things)
    quads = findings_quads(findings, base=BASE, doc=DOC)
    assert len(findings) == 3
    assert list(quads) == sorted(set(quads))
    assert check_structure([*graph.quads, *quads], graph.things).conforms
    assert findings_quads(findings, base=BASE, doc=DOC) == quads


def test_a_graph_of_other_measures_is_judged_too() -> None:
    found = findings_of([post(6, 3, Measure.ACTUAL), post(6, 1, Measure.ACTUAL, "5급")], {6: "가람과\t3\t1"})
    assert [finding.kind for finding in found] == ["sum"]
