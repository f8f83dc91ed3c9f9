"""A part of the network: what an answer names, a municipality, a topic, what is near one node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mapper.catalog import Catalog, ask
from mapper.errors import UsageError
from mapper.export.appearance import STATEMENT_KINDS
from mapper.store.answer import Rows
from mapper.vocabulary import WP

if TYPE_CHECKING:
    from mapper.export.network import Network
    from mapper.store import Store
    from mapper.store.answer import Value

_TOPICS: Final = f"""
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?topic ?label ?upper WHERE {{
  ?concept skos:inScheme <{WP.Topics}> ; skos:notation ?topic ; skos:prefLabel ?label .
  OPTIONAL {{ ?concept skos:broaderTransitive ?above . ?above skos:notation ?upper }}
}}
ORDER BY ?topic ?label ?upper
"""

_PLANS: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?doc ?name WHERE {{
  ?plan a <{WP.DepartmentPlan}> ; <{WP.municipality}> ?body ; <{WP.document}>/<{WP.documentId}> ?doc .
  ?body rdfs:label ?name
}}
ORDER BY ?doc ?name
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of the network is wanted; several wishes must hold together."""

    question: str = ""
    """A saved question; its rows name the projects or offices."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    municipality: str = ""
    topic: str = ""
    """Code or name of a topic; its narrower ones are meant, too."""
    around: str = ""
    """IRI of a node, or a name that one node alone has."""
    depth: int = 1

    def __post_init__(self) -> None:
        if self.parameters and not self.question:
            raise UsageError("parameters belong to a question.", hint="Name the question.")

    def __bool__(self) -> bool:
        return bool(self.question or self.municipality or self.topic or self.around)


def select(graph: Network, store: Store, selection: Selection) -> tuple[Network, list[str]]:
    """The part of the network that is wanted, and what is to be said about it.

    Raises UsageError for a name that nothing has and where nothing is left.
    """
    remarks: list[str] = []
    chosen: set[str] | None = None
    if selection.question:
        chosen = _named_by_answer(graph, store, selection, remarks)
    if selection.municipality:
        chosen = _both(chosen, _of_municipality(graph, selection.municipality))
    if selection.topic:
        chosen = _both(chosen, _about(graph, store, selection.topic))
    if chosen is not None:
        graph = _with_neighbours(graph, chosen)
    if selection.around:
        graph = _around(graph, selection.around, selection.depth)
    if not graph:
        raise UsageError("nothing in the network fits the selection.", hint="Ask for less at a time.")
    return graph, remarks


def _both(chosen: set[str] | None, found: set[str]) -> set[str]:
    """What is in both; the found alone where nothing was chosen before."""
    return found if chosen is None else chosen & found


def _with_neighbours(graph: Network, chosen: set[str]) -> Network:
    """The chosen nodes with all that meets them, and what is stated of them; edges that touch a chosen one."""
    kept = [(u, v, key) for u, v, key in graph.edges(keys=True) if u in chosen or v in chosen]
    wanted = chosen.union(*((u, v) for u, v, _ in kept))
    part = graph.subgraph(node for node in graph if node in wanted).copy()
    part.remove_edges_from(set(part.edges(keys=True)) - set(kept))
    return part


def find_documents(store: Store, municipality: str) -> list[str]:
    """Ids of the documents of a municipality, by its full name or the last word of it; raises UsageError for none."""
    answer = store.query(_PLANS)
    assert isinstance(answer, Rows)
    rows = [(str(doc), str(name)) for doc, name in answer.values()]
    meant = _require_municipality(municipality, sorted({name for _, name in rows}))
    return [doc for doc, name in rows if name == meant]


def _require_municipality(name: str, known: list[str]) -> str:
    """The full name that is meant."""
    meant = [full for full in known if full == name] or [full for full in known if full.split()[-1:] == [name]]
    if len(meant) != 1:
        from mapper.suggest import suggest

        if meant:
            raise UsageError(f"several municipalities are called {name}.", hint=f"Say which: {', '.join(meant)}.")
        raise UsageError(f"the network has no municipality {name}.", hint=suggest(name, known))
    return meant[0]


def _of_municipality(graph: Network, name: str) -> set[str]:
    """Projects and departments of a municipality, by its full name or the last word of it."""
    known = sorted({str(data["municipality"]) for _, data in graph.nodes(data=True) if data.get("municipality")})
    meant = _require_municipality(name, known)
    return {node for node, data in graph.nodes(data=True) if data.get("municipality") == meant}


def _about(graph: Network, store: Store, topic: str) -> set[str]:
    """Projects of a topic or one below it; the topic by its code or by a name of it."""
    answer = store.query(_TOPICS)
    assert isinstance(answer, Rows)
    rows = [(str(code), str(label), str(upper)) for code, label, upper in answer.values()]
    meant = {code for code, label, _ in rows if topic.casefold() in {code.casefold(), label.casefold()}}
    if not meant:
        from mapper.suggest import suggest

        names = sorted({name for code, label, _ in rows for name in (code, label)})
        raise UsageError(f"there is no topic {topic}.", hint=suggest(topic, names))
    wanted = meant | {code for code, _, upper in rows if upper in meant}
    return {node for node, data in graph.nodes(data=True) if wanted & set(str(data.get("topic", "")).split("; "))}


def _around(graph: Network, wanted: str, depth: int) -> Network:
    """All that can be reached from a node over at most `depth` edges, whichever way they point."""
    import networkx

    if depth < 0:
        raise UsageError("--depth is a number of steps, not below zero.")
    if wanted not in graph:
        named = [node for node, data in graph.nodes(data=True) if data["label"] == wanted]
        if len(named) > 1:
            raise UsageError(f"{len(named)} nodes are called {wanted}.", hint=f"Give an IRI, such as {named[0]}.")
        if not named:
            raise UsageError(f"the network has no node {wanted}.", hint="Give the IRI or the whole name of a node.")
        wanted = named[0]
    part: Network = networkx.ego_graph(graph, wanted, radius=depth, undirected=True).copy()
    return part


def _named_by_answer(graph: Network, store: Store, selection: Selection, remarks: list[str]) -> set[str]:
    """The nodes that the rows of an answer name: by IRI, by title in a document, or by a line."""
    question = Catalog().find(selection.question)
    rows = list(ask(store, question, selection.parameters))
    titles: dict[tuple[str, str], set[str]] = {}
    for node, data in graph.nodes(data=True):
        if data["kind"] not in STATEMENT_KINDS:
            titles.setdefault((str(data.get("document", "")), str(data["label"])), set()).add(node)
    found: set[str] = set()
    open_rows: list[tuple[str, int]] = []
    lost = 0
    for row in rows:
        named = _nodes_of(row, graph, titles)
        line = _first_line(row.get("line"))
        if named:
            found |= named
        elif row.get("doc") and line:
            open_rows.append((str(row["doc"]), line))
        else:
            lost += 1
    lost += _add_by_line(graph, store, open_rows, found)
    if lost:
        remarks.append(f"{lost} of {len(rows)} rows of the answer of `{question.id}`: they name nothing in the network")
    return found


def _nodes_of(row: Mapping[str, Value], graph: Network, titles: Mapping[tuple[str, str], Iterable[str]]) -> set[str]:
    """The nodes whose IRI or title a row gives; where projects are among them, only these."""
    cells = [value for value in row.values() if isinstance(value, str)]
    named = {cell for cell in cells if cell in graph}
    for cell in cells:
        named.update(titles.get((str(row.get("doc") or ""), cell), ()))
    projects = {node for node in named if graph.nodes[node]["kind"] == "project"}
    return projects or named


def _first_line(value: Value) -> int | None:
    """The first line of `120` or `120-124`."""
    text = str(value or "").partition("-")[0]
    return int(text) if text.isdecimal() else None


def _add_by_line(graph: Network, store: Store, places: list[tuple[str, int]], found: set[str]) -> int:
    """Add what stands at these lines to the nodes found; gives the number of lines that speak of none."""
    if not places:
        return 0
    owners: dict[tuple[str, int], str] = {}
    for row in ask(store, Catalog().find("network-lines"), {}):
        owner = str(row["owner"])
        if owner in graph:
            place = (str(row["doc"]), int(str(row["first"])))
            known = owners.get(place)
            if known is None or graph.nodes[known]["kind"] != "project":
                owners[place] = owner
    found.update(owners[place] for place in places if place in owners)
    return sum(place not in owners for place in places)
