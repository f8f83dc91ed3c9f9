"""Hands the graph on: a readable network in the formats of graph tools, a picture, a page, tidy tables, RDF."""

from mapper.export.drawing import Drawing, draw_network
from mapper.export.network import read_network
from mapper.export.selection import Selection
from mapper.export.tables import write_tables
from mapper.export.writing import FORMATS, Wishes, Written, make_picture, write

__all__ = [
    "FORMATS",
    "Drawing",
    "Selection",
    "Wishes",
    "Written",
    "draw_network",
    "make_picture",
    "read_network",
    "write",
    "write_tables",
]
