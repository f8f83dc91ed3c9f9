"""Nodes and edges as CSV: two plain tables, or those that `neo4j-admin database import` reads."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mapper.export.picture import Attribute, Picture, flatten, list_columns

_NODE_FIRST: Final = ("id", "label", "kind", "kind_label", "municipality", "document", "line", "years")
_EDGE_FIRST: Final = ("source", "target", "type", "id", "label", "kind", "kind_label", "year", "stage", "amount_krw")
_NEO4J_TYPES: Final = {int: "long", float: "double", str: "string"}


def write_csv(picture: Picture, folder: Path) -> list[str]:
    """Write nodes.csv and edges.csv (RFC 4180, UTF-8); the names of columns are those that Gephi knows."""
    _write(folder / "nodes.csv", lambda: _node_rows(picture), _NODE_FIRST)
    _write(folder / "edges.csv", lambda: _edge_rows(picture), _EDGE_FIRST)
    return [
        "types of columns: CSV has none",
        "years as time: CSV has none, they are the column years, such as `2023; 2024`",
    ]


def write_neo4j(picture: Picture, folder: Path) -> list[str]:
    """Write nodes.csv and relationships.csv with the header of Neo4j's import: ids, labels, types, lists of years."""
    nodes = list_columns(_node_rows(picture), _NODE_FIRST)
    edges = list_columns(_edge_rows(picture), _EDGE_FIRST)
    node_header = {name: f"{name}:{_NEO4J_TYPES[kind]}" for name, kind in nodes.items()}
    node_header |= {"id": "iri:ID", "years": "years:int[]"}
    edge_header = {name: f"{name}:{_NEO4J_TYPES[kind]}" for name, kind in edges.items() if name != "type"}
    edge_header |= {"source": ":START_ID", "target": ":END_ID", "years": "years:int[]"}
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*node_header.values(), ":LABEL"])
        for row in _node_rows(picture):
            writer.writerow([*_cells(row, node_header), _label_of(str(row["kind"]))])
    with (folder / "relationships.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*edge_header.values(), ":TYPE"])
        for row in _edge_rows(picture):
            writer.writerow([*_cells(row, edge_header), str(row["kind"]).upper()])
    return []


def _label_of(kind: str) -> str:
    """A kind as Neo4j writes labels; those of statements have a second one."""
    names = {
        "assets": "Asset;Statement",
        "budgets": "Budget;Statement",
        "components": "Component;Statement",
        "duties": "Duty;Statement",
        "legal": "LegalBasis;Statement",
        "metrics": "Figure;Statement",
        "milestones": "Milestone;Statement",
        "outside": "OutsideBody",
        "group": "OtherPartner",
        "staffing": "Staffing;Statement",
    }
    return names.get(kind, kind.capitalize())


def _cells(row: Mapping[str, Attribute], header: Mapping[str, str]) -> Iterator[Attribute]:
    """The values in the order of the header; lists as Neo4j parts them."""
    for name in header:
        value = row.get(name, "")
        yield str(value).replace("; ", ";") if name == "years" else value


def _node_rows(picture: Picture) -> Iterator[dict[str, Attribute]]:
    """A row for each node."""
    return ({"id": node, **flatten(data)} for node, data in picture.nodes())


def _edge_rows(picture: Picture) -> Iterator[dict[str, Attribute]]:
    """A row for each edge."""
    for source, target, data in picture.edges():
        yield {"source": source, "target": target, "type": "Directed", **flatten(data)}


def _write(path: Path, rows: Any, first: tuple[str, ...]) -> None:
    """A table with one column for each attribute that some row has."""
    columns = list_columns(rows(), first)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows())
