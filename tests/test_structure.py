"""The structure that docs/architecture.md promises: one direction of imports, small modules, one place that prints."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mapper"
LEVELS = [
    {"errors", "hypertext", "lexicon", "suggest"},
    {"vocabulary", "values", "resources"},
    {"keys", "records", "source", "fingerprint", "territories"},
    {"identities"},
    {"corrections", "layout", "metadata"},
    {"relations"},
    {"readers"},
    {"graph"},
    {"checks", "linking", "search", "store"},
    {"catalog", "changes", "explain", "inputs", "reconciling"},
    {"charts"},
    {"export"},
    {"workers"},
    {"pipeline", "publishing"},
    {"documentation"},
    {"cli"},
]
"""A package imports from its own level (itself) and from those above it in this list."""
RDF_LIBRARIES = {"rdflib", "pyoxigraph", "pyshacl", "SPARQLWrapper"}
RDF_FROM = {
    "graph",
    "checks",
    "store",
    "catalog",
    "export",
    "explain",
    "pipeline",
    "publishing",
    "documentation",
    "workers",
    "cli",
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def part_of(path: Path) -> str:
    """The top-level package or module that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names of the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_every_package_has_a_level() -> None:
    parts = {part_of(path) for path in MODULES} - {"__init__"}
    assert parts == set().union(*LEVELS), "name new packages in LEVELS, and removed ones no more"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    level = next(index for index, names in enumerate(LEVELS) if part in names)
    below = set().union(*LEVELS[:level], {part})
    for name in imports_of(path):
        if name.startswith("mapper."):
            assert name.split(".")[1] in below, f"{path.name} imports {name}"
        if name.split(".")[0] in RDF_LIBRARIES:
            assert part in RDF_FROM, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_class_and_function_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), path.name
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_reads_the_environment(path: Path) -> None:
    if part_of(path) in {"cli", "documentation"}:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", path.name
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
            raise AssertionError(f"{path.name} reads the environment")
