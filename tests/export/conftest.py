"""What the tests of exports share: the example network, and one file or folder of each format."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

from mapper.export import FORMATS, Wishes, make_picture, read_network, write
from mapper.export.picture import Picture
from mapper.store.release import ReleaseFiles

Network = networkx.MultiDiGraph


@pytest.fixture(scope="session")
def network(example_release: ReleaseFiles) -> Network[str]:
    """The network of all example documents; nobody changes it."""
    return read_network(example_release.open_store())


@pytest.fixture(scope="session")
def picture(example_release: ReleaseFiles) -> Picture:
    """The same laid out."""
    return make_picture(example_release, Wishes())[0]


@pytest.fixture(scope="session")
def exported(example_release: ReleaseFiles, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each format's file or folder."""
    folder = tmp_path_factory.mktemp("exported")
    for form in FORMATS:
        write(example_release, form, folder / f"out.{form}")
    return {form: folder / f"out.{form}" for form in FORMATS}
