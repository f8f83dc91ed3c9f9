"""Builds `graphs/` from `documents/`: the published example data, the same bytes on every machine."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from mapper.metadata import load_metadata
from mapper.pipeline import build


def build_example_graph(checkout: Path) -> Mapping[str, str]:
    """The text of every file of `graphs/` by its path in the checkout."""
    documents = checkout / "documents"
    with tempfile.TemporaryDirectory() as folder:
        report = build(
            sorted(documents.glob("*.txt")), Path(folder), metadata=load_metadata(documents / "metadata.toml")
        )
        assert report.release is not None
        return {f"graphs/{path.name}": path.read_text(encoding="utf-8") for path in report.release.graph_files()}
