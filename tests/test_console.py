"""Tables on terminals of several widths, and what is said where something cannot be written or found."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from mapper.cli import run
from mapper.cli.console import Sheet

NAMES = ("department", "amount_krw", "description")
ROWS = [("소통담당관", "3,758,650,000", "한 글 " * 12), ("홍보담당관", "", "")]


def drawn(sheet: Sheet, width: int) -> list[str]:
    """The lines of a sheet on a terminal of some width, without colour."""
    console = Console(file=io.StringIO(), width=width, no_color=True, highlight=False)
    console.print(sheet)
    assert isinstance(console.file, io.StringIO)
    return [line.strip() for line in console.file.getvalue().splitlines() if line.strip(" ─")]


def test_a_wide_terminal_shows_a_row_in_a_line() -> None:
    assert len(drawn(Sheet(NAMES, ROWS, ["amount_krw"]), 200)) == 3


@pytest.mark.parametrize("width", range(52, 140, 8))
def test_a_number_is_never_broken_and_text_is_folded(width: int) -> None:
    lines = drawn(Sheet(NAMES, ROWS, ["amount_krw"]), width)
    assert lines[0].split() == list(NAMES)
    assert any("3,758,650,000" in line for line in lines)


def test_a_narrow_terminal_shows_each_row_as_a_list_without_what_is_empty() -> None:
    lines = drawn(Sheet(NAMES, ROWS, ["amount_krw"]), 40)
    assert lines[:2] == ["1  department   소통담당관", "amount_krw   3,758,650,000"]
    assert lines[-1] == "2  department   홍보담당관"


def test_a_narrow_terminal_shows_the_core_of_a_report() -> None:
    assert drawn(Sheet(NAMES, ROWS, ["amount_krw"], core=["department"]), 40) == [
        "department",
        "소통담당관",
        "홍보담당관",
    ]


def test_a_sheet_without_rows_has_its_header() -> None:
    assert drawn(Sheet(NAMES, []), 80) == ["department  amount_krw  description"]


def test_a_query_file_that_is_not_there_is_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sparql", "nowhere.rq"]) == 2
    assert capsys.readouterr().err == "workplan: nowhere.rq: there is no such file.\n"


def test_an_error_of_the_system_is_not_called_a_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device", "out")

    monkeypatch.setattr("mapper.catalog.load_questions", fail)
    assert run(["questions"]) == 2
    assert capsys.readouterr().err == "workplan: out: No space left on device.\n"


def test_tables_that_cannot_be_written_are_one_sentence_and_leave_no_draft(
    example_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(path: Path, target: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert run(["tables", "--out", str(tmp_path), "--release", str(example_root)]) == 2
    assert capsys.readouterr().err == (
        f"workplan: {tmp_path}: the tables cannot be written: No space left on device. Choose another --out.\n"
    )
    assert list(tmp_path.iterdir()) == []
