"""Bytes of a file to numbered text: one reader per file format, one result."""

from mapper.source.numbered import NumberedText, number_lines, read_source

__all__ = ["NumberedText", "number_lines", "read_source"]
