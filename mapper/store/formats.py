"""An answer as text: CSV, JSON, Turtle, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from mapper.resources import ontology_file
from mapper.store.answer import Answer, Rows, Triples, Truth, Value, to_text, to_value

_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TRIPLE_COLUMNS: Final = ("subject", "predicate", "object")
_BOM: Final = "\ufeff"


@cache
def read_prefixes() -> dict[str, str]:
    """The prefixes of the vocabulary's own file, for short names in Turtle."""
    parser = parse(path=str(ontology_file("workplan.ttl")), format=RdfFormat.TURTLE)
    for _ in parser:
        pass  # the prefixes are known when the file has been read
    return dict(sorted(parser.prefixes.items()))


def to_csv(answer: Answer, *, bom: bool = False) -> str:
    """RFC 4180 with a header row; with `bom` a mark in front, by which Excel knows that the text is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)  # commas, quotes where needed, CR LF: as RFC 4180 has it
    columns, rows = _cells(answer)
    writer.writerow(columns)
    writer.writerows(rows)
    return (_BOM if bom else "") + text.getvalue()


def to_json(answer: Answer) -> str:
    """Rows as a list of objects with typed values, triples as objects of texts, a truth value as it is."""
    if isinstance(answer, Truth):
        return json.dumps(answer.value) + "\n"
    columns, texts = _cells(answer)
    rows: Iterable[Iterable[Value]] = answer.values() if isinstance(answer, Rows) else texts
    values = [{key: _to_json_value(cell) for key, cell in zip(columns, row, strict=True)} for row in rows]
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def to_turtle(answer: Answer) -> str:
    """Triples as they are; rows and truth values in the W3C's vocabulary for result sets."""
    triples = answer.triples if isinstance(answer, Triples) else _describe_results(answer)
    content = serialize(triples, format=RdfFormat.TURTLE, prefixes={**read_prefixes(), "rs": _RS})
    return (content or b"").decode("utf-8")


def to_markdown(answer: Answer) -> str:
    """A table as GitHub Flavored Markdown has it, numbers to the right."""
    columns, rows = _cells(answer)
    numeric = numeric_columns(answer)
    lines = [columns, ["---:" if name in numeric else "---" for name in columns], *rows]
    return "".join(f"| {' | '.join(map(_escape_markdown, line))} |\n" for line in lines)


FORMATS: Final[dict[str, Callable[[Answer], str]]] = {
    "csv": to_csv,
    "json": to_json,
    "turtle": to_turtle,
    "markdown": to_markdown,
}
"""The formats for machines, by the name that the command line gives them."""


def _cells(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Header and cells, for every kind of answer."""
    if isinstance(answer, Rows):
        return list(answer.variables), [list(map(to_text, row)) for row in answer.terms]
    if isinstance(answer, Truth):
        return ["value"], [[str(answer.value).lower()]]
    rows = [[to_text(t.subject), to_text(t.predicate), to_text(t.object)] for t in answer]
    return list(_TRIPLE_COLUMNS), rows


def numeric_columns(answer: Answer) -> frozenset[str]:
    """The columns in which every filled cell is a number."""
    if not isinstance(answer, Rows):
        return frozenset()
    numeric = set()
    for index, name in enumerate(answer.variables):
        cells = [to_value(row[index]) for row in answer.terms if row[index] is not None]
        if cells and all(isinstance(cell, int | float | Decimal) for cell in cells):
            numeric.add(name)
    return frozenset(numeric)


def _to_json_value(value: Value) -> str | int | float | bool | None:
    """A value as JSON has it: decimals as numbers, days as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _escape_markdown(cell: str) -> str:
    """A cell in one line, its bars escaped."""
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|")


def _describe_results(answer: Rows | Truth) -> list[Triple]:
    """A result set as RDF; blank nodes are numbered, so that the same answer gives the same bytes."""

    def term(name: str) -> NamedNode:
        return NamedNode(_RS + name)

    results = BlankNode("results")
    triples = [Triple(results, _RDF_TYPE, term("ResultSet"))]
    if isinstance(answer, Truth):
        return [*triples, Triple(results, term("boolean"), Literal(answer.value))]
    triples += [Triple(results, term("resultVariable"), Literal(name)) for name in answer.variables]
    for index, row in enumerate(answer.terms, 1):
        solution = BlankNode(f"row{index}")
        triples.append(Triple(results, term("solution"), solution))
        triples.append(Triple(solution, term("index"), Literal(index)))
        for number, (name, cell) in enumerate(zip(answer.variables, row, strict=True), 1):
            if cell is not None:
                binding = BlankNode(f"row{index}cell{number}")
                triples.append(Triple(solution, term("binding"), binding))
                triples.append(Triple(binding, term("variable"), Literal(name)))
                triples.append(Triple(binding, term("value"), cell))
    return triples
