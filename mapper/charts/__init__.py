"""Answers as pictures: the Vega-Lite mapping of a question's header and its rows to SVG, PNG or one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mapper.catalog.question import SavedQuery
from mapper.charts.rendering import FORMATS, find_format
from mapper.charts.specification import require_chart, specify_chart
from mapper.errors import UsageError
from mapper.store.answer import Rows

__all__ = ["FORMATS", "draw", "find_format", "require_chart", "specify_chart"]


def draw(question: SavedQuery, rows: Rows, path: Path, values: Mapping[str, object] | None = None) -> None:
    """Draw an answer into a file, in the format that its ending names.

    `values` are the parameters that were given; the title says them. Raises UsageError for an ending that is no
    format, a question without a chart, an answer without anything to draw, and where nothing is installed to draw
    with.
    """
    write = find_format(path)
    content = write(specify_chart(question, rows, values or {}))
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"the chart cannot be written: {error.strerror}.", file=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
