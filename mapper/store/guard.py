"""What a query may do at any of our stores: read, and only from that store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mapper.errors import QueryError
from mapper.store.tokens import Token, TokenKind, read_code


class Form(StrEnum):
    """The forms of a query that reads."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """What a store has to know about a query before it runs it."""

    form: Form
    has_dataset: bool
    """The query names its graphs itself (FROM, FROM NAMED): the union is then not the default graph."""


_UPDATES: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
_MAY_FEDERATE: Final = re.compile(r"service|\\u", re.IGNORECASE)
"""A query without the word, or an escape that could hide it, holds no SERVICE clause: no parser is needed."""


def check_query(sparql: str) -> CheckedQuery:
    """Refuse updates and SERVICE clauses; raises QueryError.

    Oxigraph obeys SERVICE by calling any address from this machine and has no switch against it.
    """
    code = read_code(sparql)
    form = _read_form(code)
    if _MAY_FEDERATE.search(sparql) and _has_service(sparql, code):
        raise QueryError(
            "SERVICE would send data to another server: it is refused.",
            hint="Ask each endpoint with its own query (--endpoint URL).",
        )
    return CheckedQuery(form, any(token.keyword == "FROM" for token in code))


def _read_form(code: list[Token]) -> Form:
    """The form: the first word after the prologue (BASE and PREFIX declarations)."""
    for token in code:
        if token.keyword in ("BASE", "PREFIX") or token.kind in (TokenKind.IRI, TokenKind.NAME):
            continue
        if token.keyword in Form.__members__:
            return Form(token.keyword)
        if token.keyword in _UPDATES:
            raise QueryError(
                f"{token.keyword} would change the data: a release is only read.",
                hint="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change the documents and build again.",
            )
        break
    raise QueryError("this is no SPARQL query.", hint="It begins with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _has_service(sparql: str, code: list[Token]) -> bool:
    """Whether the keyword stands among the tokens, or a SERVICE clause in the syntax tree.

    Both are asked, for each has a blind spot: to the tokens `?a<?b)SERVICE#>` holds an IRI, as the standard's
    longest match has it, while a parser that knows its place reads less-than; the tree's comments do not end
    at a bare carriage return (so those are replaced first).
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    if any(token.keyword == "SERVICE" for token in code):
        return True
    try:
        tree = parseQuery(sparql.replace("\r", "\n"))
    except ParseBaseException as error:
        raise QueryError(
            f"line {error.lineno}, column {error.column} of the query: it does not parse.",
            hint="A query that holds the word SERVICE has to parse as SPARQL 1.1.",
        ) from None
    except RecursionError:
        raise QueryError("the query nests too deep to be checked for SERVICE clauses.") from None
    return any(getattr(node, "name", "") == "ServiceGraphPattern" for node in _walk(tree))


def _walk(node: object) -> Iterator[object]:
    """Every node of rdflib's syntax tree, without recursion (a query can nest as deep as it likes)."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if isinstance(current, dict):
            waiting.extend(current.values())
        elif not isinstance(current, str):
            waiting.extend(current if hasattr(current, "__iter__") else ())
