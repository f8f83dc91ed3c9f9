"""N-Quads files into an Oxigraph store on disk: all of them, or the difference to the version before."""

from __future__ import annotations

import filecmp
import gc
import io
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph

from mapper.store.release import ReleaseFiles

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHANGED_PAYS_TO: Final = 0.5
"""Part of the bytes up to which changing a copy of the previous store is quicker than loading all."""


def build_store(release: ReleaseFiles, previous: ReleaseFiles | None) -> None:
    """Make the store of a release that has its graphs; each file of graphs/ holds one graph."""
    folder = release.folder / "store"
    if previous is None or not _change_copy(release, previous, folder):
        shutil.rmtree(folder, ignore_errors=True)
        store = pyoxigraph.Store(str(folder))
        _load(store, release.graph_files())
        _finish(store)
    gc.collect()  # Oxigraph closes its files when the object goes


def _change_copy(release: ReleaseFiles, previous: ReleaseFiles, folder: Path) -> bool:
    """Copy the previous store and replace what has changed; False where that does not pay or cannot be done."""
    old = {path.name: path for path in previous.graph_files()}
    new = {path.name: path for path in release.graph_files()}
    same = {name for name in old.keys() & new.keys() if filecmp.cmp(old[name], new[name], shallow=False)}
    changed = [path for name, path in new.items() if name not in same]
    total = sum(path.stat().st_size for path in new.values())
    if sum(path.stat().st_size for path in changed) > CHANGED_PAYS_TO * total:
        return False
    try:
        pyoxigraph.Store.read_only(str(previous.folder / "store")).backup(str(folder))
        store = pyoxigraph.Store(str(folder))
    except (OSError, RuntimeError):  # gone, or damaged
        return False
    for name, path in old.items():
        graph = _read_graph_name(path)
        if name not in same and graph is not None:
            store.remove_graph(graph)
    _load(store, changed)
    _finish(store)
    return True


def _load(store: pyoxigraph.Store, files: Iterable[Path]) -> None:
    """Load files as one stream: twice as quick as one by one."""
    store.bulk_load(io.BufferedReader(_Joined(files), 1 << 20), pyoxigraph.RdfFormat.N_QUADS)


def _finish(store: pyoxigraph.Store) -> None:
    """Order the store for reading (two to three times faster queries), and see it on the disk."""
    store.optimize()
    store.flush()


def _read_graph_name(path: Path) -> pyoxigraph.NamedNode | None:
    """The graph that a file holds, None for an empty file."""
    with path.open(encoding="utf-8") as stream:
        line = stream.readline()
    return pyoxigraph.NamedNode(line.rsplit("<", 1)[1].partition(">")[0]) if line else None


class _Joined(io.RawIOBase):
    """Several files read as one."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = iter(files)
        self._open: io.FileIO | None = None

    def readable(self) -> bool:
        """This is only read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """The next bytes, of the next file where one ends; 0 at the end of the last."""
        while True:
            if self._open is None:
                path = next(self._files, None)
                if path is None:
                    return 0
                self._open = io.FileIO(path)
            count = self._open.readinto(buffer)
            if count:
                return count
            self._open.close()
            self._open = None
