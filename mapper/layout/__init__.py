"""Lines to shapes: bullets, heads, paragraphs and tables in a tree. Knows marks and columns, no subject."""

from mapper.layout.node import Node
from mapper.layout.outline import build_outline
from mapper.layout.tables import Cell, Table

__all__ = ["Cell", "Node", "Table", "build_outline"]
