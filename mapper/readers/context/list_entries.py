"""One line of a list of projects, and what the title says that a later line or box prints again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from mapper.layout import Node
from mapper.readers.context.list_lines import plain_title
from mapper.readers.context.title_series import title_text
from mapper.records import ProjectStatus
from mapper.values.text import letters


@dataclass(slots=True)
class ListEntry:
    """One line of the project list."""

    number: str
    title: str
    line: int
    status: ProjectStatus | None = None
    page: str = ""
    teams: tuple[str, ...] = ()
    department: str = ""
    """Name of the department in a column of its own, for a list of several; empty where there is none."""
    letters: str = field(init=False)
    """Those of the title."""

    def __post_init__(self) -> None:
        self.letters = letters(self.title)


def said_title(node: Node) -> str:
    """The letters of what a line or a box says as a title."""
    return _plain_letters(title_text(node))


@lru_cache(maxsize=2048)
def _plain_letters(text: str) -> str:
    """The letters of a title without what stands behind it."""
    return letters(plain_title(text))
