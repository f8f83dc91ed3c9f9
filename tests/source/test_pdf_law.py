"""The law of formats for PDF: a plan gives the same records from its text and from a PDF of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mapper.readers import read_plan
from mapper.records import Ref
from mapper.source import NumberedText, number_lines
from mapper.source.blocks import write_lines
from mapper.source.pdf_process import read_here
from tests.source.pdf_writer import Style, write_pdf

DOCUMENTS = Path(__file__).parents[2] / "documents"
PLANS = ["geumcheon-2021", "geumcheon-2023", "geumcheon-2024", "gimpo-2024", "yeongdeungpo-2022"]
PLACES = {"span", "support", "repeats", "line", "block", "lines"}
"""Fields that say where something stands; the lines of a PDF are numbered without the text's blank ones."""


def facts(value: Any) -> Any:
    """A record without the places where it stands."""
    if dataclasses.is_dataclass(value) or isinstance(value, Ref):
        names = value._fields if isinstance(value, Ref) else [entry.name for entry in dataclasses.fields(value)]
        fields = [(name, getattr(value, name)) for name in names]
        return (type(value).__name__, *((name, facts(part)) for name, part in fields if name not in PLACES))
    if isinstance(value, tuple):
        return tuple(facts(part) for part in value)
    return repr(value)


def records(lines: tuple[str, ...]) -> list[Any]:
    """What a text states, in an order of its own."""
    read = read_plan(NumberedText("plan", "0" * 64, "text/plain", lines))
    return sorted(map(facts, read.records), key=repr)


def lines_of_pdf(content: bytes) -> Iterator[str]:
    """The lines of text of a PDF."""
    return (line for line, _ in write_lines(read_here(content)))


def head_of(text: str) -> str:
    """A running head: the first line of the plan, as its cover says it."""
    return next(line.strip() for line in text.split("\n") if len(line.strip()) > 8)


STYLES = {
    "upright": Style(),
    "landscape": Style(wide=True),
    "sideways": Style(sideways=True),
    "sides open": Style(open_sides=True, double_lines=True),
    "heads repeated": Style(repeated_heads=True),
    "printed twice": Style(bold_twice=True),
    "spaces as gaps": Style(gaps_only=True),
}


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_gives_the_same_records_as_text_and_as_pdf(plan: str) -> None:
    text = (DOCUMENTS / f"{plan}.txt").read_text(encoding="utf-8")
    expected = records(number_lines(text))
    assert len(expected) > 100
    found = number_lines("\n".join(lines_of_pdf(write_pdf(text, Style(head=head_of(text))))))
    assert records(found) == expected


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_the_records_do_not_depend_on_how_the_pages_are_drawn(style: str) -> None:
    text = (DOCUMENTS / "yeongdeungpo-2022.txt").read_text(encoding="utf-8")
    found = number_lines("\n".join(lines_of_pdf(write_pdf(text, STYLES[style]))))
    assert records(found) == records(number_lines(text))


def test_lines_broken_inside_words_give_the_same_records_but_where_no_space_can_be_told() -> None:
    text = (DOCUMENTS / "geumcheon-2024.txt").read_text(encoding="utf-8")
    found = number_lines("\n".join(lines_of_pdf(write_pdf(text, Style(inside_words=True)))))
    assert records(found) == records(number_lines(text))
