"""DOT of Graphviz: fixed places, so that `dot -Tsvg` draws what every other format shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from mapper.export.appearance import STATEMENT_KINDS
from mapper.export.picture import Attribute, Picture, flatten

_FONT: Final = "Noto Sans CJK KR, Noto Sans KR, Malgun Gothic, Apple SD Gothic Neo, sans-serif"


def write_dot(picture: Picture, path: Path) -> list[str]:
    """Write DOT; gives what it has no place for."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _lines(picture))
    texts = (value for _, data in picture.nodes() for value in data.values() if isinstance(value, str))
    slashes = sum("\\" in text for text in texts)
    return [
        *([f"backslashes: in {slashes} texts they are wide ones (＼), for DOT reads on after them"] if slashes else []),
        "years as time: DOT has none, they are the attribute wp_years, such as `2023; 2024`",
        "types of attributes: in DOT all are text; names begin with wp_, so that Graphviz takes none as its own",
    ]


def quote(text: object) -> str:
    """A text as a quoted identifier: only a quote is escaped in it, and a backslash cannot be."""
    return '"' + str(text).replace("\\", "＼").replace('"', '\\"') + '"'


def wrap(label: str, width: int = 10) -> str:
    """A label in lines, for Graphviz does not wrap; broken after a blank where there is one."""
    lines = re.findall(rf".{{1,{width}}}(?:\s+|$)|.{{1,{width}}}", label)
    return "\n".join(line.strip() for line in lines)


def _lines(picture: Picture) -> Iterator[str]:
    """The file, line by line."""
    yield "digraph workplan {"
    yield f"  graph [layout=neato, inputscale=72, outputorder=edgesfirst, charset={quote('UTF-8')}, bgcolor=white,"
    yield f"    labelloc=t, fontsize=28, fontname={quote(_FONT)}, label={quote(picture.title)}];"
    yield f"  node [shape=circle, style=filled, fixedsize=true, penwidth=0, fontname={quote(_FONT)}, fontsize=9];"
    yield '  edge [arrowsize=0.4, color="#00000055"];'
    for node, data in picture.nodes():
        flat = flatten(data)
        own = {
            "pos": f"{data['x']},{-data['y']}!",
            "width": round(data["size"] / 36, 3),
            "fillcolor": data["color"],
            "label": "",
            "tooltip": data["label"],
        }
        if data["kind"] not in STATEMENT_KINDS:
            own["xlabel"] = wrap(data["label"])
        yield f"  {quote(node)} [{_write(own)}, {_write(_prefixed(flat))}];"
    for source, target, data in picture.edges():
        own = {
            "id": data["id"],
            "color": f"{data['color']}99",
            "penwidth": round(data["weight"] * 0.8, 2),
            "weight": max(1, round(data["weight"])),
            "tooltip": data["label"],
            "style": "dashed" if data["kind"] in {"continues", "succeeds"} else "solid",
        }
        yield f"  {quote(source)} -> {quote(target)} [{_write(own)}, {_write(_prefixed(flatten(data)))}];"
    yield "}"


def _prefixed(flat: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """Attributes under names that Graphviz does not know."""
    return {f"wp_{name}": value for name, value in flat.items() if name not in {"x", "y", "color", "id"}}


def _write(attributes: Mapping[str, Attribute]) -> str:
    """Attributes as DOT writes them."""
    return ", ".join(f"{name}={_escape_lines(value)}" for name, value in attributes.items())


def _escape_lines(value: Attribute) -> str:
    """A value, its line breaks as DOT writes them."""
    return quote(value).replace("\n", "\\n")
