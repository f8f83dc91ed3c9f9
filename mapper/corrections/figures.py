"""Figures that people correct: as they are printed, and in their line as the person reads it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from mapper.records import AssetStatement, BudgetStatement, MetricStatement, Record, StaffingStatement

VALUES: Final[Mapping[type[Record], tuple[str, str]]] = {
    BudgetStatement: ("amount_krw", "quantum_krw"),
    MetricStatement: ("value", "quantum"),
    StaffingStatement: ("count", ""),
}
"""Records that keep a figure as printed: the field of its value, and of what its last digit is worth."""
_PRINTED: Final = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>\D*)")
_NUMBER: Final = re.compile(r"(?<![\d,.])\d+(?:,\d{3})*(?:\.\d+)?(?![\d])")
_MOST_PLACES: Final = 6


def follow_figure(before: Record, after: Record, given: Mapping[str, object]) -> Record:
    """A record whose value changed, with the printed figure and its last digit as they follow, where not given."""
    if type(after) not in VALUES:
        return after
    value, quantum = VALUES[type(after)]
    old, new = Decimal(getattr(before, value)), Decimal(getattr(after, value))
    if old == new:
        return after
    assert isinstance(before, BudgetStatement | MetricStatement | StaffingStatement)
    number_before, number_after = _PRINTED.fullmatch(before.printed), None
    changes: dict[str, Any] = {}
    if "printed" not in given:
        changes["printed"] = _reprint(number_before, old, new)
        number_after = _PRINTED.fullmatch(changes["printed"])
    if quantum and quantum not in given:
        step = Decimal(getattr(before, quantum))
        if number_before and number_after:
            step = step.scaleb(_places(number_before["number"]) - _places(number_after["number"]))
        changes[quantum] = divide_step(new, step, type(getattr(before, quantum)))
    return dataclasses.replace(after, **changes)


def divide_step(value: Decimal, step: Decimal, number: type[Any]) -> Any:
    """What the last digit can be worth at most: a tenth, a hundredth ... of the step where the value needs it."""
    least = Decimal(1) if number is int else step.scaleb(-_MOST_PLACES)
    while step > least and value % step:
        step = step.scaleb(-1)
    return number(max(step, least))


def review_lines(lines: Sequence[str], changes: Iterable[tuple[Record, Record | None]]) -> dict[int, str]:
    """The lines in which people read another figure, by number, with that figure; without that of a removed record.

    What is concluded from the text of a row (whether every figure of it was read) holds for the row as the person
    read it; the document's own text stays.
    """
    reviewed: dict[int, str] = {}
    for before, after in changes:
        old, new = _figure_of(before), _figure_of(after) if after is not None else ""
        if not old or old == new:
            continue
        for line in range(before.span.first, min(before.span.last, len(lines)) + 1):
            text = reviewed.get(line, lines[line - 1])
            match = next((one for one in _NUMBER.finditer(text) if _plain(one[0]) == _plain(old)), None)
            if match is not None:
                reviewed[line] = text[: match.start()] + (new or " ") + text[match.end() :]
                break
    return reviewed


def _figure_of(record: Record) -> str:
    """The figure of a record as it is printed; empty where it has none."""
    if isinstance(record, AssetStatement):
        return record.quantity
    if not isinstance(record, BudgetStatement | MetricStatement | StaffingStatement):
        return ""
    match = _PRINTED.fullmatch(record.printed)
    return match["number"] if match else f"{abs(Decimal(getattr(record, VALUES[type(record)][0]))):f}"


def _plain(number: str) -> Decimal:
    """A printed number as a value; one that is none equals nothing printed."""
    try:
        return Decimal(number.replace(",", ""))
    except InvalidOperation:
        return Decimal(-1)


def _reprint(number: re.Match[str] | None, old: Decimal, new: Decimal) -> str:
    """Another value in the notation of a printed figure; empty where the notation does not show."""
    if number is None or not old:
        return ""
    printed = _plain(number["number"])
    if not printed:
        return ""
    scaled = abs(new) * printed / abs(old)
    places = max(_places(number["number"]), -int(scaled.normalize().as_tuple().exponent))
    if places > _MOST_PLACES:
        return ""
    grouped = "," in number["number"] or printed < 1000
    return f"{scaled:{',' if grouped else ''}.{max(places, 0)}f}{number['rest']}"


def _places(number: str) -> int:
    """How many decimals a number is printed with."""
    return len(number.partition(".")[2])
