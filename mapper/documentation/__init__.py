"""What is derived: modules of the ontology's terms, the example graph, the pages that explain both, the notebooks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from mapper.catalog import Catalog
from mapper.documentation.modules import MODULES
from mapper.documentation.pages import render_ontology_page, render_prefixes
from mapper.documentation.questions import render_questions_page
from mapper.graph.ontology import load_ontology

__all__ = ["TARGETS", "derived_files"]


def _modules(checkout: Path) -> Mapping[str, str]:
    """`mapper/vocabulary.py` and the other modules of terms."""
    ontology = load_ontology()
    return {path: render(ontology) for path, render in MODULES.items()}


def _graphs(checkout: Path) -> Mapping[str, str]:
    """`graphs/`, built from `documents/`."""
    from mapper.documentation.example_graph import build_example_graph

    return build_example_graph(checkout)


def _pages(checkout: Path) -> Mapping[str, str]:
    """The generated pages of `docs/`."""
    return {
        "docs/questions.md": render_questions_page(Catalog(checkout / "queries")),
        "docs/ontology.md": render_ontology_page(load_ontology(), checkout / "graphs"),
        "docs/prefixes.ttl": render_prefixes(),
    }


def _notebook(checkout: Path) -> Mapping[str, str]:
    """The notebooks of `docs/`, run on `documents/`."""
    from mapper.documentation.notebook import write_notebooks

    return write_notebooks(checkout)


TARGETS: Final[Mapping[str, Callable[[Path], Mapping[str, str]]]] = {
    "vocabulary": _modules,
    "graphs": _graphs,
    "pages": _pages,
    "notebook": _notebook,
}
"""Each target gives the text of its files by their paths in a checkout."""


def derived_files(checkout: Path) -> Mapping[str, Mapping[str, str]]:
    """The text of every derived file but the example graph and the notebooks, grouped by the name of the target."""
    return {target: TARGETS[target](checkout) for target in ("vocabulary", "pages")}
