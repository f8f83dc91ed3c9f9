"""Finds the folders `ontology/` and `queries/`: in an installed wheel, else in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mapper.errors import MapperError

PACKAGE = Path(__file__).resolve().parent


def find_folder(name: Literal["ontology", "queries"]) -> Path:
    """The folder of that name; raises MapperError when the installation lacks it."""
    for folder in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise MapperError(f"the folder `{name}` of this installation is missing.", hint="Install workplan-graph again.")


def ontology_file(name: str) -> Path:
    """A file of the ontology, such as `workplan.ttl` or `shapes/structure.ttl`."""
    return find_folder("ontology") / name
