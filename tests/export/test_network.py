"""The network of the example documents: its nodes, edges and money against what the documents print."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import networkx
import pytest

from mapper.catalog import Catalog, ask
from mapper.export import read_network
from mapper.export.appearance import MONEY, NODE_LOOKS, RUNS, STATEMENT_KINDS
from mapper.export.network import clean_text
from mapper.store.release import ReleaseFiles
from tests.commands import ROOT

GOLD = ROOT / "tests" / "gold"
Network = networkx.MultiDiGraph


def find(network: Network[str], label: str, **attributes: object) -> str:
    """The one node with a label and attributes."""
    wanted = {"label": label, **attributes}
    (node,) = [
        name for name, data in network.nodes(data=True) if all(data.get(key) == value for key, value in wanted.items())
    ]
    return node


def gold_rows(table: str) -> list[dict[str, str]]:
    """The rows of a hand-made table, all documents together."""
    rows: list[dict[str, str]] = []
    for path in sorted(GOLD.glob(f"*/{table}.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows += csv.DictReader(stream)
    return rows


@pytest.mark.parametrize(
    ("department", "attribute", "amount_krw"),
    [  # geumcheon-2023, line 41, and geumcheon-2024, line 40: in 백만원 and 천원; yeongdeungpo-2022, line 53
        ("소통담당관", "initial_2022", 3_370_000_000),
        ("소통담당관", "planned_2023", 3_913_000_000),
        ("소통담당관", "initial_2023", 3_758_650_000),
        ("소통담당관", "planned_2024", 3_348_397_000),
        ("홍보미디어과", "appropriated_2022", 5_560_116_000),
        ("홍보미디어과", "executed_2022", 4_176_462_000),
    ],
)
def test_a_department_has_the_money_that_its_plans_print(
    network: Network[str], department: str, attribute: str, amount_krw: int
) -> None:
    assert network.nodes[find(network, department, kind="department")][attribute] == amount_krw


def test_a_project_has_its_money_by_year_as_attributes_and_as_edges(network: Network[str]) -> None:
    title = "찾아가는 정책 공감 홍보 강화"  # geumcheon-2021, lines 108 and 109: 160 for 2020, 703 for 2021 (백만원)
    project = find(network, title, document="geumcheon-2021")
    data = network.nodes[project]
    assert (data["planned_2020"], data["planned_2021"]) == (160_000_000, 703_000_000)
    assert data["amount_krw"] == 703_000_000
    edges = [edge for _, _, edge in network.in_edges(project, data=True) if edge["kind"] == MONEY]
    assert {(edge["year"], edge["stage"], edge["amount_krw"]) for edge in edges} >= {
        (2020, "planned", 160_000_000),
        (2021, "planned", 703_000_000),
    }
    (edge,) = [edge for edge in edges if edge["year"] == 2021]
    assert (edge["label"], edge["weight"], edge["years"]) == ("2021 계획 7.0억", 3.847, (2021,))
    assert set(data["years"]) >= {2020, 2021}
    ((department, _, _),) = [entry for entry in network.in_edges(project, data=True) if entry[2]["kind"] == RUNS]
    assert network.nodes[department]["label"] == "홍보디지털과"


def test_money_that_is_a_change_is_no_edge(network: Network[str]) -> None:
    assert {edge["stage"] for _, _, edge in network.edges(data=True) if edge["kind"] == MONEY} <= {
        "planned", "initial", "appropriated", "executed",
    }  # fmt: skip


def test_the_projects_of_the_hand_made_tables_are_nodes(network: Network[str]) -> None:
    wanted = {(row["doc"], row["title"]) for row in gold_rows("projects") if row["doc"].startswith("geumcheon")}
    found = {(data["document"], data["label"]) for _, data in network.nodes(data=True) if data["kind"] == "project"}
    assert len(wanted) >= 15
    assert wanted <= found


@pytest.mark.parametrize(
    ("document", "project", "partner", "role", "label"),
    [
        ("geumcheon-2024", "금천구 홈페이지 운영", "환경과", "cooperating", "협조"),  # line 469
        ("geumcheon-2021", "온-나라 문서2.0 시스템 전환", "한국지역정보개발원", "trustee", "수탁·대행"),  # line 290
    ],
)
def test_a_partner_has_an_edge_to_its_project(
    network: Network[str], document: str, project: str, partner: str, role: str, label: str
) -> None:
    target = find(network, project, document=document)
    edges = [
        data for source, _, data in network.in_edges(target, data=True) if network.nodes[source]["label"] == partner
    ]
    assert [data["kind"] for data in edges] == [role]
    assert edges[0]["kind_label"] == label
    assert edges[0]["document"] == document


def test_every_node_and_edge_can_be_read_and_drawn(network: Network[str]) -> None:
    kinds = Counter(data["kind"] for _, data in network.nodes(data=True))
    assert {"department", "team", "project"} <= set(kinds) <= set(NODE_LOOKS) - set(STATEMENT_KINDS)
    for node, data in network.nodes(data=True):
        assert node.startswith("https://example.org/workplan/id/")
        assert data["label"]
        assert data["color"] == NODE_LOOKS[data["kind"]].colour
        assert network.degree(node) > 0
    ids = [data["id"] for _, _, data in network.edges(data=True)]
    assert len(set(ids)) == len(ids)
    for _, _, data in network.edges(data=True):
        assert data["weight"] >= 1.0
        assert any("가" <= letter <= "힣" for letter in data["label"])


def test_a_name_that_stands_for_others_is_the_only_node_of_them(
    network: Network[str], example_release: ReleaseFiles
) -> None:
    joined = {str(row["thing"]) for row in ask(example_release.open_store(), Catalog().find("network-same"), {})}
    assert joined
    assert not joined & set(network)


def test_projects_that_carry_on_others_lead_to_them(network: Network[str]) -> None:
    links = [(u, v, data) for u, v, data in network.edges(data=True) if data["kind"] == "continues"]
    assert len(links) >= 5
    for later, earlier, data in links:
        assert network.nodes[later]["plan_year"] > network.nodes[earlier]["plan_year"]
        assert 0 < data["score"] <= 1


def test_statements_are_counted_or_with_detail_nodes(network: Network[str], example_release: ReleaseFiles) -> None:
    whole = read_network(example_release.open_store(), detail=True)
    kinds = Counter(data["kind"] for _, data in whole.nodes(data=True))
    assert kinds["budgets"] == network.graph["folded"]["budgets"] > 250
    assert not whole.graph["folded"]
    assert set(network) <= set(whole)
    project = find(network, "찾아가는 정책 공감 홍보 강화", document="geumcheon-2021")
    below = [node for node in whole.successors(project) if whole.nodes[node]["kind"] == "budgets"]
    assert len(below) == network.nodes[project]["budgets_stated"] >= 3
    assert 703_000_000 in {whole.nodes[node].get("amount_krw") for node in below}


def test_letters_that_no_format_can_hold_are_blanks() -> None:
    assert clean_text("가\x00나\x0b다\u202e라\n") == "가 나 다 라"


def test_every_project_of_the_tables_is_run_by_one_department(
    network: Network[str], example_release: ReleaseFiles
) -> None:
    projects = [node for node, data in network.nodes(data=True) if data["kind"] == "project"]
    rows = ask(example_release.open_store(), Catalog().find("tables/projects"), {})
    assert len(projects) == len(rows) > 40
    for project in projects:
        assert Counter(data["kind"] for _, _, data in network.in_edges(project, data=True))[RUNS] == 1


def test_where_two_plans_speak_of_one_year_the_later_one_stands(
    network: Network[str], example_release: ReleaseFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    department = find(network, "소통담당관", kind="department")
    money = {"owner": department, "level": "department", "fiscal_year": 2024, "stage": "planned"}
    changed = [
        {**money, "amount_krw": 2, "doc": "geumcheon-2024"},
        {**money, "amount_krw": 1, "doc": "geumcheon-2023"},
    ]

    def answer(store: object, question: object, values: object) -> object:
        return changed if question.id.endswith("network-money") else ask(store, question, values)  # type: ignore[attr-defined, arg-type]

    monkeypatch.setattr("mapper.export.network.ask", answer)
    assert read_network(example_release.open_store()).nodes[department]["planned_2024"] == 2


def test_the_documents_of_the_tests_are_there() -> None:
    assert len(list(Path(GOLD).glob("*/projects.csv"))) == 5


def test_a_project_without_a_title_says_so_and_shows_no_name_of_the_program(
    network: networkx.MultiDiGraph[str],
) -> None:
    labels = [data["label"] for _, data in network.nodes(data=True) if data["kind"] == "project"]
    assert "(제목 없음)" in labels
    assert not [label for label in labels if label.startswith("Project ")]
