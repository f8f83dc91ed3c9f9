"""The network of a release as a networkx graph, from saved questions: who runs what, for how much, with whom, when.

Node ids are the IRIs of the release and edge ids digests of what an edge joins, so that exports of two builds can be
laid over each other. Every attribute is a text, a whole number or a decimal, but `years`, which is a tuple of numbers
that each format writes in its own way.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from mapper.catalog import Catalog, ask
from mapper.export.appearance import (
    MONEY,
    MONEY_EDGE_STAGES,
    NODE_LOOKS,
    RUNS,
    STATES,
    look_of_edge,
    size_of,
    weight_of,
    write_amount,
)
from mapper.store import Store
from mapper.store.answer import Rows, Value
from mapper.vocabulary import WP

if TYPE_CHECKING:
    from typing import TypeAlias

    import networkx

    Network: TypeAlias = networkx.MultiDiGraph[str]

_LABELS: Final = f"""
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?notation ?label WHERE {{
  VALUES ?scheme {{ <{WP.PartnerRoles}> <{WP.Stages}> }}
  ?concept skos:inScheme ?scheme ; skos:notation ?notation ; skos:prefLabel ?label
  FILTER(LANG(?label) = "ko")
}}
ORDER BY ?scheme ?notation
"""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\ufeff\ufffe\uffff\ud800-\udfff]+")
"""Letters that XML forbids or that no reader sees."""
_MAIN_STAGES: Final = ("planned", "appropriated", "initial")
"""Whose amount of the plan's own year gives a project its size, the first that there is."""


def read_network(store: Store, *, detail: bool = False) -> Network:
    """The network of a store, in the order of the answers, so equal data gives equal bytes.

    Statements are counted in attributes of what they speak of; with `detail` each is a node of its own as well.
    """
    return _Reader(store).read(detail=detail)


def clean_text(text: str) -> str:
    """A text without letters that some format could not hold: control characters and marks of direction."""
    return _UNPRINTABLE.sub(" ", text).strip()


class _Reader:
    """Reads the answers of the saved questions into one graph."""

    def __init__(self, store: Store) -> None:
        import networkx

        self._store = store
        self._catalog = Catalog()
        self._graph: Network = networkx.MultiDiGraph(name="workplan")
        self._same: dict[str, tuple[str, str]] = {}
        self._labels: dict[str, str] = {}
        self._plan_years: dict[str, int] = {}

    def read(self, *, detail: bool) -> Network:
        """All of it, one question after the other."""
        for row in self._rows("network-same"):
            self._same[str(row["thing"])] = (str(row["same"]), str(row["label"]))
        answer = self._store.query(_LABELS)
        assert isinstance(answer, Rows)
        self._labels = {str(notation): str(label) for notation, label in answer.values()}
        self._add_projects()
        self._add_topics()
        self._add_money()
        self._add_partners()
        self._add_links()
        if detail:
            self._add_statements()
        self._count_statements(detail)
        _finish(self._graph)
        return self._graph

    def _rows(self, question: str) -> Iterator[dict[str, Value]]:
        return iter(ask(self._store, self._catalog.find(question), {}))

    def _stand_in(self, node: Value, label: Value) -> tuple[str, str]:
        """What stands for a thing in the network, and its name."""
        return self._same.get(str(node), (str(node), str(label or "")))

    def _add_node(self, node: str, label: str, kind: str, **attributes: Value) -> None:
        """Add a node once, with what is known of it."""
        if node in self._graph:
            return
        given = {
            name: clean_text(value) if isinstance(value, str) else value
            for name, value in attributes.items()
            if value is not None
        }
        look = NODE_LOOKS[kind]
        self._graph.add_node(
            node,
            label=clean_text(label) or "(제목 없음)",
            kind=kind,
            kind_label=look.ko,
            color=look.colour,
            years=(),
            **given,
        )

    def _add_edge(self, source: str, target: str, key: str, kind: str, year: int | None, **attributes: Value) -> None:
        """Add an edge once; one that is there already learns of a further line."""
        given = {name: value for name, value in attributes.items() if value is not None}
        if self._graph.has_edge(source, target, key=key):
            edge = self._graph.edges[source, target, key]
            if "line" in given and str(given["line"]) not in str(edge.get("line", "")).split(", "):
                edge["line"] = f"{edge.get('line', '')}, {given['line']}".strip(", ")
            return
        look = look_of_edge(kind)
        data: dict[str, Any] = {
            "id": "e" + hashlib.sha256(f"{source}\n{target}\n{key}".encode()).hexdigest()[:15],
            "kind": kind,
            "kind_label": self._labels.get(kind, look.ko),
            "color": look.colour,
            "weight": 1.0,
            "years": () if year is None else (year,),
        }
        data["label"] = data["kind_label"]
        if year is not None:
            data["year"] = year
        self._graph.add_edge(source, target, key=key, **(data | given))

    def _add_projects(self) -> None:
        """Projects and the departments that run them."""
        for row in self._rows("network-projects"):
            project, doc, year = str(row["project"]), str(row["doc"]), row["plan_year"]
            department, name = self._stand_in(row["department"], row["department_name"])
            self._add_node(department, name, "department", municipality=row["municipality"])
            facts = {key: row[key] for key in ("municipality", "status", "plan_year", "line")}
            self._add_node(project, str(row["title"] or ""), "project", document=doc, **facts)
            known = year if isinstance(year, int) else None
            if known is not None:
                self._plan_years[project] = self._plan_years[doc] = known
            self._add_edge(department, project, RUNS, RUNS, known, document=doc, line=row["line"])

    def _add_topics(self) -> None:
        """Topics as one text a project, codes and names."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self._rows("network-topics"):
            found.setdefault(str(row["project"]), []).append((str(row["topic"]), str(row["label"])))
        for project, topics in found.items():
            if project in self._graph:
                self._graph.nodes[project]["topic"] = "; ".join(code for code, _ in topics)
                self._graph.nodes[project]["topic_label"] = "; ".join(label for _, label in topics)

    def _add_money(self) -> None:
        """Amounts as attributes by stage and year, and those of projects as edges from the department, too.

        Where two plans speak of one year of a department, the later plan's amount stands: they say the same money.
        """
        rows = sorted(self._rows("network-money"), key=lambda row: self._plan_years.get(str(row["doc"]), 0))
        for row in rows:
            owner, _ = self._stand_in(row["owner"], "")
            amount, year, stage, level = row["amount_krw"], row["fiscal_year"], str(row["stage"]), str(row["level"])
            if owner not in self._graph or not isinstance(amount, int) or not isinstance(year, int):
                continue
            prefix = "" if level in {"project", "department"} else f"{level}_"
            self._graph.nodes[owner][f"{prefix}{stage}_{year}"] = amount
            if level != "project" or stage not in MONEY_EDGE_STAGES:
                continue
            heads = [source for source, _, key in self._graph.in_edges(owner, keys=True) if key == RUNS]
            for department in heads:
                self._add_edge(
                    department,
                    owner,
                    f"{MONEY} {year} {stage}",
                    MONEY,
                    year,
                    label=f"{year} {self._labels.get(stage, stage)} {write_amount(amount)}",
                    stage=stage,
                    amount_krw=amount,
                    weight=weight_of(amount),
                    document=row["doc"],
                )

    def _add_partners(self) -> None:
        """Who takes part, as edges from the partner to the project, one for each role."""
        for row in self._rows("network-partners"):
            project, role = str(row["project"]), str(row["role"])
            if project not in self._graph:
                continue
            partner, name = self._stand_in(row["partner"], row["name"])
            kind = str(row["kind"] or "")
            self._add_node(partner, name, kind if kind in NODE_LOOKS else "group")
            if role == "lead" and self._graph.has_edge(partner, project, key=RUNS):
                continue
            year = self._plan_years.get(project)
            self._add_edge(partner, project, role, role, year, document=row["doc"], line=row["line"])

    def _add_links(self) -> None:
        """What the program concludes: a project carries on an earlier one, an office takes over from another."""
        for row in self._rows("network-links"):
            later, _ = self._stand_in(row["later"], "")
            earlier, _ = self._stand_in(row["earlier"], "")
            if later != earlier and later in self._graph and earlier in self._graph:
                kind, year = str(row["kind"]), self._plan_years.get(str(row["later"]))
                self._add_edge(later, earlier, kind, kind, year, score=float(str(row["score"])))

    def _add_statements(self) -> None:
        """Every statement as a node, joined to the project or department it speaks of."""
        for row in self._rows("network-statements"):
            owner, _ = self._stand_in(row["owner"], "")
            if owner not in self._graph:
                continue
            node, year = str(row["statement"]), row["year"]
            value = None if row["value"] is None else float(str(row["value"]))
            facts = {"document": row["doc"], "line": row["line"], "year": year, "amount_krw": row["amount_krw"]}
            self._add_node(node, str(row["label"]), str(row["table"]), value=value, **facts)
            self._add_edge(owner, node, STATES, STATES, year if isinstance(year, int) else None)

    def _count_statements(self, detail: bool) -> None:
        """Numbers of statements by table; those that are no nodes are said of the graph, for the manifest."""
        folded: Counter[str] = Counter()
        elsewhere: Counter[str] = Counter()
        for row in self._rows("network-counts"):
            owner, _ = self._stand_in(row["owner"], "")
            table, count = str(row["table"]), int(str(row["statements"]))
            if owner not in self._graph:
                elsewhere[table] += count
                continue
            data = self._graph.nodes[owner]
            data[f"{table}_stated"] = data.get(f"{table}_stated", 0) + count
            folded[table] += count
        self._graph.graph["folded"] = {} if detail else dict(sorted(folded.items()))
        self._graph.graph["elsewhere"] = dict(sorted(elsewhere.items()))


def _finish(graph: Network) -> None:
    """Years of nodes from their edges, sizes from money and degree."""
    years: dict[str, set[int]] = {node: set() for node in graph}
    projects: Counter[str] = Counter()
    for source, target, data in graph.edges(data=True):
        projects[source] += data["kind"] == RUNS
        if data["kind"] in {"continues", "succeeds"}:
            continue
        for node in (source, target):
            years[node].update(data["years"])
    for node, data in graph.nodes(data=True):
        own = {data[name] for name in ("year", "plan_year") if isinstance(data.get(name), int)}
        data["years"] = tuple(sorted(years[node] | own))
        amount = main_amount(data)
        if amount is not None and data["kind"] == "project":
            data["amount_krw"] = amount
        if projects[node]:
            data["projects"] = projects[node]
        data["size"] = size_of(data["kind"], projects[node], graph.degree(node), amount)


def main_amount(data: dict[str, Any]) -> int | None:
    """What a project's plan gives it for the plan's own year; of others, None."""
    year = data.get("plan_year")
    found = (data.get(f"{stage}_{year}") for stage in _MAIN_STAGES)
    return next((amount for amount in found if isinstance(amount, int)), None)
