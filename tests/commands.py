"""The `workplan` command lines that a page shows, as arguments."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.ko.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
_SHOWN = re.compile(r"`(workplan [^`\n]+)`|^(?:\$ |    )?(workplan .+)$", re.MULTILINE)
_REST = re.compile(r"\s{2,}.*$|\s#\s.*$|\s*(?:\\?\||>).*$")
"""What stands behind a command: an explanation, a comment, a pipe, a file that takes the output."""
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b(?!=)|\.\.\.|=value$|^name=")


def shown_commands(page: Path) -> list[tuple[str, ...]]:
    """The arguments of each command line of a page, once each, in order."""
    lines = (code or line for code, line in _SHOWN.findall(page.read_text(encoding="utf-8")))
    return list(dict.fromkeys(tuple(shlex.split(_REST.sub("", line))[1:]) for line in lines))


def has_placeholder(arguments: tuple[str, ...]) -> bool:
    """Whether a reader has to put something of their own into the command."""
    return any(_PLACEHOLDER.search(argument) for argument in arguments)
