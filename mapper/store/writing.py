"""Writing a release so that readers see the old one or the new one, whenever the process is killed.

All is written into a hidden folder beside the versions, flushed to the disk, renamed to its digest, and only
then does the link `current` change, by one rename(2). What a killed build leaves, the next one sweeps away.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from mapper.errors import ReleaseError
from mapper.store.manifest import Manifest
from mapper.store.release import CURRENT, INDEX_FILE, VERSIONS, ReleaseFiles

DIGEST_LENGTH: Final = 16
_LOCK: Final = ".lock"
_HIDDEN: Final = "."
"""First letter of every name in DIR/versions that is no version: drafts, and versions on their way out."""

Complete = Callable[[ReleaseFiles, ReleaseFiles | None], None]
"""Adds to a release what follows from its files."""


class Draft:
    """A release that is being written: fill `folder`, then `publish`."""

    def __init__(self, root: Path, folder: Path, previous: ReleaseFiles | None) -> None:
        self.root, self.folder, self.previous = root, folder, previous

    def files(self, manifest: Manifest) -> ReleaseFiles:
        """The draft's paths, by the names that a release gives them."""
        return ReleaseFiles(self.folder, manifest)

    def publish(self, manifest: Manifest, complete: Complete = lambda release, previous: None) -> ReleaseFiles:
        """Complete the draft and make it the current version; raises ReleaseError where the disk refuses.

        `complete` adds what follows from the files of the release and is no part of its digest; it is told the
        previous release, and asked again where the version is there already.
        """
        write_text(self.folder / "release.json", manifest.to_json())
        target = self.root / VERSIONS / compute_digest(self.folder)
        if not target.exists():
            from mapper.store.loading import build_store

            build_store(self.files(manifest), self.previous)
            complete(self.files(manifest), self.previous)
            sync_tree(self.folder)
            self.folder.rename(target)
            _sync(target.parent)
        else:
            complete(ReleaseFiles(target, manifest), self.previous)
        _switch(self.root, target)
        if self.previous is None or self.previous.folder != target:
            _prune(self.root, {target.name, self.previous.folder.name if self.previous else ""})
        return ReleaseFiles(target, manifest)


@contextmanager
def open_draft(root: Path) -> Iterator[Draft]:
    """Hold the release for one build; raises ReleaseError where another build holds it or DIR is none.

    A draft that is left without `publish` disappears, and the release stays as it was.
    """
    _require_release_folder(root)
    with _lock(root):
        versions = root / VERSIONS
        versions.mkdir(exist_ok=True)
        _sweep(root)
        folder = versions / f"{_HIDDEN}draft-{os.getpid()}"
        for name in ("graphs", "parts", "texts", "account", "profiles"):
            (folder / name).mkdir(parents=True)
        try:
            yield Draft(root, folder, _find_previous(root))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write a file of the draft, UTF-8 with LF, and see it on the disk."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def take_over(source: Path, target: Path) -> None:
    """Put an unchanged file of the previous version into the draft; both share it where the disk can."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def compute_digest(folder: Path) -> str:
    """The version's name: a digest of the names and bytes of all files but store/ and the index of the search."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.glob("**/*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("store/") and name != INDEX_FILE:
            with path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            digest.update(f"{name}\n{content}\n".encode())
    return digest.hexdigest()[:DIGEST_LENGTH]


def sync_tree(folder: Path) -> None:
    """See the folders and the store's files on the disk; `write_text` has seen to all others."""
    for path in (folder / "store").iterdir():
        _sync(path)
    for path in (*(path for path in folder.iterdir() if path.is_dir()), folder):
        _sync(path)


def _require_release_folder(root: Path) -> None:
    """Make DIR, or see that it is a release or empty: a build must not spread over somebody's files."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        strange = sorted({path.name for path in root.iterdir()} - {VERSIONS, CURRENT, _LOCK})
    except OSError as error:
        raise ReleaseError(f"no release can be written there: {error.strerror}.", file=str(root)) from error
    strange = [name for name in strange if not name.startswith(f"{_HIDDEN}{CURRENT}")]
    if strange and not (root / VERSIONS).is_dir():
        raise ReleaseError(
            f"the folder holds other files (`{strange[0]}`) and no release.",
            file=str(root),
            hint="Name another one with --release.",
        )
    if (root / CURRENT).exists() and not (root / CURRENT).is_symlink():
        raise ReleaseError("`current` is no link.", file=str(root), hint="Name another folder with --release.")


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    """One build at a time; the system itself lets go of the lock when a process ends."""
    with (root / _LOCK).open("a+", encoding="ascii") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stream.seek(0)
            raise ReleaseError(
                f"another build holds this release (process {stream.read().strip() or 'unknown'}).",
                file=str(root),
                hint="Wait for it to end, or build into another folder with --release.",
            ) from None
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield


def _sweep(root: Path) -> None:
    """Remove what a killed build left."""
    for path in (root / VERSIONS).glob(f"{_HIDDEN}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in root.glob(f"{_HIDDEN}{CURRENT}*"):
        path.unlink(missing_ok=True)


def _find_previous(root: Path) -> ReleaseFiles | None:
    """The current version, None where there is none that this program can read."""
    try:
        return ReleaseFiles.open(root)
    except ReleaseError:
        return None


def _switch(root: Path, target: Path) -> None:
    """Point `current` at a version in one step."""
    link = root / f"{_HIDDEN}{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(VERSIONS) / target.name)
    link.replace(root / CURRENT)
    _sync(root)


def _prune(root: Path, keep: set[str]) -> None:
    """Remove all versions but those; renamed first, for half a version must never have a version's name."""
    for path in (root / VERSIONS).iterdir():
        if path.name not in keep and not path.name.startswith(_HIDDEN):
            doomed = path.with_name(f"{_HIDDEN}old-{path.name}")
            with suppress(OSError):
                path.rename(doomed)
                shutil.rmtree(doomed)


def _sync(path: Path) -> None:
    """See a file or folder on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
