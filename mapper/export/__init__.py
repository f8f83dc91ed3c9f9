"""Hands the graph on: a readable network for people who draw graphs, tidy tables, Turtle and N-Quads of everything."""

from mapper.export.formats import FORMATS, write
from mapper.export.network import read_network
from mapper.export.tables import write_tables

__all__ = ["FORMATS", "read_network", "write", "write_tables"]
