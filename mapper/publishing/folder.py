"""The folder of a site: writes only what changed, and remembers what the site holds.

`.workplan/files` lists every file that this program wrote, `.workplan/products.sqlite` what each was made from. What a
run does not write again is removed, what somebody else put there stays. A run that was killed is told by
`.workplan/unfinished`; the next one then looks at the folders, and makes everything again.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mapper.errors import MapperError
from mapper.publishing.products import Origin, Product, RunRecord, have_sizes

STATE: Final = ".workplan"
_FILES: Final = "files"
_PRODUCTS: Final = "products.sqlite"
_WITHDRAWN: Final = "withdrawn"
_UNFINISHED: Final = "unfinished"
_LOCK: Final = "lock"
_DRAFT: Final = "part-"
_OWN_FOLDERS: Final = ("id", "graph", "classes", "changes")
"""Folders of the site that nobody else writes into."""


@dataclass(slots=True)
class SiteFolder:
    """Writes files of a site; workers get one of their own and hand back what they wrote."""

    root: Path
    origin: Origin = field(default_factory=lambda: Origin(None))
    written: list[str] = field(default_factory=list)
    """Paths of the files of this run; where there is a record, of those that are not noted there yet."""
    sizes: list[int] = field(default_factory=list)
    """Their sizes."""
    products: list[Product] = field(default_factory=list)
    """What was made from what."""
    changed: int = 0
    """How many files are new or have other bytes than before."""
    kept: int = 0
    """How many were taken over without being made."""
    size: int = 0
    """Bytes of all of them."""
    record: RunRecord | None = None
    """Where the run notes its files; workers have none."""
    _folders: set[str] = field(default_factory=set)

    def blank(self) -> SiteFolder:
        """The same site for a worker."""
        return SiteFolder(self.root, self.origin)

    def write(self, path: str, content: bytes) -> None:
        """Write a file unless it has these bytes already; whoever reads meanwhile sees the old or the new ones."""
        self._note(path, len(content))
        target = self.root / path
        try:
            new = False
            if target.stat().st_size == len(content) and target.read_bytes() == content:
                return
        except OSError:
            new = True
        self.changed += 1
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        draft = target if new else target.with_name(f".{target.name}.part")
        draft.write_bytes(content)
        if not new:
            draft.replace(target)

    def write_text(self, path: str, text: str) -> None:
        """Write a text as UTF-8."""
        self.write(path, text.encode("utf-8"))

    def put(self, path: str, draft: Path) -> None:
        """Take over a file that was written elsewhere on the same disk, unless the site has its bytes already."""
        target = self.root / path
        self._note(path, draft.stat().st_size)
        if target.exists() and _same(draft, target):
            draft.unlink()
            return
        self.changed += 1
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(target)

    def draft(self, path: str) -> Path:
        """Where a large file is written before it is put in its place."""
        name = path.replace("/", "-")
        (self.root / STATE).mkdir(parents=True, exist_ok=True)
        return self.root / STATE / f"{_DRAFT}{name}"

    def make(self, key: str, digest: bytes, write: Callable[[], None]) -> bool:
        """Make a product by `write`, unless its files came from inputs of this digest; says whether it was made."""
        files = self.origin.find(key, digest)
        if files is not None and have_sizes(self.root, files):
            self.kept += len(files)
            for path, size in files:
                self._note(path, size)
            self.products.append(Product(key, digest, json.dumps(files)))
            return False
        start = len(self.written)
        write()
        made = list(zip(self.written[start:], self.sizes[start:], strict=True))
        self.products.append(Product(key, digest, json.dumps(made)))
        return True

    def keep(self, paths: Iterable[str]) -> None:
        """Keep files of earlier runs as they are."""
        for path in paths:
            self.kept += 1
            self._note(path, (self.root / path).stat().st_size)

    def add(self, other: SiteFolder) -> None:
        """Take over what a worker wrote."""
        self.written += other.written
        self.sizes += other.sizes
        self.products += other.products
        self.changed += other.changed
        self.kept += other.kept
        self.size += other.size
        self.flush()

    def flush(self) -> None:
        """Move what was written into the record; raises MapperError for a file that was written twice."""
        if self.record is None:
            return
        twice = self.record.note(self.written, self.products)
        if twice:
            raise MapperError(f"two parts of the site wrote `{twice}`. This is a fault of the program.")
        self.written.clear()
        self.sizes.clear()
        self.products.clear()

    def list_written(self) -> Iterator[str]:
        """The files of this run, sorted."""
        if self.record is None:
            return iter(sorted(self.written))
        self.flush()
        return self.record.list_written()

    def _note(self, path: str, size: int) -> None:
        """Note a file of this run."""
        self.written.append(path)
        self.sizes.append(size)
        self.size += size


@dataclass(frozen=True, slots=True)
class SiteState:
    """What is known of a site from the runs before."""

    root: Path
    withdrawn: frozenset[str]
    """Hashes of the documents that were taken down."""
    remembered: Path | None
    """What its files were made from; `None` where that is not known for certain."""

    def list_held(self) -> Iterator[str]:
        """Paths that this program wrote, some of them perhaps twice."""
        yield from _get(self.root / STATE / _FILES)
        if self.remembered is None:
            yield from _walk(self.root)

    def save(self, record: RunRecord, withdrawn: Iterable[str]) -> None:
        """Keep what the site holds now; the run is finished."""
        record.save_products(self.root / STATE / _PRODUCTS)
        _put(self.root / STATE / _FILES, record.list_written())
        _put(self.root / STATE / _WITHDRAWN, sorted(withdrawn))
        (self.root / STATE / _UNFINISHED).unlink(missing_ok=True)

    def remove(self, path: str) -> None:
        """Remove a file, and its folder when it was the last there."""
        target = self.root / path
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.root or not parent.is_dir() or any(parent.iterdir()):
                return
            parent.rmdir()


@contextmanager
def open_site(root: Path) -> Iterator[SiteState]:
    """Hold the site for one run; raises MapperError where it holds other files or another run holds it."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        state = root / STATE
        if not state.is_dir() and any(root.iterdir()):
            raise MapperError(
                "the folder holds other files and no site.", file=str(root), hint="Name an empty one with --out."
            )
        state.mkdir(exist_ok=True)
        with (state / _LOCK).open("a+", encoding="ascii") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise MapperError("another run writes this site.", file=str(root), hint="Wait for it to end.") from None
            for left in state.glob(f"{_DRAFT}*"):  # of a run that was killed
                left.unlink()
            known = (state / _PRODUCTS).exists() and not (state / _UNFINISHED).exists()
            (state / _UNFINISHED).touch()
            withdrawn = frozenset(_get(state / _WITHDRAWN))
            yield SiteState(root, withdrawn, state / _PRODUCTS if known else None)
    except OSError as error:
        raise MapperError(f"the site cannot be written: {error.strerror}.", file=str(error.filename or root)) from error


def _walk(root: Path) -> Iterator[str]:
    """The files in the folders that only this program writes into."""
    for name in _OWN_FOLDERS:
        for folder, _, files in os.walk(root / name):
            yield from (Path(folder, file).relative_to(root).as_posix() for file in files)


def _same(first: Path, second: Path) -> bool:
    """Whether two files have the same bytes."""
    import filecmp

    return filecmp.cmp(first, second, shallow=False)


def _get(path: Path) -> list[str]:
    """The lines of a file; none where it is missing."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _put(path: Path, lines: Iterable[str]) -> None:
    """Write lines in one step."""
    draft = path.with_name(f"{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    draft.replace(path)
