"""Terms of canonical N-Quads as text: taking lines apart, reading literals. Nothing is parsed twice."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_PLAIN: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def split_quad(line: str) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph of a line that ends with ` .`."""
    subject, predicate, rest = line.split(" ", 2)
    token, graph, _ = rest.rsplit(" ", 2)
    return subject, predicate, token, graph


def text_of(literal: str) -> str:
    """The text of a literal, escapes resolved."""
    inner = literal[1 : literal.rindex('"')]
    if "\\" not in inner:
        return inner
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _PLAIN.get(m[2], m[2]), inner)


def type_of(literal: str) -> str:
    """What follows the text of a literal: nothing, `@ko`, or `^^<datatype>`."""
    return literal[literal.rindex('"') + 1 :]
