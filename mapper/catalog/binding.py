"""Values to RDF terms, and terms into a query, token by token and the same for every store."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from mapper.catalog.question import Parameter, ParameterType, SavedQuery
from mapper.errors import UsageError
from mapper.store.tokens import TokenKind, read_tokens

PARAMETER_MARK: Final = "_"
"""First letter of a variable that is a parameter: `?_year` is the parameter `year`."""
_XSD_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_EMPTY: Final = '""'
PATTERNS: Final = {
    ParameterType.INTEGER: (re.compile(r"-?[0-9]{1,18}"), "a whole number"),
    ParameterType.YEAR: (re.compile(r"(?:19|20)[0-9]{2}"), "a year of four digits"),
}
"""What values of these types look like, and what a message calls them."""


class Slot(NamedTuple):
    """The place of a parameter in a query."""

    name: str
    counts: bool
    """After LIMIT or OFFSET, which take bare digits only (SPARQL 1.1, section 19.8)."""


def bind(question: SavedQuery, values: Mapping[str, object]) -> str:
    """The query with its parameters replaced by terms; raises UsageError for a value that does not fit.

    A parameter that is not given, or given empty, has its default. An empty default becomes the literal `""`,
    whatever the type: the query says what that means, as `FILTER(STR(?_year) = "" || ?year = ?_year)`.
    """
    terms = bind_terms(question, values)
    return "".join(_replace(question.text, terms))


def bind_terms(question: SavedQuery, values: Mapping[str, object]) -> dict[str, str]:
    """The N-Triples form of each parameter's value."""
    from mapper.suggest import suggest

    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            hint = suggest(name, known) if known else "It has none."
            raise UsageError(f"question `{question.id}` has no parameter `{name}`.", hint=hint)
    terms = {}
    for name, parameter in known.items():
        given = values.get(name)
        text = unicodedata.normalize("NFC", "" if given is None else str(given)).strip()
        if not text:
            if parameter.default is None:
                raise UsageError(
                    f"question `{question.id}` needs a value for `{name}`: {parameter.description.en}.",
                    hint=f"Give one: --param {name}=...",
                )
            text = parameter.default
        terms[name] = check_value(parameter, text) if text else _EMPTY
    return terms


def check_value(parameter: Parameter, text: str) -> str:
    """The N-Triples form of a value; raises UsageError for one that does not fit the parameter's type."""
    if parameter.type in PATTERNS:
        pattern, what = PATTERNS[parameter.type]
        if not pattern.fullmatch(text):
            raise UsageError(f"`{parameter.name}` is {what}, not {text!r}.")
        return str(Literal(str(int(text)), datatype=_XSD_INTEGER))
    if parameter.type is ParameterType.CHOICE:
        from mapper.catalog.choices import list_closed_choices
        from mapper.suggest import suggest

        choices = list_closed_choices(parameter)
        if text not in choices:
            raise UsageError(f"`{parameter.name}` has no choice {text!r}.", hint=suggest(text, choices))
    try:
        return str(NamedNode(text) if parameter.type is ParameterType.IRI else Literal(text))
    except (ValueError, UnicodeError):
        what = "an absolute IRI" if parameter.type is ParameterType.IRI else "a text"
        raise UsageError(f"`{parameter.name}` is {what}, not {text!r}.") from None


def list_pieces(sparql: str) -> Iterator[str | Slot]:
    """The tokens of a query, with a slot for each parameter."""
    counts = False
    for token in read_tokens(sparql):
        name = token.variable
        yield Slot(name.removeprefix(PARAMETER_MARK), counts) if name.startswith(PARAMETER_MARK) else token.text
        if token.kind not in (TokenKind.SPACE, TokenKind.COMMENT):
            counts = token.keyword in ("LIMIT", "OFFSET")


def _replace(sparql: str, terms: Mapping[str, str]) -> Iterator[str]:
    """The query's tokens with the parameters replaced."""
    for piece in list_pieces(sparql):
        if isinstance(piece, str):
            yield piece
        else:
            term = terms[piece.name]
            yield _require_digits(term, f"?{PARAMETER_MARK}{piece.name}") if piece.counts else term


def _require_digits(term: str, variable: str) -> str:
    """The digits of a whole number that is not negative."""
    digits = term.removeprefix('"').removesuffix(f'"^^{_XSD_INTEGER}')
    if not digits.isdecimal():
        raise UsageError(f"`{variable}` counts rows: it is a whole number from 0 on.")
    return digits
