"""The mapping of a question's header and its answer to a whole Vega-Lite specification: data, titles, axes, sizes.

Whatever the header says itself wins; this module adds what it leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any, Final

from mapper.catalog.choices import read_labels
from mapper.catalog.question import SavedQuery, Text
from mapper.charts.rendering import FONTS, VEGA_LITE
from mapper.charts.selection import JOINT, MONEY_SUFFIX, Row, name_column, select_rows
from mapper.errors import UsageError
from mapper.lexicon import load
from mapper.store.answer import Rows

_UNITS: Final = ((10**12, "조"), (10**8, "억"), (10**6, "백만"), (10**4, "만"))
_DISCRETE: Final = ("nominal", "ordinal")
_PANELS: Final = ("facet", "row", "column")
_ALWAYS: Final = ("doc", "line")
"""Columns that go into the data although nothing draws them: the page shows them where the mouse rests."""
_NOTHING: Final = "–"
"""What the key of colours says of rows without a value there."""
_TITLE_ABOVE: Final = {"titleAngle": 0, "titleAlign": "right", "titleX": -6, "titleY": -8}
"""Where names stand in a column, its head stands above them."""
_WHOLE: Final = "floor(datum.value) == datum.value ? format(datum.value, ',d') : ''"
"""Counts are labelled at whole numbers alone: Vega 6.2 does not keep the ticks to whole steps itself."""
_MOST_IN_HEAD: Final = 4
"""From so many columns on, names that join them need no head: it would be longer than they are."""
_STEP_PX: Final = 20
_BROAD_PX, _HIGH_PX = 620, 340
_PANEL_PX, _PANEL_HIGH_PX = 330, 220
_LEGEND_PX, _LABEL_PX = 320, 460


def specify_chart(question: SavedQuery, rows: Rows, values: Mapping[str, object]) -> dict[str, Any]:
    """The specification that draws an answer; raises UsageError for a question without a mapping or nothing to draw."""
    require_chart(question)
    specification = deepcopy(dict(question.chart))
    encoding = specification.get("encoding", {})
    table = _read_rows(rows, find_fields(encoding))
    _name_values(table, question)
    _close_ranges(encoding, table)
    _join_columns(encoding, table)
    drawn, remarks = select_rows(table, encoding)
    if not drawn:
        raise UsageError(f"the answer of `{question.id}` has no row that can be drawn.", hint="Ask it less narrowly.")
    for channel, definition in encoding.items():
        _describe_channel(channel, definition, drawn)
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.partition('.')[0]}.json",
        "title": _title(question, values, remarks),
        **_sizes(encoding, drawn),
        "config": _config(),
        **specification,
        "data": {"values": drawn},
    }


def require_chart(question: SavedQuery) -> None:
    """Raise UsageError for a question whose header maps no columns to a picture."""
    if not question.chart:
        raise UsageError(
            f"question `{question.id}` has no chart: its header maps no columns to a picture.",
            hint="`workplan questions --format json` says which have one; docs/queries-howto.md how to add it.",
        )


def find_fields(encoding: Mapping[str, Any]) -> list[str]:
    """The columns that a mapping names; a list of columns stands for their values joined."""
    named = [definition.get("field", []) for definition in encoding.values()]
    return list(dict.fromkeys(name for entry in named for name in (entry if isinstance(entry, list) else [entry])))


def _read_rows(rows: Rows, fields: Sequence[str]) -> list[Row]:
    """The answer's rows as JSON has them, only the columns that are shown."""
    kept = [name for name in (*fields, *_ALWAYS) if name in rows.variables]
    return [{name: _to_json(row[name]) for name in kept} for row in rows]


def _to_json(value: object) -> Any:
    """A value as Vega-Lite reads it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _name_values(rows: list[Row], question: SavedQuery) -> None:
    """Codes of a concept scheme become its labels; a parameter of the column's name says best which scheme it is."""
    asked = {entry.name: entry.choices.scheme for entry in question.parameters if entry.choices.scheme}
    for name, scheme in {**load("columns")["schemes"], **asked}.items():
        if name in question.columns:
            labels = read_labels(scheme)
            for row in rows:
                if label := labels.get(row.get(name, "")):
                    row[name] = label.ko if label.ko == label.en else f"{label.ko} ({label.en})"


def _close_ranges(encoding: Mapping[str, Any], rows: list[Row]) -> None:
    """What has a beginning alone, or an end alone, is drawn there."""
    for channel in ("x", "y"):
        first, last = (encoding.get(name, {}).get("field") for name in (channel, f"{channel}2"))
        if first and last:
            for row in rows:
                row[first], row[last] = row[first] or row[last], row[last] or row[first]


def _join_columns(encoding: Mapping[str, Any], rows: list[Row]) -> None:
    """A channel of several columns gets one that joins their values, so that what differs is drawn apart."""
    for definition in encoding.values():
        names = definition.get("field")
        if isinstance(names, list):
            definition["field"] = joined = JOINT.join(names)
            for row in rows:
                row[joined] = JOINT.join(str(row[name]) for name in names if row.get(name) not in (None, ""))
    color = encoding.get("color", {}).get("field")
    for row in rows:
        if color and row.get(color) in (None, ""):
            row[color] = _NOTHING


def describe_column(name: str) -> str:
    """A column's name in words, in Korean where the lexicon has it, then in English."""
    words = name_column(name)
    return words.en if words.ko == words.en else f"{words.ko} · {words.en}"


def _describe_channel(channel: str, definition: dict[str, Any], rows: Sequence[Row]) -> None:
    """Title, number format and order of one channel, as far as the header leaves them open."""
    field = definition.get("field")
    if channel in _PANELS:
        definition.setdefault("header", {"title": None, "labelFontSize": 13, "labelFontWeight": "bold"})
        if channel == "facet":
            panels = len({row.get(str(field)) for row in rows})
            definition.setdefault("columns", min(2, panels))
        return
    if channel in ("xOffset", "yOffset", "x2", "y2", "order"):
        return
    if definition.get("aggregate") == "count":
        definition.setdefault("title", "건수 · count")
    if field is None:
        _set_axis(channel, definition, {"labelExpr": _WHOLE})
        return
    money = field.endswith(MONEY_SUFFIX)
    share = definition.get("stack") == "normalize"
    title = describe_column(field)
    title = f"{title} (%)" if share else f"{title} (원)" if money else title
    definition.setdefault("title", title if field.count(JOINT) < _MOST_IN_HEAD else None)
    if definition.get("type") == "quantitative":
        if share:
            _set_axis(channel, definition, {"format": "%"})
        elif money:
            _set_axis(channel, definition, {"labelExpr": _money_expression()})
        else:
            whole = all(isinstance(row.get(field) or 0, int) for row in rows)
            _set_axis(channel, definition, {"labelExpr": _WHOLE} if whole else {"format": ",.6~f"})
    elif definition.get("type") == "temporal":
        _set_axis(channel, definition, {"format": "%Y.%m"})
    elif channel == "y" and definition.get("type") in _DISCRETE:
        definition.setdefault("sort", None)
        _set_axis(channel, definition, _TITLE_ABOVE)
    elif channel == "x" and definition.get("type") in _DISCRETE:
        definition.setdefault("sort", None if definition["type"] == "nominal" else "ascending")
        years = all(str(row.get(field, "")).isdecimal() for row in rows)
        _set_axis(channel, definition, {"labelAngle": 0 if years else -40})
    elif channel in ("color", "shape"):
        definition.setdefault("legend", {"labelLimit": _LEGEND_PX, "titleLimit": _LEGEND_PX})


def _set_axis(channel: str, definition: dict[str, Any], axis: dict[str, Any]) -> None:
    """Properties of an axis beneath those of the header."""
    if channel in ("x", "y"):
        given = definition.get("axis", {})
        definition["axis"] = given if given is None else {**axis, **given}


def _money_expression() -> str:
    """Vega's expression for won in the units in which sums are spoken."""
    expression = "format(datum.value, ',')"
    for size, name in reversed(_UNITS):
        expression = f"abs(datum.value) >= {size} ? format(datum.value / {size}, ',.2~f') + '{name}' : {expression}"
    return expression


def _title(question: SavedQuery, values: Mapping[str, object], remarks: Sequence[Text]) -> dict[str, Any]:
    """What is shown, in both languages, of what, and what is left out."""
    given = ", ".join(f"{name} = {value}" for name, value in values.items() if str(value))
    left_out = [f"{remark.ko} · {remark.en}" for remark in remarks]
    return {"text": question.summary.ko, "subtitle": [question.summary.en, *([given] if given else []), *left_out]}


def _sizes(encoding: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """Room for every name: bars beside each other take a step each, panels are smaller than a single picture."""
    panels = any(channel in encoding for channel in _PANELS)
    sizes: dict[str, Any] = {
        "width": _PANEL_PX if panels else _BROAD_PX,
        "height": _PANEL_HIGH_PX if panels else _HIGH_PX,
    }
    y = encoding.get("y", {})
    if y.get("type") in _DISCRETE:
        sizes["height"] = {"step": _STEP_PX}
        if panels:
            sizes["resolve"] = {"scale": {"y": "independent"}}
    x = encoding.get("x", {})
    if x.get("type") in _DISCRETE and not panels:
        names = len({row.get(x.get("field")) for row in rows})
        sizes["width"] = max(_BROAD_PX, names * 2 * _STEP_PX)
    return sizes


def _config() -> dict[str, Any]:
    """Fonts, room for long names, and what the page shows where the mouse rests."""
    return {
        "font": FONTS,
        "background": "white",
        "title": {"anchor": "start", "fontSize": 17, "subtitleFontSize": 12, "subtitleColor": "#555", "offset": 16},
        "axis": {
            "labelLimit": _LABEL_PX,
            "maxExtent": _LABEL_PX + 40,
            "labelFontSize": 11,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {"labelFontSize": 11, "titleFontSize": 12, "titleFontWeight": "normal"},
        "mark": {"tooltip": {"content": "data"}},
        "view": {"stroke": "#ddd"},
        "range": {"category": {"scheme": "tableau10"}},
    }
