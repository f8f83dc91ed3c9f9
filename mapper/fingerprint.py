"""Which program this is: documents are read again when any file that could change the graph has changed."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path
from typing import Final

from mapper.resources import PACKAGE, find_folder

DISTRIBUTION: Final = "workplan-graph"
_SUFFIXES: Final = frozenset((".py", ".toml", ".ttl", ".csv"))
_READ_AT_EACH_BUILD: Final = frozenset(("identities.csv",))
"""No document is read by these: whoever confirms an identity need not read all of them again."""


def read_version() -> str:
    """The installed version of the distribution."""
    return metadata.version(DISTRIBUTION)


def fingerprint_program() -> str:
    """A digest of the version, the package's files and the ontology; the same in a wheel and a checkout."""
    digest = hashlib.sha256(read_version().encode())
    for root in (PACKAGE, find_folder("ontology")):
        for path in sorted(_find_sources(root)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


def _find_sources(root: Path) -> list[Path]:
    """The files below a folder that the graph depends on; `_data` holds copies of the other folders."""
    return [
        path
        for path in root.glob("**/*")
        if path.suffix in _SUFFIXES
        and "_data" not in path.relative_to(root).parts
        and path.name not in _READ_AT_EACH_BUILD
    ]
