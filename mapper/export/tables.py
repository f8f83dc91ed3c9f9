"""The tidy tables as CSV files, each the answer of one question of the topic `tables`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mapper.catalog import ask, load_questions
from mapper.errors import UsageError
from mapper.store import Store
from mapper.store.formats import to_csv

TOPIC: Final = "tables"


def list_tables() -> list[str]:
    """The names of the tables, in the order in which they are written."""
    return [question.name for question in load_questions() if question.topic == TOPIC]


def write_tables(store: Store, folder: Path, *, bom: bool = False) -> Iterator[tuple[str, int]]:
    """Write every table into a folder (RFC 4180); gives, as each is written, its name and its number of rows.

    With `bom` the files begin with the mark of UTF-8, by which Excel shows Korean rightly.
    """
    for question in load_questions():
        if question.topic != TOPIC:
            continue
        answer = ask(store, question, {})
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _replace_file(folder / f"{question.name}.csv", to_csv(answer, bom=bom))
        except OSError as error:
            raise UsageError(
                f"the tables cannot be written: {error.strerror}.", file=str(folder), hint="Choose another --out."
            ) from error
        yield question.name, len(answer)


def _replace_file(path: Path, text: str) -> None:
    """Write a file in one step: readers see the old one or the new one."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(text.encode("utf-8"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
