"""Files and folders that a user names, to documents with an id each."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mapper.errors import UsageError
from mapper.source.detect import SUFFIXES
from mapper.store.release import FINDINGS_SUFFIX, SHARED_GRAPHS

MAX_ID_BYTES: Final = 200
"""A file name may have 255 bytes (Linux, macOS), and a release adds endings to the id."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, and the id its document has in the release."""

    path: Path
    doc: str


def find_inputs(paths: Iterable[Path], doc_ids: Mapping[Path, str]) -> tuple[Input, ...]:
    """The documents in the order of their ids; `doc_ids` gives ids by path, others have their file's name.

    A folder stands for all files below it with a known ending, hidden ones and README files left out. Raises
    UsageError for a path that is not there, an id that cannot be one, and two files with one id.
    """
    given = {path.resolve(): doc for path, doc in doc_ids.items()}
    files = {file.resolve(): file for path in paths for file in _find_files(path)}
    for path in doc_ids:
        if path.resolve() not in files:
            raise UsageError(f"--doc-id names `{path}`, which is none of the documents.")
    inputs = [Input(file, _read_id(given.get(real) or file.stem, file)) for real, file in files.items()]
    _require_distinct(inputs)
    return tuple(sorted(inputs, key=lambda entry: entry.doc))


def _find_files(path: Path) -> Iterator[Path]:
    """The file itself, or the files of a folder in the order of their paths."""
    if not path.is_dir():
        if not path.exists():
            raise UsageError(f"there is no file or folder `{path}`.")
        yield path
        return
    found = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        found += [Path(folder) / name for name in names if not name.startswith(".")]
    known = sorted(file for file in found if file.suffix.lower() in SUFFIXES and file.stem.upper() != "README")
    if not known:
        raise UsageError(
            f"the folder `{path}` holds no document.",
            hint=f"Files ending in {', '.join(sorted(SUFFIXES))} are read.",
        )
    yield from known


def _read_id(text: str, file: Path) -> str:
    """An id in Unicode's composed form; raises UsageError for one that cannot name files of a release."""
    doc = unicodedata.normalize("NFC", text)
    reason = _find_fault(doc)
    if reason:
        raise UsageError(f"`{doc}` cannot be the id of `{file}`: {reason}.", hint=f"Give another: --doc-id '{file}=ID'")
    return doc


def _find_fault(doc: str) -> str:
    """Why a text cannot be an id; empty where it can."""
    if doc in SHARED_GRAPHS or doc.endswith((FINDINGS_SUFFIX, ".things")):
        return "the release uses that name itself"
    if not doc.strip() or doc != doc.strip() or doc.startswith("."):
        return "it is empty, begins with a dot, or begins or ends with a space"
    if any(letter in "/\\" or not letter.isprintable() for letter in doc):
        return "it holds a slash or a character that cannot be printed"
    if len(doc.encode("utf-8", "surrogatepass")) > MAX_ID_BYTES:
        return f"it has more than {MAX_ID_BYTES} bytes"
    return ""


def _require_distinct(inputs: list[Input]) -> None:
    """No two files with one id; capitals alone do not tell ids apart, as on some disks they do not either."""
    seen: dict[str, Input] = {}
    for entry in inputs:
        other = seen.setdefault(entry.doc.casefold(), entry)
        if other is not entry:
            raise UsageError(
                f"two documents have one id, `{entry.doc}`: `{other.path}` and `{entry.path}`.",
                hint=f"Give one of them another: --doc-id '{entry.path}=ID'",
            )
