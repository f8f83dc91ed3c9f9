"""What a site is made of: which files came from which input, so that a run makes only what would come out otherwise.

A product is some files that are made together from an input, such as the four files of a node. A run remembers for
each the digest of all that went into it. The next run takes the files over, unread, where the digest is the same and
the files have the size that they had.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from mapper.fingerprint import fingerprint_program
from mapper.resources import find_folder

_LIBRARIES: Final = ("jinja2", "markupsafe", "pyoxigraph", "pyarrow")
"""Packages whose version may change the bytes of files."""
_SEPARATOR: Final = b"\x1f"


class Product(NamedTuple):
    """Files that were made together."""

    key: str
    digest: bytes
    files: str
    """Paths and sizes, as JSON."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What workers need to tell whether a product can be taken over."""

    remembered: Path | None
    """The products of the run before; `None` where everything is to be made."""
    common: bytes = b""
    """Digest of what all products rest on: the program, its templates, the options of the site."""
    stamp: str = ""
    """Tells the remembered products from those of another run at the same place."""

    @classmethod
    def of(cls, remembered: Path | None, common: bytes) -> Origin:
        """The origin for a run."""
        if remembered is None:
            return cls(None, common)
        status = remembered.stat()
        return cls(remembered, common, f"{status.st_ino} {status.st_mtime_ns}")

    def digest(self, *parts: str | bytes) -> bytes:
        """A digest of the inputs of a product, and of what all rest on."""
        found = hashlib.blake2b(self.common, digest_size=16)
        for part in parts:
            found.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
            found.update(_SEPARATOR)
        return found.digest()

    def find(self, key: str, digest: bytes) -> list[tuple[str, int]] | None:
        """The files of a product with that digest, with their sizes; `None` where it has to be made."""
        if self.remembered is None:
            return None
        query = "SELECT files FROM product WHERE key = ? AND digest = ?"
        row = _open(self.remembered, self.stamp).execute(query, (key, digest)).fetchone()
        return [(path, size) for path, size in json.loads(row[0])] if row else None


class RunRecord:
    """What the site held before a run and what the run wrote: on disk, for a site has many files."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
            "CREATE TABLE held (path TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE written (path TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE product (key TEXT PRIMARY KEY, digest BLOB, files TEXT) WITHOUT ROWID;"
        )

    def hold(self, paths: Iterable[str]) -> None:
        """Note what the site holds."""
        self._connection.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((path,) for path in paths))

    def note(self, paths: Iterable[str], products: Iterable[Product] = ()) -> str:
        """Note files that were written; gives one that was written before, or an empty text."""
        for path in paths:
            if not self._connection.execute("INSERT OR IGNORE INTO written VALUES (?)", (path,)).rowcount:
                return path
        self._connection.executemany("INSERT OR REPLACE INTO product VALUES (?, ?, ?)", products)
        return ""

    def list_written(self) -> Iterator[str]:
        """The files of this run, sorted."""
        return (row[0] for row in self._connection.execute("SELECT path FROM written ORDER BY path"))

    def list_held(self) -> Iterator[str]:
        """The files that the site held, sorted."""
        return (row[0] for row in self._connection.execute("SELECT path FROM held ORDER BY path"))

    def list_stale(self) -> list[str]:
        """The files that the site held and that this run did not write, sorted."""
        query = "SELECT path FROM held EXCEPT SELECT path FROM written ORDER BY path"
        return [row[0] for row in self._connection.execute(query)]

    def has_written(self, path: str) -> bool:
        """Whether this run wrote a file."""
        return self._connection.execute("SELECT 1 FROM written WHERE path = ?", (path,)).fetchone() is not None

    def count_written(self) -> int:
        """How many files this run wrote."""
        return int(self._connection.execute("SELECT count(*) FROM written").fetchone()[0])

    def save_products(self, path: Path) -> None:
        """Keep the products for the next run."""
        draft = path.with_name(f"{path.name}.part")
        draft.unlink(missing_ok=True)
        self._connection.commit()
        self._connection.execute("ATTACH ? AS kept", (str(draft),))
        self._connection.executescript(
            "PRAGMA kept.journal_mode = OFF; PRAGMA kept.synchronous = OFF;"
            "CREATE TABLE kept.product (key TEXT PRIMARY KEY, digest BLOB, files TEXT) WITHOUT ROWID;"
            "INSERT INTO kept.product SELECT * FROM main.product ORDER BY key; DETACH kept;"
        )
        draft.replace(path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def fingerprint_site(options: Any) -> bytes:
    """A digest of what every file of a site rests on beside the graph.

    That is the program with its templates, questions and libraries, and each option of the site: every field of
    `options` (a dataclass) that is a text, a number or a truth value; of others, whether it is there.
    """
    found = hashlib.sha256(fingerprint_program().encode())
    for folder in (Path(str(resources.files(__package__))), find_folder("queries")):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".html", ".rq", ".css", ".conf", ""):
                found.update(f"{path.relative_to(folder)}".encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        found.update(f"{name} {_version_of(name)}\n".encode())
    found.update(f"{platform.python_version()} {zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    for field in fields(options):
        value = getattr(options, field.name)
        said = repr(value) if isinstance(value, str | int) else bool(value)
        found.update(f"{field.name} {said}\n".encode())
    return found.digest()


def digest_file(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def have_sizes(root: Path, files: Iterable[tuple[str, int]]) -> bool:
    """Whether all files are there with these sizes."""
    try:
        return all((root / path).stat().st_size == size for path, size in files)
    except OSError:
        return False


def _version_of(name: str) -> str:
    """The version of a package; empty where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _open(path: Path, stamp: str) -> sqlite3.Connection:
    """The products of the run before, opened once in a process and run."""
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
