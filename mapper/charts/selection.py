"""Which part of an answer a picture can show: rows that have a place in it, and no more names than can be read.

What is left out is left out whole (a name with all its rows), so that no bar is drawn too short, and is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mapper.catalog.question import Text
from mapper.lexicon import load

MOST_NAMES: Final = {"y": 100, "x": 40, "facet": 12, "row": 12, "column": 6, "color": 12}
"""Per channel, how many different values can be told apart."""
JOINT: Final = " · "
"""Between the values of several columns that one channel shows together."""
MONEY_SUFFIX: Final = "_krw"
"""Columns with this ending are won."""
_PLACES: Final = ("x", "y")

Row = dict[str, Any]


def select_rows(rows: Sequence[Row], encoding: Mapping[str, Any]) -> tuple[list[Row], list[Text]]:
    """The rows that are drawn, and a sentence for each reason why others are not."""
    chosen, remarks = list(rows), []
    for channel in _PLACES:
        field = encoding.get(channel, {}).get("field")
        placed = [row for row in chosen if field is None or row.get(field) not in (None, "")]
        if len(placed) < len(chosen):
            missing = len(chosen) - len(placed)
            name = name_column(str(field))
            remarks.append(
                Text(f"{missing:,} of {len(chosen):,} rows have no {name.en}.", f"{name.ko} 없는 {missing:,}행은 뺌")
            )
        chosen = placed
    for channel, most in MOST_NAMES.items():
        definition = encoding.get(channel, {})
        field = definition.get("field")
        if field is None or definition.get("type") not in ("nominal", "ordinal"):
            continue
        names = list(dict.fromkeys(row.get(field) for row in chosen))
        if len(names) > most:
            largest = channel == "color" or str(definition.get("sort", "")).startswith("-")
            kept = set(_largest(chosen, field, names, encoding)[:most] if largest else names[:most])
            chosen = [row for row in chosen if row.get(field) in kept]
            remarks.append(_describe_limit(str(field), most, len(names), largest=largest))
    return chosen, remarks


def _largest(rows: Sequence[Row], field: str, names: list[Any], encoding: Mapping[str, Any]) -> list[Any]:
    """Names by the sum that they stand for, largest first; equal ones in the order of the answer."""
    measures = [
        definition["field"]
        for channel in _PLACES
        if (definition := encoding.get(channel, {})).get("type") == "quantitative" and "field" in definition
    ]
    sums = dict.fromkeys(names, 0.0)
    for row in rows:
        sums[row.get(field)] += sum(abs(row.get(name) or 0) for name in measures) if measures else 1
    return sorted(names, key=lambda name: -sums[name])


def _describe_limit(field: str, most: int, total: int, *, largest: bool) -> Text:
    """What a reader of a shortened picture must know."""
    name = name_column(field)
    which, which_ko = ("largest", "큰 것부터") if largest else ("first", "처음")
    return Text(
        f"Only the {which} {most:,} of {total:,} ({name.en}).", f"{name.ko} {total:,}개 중 {which_ko} {most:,}개만"
    )


def name_column(name: str) -> Text:
    """A column's name in words; the Korean one is the English where the lexicon has none."""
    parts = []
    for part in name.split(JOINT):
        stem = part.removesuffix(MONEY_SUFFIX)
        words = stem.replace("_", " ")
        names = load("columns")["names"]
        parts.append(Text(words, names.get(part, names.get(stem, words))))
    return Text(*(", ".join(texts) for texts in zip(*parts, strict=True)))
