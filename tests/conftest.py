"""What several folders of tests share: the example documents, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.metadata import load_metadata
from mapper.pipeline import build
from mapper.store.release import ReleaseFiles

DOCUMENTS = Path(__file__).parent.parent / "documents"


@pytest.fixture(scope="session")
def example_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the example documents; nobody builds there again."""
    if not DOCUMENTS.is_dir():
        pytest.skip("documents/ is not here")
    root = tmp_path_factory.mktemp("example") / "release"
    report = build([DOCUMENTS], root, metadata=load_metadata(DOCUMENTS / "metadata.toml"))
    assert not report.failures
    return root


@pytest.fixture(scope="session")
def example_release(example_root: Path) -> ReleaseFiles:
    """The same, opened."""
    return ReleaseFiles.open(example_root)
