"""The pages about the graph: their queries run and give what they say, and every term that they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Store

from mapper.documentation.pages import count_instances, render_prefixes
from mapper.graph import DocumentGraph
from mapper.records import Record
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = ("ontology.md", "traps.md", "model-tables.md", "linking.md")
TABLES = 15
BLOCK = re.compile(r"```sparql\n(.*?)```", re.DOTALL)
CLAIM = re.compile(r"(?:Wrong|Right): ([\d,]+)\b[^`]*?```sparql\n(.*?)```", re.DOTALL)
TERM = re.compile(r"\bwp:([A-Za-z][\w-]*)")


def queries(page: str) -> list[str]:
    """The queries of a page."""
    return BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


DISPUTED = "FILTER(?start >="
"""In the one query that a page shows because stores disagree on it."""
QUERIES = [(page, query) for page in PAGES for query in queries(page) if DISPUTED not in query]


def rows_of(store: Store, query: str) -> list[tuple[str, ...]]:
    """The answer of pyoxigraph, as texts."""
    answer = store.query(query, use_default_graph_as_union=True)
    return [tuple("" if value is None else value.value for value in row) for row in answer]  # type: ignore[union-attr]


@pytest.mark.parametrize(("page", "query"), QUERIES, ids=[f"{page}-{n}" for n, (page, _) in enumerate(QUERIES)])
def test_a_query_of_the_docs_gives_the_same_in_pyoxigraph_and_rdflib(
    store: Store, union: rdflib.Graph, page: str, query: str
) -> None:
    ours = rows_of(store, query)
    theirs = [tuple("" if value is None else str(value) for value in row) for row in union.query(query)]  # type: ignore[union-attr]
    assert sorted(ours) == sorted(theirs)
    if "ORDER BY" in query:
        assert ours == theirs
    assert ours or "a wp:Finding" in query, "no row on the sample plan"


def test_there_is_a_query_for_each_class() -> None:
    classes = {match[1] for query in queries("ontology.md") if (match := re.search(r"\?node a wp:(\w+)", query))}
    assert len(classes) == len(queries("ontology.md")) > 40
    assert {"BudgetStatement", "Project", "Office", "Period", "Finding", "Record"} <= classes


CLAIMS = CLAIM.findall((DOCS / "traps.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("number", "query"), CLAIMS, ids=[f"claim-{n}" for n in range(len(CLAIMS))])
def test_the_numbers_of_the_traps_are_those_of_the_sample_plan(store: Store, number: str, query: str) -> None:
    ((value,),) = rows_of(store, query)
    assert int(value) == int(number.replace(",", ""))


def test_the_traps_make_their_claims() -> None:
    assert len(CLAIMS) == 8


def test_a_date_trap_is_answered_by_days(store: Store) -> None:
    (query,) = [query for query in queries("traps.md") if "wp:earliest" in query]
    assert len(rows_of(store, query)) == 1


@pytest.mark.parametrize("page", ["traps.md", "model-tables.md"])
def test_every_term_that_a_page_names_exists(page: str) -> None:
    terms = {value for name, value in vars(WP).items() if not name.startswith("__")}
    concepts = {concept for code in CONCEPTS.values() for concept in code.values()}
    named = {WP_NAMESPACE + name for name in TERM.findall((DOCS / page).read_text(encoding="utf-8"))}
    assert named
    assert named <= terms | concepts


def test_every_table_has_its_predicates() -> None:
    text = (DOCS / "model-tables.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| `wp:(\w+)` \|", text, re.MULTILINE)
    classes = {vars(c)["rdf_class"]: c.table for c in Record.__subclasses__() if "rdf_class" in vars(c)}
    assert len(rows) == TABLES
    assert {(table, WP_NAMESPACE + name) for table, name in rows} == {
        *((table, rdf_class) for rdf_class, table in classes.items()),
        ("inconsistencies", WP.Finding),
    }


def test_the_prefixes_are_both_turtle_and_sparql() -> None:
    graph = rdflib.Graph().parse(data=render_prefixes() + "wp:a wp:b wp:c .", format="turtle")
    assert len(graph) == 1
    assert len(list(rdflib.Graph().query(render_prefixes() + "SELECT * { ?s a wp:Nothing }"))) == 0


def test_instances_are_counted_from_published_graphs(tmp_path: Path, sample_graph: DocumentGraph) -> None:
    folder = tmp_path / "한빛구"
    folder.mkdir()
    (folder / "hanbit-2023.nq").write_text("\n".join(sample_graph.quads), encoding="utf-8")
    (tmp_path / "things.nq").write_text("\n".join(sample_graph.things), encoding="utf-8")
    counts = count_instances(tmp_path)
    assert counts[WP.BudgetStatement] == sample_graph.counts["BudgetStatement"]
    assert counts[WP.Office] == 3
    assert count_instances(tmp_path / "none") == {}
