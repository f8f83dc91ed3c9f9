"""The documentation is a contract: what it names exists, what exists it names, and its commands run."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import sys
from pathlib import Path

import click
import pytest

from mapper.catalog import Catalog, bind
from mapper.cli import cli, run
from mapper.cli.options import read_pairs
from mapper.identities import COLUMNS as IDENTITIES
from mapper.readers.account import LineRule
from mapper.reconciling.candidates import COLUMNS as CANDIDATES
from mapper.records.document import Fate
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE
from tests.commands import PAGES, ROOT, has_placeholder, shown_commands

DOCS = ROOT / "docs"
PACKAGE = ROOT / "mapper"
COMMANDS = [(page, arguments) for page in PAGES for arguments in shown_commands(page)]
SLOW = {("check", "--reference")}
"""Commands that the documentation shows and that take minutes; tests/test_cli.py runs them on a small release."""
RUNNABLE = sorted(
    {
        arguments
        for _, arguments in COMMANDS
        if len(arguments) > 1 or arguments in {("questions",), ("check",)}
        if not has_placeholder(arguments) and not {"--endpoint", "-", "--help"} & {*arguments} and arguments not in SLOW
    }
)


def name_of(value: object) -> str:
    """A short name of a test's parameter."""
    return value.name if isinstance(value, Path) else " ".join(value) if isinstance(value, tuple) else str(value)


def read(page: Path) -> str:
    """The text of a page."""
    return page.read_text(encoding="utf-8")


def test_the_pages_show_commands() -> None:
    assert len(COMMANDS) > 30
    assert {arguments[0] for arguments in RUNNABLE} == set(cli.commands) - {"load"}  # which needs a server: tests/store


@pytest.mark.parametrize(("page", "arguments"), COMMANDS, ids=name_of)
def test_every_command_line_parses_and_names_what_exists(page: Path, arguments: tuple[str, ...]) -> None:
    name, *rest = arguments
    if has_placeholder((name,)) or name in {"--help", "--version"}:
        return
    command = cli.commands[name]
    if not rest:
        return  # a sentence that names the command
    try:
        context = command.make_context(name, rest)
    except click.exceptions.Exit:
        return  # --help
    question = context.params.get("question")
    if question and " " in question:
        return  # a question in free words
    if question and not has_placeholder((question,)):
        pairs = [pair for pair in context.params["params"] if not has_placeholder((pair,))]
        assert bind(Catalog().find(question), read_pairs(tuple(pairs), "--param"))


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, example_root: Path) -> Path:
    """A folder like that of a reader who tries what the pages show."""
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(example_root, folder / "release", symlinks=True)
    (folder / "last-year").symlink_to(folder / "release")
    for name in ("queries", "documents"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "plans").mkdir()
    shutil.copyfile(ROOT / "documents" / "geumcheon-2023.txt", folder / "plans" / "a.txt")
    (folder / "metadata.toml").write_text('[a]\nlicence = "KOGL-1"\n', encoding="utf-8")
    entry = 'line = 1\ntable = "duties"\nremove = true\nwho = "a"\nwhen = 2026-11-02\nwhy = "b"\n'
    (folder / "corrections.toml").write_text(f'[[correction]]\ndocument = "{"0" * 64}"\n{entry}', encoding="utf-8")
    ends = 'from = { doc = "a", name = "b" }\nto = { doc = "c", name = "d" }\n'
    decision = f'kind = "same"\n{ends}who = "a"\nwhen = 2026-11-02\nwhy = "b"\n'
    (folder / "links.toml").write_text(f"[[refused]]\n{decision}", encoding="utf-8")
    (folder / "identities.csv").write_text(",".join(IDENTITIES) + "\n", encoding="utf-8")
    (folder / "candidates.csv").write_text(",".join(CANDIDATES) + "\n", encoding="utf-8")
    (folder / "query.rq").write_text("SELECT ?s WHERE { ?s a ?type } ORDER BY ?s LIMIT 1", encoding="utf-8")
    return folder


@pytest.mark.parametrize("arguments", RUNNABLE, ids=name_of)
def test_every_command_line_runs_on_the_example_documents(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.delenv("WORKPLAN_RELEASE", raising=False)
    assert run(arguments) == 0, capsys.readouterr().err


def test_every_option_that_a_table_names_belongs_to_its_command() -> None:
    sections = re.findall(r"^## workplan (\w+)\n(.*?)(?=^## )", read(DOCS / "cli.md"), re.MULTILINE | re.DOTALL)
    assert sorted(name for name, _ in sections) == sorted(cli.commands)
    for name, section in sections:
        options = {option for entry in cli.commands[name].params for option in entry.opts}
        assert set(re.findall(r"^\| `(--[\w-]+)`", section, re.MULTILINE)) <= options, name


def headings(page: Path, under: str) -> list[str]:
    """The third-level headings below a second-level one."""
    section = read(page).partition(f"\n## {under}\n")[2].partition("\n## ")[0]
    return re.findall(r"^### (\S+)$", section, re.MULTILINE)


def issue_codes() -> set[str]:
    """The codes of all issues that some module of the package makes."""
    codes = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Issue" and node.args:
                assert isinstance(node.args[1], ast.Constant), f"{path.name}: a code is a literal"
                codes.add(str(node.args[1].value))
    return codes


def test_every_remark_has_a_heading_and_every_heading_a_remark() -> None:
    assert len(issue_codes()) >= 8
    assert sorted(headings(DOCS / "issues.md", "Remarks")) == sorted(issue_codes())


def test_every_line_rule_has_a_heading_and_every_heading_a_line_rule() -> None:
    assert headings(DOCS / "issues.md", "Line rules") == [rule.value for rule in LineRule]


def test_every_fate_of_a_line_is_explained() -> None:
    assert re.findall(r"^\| `(\w+)` \|", read(DOCS / "issues.md"), re.MULTILINE) == [fate.value for fate in Fate]


def test_the_tables_of_the_documentation_are_those_of_the_queries() -> None:
    tables = {name.partition("/")[2] for name in Catalog().ids if name.startswith("tables/")}
    named = read(DOCS / "questions.md").partition("\n## Tables\n")[2]
    assert set(re.findall(r"^\| (\w+) \| .* \| `", named, re.MULTILINE)) == tables
    assert set(re.findall(r"^\| (\w+) \| `wp:", read(DOCS / "model-tables.md"), re.MULTILINE)) >= tables


def test_the_architecture_names_every_part_of_the_package() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    named = set(re.findall(r"\bmapper\.(\w+)", read(DOCS / "architecture.md")))
    assert named >= parts - {"__init__", "errors", "vocabulary", "cli"}
    assert {"errors", "vocabulary", "cli"} <= set(re.findall(r"\w+", read(DOCS / "architecture.md")))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_module_and_function_that_a_page_names_exists(page: Path) -> None:
    for name in set(re.findall(r"`(mapper(?:\.\w+)+)", read(page))):
        parts = name.split(".")
        for end in range(len(parts), 0, -1):
            try:
                found: object = importlib.import_module(".".join(parts[:end]))
            except ModuleNotFoundError:
                continue
            for part in parts[end:]:
                found = getattr(found, part)
            break


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", read(page)):
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_target_of_make_and_every_script_that_a_page_names_exists(page: Path) -> None:
    text = read(page)
    targets = set(re.findall(r"^(\w+):", read(ROOT / "Makefile"), re.MULTILINE))
    for shown in re.findall(r"(?:`|^)(?:time )?make ([a-z ]+)", text, re.MULTILINE):
        assert set(shown.split()) <= targets, shown
    for script in re.findall(r"python (\S+\.py)", text):
        assert (ROOT / script).is_file(), script


def test_every_decision_is_listed_and_every_listed_decision_is_there() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", read(DOCS / "decisions" / "README.md"))
    assert listed == sorted(path.name for path in (DOCS / "decisions").glob("[0-9]*.md"))


def test_every_variable_of_the_environment_that_the_pages_name_is_read() -> None:
    source = "".join(read(path) for path in (PACKAGE / "cli").glob("*.py"))
    named = {name for page in PAGES for name in re.findall(r"\b(WORKPLAN_[A-Z]+)\b", read(page))}
    assert named == set(re.findall(r'"(WORKPLAN_[A-Z]+)"', source))


def test_the_terms_of_the_glossary_exist() -> None:
    text = read(DOCS / "glossary.md")
    concepts = {iri.removeprefix(WP_NAMESPACE) for code in CONCEPTS.values() for iri in code.values()}
    named = set(re.findall(r"`(?:wp:)?([A-Za-z]+(?:-\w+)?)\*?`", text))
    terms = {name for name in named if "-" in name or f"`wp:{name}`" in text}
    assert len(terms) >= 20
    assert {name for name in terms if not name.endswith("_")} <= concepts | {*vars(WP)}


def test_the_python_that_the_project_asks_for_is_the_one_that_the_pages_name() -> None:
    (version,) = re.findall(r'requires-python = ">=([\d.]+)"', read(ROOT / "pyproject.toml"))
    assert f"Python {version} or newer" in read(ROOT / "README.md")
    assert f"파이썬 {version} 이상" in read(ROOT / "README.ko.md")
    assert sys.version_info >= tuple(map(int, version.split(".")))
