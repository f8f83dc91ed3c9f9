"""What ends the reading of a document or a command: one clear sentence with file, line and remedy."""

from __future__ import annotations


class MapperError(Exception):
    """An end that the user can do something about; `str()` is the sentence to print."""

    def __init__(self, message: str, *, file: str = "", line: int | None = None, hint: str = "") -> None:
        place = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(f"{place}{message}{' ' + hint if hint else ''}")
        self.file, self.line, self.hint = file, line, hint


class SourceError(MapperError):
    """An input file that cannot be read: empty, damaged, locked, too large, of a format that is not read."""


class UsageError(MapperError):
    """A command or call whose arguments do not fit: unknown name, bad parameter, missing release."""


class StructureError(MapperError):
    """The graph breaks a structure shape: a fault of the program or of foreign data."""


class ReleaseError(MapperError):
    """A release that is missing, damaged or held by another process."""


class EndpointError(MapperError):
    """A SPARQL endpoint or reconciliation service that cannot be reached, refuses, or answers what is not asked for."""


class QueryError(MapperError):
    """A query that does not parse or does not run."""
