"""What every writer gets: the network with places, and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapper.export.layout import Cluster
    from mapper.export.network import Network

Attribute = str | int | float


@dataclass(frozen=True, slots=True)
class Picture:
    """A network ready to be written."""

    graph: Network
    clusters: tuple[Cluster, ...]
    title: str
    note: str
    """Where it comes from, in one line."""

    @property
    def years(self) -> tuple[int, ...]:
        """All years that some node or edge has."""
        found = {year for _, data in self.graph.nodes(data=True) for year in data["years"]}
        found.update(year for _, _, data in self.graph.edges(data=True) for year in data["years"])
        return tuple(sorted(found))

    def nodes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Nodes with their attributes, in the order of reading."""
        return iter(self.graph.nodes(data=True))

    def edges(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Edges with their attributes, in the order of reading."""
        return iter(self.graph.edges(data=True))


def flatten(data: Mapping[str, Any]) -> dict[str, Attribute]:
    """The attributes, those of several values as one text: `years` becomes `2023; 2024`."""
    flat = {name: "; ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in data.items()}
    return {name: value for name, value in flat.items() if value != "" or name == "label"}


def list_columns(rows: Iterator[Mapping[str, Any]], first: tuple[str, ...]) -> dict[str, type]:
    """Every attribute of some rows with its type, those of `first` first, the others by name.

    An attribute that is a whole number in one row and a decimal in another is a decimal; any other mix is text.
    """
    types: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            known = types.get(name)
            if known is None or known is type(value):
                types[name] = type(value)
            else:
                types[name] = float if {known, type(value)} == {int, float} else str
    names = [name for name in first if name in types]
    return {name: types[name] for name in names + sorted(set(types) - set(first))}
