"""What a validation gives: results, one per focus node and constraint, and whether there are any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SH: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """A validation result; terms are N-Triples text, IRIs of shape, component and severity are plain."""

    shape: str
    focus: str
    path: str = ""
    """The predicate, as a term; empty for a node shape or a path of several steps."""
    value: str = ""
    component: str = ""
    severity: str = SH + "Violation"
    message: str = ""

    def __str__(self) -> str:
        """One line for a person: shape, node, path and value."""
        place = " ".join(filter(None, (self.focus, self.path, self.value)))
        return f"{self.shape.rpartition('#')[2] or self.shape}: {place}{' - ' if self.message else ''}{self.message}"


@dataclass(frozen=True, slots=True)
class StructureReport:
    """Whether a graph is built as the program promises, and where not."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; a warning or remark does not count."""
        return not any(result.severity == SH + "Violation" for result in self.results)
