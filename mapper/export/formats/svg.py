"""SVG: a picture to look at, with title, legend and circles around departments; nothing in it needs the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from mapper.export.appearance import MONEY, NODE_LOOKS, RUNS, STATEMENT_KINDS, look_of_edge, write_amount
from mapper.export.formats.lettering import fit_lines, measure
from mapper.export.picture import Picture

_FONT: Final = "'Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif"
_MARGIN: Final = 60.0
_HEAD: Final = 110.0
_LEGEND: Final = 250.0
_STYLE: Final = f"""
text {{ font-family: {_FONT}; fill: #1c2733; }}
.halo {{ paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }}
.edge {{ fill: none; stroke-linecap: round; }}
.quiet {{ fill: #5d6b78; }}
"""


def write_svg(picture: Picture, path: Path) -> list[str]:
    """Write the picture; gives what it leaves out."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _lines(picture))
    cut = sum(
        "".join(_label_lines(data)) != "".join(data["label"].split())
        for _, data in picture.nodes()
        if data["kind"] not in STATEMENT_KINDS
    )
    left_out = [
        "most attributes: a picture shows name, kind, money and year; the name in full shows when the pointer rests",
        "years as time: edges that differ in year or stage only are one line, the thicker the more money",
    ]
    if cut:
        left_out.append(f"the ends of {cut} long labels: they end in an ellipsis")
    if any(data["kind"] in STATEMENT_KINDS for _, data in picture.nodes()):
        left_out.append("labels of statements: they show when the pointer rests")
    return left_out


def _lines(picture: Picture) -> Iterator[str]:
    left, top, right, bottom = _bounds(picture)
    width, height = right - left + _LEGEND, max(bottom - top + _HEAD, 620.0)
    box = f"{left - 0:.0f} {top - _HEAD:.0f} {width:.0f} {height:.0f}"
    shown = min(1.0, 1600 / width)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width * shown:.0f}" height="{height * shown:.0f}" role="img">'
    yield f"<title>{escape(picture.title)}</title><desc>{escape(picture.note)}</desc><style>{_STYLE}</style>"
    yield f'<rect x="{left:.0f}" y="{top - _HEAD:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    yield from _draw_clusters(picture)
    yield '<g id="edges">'
    yield from _draw_edges(picture)
    yield '</g><g id="nodes">'
    for node, data in picture.nodes():
        yield from _draw_node(node, data)
    yield "</g>"
    yield from _draw_names(picture)
    yield from _draw_head(picture, left, top - _HEAD)
    yield from _draw_legend(picture, right + 10, top)
    yield "</svg>"


def _bounds(picture: Picture) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is drawn."""
    boxes = [(data["x"] - 60, data["y"] - 40, data["x"] + 60, data["y"] + 60) for _, data in picture.nodes()]
    boxes += [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in picture.clusters]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN


def _draw_clusters(picture: Picture) -> Iterator[str]:
    for cluster in picture.clusters:
        circle = f'cx="{cluster.x:.1f}" cy="{cluster.y:.1f}" r="{cluster.radius:.1f}"'
        if cluster.kind == "municipality":
            yield f'<circle {circle} fill="#f6f8fa" stroke="#dde3e9"/>'
        elif cluster.kind == "department":
            yield f'<circle {circle} fill="#e9f0f7" stroke="#d3dfeb"/>'


def _draw_names(picture: Picture) -> Iterator[str]:
    """Names of municipalities, above their circles."""
    for cluster in picture.clusters:
        if cluster.kind == "municipality":
            size = min(64.0, max(18.0, cluster.radius / 16))
            place = f'x="{cluster.x:.1f}" y="{cluster.y - cluster.radius - size * 0.3:.1f}"'
            yield f'<text {place} class="halo" text-anchor="middle" font-size="{size:.0f}" font-weight="700">{escape(cluster.label)}</text>'


def _draw_edges(picture: Picture) -> Iterator[str]:
    """One line for each kind between two nodes; money as one line under all, as thick as its largest amount."""
    drawn: dict[tuple[str, str, str], dict[str, Any]] = {}
    labels: dict[tuple[str, str, str], list[str]] = {}
    for source, target, data in picture.edges():
        key = (source, target, data["kind"])
        if key not in drawn or data["weight"] > drawn[key]["weight"]:
            drawn[key] = data
        labels.setdefault(key, []).append(data["label"])
    paid = {(source, target) for source, target, kind in drawn if kind == MONEY}
    for (source, target, kind), data in sorted(drawn.items(), key=lambda item: item[0][2] != MONEY):
        if kind == RUNS and (source, target) in paid:
            continue
        start, end = picture.graph.nodes[source], picture.graph.nodes[target]
        width = 1.2 if kind != MONEY else 1.0 + data["weight"] * 0.9
        dash = ' stroke-dasharray="6 5"' if kind in {"continues", "succeeds"} else ""
        colour, opacity = (data["color"], 0.8) if kind != MONEY else ("#e7b26a", 0.75)
        path = _curve(start["x"], start["y"], end["x"], end["y"], straight=kind in {RUNS, MONEY, "states"})
        yield (
            f'<path class="edge" d="{path}" stroke="{colour}" stroke-width="{width:.1f}" stroke-opacity="{opacity}"{dash}>'
            f"<title>{escape(' / '.join(labels[source, target, kind]))}</title></path>"
        )


def _curve(x1: float, y1: float, x2: float, y2: float, *, straight: bool) -> str:
    """A line, or a slight bow, so that edges that cross a department can be told apart."""
    if straight:
        return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    middle_x, middle_y = (x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12
    return f"M{x1:.1f} {y1:.1f}Q{middle_x:.1f} {middle_y:.1f} {x2:.1f} {y2:.1f}"


def _label_lines(data: dict[str, Any]) -> list[str]:
    """The lines of a node's label."""
    size, width, count = _lettering(data["kind"])
    return fit_lines(data["label"], size, width, count)


def _lettering(kind: str) -> tuple[float, float, int]:
    """Size of letters, width of a line and number of lines, by kind of a node; they fit its room in the layout."""
    if kind == "department":
        return 13.0, 112.0, 2
    return (9.5, 88.0, 2) if kind == "project" else (9.0, 78.0, 2)


def _draw_node(node: str, data: dict[str, Any]) -> Iterator[str]:
    """A disc with its label below; of statements the disc alone."""
    full = escape(f"{data['label']} ({data['kind_label']}{_years(data)})")
    yield f"<g id={quoteattr(node)}><title>{full}</title>"
    yield (
        f'<circle cx="{data["x"]}" cy="{data["y"]}" r="{data["size"]}" fill="{data["color"]}" '
        'stroke="#ffffff" stroke-width="1.5"/>'
    )
    if data["kind"] not in STATEMENT_KINDS:
        size, _, _ = _lettering(data["kind"])
        y = data["y"] + data["size"] + size + 1
        weight = ' font-weight="700"' if data["kind"] == "department" else ""
        for line in _label_lines(data):
            place = f'x="{data["x"]}" y="{y:.1f}" font-size="{size}"'
            yield f'<text {place} class="halo" text-anchor="middle"{weight}>{escape(line)}</text>'
            y += size * 1.2
        if data["kind"] == "project" and data.get("amount_krw"):
            money = f"{data['plan_year']}·{write_amount(data['amount_krw'])}"
            yield f'<text x="{data["x"]}" y="{y:.1f}" font-size="8" class="halo quiet" text-anchor="middle">{money}</text>'
    yield "</g>"


def _years(data: dict[str, Any]) -> str:
    return ", " + "·".join(map(str, data["years"])) if data["years"] else ""


def _draw_head(picture: Picture, left: float, top: float) -> Iterator[str]:
    x = left + 36
    yield f'<text x="{x:.0f}" y="{top + 50:.0f}" font-size="26" font-weight="700">{escape(picture.title)}</text>'
    yield f'<text x="{x:.0f}" y="{top + 76:.0f}" font-size="13" class="quiet">{escape(picture.note)}</text>'


def _draw_legend(picture: Picture, x: float, top: float) -> Iterator[str]:
    """Kinds of nodes and edges with their numbers, and what size and width mean."""
    y = top + 10
    kinds = Counter(data["kind"] for _, data in picture.nodes())
    yield '<g id="legend">'
    yield f'<text x="{x:.0f}" y="{y:.0f}" font-size="13" font-weight="700">범례</text>'
    for kind, look in NODE_LOOKS.items():
        if kinds[kind]:
            y += 22
            yield f'<circle cx="{x + 8:.0f}" cy="{y - 4:.0f}" r="6" fill="{look.colour}"/>'
            yield f'<text x="{x + 26:.0f}" y="{y:.0f}" font-size="12">{look.ko} <tspan class="quiet">{kinds[kind]:,}</tspan></text>'
    y += 12
    for kind, count in sorted(Counter(data["kind"] for _, _, data in picture.edges()).items()):
        y += 20
        look = look_of_edge(kind)
        colour, width = ("#e7b26a", 4) if kind == MONEY else (look.colour, 2)
        dash = ' stroke-dasharray="5 4"' if kind in {"continues", "succeeds"} else ""
        yield f'<path d="M{x:.0f} {y - 4:.0f}h18" stroke="{colour}" stroke-width="{width}"{dash}/>'
        yield f'<text x="{x + 26:.0f}" y="{y:.0f}" font-size="12">{look.ko} <tspan class="quiet">{count:,}</tspan></text>'
    for words in ("사업의 크기: 계획 연도의 예산", "선의 굵기: 금액 (로그 눈금)", "원: 한 부서의 사업"):
        y += 20 if measure(words, 11) else 0
        yield f'<text x="{x:.0f}" y="{y + 10:.0f}" font-size="11" class="quiet">{words}</text>'
    yield "</g>"
