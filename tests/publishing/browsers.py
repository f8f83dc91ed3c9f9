"""Node and a browser for the tests of the page that answers SPARQL, and a server of files."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import MapperError
from mapper.publishing.browser.engine import find_engine, install_engine
from tests.export.consumers import find_node, find_program

HERE = Path(__file__).parent


def require_engine() -> Path:
    """The npm package oxigraph, installed once into the virtual environment; skips the test where that fails."""
    try:
        install_engine()
    except MapperError as error:
        pytest.skip(str(error))
    found = find_engine()
    assert found is not None
    return found


def ask_in_node(site: Path, jobs: Sequence[Mapping[str, Any]], piece: int = 1 << 16) -> Any:
    """What the scripts of a site answer, run by Node; the dump is read in pieces of so many bytes."""
    node, _ = find_node()
    given = json.dumps({"jobs": jobs, "piece": piece})
    command = [node, str(HERE / "ask.mjs"), str(site)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def browse(folder: Path, steps: Sequence[Mapping[str, Any]]) -> Any:
    """What a headless browser found on its way through the steps; see browse.mjs."""
    node, _ = find_node()
    browser = find_program("chromium", "chromium-browser", "google-chrome")
    command = [node, "--experimental-websocket", str(HERE / "browse.mjs"), browser, str(folder / "profile")]
    given = json.dumps(steps)
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, (done.stdout, done.stderr)
    said = json.loads(done.stdout)
    assert not said["wrong"], said["wrong"]
    return said


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def serve(site: Path, folder: Path) -> Iterator[str]:
    """The address under which a site is served, below a folder of the server's root."""
    root = folder / "www"
    root.mkdir()
    (root / "plans").symlink_to(site, target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/plans/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        shutil.rmtree(root)
