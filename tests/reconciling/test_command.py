"""The command on a real service, from candidates to a release that says what was confirmed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mapper.cli import run
from mapper.store.release import ReleaseFiles, read_lines
from tests.conftest import DOCUMENTS
from tests.reconciling.speaking import Speaker


def decide(path: Path, decision: str) -> None:
    """Write one decision into every row."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows([{**row, "decision": decision} for row in rows])


def test_what_a_person_confirms_stands_in_the_next_release(
    speaker: Speaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("documents/ is not here")
    monkeypatch.chdir(tmp_path)
    asked = ["reconcile", "--service", speaker.url, "--level", "city", "--type", "city", "--property", "code={code}"]
    assert run([*asked, "--out", "candidates.csv"]) == 0
    assert "1 candidates are in candidates.csv" in capsys.readouterr().err
    decide(tmp_path / "candidates.csv", "owl:sameAs")
    assert run([*asked, "--out", "candidates.csv"]) == 2
    assert "Take them over with --confirm" in capsys.readouterr().err
    assert run(["reconcile", "--confirm", "candidates.csv", "--by", "records-desk"]) == 0
    assert "1 decisions added to identities.csv: 1 owl:sameAs" in capsys.readouterr().err
    assert run([*asked, "--out", "candidates.csv"]) == 0
    assert "0 candidates" in capsys.readouterr().err
    document = str(next(DOCUMENTS.rglob("*2021*.txt")))
    assert run(["build", document, "--identities", "identities.csv", "--release", "r", "--quiet"]) == 0
    lines = read_lines(ReleaseFiles.open(tmp_path / "r").shared_file("identities"))
    assert sum("owl#sameAs> <https://places.example/entity/P3>" in line for line in lines) == 1
    capsys.readouterr()
    assert run(["links", "--kind", "identity", "--release", "r", "--format", "csv"]) == 0
    assert "경기도 김포시" in capsys.readouterr().out
    assert run(["check", "--release", "r"]) == 0


def test_a_decision_against_the_list_is_told_and_the_exit_code_is_1(
    speaker: Speaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["reconcile", "--service", speaker.url, "--level", "city", "--out", "candidates.csv", "--quiet"]
    assert run(asked) == 0
    decide(tmp_path / "candidates.csv", "refused")
    confirming = ["reconcile", "--confirm", "candidates.csv", "--by", "records-desk"]
    assert run(confirming) == 0
    decide(tmp_path / "candidates.csv", "rdfs:seeAlso")
    capsys.readouterr()
    assert run(confirming) == 1
    assert "not taken over: identities.csv:2 says refused" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--service", "http://127.0.0.1:9/"],
        ["--service", "http://127.0.0.1:9/", "--confirm", "candidates.csv", "--by", "x"],
        ["--confirm", "candidates.csv"],
    ],
)
def test_a_command_that_says_too_little_or_too_much_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "candidates.csv").write_text("", encoding="utf-8")
    assert run(["reconcile", *arguments]) == 2
