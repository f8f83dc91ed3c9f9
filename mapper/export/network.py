"""Departments, projects, partners and their money as a networkx graph, from three saved questions.

Node ids are the IRIs of the release, so that exports of two builds can be laid over each other. Money is folded into
attributes by year and stage (`planned_2024`, `executed_2023`, in won); the weight of an edge between a department and
its project is the project's money in the plan's own year, in millions of won.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mapper.catalog import Catalog, ask
from mapper.store import Store
from mapper.store.answer import Value

if TYPE_CHECKING:
    import networkx

COLOURS: Final = {
    "department": "#1f5a99",
    "project": "#d98200",
    "outside": "#3c8c5a",
    "group": "#8a8a8a",
}
"""Colour of a node by its kind, hexadecimal; told apart also by those who see no red or green."""
_OWN_KINDS: Final = frozenset({"municipality", "bureau", "department", "team"})


def read_network(store: Store) -> networkx.MultiDiGraph[str]:
    """The network of a store; nodes and edges in the order of the answers, so equal data gives equal bytes."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="workplan")
    years: dict[str, int] = {}
    for row in _rows(store, "network-projects"):
        project, department = str(row["project"]), str(row["department"])
        _add_node(graph, department, str(row["department_name"]), "department", municipality=row["municipality"])
        _add_node(
            graph,
            project,
            str(row["title"]),
            "project",
            municipality=row["municipality"],
            status=row["status"],
            plan_year=row["plan_year"],
            document=row["doc"],
            line=row["line"],
        )
        if isinstance(row["plan_year"], int):
            years[project] = row["plan_year"]
        graph.add_edge(department, project, key="runs", kind="runs", weight=1.0, year=row["plan_year"] or 0)
    _add_money(graph, store, years)
    _add_partners(graph, store)
    return graph


def _rows(store: Store, question: str) -> Iterator[dict[str, Value]]:
    """The rows of a saved question."""
    return iter(ask(store, Catalog().find(question), {}))


def _add_node(graph: networkx.MultiDiGraph[str], node: str, label: str, kind: str, **attributes: Value) -> None:
    """Add a node once, with what is known of it."""
    if node not in graph:
        given = {name: value for name, value in attributes.items() if value is not None}
        graph.add_node(node, label=label or "(no title)", kind=kind, color=COLOURS[kind], **given)


def _add_money(graph: networkx.MultiDiGraph[str], store: Store, years: dict[str, int]) -> None:
    """Amounts as attributes of projects and departments, and as the weight of the edge between them."""
    for row in _rows(store, "network-money"):
        owner, level = str(row["owner"]), str(row["level"])
        amount, year = row["amount_krw"], row["fiscal_year"]
        if owner not in graph or not isinstance(amount, int):
            continue
        prefix = "" if level in {"project", "department"} else f"{level}_"
        name = f"{prefix}{row['stage']}_{year}"
        graph.nodes[owner][name] = graph.nodes[owner].get(name, 0) + amount
        if level == "project" and years.get(owner) == year and row["stage"] in {"planned", "appropriated"}:
            for _, _, data in graph.in_edges(owner, data=True):
                if data["kind"] == "runs":
                    data["amount_krw"] = amount
                    data["weight"] = max(1.0, round(amount / 1_000_000, 3))


def _add_partners(graph: networkx.MultiDiGraph[str], store: Store) -> None:
    """Who takes part, as edges from the partner to the project, one for each role."""
    for row in _rows(store, "network-partners"):
        project, partner, role = str(row["project"]), str(row["partner"]), str(row["role"])
        if project not in graph:
            continue
        kind = str(row["kind"] or "")
        shape = "outside" if kind == "outside" else "department" if kind in _OWN_KINDS else "group"
        _add_node(graph, partner, str(row["name"]), shape)
        if role == "lead" and graph.has_edge(partner, project, key="runs"):
            continue
        graph.add_edge(partner, project, key=role, kind=role, weight=1.0, document=row["doc"], line=row["line"])
