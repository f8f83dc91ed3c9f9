"""What changed between two releases: in words of the field, and as exact quads added and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mapper.changes.comparing import compare_graphs
from mapper.changes.quads import GraphPair, QuadCounts, pair_graphs, write_patches
from mapper.changes.report import Comparison, write_csv, write_json, write_text
from mapper.changes.rows import Change, ChangeTable, Event
from mapper.errors import UsageError
from mapper.store.release import ReleaseFiles


@contextmanager
def compare_releases(
    old: ReleaseFiles,
    new: ReleaseFiles,
    *,
    added: Path | None = None,
    removed: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Comparison]:
    """Compare two releases; the exact quads are written to `added` and `removed` where these are given.

    Rows lie in a file that goes with the context. Raises UsageError for releases of different bases, whose IRIs
    have nothing in common.
    """
    if old.manifest.base != new.manifest.base:
        raise UsageError(
            f"the releases have different bases: {old.manifest.base} and {new.manifest.base}.",
            hint="Build both with the same --base.",
        )
    pairs = pair_graphs(old, new)
    with TemporaryDirectory(prefix="workplan-diff-") as folder:
        quads = write_patches(pairs, added, removed)
        table = compare_graphs(pairs, Path(folder) / "changes.sqlite", progress)
        numbers = (len(old.documents), len(new.documents))
        try:
            yield Comparison(old.folder.name, new.folder.name, numbers, quads, table)
        finally:
            table.close()


__all__ = [
    "Change",
    "ChangeTable",
    "Comparison",
    "Event",
    "GraphPair",
    "QuadCounts",
    "compare_graphs",
    "compare_releases",
    "pair_graphs",
    "write_csv",
    "write_json",
    "write_patches",
    "write_text",
]
