"""Turns the values of records into tokens of N-Quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Final

from mapper.graph.fields import Field, Form
from mapper.graph.identity import Register
from mapper.graph.nodes import Nodes, label_pair, pairs_of, types_of
from mapper.graph.nquads import XSD, Literals, iri, minted, quote
from mapper.graph.periods import date_bounds, date_datatype, fiscal_bounds
from mapper.graph.subjects import Subjects
from mapper.graph.terms import RANGES
from mapper.graph.things import Things
from mapper.keys import record_iri
from mapper.vocabulary import CONCEPTS, WP

_INTEGER: Final = f'"^^{iri(XSD + "integer")}'
_DECIMAL: Final = f'"^^{iri(XSD + "decimal")}'
TRUE: Final = f'"true"^^{iri(XSD + "boolean")}'
FALSE: Final = f'"false"^^{iri(XSD + "boolean")}'


def integer(value: int) -> str:
    """An `xsd:integer`."""
    return f'"{value}{_INTEGER}'


def decimal(value: Decimal | int) -> str:
    """An `xsd:decimal` in the canonical form of XSD 1.1: no exponent, no trailing zero."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f'"{"0" if text == "-0" else text}{_DECIMAL}'


@cache
def concept(code_class: str, notation: str) -> str:
    """A concept of a closed list."""
    return iri(CONCEPTS[code_class][notation])


class Codes(dict[StrEnum | None, str]):
    """The concepts of one closed list by the members of an enum; none for `None`."""

    def __init__(self, code_class: str, members: Iterable[StrEnum]) -> None:
        super().__init__({member: concept(code_class, member.value) for member in members})
        self[None] = ""


class OpenCodes(dict[str, str]):
    """The concepts of one open list by what is printed."""

    def __init__(self, code_class: str, things: Things) -> None:
        super().__init__()
        self._code_class, self._things = code_class, things

    def __missing__(self, text: str) -> str:
        token = self[text] = self._things.code(self._code_class, text)
        return token


class Forms:
    """The forms of one document's values: a method gives a value's token, or an empty text for nothing to say.

    The forms of `MANY` give several tokens.
    """

    def __init__(
        self, base: str, doc: str, nodes: Nodes, things: Things, subjects: Subjects, register: Register
    ) -> None:
        self._base, self._doc = base, doc
        self._nodes, self._things = nodes, things
        self._literals = Literals({"": ""})
        self._dimensions: dict[tuple[str, str], str] = {}
        self._units: Mapping[str, str] = CONCEPTS[WP.Unit]
        self._methods: dict[Form, Callable[[Any], Any]] = {
            Form.TEXT: self._literals.__getitem__,
            Form.DATE: self._date,
            Form.INTEGER: lambda value: "" if value is None else integer(value),
            Form.DECIMAL: lambda value: "" if value is None else decimal(value),
            Form.DECIMAL_TEXT: self._decimal_text,
            Form.BOOLEAN: lambda value: TRUE if value else FALSE,
            Form.UNIT: lambda value: iri(self._units[value]) if value in self._units else "",
            Form.FISCAL_PERIOD: self._fiscal_period,
            Form.REFERENCE_PERIOD: self._reference_period,
            Form.JOINED: self._joined,
            Form.SUBJECT: lambda value: subjects.find(value) if value else "",
            Form.RECORD: lambda value: minted(register[value].iri) if value else "",
            Form.TEXTS: lambda values: map(quote, values),
            Form.DIMENSIONS: lambda pairs: [self._dimension(pair) for pair in pairs],
            Form.RECORDS: lambda records: [minted(register[record].iri) for record in records],
        }

    def of(self, field: Field) -> Callable[[Any], Any]:
        """What turns the values of a field into tokens."""
        if field.form is Form.CODE:
            return Codes(RANGES[field.term], field.python_type).__getitem__
        if field.form is Form.OPEN_CODE:
            return OpenCodes(RANGES[field.term], self._things).__getitem__
        return self._methods[field.form]

    def text(self, value: str) -> str:
        """A plain literal."""
        return self._literals[value]

    def _date(self, value: str) -> str:
        """A date typed as precisely as it is printed; what is no date stays plain, for the shapes to find."""
        datatype = date_datatype(value)
        return f'"{value}"^^{iri(datatype)}' if datatype else self._literals[value]

    def _decimal_text(self, value: str) -> str:
        """A number held as text; what is no number stays plain, for the shapes to find."""
        try:
            return decimal(Decimal(value)) if value else ""
        except (InvalidOperation, ValueError):
            return self._literals[value]

    def _joined(self, values: Iterable[str] | Iterable[tuple[str, str]]) -> str:
        """Texts, or pairs of key and value, as one literal in the given order."""
        return self._literals[";".join(value if isinstance(value, str) else "=".join(value) for value in values)]

    def _fiscal_period(self, fiscal_year: str) -> str:
        """The period of a fiscal year or of several."""
        known = CONCEPTS[WP.Period].get(fiscal_year)
        return iri(known) if known else self._things.period(fiscal_bounds(fiscal_year))

    def _reference_period(self, as_of: str) -> str:
        """The period of a date; that of which nothing is said where there is none."""
        return self._things.period(date_bounds(as_of))

    def _dimension(self, pair: tuple[str, str]) -> str:
        """The node of a dimension, one for each key and value of the document."""
        token = self._dimensions.get(pair)
        if token is None:
            token = self._dimensions[pair] = minted(record_iri(self._base, "dimension", self._doc, pair, 1))
            key, value = pair
            self._nodes.add(
                token,
                types_of(WP.Dimension),
                [label_pair(f"{key}={value}")],
                pairs_of(WP.key, self._literals[key]),
                pairs_of(WP.keyValue, self._literals[value]),
            )
        return token
