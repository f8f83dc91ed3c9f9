"""How each field of a record is written: read once per class from its annotations and the ontology."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from mapper import records
from mapper.graph.nquads import XSD
from mapper.graph.terms import KEYS, RANGES
from mapper.records import Record, Ref
from mapper.vocabulary import CONCEPTS, WP

RECORD_CLASSES: Final[tuple[type[Record], ...]] = tuple(
    value
    for value in (getattr(records, name) for name in sorted(set(records.__all__)))
    if isinstance(value, type) and issubclass(value, Record) and "rdf_class" in vars(value)
)
"""Every record class that stands for a class of the ontology, relations included."""


class Form(StrEnum):
    """The ways to write a value; each is the name of a method of the document's writer."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DECIMAL_TEXT = "decimal_text"
    BOOLEAN = "boolean"
    CODE = "code"
    OPEN_CODE = "open_code"
    UNIT = "unit"
    FISCAL_PERIOD = "fiscal_period"
    REFERENCE_PERIOD = "reference_period"
    JOINED = "joined"
    SUBJECT = "subject"
    RECORD = "record"
    TEXTS = "texts"
    DIMENSIONS = "dimensions"
    RECORDS = "records"


MANY: Final = frozenset({Form.TEXTS, Form.DIMENSIONS, Form.RECORDS})
"""Forms that give several objects."""

COMPANIONS: Final[Mapping[str, tuple[tuple[str, Form], ...]]] = {
    WP.start: ((WP.startText, Form.TEXT),),
    WP.end: ((WP.endText, Form.TEXT),),
    WP.issued: ((WP.issuedText, Form.TEXT),),
    WP.asOf: ((WP.asOfText, Form.TEXT), (WP.referencePeriod, Form.REFERENCE_PERIOD)),
    WP.fiscalYear: ((WP.fiscalPeriod, Form.FISCAL_PERIOD),),
    WP.teamName: ((WP.teamsText, Form.JOINED),),
    WP.dimension: ((WP.dimensionsText, Form.JOINED),),
    WP.unitText: ((WP.unit, Form.UNIT),),
}
"""Further properties that say the value of a bound one in another way."""

DERIVED: Final = frozenset({WP.additive})
"""Bound properties whose value the writer settles with other records in sight."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, the property it is bound to, and how its value is written."""

    name: str
    term: str
    form: Form
    required: bool
    python_type: Any
    """The annotated type without `None`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the emitter knows of a record class."""

    rdf_class: str
    bound: tuple[Field, ...]
    """The fields that are bound to a property, in the order of their definition."""
    written: tuple[Field, ...]
    """What is written of them: the bound properties but the derived, and their companions."""
    key: Callable[[Any], tuple[Any, ...]]
    """Reads the values of the key's properties; document and running number are added by `record_iri`."""


class _Plans(dict[type[Any], Plan]):
    """Plans by record class, each made when it is first asked for."""

    def __missing__(self, record_class: type[Any]) -> Plan:
        rdf_class: str = vars(record_class)["rdf_class"]
        bound = tuple(_bound_fields(record_class))
        written = tuple(
            dataclasses.replace(field, term=term, form=form)
            for field in bound
            if field.term not in DERIVED
            for term, form in ((field.term, field.form), *COMPANIONS.get(field.term, ()))
        )
        names = {field.term: field.name for field in bound}
        getters = tuple(attrgetter(names[term]) for term in KEYS[rdf_class] if term in names)
        plan = Plan(rdf_class, bound, written, lambda record: tuple(get(record) for get in getters))
        self[record_class] = plan
        return plan


PLANS: Final = _Plans()


def _bound_fields(record_class: type[Any]) -> Iterator[Field]:
    """The fields that are annotated with a property."""
    hints = get_type_hints(record_class, include_extras=True)
    for field in dataclasses.fields(record_class):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            annotated, term = get_args(hint)
            python_type = _without_none(annotated)
            required = field.default is dataclasses.MISSING
            yield Field(field.name, term, _form(python_type, term), required, python_type)


def _without_none(annotated: Any) -> Any:
    """The type that is meant by `type | None`."""
    given = [part for part in get_args(annotated) if part is not NoneType]
    return given[0] if NoneType in get_args(annotated) else annotated


def _form(python_type: Any, term: str) -> Form:
    """The form that a Python type and the range of a property call for."""
    wanted = RANGES.get(term, XSD + "string")
    if get_origin(python_type) is tuple:
        return _form_of_many(get_args(python_type)[0])
    if python_type is str:
        return _form_of_text(wanted)
    by_type = {bool: Form.BOOLEAN, int: Form.INTEGER, Decimal: Form.DECIMAL, Ref: Form.SUBJECT}
    if python_type is int and wanted == XSD + "decimal":
        return Form.DECIMAL
    if python_type in by_type:
        return by_type[python_type]
    return Form.RECORD if issubclass(python_type, Record) else Form.CODE


def _form_of_many(item: Any) -> Form:
    """The form of a tuple of such items."""
    if item is str:
        return Form.TEXTS
    return Form.RECORDS if isinstance(item, type) and issubclass(item, Record) else Form.DIMENSIONS


def _form_of_text(wanted: str) -> Form:
    """The form of a text whose property has that range."""
    if wanted in (WP.PartialDate, XSD + "date"):
        return Form.DATE
    if wanted == XSD + "decimal":
        return Form.DECIMAL_TEXT
    return Form.OPEN_CODE if wanted in CONCEPTS else Form.TEXT
