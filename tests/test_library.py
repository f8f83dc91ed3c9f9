from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mapper
from mapper.catalog import Catalog
from mapper.errors import ReleaseError, SourceError, UsageError
from mapper.keys import DEFAULT_BASE
from mapper.pipeline import build

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "library.md"
PLAN = ROOT / "documents" / "geumcheon-2023.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan and the release built from it."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copyfile(PLAN, folder / "plan.txt")
    report = build([folder / "plan.txt"], folder / "release")
    assert report.read == ("plan",)
    return folder


def test_the_examples_of_the_documentation_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 10
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
    assert (folder / "plan.nq").read_text(encoding="utf-8").endswith(" .\n")
    assert names["unread"] is not None


def test_every_question_that_the_pages_name_exists() -> None:
    catalog = Catalog()
    named = set()
    for page in (PAGE, ROOT / "docs" / "queries-howto.md", ROOT / "mapper" / "__init__.py"):
        named |= set(re.findall(r"""ask(?:\("| )([a-z/-]{4,})""", page.read_text(encoding="utf-8")))
    assert len(named) >= 4
    assert [catalog.find(name).id for name in named]


def test_a_document_is_read_without_a_release(folder: Path) -> None:
    document = mapper.read(folder / "plan.txt", doc="other")
    assert document.doc == "other"
    assert len(document.account) == len(document.lines)
    assert {record.table for record in document.records} >= {"documents", "organizations", "budgets"}
    with pytest.raises(SourceError, match="cannot be read"):
        mapper.read(folder / "nowhere.txt")


def test_the_graph_of_a_document_is_that_of_the_release(folder: Path) -> None:
    graph = mapper.to_graph(mapper.read(folder / "plan.txt"))
    release = mapper.open_release(folder / "release")
    built = release.files.graph_file("plan").read_text(encoding="utf-8")
    assert "".join(f"{line}\n" for line in graph.quads) == built


def test_a_release_answers_questions_with_typed_rows(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    assert [entry.doc for entry in release.documents] == ["plan"]
    (row,) = release.ask("tables/documents")
    assert (row["department"], row["plan_year"]) == ("소통담당관", 2023)
    amounts = [row["amount_krw"] for row in release.ask("tables/budgets")]
    assert amounts
    assert all(isinstance(amount, int) for amount in amounts)
    assert len(release.ask("tables/budgets").to_pandas()) == len(amounts)
    assert len(release.questions) >= 14


def test_a_release_is_searched_by_words(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    found = release.search("소통 담당관", kind="budgets", year=2023, limit=3)
    assert found.more
    assert {(hit.kind, hit.year, hit.doc) for hit in found} == {("budgets", 2023, "plan")}
    assert found[0].label.startswith("소통담당관 2023")
    with pytest.raises(UsageError, match="nothing to look for"):
        release.search("-")


def test_names_and_values_that_do_not_fit_are_usage_errors(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    with pytest.raises(UsageError, match="no question is called"):
        release.ask("tables/documets")
    with pytest.raises(UsageError, match="no parameter"):
        release.ask("tables/documents", year=2023)
    with pytest.raises(ReleaseError, match="no release"):
        mapper.open_release(folder / "nowhere")


def test_importing_the_package_loads_nothing_else_of_it() -> None:
    script = "import sys, mapper; print(sorted(m for m in sys.modules if m.startswith('mapper')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['mapper']\n"


def test_no_name_of_the_library_is_hidden_by_a_package_of_the_same_name() -> None:
    packages = {path.stem for path in Path(mapper.__file__).parent.iterdir()}
    assert not packages & set(mapper.__all__)
    assert inspect.signature(mapper.to_graph).parameters["base"].default == DEFAULT_BASE
