"""The notebook: both languages hold the same cells, every cell runs, and what is shown is what it gives."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest

import mapper
from mapper.documentation.notebook import FILES, Outputs, make_notebook, read_cells, run_cells
from mapper.records import DepartmentPlan
from tests.commands import ROOT

CELLS = read_cells()
NOTEBOOKS = {language: json.loads((ROOT / path).read_text(encoding="utf-8")) for language, path in FILES.items()}
HANGUL = re.compile("[가-힣]")
OF_A_MACHINE = re.compile(r"/(?:home|root|tmp|Users|work|usr|private)/|0x[0-9a-f]{6,}|\b\d\d:\d\d:\d\d\b|version")


def outputs_of(notebook: dict[str, Any]) -> dict[int, Outputs]:
    """The outputs of each code cell that a notebook holds."""
    return {place: cell["outputs"] for place, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code"}


def texts_of(outputs: Outputs) -> Iterator[str]:
    """The texts of outputs: what was printed, tables, plain words."""
    for output in outputs:
        if "text" in output:
            yield "".join(output["text"])
        for kind, content in sorted(output.get("data", {}).items()):
            if kind.startswith("text/"):
                yield "".join(content)


@pytest.fixture(scope="module")
def run_now() -> dict[int, Outputs]:
    """What the cells give now."""
    pytest.importorskip("vl_convert", reason='pip install "workplan-graph[charts]"')
    return run_cells(CELLS, ROOT / "documents")


@pytest.mark.parametrize("language", FILES)
def test_the_notebooks_are_made_of_the_cells(language: str) -> None:
    committed = NOTEBOOKS[language]
    assert committed == make_notebook(CELLS, language, outputs_of(committed)), "run `make notebook`"
    nbformat.validate(nbformat.from_dict(committed))


def test_both_languages_show_the_same_outputs() -> None:
    assert outputs_of(NOTEBOOKS["en"]) == outputs_of(NOTEBOOKS["ko"])


def test_every_cell_is_code_or_a_text_in_both_languages() -> None:
    for cell in CELLS:
        assert bool(cell.code) != bool(cell.texts)
        if cell.texts:
            assert set(cell.texts) == set(FILES)
            assert HANGUL.search(cell.texts["ko"])
            assert cell.texts["en"].count("](") == cell.texts["ko"].count("](")
            assert cell.texts["en"].count("\n- ") == cell.texts["ko"].count("\n- ")
        assert "#" not in re.sub(r"<[^>]+>", "", cell.code), "a comment would be in one language only"
        assert set(re.findall(r"from (mapper[\w.]*) import", cell.code)) <= {"mapper.errors"}


def test_every_cell_gives_what_is_shown(run_now: dict[int, Outputs]) -> None:
    shown = outputs_of(NOTEBOOKS["en"])
    assert run_now.keys() == shown.keys()
    for place, outputs in run_now.items():
        if CELLS[place].tag == "pandas":  # frames are drawn by pandas, each version in its own way
            words = [re.findall(r">([^<>\s]+)", "".join(texts_of(given))) for given in (outputs, shown[place])]
            assert words[0] == words[1]
            continue
        assert list(texts_of(outputs)) == list(texts_of(shown[place])), f"cell {place + 1}: run `make notebook`"
        images = [["image/png" in output.get("data", {}) for output in given] for given in (outputs, shown[place])]
        assert images[0] == images[1]


def test_pictures_are_shown_with_words_for_those_who_do_not_see_them() -> None:
    outputs = [output for given in outputs_of(NOTEBOOKS["ko"]).values() for output in given]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == sum(cell.tag == "charts" or "network_chart(" in cell.code for cell in CELLS) == 2
    for picture in pictures:
        assert HANGUL.search(picture["metadata"]["image/png"]["alt"])
        assert picture["metadata"]["image/png"]["width"] <= 1100


@pytest.mark.parametrize("language", FILES)
def test_nothing_of_a_machine_or_a_moment_is_kept(language: str) -> None:
    notebook = NOTEBOOKS[language]
    for outputs in outputs_of(notebook).values():
        for text in texts_of(outputs):
            assert not OF_A_MACHINE.search(text), text[:200]
        assert not any(output.get("name") == "stderr" or output["output_type"] == "error" for output in outputs)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])


@pytest.mark.parametrize("language", FILES)
def test_every_link_of_a_notebook_leads_to_a_file_or_a_heading(language: str) -> None:
    texts = [cell.texts[language] for cell in CELLS if cell.texts]
    headings = {line.lstrip("# ").replace(" ", "-") for text in texts for line in text.splitlines() if line[:1] == "#"}
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", "\n".join(texts)):
        if link.startswith("#"):
            assert link[1:] in headings
        else:
            assert (ROOT / "docs" / link).is_file(), link


def run_cell(code: str, names: dict[str, object]) -> list[str]:
    """Run a cell as a notebook does; gives the tables that it shows."""
    *body, last = ast.parse(code).body
    shown: list[object] = []
    names["display"] = shown.append
    exec(compile(ast.Module([*body], []), "<cell>", "exec"), names)
    if isinstance(last, ast.Expr):
        shown.append(eval(compile(ast.Expression(last.value), "<cell>", "eval"), names))
    else:
        exec(compile(ast.Module([last], []), "<cell>", "exec"), names)
    return [unescape(value._repr_html_()) for value in shown if hasattr(value, "_repr_html_")]


def test_it_runs_with_a_folder_of_ones_own_and_without_pandas_and_charts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pandas", "vl_convert"):
        monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "mine").mkdir()
    shutil.copyfile(ROOT / "tests" / "plans" / "b1-narae-2026.txt", tmp_path / "mine" / "narae.txt")
    records = mapper.read(tmp_path / "mine" / "narae.txt").records
    (plan,) = (record for record in records if isinstance(record, DepartmentPlan))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    settings, *others = [cell.code for cell in CELLS if cell.code and not cell.tag]
    run_cell(settings, names)
    own = {"plans": Path("mine"), "metadata": None, "municipality": plan.municipality, "department": plan.department}
    assert set(own) < set(names)
    names |= own
    tables = [table for code in others for table in run_cell(code, names)]
    assert len(tables) >= 12
    assert plan.department in tables[1]
    assert {path.name for path in (tmp_path / "notebook-output").iterdir()} == {
        "release",
        "network.graphml",
        "network.graphml.manifest.json",
        "workplan.ttl",
        "workplan.ttl.manifest.json",
        "workplan.nq",
        "workplan.nq.manifest.json",
        "tables",
    }
