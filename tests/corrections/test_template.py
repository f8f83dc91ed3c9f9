"""What `explain --correct` writes is a corrections file, and one that changes nothing as it stands."""

from __future__ import annotations

import dataclasses
import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.corrections import apply_corrections, load_corrections
from mapper.corrections.template import CorrectableRecord, write_entries
from mapper.corrections.values import rules_of
from mapper.errors import UsageError
from mapper.explain import explain
from mapper.records import Component, DutyStatement, MetricStatement, Outcome, Record, Span
from mapper.records.cells import to_cell
from mapper.store.release import ReleaseFiles
from tests.corrections.entries import RECORDS
from tests.graph.sample import PROJECT, RULE, SAMPLE, TEAM

TODAY = datetime.date(2026, 11, 21)


def note(record: Record) -> CorrectableRecord:
    """A record as the account of a release keeps it: fields that say nothing, or their default, left out."""
    cells = {name: to_cell(getattr(record, name)) for name in rules_of(record.table)}
    defaults = {field.name: field.default for field in dataclasses.fields(record)}
    said = {name: cell for name, cell in cells.items() if cell and getattr(record, name) != defaults[name]}
    return CorrectableRecord(record.table, record.span, said, said)


def write(records: tuple[Record, ...], lines: dict[int, str] | None = None) -> str:
    """The file for these records, who and why filled in as by a person."""
    lines = lines or {record.span.first: "글" for record in records}
    text = write_entries("hanbit-2023", SAMPLE.digest, lines, [note(record) for record in records], TODAY)
    return text.replace('who = ""', 'who = "기록관리팀"').replace('why = ""', 'why = "원본 대조"')


def outcomes(folder: Path, records: tuple[Record, ...], text: str) -> list[Outcome]:
    """What becomes of the corrections of a file, which leave the records as they are."""
    path = folder / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    corrected = apply_corrections(records, load_corrections(path), SAMPLE.digest, SAMPLE.lines)
    assert all(now is before for now, before in zip(corrected.records, records, strict=True))
    assert corrected.applied == ()
    return list(corrected.outcomes.values())


def test_unedited_entries_of_every_kind_of_record_are_superfluous(tmp_path: Path) -> None:
    assert outcomes(tmp_path, RECORDS, write(RECORDS)) == [Outcome.SUPERFLUOUS] * len(RECORDS)


def test_an_entry_without_reviewer_or_reason_is_refused_until_they_are_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    for blank, message in (("기록관리팀", r":11: `who` is empty"), ("원본 대조", r":13: `why` is empty")):
        path.write_text(write(RECORDS[:1]).replace(blank, ""), encoding="utf-8")
        with pytest.raises(UsageError, match=message):
            load_corrections(path)


def test_rows_that_agree_in_all_that_is_shown_are_told_by_their_number(tmp_path: Path) -> None:
    twin = DutyStatement(span=Span(6, 6), rule=RULE, org=TEAM, duty="정보통신망 운영")
    records = (twin, dataclasses.replace(twin, rule="other"))
    text = write(records)
    assert re.findall(r"^nth = (\d)$", text, re.MULTILINE) == ["1", "2"]
    assert outcomes(tmp_path, records, text) == [Outcome.SUPERFLUOUS] * 2


def test_an_edited_entry_changes_just_its_row(tmp_path: Path) -> None:
    text = write(tuple(record for record in RECORDS if record.span.first == 22))
    path = tmp_path / "corrections.toml"
    path.write_text(text.replace("amount_krw = 400000", "amount_krw = 450000"), encoding="utf-8")
    corrected = apply_corrections(RECORDS, load_corrections(path), SAMPLE.digest, SAMPLE.lines)
    (applied,) = corrected.applied
    assert (applied.field, applied.before, applied.after) == ("amount_krw", "400000", "450000")


def test_a_line_without_records_and_control_characters_do_no_harm(tmp_path: Path) -> None:
    text = write((RECORDS[0],), {1: "글\x0b\x7f\u2028[[x]]", 4: "빈 줄"})
    assert "\n# 4: 빈 줄\n# No record begins here." in text
    assert outcomes(tmp_path, (RECORDS[0],), text) == [Outcome.SUPERFLUOUS]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Co", "Cn", "Mn")), min_size=1
).filter(lambda text: text.strip() == text)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text("가나다라=;\"'\\#[]{}1.-", min_size=1, max_size=8), min_size=4, max_size=4),
    value=NUMBERS,
    quantity=NUMBERS,
)
def test_setting_a_field_to_the_value_that_it_has_changes_nothing_and_is_superfluous(
    tmp_path: Path, texts: list[str], value: Decimal, quantity: Decimal
) -> None:
    metric, key, said, title = texts
    records: tuple[Record, ...] = (
        Component(span=Span(3, 3), rule=RULE, project=PROJECT, title=title, quantity=f"{quantity:f}", unit=said),
        MetricStatement(
            span=Span(7, 7), rule=RULE, subject=PROJECT, metric=metric, value=value, dimensions=((key, said),)
        ),
        MetricStatement(span=Span(7, 7), rule=RULE, subject=PROJECT, metric=metric, value=value + 1, unit=said),
    )
    assert outcomes(tmp_path, records, write(records)) == [Outcome.SUPERFLUOUS] * 3


def test_all_records_of_the_example_plans_are_written_and_superfluous(
    example_release: ReleaseFiles, tmp_path: Path
) -> None:
    from mapper import read
    from tests.conftest import DOCUMENTS

    counted = 0
    for entry in example_release.documents:
        text = explain(example_release, entry.doc).to_corrections(TODAY)
        path = tmp_path / "corrections.toml"
        text = text.replace('who = ""', 'who = "x"').replace('why = ""', 'why = "y"')
        path.write_text(text, encoding="utf-8")
        document = read(DOCUMENTS / f"{entry.doc}.txt", corrections=path)
        assert set(document.outcomes.values()) == {Outcome.SUPERFLUOUS}, entry.doc
        assert len(document.outcomes) == len(document.records)
        counted += len(document.records)
    assert counted > 1000
