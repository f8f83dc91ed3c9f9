"""Entries of a corrections file for tests, read from the TOML that a person would write."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from mapper.corrections import Corrected, Correction, apply_corrections, load_corrections
from mapper.records import Reading, Record
from tests.graph.sample import RECORDS as WRITTEN
from tests.graph.sample import RULE, SAMPLE

RECORDS = tuple(
    dataclasses.replace(record, rule=RULE, reading=Reading.PRINTED) if record.reading is Reading.CORRECTED else record
    for record in WRITTEN
)
"""The sample plan's records as a reader gives them."""
OTHER_DIGEST = "0" * 64


def entry(body: str, *, document: str = SAMPLE.digest, who: str = "기록관리팀", when: str = "2026-11-20") -> str:
    """One entry of the sample plan, reviewed."""
    return f'[[correction]]\ndocument = "{document}"\nwho = "{who}"\nwhen = {when}\nwhy = "원본 대조"\n{body}\n'


def load(folder: Path, *bodies: str) -> tuple[Correction, ...]:
    """The corrections of a file that holds these entries (whole ones, or bodies for `entry`)."""
    path = folder / "corrections.toml"
    texts = (body if body.startswith("[[") else entry(body) for body in bodies)
    path.write_text("\n".join(texts), encoding="utf-8")
    return load_corrections(path)


def correct(folder: Path, *bodies: str, records: Sequence[Record] = RECORDS, lines: Sequence[str] = ()) -> Corrected:
    """The sample plan's records with these corrections."""
    return apply_corrections(records, load(folder, *bodies), SAMPLE.digest, lines or SAMPLE.lines)


def at_line(records: Sequence[Record], table: str, line: int) -> list[Record]:
    """The records of a table that begin on a line."""
    return [record for record in records if record.table == table and record.span.first == line]
