"""The folder of a site: writes only what changed, and remembers what the site holds.

`.workplan/files` lists every file that this program wrote. What a run does not write again is removed, what somebody
else put there stays. A run that was killed is told by `.workplan/unfinished`; the next one then looks at the folders.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mapper.errors import MapperError

STATE: Final = ".workplan"
_FILES: Final = "files"
_WITHDRAWN: Final = "withdrawn"
_UNFINISHED: Final = "unfinished"
_LOCK: Final = "lock"
_OWN_FOLDERS: Final = ("id", "graph", "classes")
"""Folders of the site that nobody else writes into."""


@dataclass(slots=True)
class SiteFolder:
    """Writes files of a site; workers make their own and hand back what they wrote."""

    root: Path
    written: list[str] = field(default_factory=list)
    """Paths of all files of this run."""
    changed: int = 0
    """How many of them are new or have other bytes than before."""
    size: int = 0
    """Bytes of all of them."""
    _folders: set[Path] = field(default_factory=set)

    def write(self, path: str, content: bytes) -> None:
        """Write a file unless it has these bytes already; whoever reads meanwhile sees the old or the new ones."""
        self.written.append(path)
        self.size += len(content)
        target = self.root / path
        try:
            if target.stat().st_size == len(content) and target.read_bytes() == content:
                return
            new = False
        except OSError:
            new = True
        self.changed += 1
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        if new:
            target.write_bytes(content)
            return
        draft = target.with_name(f".{target.name}.part")
        draft.write_bytes(content)
        draft.replace(target)

    def write_text(self, path: str, text: str) -> None:
        """Write a text as UTF-8."""
        self.write(path, text.encode("utf-8"))

    def add(self, other: SiteFolder) -> None:
        """Take over what a worker wrote."""
        self.written += other.written
        self.changed += other.changed
        self.size += other.size


@dataclass(frozen=True, slots=True)
class SiteState:
    """What is known of a site from the runs before."""

    root: Path
    held: frozenset[str]
    """Paths that this program wrote."""
    withdrawn: frozenset[str]
    """Hashes of the documents that were taken down."""

    def save(self, files: Iterable[str], withdrawn: Iterable[str]) -> None:
        """Keep what the site holds now; the run is finished."""
        _put(self.root / STATE / _FILES, sorted(files))
        _put(self.root / STATE / _WITHDRAWN, sorted(withdrawn))
        (self.root / STATE / _UNFINISHED).unlink(missing_ok=True)

    def remove(self, path: str) -> None:
        """Remove a file, and its folder when it was the last there."""
        target = self.root / path
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.root or any(parent.iterdir()):
                return
            parent.rmdir()


@contextmanager
def open_site(root: Path) -> Iterator[SiteState]:
    """Hold the site for one run; raises MapperError where it holds other files or another run holds it."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        if not (root / STATE).is_dir() and any(root.iterdir()):
            raise MapperError(
                "the folder holds other files and no site.", file=str(root), hint="Name an empty one with --out."
            )
        (root / STATE).mkdir(exist_ok=True)
        with (root / STATE / _LOCK).open("a+", encoding="ascii") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise MapperError("another run writes this site.", file=str(root), hint="Wait for it to end.") from None
            held = set(_get(root / STATE / _FILES))
            if (root / STATE / _UNFINISHED).exists():
                held |= set(_walk(root))
            (root / STATE / _UNFINISHED).touch()
            yield SiteState(root, frozenset(held), frozenset(_get(root / STATE / _WITHDRAWN)))
    except OSError as error:
        raise MapperError(f"the site cannot be written: {error.strerror}.", file=str(error.filename or root)) from error


def _walk(root: Path) -> Iterator[str]:
    """The files in the folders that only this program writes into."""
    for name in _OWN_FOLDERS:
        for folder, _, files in os.walk(root / name):
            yield from (Path(folder, file).relative_to(root).as_posix() for file in files)


def _get(path: Path) -> list[str]:
    """The lines of a file; none where it is missing."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _put(path: Path, lines: Iterable[str]) -> None:
    """Write lines in one step."""
    draft = path.with_name(f"{path.name}.part")
    draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    draft.replace(path)
