"""Where nodes are drawn: circles in circles, without chance, without overlaps, in time that grows with the network.

A department stands in the middle of its projects, a project in the middle of the partners and statements that it alone
has; departments of one municipality lie side by side in its circle. What several share is put near the middle of them.
Every node has room for its label below it. There is no random number in it: equal networks have equal pictures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mapper.export.appearance import RUNS, STATEMENT_KINDS, STATES

if TYPE_CHECKING:
    from mapper.export.network import Network

LABEL_ROOM: Final = {"department": 62.0, "project": 52.0}
"""Half of the room that a node needs with its label, by kind; statements and partners have less."""
_OTHER_ROOM: Final = 46.0
_STATEMENT_ROOM: Final = 34.0
_ONE_RING: Final = 14
"""Up to so many neighbours stand in one ring."""
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_CELL: Final = 200.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A circle that holds a department's or a municipality's nodes."""

    label: str
    kind: str
    x: float
    y: float
    radius: float


@dataclass(slots=True)
class _Circle:
    """A node with all that hangs on it, around the point 0, 0."""

    node: str
    radius: float
    places: dict[str, tuple[float, float]] = field(default_factory=dict)


def lay_out(graph: Network) -> tuple[Cluster, ...]:
    """Give every node `x` and `y` (y points down), and give the circles around departments and municipalities."""
    parents, groups = _find_parents(graph)
    children: dict[str, list[str]] = {}
    for node, parent in parents.items():
        children.setdefault(parent, []).append(node)
    roots = [node for node in graph if node not in parents]
    circles = {node: _hang(graph, node, children) for node in roots}
    by_group: dict[str, list[str]] = {}
    for node in roots:
        by_group.setdefault(groups.get(node, ""), []).append(node)
    clusters: list[Cluster] = []
    country = _Plane()
    for group in sorted(
        filter(None, by_group), key=lambda name: (-sum(circles[n].radius ** 2 for n in by_group[name]), name)
    ):
        plane = _Plane()
        _fill(plane, graph, by_group[group], circles)
        middle, radius = plane.enclose()
        x, y = country.place(radius + 40, (0.0, 0.0))
        for node, (left, top) in plane.places.items():
            _put(graph, circles[node], x + left - middle[0], y + top - middle[1], clusters)
        clusters.append(Cluster(group, "municipality", x, y, radius + 30))
    _fill(country, graph, by_group.get("", []), circles)
    for node, (x, y) in country.places.items():
        _put(graph, circles[node], x, y, clusters)
    return tuple(sorted(clusters, key=lambda cluster: (-cluster.radius, cluster.label)))


def _put(graph: Network, circle: _Circle, x: float, y: float, clusters: list[Cluster]) -> None:
    """Write the places of a circle's nodes, the circle's middle being at x, y."""
    for node, (left, top) in circle.places.items():
        graph.nodes[node]["x"], graph.nodes[node]["y"] = round(x + left, 1), round(y + top, 1)
    if len(circle.places) > 1:
        data = graph.nodes[circle.node]
        clusters.append(Cluster(str(data["label"]), str(data["kind"]), round(x, 1), round(y, 1), circle.radius))


def _find_parents(graph: Network) -> tuple[dict[str, str], dict[str, str]]:
    """What each node hangs on, and for what hangs on none the municipality whose circle it is in."""
    parents: dict[str, str] = {}
    for source, target, data in graph.edges(data=True):
        if data["kind"] in {RUNS, STATES}:
            parents.setdefault(target, source)
    groups = {node: str(data["municipality"]) for node, data in graph.nodes(data=True) if data.get("municipality")}
    heads = set(parents.values())
    found: dict[str, str] = {}
    for node, data in graph.nodes(data=True):
        if node in parents or data["kind"] in {"project", "department"} or node in heads:
            continue
        near = sorted({*graph.successors(node), *graph.predecessors(node)} - {node})
        above = {parents.get(other, other) for other in near}
        if len(near) == 1:
            found[node] = near[0]
        elif len(above) == 1:
            found[node] = above.pop()
        else:
            around = {groups.get(other, "") for other in near}
            groups[node] = around.pop() if len(around) == 1 else ""
    for node, parent in found.items():
        if parent not in found:
            parents[node] = parent
    return parents, {node: group for node, group in groups.items() if node not in parents}


def _room(kind: str) -> float:
    return _STATEMENT_ROOM if kind in STATEMENT_KINDS else LABEL_ROOM.get(kind, _OTHER_ROOM)


def _hang(graph: Network, node: str, children: dict[str, list[str]]) -> _Circle:
    """A node in the middle of rings of what hangs on it, large things inside."""
    data = graph.nodes[node]
    own = max(_room(data["kind"]), float(data["size"]) + 12)
    below = [_hang(graph, child, children) for child in children.get(node, ())]
    if not below:
        return _Circle(node, own, {node: (0.0, -14.0)})
    below.sort(key=lambda circle: (-circle.radius, str(graph.nodes[circle.node]["kind"]), circle.node))
    whole = _Circle(node, own, {node: (0.0, -14.0)})
    start = 0.0
    while below:
        ring, distance = _next_ring(below, whole.radius)
        below = below[len(ring) :]
        angles = [math.asin(min(1.0, circle.radius / distance)) for circle in ring]
        free = max(0.0, 2 * math.pi - 2 * sum(angles)) / len(ring)
        angle = start
        for circle, half in zip(ring, angles, strict=True):
            angle += half
            x, y = distance * math.cos(angle), distance * math.sin(angle)
            whole.places.update({name: (x + left, y + top) for name, (left, top) in circle.places.items()})
            angle += half + free
        whole.radius = distance + ring[0].radius
        start += 0.35
    return whole


def _next_ring(circles: list[_Circle], inner: float) -> tuple[list[_Circle], float]:
    """The circles of the next ring, the largest first, and the ring's distance from the middle."""
    distance = inner + circles[0].radius
    if len(circles) <= _ONE_RING:
        while sum(math.asin(min(1.0, circle.radius / distance)) for circle in circles) > math.pi:
            distance *= 1.04
        return circles, distance
    angle, count = 0.0, 0
    for circle in circles:
        angle += 2 * math.asin(min(1.0, circle.radius / distance))
        if angle > 2 * math.pi:
            break
        count += 1
    return circles[: max(1, count)], distance


def _fill(plane: _Plane, graph: Network, nodes: Iterable[str], circles: dict[str, _Circle]) -> None:
    """Place circles on a plane: large ones first, shared ones near the middle of what they join."""
    ordered = sorted(nodes, key=lambda node: (-circles[node].radius, node))
    for node in ordered:
        near = [
            (graph.nodes[other]["x"], graph.nodes[other]["y"]) if "x" in graph.nodes[other] else plane.seen.get(other)
            for other in sorted({*graph.successors(node), *graph.predecessors(node)})
        ]
        known = [place for place in near if place is not None]
        wish = (sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)) if known else (0.0, 0.0)
        x, y = plane.place(circles[node].radius, wish)
        plane.places[node] = (x, y)
        plane.seen.update({name: (x + left, y + top) for name, (left, top) in circles[node].places.items()})


class _Plane:
    """Circles that do not overlap, found again by a grid."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[float, float]] = {}
        self.seen: dict[str, tuple[float, float]] = {}
        self._circles: list[tuple[float, float, float]] = []
        self._grid: dict[tuple[int, int], list[int]] = {}
        self._reached: dict[tuple[int, int, int], int] = {}

    def place(self, radius: float, wish: tuple[float, float]) -> tuple[float, float]:
        """The free place for a circle that is nearest to a wish, along a spiral."""
        step = max(12.0, radius * 0.35)
        key = (round(wish[0]), round(wish[1]), round(radius))
        turn = self._reached.get(key, 0)
        while True:
            distance = step * math.sqrt(turn)
            x = wish[0] + 1.25 * distance * math.cos(turn * _GOLDEN)
            y = wish[1] + 0.8 * distance * math.sin(turn * _GOLDEN)
            if self._is_free(x, y, radius):
                break
            turn += 1
        self._reached[key] = turn
        index = len(self._circles)
        self._circles.append((x, y, radius))
        for cell in _cells(x, y, radius):
            self._grid.setdefault(cell, []).append(index)
        return x, y

    def _is_free(self, x: float, y: float, radius: float) -> bool:
        tried: set[int] = set()
        for cell in _cells(x, y, radius):
            for index in self._grid.get(cell, ()):
                if index not in tried:
                    tried.add(index)
                    left, top, other = self._circles[index]
                    if math.hypot(x - left, y - top) < radius + other - 1e-6:
                        return False
        return True

    def enclose(self) -> tuple[tuple[float, float], float]:
        """The middle of all circles and the radius around it that holds them."""
        left = min(x - r for x, _, r in self._circles)
        right = max(x + r for x, _, r in self._circles)
        top = min(y - r for _, y, r in self._circles)
        bottom = max(y + r for _, y, r in self._circles)
        middle = ((left + right) / 2, (top + bottom) / 2)
        return middle, max(math.hypot(x - middle[0], y - middle[1]) + r for x, y, r in self._circles)


def _cells(x: float, y: float, radius: float) -> Iterable[tuple[int, int]]:
    """The cells of the grid that a circle touches."""
    for column in range(math.floor((x - radius) / _CELL), math.floor((x + radius) / _CELL) + 1):
        for row in range(math.floor((y - radius) / _CELL), math.floor((y + radius) / _CELL) + 1):
            yield column, row
