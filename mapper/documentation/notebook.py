"""Writes `docs/notebook.ipynb` and its Korean twin: one source of cells with two texts, run once, outputs kept.

What depends on the machine or the moment is left out, so that the same program writes the same files.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

SOURCE: Final = Path(__file__).with_name("notebook.toml")
FILES: Final = {"en": "docs/notebook.ipynb", "ko": "docs/notebook.ko.ipynb"}
SECONDS: Final = 120
"""One cell may take so long; all together take some twenty seconds."""

Outputs = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in both languages, or code."""

    texts: Mapping[str, str]
    code: str = ""
    tag: str = ""
    """What it wants beside the program itself: `pandas`, `charts`; without it the cell can be left out."""


def read_cells() -> tuple[Cell, ...]:
    """The cells in their order."""
    rows = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["cell"]
    return tuple(
        Cell(
            {name: row[name].strip("\n") for name in FILES if name in row},
            row.get("code", "").strip("\n"),
            row.get("tag", ""),
        )
        for row in rows
    )


def make_notebook(cells: Sequence[Cell], language: str, outputs: Mapping[int, Outputs]) -> dict[str, Any]:
    """A notebook (format 4.5) in one language; `outputs` are those of each code cell, by its place."""
    made: list[dict[str, Any]] = []
    run = 0
    for place, cell in enumerate(cells):
        common: dict[str, Any] = {"id": f"cell-{place + 1:02}", "metadata": {"tags": [cell.tag]} if cell.tag else {}}
        if not cell.code:
            made.append({"cell_type": "markdown", **common, "source": _split(cell.texts[language])})
            continue
        run += 1
        parts = {"execution_count": run, "outputs": outputs.get(place, []), "source": _split(cell.code)}
        made.append({"cell_type": "code", **common, **parts})
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def run_cells(cells: Sequence[Cell], documents: Path) -> dict[int, Outputs]:
    """The outputs of each code cell, run in a fresh kernel beside the documents; raises what a cell raises."""
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    notebook = nbformat.reads(  # type: ignore[no-untyped-call]
        json.dumps(make_notebook(cells, "en", {})), as_version=4
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "docs").mkdir()
        (Path(folder) / "documents").symlink_to(documents.resolve())
        # sockets in a folder of its own, no port of the machine
        sockets = Config({"KernelManager": {"transport": "ipc", "ip": os.fspath(Path(folder) / "kernel")}})
        client = NotebookClient(notebook, config=sockets, kernel_name="python3", timeout=SECONDS, record_timing=False)
        client.execute(cwd=os.fspath(Path(folder) / "docs"))
    return {
        place: [_clean(output) for output in cell["outputs"]]
        for place, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code"
    }


def _clean(output: Mapping[str, Any]) -> dict[str, Any]:
    """An output without what the run left behind; texts by line, as notebooks keep them."""
    cleaned = {name: value for name, value in output.items() if name != "execution_count"}
    if output["output_type"] == "execute_result":
        cleaned = {**cleaned, "output_type": "display_data"}
    if "data" in output:
        cleaned["data"] = {
            kind: _split(text) if kind.startswith("text/") else text for kind, text in output["data"].items()
        }
    if "text" in output:
        cleaned["text"] = _split(output["text"])
    return cleaned


def _split(text: str) -> list[str]:
    """A text as a list of lines, so that a change of one line is a change of one line."""
    return text.splitlines(keepends=True)


def write_notebooks(checkout: Path) -> Mapping[str, str]:
    """The text of both notebooks by their paths in a checkout, as Jupyter itself would write it."""
    cells = read_cells()
    outputs = run_cells(cells, checkout / "documents")
    return {
        path: json.dumps(make_notebook(cells, language, outputs), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for language, path in FILES.items()
    }
