"""The command `ask` with questions in free words and with charts, on the made documents of the questions' tests."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from mapper.cli import run
from mapper.store import Store
from tests.queries.conftest import embedded, made_file, made_folder

__all__ = ["embedded", "made_file", "made_folder"]

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _release(embedded: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The made documents are the release, and files are written into an empty folder."""
    monkeypatch.setattr("mapper.cli.asking.open_store", lambda *where: embedded)
    monkeypatch.chdir(tmp_path)


def test_what_was_understood_stands_beside_the_answer(capsys: Capture) -> None:
    assert run(["ask", "2023년 한빛시 서버 예산", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert {row["subject"] for row in json.loads(captured.out)} == {"서버 교체"}
    assert captured.err.startswith("Understood as budget/budgets-by-word: ")
    assert "\n  municipality = 한빛시  (Name of the municipality · 자치단체 이름)\n" in captured.err
    assert "\n  word = 서버  " in captured.err


def test_the_command_that_is_shown_asks_the_same(capsys: Capture) -> None:
    assert run(["ask", "유튜브 구독자 수", "--format", "csv"]) == 0
    first = capsys.readouterr()
    (command,) = re.findall(r"The same: (.*)", first.err)
    assert run([*shlex.split(command)[1:], "--format", "csv"]) == 0
    assert capsys.readouterr().out == first.out


def test_a_given_parameter_wins_over_what_was_understood(capsys: Capture) -> None:
    assert run(["ask", "2023년 한빛시 서버 예산", "-p", "year=2021", "--format", "json"]) == 0
    assert [row["fiscal_year"] for row in json.loads(capsys.readouterr().out)] == ["2021"]


def test_explaining_asks_nothing(capsys: Capture) -> None:
    for option in ("--explain", "--dry-run"):
        assert run(["ask", "한빛시 예산", option]) == 0
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "budget/budget-by-fiscal-year" in captured.err


def test_the_nearest_are_listed_with_commands_where_nothing_is_clear(capsys: Capture) -> None:
    assert run(["ask", "다온시 예산"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("`다온시` is no municipality of this release; it has: 새터군, 한빛시.\n")
    commands = re.findall(r"^  (workplan ask \S+.*)$", captured.out, re.MULTILINE)
    assert 2 <= len(commands) <= 5
    for command in commands:
        assert run(shlex.split(command)[1:]) == 0


def test_a_program_that_expects_rows_gets_no_list(capsys: Capture) -> None:
    assert run(["ask", "부산시 예산", "--format", "csv"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "The nearest:" in captured.err


def test_words_that_no_question_has_lead_to_the_list_of_questions(capsys: Capture) -> None:
    assert run(["ask", "오늘 날씨 어때"]) == 0
    assert capsys.readouterr().out == "No saved question has any of these words. All there are: workplan questions\n"
    assert run(["ask", "timelin"]) == 0
    assert "Did you mean `timeline`?" in capsys.readouterr().out


def test_a_name_given_wrongly_is_an_error_as_before(capsys: Capture) -> None:
    assert run(["ask", "largest-project"]) == 2
    assert "no question is called `largest-project`. Did you mean `largest-projects`" in capsys.readouterr().err


def test_the_options_that_say_where_stand_in_the_commands_shown(capsys: Capture) -> None:
    assert run(["ask", "한빛시 예산", "--explain", "--release", "my release"]) == 0
    assert capsys.readouterr().err.rstrip().endswith("--release 'my release'")


@pytest.mark.parametrize("ending", ["svg", "png", "html"])
def test_an_answer_is_drawn_beside_the_table(capsys: Capture, ending: str) -> None:
    pytest.importorskip("vl_convert")
    assert run(["ask", "한빛시 예산", "--chart", f"budget.{ending}", "--limit", "1"]) == 0
    captured = capsys.readouterr()
    assert "1 of 5 rows" in captured.out
    assert captured.err.rstrip().endswith(f"Chart: budget.{ending}")
    assert Path(f"budget.{ending}").stat().st_size > 5_000


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (r"a chart is no `\.jpg`", ["largest-projects", "--chart", "a.jpg"]),
        (r"`organizations/who-does-what` has no chart", ["who-does-what", "--chart", "a.svg"]),
        (r"no row that can be drawn", ["largest-projects", "-p", "year=1999", "--chart", "a.svg"]),
        (r"a\.svg: the chart cannot be written", ["largest-projects", "--chart", "nowhere/a.svg"]),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(capsys: Capture, message: str, arguments: list[str]) -> None:
    assert run(["ask", *arguments]) == 2
    assert re.search(message, capsys.readouterr().err)
    assert not list(Path().iterdir())
