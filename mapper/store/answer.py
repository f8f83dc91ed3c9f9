"""What a query gives back, the same from every store: rows of typed terms, a truth value, or triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, overload

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mapper.errors import UsageError

if TYPE_CHECKING:
    import pandas  # type: ignore[import-not-found, import-untyped, unused-ignore]
    import polars  # type: ignore[import-not-found, import-untyped, unused-ignore]

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | Decimal | bool | date | datetime | None
"""A term as Python has it; None where a row leaves its variable unbound."""

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = (
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedInt unsignedLong unsignedShort unsignedByte"
)
_READERS: Final[dict[str, Callable[[str], Value]]] = {
    **{_XSD + name: int for name in _INTEGERS.split()},
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
}


def to_value(term: Term | None) -> Value:
    """A term as a Python value; text where Python has none for its datatype, or its letters do not fit it."""
    if not isinstance(term, Literal):
        return None if term is None else to_text(term)
    reader = _READERS.get(term.datatype.value)
    if reader is None:
        return term.value
    try:
        return reader(term.value)
    except (ValueError, KeyError, InvalidOperation):
        return term.value


def to_text(term: Term | None) -> str:
    """A term as a table cell: an IRI or literal without marks, empty where unbound (as in SPARQL 1.1 CSV)."""
    if term is None:
        return ""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return str(term) if isinstance(term, Triple) else term.value


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """The answer of a SELECT query: a dictionary of Python values for each row, to iterate or by its place."""

    variables: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    """The rows as RDF terms, in the order of `variables`."""

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.variables, row, strict=True)) for row in self.values())

    @overload
    def __getitem__(self, place: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> dict[str, Value] | Rows:
        if isinstance(place, slice):
            return Rows(self.variables, self.terms[place])
        return dict(zip(self.variables, map(to_value, self.terms[place]), strict=True))

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {', '.join(self.variables)}>"

    def _repr_html_(self) -> str:
        """The rows as a notebook shows them."""
        from mapper.hypertext import to_table
        from mapper.store.formats import numeric_columns

        return to_table(self.variables, list(self.values()), numeric=numeric_columns(self))

    def values(self) -> Iterator[tuple[Value, ...]]:
        """The rows as Python values, in the order of `variables`."""
        return (tuple(map(to_value, row)) for row in self.terms)

    def head(self, limit: int | None) -> Rows:
        """The first rows; all of them without a limit."""
        return self if limit is None else Rows(self.variables, self.terms[:limit])

    def to_csv(self, path: str | PathLike[str], *, bom: bool = False) -> None:
        """Write the rows as CSV (RFC 4180); with `bom` Excel shows Korean rightly."""
        from mapper.store.formats import to_csv

        try:
            Path(path).write_bytes(to_csv(self, bom=bom).encode("utf-8"))
        except OSError as error:
            raise UsageError(f"the rows cannot be written: {error.strerror}.", file=str(path)) from error

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame: nullable integers, text and truth values; decimals as 64-bit floats."""
        module = _require_frames("pandas")
        rows = [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in self.values()]
        frame: pandas.DataFrame = module.DataFrame(rows, columns=list(self.variables)).convert_dtypes()
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars frame, decimals kept exact."""
        module = _require_frames("polars")
        frame: polars.DataFrame = module.DataFrame(
            list(self.values()), schema=list(self.variables), orient="row", infer_schema_length=None
        )
        return frame


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK query."""

    value: bool

    def __bool__(self) -> bool:
        return self.value


@dataclass(frozen=True, slots=True, repr=False)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE query, sorted, each triple once."""

    triples: tuple[Triple, ...]

    def __repr__(self) -> str:
        return f"<Triples: {len(self)}>"

    def _repr_html_(self) -> str:
        """The triples as Turtle, as a notebook shows them."""
        from html import escape

        from mapper.store.formats import to_turtle

        return f"<pre>{escape(to_turtle(self))}</pre>"

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)


Answer = Rows | Truth | Triples


def sort_triples(triples: Iterator[Triple]) -> Triples:
    """The triples in the order of their N-Triples lines."""
    return Triples(tuple(sorted(set(triples), key=str)))


def _require_frames(name: str) -> Any:
    """A frame library that the user may or may not have installed."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed.", hint='Install it: pip install "workplan-graph[frames]".'
        ) from error
