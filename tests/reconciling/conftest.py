"""A service to be asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reconciling.speaking import Speaker, speaking


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    """A reconciliation service that does nothing wrong unless a test says so."""
    made = Speaker()
    with speaking(made):
        yield made
