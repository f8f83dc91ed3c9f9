"""A comparison as text that people read, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mapper.changes.quads import QuadCounts
from mapper.changes.rows import Change, ChangeTable, Event
from mapper.changes.wording import event_name, heading, say_change, say_line, say_what, to_record, words

EVENTS = tuple(event.value for event in Event)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a dataset and what lies between them."""

    old: str
    """The version that is compared with."""
    new: str
    documents: tuple[int, int]
    """How many documents the two hold."""
    quads: QuadCounts
    table: ChangeTable

    @property
    def is_same(self) -> bool:
        """Whether the two hold the same quads."""
        return not self.quads.added and not self.quads.removed


def write_text(found: Comparison, language: str, most: int) -> Iterator[str]:
    """The report, piece by piece; `most` rows of each topic at each place, all for 0."""
    said = words(language)
    yield said["title"].format(old=found.old, new=found.new) + "\n"
    yield said["documents"].format(before=f"{found.documents[0]:,}", after=f"{found.documents[1]:,}") + "\n"
    yield said["quads"].format(added=f"{found.quads.added:,}", removed=f"{found.quads.removed:,}") + "\n"
    summary = found.table.sum_up()
    if not summary:
        yield (said["same"] + "\n") if found.is_same else ""
        return
    yield "\n"
    for topic, events in summary.items():
        yield f"  {heading(topic, language)}: {say_numbers(events, language)}\n"
    for place in found.table.list_places():
        yield "\n" + say_place(place, language) + "\n"
        for topic, number in found.table.count_rows(place).items():
            yield f"  {heading(topic, language)}\n"
            rows = found.table.list_rows(place, topic, most or -1)
            yield from (f"    {say_row(change, language)}\n" for change in rows)
            if most and number > most:
                yield f"    {said['more'].format(count=f'{number - most:,}')}\n"


def say_numbers(events: Mapping[str, int], language: str) -> str:
    """Numbers of changes by event."""
    return ", ".join(f"{event_name(event, language)} {events[event]:,}" for event in EVENTS if event in events)


def say_place(place: tuple[str, str, str], language: str) -> str:
    """Municipality, department and document."""
    municipality, department, document = place
    office = " ".join(part for part in (municipality, department) if part)
    if not document:
        return f"{office} · {words(language)['shared']}" if office else words(language)["shared"]
    return f"{office} ({document})" if office else document


def say_row(change: Change, language: str) -> str:
    """One change in a line."""
    line = "" if change.topic == "Finding" else say_line(change, language)  # a finding names its lines itself
    return f"{say_what(change, language)}: {say_change(change, language)}" + (f" ({line})" if line else "")


def sum_up(found: Comparison) -> dict[str, Any]:
    """The numbers of a comparison for machines."""
    return {
        "old": found.old,
        "new": found.new,
        "documents": {"old": found.documents[0], "new": found.documents[1]},
        "quads": {"added": found.quads.added, "removed": found.quads.removed},
        "counts": found.table.sum_up(),
    }


def write_json(found: Comparison, most: int = 0) -> Iterator[str]:
    """The comparison as JSON, a row a line."""
    head = json.dumps(sum_up(found), ensure_ascii=False)
    yield f'{head[:-1]}, "changes": ['
    for number, change in enumerate(found.table.list_rows(most=most or -1)):
        yield (",\n" if number else "\n") + json.dumps(to_record(change), ensure_ascii=False)
    yield "\n]}\n"


def write_csv(found: Comparison, most: int = 0) -> Iterator[str]:
    """The rows as CSV; qualifiers are written `name=value;name=value`."""
    names = list(to_record(Change(event=Event.NEW, topic="Document")))
    yield _row(names)
    for change in found.table.list_rows(most=most or -1):
        record = to_record(change)
        record["qualifiers"] = ";".join(f"{name}={value}" for name, value in record["qualifiers"].items())
        yield _row(list(record.values()))


def _row(cells: list[Any]) -> str:
    """A line of CSV."""
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
