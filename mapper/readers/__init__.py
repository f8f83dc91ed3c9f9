"""Shapes to records: one reader per kind of section, run in the order in which they need each other."""

from mapper.readers.plan import read_plan

__all__ = ["read_plan"]
