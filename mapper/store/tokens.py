"""SPARQL text to tokens and back, so that nothing is searched or replaced inside a string, IRI or comment.

The grammar is that of SPARQL 1.1 Query Language, section 19.8 (terminals), read leniently: what is no SPARQL
is left for the store to refuse. Joining the texts of all tokens gives the query back, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from mapper.errors import QueryError


class TokenKind(StrEnum):
    """Kinds of terminals, as far as anyone here tells them apart."""

    SPACE = "space"
    COMMENT = "comment"
    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    NAME = "name"
    """A prefixed name, a blank node's label or a language tag."""
    NUMBER = "number"
    WORD = "word"
    """A keyword, or the name of a built-in function."""
    MARK = "mark"
    """Punctuation and operators."""


class Token(NamedTuple):
    """A piece of the query text; `start` is its offset."""

    kind: TokenKind
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals, empty for any other kind."""
        return self.text.upper() if self.kind is TokenKind.WORD else ""

    @property
    def variable(self) -> str:
        """The variable's name without its mark, empty for any other kind."""
        return self.text[1:] if self.kind is TokenKind.VARIABLE else ""


_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<comment>\#[^\n\r]*)
  | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\[\s\S]))*'''
             | \"\"\"(?:"{{0,2}}(?:[^"\\]|\\[\s\S]))*\"\"\"
             | '(?!'')(?:[^'\\\n\r]|\\.)*'
             | "(?!"")(?:[^"\\\n\r]|\\.)*")
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
  | (?P<variable>[?$]\w[\w\u00b7\u0300-\u036f\u203f\u2040]*)
  | (?P<name>_:\w(?:[\w.\-\u00b7]*[\w\-\u00b7])?
           | (?:[^\W\d_](?:[\w.\-\u00b7]*[\w\-\u00b7])?)?:(?:(?:[\w:]|{_ESCAPED})
             (?:(?:[\w.:\-\u00b7]|{_ESCAPED})*(?:[\w:\-\u00b7]|{_ESCAPED}))?)?
           | @[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d*\.\d+|\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark>\^\^|&&|\|\||!=|<=|>=|[^'"\\])
    """,
    re.VERBOSE,
)


def read_tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query; raises QueryError at a string that does not end or a stray backslash."""
    position = 0
    while position < len(sparql):
        match = _TOKEN.match(sparql, position)
        if match is None or match.lastgroup is None:
            line, column = locate(sparql, position)
            raise QueryError(f"line {line}, column {column} of the query: a string that does not end.")
        yield Token(TokenKind(match.lastgroup), match.group(), position)
        position = match.end()


def read_code(sparql: str) -> list[Token]:
    """The tokens that mean something: no white space, no comments."""
    return [token for token in read_tokens(sparql) if token.kind not in (TokenKind.SPACE, TokenKind.COMMENT)]


def locate(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
