"""Writes generated plans of consecutive years: what links lead through, and what questions are timed on.

    python benchmarks/series.py FOLDER --documents 2000 --seed 1

Each department has four plans with the same projects, a year apart, amounts grow or shrink; every seventh department
has another name from its third plan on. Twenty plans a municipality. Same seed, same bytes.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from tests.generator.build import draw_facts, render
from tests.generator.document import MAX_LINES, MIN_LINES, Document, _finish
from tests.generator.model import Budget, DeptBudget
from tests.generator.orgs import organizations

YEARS = 4
DEPARTMENTS = 5
"""Departments of a municipality; a larger number of documents has more municipalities."""
SYLLABLES = "가나다라마바사아자차하고노도로모보소오조호구누두루무부수우주후"
KINDS = "시군구"
YEAR_FIELDS = {"y1", "y2", "year", "plan_year", "report_year"}


def draw_series(documents: int, seed: int) -> Iterator[Document]:
    """So many documents, one department after the other."""
    taken: set[tuple[str, str]] = set()
    for number in range(documents):
        series, offset = divmod(number, YEARS)
        if not offset:
            plans = _draw_department(series, seed, taken)
        yield plans[offset]


def _draw_department(series: int, seed: int, taken: set[tuple[str, str]]) -> list[Document]:
    """The plans of one department; its municipality has no other of that name."""
    municipality = series // DEPARTMENTS
    for attempt in count():
        key = f"{seed}/{series}/{attempt}"
        facts = draw_facts(Random(f"{key}/facts"), 0)
        names = {(_name(municipality), office.name) for office in facts.departments}
        if facts.muni_kind != KINDS[municipality % len(KINDS)] or taken & names:
            continue
        plans = [_plan(key, series, municipality, offset) for offset in range(YEARS)]
        if all(MIN_LINES <= plan.text.count("\n") <= MAX_LINES for plan in plans):
            taken |= names
            return plans
    raise AssertionError("no end of attempts")


def _plan(key: str, series: int, municipality: int, offset: int) -> Document:
    """A department's plan so many years after its first."""
    facts = draw_facts(Random(f"{key}/facts"), 0)
    first = facts.departments[0].name
    name = f"미래{first}" if series % 7 == 0 and offset >= 2 else first
    facts = _change(facts, lambda text: name if text == first else _move_years(text, offset), offset, 2)
    facts.municipality = _name(municipality)
    facts.name_municipality = True
    for department in facts.departments:
        for project in department.projects:
            factor = Random(f"{key}/{project.title}/{offset}").randint(2, 5)
            project.budget = _change(project.budget, str, 0, factor)
    layout = Random(f"{key}/layout")
    writer = render(layout, facts, None, [])
    organizations(writer, facts)
    return _finish(writer, f"s{series:04d}-{facts.plan_year}", 0, layout)


def _move_years(text: str, offset: int) -> str:
    """A text with its years so many later."""
    return re.sub(r"\b20[0-9]{2}(?![0-9])", lambda found: str(int(found[0]) + offset), text)


def _change(value: Any, text: Callable[[str], str], offset: int, factor: int) -> Any:
    """Facts with each text changed, each year of them so many later, and amounts times the factor."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list | tuple):
        return type(value)(_change(item, text, offset, factor) for item in value)
    if isinstance(value, dict):
        return {_change(key, text, offset, factor): _change(item, text, offset, factor) for key, item in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        old = getattr(value, field.name)
        changed[field.name] = _change(old, text, offset, factor)
        if field.name in YEAR_FIELDS and old:
            changed[field.name] = old + offset
        elif field.name == "cells" and isinstance(value, Budget | DeptBudget):
            changed[field.name] = {key: won * factor for key, won in changed[field.name].items()}
    return dataclasses.replace(value, **changed)


def _name(number: int) -> str:
    """The name of a municipality."""
    first, second = divmod(number, len(SYLLABLES))
    return SYLLABLES[first % len(SYLLABLES)] + SYLLABLES[second] + KINDS[number % len(KINDS)]


def main() -> None:
    """Write the documents."""
    parser = argparse.ArgumentParser(description="Writes generated plans of consecutive years.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for document in draw_series(options.documents, options.seed):
        name = f"{document.doc}.{document.extension}"
        (options.folder / name).write_text(document.text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
