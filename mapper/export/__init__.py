"""Hands the graph on: a readable network in the formats of graph tools, a picture, a page, and RDF of everything."""

from mapper.export.network import read_network
from mapper.export.selection import Selection
from mapper.export.writing import FORMATS, Wishes, Written, make_picture, write

__all__ = ["FORMATS", "Selection", "Wishes", "Written", "make_picture", "read_network", "write"]
