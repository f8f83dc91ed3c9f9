"""Where nodes are drawn: circles in circles on panels, without chance, without overlaps, fast for large networks too.

A department stands in the middle of its projects, a project in the middle of the partners and statements that it alone
has; departments of one municipality lie side by side on its panel. What several share is put near the middle of them,
what several municipalities share below all panels.
Every node has room for its label below it. There is no random number in it: equal networks have equal pictures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mapper.export.appearance import RUNS, STATEMENT_KINDS, STATES

if TYPE_CHECKING:
    from mapper.export.network import Network

_HEAD_ROOM: Final = 66.0
_PROJECT_ROOM: Final = 58.0
_OTHER_ROOM: Final = 41.0
_STATEMENT_ROOM: Final = 16.0
"""Half of the room that a node needs with its label; statements are drawn without one."""
_GAP: Final = 40.0
_PAD: Final = 14.0
_TITLE: Final = 44.0
"""Room between panels, inside them, and for a panel's title."""
_ASPECT: Final = 1.45
_ONE_RING: Final = 14
"""Up to so many neighbours stand in one ring."""
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_CELL: Final = 200.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """What holds the nodes of a department (a circle) or of a municipality (a panel), by its middle and extent."""

    label: str
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class _Circle:
    """A node with all that hangs on it, around the point 0, 0."""

    node: str
    radius: float
    places: dict[str, tuple[float, float]] = field(default_factory=dict)


def lay_out(graph: Network) -> tuple[Cluster, ...]:
    """Give every node `x` and `y` (y points down), and give the circles of departments and panels of municipalities."""
    parents, groups = _find_parents(graph)
    children: dict[str, list[str]] = {}
    for node, parent in parents.items():
        children.setdefault(parent, []).append(node)
    circles = {node: _hang(graph, node, children) for node in graph if node not in parents}
    by_group: dict[str, list[str]] = {}
    for node in circles:
        by_group.setdefault(groups.get(node, ""), []).append(node)
    shared = by_group.pop("", [])
    planes: dict[str, _Plane] = {}
    for group, nodes in by_group.items():
        planes[group] = _Plane()
        _fill(planes[group], graph, nodes, circles)
    clusters: list[Cluster] = []
    corners = _shelve({group: plane.extent() for group, plane in planes.items()})
    bottom = 0.0
    for group, (left, top) in corners.items():
        box = planes[group].box()
        for node, (x, y) in planes[group].places.items():
            _put(graph, circles[node], x - box[0] + left + _PAD, y - box[1] + top + _PAD + _TITLE, clusters)
        width, height = planes[group].extent()
        clusters.append(Cluster(group, "municipality", left + width / 2, top + height / 2, width, height))
        bottom = max(bottom, top + height)
    _line_up(graph, shared, circles, bottom + _GAP if corners else 0.0, clusters)
    return tuple(sorted(clusters, key=lambda cluster: (-cluster.width, cluster.label, cluster.x, cluster.y)))


def _shelve(extents: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Left and top of panels, put on shelves from high to low, the whole a little wider than high."""
    area = sum((width + _GAP) * (height + _GAP) for width, height in extents.values())
    widest = max([width for width, _ in extents.values()], default=0.0)
    limit = max(widest, math.sqrt(area * _ASPECT))
    corners: dict[str, tuple[float, float]] = {}
    left = top = shelf = 0.0
    for group in sorted(extents, key=lambda name: (-extents[name][1], name)):
        width, height = extents[group]
        if left and left + width > limit * 1.02:
            left, top, shelf = 0.0, top + shelf + _GAP, 0.0
        corners[group] = (left, top)
        left, shelf = left + width + _GAP, max(shelf, height)
    return corners


def _line_up(
    graph: Network, nodes: list[str], circles: dict[str, _Circle], top: float, clusters: list[Cluster]
) -> None:
    """Put what several municipalities share, or none has, in rows below all panels, near its neighbours' column."""
    width = max([cluster.x + cluster.width / 2 for cluster in clusters if cluster.kind == "municipality"], default=0.0)
    width = width or math.sqrt(_ASPECT * sum((2 * circles[node].radius) ** 2 for node in nodes))

    def column(node: str) -> tuple[float, str]:
        near = {*graph.successors(node), *graph.predecessors(node)}
        known = [graph.nodes[other]["x"] for other in sorted(near) if "x" in graph.nodes[other]]
        return (round(sum(known) / len(known), 1) if known else 0.0), node

    left, row = 0.0, 0.0
    for node in sorted(nodes, key=column):
        circle = circles[node]
        if left and left + 2 * circle.radius > width:
            left, top, row = 0.0, top + row, 0.0
        _put(graph, circle, left + circle.radius, top + circle.radius, clusters)
        left, row = left + 2 * circle.radius, max(row, 2 * circle.radius)


def _put(graph: Network, circle: _Circle, x: float, y: float, clusters: list[Cluster]) -> None:
    """Write the places of a circle's nodes, the circle's middle being at x, y."""
    for node, (left, top) in circle.places.items():
        graph.nodes[node]["x"], graph.nodes[node]["y"] = round(x + left, 1), round(y + top, 1)
    if len(circle.places) > 1:
        data = graph.nodes[circle.node]
        across = round(2 * circle.radius, 1)
        clusters.append(Cluster(str(data["label"]), str(data["kind"]), round(x, 1), round(y, 1), across, across))


def _find_parents(graph: Network) -> tuple[dict[str, str], dict[str, str]]:
    """What each node hangs on, and for what hangs on none the municipality whose circle it is in."""
    parents: dict[str, str] = {}
    for source, target, data in graph.edges(data=True):
        below = graph.nodes[target]["kind"]
        hangs = below == "project" if data["kind"] == RUNS else data["kind"] == STATES and below in STATEMENT_KINDS
        if hangs and graph.nodes[source]["kind"] != below:  # no circle, whatever somebody joined by hand
            parents.setdefault(target, source)
    groups = {node: str(data["municipality"]) for node, data in graph.nodes(data=True) if data.get("municipality")}
    heads = set(parents.values())
    found: dict[str, str] = {}
    for node, data in graph.nodes(data=True):
        if node in parents or data["kind"] == "project" or node in heads:
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


def _room(data: Mapping[str, Any]) -> float:
    """Half of the room that a node needs with its label."""
    if data["kind"] in STATEMENT_KINDS:
        return _STATEMENT_ROOM
    wanted = _HEAD_ROOM if data.get("projects") else _PROJECT_ROOM if data["kind"] == "project" else _OTHER_ROOM
    return max(wanted, float(data["size"]) + 20)


def _hang(graph: Network, node: str, children: dict[str, list[str]]) -> _Circle:
    """A node in the middle of rings of what hangs on it, large things inside."""
    data = graph.nodes[node]
    lift = 0.0 if data["kind"] in STATEMENT_KINDS else -18.0 if data["kind"] == "project" else -10.0
    whole = _Circle(node, _room(data), {node: (0.0, lift)})
    below = [_hang(graph, child, children) for child in children.get(node, ())]
    below.sort(key=lambda circle: (-circle.radius, str(graph.nodes[circle.node]["kind"]), circle.node))
    parts = [(0.0, 0.0, whole.radius)]
    start = 0.0
    while below:
        ring, distance = _next_ring(below, whole.radius)
        below = below[len(ring) :]
        halves = [math.asin(min(1.0, circle.radius / distance)) for circle in ring]
        free = max(0.0, 2 * math.pi - 2 * sum(halves)) / len(ring)
        angle = start
        rays: list[tuple[_Circle, float]] = []
        for circle, half in zip(ring, halves, strict=True):
            rays.append((circle, angle + half))
            angle += 2 * half + free
        for circle, (x, y) in _draw_in(rays, distance, parts):
            whole.places.update({name: (x + left, y + top) for name, (left, top) in circle.places.items()})
            parts.append((x, y, circle.radius))
        whole.radius = max(math.hypot(x, y) + radius for x, y, radius in parts)
        start += 0.35
    return _centre(whole, parts)


def _draw_in(
    rays: list[tuple[_Circle, float]], distance: float, inner: list[tuple[float, float, float]]
) -> list[tuple[_Circle, tuple[float, float]]]:
    """The circles of a ring, each drawn towards the middle until it touches another; small ones gain most."""
    taken = [(distance * math.cos(ray), distance * math.sin(ray), circle.radius) for circle, ray in rays]
    if len({radius for _, _, radius in taken}) > 1:
        for index in sorted(range(len(rays)), key=lambda number: (taken[number][2], number)):
            circle, ray = rays[index]
            others = inner + taken[:index] + taken[index + 1 :]
            low = distance
            while low > 4:
                x, y = (low - 4) * math.cos(ray), (low - 4) * math.sin(ray)
                if any(math.hypot(x - left, y - top) < circle.radius + other for left, top, other in others):
                    break
                low -= 4
            taken[index] = (low * math.cos(ray), low * math.sin(ray), circle.radius)
    return [(circle, taken[index][:2]) for index, (circle, _) in enumerate(rays)]


def _centre(whole: _Circle, parts: list[tuple[float, float, float]]) -> _Circle:
    """The same in the smallest circle that a few looks find: with few parts the node need not be its middle."""
    x = (min(x - r for x, _, r in parts) + max(x + r for x, _, r in parts)) / 2
    y = (min(y - r for _, y, r in parts) + max(y + r for _, y, r in parts)) / 2
    radius = max(math.hypot(left - x, top - y) + r for left, top, r in parts)
    if radius < whole.radius:
        whole.radius = radius
        whole.places = {node: (left - x, top - y) for node, (left, top) in whole.places.items()}
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
        step = max(8.0, radius * 0.12)
        key = (round(wish[0]), round(wish[1]), round(radius))
        turn = self._reached.get(key, 0)
        while True:
            distance = step * math.sqrt(turn)
            x = wish[0] + 1.2 * distance * math.cos(turn * _GOLDEN)
            y = wish[1] + 0.83 * distance * math.sin(turn * _GOLDEN)
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

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all circles."""
        return (
            min(x - r for x, _, r in self._circles),
            min(y - r for _, y, r in self._circles),
            max(x + r for x, _, r in self._circles),
            max(y + r for _, y, r in self._circles),
        )

    def extent(self) -> tuple[float, float]:
        """Width and height of the panel that holds them."""
        left, top, right, bottom = self.box()
        return right - left + 2 * _PAD, bottom - top + 2 * _PAD + _TITLE


def _cells(x: float, y: float, radius: float) -> Iterable[tuple[int, int]]:
    """The cells of the grid that a circle touches."""
    for column in range(math.floor((x - radius) / _CELL), math.floor((x + radius) / _CELL) + 1):
        for row in range(math.floor((y - radius) / _CELL), math.floor((y + radius) / _CELL) + 1):
            yield column, row
