"""SVG: a picture to look at, with title, legend and circles around departments; nothing in it needs the network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from mapper.export.appearance import MONEY, NODE_LOOKS, RUNS, STATEMENT_KINDS, look_of_edge, write_amount
from mapper.export.formats.lettering import fit_lines, measure
from mapper.export.picture import Picture

_FONT: Final = "'Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif"
_MARGIN: Final = 36.0
_HEAD: Final = 110.0
_LEGEND: Final = 240.0
_TITLE: Final = 32.0
_TITLE_LEAST: Final = 20.0
_NOTE: Final = 16.0
"""Sizes of letters: a long title over a small picture has smaller ones."""
_STYLE: Final = f"""
.workplan text {{ font-family: {_FONT}; fill: #1c2733; }}
.workplan .halo {{ paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }}
.workplan .edge {{ fill: none; stroke-linecap: round; }}
.workplan .quiet {{ fill: #5d6b78; }}
"""


def write_svg(picture: Picture, path: Path) -> list[str]:
    """Write the picture; gives what it leaves out."""
    path.write_text(to_svg(picture), encoding="utf-8", newline="\n")
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


def to_svg(picture: Picture) -> str:
    """The whole file as text."""
    return "".join(f"{line}\n" for line in _lines(picture))


def _lines(picture: Picture) -> Iterator[str]:
    """The file, line by line."""
    left, top, right, bottom = _bounds(picture)
    words = max(measure(picture.title, _TITLE_LEAST), measure(picture.note, _NOTE))
    width = max(right - left + _LEGEND, words + 2 * _MARGIN)
    height = _HEAD + max(bottom - top, _legend_height(picture))
    box = f"{left:.0f} {top - _HEAD:.0f} {width:.0f} {height:.0f}"
    shown = min(1.0, 2400 / width)
    extent = f'width="{width * shown:.0f}" height="{height * shown:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {extent} class="workplan" role="img">'
    yield f"<title>{escape(picture.title)}</title><desc>{escape(picture.note)}</desc><style>{_STYLE}</style>"
    yield f'<rect x="{left:.0f}" y="{top - _HEAD:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    yield from _draw_clusters(picture)
    yield '<g id="edges">'
    yield from _draw_edges(picture)
    yield '</g><g id="nodes">'
    for node, data in picture.nodes():
        yield from _draw_node(node, data)
    yield "</g>"
    yield from _draw_head(picture, left, top - _HEAD, width)
    yield from _draw_legend(picture, right - 10, top + 40)
    yield "</svg>"


def _bounds(picture: Picture) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is drawn."""
    boxes = [(data["x"] - 60, data["y"] - 30, data["x"] + 60, data["y"] + 60) for _, data in picture.nodes()]
    boxes += [(c.x - c.width / 2, c.y - c.height / 2, c.x + c.width / 2, c.y + c.height / 2) for c in picture.clusters]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN


def _draw_clusters(picture: Picture) -> Iterator[str]:
    """Panels of municipalities with their names, then the circles of departments."""
    for cluster in picture.clusters:
        if cluster.kind == "municipality":
            left, top = cluster.x - cluster.width / 2, cluster.y - cluster.height / 2
            box = f'x="{left:.1f}" y="{top:.1f}" width="{cluster.width:.1f}" height="{cluster.height:.1f}"'
            yield f'<rect {box} rx="18" fill="#f5f7f9" stroke="#dde3e9"/>'
            place = f'x="{left + 18:.1f}" y="{top + 32:.1f}"'
            yield f'<text {place} font-size="20" font-weight="700">{escape(cluster.label)}</text>'
    for cluster in picture.clusters:
        if cluster.kind == "department":
            circle = f'cx="{cluster.x:.1f}" cy="{cluster.y:.1f}" r="{cluster.width / 2:.1f}"'
            yield f'<circle {circle} fill="#e8eff6" stroke="#d3dfeb"/>'


def _draw_edges(picture: Picture) -> Iterator[str]:
    """One line for each kind between two nodes, long ones faint; money below all, as thick as its largest amount."""
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
        length = math.hypot(start["x"] - end["x"], start["y"] - end["y"])
        opacity = 0.7 if kind == MONEY else round(min(0.8, max(0.1, 500 / (length + 1))), 2)
        path = _curve(start["x"], start["y"], end["x"], end["y"], straight=kind in {RUNS, MONEY, "states"})
        stroke = f'stroke="{data["color"]}" stroke-width="{width:.1f}" stroke-opacity="{opacity}"{dash}'
        yield (
            f'<path class="edge" d="{path}" {stroke}>'
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
    size, width, count = _lettering(data)
    return fit_lines(data["label"], size, width, count)


def _lettering(data: dict[str, Any]) -> tuple[float, float, int]:
    """Size of letters, width of a line and number of lines of a node; they fit its room in the layout."""
    if data.get("projects"):
        return 14.0, 118.0, 2
    return (10.5, 85.0, 3) if data["kind"] == "project" else (9.5, 67.0, 2)


def _draw_node(node: str, data: dict[str, Any]) -> Iterator[str]:
    """A disc with its label below; of statements the disc alone."""
    full = escape(f"{data['label']} ({data['kind_label']}{_years(data)})")
    yield f"<g id={quoteattr(node)}><title>{full}</title>"
    yield (
        f'<circle cx="{data["x"]}" cy="{data["y"]}" r="{data["size"]}" fill="{data["color"]}" '
        'stroke="#ffffff" stroke-width="1.5"/>'
    )
    if data["kind"] not in STATEMENT_KINDS:
        size, _, _ = _lettering(data)
        y = data["y"] + data["size"] + size + 1
        weight = ' font-weight="700"' if data.get("projects") else ""
        for line in _label_lines(data):
            place = f'x="{data["x"]}" y="{y:.1f}" font-size="{size}"'
            yield f'<text {place} class="halo" text-anchor="middle"{weight}>{escape(line)}</text>'
            y += size * 1.2
        if data["kind"] == "project" and data.get("amount_krw"):
            money = f"{data.get('plan_year', '')}·{write_amount(data['amount_krw'])}"
            place = f'x="{data["x"]}" y="{y:.1f}" font-size="8"'
            yield f'<text {place} class="halo quiet" text-anchor="middle">{money}</text>'
    yield "</g>"


def _years(data: dict[str, Any]) -> str:
    """The years of a node for its title."""
    return ", " + "·".join(map(str, data["years"])) if data["years"] else ""


def _draw_head(picture: Picture, left: float, top: float, width: float) -> Iterator[str]:
    """Title and note; the title in letters that fit the picture."""
    x = left + _MARGIN
    size = min(_TITLE, (width - 2 * _MARGIN) / max(1.0, measure(picture.title, 1)))
    place = f'x="{x:.0f}" y="{top + 50:.0f}"'
    yield f'<text {place} font-size="{size:.0f}" font-weight="700">{escape(picture.title)}</text>'
    yield f'<text x="{x:.0f}" y="{top + 80:.0f}" font-size="{_NOTE:.0f}" class="quiet">{escape(picture.note)}</text>'


def _legend_height(picture: Picture) -> float:
    """How far down the legend reaches."""
    kinds = len({data["kind"] for _, data in picture.nodes()})
    edge_kinds = len({data["kind"] for _, _, data in picture.edges()})
    return 165.0 + 28 * kinds + 27 * edge_kinds


def _draw_legend(picture: Picture, x: float, top: float) -> Iterator[str]:
    """Kinds of nodes and edges with their numbers, and what size and width mean."""
    y = top + 10
    kinds = Counter(data["kind"] for _, data in picture.nodes())
    yield '<g id="legend">'
    yield f'<text x="{x:.0f}" y="{y:.0f}" font-size="18" font-weight="700">범례</text>'
    for kind, look in NODE_LOOKS.items():
        if kinds[kind]:
            y += 28
            yield f'<circle cx="{x + 8:.0f}" cy="{y - 6:.0f}" r="8" fill="{look.colour}"/>'
            yield f'<text x="{x + 30:.0f}" y="{y:.0f}" font-size="16">{look.ko} {_number(kinds[kind])}</text>'
    y += 14
    for kind, count in sorted(Counter(data["kind"] for _, _, data in picture.edges()).items()):
        y += 27
        look = look_of_edge(kind)
        width = 4 if kind == MONEY else 2
        dash = ' stroke-dasharray="5 4"' if kind in {"continues", "succeeds"} else ""
        yield f'<path d="M{x:.0f} {y - 6:.0f}h22" stroke="{look.colour}" stroke-width="{width}"{dash}/>'
        yield f'<text x="{x + 30:.0f}" y="{y:.0f}" font-size="16">{look.ko} {_number(count)}</text>'
    for words in ("사업의 크기: 계획 연도의 예산", "선의 굵기: 금액 (로그 눈금)", "원: 한 부서의 사업과 참여자"):
        y += 23
        yield f'<text x="{x:.0f}" y="{y + 10:.0f}" font-size="14" class="quiet">{words}</text>'
    yield "</g>"


def _number(count: int) -> str:
    """A number in quiet letters."""
    return f'<tspan class="quiet">{count:,}</tspan>'
