"""Labels and their synonyms, as data (TOML files beside this module): what the readers recognise by name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file `name`.toml as a dictionary; raises FileNotFoundError for an unknown name."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """A list of labels in the lexicon file, with all white space removed."""
    value: Any = load(name)
    for key in keys:
        value = value[key]
    return frozenset("".join(str(word).split()) for word in value)
