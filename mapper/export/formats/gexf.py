"""GEXF 1.3: attributes, colours, sizes, places, and a spell for each budget year, so that Gephi shows a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from mapper.export.picture import Attribute, Picture, flatten, list_columns

NAMESPACE: Final = "http://gexf.net/1.3"
_TYPES: Final = {int: "long", float: "double", str: "string"}
_OWN: Final = {"label", "color", "x", "y", "size", "years", "id", "weight"}
"""What GEXF has a place of its own for."""


def write_gexf(picture: Picture, path: Path) -> list[str]:
    """Write GEXF; everything has a place in it."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _lines(picture))
    return []


def _lines(picture: Picture) -> Iterator[str]:
    """The file, line by line."""
    node_columns = list_columns((_attributes(data) for _, data in picture.nodes()), ("kind", "kind_label"))
    edge_columns = list_columns((_attributes(data) for _, _, data in picture.edges()), ("kind", "kind_label"))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{NAMESPACE}/viz" version="1.3">'
    yield f"<meta><creator>workplan</creator><description>{escape(picture.title)}. {escape(picture.note)}</description>"
    yield "</meta>"
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">'
    yield from _declare("node", node_columns)
    yield from _declare("edge", edge_columns)
    yield f'<nodes count="{picture.graph.number_of_nodes()}">'
    for node, data in picture.nodes():
        yield f"<node id={quoteattr(node)} label={quoteattr(data['label'])}>"
        yield from _describe(data, node_columns)
        yield f'<viz:size value="{data["size"]}"/><viz:position x="{data["x"]}" y="{-data["y"]}" z="0.0"/>'
        yield f"{_colour(data['color'])}</node>"
    yield f'</nodes>\n<edges count="{picture.graph.number_of_edges()}">'
    for source, target, data in picture.edges():
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f'<edge id="{data["id"]}" {ends} label={quoteattr(data["label"])} weight="{data["weight"]}">'
        yield from _describe(data, edge_columns)
        yield f"{_colour(data['color'])}</edge>"
    yield "</edges>\n</graph>\n</gexf>"


def _attributes(data: Mapping[str, Any]) -> dict[str, Attribute]:
    """The attributes that GEXF has no place of its own for."""
    return {name: value for name, value in flatten(data).items() if name not in _OWN}


def _declare(what: str, columns: Mapping[str, type]) -> Iterator[str]:
    """The declaration of the attributes of nodes or edges."""
    yield f'<attributes class="{what}" mode="static">'
    for name, kind in columns.items():
        yield f"<attribute id={quoteattr(name)} title={quoteattr(name)} type={quoteattr(_TYPES[kind])}/>"
    yield "</attributes>"


def _describe(data: Mapping[str, Any], columns: Mapping[str, type]) -> Iterator[str]:
    """The values of attributes, then a spell for each run of years."""
    values = _attributes(data)
    given = (
        f"<attvalue for={quoteattr(name)} value={quoteattr(str(values[name]))}/>" for name in columns if name in values
    )
    yield f"<attvalues>{''.join(given)}</attvalues>"
    spells = "".join(f'<spell start="{first}-01-01" end="{last}-12-31"/>' for first, last in _runs(data["years"]))
    if spells:
        yield f"<spells>{spells}</spells>"


def _runs(years: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Years that follow each other, as first and last."""
    start = 0
    for index, year in enumerate(years):
        if index + 1 == len(years) or years[index + 1] != year + 1:
            yield years[start], year
            start = index + 1


def _colour(colour: str) -> str:
    """A colour as GEXF writes it."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
