"""The wheel: built, installed into an empty environment without the network, and used from an empty folder."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.commands import ROOT

PLAN = ROOT / "documents" / "geumcheon-2024.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    program = folder / "bin" / "python"
    options = ["--no-deps", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "--python", program, "install", *options, wheel], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    paths = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    (site / "dependencies.pth").write_text("".join(f"{path}\n" for path in sorted(paths)), encoding="utf-8")
    return program


def call(program: Path, *arguments: str, folder: Path) -> str:
    """Run a program in a folder, with nothing of this checkout in its environment; gives what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "WORKPLAN"))}
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wheel_installs_one_top_level_name_and_one_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (points,) = [archive.read(name).decode() for name in names if name.endswith("entry_points.txt")]
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mapper"}
    assert points.split() == ["[console_scripts]", "workplan", "=", "mapper.cli:main"]


def test_a_wheel_holds_the_ontology_the_queries_the_lexicon_and_the_marker_of_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    wanted = {ROOT / "mapper" / "py.typed": "mapper/py.typed"}
    for folder in ("ontology", "queries"):
        for path in (ROOT / folder).rglob("*.*"):
            wanted[path] = f"mapper/_data/{path.relative_to(ROOT).as_posix()}"
    for path in (ROOT / "mapper" / "lexicon").glob("*.toml"):
        wanted[path] = path.relative_to(ROOT).as_posix()
    assert len(wanted) > 50
    for path, name in wanted.items():
        assert packed[name] == path.read_bytes(), name
    assert not [name for name in packed if "__pycache__" in name or "/tests/" in name]


def test_the_main_job_runs_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    workplan = python.parent / "workplan"
    place = call(python, "-c", "import mapper; print(mapper.__file__)", folder=tmp_path)
    assert Path(place.strip()).is_relative_to(python.parent.parent)
    report = json.loads(call(workplan, "build", str(PLAN), "--release", "r", "--json", folder=tmp_path))
    assert [entry["doc"] for entry in report["documents"]] == ["geumcheon-2024"]
    answer = call(workplan, "ask", "tables/documents", "--release", "r", "--format", "csv", folder=tmp_path)
    (row,) = csv.DictReader(answer.splitlines())
    assert (row["municipality"], row["department"], row["plan_year"]) == ("금천구", "소통담당관", "2024")
    call(workplan, "tables", "--release", "r", "--out", "t", "--quiet", folder=tmp_path)
    assert len(list((tmp_path / "t").glob("*.csv"))) == 15
    for form in ("graphml", "html"):
        call(workplan, "export", "--release", "r", "--format", form, "--out", f"n.{form}", folder=tmp_path)
    assert "소통담당관" in call(workplan, "explain", "geumcheon-2024", "--release", "r", folder=tmp_path)
    assert "the structure holds" in call(workplan, "check", "--release", "r", folder=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "n.graphml", "n.graphml.manifest.json", "n.html", "n.html.manifest.json", "r", "t",
    ]  # fmt: skip


def test_the_version_is_that_of_the_distribution(python: Path, wheel: Path, tmp_path: Path) -> None:
    version = wheel.name.split("-")[1]
    assert call(python.parent / "workplan", "--version", folder=tmp_path).strip() == f"workplan, version {version}"
