"""The page that answers SPARQL in the browser, its scripts, the query engine, and the licences of the engine."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

from mapper.lexicon import load
from mapper.publishing.addresses import LANGUAGES, page_file
from mapper.publishing.browser.engine import ENGINE_FILES
from mapper.publishing.browser.forms import describe_site
from mapper.publishing.description.citing import CATALOGUE, CONSOLE, QUESTIONS
from mapper.publishing.dumps import WHOLE
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import PageMaker
from mapper.publishing.terms import words
from mapper.publishing.workspace import Workspace

FOLDER: Final = "browser"
"""Folder of its scripts."""
SCRIPTS: Final = ("start.js", "page.js", "form.js", "table.js", "thread.js", "worker.js", "dataset.js", "binding.js")
LICENCES: Final = f"{FOLDER}/oxigraph/LICENSES.txt"
_MEMORY_AT_LEAST: Final = 320_000_000
_MEMORY_A_STATEMENT: Final = 300
"""Bytes of WebAssembly memory, about; measured with the example documents, once and ten times over."""
_MOST_STATEMENTS: Final = 5_000_000
"""Above it a query may need more than the 4 GB that WebAssembly can address; calculated, not tried."""


def write_console(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder) -> None:
    """Write the page and what it needs; nothing where the query engine is not installed."""
    if graphs.engine is None:
        return
    engine_size = 0
    for name in ENGINE_FILES:
        content = (graphs.engine / name).read_bytes()
        engine_size += len(content)
        site.write(f"{FOLDER}/oxigraph/{name}", content)
    package = resources.files(__package__)
    site.write(LICENCES, package.joinpath("LICENSES.txt").read_bytes())
    for name in SCRIPTS:
        site.write(f"{FOLDER}/{name}", package.joinpath("scripts", name).read_bytes())
    dump_size = (site.root / WHOLE).stat().st_size
    described = json.dumps(describe_site(graphs, dump_size), ensure_ascii=False, separators=(",", ":"))
    site.write_text(f"{FOLDER}/questions.json", described + "\n")
    statements = workspace.connection.execute("SELECT count(*) FROM quad").fetchone()[0]
    memory = (_MEMORY_AT_LEAST + statements * _MEMORY_A_STATEMENT) // 10_000_000 * 10
    maker = PageMaker(graphs.base)
    for language in LANGUAGES:
        said: dict[str, str] = load("console")["page"][language]
        size = {
            "dump": f"{dump_size / 1e6:,.1f}",
            "engine": f"{engine_size / 1e6:,.1f}",
            "statements": f"{statements:,}",
            "memory": f"{memory:,}",
        }
        view: dict[str, Any] = {
            "title": said["title"],
            "said": said,
            "folder": FOLDER,
            "size_note": said["size"].format(**size),
            "large_note": said["large"] if statements > _MOST_STATEMENTS else "",
            "questions_file": page_file(QUESTIONS, language),
            "further": [
                (words(language)["questions"], page_file(QUESTIONS, language)),
                (words(language)["dataset_page"], page_file(CATALOGUE, language)),
                (said["licences"], LICENCES),
            ],
        }
        site.write_text(page_file(CONSOLE, language), maker.render("sparql.html", language, CONSOLE, **view))
