from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from mapper.catalog import Catalog, bind

GRAPHS = sorted((Path(__file__).parents[2] / "graphs").glob("**/*.nq"))
CATALOG = Catalog()
WITHOUT_ROWS = {"provenance/corrections"}
"""Questions that the example graph cannot answer: nobody corrected the example documents."""


@pytest.fixture(scope="module")
def example() -> pyoxigraph.Store:
    """The published example data."""
    if not GRAPHS:
        pytest.skip("graphs/ is empty: make graphs")
    store = pyoxigraph.Store()
    for path in GRAPHS:
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("question_id", CATALOG.ids)
def test_every_question_has_a_row_on_the_example_graph(example: pyoxigraph.Store, question_id: str) -> None:
    answer = example.query(bind(CATALOG.load(question_id), {}), use_default_graph_as_union=True)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    assert (next(answer, None) is None) == (question_id in WITHOUT_ROWS)


def test_a_thing_that_no_project_holds_has_no_projects_money(example: pyoxigraph.Store) -> None:
    answer = example.query(bind(CATALOG.find("asset-life"), {}), use_default_graph_as_union=True)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    rows = list(answer)
    assert any(row["project_krw"] for row in rows)
    assert not [row for row in rows if row["project_krw"] and not row["holder"]]
