"""On which line of a TOML text each key stands: `tomllib` gives values without their places.

The text has been parsed by `tomllib` before, so its syntax is taken as given.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

_TOKEN: Final = re.compile(
    r'"""(?:\\.|(?!""").)*"{3,5}|\'\'\'(?:(?!\'\'\').)*\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|.',
    re.DOTALL,
)
"""A string, a comment, or one other character."""


def find_entry_lines(text: str, array: str) -> tuple[Mapping[tuple[str, ...], int], ...]:
    """For each table of the array of tables `array`: the line of its head, by `()`, and of its keys, by their path."""
    entries: list[dict[tuple[str, ...], int]] = []
    prefix: tuple[str, ...] = ()
    inside = False
    for line, statement in _split(text):
        if statement.startswith("["):
            path = _read_path(statement.strip().strip("[]").strip())
            inside = path[0] == array
            prefix = path[1:]
            if inside and statement.startswith("[["):
                entries.append({(): line})
            elif inside:
                entries[-1].setdefault(prefix, line)
        elif inside:
            entries[-1].setdefault((*prefix, *_read_path(_key_of(statement))), line)
    return tuple(entries)


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Each statement (a head of a table, or a key with its value) with the line on which it begins."""
    line, depth, first, statement = 1, 0, 1, ""
    for match in _TOKEN.finditer(text + "\n"):
        token = match[0]
        if token == "\n" and depth == 0:
            if statement.strip():
                yield first, statement.strip()
            statement = ""
        elif not token.startswith("#"):
            if not statement.strip():
                first = line
            statement += token
            is_head = statement.lstrip().startswith("[")
            depth += 0 if is_head else (token in "[{") - (token in "]}")
        line += token.count("\n")


def _key_of(statement: str) -> str:
    """The key of a statement: what stands before the equals sign, which a quoted key may hold itself."""
    end = 0
    for match in _TOKEN.finditer(statement):
        if match[0] == "=":
            break
        end = match.end()
    return statement[:end]


def _read_path(key: str) -> tuple[str, ...]:
    """The parts of a dotted key, quotes undone."""
    found: Any = tomllib.loads(f"{key} = 0")
    path: list[str] = []
    while isinstance(found, dict):
        (name, found), *_ = found.items()
        path.append(name)
    return tuple(path)
