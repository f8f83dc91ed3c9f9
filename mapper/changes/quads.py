"""Two versions of each named graph, compared line by line: the exact quads that were added and removed.

There are no blank nodes, and equal quads are equal lines (canonical N-Quads), so that a comparison of sorted lines is
one of graphs. Files are streamed; a graph whose files have the same bytes is not read into lines at all.
"""

from __future__ import annotations

import filecmp
import gzip
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NamedTuple

from mapper.errors import ReleaseError
from mapper.store.release import FINDINGS_SUFFIX, SHARED_GRAPHS, ReleaseFiles

ADDED: Final = True
REMOVED: Final = False
_GZIP: Final = ".gz"


class GraphPair(NamedTuple):
    """One named graph in the old and in the new version; `None` where a version has none."""

    name: str
    """`things`, `links`, ..., or the id of a document, with `.findings` for what the audit found in it."""
    old: Path | None
    """Sorted N-Quads, perhaps compressed by gzip."""
    new: Path | None
    document: str = ""
    """Id of the document whose graph, or whose findings, it holds; empty for a graph about all."""
    is_same: bool | None = None
    """Whether its two versions are known to say the same; `None` where the files have to be compared."""

    @property
    def is_findings(self) -> bool:
        """Whether it holds findings."""
        return bool(self.document) and self.name.endswith(FINDINGS_SUFFIX)

    @property
    def differs(self) -> bool:
        """Whether its two versions are not the same bytes."""
        if self.is_same is not None:
            return not self.is_same
        if self.old is None or self.new is None:
            return self.old is not self.new
        if (self.old.suffix == _GZIP) == (self.new.suffix == _GZIP):
            return not filecmp.cmp(self.old, self.new, shallow=False)
        return any(True for _ in compare_lines(read_graph(self.old), read_graph(self.new)))


@dataclass(frozen=True, slots=True)
class QuadCounts:
    """How many quads were added and removed."""

    added: int
    removed: int


def pair_graphs(old: ReleaseFiles, new: ReleaseFiles) -> list[GraphPair]:
    """The graphs of two releases, in the order of their names."""
    files = [{path.name.removesuffix(".nq"): path for path in release.graph_files()} for release in (old, new)]
    return [
        GraphPair(name, files[0].get(name), files[1].get(name), _document_of(name))
        for name in sorted(files[0].keys() | files[1].keys())
    ]


def _document_of(name: str) -> str:
    """The document that a graph of that name is about."""
    return "" if name in SHARED_GRAPHS else name.removesuffix(FINDINGS_SUFFIX)


def read_graph(path: Path | None) -> Iterator[str]:
    """The lines of a graph, without line feeds; none where there is no graph."""
    if path is None:
        return
    opener = gzip.open if path.suffix == _GZIP else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
            for line in stream:
                yield line[:-1]
    except (OSError, EOFError) as error:
        raise ReleaseError("a graph cannot be read.", file=str(path)) from error


def compare_lines(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """The lines of sorted input that only one side has, in order; `ADDED` says that it is the new side.

    Raises ReleaseError for lines that are not sorted or stand twice: what is told of them would be wrong.
    """
    before, after = iter(_in_order(old)), iter(_in_order(new))
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left < right):
            assert left is not None
            yield REMOVED, left
            left = next(before, None)
        elif left is None or right < left:
            yield ADDED, right
            right = next(after, None)
        else:
            left, right = next(before, None), next(after, None)


def _in_order(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they are."""
    last = ""
    for line in lines:
        if line <= last:
            raise ReleaseError("a graph is not sorted.", hint="Build the release again.")
        yield line
        last = line


def write_patches(pairs: Iterable[GraphPair], added: Path | None, removed: Path | None) -> QuadCounts:
    """Write the quads that were added and removed, a graph after the other; `.gz` files are compressed.

    The old quads without the removed ones and with the added ones are the new quads, exactly.
    """
    counts = {ADDED: 0, REMOVED: 0}
    with ExitStack() as stack:
        streams = {sign: _open(stack, path) for sign, path in ((ADDED, added), (REMOVED, removed))}
        for pair in pairs:
            if not pair.differs:
                continue
            for sign, line in compare_lines(read_graph(pair.old), read_graph(pair.new)):
                counts[sign] += 1
                if stream := streams[sign]:
                    stream.write(f"{line}\n".encode())
    return QuadCounts(counts[ADDED], counts[REMOVED])


def _open(stack: ExitStack, path: Path | None) -> IO[bytes] | gzip.GzipFile | None:
    """A file to write; compressed bytes hold neither a name nor a time of day."""
    if path is None:
        return None
    raw = stack.enter_context(path.open("wb"))
    if path.suffix != _GZIP:
        return raw
    return stack.enter_context(gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0))
