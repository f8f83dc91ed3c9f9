"""Answers as pictures: the Vega-Lite mapping of a question's header and its rows to SVG, PNG or one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mapper.catalog.question import SavedQuery
from mapper.charts.chart import Chart
from mapper.charts.rendering import FORMATS, find_format
from mapper.charts.specification import require_chart, specify_chart
from mapper.store.answer import Rows

__all__ = ["FORMATS", "Chart", "draw", "find_format", "require_chart", "specify_chart"]


def draw(question: SavedQuery, rows: Rows, path: Path, values: Mapping[str, object] | None = None) -> None:
    """Draw an answer into a file, in the format that its ending names.

    `values` are the parameters that were given; the title says them. Raises UsageError for an ending that is no
    format, a question without a chart, an answer without anything to draw, and where nothing is installed to draw
    with.
    """
    find_format(path)
    Chart(specify_chart(question, rows, values or {})).save(path)
