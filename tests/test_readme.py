"""The README: short to the first answer, the same in both languages, and true in what it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from mapper.catalog import Catalog
from mapper.cli import cli, run
from tests.commands import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
KOREAN = (ROOT / "README.ko.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (workplan [^\n]+)\n(.*?)```", README, re.DOTALL)
BLOCK = re.compile(r"```\w+\n.*?```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
COMMENTED = {"make demo", "make test", ".venv", "--metadata"}
"""What the Korean text says again of commands whose comments are English."""


def squeezed(text: str) -> list[str]:
    """The lines of a text, spaces made one, without empty ones and those that only draw."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line.strip(" ─")]


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_what_a_session_shows_is_what_the_command_prints(
    example_root: Path, capsys: pytest.CaptureFixture[str], command: str, shown: str
) -> None:
    assert run([*shlex.split(command)[1:], "--release", str(example_root)]) == 0
    printed = squeezed(capsys.readouterr().out)
    places = [printed.index(line) for line in squeezed(shown) if line != "…"]
    assert places
    assert places == sorted(places)


def test_the_readme_shows_an_answer_an_explanation_and_a_check() -> None:
    assert {shlex.split(command)[1] for command, _ in SESSIONS} == {"ask", "explain", "check"}


def test_the_first_answer_is_reached_within_thirty_lines() -> None:
    lines = README.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("$ workplan ask"))
    assert first < 30
    assert "make demo" in "\n".join(lines[:first])


def test_both_languages_show_the_same_blocks_commands_and_links() -> None:
    assert BLOCK.findall(README) == BLOCK.findall(KOREAN)
    english, korean = (BLOCK.sub("", text) for text in (README, KOREAN))
    said, told = set(CODE.findall(english)), set(CODE.findall(korean))
    assert said <= told
    assert told - said <= COMMENTED
    links = [re.findall(r"\]\(([^)]+)\)", text.replace("notebook.ko", "notebook")) for text in (english, korean)]
    assert sorted(links[0][1:]) == sorted(links[1][1:])
    assert README.count("\n## ") == KOREAN.count("\n## ")
    assert README.count("\n| ") == KOREAN.count("\n| ")


def test_the_example_in_python_runs(
    example_root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(example_root.parent)
    exec(compile(block, "README.md", "exec"), {})
    rows = capsys.readouterr().out.splitlines()
    assert rows
    assert all(re.search(r" \d+ geumcheon-2021 \d+$", row) for row in rows)


def test_the_demonstration_runs_commands_that_exist() -> None:
    done = subprocess.run(["make", "-n", "demo"], cwd=ROOT, capture_output=True, text=True, check=True)
    commands = [shlex.split(line) for line in done.stdout.splitlines() if "/workplan " in line]
    shown = [line for line in commands if line[0] != "echo"]
    assert [line[1] for line in shown] == ["build", "ask", "ask", "ask"]
    for _, name, *arguments in shown:
        context = cli.commands[name].make_context(name, list(arguments))
        if name == "ask":
            assert Catalog().find(context.params["question"])
    next_steps = [line[-1].split() for line in commands if line[0] == "echo"]
    assert len(next_steps) == 4
    for words in next_steps:
        name, *arguments = words[next(place for place, word in enumerate(words) if word.endswith("/workplan")) + 1 :]
        assert cli.commands[name].make_context(name, arguments)
