"""Hands the graph on: a readable network for people who draw graphs, Turtle of everything."""

from mapper.export.formats import FORMATS, write
from mapper.export.network import read_network

__all__ = ["FORMATS", "read_network", "write"]
