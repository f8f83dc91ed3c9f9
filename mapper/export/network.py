"""Departments, projects, partners and their money as a networkx graph, from three saved questions.

Node ids are the IRIs of the release, so that exports of two builds can be laid over each other. Money is folded into
attributes by stage and year (`planned_2024`, `executed_2023`, in won); the weight of an edge between a department and
its project is the project's money in the plan's own year, in millions of won.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mapper.catalog import Catalog, ask
from mapper.store import Store
from mapper.store.answer import Rows, Value
from mapper.vocabulary import WP

if TYPE_CHECKING:
    import networkx

COLOURS: Final = {
    "municipality": "#12365c",
    "bureau": "#174a80",
    "department": "#1f5a99",
    "team": "#6fa3d8",
    "project": "#d98200",
    "outside": "#3c8c5a",
    "group": "#8a8a8a",
}
"""Colour of a node by its kind, hexadecimal; told apart also by those who see no red or green."""
RUNS: Final = "runs"
RUNS_LABEL: Final = "담당"
"""An edge from a department to a project of its plan; the other edges are labelled as the concepts of roles are."""
_ROLE_LABELS: Final = f"""
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?role ?label WHERE {{
  ?concept skos:inScheme <{WP.PartnerRoles}> ; skos:notation ?role ; skos:prefLabel ?label
  FILTER(LANG(?label) = "ko")
}}
ORDER BY ?role
"""


def read_network(store: Store) -> networkx.MultiDiGraph[str]:
    """The network of a store; nodes and edges in the order of the answers, so equal data gives equal bytes."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="workplan")
    years = _add_projects(graph, store)
    _add_money(graph, store, years)
    _add_partners(graph, store)
    return graph


def _add_projects(graph: networkx.MultiDiGraph[str], store: Store) -> dict[str, int]:
    """Projects and the departments that run them; gives the year of the plan by project and by document."""
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
        edge = {"kind": RUNS, "label": RUNS_LABEL, "weight": 1.0}
        if isinstance(row["plan_year"], int):
            years[project] = years[str(row["doc"])] = edge["year"] = row["plan_year"]
        graph.add_edge(department, project, key=RUNS, **edge)
    return years


def _rows(store: Store, question: str) -> Iterator[dict[str, Value]]:
    """The rows of a saved question."""
    return iter(ask(store, Catalog().find(question), {}))


def _add_node(graph: networkx.MultiDiGraph[str], node: str, label: str, kind: str, **attributes: Value) -> None:
    """Add a node once, with what is known of it."""
    if node not in graph:
        given = {name: value for name, value in attributes.items() if value is not None}
        graph.add_node(node, label=label or "(no title)", kind=kind, color=COLOURS[kind], **given)


def _add_money(graph: networkx.MultiDiGraph[str], store: Store, years: dict[str, int]) -> None:
    """Amounts as attributes of projects and departments, and as the weight of the edge between them.

    Where two plans speak of one year of a department, the later plan's amount stands: they say the same money.
    """
    rows = sorted(_rows(store, "network-money"), key=lambda row: years.get(str(row["doc"]), 0))
    for row in rows:
        owner, level = str(row["owner"]), str(row["level"])
        amount, year = row["amount_krw"], row["fiscal_year"]
        if owner not in graph or not isinstance(amount, int):
            continue
        prefix = "" if level in {"project", "department"} else f"{level}_"
        graph.nodes[owner][f"{prefix}{row['stage']}_{year}"] = amount
        if level == "project" and years.get(owner) == year and row["stage"] in {"planned", "appropriated"}:
            for _, _, data in graph.in_edges(owner, data=True):
                data["amount_krw"] = amount
                data["weight"] = max(1.0, round(amount / 1_000_000, 3))


def _add_partners(graph: networkx.MultiDiGraph[str], store: Store) -> None:
    """Who takes part, as edges from the partner to the project, one for each role."""
    answer = store.query(_ROLE_LABELS)
    assert isinstance(answer, Rows)
    labels = {str(role): str(label) for role, label in answer.values()}
    for row in _rows(store, "network-partners"):
        project, partner, role = str(row["project"]), str(row["partner"]), str(row["role"])
        if project not in graph:
            continue
        kind = str(row["kind"] or "")
        _add_node(graph, partner, str(row["name"]), kind if kind in COLOURS else "group")
        if role == "lead" and graph.has_edge(partner, project, key=RUNS):
            continue
        edge = {"kind": role, "label": labels.get(role, role), "weight": 1.0, "document": row["doc"]}
        graph.add_edge(partner, project, key=role, **edge, line=row["line"])
