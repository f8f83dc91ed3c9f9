"""A real SPARQL 1.1 server for tests: Oxigraph's own, over a copy of a store."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest


def store_beside(file: Path) -> Path:
    """An Oxigraph store of an N-Quads file, on disk beside it; gives its folder."""
    folder = file.parent / "store"
    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    return folder


@contextmanager
def serving(store: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a store, made in `folder`; gives the address of its query endpoint."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        pytest.skip("the package `oxigraph` with its server is not installed")
    copy = folder / "served"
    shutil.copytree(store, copy)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [program, "serve", "--location", copy, "--bind", f"127.0.0.1:{port}", "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait()


VIRTUOSO_USER = ("dba", "dba")
"""What a new Virtuoso begins with."""

_VIRTUOSO_SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 50
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
ServerThreads = 10
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


def find_virtuoso() -> str | None:
    """The program of Virtuoso Open Source, where it is installed."""
    return shutil.which("virtuoso-t") or shutil.which("virtuoso")


@contextmanager
def serving_virtuoso(folder: Path) -> Iterator[str]:
    """An empty Virtuoso in `folder`, on ports of this machine only; gives its address without a path."""
    program = find_virtuoso()
    assert program is not None
    port, http = _free_ports(2)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_SETTINGS.format(port=port, http=http, folder=folder), "utf-8")
    server = subprocess.Popen(
        [program, "+foreground", "+configfile", "virtuoso.ini", "+wait"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(http, seconds=60)
        yield f"http://127.0.0.1:{http}"
    finally:
        server.kill()  # nothing in it is kept, and an orderly end writes all of it first
        server.wait()


def _free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def wait_for(port: int, seconds: float = 10) -> None:
    """Until something listens on a port, or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
