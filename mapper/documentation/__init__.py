"""What is derived from `ontology/`: Python modules of its terms, and the pages that explain it."""

from collections.abc import Mapping
from pathlib import Path

from mapper.documentation.modules import MODULES
from mapper.documentation.pages import render_ontology_page, render_prefixes
from mapper.graph.ontology import load_ontology

__all__ = ["derived_files"]


def derived_files(checkout: Path) -> Mapping[str, Mapping[str, str]]:
    """The text of every derived file by its path in the checkout, grouped by the name of the target."""
    ontology = load_ontology()
    return {
        "vocabulary": {path: render(ontology) for path, render in MODULES.items()},
        "pages": {
            "docs/ontology.md": render_ontology_page(ontology, checkout / "graphs"),
            "docs/prefixes.ttl": render_prefixes(),
        },
    }
