"""The saved questions on Virtuoso; what it answers otherwise is named here and in docs/stores.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mapper.catalog import ask
from mapper.errors import MapperError
from mapper.store import Store
from mapper.store.credentials import Credentials
from mapper.store.remote import RemoteStore
from mapper.store.target import Target
from tests.queries.expected import Case
from tests.queries.expected_linked import LINKED
from tests.queries.made import make_quads
from tests.queries.made_linked import make_linked_quads
from tests.queries.test_answers import CASES, CATALOG, THROUGH_LINKS, _cells, _read
from tests.servers import VIRTUOSO_USER, find_virtuoso, serving_virtuoso
from tests.test_docs import DOCS

DIFFERS = {
    "assets/asset-life",  # its compiler wants more than 400 MB
    "budget/largest-projects",  # its compiler wants more than 400 MB
    "budget/grew-or-shrank-most",  # an internal error of its compiler
    "budget/plans-side-by-side",  # other rows than every other store
    "organizations/reorganisations",  # its compiler wants more memory than it can be given
    "projects/projects-by-topic",  # its compiler wants more memory than it can be given
    "provenance/what-stands-there",  # sorts no more than 10,000 rows
    "staffing/staff-by-grade",  # its compiler wants more memory than it can be given
}
"""Asserted to differ: a question that Virtuoso answers one day leaves this list and the page."""
_WITH_ROWS = [case for case in reversed(CASES) if case.rows.strip()]
PLAIN = {case.question: case for case in _WITH_ROWS if case.question not in THROUGH_LINKS}
"""One case a question: Virtuoso takes seconds to compile each."""
THROUGH = {case.question: case for case in reversed(LINKED) if case.rows.strip()}
NETWORK = [question for question in CATALOG.ids if question.startswith("network/")]
_TRUTH = {"true": "1", "false": "0"}
_SECONDS = 240
"""A machine that does other things takes ten times as long as a quiet one."""


@contextmanager
def loaded(quads: str, folder: Path) -> Iterator[RemoteStore]:
    """Virtuoso with these graphs."""
    if find_virtuoso() is None:
        pytest.skip("Virtuoso (Debian's virtuoso-opensource) is not installed")
    graphs = defaultdict(list)
    for line in quads.splitlines():
        triple, _, graph = line.removesuffix("> .").rpartition(" <")
        graphs[graph].append(f"{triple} .")
    with serving_virtuoso(folder) as root:
        target = Target(f"{root}/sparql-auth", None, Credentials(*VIRTUOSO_USER))
        for graph, triples in graphs.items():
            target.replace(graph, triples)
        yield RemoteStore(f"{root}/sparql", timeout_seconds=_SECONDS, pauses_seconds=())


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """Virtuoso with the made documents."""
    with loaded(make_quads(), tmp_path_factory.mktemp("virtuoso")) as store:
        yield store


@pytest.fixture(scope="module")
def linked_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """Virtuoso with the plans that are linked with each other."""
    with loaded(make_linked_quads(), tmp_path_factory.mktemp("linked-virtuoso")) as store:
        yield store


def answers_as_expected(store: Store, case: Case) -> bool:
    """Whether a store gives the rows worked out by hand, truth values apart, which it does not have."""
    expected = [[_TRUTH.get(cell, cell) for cell in row] for row in _read(case.rows)]
    try:
        return _cells(ask(store, CATALOG.load(case.question), case.values)) == expected
    except MapperError:
        if case.question in DIFFERS:
            return False
        raise


@pytest.mark.parametrize("case", PLAIN.values(), ids=lambda case: case.question)
def test_virtuoso_answers_as_worked_out_by_hand_but_what_is_named(virtuoso: RemoteStore, case: Case) -> None:
    assert answers_as_expected(virtuoso, case) is (case.question not in DIFFERS)


@pytest.mark.parametrize("case", THROUGH.values(), ids=lambda case: case.question)
def test_virtuoso_answers_over_linked_plans_as_worked_out_by_hand_but_what_is_named(
    linked_virtuoso: RemoteStore, case: Case
) -> None:
    assert answers_as_expected(linked_virtuoso, case) is (case.question not in DIFFERS)


@pytest.mark.parametrize("question", NETWORK)
def test_virtuoso_gives_the_network_of_linked_plans_as_the_embedded_store(
    linked_virtuoso: RemoteStore, linked_embedded: Store, question: str
) -> None:
    saved = CATALOG.load(question)
    here = [[_TRUTH.get(cell, cell) for cell in row] for row in _cells(ask(linked_embedded, saved, {}))]
    assert _cells(ask(linked_virtuoso, saved, {})) == here


def test_every_saved_question_is_compared() -> None:
    assert {*PLAIN, *THROUGH, *NETWORK} == set(CATALOG.ids)


def test_the_page_names_the_questions_that_differ_and_no_others() -> None:
    page = (DOCS / "stores.md").read_text(encoding="utf-8")
    section = page.partition("\n## Virtuoso\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    assert named == {question.partition("/")[2] for question in DIFFERS}
