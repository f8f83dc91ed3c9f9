"""The tidy tables of the published graph: CSV with its metadata (CSV on the Web), Parquet where pyarrow is there."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from pyoxigraph import RdfFormat, Store

from mapper.catalog import SavedQuery, ask, load_questions
from mapper.export.tables import TOPIC
from mapper.publishing.addresses import LANGUAGES
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.store.answer import Value
from mapper.store.embedded import EmbeddedStore
from mapper.store.formats import to_csv

FOLDER: Final = "tables"
METADATA: Final = f"{FOLDER}/csv-metadata.json"
"""Where CSV on the Web looks for the metadata of the files of a folder."""
_CATALOGUE: Final = "graph/catalog"
_PARQUET_TYPES: Final = {"integer": "int64", "decimal": "float64", "string": "string"}


def write_tables(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Ask the published graph, not the release, for every table: what is cut or taken down is so in tables, too.

    The catalogue is left out of what tables rest on: it names the release, and no table asks it.
    """
    digest = site.origin.digest(*(graph.digest() for graph in graphs.graphs if graph.path != _CATALOGUE))
    site.make(FOLDER, digest, partial(_write_tables, graphs, site))


def _write_tables(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Ask for every table."""
    store = _load(graphs)
    described = []
    for question in load_questions():
        if question.topic != TOPIC:
            continue
        answer = ask(store, question, {})
        site.write_text(f"{FOLDER}/{question.name}.csv", to_csv(answer))
        rows = [tuple(row) for row in answer.values()]
        types = [find_type(row[index] for row in rows) for index in range(len(question.columns))]
        described.append(_describe(question, types))
        if find_spec("pyarrow"):
            site.write(f"{FOLDER}/{question.name}.parquet", to_parquet(question.columns, types, rows))
    group = {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "tables": described}
    site.write_text(METADATA, json.dumps(group, ensure_ascii=False, indent=1) + "\n")


def find_type(cells: Iterable[Value]) -> str:
    """The type that all filled cells of a column have: integer, decimal or string."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= {int}:
        return "integer"
    return "decimal" if kinds and kinds <= {int, Decimal} else "string"


def to_parquet(columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """A table as Parquet; decimal numbers are doubles there."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    fields = []
    arrays = []
    for index, (name, kind) in enumerate(zip(columns, types, strict=True)):
        fields.append((name, getattr(arrow, _PARQUET_TYPES[kind])()))
        arrays.append(arrow.array([_fit(row[index], kind) for row in rows], type=fields[-1][1]))
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields)), out, compression="zstd")
    return out.getvalue()


def _fit(cell: Value, kind: str) -> Any:
    """A cell as its column has it."""
    if cell is None or kind == "integer":
        return cell
    return float(cell) if kind == "decimal" else str(cell)  # type: ignore[arg-type]


def _describe(question: SavedQuery, types: Sequence[str]) -> dict[str, Any]:
    """A table in the words of CSV on the Web."""
    columns = [
        {"name": name, "titles": name, "datatype": kind} for name, kind in zip(question.columns, types, strict=True)
    ]
    return {
        "url": f"{question.name}.csv",
        "dc:title": _in_languages(question.summary._asdict()),
        "dc:description": _in_languages(question.description._asdict()),
        "tableSchema": {"columns": columns},
    }


def _in_languages(texts: dict[str, str]) -> list[dict[str, str]]:
    """A text in each language, as JSON-LD has it."""
    return [{"@value": texts[language], "@language": language} for language in LANGUAGES]


def _load(graphs: PublishedGraphs) -> EmbeddedStore:
    """The published graphs as a store in the working folder."""
    folder = graphs.folder / "store"
    store = Store(str(folder))
    for graph in graphs.graphs:
        if graph.path == _CATALOGUE:
            continue
        store.bulk_load(path=str(graph.file), format=RdfFormat.N_QUADS)
    store.flush()
    del store
    return EmbeddedStore(folder)
