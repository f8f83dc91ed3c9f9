"""The value tests of SHACL Core that our shapes use, built from a constraint's parameter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from mapper.checks.report import SH
from mapper.checks.shape import Graph, ValueTest
from mapper.checks.triples import XSD, iri_of, read_literal, read_number

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")
_FORMS: Final = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    XSD + "boolean": re.compile(r"true|false|0|1"),
    XSD + "date": _DAY,
    XSD + "gYear": re.compile(r"-?\d{4,}(?:Z|[+-]\d\d:\d\d)?"),
    XSD + "gYearMonth": re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])(?:Z|[+-]\d\d:\d\d)?"),
}
_KINDS: Final = {
    "IRI": ("iri",),
    "Literal": ("literal",),
    "BlankNode": ("blank",),
    "BlankNodeOrIRI": ("blank", "iri"),
    "BlankNodeOrLiteral": ("blank", "literal"),
    "IRIOrLiteral": ("iri", "literal"),
}


def datatype_test(parameter: str) -> ValueTest:
    """`sh:datatype`: the literal has it, and its letters fit it."""
    wanted = iri_of(parameter)
    form = _FORMS.get(wanted)

    def test(value: str, graph: Graph) -> bool:
        text = read_literal(value)
        if text is None or text.language or text.datatype != wanted:
            return False
        return (form is None or bool(form.fullmatch(text.lexical))) and (form is not _DAY or _is_day(text.lexical))

    return test


def _is_day(lexical: str) -> bool:
    """Whether a date stands in the calendar."""
    try:
        date.fromisoformat(lexical[:10])
    except ValueError:
        return False
    return True


def class_test(parameter: str) -> ValueTest:
    """`sh:class`: the node has the class."""
    return lambda value, graph: graph.is_instance(value, parameter)


def node_kind_test(parameter: str) -> ValueTest:
    """`sh:nodeKind`: the term is of that kind."""
    kinds = _KINDS[iri_of(parameter).removeprefix(SH)]
    return lambda value, graph: _kind_of(value) in kinds


def _kind_of(term: str) -> str:
    """What kind of term its first letter shows."""
    return {"<": "iri", '"': "literal"}.get(term[:1], "blank")


def min_length_test(parameter: str) -> ValueTest:
    """`sh:minLength`: the text has so many characters or more."""
    least = int(_require_number(parameter))
    return lambda value, graph: (text := _text_of(value)) is not None and len(text) >= least


def max_length_test(parameter: str) -> ValueTest:
    """`sh:maxLength`: the text has so many characters or fewer."""
    most = int(_require_number(parameter))
    return lambda value, graph: (text := _text_of(value)) is not None and len(text) <= most


def pattern_test(parameter: str) -> ValueTest:
    """`sh:pattern`: the text holds a match of the regular expression."""
    text = read_literal(parameter)
    pattern = re.compile(text.lexical if text else "")
    return lambda value, graph: (found := _text_of(value)) is not None and bool(pattern.search(found))


def _text_of(term: str) -> str | None:
    """The letters of a literal or IRI; None for a blank node."""
    literal = read_literal(term)
    if literal is not None:
        return literal.lexical
    return iri_of(term) if term.startswith("<") else None


def range_test(fits: Callable[[Decimal, Decimal], bool]) -> Callable[[str], ValueTest]:
    """`sh:minInclusive` and its kind with a numeric limit: the number fits the limit; what is no number does not."""

    def build(parameter: str) -> ValueTest:
        limit = _require_number(parameter)
        return lambda value, graph: (number := read_number(value)) is not None and fits(number, limit)

    return build


def compares(fits: Callable[[Decimal | str, Decimal | str], bool]) -> Callable[[str, str], bool]:
    """`sh:lessThan` and its kind: two numbers, or two days, months or years of one datatype; others never fit."""

    def test(value: str, limit: str) -> bool:
        numbers = read_number(value), read_number(limit)
        if numbers[0] is not None and numbers[1] is not None:
            return fits(numbers[0], numbers[1])
        texts = read_literal(value), read_literal(limit)
        if texts[0] is None or texts[1] is None or texts[0].datatype != texts[1].datatype:
            return False
        return texts[0].datatype in _FORMS and fits(texts[0].lexical, texts[1].lexical)

    return test


def _require_number(parameter: str) -> Decimal:
    """The number that a parameter gives; raises ValueError for anything else."""
    number = read_number(parameter)
    if number is None:
        raise ValueError(f"{parameter} is no number")
    return number
